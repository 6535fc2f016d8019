//! What occupies a path of the disk before it is changed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::disk::fault;
use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;

/// What occupies a path; a symbolic link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occupant {
    Nothing,
    /// A regular file.
    File(Stamp),
    Folder,
    /// A symbolic link, whatever it points to.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

impl Occupant {
    /// Whether there is something that is removed as a file is.
    pub(super) fn is_like_a_file(self) -> bool {
        matches!(self, Occupant::File(_) | Occupant::Link | Occupant::Other)
    }
}

/// What occupies `path`.
pub(super) fn look_at(path: &Path) -> Result<Occupant, Diagnostic> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(Occupant::Folder),
        Ok(found) if found.is_symlink() => Ok(Occupant::Link),
        Ok(found) if found.is_file() => Ok(Occupant::File(Stamp::of(&found))),
        Ok(_) => Ok(Occupant::Other),
        Err(error) if is_absence(error.kind()) => Ok(Occupant::Nothing),
        Err(error) => Err(fault("open", path, &error)),
    }
}

/// A file where a folder of the path should be means absence as well.
fn is_absence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}
