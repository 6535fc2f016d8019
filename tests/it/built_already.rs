//! A build of what was built already ends at once, and never when anything is
//! different.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::common::diff::assert_same;
use crate::common::program::{Ended, run};
use crate::common::tree;
use tempfile::TempDir;

const NOON: &str = "2026-03-01T12:00:00Z";

const FILES: &[(&str, &str)] = &[
    ("site.yaml", "title: News\nbase_url: https://news.example/\nsections: [politics]\n"),
    ("content/politics/one.md", "---\ntitle: One\ndate: 2026-02-28\ntags: [a]\n---\nFirst.\n"),
    (
        "content/politics/later.md",
        "---\ntitle: Later\ndate: 2026-02-28\nembargo: 2026-03-01T18:00:00Z\n---\nHeld.\n",
    ),
    ("content/politics/draft.md", "---\ntitle: Draft\ndate: 2026-02-28\ndraft: true\n---\nNo.\n"),
    ("content/about.md", "---\ntitle: About\n---\nUs.\n"),
    ("templates/line.html", "<li>{{ story.title }}</li>"),
    ("static/robots.txt", "User-agent: *\n"),
    (
        "data/reads.csv",
        "date,path,reads\n2026-02-27,/politics/one/,9\n2026-02-28,/politics/one/,3\n",
    ),
];

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Place(tempfile::tempdir().unwrap());
        for (file, text) in FILES {
            place.write(file, text);
        }
        wait_a_tick();
        place
    }

    fn site(&self) -> PathBuf {
        self.0.path().join("site")
    }

    fn public(&self) -> PathBuf {
        self.0.path().join("public")
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.site().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Builds, with options more.
    fn build(&self, options: &[&str]) -> Ended {
        build(&self.site(), &self.public(), options)
    }

    /// Builds until there is nothing to do: what was just written is not yet
    /// trusted.
    fn settle(&self, options: &[&str]) {
        for _ in 0..2 {
            wait_a_tick();
            self.build(options).done();
        }
        wait_a_tick();
    }

    /// Whether a build ends at once. It then says what the marks say, so these
    /// are made to say something else.
    fn ends_at_once(&self, options: &[&str]) -> bool {
        let marks = self.public().join(".dateline/marks");
        let text = fs::read_to_string(&marks).unwrap();
        let pages = text.split_once("\"pages\":").and_then(|(_, rest)| rest.split_once(','));
        let Some((pages, _)) = pages else { return false };
        let planted = text.replacen(&format!("\"pages\":{pages},"), "\"pages\":4321,", 1);
        fs::write(&marks, planted).unwrap();
        wait_a_tick();
        let said = self.build(options).done().stdout;
        fs::write(&marks, text).unwrap();
        wait_a_tick();
        said.contains("Built 4,321 pages")
    }
}

/// Longer than a tick of any clock by which a disk's files are stamped.
fn wait_a_tick() {
    sleep(Duration::from_millis(20));
}

fn build(site: &Path, output: &Path, options: &[&str]) -> Ended {
    let paths = ["--site", site.to_str().unwrap(), "--output", output.to_str().unwrap()];
    let at = if options.contains(&"--at") { vec![] } else { vec!["--at", NOON] };
    run(Path::new("."), &[&["build"], &paths[..], &at[..], options].concat())
}

/// What a build into a new folder makes.
fn clean(site: &Path, options: &[&str]) -> tree::Tree {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    build(site, &output, options).done();
    tree::read(&output)
}

#[test]
fn a_build_of_what_was_built_already_says_the_same_and_ends_at_once() {
    let place = Place::new();
    let first = place.build(&[]).done().stdout;
    wait_a_tick();
    assert!(place.ends_at_once(&[]));

    let again = place.build(&[]).done().stdout;
    let (held, line) = again.rsplit_once("Built ").unwrap();
    assert!(first.starts_with(held), "{first}\n{again}");
    assert!(held.contains("embargoed: public from 2026-03-01 18:00"), "{held}");
    // A server may show them to everyone.
    let marks = fs::read_to_string(place.public().join(".dateline/marks")).unwrap();
    for told in ["later.md", "Later", "draft.md", "Draft"] {
        assert!(!marks.contains(told), "{told}: {marks}");
    }
    let files = tree::read(&place.public()).len();
    assert!(
        line.ends_with(&format!(": 0 files written, {files} unchanged, 0 removed\n")),
        "{line}"
    );
}

#[test]
fn whatever_changes_in_the_site_is_built() {
    type Change = (&'static str, fn(&Place));
    let changes: &[Change] = &[
        ("a text", |place| {
            place.write("content/politics/one.md", &FILES[1].1.replace("First", "1st"));
        }),
        ("a text, behind its length and time", |place| {
            let path = place.site().join("content/about.md");
            let before = fs::metadata(&path).unwrap().modified().unwrap();
            fs::write(&path, "---\ntitle: About\n---\nWe.\n").unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
        }),
        ("a new text", |place| {
            place.write("content/politics/two.md", "---\ntitle: Two\ndate: 2026-02-27\n---\nB.\n");
        }),
        ("a text less", |place| {
            fs::remove_file(place.site().join("content/politics/two.md")).unwrap();
        }),
        ("a text of another name", |place| {
            let folder = place.site().join("content/politics");
            fs::rename(folder.join("one.md"), folder.join("uno.md")).unwrap();
        }),
        ("two texts in each other's place", |place| {
            let folder = place.site().join("content/politics");
            fs::rename(folder.join("uno.md"), folder.join("x")).unwrap();
            fs::rename(folder.join("later.md"), folder.join("uno.md")).unwrap();
            fs::rename(folder.join("x"), folder.join("later.md")).unwrap();
        }),
        ("the settings", |place| {
            place.write("site.yaml", &FILES[0].1.replace("News", "Other news"));
        }),
        ("a template", |place| place.write("templates/line.html", "<li>{{ story.url }}</li>")),
        ("a static file", |place| place.write("static/robots.txt", "User-agent: x\n")),
        ("a link to another file", |place| {
            place.write("static/a.txt", "a");
            fs::write(place.site().join("static/b.txt"), "b").unwrap();
            symlink("a.txt", place.site().join("static/c.txt")).unwrap();
        }),
        ("what that file holds", |place| place.write("static/a.txt", "A")),
        ("where that link leads", |place| {
            fs::remove_file(place.site().join("static/c.txt")).unwrap();
            symlink("b.txt", place.site().join("static/c.txt")).unwrap();
        }),
        ("the reads", |place| {
            place.write("data/reads.csv", "date,path,reads\n2026-02-28,/politics/later/,3\n");
        }),
        ("where the reads are", |place| {
            place.write("counts.csv", "date,path,reads\n2026-02-28,/politics/later/,4\n");
            place.write("site.yaml", &format!("{}most_read: {{reads: counts.csv}}\n", FILES[0].1));
        }),
        ("the reads there", |place| {
            place.write("counts.csv", "date,path,reads\n2026-02-28,/politics/later/,5\n");
        }),
    ];
    let place = Place::new();
    for (what, change) in changes {
        place.settle(&[]);
        assert!(place.ends_at_once(&[]), "before {what}");
        change(&place);
        place.build(&[]).done();
        assert_same(&clean(&place.site(), &[]), &tree::read(&place.public()), what);
    }
}

#[test]
fn a_correction_is_released_in_time_by_a_build_of_the_same_files() {
    let correction = "corrections: [{date: 2026-03-01T18:00:00Z, text: Not a tapir.}]";
    let page = |place: &Place| fs::read_to_string(place.public().join("politics/one/index.html"));
    // With `--future` it is shown all the while, and nothing changes.
    for (fields, options, is_shown) in [
        (correction, &[][..], [false, true]),
        (&format!("{correction}\ndraft: true"), &["--drafts"], [false, true]),
        (correction, &["--future"], [true, true]),
    ] {
        let place = Place::new();
        let text = FILES[1].1.replace("tags: [a]", fields);
        place.write(FILES[1].0, &text);
        place.settle(options);
        assert_eq!(page(&place).unwrap().contains("Not a tapir"), is_shown[0], "{fields}");
        let later = [options, &["--at", "2026-03-01T18:00:00Z"]].concat();
        place.build(&later).done();
        assert_eq!(page(&place).unwrap().contains("Not a tapir"), is_shown[1], "{fields}");
    }
}

#[test]
fn other_options_and_another_time_are_another_build() {
    let others: &[&[&str]] = &[
        &["--drafts"],
        &[],
        &["--future"],
        &["--base-url", "https://example.net/news/"],
        &[],
        &["--at", "2026-03-01T18:00:00Z"],
        &["--at", "2026-03-01T17:59:59Z"],
        &["--at", "2026-03-02T00:00:00Z"],
        &["--at", "2026-02-28T23:59:59Z"],
    ];
    let place = Place::new();
    place.settle(&[]);
    for options in others {
        place.build(options).done();
        let built = tree::read(&place.public());
        assert_same(&clean(&place.site(), options), &built, &format!("{options:?}"));
        place.settle(options);
        assert!(place.ends_at_once(options), "{options:?}");
    }

    // The output is the same until something is due, and at the end of the day.
    place.settle(&[]);
    assert!(place.ends_at_once(&["--at", "2026-03-01T17:59:59Z"]));
    assert!(!place.ends_at_once(&["--at", "2026-03-01T11:59:59Z"]));
    place.settle(&["--at", "2026-03-01T18:00:00Z"]);
    assert!(place.ends_at_once(&["--at", "2026-03-01T23:59:59Z"]));
    assert!(!place.ends_at_once(&["--at", "2026-03-02T00:00:00Z"]));
}

#[test]
fn what_somebody_did_to_the_output_is_mended() {
    let place = Place::new();
    let expected = clean(&place.site(), &[]);
    let story = place.public().join("politics/one/index.html");
    let harms: &[fn(&Path)] = &[
        |story| fs::remove_file(story).unwrap(),
        |story| {
            let length = fs::read(story).unwrap().len();
            fs::write(story, "x".repeat(length)).unwrap();
        },
        |story| {
            fs::rename(story, story.with_extension("bak")).unwrap();
            fs::copy(story.with_extension("bak"), story).unwrap();
            fs::remove_file(story.with_extension("bak")).unwrap();
            fs::write(story, "").unwrap();
        },
        |story| fs::remove_dir_all(story.ancestors().nth(2).unwrap()).unwrap(),
    ];
    for harm in harms {
        place.settle(&[]);
        assert!(place.ends_at_once(&[]));
        harm(&story);
        place.build(&[]).done();
        assert_same(&expected, &tree::read(&place.public()), "after harm");
    }
}

/// It may hold drafts, and a server may show it.
#[test]
fn what_a_killed_build_left_does_not_stay() {
    let place = Place::new();
    place.settle(&[]);
    let staging = place.public().join(".dateline/staging");
    let leave = || {
        fs::create_dir_all(staging.join("0")).unwrap();
        fs::write(staging.join("0/1"), "<p>No.</p>").unwrap();
    };
    leave();
    assert!(place.ends_at_once(&[]));
    assert!(!staging.exists());
    // Nor where the next build is refused.
    leave();
    place.write("content/politics/one.md", "---\ntitle: [\n---\nFirst.\n");
    place.build(&[]).refused();
    assert!(!staging.exists());
}

#[test]
fn warnings_are_said_each_time() {
    let place = Place::new();
    place.write("data/reads.csv", "date,path,reads\n2025-02-27,/politics/one/,9\n");
    for _ in 0..4 {
        wait_a_tick();
        place.build(&[]).done().saying("warning");
    }
}

/// As of a language that the theme has no words of: they are found without reading any text.
#[test]
fn warnings_of_the_settings_do_not_have_the_site_made_again() {
    let place = Place::new();
    place.write("site.yaml", &format!("{}language: sw\n", FILES[0].1));
    let first = place.build(&[]).done().saying("texts are not in `sw`").stderr;
    place.settle(&[]);
    assert!(place.ends_at_once(&[]));
    assert_eq!(place.build(&[]).done().stderr, first);
    // Another warning is of a text, and not said without reading it.
    place.write("data/reads.csv", "date,path,reads\n2025-02-27,/politics/one/,9\n");
    place.settle(&[]);
    assert!(!place.ends_at_once(&[]));
    assert_ne!(place.build(&[]).done().stderr, first);
    // Nor is an error passed over.
    place.write("data/reads.csv", FILES[7].1);
    place.settle(&[]);
    assert!(place.ends_at_once(&[]));
    place.write("site.yaml", &format!("{}language: pt_BR\n", FILES[0].1));
    place.build(&[]).refused();
}
