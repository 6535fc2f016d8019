//! Slips in YAML that an editor makes without seeing them: each is told once, in exact words, and its
//! remedy means what was meant.

use crate::editors_hour::{Mistake, STORY, hold, site, told, write};

const BEFORE: &str = "---\ntitle: Talks\ndate: 2026-11-20\nsummary: S.\n";
const BEHIND: &str = "\n---\nWords.\n";

fn in_story(mistakes: &[Mistake]) {
    hold(STORY, BEFORE, BEHIND, mistakes);
}

#[test]
fn what_is_told_twice_keeps_all() {
    in_story(&[
        Mistake(
            "aliases: [/old/, /old]",
            "`/old/` would be two things: an alias of content/politics/talks.md and an alias of \
             content/politics/talks.md -> delete one of the two: a text has each old address once",
            "aliases: [/old/]",
        ),
        Mistake(
            "aliases: /politics/talks/",
            "`/politics/talks/` would be two things: content/politics/talks.md and an alias of \
             content/politics/talks.md -> delete this alias: the text is there itself",
            "",
        ),
    ]);
}

#[test]
fn files_that_nobody_reads() {
    let elsewhere = |file: &str| {
        let site = site();
        let story = "---\ntitle: Late\ndate: 2026-11-20\nsummary: S.\n---\nWords.\n";
        write(site.path(), file, if file.ends_with(".md") { story } else { "name: Anna Voss\n" });
        told(site.path())
    };
    for (file, expected) in [
        (
            "contents/politics/late.md",
            "readers do not see this file in `contents/`: stories belong in `content/` -> move what \
             is to be public to `content/politics/`",
        ),
        (
            "Content/politics/late.md",
            "readers do not see this file in `Content/`: stories belong in `content/` -> move what is \
             to be public to `content/politics/`",
        ),
        (
            "_posts/2026/late.md",
            "readers do not see this file in `_posts/`: stories belong in `content/` -> move what is \
             to be public to `content/economy/`",
        ),
        (
            "content/front.yaml",
            "nobody reads this file: what is on the front page is said beside `site.yaml` -> move it \
             to `front.yaml`",
        ),
        (
            "content/authors/anna.yaml",
            "nobody reads this file: what is said of an author, a topic or a series is Markdown -> \
             name it `content/authors/anna.md`, and write a line `---` above and below its fields",
        ),
        (
            "words/De.yaml",
            "nobody reads this file: a list of words is called by the tag of its language -> name it \
             `words/de.yaml`",
        ),
        (
            "words/de.yml",
            "nobody reads this file: a list of words is called by the tag of its language -> name it \
             `words/de.yaml`",
        ),
    ] {
        assert_eq!(elsewhere(file), [expected], "{file}");
    }
    for file in ["Front.yaml", "front-page.yaml"] {
        assert_eq!(
            elsewhere(file),
            ["nobody reads this file: a front page is in `front.yaml` -> name it `front.yaml`"]
        );
    }
    let site = site();
    write(site.path(), STORY, "---\rtitle: Talks\rdate: 2026-11-20\r---\rWords.\r");
    assert_eq!(
        told(site.path()),
        [
            "the lines of this file end in CR alone, as old programs write them -> save it with line \
          endings of Unix, LF"
        ]
    );
}
