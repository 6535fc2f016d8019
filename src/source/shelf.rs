//! What a build has made and needs again, on the disk: each text is asked for two or three times,
//! and all together would be most of the memory that a build takes.

use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::diagnostic::Diagnostic;
use crate::text::kept::{KeptBytes, Shelf};

/// So many bytes are written at a time. What a small site has never leaves memory.
const WRITTEN_AT_ONCE: usize = 256 << 10;

/// A file without a name, which the system removes with the program. What is to be written is
/// in memory until it is much.
#[derive(Debug, Default)]
pub(super) struct DiskShelf {
    file: OnceLock<Option<File>>,
    end: Mutex<End>,
    has_lost: AtomicBool,
}

/// What is not written yet, and where that begins.
#[derive(Debug, Default)]
struct End {
    at: u64,
    bytes: Vec<u8>,
    /// The disk takes no more.
    is_full: bool,
}

impl DiskShelf {
    /// Puts bytes aside. They stay in memory if the disk does not take them.
    pub(super) fn keep(self: &Arc<Self>, bytes: Vec<u8>) -> KeptBytes {
        let mut end = self.end();
        if end.is_full {
            return KeptBytes::in_memory(bytes);
        }
        let at = end.at + end.bytes.len() as u64;
        end.bytes.extend_from_slice(&bytes);
        if end.bytes.len() >= WRITTEN_AT_ONCE {
            self.write(&mut end);
        }
        drop(end);
        KeptBytes::on_shelf(self.clone(), at, bytes.len())
    }

    /// That something could not be read again, if so.
    pub(super) fn lost(&self) -> Option<Diagnostic> {
        let fault = || {
            let folder = std::env::temp_dir();
            let message = format!("what was noted in `{}` cannot be read again", folder.display());
            Diagnostic::error(message).hint("check that disk, and build again")
        };
        self.has_lost.load(Relaxed).then(fault)
    }

    fn end(&self) -> MutexGuard<'_, End> {
        // It is changed in steps that cannot fail.
        self.end.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn file(&self) -> Option<&File> {
        self.file.get_or_init(|| tempfile::tempfile().ok()).as_ref()
    }

    /// What cannot be written stays, and nothing comes behind it.
    fn write(&self, end: &mut End) {
        match self.file().map(|file| write_all_at(file, &end.bytes, end.at)) {
            Some(Ok(())) => {
                end.at += end.bytes.len() as u64;
                end.bytes.clear();
                end.bytes.shrink_to(2 * WRITTEN_AT_ONCE);
            }
            _ => end.is_full = true,
        }
    }

    fn read(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        let end = self.end();
        if let Some(start) = at.checked_sub(end.at) {
            let start = start as usize;
            return end.bytes.get(start..start + length).map(<[u8]>::to_vec);
        }
        drop(end);
        let mut bytes = vec![0; length];
        read_exact_at(self.file()?, &mut bytes, at).ok()?;
        Some(bytes)
    }
}

impl Shelf for DiskShelf {
    fn take(&self, at: u64, length: usize) -> Option<Vec<u8>> {
        let bytes = self.read(at, length);
        if bytes.is_none() {
            self.has_lost.store(true, Relaxed);
        }
        bytes
    }
}

#[cfg(unix)]
fn write_all_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, at)
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

/// Elsewhere there is no such file: texts stay in memory.
#[cfg(not(unix))]
fn write_all_at(_: &File, _: &[u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(not(unix))]
fn read_exact_at(_: &File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Vec<Vec<u8>> {
        (0..200).map(|number| format!("{number} ново ").repeat(number * 5).into_bytes()).collect()
    }

    fn kept(shelf: &Arc<DiskShelf>) -> Vec<KeptBytes> {
        pieces().into_iter().map(|bytes| shelf.keep(bytes)).collect()
    }

    fn assert_all_come_back(kept: &[KeptBytes]) {
        for (bytes, kept) in pieces().iter().zip(kept) {
            assert_eq!(kept.read().as_deref(), Some(bytes.as_slice()));
        }
    }

    #[test]
    fn what_is_kept_comes_back_written_or_not() {
        let shelf = Arc::new(DiskShelf::default());
        let kept = kept(&shelf);
        assert!(shelf.end().at > 0, "nothing was written");
        assert!(!shelf.end().bytes.is_empty(), "all was written");
        assert_all_come_back(&kept);
        assert_eq!(shelf.lost(), None);
    }

    #[test]
    fn it_stays_in_memory_where_the_disk_takes_nothing() {
        let shelf = DiskShelf::default();
        shelf.file.set(None).unwrap();
        let shelf = Arc::new(shelf);
        let kept = kept(&shelf);
        assert!(shelf.end().is_full);
        assert_all_come_back(&kept);
    }

    #[test]
    fn what_was_lost_is_known_to_be() {
        let shelf = Arc::new(DiskShelf::default());
        let kept = kept(&shelf);
        shelf.file().unwrap().set_len(0).unwrap();
        assert_eq!(kept[9].read(), None);
        assert!(shelf.lost().is_some());
    }
}
