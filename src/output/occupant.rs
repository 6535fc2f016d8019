//! What stands at a path of the disk before it is changed.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::disk::fault;
use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;

/// What stands at a path; a symbolic link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Nothing,
    /// An ordinary file.
    File(Stamp),
    Folder,
    /// A symbolic link, whatever it points to.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

impl Standing {
    /// Whether there is something that is removed as a file is.
    pub(super) fn is_like_a_file(self) -> bool {
        matches!(self, Standing::File(_) | Standing::Link | Standing::Other)
    }
}

/// What stands at `path`.
pub(super) fn standing(path: &Path) -> Result<Standing, Diagnostic> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(Standing::Folder),
        Ok(found) if found.is_symlink() => Ok(Standing::Link),
        Ok(found) if found.is_file() => Ok(Standing::File(Stamp::of(&found))),
        Ok(_) => Ok(Standing::Other),
        Err(error) if is_absence(error.kind()) => Ok(Standing::Nothing),
        Err(error) => Err(fault("open", path, &error)),
    }
}

/// A file where a folder of the path should be means absence as well.
fn is_absence(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}
