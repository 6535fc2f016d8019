//! `dateline check --story`: what is missing before one story is published, and where it will be
//! seen.

use std::path::Path;

use crate::common::program::{Ended, run};
use crate::common::tree;
use tempfile::TempDir;

const SETTINGS: &str = "title: Small\nbase_url: https://paper.example/repo/\ntimezone: UTC\n\
                        sections: [{id: politics, title: The Council}, economy]\n";

fn site(settings: &str, stories: &[(&str, &str)]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", settings);
    for (file, text) in stories {
        tree::put(place.path(), file, *text);
    }
    place
}

fn check(place: &Path, more: &[&str]) -> Ended {
    let at = ["check", "--at", "2026-03-01T12:00:00Z"];
    run(place, &[&at, more].concat())
}

#[test]
fn a_draft_is_looked_at_as_it_will_be() {
    let talks = "---\ntitle: Talks\ndate: 2026-02-01\ndraft: true\nauthors: Anna Voss\ntags: [water]\n\
                 series: The year of the dam\nsummary: What it says.\n---\nThey [met](dam.md).\n";
    let other = "---\ntitle: Other\ndate: 2026-02-01\n---\n[Gone](gone.md)\n";
    let place = site(
        SETTINGS,
        &[
            ("content/politics/talks.md", talks),
            ("content/politics/dam.md", &other.replace("[Gone](gone.md)", "X")),
        ],
    );
    let said = check(place.path(), &["--story", "content/politics/talks.md"]).done();
    assert_eq!(
        said.stdout,
        "content/politics/talks.md (Talks)
  public     not yet: draft: public once `draft` is false
  address    https://paper.example/repo/politics/talks/
  lists      front page: /
             section The Council: /politics/
             tag water: /tags/water/
             author Anna Voss: /authors/anna-voss/
             series The year of the dam, part 1: /series/the-year-of-the-dam/
             latest: /latest/
             its day: /2026/02/01/
  feeds      /feed.xml, atom.xml, feed.json
             /politics/feed.xml, atom.xml, feed.json
             /authors/anna-voss/feed.xml, atom.xml, feed.json
             /series/the-year-of-the-dam/feed.xml, atom.xml, feed.json
  without    image
0 errors, 0 warnings
"
    );
    // What is wrong with another file is told in a line, since it holds this story too.
    tree::put(place.path(), "content/politics/dam.md", other);
    let said = check(place.path(), &["--story", "politics/talks"]).refused();
    assert!(said.stdout.contains("`dateline check` names 1 error"), "{}", said.stdout);
    assert!(!said.stderr.contains("gone.md"), "{}", said.stderr);
}

/// A draft that is released may still have to wait; and a file is named as a shell names it.
#[test]
fn a_draft_of_a_later_day_says_so_wherever_it_is_called() {
    let talks =
        "---\ntitle: Talks\ndate: 2026-02-01\nembargo: 2026-04-01 09:00\ndraft: true\n---\nX.\n";
    let other = "---\ntitle: Other\ndate: 2026-02-01\n---\nX.\n";
    let place = site(
        SETTINGS,
        &[("content/politics/talks.md", talks), ("content/economy/other.md", other)],
    );
    let expected = "not yet: draft: public once `draft` is false, and not before 2026-04-01 09:00";
    let root = place.path().to_str().unwrap();
    let absolute = format!("{root}/content/politics/talks.md");
    for (folder, typed) in [
        ("", "content/politics/talks.md"),
        ("", &*absolute),
        ("", "content/economy/../politics/talks.md"),
        ("content/politics", "talks.md"),
        ("content/politics", "./talks.md"),
        ("content/economy", "../politics/talks.md"),
    ] {
        let said = check(&place.path().join(folder), &["--site", root, "--story", typed]).done();
        assert!(said.stdout.contains(expected), "{folder} {typed}: {}", said.stdout);
    }
}

#[test]
fn what_is_wrong_with_the_story_is_all_that_is_told() {
    let talks = "---\ntitle: Talks\ndate: 2026-04-01\n---\n![](dam.svg)\n";
    let place = site(
        SETTINGS,
        &[
            ("content/politics/talks.md", talks),
            ("content/politics/other.md", &talks.replace("Talks", "Other")),
            ("content/politics/dam.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ],
    );
    let said = check(place.path(), &["--story", "./content/politics/talks.md"]).done();
    assert!(said.stderr.contains("content/politics/talks.md:5:5"), "{}", said.stderr);
    assert!(!said.stderr.contains("other.md"), "{}", said.stderr);
    assert!(
        said.stdout.contains("not yet: dated: public from 2026-04-01 00:00"),
        "{}",
        said.stdout
    );
    check(place.path(), &["--strict", "--story", "content/politics/talks.md"]).refused();

    tree::put(place.path(), "content/politics/talks.md", "---\ntitel: Talks\n---\nX\n");
    let said = check(place.path(), &["--story", "content/politics/talks.md"]).refused();
    assert!(said.stderr.contains("titel"), "{}", said.stderr);
    check(place.path(), &["--story", "content/politics/tallks.md"])
        .refused()
        .saying("did you mean `content/politics/talks.md`?");
}

#[test]
fn each_language_is_named() {
    let settings = "base_url: https://paper.example/\ntimezone: UTC\nsections: [politics]\n\
                    languages: {en: {title: Small}, hy: {title: Փոքր}, ru: {title: Малый}}\n";
    let text = "---\ntitle: Talks\ndate: 2026-02-01\nsummary: X\n---\nThey met.\n";
    let place = site(
        settings,
        &[("content/politics/talks.md", text), ("content/politics/talks.ru.md", text)],
    );
    let said = check(place.path(), &["--story", "content/politics/talks.md"]).done();
    let expected = "  languages  en: this file\n             hy: no version\n             \
                    ru: content/politics/talks.ru.md\n";
    assert!(said.stdout.contains(expected), "{}", said.stdout);
    let said = check(place.path(), &["--story", "content/politics/talks.ru.md"]).done();
    assert!(said.stdout.contains("https://paper.example/ru/politics/talks/"), "{}", said.stdout);
}

#[test]
fn a_story_is_found_by_its_name_alone_if_no_other_has_it() {
    let story = "---\ntitle: T\ndate: 2026-02-01\n---\nText.\n";
    let files = ["politics/talks.md", "politics/dam/index.md", "economy/dam.md", "economy/vote.md"];
    let files = files.map(|file| format!("content/{file}"));
    let stories: Vec<(&str, &str)> = files.iter().map(|file| (file.as_str(), story)).collect();
    let place = site(SETTINGS, &stories);
    for (typed, found) in [
        ("talks", "content/politics/talks.md (T)\n"),
        ("vote.md", "content/economy/vote.md (T)\n"),
        ("politics/dam", "content/politics/dam/index.md (T)\n"),
        ("dam/index.md", "content/politics/dam/index.md (T)\n"),
    ] {
        let said = check(place.path(), &["--story", typed]).done();
        assert!(said.stdout.starts_with(found), "{typed}: {}", said.stdout);
    }
    let said = check(place.path(), &["--story", "dam"]);
    assert_eq!(said.status, Some(1));
    said.saying("there are 2 stories `dam`")
        .saying("write which: `content/economy/dam.md`, `content/politics/dam/index.md`");
}
