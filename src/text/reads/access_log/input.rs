//! The bytes of a log, unpacked, and how far they were read.

use std::io::{self, BufReader, Cursor, Read};

use flate2::read::MultiGzDecoder;

/// The first bytes of a gzip file, by RFC 1952.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Kinds of packed files that are not read here, by their first bytes.
const OTHERS: [(&[u8], &str); 3] =
    [(b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ", "xz"), (b"BZh", "bzip2")];

/// Opens a log that may be packed with gzip, in one member or several. `progress` is
/// told how many bytes of `input` were taken so far.
///
/// # Errors
/// That it cannot be read, or is packed in another way.
pub(super) fn open<'a>(
    input: impl Read + 'a,
    progress: &'a dyn Fn(u64),
) -> io::Result<Box<dyn Read + 'a>> {
    let mut input = Told { input, taken: 0, progress };
    let mut start = Vec::new();
    input.by_ref().take(5).read_to_end(&mut start)?;
    if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        let message = format!("it is packed with {name}; only gzip is unpacked here");
        return Err(io::Error::new(io::ErrorKind::Unsupported, message));
    }
    let is_packed = start.starts_with(&GZIP);
    let input = Cursor::new(start).chain(input);
    Ok(if is_packed {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(256 * 1024, input)))
    } else {
        Box::new(input)
    })
}

/// Tells how much was taken.
struct Told<'a, R> {
    input: R,
    taken: u64,
    progress: &'a dyn Fn(u64),
}

impl<R: Read> Read for Told<'_, R> {
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

    fn packed(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> io::Result<(Vec<u8>, u64)> {
        let taken = Cell::new(0);
        let mut text = Vec::new();
        let told = |bytes| taken.set(bytes);
        open(bytes, &told)?.read_to_end(&mut text)?;
        Ok((text, taken.get()))
    }

    #[test]
    fn gzip_is_unpacked_and_all_else_is_as_it_is() {
        let members = [packed(b"one\n"), packed(b"two\n")].concat();
        assert_eq!(unpacked(&members).unwrap(), (b"one\ntwo\n".into(), members.len() as u64));
        for text in [&b"plain\n"[..], b"a", b""] {
            assert_eq!(unpacked(text).unwrap(), (text.into(), text.len() as u64));
        }
    }

    #[test]
    fn what_cannot_be_unpacked_is_said() {
        let whole = packed(b"one\ntwo\n");
        let cut = unpacked(&whole[..whole.len() - 4]).unwrap_err();
        assert_eq!(cut.kind(), io::ErrorKind::UnexpectedEof);
        let zstd = unpacked(b"\x28\xb5\x2f\xfd\0\0").unwrap_err();
        assert_eq!(zstd.to_string(), "it is packed with zstd; only gzip is unpacked here");
    }
}
