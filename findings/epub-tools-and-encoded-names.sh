#!/usr/bin/env bash
# Expected: the href of a chapter in an EPUB's manifest is a URL, and %D5%A5%D6%80%D6%87%D5%A1%D5%B6.xhtml
#   is the file երևան.xhtml in the archive: to get a file's path, a URL's path is percent-decoded (EPUB 3.3,
#   "Deriving file paths"). epubcheck 5.3.0 calls the book made here valid.
# Instead: @lingo-reader/epub-parser, which says that it follows EPUB 3.3, looks for a file with percent
#   signs in its name and gives a chapter without text; epub finds no such entry. epub2 reads all.
#   EbookLib decodes names when it reads and does not encode them when it writes, so that "café
#   culture.xhtml" stands in the manifest with its space, which epubcheck refuses (RSC-020); it also
#   writes a spine whose `toc` points at nothing (OPF-049), as a book without an NCX has none.
# Versions: @lingo-reader/epub-parser 0.4.6, epub 2.1.1, epub2 3.0.2 (npm); EbookLib 0.20 (PyPI).
# For a newsroom: chapters named by headlines in Armenian, Arabic or French are blank, those in English are
#   there; and a tool that only adds a cover makes the digest invalid. Name files of chapters in ASCII.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts @lingo-reader/epub-parser@0.4.6 epub@2.1.1 epub2@3.0.2 >/dev/null
python3 -m venv v; v/bin/pip -q install EbookLib==0.20

cat >make.py <<'E2'
import zipfile
head = '<?xml version="1.0" encoding="UTF-8"?>\n'
stories = [("talks.xhtml", "talks.xhtml", "Talks went on."),
           ("%D5%A5%D6%80%D6%87%D5%A1%D5%B6.xhtml", "երևան.xhtml", "Rain in Yerevan."),
           ("caf%C3%A9%20culture.xhtml", "café culture.xhtml", "Coffee is dear.")]
ids = range(len(stories))

def page(body):
    return head + f"""<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>The week</title></head><body>{body}</body></html>"""

with zipfile.ZipFile("week.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    book.writestr("META-INF/container.xml", head + """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""")
    book.writestr("EPUB/package.opf", head + f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="uid">urn:x-news:1</dc:identifier><dc:title>The week</dc:title>
<dc:language>hy</dc:language><meta property="dcterms:modified">2026-11-28T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{"".join(f'<item id="c{n}" href="{stories[n][0]}" media-type="application/xhtml+xml"/>' for n in ids)}</manifest>
<spine>{"".join(f'<itemref idref="c{n}"/>' for n in ids)}</spine></package>""")
    links = "".join(f'<li><a href="{href}">{text}</a></li>' for href, _, text in stories)
    book.writestr("EPUB/nav.xhtml", page(f'<nav epub:type="toc"><ol>{links}</ol></nav>'))
    for _, name, text in stories:
        book.writestr("EPUB/" + name, page(f"<p>{text}</p>"))
E2
cat >read.mjs <<'E2'
import { initEpubFile } from "@lingo-reader/epub-parser";
import { EPub } from "epub";
import epub2 from "epub2";
const show = async (name, ids, read) => {
  const texts = [];
  for (const id of ids) texts.push(await read(id).then(JSON.stringify, (error) => error.message));
  console.log(`${name}:`, ...texts);
};
const lingo = await initEpubFile("week.epub", undefined, "pictures");
await show("@lingo-reader/epub-parser", lingo.getSpine().map((c) => c.id), async (id) => (await lingo.loadChapter(id)).html);
const one = new EPub("week.epub");
await one.parse();
await show("epub", one.flow.map((c) => c.id), (id) => one.getChapter(id));
const two = await epub2.EPub.createAsync("week.epub");
await show("epub2", two.flow.map((c) => c.id), (id) => two.getChapterAsync(id));
E2
cat >write.py <<'E2'
import re, zipfile
from ebooklib import epub
epub.write_epub("again.epub", epub.read_epub("week.epub"))
package = zipfile.ZipFile("again.epub").read("EPUB/content.opf").decode()
print("EbookLib writes:", *re.findall('href="[^"]*"|<spine[^>]*>', package))
E2
python3 make.py
{ node read.mjs 2>/dev/null; v/bin/python -W ignore write.py; } | tee seen
diff seen - <<'E2'
@lingo-reader/epub-parser: "<p>Talks went on.</p>" "" ""
epub: "<p>Talks went on.</p>" Entry not found: EPUB/%D5%A5%D6%80%D6%87%D5%A1%D5%B6.xhtml Entry not found: EPUB/caf%C3%A9%20culture.xhtml
epub2: "<p>Talks went on.</p>" "<p>Rain in Yerevan.</p>" "<p>Coffee is dear.</p>"
EbookLib writes: href="nav.xhtml" href="talks.xhtml" href="երևան.xhtml" href="café culture.xhtml" <spine toc="ncx">
E2
