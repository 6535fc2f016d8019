//! A second import brings what is new, and leaves alone what was edited.

use std::fs;

use super::{file, import, source};
use crate::common::tree;

fn post(title: &str) -> String {
    format!("---\ntitle: {title}\ncategory: news\n---\nText of {title}.\n")
}

#[test]
fn what_was_edited_since_stays() {
    let place = source(&[
        ("_config.yml", "title: Old\nurl: https://old.example\n"),
        ("_posts/2020-01-01-a.md", &post("A")),
        ("_posts/2020-01-02-b.md", &post("B")),
        ("_posts/2020-01-03-c.md", &post("C")),
        ("_posts/2020-01-04-d.md", &post("D")),
    ]);
    let old = place.path().join("old/_posts");
    let new = place.path().join("new/content/news/2020");
    import(place.path(), &[])
        .done()
        .printing("5 files in new: 5 new, 0 changed, 0 as before, 0 edited");
    import(place.path(), &[])
        .done()
        .printing("5 files in new: 0 new, 0 changed, 5 as before, 0 edited");
    // Here: one edited, one deleted. There: these, another and a new one.
    fs::write(new.join("a.md"), "---\ntitle: Mine\ndate: 2020-01-01\n---\nMine.\n").unwrap();
    fs::remove_file(new.join("b.md")).unwrap();
    fs::write(old.join("2020-01-01-a.md"), post("A2")).unwrap();
    fs::write(old.join("2020-01-03-c.md"), post("C2")).unwrap();
    fs::write(old.join("2020-01-05-e.md"), post("E")).unwrap();
    import(place.path(), &[])
        .done()
        .printing("6 files in new: 1 new, 1 changed, 2 as before, 2 edited");
    assert!(file(place.path(), "content/news/2020/a.md").contains("Mine."));
    assert!(!new.join("b.md").exists());
    assert!(file(place.path(), "content/news/2020/c.md").contains("Text of C2."));
    assert!(file(place.path(), "content/news/2020/e.md").contains("Text of E."));
    let report = file(place.path(), "import-report.md");
    assert!(
        report.contains("- `content/news/2020/a.md`\n- `content/news/2020/b.md`\n"),
        "{report}"
    );
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let files = [
        ("_config.yml", "title: Old\nurl: https://old.example\n"),
        (
            "_posts/2020-01-01-a.md",
            "---\ntitle: A\ncategories: [x, y]\ntags: [c, b]\n---\n{% odd %}\n\n<dl><dt>a</dl>\n",
        ),
        ("_posts/2020-01-01-A.md", "---\ntitle: Other\ncategories: [z]\n---\nText.\n"),
    ];
    let trees: Vec<tree::Tree> = (0..2)
        .map(|_| {
            let place = source(&files);
            import(place.path(), &[]).done();
            tree::read(&place.path().join("new"))
        })
        .collect();
    assert_eq!(trees[0], trees[1]);
    // Names that differ in capitals alone are two files on every disk.
    let mut names: Vec<String> = trees[0].keys().map(|name| name.to_lowercase()).collect();
    names.dedup();
    assert_eq!(names.len(), trees[0].len());
}
