//! Each remedy is followed to the letter, and what is written then is read without a fault.

use super::{LANGUAGES, LINKS, SECTIONS};
use crate::text::config::parse;

const HEAD: &str = "title: T\nbase_url: https://h.example/\n";
const SITE: &str = "title: T\nbase_url: https://h.example/\nsections: [politics, economy]\n";
const IN_TWO: &str = "languages:\n  hy: {}\n  ru:\n    ";

/// What is wrong, and what its remedy says to write; None where nobody can know that.
type Case = (&'static str, Option<&'static str>);

/// Tries each between `before` and `behind`.
fn hold((before, behind): (&str, &str), rule: &str, cases: &[Case]) {
    for (wrong, right) in cases {
        let told = |text: &str| {
            let (_, faults) = parse(&format!("{before}{text}{behind}\n"));
            let told = faults.iter();
            told.map(|it| it.hint.clone().unwrap_or_default()).collect::<Vec<String>>()
        };
        let Some(right) = right else {
            assert_eq!(told(wrong), [rule], "{wrong}");
            continue;
        };
        assert_eq!(told(wrong), [format!("write `{right}`")], "{wrong}");
        assert_eq!(told(right), [""; 0], "{right}");
    }
}

#[test]
fn sections_are_listed() {
    let whole = [
        ("sections: politics, economy", Some("sections: [politics, economy]")),
        ("sections: |\n  politics\n  economy", Some("sections: [politics, economy]")),
        ("sections: The north", Some("sections: [{id: the-north, title: The north}]")),
        ("sections: content/politics/; /economy/", Some("sections: [politics, economy]")),
        ("sections:\n  politics\n  economy", None),
        ("sections: politics, politics", None),
        (
            "sections:\n  politics:\n    title: Talks, and more\n  economy: ''",
            Some("sections: [{id: politics, title: \"Talks, and more\"}, economy]"),
        ),
        (
            "sections:\n  politics:\n    aliases:\n      - world\n      - was",
            Some("sections: [{id: politics, aliases: [world, was]}]"),
        ),
        (
            "sections:\n  politics:\n    description: >-\n      One line\n      and another",
            Some("sections: [{id: politics, description: One line and another}]"),
        ),
        ("sections:\n  politics: true\n  economy:", Some("sections: [politics, economy]")),
        ("sections: {politics: [world, was]}", None),
        ("sections: {politics: {titles: [P]}}", None),
        ("sections: {politics: {id: world}}", None),
        (
            "sections:\n  politics: &a {title: P}\n  economy: *a",
            Some("sections: [{id: politics, title: P}, {id: economy, title: P}]"),
        ),
        (
            "sections: {politics: {id: politics, title: P}}",
            Some("sections: [{id: politics, title: P}]"),
        ),
        ("sections: {id: politics, title: P}", Some("sections: [{id: politics, title: P}]")),
        (
            "sections: {Law: 'Law: \"courts\"'}",
            Some(r#"sections: [{id: Law, title: "Law: \"courts\""}]"#),
        ),
        ("sections:\n  - [politics, economy]", Some("sections: [politics, economy]")),
        (
            "sections:\n  - {politics: P, economy: E}\n  - world",
            Some("sections: [{id: politics, title: P}, {id: economy, title: E}, world]"),
        ),
    ];
    hold((HEAD, ""), SECTIONS, &whole);
    let items = [
        ("politics: Politics", "{id: politics, title: Politics}"),
        ("The north: {}", "{id: the-north, title: The north}"),
        ("name: Politics", "{id: politics, title: Politics}"),
        ("{name: Politics, slug: world}", "{id: world, title: Politics}"),
        ("politics: {name: P}", "{id: politics, title: P}"),
        ("politics:\n    title: P", "{id: politics, title: P}"),
        ("politics:\n      title: P", "{id: politics, title: P}"),
    ];
    let items = items.map(|(wrong, right)| (wrong, Some(right)));
    hold((&format!("{HEAD}sections:\n  - "), ""), SECTIONS, &items);
    let (_, faults) = parse(&format!("{HEAD}sections: ['Law: courts']\n"));
    let told =
        "write `{id: law-courts, title: \"Law: courts\"}` and name the folder `content/law-courts`";
    assert_eq!(faults[0].hint.as_deref(), Some(told));
    let right = "sections: [{id: law-courts, title: \"Law: courts\"}]";
    assert!(parse(&format!("{HEAD}{right}\n")).1.is_empty());
}

#[test]
fn sections_of_a_language_are_those_of_the_site() {
    let whole = [
        ("sections: {politics: Политика}", Some("sections: [{id: politics, title: Политика}]")),
        (
            "sections:\n      politics: Политика\n      economy:",
            Some("sections: [{id: politics, title: Политика}, economy]"),
        ),
        ("sections: {sport: Спорт}", None),
        ("sections: {politics: {title: П, aliases: [was]}}", None),
    ];
    hold((&format!("{SITE}{IN_TWO}"), ""), SECTIONS, &whole);
    let items = [
        ("politics: Политика", Some("{id: politics, title: Политика}")),
        ("name: Economy", Some("economy")),
    ];
    hold((&format!("{SITE}{IN_TWO}sections:\n      - "), ""), SECTIONS, &items);
    let (_, faults) = parse(&format!("{SITE}{IN_TWO}sections: economy; politics\n"));
    assert_eq!(faults[0].hint.as_deref(), Some("write `    sections: [economy, politics]`"));
}

#[test]
fn links_are_listed() {
    let whole = [
        (
            "menu: {About: /about/, Contact: /c/}",
            Some("menu: [{title: About, url: /about/}, {title: Contact, url: /c/}]"),
        ),
        (
            "menu:\n  About: /about/\n  Herald: https://herald.example/",
            Some(
                "menu: [{title: About, url: /about/}, {title: Herald, url: \
                 \"https://herald.example/\"}]",
            ),
        ),
        ("menu: {title: About, url: /about/}", Some("menu: [{title: About, url: /about/}]")),
        ("menu: 1", None),
        ("menu: {About: about.md}", None),
        ("menu: {About: 1}", None),
        ("menu: About, /c/", Some("menu: [{title: About, url: /about/}, {title: C, url: /c/}]")),
        (
            "menu:\n  - {About: /about/, Contact: /c/}",
            Some("menu: [{title: About, url: /about/}, {title: Contact, url: /c/}]"),
        ),
    ];
    hold((HEAD, ""), LINKS, &whole);
    let items = [
        ("/", None),
        ("//x.example/", Some("{title: x.example, url: \"https://x.example/\"}")),
        ("'mailto:a@b.example'", Some("{title: \"a@b.example\", url: \"mailto:a@b.example\"}")),
        ("'[About us](/about/)'", Some("{title: About us, url: /about/}")),
        ("About us /about/", Some("{title: About us, url: /about/}")),
        ("About us - /about/", Some("{title: About us, url: /about/}")),
        ("www.example.org", Some("{title: www.example.org, url: \"https://www.example.org\"}")),
        ("example.org", None),
        ("about.md", None),
        ("content/about", None),
        ("1", None),
        ("{name: About, link: /about/}", Some("{title: About, url: /about/}")),
        ("{title: About, href: /about/}", Some("{title: About, url: /about/}")),
        (
            "{name: About, url: /about/, until: 2026-05-01}",
            Some("{title: About, url: /about/, until: \"2026-05-01\"}"),
        ),
        ("page: /page/", Some("{title: page, url: /page/}")),
        ("{page: 1, text: 2}", None),
        ("[About, /about/]", Some("{title: About, url: /about/}")),
        ("Law, and order: /law/", Some("{title: \"Law, and order\", url: /law/}")),
        ("About: {url: /about/}", Some("{title: About, url: /about/}")),
        ("About:\n    url: /about/", Some("{title: About, url: /about/}")),
        ("http://", None),
    ];
    hold((&format!("{HEAD}menu:\n  - "), ""), LINKS, &items);
    let of_language = [("О нас", Some("{title: О нас, url: /ru/o-nas/}"))];
    hold((&format!("{SITE}{IN_TWO}menu: ["), "]"), LINKS, &of_language);
}

#[test]
fn languages_are_named_by_their_tags() {
    let cases = [
        ("language: English, German", Some("languages: {en: {}, de: {}}")),
        ("language: en_US, de_DE", Some("languages: {en-US: {}, de-DE: {}}")),
        ("language: en-US,", Some("language: en-US")),
        ("language: [en, en]", Some("language: en")),
        ("language: {en: {}, de: {}}", Some("languages: {en: {}, de: {}}")),
        ("language: {en: {title: 'A, B'}}", Some("languages: {en: {title: \"A, B\"}}")),
        ("language: {tag: en}", Some("languages: {en: {}}")),
        ("language: []", None),
        ("language: Old, Elvish", None),
        ("languages: en; de", Some("languages: {en: {}, de: {}}")),
        ("languages:\n  en\n  de", Some("languages: {en: {}, de: {}}")),
        ("languages: |\n  en\n  no", Some("languages: {en: {}, \"no\": {}}")),
        ("languages: [{code: en}, {code: hy}]", Some("languages: {en: {}, hy: {}}")),
        ("languages: en_US", Some("languages: {en-US: {}}")),
        ("languages: []", None),
        ("languages: [1]", None),
        (
            "languages:\n  - en: {title: A}\n  - de: B",
            Some("languages: {en: {title: A}, de: {title: B}}"),
        ),
        ("languages:\n  en: 'A: B'", Some("  en: {title: \"A: B\"}")),
    ];
    let (titles, whole): (Vec<Case>, Vec<Case>) =
        cases.into_iter().partition(|(_, right)| right.is_some_and(|it| it.starts_with(' ')));
    hold((HEAD, ""), LANGUAGES, &whole);
    for (wrong, right) in titles {
        let (_, faults) = parse(&format!("{HEAD}{wrong}\n"));
        assert_eq!(faults[0].hint, right.map(|right| format!("write `{right}`")));
    }
}

/// The examples of the rules are read.
#[test]
fn rules_have_examples_that_are_read() {
    for (before, rule, behind) in [("", SECTIONS, ""), ("", LANGUAGES, ""), ("menu: [", LINKS, "]")]
    {
        for example in rule.split('`').skip(1).step_by(2) {
            let (_, faults) = parse(&format!("{HEAD}{before}{example}{behind}\n"));
            assert_eq!(faults, [], "{example}");
        }
    }
}
