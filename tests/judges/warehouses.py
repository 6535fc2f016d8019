"""Runs the queries of docs/most-read.md in the engines that they are for.

The first argument is a folder with `clickhouse.sql`, `duckdb.sql` and `bigquery.sql`. Events are
written there as Parquet, in each of the ways in which programs write moments; `rows.json` has them
as plain numbers. Each engine's store becomes `ENGINE-WAY.csv`.
"""

import datetime
import json
import os
import pathlib
import sys

import chdb.session
import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import sqlglot

place = pathlib.Path(sys.argv[1])
os.chdir(place)
for folder in ["events", "data"]:
    os.makedirs(folder)
queries = {name: pathlib.Path(f"{name}.sql").read_text() for name in ["clickhouse", "duckdb", "bigquery"]}

# Three days around midnight in Yerevan, which is at 20:00 in UTC.
UTC = datetime.timezone.utc
start = datetime.datetime.now(UTC).replace(hour=19, minute=7, second=30, microsecond=0)
start -= datetime.timedelta(days=4)
paths = ["/politics/a/", "/politics/a/?utm_source=x", "/economy/b/#top", "/x,y/", '/z"z/', "/old/1/"]
rows = [
    {
        "time": start + datetime.timedelta(minutes=29 * number),
        "path": paths[number % len(paths)],
        "reader": f"reader {number * number % 11}",
        "status": 404 if number % 7 == 0 else 200,
    }
    for number in range(150)
]
# What is older than the queries ask for.
rows.append({**rows[1], "time": start - datetime.timedelta(days=60)})
json.dump([{**row, "time": int(row["time"].timestamp())} for row in rows], open("rows.json", "w"))

WAYS = {
    "utc": pa.timestamp("us", tz="UTC"),
    "zoned": pa.timestamp("ms", tz="America/New_York"),
    "naive": pa.timestamp("us"),
    "nanoseconds": pa.timestamp("ns"),
}
for way, type in WAYS.items():
    zone = UTC if type.tz else None
    table = pa.table(
        {
            "time": pa.array([row["time"].replace(tzinfo=zone) for row in rows], type),
            "path": [row["path"] for row in rows],
            "reader": [row["reader"] for row in rows],
            "status": pa.array([row["status"] for row in rows], pa.int32()),
        }
    )
    parquet.write_table(table, "events/day.parquet")

    # The session's zone must make no difference.
    for number, zone in enumerate(["UTC", "America/Los_Angeles"]):
        connection = duckdb.connect()
        connection.execute(f"SET TimeZone = '{zone}'")
        connection.execute(queries["duckdb"])
        os.rename("data/reads.csv", f"duckdb-{way}-{number}.csv")

    session = chdb.session.Session()
    session.query("CREATE DATABASE news")
    session.query(
        "CREATE TABLE news.page_views ENGINE = Memory AS SELECT * FROM file('events/day.parquet', Parquet)"
    )
    session.query("USE news")
    session.query(queries["clickhouse"])
    session.close()
    os.rename("data/reads.csv", f"clickhouse-{way}.csv")

    # A TIMESTAMP of BigQuery has a zone. Nobody but BigQuery runs its dialect: it is read by a
    # parser of it, and what that makes of it is run by DuckDB.
    if type.tz:
        [query] = sqlglot.transpile(queries["bigquery"], read="bigquery", write="duckdb")
        connection = duckdb.connect()
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("CREATE SCHEMA newsroom")
        connection.execute("CREATE TABLE newsroom.page_views AS FROM 'events/day.parquet'")
        connection.execute(f"COPY ({query}) TO 'bigquery-{way}.csv' (HEADER)")
