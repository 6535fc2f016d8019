#!/usr/bin/env bash
# Expected: a library that makes EPUB from HTML keeps what the HTML says. `start`, `reversed` and `value` number a list
#   (HTML, 4.4.5 and 4.4.8). A chart in SVG and a formula get their namespaces on the way to XHTML, where no parser
#   adds them (HTML, 13 and 14). Of several authors each has a dc:creator (EPUB 3.3, on this element).
# Instead: epub-gen-memory keeps attributes from a fixed list that its README does not tell and no option changes:
#   places 10, 9, 7 are 1, 2, 3, a `<time>` has no date, of a chart empty shapes are left. These have no namespace,
#   and no reading system draws charts or formulas. Two authors are one by the name "Ani,Bob". In
#   @lesjoursfr/html-to-epub the list is an option, the namespaces and the authors are lost as well.
# Versions: epub-gen-memory 1.1.2, @lesjoursfr/html-to-epub 6.2.0 (npm).
# For a newsroom: a countdown in the weekend's book is upside down and still looks right, charts are white, and stores
#   list an author whom nobody knows. Write such numbers as text and charts as files of images.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts epub-gen-memory@1.1.2 @lesjoursfr/html-to-epub@6.2.0 >/dev/null

cat >run.mjs <<'E'
import { writeFileSync } from "node:fs";
import memory from "epub-gen-memory"; import { EPub } from "@lesjoursfr/html-to-epub";
const html = `<ol start="10" reversed><li>Tenth</li><li>Ninth</li><li value="7">Seventh</li></ol>
<p><time datetime="2026-11-28">Saturday</time></p><svg viewBox="0 0 9 9"><rect x="1" y="1" width="5" height="9"/></svg>
<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>`;
const book = { title: "Week", description: "News", author: ["Ani", "Bob"], lang: "en" };
writeFileSync("epub-gen-memory.epub", await memory.default(book, [{ title: "One", content: html }]));
await new EPub({ ...book, content: [{ title: "One", data: html }], tempDir: "." }, "html-to-epub.epub").render();
E
node run.mjs
cat >run.py <<'E'
import re, zipfile, xml.etree.ElementTree as et
for who in ("epub-gen-memory", "html-to-epub"):
    book = zipfile.ZipFile(who + ".epub")
    chapter = et.fromstring(book.read(next(n for n in book.namelist() if re.search("/0_.*xhtml$", n))))
    seen = {e.tag.split("}")[1]: e for e in chapter.iter()}
    if who == "epub-gen-memory": print(who, {name: seen[name].attrib for name in ("ol", "li", "time", "svg", "rect")})
    authors = re.findall("<dc:creator[^>]*>([^<]*)", book.read("OEBPS/content.opf").decode())
    print(who, {seen[name].tag for name in ("svg", "math")} == {f"{{http://www.w3.org/1999/xhtml}}{n}" for n in ("svg", "math")}, authors)
E
python3 run.py | tee seen
diff seen - <<'E'
epub-gen-memory {'ol': {}, 'li': {}, 'time': {}, 'svg': {}, 'rect': {}}
epub-gen-memory True ['Ani,Bob']
html-to-epub True ['Ani,Bob']
E
