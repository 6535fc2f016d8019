//! Sites whose folders are submodules that were not checked out.

use std::fs;

use crate::common::program::{dateline, ended};
use crate::common::publication::Repository;
use crate::common::tree;

const NOT_CHECKED_OUT: &str = "is empty: git has a submodule there, which is not checked out";

/// A site in `folder` of a repository, with a submodule at `place` in it that was not
/// checked out.
fn without_submodule(folder: &str, place: &str) -> Repository {
    let repository = Repository::in_folder(folder, &[]);
    let empty = repository.site.join(place);
    let _ = fs::remove_dir_all(&empty);
    fs::create_dir_all(&empty).unwrap();
    repository.git(&["rm", "-r", "--quiet", "--cached", "--ignore-unmatch", place]);
    let commit = repository.git(&["rev-parse", "HEAD"]);
    let link = format!("160000,{commit},{folder}{place}");
    repository.git(&["update-index", "--add", "--cacheinfo", &link]);
    repository
}

#[test]
fn a_submodule_that_is_not_checked_out_is_an_error_wherever_it_is() {
    let places = [
        "content",
        "content/politics",
        "content/a b/é",
        "data",
        "data/x",
        "static/x",
        "templates",
        "words",
    ];
    for (folder, place) in places
        .map(|place| ("", place))
        .into_iter()
        .chain([("docs/", "content"), ("a/b/", "data/x")])
    {
        let repository = without_submodule(folder, place);
        tree::put(repository.place(), "site/.gitmodules", "");
        for command in ["build", "check"] {
            repository
                .run(&[command])
                .refused()
                .saying(&format!("error: `{place}` {NOT_CHECKED_OUT}\n"))
                .saying("`git submodule update --init --recursive`")
                .saying("the option `submodules: true`");
        }
        fs::remove_file(repository.place().join("site/.gitmodules")).unwrap();
        // As a shell takes it.
        let typed = if place.contains(' ') { format!("'{place}'") } else { place.to_string() };
        let without_origin = format!("run `git rm --cached {typed}`");
        repository.run(&["build"]).refused().saying(NOT_CHECKED_OUT).saying(&without_origin);
    }
}

#[test]
fn all_of_them_are_told_also_of_a_repository_in_another() {
    let repository = without_submodule("", "data");
    let inner = repository.site.join("content/inner");
    fs::create_dir_all(inner.join("empty")).unwrap();
    repository.git_in(&inner, &["init", "--quiet", "."]);
    let commit = repository.git(&["rev-parse", "HEAD"]);
    let link = format!("160000,{commit},empty");
    repository.git_in(&inner, &["update-index", "--add", "--cacheinfo", &link]);
    let told = repository.run(&["build"]).refused();
    told.saying("error: `data` is empty").saying("error: `content/inner/empty` is empty");
}

#[test]
fn other_folders_may_be_empty() {
    let repository = Repository::new();
    fs::create_dir_all(repository.site.join("content/empty")).unwrap();
    repository.run(&["build"]).done();
    // A submodule that was checked out and has nothing in it.
    let repository = without_submodule("", "data");
    repository.git_in(&repository.site.join("data"), &["init", "--quiet", "."]);
    repository.run(&["build"]).done();
    // No git, and no repository.
    let repository = without_submodule("", "data");
    ended(repository.dateline(&["build"]).env("PATH", "")).done();
    fs::remove_dir_all(repository.site.join(".git")).unwrap();
    let mut alone = dateline(&repository.site, &["build"]);
    ended(alone.env("GIT_CEILING_DIRECTORIES", repository.place())).done();
}

#[test]
fn what_git_does_not_say_of_an_empty_folder_is_an_error() {
    let repository = without_submodule("", "data");
    let mut of_another = repository.dateline(&["check"]);
    ended(of_another.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"))
        .refused()
        .saying("error: git does not trust this repository");
}
