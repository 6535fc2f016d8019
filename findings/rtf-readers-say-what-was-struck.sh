#!/usr/bin/env bash
# Expected: RTF from Word or an old newsroom system gives the words that its reader saw: text that is marked \deleted (a tracked
#   change) or \v (hidden) is not among them, \endash and \emdash are dashes, \~ and \_ a space and a hyphen that hold, a
#   footnote is kept. Behind \u1377 one sign is skipped, the stand-in for old readers, and two halves of a pair
#   are one letter (RTF 1.9.1: "Font (Character) Formatting Properties", "Special Characters", "Unicode RTF").
# Instead: striprtf, rtf-parser (in rtf2text, @iarna/rtf-to-html) and officeparser print what was deleted and what is hidden.
#   To rtf-parser and officeparser \endash is nothing, so that 3-5 percent is 35 percent; officeparser prints \~ and \_ as
#   "~" and "_". rtf-parser keeps the stand-in, a "?" behind each letter of Armenian, and makes one number of two cells. striprtf drops
#   footnotes, and gives two halves of an emoji, a text that cannot be saved as UTF-8. Pandoc leaves out hidden text and
#   marks deleted text, but knows no character set of a font: "Мир" in Word's Cyrillic is "Ìèð".
# Versions: striprtf 0.0.35, pypandoc_binary 1.17 with pandoc 3.9 (PyPI); rtf2text 1.0.1, rtf-parser 1.3.3, officeparser 8.1.1 (npm).
# For a newsroom: an archive in RTF comes back with "not" where the desk struck it, with notes that were for the desk, and
#   with ranges ten times too large. Accept all changes and delete hidden text in Word first, or compare with pandoc.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check striprtf==0.0.35 pypandoc_binary==1.17
npm install --silent --no-audit --no-fund --ignore-scripts rtf2text@1.0.1 rtf-parser@1.3.3 officeparser@8.1.1 >/dev/null

cat >run.py <<'E'
import json, subprocess, sys
import pypandoc
from striprtf.striprtf import rtf_to_text
head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial CYR;}}{\*\revtbl{Unknown;}{Ann;}}\f0 "
texts = {
    "struck": r"The mayor is {\deleted\revauthdel1 not }guilty.\par}",
    "hidden": r"Public {\v ask the lawyer }text.\par}",
    "dashes": r"Up 3\endash 5 percent\emdash so far.\par}",
    "held": r"10\~000 in 2026\_27.\par}",
    "armenian": r"\u1344\'3f\u1377\'3f\u1397\'3f.\par}",
    "emoji": r"a \u-10179\'3f\u-8704\'3f b\par}",
    "cyrillic": r"\f1\'cc\'e8\'f0\f0 .\par}",
    "note": r"He said{\super\chftn}{\footnote\pard\plain{\super\chftn} Later denied.} so.\par}",
    "table": r"\trowd\cellx1000\cellx2000\pard\intbl 2025\cell 12\cell\row\pard After.\par}",
}
json.dump({name: head + text for name, text in texts.items()}, open("texts.json", "w"))
node = json.loads(subprocess.run(["node", "run.cjs"], check=True, capture_output=True).stdout)
flat = lambda text: " ".join(text.split())
seen = {name: [flat(rtf_to_text(head + text)), node[name][0], node[name][1],
    flat(pypandoc.convert_text(head + text, "html", format="rtf", extra_args=["--wrap=none"]))] for name, text in texts.items()}
for name, four in seen.items():
    print(name, *(f"{who}: {ascii(text) if name == 'emoji' else text}" for who, text in zip(("striprtf", "rtf2text", "officeparser", "pandoc"), four)), sep="\n   ")
struck, hidden, dashes, held, armenian, emoji, cyrillic, note, table = seen.values()
facts = [
    struck[:3] == ["The mayor is not guilty."] * 3, "<del>not </del>" in struck[3],
    hidden[:3] == ["Public ask the lawyer text."] * 3, "lawyer" not in hidden[3],
    dashes[0] == "Up 3–5 percent—so far.", dashes[1] == dashes[2] == "Up 35 percentso far.",
    held[0] == "10 000 in 2026‑27." and held[2] == "10~000 in 2026_27.",
    armenian[0] == armenian[2] == "Հայ." and armenian[1] == "Հ?ա?յ?." and "Հայ." in armenian[3],
    emoji[0] == "a \ud83d\ude00 b", emoji[2] == "a 😀 b",
    cyrillic[:3] == ["Мир."] * 3, "Ìèð." in cyrillic[3],
    "denied" not in note[0], note[1] == "He said Later denied. so.", "denied" in note[2], "denied" in note[3],
    table[1] == "202512After.",
]
if not all(facts): print("changed:", [i for i, is_so in enumerate(facts) if not is_so])
sys.exit(0 if all(facts) else 1)
E
cat >run.cjs <<'E'
const texts = require("./texts.json"), rtf2text = require("rtf2text"), { parseOffice } = require("officeparser");
const flat = (text) => text.split(/\s+/).join(" ").trim();
(async () => {
  const made = {};
  for (const [name, text] of Object.entries(texts)) {
    const plain = await new Promise((done) => rtf2text.string(text, (error, text) => (error ? done(error.message) : done(text))));
    made[name] = [flat(plain), flat((await (await parseOffice(Buffer.from(text), { fileType: "rtf" })).to("text")).value)];
  }
  console.log(JSON.stringify(made));
})();
E
v/bin/python run.py
