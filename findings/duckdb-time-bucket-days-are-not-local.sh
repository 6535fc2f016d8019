#!/usr/bin/env bash
# Expected: with `SET TimeZone = 'Asia/Yerevan'` both date_trunc('day', t) and
#   time_bucket(INTERVAL 1 DAY, t) group a TIMESTAMPTZ by local days: functions on that type work in
#   the session's time zone (DuckDB documentation, "Time Zones").
# Instead: date_trunc does; time_bucket cuts at midnight UTC, which it shows as 04:00 local time.
#   Weeks and months begin at 04:00 as well. Only with the zone as third argument are days local.
# Version: duckdb 2.0.1 (PyPI).
# For a newsroom: a story that was read at 00:30 counts for the day before, so "most read yesterday"
#   and the totals of two queries of one file disagree, most where most is read at night.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
python3 -m venv v; v/bin/pip -q install duckdb==2.0.1

v/bin/python - <<'E'
import duckdb, sys
db = duckdb.connect()
db.sql("SET TimeZone = 'Asia/Yerevan'")
row = db.execute("""
    SELECT date_trunc('day', t)::VARCHAR, time_bucket(INTERVAL 1 DAY, t)::VARCHAR,
           time_bucket(INTERVAL 1 DAY, t, 'Asia/Yerevan')::VARCHAR, time_bucket(INTERVAL 1 MONTH, t)::VARCHAR
    FROM (SELECT TIMESTAMPTZ '2026-11-28 00:30:00+04' AS t)""").fetchone()
print("duckdb", duckdb.__version__, "read at 2026-11-28 00:30 in Yerevan")
for what, value in zip(("date_trunc day", "time_bucket 1 day", "... with the zone", "time_bucket 1 month"), row):
    print(f"  {what:20} {value}")
sys.exit(row != ("2026-11-28 00:00:00+04", "2026-11-27 04:00:00+04", "2026-11-28 00:00:00+04", "2026-11-01 04:00:00+04"))
E
