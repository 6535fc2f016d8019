//! The lock that keeps a second build out of a folder.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::disk::{Disk, fault};
use super::not_a_folder;
use super::occupant::{Occupant, look_at};
use crate::diagnostic::Diagnostic;
use crate::regular_file;
use crate::stamp::Stamp;

/// The lock's file, in the bookkeeping folder.
pub(super) const LOCK: &str = "lock";

/// What somebody does who has the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// Files of the output are written.
    Build,
    /// The output is published.
    Deploy,
}

impl Work {
    /// What the lock's file says of it.
    fn note(self) -> &'static str {
        match self {
            Work::Build => "build\n",
            Work::Deploy => "deploy\n",
        }
    }

    /// What the lock's file at `path` says; that of a build which has just made it says
    /// nothing yet.
    fn noted(path: &Path) -> Work {
        let note = regular_file::read(path).unwrap_or_default();
        if note.starts_with(Work::Deploy.note().as_bytes()) { Work::Deploy } else { Work::Build }
    }
}

/// The lock of an output folder. It is free again when this is dropped, and the
/// system frees it for a killed process.
pub(super) struct Lock {
    _file: File,
    /// The stamp of the lock's file, which is changed whenever the lock is taken:
    /// what is older was there before.
    pub(super) taken: Stamp,
}

impl Lock {
    /// Takes the lock of the output `folder` by way of its bookkeeping folder,
    /// which is made if need be.
    ///
    /// # Errors
    /// At once when somebody else holds it.
    pub(super) fn take(
        disk: &Disk,
        folder: &Path,
        bookkeeping: &Path,
        work: Work,
    ) -> Result<Lock, Diagnostic> {
        match look_at(bookkeeping)? {
            Occupant::Folder => {}
            Occupant::Nothing => disk.make_folders(bookkeeping)?,
            _ => return Err(not_a_folder(bookkeeping)),
        }
        let path = bookkeeping.join(LOCK);
        let mut file = disk.open_or_make(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            // A disk without locks is better than no publication.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(fault("lock", &path, &error)),
            Err(TryLockError::WouldBlock) => return Err(busy(folder, Work::noted(&path), work)),
        }
        if !is_still_at(&file, &path) {
            return Err(busy(folder, Work::Build, work));
        }
        disk.note(&mut file, &path, work.note())?;
        let taken = Stamp::at(&path).map_err(|error| fault("open", &path, &error))?;
        Ok(Lock { _file: file, taken })
    }
}

/// Whether `file` is what is at `path`: nobody removed or renamed it since it was
/// opened.
#[cfg(unix)]
pub fn is_still_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(held), Ok(there)) = (file.metadata(), path.metadata()) else { return false };
    (held.dev(), held.ino()) == (there.dev(), there.ino())
}

/// Whether something is at `path`; more cannot be known here.
#[cfg(not(unix))]
pub fn is_still_at(_: &File, path: &Path) -> bool {
    path.exists()
}

fn busy(folder: &Path, underway: Work, wanted: Work) -> Diagnostic {
    let who = match (underway, wanted) {
        (Work::Build, Work::Build) => "another build is writing",
        (Work::Build, Work::Deploy) => "a build is writing",
        (Work::Deploy, Work::Build) => "`dateline deploy` is publishing",
        (Work::Deploy, Work::Deploy) => "another `dateline deploy` is publishing",
    };
    Diagnostic::error(format!("{who} `{}`", folder.display()))
        .hint("wait until it is done, or choose another --output")
}
