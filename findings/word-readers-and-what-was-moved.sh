#!/usr/bin/env bash
# Expected: of a document by Word with tracked changes a reader of text gives what Word shows when all are accepted, as they
#   all leave out what was deleted. Moved text stands in <w:moveTo>, its old place is <w:moveFrom> and holds nothing
#   any more; what is in <w:ins> belongs to the document (ECMA-376 part 1, 17.13.5.18 to 17.13.5.25).
#   <w:noBreakHyphen/> is a hyphen (17.3.3.18), a content control (<w:sdt>) has content (17.5.2).
# Instead: docx2txt, docx2python, word-extractor and officeparser give a sentence that was moved twice, at the old place and
#   at the new one. python-docx gives it nowhere, and leaves out all that was inserted. The four lose the hyphen
#   that Word sets with Ctrl+Shift+_: "3-5 percent" is 35 percent, "2026-27" is 202627. officeparser drops a content
#   control with its paragraphs, and python-docx too. mammoth (npm and PyPI) has all of it right.
# Versions: docx2txt 0.9, docx2python 3.7.1, python-docx 1.2.0, mammoth 1.13.0 (PyPI); word-extractor 1.0.4,
#   officeparser 7.8.0, mammoth 1.13.0 (npm).
# For a newsroom: stories come from Word with the desk's changes in them. Once imported, a quote stands where the editor took
#   it away, a correction is missing, and a range is a number ten times as large. Accept all changes first,
#   and read with mammoth.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check docx2txt==0.9 docx2python==3.7.1 python-docx==1.2.0 mammoth==1.13.0
npm install --silent --no-audit --no-fund --ignore-scripts word-extractor@1.0.4 officeparser@7.8.0 mammoth@1.13.0 >/dev/null

cat >write.py <<'E'
import zipfile
head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"; office = "http://schemas.openxmlformats.org/package/2006/"
count = iter(range(1, 99))
by = lambda: f'w:id="{next(count)}" w:author="Desk" w:date="2026-11-28T10:00:00Z"'
run = lambda text: f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
paragraph = lambda *parts: "<w:p>" + "".join(parts) + "</w:p>"
def moved(kind, text):
    start = by(); mark = start.split('"')[1]
    return f'<w:move{kind}RangeStart {start} w:name="move1"/><w:move{kind} {by()}>{run(text)}</w:move{kind}><w:move{kind}RangeEnd w:id="{mark}"/>'
body = paragraph(run("One."), f"<w:ins {by()}>{run(' Not.')}</w:ins>", f'<w:del {by()}><w:r><w:delText xml:space="preserve"> Gone.</w:delText></w:r></w:del>')
body += paragraph(moved("From", "Moved."), run(" Two.")) + paragraph(run("Three. "), moved("To", "Moved."))
body += paragraph("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5 percent.</w:t></w:r>")
body += "<w:sdt><w:sdtPr><w:tag w:val=\"standfirst\"/></w:sdtPr><w:sdtContent>" + paragraph(run("Controlled.")) + "</w:sdtContent></w:sdt>" + paragraph(run("End."))
with zipfile.ZipFile("story.docx", "w") as out:
    out.writestr("[Content_Types].xml", f'{head}<Types xmlns="{office}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    out.writestr("_rels/.rels", f'{head}<Relationships xmlns="{office}relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    out.writestr("word/_rels/document.xml.rels", f'{head}<Relationships xmlns="{office}relationships"></Relationships>')
    out.writestr("word/document.xml", f'{head}<w:document xmlns:w="{word}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>{body}</w:body></w:document>')
E
cat >run.py <<'E'
import re, docx, docx2txt, mammoth; from docx2python import docx2python
def show(who, text): print(f"{who}:", " | ".join(line.strip() for line in text.replace("\u2011", "-").split("\n") if line.strip()))
show("docx2txt", docx2txt.process("story.docx"))
show("docx2python", docx2python("story.docx").text)
show("python-docx", "\n".join(p.text for p in docx.Document("story.docx").paragraphs))
show("mammoth in Python", mammoth.extract_raw_text("story.docx").value)
E
cat >run.mjs <<'E'
import Extractor from "word-extractor"; import * as office from "officeparser"; import mammoth from "mammoth";
const show = (who, text) => console.log(`${who}:`, text.replaceAll("\u2011", "-").split("\n").map((s) => s.trim()).filter(Boolean).join(" | "));
show("word-extractor", (await new Extractor().extract("story.docx")).getBody());
show("officeparser", (await office.OfficeParser.parseOffice("story.docx")).toText());
show("mammoth in JavaScript", (await mammoth.extractRawText({ path: "story.docx" })).value);
E
python3 write.py
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
docx2txt: One. Not. | Moved. Two. | Three. Moved. | 35 percent. | Controlled. | End.
docx2python: One. Not. | Moved. Two. | Three. Moved. | 35 percent. | Controlled. | End.
python-docx: One. | Two. | Three. | 3-5 percent. | End.
mammoth in Python: One. Not. | Two. | Three. Moved. | 3-5 percent. | Controlled. | End.
word-extractor: One. Not. | Moved. Two. | Three. Moved. | 35 percent. | Controlled. | End.
officeparser: One. Not. | Moved. Two. | Three. Moved. | 35 percent. | End.
mammoth in JavaScript: One. Not. | Two. | Three. Moved. | 3-5 percent. | Controlled. | End.
E
