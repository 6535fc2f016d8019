//! `dateline mv`: what is moved, what leads there, and that nothing is moved by halves.

use std::fs;
use std::path::Path;

use crate::common::program::{Ended, run};
use crate::common::tree::{self, Tree};

const SETTINGS: &str = "title: A\nbase_url: https://news.test/\nsections: [politics, economy]\n";

fn story(front: &str, text: &str) -> String {
    format!("---\ntitle: A\ndate: 2020-02-01\n{front}---\n{text}\n")
}

/// A site whose texts link to each other, built.
fn site() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("site.yaml", SETTINGS.to_string()),
        (
            "content/politics/talks.md",
            story(
                "language: hy\nimage: map.svg\n",
                "See [the vote](vote/index.md#x \"t\") and ![a map](map.svg), [prices](../economy/prices.md).",
            ),
        ),
        ("content/politics/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".into()),
        (
            "content/politics/vote/index.md",
            story(
                "image: {src: a box.svg, alt: A}\naliases: [/old/]\n",
                "![A](a%20box.svg) after [the talks][1], [here](./).\n\n[1]: <../talks.md>",
            ),
        ),
        ("content/politics/vote/a box.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".into()),
        (
            "content/economy/prices.md",
            story(
                "translations: {hy: ../politics/talks.md}\n",
                "[T](../politics/talks.md) `[T](../politics/talks.md)` [V](../politics/vote/), [W](https://a.example/talks.md)",
            ),
        ),
        ("content/politics/draft.md", story("draft: true\n", "[T](talks.md)")),
        ("content/about.md", "---\ntitle: About\n---\n[T](politics/talks.md)\n".into()),
    ] {
        tree::put(place.path(), file, text);
    }
    build(place.path());
    place
}

fn build(site: &Path) -> Ended {
    run(site, &["build", "--at", "2026-03-01"]).done()
}

fn text(site: &Path, file: &str) -> String {
    fs::read_to_string(site.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The addresses of stories and pages in the output.
fn addresses(site: &Path) -> Vec<String> {
    let files = tree::paths(&site.join("public")).into_iter();
    files.filter(|file| file.ends_with("/index.html")).collect()
}

/// After a move, each address is there that was, nothing is told, and all links lead somewhere.
fn nothing_is_lost(site: &Path, before: &[String]) {
    assert_eq!(build(site).stderr, "");
    let after = addresses(site);
    let is_list = |file: &&String| file.starts_with("2020/");
    let lost: Vec<_> =
        before.iter().filter(|file| !is_list(file) && !after.contains(file)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_text_is_moved_with_its_old_address_and_all_links() {
    let place = site();
    let site = place.path();
    let before = addresses(site);
    let done = run(site, &["mv", "content/politics/talks.md", "content/economy/"]).done();
    assert_eq!(
        done.stdout,
        "Moved content/politics/talks.md to content/economy/talks.md; 1 old address leads to the new one; \
         links mended in 5 texts\n"
    );
    assert_eq!(
        text(site, "content/economy/talks.md"),
        story(
            "language: hy\nimage: \"../politics/map.svg\"\naliases: [\"/politics/talks/\"]\n",
            "See [the vote](../politics/vote/index.md#x \"t\") and ![a map](../politics/map.svg), [prices](../economy/prices.md).",
        )
    );
    assert_eq!(
        text(site, "content/economy/prices.md"),
        story(
            "translations: {hy: \"talks.md\"}\n",
            "[T](talks.md) `[T](../politics/talks.md)` [V](../politics/vote/), [W](https://a.example/talks.md)",
        )
    );
    assert!(text(site, "content/politics/vote/index.md").contains("[1]: <../../economy/talks.md>"));
    assert!(text(site, "content/about.md").contains("[T](economy/talks.md)"));
    assert!(text(site, "content/politics/draft.md").contains("[T](../economy/talks.md)"));
    assert!(!site.join("content/politics/talks.md").exists());
    nothing_is_lost(site, &before);
}

/// The ids of the stories in the feed, by their addresses.
fn ids(site: &Path) -> Vec<(String, String)> {
    build(site);
    let feed = text(site, "public/feed.xml");
    let between = |item: &str, start: &str, end: &str| {
        item.split_once(start).unwrap().1.split_once(end).unwrap().0.to_string()
    };
    let of_item = |item: &str| {
        let id = item.split_once("<guid").unwrap().1;
        (between(item, "<link>", "</link>"), between(id, ">", "</guid>"))
    };
    feed.split("<item>").skip(1).map(of_item).collect()
}

/// Feed readers know each story by the id that they had, wherever it is moved, and back.
#[test]
fn a_story_keeps_its_id_in_feeds() {
    let (politics, slug) = ("content/politics/a.md", "slug: talks\n");
    let by_day = "permalink: /{year}/{month}/{slug}/\n";
    // Settings, what the front matter says besides, the ways that it goes, and where it is then.
    let table: [(&str, &str, &[&str], &str); 8] = [
        ("", "", &["content/economy/a.md"], "economy/a"),
        ("", "", &["content/politics/c.md"], "politics/c"),
        (by_day, "", &["content/economy/a.md"], "2020/02/a"),
        (by_day, "", &["content/politics/c.md"], "2020/02/c"),
        ("", slug, &["content/politics/c.md"], "politics/talks"),
        ("", slug, &["content/economy/c.md"], "economy/talks"),
        ("", "", &["content/economy/a.md", politics], "politics/a"),
        ("", "", &["content/politics/c.md", "content/economy/d.md", politics], "politics/a"),
    ];
    for (settings, fields, ways, address) in table {
        let place = tempfile::tempdir().unwrap();
        let site = place.path();
        tree::put(site, "site.yaml", format!("{SETTINGS}{settings}"));
        tree::put(site, politics, story(fields, "Text."));
        let before = ids(site).remove(0);
        assert_eq!(before.1, "tag:news.test,2020-02-01:politics/a");
        let mut from = politics;
        for to in ways {
            let old = addresses(site);
            run(site, &["mv", from, to]).done();
            nothing_is_lost(site, &old);
            from = to;
        }
        let expected = (format!("https://news.test/{address}/"), before.1);
        assert_eq!(ids(site), [expected], "{settings}{fields}{ways:?}");
    }
    // A draft has none that anybody knows.
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{by_day}"));
    tree::put(place.path(), politics, story("draft: true\n", "Text."));
    run(place.path(), &["mv", politics, "content/economy/a.md"]).done();
    assert_eq!(text(place.path(), "content/economy/a.md"), story("draft: true\n", "Text."));
}

/// Who moves back needs no alias for the address at which the story is again.
#[test]
fn a_text_is_moved_there_and_back() {
    for (before, ways, after) in [
        ("", &["economy/a.md", "politics/a.md"][..], "aliases: [\"/economy/a/\"]\n"),
        (
            "aliases: /old/\n",
            &["economy/a.md", "politics/a.md"],
            "aliases: [/old/, \"/economy/a/\"]\n",
        ),
        (
            "aliases:\n  - /old/\n",
            &["politics/c.md", "politics/a.md"],
            "aliases:\n  - /old/\n  - \"/politics/c/\"\n",
        ),
    ] {
        let place = tempfile::tempdir().unwrap();
        let site = place.path();
        tree::put(site, "site.yaml", SETTINGS);
        tree::put(site, "content/politics/a.md", story(before, "Text."));
        build(site);
        let mut from = "politics/a.md";
        for to in ways {
            let old = addresses(site);
            run(site, &["mv", from, to]).done();
            nothing_is_lost(site, &old);
            from = to;
        }
        let id = "feed_id: \"tag:news.test,2020-02-01:politics/a\"\n";
        assert_eq!(text(site, "content/politics/a.md"), story(&format!("{after}{id}"), "Text."));
    }
    // An old address of another story is not given away.
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    tree::put(site, "site.yaml", SETTINGS);
    tree::put(site, "content/politics/a.md", story("", "Text."));
    tree::put(site, "content/economy/b.md", story("aliases: [/economy/a/]\n", "Text."));
    run(site, &["mv", "politics/a.md", "economy/"]).refused().saying("would be two things");
}

#[test]
fn a_folder_goes_with_its_pictures_and_a_draft_without_an_alias() {
    let place = site();
    let site = place.path();
    let before = addresses(site);
    run(site, &["mv", "politics/vote", "economy/poll"]).done();
    assert_eq!(
        text(site, "content/economy/poll/index.md"),
        story(
            "image: {src: a box.svg, alt: A}\naliases: [/old/, \"/politics/vote/\"]\n",
            "![A](a%20box.svg) after [the talks][1], [here](./).\n\n[1]: <../../politics/talks.md>",
        )
    );
    assert!(site.join("content/economy/poll/a box.svg").is_file());
    assert!(!site.join("content/politics/vote").exists());
    nothing_is_lost(site, &before);
    let done = run(site, &["mv", "content/politics/draft.md", "content/politics/later"]).done();
    assert_eq!(done.stdout, "Moved content/politics/draft.md to content/politics/later.md\n");
    assert_eq!(text(site, "content/politics/later.md"), story("draft: true\n", "[T](talks.md)"));
    // A page has another name.
    run(site, &["mv", "about.md", "us.md"]).done();
    assert!(text(site, "content/us.md").contains("aliases: [\"/about/\"]"));
    nothing_is_lost(site, &before);
}

#[test]
fn a_section_gets_another_id() {
    let place = site();
    let site = place.path();
    let before = addresses(site);
    let guids = |site: &Path| {
        let feed = text(site, "public/feed.xml");
        let guids = feed
            .split("<guid")
            .skip(1)
            .map(|rest| rest.split("</guid>").next().unwrap().to_string());
        let mut guids: Vec<String> = guids.collect();
        guids.sort();
        guids
    };
    let ids = guids(site);
    let done = run(site, &["mv", "politics", "world"]).done();
    assert_eq!(
        done.stdout,
        "Moved content/politics to content/world; site.yaml has the alias politics; links mended in 2 texts\n"
    );
    assert_eq!(
        text(site, "site.yaml"),
        SETTINGS.replace("[politics,", "[{id: world, aliases: [politics]},")
    );
    assert!(!site.join("content/politics").exists());
    assert!(text(site, "content/economy/prices.md").contains("[T](../world/talks.md)"));
    nothing_is_lost(site, &before);
    assert_eq!(guids(site), ids);
    run(site, &["mv", "world", "abroad"]).done();
    assert!(
        text(site, "site.yaml").contains("[{id: abroad, aliases: [politics, world]}, economy]")
    );
    nothing_is_lost(site, &before);
    assert_eq!(guids(site), ids);
    // Who leaves the section takes along what led there by the section's old names.
    run(site, &["mv", "content/abroad/talks.md", "content/economy/"]).done();
    nothing_is_lost(site, &before);
    assert_eq!(guids(site), ids);
}

#[test]
fn what_cannot_be_moved_whole_is_not_moved() {
    let place = site();
    let site = place.path();
    let sources = |site: &Path| -> Tree {
        let mut all = tree::read(site);
        all.retain(|path, _| !path.starts_with("public/"));
        all
    };
    tree::put(site, "content/politics/flow.md", "---\n{title: A, date: 2020-02-01}\n---\nA.\n");
    let before = sources(site);
    for (from, to, message, hint) in [
        (
            "content/politics/tlaks.md",
            "content/b.md",
            "there is no `content/politics/tlaks.md`",
            "did you mean `content/politics/talks.md`?",
        ),
        (
            "content/politics/talks.md",
            "content/economy/prices.md",
            "`content/economy/prices.md` is there already",
            "nothing was moved: choose another name",
        ),
        (
            "content/politics/talks.md",
            "content/politics/talks.md",
            "`content/politics/talks.md` is in `content/politics/talks.md` itself",
            "",
        ),
        (
            "content/politics/vote",
            "content/politics/vote/b",
            "`content/politics/vote/b` is in `content/politics/vote` itself",
            "",
        ),
        (
            "content/politics/talks.md",
            "../b.md",
            "`../b.md` is no path in `content/`",
            "such as `content/politics/talks.md`",
        ),
        (
            "content/politics/talks.md",
            "content/sport/talks.md",
            "the section `sport` of this story is not in site.yaml",
            "",
        ),
        ("politics", "economy", "there is a section `economy` already", ""),
        (
            "content/politics/flow.md",
            "content/politics/b.md",
            "the front matter is written in a way that only you can change",
            "write `aliases: [/politics/flow/]` there",
        ),
        ("content/politics/map.svg", "content/politics/talks.svg/", "", ""),
    ] {
        if message.is_empty() {
            continue;
        }
        run(site, &["mv", from, to]).refused().saying(message).saying(hint);
        assert_eq!(sources(site), before, "{from} {to}");
    }
    // A site with errors is left alone: nobody knows its addresses.
    tree::put(site, "content/politics/bad.md", "---\ntitle: A\n---\nA.\n");
    run(site, &["mv", "politics", "world"]).refused().saying("bad.md");
    fs::remove_file(site.join("content/politics/bad.md")).unwrap();
    assert_eq!(sources(site), before);
}

#[cfg(unix)]
#[test]
fn what_fails_on_the_disk_is_undone() {
    use std::os::unix::fs::PermissionsExt;
    let place = site();
    let site = place.path();
    let may_write = |folder: &str, mode| {
        fs::set_permissions(site.join(folder), fs::Permissions::from_mode(mode)).unwrap();
    };
    let before = tree::read(&site.join("content"));
    may_write("content/economy", 0o555);
    // Who may do everything is not stopped by that.
    if fs::write(site.join("content/economy/probe"), "").is_err() {
        run(site, &["mv", "politics", "world"]).refused().saying("nothing was moved");
        assert_eq!(tree::read(&site.join("content")), before);
        assert_eq!(text(site, "site.yaml"), SETTINGS);
    }
    may_write("content/economy", 0o755);
}

#[test]
fn a_section_that_cannot_be_is_refused_with_one_that_can() {
    let place = tempfile::tempdir().unwrap();
    let settings = "title: A\nbase_url: https://a.example/\nsections: [politics, money]\n";
    tree::put(place.path(), "site.yaml", settings);
    tree::put(place.path(), "content/money/a.md", "---\ntitle: A\ndate: 2026-02-01\n---\nText.\n");
    for (from, to, words) in [
        (
            "money",
            "Hard Cash",
            "error: `Hard Cash` cannot be the id of a section: it names a folder and a URL\n  \
             = help: `dateline mv money hard-cash`\n\n1 error\n",
        ),
        (
            "mony",
            "cash",
            "error: there is no `content/mony`\n  = help: did you mean the section `money`?\n\n1 error\n",
        ),
        (
            "content/money",
            "content/cash",
            "error: `content/money` is the folder of a section, and `cash` is none yet\n  \
             = help: `dateline mv money cash` renames the section, its settings too\n\n1 error\n",
        ),
    ] {
        let refused = run(place.path(), &["mv", from, to]).refused();
        assert_eq!(refused.stderr, words);
    }
    run(place.path(), &["mv", "money", "hard-cash"]).done();
    // And back.
    run(place.path(), &["mv", "hard-cash", "money"]).done();
    let site = fs::read_to_string(place.path().join("site.yaml")).unwrap();
    assert!(site.contains("sections: [politics, {id: money, aliases: [hard-cash]}]"), "{site}");
}
