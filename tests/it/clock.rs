//! A machine whose clock is wrong.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::diff::assert_same;
use crate::common::outside;
use crate::common::program::{Ended, dateline, ended};
use crate::common::publication::Repository;
use crate::common::tree;
use tempfile::TempDir;

const SITE: [(&str, &str); 5] = [
    (
        "site.yaml",
        "title: News\nbase_url: https://news.example/\ntimezone: Asia/Yerevan\nsections: [politics]\n",
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
    let message = "error: the clock of this machine says 1970-01-01 04:03 +04:00, which is before \
                   Dateline was written: what became public since would be gone\n  \
                   = help: set the clock; to build for that moment all the same, name it with \
                   `--at`\n";
    build_at("1970-01-01 00:03:00", site, &[]).refused().saying(message);
    assert_same(&before, &tree::read(&public), "1970");
    for (clock, said) in [
        ("2026-03-01 18:00:00", "2026-03-01 22:00 +04:00"),
        ("2026-03-02 09:00:00", "2026-03-02 13:00 +04:00"),
    ] {
        let message = format!(
            "error: the clock of this machine says {said}, and the output is of 2026-03-03 16:00 \
             +04:00: `content/politics/gone.md` expired in between and would be back\n  \
             = help: set the clock; if it is right, since the clock of an earlier build was \
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

/// A preview in the same folder does not make forget what everybody could see.
#[test]
fn a_clock_that_was_set_back_after_a_preview_brings_nothing_back() {
    let drafts: &[&str] = &["--drafts"];
    for previews in [
        &[drafts][..],
        &[&["--future"]],
        &[&["--at", "2026-03-05"]],
        &[&["--drafts", "--at", "2026-03-01T12:00Z"]],
        &[drafts, &["--drafts", "--future"], drafts],
    ] {
        let Some(place) = site() else { return };
        let (site, public) = (place.path(), place.path().join("public"));
        let stories =
            || ["old", "talks", "gone"].map(|story| public.join("politics").join(story).exists());
        let draft = "---\ntitle: Draft\ndraft: true\ndate: 2026-02-01\n---\nDraft.\n";
        tree::put(site, "content/politics/draft.md", draft);
        build_at("2026-03-03 12:00:00", site, &[]).done();
        let before = tree::read(&public);
        for (clock, shown) in [
            ("2026-03-02 12:00:00", [true, true, false]),
            ("2026-03-01 12:00:00", [true, false, false]),
        ] {
            for (second, options) in previews.iter().enumerate() {
                build_at(&format!("2026-03-03 12:00:0{second}"), site, options).done();
            }
            let told = "does not come back";
            build_at(clock, site, &[]).done().saying("`content/politics/gone.md`").saying(told);
            assert_eq!(stories(), shown, "{previews:?} {clock}");
            // Nor does it after one of those days.
            build_at(clock, site, &["--drafts"]).done();
            build_at(clock, site, &[]).done().saying(told);
            assert_eq!(stories(), shown, "{previews:?} {clock}");
            build_at("2026-03-03 12:00:09", site, &[]).done();
            assert_same(&before, &tree::read(&public), "the clock is right again");
        }
    }
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

/// A clock ahead shows what is held, and hides what has not expired.
#[test]
fn what_a_clock_ahead_made_public_is_taken_away_by_the_next_build() {
    let Some(place) = site() else { return };
    let (site, public) = (place.path(), place.path().join("public"));
    let stories =
        || ["old", "talks", "gone"].map(|story| public.join("politics").join(story).exists());
    build_at("2026-03-02 12:00:00", site, &[]).done();
    assert_eq!(stories(), [true, true, true]);
    let built = build_at("2026-03-01 12:00:00", site, &[]).done();
    built.saying(
        "warning: the output was of 2026-03-02 16:00 +04:00, and the clock of this machine says \
         2026-03-01 16:00 +04:00: 1 text that was public then is held now, and no longer in it\n  \
         = help: if the clock is wrong, set it and build again\n",
    );
    assert_eq!(stories(), [true, false, true]);
    // It is told once.
    assert_eq!(build_at("2026-03-01 12:00:00", site, &[]).done().stderr, "");
    let draft = SITE[4].1.replace("expires", "draft: true\nexpires");
    build_at("2026-03-02 12:00:00", site, &[]).done();
    tree::put(site, SITE[4].0, draft);
    build_at("2026-03-01 12:00:00", site, &[]).done();
    assert_eq!(stories(), [true, false, false], "what was withdrawn goes too");
}

/// What is held goes, and what has expired by the later moment stays away, however often and
/// by which of the two clocks it is built then.
#[test]
fn a_clock_ahead_of_an_embargo_and_of_an_expiry_is_undone_for_the_embargo() {
    let Some(place) = site() else { return };
    let (site, public) = (place.path(), place.path().join("public"));
    let stories =
        || ["old", "talks", "gone"].map(|story| public.join("politics").join(story).exists());
    let withdrawn = || {
        let list = fs::read_to_string(public.join(".dateline/files")).unwrap();
        list.contains("# No text is in them that has expired by 2026-03-05T12:00:00Z\n")
    };
    let stays_away = |clock: &str| {
        format!(
            "warning: the clock of this machine says {clock}, and an earlier build was of a later \
             moment: `content/politics/gone.md` had expired then and does not come back\n  \
             = help: set the clock; if it is right, since the clock of an earlier build was \
             ahead, name the moment: `--at \"{clock}\"`\n"
        )
    };
    build_at("2026-03-05 12:00:00", site, &[]).done();
    assert_eq!(stories(), [true, true, false]);
    let taken_away = build_at("2026-03-01 12:00:00", site, &[]).done();
    taken_away
        .saying(&stays_away("2026-03-01 16:00 +04:00"))
        .saying("1 text that was public then is held now, and no longer in it\n");
    assert_eq!((stories(), withdrawn()), ([true, false, false], true));
    for clock in ["2026-03-01 12:01:00", "2026-03-01 12:01:00", "2026-03-01 11:00:00"] {
        let said = build_at(clock, site, &[]).done().stderr;
        assert_eq!(said.matches("does not come back").count(), 1, "{said}");
        assert_eq!((stories(), withdrawn()), ([true, false, false], true));
    }
    build_at("2026-03-01 18:30:00", site, &[]).done().saying("does not come back");
    assert_eq!((stories(), withdrawn()), ([true, true, false], true));
    // It has expired by both.
    assert_eq!(build_at("2026-03-02 18:30:00", site, &[]).done().stderr, "");
    // Somebody means it.
    let at = ["--at", "2026-03-01 16:00 +04:00"];
    assert_eq!(build_at("2026-03-01 12:02:00", site, &at).done().stderr, "");
    assert_eq!((stories(), withdrawn()), ([true, false, true], false));
    assert_eq!(build_at("2026-03-01 12:03:00", site, &[]).done().stderr, "");
    assert_eq!(stories(), [true, false, true]);
    // When the later moment has come, nothing is to be remembered.
    build_at("2026-03-05 12:00:00", site, &[]).done();
    build_at("2026-03-01 12:00:00", site, &[]).done();
    build_at("2026-03-05 12:00:01", site, &[]).done();
    assert_eq!((stories(), withdrawn()), ([true, true, false], false));
}

#[test]
fn what_is_left_of_both_moments_is_deployed() {
    let Some(repository) = repository() else { return };
    run_at("2026-03-05 12:00:00", &repository, &["build"]).done();
    run_at("2026-03-01 12:00:00", &repository, &["deploy"]).refused();
    run_at("2026-03-01 12:00:00", &repository, &["build"]).done();
    run_at("2026-03-01 12:00:01", &repository, &["deploy"]).done();
    let published = repository.published("gh-pages");
    let has = |story: &str| published.contains_key(&format!("politics/{story}/index.html"));
    assert_eq!(["news", "talks", "gone"].map(has), [true, false, false]);
}

/// The site in a repository, not built yet.
fn repository() -> Option<Repository> {
    if !outside::has("faketime", "--version", "apt-get install faketime") {
        return None;
    }
    let repository = Repository::with(&SITE[2..]);
    fs::remove_dir_all(repository.site.join("public")).unwrap();
    Some(repository)
}

/// Runs Dateline in a repository while the clock shows a moment, in UTC.
fn run_at(clock: &str, repository: &Repository, arguments: &[&str]) -> Ended {
    let plain = repository.dateline(arguments);
    let mut command = Command::new("faketime");
    command.args(["-f", clock]).arg(plain.get_program()).args(plain.get_args());
    for (name, value) in plain.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    ended(command.current_dir(&repository.site).env("TZ", "UTC"))
}

const BUILD_AGAIN: &str = "\n  = help: build again: run `dateline build`, then deploy\n";

#[test]
fn what_a_clock_ahead_made_public_is_not_deployed() {
    let Some(repository) = repository() else { return };
    run_at("2026-03-02 12:00:00", &repository, &["build"]).done();
    let words = format!(
        "error: `./public` shows the site at 2026-03-02 12:00 +00:00, and the clock of this \
         machine says 2026-03-01 12:00 +00:00: it may show what is not public yet{BUILD_AGAIN}"
    );
    for options in [&["deploy"][..], &["deploy", "--dry-run"], &["deploy", "--orphan"]] {
        run_at("2026-03-01 12:00:00", &repository, options).refused().saying(&words);
    }
    assert_eq!(repository.remote(&["for-each-ref"]), "");
    run_at("2026-03-01 12:00:00", &repository, &["build"]).done();
    run_at("2026-03-01 12:00:01", &repository, &["deploy"]).done();
    let published = repository.published("gh-pages");
    assert!(!published.contains_key("politics/talks/index.html"));
    assert!(published.contains_key("politics/gone/index.html"));
}

/// A build that finds nothing to change says that what is there is right for its moment too.
#[test]
fn an_output_of_a_clock_ahead_that_shows_nothing_else_is_deployed_after_a_build() {
    let Some(repository) = repository() else { return };
    run_at("2026-03-01 13:00:00", &repository, &["build"]).done();
    run_at("2026-03-01 12:00:00", &repository, &["deploy"]).refused();
    run_at("2026-03-01 12:00:00", &repository, &["build"]).done();
    run_at("2026-03-01 12:00:01", &repository, &["deploy"]).done();
}

#[test]
fn an_output_that_time_has_overtaken_is_not_deployed() {
    let Some(repository) = repository() else { return };
    for (built, overtaken, change) in [
        // An embargo ends, and a story expires.
        ("2026-03-01 17:00:00", "2026-03-01 18:00:00", "2026-03-01 18:00 +00:00"),
        ("2026-03-02 17:59:59", "2026-03-09 12:00:00", "2026-03-02 18:00 +00:00"),
    ] {
        run_at(built, &repository, &["build"]).done();
        let words = format!(
            "error: `./public` is out of date: a story appeared or expired on {change}, after it \
             was built{BUILD_AGAIN}"
        );
        run_at(overtaken, &repository, &["deploy"]).refused().saying(&words);
        run_at(overtaken, &repository, &["deploy", "--with-held"]).refused().saying(&words);
        run_at(overtaken, &repository, &["build"]).done();
        run_at(overtaken, &repository, &["deploy"]).done();
    }
    // From now on nothing appears or expires.
    run_at("2027-03-09 12:00:00", &repository, &["deploy"]).done();
}

/// What is held when the output is built, and not in it, still makes it another one.
#[test]
fn the_next_change_is_that_of_the_last_build_though_it_changed_no_file() {
    let Some(repository) = repository() else { return };
    run_at("2026-03-03 12:00:00", &repository, &["build"]).done();
    let held = "---\ntitle: Held\ndate: 2026-03-04T09:00:00Z\n---\nHeld.\n";
    tree::put(&repository.site, "content/politics/held.md", held);
    let built = run_at("2026-03-03 12:00:10", &repository, &["build"]).done();
    built.printing(" 0 files written").printing(" 0 removed");
    run_at("2026-03-04 08:59:59", &repository, &["deploy"]).done();
    run_at("2026-03-04 09:00:00", &repository, &["deploy"]).refused().saying("is out of date");
}

#[test]
fn an_output_that_does_not_say_until_when_it_is_right_is_built_again() {
    let Some(repository) = repository() else { return };
    let list = repository.site.join("public/.dateline/files");
    for line in ["# They show the site at ", "# A text appears or disappears by itself at "] {
        // Until a build of the same ends at once.
        for _ in 0..3 {
            run_at("2026-03-01 12:00:00", &repository, &["build"]).done();
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let text = fs::read_to_string(&list).unwrap();
        let without = text.lines().filter(|found| !found.starts_with(line));
        fs::write(&list, without.map(|line| format!("{line}\n")).collect::<String>()).unwrap();
        assert!(fs::read_to_string(&list).unwrap().len() < text.len(), "{line}");
        let words = format!(
            "error: `./public` does not say until when it is right: an older version of Dateline \
             built it{BUILD_AGAIN}"
        );
        run_at("2026-03-01 12:00:01", &repository, &["deploy"]).refused().saying(&words);
        run_at("2026-03-01 12:00:02", &repository, &["build"]).done();
        run_at("2026-03-01 12:00:03", &repository, &["deploy"]).done();
    }
}
