//! Files as people have them: plain, or packed with gzip.

use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::rc::Rc;

use flate2::bufread::GzDecoder;

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
        let input = Members::of(BufReader::with_capacity(256 * 1024, input));
        Box::new(UnpackedOutput(input, expansion))
    } else {
        Box::new(input)
    })
}

/// The members of a gzip file, one behind the other. Zeros behind one are no member: a file may be
/// filled up to a whole block with them, and gzip(1) passes over them too.
struct Members<R>(Option<GzDecoder<R>>);

impl<R: BufRead> Members<R> {
    fn of(input: R) -> Self {
        Members(Some(GzDecoder::new(input)))
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.0 {
            let length = member.read(buffer)?;
            if length > 0 || buffer.is_empty() {
                return Ok(length);
            }
            self.0 = match self.0.take() {
                Some(member) => next_member(member.into_inner())?,
                None => None,
            };
        }
        Ok(0)
    }
}

/// The member behind the last one, if there is one.
fn next_member<R: BufRead>(mut input: R) -> io::Result<Option<GzDecoder<R>>> {
    loop {
        let rest = input.fill_buf()?;
        if rest.is_empty() {
            return Ok(None);
        }
        match rest.iter().position(|byte| *byte != 0) {
            Some(zeros) => {
                input.consume(zeros);
                return Ok(Some(GzDecoder::new(input)));
            }
            None => {
                let zeros = rest.len();
                input.consume(zeros);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn read(packed: &[u8]) -> Result<String, String> {
        let mut text = String::new();
        let mut input = unpacked(packed).unwrap();
        input.read_to_string(&mut text).map(|_| text).map_err(|fault| fault.to_string())
    }

    #[test]
    fn members_are_read_one_behind_the_other_and_zeros_are_none() {
        let (one, two, zeros) = (member("one\n"), member("two\n"), vec![0; 600_000]);
        let both = Ok("one\ntwo\n".to_string());
        assert_eq!(read(&[&*one, &*two].concat()), both);
        assert_eq!(read(&[&*one, &*two, &*zeros].concat()), both);
        assert_eq!(read(&[&*one, &*zeros, &*two, &[0]].concat()), both);
        assert_eq!(read(&[&*one, &*member(""), &*two].concat()), both);
        assert_eq!(
            read(&[&*one, b"more than a header"].concat()),
            Err("invalid gzip header".into())
        );
        assert!(read(&one[..one.len() - 3]).is_err());
    }
}
