#!/usr/bin/env bash
# Expected: a cue of WebVTT is what stands below its times, up to the blank line. What comes behind that,
#   a NOTE (a comment) or the name of the next cue, is not shown (WebVTT, section 4.1).
# Instead: pysubs2 reads it as SubRip, from one line of times to the next. A NOTE and the name of the next
#   cue become words of the cue before. A last line of digits is taken for the number of the next cue and
#   cut: of "The dead number / 15" the 15 is gone. Where cues are numbered it stays, so that a test
#   with numbers passes. The documentation says that both formats share their code, not what that does.
# Versions: pysubs2 1.8.1, beside webvtt-py 0.6.0 (PyPI).
# For a newsroom: a caption loses its figure where the line ends in one, and "NOTE check the name" is shown
#   to the audience, after any retiming or conversion with it (ffsubsync and subliminal build on it).
#   Take NOTEs out and number the cues before such a tool gets the file.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install pysubs2==1.8.1 webvtt-py==0.6.0

cat >talk.vtt <<'E2'
WEBVTT

00:01.000 --> 00:03.000
The dead number
15

00:04.000 --> 00:06.000
The mayor had

NOTE check the name

00:07.000 --> 00:09.000
We vote in
2026

bridge
00:10.000 --> 00:12.000
It cost
4,000,000

end
00:13.000 --> 00:15.000
Good night
E2
v/bin/python - <<'E2' | tee seen
import pysubs2, webvtt
print("webvtt-py:", *[c.text.replace("\n", " / ") for c in webvtt.read("talk.vtt").captions], sep="\n  ")
print("pysubs2:", *[c.plaintext.replace("\n", " / ") for c in pysubs2.load("talk.vtt")], sep="\n  ")
E2
diff seen - <<'E2'
webvtt-py:
  The dead number / 15
  The mayor had
  We vote in / 2026
  It cost / 4,000,000
  Good night
pysubs2:
  The dead number
  The mayor had /  / NOTE check the name
  We vote in / 2026 /  / bridge
  It cost / 4,000,000 /  / end
  Good night
E2
