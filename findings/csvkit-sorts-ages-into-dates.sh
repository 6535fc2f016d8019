#!/usr/bin/env bash
# Expected: csvsort sorts the rows of a table, "like the Unix sort command, but for tabular data" (csvkit's documentation of
#   it), and what stands in the cells, which is text (RFC 4180, 2), comes out as it went in.
# Instead: it writes what it took the text for, with one guess for each column. Ages "5-10" and "10-15" are days of 2001, and
#   scores "2/1" and "3/1" too. People called May and June are days of the year 1, a start at 20:45 is "0:20:45", "5m"
#   for five million is "0:05:00", "1,5" is 15, "007" is 7, and of "NA", Namibia's code, nothing is left. One row with
#   "18-24" or "Smith" in it, and the whole column stays text. The exit code is 0. csvjoin and csvjson guess as well, csvcut
#   does not. -I ends the guessing, but for "NA", which needs --blanks.
# Version: csvkit 2.2.0 with agate 1.14.2 (PyPI).
# For a newsroom: this tool was made in one, and election results and statistics are sorted and joined with it. The table of
#   one year is right and that of the next is not, and nothing is said. Give -I and --blanks, always.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install --disable-pip-version-check csvkit==2.2.0 agate==1.14.2

cat >a.csv <<'E'
id,age,score,name,starts,people,rate,code,country
2,5-10,2/1,May,20:45,5m,"1,5",007,NA
1,10-15,3/1,June,18:30,12m,"2,5",010,AM
E
{ echo "as it is:"; cat a.csv
  echo "csvsort:"; v/bin/csvsort -c id a.csv
  echo "csvsort, with one row more:"; { cat a.csv; echo '3,18-24,0/0,Smith,late,many,none?,N1,GE'; } | v/bin/csvsort -c id
  echo "csvsort -I --blanks:"; v/bin/csvsort -I --blanks -c id a.csv
  echo "csvjson:"; v/bin/csvjson a.csv; echo
  echo "csvcut:"; v/bin/csvcut -c age,people,country a.csv; } | tee seen
diff seen - <<'E'
as it is:
id,age,score,name,starts,people,rate,code,country
2,5-10,2/1,May,20:45,5m,"1,5",007,NA
1,10-15,3/1,June,18:30,12m,"2,5",010,AM
csvsort:
id,age,score,name,starts,people,rate,code,country
1,2001-10-15,2001-03-01,0001-06-01,0:18:30,0:12:00,25,10,AM
2,2001-05-10,2001-02-01,0001-05-01,0:20:45,0:05:00,15,7,
csvsort, with one row more:
id,age,score,name,starts,people,rate,code,country
1,10-15,3/1,June,18:30,12m,"2,5",010,AM
2,5-10,2/1,May,20:45,5m,"1,5",007,
3,18-24,0/0,Smith,late,many,none?,N1,GE
csvsort -I --blanks:
id,age,score,name,starts,people,rate,code,country
1,10-15,3/1,June,18:30,12m,"2,5",010,AM
2,5-10,2/1,May,20:45,5m,"1,5",007,NA
csvjson:
[{"id": 2.0, "age": "2001-05-10", "score": "2001-02-01", "name": "0001-05-01", "starts": "0:20:45", "people": "0:05:00", "rate": 15.0, "code": 7.0, "country": null}, {"id": 1.0, "age": "2001-10-15", "score": "2001-03-01", "name": "0001-06-01", "starts": "0:18:30", "people": "0:12:00", "rate": 25.0, "code": 10.0, "country": "AM"}]
csvcut:
age,people,country
5-10,5m,NA
10-15,12m,AM
E
