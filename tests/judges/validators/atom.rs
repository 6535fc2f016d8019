//! Atom, checked against RFC 4287 in RELAX NG (`atom.rng`) and what the RFC says
//! that no grammar can.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::common::everything::Everything;
use crate::common::outside::has;
use crate::common::published::sample_at;
use crate::common::tree::Tree;
use crate::common::xml::{Element, parsed};

/// What is wrong with a feed; none without the program that tells it.
fn faults(feed: &[u8], place: &TempDir) -> Option<String> {
    if !has("xmllint", "--version", "apt-get install libxml2-utils") {
        return None;
    }
    let file: PathBuf = place.path().join("atom.xml");
    fs::write(&file, feed).unwrap();
    let grammar = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/validators/atom.rng");
    let mut check = Command::new("xmllint");
    check.args(["--noout", "--nonet", "--relaxng"]).arg(grammar).arg(&file);
    let told = check.output().unwrap();
    Some(match told.status.success() {
        true => faults_of_sense(&parsed(feed)),
        false => String::from_utf8(told.stderr).unwrap(),
    })
}

fn faults_of_sense(feed: &Element) -> String {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    if !has_link(feed, "self") {
        faults.push("the feed does not say where it is");
    }
    for entry in feed.all("entry") {
        if !ids.insert(entry.one("id").text.clone()) {
            faults.push("two entries have one id");
        }
        if !has_link(entry, "alternate") && entry.all("content").next().is_none() {
            faults.push("an entry has neither a page nor a text");
        }
        let pages = entry.all("link").filter(|link| link.attribute("rel") == Some("alternate"));
        if pages.count() > 1 {
            faults.push("an entry has two pages of one type");
        }
    }
    faults.join("\n")
}

fn has_link(element: &Element, rel: &str) -> bool {
    element.all("link").any(|link| link.attribute("rel") == Some(rel))
}

fn are_as_the_rfc_says(output: &Tree, count: usize) {
    let place = tempfile::tempdir().unwrap();
    let feeds: Vec<_> = output.iter().filter(|(path, _)| path.ends_with("atom.xml")).collect();
    let paths: Vec<&String> = feeds.iter().map(|(path, _)| *path).collect();
    assert_eq!(paths.len(), count, "{paths:#?}");
    for (path, feed) in feeds {
        let Some(faults) = faults(feed, &place) else { return };
        assert_eq!(faults, "", "{path}");
    }
}

#[test]
fn atom_feeds_of_the_sample_are_as_the_rfc_says() {
    are_as_the_rfc_says(&sample_at("2026-11-24T12:00:00Z"), 28);
}

#[test]
fn atom_feeds_with_everything_are_as_the_rfc_says() {
    // Of the site, two sections, two tags, authors, two at old addresses of an author,
    // and the entries of a live story.
    are_as_the_rfc_says(&Everything::default().rendered(), 11);
}

#[test]
fn an_atom_feed_with_a_fault_is_refused() {
    let right = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>a:b</id>
        <updated>2026-02-01T09:30:00+04:00</updated><author><name>B</name></author>
        <link rel="self" href="https://a.example/atom.xml"/>
        <entry><title>C</title><id>a:c</id><updated>2026-02-01T05:30:00Z</updated>
        <link rel="alternate" href="https://a.example/c/"/><content type="html">D</content></entry></feed>"#;
    let place = tempfile::tempdir().unwrap();
    let Some(none) = faults(right.as_bytes(), &place) else { return };
    assert_eq!(none, "");
    let changes = [
        ("<id>a:b</id>", ""),
        ("<id>a:b</id>", "<id>b</id>"),
        ("<id>a:c</id>", "<id>a:c</id><id>a:d</id>"),
        ("<title>C</title>", ""),
        ("09:30:00+04:00", "09:30:00"),
        ("T05:30:00Z", ""),
        ("<author><name>B</name></author>", ""),
        ("<name>B</name>", "<email>b</email>"),
        ("<content type=\"html\">", "<content type=\"htm\">"),
        ("<link rel=\"alternate\"", "<link rel=\"alternate\" length=\"-1\""),
        ("<link rel=\"alternate\"", "<link rel=\"alternate\" hreflang=\"en_GB\""),
        ("<link rel=\"alternate\" href", "<link rel=\"alternate\" ref"),
        ("rel=\"self\"", "rel=\"via\""),
        ("<title>A</title>", "<title>A</title><description>A</description>"),
        (
            "</entry>",
            "</entry><entry><title>C</title><id>a:c</id><updated>2026-02-01T05:30:00Z</updated><content>D</content></entry>",
        ),
    ];
    for (part, with) in changes {
        assert!(right.contains(part), "{part}");
        let wrong = right.replace(part, with);
        assert_ne!(faults(wrong.as_bytes(), &place).unwrap(), "", "{part} -> {with}");
    }
}
