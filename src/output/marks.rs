//! How a file that builds left is recognised without reading it.
//!
//! A site of 10,000 stories is more than 100 MB of pages; to read them all in
//! order to see that none has changed takes longer than to render them. So a
//! build writes down what each file held, with its [`Stamp`]: while that is the
//! same, nobody has touched the file.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rayon::prelude::*;

use super::BuildRecord;
use super::disk::{Disk, fault};
use super::identity::Identity;
use crate::diagnostic::Diagnostic;
use crate::regular_file;
use crate::stamp::Stamp;

/// The file of the marks, in the bookkeeping folder.
pub(super) const MARKS: &str = "marks";

/// What the first line begins with: since which start of the machine the marks hold.
const BOOT: &str = "boot ";

/// The last line, without which some are lost.
const END: &str = "end";

/// What the line of the marks that holds a [`BuildRecord`] begins with.
const BUILT: &str = "built ";

/// Stands where nobody knows what a file was made from.
const UNKNOWN: &str = "-";

/// What a file held when it had a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) stamp: Stamp,
    pub(super) content: Identity,
    /// What it followed from, if that was known before it was made.
    pub(super) made_from: Option<Identity>,
}

/// The marks of files that builds left, by their paths below the output folder.
#[derive(Debug, Default)]
pub(super) struct Marks {
    by_path: HashMap<String, Mark>,
    /// What they were built from, if each file of the site has a mark.
    pub(super) built: Option<BuildRecord>,
    /// The stamp of the file with the marks.
    written: Option<Stamp>,
}

impl Marks {
    pub(super) fn of<'a>(marks: impl Iterator<Item = (&'a str, Mark)>) -> Marks {
        let by_path = marks.map(|(path, mark)| (path.to_owned(), mark)).collect();
        Marks { by_path, ..Marks::default() }
    }

    /// With what they were built from, if they are the marks of all `files`.
    pub(super) fn built(self, files: usize, built: Option<BuildRecord>) -> Marks {
        let built = built.filter(|_| self.by_path.len() == files);
        Marks { built, ..self }
    }

    /// Reads the marks that were saved to a file; none if there are none.
    pub(super) fn load(bookkeeping: &Path, name: &str) -> Result<Marks, Diagnostic> {
        let path = bookkeeping.join(name);
        let read = regular_file::read(&path)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| ErrorKind::InvalidData.into()));
        match read {
            Ok(text) => {
                let written = Stamp::at(&path).map_err(|error| fault("open", &path, &error))?;
                let mut lines = text.lines();
                if lines.next().and_then(|line| line.strip_prefix(BOOT)) != Some(&*boot()) {
                    return Ok(Marks::default());
                }
                if lines.clone().next_back() != Some(END) {
                    return Ok(Marks::default());
                }
                let built = lines.clone().next().and_then(|line| line.strip_prefix(BUILT));
                Ok(Marks {
                    by_path: lines.filter_map(parse).collect(),
                    built: built.and_then(|built| serde_json::from_str(built).ok()),
                    written: Some(written),
                })
            }
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

    /// How many files have a mark, if each file still has the stamp that it had.
    pub(super) fn all_hold(&self, folder: &Path) -> Option<usize> {
        let holds = |path: &String| {
            let stamp = Stamp::at(&folder.join(path)).ok();
            stamp.is_some_and(|stamp| self.of_file(path, stamp).is_some())
        };
        self.by_path.par_iter().all(|(path, _)| holds(path)).then_some(self.by_path.len())
    }

    /// Whether these say all that the other marks do.
    pub(super) fn cover(&self, other: &Marks) -> bool {
        let is_here =
            |(path, mark): (&String, &Mark)| self.of_file(path, mark.stamp) == Some(*mark);
        self.built == other.built && other.by_path.iter().all(is_here)
    }

    /// Replaces the marks in a file on disk, by way of the file `scratch`.
    pub(super) fn save(&self, disk: &Disk, file: &Path, scratch: &Path) -> Result<(), Diagnostic> {
        disk.replace(file, self.to_text().as_bytes(), scratch)
    }

    fn to_text(&self) -> String {
        let mut text = format!("{BOOT}{}\n", boot());
        if let Some(built) = self.built.as_ref().and_then(|built| serde_json::to_string(built).ok())
        {
            let _ = writeln!(text, "{BUILT}{built}");
        }
        for (path, Mark { stamp, content: Identity(content), made_from }) in &self.by_path {
            // A `String` takes whatever is written to it.
            let _ = match made_from {
                Some(Identity(made_from)) => {
                    writeln!(text, "{content:x} {made_from:x} {stamp} {path}")
                }
                None => writeln!(text, "{content:x} {UNKNOWN} {stamp} {path}"),
            };
        }
        text + END + "\n"
    }
}

/// The identity of this start of the machine, where there is something that
/// does. When the power fails, a file system may keep what it noted of a file and lose
/// what was in it; so files that stood there before the machine started are read once.
/// (<https://docs.kernel.org/admin-guide/sysctl/kernel.html#random>)
pub(super) fn boot() -> String {
    let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    id.trim().to_string()
}

fn parse(line: &str) -> Option<(String, Mark)> {
    let hash = |field: &str| u128::from_str_radix(field, 16).ok().map(Identity);
    let mut fields = line.splitn(7, ' ');
    let content = hash(fields.next()?)?;
    let made_from = match fields.next()? {
        UNKNOWN => None,
        made_from => Some(hash(made_from)?),
    };
    let stamp = Stamp::of_fields(&mut fields)?;
    Some((fields.next()?.to_owned(), Mark { stamp, content, made_from }))
}
