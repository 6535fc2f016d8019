//! The bytes of a log, unpacked, and how far they were read.

use std::io::{self, Read};

use crate::reads::expansion::Bound;
use crate::reads::packed::unpacked_within;

/// Opens a log that may be packed with gzip, in one member or several. `progress` is
/// given the number of bytes of `input` that were taken so far.
///
/// # Errors
/// That it cannot be read, or is packed in another way.
pub(super) fn open<'a>(
    bound: Bound,
    input: impl Read + 'a,
    progress: &'a dyn Fn(u64),
) -> io::Result<Box<dyn Read + 'a>> {
    unpacked_within(bound, ProgressReader { input, taken: 0, progress })
}

/// Reports how much was taken.
struct ProgressReader<'a, R> {
    input: R,
    taken: u64,
    progress: &'a dyn Fn(u64),
}

impl<R: Read> Read for ProgressReader<'_, R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let found = self.input.read(bytes)?;
        self.taken += found as u64;
        (self.progress)(self.taken);
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::reads::expansion::BOUND;

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn opened(bytes: &[u8]) -> io::Result<(Vec<u8>, u64)> {
        let taken = Cell::new(0);
        let mut text = Vec::new();
        let told = |bytes| taken.set(bytes);
        open(BOUND, bytes, &told)?.read_to_end(&mut text)?;
        Ok((text, taken.get()))
    }

    #[test]
    fn gzip_is_unpacked_and_all_else_is_as_it_is() {
        let members = [packed(b"one\n"), packed(b"two\n")].concat();
        assert_eq!(opened(&members).unwrap(), (b"one\ntwo\n".into(), members.len() as u64));
        for text in [&b"plain\n"[..], b"a", b""] {
            assert_eq!(opened(text).unwrap(), (text.into(), text.len() as u64));
        }
    }

    #[test]
    fn what_cannot_be_unpacked_is_said() {
        let whole = packed(b"one\ntwo\n");
        let cut = opened(&whole[..whole.len() - 4]).unwrap_err();
        assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
        let zstd = opened(b"\x28\xb5\x2f\xfd\0\0").unwrap_err();
        assert_eq!(zstd.to_string(), "it is packed with zstd; only gzip is unpacked here");
    }
}
