//! Markdown that other people wrote for other programs: the documents of every package
//! that the tests install. What is refused is refused with its place, and rightly.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::outside::of_package;
use crate::common::program::{Ended, run};
use crate::common::tree;
use percent_encoding::percent_decode_str;
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
    // Of warnings, nothing is asked here.
    let mut is_error = false;
    let of_error = |line: &&str| {
        is_error = line.starts_with("error: ") || is_error && !line.starts_with("warning: ");
        is_error
    };
    ended.stderr.lines().filter(of_error).filter_map(place).collect()
}

/// Blocks of other programs that Dateline has none like.
const OTHERS: [&str; 2] = ["caution", "note"];

/// Whether the link that begins at a place leads where the message says, and there is no
/// file, or none may be linked to.
fn is_rightly_refused(site: &Path, message: &str, place: &(String, usize, usize)) -> bool {
    let (file, line, column) = place;
    let Ok(text) = fs::read_to_string(site.join(file)) else {
        return message == "error: this file is not UTF-8 text";
    };
    let before = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let from_place = text[before..].chars().skip(column - 1).collect::<String>();
    if let Some(name) = message.strip_prefix("error: there is no block `") {
        // Those of other programs, such as `:::note`.
        let name = name.trim_end_matches('`');
        let is_block = text.lines().nth(line - 1).is_some_and(|line| line.starts_with(":::"));
        return is_block && from_place.starts_with(name) && OTHERS.contains(&name);
    }
    let Some(destination) = destination(&from_place, &text) else { return false };
    let named = message.split('`').nth(1).unwrap();
    if message.starts_with("error: there is no file ") {
        let destination = destination.split(['#', '?']).next().unwrap();
        return named == on_site(file, destination) && !site.join(named).is_file();
    }
    if message.starts_with("error: a link may not lead to ") {
        return named.ends_with(':') && destination.starts_with(named);
    }
    if message.ends_with(" is read as the name of a file") {
        // An address behind a no-break space, which browsers take for a part of it.
        if named.starts_with('\u{a0}') && named.trim_start() == destination {
            return destination.starts_with("https://");
        }
        // A host without its `https://`.
        let host = destination.split('/').next().unwrap();
        return named == destination && host.contains('.') && !host.starts_with('.');
    }
    let is_outside = on_site(file, destination).starts_with("..");
    message.starts_with("error: the link ") && named == destination && is_outside
}

/// Where the link at the front of `text` leads, by its own words or by a definition in the
/// whole document.
fn destination<'t>(text: &'t str, document: &'t str) -> Option<&'t str> {
    if let Some(address) = text.strip_prefix('<') {
        return Some(address.split_once('>')?.0);
    }
    let end = end_of_label(text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?)?;
    let behind = &text[text.len() - end.len()..];
    let trimmed = |address: &'t str| {
        let address = address.trim_start();
        let end = if address.starts_with('<') { '>' } else { ' ' };
        let address = address.trim_start_matches('<');
        address.split(['\n', '\t', end]).next().unwrap_or_default()
    };
    if let Some(inside) = behind.strip_prefix('(') {
        let address = trimmed(inside);
        // A destination may hold brackets that are closed.
        let mut depth = 0;
        let is_end = |c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth < 0
        };
        return Some(&address[..address.find(is_end).unwrap_or(address.len())]);
    }
    let label = match behind.strip_prefix('[').filter(|label| !label.starts_with(']')) {
        Some(label) => label.split_once(']')?.0,
        None => text.trim_start_matches(['!', '[']).split_once(']')?.0,
    };
    let line = document.lines().find_map(|line| {
        let (found, address) = line.trim_start().strip_prefix('[')?.split_once("]:")?;
        found.eq_ignore_ascii_case(label).then_some(address)
    });
    line.map(trimmed)
}

/// What is behind the bracket that closes the one before `text`.
fn end_of_label(text: &str) -> Option<&str> {
    let mut depth = 0;
    let end = text.find(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth < 0
    })?;
    Some(&text[end + 1..])
}

/// A path relative to a file, from the root of the site; with `..` in front if it is not in
/// its content.
fn on_site(file: &str, destination: &str) -> String {
    let decoded = percent_decode_str(destination).decode_utf8_lossy();
    let mut path: Vec<&str> = Vec::new();
    let folder = file.rsplit_once('/').unwrap().0;
    for segment in folder.split('/').chain(decoded.split('/')) {
        match segment {
            "" | "." => {}
            ".." if path.len() > 1 => _ = path.pop(),
            ".." => return "..".to_string(),
            _ => path.push(segment),
        }
    }
    path.join("/")
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
    let is_right = |(message, place): &(&&str, &(String, usize, usize))| {
        is_rightly_refused(site, message, place)
    };
    // Of one file a hundred are told, and then how many more there are.
    let is_told = |(message, _): &(&&str, &_)| !message.ends_with(" in this file");
    let told = errors.iter().zip(&places).filter(is_told);
    let wrong: Vec<_> = told.filter(|error| !is_right(error)).collect();
    assert!(wrong.is_empty(), "{} are wrong: {wrong:#?}", wrong.len());
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
