//! `dateline digest`: which stories are in it, in which words it refuses, what it leaves alone,
//! and that nothing that people write means anything in any of its forms.

mod chosen;
mod files;
mod hostile;
mod mail_rules;
mod mailers;
mod paper;
mod pictures;
mod podcast;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::common::program::{Ended, run};
use crate::common::tree::{self, Tree};

/// The moment of most digests here.
const AT: &str = "2026-03-02 20:00";

const SETTINGS: &str = "title: The Highland Briefing\n\
    base_url: https://highland.example/briefing/\ntimezone: Asia/Yerevan\n\
    sections: [politics, {id: economy, title: Money}]\n\
    digest:\n  from: The Highland Briefing <desk@highland.example>\n  \
    unsubscribe: https://highland.example/off/?list=1&x=2\n  \
    greeting: Good evening.\n  footer: You asked for this letter.\n  \
    postal_address: 1 Hill Street, Stepanakert\n";

/// A site with stories of three days, some of them not public at [`AT`].
fn newsroom() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    for (file, matter, body) in [
        (
            "politics/talks.md",
            "title: Talks resume\nsubtitle: Both sides at the table\ndate: 2026-03-02 09:30\n\
             authors: [Anna Voss, Ben Hale]\ndateline: {place: Stepanakert, agency: ArtsakhPress}",
            "They **resume**.[^1] See [the budget](../economy/budget.md) and\n\
             [a paper](https://paper.example/?a=1&b=2).\n\n## Why now\n\n- one\n- two\n\n[^1]: A note.",
        ),
        (
            "politics/vote.md",
            "title: A vote\ndate: 2026-03-02 18:00\nfeatured: false",
            "They vote.",
        ),
        ("economy/budget.md", "title: The budget\ndate: 2026-03-02", "It grows."),
        (
            "economy/grain.md",
            "title: Grain\ndate: 2026-03-01\ncorrections:\n  \
             - {date: 2026-03-02 11:00, text: The price was 7 and not 9.}\n  \
             - {date: 2026-03-03, text: It was 8.}",
            "Dearer.",
        ),
        ("economy/rail.md", "title: Rail\ndate: 2026-02-28", "Late."),
        ("politics/draft.md", "title: Secret draft\ndate: 2026-03-02\ndraft: true", "No."),
        (
            "politics/embargoed.md",
            "title: Secret embargo\ndate: 2026-03-02\nembargo: 2026-03-02 22:00",
            "No.",
        ),
        (
            "politics/gone.md",
            "title: Secret gone\ndate: 2026-03-02\nexpires: 2026-03-02 12:00",
            "No.",
        ),
        ("politics/later.md", "title: Secret later\ndate: 2026-03-02 21:00", "No."),
    ] {
        tree::put(
            place.path(),
            &format!("content/{file}"),
            format!("---\n{matter}\n---\n{body}\n"),
        );
    }
    let reads = "date,path,reads\n2026-03-01,/economy/rail/,9\n2026-03-01,/economy/grain/,12\n\
                 2026-03-02,/politics/talks/,99\n2026-02-28,/economy/rail/,100\n";
    tree::put(place.path(), "data/reads.csv", reads);
    place
}

/// `dateline digest --into out` with more arguments.
fn digest(site: &Path, arguments: &[&str]) -> Ended {
    run(site, &[&["digest", "--into", "out", "--at", AT], arguments].concat())
}

/// What is in the folder of digests, but for what is only for the next digest.
fn made(site: &Path) -> Tree {
    let mut files = tree::read(&site.join("out"));
    files.remove(".dateline-digests.json");
    files
}

fn text(site: &Path, file: &str) -> String {
    let path = site.join("out").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"))
}
