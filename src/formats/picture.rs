//! What kind of picture a file is, by its name and by its first bytes.

use dateline_pictures::Format as Made;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A kind of picture that browsers show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PNG, with or without movement.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// AVIF.
    Avif,
    /// Windows' bitmap.
    Bmp,
    /// Icons and cursors of Windows.
    Ico,
    /// A drawing.
    Svg,
}

/// The endings of names of the kinds of which nothing is made, the usual one of each first.
const OTHERS: [(&str, Format); 4] =
    [("bmp", Format::Bmp), ("ico", Format::Ico), ("cur", Format::Ico), ("svg", Format::Svg)];

impl From<Made> for Format {
    fn from(made: Made) -> Self {
        match made {
            Made::Png => Format::Png,
            Made::Jpeg => Format::Jpeg,
            Made::Gif => Format::Gif,
            Made::WebP => Format::WebP,
            Made::Avif => Format::Avif,
        }
    }
}

impl Format {
    /// The kind of picture that a file is by its name; none if it is none.
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1;
        let other = OTHERS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        other.map(|(_, format)| *format).or_else(|| Made::of_ending(ending).map(Format::from))
    }

    /// The kind of picture that a file is by its first bytes, as browsers tell it
    /// (<https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern>); AVIF, which is
    /// not in that list, by its brands, and a drawing by its first element.
    pub fn of_bytes(head: &[u8]) -> Option<Self> {
        Some(match head {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Format::Png,
            [0xff, 0xd8, 0xff, ..] => Format::Jpeg,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Format::Gif,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Format::WebP,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] if has_brand(head, &[b"avif", b"avis"]) => {
                Format::Avif
            }
            [b'B', b'M', ..] if head.contains(&0) => Format::Bmp,
            [0, 0, 1 | 2, 0, ..] => Format::Ico,
            _ => return root(head)?.is_drawing().then_some(Format::Svg),
        })
    }

    /// The same among those of which others are made.
    fn made(self) -> Option<Made> {
        match self {
            Format::Png => Some(Made::Png),
            Format::Jpeg => Some(Made::Jpeg),
            Format::Gif => Some(Made::Gif),
            Format::WebP => Some(Made::WebP),
            Format::Avif => Some(Made::Avif),
            Format::Bmp | Format::Ico | Format::Svg => None,
        }
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Format::Bmp => "a BMP",
            Format::Ico => "an icon (ICO)",
            Format::Svg => "an SVG drawing",
            _ => self.made().map_or("a picture", Made::name),
        }
    }

    /// The usual ending of its files.
    pub fn ending(self) -> &'static str {
        let other = OTHERS.iter().find(|(_, format)| *format == self).map(|(ending, _)| *ending);
        other.or_else(|| self.made().map(Made::ending)).unwrap_or_default()
    }
}

/// What a file is that few browsers or none show where a picture is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// A picture of another kind.
    Picture(&'static str),
    /// A drawing of another kind.
    Drawing(&'static str),
    /// No picture at all.
    Other(&'static str),
}

impl Unseen {
    /// What it is called, with its article.
    pub fn name(self) -> &'static str {
        let (Unseen::Picture(name) | Unseen::Drawing(name) | Unseen::Other(name)) = self;
        name
    }
}

/// A picture of another kind, which few browsers or none show.
pub fn unseen(head: &[u8]) -> Option<Unseen> {
    Some(match head {
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => Unseen::Picture("a TIFF"),
        [b'8', b'B', b'P', b'S', ..] => Unseen::Picture("a file of Photoshop"),
        [b'%', b'P', b'D', b'F', ..] => Unseen::Picture("a PDF"),
        // With a preview before it, or without
        // (Encapsulated PostScript File Format Specification 3.0, section 5.2).
        [0xc5, 0xd0, 0xd3, 0xc6, ..] => Unseen::Drawing("an EPS drawing"),
        [b'%', b'!', b'P', b'S', ..] if first_line(head).contains("EPSF") => {
            Unseen::Drawing("an EPS drawing")
        }
        [b'%', b'!', b'P', b'S', ..] => Unseen::Drawing("a PostScript drawing"),
        [0xff, 0x0a, ..] | [0, 0, 0, 0xc, b'J', b'X', b'L', b' ', ..] => {
            Unseen::Picture("a JPEG XL picture")
        }
        [0, 0, 0, 0xc, b'j', b'P', b' ', b' ', ..] => Unseen::Picture("a JPEG 2000 picture"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..]
            if has_brand(
                head,
                &[b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"],
            ) =>
        {
            Unseen::Picture("a HEIC picture")
        }
        _ => return None,
    })
}

/// What a file is by its first bytes that is no picture of any kind.
pub fn no_picture(head: &[u8]) -> Option<&'static str> {
    Some(match head {
        [b'P', b'K', 3, 4, ..] => "a ZIP archive or an office document",
        [0x1f, 0x8b, ..] => "a file that is packed (gzip)",
        [b'7', b'z', 0xbc, 0xaf, ..] | [b'R', b'a', b'r', b'!', ..] => "an archive",
        [0xd0, 0xcf, 0x11, 0xe0, ..] | [b'{', b'\\', b'r', b't', b'f', ..] => "an office document",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..]
        | [0x1a, 0x45, 0xdf, 0xa3, ..] => "a film",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..]
        | [b'I', b'D', b'3', ..]
        | [b'f', b'L', b'a', b'C', ..] => "a sound",
        [_, _, _, _, b'f', b't', b'y', b'p', b'M', b'4', b'A', b' ', ..] => "a sound",
        [b'O', b'g', b'g', b'S', ..] => "a sound or film",
        [_, _, _, _, b'f', b't', b'y', b'p', ..]
            if unseen(head).is_none() && Format::of_bytes(head).is_none() =>
        {
            "a film"
        }
        [_, _, _, _, b'm', b'o', b'o', b'v', ..] | [_, _, _, _, b'm', b'd', b'a', b't', ..] => {
            "a film"
        }
        _ => return None,
    })
}

fn first_line(head: &[u8]) -> &str {
    let end = head.iter().take(80).position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(0);
    std::str::from_utf8(&head[..end]).unwrap_or_default()
}

/// What a file is by its name that is shown nowhere, or in few browsers, where a picture is to
/// be; none if it may be one.
pub fn unseen_name(name: &str) -> Option<Unseen> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match &*ending {
        "heic" | "heif" | "hif" => Unseen::Picture("a HEIC picture"),
        "tif" | "tiff" => Unseen::Picture("a TIFF"),
        "jxl" => Unseen::Picture("a JPEG XL picture"),
        "jp2" | "j2k" | "jpx" => Unseen::Picture("a JPEG 2000 picture"),
        "psd" | "psb" => Unseen::Picture("a file of Photoshop"),
        "ai" | "eps" | "indd" | "cdr" | "sketch" | "fig" | "xcf" => {
            Unseen::Drawing("a file of a drawing program")
        }
        "raw" | "dng" | "crw" | "cr2" | "cr3" | "nef" | "nrw" | "arw" | "orf" | "rw2" | "raf"
        | "pef" | "srw" | "rwl" | "mrw" | "x3f" | "3fr" | "iiq" => {
            Unseen::Picture("a camera's raw picture")
        }
        "pdf" => Unseen::Picture("a PDF"),
        "mp4" | "m4v" | "mov" | "webm" | "avi" | "mkv" | "mpg" | "mpeg" => Unseen::Other("a film"),
        "mp3" | "m4a" | "wav" | "ogg" | "opus" | "flac" => Unseen::Other("a sound"),
        "doc" | "docx" | "odt" | "rtf" | "pages" | "ppt" | "pptx" | "key" | "xls" | "xlsx" => {
            Unseen::Other("a document")
        }
        _ => return None,
    })
}

/// Whether a file of ISO's base format is of one of these brands.
fn has_brand(head: &[u8], brands: &[&[u8; 4]]) -> bool {
    let length = head.first_chunk().map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let named = head.get(8..length.min(head.len())).unwrap_or_default();
    named.as_chunks().0.iter().any(|brand| brands.contains(&brand))
}

/// The first element of XML.
pub struct Root<'a>(BytesStart<'a>);

/// The first element of a document of XML; none if what is before it is no XML.
pub fn root(head: &[u8]) -> Option<Root<'_>> {
    let mut reader = Reader::from_reader(head);
    loop {
        match reader.read_event().ok()? {
            Event::Start(root) | Event::Empty(root) => return Some(Root(root)),
            Event::Text(text) if !is_blank(&text) => return None,
            Event::Eof | Event::CData(_) | Event::GeneralRef(_) | Event::End(_) => return None,
            _ => {}
        }
    }
}

/// Whether this is nothing but white space and byte order marks.
fn is_blank(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_whitespace() || b"\xef\xbb\xbf".contains(byte))
}

impl Root<'_> {
    /// Whether it is that of a drawing.
    pub fn is_drawing(&self) -> bool {
        self.0.local_name().as_ref() == b"svg"
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = self.0.try_get_attribute(name).ok()??;
        String::from_utf8(value.value.into_owned()).ok()
    }
}

/// Whether a JPEG is cut off before its size: by its markers, which all of its parts
/// begin with (<https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, annex B).
pub fn jpeg_ends_early(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some(rest) = bytes.get(at..) else { return true };
        let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
        let Some(marker) = rest.get(fill) else { return true };
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        match marker {
            // What is no part, nobody can tell.
            _ if fill == 0 => return false,
            _ if is_frame => return rest.len() < fill + 8,
            // Some have no length.
            0x01 | 0xd0..=0xd8 => at += fill + 1,
            0xd9 | 0xda => return false,
            _ => {
                let Some(length) = rest.get(fill + 1..fill + 3) else { return true };
                at += fill + 1 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_and_bytes_tell_the_kind() {
        let of_bytes: [(&[u8], Format); 13] = [
            (b"\x89PNG\r\n\x1a\n", Format::Png),
            (b"\xff\xd8\xff\xe0", Format::Jpeg),
            (b"GIF87a", Format::Gif),
            (b"GIF89a\x01", Format::Gif),
            (b"RIFF\0\0\0\0WEBPVP8 ", Format::WebP),
            (b"\0\0\0\x14ftypavif\0\0\0\0mif1", Format::Avif),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Format::Avif),
            (b"BM\0\0", Format::Bmp),
            (b"\0\0\x01\0", Format::Ico),
            (b"<svg>", Format::Svg),
            (
                b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- <html> --><!DOCTYPE svg><svg/>",
                Format::Svg,
            ),
            (b"<s:svg xmlns:s='http://www.w3.org/2000/svg'/>", Format::Svg),
            (b"<svg width='1'><script", Format::Svg),
        ];
        for (bytes, format) in of_bytes {
            assert_eq!(Format::of_bytes(bytes), Some(format), "{bytes:?}");
            assert_eq!(Format::of_name(&format!("a.b/c.{}", format.ending())), Some(format));
        }
        for name in ["a.JPEG", "a.jfif", "x.y/a.pjp"] {
            assert_eq!(Format::of_name(name), Some(Format::Jpeg));
        }
        for name in ["png", "a.png.txt", "a.svgz", "a.tiff", ".png/a", ""] {
            assert_eq!(Format::of_name(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for bytes in [
            "",
            "<!DOCTYPE html><html><svg>",
            "<html>",
            "<rss/>",
            "{\"svg\": 1}",
            "a <svg/>",
            "BMW is a company",
            "version https://git-lfs.github.com/spec/v1\n",
        ] {
            assert_eq!(Format::of_bytes(bytes.as_bytes()), None, "{bytes}");
            assert_eq!(unseen(bytes.as_bytes()), None, "{bytes}");
        }
        assert_eq!(
            unseen(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
            Some(Unseen::Picture("a HEIC picture"))
        );
        assert_eq!(unseen(b"II*\0"), Some(Unseen::Picture("a TIFF")));
        assert_eq!(
            unseen(b"%!PS-Adobe-3.0 EPSF-3.0\n%%Bound"),
            Some(Unseen::Drawing("an EPS drawing"))
        );
        assert_eq!(unseen(b"\xc5\xd0\xd3\xc6\x1e\0\0\0"), Some(Unseen::Drawing("an EPS drawing")));
        assert_eq!(unseen(b"%!PS-Adobe-3.0\r\n"), Some(Unseen::Drawing("a PostScript drawing")));
        for (bytes, what) in [
            (&b"PK\x03\x04\x14"[..], "a ZIP archive or an office document"),
            (b"\x1f\x8b\x08", "a file that is packed (gzip)"),
            (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "a film"),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "a film"),
            (b"\0\0\0\x1cftypM4A \0\0\0\0M4A ", "a sound"),
            (b"\x1a\x45\xdf\xa3", "a film"),
            (b"RIFF\0\0\0\0WAVEfmt ", "a sound"),
            (b"ID3\x04", "a sound"),
            (b"\xd0\xcf\x11\xe0\xa1", "an office document"),
        ] {
            assert_eq!((no_picture(bytes), unseen(bytes)), (Some(what), None), "{bytes:?}");
        }
        // What is a picture of some kind.
        for bytes in [
            &b"\0\0\0\x14ftypavif\0\0\0\0mif1"[..],
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
            b"RIFF\0\0\0\0WEBPVP8 ",
            b"GIF89a",
            b"%PDF-1.7",
            b"",
        ] {
            assert_eq!(no_picture(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_jpeg_that_was_cut_tells_no_size() {
        let whole = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xff\xc0\0\x11\x08\0\x01\0\x02\x03";
        for end in 2..whole.len() {
            assert_eq!(jpeg_ends_early(&whole[..end]), end < 19, "{end}");
        }
        // Nobody can tell.
        assert!(!jpeg_ends_early(b"\xff\xd8\xff\xe0\0\x02abc"));
        assert!(!jpeg_ends_early(b"\xff\xd8\xff\xda\0\x02abc"));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[<>/a&;=\"'!\\[\\]? -]{0,80}") {
            for bytes in [&bytes[..], text.as_bytes()] {
                Format::of_bytes(bytes);
                unseen(bytes);
                no_picture(bytes);
                jpeg_ends_early(bytes);
            }
        }
    }
}
