//! What is read from front matter, and the reports of its faults.

use jiff::tz::TimeZone;

use super::super::{date_of_name, split};
use super::*;
use crate::slug::Naming;
use proptest::prelude::*;

fn read(source: &str) -> (Option<FrontMatter>, Vec<String>) {
    let split = split(source).unwrap();
    let context = Context {
        file: "a.md",
        kind: TextKind::Briefing,
        time_zone: &TimeZone::UTC,
        unknown_fields: UnknownFields::Error,
        naming: Naming::default(),
        base_url: None,
        datelines_have_days: true,
    };
    let (front_matter, diagnostics) = parse(source, split.yaml, None, context);
    (front_matter, diagnostics.into_reported().iter().map(ToString::to_string).collect())
}

#[test]
fn what_is_no_front_matter_is_explained() {
    for (source, line, message) in [
        ("", 1, "this file does not begin with front matter"),
        ("\n\nTalks resume\n", 3, "this file does not begin with front matter"),
        (" ---\ntitle: a\n---\n", 1, "this line is not the fence of the front matter"),
        ("\n—\ntitle: a\n---\n", 2, "this line is not the fence of the front matter"),
        ("---\ntitle: a\n----\nText\n", 3, "this line is not the fence of the front matter"),
        ("---\ntitle: a\n\n–––\nText\n", 4, "this line is not the fence of the front matter"),
        ("---\ntitle: a\n\nText\n\n-----\n", 1, "the front matter that begins here is not closed"),
        ("title: a\n---\n", 1, "this file does not begin with front matter"),
        ("\n---\ntitle: a\n", 2, "the front matter that begins here is not closed"),
    ] {
        let (place, found, _) = split(source).unwrap_err();
        assert_eq!((place.line, found.as_str()), (line, message), "{source:?}");
    }
}

#[test]
fn every_form_of_every_field_is_read() {
    let source = "---\ntitle: 2026\ndate: 2026-02-01 9:30\ndateline: {place: Hesk, agency: HBN}\n\
                  authors: Anna Voss\ntags: [Trade, trade, water]\nimage: map.svg\n\
                  source: {url: 'https://www.paper.example/a'}\naliases: [old/talks, /x.html]\n\
                  corrections: [{date: 2026-02-02, text: 'A name.'}]\nextra: {lang: hy}\n---\n";
    let (front_matter, faults) = read(source);
    assert_eq!(faults, [""; 0]);
    let read = front_matter.unwrap();
    assert_eq!(read.title, "2026");
    assert_eq!(read.tags.iter().map(|tag| &*tag.name).collect::<Vec<_>>(), ["Trade", "water"]);
    assert_eq!(read.source.unwrap().name, "paper.example");
    let aliases: Vec<_> = read.aliases.iter().map(|alias| alias.value.as_str()).collect();
    assert_eq!(aliases, ["/old/talks/", "/x.html"]);
    assert_eq!(read.image.unwrap().src.place, Some(Place { line: 7, column: 8, width: 7 }));
}

#[test]
fn a_live_story_says_so_in_a_word_or_more() {
    use crate::text::front_matter::LiveOrder::{Newest, Oldest};
    let source = |live: &str| format!("---\ntitle: a\ndate: 2026-02-01\nlive: {live}\n---\n");
    for (live, ended, order) in [
        ("true", false, Newest),
        ("ended", true, Newest),
        ("{order: oldest}", false, Oldest),
        ("{order: newest, until: 2026-02-02 10:00, ended: true}", true, Newest),
    ] {
        let (front_matter, faults) = read(&source(live));
        assert_eq!(faults, [""; 0], "{live}");
        let read = front_matter.unwrap().live.unwrap();
        assert_eq!((read.ended, read.order), (ended, order), "{live}");
    }
    assert_eq!(read(&source("false")).0.unwrap().live, None);
    for (live, told) in [
        ("over", "`live` is `true`, `ended`, or a map"),
        ("{order: upwards}", "`order` says which entry comes first"),
        ("{til: 2026-02-02}", "`til`"),
    ] {
        let faults = read(&source(live)).1;
        assert!(faults.len() == 1 && faults[0].contains(told), "{live}: {faults:?}");
    }
}

#[test]
fn a_text_has_one_language_under_either_name() {
    for (fields, tag, locale) in [
        ("language: HY-am\n", Some("hy-AM"), Some("hy-AM")),
        ("language: no\n", Some("no"), Some("no")),
        ("extra: {lang: HY-am}\n", Some("HY-am"), Some("hy-AM")),
        ("extra: {lang: our own}\n", Some("our own"), None),
        ("extra: {lang: 5}\n", None, None),
        ("language: hy\nextra: {lang: HY}\n", Some("hy"), Some("hy")),
        ("language:\nextra: {lang: ru}\n", Some("ru"), Some("ru")),
    ] {
        let (front_matter, faults) =
            read(&format!("---\ntitle: a\ndate: 2026-02-01\n{fields}---\n"));
        assert_eq!(faults, [""; 0], "{fields}");
        let language = front_matter.unwrap().language;
        assert_eq!(language.as_ref().map(Language::tag), tag, "{fields}");
        let found = language.as_ref().and_then(Language::locale).map(ToString::to_string);
        assert_eq!(found.as_deref(), locale, "{fields}");
    }
    for (fields, fault) in [
        ("language: pt-BR!\n", "error: `pt-BR!` is not a language tag (a.md:4:11)"),
        (
            "language: hy\nextra:\n  lang: ru\n",
            "error: `lang` says `ru`, and `language` in line 4 says `hy` (a.md:6:9)",
        ),
    ] {
        let (_, faults) = read(&format!("---\ntitle: a\ndate: 2026-02-01\n{fields}---\n"));
        assert_eq!(faults, [fault]);
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let source = "---\ntitel: a\ndate: 2026-02-30\ndraft: yes\ntags: [\"!\"]\nslug: ../../x\n\
                  image: {alt: x}\nsource: {url: paper}\naliases: [\"/../x\"]\ncorrections: [{text: x}]\n---\n";
    let (front_matter, faults) = read(source);
    // A field that was meant is read, so that what is wrong with its value is told as well.
    assert_eq!(front_matter.unwrap().title, "a");
    assert_eq!(
        faults,
        [
            "error: front matter has no field `titel` (a.md:2:1)",
            "error: date: `2026-02-30` is not a date: that month has no day 30 (a.md:3:7)",
            "error: `draft` has to be true or false, and this is text (a.md:4:8)",
            "error: the tag `!` has no letter or digit, so it can have no page (a.md:5:8)",
            "error: the image has no `src` (a.md:7:8)",
            "error: `paper` is not a web address (a.md:8:15)",
            "error: the slug `../../x` would lead out of its folder (a.md:6:7)",
            "error: the alias `/../x` is not a path on this site (a.md:9:11)",
            "error: the correction has no `date` (a.md:10:15)",
        ]
    );
}

#[test]
fn an_alias_is_one_address() {
    for alias in
        ["/*", "/old/%2a/", "/:splat", "/%3asplat", "https://highland.example/old/", "/a?b"]
    {
        let (read, faults) =
            read(&format!("---\ntitle: a\ndate: 2026-02-01\naliases: ['{alias}']\n---\n"));
        assert_eq!(faults.len(), 1, "{alias}: {faults:?}");
        assert!(faults[0].starts_with(&format!("error: the alias `{alias}`")), "{faults:?}");
        assert!(faults[0].ends_with("(a.md:4:11)"), "{faults:?}");
        assert!(read.unwrap().aliases.is_empty());
    }
}

#[test]
fn the_name_of_a_file_may_hold_its_date() {
    assert_eq!(date_of_name("2026-02-01-talks"), (Some("2026-02-01"), "talks"));
    assert_eq!(date_of_name("2026-02-01"), (None, "2026-02-01"));
    assert_eq!(date_of_name("новости-дня"), (None, "новости-дня"));
}

proptest! {
    #[test]
    fn no_file_panics(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let text = String::from_utf8_lossy(&bytes);
        let fenced = format!("---\n{text}\n---\nbody");
        for source in [&*text, &fenced] {
            if split(source).is_ok() {
                read(source);
            }
        }
    }

    #[test]
    fn splitting_loses_nothing(yaml in "([a-z: ]{1,9}\n){0,4}", body in "\\PC{0,40}") {
        let source = format!("---\n{yaml}---\n{body}");
        let split = split(&source).unwrap();
        prop_assert_eq!(&source[split.yaml], yaml);
        prop_assert_eq!(&source[split.body], body);
    }
}
