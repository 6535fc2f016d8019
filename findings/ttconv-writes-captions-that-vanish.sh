#!/usr/bin/env bash
# Expected: a converter to WebVTT writes `<` and `&` in the words of a caption as `&lt;` and `&amp;`. WebVTT,
#   section 4.2.2: text in a cue has neither raw, as `<` begins a tag and `&` a reference there.
# Instead: ttconv writes them raw, from TTML as from WebVTT. Of "Profit <2 %" every reader shows "Profit ",
#   of "<inaudible>" nothing, and "&eacute;", in a talk on HTML, becomes "é". Its own reader understands the
#   escapes, so that a right file is wrong after one pass and shorter after two. The SRT it writes is right.
# Versions: ttconv 1.2.3, beside pycaption 2.3.14 (PyPI), media-captions 1.0.4 (npm).
# For a newsroom: captions in TTML, as broadcasters deliver them, lose what stands behind a "less than"
#   on the site, and nothing is reported. Convert to SRT and from there, or compare the words.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install ttconv==1.2.3 pycaption==2.3.14
npm install --silent --no-audit --no-fund --ignore-scripts media-captions@1.0.4 >/dev/null

cat >run.py <<'E'
import io, xml.etree.ElementTree as et
import pycaption, ttconv.imsc.reader, ttconv.srt.writer, ttconv.vtt.reader, ttconv.vtt.writer
lines = ["Profit &lt;2 % of sales", "&lt;inaudible&gt;", "Write &amp;eacute; for it"]
ps = "".join(f'<p begin="{2 * n}s" end="{2 * n + 1}s">{line}</p>' for n, line in enumerate(lines))
ttml = f'<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>{ps}</div></body></tt>'
model = ttconv.imsc.reader.to_model(et.ElementTree(et.fromstring(ttml)))
good = pycaption.WebVTTWriter().write(pycaption.DFXPReader().read(ttml))
out = {"ttconv-from-ttml": ttconv.vtt.writer.from_model(model), "pycaption": good, "ttconv-from-vtt": good}
for _ in range(2):
    out["ttconv-from-vtt"] = ttconv.vtt.writer.from_model(ttconv.vtt.reader.to_model(io.StringIO(out["ttconv-from-vtt"])))
for name, text in out.items():
    open(name + ".vtt", "w").write(text)
print("srt:", [line for line in ttconv.srt.writer.from_model(model).split("\n") if line[:1].isalpha() or line[:1] == "<"])
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs";
import { parseText, tokenizeVTTCue } from "media-captions";
const shown = (nodes) => nodes.map((n) => n.type === "text" ? n.data : shown(n.children ?? [])).join("");
for (const name of ["pycaption", "ttconv-from-ttml", "ttconv-from-vtt"]) {
  const { cues } = await parseText(readFileSync(name + ".vtt", "utf8"), { type: "vtt" });
  console.log(`${name}:`, JSON.stringify(cues.map((cue) => [cue.text, shown(tokenizeVTTCue(cue))])));
}
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
srt: ['Profit <2 % of sales', '<inaudible>', 'Write &eacute; for it']
pycaption: [["Profit &lt;2 % of sales","Profit <2 % of sales"],["&lt;inaudible>","<inaudible>"],["Write &amp;eacute; for it","Write &eacute; for it"]]
ttconv-from-ttml: [["Profit <2 % of sales","Profit "],["<inaudible>",""],["Write &eacute; for it","Write &eacute; for it"]]
ttconv-from-vtt: [["Profit","Profit"],["Write é for it","Write é for it"]]
E
