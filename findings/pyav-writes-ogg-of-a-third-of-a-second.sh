#!/usr/bin/env bash
# Expected: a frame of sound without a time (`pts` None, as AudioFrame.from_ndarray and AudioResampler give it) is encoded from the
#   start on, whatever the codec: five seconds of it become a file of five seconds, or an error.
# Instead: with FFmpeg's own Vorbis encoder the Ogg file says that it plays 0.32 seconds: so PyAV itself and Mutagen read it, while
#   all samples are in it. Nothing is raised or printed. With pts 0 it says 5 seconds. Opus, AAC, MP3, FLAC and WAV say 5 seconds
#   without a time too.
# Versions: av 18.1.0, read with mutagen 1.48.1 (PyPI).
# For a newsroom: clips cut by a script show "0:00" in the player and in the podcast's feed, and players that go by the length stop
#   there. Set `frame.pts` before the first frame is encoded, and look at the length of what was written.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check av==18.1.0 mutagen==1.48.1 numpy==2.3.5

v/bin/python - <<'E'
import sys
import av, mutagen, numpy
RATE, SECONDS, facts = 48000, 5, []
for codec, ending, form in (("vorbis", "ogg", "fltp"), ("libopus", "opus", "flt"), ("aac", "m4a", "fltp"),
                            ("libmp3lame", "mp3", "fltp"), ("flac", "flac", "s16"), ("pcm_s16le", "wav", "s16")):
    for time in (0, None):
        name = f"{codec}-{time}.{ending}"
        with av.open(name, "w") as out:
            stream = out.add_stream(codec, rate=RATE, options={"strict": "-2"}); stream.layout = "stereo"
            count = RATE * SECONDS
            tone = numpy.sin(numpy.arange(count) / 20) * 0.2
            if form == "s16": tone = (tone * 32767).astype(numpy.int16)
            else: tone = tone.astype(numpy.float32)
            samples = numpy.stack([tone, tone]) if form == "fltp" else numpy.repeat(tone, 2).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(samples, format=form, layout="stereo"); frame.sample_rate, frame.pts = RATE, time
            for packet in stream.encode(frame) + stream.encode(None): out.mux(packet)
        with av.open(name) as made:
            said = made.duration / 1e6
            there = sum(part.samples for part in made.decode(audio=0)) / RATE
        length = mutagen.File(name).info.length
        print(f"{codec}, pts {time}: PyAV says {said:.2f} s, Mutagen {length:.2f} s; decoded {there:.2f} s")
        is_lost = codec == "vorbis" and time is None
        facts.append(abs(there - SECONDS) < 0.1)
        facts.append((abs(said - 0.32) < 0.01 and abs(length - 0.32) < 0.01) if is_lost else (abs(said - SECONDS) < 0.1 and abs(length - SECONDS) < 0.1))
sys.exit(0 if all(facts) else 1)
E
