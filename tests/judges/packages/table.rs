//! One table says which machines there are, and the same archives make the same packages.

use std::collections::BTreeSet;
use std::process::Command;

use super::archives::{archives, can_make, maker, read, root, small_archives, targets};
use crate::common::outside::has;
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
    if !can_make() || !has("rpmbuild", "--version", "apt-get install rpm") {
        return;
    }
    let archives = small_archives();
    let make = || {
        let output = tempfile::tempdir().unwrap();
        maker(archives.path(), output.path(), &[]).done();
        tree::read(output.path())
    };
    let (first, second) = (make(), make());
    assert_eq!(first.len(), 21);
    let differing: Vec<&String> = first
        .iter()
        .filter(|(path, bytes)| second.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(differing.is_empty() && first.len() == second.len(), "{differing:?}");
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
