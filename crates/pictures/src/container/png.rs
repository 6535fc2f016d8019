//! PNG: chunks with a length, a name and a checksum (<https://www.w3.org/TR/png-3/>).

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::png_colours::Said;
use super::{Anatomy, Kept, Piece, be32, profile};
use crate::facts::{Block, Colours, Ink};
use crate::fault::Fault;
use crate::format::Format;
use crate::size::{MOST_PIXELS, Size};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// What is needed to show a picture as it was meant; all else goes.
const SHOWN: [&[u8; 4]; 13] = [
    b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"cICP",
    b"acTL", b"fcTL", b"fdAT",
];
/// The most that a packed text or profile may come to.
const UNPACKED: u64 = 8 << 20;

struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
    /// With length, name and checksum.
    whole: &'a [u8],
}

impl Chunk<'_> {
    /// Whether it is as long as its kind has it (11.3). Programs pass over one that is not, and
    /// behind what they would read, anything may be.
    fn is_of_its_length(&self) -> bool {
        match &self.name {
            b"IHDR" => self.data.len() == 13,
            b"gAMA" | b"cICP" => self.data.len() == 4,
            b"cHRM" => self.data.len() == 32,
            b"sRGB" => self.data.len() == 1,
            b"sBIT" => (1..=4).contains(&self.data.len()),
            b"acTL" => self.data.len() == 8,
            b"fcTL" => self.data.len() == 26,
            b"PLTE" => self.data.len() <= 768,
            b"tRNS" => self.data.len() <= 256,
            b"IEND" => self.data.is_empty(),
            _ => true,
        }
    }

    /// Whether a picture with this type of colours has it (11.2 and 11.3): one of true colour needs
    /// no palette, and one with opacities of its own no other. What moves says so before its pixels,
    /// or nobody reads how.
    fn is_of(&self, kind: u8, is_animated: bool) -> bool {
        match &self.name {
            b"PLTE" => kind == 3,
            b"tRNS" => match kind {
                0 => self.data.len() == 2,
                2 => self.data.len() == 6,
                kind => kind == 3,
            },
            b"sBIT" => self.data.len() == [1, 0, 3, 3, 2, 0, 4][usize::from(kind.min(6))],
            b"acTL" | b"fcTL" | b"fdAT" => is_animated,
            _ => true,
        }
    }
}

/// Whether it moves: what says so is before the pixels (11.3.7).
fn is_animated(chunks: &[Chunk]) -> bool {
    let mut before = chunks.iter().take_while(|own| &own.name != b"IDAT");
    before.any(|own| &own.name == b"acTL" && own.is_of_its_length())
}

/// The chunks up to the last, and what comes after it.
fn chunks(bytes: &[u8]) -> Result<(Vec<Chunk<'_>>, &[u8]), Fault> {
    let mut chunks = Vec::new();
    let mut rest = bytes.get(SIGNATURE.len()..).ok_or(Fault::CutShort)?;
    loop {
        let length = be32(rest, 0).ok_or(Fault::CutShort)? as usize;
        let name = *rest.get(4..).and_then(|rest| rest.first_chunk()).ok_or(Fault::CutShort)?;
        let end = length.checked_add(12).ok_or(Fault::CutShort)?;
        let whole = rest.get(..end).ok_or(Fault::CutShort)?;
        rest = &rest[end..];
        chunks.push(Chunk { name, data: &whole[8..end - 4], whole });
        if &name == b"IEND" {
            return Ok((chunks, rest));
        }
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy<'_>, Fault> {
    let (stored, bits, kind) = header(bytes)?;
    if stored.pixels() > MOST_PIXELS {
        return Err(Fault::TooLarge(stored));
    }
    let (chunks, after) = chunks(bytes)?;
    let data = |name: &[u8; 4]| {
        let own = chunks.iter().find(|own| &own.name == name && own.is_of_its_length());
        own.map(|own| own.data)
    };
    let said = Said {
        cicp: data(b"cICP"),
        gamma: data(b"gAMA"),
        chromaticities: data(b"cHRM"),
        is_srgb: data(b"sRGB").is_some(),
        is_gray: matches!(kind, 0 | 4),
    };
    let profile = || data(b"iCCP").and_then(|data| unpacked(after_zero(data)?.get(1..)?));
    let profile = match said.is_srgb_by_cicp() {
        true => None,
        false => said.profile_of_cicp().or_else(profile).or_else(|| said.profile_of_numbers()),
    };
    let pixels = chunks.iter().filter(|own| &own.name == b"IDAT");
    if pixels.clone().next().is_none() {
        return Err(Fault::Broken(Format::Png, "it holds no picture".into()));
    }
    let mut pieces: Vec<Piece> = chunks.iter().filter_map(piece).collect();
    if !after.is_empty() {
        pieces.push(Piece::new(Block::AfterTheEnd, after));
    }
    Ok(Anatomy {
        format: Format::Png,
        stored,
        is_animated: is_animated(&chunks)
            && data(b"acTL").and_then(|data| be32(data, 0)).is_some_and(|frames| frames > 1),
        colours: Colours {
            ink: match kind {
                0 | 4 => Ink::Gray,
                3 => Ink::Palette,
                _ => Ink::Rgb,
            },
            bits,
            has_profile: profile.is_some(),
            ink_is_guessed: false,
            is_hdr: said.is_hdr(),
        },
        profile,
        pieces,
        may_be_transparent: kind >= 4 || data(b"tRNS").is_some(),
        lossless: Some(pixels.map(|own| own.data.len()).sum()),
    })
}

/// Size, bits of a sample and the type of colours (11.2.1).
fn header(bytes: &[u8]) -> Result<(Size, u8, u8), Fault> {
    let broken = || Fault::Broken(Format::Png, "it does not begin with its size".into());
    let head = bytes.get(SIGNATURE.len()..).unwrap_or_default();
    if head.len() < 18 {
        return Err(Fault::CutShort);
    }
    if head[4..8] != *b"IHDR" {
        return Err(broken());
    }
    let side = |at| be32(head, at).ok_or(Fault::CutShort);
    Ok((Size { width: side(8)?, height: side(12)? }, head[16], head[17]))
}

fn piece<'a>(chunk: &Chunk<'a>) -> Option<Piece<'a>> {
    let data = chunk.data;
    Some(match &chunk.name {
        name if SHOWN.contains(&name) => return None,
        b"iCCP" => return None,
        b"eXIf" => Piece::new(Block::Exif, data),
        b"tEXt" | b"zTXt" | b"iTXt" => text(chunk),
        name => Piece::new(Block::Other(String::from_utf8_lossy(name).into()), data),
    })
}

/// A text chunk (11.3.3): keyword, a zero, and the text, which may be packed.
fn text<'a>(chunk: &Chunk<'a>) -> Piece<'a> {
    let zero = chunk.data.iter().position(|byte| *byte == 0).unwrap_or(chunk.data.len());
    let (keyword, rest) = chunk.data.split_at(zero);
    let keyword: String = keyword.iter().map(|byte| char::from(*byte)).collect();
    let rest = rest.get(1..).unwrap_or_default();
    let packed = |data: &[u8]| unpacked(data).unwrap_or_default();
    let block = Block::PngText(keyword.clone());
    match &chunk.name {
        b"tEXt" => raw_profile(&keyword, rest).unwrap_or_else(|| Piece::new(block, rest)),
        b"zTXt" => {
            let text = packed(rest.get(1..).unwrap_or_default());
            raw_profile(&keyword, &text).unwrap_or_else(|| Piece::new(block, text))
        }
        _ => {
            let is_packed = rest.first() == Some(&1);
            // A language, and the keyword in it.
            let text = rest.get(2..).and_then(after_zero).and_then(after_zero).unwrap_or(rest);
            let is_xmp = keyword == "XML:com.adobe.xmp";
            let block = if is_xmp { Block::Xmp } else { block };
            if is_packed { Piece::new(block, packed(text)) } else { Piece::new(block, text) }
        }
    }
}

/// What ImageMagick writes as text: a name, a length, and a block in hexadecimal
/// (<https://exiftool.org/TagNames/PNG.html#TextualData>).
fn raw_profile(keyword: &str, text: &[u8]) -> Option<Piece<'static>> {
    let kind = keyword.strip_prefix("Raw profile type ")?;
    let mut lines = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.next()?;
    lines.next()?;
    let digits: Vec<u8> = lines
        .flatten()
        .filter_map(|digit| char::from(*digit).to_digit(16)?.try_into().ok())
        .collect();
    let bytes: Vec<u8> = digits.as_chunks().0.iter().map(|[high, low]| high << 4 | low).collect();
    let stripped = |signature: &[u8]| bytes.strip_prefix(signature).unwrap_or(&bytes).to_vec();
    Some(match kind {
        "exif" | "EXIF" => Piece::new(Block::Exif, stripped(b"Exif\0\0")),
        "APP1" | "app1" if bytes.starts_with(b"Exif\0\0") => {
            Piece::new(Block::Exif, stripped(b"Exif\0\0"))
        }
        "xmp" | "XMP" | "APP1" | "app1" => {
            Piece::new(Block::Xmp, stripped(b"http://ns.adobe.com/xap/1.0/\0"))
        }
        "iptc" | "8bim" | "IPTC" => Piece::new(Block::Photoshop, stripped(b"Photoshop 3.0\0")),
        _ => return None,
    })
}

/// What follows the first zero.
fn after_zero(data: &[u8]) -> Option<&[u8]> {
    let zero = data.iter().position(|byte| *byte == 0)?;
    data.get(zero + 1..)
}

/// Unpacked by zlib; none if it is not whole or too long.
fn unpacked(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    ZlibDecoder::new(data).take(UNPACKED + 1).read_to_end(&mut out).ok()?;
    (out.len() as u64 <= UNPACKED).then_some(out)
}

/// The same picture, from its first byte to its end.
pub(super) fn rewritten(bytes: &[u8], kept: &Kept) -> Result<Vec<u8>, Fault> {
    let (_, _, kind) = header(bytes)?;
    let (chunks, _) = chunks(bytes)?;
    let is_animated = is_animated(&chunks);
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    for chunk in &chunks {
        // What is taken for the profile may come from other chunks: this is its own.
        if let Some(profile) = bare_profile(chunk).filter(|_| kept.profile.is_some()) {
            write(&mut out, b"iCCP", &profile);
        }
        let is_read = chunk.is_of_its_length() && chunk.is_of(kind, is_animated);
        if SHOWN.contains(&&chunk.name) && is_read {
            out.extend_from_slice(chunk.whole);
        }
        if &chunk.name == b"IHDR" {
            write_kept(&mut out, kept);
        }
    }
    Ok(out)
}

/// What is in a chunk of a profile, with no more than colours need, under a name that says nothing.
fn bare_profile(chunk: &Chunk) -> Option<Vec<u8>> {
    if &chunk.name != b"iCCP" {
        return None;
    }
    let bare = profile::bare(&unpacked(after_zero(chunk.data)?.get(1..)?)?)?;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&bare).ok()?;
    Some([b"profile\0\0".as_slice(), &packed.finish().ok()?].concat())
}

/// The pixels alone: to a decoder, a slip in any other chunk is one of the picture.
pub(crate) fn bare(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    const NEEDED: [&[u8; 4]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];
    let (chunks, _) = chunks(bytes)?;
    let needed = chunks.iter().filter(|chunk| NEEDED.contains(&&chunk.name));
    let mut out = SIGNATURE.to_vec();
    needed.for_each(|chunk| out.extend_from_slice(chunk.whole));
    Ok(out)
}

/// A PNG that was just encoded, with what it is to say of itself.
pub(crate) fn with_xmp(encoded: &[u8], xmp: &[u8]) -> Vec<u8> {
    let (head, rest) = encoded.split_at((SIGNATURE.len() + 25).min(encoded.len()));
    let mut out = head.to_vec();
    write_kept(&mut out, &Kept { xmp: Some(xmp.to_vec()), ..Kept::default() });
    out.extend_from_slice(rest);
    out
}

/// After the header, since what comes after the pixels may not be read.
fn write_kept(out: &mut Vec<u8>, kept: &Kept) {
    if let Some(exif) = kept.exif() {
        write(out, b"eXIf", &exif);
    }
    if let Some(xmp) = &kept.xmp {
        // Not packed, in no language, with no keyword in it.
        write(out, b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", xmp.as_slice()].concat());
    }
}

fn write(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let Ok(length) = u32::try_from(data.len()) else { return };
    let mut checksum = flate2::Crc::new();
    checksum.update(name);
    checksum.update(data);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(name);
    out.extend_from_slice(data);
    out.extend_from_slice(&checksum.sum().to_be_bytes());
}
