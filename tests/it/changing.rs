//! A site whose files are changed while it is built: an editor saves, `git checkout`
//! goes over the folder. What is published is of one moment, or nothing is.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use crate::common::diff::assert_same;
use crate::common::links;
use crate::common::newsroom::{BASE, EDITS, Newsroom};
use crate::common::program::{Ended, run};
use crate::common::random::Random;
use crate::common::repository::Repository;
use crate::common::tree::{self, Tree};
use dateline::source::{Folder, FolderChange, FolderListing};
use tempfile::TempDir;

const AT: &str = "2026-03-01T12:00:00Z";

fn build(site: &Path, output: &Path) -> Ended {
    let [site, output] = [site, output].map(|path| path.to_str().unwrap());
    run(Path::new("."), &["build", "--site", site, "--output", output, "--at", AT])
}

/// What a build into a new folder makes.
fn clean(site: &Path) -> Tree {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    build(site, &output).done();
    tree::read(&output)
}

/// A site, built once, and where it was built to.
fn built(stories: usize) -> (TempDir, PathBuf, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    Newsroom::with_stories(stories, &mut Random::seeded(3)).save(&site);
    build(&site, &public).done();
    (place, site, public)
}

#[test]
fn each_kind_of_change_is_noticed() {
    let place = tempfile::tempdir().unwrap();
    let site = place.path();
    for file in ["site.yaml", "content/a/one.md", "static/one.css", "data/one.csv"] {
        tree::put(site, file, "one");
    }
    let changed = |change: &dyn Fn()| {
        let listed = FolderListing::new(Folder::new(site));
        assert_eq!(listed.changed(), None);
        // Of two changes within one tick of the disk's clock, the first alone shows.
        sleep(Duration::from_millis(20));
        change();
        match listed.changed().unwrap() {
            FolderChange::File(file) => file,
            FolderChange::Unlisted(faults) => panic!("{faults:?}"),
        }
    };
    let at = |file: &str| site.join(file);
    let one = "content/a/one.md";
    assert_eq!(changed(&|| fs::write(at(one), "two").unwrap()), one);
    assert_eq!(changed(&|| fs::write(at("site.yaml"), "two").unwrap()), "site.yaml");
    assert_eq!(changed(&|| fs::write(at("static/new.css"), "").unwrap()), "static/new.css");
    assert_eq!(changed(&|| fs::remove_file(at("data/one.csv")).unwrap()), "data/one.csv");
    let renamed = changed(&|| fs::rename(at(one), at("content/a/two.md")).unwrap());
    assert_eq!(renamed, "content/a/two.md");
    let replaced = || {
        fs::write(at("static/x"), "one").unwrap();
        fs::rename(at("static/x"), at("static/one.css")).unwrap();
    };
    assert_eq!(changed(&replaced), "static/one.css");

    let listed = FolderListing::new(Folder::new(site));
    std::os::unix::fs::symlink("/", at("static/out")).unwrap();
    let change = listed.changed();
    assert!(
        matches!(&change, Some(FolderChange::Unlisted(faults)) if faults.len() == 1),
        "{change:?}"
    );
}

/// Saves a story again and again as long as `goes_on`, while `meanwhile` is done.
fn while_saved<T>(site: &Path, goes_on: &AtomicBool, meanwhile: impl FnOnce() -> T) -> T {
    let file = site.join("content/politics/saved.md");
    let saving = || {
        for round in 0.. {
            let text = format!("---\ntitle: Saved\ndate: 2026-02-01\n---\n{round}\n");
            fs::write(&file, text).unwrap();
            if !goes_on.load(Ordering::Relaxed) {
                return;
            }
            sleep(Duration::from_millis(5));
        }
    };
    thread::scope(|scope| {
        let _end = Ends(goes_on);
        scope.spawn(saving);
        meanwhile()
    })
}

/// Ends what goes on, also where the test fails: its threads are waited for.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

#[test]
fn a_site_that_does_not_settle_is_not_published() {
    let (_place, site, public) = built(200);
    let before = tree::read(&public);
    let ended = while_saved(&site, &AtomicBool::new(true), || build(&site, &public));
    let file = site.join("content/politics/saved.md");
    let message = format!(
        "error: the site kept changing while it was being read (7 tries); \
         last changed: this file\n--> {}\n = help: build again when nothing writes to the site's \
         folder\n",
        file.display()
    );
    ended.refused().saying(&message);
    assert_same(&before, &tree::read(&public), "after a build that was refused");
}

#[test]
fn a_site_that_settles_is_published() {
    let (_place, site, public) = built(200);
    let goes_on = AtomicBool::new(true);
    let ended = thread::scope(|scope| {
        scope.spawn(|| {
            sleep(Duration::from_millis(700));
            goes_on.store(false, Ordering::Relaxed);
        });
        while_saved(&site, &goes_on, || build(&site, &public))
    });
    ended.done();
    assert_same(&clean(&site), &tree::read(&public), "after a build that waited");
}

#[test]
fn a_checkout_in_the_middle_of_builds_leaves_a_whole_site() {
    let random = &mut Random::seeded(4);
    let mut newsroom = Newsroom::with_stories(300, random);
    let place = Repository::with_site_in("site", "");
    let (site, elsewhere) = (place.site(), tempfile::tempdir().unwrap());
    let public = elsewhere.path().join("public");
    newsroom.save(site);
    place.commit("2026-02-20T08:00:00Z", "before");
    let started = Instant::now();
    let before = clean(site);
    // So that now and then the site stays as it is for the time of a build.
    let mut most = 2 * started.elapsed().as_millis() as usize;
    place.git(&["checkout", "--quiet", "-b", "after"]);
    for edit in [EDITS, EDITS].concat() {
        newsroom.edit(edit, random);
    }
    newsroom.save(site);
    place.commit("2026-02-21T08:00:00Z", "after");
    let after = clean(site);
    assert!(before != after);

    let goes_on = AtomicBool::new(true);
    let builds = thread::scope(|scope| {
        let _end = Ends(&goes_on);
        scope.spawn(|| {
            for branch in ["main", "after"].into_iter().cycle() {
                place.git(&["checkout", "--quiet", branch]);
                if !goes_on.load(Ordering::Relaxed) {
                    return;
                }
                sleep(Duration::from_millis(random.below(most) as u64));
                // On a machine that is busier by now, a build takes longer.
                most += most / 10;
            }
        });
        let builds = (0..12).map(|_| {
            let ended = build(site, &public);
            assert!(matches!(ended.status, Some(0 | 1)), "{ended:?}");
            if public.exists() {
                assert_eq!(links::without_target(&tree::read(&public), BASE), [""; 0]);
            }
            ended.status == Some(0)
        });
        builds.filter(|done| *done).count()
    });
    assert!(builds > 0, "no build came to its end");
    build(site, &public).done();
    assert_same(&clean(site), &tree::read(&public), "after the last checkout");
}
