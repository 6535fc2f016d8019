//! How a file that builds left is recognised without reading it.
//!
//! A site of 10,000 stories is more than 100 MB of pages; to read them all in
//! order to see that none has changed takes longer than to render them. So a
//! build writes down what each file held, with the marks that the system puts on
//! it: while these are the same, nobody has touched the file.
//!
//! The marks are those that nobody can set at will: a file's number on the disk
//! and the moment of its last change of any kind, content, name or times
//! (`st_ino` and `st_ctime` of POSIX `stat`). Windows has no such moment that
//! the standard library tells, so there files are read.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;

use xxhash_rust::xxh3::xxh3_128;

use super::disk::{Disk, fault};
use crate::diagnostic::Diagnostic;

/// The file of the marks, in the bookkeeping folder.
const MARKS: &str = "marks";

/// What the system says of a file, which changes whenever the file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// In bytes.
    pub(super) length: u64,
    inode: u64,
    /// Seconds since 1970 and nanoseconds, by the clock of the disk.
    changed: (i64, i64),
}

impl Stamp {
    #[cfg(unix)]
    pub(super) fn of(found: &Metadata) -> Stamp {
        use std::os::unix::fs::MetadataExt;
        let changed = (found.ctime(), found.ctime_nsec());
        Stamp { length: found.len(), inode: found.ino(), changed }
    }

    /// A stamp that is never older than another, so never trusted.
    #[cfg(not(unix))]
    pub(super) fn of(found: &Metadata) -> Stamp {
        Stamp { length: found.len(), inode: 0, changed: (0, 0) }
    }

    /// The stamp of what stands at a path.
    pub(super) fn at(path: &Path) -> Result<Stamp, Diagnostic> {
        let found = fs::symlink_metadata(path).map_err(|e| fault("open", path, &e))?;
        Ok(Stamp::of(&found))
    }

    /// Whether this was last changed before the other was. A clock has ticks: of
    /// two changes within one the stamp shows but the first, so a file is known
    /// by its stamp only if something was changed in a later tick.
    pub(super) fn is_older_than(&self, other: Stamp) -> bool {
        self.changed < other.changed
    }
}

/// What tells the content of one file from that of another: an XXH3 hash. It need
/// not withstand an attacker, whose gain would be that his own page stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity(u128);

impl Identity {
    /// That of a content which is these bytes, or which follows from them alone.
    pub fn of_bytes(bytes: &[u8]) -> Identity {
        Identity(xxh3_128(bytes))
    }

    /// That of a copy of a file, which is not read for it.
    pub(super) fn of_copy(source: &Path, stamp: Stamp) -> Identity {
        Identity(xxh3_128(format!("{source:?} {stamp:?}").as_bytes()))
    }
}

/// What a file held when it had a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) stamp: Stamp,
    pub(super) identity: Identity,
}

/// The marks of files that builds left, by their paths below the output folder.
#[derive(Debug, Default)]
pub(super) struct Marks {
    by_path: HashMap<String, Mark>,
    /// The stamp of the file with the marks.
    written: Option<Stamp>,
}

impl Marks {
    pub(super) fn of<'a>(marks: impl Iterator<Item = (&'a str, Mark)>) -> Marks {
        let by_path = marks.map(|(path, mark)| (path.to_owned(), mark)).collect();
        Marks { by_path, written: None }
    }

    /// Reads the marks of an earlier build; none if there are none.
    pub(super) fn load(bookkeeping: &Path) -> Result<Marks, Diagnostic> {
        let path = bookkeeping.join(MARKS);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Marks {
                by_path: text.lines().filter_map(parse).collect(),
                written: Some(Stamp::at(&path)?),
            }),
            // Without marks, or with those of nobody knows whom, files are read.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => {
                Ok(Marks::default())
            }
            Err(error) => Err(fault("read", &path, &error)),
        }
    }

    /// The mark of the file at `path`, if it still has the stamp that it had.
    pub(super) fn of_file(&self, path: &str, stamp: Stamp) -> Option<Mark> {
        let is_settled = self.written.is_some_and(|written| stamp.is_older_than(written));
        self.by_path.get(path).copied().filter(|mark| is_settled && mark.stamp == stamp)
    }

    /// Whether each of the other marks would be found here.
    pub(super) fn cover(&self, other: &Marks) -> bool {
        other.by_path.iter().all(|(path, mark)| self.of_file(path, mark.stamp) == Some(*mark))
    }

    /// Replaces the marks on disk, by way of the file `scratch`.
    pub(super) fn save(
        &self,
        disk: &Disk,
        bookkeeping: &Path,
        scratch: &Path,
    ) -> Result<(), Diagnostic> {
        disk.replace(&bookkeeping.join(MARKS), self.to_text().as_bytes(), scratch)
    }

    fn to_text(&self) -> String {
        let mut text = String::new();
        for (path, Mark { stamp, identity: Identity(hash) }) in &self.by_path {
            let Stamp { length, inode, changed: (seconds, nanoseconds) } = stamp;
            // A `String` takes whatever is written to it.
            let _ = writeln!(text, "{hash:x} {length} {inode} {seconds} {nanoseconds} {path}");
        }
        text
    }
}

fn parse(line: &str) -> Option<(String, Mark)> {
    let mut fields = line.splitn(6, ' ');
    let identity = Identity(u128::from_str_radix(fields.next()?, 16).ok()?);
    let length = fields.next()?.parse().ok()?;
    let inode = fields.next()?.parse().ok()?;
    let changed = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    let mark = Mark { stamp: Stamp { length, inode, changed }, identity };
    Some((fields.next()?.to_owned(), mark))
}
