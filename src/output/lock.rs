//! The lock that keeps a second build out of a folder.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::disk::{Disk, fault};
use super::not_a_folder;
use super::standing::{Standing, standing};
use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;

/// The lock's file, in the bookkeeping folder.
pub(super) const LOCK: &str = "lock";

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
    /// At once when another build holds it.
    pub(super) fn take(disk: &Disk, folder: &Path, bookkeeping: &Path) -> Result<Lock, Diagnostic> {
        match standing(bookkeeping)? {
            Standing::Folder => {}
            Standing::Nothing => disk.make_folders(bookkeeping)?,
            _ => return Err(not_a_folder(bookkeeping)),
        }
        let path = bookkeeping.join(LOCK);
        let mut file = disk.open_or_make(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            // A disk without locks is better than no publication.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(fault("lock", &path, &error)),
            Err(TryLockError::WouldBlock) => return Err(busy(folder)),
        }
        if !is_still_at(&file, &path) {
            return Err(busy(folder));
        }
        disk.touch(&mut file, &path)?;
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

fn busy(folder: &Path) -> Diagnostic {
    Diagnostic::error(format!("another build is writing `{}`", folder.display()))
        .hint("wait until it is done, or choose another --output")
}
