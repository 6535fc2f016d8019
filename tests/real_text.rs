//! Markdown that other people wrote for other programs: the documents of every package
//! that the tests install. What is refused is refused with its place, and rightly.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::outside::of_package;
use common::program::{Ended, run};
use common::tree;
use serde_json::Value;
use walkdir::WalkDir;

/// All documents of the packages.
fn documents() -> Option<Vec<PathBuf>> {
    let install = "npm install --prefix target/tools commonmark-spec@0.31.2 linkinator@6.3.0";
    let package = of_package("commonmark-spec/package.json", install)?;
    let packages = package.ancestors().nth(2).unwrap();
    let files = WalkDir::new(packages).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let is_document = |path: &Path| path.extension().is_some_and(|kind| kind == "md");
    Some(files.map(walkdir::DirEntry::into_path).filter(|path| is_document(path)).collect())
}

/// A place in an error as it is printed: ` --> content/texts/0001.md:12:3`.
fn places(ended: &Ended) -> Vec<(String, usize, usize)> {
    let place = |line: &str| {
        let (_, place) = line.trim_start().split_once("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some((parts.next()?.to_string(), line, column))
    };
    ended.stderr.lines().filter_map(place).collect()
}

/// Whether the link at a place leads to no file, or where no link may lead.
fn is_rightly_refused(site: &Path, message: &str, place: &(String, usize, usize)) -> bool {
    let (file, line, _) = place;
    let text = fs::read_to_string(site.join(file)).unwrap();
    let line = text.lines().nth(line - 1).unwrap_or_default();
    let named = message.split('`').nth(1).unwrap_or_default();
    let name = named.rsplit('/').next().unwrap_or_default().trim_end_matches(':');
    // A link may stand on more than one line, and name its destination elsewhere.
    let is_written = line.contains(name) || text.contains(name);
    is_written && !site.join(named).is_file()
}

#[test]
fn documents_of_other_programs_are_published_or_rightly_refused() {
    let Some(documents) = documents() else { return };
    assert!(documents.len() > 50, "there are only {}", documents.len());
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    tree::put(site, "site.yaml", "title: Texts\nbase_url: https://e.org/\nsections: [texts]\n");
    for (number, document) in documents.iter().enumerate() {
        let text = fs::read(document).unwrap();
        let head = format!("---\ntitle: Text {number}\ndate: 2026-01-01\n---\n").into_bytes();
        tree::put(site, &format!("content/texts/{number:04}.md"), [head, text].concat());
    }
    let build = ["build", "--at", "2026-03-01T12:00:00Z"];
    let ended = run(site, &build);
    let places = places(&ended);
    let errors: Vec<&str> =
        ended.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), places.len(), "each error has its place");
    for (message, place) in errors.iter().zip(&places) {
        assert!(is_rightly_refused(site, message, place), "{message} at {place:?}");
    }
    println!("{} documents, {} errors", documents.len(), errors.len());

    // Without those, all are published, and none is lost.
    let refused: BTreeSet<&String> = places.iter().map(|(file, _, _)| file).collect();
    assert!(refused.len() < documents.len() / 2, "{} are refused", refused.len());
    for file in &refused {
        fs::remove_file(site.join(file)).unwrap();
    }
    run(site, &build).done();
    let pages = fs::read_dir(site.join("public/texts")).unwrap().count();
    assert!(pages > documents.len() - refused.len(), "{pages} are published");
    // What they say is text to a check too: it may find faults, and does not fail.
    let checked = run(site, &["check", "--format", "json"]);
    for line in checked.stdout.lines() {
        serde_json::from_str::<Value>(line).unwrap();
    }
}
