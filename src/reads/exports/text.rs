//! The bytes of an export as lines of UTF-8.
//!
//! Services write UTF-8 or UTF-16, with and without a byte order mark, and end
//! lines in three ways. Behind a [`Text`] there is one: UTF-8, no mark, and
//! `\n` at the end of every line, the last one too.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, ErrorKind, Read};
use std::rc::Rc;

use crate::reads::refusal::Refusal;

/// How long a row may be, in bytes. The longest that services write have some
/// ten thousand; a quotation mark that is never closed makes one of the rest
/// of the file.
const LONGEST_ROW: u64 = 1024 * 1024;

/// How much is read at once, in bytes.
const CHUNK: usize = 16 * 1024;

/// What was taken out of a [`Text`] so far.
#[derive(Debug, Default)]
pub(super) struct Meter {
    lines: Cell<u64>,
    since_mark: Cell<u64>,
}

impl Meter {
    /// The number of the line that comes next, from 1.
    pub(super) fn line(&self) -> u64 {
        self.lines.get() + 1
    }

    /// Says that a new row begins.
    pub(super) fn mark(&self) {
        self.since_mark.set(0);
    }
}

/// A row was longer than [`LONGEST_ROW`].
#[derive(Debug)]
struct TooLong;

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row is longer than 1 MB")
    }
}

impl std::error::Error for TooLong {}

/// Why a file that cannot be read any further is refused.
pub(super) fn refuse(error: &io::Error) -> Refusal {
    if let Some(refusal) = Refusal::unpacks_to_too_much(error) {
        return refusal;
    }
    if error.get_ref().is_some_and(|inner| inner.is::<TooLong>()) {
        return Refusal {
            message: "a row is longer than 1 MB".into(),
            hint: "the file may be cut or changed: export it again".into(),
        };
    }
    match error.kind() {
        ErrorKind::UnexpectedEof => ends_in_the_middle(),
        ErrorKind::InvalidData | ErrorKind::InvalidInput => Refusal {
            message: format!("the file is damaged: {error}"),
            hint: "download it again".into(),
        },
        _ => Refusal {
            message: format!("the file cannot be read: {error}"),
            hint: "see whether it can be opened, and try again".into(),
        },
    }
}

/// The refusal of a file that was cut.
pub(super) fn ends_in_the_middle() -> Refusal {
    Refusal { message: "the file ends in the middle".into(), hint: "download it again".into() }
}

#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
}

/// Tells the encoding by the byte order mark, whose length comes with it.
fn encoding(start: &[u8]) -> (Encoding, usize) {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        [0xFF, 0xFE, ..] => (Encoding::Utf16(u16::from_le_bytes), 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16(u16::from_be_bytes), 2),
        _ => (Encoding::Utf8, 0),
    }
}

/// Lines of UTF-8. Bytes that are not UTF-8 pass, if the file claims to be it.
pub(super) struct Text<'a> {
    inner: Box<dyn Read + 'a>,
    encoding: Option<Encoding>,
    /// Read, and not decoded yet.
    raw: Vec<u8>,
    /// Decoded, and from `at` on not taken yet.
    ready: Vec<u8>,
    at: usize,
    last: Option<u8>,
    after_return: bool,
    ended: bool,
    end_last_line: bool,
    meter: Rc<Meter>,
}

impl<'a> Text<'a> {
    /// Calls `line` with each line that is not empty and its number, from 1.
    ///
    /// # Errors
    /// The source cannot be read, or a line is too long.
    pub(super) fn each_line(mut self, mut line: impl FnMut(u64, &[u8])) -> Result<(), Refusal> {
        let mut read = Vec::new();
        loop {
            self.meter.mark();
            read.clear();
            let number = self.meter.line();
            if self.read_until(b'\n', &mut read).map_err(|error| refuse(&error))? == 0 {
                return Ok(());
            }
            if !read.trim_ascii().is_empty() {
                line(number, &read);
            }
        }
    }

    /// The text of `inner`, which is not packed any more.
    pub(super) fn new(inner: impl Read + 'a) -> Self {
        Text {
            inner: Box::new(inner),
            encoding: None,
            raw: Vec::new(),
            ready: Vec::new(),
            at: 0,
            last: None,
            after_return: false,
            ended: false,
            end_last_line: true,
            meter: Rc::default(),
        }
    }

    /// What counts the lines that are taken out.
    pub(super) fn meter(&self) -> Rc<Meter> {
        Rc::clone(&self.meter)
    }

    /// Leaves the last line as it is. An end of line in the middle of a word
    /// would hide from a parser that the text was cut there.
    pub(super) fn leave_last_line(&mut self) {
        self.end_last_line = false;
    }

    fn fill(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.at = 0;
        while self.ready.is_empty() && !self.ended {
            self.read_chunk()?;
            let encoding = match self.encoding {
                Some(encoding) => encoding,
                // A mark has up to three bytes, which may come one by one.
                None if self.raw.len() < 3 && !self.ended => continue,
                None => {
                    let (encoding, mark) = encoding(&self.raw);
                    self.raw.drain(..mark);
                    *self.encoding.insert(encoding)
                }
            };
            self.decode(encoding)?;
        }
        // Nothing comes any more.
        let is_open = self.last.is_some_and(|last| last != b'\n');
        if self.ready.is_empty() && self.end_last_line && is_open {
            self.push(b'\n');
        }
        Ok(())
    }

    fn read_chunk(&mut self) -> io::Result<()> {
        let before = self.raw.len();
        let most = u64::try_from(CHUNK).unwrap_or(u64::MAX);
        self.inner.by_ref().take(most).read_to_end(&mut self.raw)?;
        self.ended = self.raw.len() == before;
        Ok(())
    }

    fn decode(&mut self, encoding: Encoding) -> io::Result<()> {
        let raw = std::mem::take(&mut self.raw);
        match encoding {
            Encoding::Utf8 => raw.iter().for_each(|byte| self.push(*byte)),
            Encoding::Utf16(unit) => self.decode_utf16(&raw, unit)?,
        }
        Ok(())
    }

    fn decode_utf16(&mut self, raw: &[u8], unit: fn([u8; 2]) -> u16) -> io::Result<()> {
        let (pairs, rest) = raw.as_chunks::<2>();
        if self.ended && !rest.is_empty() {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let mut whole = pairs.len();
        // The other half of this character comes with the next bytes.
        if !self.ended && pairs.last().is_some_and(|last| (0xD800..0xDC00).contains(&unit(*last))) {
            whole -= 1;
        }
        self.raw = raw[whole * 2..].to_vec();
        for char in char::decode_utf16(pairs[..whole].iter().map(|pair| unit(*pair))) {
            let mut buffer = [0; 4];
            let char = char.unwrap_or(char::REPLACEMENT_CHARACTER);
            char.encode_utf8(&mut buffer).bytes().for_each(|byte| self.push(byte));
        }
        Ok(())
    }

    /// Makes `\n` of `\r\n` and of `\r`.
    fn push(&mut self, byte: u8) {
        let second_half = byte == b'\n' && self.after_return;
        self.after_return = byte == b'\r';
        if second_half {
            return;
        }
        let byte = if byte == b'\r' { b'\n' } else { byte };
        self.ready.push(byte);
        self.last = Some(byte);
    }
}

impl Read for Text<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = (&mut self.fill_buf()?).read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Text<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.meter.since_mark.get() > LONGEST_ROW {
            return Err(io::Error::new(ErrorKind::InvalidData, TooLong));
        }
        if self.at >= self.ready.len() {
            self.fill()?;
        }
        Ok(&self.ready[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.at + amount).min(self.ready.len());
        let taken = &self.ready[self.at..end];
        let lines = taken.iter().filter(|byte| **byte == b'\n').count();
        let count = |cell: &Cell<u64>, more: usize| {
            cell.set(cell.get().saturating_add(u64::try_from(more).unwrap_or(u64::MAX)));
        };
        count(&self.meter.lines, lines);
        count(&self.meter.since_mark, taken.len());
        self.at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Gives one byte at a time, as a slow source may.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(&mut buffer[..most])
        }
    }

    fn text(bytes: &[u8]) -> String {
        let mut read = String::new();
        Text::new(bytes).read_to_string(&mut read).unwrap();
        let mut slowly = String::new();
        Text::new(Slow(bytes)).read_to_string(&mut slowly).unwrap();
        assert_eq!(read, slowly);
        read
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_becomes_utf_8() {
        assert_eq!(text("\u{FEFF}/Երևան".as_bytes()), "/Երևան\n");
        assert_eq!(text(&utf16("\u{FEFF}/𝔄ռ", u16::to_le_bytes)), "/𝔄ռ\n");
        assert_eq!(text(&utf16("\u{FEFF}/𝔄ռ", u16::to_be_bytes)), "/𝔄ռ\n");
    }

    #[test]
    fn every_line_ends_in_one_way() {
        assert_eq!(text(b"a\r\nb\rc\n\r\nd"), "a\nb\nc\n\nd\n");
        assert_eq!(text(b""), "");
    }

    #[test]
    fn half_a_unit_is_a_file_that_was_cut() {
        let error = Text::new(&b"\xFF\xFEa\0b"[..]).read_to_end(&mut Vec::new()).unwrap_err();
        assert_eq!(refuse(&error).message, "the file ends in the middle");
    }

    #[test]
    fn a_row_without_end_is_refused() {
        let endless = io::repeat(b'x');
        let error = Text::new(endless).read_until(b'\n', &mut Vec::new()).unwrap_err();
        assert_eq!(refuse(&error).message, "a row is longer than 1 MB");
    }

    proptest! {
        #[test]
        fn utf_16_is_decoded_as_the_standard_library_does(written in "[^\r]{0,40}") {
            let mut expected = written.clone();
            if !expected.is_empty() && !expected.ends_with('\n') {
                expected.push('\n');
            }
            prop_assert_eq!(text(&utf16(&format!("\u{FEFF}{written}"), u16::to_le_bytes)), expected);
        }
    }
}
