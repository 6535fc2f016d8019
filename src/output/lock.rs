//! The lock that keeps a second build out of a folder.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::Path;

use super::disk::{Disk, fault};
use super::not_a_folder;
use super::standing::{Standing, standing};
use crate::diagnostic::Diagnostic;

/// The lock's file, in the bookkeeping folder.
pub(super) const LOCK: &str = "lock";

/// Takes the lock of the output `folder` by way of its bookkeeping folder,
/// which is made if need be. The lock is free again when the file is closed,
/// which the system does for a killed process.
///
/// # Errors
/// At once when another build holds it.
pub(super) fn lock(disk: &Disk, folder: &Path, bookkeeping: &Path) -> Result<File, Diagnostic> {
    match standing(bookkeeping)? {
        Standing::Folder => {}
        Standing::Nothing => disk.make_folders(bookkeeping)?,
        _ => return Err(not_a_folder(bookkeeping)),
    }
    let path = bookkeeping.join(LOCK);
    let file = disk.open_or_make(&path)?;
    match file.try_lock() {
        Ok(()) => {}
        // A disk without locks is better than no publication.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(fault("lock", &path, &error)),
        Err(TryLockError::WouldBlock) => return Err(busy(folder)),
    }
    if is_still_at(&file, &path) { Ok(file) } else { Err(busy(folder)) }
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
