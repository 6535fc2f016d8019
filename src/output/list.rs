//! The list of files that builds wrote: only these are replaced or removed.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::disk::{Disk, fault};
use super::{Entry, is_bookkeeping};
use crate::diagnostic::Diagnostic;
use crate::url::OutputPath;

/// The list's file, in the bookkeeping folder.
pub(super) const FILES: &str = "files";

const FIRST_LINE: &str = "# Files that Dateline wrote. It removes only these.";

/// Paths below the output folder, each once, in byte order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct List(BTreeSet<String>);

impl List {
    /// The list that holds the paths of `entries`.
    pub(super) fn of(entries: &[Entry]) -> List {
        List(entries.iter().map(|entry| entry.path.as_str().to_owned()).collect())
    }

    /// Reads the list of an earlier build; empty if there was none.
    pub(super) fn load(bookkeeping: &Path) -> Result<List, Diagnostic> {
        let path = bookkeeping.join(FILES);
        match fs::read(&path) {
            Ok(text) => Ok(List::parse(&text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(List::default()),
            Err(error) => Err(fault("read", &path, &error)),
        }
    }

    /// Reads what anybody may have edited: a line that is no path inside the
    /// output is passed over, so nothing outside can ever be removed.
    fn parse(text: &[u8]) -> List {
        let lines = text.split(|byte| *byte == b'\n').filter_map(|line| str::from_utf8(line).ok());
        let paths = lines
            .map(|line| line.trim_end_matches('\r'))
            .filter(|line| *line != FIRST_LINE && !is_bookkeeping(line))
            .filter_map(OutputPath::new);
        List(paths.map(|path| path.as_str().to_owned()).collect())
    }

    /// Replaces the list on disk, by way of the file `scratch`, unless it says
    /// this already.
    pub(super) fn save(
        &self,
        disk: &Disk,
        bookkeeping: &Path,
        scratch: &Path,
    ) -> Result<(), Diagnostic> {
        let path = bookkeeping.join(FILES);
        let text = self.to_text();
        if fs::read(&path).is_ok_and(|found| found == text.as_bytes()) {
            return Ok(());
        }
        disk.replace(&path, text.as_bytes(), scratch)
    }

    fn to_text(&self) -> String {
        let mut text = format!("{FIRST_LINE}\n");
        for path in &self.0 {
            text.push_str(path);
            text.push('\n');
        }
        text
    }

    /// The paths of both lists.
    pub(super) fn union(&self, other: &List) -> List {
        List(self.0.union(&other.0).cloned().collect())
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    /// The paths, in byte order.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}
