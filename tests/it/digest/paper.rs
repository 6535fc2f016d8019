//! What stands on paper: nothing that is opened, played or hidden.

use std::fs;

use super::{AT, SETTINGS, digest, made, newsroom, text};
use crate::common::tree;

const STORY: &str = "---\ntitle: Water\ndate: 2026-03-02 19:00\n---\n\
    ![The level of the dam](level.csv \"line\")\n\n\
    <details id=\"more\"><summary>All of it</summary><p>Told [below](#more).</p></details>\n\n\
    <p hidden>Not shown</p>\n\n<p>Seen <span hidden>not seen</span></p>\n\n\
    ![A speech](https://films.example/speech.mp3)\n\n<audio src=\"/speech.mp3\"></audio>\n\n\
    [Elsewhere](/economy/budget/) ![A map](map.svg)\n";

fn site() -> tempfile::TempDir {
    let place = newsroom();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}markdown: {{html: allow}}\n"));
    tree::put(place.path(), "content/politics/water/index.md", STORY);
    // More than a feed has, and all of it is printed.
    let row =
        |number: usize| format!("20{}-{:02}-01,{number}\n", 10 + number / 12, number % 12 + 1);
    let rows: String = (0..70).map(row).collect();
    let level = format!("day,level\n{rows}2026-02-01,941\n");
    tree::put(place.path(), "content/politics/water/level.csv", level);
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
    tree::put(place.path(), "content/politics/water/map.svg", drawing);
    place
}

/// The text of a page's story, without what tells the page from a file.
fn story(page: &str) -> String {
    let (_, story) = page.split_once(">Water</h").unwrap();
    let (_, story) = story.split_once("<div class=\"text\">").unwrap();
    story.split("</article>").next().unwrap().replace("https://highland.example/", "/")
}

#[test]
fn the_page_and_the_file_show_the_same_and_all_of_it() {
    let place = site();
    crate::common::program::run(place.path(), &["build", "--at", AT]).done();
    let page = fs::read_to_string(place.path().join("public/2026/03/02/print/index.html")).unwrap();
    digest(place.path(), &["--as", "print"]).done();
    let file = text(place.path(), "2026-03-02.print.html");
    assert_eq!(story(&page), story(&file));
    let story = story(&page);
    for expected in ["941", "All of it", "Told ", "Seen "] {
        assert!(story.contains(expected), "{expected}: {story}");
    }
    for gone in ["<details", "<audio", "<svg", "ot seen", "Not shown"] {
        assert!(!story.contains(gone), "{gone}: {story}");
    }
    // A preview leads to itself, and loads from itself.
    assert!(page.contains("href=\"/briefing/economy/budget/\""), "{page}");
    assert!(page.contains("src=\"/briefing/politics/water/map.svg\""), "{page}");
    // Of a text that has none of these, nothing is made anew.
    assert!(page.contains("<a href=\"/briefing/economy/budget/\">the budget</a>"), "{page}");
}

#[test]
fn what_a_browser_does_not_show_is_in_no_form() {
    let place = site();
    let settings = SETTINGS.replace("digest:\n", "digest:\n  length: whole\n");
    tree::put(place.path(), "site.yaml", format!("{settings}markdown: {{html: allow}}\n"));
    digest(place.path(), &["--as", "mail,text,epub,print,pdf"]);
    for (name, bytes) in made(place.path()) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("ot seen") && !text.contains("Not shown"), "{name}: {text}");
    }
    assert!(text(place.path(), "2026-03-02.txt").contains("Seen"));
}

/// A table is as wide as the page where a column has no room for it, and its rows are told one by
/// one where the page has none either.
#[test]
fn wide_tables_can_be_read() {
    let place = newsroom();
    let heads =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let year = format!("Station,{}\nDam,{}\n", heads.join(","), ["12345"; 12].join(","));
    let names: Vec<String> = (1..=40).map(|number| format!("H{number}")).collect();
    let wide = format!("Place,{}\nDam,{}\n", names.join(","), ["12345"; 40].join(","));
    tree::put(place.path(), "content/politics/year.csv", year);
    tree::put(place.path(), "content/politics/wide.csv", wide);
    let story = "---\ntitle: Wide\ndate: 2026-03-02 19:00\n---\n![A year](year.csv \"table\")\n\n\
                 ![All](wide.csv \"table\")\n\n|a|b|\n|---|---|\n|1|2|\n";
    tree::put(place.path(), "content/politics/wide.md", story);
    digest(place.path(), &["--as", "pdf,print"]);
    let typst = text(place.path(), "2026-03-02.typ").replace('\\', "");
    assert_eq!(typst.matches("#place(auto, scope: \"parent\", float: true)").count(), 1, "{typst}");
    assert!(typst.contains("#text(size: 8pt)[#table(columns: 13,"), "{typst}");
    assert!(typst.contains("H1: 12,345; H2: 12,345;") && typst.contains("H40: 12,345]"), "{typst}");
    assert!(typst.contains("#text(size: 8pt)[#table(columns: 2,"), "{typst}");
    let print = text(place.path(), "2026-03-02.print.html");
    for rule in ["column-span:all", "overflow-wrap:anywhere"] {
        assert!(print.contains(rule), "{rule}");
    }
}

/// Nothing in a text keeps the others from being printed: what Typst cannot have is as it can.
#[test]
fn a_text_is_no_deeper_and_no_address_longer_than_typst_has_it() {
    let place = newsroom();
    let far = format!("https://a.example/?{}", "x".repeat(9000));
    let deep = format!("{}Deepest\n", "> - ".repeat(40));
    let story = format!("---\ntitle: Deep\ndate: 2026-03-02 19:00\n---\n[Far]({far})\n\n{deep}");
    tree::put(place.path(), "content/politics/deep.md", story);
    digest(place.path(), &["--as", "pdf"]);
    let typst = text(place.path(), "2026-03-02.typ");
    assert!(typst.contains("Deepest") && typst.contains("Far"), "{typst}");
    assert!(!typst.contains(&format!("#link(\"{far}")), "the words stay, and are no link");
    assert!(typst.matches("#quote").count() < 10, "{typst}");
}

/// A PDF that cannot be made costs no other form.
#[cfg(unix)]
#[test]
fn all_else_is_there_if_typst_fails() {
    use std::os::unix::fs::PermissionsExt;
    let place = newsroom();
    tree::put(
        place.path(),
        "programs/typst",
        "#!/bin/sh\necho 'error: no such luck' >&2\nexit 1\n",
    );
    let program = place.path().join("programs/typst");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let arguments = ["digest", "--into", "out", "--at", AT, "--as", "text,pdf"];
    let mut command = crate::common::program::dateline(place.path(), &arguments);
    command.env("PATH", format!("{}:/usr/bin:/bin", place.path().join("programs").display()));
    crate::common::program::ended(&mut command)
        .refused()
        .saying("no PDF can be made: error: no such luck");
    let names: Vec<String> = made(place.path()).into_keys().collect();
    assert_eq!(names, ["2026-03-02.txt", "2026-03-02.typ"]);
}

/// The entries of a live story have their moments as the language writes them, in every form.
#[test]
fn entries_of_a_live_story_are_told_in_words() {
    let place = newsroom();
    let settings = SETTINGS.replace("digest:\n", "language: ru\ndigest:\n  length: whole\n");
    tree::put(place.path(), "site.yaml", settings);
    let story = "---\ntitle: Live\ndate: 2026-03-02 19:00\nlive: true\n---\nBefore.\n\n\
                 ## 2026-03-02 19:10 Second\n\nTold *now*.[^1]\n\n## 2026-03-01 23:05 First\n\nTold then.\n\n\
                 [^1]: A note.\n";
    tree::put(place.path(), "content/politics/live.md", story);
    crate::common::program::run(place.path(), &["build", "--at", AT]).done();
    digest(place.path(), &["--as", "mail,text,print,pdf"]);
    let page = fs::read_to_string(place.path().join("public/2026/03/02/print/index.html")).unwrap();
    for (file, text) in [
        ("page", page),
        ("mail", text(place.path(), "2026-03-02.html")),
        ("text", text(place.path(), "2026-03-02.txt")),
        ("print", text(place.path(), "2026-03-02.print.html")),
        ("pdf", text(place.path(), "2026-03-02.typ").replace('\\', "")),
    ] {
        let text = text.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(text.contains("1 марта 2026 г., 23:05 First"), "{file}: {text}");
        assert!(!text.contains("2026-03-01 23:05"), "{file}: {text}");
        let parts = ["Before.", "Second", "now", "First", "Told then."].map(|it| text.find(it));
        assert!(parts.is_sorted() && parts[0].is_some(), "{file}: {parts:?} {text}");
    }
}
