#!/usr/bin/env bash
# Expected: times in WebVTT may leave out the hours, have two or more digits of hours, be followed by settings,
#   and have spaces or tabs around the arrow (WebVTT, sections 4.1 and 6.3).
# Instead: @plussub/srt-vtt-parser takes settings behind a time without hours for part of it: "00:03.000 line:0"
#   is 3 minutes, and "00:05.000 align:start" no number at all. node-webvtt, asked to be lenient (strict, it
#   refuses the file), leaves out each cue with a tab at the arrow. media-captions leaves out cues from hour 100 on, and
#   pycaption writes hour 25 as hour 1. webvtt-py reads all of them.
# Versions: @plussub/srt-vtt-parser 2.0.5, node-webvtt 2.0.0, media-captions 1.0.4 (npm); pycaption 2.3.14,
#   webvtt-py 0.6.0 (PyPI).
# For a newsroom: a caption stays on the picture for minutes, or the search in a recording jumps to nowhere,
#   as soon as one line is moved up from the lower third. Write hours always, and single spaces.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install pycaption==2.3.14 webvtt-py==0.6.0
npm install --silent --no-audit --no-fund --ignore-scripts @plussub/srt-vtt-parser@2.0.5 node-webvtt@2.0.0 media-captions@1.0.4 >/dev/null

printf 'WEBVTT\n\n%s\na\n\n%s\nb\n\n%s\nc\n\n%s\nd\n\n%s\ne\n\n%s\nf\n' \
  "00:01.000 --> 00:03.000 line:0" "00:04.000 --> 00:05.000 align:start" "00:00:06.000 --> 00:00:07.000 line:0" \
  $'00:08.000\t-->\t00:09.000' "25:00:00.000 --> 25:00:01.000" "100:00:00.000 --> 100:00:01.000" >talk.vtt
cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import * as plussub from "@plussub/srt-vtt-parser"; import webvtt from "node-webvtt"; import { parseText } from "media-captions";
const text = readFileSync("talk.vtt", "utf8");
const show = (who, cues) => console.log(`${who}:`, cues.map(([word, from, to]) => `${word} ${from}-${to}`).join(", "));
show("srt-vtt-parser", plussub.parse(text).entries.map((e) => [e.text, e.from / 1000, e.to / 1000]));
show("node-webvtt", webvtt.parse(text, { strict: false }).cues.map((c) => [c.text, c.start, c.end]));
show("media-captions", (await parseText(text, { type: "vtt" })).cues.map((c) => [c.text, c.startTime, c.endTime]));
E
cat >run.py <<'E'
import webvtt, pycaption
print("webvtt-py:", ", ".join(f"{c.text} {c.start_in_seconds}-{c.end_in_seconds}" for c in webvtt.read("talk.vtt")))
written = pycaption.SRTWriter().write(pycaption.WebVTTReader().read(open("talk.vtt").read())).splitlines()
print("pycaption:", ", ".join(line[:8] for line in written if "-->" in line))
E
{ node run.mjs; v/bin/python run.py; } | tee seen
diff seen - <<'E'
srt-vtt-parser: a 1-180, b 4-NaN, c 6-7, d 8-9, e 90000-90001, f 360000-360001
node-webvtt: a 1-3, b 4-5, c 6-7, e 90000-90001, f 360000-360001
media-captions: a 1-3, b 4-5, c 6-7, d 8-9, e 90000-90001
webvtt-py: a 1-3, b 4-5, c 6-7, d 8-9, e 90000-90001, f 360000-360001
pycaption: 00:00:01, 00:00:04, 00:00:06, 00:00:08, 01:00:00, 04:00:00
E
