//! A second import brings what is new, and leaves alone what was edited.

use std::fs;

use super::{answers, built, file, import, source};
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

/// A site of posts, each with its category, imported.
fn site(posts: &[(&str, &str)]) -> tempfile::TempDir {
    let place = source(&[("_config.yml", "title: Old\nurl: https://old.example\n")]);
    for (name, category) in posts {
        let text = format!("---\ntitle: {name}\ncategory: {category}\n---\nText of {name}.\n");
        tree::put(place.path(), &format!("old/_posts/2020-01-01-{name}.md"), &text);
    }
    import(place.path(), &[]).done();
    place
}

#[test]
fn what_the_source_has_no_more_is_named() {
    let place = site(&[("a", "x"), ("b", "y")]);
    fs::remove_file(place.path().join("old/_posts/2020-01-01-b.md")).unwrap();
    import(place.path(), &[])
        .done()
        .printing("1 still here, though the source has them no more: content/y/2020/b.md");
    let report = file(place.path(), "import-report.md");
    assert!(
        report.contains(
            "## Still here, though the source has them no more\n\n\
             They are as public as before. Delete those that are to go.\n\n- `content/y/2020/b.md`\n"
        ),
        "{report}"
    );
    // Its section is still there too, or nothing could be built.
    assert!(answers(&built(place.path()), "/y/"));
}

#[test]
fn what_was_edited_here_and_is_held_back_in_the_source_is_no_draft() {
    let place = site(&[("a", "x"), ("b", "x"), ("c", "x")]);
    let new = place.path().join("new/content/x/2020");
    let held = "---\ntitle: a\ncategory: x\npublished: false\n---\nText.\n";
    for name in ["a", "b", "c"] {
        tree::put(place.path(), &format!("old/_posts/2020-01-01-{name}.md"), held);
    }
    fs::write(new.join("a.md"), "---\ntitle: Mine\ndate: 2020-01-01\n---\nMine.\n").unwrap();
    fs::write(new.join("b.md"), "---\ntitle: Mine\ndate: 2020-01-01\ndraft: true\n---\nMine.\n")
        .unwrap();
    import(place.path(), &[])
        .done()
        .printing("       2 drafts, which are not public\n       1 public here, though not in the source\n")
        .printing("1 public here, though not public in the source any more: content/x/2020/a.md");
    let report = file(place.path(), "import-report.md");
    for line in [
        "| drafts, which are not public | 2 |\n| public here, though not in the source | 1 |\n",
        "To hold one back, write `draft: true` into it.\n\n- `content/x/2020/a.md`\n",
        "- a draft (2)\n  - `_posts/2020-01-01-b.md`, line 1\n  - `_posts/2020-01-01-c.md`, line 1\n",
    ] {
        assert!(report.contains(line), "{line}\n{report}");
    }
}

#[test]
fn a_text_moves_with_its_category() {
    let place = site(&[("a", "x"), ("b", "x"), ("c", "z")]);
    let new = |path: &str| place.path().join("new/content").join(path);
    fs::write(new("x/2020/b.md"), "---\ntitle: Mine\ndate: 2020-01-01\n---\nMine.\n").unwrap();
    for name in ["a", "b"] {
        let text = format!("---\ntitle: {name}\ncategory: y\n---\nText of {name}.\n");
        tree::put(place.path(), &format!("old/_posts/2020-01-01-{name}.md"), &text);
    }
    for _ in 0..2 {
        import(place.path(), &[]).done();
        // One as an import wrote it, one as somebody edited it: each is there once.
        assert!(!new("x/2020/a.md").exists() && new("y/2020/a.md").exists());
        assert!(new("x/2020/b.md").exists() && !new("y/2020/b.md").exists());
        assert!(answers(&built(place.path()), "/x/"));
    }
    // What was edited and moved is public here too, whatever the source says of it now.
    let held = "---\ntitle: b\ncategory: y\npublished: false\n---\nText.\n";
    tree::put(place.path(), "old/_posts/2020-01-01-b.md", held);
    let ended = import(place.path(), &[]).done();
    assert!(!ended.stdout.contains("drafts here"), "{}", ended.stdout);
    ended.printing("1 public here, though not public in the source any more: content/x/2020/b.md");
    // Of settings that were edited, what they lack is named.
    let settings = file(place.path(), "site.yaml");
    fs::write(place.path().join("new/site.yaml"), settings + "tagline: Mine\n").unwrap();
    tree::put(
        place.path(),
        "old/_posts/2020-01-01-d.md",
        "---\ntitle: d\ncategory: w\n---\nText of d.\n",
    );
    import(place.path(), &[]).done().printing("1 sections that site.yaml lacks: w");
}
