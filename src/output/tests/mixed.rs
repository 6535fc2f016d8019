//! A folder in which others keep files as well.

use std::fs;

use super::*;

const SITE: Site = &[("index.html", "home"), ("a/index.html", "story")];

/// Publishes `new` over `SITE` and `foreign`, which must fail with a word about
/// `named` and change nothing.
#[track_caller]
fn assert_refused(foreign: &str, new: Site, named: &str) {
    let (_folder, public) = published(SITE);
    put(&public, foreign, "mine");
    let before = snapshot(&public);
    let fault = only_fault(publish(&public, new));
    assert!(fault.contains(named), "{fault}");
    assert_eq!(snapshot(&public), before);
}

#[test]
fn the_files_of_others_stay() {
    let (_folder, public) = published(SITE);
    put(&public, "CNAME", "example.org");
    put(&public, "a/note.txt", "mine");
    put(&public, "b/note.txt", "mine");
    assert_eq!(publish(&public, &[("index.html", "home")]), Ok(report(0, 1, 1)));
    let found = snapshot(&public);
    assert_eq!(found["CNAME"], b"example.org");
    assert_eq!(found["a/note.txt"], b"mine");
    assert_eq!(found["b/note.txt"], b"mine");
    assert!(!found.contains_key("a/index.html"));
}

#[test]
fn a_file_of_others_is_not_overwritten() {
    assert_refused("about/index.html", &[("about/index.html", "ours")], "about/index.html");
}

#[test]
fn a_file_of_others_with_the_right_bytes_is_adopted() {
    let (_folder, public) = published(SITE);
    put(&public, "b.png", "png");
    let new: Site = &[("index.html", "home"), ("a/index.html", "story"), ("b.png", "png")];
    assert_eq!(publish(&public, new), Ok(report(0, 3, 0)));
    assert_eq!(snapshot(&public), clean(new));
    assert_eq!(publish(&public, SITE), Ok(report(0, 2, 1)));
    assert_eq!(snapshot(&public), clean(SITE));
}

#[test]
fn a_file_of_others_is_not_replaced_by_a_folder() {
    assert_refused("b", &[("b/c/index.html", "ours")], "public/b` must be a folder");
}

#[test]
fn a_folder_with_a_file_of_others_is_not_replaced_by_a_file() {
    assert_refused("a/deep/note.txt", &[("a", "ours")], "a/deep/note.txt");
}

#[test]
fn faults_of_the_folder_and_of_the_pages_come_together() {
    let (_folder, public) = published(SITE);
    put(&public, "b", "mine");
    put(&public, "c", "mine");
    let output = Output::open(&public).unwrap();
    let site = entries(&[("b/x.html", ""), ("c", ""), ("d", "")]);
    let result = output.publish(&site, None, |index| match index {
        2 => Err(vec![Diagnostic::error("a fault of the page")]),
        _ => Ok(Content::Bytes(b"new".to_vec())),
    });
    assert_eq!(result.unwrap_err().len(), 3);
}

#[test]
fn a_folder_that_somebody_put_in_place_of_our_file_stays() {
    let (_folder, public) = published(SITE);
    fs::remove_file(public.join("a/index.html")).unwrap();
    put(&public, "a/index.html/note.txt", "mine");
    assert_eq!(publish(&public, &[("index.html", "home")]), Ok(report(0, 1, 0)));
    assert_eq!(snapshot(&public)["a/index.html/note.txt"], b"mine");
}
