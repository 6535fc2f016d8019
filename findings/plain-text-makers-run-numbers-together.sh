#!/usr/bin/env bash
# Expected: the text of a page is what a browser shows and copies: two cells of a table have a tab between them, a term and what is
#   said of it a line break, and what is not rendered is not in it (HTML, 3.2.7 "innerText"), such as what has `hidden`, a
#   <template> and a closed <dialog> (15.3). What <del> strikes was removed from the story (4.7.2); a list has the
#   numbers that its `value`, `start` and `reversed` give (4.4.5, 4.4.8).
# Instead: html-to-text, whose README promises "beautiful text", makes "202512" of the row 2025 | 12 and "Votes12" of a term with
#   its figure, as inscriptis does. It, inscriptis and html2text print what is hidden, templates and closed dialogs. The
#   first two leave "50 60" of a figure that was struck and the one in its place. All three count a countdown up;
#   `value` is lost by html-to-text and html2text, `start` by inscriptis. For tables there is an option, which is off.
# Versions: html-to-text 10.0.1 (npm); inscriptis 2.7.6, html2text 2025.4.15 (PyPI).
# For a newsroom: this makes the text part of newsletters (html-to-text does for many a mailer) and the words of archives and
#   voices: there results of a year are one long number, a corrected figure stands beside the wrong one, and what is
#   hidden until it is confirmed has been sent. Render that text from the story, and not from its HTML.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check inscriptis==2.7.6 html2text==2025.4.15
npm install --silent --no-audit --no-fund --ignore-scripts html-to-text@10.0.1 >/dev/null

cat >parts <<'E'
<table><tr><td>2025</td><td>12</td></tr></table>
<dl><dt>Votes</dt><dd>12</dd></dl>
<p>It fell by <del>50</del> <ins>60</ins> percent.</p>
<p>Yes.</p><p hidden>Not yet.</p>
<p>Yes.</p><template>Row</template>
<p>Yes.</p><dialog>Closed</dialog>
<ol start="4"><li value="9">Nine</li></ol>
<ol start="4"><li>Four</li></ol>
<ol reversed><li>Second</li><li>First</li></ol>
E
cat >run.py <<'E'
import json, html2text, inscriptis
for part in open("parts"):
    for name, make in (("inscriptis", inscriptis.get_text), ("html2text", html2text.html2text)):
        print(f"{name}: {part.strip()} -> {json.dumps(' '.join(make(part).split()))}")
E
cat >run.mjs <<'E'
import { readFileSync } from "node:fs"; import { convert } from "html-to-text";
for (const part of readFileSync("parts", "utf8").trim().split("\n")) console.log(`html-to-text: ${part} -> ${JSON.stringify(convert(part).trim().split(/\s+/).join(" "))}`);
E
{ node run.mjs; v/bin/python run.py; } | tee seen
diff seen - <<'E'
html-to-text: <table><tr><td>2025</td><td>12</td></tr></table> -> "202512"
html-to-text: <dl><dt>Votes</dt><dd>12</dd></dl> -> "Votes12"
html-to-text: <p>It fell by <del>50</del> <ins>60</ins> percent.</p> -> "It fell by 50 60 percent."
html-to-text: <p>Yes.</p><p hidden>Not yet.</p> -> "Yes. Not yet."
html-to-text: <p>Yes.</p><template>Row</template> -> "Yes. Row"
html-to-text: <p>Yes.</p><dialog>Closed</dialog> -> "Yes. Closed"
html-to-text: <ol start="4"><li value="9">Nine</li></ol> -> "4. Nine"
html-to-text: <ol start="4"><li>Four</li></ol> -> "4. Four"
html-to-text: <ol reversed><li>Second</li><li>First</li></ol> -> "1. Second 2. First"
inscriptis: <table><tr><td>2025</td><td>12</td></tr></table> -> "2025 12"
html2text: <table><tr><td>2025</td><td>12</td></tr></table> -> "2025| 12 ---|---"
inscriptis: <dl><dt>Votes</dt><dd>12</dd></dl> -> "Votes12"
html2text: <dl><dt>Votes</dt><dd>12</dd></dl> -> "Votes 12"
inscriptis: <p>It fell by <del>50</del> <ins>60</ins> percent.</p> -> "It fell by 50 60 percent."
html2text: <p>It fell by <del>50</del> <ins>60</ins> percent.</p> -> "It fell by ~~50~~ 60 percent."
inscriptis: <p>Yes.</p><p hidden>Not yet.</p> -> "Yes. Not yet."
html2text: <p>Yes.</p><p hidden>Not yet.</p> -> "Yes. Not yet."
inscriptis: <p>Yes.</p><template>Row</template> -> "Yes. Row"
html2text: <p>Yes.</p><template>Row</template> -> "Yes. Row"
inscriptis: <p>Yes.</p><dialog>Closed</dialog> -> "Yes. Closed"
html2text: <p>Yes.</p><dialog>Closed</dialog> -> "Yes. Closed"
inscriptis: <ol start="4"><li value="9">Nine</li></ol> -> "9. Nine"
html2text: <ol start="4"><li value="9">Nine</li></ol> -> "4. Nine"
inscriptis: <ol start="4"><li>Four</li></ol> -> "1. Four"
html2text: <ol start="4"><li>Four</li></ol> -> "4. Four"
inscriptis: <ol reversed><li>Second</li><li>First</li></ol> -> "1. Second 2. First"
html2text: <ol reversed><li>Second</li><li>First</li></ol> -> "1. Second 2. First"
E
