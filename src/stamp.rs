//! How a file is recognised without reading it: by what the system notes of each
//! change.
//!
//! Only what nobody can set at will counts: a file's number on the disk and the
//! moment of its last change of any kind, content, name or times (`st_ino` and
//! `st_ctime` of POSIX `stat`). Windows has no such moment that the standard
//! library tells, so there no file is recognised.

use std::fmt;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// What the system says of a file, which changes whenever the file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// In bytes.
    pub length: u64,
    inode: u64,
    /// Seconds since 1970 and nanoseconds, by the clock of the disk.
    changed: (i64, i64),
}

/// The identity of a file's version while a program looks: as a stamp, but
/// without the number on the disk, which some file systems make up each time.
pub type Edit = (u64, (i64, i64));

impl Stamp {
    /// The version that the file was in.
    pub fn edit(self) -> Edit {
        (self.length, self.changed)
    }

    /// The stamp of a file with this metadata.
    #[cfg(unix)]
    pub fn of(found: &Metadata) -> Stamp {
        use std::os::unix::fs::MetadataExt;
        let changed = (found.ctime(), found.ctime_nsec());
        Stamp { length: found.len(), inode: found.ino(), changed }
    }

    /// A stamp that is never older than another, so never trusted.
    #[cfg(not(unix))]
    pub fn of(found: &Metadata) -> Stamp {
        Stamp { length: found.len(), inode: 0, changed: (0, 0) }
    }

    /// The stamp of what stands at a path; a symbolic link is not followed.
    ///
    /// # Errors
    /// What the system says.
    pub fn at(path: &Path) -> io::Result<Stamp> {
        fs::symlink_metadata(path).map(|found| Stamp::of(&found))
    }

    /// Whether this was last changed before the other was. A clock has ticks: of
    /// two changes within one the stamp shows but the first, so a file is known
    /// by its stamp only if something was changed in a later tick.
    pub fn is_older_than(&self, other: Stamp) -> bool {
        self.changed < other.changed
    }

    /// Reads the four fields that a stamp is written as.
    pub fn of_fields<'a>(fields: &mut impl Iterator<Item = &'a str>) -> Option<Stamp> {
        let length = fields.next()?.parse().ok()?;
        let inode = fields.next()?.parse().ok()?;
        let changed = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        Some(Stamp { length, inode, changed })
    }
}

impl fmt::Display for Stamp {
    /// Four fields with a space between.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Stamp { length, inode, changed: (seconds, nanoseconds) } = self;
        write!(f, "{length} {inode} {seconds} {nanoseconds}")
    }
}
