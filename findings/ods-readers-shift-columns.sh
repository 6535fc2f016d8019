#!/usr/bin/env bash
# Expected: a table in ODS has the cells that it shows. A cell that is merged over the next ones is followed by <table:covered-table-cell>,
#   so that what stands behind it stays in its column; table:number-rows-repeated="3" is three rows, which is how LibreOffice
#   writes rows that are alike; <text:line-break/> and <text:tab/> are white space, and a number with a currency is a number
#   (OpenDocument 1.3 part 3: 9.1.5, 9.1.3, 6.1.4 and 6.1.5, and the attribute office:value).
# Instead: pyexcel-ods3 leaves covered cells out, so that the row slides to the left: below a region that spans two rows, each second
#   row has its first figure in the region's column. Of rows that are alike it gives one, and two equal results are one. It
#   and pyexcel-ods make the text "5 EUR" of five euros. python-calamine makes one word of two lines in a cell, "Votescast".
#   xlsx (npm) has all of it right. The README of pyexcel-ods3 names fonts, colours and charts as what it cannot do.
# Versions: pyexcel-ods3 0.6.1 (with pyexcel-ezodf 0.3.4, pyexcel-io 0.6.8), pyexcel-ods 0.6.0, python-calamine 0.9.1 (PyPI); xlsx 0.18.5 (npm).
# For a newsroom: offices publish statistics in ODS, with regions and years merged and with equal rows: sums are short, votes stand
#   beside the wrong party, and nothing is raised. Count rows and columns with a second reader.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check pyexcel-ods3==0.6.1 pyexcel-ezodf==0.3.4 pyexcel-io==0.6.8 pyexcel-ods==0.6.0 python-calamine==0.9.1
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 >/dev/null

cat >run.py <<'E'
import json, subprocess, sys, warnings, zipfile
warnings.filterwarnings("ignore")
import python_calamine
names = {"office": "office", "table": "table", "text": "text"}
spaces = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for p, name in names.items())
def words(inner, more=""): return f'<table:table-cell office:value-type="string"{more}><text:p>{inner}</text:p></table:table-cell>'
def number(n): return f'<table:table-cell office:value-type="float" office:value="{n}"><text:p>{n}</text:p></table:table-cell>'
def row(*cells, times=1): return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
over = ' table:number-columns-spanned="{}" table:number-rows-spanned="{}"'.format
covered = "<table:covered-table-cell/>"
euros = '<table:table-cell office:value-type="currency" office:currency="EUR" office:value="5"><text:p>5 €</text:p></table:table-cell>'
rows = row(words("2025", over(2, 1)), covered, words("2026")) + row(words("Region"), words("Votes<text:line-break/>cast"), words("Fee"))
rows += row(words("North", over(1, 2)), number(70), euros) + row(covered, number(80), euros) + row(words("South"), number(90), number(6), times=3)
content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3"><office:body><office:spreadsheet><table:table table:name="S"><table:table-column table:number-columns-repeated="3"/>{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
kind = "application/vnd.oasis.opendocument.spreadsheet"
entries = "".join(f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{type_}"/>' for path, type_ in (("/", kind), ("content.xml", "text/xml")))
with zipfile.ZipFile("t.ods", "w") as file:
    file.writestr("mimetype", kind)
    file.writestr("content.xml", content)
    file.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">{entries}</manifest:manifest>')
full = [["2025", "", "2026"], ["Region", "Votes\ncast", "Fee"], ["North", 70, 5], ["", 80, 5], *[["South", 90, 6]] * 3]
short = [["2025", "2026"], ["Region", "Votes\ncast", "Fee"], ["North", 70, "5 EUR"], [80, "5 EUR"], ["South", 90, 6]]
words_for_money = [[f"{cell} EUR" if cell == 5 else cell for cell in line] for line in full]
def alone(module):  # both answer for "ods", so each has a process of its own
    code = f"import json, {module}; print(json.dumps({module}.get_data('t.ods')['S']))"
    return json.loads(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True).stdout)
glued = [[cell.replace("\n", "") if isinstance(cell, str) else cell for cell in line] for line in full]
script = 'const x = require("xlsx"); console.log(JSON.stringify(x.utils.sheet_to_json(x.readFile("t.ods").Sheets.S, { header: 1, defval: "" })))'
seen = {
    "xlsx": (json.loads(subprocess.run(["node", "-e", script], check=True, capture_output=True).stdout), full),
    "pyexcel-ods": (alone("pyexcel_ods"), words_for_money),
    "pyexcel-ods3": (alone("pyexcel_ods3"), short),
    "python-calamine": (python_calamine.CalamineWorkbook.from_path("t.ods").get_sheet_by_index(0).to_python(), glued),
}
for who, (read, stated) in seen.items(): print(who, "as stated" if read == stated else "CHANGED", *read, sep="\n   ")
sys.exit(0 if all(read == stated for read, stated in seen.values()) else 1)
E
v/bin/python run.py
