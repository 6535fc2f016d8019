//! A folder that an earlier build filled.

use std::fs;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::SystemTime;

use super::super::placeholder::{SOON, StandIn};
use super::*;

const OLD: Site = &[
    ("index.html", "home"),
    ("a/index.html", "story a"),
    ("b/c/d/index.html", "story d"),
    ("b/c/pic.png", "png"),
];

fn changed_at(folder: &Path, path: &str) -> SystemTime {
    fs::metadata(folder.join(path)).unwrap().modified().unwrap()
}

#[test]
fn an_unchanged_site_writes_nothing() {
    let (_folder, public) = published(OLD);
    let long_ago = SystemTime::UNIX_EPOCH;
    for path in ["index.html", "a/index.html", ".dateline/files"] {
        fs::File::open(public.join(path)).unwrap().set_modified(long_ago).unwrap();
    }
    assert_eq!(publish(&public, OLD), Ok(report(0, 4, 0)));
    for path in ["index.html", "a/index.html", ".dateline/files"] {
        assert_eq!(changed_at(&public, path), long_ago, "{path}");
    }
    assert_eq!(snapshot(&public), clean(OLD));
}

#[test]
fn each_content_is_made_once() {
    let (_folder, public) = published(OLD);
    let calls: Vec<AtomicUsize> = OLD.iter().map(|_| AtomicUsize::new(0)).collect();
    let output = Output::open(&public).unwrap();
    let result = output.publish(&entries(OLD), None, |index| {
        calls[index].fetch_add(1, Relaxed);
        Ok(Content::Bytes(b"new".to_vec()))
    });
    assert_eq!(result, Ok(report(4, 0, 0)));
    assert!(calls.iter().all(|count| count.load(Relaxed) == 1));
}

#[test]
fn changed_and_new_files_are_written_and_old_ones_removed_with_their_folders() {
    let (_folder, public) = published(OLD);
    let new: Site =
        &[("index.html", "HOME"), ("a/index.html", "story a"), ("e/f/index.html", "story f")];
    assert_eq!(publish(&public, new), Ok(report(2, 1, 2)));
    assert_eq!(snapshot(&public), clean(new));
}

#[test]
fn copied_files_are_compared_with_their_source() {
    let (folder, public) = output();
    let source = folder.path().join("source.bin");
    let long = vec![7; 200_000];
    let site = entries(&[("pic.png", "")]);
    let copy = || {
        let output = Output::open(&public).unwrap();
        output.publish(&site, None, |_| Ok(Content::Copy(source.clone())))
    };
    fs::write(&source, &long).unwrap();
    assert_eq!(copy(), Ok(report(1, 0, 0)));
    assert_eq!(copy(), Ok(report(0, 1, 0)));

    let mut other = long.clone();
    other[199_999] = 8;
    fs::write(&source, &other).unwrap();
    assert_eq!(copy(), Ok(report(1, 0, 0)));
    assert_eq!(fs::read(public.join("pic.png")).unwrap(), other);

    fs::remove_file(&source).unwrap();
    let fault = only_fault(copy());
    assert!(fault.contains("cannot read") && fault.contains("source.bin"), "{fault}");
    assert_eq!(fs::read(public.join("pic.png")).unwrap(), other);
}

#[test]
fn a_failed_build_changes_nothing() {
    let (_folder, public) = published(OLD);
    let before = snapshot(&public);
    let output = Output::open(&public).unwrap();
    let result = output.publish(
        &entries(&[("new.html", ""), ("index.html", ""), ("x.html", "")]),
        None,
        |i| match i {
            0 => Ok(Content::Bytes(b"new".to_vec())),
            _ => Err(vec![Diagnostic::error(format!("fault {i}"))]),
        },
    );
    assert_eq!(result.unwrap_err().len(), 2);
    assert_eq!(snapshot(&public), before);
}

#[test]
fn what_a_killed_build_left_in_staging_is_not_published() {
    let (_folder, public) = published(OLD);
    put(&public, ".dateline/staging/0", "stale");
    put(&public, ".dateline/staging/soon.html", "stale");
    let new: Site = &[("new.html", "new")];
    publish(&public, new).unwrap();
    assert_eq!(snapshot(&public), clean(new));
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let old: Site = &[("x", "file"), ("y/a/index.html", "page"), ("y/b.png", "png")];
    let new: Site = &[("x/a/index.html", "page"), ("x/b.png", "png"), ("y", "file")];
    let (_folder, public) = published(old);
    fs::create_dir(public.join("y/empty")).unwrap();
    assert_eq!(publish(&public, new), Ok(report(3, 0, 3)));
    assert_eq!(snapshot(&public), clean(new));
    assert_eq!(publish(&public, old), Ok(report(3, 0, 3)));
    assert_eq!(snapshot(&public), clean(old));
}

#[test]
fn what_may_not_appear_when_it_is_made_leaves_all_as_it_was() {
    let refuse = |public: &Path| {
        let output = Output::open(public).unwrap();
        let site = &[("index.html", "new"), ("c.html", "c")];
        let produce = |index: usize| Ok(Content::Bytes(site[index].1.into()));
        let wait = || Err(vec![Diagnostic::error("not yet")]);
        let faults = output.publish_if(&entries(site), None, produce, wait).unwrap_err();
        assert_eq!(faults, [Diagnostic::error("not yet")]);
    };
    let (_folder, public) = published(OLD);
    let before = snapshot(&public);
    refuse(&public);
    assert_eq!(snapshot(&public), before);
    let (_folder, public) = output();
    refuse(&public);
    assert!(!public.exists());
}

#[test]
fn a_list_that_somebody_edited_does_no_harm() {
    let (folder, public) = published(OLD);
    put(folder.path(), "precious.txt", "mine");
    let outside = folder.path().join("precious.txt");
    let list = public.join(".dateline/files");
    let mut text = fs::read(&list).unwrap();
    text.extend(b"../precious.txt\n\n/etc/passwd\na/../../precious.txt\n.dateline/lock\n");
    text.extend(format!("{}\r\n", outside.display()).bytes());
    text.extend(b"\xff\xfe\n");
    fs::write(&list, text).unwrap();
    assert_eq!(publish(&public, &[("index.html", "home")]), Ok(report(0, 1, 3)));
    assert_eq!(snapshot(&public), clean(&[("index.html", "home")]));
    assert!(public.join(".dateline/lock").is_file());
    assert_eq!(fs::read(outside).unwrap(), b"mine");
}

#[test]
fn placeholders_are_copies_where_a_file_cannot_have_many_names() {
    let folder = temporary();
    let disk = Disk::new();
    let original = folder.path().join("soon.html");
    let mut soon = StandIn::make(&disk, original.clone(), SOON, None).unwrap();
    // Without it, giving it another name fails.
    fs::remove_file(original).unwrap();
    put(folder.path(), "old.html", "old");
    soon.lay(&folder.path().join("new.html")).unwrap();
    soon.lay_over(&folder.path().join("old.html")).unwrap();
    let found = snapshot(folder.path());
    assert_eq!(found.len(), 2);
    assert!(found.values().all(|bytes| bytes == SOON.as_bytes()));
}
