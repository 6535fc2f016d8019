//! Sites, built by the program.

use std::path::Path;

use super::program::run;
use super::tree::{self, Tree};

/// What the program makes of the site in a folder.
pub fn built(site: &Path, at: &str) -> Tree {
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().join("public");
    run(site, &["build", "--at", at, "--output", folder.to_str().unwrap()]).done();
    tree::read(&folder)
}

/// The sample site.
pub fn sample_at(at: &str) -> Tree {
    built(Path::new(env!("CARGO_MANIFEST_DIR")), at)
}
