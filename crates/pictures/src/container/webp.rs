//! WebP: chunks of RIFF (RFC 9649, <https://www.rfc-editor.org/rfc/rfc9649>).

use super::{Anatomy, Kept, Piece};
use crate::facts::{Block, Colours, Ink};
use crate::fault::Fault;
use crate::format::Format;
use crate::size::{MOST_PIXELS, Size};

/// Flags of the chunk `VP8X` (2.7.1).
const ANIMATION: u8 = 0x02;
const XMP: u8 = 0x04;
const EXIF: u8 = 0x08;
const ALPHA: u8 = 0x10;
const ICC: u8 = 0x20;

struct Chunk<'a> {
    name: [u8; 4],
    data: &'a [u8],
}

impl Chunk<'_> {
    fn is(&self, name: &[u8; 4]) -> bool {
        &self.name == name
    }
}

/// The chunks of a file, and what comes after its end.
fn chunks(bytes: &[u8]) -> Result<(Vec<Chunk<'_>>, &[u8]), Fault> {
    let length = le32(bytes, 4).ok_or(Fault::CutShort)? as usize;
    let end = length.checked_add(8).ok_or(Fault::CutShort)?;
    // Some programs do not count the last byte, which only fills up.
    let body = bytes.get(12..end.min(bytes.len() + 1).min(bytes.len())).ok_or(Fault::CutShort)?;
    if end > bytes.len() + 1 {
        return Err(Fault::CutShort);
    }
    Ok((row(body)?, bytes.get(end..).unwrap_or_default()))
}

/// A row of chunks, each with its name, its length and a byte that fills it up to an even number.
fn row(mut rest: &[u8]) -> Result<Vec<Chunk<'_>>, Fault> {
    let mut chunks = Vec::new();
    while rest.len() >= 8 {
        let name = *rest.first_chunk().ok_or(Fault::CutShort)?;
        let length = le32(rest, 4).ok_or(Fault::CutShort)? as usize;
        let end = length.checked_add(8).ok_or(Fault::CutShort)?;
        chunks.push(Chunk { name, data: rest.get(8..end).ok_or(Fault::CutShort)? });
        rest = rest.get(end + length % 2..).unwrap_or_default();
    }
    Ok(chunks)
}

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy<'_>, Fault> {
    let (chunks, after) = chunks(bytes)?;
    let find = |name: &[u8; 4]| chunks.iter().find(|own| own.is(name)).map(|own| own.data);
    let extended = find(b"VP8X");
    let flags = extended.and_then(|data| data.first().copied()).unwrap_or_default();
    let lossless = find(b"VP8L");
    let is_animated = flags & ANIMATION != 0;
    let stored = size(&chunks, is_animated, extended)?;
    let mut pieces: Vec<Piece> = chunks.iter().filter_map(piece).collect();
    if !after.is_empty() {
        pieces.push(Piece::new(Block::AfterTheEnd, after));
    }
    let profile = find(b"ICCP").map(<[u8]>::to_vec);
    Ok(Anatomy {
        format: Format::WebP,
        stored,
        is_animated,
        colours: Colours {
            ink: Ink::Rgb,
            bits: 8,
            has_profile: profile.is_some(),
            ink_is_guessed: false,
            is_hdr: false,
        },
        profile,
        pieces,
        may_be_transparent: match lossless.and_then(|data| le32(data, 1)) {
            Some(header) => header >> 28 & 1 == 1,
            None => flags & ALPHA != 0,
        },
        lossless: lossless.map(<[u8]>::len),
    })
}

/// The size of the canvas, which is that of a picture that does not move (2.7).
fn size(chunks: &[Chunk], is_animated: bool, extended: Option<&[u8]>) -> Result<Size, Fault> {
    let broken = |found: &str| Fault::Broken(Format::WebP, found.into());
    let canvas = extended.and_then(canvas);
    if let Some(canvas) = canvas.filter(|canvas| canvas.pixels() > MOST_PIXELS) {
        return Err(Fault::TooLarge(canvas));
    }
    if is_animated {
        let mut frames = chunks.iter().filter(|own| own.is(b"ANMF")).peekable();
        frames.peek().ok_or_else(|| broken("it holds no picture"))?;
        frames.try_for_each(|own| frame(own.data).map(drop))?;
        return canvas.ok_or_else(|| broken("it does not say how large it is"));
    }
    let picture = chunks.iter().find(|own| is_picture(own));
    let own = picture.and_then(|own| match &own.name {
        b"VP8L" => lossless_size(own.data),
        _ => lossy_size(own.data),
    });
    let own = own.ok_or_else(|| broken("it holds no picture"))?;
    match canvas {
        Some(canvas) if canvas != own => Err(broken("it has two sizes")),
        _ => Ok(own),
    }
}

fn is_picture(chunk: &Chunk) -> bool {
    chunk.is(b"VP8 ") || chunk.is(b"VP8L")
}

/// The size of the canvas as it is written (2.7.1).
fn canvas(data: &[u8]) -> Option<Size> {
    let side = |at: usize| {
        let &[a, b, c] = data.get(at..)?.first_chunk()?;
        Some(u32::from_le_bytes([a, b, c, 0]) + 1)
    };
    Some(Size { width: side(4)?, height: side(7)? })
}

/// The size in a bitstream without loss (3.4): 14 bits each, less one.
fn lossless_size(data: &[u8]) -> Option<Size> {
    let header = le32(data, 1)?;
    Some(Size { width: (header & 0x3fff) + 1, height: (header >> 14 & 0x3fff) + 1 })
}

/// The size in a bitstream with loss (RFC 6386, 9.1).
fn lossy_size(data: &[u8]) -> Option<Size> {
    let side = |at: usize| {
        let bytes = *data.get(at..)?.first_chunk()?;
        Some(u32::from(u16::from_le_bytes(bytes) & 0x3fff))
    };
    Some(Size { width: side(6)?, height: side(8)? })
}

fn piece<'a>(chunk: &Chunk<'a>) -> Option<Piece<'a>> {
    Some(match &chunk.name {
        name if is_shown(name) => return None,
        b"EXIF" => {
            Piece::new(Block::Exif, chunk.data.strip_prefix(b"Exif\0\0").unwrap_or(chunk.data))
        }
        b"XMP " => Piece::new(Block::Xmp, chunk.data),
        name => Piece::new(Block::Other(String::from_utf8_lossy(name).trim().into()), chunk.data),
    })
}

fn is_shown(name: &[u8; 4]) -> bool {
    [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"].contains(&name)
}

/// The same picture, from its first byte to its end.
pub(super) fn rewritten(bytes: &[u8], kept: &Kept) -> Result<Vec<u8>, Fault> {
    let size = read(bytes)?.stored;
    let (chunks, _) = chunks(bytes)?;
    let extended = chunks.iter().find(|own| own.is(b"VP8X")).and_then(|own| own.data.first());
    let still = chunks.iter().filter(|own| own.is(b"VP8L"));
    let has_alpha = still.filter_map(|own| le32(own.data, 1)).any(|header| header >> 28 & 1 == 1);
    let flags =
        extended.map_or(if has_alpha { ALPHA } else { 0 }, |flags| flags & (ANIMATION | ALPHA));
    let mut body = Vec::with_capacity(bytes.len());
    let is_animated = flags & ANIMATION != 0;
    let (mut has_picture, mut has_opacity) = (false, false);
    for chunk in &chunks {
        match &chunk.name {
            b"ANMF" if is_animated => write(&mut body, b"ANMF", &frame(chunk.data)?),
            // What is behind them, and how often it moves (2.7.1.1).
            b"ANIM" if is_animated => {
                write(&mut body, b"ANIM", chunk.data.get(..6).unwrap_or(chunk.data));
            }
            // Of several, the first is seen.
            name if !is_animated && is_picture(chunk) && !has_picture => {
                has_picture = true;
                write(&mut body, name, chunk.data);
            }
            b"ALPH" if !is_animated && !has_picture && !has_opacity => {
                has_opacity = true;
                write(&mut body, b"ALPH", chunk.data);
            }
            _ => {}
        }
    }
    Ok(file(&body, size, flags, kept))
}

/// A frame (2.7.1.4) with nothing in it but pixels.
fn frame(data: &[u8]) -> Result<Vec<u8>, Fault> {
    let (head, rest) = data.split_at_checked(16).ok_or(Fault::CutShort)?;
    let mut out = head.to_vec();
    let pixels = row(rest)?;
    for chunk in pixels.iter().filter(|own| own.is(b"ALPH") || own.is(b"VP8 ") || own.is(b"VP8L")) {
        write(&mut out, &chunk.name, chunk.data);
    }
    Ok(out)
}

/// A WebP picture that was just encoded, with what it is to say of itself.
#[cfg(feature = "webp")]
pub(crate) fn with_xmp(encoded: &[u8], xmp: &[u8]) -> Vec<u8> {
    rewritten(encoded, &Kept { xmp: Some(xmp.to_vec()), ..Kept::default() })
        .unwrap_or_else(|_| encoded.to_vec())
}

/// A file of these chunks, in the order that the format asks for.
fn file(body: &[u8], size: Size, flags: u8, kept: &Kept) -> Vec<u8> {
    let exif = kept.exif();
    let says = [(EXIF, exif.is_some()), (XMP, kept.xmp.is_some()), (ICC, kept.profile.is_some())];
    let flags = says.iter().filter(|(_, is_so)| *is_so).fold(flags, |all, (flag, _)| all | flag);
    let mut chunks = Vec::with_capacity(body.len() + 64);
    if flags != 0 {
        let [w1, w2, w3, _] = (size.width - 1).to_le_bytes();
        let [h1, h2, h3, _] = (size.height - 1).to_le_bytes();
        write(&mut chunks, b"VP8X", &[flags, 0, 0, 0, w1, w2, w3, h1, h2, h3]);
    }
    if let Some(profile) = &kept.profile {
        write(&mut chunks, b"ICCP", profile);
    }
    chunks.extend_from_slice(body);
    if let Some(exif) = exif {
        write(&mut chunks, b"EXIF", &exif);
    }
    if let Some(xmp) = &kept.xmp {
        write(&mut chunks, b"XMP ", xmp);
    }
    let mut out = Vec::with_capacity(chunks.len() + 12);
    write(&mut out, b"RIFF", &[b"WEBP".as_slice(), &chunks].concat());
    out
}

fn write(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let Ok(length) = u32::try_from(data.len()) else { return };
    out.extend_from_slice(name);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}

/// Four bytes as a number, the first the smallest.
fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
