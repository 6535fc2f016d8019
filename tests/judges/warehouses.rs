//! The queries of docs/most-read.md, run by DuckDB and by ClickHouse over files that pyarrow
//! writes, and BigQuery's read by sqlglot: what they store is what a plain count finds.
//!
//! ```sh
//! pip install duckdb chdb pyarrow sqlglot
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::outside::python_has;
use crate::common::program::run;
use crate::common::tree;
use dateline::reads::store::Reads;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;

/// The queries, and what stands in each and in no other.
const QUERIES: [(&str, &str); 3] =
    [("clickhouse", "toDate("), ("bigquery", "TIMESTAMP_SUB"), ("duckdb", "read_parquet(")];

const MODULES: [&str; 4] = ["duckdb", "chdb", "pyarrow", "sqlglot"];

/// The texts between fences of SQL.
fn queries() -> Vec<String> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/most-read.md");
    let docs = fs::read_to_string(docs).unwrap();
    let blocks = docs.split("```sql\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_string()).collect()
}

/// Reads by day and path, counted in the plainest way.
fn naive(rows: &str) -> BTreeMap<(Date, String), u64> {
    let rows: Vec<serde_json::Value> = serde_json::from_str(rows).unwrap();
    let zone = TimeZoneDatabase::bundled().get("Asia/Yerevan").unwrap();
    let successful = rows.iter().filter(|row| row["status"] == 200);
    let read = successful.map(|row| {
        let time = Timestamp::from_second(row["time"].as_i64().unwrap()).unwrap();
        let path = row["path"].as_str().unwrap();
        let end = path.find(['?', '#']).unwrap_or(path.len());
        (
            time.to_zoned_datetime(zone.clone()).date(),
            path[..end].to_string(),
            row["reader"].to_string(),
        )
    });
    let once: BTreeSet<_> = read.collect();
    let mut counts = BTreeMap::new();
    for (day, path, _) in once {
        *counts.entry((day, path)).or_default() += 1;
    }
    counts
}

#[test]
fn queries_of_the_docs_count_what_a_plain_count_finds() {
    let install = "pip install duckdb==2.0.0 chdb==4.4.0 pyarrow==26.0.1 sqlglot==30.30.0";
    if !MODULES.iter().all(|module| python_has(module, install)) {
        return;
    }
    let queries = queries();
    assert_eq!(queries.len(), QUERIES.len(), "a query of the docs is not known here: {queries:#?}");
    let place = tempfile::tempdir().unwrap();
    for (name, sign) in QUERIES {
        let query = queries.iter().find(|query| query.contains(sign)).unwrap();
        fs::write(place.path().join(format!("{name}.sql")), query).unwrap();
    }
    let mut python = Command::new("python3");
    let python = python.args(["-c", include_str!("warehouses.py")]).arg(place.path());
    let ran = python.output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));

    let mut naive = naive(&fs::read_to_string(place.path().join("rows.json")).unwrap());
    let oldest = naive.keys().next().unwrap().0;
    let all = naive.clone();
    naive.retain(|(day, _), _| *day != oldest);
    assert!(naive.len() > 10, "{naive:?}");
    let mut stores = 0;
    for found in fs::read_dir(place.path()).unwrap().map(Result::unwrap) {
        let name = found.file_name().into_string().unwrap();
        if !name.ends_with(".csv") {
            continue;
        }
        stores += 1;
        let text = fs::read_to_string(found.path()).unwrap();
        let (reads, lines) = Reads::parse(&text, Date::MAX);
        assert_eq!(lines.bad, 0, "{name}: {lines:?}");
        let stored = reads.rows().iter().map(|row| ((row.day, row.path.to_string()), row.reads));
        let stored: BTreeMap<_, _> = stored.collect();
        // The files of DuckDB are those of the days that somebody wants.
        let wanted = if name.starts_with("duckdb") { &all } else { &naive };
        assert_eq!(&stored, wanted, "{name}");
        if ["clickhouse-utc.csv", "duckdb-naive-0.csv", "bigquery-utc.csv"].contains(&&*name) {
            is_taken(&text, &name);
        }
    }
    assert_eq!(stores, 4 * 2 + 4 + 2);
}

/// A build takes it as the store, and an import as a file.
fn is_taken(text: &str, name: &str) {
    let site = tempfile::tempdir().unwrap();
    let settings = "title: Reads\nbase_url: https://example.org/\nsections: [politics, economy]\n\
                    timezone: Asia/Yerevan\n";
    tree::put(site.path(), "site.yaml", settings);
    for (file, aliases) in [("politics/a", ""), ("economy/b", "aliases: [/old/1/]\n")] {
        let story = format!("---\ntitle: {file}\ndate: 2026-01-01\n{aliases}---\nText.\n");
        tree::put(site.path(), &format!("content/{file}.md"), story);
    }
    tree::put(site.path(), "data/reads.csv", text);
    let built = run(site.path(), &["build"]).done();
    assert!(!built.stderr.contains("left out"), "{name}: {}", built.stderr);
    assert!(site.path().join("public/most-read/index.html").is_file());

    tree::put(site.path(), "export.csv", text);
    fs::remove_file(site.path().join("data/reads.csv")).unwrap();
    let imported = run(site.path(), &["reads", "import", "csv", "export.csv"]).done();
    assert_eq!(imported.stderr, "", "{name}");
    let stored = fs::read_to_string(site.path().join("data/reads.csv")).unwrap();
    assert!(stored.contains(",/politics/a/,") && stored.contains(",/economy/b/,"), "{stored}");
}
