#!/usr/bin/env bash
# Expected: fastparquet's `times="int96"` writes the instants that the table holds; it is the option
#   for older Spark, Hive and Impala.
# Instead: since pandas 3 a column of dates has microseconds, not nanoseconds, and fastparquet takes
#   the numbers for nanoseconds all the same: 2026-11-28 is written as 1970-01-21, and every reader,
#   fastparquet included, agrees on it. The default ("int64") is right, so is the same column cast
#   to nanoseconds.
# Versions: fastparquet 2026.9.0, pandas 3.1.1, pyarrow 26.0.1 (PyPI).
# For a newsroom: an export of reads that worked for years is in January 1970 after an update, every
#   row of it, and a window of "the last 7 days" is empty without an error. A reader of exports should
#   tell when all its rows lie before the site's first story.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install fastparquet==2026.9.0 pandas==3.1.1 pyarrow==26.0.1

v/bin/python - <<'E'
import fastparquet, pandas, pyarrow.parquet, sys
from importlib.metadata import version
table = pandas.DataFrame({"read": pandas.to_datetime(["2026-11-28 10:00:00"])})
fastparquet.write("int64.parquet", table)
fastparquet.write("int96.parquet", table, times="int96")
fastparquet.write("int96-ns.parquet", table.astype("datetime64[ns]"), times="int96")
print("fastparquet", version("fastparquet"), "pandas", version("pandas"), "column:", table.read.dtype)
seen = {}
for name in ("int64", "int96", "int96-ns"):
    file = name + ".parquet"
    seen[name] = (str(pyarrow.parquet.read_table(file)["read"][0].as_py())[:10],
                  str(fastparquet.ParquetFile(file).to_pandas()["read"][0])[:10])
    print(f"  {name:9} pyarrow {seen[name][0]}, fastparquet {seen[name][1]}")
right, wrong = ("2026-11-28",) * 2, ("1970-01-21",) * 2
sys.exit(seen != {"int64": right, "int96": wrong, "int96-ns": right})
E
