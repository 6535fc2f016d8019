//! Names that nobody would give a file, or a story.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::common::program::{Ended, dateline, run};
use crate::common::tree;
use crate::hostile_files::machine::{Machine, STORY};

#[test]
fn names_that_no_page_can_have_are_told_in_one_line() {
    for name in
        [&b"a\nb"[..], b"a\n::error::b", b"a\x1b[31mb", b"a\x07", b"a\xffb", b"a\\b", b"\x7f"]
    {
        for (folder, ending) in
            [("content/politics", ".md"), ("content/politics", ".txt"), ("static", ".txt")]
        {
            let machine = Machine::new();
            let folder = machine.site().join(folder);
            fs::create_dir_all(&folder).unwrap();
            let file = folder.join(OsStr::from_bytes(&[name, ending.as_bytes()].concat()));
            fs::write(file, "no front matter").unwrap();
            let mut command = dateline(&machine.site(), &["build"]);
            command.env("GITHUB_ACTIONS", "true");
            let Ended { stdout, stderr, .. } = machine.run_as(command);
            let all = stdout + &stderr;
            let is_ours = |line: &str| {
                !line.starts_with("::")
                    || line.starts_with("::error file=")
                    || line.starts_with("::warning file=")
                    || line.starts_with("::error::the name")
            };
            assert!(all.lines().all(is_ours), "{all}");
            assert!(all.chars().all(|c| c == '\n' || !c.is_control()), "{all:?}");
        }
    }
}

#[test]
fn a_title_cannot_speak_to_the_terminal_or_the_workflow() {
    let machine = Machine::new();
    let title = r#"title: "A\n::stop-commands::x\n\e[31mB\u009b""#;
    machine.put(
        "content/politics/a.md",
        format!("---\n{title}\ndate: 2026-02-01\ndraft: true\n---\nX\n"),
    );
    let mut command = dateline(&machine.site(), &["build"]);
    command.env("GITHUB_ACTIONS", "true");
    let ended = machine.run_as(command).done();
    assert!(!ended.stdout.lines().any(|line| line.starts_with("::")), "{}", ended.stdout);
    assert!(ended.stdout.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", ended.stdout);
}

#[test]
fn the_longest_names_are_names() {
    let machine = Machine::new();
    let long = "a".repeat(251);
    machine.put(&format!("content/politics/{long}.txt"), "A");
    machine.put(&format!("content/politics/{long}b.md"), format!("{STORY}[a]({long}.txt)\n"));
    machine.put(&format!("static/{long}.txt"), "A");
    let ended = machine.build();
    ended.done();
    // What is in an address is cut.
    let page = "a".repeat(100);
    assert!(machine.published().contains_key(&format!("politics/{page}/{long}.txt")));
    machine.put(
        "content/politics/short.md",
        format!("---\ntitle: A\ndate: 2026-02-01\nslug: {}\n---\nX\n", "b".repeat(256)),
    );
    machine.build().refused().saying("content/politics/short.md");
}

#[test]
fn names_that_windows_keeps_for_itself_are_names() {
    let machine = Machine::new();
    for name in ["CON", "aux", "nul.md", "com1.txt", "dots.", "spaces ", "a:b", "c?d", "e*f<g>|"] {
        machine.put(&format!("content/politics/{name}.md"), format!("{STORY}X\n"));
        machine.put(&format!("static/{name}"), "A");
    }
    machine.build().done();
    assert!(machine.published().contains_key("politics/con/index.html"));
}

/// Whoever moves a folder of documents here reads of the first hundred, and how many others there are.
#[test]
fn of_documents_that_nobody_reads_a_hundred_are_named() {
    for (count, told) in [
        (100, None),
        (101, Some("readers do not see this file either")),
        (102, Some("readers see neither this file nor one more")),
        (140, Some("readers see neither this file nor 39 more")),
    ] {
        let site = tempfile::tempdir().unwrap();
        tree::put(site.path(), "site.yaml", "title: A\nbase_url: https://a.example/\n");
        for number in 0..count {
            tree::put(site.path(), &format!("content/politics/{number:03}.docx"), "x");
        }
        let said = run(site.path(), &["check"]).done().stderr;
        let named = said.matches("readers do not see this file: ").count();
        assert_eq!(named, 100, "{count}");
        match told {
            None => assert!(!said.contains("either") && !said.contains("neither"), "{said}"),
            Some(told) => {
                let last = format!("warning: {told}\n --> content/politics/100.docx:1:1\n");
                assert!(said.contains(&last), "{count}\n{said}");
            }
        }
    }
}
