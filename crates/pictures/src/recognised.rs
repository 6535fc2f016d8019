//! Which format a file is in, by its first bytes.

use crate::fault::Fault;
use crate::format::{Format, Stranger};

/// The format of a file by its first bytes, as browsers tell it
/// (<https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern>); AVIF by its brands.
///
/// # Errors
///
/// What the file is instead.
pub fn format_of(bytes: &[u8]) -> Result<Format, Fault> {
    Ok(match bytes {
        [] => return Err(Fault::Empty),
        [0xff, 0xd8, 0xff, ..] => Format::Jpeg,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Format::Png,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Format::Gif,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Format::WebP,
        _ if has_brand(bytes, &[b"avif", b"avis"]) => Format::Avif,
        // The beginning of one of them, and no more.
        [0xff] | [0xff, 0xd8] | [0x89, b'P', b'N', b'G', ..] | [b'R', b'I', b'F', b'F'] => {
            return Err(Fault::CutShort);
        }
        _ if bytes.iter().all(|byte| *byte == 0) => return Err(Fault::CutShort),
        _ => return Err(stranger_of(bytes).map_or(Fault::Unknown, Fault::Stranger)),
    })
}

/// Finds fault with a name whose ending is that of another format.
///
/// # Errors
///
/// [`Fault::Misnamed`], if so. Endings that are not those of pictures are none of this.
pub fn check_name(format: Format, name: &str) -> Result<(), Fault> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match Format::of_ending(ending) {
        Some(named) if named != format => Err(Fault::Misnamed(format, name.to_string())),
        _ => Ok(()),
    }
}

/// How raw pictures begin that are not quite TIFF (<https://exiftool.org/#supported>): Olympus',
/// Panasonic's, Canon's older ones, Fujifilm's, Minolta's and Sigma's.
const RAW: [&[u8]; 8] = [
    b"IIRO",
    b"IIRS",
    b"MMOR",
    b"IIU\0",
    b"II\x1a\0\0\0HEAPCCDR",
    b"FUJIFILMCCD-RAW",
    b"\0MRM",
    b"FOVb",
];

fn stranger_of(bytes: &[u8]) -> Option<Stranger> {
    Some(match bytes {
        [b'I', b'I', b'*' | b'+', 0, ..] | [b'M', b'M', 0, b'*' | b'+', ..] => Stranger::Tiff,
        _ if RAW.iter().any(|begins| bytes.starts_with(begins)) => Stranger::Raw,
        _ if has_brand(bytes, &[b"crx "]) => Stranger::Raw,
        [b'8', b'B', b'P', b'S', ..] => Stranger::Photoshop,
        [b'%', b'!', b'P', b'S', ..] | [0xc5, 0xd0, 0xd3, 0xc6, ..] => Stranger::Eps,
        [b'%', b'P', b'D', b'F', ..] => Stranger::Pdf,
        [0xff, 0x0a, ..] | [0, 0, 0, 0xc, b'J', b'X', b'L', b' ', ..] => Stranger::JpegXl,
        [0, 0, 0, 0xc, b'j', b'P', b' ', b' ', ..] => Stranger::Jpeg2000,
        [0, 0, 1 | 2, 0, ..] => Stranger::Icon,
        [b'B', b'M', ..] if bytes.contains(&0) => Stranger::Bmp,
        [b'P', b'K', 3, 4, ..] => Stranger::Zip,
        _ if bytes.starts_with(b"version https://git-lfs") => Stranger::GitLfs,
        _ if has_brand(bytes, &[b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"]) => {
            Stranger::Heic
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Stranger::Film,
        _ => return text_of(bytes),
    })
}

/// HTML and SVG, by what their first 1,024 bytes hold.
fn text_of(bytes: &[u8]) -> Option<Stranger> {
    let head = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    let has = |word: &[u8]| head.windows(word.len()).any(|window| window == word);
    match head {
        [b'<', ..] if has(b"<svg") && !has(b"<html") => Some(Stranger::Svg),
        [b'<', ..] if has(b"<html") || has(b"<!doctype html") => Some(Stranger::Html),
        _ => None,
    }
}

/// Whether a file of ISO's base format (ISO/IEC 14496-12, 4.3) is of one of these brands.
fn has_brand(bytes: &[u8], brands: &[&[u8; 4]]) -> bool {
    if bytes.get(4..8) != Some(b"ftyp") {
        return false;
    }
    let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let named = bytes.get(8..length.min(bytes.len())).unwrap_or_default();
    named.as_chunks().0.iter().any(|brand| brands.contains(&brand))
}

#[cfg(test)]
mod tests;
