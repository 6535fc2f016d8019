//! Who read what on which day, each once, in a bounded memory.
//!
//! A read is kept as two hashes: one of the page and day, one of these and the reader.
//! Nothing else of a reader is kept, and the hashes are keyed by numbers that are made
//! anew in each run and never written: whoever finds such a hash on a disk cannot tell
//! whose it is, not even by trying all addresses. They are put in the sets of [`PARTS`]
//! parts by some of their bits. A set that is full goes to the part's temporary file, which has
//! no name and is gone with the process; in the end each part is read back by itself.
//!
//! 64 bits are enough: among 100 million reads, the chance that any two share a hash
//! is 1 in 3,700, and what comes of it is one read that is not counted.

use std::collections::HashMap;
use std::fs::File;
use std::hash::{BuildHasherDefault, Hasher};
use std::io::{self, BufReader, Seek, Write};
use std::sync::{Mutex, PoisonError};

/// A reader's read of a page on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The hash of page, day and reader.
    pub key: u64,
    /// The hash of page and day.
    pub page: u64,
}

/// How many parts there are. Some systems give a process no more than 256 files.
pub(super) const PARTS: usize = 64;

/// How many reads are held in memory, which takes 72 MB: the sets are then full to
/// seven eighths, and would take twice the memory for one more.
pub(super) const MOST_IN_MEMORY: usize = PARTS * 57_344;

/// All reads, without repeats.
pub(super) struct Readers {
    parts: Vec<Mutex<Part>>,
    /// How many reads may be held in memory.
    most: usize,
}

#[derive(Default)]
struct Part {
    reads: Pages,
    file: Option<File>,
    /// How many are in the file, repeats among them.
    in_file: usize,
}

/// Pages by the keys of reads.
type Pages = HashMap<u64, u64, BuildHasherDefault<IdentityHasher>>;

/// A hash's hash is itself.
#[derive(Default)]
struct IdentityHasher(u64);

impl Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0 << 8 | u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

impl Readers {
    /// Holds at most so many reads in memory.
    pub fn new(most: usize) -> Self {
        Readers { parts: (0..PARTS).map(|_| Mutex::default()).collect(), most }
    }

    /// The part that a read goes to. A set has its own use for the first and last bits.
    pub fn part(key: u64) -> usize {
        (key >> 40) as usize % PARTS
    }

    /// Takes in reads that belong to a part.
    ///
    /// # Errors
    /// That the temporary file cannot be written.
    pub fn add(&self, part: usize, reads: &[Read]) -> io::Result<()> {
        let mut part = self.parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        for read in reads {
            if part.reads.len() >= self.most / PARTS && !part.reads.contains_key(&read.key) {
                part.spill()?;
            }
            part.reads.insert(read.key, read.page);
        }
        Ok(())
    }

    /// Forgets all reads.
    pub fn clear(&self) {
        for part in &self.parts {
            *part.lock().unwrap_or_else(PoisonError::into_inner) = Part::default();
        }
    }

    /// How many reads there are of each page and day.
    ///
    /// # Errors
    /// That a temporary file cannot be written or read.
    pub fn count(self) -> io::Result<HashMap<u64, u64>> {
        let mut parts = Vec::with_capacity(PARTS);
        for part in self.parts {
            let mut part = part.into_inner().unwrap_or_else(PoisonError::into_inner);
            if part.file.is_some() {
                part.spill()?;
                // Now all the memory is there for each part in turn.
                part.reads = Pages::default();
            }
            parts.push(part);
        }
        let mut counts = HashMap::new();
        for part in parts {
            part.count(self.most.max(1), &mut counts)?;
        }
        Ok(counts)
    }
}

/// Bytes of a read in a file.
const LENGTH: usize = 16;

impl Part {
    /// Empties the set into the file.
    fn spill(&mut self) -> io::Result<()> {
        if self.file.is_none() {
            self.file = Some(tempfile::tempfile()?);
        }
        let Some(file) = &mut self.file else { return Ok(()) };
        let mut bytes = Vec::with_capacity(self.reads.len() * LENGTH);
        for (key, page) in self.reads.drain() {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&page.to_le_bytes());
        }
        self.in_file += bytes.len() / LENGTH;
        file.write_all(&bytes)
    }

    fn count(mut self, most: usize, counts: &mut HashMap<u64, u64>) -> io::Result<()> {
        let Some(mut file) = self.file.take() else {
            add_up(&self.reads, counts);
            return Ok(());
        };
        // More than fits is read several times, and each time another share is counted.
        let shares = self.in_file.div_ceil(most).max(1) as u64;
        for share in 0..shares {
            self.reads.clear();
            file.rewind()?;
            let mut reader = BufReader::with_capacity(1 << 20, &mut file);
            for _ in 0..self.in_file {
                let read = next(&mut reader)?;
                if (read.key >> 46) % shares == share {
                    self.reads.insert(read.key, read.page);
                }
            }
            add_up(&self.reads, counts);
        }
        Ok(())
    }
}

fn add_up(reads: &Pages, counts: &mut HashMap<u64, u64>) {
    for page in reads.values() {
        *counts.entry(*page).or_default() += 1;
    }
}

fn next(reader: &mut impl io::Read) -> io::Result<Read> {
    let mut number = || {
        let mut bytes = [0; LENGTH / 2];
        reader.read_exact(&mut bytes).map(|()| u64::from_le_bytes(bytes))
    };
    Ok(Read { key: number()?, page: number()? })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn counted(most: usize, reads: &[Read]) -> HashMap<u64, u64> {
        let readers = Readers::new(most);
        for read in reads {
            readers.add(Readers::part(read.key), &[*read]).unwrap();
        }
        readers.count().unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn each_is_counted_once_whatever_fits_in_memory(
            keys in prop::collection::vec((0..40u64, 0..8u64, 0..3u64), 0..300),
            most in 1..4 * PARTS,
        ) {
            // Few parts and shares, so that each has many reads.
            let reads: Vec<Read> = keys
                .iter()
                .map(|(low, share, part)| {
                    let key = low | part << 40 | share << 46;
                    Read { key, page: key % 7 }
                })
                .collect();
            let mut naive: HashMap<u64, u64> = HashMap::new();
            let distinct: HashSet<u64> = reads.iter().map(|read| read.key).collect();
            for key in &distinct {
                *naive.entry(key % 7).or_default() += 1;
            }
            prop_assert_eq!(&counted(most, &reads), &naive);
            prop_assert_eq!(&counted(MOST_IN_MEMORY, &reads), &naive);
        }
    }
}
