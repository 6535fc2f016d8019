//! One table says which machines there are, and the same archives make the same packages.

use std::collections::BTreeSet;
use std::process::Command;

use super::archives::{
    archives, can_make, can_make_all, maker, read, root, small_archives, small_packages, targets,
};
use crate::common::program::ended;
use crate::common::tree;

#[test]
fn every_target_that_is_released_is_in_the_table() {
    let table: BTreeSet<String> =
        targets().iter().map(|target| target["triple"].as_str().unwrap().into()).collect();
    let workflow = read(".github/workflows/release.yml");
    let released = workflow
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- { target: ")?.split_once(','))
        .map(|(target, _)| target.to_string());
    assert_eq!(table, released.collect());
    let installed = read("install.sh");
    let installed = installed
        .lines()
        .filter_map(|line| line.split_once(") target=")?.1.strip_suffix(" ;;"))
        .map(String::from);
    assert_eq!(table, installed.collect());
}

#[test]
fn a_version_is_said_in_the_words_of_each_system() {
    if can_make() {
        let mut tests = Command::new("python3");
        // The name of a module would be looked for in the folder of its package.
        let run = "import doctest, makers.versions as it; assert doctest.testmod(it) == (0, 3)";
        tests.args(["-B", "-c", run]).current_dir(root().join("packaging"));
        ended(&mut tests).done();
    }
}

#[test]
fn the_same_archives_make_the_same_bytes() {
    if !can_make_all() {
        return;
    }
    let again = tempfile::tempdir().unwrap();
    maker(small_archives(), again.path(), &[]).done();
    let (first, second) = (tree::read(small_packages()), tree::read(again.path()));
    assert_eq!(first.len(), 21);
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differing: Vec<&String> =
        first.keys().filter(|path| first[*path] != second[*path]).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

/// What asks for the libraries of the machine that built it would not start elsewhere.
#[test]
fn a_program_that_is_not_static_is_not_packed() {
    if !can_make() {
        return;
    }
    let output = tempfile::tempdir().unwrap();
    maker(archives(), output.path(), &["--only", "container"])
        .refused()
        .saying("the program is not static, it asks for /lib");
    assert!(tree::paths(output.path()).is_empty());
}
