//! A version says from which other one it is made: what is told where nobody finds that, and what
//! waits for what is found.

use std::collections::BTreeMap;

use dateline::model::Reveal;
use dateline::site::{Address, Changes, Instant, Library, LoadOptions};

use crate::common::memory::InMemory;
use crate::common::program::run;
use crate::common::tree;

const SETTINGS: &str = "title: T\nbase_url: https://highland.example/\ntimezone: UTC\n\
                        sections: [politics, economy]\nlanguages: {hy: {}, ru: {}, en: {}}\n";

const HELD: &str = "date: 2026-02-01\nembargo: 2026-04-01\n";

type Texts<'t> = &'t [(&'t str, &'t str)];

fn site(texts: Texts<'_>) -> BTreeMap<String, String> {
    let texts = texts.iter().map(|(file, fields)| {
        let is_page = !file.contains('/');
        let date = if is_page || fields.contains("date: ") { "" } else { "date: 2026-02-02\n" };
        (format!("content/{file}"), format!("---\ntitle: A\n{date}{fields}---\n\nWords.\n"))
    });
    texts.chain([("site.yaml".to_string(), SETTINGS.to_string())]).collect()
}

fn in_memory(files: &BTreeMap<String, String>) -> InMemory {
    InMemory::new(files.iter().map(|(path, text)| (path.as_str(), text.clone().into_bytes())))
}

fn opened(files: &BTreeMap<String, String>) -> Library {
    let options = LoadOptions {
        instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal: Reveal::default(),
    };
    Library::open(&in_memory(files), options)
}

fn told(library: &Library) -> Vec<String> {
    let faults = library.diagnostics().into_iter();
    faults
        .map(|fault| format!("{fault} -> {}", fault.hint.as_deref().unwrap_or_default()))
        .collect()
}

/// The files that are held, each with the one that it waits for.
fn held(library: &Library) -> Vec<String> {
    let held = library.site().held.iter().map(|held| {
        let reason = format!("{:?}", held.reason);
        let original = reason.split("file: \"").nth(1).and_then(|rest| rest.split('"').next());
        format!("{} {}", held.file, original.unwrap_or("itself")).replace("content/", "")
    });
    let mut held: Vec<String> = held.collect();
    held.sort();
    held
}

/// After each of these saves, a library that is updated is one that is opened anew; a file without
/// fields is removed.
#[track_caller]
fn follows_each_save(steps: &[(&str, Option<&str>)]) {
    let whole = |library: &Library| {
        let site = library.site();
        (held(library), told(library), site.next_change, format!("{:?}", site.translations))
    };
    let mut files = site(&[]);
    let mut library = opened(&files);
    for (file, fields) in steps {
        let path = format!("content/politics/{file}");
        files.remove(&path);
        if let Some(fields) = fields {
            files.extend(site(&[(&format!("politics/{file}"), fields)]));
        }
        let changes = Changes::Paths([path].into());
        let instant = Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap());
        library.update(&in_memory(&files), &changes, instant);
        assert_eq!(whole(&library), whole(&opened(&files)), "{file}: {fields:?}");
    }
}

#[test]
fn an_original_that_is_not_there_is_told_with_the_line_that_was_meant() {
    let is_lost = |file: &str, tag: &str, line: usize, hint: &str| {
        format!(
            "error: there is no version of this story in `{tag}`, so nothing holds it until its original \
             is public (content/{file}:{line}:1) -> {hint}"
        )
    };
    let near = |near: &str, file: &str, line: &str| {
        format!(
            "did you mean `content/{near}`? Then name this file `content/{file}`, or write \
             `translations: {{{line}}}` here"
        )
    };
    let of_hy = "translation_of: hy\n";
    let slug = format!("{HELD}slug: talks\n");
    let none = "give this file the name of its original, or name that here: \
                `translations: {hy: ….md}`; if there is none, delete this line";
    for (texts, expected) in [
        // A slip, capitals, the day of the translator, another folder.
        (
            [("politics/talks.md", HELD), ("politics/talk.ru.md", of_hy)],
            is_lost(
                "politics/talk.ru.md",
                "hy",
                4,
                &near("politics/talks.md", "politics/talks.ru.md", "hy: talks.md"),
            ),
        ),
        (
            [("politics/Talks.md", HELD), ("politics/talks.ru.md", of_hy)],
            is_lost(
                "politics/talks.ru.md",
                "hy",
                4,
                &near("politics/Talks.md", "politics/Talks.ru.md", "hy: Talks.md"),
            ),
        ),
        (
            [("politics/2026-02-01-talks.md", HELD), ("politics/2026-02-02-talks.ru.md", of_hy)],
            is_lost(
                "politics/2026-02-02-talks.ru.md",
                "hy",
                4,
                &near(
                    "politics/2026-02-01-talks.md",
                    "politics/2026-02-01-talks.ru.md",
                    "hy: 2026-02-01-talks.md",
                ),
            ),
        ),
        (
            [("politics/talks.md", HELD), ("ru/economy/talks.md", of_hy)],
            is_lost(
                "ru/economy/talks.md",
                "hy",
                4,
                &near("politics/talks.md", "politics/talks.ru.md", "hy: ../../politics/talks.md"),
            ),
        ),
        // The day of the original alone, and an address of its own.
        (
            [("politics/2026-02-01-talks.md", HELD), ("politics/talks.ru.md", of_hy)],
            is_lost(
                "politics/talks.ru.md",
                "hy",
                4,
                &near(
                    "politics/2026-02-01-talks.md",
                    "politics/2026-02-01-talks.ru.md",
                    "hy: 2026-02-01-talks.md",
                ),
            ),
        ),
        (
            [("politics/t2.md", &slug), ("politics/talks.ru.md", of_hy)],
            is_lost(
                "politics/talks.ru.md",
                "hy",
                4,
                &near("politics/t2.md", "politics/t2.ru.md", "hy: t2.md"),
            ),
        ),
        // A page, and the first language as a translation.
        (
            [("about.en.md", ""), ("abuot.md", "translation_of: en\n")],
            is_lost("abuot.md", "en", 3, &near("about.en.md", "about.md", "en: about.en.md")),
        ),
        // Nothing is near; and what is has a version in this language.
        (
            [("politics/talks.md", HELD), ("politics/vote.ru.md", of_hy)],
            is_lost("politics/vote.ru.md", "hy", 4, none),
        ),
        (
            [("politics/talks.ru.md", HELD), ("politics/talks.md", "translation_of: en\n")],
            is_lost("politics/talks.md", "en", 4, &none.replace("hy:", "en:")),
        ),
    ] {
        // That names differ in capitals is told besides.
        let mut told = told(&opened(&site(&texts)));
        told.retain(|fault| !fault.contains("differ in capitals"));
        assert_eq!(told, [expected], "{texts:?}");
    }
    // The original of a draft may still have to be written.
    let draft = "translation_of: hy\ndraft: true\n";
    let expected = is_lost("politics/vote.ru.md", "hy", 4, none).replace("error", "warning");
    assert_eq!(told(&opened(&site(&[("politics/vote.ru.md", draft)]))), [expected]);
    // It may be on another site.
    let elsewhere = "translation_of: hy\ntranslations: {hy: 'https://paper.example/hy/talks/'}\n";
    assert_eq!(told(&opened(&site(&[("politics/vote.ru.md", elsewhere)]))), [""; 0]);
    let texts = [
        ("politics/talks.md", HELD),
        ("politics/talks.ru.md", "translation_of: hy\n"),
        ("politics/talk.ru.md", "translation_of: hy\n"),
    ];
    let expected = is_lost("politics/talk.ru.md", "hy", 4, none);
    assert_eq!(told(&opened(&site(&texts))), [expected]);
}

#[test]
fn versions_that_are_made_from_each_other_are_told() {
    let two =
        [("politics/a.md", "translation_of: ru\n"), ("politics/a.ru.md", "translation_of: hy\n")];
    let told_of_two = "error: this version is made from `content/politics/a.ru.md`, which is made from \
         `content/politics/a.md`: nobody can tell which is the original (content/politics/a.md:4:1) -> \
         delete `translation_of` in the version that was written first";
    assert_eq!(told(&opened(&site(&two))), [told_of_two]);
    let three = [
        ("politics/a.md", "translation_of: en\ndraft: true\n"),
        ("politics/a.en.md", "translation_of: ru\n"),
        ("politics/a.ru.md", "translation_of: hy\n"),
    ];
    let told_of_three = "error: this version is made from `content/politics/a.en.md`, which is made from \
         `content/politics/a.ru.md`, which is made from `content/politics/a.md`: nobody can tell which is \
         the original (content/politics/a.md:4:1) -> delete `translation_of` in the version that was \
         written first";
    assert_eq!(told(&opened(&site(&three))), [told_of_three]);
    // A way to a circle is none.
    let beside = [two[0], two[1], ("politics/a.en.md", "translation_of: hy\n")];
    assert_eq!(told(&opened(&site(&beside))), [told_of_two]);
}

/// Versions whose files have other names, and name each other.
#[test]
fn a_version_waits_for_the_original_that_is_named() {
    let of_hy = "translation_of: hy\n";
    let waits = ["politics/per.ru.md politics/talks.md", "politics/talks.md itself"];
    let named = format!("{HELD}translations: {{ru: per.ru.md}}\n");
    let names = format!("{of_hy}translations: {{hy: ../politics/talks.md}}\n");
    for texts in [
        [("politics/talks.md", named.as_str()), ("politics/per.ru.md", of_hy)],
        [("politics/talks.md", HELD), ("politics/per.ru.md", &names)],
    ] {
        let library = opened(&site(&texts));
        assert_eq!(held(&library), waits, "{texts:?}");
        assert!(library.diagnostics().iter().all(|fault| !fault.is_error()), "{texts:?}");
    }
    // Through a third, and to go alone.
    let all = format!("{HELD}translations: {{ru: per.ru.md, en: out.en.md}}\n");
    let of_ru = "translation_of: ru\n";
    let texts = [
        ("politics/talks.md", &*all),
        ("politics/per.ru.md", of_hy),
        ("politics/out.en.md", of_ru),
    ];
    let library = opened(&site(&texts));
    assert_eq!(held(&library)[0], "politics/out.en.md politics/talks.md");
    let alone = format!("{of_hy}hold_with_original: false\n");
    let texts = [("politics/talks.md", &*named), ("politics/per.ru.md", &alone)];
    assert_eq!(held(&opened(&site(&texts))), ["politics/talks.md itself"]);
    // One that does not say from which it is made waits for none, and that is told.
    let texts = [("politics/talks.md", &*named), ("politics/per.ru.md", "")];
    let library = opened(&site(&texts));
    assert_eq!(held(&library), ["politics/talks.md itself"]);
    let seen = "warning: readers see this story, and the version of it that `translations` names is \
         embargoed until 2026-04-01 00:00 +00:00: `content/politics/talks.md` (content/politics/per.ru.md:3:1) \
         -> write `translation_of: hy` here to hold it until then; `hold_with_original: false` says that \
         readers may see it before";
    assert_eq!(told(&library), [seen]);
    let texts =
        [("politics/talks.md", &*named), ("politics/per.ru.md", "hold_with_original: false\n")];
    assert_eq!(told(&opened(&site(&texts))), [""; 0]);
}

/// Whatever is saved, a library that is updated is one that is opened anew.
#[test]
fn what_is_named_follows_each_save() {
    let named = format!("{HELD}translations: {{ru: per.ru.md}}\n");
    let steps: [(&str, Option<&str>); 7] = [
        ("per.ru.md", Some("translation_of: hy\n")),
        ("talks.md", Some(HELD)),
        ("talks.md", Some(&named)),
        ("talks.md", Some("")),
        ("talks.md", Some(&named)),
        ("per.ru.md", Some("translation_of: en\n")),
        ("talks.md", None),
    ];
    follows_each_save(&steps);
}

/// Nothing of a translation whose original nobody finds is published.
#[test]
fn a_build_stops_where_an_original_is_not_found() {
    let place = tempfile::tempdir().unwrap();
    let texts = [("politics/talks.md", HELD), ("politics/talk.ru.md", "translation_of: hy\n")];
    site(&texts).iter().for_each(|(path, text)| tree::put(place.path(), path, text));
    let ended = run(place.path(), &["build", "--at", "2026-03-01T12:00:00Z"]);
    assert_eq!(ended.status, Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("error: there is no version of this story in `hy`"));
    assert!(!place.path().join("public/ru/politics/talk/index.html").exists());
}

/// Whoever writes a tag that is none of the site's means one of them, most of all what their system
/// calls its language; and nothing holds a version whose original is in none.
#[test]
fn a_version_of_no_language_of_the_site_is_not_published() {
    let of = |fields: &str| {
        let texts = [("politics/talks.md", HELD), ("politics/talk.ru.md", fields)];
        told(&opened(&site(&texts)))
    };
    let is_none = |tag: &str, hint: &str| {
        format!(
            "error: `{tag}` is not among the `languages` of site.yaml, so nothing holds this version \
             until its original is public (content/politics/talk.ru.md:4:1) -> {hint}"
        )
    };
    for tag in ["hy-AM", "hye", "arm", "hy-Armn-AM"] {
        let expected = is_none(tag, "write `translation_of: hy`");
        assert_eq!(of(&format!("translation_of: {tag}\n")), [expected]);
    }
    let other = "write `translation_of: hy` or `translation_of: en`; if it is made from none of \
                 these, delete this line";
    for tag in ["de", "qaa"] {
        assert_eq!(of(&format!("translation_of: {tag}\n")), [is_none(tag, other)]);
    }
    let own = format!(
        "error: this version is in `ru`, and says that it is made from that \
         (content/politics/talk.ru.md:4:1) -> {other}"
    );
    assert_eq!(of("translation_of: ru\n"), std::slice::from_ref(&own));
    // A draft may still be mended; and an original in another language may be on another site.
    assert_eq!(of("translation_of: ru\ndraft: true\n"), [own.replace("error", "warning")]);
    let elsewhere = "translation_of: de\ntranslations: {de: 'https://paper.example/de/talks/'}\n";
    assert_eq!(of(elsewhere), [""; 0]);
    let here = elsewhere.replace("paper.example", "highland.example");
    assert_eq!(of(&here), [is_none("de", other)]);
}

/// An address of the site itself is the text that is published there, or will be.
#[test]
fn an_address_of_the_site_names_the_text_that_is_there() {
    let original = format!("{HELD}slug: secret\n");
    for address in [
        "https://highland.example/politics/secret/",
        "http://highland.example/politics/secret/",
        "HTTPS://Highland.Example/politics/secret",
        "https://highland.example:443/politics/secret/index.html",
        "https://highland.example/politics/x/../secret/?utm=a#top",
        "https://highland.example/politics/%73ecret/",
    ] {
        let named = format!("translations: {{hy: '{address}'}}\n");
        let of_hy = format!("translation_of: hy\n{named}");
        let texts = [("politics/talks.md", original.as_str()), ("politics/per.ru.md", &*of_hy)];
        let library = opened(&site(&texts));
        let waits = ["politics/per.ru.md politics/talks.md", "politics/talks.md itself"];
        assert_eq!(held(&library), waits, "{address}");
        assert_eq!(told(&library), [""; 0], "{address}");
        // It does not say that it waits, and tells nobody where the other one will be.
        let texts = [("politics/talks.md", original.as_str()), ("politics/per.ru.md", &*named)];
        let library = opened(&site(&texts));
        let told = told(&library).join("\n");
        assert!(told.contains("the translation is in `content/politics/talks.md`"), "{told}");
        assert!(told.contains("write `translation_of: hy` here to hold it"), "{told}");
        assert!(!format!("{:?}", library.site().translations).contains("secret"), "{address}");
        // With nothing there, nothing would hold it.
        let texts = [("politics/per.ru.md", &*of_hy)];
        let told = self::told(&opened(&site(&texts))).join("\n");
        assert!(told.starts_with("error: there is no version of this story in `hy`"), "{told}");
    }
    // A story is there by its old address, too.
    let moved = format!("{original}aliases: [/politics/was/]\n");
    let of_hy =
        "translation_of: hy\ntranslations: {hy: 'https://highland.example/politics/was/'}\n";
    let texts = [("politics/talks.md", moved.as_str()), ("politics/per.ru.md", of_hy)];
    assert_eq!(held(&opened(&site(&texts)))[0], "politics/per.ru.md politics/talks.md");
    // Neither on a site in one language.
    let place = tempfile::tempdir().unwrap();
    let named = "language: ru\ntranslations: {hy: 'https://highland.example/politics/secret/'}\n";
    let texts = [("politics/talks.md", original.as_str()), ("politics/per.md", named)];
    let mut files = site(&texts);
    files.insert("site.yaml".into(), SETTINGS.split("languages:").next().unwrap().to_string());
    files.iter().for_each(|(path, text)| tree::put(place.path(), path, text));
    let arguments =
        ["build", "--at", "2026-03-01T12:00:00Z", "--base-url", "https://preview.example/"];
    run(place.path(), &arguments).done();
    let page =
        std::fs::read_to_string(place.path().join("public/politics/per/index.html")).unwrap();
    assert!(!page.contains("secret"), "{page}");
}

#[test]
fn what_an_address_names_follows_each_save() {
    let named =
        "translation_of: hy\ntranslations: {hy: 'https://highland.example/politics/talks/'}\n";
    let other = format!("{HELD}slug: other\n");
    let steps: [(&str, Option<&str>); 11] = [
        ("per.ru.md", Some(named)),
        ("talks.md", Some(HELD)),
        ("talks.md", Some(&other)),
        ("talks.md", Some("")),
        ("talks.md", None),
        ("move.md", Some("slug: talks\nembargo: 2026-05-01\n")),
        ("per.ru.md", Some("")),
        ("per.ru.md", Some(named)),
        ("move.md", Some("slug: on\naliases: [/politics/talks/]\nembargo: 2026-05-01\n")),
        ("per.ru.md", Some("")),
        ("per.ru.md", Some(named)),
    ];
    follows_each_save(&steps);
}

/// No original waits for what is made from it, and of two stories in one language nobody can tell
/// which is meant.
#[test]
fn what_waits_is_told_only_where_it_could_wait() {
    let original = format!("{HELD}translation_of: en\ntranslations: {{en: out.en.md}}\n");
    let texts = [("politics/talks.md", original.as_str()), ("politics/out.en.md", "")];
    assert_eq!(told(&opened(&site(&texts))), [""; 0]);
    let through =
        format!("{HELD}translation_of: ru\ntranslations: {{ru: per.ru.md, en: out.en.md}}\n");
    let texts = [
        ("politics/talks.md", through.as_str()),
        ("politics/per.ru.md", "translation_of: en\n"),
        ("politics/out.en.md", ""),
    ];
    assert_eq!(told(&opened(&site(&texts))), [""; 0]);
    let two = [
        ("politics/a.md", HELD),
        ("politics/b.md", "translations: {ru: c.ru.md}\n"),
        ("politics/c.ru.md", "translations: {hy: a.md}\n"),
    ];
    let told = told(&opened(&site(&two)));
    let of_b: Vec<&String> = told.iter().filter(|fault| fault.contains("b.md:3:1")).collect();
    assert_eq!(of_b.len(), 1, "{told:?}");
    assert!(
        of_b[0].contains("two stories in `hy` are one by `translations`: name one of them alone"),
        "{told:?}"
    );
    let with_original = two[2].1.replace("translations", "translation_of: hy\ntranslations");
    let texts = [two[0], two[1], ("politics/c.ru.md", &*with_original)];
    let library = opened(&site(&texts));
    assert!(held(&library).contains(&"politics/c.ru.md politics/a.md".to_string()));
}

/// Names that differ in capitals are told of the file that is the odd one, and of none that is a
/// version all the same.
#[test]
fn names_that_differ_in_capitals_are_told_of_the_odd_one() {
    let told = |texts: Texts<'_>| {
        let mut files = site(texts);
        for text in files.values_mut().filter(|text| text.contains("name: ")) {
            *text = text.replace("title: A\n", "");
        }
        let told = told(&opened(&files)).into_iter();
        told.filter(|fault| fault.contains("differ in capitals")).collect::<Vec<_>>()
    };
    let odd = |file: &str, of: &str| {
        format!(
            "warning: this is no version of `content/{of}`: their names differ in capitals \
             (content/{file}:1:1) -> if they are one story, write both names alike"
        )
    };
    let two = [("politics/Talks.md", ""), ("politics/talks.ru.md", "")];
    assert_eq!(told(&two), [odd("politics/talks.ru.md", "politics/Talks.md")]);
    let three =
        [("politics/talks.md", ""), ("politics/talks.en.md", ""), ("politics/Talks.ru.md", "")];
    assert_eq!(told(&three), [odd("politics/Talks.ru.md", "politics/talks.md")]);
    let linked =
        [("politics/Talks.md", ""), ("politics/talks.ru.md", "translations: {hy: Talks.md}\n")];
    assert_eq!(told(&linked), [""; 0]);
    let stories = [
        ("politics/WHO.md", "slug: who-org\n"),
        ("politics/who.md", ""),
        ("politics/who.ru.md", ""),
    ];
    assert_eq!(told(&stories), [""; 0]);
    let topics = [("topics/water.md", "name: Water\n"), ("topics/Water.en.md", "name: Water\n")];
    assert_eq!(told(&topics), [""; 0]);
}
