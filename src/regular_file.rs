//! Regular files, as against links, pipes and devices at the path of one.
//!
//! What Dateline keeps for itself lies in folders that others write to: a repository may
//! bring a symbolic link there that leads out of it, and somebody may have left a pipe that
//! never says a word, or a device that never ends.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Refuses anything at `path` but a regular file; nothing at all is fine.
///
/// # Errors
/// What it is, as [`ErrorKind::AlreadyExists`].
pub fn require_regular(path: &Path) -> io::Result<()> {
    let what = match path.symlink_metadata() {
        Ok(found) if found.is_file() => return Ok(()),
        Ok(found) if found.is_symlink() => "a symbolic link stands there",
        Ok(_) => "what stands there is not an ordinary file",
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    Err(io::Error::new(ErrorKind::AlreadyExists, what))
}

/// Reads a regular file.
///
/// # Errors
/// Also that something else stands there.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    require_regular(path)?;
    fs::read(path)
}
