//! The entries of a publication, checked against each other, and their folders.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;

use super::disk::Disk;
use super::mode::is_private;
use super::{BOOKKEEPING, Entry, is_bookkeeping};
use crate::diagnostic::Diagnostic;

/// Entries that can stand beside each other, and the folders that they need.
pub(super) struct Tree<'a> {
    pub(super) entries: &'a [Entry],
    /// The numbers of all entries, in the order in which they are best made.
    pub(super) order: Vec<usize>,
    files: HashSet<&'a str>,
    folders: HashSet<&'a str>,
}

impl<'a> Tree<'a> {
    /// # Errors
    /// For each path that two entries have, that is also the parent of another,
    /// or that lies in Dateline's own folder.
    pub(super) fn of(entries: &'a [Entry]) -> Result<Tree<'a>, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut files = HashSet::with_capacity(entries.len());
        for path in paths(entries) {
            if is_bookkeeping(path) {
                faults.push(reserved(path));
            }
            if !files.insert(path) {
                faults.push(twice(path));
            }
        }
        for path in paths(entries) {
            let parent = parents(path).find(|parent| files.contains(parent));
            faults.extend(parent.map(|parent| file_and_folder(parent, path)));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let folders = paths(entries).flat_map(parents).collect();
        Ok(Tree { entries, order: (0..entries.len()).collect(), files, folders })
    }

    /// The same, whose entries are made in the order of these numbers, one for each.
    pub(super) fn made_in(mut self, turns: &[usize]) -> Self {
        self.order.sort_by_key(|index| turns.get(*index));
        self
    }

    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    pub(super) fn has_folder(&self, path: &str) -> bool {
        self.folders.contains(path)
    }

    /// The files and folders, in no order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &'a str> {
        self.files.iter().chain(&self.folders).copied()
    }

    /// The file or folder at a path, if there is one.
    pub(super) fn get(&self, path: &str) -> Option<&'a str> {
        self.files.get(path).or_else(|| self.folders.get(path)).copied()
    }

    /// Whether nobody but its owner can read what was put into `output`.
    pub(super) fn is_private_in(&self, output: &Path) -> bool {
        let file = self.entries.first();
        file.is_some_and(|file| is_private(output, &output.join(file.path.as_str())))
    }

    /// The folders that the entries need, each after the one it is in.
    pub(super) fn folders(&self) -> Vec<&'a str> {
        let mut folders: Vec<&str> = self.folders.iter().copied().collect();
        folders.sort_unstable();
        folders
    }
}

/// Makes the folders of a tree below `root`, those of one depth on all threads:
/// with one folder for each page, that takes as long as writing the pages.
pub(super) fn make_folders(disk: &Disk, root: &Path, folders: &[&str]) -> Result<(), Diagnostic> {
    let mut folders = folders.to_vec();
    folders.sort_by_key(|folder| depth(folder));
    folders.chunk_by(|one, next| depth(one) == depth(next)).try_for_each(|level| {
        level.par_iter().try_for_each(|folder| disk.make_folder(&root.join(folder)))
    })
}

/// How many folders a path lies in.
fn depth(path: &str) -> usize {
    path.matches('/').count()
}

fn paths(entries: &[Entry]) -> impl Iterator<Item = &str> {
    entries.iter().map(|entry| entry.path.as_str())
}

/// The folders that a path lies in, the outermost first: of `a/b/c.html`, `a`
/// and `a/b`.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The folder that a path lies in, nothing at the root, and its name there.
pub(super) fn parent_and_name(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn reserved(path: &str) -> Diagnostic {
    Diagnostic::error(format!("the site has a file `{path}`, where Dateline keeps its own"))
        .hint(format!("rename the folder `{BOOKKEEPING}`"))
}

fn twice(path: &str) -> Diagnostic {
    Diagnostic::error(format!("two files of the site have the path `{path}`"))
        .hint("give one of them another path")
}

fn file_and_folder(parent: &str, path: &str) -> Diagnostic {
    Diagnostic::error(format!("the site has both a file `{parent}` and a file `{path}`"))
        .hint(format!("`{parent}` cannot be a file and a folder; rename one"))
}
