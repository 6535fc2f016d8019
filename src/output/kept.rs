//! What a build keeps for the next one beside the marks of its files: it only saves work, so
//! whatever is not whole is as if it were not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::BOOKKEEPING;
use super::marks::boot;
use crate::regular_file;
use crate::stamp::Stamp;

/// A file that builds keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptFile {
    /// What is noted of the texts of the site.
    Texts,
    /// The words of the stories of the language of this number.
    Words(usize),
}

impl KeptFile {
    fn name(self) -> String {
        match self {
            KeptFile::Texts => "texts".into(),
            KeptFile::Words(language) => format!("words-{language}"),
        }
    }
}

/// More is not kept, in bytes.
const MOST: usize = 128 << 20;

/// Keeps what is written, in an output, if it takes that.
pub fn keep(output: &Path, file: KeptFile, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let place = output.join(BOOKKEEPING).join(file.name());
    if replace(&place, write).is_err() && regular_file::require_regular(&place).is_ok() {
        // What cannot be removed is of an earlier build, and known to be.
        let _ = fs::remove_file(&place);
    }
}

fn replace(place: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // Of two builds that write it at once, each replaces what it wrote by a whole file, or by one
    // that is known not to be.
    let scratch = place.with_extension("new");
    regular_file::require_regular(place)?;
    regular_file::require_regular(&scratch)?;
    let written = write_whole(&scratch, write).and_then(|()| fs::rename(&scratch, place));
    if written.is_err() {
        let _ = fs::remove_file(&scratch);
    }
    written
}

fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let to = BufWriter::new(File::create(path)?);
    let mut hashed = Hashed { to, hasher: Xxh3::new(), room: MOST };
    write(&mut hashed)?;
    let end = end(hashed.hasher.digest128());
    hashed.to.write_all(end.as_bytes())?;
    hashed.to.flush()
}

/// Hashes what is written, as long as there is room.
struct Hashed<W> {
    to: W,
    hasher: Xxh3,
    room: usize,
}

impl<W: Write> Write for Hashed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.room.checked_sub(bytes.len()).ok_or(ErrorKind::FileTooLarge)?;
        self.room = room;
        self.hasher.update(bytes);
        self.to.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// What was kept, and the stamp of its file.
pub(super) fn load(bookkeeping: &Path, file: KeptFile) -> Option<(Vec<u8>, Stamp)> {
    let place = bookkeeping.join(file.name());
    let stamp = Stamp::at(&place).ok()?;
    let mut bytes = regular_file::read(&place).ok()?;
    let before = bytes.strip_suffix(b"\n")?.iter().rposition(|byte| *byte == b'\n')?;
    let last = bytes.split_off(before);
    (last == end(xxh3_128(&bytes)).as_bytes()).then_some((bytes, stamp))
}

/// The last line: since which start of the machine its stamps hold, and a hash of the rest.
fn end(hash: u128) -> String {
    format!("\nboot {} {hash:x}\n", boot())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let bookkeeping = place.path().join(BOOKKEEPING);
        fs::create_dir(&bookkeeping).unwrap();
        let loaded = || load(&bookkeeping, KeptFile::Texts).map(|(bytes, _)| bytes);
        for text in ["", "\n", "one\ntwo", "one\n\n"] {
            keep(place.path(), KeptFile::Texts, |to| to.write_all(text.as_bytes()));
            assert_eq!(loaded().as_deref(), Some(text.as_bytes()), "{text:?}");
        }
        assert!(load(&bookkeeping, KeptFile::Words(0)).is_none());

        let file = bookkeeping.join("texts");
        let whole = fs::read_to_string(&file).unwrap();
        let other_start = whole.replace("boot ", "boot 0");
        for spoiled in [&whole[1..], &whole[..whole.len() - 1], "", "\n", &other_start] {
            fs::write(&file, spoiled).unwrap();
            assert_eq!(loaded(), None, "{spoiled:?}");
        }
    }

    #[test]
    fn what_is_too_much_or_cannot_be_written_is_not_kept_and_takes_away_what_was() {
        let place = tempfile::tempdir().unwrap();
        let bookkeeping = place.path().join(BOOKKEEPING);
        fs::create_dir(&bookkeeping).unwrap();
        let block = vec![0; 1 << 20];
        let too_much = |to: &mut dyn Write| (0..=MOST >> 20).try_for_each(|_| to.write_all(&block));
        let broken = |_: &mut dyn Write| Err(ErrorKind::UnexpectedEof.into());
        for is_broken in [false, true] {
            keep(place.path(), KeptFile::Texts, |to| to.write_all(b"one"));
            let write = |to: &mut dyn Write| if is_broken { broken(to) } else { too_much(to) };
            keep(place.path(), KeptFile::Texts, write);
            assert!(load(&bookkeeping, KeptFile::Texts).is_none());
            assert_eq!(fs::read_dir(&bookkeeping).unwrap().count(), 0);
        }
    }
}
