//! Files as people have them: plain, or packed with gzip.

use std::io::{self, BufReader, Cursor, ErrorKind, Read};
use std::rc::Rc;

use flate2::read::MultiGzDecoder;

use super::expansion::{BOUND, Bound, Expansion, PackedInput, UnpackedOutput};

/// The first bytes of a gzip file, by RFC 1952.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Kinds of packed files that are not read here, by their first bytes.
const OTHERS: [(&[u8], &str); 3] =
    [(b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ", "xz"), (b"BZh", "bzip2")];

/// Opens a file that may be packed with gzip, in one member or several.
///
/// # Errors
/// That it cannot be read, or is packed in another way. Reading ends in an error when far more
/// comes out than such files have.
pub fn unpacked<'a>(input: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    unpacked_within(BOUND, input)
}

/// As [`unpacked`], with another bound on what comes out.
pub(super) fn unpacked_within<'a>(
    bound: Bound,
    mut input: impl Read + 'a,
) -> io::Result<Box<dyn Read + 'a>> {
    let mut start = Vec::new();
    input.by_ref().take(5).read_to_end(&mut start)?;
    if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        let message = format!("it is packed with {name}; only gzip is unpacked here");
        return Err(io::Error::new(ErrorKind::Unsupported, message));
    }
    let is_packed = start.starts_with(&GZIP);
    let input = Cursor::new(start).chain(input);
    Ok(if is_packed {
        let expansion = Expansion::of(0, bound);
        let input = PackedInput(input, Rc::clone(&expansion));
        let input = MultiGzDecoder::new(BufReader::with_capacity(256 * 1024, input));
        Box::new(UnpackedOutput(input, expansion))
    } else {
        Box::new(input)
    })
}
