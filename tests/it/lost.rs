//! Addresses that were public and lead nowhere: each is told, with the line that mends it.

use std::fs;
use std::path::Path;

use crate::common::program::{Ended, run};
use crate::common::tree;

const SETTINGS: &str = "title: A\nbase_url: https://highland.example/x/\n";
const AT: [&str; 2] = ["--at", "2026-03-01"];

/// A text of some length, different for each `number`.
fn text(number: usize) -> String {
    (0..120).map(|at| format!("word{} ", (at + 1) * 31 + number * 7919)).collect()
}

fn story(title: &str, front: &str, text: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-02-01\n{front}---\n{text}\n")
}

/// A site of three stories and a page, built.
fn site() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    tree::put(
        place.path(),
        "content/politics/talks.md",
        story("Talks", "tags: [peace]\n", &text(1)),
    );
    tree::put(
        place.path(),
        "content/politics/vote.md",
        story("Vote", "aliases: [/old/]\n", &text(2)),
    );
    tree::put(place.path(), "content/economy/prices.md", story("Prices", "", &text(3)));
    tree::put(place.path(), "content/about.md", "---\ntitle: About\n---\nUs.\n");
    build(place.path());
    place
}

fn build(site: &Path) -> Ended {
    run(site, &[&["build"], &AT[..]].concat()).done()
}

fn moved(site: &Path, from: &str, to: &str) {
    let (from, to) = (site.join(from), site.join(to));
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(from, to).unwrap();
}

fn edited(site: &Path, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.join(file)).unwrap();
    assert!(text.contains(from), "{text}");
    tree::put(site, file, text.replace(from, to));
}

/// What is said of a text that the old address can lead to.
fn told(file: &str, old: &str, now: &str, line: &str) -> String {
    format!(
        "warning: `{old}` was public and leads nowhere now; what was there is at `{now}`\n --> {file}:1:1\n"
    ) + &format!("  = help: write `{line}` into the front matter to redirect readers\n")
}

/// The words of `said` without the lines of files that are shown.
fn plain(said: &str) -> String {
    let is_told =
        |line: &&str| ["warning", " -->", "  = help"].iter().any(|start| line.starts_with(start));
    said.lines().filter(is_told).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_text_that_moved_is_found_and_the_line_leads_readers_on() {
    type Change = fn(&Path);
    let changes: [(&str, &str, &str, &str, &str, Change); 7] = [
        (
            "content/economy/talks.md",
            "/politics/talks/",
            "/economy/talks/",
            "aliases: [/politics/talks/]",
            "title: Talks",
            |site| {
                moved(site, "content/politics/talks.md", "content/economy/talks.md");
            },
        ),
        (
            "content/politics/renamed.md",
            "/politics/talks/",
            "/politics/renamed/",
            "aliases: [/politics/talks/]",
            "title: Talks",
            |site| {
                moved(site, "content/politics/talks.md", "content/politics/renamed.md");
            },
        ),
        (
            "content/politics/talks.md",
            "/politics/talks/",
            "/politics/other/",
            "aliases: [/politics/talks/]",
            "title: Talks",
            |site| {
                edited(site, "content/politics/talks.md", "tags", "slug: other\ntags");
            },
        ),
        // Rewritten a little, with another headline and another name.
        (
            "content/society/b.md",
            "/politics/talks/",
            "/society/b/",
            "aliases: [/politics/talks/]",
            "title: New",
            |site| {
                moved(site, "content/politics/talks.md", "content/society/b.md");
                edited(site, "content/society/b.md", "title: Talks", "title: New");
                edited(site, "content/society/b.md", "word7950 ", "another ");
            },
        ),
        // With an alias already.
        (
            "content/society/vote.md",
            "/politics/vote/",
            "/society/vote/",
            "aliases: [/old/, /politics/vote/]",
            "title: Vote",
            |site| {
                moved(site, "content/politics/vote.md", "content/society/vote.md");
            },
        ),
        // A short page.
        ("content/us.md", "/about/", "/us/", "aliases: [/about/]", "title: About", |site| {
            moved(site, "content/about.md", "content/us.md");
        }),
        // An alias that was taken out.
        (
            "content/politics/vote.md",
            "/old/",
            "/politics/vote/",
            "aliases: [/old/]",
            "title: Vote",
            |site| {
                edited(site, "content/politics/vote.md", "aliases: [/old/]\n", "");
            },
        ),
    ];
    for (file, old, now, line, title, change) in changes {
        let place = site();
        change(place.path());
        let said = build(place.path()).stderr;
        assert_eq!(plain(&said), told(file, old, now, line), "{said}");
        // Once is enough.
        assert_eq!(build(place.path()).stderr, "");
        // The remedy, to the letter.
        let text = fs::read_to_string(place.path().join(file)).unwrap();
        let without: String =
            text.split_inclusive('\n').filter(|line| !line.starts_with("aliases")).collect();
        tree::put(place.path(), file, without.replace(title, &format!("{title}\n{line}")));
        assert_eq!(build(place.path()).stderr, "");
        let page = format!("public{old}index.html");
        let page = fs::read_to_string(place.path().join(page)).unwrap();
        assert!(page.contains(&format!("https://highland.example/x{now}")), "{page}");
    }
}

#[test]
fn a_file_at_an_old_address_is_what_is_there_now() {
    let place = site();
    fs::remove_file(place.path().join("content/politics/vote.md")).unwrap();
    for folder in ["politics/vote", "old"] {
        tree::put(place.path(), &format!("static/{folder}/index.html"), "<p>Elsewhere.</p>");
    }
    assert_eq!(plain(&build(place.path()).stderr), "");
}

/// Where readers were led on from, a story that is back is as new as at any other address.
#[test]
fn a_text_that_moved_back_is_found() {
    let place = site();
    let (politics, economy) = ("content/politics/talks.md", "content/economy/talks.md");
    moved(place.path(), politics, economy);
    edited(place.path(), economy, "tags", "aliases: [/politics/talks/]\ntags");
    build(place.path());
    moved(place.path(), economy, politics);
    edited(place.path(), politics, "aliases: [/politics/talks/]\n", "");
    let expected =
        told(politics, "/economy/talks/", "/politics/talks/", "aliases: [/economy/talks/]");
    assert_eq!(plain(&build(place.path()).stderr), expected);
    // Another name, and another that was there all the time and is called the same.
    let place = site();
    let other = "content/economy/renamed.md";
    tree::put(place.path(), economy, story("Talks", "", &text(7)));
    moved(place.path(), politics, other);
    edited(place.path(), other, "tags", "aliases: [/politics/talks/]\ntags");
    build(place.path());
    moved(place.path(), other, politics);
    edited(place.path(), politics, "aliases: [/politics/talks/]\n", "");
    let expected =
        told(politics, "/economy/renamed/", "/politics/talks/", "aliases: [/economy/renamed/]");
    assert_eq!(plain(&build(place.path()).stderr), expected);
}

/// A site of two stories in each of two languages, the second of which is called `tag`.
fn in_languages(tag: &str, settings: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}languages: {settings}\n"));
    for (number, name) in [(1, "talks"), (2, "vote"), (3, "prices")] {
        let file = |tag: &str| format!("content/politics/{name}{tag}.md");
        tree::put(place.path(), &file(""), story(name, "tags: [water]\n", &text(number)));
        let version = story(name, "tags: [water]\n", &text(number + 10));
        tree::put(place.path(), &file(&format!(".{tag}")), version);
    }
    build(place.path());
    place
}

/// One line leads all on where a language is called otherwise now, or is back where it was.
#[test]
fn a_language_of_another_tag_or_back_in_its_folder_is_found() {
    let change = |place: &tempfile::TempDir, from: &str, to: &str, settings: &str| {
        tree::put(place.path(), "site.yaml", format!("{SETTINGS}languages: {settings}\n"));
        for name in ["talks", "vote", "prices"] {
            let file = |tag: &str| format!("content/politics/{name}.{tag}.md");
            if from != to {
                moved(place.path(), &file(from), &file(to));
            }
        }
        build(place.path()).stderr
    };
    let line = |tag: &str, old: &str, now: &str| {
        format!(
            "warning: the pages in `{tag}` were below `{old}`, and are below `{now}` now: \
             `{old}politics/prices/` and 2 more addresses were public and lead nowhere now\n"
        )
    };
    let said =
        change(&in_languages("pt", "{en: {}, pt: {}}"), "pt", "pt-BR", "{en: {}, pt-BR: {}}");
    assert!(said.starts_with(&line("pt-BR", "/pt/", "/pt-br/")), "{said}");
    assert!(said.contains("write `aliases: [/pt/]` below `pt-BR` in `languages`"), "{said}");
    assert_eq!(said.matches("warning").count(), 1, "{said}");
    // Followed, all is there.
    let place = in_languages("pt", "{en: {}, pt: {}}");
    let said = change(&place, "pt", "pt-BR", "{en: {}, pt-BR: {aliases: [/pt/]}}");
    assert_eq!(said, "");
    for file in
        ["pt/index.html", "pt/feed.xml", "pt/tags/water/index.html", "pt/politics/talks/index.html"]
    {
        assert!(place.path().join("public").join(file).is_file(), "{file}");
    }
    // Another language of other words is none that was called otherwise.
    let place = in_languages("pt", "{en: {}, pt: {}}");
    for (number, name) in [(1, "talks"), (2, "vote"), (3, "prices")] {
        let version = story("Otra", "", &text(number + 20));
        tree::put(place.path(), &format!("content/politics/{name}.pt.md"), version);
    }
    let said = change(&place, "pt", "es", "{en: {}, es: {}}");
    assert!(!said.contains("the pages in `es` were below"), "{said}");
    // Back from a folder of its own.
    let place = in_languages("ru", "{en: {base: /en/, aliases: [/]}, ru: {}}");
    let said = change(&place, "ru", "ru", "{en: {}, ru: {}}");
    assert!(said.starts_with(&line("en", "/en/", "/")), "{said}");
    assert!(said.contains("write `aliases: [/en/]` below `en` in `languages`"), "{said}");
}

#[test]
fn what_was_deleted_is_told_as_that() {
    let place = site();
    fs::remove_file(place.path().join("content/politics/vote.md")).unwrap();
    // One that came meanwhile is another one.
    tree::put(place.path(), "content/politics/new.md", story("New", "", &text(9)));
    let said = build(place.path()).stderr;
    assert_eq!(
        plain(&said),
        "warning: `/politics/vote/` was public and leads nowhere now; no new story has its words\n\
         \x20 = help: if it was deleted on purpose, ignore this; `aliases: [/politics/vote/]` in the front matter \
         of another story leads readers there\n"
    );
    assert_eq!(build(place.path()).stderr, "");
}

/// A live story has feeds beside it, as a list has.
#[test]
fn a_live_story_is_a_text() {
    let place = site();
    let file = "content/politics/count.md";
    let live = format!("live: true\n---\n\n## 10:00 The first thing\n\n{}\n", text(5));
    tree::put(place.path(), file, format!("---\ntitle: Count\ndate: 2026-02-01\n{live}"));
    build(place.path());
    moved(place.path(), file, "content/politics/counted.md");
    let expected = told(
        "content/politics/counted.md",
        "/politics/count/",
        "/politics/counted/",
        "aliases: [/politics/count/]",
    );
    assert_eq!(plain(&build(place.path()).stderr), expected);
    fs::remove_file(place.path().join("content/politics/counted.md")).unwrap();
    let said = build(place.path()).stderr;
    assert!(
        said.contains("`/politics/counted/` was public and leads nowhere now; no new story"),
        "{said}"
    );
}

#[test]
fn what_is_no_address_of_a_text_or_is_listed_already_is_not_told() {
    type Change = fn(&Path);
    let changes: [(&str, Change); 7] = [
        ("held", |site| edited(site, "content/politics/talks.md", "tags", "draft: true\ntags")),
        ("expired", |site| {
            edited(site, "content/politics/talks.md", "tags", "expires: 2026-02-10\ntags");
        }),
        ("embargoed", |site| {
            edited(site, "content/politics/talks.md", "tags", "embargo: 2026-04-10\ntags");
        }),
        ("search", |site| tree::put(site, "site.yaml", format!("{SETTINGS}search: false\n"))),
        ("day", |site| {
            for file in ["politics/talks", "politics/vote", "economy/prices"] {
                edited(site, &format!("content/{file}.md"), "02-01", "01-31");
            }
        }),
        ("alias", |site| {
            moved(site, "content/politics/talks.md", "content/economy/talks.md");
            edited(site, "content/economy/talks.md", "tags", "aliases: /politics/talks\ntags");
        }),
        ("reordered", |site| {
            tree::put(site, "site.yaml", format!("{SETTINGS}page_size: 1\n"));
            build(site);
            tree::put(site, "site.yaml", SETTINGS);
        }),
    ];
    for (name, change) in changes {
        let place = site();
        change(place.path());
        assert_eq!(build(place.path()).stderr, "", "{name}");
    }
}

#[test]
fn what_only_the_newsroom_saw_is_no_loss() {
    let place = site();
    tree::put(place.path(), "content/politics/draft.md", story("Draft", "draft: true\n", &text(8)));
    run(place.path(), &["build", "--drafts", AT[0], AT[1]]).done();
    fs::remove_file(place.path().join("content/politics/draft.md")).unwrap();
    assert_eq!(build(place.path()).stderr, "");
}

#[test]
fn many_are_counted() {
    let place = site();
    for number in 0..23 {
        let file = format!("content/politics/story-{number:02}.md");
        tree::put(place.path(), &file, story("Story", "", &text(number + 20)));
    }
    build(place.path());
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}permalink: /{{year}}/{{slug}}.html\n"));
    let said = build(place.path()).stderr;
    assert_eq!(
        said.matches("leads nowhere now; what was there is at `/2026/").count(),
        20,
        "{said}"
    );
    assert!(said.contains(
        "`/politics/story-07/` was public and leads nowhere now; what was there is at `/2026/story-07.html`"
    ), "{said}");
    assert!(said.contains("6 more addresses that were public lead nowhere now"), "{said}");
    assert!(
        said.contains("where many moved together, `redirects` in site.yaml leads all of them on")
    );
}

/// What was public stays known while the output is for the newsroom, however often it is built.
#[test]
fn a_preview_in_between_forgets_nothing() {
    let drafts = |place: &tempfile::TempDir| {
        run(place.path(), &["build", "--drafts", AT[0], AT[1]]).done().stderr
    };
    let expected = told(
        "content/economy/talks.md",
        "/politics/talks/",
        "/economy/talks/",
        "aliases: [/politics/talks/]",
    );
    for is_preview in [true, false] {
        let place = site();
        assert_eq!(build(place.path()).stderr, "");
        assert_eq!(drafts(&place), "");
        assert_eq!(drafts(&place), "");
        moved(place.path(), "content/politics/talks.md", "content/economy/talks.md");
        let said = if is_preview { drafts(&place) } else { build(place.path()).stderr };
        assert_eq!(plain(&said), expected);
        // It is told by the build that takes it away.
        assert_eq!(drafts(&place), "");
        assert_eq!(build(place.path()).stderr, "");
    }
}

/// What was renamed and held back in one go is told by its file, to the newsroom alone.
#[test]
fn a_text_that_was_renamed_and_is_held_is_found() {
    let lost = "`/politics/talks/` was public and leads nowhere now;";
    let deleted = format!("{lost} no new story has its words");
    let held = |why: &str| format!("{lost} what was there is probably `content/{why}");
    let line = "write `aliases: [/politics/talks/]` into its front matter: readers are led on once it is public";
    for (to, from, front, message, hint) in [
        (
            "politics/renamed.md",
            "draft",
            "draft: true",
            held("politics/renamed.md`, which is a draft"),
            line,
        ),
        (
            "politics/renamed.md",
            "embargo",
            "embargo: 2026-04-01",
            held("politics/renamed.md`, which is embargoed until 2026-04-01 00:00 +00:00"),
            line,
        ),
        // Of the same name, with another headline.
        (
            "economy/talks.md",
            "title",
            "draft: true",
            held("economy/talks.md`, which is a draft"),
            line,
        ),
        (
            "politics/renamed.md",
            "expires",
            "expires: 2026-02-20",
            held("politics/renamed.md`, which expired on 2026-02-20 00:00 +00:00"),
            "if it was to go, ignore this;",
        ),
        // Neither is the same.
        ("politics/renamed.md", "title", "draft: true", deleted, "if it was deleted on purpose"),
    ] {
        let place = site();
        let file = format!("content/{to}");
        moved(place.path(), "content/politics/talks.md", &file);
        edited(place.path(), &file, "tags: [peace]", front);
        if from == "title" {
            edited(place.path(), &file, "title: Talks", "title: Of something else");
        }
        let said = build(place.path()).stderr;
        assert!(said.contains(&message) && said.contains(hint), "{message}\n{said}");
        if from == "expires" || from == "title" && to.starts_with("politics") {
            continue;
        }
        for (file, bytes) in tree::read(&place.path().join("public")) {
            let page = String::from_utf8_lossy(&bytes);
            assert!(!page.contains("renamed") && !file.contains("renamed"), "{file}");
        }
        // By its remedy.
        edited(place.path(), &file, front, &format!("{front}\naliases: [/politics/talks/]"));
        let said = build(place.path()).stderr;
        assert!(!said.contains("leads nowhere now"), "{said}");
    }
}
