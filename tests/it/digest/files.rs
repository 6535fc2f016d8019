//! What a digest writes, and what it leaves alone.

use std::fs;

use super::{digest, made, newsroom, text};
use crate::common::tree;

#[test]
fn the_same_site_gives_the_same_bytes() {
    let (one, other) = (newsroom(), newsroom());
    for place in [&one, &other] {
        digest(place.path(), &["--as", "mail,text,eml,epub,print"]).done();
    }
    let (first, second) = (made(one.path()), made(other.path()));
    assert_eq!(first, second);
    digest(one.path(), &["--as", "mail,text,eml,epub,print"]).done();
    assert_eq!(made(one.path()), first);
    // The moment of a digest is that of what it says.
    let later = ["digest", "--into", "out", "--at", "2026-03-02 20:59", "--as", "eml,epub"];
    crate::common::program::run(other.path(), &later).done();
    assert_eq!(made(other.path()), first);
}

#[test]
fn only_what_a_digest_wrote_is_replaced() {
    let place = newsroom();
    digest(place.path(), &["--as", "text,mail"]).done();
    let story = "---\ntitle: A vote, corrected\ndate: 2026-03-02 18:00\n---\nThey vote.\n";
    tree::put(place.path(), "content/politics/vote.md", story);
    digest(place.path(), &["--as", "text,mail"]).done();
    assert!(text(place.path(), "2026-03-02.txt").contains("A vote, corrected"));

    // Somebody added a line by hand: neither file is touched.
    let edited = text(place.path(), "2026-03-02.txt") + "P.S.\n";
    tree::put(place.path(), "out/2026-03-02.txt", edited);
    let story = "---\ntitle: A vote again\ndate: 2026-03-02 18:00\n---\nThey vote.\n";
    tree::put(place.path(), "content/politics/vote.md", story);
    let before = tree::read(&place.path().join("out"));
    digest(place.path(), &["--as", "text,mail"])
        .refused()
        .saying("`out/2026-03-02.txt` is there already, and is not what a digest wrote")
        .saying("move it away, or name another folder with `--into`; nothing was changed");
    assert_eq!(tree::read(&place.path().join("out")), before);
}

#[test]
fn a_digest_is_written_neither_where_the_site_is_read_nor_where_it_is_published() {
    let place = newsroom();
    for folder in ["content", "content/politics/x", "static", "data", "templates/a"] {
        let arguments = ["digest", "--into", folder, "--day", "2026-03-02"];
        crate::common::program::run(place.path(), &arguments)
            .refused()
            .saying(&format!("--into: `{folder}` is in the site's own `"))
            .saying("name another folder, such as `--into digests`");
    }
    crate::common::program::run(place.path(), &["build", "--at", super::AT]).done();
    let arguments = ["digest", "--into", "public/mail", "--day", "2026-03-02"];
    crate::common::program::run(place.path(), &arguments)
        .refused()
        .saying("--into: `public/mail` is in the output of a build");
    tree::put(place.path(), "out", "a file");
    digest(place.path(), &[]).refused().saying("--into: `out` is no folder");
    // Before the first build too, which would refuse to write beside it.
    let place = newsroom();
    for folder in ["public", "public/mail"] {
        let arguments = ["digest", "--into", folder, "--day", "2026-03-02"];
        crate::common::program::run(place.path(), &arguments)
            .refused()
            .saying(&format!("--into: `{folder}` is in the output of a build"));
    }
}

#[test]
fn a_fault_leaves_nothing_behind() {
    let place = newsroom();
    tree::put(place.path(), "templates/print.html", "{{ digest.nothing.there }}");
    digest(place.path(), &["--as", "mail,print"]).refused().saying("templates/print.html:1:");
    assert!(!place.path().join("out").exists());
    tree::put(place.path(), "templates/print.html", "{{ digest.name }}");
    digest(place.path(), &["--as", "print"]).done();
    assert_eq!(text(place.path(), "2026-03-02.print.html"), "March 2, 2026");
}

#[test]
fn a_message_needs_a_sender() {
    let place = newsroom();
    let settings =
        super::SETTINGS.replace("  from: The Highland Briefing <desk@highland.example>\n", "");
    tree::put(place.path(), "site.yaml", settings);
    digest(place.path(), &["--as", "text,eml"])
        .refused()
        .saying("no message was made: the settings do not say who sends it")
        .saying("add for example `digest: {from: The Highland Briefing <desk@highland.example>}`");
    assert!(!place.path().join("out").exists());
    // Nobody asked for it by its name.
    digest(place.path(), &[]).done().saying("warning: no message was made");
    assert!(made(place.path()).contains_key("2026-03-02.epub"));
}

#[test]
fn a_pdf_needs_typst_and_its_text_is_there_without() {
    let place = newsroom();
    let mut command = crate::common::program::dateline(
        place.path(),
        &["digest", "--into", "out", "--at", super::AT, "--as", "pdf"],
    );
    command.env("PATH", "/nowhere");
    crate::common::program::ended(&mut command)
        .refused()
        .saying("no PDF was made of `2026-03-02.typ`: the program `typst` is not installed")
        .saying("install it from https://github.com/typst/typst/releases");
    assert!(text(place.path(), "2026-03-02.typ").contains("#heading(level: 2)[Talks resume]"));
}

#[test]
fn a_mail_that_gmail_would_cut_has_summaries_from_the_last_story_on() {
    let place = newsroom();
    let settings = super::SETTINGS.replace("digest:\n", "digest:\n  length: whole\n");
    tree::put(place.path(), "site.yaml", settings);
    for number in 0..30 {
        let body = "All that is told here is invented, and there is a lot of it. ".repeat(120);
        let story =
            format!("---\ntitle: Long {number:02}\ndate: 2026-03-02 10:{number:02}\n---\n{body}\n");
        tree::put(place.path(), &format!("content/politics/long-{number:02}.md"), story);
    }
    let told = digest(place.path(), &["--as", "mail,text"]).done().stderr;
    assert!(
        told.contains("stories are summaries: Gmail cuts a mail after 102,400 bytes"),
        "{told}"
    );
    let html = text(place.path(), "2026-03-02.html");
    assert!(html.len() <= 102_400, "{}", html.len());
    assert!(html.len() > 80_000, "no more than has to be: {}", html.len());
    let whole = |title: &str| {
        let (_, story) = html.split_once(&format!(">{title}<")).unwrap();
        story.find("Read on").unwrap_or(usize::MAX) > 3000
    };
    assert!(whole("Long 29") && !whole("Long 00"));

    for number in 0..400 {
        let story = format!("---\ntitle: Short {number}\ndate: 2026-03-02 09:00\n---\nWords.\n");
        tree::put(place.path(), &format!("content/economy/short-{number}.md"), story);
    }
    digest(place.path(), &["--as", "mail"])
        .done()
        .saying("and Gmail cuts a mail after 102,400: the way to unsubscribe is behind that");
}

/// A folder that was written by others keeps what they put there.
#[test]
fn the_folder_may_have_other_files() {
    let place = newsroom();
    tree::put(place.path(), "out/readme.txt", "Ours.");
    digest(place.path(), &["--as", "text"]).done();
    assert_eq!(fs::read_to_string(place.path().join("out/readme.txt")).unwrap(), "Ours.");
}

/// A digest of a part of a day is not called as that of the whole day.
#[test]
fn two_digests_of_other_stories_have_other_names() {
    let place = newsroom();
    digest(place.path(), &["--as", "text,  epub"]).done();
    digest(place.path(), &["--as", "text", "--since", "2026-03-02 17:00"]).done();
    let names: Vec<String> = made(place.path()).into_keys().collect();
    assert_eq!(names, ["2026-03-02--2026-03-02.txt", "2026-03-02.epub", "2026-03-02.txt"]);
    assert!(text(place.path(), "2026-03-02.txt").contains("Talks resume"));
    assert!(!text(place.path(), "2026-03-02--2026-03-02.txt").contains("Talks resume"));
}
