//! A build that is killed at any moment leaves a whole site, and the next one
//! ends the job.
//!
//! Two versions of a site take turns in one output, so that every build has
//! real work to do.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::common::diff::assert_same;
use crate::common::links;
use crate::common::newsroom::{BASE, Edit, Newsroom};
use crate::common::program::{dateline, ended};
use crate::common::random::Random;
use crate::common::tree::{self, Tree};
use tempfile::TempDir;

const SIGKILL: i32 = 9;
const STORIES: usize = 200;
/// A file that is in each version, with that version's name in it. It appears
/// early, so it tells when a build has begun to change the output.
const VERSION: &str = "version.txt";
/// Files in the output's folders that are none of Dateline's business.
const OTHERS: [&str; 3] =
    ["politics/notes of the desk.txt", "tags/water/draft.html.orig", "mine/x"];

struct Version {
    name: &'static str,
    site: PathBuf,
    /// What a clean build of it makes.
    clean: Tree,
}

/// Two versions, and an output for both.
struct Place {
    folder: TempDir,
    public: PathBuf,
    versions: [Version; 2],
}

impl Place {
    fn new(random: &mut Random) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let old = Newsroom::with_stories(STORIES, random);
        let new = much_changed(old.clone(), random);
        let versions = [("old", old), ("new", new)].map(|(name, mut newsroom)| {
            newsroom.put("static/version.txt", name);
            let site = folder.path().join(name);
            newsroom.save(&site);
            let output = folder.path().join("clean").join(name);
            assert!(ended(&mut build(&site, &output)).done().stdout.contains("Built "));
            Version { name, site, clean: tree::read(&output) }
        });
        let public = folder.path().join("public");
        Place { folder, public, versions }
    }

    fn build(&self, version: &Version) -> std::process::Command {
        build(&version.site, &self.public)
    }

    fn finish(&self, version: &Version) {
        ended(&mut self.build(version)).done();
    }

    /// What is in the output, without `OTHERS`.
    fn published(&self) -> Tree {
        let mut files = tree::read(&self.public);
        files.retain(|path, _| !OTHERS.contains(&path.as_str()));
        files
    }

    /// What a killed build left, after a check that each link has its target.
    fn left(&self, when: &str) -> Tree {
        let left = self.published();
        assert_eq!(links::without_target(&left, BASE), [""; 0], "{when}");
        left
    }

    fn put_others(&self) {
        for path in OTHERS {
            tree::put(&self.public, path, "of another");
        }
    }

    fn assert_that_others_are_there(&self, when: &str) {
        for path in OTHERS {
            let text = fs::read_to_string(self.public.join(path)).unwrap_or_default();
            assert_eq!(text, "of another", "{when}: {path}");
        }
    }
}

fn build(site: &Path, output: &Path) -> std::process::Command {
    let (site, output) = (site.to_str().unwrap(), output.to_str().unwrap());
    let arguments = ["build", "--site", site, "--output", output, "--at", "2026-03-01T12:00:00Z"];
    dateline(Path::new("."), &arguments)
}

fn much_changed(mut newsroom: Newsroom, random: &mut Random) -> Newsroom {
    let often = [
        Edit::NewStory,
        Edit::Rewrite,
        Edit::Delete,
        Edit::Rename,
        Edit::Retag,
        Edit::MoveToSection,
        Edit::Redate,
        Edit::DraftOnOrOff,
        Edit::PictureOnOrOff,
    ];
    for edit in often.repeat(20) {
        newsroom.edit(edit, random);
    }
    newsroom.edit(Edit::MoveTheAnchor, random);
    newsroom.edit(Edit::StaticOnOrOff, random);
    newsroom.edit(Edit::ChangePageSize, random);
    newsroom
}

/// When a build is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// At any time.
    Any,
    /// While it changes the output.
    OfChange,
}

/// Starts a build and kills it; whether it was still running.
fn killed(mut command: std::process::Command, wait: impl FnOnce(&mut Child)) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait(&mut child);
    child.kill().unwrap();
    let status = child.wait().unwrap();
    assert!(status.success() || status.signal() == Some(SIGKILL), "{status}");
    status.signal() == Some(SIGKILL)
}

/// Waits until the build has put the first file in place, or is over.
fn wait_for_change(place: &Place, version: &Version, child: &mut Child) {
    let is_there =
        || fs::read(place.public.join(VERSION)).is_ok_and(|is| is == version.name.as_bytes());
    while !is_there() && child.try_wait().unwrap().is_none() {
        sleep(Duration::from_micros(50));
    }
}

/// How long a build takes, and how long of that it changes the output.
fn measured(place: &Place, version: &Version) -> (Duration, Duration) {
    let started = Instant::now();
    let mut child = place.build(version).stdout(Stdio::null()).spawn().unwrap();
    wait_for_change(place, version, &mut child);
    let until_change = started.elapsed();
    assert!(child.wait().unwrap().success());
    (started.elapsed(), started.elapsed() - until_change)
}

#[test]
fn a_link_without_a_target_is_found() {
    let place = Place::new(&mut Random::seeded(1));
    let mut files = place.versions[0].clean.clone();
    assert!(links::count(&files, BASE) > STORIES, "the pages have few links");
    assert_eq!(links::without_target(&files, BASE), [""; 0]);
    files.remove("about/index.html").unwrap();
    let lost = links::without_target(&files, BASE);
    assert!(lost.len() == 1 && lost[0].ends_with(" -> /briefing/about/"), "{lost:?}");
}

#[test]
fn sixty_killed_rebuilds() {
    let random = &mut Random::seeded(60);
    let place = Place::new(random);
    let [old, new] = &place.versions;
    place.finish(new);
    place.put_others();
    let (whole, change) = measured(&place, old);

    let (mut kills, mut half_done) = (0, 0);
    for number in 0..60 {
        let version = &place.versions[(number + 1) % 2];
        let moment = if number % 3 == 0 { Moment::Any } else { Moment::OfChange };
        let fraction = random.fraction();
        let was_running = killed(place.build(version), |child| match moment {
            Moment::Any => sleep(whole.mul_f64(fraction)),
            Moment::OfChange => {
                wait_for_change(&place, version, child);
                sleep(change.mul_f64(fraction));
            }
        });
        let when = format!("after kill {number}, {moment:?}");
        let left = place.left(&when);
        place.assert_that_others_are_there(&when);
        kills += usize::from(was_running);
        half_done += usize::from(place.versions.iter().all(|version| version.clean != left));

        place.finish(version);
        assert_same(&version.clean, &place.published(), &when);
        place.assert_that_others_are_there(&when);
    }
    assert!(kills >= 20 && half_done >= 5, "{kills} killed, {half_done} with work half done");
}

#[test]
fn forty_killed_first_builds() {
    let random = &mut Random::seeded(40);
    let place = Place::new(random);
    let version = &place.versions[0];
    let started = Instant::now();
    place.finish(version);
    let whole = started.elapsed();

    let mut kills = 0;
    for number in 0..40 {
        fs::remove_dir_all(&place.public).unwrap();
        // Every other time into an empty folder, which cannot appear at once.
        let is_there = number % 2 == 0;
        if is_there {
            fs::create_dir(&place.public).unwrap();
        }
        let fraction = random.fraction();
        let wait = |_: &mut Child| sleep(whole.mul_f64(fraction));
        kills += usize::from(killed(place.build(version), wait));
        let when = format!("after kill {number}");
        let left = place.left(&when);
        if !is_there && place.public.exists() {
            assert_same(&version.clean, &left, &when);
        }

        place.finish(version);
        assert_same(&version.clean, &place.published(), &when);
        let mut beside: Vec<_> = fs::read_dir(place.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        beside.sort();
        assert_eq!(beside, ["clean", "new", "old", "public"], "{when}");
    }
    assert!(kills >= 15, "only {kills} builds were killed before they ended");
}
