//! The files of the search in a build: made only if what they follow from changed.

use std::sync::{Mutex, PoisonError};

use crate::commands::made_from::program;
use crate::diagnostic::Diagnostic;
use crate::output::{Content, Entry, Identity, Output, Rank};
use crate::render::Renderer;
use crate::routes::EditionId;
use crate::search::SearchIndex;
use crate::url::SitePath;

/// The files of the search; none on a site without one.
#[derive(Default)]
pub(super) struct SearchFiles {
    entries: Vec<Entry>,
    /// What each holds, until it is taken; nothing if all are in place already.
    contents: Vec<Mutex<Vec<u8>>>,
}

impl SearchFiles {
    /// Those of a site that goes to `output`.
    pub(super) fn of(renderer: &Renderer, output: &Output) -> Self {
        if !renderer.site().config.search {
            return SearchFiles::default();
        }
        let edition = renderer.site().edition(EditionId::FIRST);
        let (folder, identity) = (edition.index.paths.search(), identity(renderer, edition.id));
        let manifest = SearchIndex::manifest_path(&folder);
        let entry = |path: &SitePath| entry(path, &manifest, identity);
        if let Some(paths) = in_place(output, &folder, identity) {
            let entries = paths.iter().map(entry).collect();
            return SearchFiles { entries, contents: Vec::new() };
        }
        let files = renderer.search_index(edition.id).files.into_iter();
        let (entries, contents) =
            files.map(|(path, bytes)| (entry(&path), Mutex::new(bytes))).unzip();
        SearchFiles { entries, contents }
    }

    /// Where they go.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Takes what the file at index `at` of the entries holds.
    pub(super) fn take(&self, at: usize) -> Result<Content, Vec<Diagnostic>> {
        let changed = || {
            Diagnostic::error("a file of the search was changed in the output during the build")
                .hint("build again")
        };
        let content = self.contents.get(at).ok_or_else(|| vec![changed()])?;
        let mut content = content.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Content::Bytes(std::mem::take(&mut content)))
    }
}

/// The manifest names the other files, so it comes after them.
fn entry(path: &SitePath, manifest: &SitePath, identity: Identity) -> Entry {
    let rank = if path == manifest { Rank::Listing } else { Rank::File };
    Entry { path: path.to_output(), rank, identity: Some(identity) }
}

/// The paths of all files in `folder`, if every one was made from `identity`: the manifest
/// names the others.
fn in_place(output: &Output, folder: &SitePath, identity: Identity) -> Option<Vec<SitePath>> {
    let find = |path: &SitePath| output.made_from(&path.to_output(), identity);
    let manifest = std::fs::read(find(&SearchIndex::manifest_path(folder))?).ok()?;
    let paths = SearchIndex::paths(folder, &manifest)?;
    paths.iter().all(|path| find(path).is_some()).then_some(paths)
}

fn identity(renderer: &Renderer, edition: EditionId) -> Identity {
    let made_from = format!("{} {:x}", program(), renderer.search_identity(edition));
    Identity::of_bytes(made_from.as_bytes())
}
