#!/usr/bin/env bash
# Expected: a number in XLSX is a date where its format has a letter for days, months, years, hours or seconds in it. What stands
#   in quotes or behind a backslash is text to be shown, and a word in square brackets is a colour or a currency
#   (ECMA-376 part 1, 18.8.31, numFmts). Excel writes `0" d"` as well as `0\ \d`, and units so in every language.
# Instead: exceljs reads 12 with the format `0\d` ("12d") as a day of January 1900, with `0\h` and `0\y` too; quotes it knows.
#   pylightxl looks at letters only: `0" days"`, `0"th"` and `[Red]0` are dates and times. xlsx2csv writes the
#   format instead of the number, with a date in it: `0" days"` is `0" 11ays"`, `#,##0" Mrd."` is `#,##0" 01r11."`, and
#   12 is nowhere in the file. xlsx, read-excel-file, openpyxl and python-calamine give 12 for each.
# Versions: exceljs 4.4.0, xlsx 0.18.5, read-excel-file 9.3.17 (npm); pylightxl 1.61, xlsx2csv 0.8.6, openpyxl 3.1.5,
#   python-calamine 0.9.1 (PyPI); XlsxWriter 3.3.1 writes the file.
# For a newsroom: in statistics that offices publish, the columns with a unit are those that matter; the table on the page has
#   dates of 1900 or nothing to calculate with, and columns without a unit are right. Read with two of them, or
#   ask for the raw number.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
export TZ=UTC
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check pylightxl==1.61 xlsx2csv==0.8.6 openpyxl==3.1.5 python-calamine==0.9.1 XlsxWriter==3.3.1
npm install --silent --no-audit --no-fund --ignore-scripts exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17 >/dev/null

cat >write.py <<'E'
import xlsxwriter
book = xlsxwriter.Workbook("units.xlsx"); sheet = book.add_worksheet("S")
for row, form in enumerate(["0", r"0\d", r"0\h", r"0\y", '0" days"', '0" km/h"', '#,##0" Mrd."', '0"th"', "[Red]0"]):
    sheet.write_string(row, 0, form.replace('"', "'")); sheet.write_number(row, 1, 12, book.add_format({"num_format": form}))
book.close()
E
v/bin/python write.py
cat >run.py <<'E'
import csv, io, openpyxl, pylightxl, python_calamine; from xlsx2csv import Xlsx2csv
def show(who, rows): print(f"{who}:", ", ".join(f"{form} {value}" for form, value in rows if value not in (12, 12.0, "12")) or "12 in each row")
out = io.StringIO(); Xlsx2csv("units.xlsx").convert(out)
show("xlsx2csv", csv.reader(io.StringIO(out.getvalue())))
show("pylightxl", pylightxl.readxl("units.xlsx").ws("S").rows)
show("openpyxl", openpyxl.load_workbook("units.xlsx")["S"].values)
show("python-calamine", python_calamine.CalamineWorkbook.from_path("units.xlsx").get_sheet_by_name("S").to_python())
E
cat >run.mjs <<'E'
import ExcelJS from "exceljs"; import XLSX from "xlsx"; import { readSheet } from "read-excel-file/node";
const show = (who, rows) => console.log(`${who}:`, rows.filter(([, value]) => value !== 12).map(([form, value]) => `${form} ${value instanceof Date ? value.toISOString().slice(0, 10) : value}`).join(", ") || "12 in each row");
const book = new ExcelJS.Workbook(); await book.xlsx.readFile("units.xlsx");
const rows = []; book.getWorksheet("S").eachRow((row) => rows.push(row.values.slice(1)));
show("exceljs", rows);
show("xlsx", XLSX.utils.sheet_to_json(XLSX.readFile("units.xlsx", { cellDates: true }).Sheets.S, { header: 1 }));
show("read-excel-file", await readSheet("units.xlsx", "S"));
E
{ v/bin/python run.py; node run.mjs; } | tee seen
diff seen - <<'E'
xlsx2csv: 0\d 011, 0\h 012, 0\y 0y, 0' days' 0" 11ays", 0' km/h' 0" k01/12", #,##0' Mrd.' #,##0" 01r11.", 0'th' 0"t12"
pylightxl: 0\d 1900/01/11, 0\h 00:00:00, 0\y 1900/01/11, 0' days' 1900/01/11 00:00:00, 0' km/h' 00:00:00, 0'th' 00:00:00, [Red]0 1900/01/11
openpyxl: 12 in each row
python-calamine: 12 in each row
exceljs: 0\d 1900-01-11, 0\h 1900-01-11, 0\y 1900-01-11
xlsx: 12 in each row
read-excel-file: 12 in each row
E
