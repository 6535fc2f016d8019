//! `new` and `mv` on a site in several languages.

use std::path::Path;

use crate::common::program::run;
use crate::common::tree;

fn site(texts: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let settings = "title: T\nbase_url: https://highland.example/\ntimezone: UTC\n\
                    sections: [politics, economy, world]\n\
                    languages:\n  hy: {}\n  ru: {sections: [{id: politics, title: Политика}, economy]}\n  pt-BR: {}\n";
    tree::put(place.path(), "site.yaml", settings);
    for (file, text) in texts {
        tree::put(place.path(), file, text);
    }
    place
}

fn story(fields: &str, body: &str) -> String {
    format!("---\ntitle: A\ndate: 2026-02-01 10:00\n{fields}---\n\n{body}\n")
}

fn text(site: &Path, file: &str) -> String {
    std::fs::read_to_string(site.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[test]
fn a_new_story_has_the_language_that_was_asked_for() {
    let place = site(&[]);
    let site = place.path();
    let new = |arguments: &[&str]| run(site, &[&["new"], arguments].concat()).done().stdout;
    assert_eq!(new(&["politics", "Talks"]), "content/politics/talks.md\n");
    assert_eq!(new(&["--language", "ru", "economy", "Цены"]), "content/economy/tseny.ru.md\n");
    assert_eq!(new(&["--language", "hy", "economy", "Bread"]), "content/economy/bread.md\n");
    assert_eq!(
        new(&["--language", "pt-br", "economy", "Preços"]),
        "content/economy/precos.pt-BR.md\n"
    );
    // As the site does it.
    tree::put(site, "content/ru/politics/old.md", story("", "Old."));
    assert_eq!(new(&["--language", "ru", "politics", "Spor"]), "content/ru/politics/spor.md\n");
    run(site, &["build", "--drafts"]).done();
}

#[test]
fn a_version_has_what_all_versions_share() {
    let original = "---\ntitle: \"Talks: \\\"day two\\\"\"\ndate: 2020-02-01 10:00\nupdated: 2020-02-02\nembargo: 2020-02-01 09:00\n\
                    expires: 2999-01-01\ndateline: {place: Hesk, agency: HBN}\nauthors: [Anna Voss]\n\
                    tags: [water]\nimage: {src: map.svg, alt: A map, credit: HBN}\nslug: talks-two\naliases: [/old/]\n\
                    featured: true\ncorrections: [{date: 2020-02-03, text: X.}]\nsummary: S.\n---\n\nWords.\n";
    let place = site(&[
        ("content/politics/talks.md", original),
        ("content/politics/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("content/about.md", "---\ntitle: About\n---\nWe.\n"),
        ("content/politics/vote/index.md", &story("", "Words.")),
        ("content/ru/politics/own.md", &story("", "Words.")),
        ("content/politics/planned.md", &story("", "Words.").replace("2026", "2999")),
    ]);
    let site = place.path();
    let new =
        |arguments: &[&str]| run(site, &[&["new", "--language"], arguments].concat()).done().stdout;
    assert_eq!(new(&["ru", "content/politics/talks.md"]), "content/politics/talks.ru.md\n");
    let written = text(site, "content/politics/talks.ru.md");
    let (date, rest) = written.split_once("date: ").unwrap();
    assert_eq!(date, "---\ntitle: \"Talks: \\\"day two\\\"\"\n");
    let (date, rest) = rest.split_once('\n').unwrap();
    assert!(date > "2026-", "{date}");
    assert_eq!(
        rest,
        "embargo: 2020-02-01 09:00\nexpires: 2999-01-01\ndraft: true\ndateline:\n  place: Hesk\n  agency: HBN\n\
         authors:\n  - Anna Voss\nimage:\n  src: map.svg\n  credit: HBN\nslug: talks-two\nfeatured: true\n\
         translation_of: hy\n---\n\n"
    );
    assert_eq!(new(&["pt-BR", "politics/talks", "Conversas"]), "content/politics/talks.pt-BR.md\n");
    assert!(text(site, "content/politics/talks.pt-BR.md").contains("title: Conversas\n"));
    assert_eq!(new(&["ru", "./content/politics/vote/"]), "content/politics/vote/index.ru.md\n");
    assert_eq!(new(&["pt-BR", "content/ru/politics/own.md"]), "content/pt-BR/politics/own.md\n");
    assert!(text(site, "content/pt-BR/politics/own.md").contains("translation_of: ru\n"));
    assert_eq!(new(&["hy", "content/ru/politics/own.md"]), "content/politics/own.md\n");
    assert_eq!(new(&["ru", "about.md"]), "content/about.ru.md\n");
    assert!(!text(site, "content/about.ru.md").contains("date:"));
    // It is not public before its original.
    assert_eq!(new(&["ru", "politics/planned.md"]), "content/politics/planned.ru.md\n");
    assert!(text(site, "content/politics/planned.ru.md").contains("date: 2999-02-01 10:00\n"));
    let built = run(site, &["build", "--drafts", "--future", "--at", "2998-12-01"]).done();
    assert_eq!(built.stderr, "");
}

/// A name that macOS took apart is the one that people type.
#[test]
fn a_version_is_begun_however_its_name_is_written() {
    let apart = "content/politics/\u{438}\u{306}\u{43e}\u{434}.md";
    let composed = "content/politics/\u{439}\u{43e}\u{434}.md";
    for (there, typed) in [(apart, composed), (composed, apart)] {
        let place = site(&[(there, &story("", "Words."))]);
        run(place.path(), &["new", "--language", "ru", typed]).done();
        assert_eq!(build(place.path()).stderr, "");
        assert!(place.path().join(there.replace(".md", ".ru.md")).is_file(), "{there}");
    }
}

#[test]
fn what_new_cannot_do_is_told() {
    let place = site(&[
        ("content/politics/talks.md", &story("", "Words.")),
        ("content/politics/talks.ru.md", &story("", "Words.")),
        ("content/world/far.md", &story("", "Words.")),
        ("content/politics/bad.md", "---\ntitle: A\ndate: x\n---\nWords.\n"),
        ("content/authors/anna.md", "---\nname: Anna\n---\nWords.\n"),
    ]);
    let site = place.path();
    let table: [(&[&str], &str, &str); 10] = [
        (
            &["--language", "ru", "content/authors/anna.md"],
            "`content/authors/anna.md` tells about an author, and is no story",
            "write its version as `content/authors/anna.ru.md`, with the `name` that stories in `ru` have",
        ),
        (
            &["--language", "de", "politics", "A"],
            "`de` is not among the `languages` of site.yaml",
            "they are: hy, ru, pt-BR",
        ),
        (
            &["--language", "ru", "world", "A"],
            "the language `ru` has no section `world`",
            "its sections are: politics, economy",
        ),
        (
            &["--language", "ru", "politcs", "A"],
            "site.yaml has no section `politcs`",
            "did you mean `politics`?",
        ),
        (
            &["--language", "ru", "content/politics/talks.md"],
            "the story `content/politics/talks.md` is in `ru` already",
            "it is `content/politics/talks.ru.md`",
        ),
        (
            &["--language", "ru", "content/world/far.md"],
            "the language `ru` has no section `world`",
            "its sections are: politics, economy",
        ),
        (
            &["--language", "ru", "content/politics/talk.md"],
            "there is no story `content/politics/talk.md`",
            "did you mean `content/politics/talks.md`?",
        ),
        (
            &["--language", "ru", "content/politics/bad.md"],
            "date: `x` is not a date",
            "write it like `2026-02-01`, `2026-02-01 09:30` or `2026-02-01T09:30:00+04:00`",
        ),
        // Two languages with one headline are not one story.
        (
            &["--language", "pt-BR", "world", "Far"],
            "a new story of this headline would be in `content/world/far.pt-BR.md`, and by that name a version \
             of `content/world/far.md`",
            "for a version of that story, run `dateline new --language pt-BR content/world/far.md`; for another \
             story, choose another headline, which you can change in the file",
        ),
        (
            &["--language", "ru", "politics"],
            "the new story has no headline",
            "write it behind the section: `dateline new --language ru politics \"…\"`; for a version of a story, \
             name its file: `dateline new --language ru content/politics/talks.md`",
        ),
    ];
    let before = tree::read(site);
    for (arguments, message, hint) in table {
        let said = run(site, &[&["new"], arguments].concat()).refused().stderr;
        assert!(said.contains(&format!("error: {message}\n")), "{said}");
        assert!(said.contains(hint), "{said}");
    }
    assert_eq!(tree::read(site), before);
    run(site, &["new", "politics"]).misused();
    let single = tempfile::tempdir().unwrap();
    tree::put(single.path(), "site.yaml", "title: T\nbase_url: https://a.example/\nlanguage: hy\n");
    let said = run(single.path(), &["new", "--language", "ru", "politics", "A"]).refused().stderr;
    assert!(said.contains("the site is in `hy` alone"), "{said}");
    assert!(said.contains("write `languages: {hy: {}, ru: {title: …}}` into site.yaml"), "{said}");
}

/// The addresses of stories and pages in the output.
fn addresses(site: &Path) -> Vec<String> {
    let files = tree::paths(&site.join("public")).into_iter();
    files.filter(|file| file.ends_with("/index.html") && !file.contains("2026/")).collect()
}

fn newsroom() -> tempfile::TempDir {
    site(&[
        ("content/politics/talks.md", &story("", "[V](vote/index.md)")),
        ("content/politics/talks.ru.md", &story("aliases: [/ru/before/]\n", "[V](vote.md)")),
        ("content/pt-BR/politics/talks.md", &story("", "[Up](../../about.md)")),
        (
            "content/politics/vote.ru.md",
            &story("", "[T](talks.md), [R](talks.ru.md), [P](../economy/prices.md)"),
        ),
        (
            "content/politics/vote/index.md",
            &story("image: a.svg\n", "[T](../talks.md) ![A](a.svg)"),
        ),
        (
            "content/politics/vote/a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
        ),
        ("content/ru/economy/prices.md", &story("", "[T](../politics/talks.md)")),
        ("content/about.md", "---\ntitle: About\n---\n[T](politics/talks.md)\n"),
        ("content/about.ru.md", "---\ntitle: О нас\n---\n[T](politics/talks.ru.md)\n"),
    ])
}

fn build(site: &Path) -> crate::common::program::Ended {
    run(site, &["build", "--at", "2026-03-01T12:00:00Z"]).done()
}

#[track_caller]
fn nothing_is_lost(site: &Path, before: &[String]) {
    assert_eq!(build(site).stderr, "");
    let after = addresses(site);
    let lost: Vec<_> = before.iter().filter(|file| !after.contains(file)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn a_story_moves_with_all_its_versions() {
    for (from, to) in [
        ("content/politics/talks.md", "content/economy/"),
        ("content/politics/talks.ru.md", "content/economy/"),
        ("content/pt-BR/politics/talks.md", "content/economy/talks.md"),
        ("politics/talks.ru.md", "economy/talks"),
    ] {
        let place = newsroom();
        let site = place.path();
        build(site);
        let before = addresses(site);
        let done = run(site, &["mv", from, to]).done();
        assert!(
            done.stdout.contains(
                "; 2 versions in other languages with it; 3 old addresses lead to the new one"
            ),
            "{}",
            done.stdout
        );
        for (file, alias) in [
            ("content/economy/talks.md", "aliases: [\"/politics/talks/\"]"),
            ("content/economy/talks.ru.md", "aliases: [/ru/before/, \"/ru/politics/talks/\"]"),
            ("content/pt-BR/economy/talks.md", "aliases: [\"/pt-br/politics/talks/\"]"),
        ] {
            assert!(text(site, file).contains(alias), "{from}: {file}: {}", text(site, file));
        }
        assert!(
            text(site, "content/politics/vote.ru.md")
                .contains("[T](../economy/talks.md), [R](../economy/talks.ru.md)")
        );
        assert!(text(site, "content/ru/economy/prices.md").contains("[T](talks.md)"));
        assert!(!site.join("content/politics/talks.ru.md").exists());
        nothing_is_lost(site, &before);
    }
}

#[test]
fn a_folder_and_a_section_move_in_all_languages() {
    let place = newsroom();
    let site = place.path();
    build(site);
    let before = addresses(site);
    run(site, &["mv", "content/politics/vote", "content/economy/poll"]).done();
    assert!(site.join("content/economy/poll/a.svg").is_file());
    assert!(text(site, "content/economy/poll.ru.md").contains("[T](../politics/talks.md)"));
    nothing_is_lost(site, &before);
    let done = run(site, &["mv", "politics", "state"]).done();
    for file in
        ["content/state/talks.md", "content/state/talks.ru.md", "content/pt-BR/state/talks.md"]
    {
        assert!(site.join(file).is_file(), "{file}: {}", done.stdout);
    }
    assert!(
        text(site, "site.yaml").contains("ru: {sections: [{id: state, title: Политика}, economy]}")
    );
    nothing_is_lost(site, &before);
}

#[test]
fn one_version_gets_another_language_and_nothing_is_overwritten() {
    let place = newsroom();
    let site = place.path();
    // Its language was wrong.
    run(site, &["mv", "content/ru/economy/prices.md", "content/economy/prices.pt-BR.md"]).done();
    assert!(
        text(site, "content/economy/prices.pt-BR.md")
            .contains("aliases: [\"/ru/economy/prices/\"]")
    );
    tree::put(site, "content/economy/talks.ru.md", story("", "Another."));
    let before = tree::read(site);
    let said = run(site, &["mv", "content/politics/talks.md", "content/economy/"]).refused().stderr;
    assert!(said.contains("`content/economy/talks.ru.md` is there already"), "{said}");
    assert_eq!(tree::read(site), before);
}

/// A link means the story in the reader's language before and after, or one version of it: as it is
/// written, whatever the name of the file says of its language.
#[test]
fn a_link_means_the_same_when_a_name_gets_a_language() {
    for (from, to, before, after) in [
        ("vote.md", "vote.hy.md", "vote.md", "vote.md"),
        ("vote.md", "poll.hy.md", "vote.md", "poll.md"),
        ("vote.hy.md", "poll.md", "vote.hy.md", "poll.hy.md"),
        ("vote.hy.md", "poll.hy.md", "vote.md", "poll.md"),
        ("vote.md", "poll.md", "vote.hy.md", "poll.hy.md"),
    ] {
        let place = site(&[
            (&*format!("content/politics/{from}"), &*story("", "V.")),
            ("content/politics/vote.ru.md", &story("", "VR.")),
            ("content/politics/talks.ru.md", &story("", &format!("[v]({before})"))),
        ]);
        let site = place.path();
        let [from, to] = [from, to].map(|file| format!("content/politics/{file}"));
        let target = || {
            build(site);
            let page = text(site, "public/ru/politics/talks/index.html");
            page.split("<a href=\"")
                .find_map(|link| Some(link.split_once("\">v</a>")?.0.to_string()))
        };
        let old = target().unwrap();
        run(site, &["mv", &from, &to]).done();
        let linking = text(site, "content/politics/talks.ru.md");
        assert!(linking.contains(&format!("[v]({after})")), "{from} to {to}: {linking}");
        let new = target().unwrap();
        assert_eq!(old.starts_with("/ru/"), new.starts_with("/ru/"), "{from} to {to}: {old} {new}");
    }
}

/// A picture that all languages share is found from the folder of each.
#[test]
fn a_picture_that_languages_share_is_found_after_a_move() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>";
    let place = site(&[
        ("content/politics/talks.md", &story("image: map.svg\n", "![M](map.svg)")),
        ("content/ru/politics/talks.md", &story("image: map.svg\n", "![M](map.svg)")),
        ("content/politics/map.svg", svg),
    ]);
    let site_path = place.path();
    run(site_path, &["mv", "content/politics/talks.md", "content/economy/"]).done();
    let russian = text(site_path, "content/ru/economy/talks.md");
    assert!(russian.contains("image: \"../../politics/map.svg\""), "{russian}");
    assert!(russian.contains("![M](../../politics/map.svg)"), "{russian}");
    assert!(text(site_path, "content/economy/talks.md").contains("![M](../politics/map.svg)"));
    build(site_path);
    // Where it moves with the story, nothing has to be written.
    let place = site(&[
        ("content/politics/talks/index.md", &story("", "![M](map.svg)")),
        ("content/ru/politics/talks/index.md", &story("", "![M](map.svg)")),
        ("content/politics/talks/map.svg", svg),
    ]);
    run(place.path(), &["mv", "content/politics/talks", "content/economy/talks"]).done();
    let russian = text(place.path(), "content/ru/economy/talks/index.md");
    assert!(russian.contains("![M](map.svg)"), "{russian}");
    build(place.path());
}

/// Whoever names a version by its language means that one, wherever its file says it.
#[test]
fn a_link_to_one_version_means_that_after_a_move() {
    let place = site(&[
        ("content/politics/vote.md", &story("", "V.")),
        ("content/politics/vote.ru.md", &story("", "VR.")),
        ("content/politics/talks.md", &story("", "[v](vote.ru.md)")),
    ]);
    run(place.path(), &["mv", "content/politics/vote.ru.md", "content/ru/politics/vote.md"]).done();
    let linking = text(place.path(), "content/politics/talks.md");
    assert!(linking.contains("[v](../ru/politics/vote.ru.md)"), "{linking}");
    build(place.path());
    let page = text(place.path(), "public/politics/talks/index.html");
    assert!(page.contains("<a href=\"/ru/politics/vote/\">v</a>"), "{page}");
}
