//! The same input at the same instant gives the same bytes, on any machine,
//! with any number of threads, in any folder, on any day.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::common::diff::assert_same;
use crate::common::newsroom::Newsroom;
use crate::common::program::{dateline, ended};
use crate::common::random::Random;
use crate::common::tree::{self, Tree};
use tempfile::TempDir;

/// The project's own sample, and a site of many stories: their files.
fn sites() -> [Tree; 2] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sample = Tree::new();
    for folder in ["content", "data"] {
        let files = tree::read(&root.join(folder)).into_iter();
        sample.extend(files.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    sample.insert("site.yaml".into(), fs::read(root.join("site.yaml")).unwrap());

    let generated = tempfile::tempdir().unwrap();
    Newsroom::with_stories(120, &mut Random::seeded(8)).save(generated.path());
    [sample, tree::read(generated.path())]
}

/// A site in a folder of its own.
struct Place(TempDir);

impl Place {
    fn with(site: &Tree) -> Self {
        let place = Place(tempfile::tempdir().unwrap());
        tree::write(site, place.0.path());
        place
    }

    fn folder(&self) -> &Path {
        self.0.path()
    }

    /// What a build makes, at an instant that an offset pins down.
    fn built(&self, change: impl FnOnce(&mut Command)) -> Tree {
        let output = self.folder().join("public");
        if output.exists() {
            fs::remove_dir_all(&output).unwrap();
        }
        let mut command = dateline(self.folder(), &["build", "--at", "2026-11-24 16:00 +04:00"]);
        change(&mut command);
        ended(&mut command).done();
        let built = tree::read(&output);
        assert!(built.len() > 100, "{} files are too few to tell", built.len());
        built
    }
}

fn as_it_is(_: &mut Command) {}

#[test]
fn with_any_number_of_threads() {
    for site in sites() {
        let place = Place::with(&site);
        let threads = |number: &str| {
            place.built(|command| {
                command.env("RAYON_NUM_THREADS", number);
            })
        };
        let one = threads("1");
        for number in ["2", "8", "8"] {
            assert_same(&one, &threads(number), &format!("with {number} threads"));
        }
    }
}

#[test]
fn in_any_folder() {
    for site in sites() {
        let here = Place::with(&site).built(as_it_is);

        // Another name, another depth, and files that the disk lists in another order.
        let place = tempfile::tempdir().unwrap();
        let far = place.path().join("далеко/with space/deep");
        for (path, bytes) in site.iter().rev() {
            tree::put(&far, path, bytes);
        }
        let output = place.path().join("out");
        let (far, output) = (far.to_str().unwrap(), output.to_str().unwrap());
        let at = "2026-11-24 16:00 +04:00";
        let arguments = ["build", "--site", far, "--output", output, "--at", at];
        ended(&mut dateline(Path::new("/"), &arguments)).done();
        assert_same(&here, &tree::read(Path::new(output)), "from another folder");
    }
}

#[test]
fn whatever_the_machine_is_set_to() {
    for site in sites() {
        let place = Place::with(&site);
        let here = place.built(as_it_is);
        for (zone, language) in [("Pacific/Kiritimati", "ar_EG.UTF-8"), ("America/Adak", "C")] {
            let there = place.built(|command| {
                command.env("TZ", zone).env("LANG", language).env("LC_ALL", language);
            });
            assert_same(&here, &there, &format!("with {zone} and {language}"));
        }
    }
}

#[test]
fn on_any_day() {
    for site in sites() {
        let place = Place::with(&site);
        let now = place.built(as_it_is);

        // Beyond the resolution of a clock that counts seconds, with files of another age.
        sleep(Duration::from_millis(1100));
        for path in site.keys() {
            let file = File::options().append(true).open(place.folder().join(path)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(86_400 * 365)).unwrap();
        }
        assert_same(&now, &place.built(as_it_is), "a second later");
    }
}

#[test]
fn but_not_at_another_instant() {
    let [_, site] = sites();
    let place = Place::with(&site);
    let late = place.built(as_it_is);
    ended(&mut dateline(place.folder(), &["build", "--at", "2026-01-20"])).done();
    assert!(tree::read(&place.folder().join("public")) != late, "the instant makes no difference");
}
