//! A machine whose clock is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::diff::assert_same;
use crate::common::outside;
use crate::common::program::{Ended, dateline, ended};
use crate::common::tree;
use tempfile::TempDir;

const SITE: [(&str, &str); 5] = [
    (
        "site.yaml",
        "title: News\nbase_url: https://example.org/\ntimezone: Asia/Yerevan\nsections: [politics]\n",
    ),
    ("content/politics/old.md", "---\ntitle: Old\ndate: 2026-01-01\n---\nOld.\n"),
    (
        "content/politics/news.md",
        "---\ntitle: News\ndate: 2026-03-01T08:00:00Z\n---\nIt leaves the news on 2026-03-03.\n",
    ),
    (
        "content/politics/talks.md",
        "---\ntitle: Talks\ndate: 2026-02-28\nembargo: 2026-03-01T18:00:00Z\n---\nTalks.\n",
    ),
    (
        "content/politics/gone.md",
        "---\ntitle: Gone\ndate: 2026-02-01\nexpires: 2026-03-02T18:00:00Z\n---\nGone.\n",
    ),
];

fn site() -> Option<TempDir> {
    if !outside::has("faketime", "--version", "apt-get install faketime") {
        return None;
    }
    let place = tempfile::tempdir().unwrap();
    for (file, text) in SITE {
        tree::put(place.path(), file, text);
    }
    Some(place)
}

/// Builds while the clock shows a moment, in UTC.
fn build_at(clock: &str, site: &Path, options: &[&str]) -> Ended {
    let plain = dateline(site, &[&["build"], options].concat());
    let mut command = Command::new("faketime");
    command.args(["-f", clock]).arg(plain.get_program()).args(plain.get_args());
    ended(command.current_dir(site).env("NO_COLOR", "1").env("TZ", "UTC"))
}

#[test]
fn a_clock_that_was_set_back_undoes_no_publication() {
    let Some(place) = site() else { return };
    let (site, public) = (place.path(), place.path().join("public"));
    let stories =
        || ["old", "talks", "gone"].map(|story| public.join("politics").join(story).exists());
    build_at("2026-03-01 17:00:00", site, &[]).done();
    assert_eq!(stories(), [true, false, true]);
    build_at("2026-03-03 12:00:00", site, &[]).done();
    assert_eq!(stories(), [true, true, false]);

    let before = tree::read(&public);
    for (clock, said) in [
        ("1970-01-01 00:03:00", "1970-01-01 04:03 +04:00"),
        ("2026-03-01 17:00:00", "2026-03-01 21:00 +04:00"),
        ("2026-03-02 09:00:00", "2026-03-02 13:00 +04:00"),
    ] {
        let message = format!(
            "error: the clock of this machine says {said}, and the output is of 2026-03-03 16:00 \
             +04:00: what became public in between would be gone, and what expired would be \
             back\n  = help: set the clock; if it is right, since the clock of an earlier build was \
             ahead, name the moment: `--at \"{said}\"`\n"
        );
        build_at(clock, site, &[]).refused().saying(&message);
        assert_same(&before, &tree::read(&public), clock);
    }

    // Nothing became public or expired between this moment and that of the output; a story
    // left the sitemap of news.
    build_at("2026-03-02 19:00:00", site, &[]).done();
    // Somebody means it; from then on that is the moment of the output.
    let at = ["--at", "2026-03-01 21:00 +04:00"];
    build_at("2026-03-01 17:00:01", site, &at).done();
    assert_eq!(stories(), [true, false, true]);
    build_at("2026-03-01 17:30:00", site, &[]).done();
    build_at("2026-03-03 12:00:00", site, &[]).done();
    assert_same(&before, &tree::read(&public), "the clock is right again");
}

#[test]
fn a_preview_of_a_later_day_is_no_publication() {
    let Some(place) = site() else { return };
    let (site, public) = (place.path(), place.path().join("public"));
    build_at("2026-03-01 12:00:00", site, &["--at", "2026-03-05"]).done();
    assert!(public.join("politics/talks").exists());
    build_at("2026-03-01 12:00:00", site, &[]).done();
    assert!(!public.join("politics/talks").exists());
}

#[test]
fn what_is_saved_while_the_clock_is_behind_is_built() {
    let Some(place) = site() else { return };
    let (site, public) = (place.path(), place.path().join("public"));
    let page = || fs::read_to_string(public.join("politics/old/index.html")).unwrap();
    build_at("2026-03-03 12:00:00", site, &[]).done();
    // The clock of the disk goes on, so files are newer than the clock of the program.
    for text in ["First", "Second", "Third"] {
        tree::put(site, SITE[1].0, format!("---\ntitle: Old\ndate: 2026-01-01\n---\n{text}.\n"));
        build_at("2026-03-02 19:00:00", site, &[]).done();
        assert!(page().contains(text), "{text}");
    }
}
