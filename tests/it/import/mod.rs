//! Sites of other programs in, sites of Dateline out (`dateline import`).

mod addresses;
mod again;
mod files;
mod generators;
mod languages;
mod marks;
mod pictures;
mod private;
mod refused;
mod sources;
mod templates;
mod walls;
mod withheld;
mod wordpress;

use std::path::Path;

use crate::common::program::{Ended, run};
use crate::common::tree::{self, Tree};

/// A folder with a source in it.
pub fn source(files: &[(&str, &str)]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    for (path, text) in files {
        tree::put(place.path(), &format!("old/{path}"), text);
    }
    place
}

/// Imports `old` into `new`.
pub fn import(place: &Path, options: &[&str]) -> Ended {
    run(place, &[&["import", "old", "--into", "new"], options].concat())
}

/// The new site, built: without an error.
pub fn built(place: &Path) -> Tree {
    run(place, &["build", "--site", "new", "--at", "2026-03-01"]).done();
    tree::read(&place.join("new/public"))
}

/// A file of the new site.
pub fn file(place: &Path, path: &str) -> String {
    let file = place.join("new").join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|_| {
        panic!("there is no {path}, but {:#?}", tree::paths(&place.join("new")))
    })
}

/// Whether there is something at an address of a built site.
pub fn answers(built: &Tree, address: &str) -> bool {
    let path = address.trim_start_matches('/');
    let bare = path.trim_end_matches('/');
    let files = [path.to_string(), format!("{bare}/index.html"), format!("{bare}.html")];
    path.is_empty() || files.iter().any(|file| built.contains_key(file))
}
