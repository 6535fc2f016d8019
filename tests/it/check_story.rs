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

/// The first correction makes the page of all; an episode is in a podcast, and a live story has feeds.
#[test]
fn feeds_and_pages_of_one_story_are_named() {
    let settings = format!("{SETTINGS}podcasts: [{{section: politics, image: /p.jpg}}]\n");
    let talks = "---\ntitle: Talks\ndate: 2026-02-01\ndraft: true\ncorrections: [{date: 2026-02-02, \
                 text: It was eight.}]\n---\n![Words](a.mp3)\n";
    let place = site(&settings, &[("content/politics/talks.md", talks)]);
    tree::put(place.path(), "content/politics/a.mp3", b"ID3\x04\0\0\0\0\0\0\xff\xfb");
    tree::put(place.path(), "static/p.jpg", crate::common::photo::photo(1400, 1400, 1));
    let live =
        "---\ntitle: Live\ndate: 2026-02-01\nlive: true\n---\n## 2026-02-01 10:00 One\n\nX\n";
    tree::put(place.path(), "content/politics/live.md", live);
    let said = check(place.path(), &["--story", "content/politics/talks.md"]);
    assert!(
        said.stdout.contains(" corrections: /corrections/\n"),
        "{}{}",
        said.stdout,
        said.stderr
    );
    assert!(said.stdout.contains(" /politics/podcast.xml\n"), "{}", said.stdout);
    assert!(!said.stdout.contains("live"), "{}", said.stdout);
    let said = check(place.path(), &["--story", "content/politics/live.md"]);
    let feeds = " /politics/live/feed.xml, atom.xml, feed.json\n";
    assert!(said.stdout.contains(feeds), "{}{}", said.stdout, said.stderr);
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

/// What is said is what the build makes: for each story, the pages and feeds that have it.
/// One that was given a folder of its own since, or lost it, is the same story.
#[test]
fn a_story_is_found_in_its_other_form() {
    let story = "---\ntitle: Open\ndate: 2026-02-01\nsummary: S.\n---\nText.\n";
    for (there, typed) in [
        ("content/politics/open1/index.md", "content/politics/open1.md"),
        ("content/politics/open1/index.md", "politics/open1.md"),
        ("content/politics/open1.md", "content/politics/open1/index.md"),
    ] {
        let place = site(SETTINGS, &[(there, story), ("content/politics/open2.md", story)]);
        let said = check(place.path(), &["--story", typed]).stdout;
        assert!(said.starts_with(&format!("{there} (Open)\n")), "{typed}: {said}");
    }
}

#[test]
fn a_story_is_said_to_be_where_the_build_has_it() {
    let settings = format!("{SETTINGS}page_size: 3\nfeeds: {{limit: 4}}\n");
    let story = |number: usize| {
        format!(
            "---\ntitle: Story number{number}x\ndate: 2026-02-{number:02}\ntags: [water]\n\
             authors: [Anna Voss]\nseries: The dam\nsummary: X\n---\nX\n"
        )
    };
    let place = site(&settings, &[]);
    for number in 1..=24 {
        tree::put(place.path(), &format!("content/politics/s{number}.md"), story(number));
    }
    // Those that readers do not see move nothing.
    for number in 25..=28 {
        let draft = story(number).replace("summary", "draft: true\nsummary");
        tree::put(place.path(), &format!("content/politics/s{number}.md"), draft);
    }
    run(place.path(), &["build", "--at", "2026-03-01T12:00:00Z"]).done();
    for number in [1, 2, 12, 20, 21, 24] {
        let said = check(place.path(), &["--story", &format!("s{number}")]).done().stdout;
        let mark = format!("number{number}x");
        let has = |path: &str| {
            let file = if path.ends_with('/') { format!("{path}index.html") } else { path.into() };
            let file = place.path().join("public").join(file.trim_start_matches('/'));
            std::fs::read_to_string(file).unwrap().contains(&mark)
        };
        let mut feeds = Vec::new();
        for line in
            said.lines().filter(|line| line.starts_with("  lists") || line.starts_with("     "))
        {
            match line.rsplit_once(": ") {
                Some((_, path)) if path.starts_with('/') => assert!(has(path), "{path}: {said}"),
                _ => feeds.push(line.trim().to_string()),
            }
        }
        assert_eq!(said.contains("front page: /"), has("/"), "{said}");
        assert_eq!(said.contains("/feed.xml"), has("/feed.xml"), "{said}");
        assert_eq!(said.contains("/politics/feed.xml"), has("/politics/feed.xml"), "{said}");
        assert_eq!(
            said.contains("/series/the-dam/feed.xml"),
            has("/series/the-dam/feed.xml"),
            "{said}"
        );
    }
}

#[test]
fn a_draft_without_a_text_says_that_it_lacks_one() {
    let draft = "---\ntitle: Talks\ndate: 2026-02-01\ndraft: true\nsummary: X\n---\n";
    let place = site(SETTINGS, &[("content/politics/talks.md", draft)]);
    let missing = "there is no text below the front matter yet";
    let said = check(place.path(), &["--story", "talks"]).done();
    assert!(said.stderr.contains(missing), "{}", said.stderr);
    assert!(said.stdout.contains("0 errors, 1 warning\n"), "{}", said.stdout);
    check(place.path(), &["--story", "talks", "--strict"]).refused();
    for (facts, text) in [("", "Text.\n"), ("source: {name: A, url: 'https://a.example/'}\n", "")] {
        let draft = draft.replace("draft: true\n", &format!("draft: true\n{facts}"));
        tree::put(place.path(), "content/politics/talks.md", format!("{draft}{text}"));
        let said = check(place.path(), &["--story", "talks"]).done();
        assert!(!said.stderr.contains(missing), "{}", said.stderr);
    }
}
