//! Which stories a digest has.

use super::{digest, made, newsroom, text};
use crate::common::tree;

#[test]
fn a_day_is_told_as_text_that_reads_well() {
    let place = newsroom();
    digest(place.path(), &["--as", "text"]).done().printing("out/2026-03-02.txt\n");
    let expected = "\
The Highland Briefing
March 2, 2026

Good evening.

Read in a browser: https://highland.example/briefing/2026/03/02/

Corrections
----------

- March 2, 2026. Grain: The price was 7 and not 9.
  https://highland.example/briefing/economy/grain/

Politics
==========

A vote

They vote.

Read on: https://highland.example/briefing/politics/vote/

Talks resume

Both sides at the table

Anna Voss and Ben Hale

They resume. See the budget and a paper.

Read on: https://highland.example/briefing/politics/talks/

Money
==========

The budget

It grows.

Read on: https://highland.example/briefing/economy/budget/

Most read
==========

1. Grain
   https://highland.example/briefing/economy/grain/

2. Rail
   https://highland.example/briefing/economy/rail/

----------

You asked for this letter.

1 Hill Street, Stepanakert

Unsubscribe: https://highland.example/off/?list=1&x=2
";
    assert_eq!(text(place.path(), "2026-03-02.txt"), expected);
}

#[test]
fn what_is_not_public_at_the_moment_is_in_no_form() {
    let place = newsroom();
    digest(place.path(), &["--as", "mail,text,eml,epub,print,pdf"]);
    let files = made(place.path());
    assert!(files.len() >= 6, "{:?}", files.keys());
    for (name, bytes) in &files {
        let all = match name.ends_with(".epub") {
            true => unpacked(bytes),
            false => bytes.clone(),
        };
        let all = String::from_utf8_lossy(&all).into_owned();
        assert!(all.contains("A vote"), "{name}");
        assert!(!all.contains("Secret"), "{name}");
        assert!(!all.contains("It was 8."), "{name}: a correction that is to come");
    }
    // Three of the four are public at another moment.
    for (at, title) in [
        ("2026-03-02 11:00", "gone"),
        ("2026-03-02 23:00", "embargo"),
        ("2026-03-02 21:00", "later"),
    ] {
        let place = newsroom();
        let arguments = ["digest", "--into", "out", "--at", at, "--as", "text"];
        crate::common::program::run(place.path(), &arguments).done();
        let text = text(place.path(), "2026-03-02.txt");
        assert!(text.contains(&format!("Secret {title}")), "{text}");
        assert!(!text.contains("draft"), "{text}");
    }
}

/// All that is in a book, one file after the other.
fn unpacked(epub: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).unwrap();
    let mut all = Vec::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_end(&mut all).unwrap();
    }
    all
}

#[test]
fn an_earlier_day_says_which_corrections_came_since() {
    let place = newsroom();
    digest(place.path(), &["--day", "2026-03-01", "--as", "text"]).done();
    let text = text(place.path(), "2026-03-01.txt");
    let since = "Corrected since\n----------\n\n- March 2, 2026. Grain: The price was 7 and not 9.";
    assert!(text.contains(since), "{text}");
    assert!(!text.contains("\nCorrections\n"), "{text}");
}

#[test]
fn days_sections_and_languages_are_chosen() {
    let place = newsroom();
    digest(place.path(), &["--since", "2026-02-28", "--section", "economy", "--as", "text"]).done();
    let text = text(place.path(), "2026-02-28--2026-03-02.economy.txt");
    let at = |title: &str| {
        text.find(&format!("\n{title}\n")).unwrap_or_else(|| panic!("{title}: {text}"))
    };
    assert!(at("The budget") < at("Grain") && at("Grain") < at("Rail"));
    assert!(!text.contains("Talks"), "{text}");
    assert!(text.contains("February 28, 2026 – March 2, 2026"), "{text}");

    let settings = super::SETTINGS.replace(
        "title: The Highland Briefing\n",
        "title: The Highland Briefing\nlanguages:\n  en: {}\n  \
         ru: {title: Вести, digest: {greeting: Добрый вечер.}}\n",
    );
    tree::put(place.path(), "site.yaml", settings);
    let story = "---\ntitle: Переговоры\ndate: 2026-03-02\n\
        corrections: [{date: 2026-03-02 12:00, text: Двое., this_version_only: true}]\n---\nТекст.\n";
    tree::put(place.path(), "content/politics/talks.ru.md", story);
    digest(place.path(), &["--as", "text"]).done();
    let russian = super::text(place.path(), "2026-03-02.ru.txt");
    assert!(russian.starts_with("Вести\n2 марта 2026"), "{russian}");
    assert!(russian.contains("Добрый вечер.") && russian.contains("Читать дальше: "), "{russian}");
    // The abbreviation of a year ends the sentence.
    assert!(russian.contains("г. Переговоры: Двое.") && !russian.contains("г.."), "{russian}");
    assert!(super::text(place.path(), "2026-03-02.en.txt").contains("Good evening."));
    digest(place.path(), &["--as", "mail", "--language", "ru"]).done();
    let names: Vec<String> = made(place.path()).into_keys().collect();
    assert!(names.contains(&"2026-03-02.ru.html".into()), "{names:?}");
    assert!(!names.contains(&"2026-03-02.en.html".into()), "{names:?}");
}

#[test]
fn stories_are_whole_and_in_the_order_that_is_asked_for() {
    let place = newsroom();
    let settings =
        super::SETTINGS.replace("digest:\n", "digest:\n  length: whole\n  order: oldest\n");
    tree::put(place.path(), "site.yaml", settings);
    digest(place.path(), &["--as", "text"]).done();
    let text = text(place.path(), "2026-03-02.txt");
    let expected = "\
Talks resume

Both sides at the table

Anna Voss and Ben Hale

STEPANAKERT, MARCH 2, ARTSAKHPRESS: They *resume*.(1) See the budget [1]
and a paper [2].

## Why now

- one
- two

1. A note.

[1] https://highland.example/briefing/economy/budget/
[2] https://paper.example/?a=1&b=2

https://highland.example/briefing/politics/talks/

A vote
";
    assert!(text.contains(expected), "{text}");
}

/// What somebody paid for says so wherever it stands, and is not among what was read most.
#[test]
fn every_form_tells_what_kind_of_story_it_is() {
    let place = newsroom();
    let story = "---\ntitle: Twelve villages\ndate: 2026-03-02 08:00\nkind: sponsored\n\
                 authors: [Anna Voss]\n---\n[Buy](https://shop.example/) a jar.\n";
    tree::put(place.path(), "content/economy/jar.md", story);
    let reads = "date,path,reads\n2026-03-01,/economy/jar/,99\n2026-03-01,/economy/rail/,9\n";
    tree::put(place.path(), "data/reads.csv", reads);
    digest(place.path(), &["--as", "mail,text,epub,print,pdf"]);
    for (file, expected) in [
        ("2026-03-02.txt", "\nSponsored\nTwelve villages\n\nAnna Voss\n\nBuy a jar.\n"),
        ("2026-03-02.html", "<b>Sponsored</b>"),
        ("2026-03-02.print.html", "<b>Sponsored</b>"),
        ("2026-03-02.print.html", "<a rel=\"sponsored\" href=\"https://shop.example/\">Buy</a>"),
        ("2026-03-02.typ", "[#strong[Sponsored] · Anna Voss · March 2\\, 2026]"),
    ] {
        let text = text(place.path(), file);
        assert!(text.contains(expected), "{file}: {expected}\n{text}");
    }
    let book = unpacked(&made(place.path())["2026-03-02.epub"]);
    let book = String::from_utf8_lossy(&book).into_owned();
    assert!(book.contains("<b>Sponsored</b> · Anna Voss · "), "{book}");
    assert!(book.contains(">Sponsored: Twelve villages</a>"), "in the contents: {book}");

    let text = text(place.path(), "2026-03-02.txt");
    let (_, most_read) = text.split_once("\nMost read\n").unwrap();
    assert!(most_read.contains("1. Rail") && !most_read.contains("Twelve"), "{most_read}");

    crate::common::program::run(place.path(), &["build", "--at", super::AT]).done();
    let page = place.path().join("public/2026/03/02/print/index.html");
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("<b>Sponsored</b>"), "{page}");
    assert!(page.contains("<a rel=\"sponsored\" href=\"https://shop.example/\">"), "{page}");
}

#[test]
fn what_the_site_does_not_have_is_told_with_what_it_has() {
    let place = newsroom();
    for (arguments, message, hint) in [
        (
            &["--day", "2026-03-05"][..],
            "there is no public story of 2026-03-05",
            "the nearest days that have some: `--day 2026-03-02`",
        ),
        (
            &["--day", "2026-03-01", "--section", "politics"],
            "there is no public story of 2026-03-01 in the section `politics`",
            "the nearest days that have some: `--day 2026-03-02`",
        ),
        (
            &["--section", "politcs"],
            "--section: the site has no section `politcs`",
            "did you mean `--section politics`?",
        ),
        (&["--language", "hy"], "--language: the site is not in `hy`", "name one of `en`"),
        (
            &["--since", "2026-03-04"],
            "--since: 2026-03-04 00:00 +04:00 is to come: it is 2026-03-02 20:00 +04:00",
            "name a day that has been, such as yesterday",
        ),
    ] {
        let ended = digest(place.path(), arguments).refused();
        assert!(ended.stderr.contains(message) && ended.stderr.contains(hint), "{}", ended.stderr);
        assert!(!place.path().join("out").exists());
    }
    digest(place.path(), &["--as", "epup"]).misused().saying("'epub'");
    digest(place.path(), &["--day", "2026-03-01", "--since", "2026-03-01"]).misused();
}

/// Whoever gets the digest of each day, made the morning after, gets each story and each correction.
#[test]
fn a_digest_of_each_day_leaves_nothing_out() {
    let place = newsroom();
    for (file, facts) in [
        ("held", "title: Held\ndate: 2026-03-03 09:00\nembargo: 2026-03-04 10:00"),
        ("early", "title: Early\ndate: 2026-03-03 09:00\nembargo: 2026-03-01 10:00"),
        (
            "late",
            "title: Late\ndate: 2026-03-03\ncorrections: [{date: 2026-03-05, text: It was 8.}]",
        ),
    ] {
        let story = format!("---\n{facts}\n---\nX.\n");
        tree::put(place.path(), &format!("content/politics/{file}.md"), story);
    }
    for (day, morning, has, lacks) in [
        ("2026-03-03", "2026-03-04 07:30", &["Early", "Late"][..], &["Held"][..]),
        ("2026-03-04", "2026-03-05 07:30", &["Held"], &["Early", "Late"]),
        // A day on which nothing but a correction was made.
        ("2026-03-05", "2026-03-06 07:30", &["Late: It was 8."], &["Held", "Early"]),
    ] {
        let arguments = ["digest", "--into", "out", "--day", day, "--at", morning, "--as"];
        let forms = ["mail,text,epub,print,pdf"];
        crate::common::program::run(place.path(), &[&arguments[..], &forms].concat());
        let text = text(place.path(), &format!("{day}.txt"));
        assert!(has.iter().all(|title| text.contains(title)), "{day}: {text}");
        assert!(lacks.iter().all(|title| !text.contains(title)), "{day}: {text}");
    }
    let names: Vec<String> = made(place.path()).into_keys().collect();
    assert!(names.contains(&"2026-03-05.epub".into()), "{names:?}");
}
