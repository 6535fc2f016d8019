//! A build that is killed after each of its changes to the disk.

use std::fs;

use super::*;

/// Every page links to pages of its own site only, and in circles.
const OLD: Site = &[
    ("index.html", r#"old <a href="/a/">a</a> <a href="/gone/">g</a> <img src="/swap">"#),
    ("a/index.html", r#"old <a href="/b/">b</a> <img src="/pic.png"> <a href="/turn/">t</a>"#),
    ("b/index.html", r#"same <a href="/">home</a> <a href="/a/">a</a>"#),
    ("gone/index.html", r#"<a href="/gone/deep/x.html">x</a> <a href="/a/">a</a>"#),
    ("gone/deep/x.html", r#"<a href="/gone/">g</a> <img src="/gone/deep/x.png">"#),
    ("gone/deep/x.png", "png"),
    ("turn/index.html", r#"<a href="/swap">s</a> <img src="/turn/in/x.png">"#),
    ("turn/in/x.png", "png"),
    ("swap", "file"),
    ("pic.png", "old png"),
];

/// Has new pages that link to each other, changed and removed ones, and a file
/// and a folder that change places.
const NEW: Site = &[
    ("index.html", r#"new <a href="/a/">a</a> <a href="/c/">c</a> <a href="/d/e/">e</a>"#),
    ("a/index.html", r#"new <a href="/c/">c</a> <img src="/pic.png"> <a href="/feed.xml">f</a>"#),
    ("b/index.html", r#"same <a href="/">home</a> <a href="/a/">a</a>"#),
    ("c/index.html", r#"<a href="/d/e/">e</a> <img src="/c/new.png"> <a href="/turn">t</a>"#),
    ("c/new.png", "png"),
    ("d/e/index.html", r#"<a href="/c/">c</a> <a href="/swap/">s</a>"#),
    ("swap/index.html", r#"<a href="/d/e/">e</a> <img src="/swap/x.png">"#),
    ("swap/x.png", "png"),
    ("turn", "file"),
    ("feed.xml", "<feed/>"),
    ("pic.png", "new png"),
];

/// Shares some pages with either, so that it finds their leftovers.
const NEXT: Site = &[
    ("index.html", r#"old <a href="/a/">a</a> <a href="/c/">c</a>"#),
    ("a/index.html", r#"new <a href="/c/">c</a> <img src="/pic.png"> <a href="/feed.xml">f</a>"#),
    ("c/index.html", r#"<a href="/gone/">g</a> <img src="/swap">"#),
    ("gone/index.html", r#"<a href="/a/">a</a>"#),
    ("swap", "file"),
    ("feed.xml", "<feed/>"),
    ("pic.png", "old png"),
];

/// Here nothing changes places, so removed pages keep their links to the last.
const PLAIN: Site = &[
    ("index.html", r#"old <a href="/a/">a</a> <a href="/gone/">g</a> <img src="/old.png">"#),
    ("a/index.html", r#"old <a href="/">home</a> <img src="/pic.png">"#),
    ("gone/index.html", r#"<a href="/gone/deep/x.html">x</a> <img src="/a.png">"#),
    ("gone/deep/x.html", r#"<a href="/gone/">g</a> <img src="/old.png">"#),
    ("a.png", "png"),
    ("old.png", "png"),
    ("pic.png", "old png"),
];

const PLAIN_NEW: Site = &[
    ("index.html", r#"new <a href="/a/">a</a> <a href="/c/">c</a> <a href="/static.html">s</a>"#),
    ("a/index.html", r#"new <a href="/c/">c</a> <img src="/new.png">"#),
    ("c/index.html", r#"<a href="/d.html">d</a> <img src="/z.png">"#),
    ("d.html", r#"<a href="/c/">c</a> <a href="/static.html">s</a>"#),
    ("static.html", r#"<a href="/d.html">d</a> <img src="/z.png">"#),
    ("new.png", "png"),
    ("pic.png", "new png"),
    ("z.png", "png"),
];

/// Publishes `site` and kills the build after `changes`. Whether it ended first.
fn publish_killed(changes: usize, public: &Path, site: Site) -> bool {
    let ended = publish_on(Disk::killed_after(changes), public, site).is_ok();
    assert_links_have_targets(public, changes);
    ended
}

fn assert_links_have_targets(public: &Path, changes: usize) {
    for (page, bytes) in snapshot(public).iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        for link in links(&text) {
            let target = public.join(format!(".{link}"));
            let target = if link.ends_with('/') { target.join("index.html") } else { target };
            assert!(target.is_file(), "after {changes} changes {page} links to {link}");
        }
    }
}

fn links(text: &str) -> Vec<&str> {
    let after = |mark: &'static str| text.split(mark).skip(1);
    after("href=\"").chain(after("src=\"")).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn the_sites_and_the_search_for_links_are_sound() {
    assert_eq!(links(OLD[1].1), ["/b/", "/turn/", "/pic.png"]);
    for site in [OLD, NEW, NEXT] {
        let (_folder, public) = published(site);
        assert_links_have_targets(&public, 0);
    }
}

#[test]
fn a_killed_update_leaves_whole_pages_and_the_next_build_ends_it() {
    for (old, new) in [(OLD, NEW), (NEW, OLD), (PLAIN, PLAIN_NEW), (PLAIN_NEW, PLAIN)] {
        let wanted = clean(new);
        for changes in 0.. {
            let (_folder, public) = published(old);
            let ended = publish_killed(changes, &public, new);
            publish(&public, new).unwrap();
            assert_eq!(snapshot(&public), wanted, "after {changes} changes");
            if ended {
                assert!(changes > 40, "{changes} changes are too few for this site");
                break;
            }
        }
    }
}

#[test]
fn a_killed_update_can_be_followed_by_the_old_site_or_another() {
    for (site, wanted) in [(OLD, clean(OLD)), (NEXT, clean(NEXT)), (&[], clean(&[]))] {
        for changes in (0..).step_by(3) {
            let (_folder, public) = published(OLD);
            let ended = publish_killed(changes, &public, NEW);
            publish(&public, site).unwrap();
            assert_eq!(snapshot(&public), wanted, "after {changes} changes");
            if ended {
                break;
            }
        }
    }
}

#[test]
fn a_build_killed_twice_leaves_whole_pages() {
    let wanted = clean(NEW);
    let mut first = 0;
    let mut ended = false;
    while !ended {
        for second in (first % 17..100).step_by(17) {
            let (_folder, public) = published(OLD);
            ended = publish_killed(first, &public, NEW);
            publish_killed(second, &public, NEXT);
            publish(&public, NEW).unwrap();
            assert_eq!(snapshot(&public), wanted, "after {first} and {second} changes");
        }
        first += 8;
    }
}

#[test]
fn a_killed_first_build_into_an_empty_folder_leaves_whole_pages() {
    let wanted = clean(NEW);
    for changes in 0.. {
        let (_folder, public) = output();
        fs::create_dir(&public).unwrap();
        let ended = publish_killed(changes, &public, NEW);
        publish(&public, NEW).unwrap();
        assert_eq!(snapshot(&public), wanted, "after {changes} changes");
        if ended {
            return;
        }
    }
}

#[test]
fn a_killed_first_build_into_a_new_folder_leaves_all_or_nothing() {
    let wanted = clean(NEW);
    for changes in 0.. {
        let (folder, public) = output();
        let ended = publish_on(Disk::killed_after(changes), &public, NEW).is_ok();
        assert_eq!(public.exists(), ended, "after {changes} changes");
        publish(&public, NEW).unwrap();
        assert_eq!(snapshot(&public), wanted, "after {changes} changes");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        if ended {
            return;
        }
    }
}
