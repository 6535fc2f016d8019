//! What a file of the output holds, and the parallel work of making it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use rayon::prelude::*;

use super::disk::Disk;
use super::identity::Identity;
use crate::diagnostic::Diagnostic;
use crate::stamp::Stamp;

/// How much of two files is compared at a time, in bytes.
const BLOCK: usize = 64 * 1024;

/// What a file of the output holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What this source file holds.
    Copy(PathBuf),
}

impl Content {
    /// The identity of this content, without reading a file. Of a file
    /// that was changed since `opened` only reading tells.
    pub(super) fn identity(&self, opened: Stamp) -> Option<Identity> {
        match self {
            Content::Bytes(bytes) => Some(Identity::of_bytes(bytes)),
            Content::Copy(source) => {
                let stamp = fs::metadata(source).ok().map(|found| Stamp::of(&found))?;
                stamp.is_older_than(opened).then(|| Identity::of_copy(source, stamp))
            }
        }
    }

    /// Whether the file at `path`, `length` bytes long, holds this already. If
    /// either cannot be read it does not; writing will tell why.
    pub(super) fn is_at(&self, path: &Path, length: u64) -> bool {
        match self {
            Content::Bytes(bytes) => {
                bytes.len() as u64 == length && holds(path, bytes).unwrap_or(false)
            }
            Content::Copy(source) => {
                fs::metadata(source).is_ok_and(|found| found.is_file() && found.len() == length)
                    && hold_the_same(source, path).unwrap_or(false)
            }
        }
    }

    /// Writes this to a file that does not exist.
    pub(super) fn write_new(&self, disk: &Disk, path: &Path) -> Result<Stamp, Trouble> {
        match self {
            Content::Bytes(bytes) => disk.write_new(path, bytes).map_err(Trouble::Disk),
            Content::Copy(source) => {
                let mut file = open_source(source).map_err(Trouble::Entry)?;
                disk.copy_new(path, &mut file).map_err(Trouble::Disk)
            }
        }
    }
}

/// Whether a file that is as long as `bytes` holds them. Its length is known, so
/// that one call reads it.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut found = vec![0; bytes.len()];
    File::open(path)?.read_exact(&mut found)?;
    Ok(found == bytes)
}

fn hold_the_same(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut here, mut there) = (Vec::with_capacity(BLOCK), Vec::with_capacity(BLOCK));
    loop {
        here.clear();
        there.clear();
        one.by_ref().take(BLOCK as u64).read_to_end(&mut here)?;
        other.by_ref().take(BLOCK as u64).read_to_end(&mut there)?;
        if here != there {
            return Ok(false);
        }
        if here.is_empty() {
            return Ok(true);
        }
    }
}

fn open_source(path: &Path) -> Result<File, Diagnostic> {
    let unreadable = |error: io::Error| {
        let remedy = match error.kind() {
            ErrorKind::NotFound => "the file was removed during the build; build again",
            ErrorKind::PermissionDenied => "give yourself the right to read it",
            _ => "check that it is an ordinary file",
        };
        Diagnostic::error(format!("cannot read `{}`: {error}", path.display())).hint(remedy)
    };
    // Asked before it is opened, since opening a pipe would wait for a writer.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(unreadable(ErrorKind::InvalidInput.into()));
    }
    File::open(path).map_err(unreadable)
}

/// Why an entry could not be put on the disk.
pub(super) enum Trouble {
    /// A fault of this entry; the others may have their own.
    Entry(Diagnostic),
    /// A fault of the disk, such as that it is full. To hear of it once is
    /// enough, and no further entry is put there.
    Disk(Diagnostic),
}

/// Makes the content of each of the entries in `order`, as far as it is needed, and
/// hands it to `put`, on all threads; returns what `put` returned, in the order of the entries.
///
/// # Errors
/// All faults, in the order of the entries.
pub(super) fn put_all<C, T: Send>(
    order: &[usize],
    produce: impl Fn(usize) -> Result<C, Vec<Diagnostic>> + Sync,
    put: impl Fn(usize, &C) -> Result<T, Trouble> + Sync,
) -> Result<Vec<T>, Vec<Diagnostic>> {
    let disk_failed = AtomicBool::new(false);
    let put_one = |index| {
        let content = produce(index)?;
        if disk_failed.load(Relaxed) {
            return Err(Vec::new());
        }
        put(index, &content).map_err(|trouble| match trouble {
            Trouble::Disk(_) if disk_failed.swap(true, Relaxed) => Vec::new(),
            Trouble::Disk(fault) | Trouble::Entry(fault) => vec![fault],
        })
    };
    // Each thread takes the next, so that all of them are near each other in the order.
    let next = AtomicUsize::new(0);
    let take_next = || order.get(next.fetch_add(1, Relaxed)).copied();
    let put_some = |_| std::iter::from_fn(take_next).map(|index| (index, put_one(index)));
    let threads = (0..rayon::current_num_threads()).into_par_iter().with_max_len(1);
    let mut results: Vec<_> = threads.flat_map_iter(put_some).collect();
    results.sort_unstable_by_key(|(index, _)| *index);
    all_or_faults(results.into_iter().map(|(_, result)| result).collect())
}

fn all_or_faults<T>(results: Vec<Result<T, Vec<Diagnostic>>>) -> Result<Vec<T>, Vec<Diagnostic>> {
    if results.iter().all(Result::is_ok) {
        return Ok(results.into_iter().flatten().collect());
    }
    Err(results.into_iter().filter_map(Result::err).flatten().collect())
}
