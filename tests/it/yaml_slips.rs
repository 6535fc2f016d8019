//! Slips in YAML that an editor makes without seeing them: each is told once, in exact words, and its
//! remedy means what was meant.

use crate::editors_hour::{Mistake, STORY, hold};

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
