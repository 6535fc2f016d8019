//! The folder in which changed files wait until all of them are finished.

use std::path::{Path, PathBuf};

use super::content::{Content, Trouble};
use super::disk::Disk;
use super::mode::Mode;
use super::placeholder::{GONE, SOON, StandIn};
use crate::diagnostic::Diagnostic;

/// How many files wait in one folder: threads that write to the same folder
/// wait for each other.
const SHELF: usize = 100;

/// The staging folder, empty at first. Dropped, it removes itself.
pub(super) struct Staging<'a> {
    disk: &'a Disk,
    folder: PathBuf,
}

/// The folder, in the bookkeeping folder.
const NAME: &str = "staging";

/// Removes what a killed build left. It may not be public, and a server may show it.
pub(super) fn clear(disk: &Disk, bookkeeping: &Path) -> Result<(), Diagnostic> {
    disk.remove_tree(&bookkeeping.join(NAME))
}

impl<'a> Staging<'a> {
    /// Makes the staging folder, where none is.
    pub(super) fn open(disk: &'a Disk, bookkeeping: &Path) -> Result<Staging<'a>, Diagnostic> {
        let folder = bookkeeping.join(NAME);
        disk.make_folder(&folder)?;
        Ok(Staging { disk, folder })
    }

    /// Makes the content of entry `index` wait here.
    pub(super) fn stage(&self, index: usize, content: &Content) -> Result<PathBuf, Trouble> {
        self.disk.make_folders(&self.shelf(index)).map_err(Trouble::Disk)?;
        let file = self.of_entry(index);
        content.write_new(self.disk, &file).map(|_| file)
    }

    /// Where the content of entry `index` waits.
    pub(super) fn of_entry(&self, index: usize) -> PathBuf {
        self.shelf(index).join(index.to_string())
    }

    fn shelf(&self, index: usize) -> PathBuf {
        self.folder.join((index / SHELF).to_string())
    }

    /// A place for the list, so that it can be replaced at once.
    pub(super) fn of_list(&self) -> PathBuf {
        self.folder.join("files")
    }

    /// A place for the marks, likewise.
    pub(super) fn of_marks(&self) -> PathBuf {
        self.folder.join("marks")
    }

    /// Where it is tried out which names the disk takes as one.
    pub(super) fn of_names(&self) -> PathBuf {
        self.folder.join("names")
    }

    /// A place for what gets another spelling.
    pub(super) fn of_respelled(&self) -> PathBuf {
        self.folder.join("respelled")
    }

    /// A stand-in that says that the page will be there in a moment.
    pub(super) fn soon(&self, home: Option<Mode>) -> Result<StandIn<'a>, Diagnostic> {
        StandIn::make(self.disk, self.folder.join("soon.html"), SOON, home)
    }

    /// A stand-in that says that the page is no longer there.
    pub(super) fn gone(&self, home: Option<Mode>) -> Result<StandIn<'a>, Diagnostic> {
        StandIn::make(self.disk, self.folder.join("gone.html"), GONE, home)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        // What cannot be removed now, the next build removes or reports.
        let _ = self.disk.remove_tree(&self.folder);
    }
}
