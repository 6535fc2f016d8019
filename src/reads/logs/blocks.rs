//! A file in blocks that end where lines end.

use std::io::{self, Read};

use memchr::{memchr_iter, memrchr};

/// Lines of a file.
pub(super) struct Block {
    /// Each ends with a line break, but perhaps the last of the file.
    pub bytes: Vec<u8>,
    /// The number of the first, from 1.
    pub first_line: u64,
}

/// Cuts a file.
pub(super) struct Blocks<R> {
    input: R,
    size: usize,
    /// The start of a line that was not whole in the block before.
    carried: Vec<u8>,
    next_line: u64,
    has_ended: bool,
}

/// A longer line is none of a log: no server takes such requests.
pub(super) const LONGEST_LINE: usize = 64 * 1024;

impl<R: Read> Blocks<R> {
    /// Blocks of `size` bytes.
    pub fn new(input: R, size: usize) -> Self {
        Blocks { input, size, carried: Vec::new(), next_line: 1, has_ended: false }
    }

    /// The next block, in the memory of `bytes`; none after the last. Of a line that
    /// is longer than [`LONGEST_LINE`] something may be missing in the middle.
    ///
    /// # Errors
    /// What the input says.
    pub fn next(&mut self, mut bytes: Vec<u8>) -> io::Result<Option<Block>> {
        bytes.clear();
        bytes.append(&mut self.carried);
        while !self.has_ended {
            let wanted = self.size.saturating_sub(bytes.len()).max(1);
            let found = self.input.by_ref().take(wanted as u64).read_to_end(&mut bytes)?;
            self.has_ended = found < wanted;
            if self.has_ended {
                break;
            }
            match memrchr(b'\n', &bytes) {
                Some(end) => {
                    self.carried.extend_from_slice(&bytes[end + 1..]);
                    bytes.truncate(end + 1);
                    break;
                }
                // The end of this line is still to come; it is too long either way.
                None if bytes.len() > LONGEST_LINE => bytes.truncate(LONGEST_LINE + 1),
                None => {}
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let first_line = self.next_line;
        self.next_line += memchr_iter(b'\n', &bytes).count() as u64;
        Ok(Some(Block { bytes, first_line }))
    }
}

impl Block {
    /// The lines and their numbers, each with whether it is whole; without line ends.
    pub fn lines(&self) -> impl Iterator<Item = (u64, &[u8], bool)> {
        let mut from = 0;
        let ends = memchr_iter(b'\n', &self.bytes).map(Some).chain([None]);
        (self.first_line..).zip(ends).filter_map(move |(number, end)| {
            let line = &self.bytes[from..end.unwrap_or(self.bytes.len())];
            from = end.map_or(from, |end| end + 1);
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            (!line.is_empty()).then_some((number, line, end.is_some()))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All lines, cut to the length that is of interest.
    fn lines(text: &[u8], size: usize) -> Vec<(u64, Vec<u8>, bool)> {
        let mut blocks = Blocks::new(text, size);
        let mut lines = Vec::new();
        while let Some(block) = blocks.next(Vec::new()).unwrap() {
            lines.extend(block.lines().map(|(number, line, is_whole)| {
                (number, line[..line.len().min(LONGEST_LINE + 1)].to_vec(), is_whole)
            }));
        }
        lines
    }

    #[test]
    fn lines_have_their_numbers() {
        let wanted: Vec<(u64, Vec<u8>, bool)> = [(1, "a", true), (3, "bc", true), (4, "d", false)]
            .map(|(number, line, is_whole)| (number, line.into(), is_whole))
            .into();
        for size in 1..20 {
            assert_eq!(lines(b"a\r\n\nbc\nd", size), wanted, "{size}");
        }
        assert!(lines(b"", 4).is_empty());
    }

    #[test]
    fn a_long_line_takes_no_more_memory_than_a_block() {
        let mut text = vec![b'x'; 40 * LONGEST_LINE];
        text.extend_from_slice(b"\nlast\n");
        let mut blocks = Blocks::new(&*text, 2 * LONGEST_LINE);
        let block = blocks.next(Vec::new()).unwrap().unwrap();
        assert!(block.bytes.len() <= 2 * LONGEST_LINE);
        let lines = lines(&text, 2 * LONGEST_LINE);
        assert_eq!(lines[0].1.len(), LONGEST_LINE + 1);
        assert_eq!(lines[1], (2, b"last".to_vec(), true));
        assert_eq!(lines.len(), 2);
    }

    proptest! {
        #[test]
        fn blocks_of_any_size_have_the_same_lines(
            text in prop::collection::vec(prop::sample::select(vec![b'a', b'\r', b'\n']), 0..60),
            size in 1..70usize,
        ) {
            prop_assert_eq!(lines(&text, size), lines(&text, 1000));
        }
    }
}
