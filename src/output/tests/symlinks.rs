//! Symbolic links in the output, and the output as one.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use super::*;

const SITE: Site = &[("index.html", "home"), ("a/index.html", "story"), ("pic.png", "png")];

/// A folder outside the output, with files that must stay as they are.
fn outside(folder: &TempDir) -> PathBuf {
    let outside = folder.path().join("outside");
    put(&outside, "index.html", "mine");
    put(&outside, "sub/index.html", "mine");
    outside
}

#[test]
fn the_output_may_be_a_link_to_a_folder() {
    let (folder, public) = output();
    fs::create_dir(folder.path().join("real")).unwrap();
    symlink("real", &public).unwrap();
    publish(&public, SITE).unwrap();
    publish(&public, &SITE[..1]).unwrap();
    assert_eq!(snapshot(&folder.path().join("real")), clean(&SITE[..1]));
}

#[test]
fn an_output_that_links_to_nothing_is_refused() {
    let (_folder, public) = output();
    symlink("nowhere", &public).unwrap();
    assert!(only_fault(publish(&public, SITE)).contains("leads nowhere"));
}

#[test]
fn nothing_is_written_or_removed_through_a_linked_folder() {
    let (folder, public) = published(SITE);
    let outside = outside(&folder);
    let before = snapshot(&outside);
    fs::remove_dir_all(public.join("a")).unwrap();
    symlink(&outside, public.join("a")).unwrap();

    let fault = only_fault(publish(&public, SITE));
    assert!(fault.contains("public/a` is a symbolic link"), "{fault}");
    assert_eq!(publish(&public, &SITE[..1]), Ok(report(0, 1, 1)));
    assert_eq!(snapshot(&outside), before);
    assert_eq!(snapshot(&public)["a"], b"(link)");
}

#[test]
fn a_link_of_somebody_else_is_not_replaced() {
    let (folder, public) = published(SITE);
    let outside = outside(&folder);
    symlink(outside.join("index.html"), public.join("b.html")).unwrap();
    // The same bytes as behind the link: it is a link all the same.
    let fault = only_fault(publish(&public, &[("b.html", "mine")]));
    assert!(fault.contains("b.html"), "{fault}");
    assert_eq!(snapshot(&public)["b.html"], b"(link)");
}

#[test]
fn a_link_in_place_of_our_file_is_replaced_or_removed_itself() {
    let (folder, public) = published(SITE);
    let outside = outside(&folder);
    let before = snapshot(&outside);
    for name in ["index.html", "pic.png"] {
        fs::remove_file(public.join(name)).unwrap();
    }
    symlink(outside.join("index.html"), public.join("index.html")).unwrap();
    symlink(&outside, public.join("pic.png")).unwrap();
    let new: Site = &[("index.html", "mine"), ("a/index.html", "story")];
    assert_eq!(publish(&public, new), Ok(report(1, 1, 1)));
    assert_eq!(snapshot(&public), clean(new));
    assert_eq!(snapshot(&outside), before);
}

#[test]
fn a_link_in_place_of_our_file_makes_way_for_a_folder() {
    let (folder, public) = published(SITE);
    let outside = outside(&folder);
    let before = snapshot(&outside);
    fs::remove_file(public.join("pic.png")).unwrap();
    symlink(&outside, public.join("pic.png")).unwrap();
    let new: Site = &[("pic.png/index.html", "mine"), ("pic.png/sub/index.html", "ours")];
    assert_eq!(publish(&public, new), Ok(report(2, 0, 3)));
    assert_eq!(snapshot(&public), clean(new));
    assert_eq!(snapshot(&outside), before);
}

#[test]
fn dateline_does_not_keep_its_list_behind_a_link() {
    let (folder, public) = output();
    let outside = outside(&folder);
    fs::create_dir(&public).unwrap();
    symlink(&outside, public.join(".dateline")).unwrap();
    assert!(only_fault(publish(&public, SITE)).contains("is not a folder"));
    assert_eq!(fs::read_dir(outside).unwrap().count(), 2);
}
