//! Authors, topics and series that have stories in several languages: their lists name each other,
//! whether a file tells which are one or their addresses are the same.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::html;
use crate::common::published::built;
use crate::common::tree;

const SETTINGS: &str = "title: T\nbase_url: https://highland.example/\nsections: [politics]\n\
                        languages: {hy: {}, ru: {authors: {Anna Voss: Анна Фосс}}, en: {}, fr: {}}\n";

/// A file and its front matter.
type Text<'t> = (&'t str, &'t str);

fn pages(texts: &[Text<'_>]) -> BTreeMap<String, String> {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    for (file, fields) in texts {
        let text = match file.starts_with("politics") {
            true => format!("---\ntitle: A\ndate: 2026-02-01\n{fields}---\nWords.\n"),
            false => format!("---\n{fields}---\nWords.\n"),
        };
        tree::put(place.path(), &format!("content/{file}"), text);
    }
    let files = built(place.path(), "2026-03-01T12:00:00Z").into_iter();
    files.filter_map(|(file, bytes)| Some((file, String::from_utf8(bytes).ok()?))).collect()
}

/// The pages that a page names in other languages, itself among them.
fn named(page: &str) -> BTreeSet<String> {
    let parsed = html::parsed(page.as_bytes());
    let links = parsed.below("link").into_iter().filter(|link| {
        link.attribute("rel") == Some("alternate")
            && link.attribute("hreflang").is_some_and(|tag| tag != "x-default")
    });
    let paths = links.filter_map(|link| {
        let path = link.attribute("href")?.strip_prefix("https://highland.example/")?;
        Some(path.to_string())
    });
    paths.collect()
}

#[test]
fn lists_that_are_one_name_each_other() {
    let author = "authors: [Anna Voss]\n";
    let stories = |fields: [&'static str; 3]| {
        [
            ("politics/a.md", fields[0]),
            ("politics/a.ru.md", fields[1]),
            ("politics/a.en.md", fields[2]),
        ]
    };
    let topic = ["tags: [water]\n", "tags: [вода]\n", "tags: [water]\n"];
    let series = ["series: War\n", "series: Война\n", "series: War\n"];
    let table: [(Vec<Text<'_>>, &[&str]); 5] = [
        (
            [
                &stories([author; 3])[..],
                &[
                    ("authors/anna-voss.md", "name: Anna Voss\n"),
                    ("authors/anna-voss.ru.md", "name: Анна Фосс\n"),
                ],
            ]
            .concat(),
            &["authors/anna-voss/", "ru/authors/anna-foss/", "en/authors/anna-voss/"],
        ),
        (
            [
                &stories(topic)[..],
                &[("topics/water.md", "name: water\n"), ("topics/water.ru.md", "name: вода\n")],
            ]
            .concat(),
            &["tags/water/", "ru/tags/voda/", "en/tags/water/"],
        ),
        (
            [
                &stories(series)[..],
                &[("series/war.md", "name: War\n"), ("series/war.ru.md", "name: Война\n")],
            ]
            .concat(),
            &["series/war/", "ru/series/voina/", "en/series/war/"],
        ),
        // Through two others.
        (
            vec![
                ("politics/a.md", "tags: [jur]\n"),
                ("politics/a.ru.md", "tags: [вода]\n"),
                ("politics/a.en.md", "tags: [water]\n"),
                ("politics/a.fr.md", "tags: [water]\n"),
                ("topics/water.md", "name: jur\n"),
                ("topics/water.ru.md", "name: вода\n"),
                ("topics/water.en.md", "name: water\n"),
            ],
            &["tags/jur/", "ru/tags/voda/", "en/tags/water/", "fr/tags/water/"],
        ),
        // Of two in one language that may be it, all name the one that is told about.
        (
            vec![
                ("politics/a.md", "tags: [water]\n"),
                ("politics/a.ru.md", "tags: [вода, water]\n"),
                ("politics/a.en.md", "tags: [water]\n"),
                ("topics/water.md", "name: water\n"),
                ("topics/water.ru.md", "name: вода\n"),
            ],
            &["tags/water/", "ru/tags/voda/", "en/tags/water/"],
        ),
    ];
    for (texts, expected) in table {
        let pages = pages(&texts);
        let expected: BTreeSet<String> = expected.iter().map(ToString::to_string).collect();
        for page in &expected {
            let file = format!("{page}index.html");
            let page = pages.get(&file).unwrap_or_else(|| panic!("no {file}: {:#?}", pages.keys()));
            assert_eq!(named(page), expected, "{file}");
        }
        // No page names one that does not name it.
        for (file, page) in pages.iter().filter(|(file, _)| file.ends_with("index.html")) {
            let all = named(page);
            for other in &all {
                assert_eq!(named(&pages[&format!("{other}index.html")]), all, "{file}: {other}");
            }
        }
    }
}
