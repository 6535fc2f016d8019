//! What a newsroom has to know of the versions of a story: which is behind, which is held with
//! which, and who is told.

use std::collections::{BTreeMap, BTreeSet};

use dateline::model::{Concern, Reveal};
use dateline::site::{Address, Changes, Instant, Library, LoadOptions};

use crate::common::memory::InMemory;
use crate::common::program::run;
use crate::common::server::Server;
use crate::common::tree;

const SETTINGS: &str = "title: T\nbase_url: https://highland.example/\ntimezone: UTC\n\
                        sections: [politics, economy]\nlanguages: {hy: {}, ru: {}, en: {}}\n";

type Files = BTreeMap<String, String>;

fn story(fields: &str) -> String {
    let has_date = fields.lines().any(|line| line.starts_with("date:"));
    let date = if has_date { "" } else { "date: 2026-02-01 10:00\n" };
    format!("---\ntitle: A\n{date}{fields}---\n\nWords.\n")
}

fn site(texts: &[(&str, &str)]) -> Files {
    let texts =
        texts.iter().map(|(file, fields)| (format!("content/politics/{file}"), story(fields)));
    texts.chain([("site.yaml".to_string(), SETTINGS.to_string())]).collect()
}

fn options(reveal: Reveal) -> LoadOptions {
    LoadOptions {
        instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal,
    }
}

fn in_memory(files: &Files) -> InMemory {
    InMemory::new(files.iter().map(|(path, text)| (path.as_str(), text.clone().into_bytes())))
}

fn opened(files: &Files) -> Library {
    Library::open(&in_memory(files), options(Reveal::default()))
}

/// What is told to readers' harm, and what to editors alone.
fn told(texts: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
    let library = opened(&site(texts));
    let in_words = |fault: &dateline::diagnostic::Diagnostic| {
        format!("{fault} -> {}", fault.hint.as_deref().unwrap_or_default())
    };
    let of_build = library.diagnostics().iter().map(in_words).collect();
    (of_build, library.differences(Concern::Editors).iter().map(in_words).collect())
}

const NEW: &str = "date: 2026-02-02 10:00\n";

/// Files, each with its text, and what is told of them.
type Expected = (&'static [(&'static str, &'static str)], &'static [&'static str]);

#[test]
fn what_readers_would_see_wrong_is_told_with_its_line() {
    let table: [Expected; 20] = [
        // As it should be.
        (&[("a.md", ""), ("a.ru.md", NEW)], &[]),
        (&[("a.md", "updated: 2026-02-03\n"), ("a.ru.md", "updated: 2026-02-03\n")], &[]),
        (&[("a.md", "updated: 2026-02-03 10:00\n"), ("a.ru.md", "date: 2026-02-03\n")], &[]),
        // A translation may change by itself.
        (&[("a.md", ""), ("a.ru.md", "date: 2026-02-02 10:00\nupdated: 2026-02-04\n")], &[]),
        (
            &[("a.md", "updated: 2026-02-03 10:00\n"), ("a.ru.md", NEW)],
            &[
                "warning: this version is of 2026-02-02 10:00, and its original was updated on 2026-02-03 10:00: \
               `content/politics/a.md` (content/politics/a.ru.md:3:1) -> take over what changed, and write \
               `updated: 2026-02-03 10:00`; if it says the same already, write that line alone",
            ],
        ),
        // Of two versions of one moment either may be the original.
        (
            &[("a.md", ""), ("a.ru.md", "updated: 2026-02-04\n")],
            &[
                "warning: this version is of 2026-02-01 10:00, and another version was updated on 2026-02-04: \
               `content/politics/a.ru.md` (content/politics/a.md:3:1) -> take over what changed, and write \
               `updated: 2026-02-04`; if it says the same already, write that line alone",
            ],
        ),
        (&[("a.md", ""), ("a.ru.md", "updated: 2026-02-04\ntranslation_of: hy\n")], &[]),
        // The earliest is the original, whatever its language; a translation says that it is one.
        (
            &[("a.md", NEW), ("a.ru.md", "updated: 2026-02-03\n")],
            &[
                "warning: this version is of 2026-02-02 10:00, and its original was updated on 2026-02-03: \
               `content/politics/a.ru.md` (content/politics/a.md:3:1) -> take over what changed, and write \
               `updated: 2026-02-03`; if it says the same already, write that line alone",
            ],
        ),
        (
            &[
                ("a.md", "translation_of: ru\n"),
                ("a.ru.md", "date: 2026-02-03 10:00\nupdated: 2026-02-05\n"),
            ],
            &[
                "warning: this version is of 2026-02-01 10:00, and its original was updated on 2026-02-05: \
               `content/politics/a.ru.md` (content/politics/a.md:3:1) -> take over what changed, and write \
               `updated: 2026-02-05`; if it says the same already, write that line alone",
            ],
        ),
        (
            &[
                ("a.md", "corrections: [{date: 2026-02-03, text: X.}]\nupdated: 2026-02-03\n"),
                ("a.ru.md", NEW),
            ],
            &["warning: this version lacks the correction of 2026-02-03 that its original has: \
               `content/politics/a.md` (content/politics/a.ru.md:3:1) -> correct the text and add it here: \
               `corrections: [{date: 2026-02-03, text: …}]`; if this version never had the mistake, write \
               `this_version_only: true` beside the correction there"],
        ),
        // A later day is a correction of its own desk.
        (
            &[
                ("a.md", "corrections: [{date: 2026-02-03, text: X.}]\n"),
                ("a.ru.md", "date: 2026-02-02\ncorrections: [{date: 2026-02-05, text: X.}]\n"),
            ],
            &[],
        ),
        // What was corrected before the version was there is right in it.
        (&[("a.md", "corrections: [{date: 2026-02-01 11:00, text: X.}]\n"), ("a.ru.md", NEW)], &[]),
        (
            &[
                ("a.md", "corrections: [{date: 2026-02-03, text: X., this_version_only: true}]\n"),
                ("a.ru.md", NEW),
            ],
            &[],
        ),
        (
            &[
                ("a.md", ""),
                (
                    "a.ru.md",
                    "date: 2026-02-02\ncorrections: [{date: 2026-02-05, text: X.}, {date: 2026-02-06, text: Y.}]\n",
                ),
            ],
            &[
                "warning: this version lacks the corrections of 2026-02-05, 2026-02-06 that another version has: \
               `content/politics/a.ru.md` (content/politics/a.md:3:1) -> correct the text and add them here: \
               `corrections: [{date: 2026-02-05, text: …}]`; if this version never had the mistake, write \
               `this_version_only: true` beside the correction there",
            ],
        ),
        (
            &[("a.md", ""), ("a.ru.md", "embargo: 2026-04-01 06:00\n")],
            &[
                "warning: this version is embargoed until 2026-04-01 06:00 +00:00, and its original is public already: \
               `content/politics/a.md` (content/politics/a.ru.md:4:1) -> give both the same embargo; for a version \
               that merely comes later, write its moment as `date`",
            ],
        ),
        (
            &[("a.md", "embargo: 2026-04-01 06:00\n"), ("a.ru.md", "embargo: 2026-04-02\n")],
            &[
                "warning: this version is embargoed until 2026-04-02 00:00 +00:00, and its original is public from \
               2026-04-01 06:00 +00:00: `content/politics/a.md` (content/politics/a.ru.md:4:1) -> give both the same \
               embargo; for a version that merely comes later, write its moment as `date`",
            ],
        ),
        (&[("a.md", "embargo: 2026-04-01\n"), ("a.ru.md", "embargo: 2026-04-01\n")], &[]),
        // An embargo that is over is none.
        (&[("a.md", ""), ("a.ru.md", "embargo: 2026-02-02\n")], &[]),
        (
            &[("a.md", "expires: 2026-02-20\n"), ("a.ru.md", "")],
            &[
                "warning: readers still see this version, and its original expired on 2026-02-20 00:00 +00:00: \
               `content/politics/a.md` (content/politics/a.ru.md:3:1) -> give both the same `expires`",
            ],
        ),
        // A draft is nobody's.
        (
            &[("a.md", "updated: 2026-02-03\n"), ("a.ru.md", "draft: true\ntranslation_of: hy\n")],
            &[],
        ),
    ];
    for (texts, expected) in table {
        assert_eq!(told(texts).0, expected, "{texts:?}");
    }
}

#[test]
fn what_editors_alone_have_to_know_is_told_by_check() {
    let (build, check) = told(&[("a.md", "embargo: 2026-04-01 06:00\n"), ("a.ru.md", "")]);
    assert_eq!(build, [""; 0]);
    assert_eq!(
        check,
        [
            "warning: this version has no embargo, and is held until 2026-04-01 06:00 +00:00 with its original: \
          `content/politics/a.md` (content/politics/a.ru.md:3:1) -> give both the same embargo, or write \
          `hold_with_original: false` here"
        ]
    );
    let (build, check) = told(&[("a.md", "expires: 2026-05-01\n"), ("a.ru.md", "")]);
    assert_eq!(build, [""; 0]);
    assert_eq!(
        check,
        [
            "warning: this version never expires, and its original 2026-05-01: `content/politics/a.md` \
          (content/politics/a.ru.md:3:1) -> give both the same `expires`, unless this is meant"
        ]
    );
    let alone = "hold_with_original: false\n";
    assert_eq!(told(&[("a.md", "embargo: 2026-04-01\n"), ("a.ru.md", alone)]), (vec![], vec![]));
}

/// Of many, the newest hundred are told one by one.
#[test]
fn many_differences_are_counted() {
    let mut files = site(&[]);
    for at in 0..150 {
        let updated = format!("updated: 2026-02-{:02} 10:{:02}\n", 2 + at % 20, at % 60);
        files.insert(format!("content/politics/a{at}.md"), story(&updated));
        files.insert(format!("content/politics/a{at}.ru.md"), story("translation_of: hy\n"));
    }
    let told = opened(&files).diagnostics();
    assert_eq!(told.len(), 101);
    assert!(told.iter().any(|fault| fault.message == "50 more versions of stories differ from their originals"));
}

/// The files that are held, and why.
fn held(library: &Library) -> Vec<String> {
    let held = library.site().held.iter();
    held.map(|held| format!("{} {:?}", held.file.replace("content/politics/", ""), held.reason))
        .collect()
}

fn held_of(texts: &[(&str, &str)]) -> Vec<String> {
    held(&opened(&site(texts)))
}

#[test]
fn a_version_is_held_with_its_original() {
    let original = |file: &str, why: &str| {
        format!("WithOriginal(HeldOriginal {{ file: \"content/politics/{file}\", reason: {why} }})")
    };
    let until = "Embargoed(2026-04-01T00:00:00Z)";
    let embargo = "embargo: 2026-04-01\n";
    assert_eq!(
        held_of(&[("a.md", embargo), ("a.ru.md", NEW), ("a.en.md", "hold_with_original: false\n")]),
        [format!("a.md {until}"), format!("a.ru.md {}", original("a.md", until))]
    );
    assert_eq!(
        held_of(&[("a.md", "draft: true\n"), ("a.ru.md", NEW)]),
        ["a.md Draft(None)".to_string(), format!("a.ru.md {}", original("a.md", "Draft(None)"))]
    );
    // What keeps it back the longest is told.
    assert_eq!(
        held_of(&[("a.md", embargo), ("a.ru.md", "date: 2026-03-05\n")]),
        [format!("a.md {until}"), format!("a.ru.md {}", original("a.md", until))]
    );
    let later = held_of(&[("a.md", embargo), ("a.ru.md", "embargo: 2026-05-01\n")]);
    assert_eq!(later[1], "a.ru.md Embargoed(2026-05-01T00:00:00Z)");
    assert_eq!(
        held_of(&[("a.md", embargo), ("a.ru.md", "draft: true\n")]),
        [format!("a.md {until}"), "a.ru.md Draft(None)".to_string()]
    );
    // A draft of a translation holds nothing, and neither does what has expired.
    assert_eq!(held_of(&[("a.md", ""), ("a.ru.md", "draft: true\n")]), ["a.ru.md Draft(None)"]);
    assert_eq!(
        held_of(&[("a.md", "draft: true\ntranslation_of: ru\n"), ("a.ru.md", NEW)]),
        ["a.md Draft(None)"]
    );
    assert_eq!(held_of(&[("a.md", "expires: 2026-02-02\n"), ("a.ru.md", NEW)]).len(), 1);
    // One waits for the version that it is made from too, whichever was there first.
    for (of_english, is_held) in [
        ("translation_of: hy\n", true),
        ("translation_of: ru\n", false),
        ("translation_of: hy\nhold_with_original: false\n", false),
    ] {
        let own = "date: 2026-02-02 10:00\nembargo: 2026-04-01\n";
        let mut found = held_of(&[("a.md", own), ("a.ru.md", ""), ("a.en.md", of_english)]);
        found.sort();
        let english = format!("a.en.md {}", original("a.md", until));
        let expected = is_held.then_some(english).into_iter().chain([format!("a.md {until}")]);
        assert_eq!(found, expected.collect::<Vec<_>>(), "{of_english}");
    }
    // On a site with one language names of files say nothing.
    let mut files = site(&[("a.md", "draft: true\n"), ("a.ru.md", "")]);
    files.insert("site.yaml".into(), SETTINGS.replace("languages: {hy: {}, ru: {}, en: {}}\n", ""));
    assert_eq!(held(&opened(&files)), ["a.md Draft(None)"]);
}

/// Expiry ends a story: neither a draft nor an embargo of it is lifted by that for its versions,
/// and they are public when they would have been without it.
#[test]
fn an_original_that_expires_does_not_release_its_versions() {
    let until = Some("2026-04-01T00:00:00Z");
    let held_and_next = |original: &str, version: &str| {
        let library = opened(&site(&[("a.md", original), ("a.ru.md", version)]));
        let held = library.site().held.iter().filter(|held| held.file.ends_with("a.ru.md"));
        let held = held.map(|held| format!("{:?}", held.reason.in_the_end())).next();
        let next = library.site().next_change.map(|change| change.to_string());
        (held, next)
    };
    let embargoed = "Embargoed(2026-04-01T00:00:00Z)";
    let table = [
        // Before the expiry, and after it.
        ("draft: true\nexpires: 2026-03-20\n", NEW, Some("Draft(None)"), None),
        ("draft: true\nexpires: 2026-02-20\n", NEW, Some("Draft(None)"), None),
        ("embargo: 2026-04-01\nexpires: 2026-03-20\n", NEW, Some(embargoed), until),
        ("embargo: 2026-04-01\nexpires: 2026-02-20\n", NEW, Some(embargoed), until),
        (
            "date: 2026-04-01\nexpires: 2026-02-20\n",
            "translation_of: hy\n",
            Some("Dated(2026-04-01T00:00:00Z)"),
            until,
        ),
        // What the version says of itself counts besides.
        (
            "embargo: 2026-04-01\nexpires: 2026-02-20\n",
            "embargo: 2026-05-01\n",
            Some("Embargoed(2026-05-01T00:00:00Z)"),
            Some("2026-05-01T00:00:00Z"),
        ),
        (
            "embargo: 2026-04-01\nexpires: 2026-02-20\n",
            "date: 2026-02-02\nexpires: 2026-03-25\n",
            Some(embargoed),
            None,
        ),
        ("embargo: 2026-04-01\nexpires: 2026-02-20\n", "hold_with_original: false\n", None, None),
        // What was public before it expired holds nothing.
        ("expires: 2026-02-20\n", NEW, None, None),
        ("embargo: 2026-02-10\nexpires: 2026-02-20\n", NEW, None, None),
    ];
    for (original, version, held, next) in table {
        let expected = (held.map(String::from), next.map(String::from));
        assert_eq!(held_and_next(original, version), expected, "{original}{version}");
    }
    // Readers see no version, so none is told to be left; editors learn of the embargo.
    let (build, check) =
        told(&[("a.md", "embargo: 2026-04-01\nexpires: 2026-02-20\n"), ("a.ru.md", "")]);
    let never = "warning: `expires` is not after `embargo`: readers never see this \
                 (content/politics/a.md:5:1) -> correct the one that is wrong";
    assert_eq!(build, [never]);
    assert_eq!(
        check,
        [
            "warning: this version has no embargo, and is held until 2026-04-01 00:00 +00:00 with its \
          original: `content/politics/a.md` (content/politics/a.ru.md:3:1) -> give both the same embargo, or \
          write `hold_with_original: false` here"
        ]
    );
    // An embargo of what has expired itself holds nobody.
    let expired = "embargo: 2026-04-01\nexpires: 2026-02-20\n";
    let version = never.replace("a.md", "a.ru.md");
    assert_eq!(told(&[("a.md", ""), ("a.ru.md", expired)]), (vec![version], vec![]));
}

/// One that waits for two versions waits for the last of them.
#[test]
fn a_version_waits_for_the_last_of_its_originals() {
    let of = |hy: &str, ru: &str| {
        let ru = format!("date: 2026-02-02\n{ru}");
        let found = held_of(&[("a.md", hy), ("a.ru.md", &ru), ("a.en.md", "translation_of: ru\n")]);
        found.into_iter().find(|held| held.starts_with("a.en.md")).unwrap_or_default()
    };
    let (early, late) = ("embargo: 2026-04-01\n", "embargo: 2026-05-01\n");
    assert!(of(early, late).contains("a.ru.md\", reason: Embargoed(2026-05-01"));
    assert!(of(late, early).contains("a.md\", reason: Embargoed(2026-05-01"));
    assert!(of(late, "draft: true\n").contains("a.ru.md\", reason: Draft"));
    assert!(of(early, early).contains("a.md\", reason: Embargoed(2026-04-01"));
}

/// Whatever is saved, a library that is updated is one that is opened anew.
#[test]
fn holding_follows_each_save() {
    let steps: [(&str, Option<&str>); 17] = [
        ("a.ru.md", Some("")),
        ("a.md", Some("draft: true\n")),
        ("b.md", Some("")),
        ("a.en.md", Some(NEW)),
        ("a.md", Some("embargo: 2026-04-01\n")),
        ("a.md", Some("embargo: 2026-04-01\nexpires: 2026-02-20\n")),
        ("a.md", Some("expires: 2026-02-20\n")),
        ("a.md", Some("embargo: 2026-04-01\n")),
        ("a.ru.md", Some("hold_with_original: false\n")),
        ("a.ru.md", Some("draft: true\n")),
        ("a.md", None),
        ("a.ru.md", None),
        ("a.md", Some("date: 2026-04-02\n")),
        ("a.ru.md", Some("")),
        ("a.en.md", Some("translation_of: hy\n")),
        ("a.en.md", Some("translation_of: ru\n")),
        ("a.en.md", Some("translation_of: hy\n")),
    ];
    let mut files = site(&[]);
    let mut library = opened(&files);
    for (file, fields) in steps {
        let path = format!("content/politics/{file}");
        match fields {
            Some(fields) => files.insert(path.clone(), story(fields)),
            None => files.remove(&path),
        };
        let changes = Changes::Paths(BTreeSet::from([path]));
        library.update(&in_memory(&files), &changes, options(Reveal::default()).instant);
        let anew = opened(&files);
        assert_eq!(held(&library), held(&anew), "{file}: {fields:?}");
        let routes = |library: &Library| -> BTreeSet<String> {
            library.site().routes.iter().map(|(path, route)| format!("{path} {route:?}")).collect()
        };
        assert_eq!(routes(&library), routes(&anew), "{file}: {fields:?}");
        assert_eq!(library.diagnostics(), anew.diagnostics(), "{file}: {fields:?}");
        assert_eq!(library.site().next_change, anew.site().next_change, "{file}");
    }
}

fn on_disk(files: &Files) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    files.iter().for_each(|(path, text)| tree::put(place.path(), path, text));
    place
}

/// The whole program: what is held with what is said, no file of the output has it, and a build
/// of what was built already says the same.
#[test]
fn a_build_says_what_is_held_with_its_original() {
    let place = on_disk(&site(&[
        ("a.md", "embargo: 2026-04-01\n"),
        ("a.ru.md", "date: 2026-02-02\nsummary: Zebra\n"),
        ("b.md", ""),
    ]));
    let build = || run(place.path(), &["build", "--at", "2026-03-01T12:00:00Z"]).done();
    let first = build();
    let said = "  content/politics/a.ru.md (A)\n    held with its original, content/politics/a.md, embargoed: public from 2026-04-01 00:00 +00:00\n";
    assert!(first.stdout.contains(said), "{}", first.stdout);
    let files = tree::read(&place.path().join("public"));
    assert!(files.iter().all(|(_, bytes)| !String::from_utf8_lossy(bytes).contains("Zebra")));
    let second = build();
    assert!(second.stdout.contains(said), "{}", second.stdout);
    run(place.path(), &["build", "--at", "2026-04-01T00:00:00Z"]).done();
    assert!(place.path().join("public/ru/politics/a/index.html").is_file());
    let shown = run(place.path(), &["build", "--future", "--at", "2026-03-01T12:00:00Z"]).done();
    assert!(shown.stdout.contains("not public, but shown here"), "{}", shown.stdout);
    assert!(place.path().join("public/ru/politics/a/index.html").is_file());
    let check =
        run(place.path(), &["check", "--format", "json", "--at", "2026-03-01T12:00:00Z"]).done();
    assert!(check.stdout.contains("\"kind\":\"versions-differ\""), "{}", check.stdout);
}

#[test]
fn serve_has_a_page_of_stories_by_language_that_no_build_has() {
    let place = on_disk(&site(&[
        ("a.md", "updated: 2026-02-03\n"),
        ("a.ru.md", "translation_of: hy\n"),
        ("b.en.md", ""),
        ("c.md", "draft: true\n"),
        ("c.ru.md", NEW),
    ]));
    run(place.path(), &["build", "--at", "2026-03-01T12:00:00Z"]).done();
    assert!(
        tree::paths(&place.path().join("public")).iter().all(|path| !path.contains("__dateline"))
    );
    let server = Server::start(place.path(), &["--at", "2026-03-01T12:00:00Z"]);
    let page = server.get("/__dateline/languages");
    assert_eq!(page.status, 200);
    let text = page.text();
    let (to_do, others) = text.split_once("All others").unwrap();
    for part in [
        "<th scope=\"col\" lang=\"hy\">Հայերեն</th>",
        "<code>content/politics/a.md</code>",
        "older than its original, which was updated on 2026-02-03",
        "<a href=\"/ru/politics/a/\">there</a>",
        "<td>missing</td>",
    ] {
        assert!(to_do.contains(part), "{part}: {to_do}");
    }
    for part in ["<code>content/politics/b.en.md</code>", "draft", "held with its original: draft"]
    {
        assert!(others.contains(part), "{part}: {others}");
    }
}
