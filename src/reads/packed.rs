//! Files as people have them: plain, or packed with gzip.

use std::io::{self, BufReader, Cursor, ErrorKind, Read};

use flate2::read::MultiGzDecoder;

use super::Refusal;

/// The first bytes of a gzip file, by RFC 1952.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Kinds of packed files that are not read here, by their first bytes.
const OTHERS: [(&[u8], &str); 3] =
    [(b"\x28\xb5\x2f\xfd", "zstd"), (b"\xfd7zXZ", "xz"), (b"BZh", "bzip2")];

/// Opens a file that may be packed with gzip, in one member or several.
///
/// # Errors
/// That it cannot be read, or is packed in another way.
pub fn unpacked<'a>(mut input: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let mut start = Vec::new();
    input.by_ref().take(5).read_to_end(&mut start)?;
    if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        let message = format!("it is packed with {name}; only gzip is unpacked here");
        return Err(io::Error::new(ErrorKind::Unsupported, message));
    }
    let is_packed = start.starts_with(&GZIP);
    let input = Cursor::new(start).chain(input);
    Ok(if is_packed {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(256 * 1024, input)))
    } else {
        Box::new(input)
    })
}

impl Refusal {
    /// Of a file that cannot be read to its end.
    pub fn unread(error: &io::Error) -> Self {
        let (message, hint) = match error.kind() {
            ErrorKind::UnexpectedEof => {
                ("the file ends in the middle".to_string(), "copy it once more")
            }
            ErrorKind::Unsupported => (error.to_string(), "unpack it first"),
            ErrorKind::InvalidInput | ErrorKind::InvalidData => {
                (format!("it cannot be unpacked: {error}"), "copy it once more")
            }
            _ => (format!("it cannot be read: {error}"), "check that it can be read"),
        };
        Refusal { message, hint: hint.into() }
    }
}
