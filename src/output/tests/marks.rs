//! Files that are known without being read, and those that must not be.

use std::fs::File;
use std::sync::Mutex;
use std::thread::sleep;
use std::time::Duration;

use super::super::BOOKKEEPING;
use super::super::identity::Identity;
use super::super::marks::{MARKS, Marks};
use super::*;
use crate::stamp::Stamp;

const SITE: Site =
    &[("index.html", "home"), ("a/index.html", "story a"), ("a/pic.png", "png"), ("b.txt", "b")];

/// Longer than a tick of any clock by which a disk's files are stamped.
fn wait_a_tick() {
    sleep(Duration::from_millis(20));
}

/// The paths of the site's files that a build would not read.
fn known(public: &Path) -> Vec<&'static str> {
    let marks = Marks::load(&public.join(BOOKKEEPING), MARKS).unwrap();
    let is_known = |path: &&str| {
        let stamp = Stamp::at(&public.join(path)).unwrap();
        marks.of_file(path, stamp).is_some()
    };
    SITE.iter().map(|(path, _)| *path).filter(is_known).collect()
}

/// Changes a file behind the back of its length and its modification time.
fn change_unseen(path: &Path, text: &str) {
    let before = fs::metadata(path).unwrap();
    assert_eq!(before.len(), text.len() as u64);
    let file = File::options().write(true).open(path).unwrap();
    std::io::Write::write_all(&mut &file, text.as_bytes()).unwrap();
    file.set_modified(before.modified().unwrap()).unwrap();
}

#[test]
#[cfg(unix)]
fn after_a_build_with_nothing_changed_all_files_are_known() {
    let (_folder, public) = published(SITE);
    wait_a_tick();
    assert_eq!(publish(&public, SITE), Ok(report(0, 4, 0)));
    assert_eq!(known(&public), SITE.iter().map(|(path, _)| *path).collect::<Vec<_>>());
}

#[test]
fn a_file_that_was_just_put_in_place_is_not_known_yet() {
    let (_folder, public) = published(SITE);
    let new = &[("index.html", "HOME"), SITE[1], SITE[2], SITE[3]];
    wait_a_tick();
    assert_eq!(publish(&public, new), Ok(report(1, 3, 0)));
    assert!(!known(&public).contains(&"index.html"));
    assert_eq!(publish(&public, new), Ok(report(0, 4, 0)));
}

#[test]
fn a_file_that_somebody_changed_is_mended_whatever_its_length_and_time_say() {
    let (_folder, public) = published(SITE);
    for _ in 0..3 {
        change_unseen(&public.join("index.html"), "hame");
        change_unseen(&public.join("a/pic.png"), "gnp");
        assert_eq!(publish(&public, SITE), Ok(report(2, 2, 0)));
        assert_eq!(snapshot(&public), clean(SITE));
        wait_a_tick();
        assert_eq!(publish(&public, SITE), Ok(report(0, 4, 0)));
    }
}

#[test]
fn a_source_that_changed_unseen_is_copied_again() {
    let (folder, public) = output();
    let source = folder.path().join("pic.png");
    put(folder.path(), "pic.png", "one");
    let copy = || {
        let output = Output::open(&public).unwrap();
        output.publish(&entries(&[("pic.png", "")]), None, |_| Ok(Content::Copy(source.clone())))
    };
    copy().unwrap();
    for text in ["two", "six", "ten"] {
        wait_a_tick();
        assert_eq!(copy(), Ok(report(0, 1, 0)));
        change_unseen(&source, text);
        assert_eq!(copy(), Ok(report(1, 0, 0)));
        assert_eq!(fs::read_to_string(public.join("pic.png")).unwrap(), text);
    }
}

#[test]
fn marks_that_somebody_spoiled_cost_no_more_than_reading() {
    let (_folder, public) = published(SITE);
    let marks = public.join(BOOKKEEPING).join("marks");
    for spoiled in [&b"\xff\xfe"[..], b"", b"zz 4 5\n", b"1 2 3 4 5 ../../b.txt\n"] {
        fs::write(&marks, spoiled).unwrap();
        wait_a_tick();
        assert_eq!(publish(&public, SITE), Ok(report(0, 4, 0)));
    }
    fs::remove_file(&marks).unwrap();
    assert_eq!(publish(&public, SITE), Ok(report(0, 4, 0)));
    assert_eq!(snapshot(&public), clean(SITE));
}

/// Publishes `files`, all made from `recipe`, and says which of them had to be made.
fn publish_made(public: &Path, recipe: &str, files: Site) -> (FileCounts, Vec<&'static str>) {
    let made_from = Some(Identity::of_bytes(recipe.as_bytes()));
    let entries: Vec<Entry> =
        entries(files).into_iter().map(|entry| Entry { made_from, ..entry }).collect();
    let made = Mutex::new(Vec::new());
    let report = Output::open(public).unwrap().publish(&entries, None, |index| {
        made.lock().unwrap().push(SITE[index].0);
        Ok(Content::Bytes(files[index].1.into()))
    });
    let mut made = made.into_inner().unwrap();
    made.sort_unstable();
    (report.unwrap(), made)
}

#[test]
#[cfg(unix)]
fn what_follows_from_the_same_is_not_made_again() {
    let (_folder, public) = output();
    let (_, made) = publish_made(&public, "one", SITE);
    assert_eq!(made.len(), SITE.len());
    wait_a_tick();
    publish_made(&public, "one", SITE);
    wait_a_tick();
    assert_eq!(publish_made(&public, "one", SITE), (report(0, 4, 0), vec![]));
    let path = OutputPath::new("b.txt").unwrap();
    let identity = Identity::of_bytes(b"one");
    assert_eq!(
        Output::open(&public).unwrap().made_from(&path, identity),
        Some(public.join("b.txt"))
    );

    // What somebody changed or removed is.
    change_unseen(&public.join("b.txt"), "B");
    fs::remove_file(public.join("index.html")).unwrap();
    assert_eq!(Output::open(&public).unwrap().made_from(&path, identity), None);
    assert_eq!(publish_made(&public, "one", SITE), (report(2, 2, 0), vec!["b.txt", "index.html"]));
    assert_eq!(snapshot(&public), clean(SITE));
    // And all is if it follows from something else, even if it stays the same.
    wait_a_tick();
    let (report_of_other, made) = publish_made(&public, "other", SITE);
    assert_eq!((report_of_other, made.len()), (report(0, 4, 0), 4));
}
