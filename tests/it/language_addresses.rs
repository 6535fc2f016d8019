//! The addresses of a site in several languages: old ones that the settings name, and folders that
//! a language had before.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::common::program::run;
use crate::common::tree;

const SETTINGS: &str = "title: T\nbase_url: https://highland.example/x/\nsections: [{id: politics, aliases: [world]}]\n\
                        redirects: ['/{year}/{slug}.html']\n";

type Tree = BTreeMap<String, Vec<u8>>;

fn text(number: usize) -> String {
    (0..60).map(|at| format!("word{} ", (at + 1) * 31 + number * 7919)).collect()
}

fn story(number: usize) -> String {
    format!(
        "---\ntitle: Talks {number}\ndate: 2026-02-01\ntags: [nato]\nauthors: [Anna]\n---\n{}\n",
        text(number)
    )
}

/// A newsroom with a story in two languages, and one more in the second.
fn newsroom(languages: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    settings(place.path(), languages);
    for (file, number) in [("talks.md", 1), ("talks.ru.md", 2), ("vote.ru.md", 3)] {
        tree::put(place.path(), &format!("content/politics/{file}"), story(number));
    }
    tree::put(place.path(), "content/about.md", "---\ntitle: About\n---\nUs.\n");
    place
}

fn settings(site: &Path, languages: &str) {
    tree::put(site, "site.yaml", format!("{SETTINGS}languages: {languages}\n"));
}

/// What a build says, without the lines of files that are shown.
fn build(site: &Path) -> String {
    let said = run(site, &["build", "--at", "2026-03-01T12:00:00Z"]).done().stderr;
    let is_told = |line: &&str| {
        ["warning", "-->", "= help"].iter().any(|start| line.trim_start().starts_with(start))
    };
    said.lines().filter(is_told).map(|line| format!("{line}\n")).collect()
}

fn published(site: &Path) -> Tree {
    tree::read(&site.join("public")).into_iter().collect()
}

fn leads(made: &Tree, file: &str) -> Option<String> {
    let page = String::from_utf8_lossy(made.get(file)?).into_owned();
    let (_, to) = page.split_once("content=\"0; url=/x")?;
    Some(to.split('"').next()?.to_string())
}

/// A redirect is of the language that has the page to which it leads.
#[test]
fn single_addresses_lead_to_pages_of_every_language() {
    let place = newsroom("{hy: {}, ru: {}}");
    let targets = [
        "/",
        "/ru/",
        "/tags/nato/",
        "/ru/politics/",
        "/ru/politics/vote/",
        "/about/",
        "/ru/search/",
        "/latest/",
    ];
    let redirects: Vec<String> = targets
        .iter()
        .enumerate()
        .map(|(at, to)| format!("{{from: /old/{at}/, to: {to}}}"))
        .collect();
    let several = format!("{SETTINGS}languages: {{hy: {{}}, ru: {{}}}}\n")
        .replace("['/{year}/{slug}.html']", &format!("[{}]", redirects.join(", ")));
    tree::put(place.path(), "site.yaml", &several);
    assert_eq!(build(place.path()), "");
    let made = published(place.path());
    for (at, to) in targets.iter().enumerate() {
        assert_eq!(leads(&made, &format!("old/{at}/index.html")).as_deref(), Some(*to));
    }
    // The further feeds of a list are those of its language.
    assert_eq!(made["old/3/feed.xml"], made["ru/politics/feed.xml"]);
    // What is wrong with one is told once.
    for (wrong, told) in [
        (
            "{from: /old/, to: /nothing/}",
            "warning: redirects: `/old/` leads to `/nothing/`, and there is no page\n --> site.yaml:4:31\n  \
             = help: write the address that the page has now\n",
        ),
        (
            "{from: /about/, to: /ru/}",
            "warning: redirects: `/about/` is in use, by content/about.md, and leads nowhere else\n --> \
             site.yaml:4:20\n  = help: delete this redirect\n",
        ),
    ] {
        let settings = format!("{SETTINGS}languages: {{hy: {{}}, ru: {{}}}}\n");
        let settings = settings.replace("['/{year}/{slug}.html']", &format!("[{wrong}]"));
        tree::put(place.path(), "site.yaml", settings);
        fs::remove_dir_all(place.path().join("public")).unwrap();
        assert_eq!(build(place.path()), told, "{wrong}");
    }
}

/// Whatever was at an address that readers knew is there, or a way to it.
fn stays(before: &Tree, after: &Tree, old: &str, new: &str) {
    let is_for_readers = |file: &&String| {
        let name = file.rsplit('/').next().unwrap_or_default();
        let is_list = ["feed.xml", "atom.xml", "feed.json"].contains(&name);
        file.starts_with(old) && (name.ends_with(".html") || is_list) && name != "404.html"
    };
    let mut count = 0;
    for file in before.keys().filter(is_for_readers) {
        let rest = &file[old.len()..];
        if rest.starts_with("ru/") {
            continue;
        }
        count += 1;
        let now = format!("{new}{rest}");
        if !file.ends_with(".html") {
            assert_eq!(after.get(file), after.get(&now), "{file}");
            continue;
        }
        let page = now.strip_suffix("index.html").unwrap_or(&now);
        let target = leads(after, &now).unwrap_or(format!("/{page}"));
        assert_eq!(leads(after, file), Some(target), "{file}");
    }
    assert!(count > 25, "{count}");
}

#[test]
fn the_first_language_gets_a_folder_and_keeps_its_addresses() {
    let place = newsroom("{hy: {}, ru: {}}");
    assert_eq!(build(place.path()), "");
    let before = published(place.path());
    settings(place.path(), "{hy: {base: /hy/}, ru: {}}");
    assert_eq!(
        build(place.path()),
        "warning: the pages in `hy` were below `/`, and are below `/hy/` now: `/2026/talks.html` and 3 more \
         addresses were public and lead nowhere now\n --> site.yaml:5:24\n  = help: write `aliases: [/]` below \
         `hy` in `languages`: readers are led on from each, and the feeds stay where programs ask for them\n"
    );
    settings(place.path(), "{hy: {base: /hy/, aliases: [/]}, ru: {}}");
    assert_eq!(build(place.path()), "");
    stays(&before, &published(place.path()), "", "hy/");
}

#[test]
fn a_language_moves_to_another_folder_and_keeps_its_addresses() {
    let place = newsroom("{hy: {}, ru: {}}");
    build(place.path());
    let before = published(place.path());
    settings(place.path(), "{hy: {}, ru: {base: /rus/}}");
    assert_eq!(
        build(place.path()),
        "warning: the pages in `ru` were below `/ru/`, and are below `/rus/` now: `/ru/2026/talks.html` and 5 \
         more addresses were public and lead nowhere now\n --> site.yaml:5:32\n  = help: write `aliases: [/ru/]` \
         below `ru` in `languages`: readers are led on from each, and the feeds stay where programs ask for \
         them\n"
    );
    settings(place.path(), "{hy: {}, ru: {base: /rus/, aliases: [/ru/]}}");
    assert_eq!(build(place.path()), "");
    stays(&before, &published(place.path()), "ru/", "rus/");
    // And once more, to where something else is in part.
    settings(place.path(), "{hy: {base: /hy/}, ru: {base: /, aliases: [/ru/]}}");
    let said = build(place.path());
    assert!(said.contains("the pages in `ru` were below `/rus/`"), "{said}");
    assert!(said.contains("write `aliases: [/ru/, /rus/]` below `ru`"), "{said}");
}

/// Of a language that is gone, stories and pages are named, and no lists.
/// What is held on purpose is at its address again when it is public, wherever its language is then.
#[test]
fn what_is_held_while_its_language_moves_is_not_lost() {
    for fields in ["embargo: 2026-05-01", "draft: true", "expires: 2026-02-15"] {
        for languages in [
            "{hy: {base: /hy/, aliases: [/]}, ru: {base: /ru/}}",
            "{hy: {base: /hy/}, ru: {base: /ru/}}",
        ] {
            let place = newsroom("{hy: {base: /}, ru: {base: /ru/}}");
            tree::put(place.path(), "content/politics/held.md", story(7));
            build(place.path());
            settings(place.path(), languages);
            let held = story(7).replace("tags:", &format!("{fields}\ntags:"));
            tree::put(place.path(), "content/politics/held.md", held);
            let said = build(place.path());
            assert!(!said.contains("no new story has its words"), "{fields}: {said}");
        }
    }
}

#[test]
fn a_language_that_is_gone_is_told_by_its_stories() {
    let place = newsroom("{hy: {}, ru: {}}");
    build(place.path());
    for file in ["talks.ru.md", "vote.ru.md"] {
        fs::remove_file(place.path().join("content/politics").join(file)).unwrap();
    }
    settings(place.path(), "{hy: {}}");
    let said = build(place.path());
    let named: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_prefix("warning: `")?.split('`').next())
        .collect();
    assert_eq!(named, ["/ru/politics/talks/", "/ru/politics/vote/"], "{said}");
}

#[test]
fn what_is_no_old_folder_is_told() {
    for (languages, told) in [
        (
            "{hy: {base: /hy/, aliases: ['/a?b/']}, ru: {}}",
            "error: aliases: `/a?b/` is no folder of the site",
        ),
        ("{hy: {base: /hy/, aliases: [was]}, ru: {}}", "help: write `aliases: [/was/]`"),
        (
            "{hy: {base: /hy/, aliases: [/hy/]}, ru: {}}",
            "error: aliases: `/hy/` is where the language is now",
        ),
        (
            "{hy: {base: /hy/, aliases: [/a/, 'https://highland.example/x/b/']}, ru: {}}",
            "help: write `aliases: [/a/, /b/]`",
        ),
        (
            "{hy: {base: /hy/, aliases: ['https://old.example/b']}, ru: {}}",
            "help: write `aliases: [/b/]`",
        ),
        ("{hy: {aliases: ['https://highland.example/x']}, ru: {}}", "help: delete it: no language"),
        ("{hy: {aliases: [/_x/]}, ru: {}}", "help: delete it: no language"),
        ("{hy: {base: /hy/, aliases: [/x.y/]}, ru: {}}", "help: delete it: no language"),
        (
            "{hy: {base: /hy/, aliases: [/x/]}, ru: {aliases: [/y/, /x/]}}",
            "error: `hy` and `ru` have the same alias, `/x/`",
        ),
    ] {
        let place = newsroom(languages);
        run(place.path(), &["build"]).refused().saying(told);
    }
}

/// The ids of stories in feeds are those of the first language without its tag, and of others with
/// it: which comes first is no matter of taste.
#[test]
fn another_first_language_is_told_before_feed_readers_show_all_stories_again() {
    let warning = |tags: &str| {
        format!(
            "warning: the first of `languages` is another than before, and so are the ids of stories in feeds: \
             feed readers show every story in {tags} as new\n--> site.yaml\n = help: put the language first \
             that was the first before, unless this is meant\n"
        )
    };
    for (before, after, told) in [
        ("{hy: {base: /}, ru: {base: /ru/}}", "{ru: {base: /ru/}, hy: {base: /}}", "`ru` and `hy`"),
        ("{hy: {base: /}, ru: {base: /ru/}}", "{hy: {base: /}, ru: {base: /ru/}, en: {}}", ""),
        (
            "{hy: {base: /}, ru: {base: /ru/}}",
            "{ru: {base: /, aliases: [/ru/]}, hy: {base: /hy/, aliases: [/]}}",
            "`ru` and `hy`",
        ),
        (
            "{hy: {base: /hy/}, ru: {base: /ru/}}",
            "{hy: {base: /, aliases: [/hy/]}, ru: {base: /ru/}}",
            "",
        ),
    ] {
        let place = newsroom(before);
        for file in ["politics/talks", "about"] {
            let [from, to] = ["md", "hy.md"].map(|end| format!("content/{file}.{end}"));
            fs::rename(place.path().join(from), place.path().join(to)).unwrap();
        }
        build(place.path());
        settings(place.path(), after);
        let expected = if told.is_empty() { String::new() } else { warning(told) };
        assert_eq!(build(place.path()), expected, "{after}");
    }
}
