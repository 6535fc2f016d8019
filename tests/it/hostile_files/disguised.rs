//! Texts that are not public, under other names.

use std::fs;

use crate::common::effort::share;
use crate::hostile_files::machine::{Machine, SECRET, STORY};

const HELD: &str = "---\ntitle: Held\ndate: 2026-02-01\ndraft: true\n---\n";

/// A site with a draft.
fn with_a_draft() -> Machine {
    let machine = Machine::new();
    machine.put("content/politics/held.md", held());
    machine
}

fn held() -> String {
    format!("{HELD}{SECRET}\n")
}

#[test]
fn a_copy_of_a_text_is_not_published_beside_a_story() {
    let names = [
        "held.md.bak",
        "held.md.orig",
        "held.md.txt",
        "held.markdown",
        "held.MDX",
        "held.mdown",
        "held.mkd",
        "held",
        "held.txt",
        "held.yaml",
        "held.png",
        "held.svg",
        "held.pdf",
        "held.md_",
        "copy of held.md.1",
    ];
    for name in share(names, 4) {
        for story in [
            format!("{STORY}[a](<{name}>)\n"),
            format!("{STORY}![a](<{name}>)\n"),
            format!("---\ntitle: Talks\ndate: 2026-02-01\nimage: {name}\n---\nThey met.\n"),
            format!("{STORY}<a href=\"{name}\" download>a</a>\n"),
            format!("{STORY}<img src=\"{name}\" alt=\"\">\n"),
        ] {
            for html in ["sanitize", "allow"] {
                let machine = with_a_draft();
                let settings = fs::read_to_string(machine.site().join("site.yaml")).unwrap();
                machine.put("site.yaml", format!("{settings}markdown: {{html: {html}}}\n"));
                machine.put(&format!("content/politics/{name}"), held());
                machine.put("content/politics/talks.md", &story);
                let ended = machine.build();
                // Some addresses of raw HTML are not read as names of files.
                if machine.published().keys().any(|file| file.contains("held")) {
                    panic!("{name} was published: {story}");
                }
                let is_link = !story.contains("=\"");
                if is_link {
                    ended.refused().saying(&format!("content/politics/{name}"));
                }
            }
        }
    }
}

#[test]
fn the_place_and_the_remedy_are_told() {
    let machine = with_a_draft();
    machine.put("content/politics/held.md.bak", held());
    machine
        .put("content/politics/talks.md", format!("{STORY}They met.\n\nSee [a](held.md.bak).\n"));
    let ended = machine.build().refused();
    ended
        .saying("`content/politics/held.md.bak` is a story, since it begins with front matter")
        .saying("content/politics/talks.md:7:5")
        .saying("to publish it as it is");
}

#[test]
fn a_copy_of_a_text_in_static_is_refused() {
    for name in ["held.md", "held.txt", "a/b/held.md.bak", ".held", "held.png", "style.css", "a.js"]
    {
        for text in [
            held(),
            held().replace('\n', "\r\n"),
            format!("\u{feff}\n\n{}", held()),
            format!("+++\ntitle = \"Held\"\n+++\n{SECRET}\n"),
        ] {
            let machine = with_a_draft();
            machine.put(&format!("static/{name}"), text);
            machine.build().refused().saying(&format!("static/{name}"));
        }
    }
}

#[test]
fn a_hard_link_to_a_text_is_refused() {
    for link in ["static/notes.txt", "content/politics/notes.txt"] {
        let machine = with_a_draft();
        machine.put("content/politics/talks.md", format!("{STORY}[a](notes.txt)\n"));
        fs::create_dir_all(machine.site().join("static")).unwrap();
        let held = machine.site().join("content/politics/held.md");
        fs::hard_link(held, machine.site().join(link)).unwrap();
        machine.build().refused().saying(link);
    }
}

#[test]
fn a_symbolic_link_leads_to_what_is_of_its_kind() {
    for (link, to) in [
        ("static/notes.txt", "../content/politics/held.md"),
        ("static/notes.txt", "../content/politics/photo.txt"),
        ("static/a/b/notes.txt", "../../../content/politics/held.md"),
        ("static/reads.txt", "../data/reads.csv"),
        ("static/line.txt", "../templates/line.html"),
        ("static/notes.txt", "second"),
        ("static", "content"),
        ("static", "content/politics"),
        ("static", "data"),
        ("templates", "content/politics"),
        ("templates/line.html", "../content/politics/held.md"),
        ("templates/line.html", "../data/reads.csv"),
        ("words/en.yaml", "../content/politics/held.md"),
        ("data/reads.csv", "../content/politics/held.md"),
        ("data", "content/data"),
        ("content/politics/notes.txt", "held.md"),
        ("content/politics/notes.txt", "../../data/reads.csv"),
        ("content/politics/notes.txt", "../../templates/line.html"),
        ("content/politics/notes.md", "photo.txt"),
        ("content/politics/folder", "../politics"),
        // The date in its name holds it.
        ("content/notes.md", "politics/2027-01-01-later.md"),
        ("content/politics/2026-01-01-notes.md", "2027-01-01-later.md"),
        ("content/politics/notes/index.md", "../2027-01-01-later/index.md"),
    ] {
        let machine = with_a_draft();
        machine.put("data/reads.csv", format!("date,path,reads\n2026-02-01,/{SECRET}/,1\n"));
        machine.put("templates/line.html", "<li>{{ story.title }}</li>");
        machine.put("content/politics/photo.txt", "A photograph");
        machine
            .put("content/politics/2027-01-01-later.md", format!("---\ntitle: A\n---\n{SECRET}\n"));
        machine.put(
            "content/politics/2027-01-01-later/index.md",
            format!("---\ntitle: B\nslug: b\n---\n{SECRET}\n"),
        );
        if link == "content/politics/notes.txt" {
            machine.put("content/politics/talks.md", format!("{STORY}[a](notes.txt)\n"));
        }
        machine
            .put("content/data/reads.csv", format!("date,path,reads\n2026-02-01,/{SECRET}/,1\n"));
        if to == "second" {
            machine.link("static/second", "../content/politics/held.md");
        }
        machine.link(link, to);
        machine.build().refused().saying("this symbolic link").saying(&format!("--> {link}\n"));
    }
}

#[test]
fn a_symbolic_link_within_its_folder_is_a_file() {
    let machine = Machine::new();
    machine.put("static/a.txt", "A table");
    machine.link("static/b/c.txt", "../a.txt");
    machine.put("content/politics/photo.txt", "A photograph");
    machine.link("content/politics/again.txt", "photo.txt");
    machine.put("content/politics/talks.md", format!("{STORY}[a](again.txt)\n"));
    machine.link("content/politics/same.md", "talks.md");
    machine.put("content/politics/2026-02-01-dated.md", "---\ntitle: A\n---\nWords.\n");
    machine.link("content/2026-02-01-page.md", "politics/2026-02-01-dated.md");
    machine.build().done();
    let published = machine.published();
    for file in
        ["b/c.txt", "politics/talks/again.txt", "politics/same/again.txt", "page/index.html"]
    {
        assert!(published.contains_key(file), "{file}");
    }
}

#[test]
fn what_editors_leave_behind_is_passed_over() {
    let machine = with_a_draft();
    for name in
        ["held.md~", ".held.md.swp", ".held.md.swo", ".held.md.swn", "#held.md#", ".#held.md"]
    {
        // What Vim keeps begins in its own way.
        machine.put(&format!("static/{name}"), format!("b0VIM 9.1 {SECRET}"));
        machine.put(&format!("content/politics/{name}"), held());
    }
    machine.build().done();
}

#[test]
fn what_only_looks_like_a_text_is_published() {
    let files = [
        ("prices.yaml", "---\nprices:\n  - {day: 2026-02-01, bread: 3}\n"),
        ("robots.txt", "User-agent: *\nDisallow:\n"),
        ("one.yaml", "---\nprices: [1]\n...\n"),
        ("rules.txt", "-----\nRules\n-----\nOne.\n"),
        ("change.diff", "--- a/one\n+++ b/one\n@@ -1 +1 @@\n-a\n+b\n"),
        // As the remedy says.
        ("many.yaml", "prices: [1]\n---\nprices: [2]\n"),
    ];
    let machine = Machine::new();
    let mut links = String::new();
    for (name, text) in files {
        machine.put(&format!("static/{name}"), text);
        machine.put(&format!("content/politics/{name}"), text);
        links.push_str(&format!("[a]({name}) "));
    }
    machine.put("content/politics/talks.md", format!("{STORY}{links}\n"));
    machine.build().done();
    for (name, text) in files {
        for path in [name.to_string(), format!("politics/talks/{name}")] {
            assert_eq!(machine.published()[&path], text.as_bytes(), "{path}");
        }
    }
    machine.put("static/many.yaml", "---\nprices: [1]\n---\nprices: [2]\n");
    machine.build().refused().saying("static/many.yaml").saying("delete its first line");
}

#[test]
fn the_file_of_reads_is_in_no_folder_that_is_published() {
    for file in [
        "static/reads.csv",
        "content/reads.csv",
        "static/../static/reads.csv",
        "words/a.csv",
        "Static/a.csv",
    ] {
        let machine = Machine::new();
        let settings = fs::read_to_string(machine.site().join("site.yaml")).unwrap();
        machine.put("site.yaml", format!("{settings}most_read: {{reads: {file}}}\n"));
        machine.build().refused().saying("site.yaml");
    }
}
