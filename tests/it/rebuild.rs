//! The promise of src/output/README.md: the output is never broken.
//!
//! Whatever was there before, and however the build before ended, a build
//! leaves what a clean one makes; and at every moment each link has its target.

use std::fs;
use std::path::Path;

use crate::common::diff::assert_same;
use crate::common::effort::share;
use crate::common::links;
use crate::common::newsroom::{BASE, EDITS, Edit, Newsroom};
use crate::common::program::{Ended, run};
use crate::common::random::Random;
use crate::common::tree;
use tempfile::TempDir;

const AT: [&str; 2] = ["--at", "2026-03-01T12:00:00Z"];

fn build(site: &Path, output: &Path) -> Ended {
    let site = site.to_str().unwrap();
    let output = output.to_str().unwrap();
    run(Path::new("."), &["build", "--site", site, "--output", output, AT[0], AT[1]])
}

/// A folder of the test's own with the folder of a site in it.
fn workplace(newsroom: &Newsroom) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    newsroom.save(&place.path().join("site"));
    place
}

/// What a build into a new folder makes.
fn clean(site: &Path) -> tree::Tree {
    let place = tempfile::tempdir().unwrap();
    let output = place.path().join("public");
    build(site, &output).done();
    tree::read(&output)
}

/// Each edit twice, in an order that looks random.
fn shuffled_edits(random: &mut Random) -> Vec<Edit> {
    let mut edits = [EDITS, EDITS].concat();
    for at in (1..edits.len()).rev() {
        edits.swap(at, random.below(at + 1));
    }
    edits
}

#[test]
fn after_each_edit_a_build_makes_what_a_clean_one_makes() {
    let random = &mut Random::seeded(2);
    let mut newsroom = Newsroom::with_stories(50, random);
    let place = workplace(&newsroom);
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    build(&site, &public).done();

    let mut removed = 0;
    let edits = share(shuffled_edits(random), 3);
    for (step, edit) in edits.iter().copied().enumerate() {
        let when = format!("after step {step}, {edit:?}");
        let (files_before, times_before) = (tree::read(&public), tree::times(&public));
        newsroom.edit(edit, random);
        newsroom.save(&site);
        build(&site, &public).done();

        let (files, times) = (tree::read(&public), tree::times(&public));
        assert_same(&clean(&site), &files, &when);
        assert_eq!(links::without_target(&files, BASE), [""; 0], "{when}");
        for (path, bytes) in &files {
            if files_before.get(path) == Some(bytes) {
                assert_eq!(times[path], times_before[path], "{when}: {path} was written again");
            }
        }
        removed += files_before.keys().filter(|path| !files.contains_key(*path)).count();
    }
    assert!(removed > edits.len() / 2 + 1, "only {removed} files were removed in all");
}

#[test]
fn a_build_of_the_same_site_writes_nothing() {
    let newsroom = Newsroom::with_stories(20, &mut Random::seeded(3));
    let place = workplace(&newsroom);
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    build(&site, &public).done();
    let times = tree::times(&public);
    build(&site, &public).done().printing(" 0 files written, ");
    assert_eq!(tree::times(&public), times);
}

#[test]
fn a_build_with_errors_leaves_the_output_as_it_was() {
    let newsroom = Newsroom::with_stories(20, &mut Random::seeded(4));
    let place = workplace(&newsroom);
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    build(&site, &public).done();
    let (files, times) = (tree::read(&public), tree::times(&public));

    tree::put(&site, "content/politics/new.md", "---\ntitle: New\ndate: 2026-02-01\n---\nNew.\n");
    for (bad, text) in [
        ("content/politics/bad.md", "---\ntitle: Bad\ndate: 2026-02-30\n---\nBad.\n"),
        ("templates/year.html", "{{ nothing }}"),
        ("templates/home.html", "{% if %}"),
        ("site.yaml", "title: No address\n"),
    ] {
        let before = fs::read(site.join(bad));
        tree::put(&site, bad, text);
        build(&site, &public).refused().saying(bad);
        assert_same(&files, &tree::read(&public), bad);
        assert_eq!(tree::times(&public), times, "{bad}");
        match before {
            Ok(bytes) => tree::put(&site, bad, bytes),
            Err(_) => fs::remove_file(site.join(bad)).unwrap(),
        }
    }

    build(&site, &public).done();
    assert_same(&clean(&site), &tree::read(&public), "once it is mended");
}

#[test]
fn a_folder_with_the_files_of_another_is_refused() {
    let newsroom = Newsroom::with_stories(5, &mut Random::seeded(5));
    let place = workplace(&newsroom);
    let project = place.path().join("project");
    tree::put(&project, "src/main.rs", "fn main() {}\n");
    let (files, times) = (tree::read(&project), tree::times(&project));
    let site = place.path().join("site");
    build(&site, &project).refused().saying("holds files that Dateline did not write");
    assert_same(&files, &tree::read(&project), "after the build");
    assert_eq!(tree::times(&project), times);
    assert_eq!(tree::paths(&project), ["src/main.rs"], "nothing was added either");
}

#[test]
fn a_file_of_another_at_the_path_of_a_page_is_not_replaced() {
    let newsroom = Newsroom::with_stories(5, &mut Random::seeded(6));
    let place = workplace(&newsroom);
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    build(&site, &public).done();
    tree::put(&public, "politics/new/index.html", "of another");
    let (files, times) = (tree::read(&public), tree::times(&public));

    tree::put(&site, "content/politics/new.md", "---\ntitle: New\ndate: 2026-02-01\n---\nNew.\n");
    build(&site, &public).refused().saying("is in the way, and Dateline did not write it");
    assert_same(&files, &tree::read(&public), "after the build");
    assert_eq!(tree::times(&public), times);
}

#[test]
fn the_folders_that_the_site_is_read_from_are_refused() {
    let newsroom = Newsroom::with_stories(5, &mut Random::seeded(7));
    let place = workplace(&newsroom);
    let site = place.path().join("site");
    tree::put(&site, "data/reads.csv", "date,path,reads\n");
    tree::put(&site, "templates/part.html", "");
    fs::create_dir(place.path().join("elsewhere")).unwrap();
    let (files, times) = (tree::read(&site), tree::times(&site));
    for output in [
        "site",
        "site/content",
        "site/content/politics",
        "site/content/new",
        "site/templates/new",
        "site/static/deep/new",
        "site/data",
        "elsewhere/../site/content/new",
        "",
    ] {
        build(&site, &place.path().join(output)).refused();
        assert_same(&files, &tree::read(&site), output);
        assert_eq!(tree::times(&site), times, "{output}");
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_the_content_is_refused() {
    let newsroom = Newsroom::with_stories(5, &mut Random::seeded(8));
    let place = workplace(&newsroom);
    let site = place.path().join("site");
    let files = tree::read(&site);
    let link = place.path().join("link");
    std::os::unix::fs::symlink(site.join("content"), &link).unwrap();
    for output in [link.clone(), link.join("new")] {
        build(&site, &output).refused();
        assert_same(&files, &tree::read(&site), &output.display().to_string());
    }
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let newsroom = Newsroom::with_stories(100, &mut Random::seeded(9));
    let place = workplace(&newsroom);
    let (site, public) = (place.path().join("site"), place.path().join("public"));
    let wanted = clean(&site);
    for round in 0..4 {
        let build = || build(&site, &public);
        let ended = std::thread::scope(|scope| {
            [scope.spawn(build), scope.spawn(build)].map(|build| build.join().unwrap())
        });
        let done = ended.iter().filter(|ended| ended.status == Some(0)).count();
        assert!(done >= 1, "{ended:?}");
        for late in ended.into_iter().filter(|ended| ended.status != Some(0)) {
            late.refused().saying("another build is writing");
        }
        assert_same(&wanted, &tree::read(&public), &format!("in round {round}"));
        fs::remove_dir_all(&public).unwrap();
    }
}
