//! GIF: blocks that begin with a byte that tells which they are
//! (<https://www.w3.org/Graphics/GIF/spec-gif89a.txt>).

use std::ops::Range;

use super::{Anatomy, Kept, Piece};
use crate::facts::{Block, Colours, Ink};
use crate::fault::Fault;
use crate::format::Format;
use crate::size::Size;

const TRAILER: u8 = 0x3b;
const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const CONTROL: u8 = 0xf9;
const COMMENT: u8 = 0xfe;
const APPLICATION: u8 = 0xff;
/// How the extension begins that XMP is in (XMP part 3, 1.1.2).
const XMP: &[u8] = b"\x0bXMP DataXMP";

/// What a block is, and where it is.
struct Part {
    kind: Kind,
    place: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Version, size and colours.
    Head,
    /// How long the next image stays, and which of its colours is transparent.
    Control {
        is_transparent: bool,
    },
    Image,
    /// How often it moves.
    Loop,
    Comment,
    /// XMP, and another program's.
    Application,
    /// Text over the picture, which no browser shows, or unknown.
    Other,
}

/// The parts up to the trailer, and where it ends. A file without a trailer is shown everywhere,
/// so it may be missing.
fn parts(bytes: &[u8]) -> Result<(Vec<Part>, usize), Fault> {
    let mut at = 13 + colours(*bytes.get(10).ok_or(Fault::CutShort)?);
    let mut parts = vec![Part { kind: Kind::Head, place: 0..at }];
    loop {
        let start = at;
        let has_image = || parts.iter().any(|part| part.kind == Kind::Image);
        let kind = match bytes.get(at) {
            Some(&TRAILER) => return Ok((parts, at + 1)),
            None if at == bytes.len() && has_image() => return Ok((parts, at)),
            None => return Err(Fault::CutShort),
            Some(&EXTENSION) => {
                let label = *bytes.get(at + 1).ok_or(Fault::CutShort)?;
                at = after_blocks(bytes, at + 2)?;
                kind(label, &bytes[start + 2..at])
            }
            Some(&IMAGE) => {
                let flags = *bytes.get(at + 9).ok_or(Fault::CutShort)?;
                // The descriptor, its colours and the size of the first code.
                at = after_blocks(bytes, at + 10 + colours(flags) + 1)?;
                Kind::Image
            }
            Some(_) if has_image() => return Ok((parts, at)),
            Some(_) => return Err(Fault::Broken(Format::Gif, "it holds an unknown block".into())),
        };
        parts.push(Part { kind, place: start..at });
    }
}

/// How many bytes a table of colours takes, by the flags before it.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Where a row of blocks ends: each begins with its length, and the last has none.
fn after_blocks(bytes: &[u8], mut at: usize) -> Result<usize, Fault> {
    loop {
        let length = usize::from(*bytes.get(at).ok_or(Fault::CutShort)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}

fn kind(label: u8, data: &[u8]) -> Kind {
    let is_loop = data.starts_with(b"\x0bNETSCAPE2.0") || data.starts_with(b"\x0bANIMEXTS1.0");
    match label {
        CONTROL => {
            Kind::Control { is_transparent: data.get(1).is_some_and(|flags| flags & 1 == 1) }
        }
        COMMENT => Kind::Comment,
        APPLICATION if is_loop => Kind::Loop,
        APPLICATION => Kind::Application,
        _ => Kind::Other,
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy<'_>, Fault> {
    let &[_, _, _, _, _, _, w1, w2, h1, h2, ..] = bytes else { return Err(Fault::CutShort) };
    let (parts, end) = parts(bytes)?;
    let side = |bytes| u32::from(u16::from_le_bytes(bytes));
    let images = parts.iter().filter(|part| part.kind == Kind::Image);
    let count = images.clone().count();
    if count == 0 {
        return Err(Fault::Broken(Format::Gif, "it holds no picture".into()));
    }
    let mut pieces: Vec<Piece> =
        parts.iter().filter_map(|part| piece(part.kind, &bytes[part.place.clone()])).collect();
    if end < bytes.len() {
        pieces.push(Piece::new(Block::AfterTheEnd, &bytes[end..]));
    }
    let see_through = Kind::Control { is_transparent: true };
    Ok(Anatomy {
        format: Format::Gif,
        stored: Size { width: side([w1, w2]), height: side([h1, h2]) },
        is_animated: count > 1,
        colours: Colours {
            ink: Ink::Palette,
            bits: 8,
            has_profile: false,
            ink_is_guessed: false,
            is_hdr: false,
        },
        profile: None,
        pieces,
        may_be_transparent: parts.iter().any(|part| part.kind == see_through),
        lossless: Some(images.map(|part| part.place.len()).sum()),
    })
}

fn piece(kind: Kind, bytes: &[u8]) -> Option<Piece<'_>> {
    let data = bytes.get(2..).unwrap_or_default();
    Some(match kind {
        Kind::Comment => Piece::new(Block::Comment, joined(data)),
        // XMP is not divided into blocks: a ramp of 258 bytes after it leads readers to its end.
        Kind::Application if data.starts_with(XMP) => {
            let end = data.len().saturating_sub(258).max(XMP.len());
            Piece::new(Block::Xmp, data.get(XMP.len()..end).unwrap_or_default())
        }
        Kind::Application => {
            let name = data.get(1..9).unwrap_or_default();
            Piece::new(Block::Other(String::from_utf8_lossy(name).into()), data)
        }
        Kind::Other => Piece::new(Block::Other("text".into()), data),
        Kind::Head | Kind::Control { .. } | Kind::Image | Kind::Loop => return None,
    })
}

/// What is in a row of blocks.
fn joined(mut data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some((length, rest)) = data.split_first() {
        let length = usize::from(*length).min(rest.len());
        out.extend_from_slice(&rest[..length]);
        data = &rest[length..];
    }
    out
}

/// How often it moves, and nothing behind that: the first block that says it has 1 and a number of
/// 16 bits; others are of how it is loaded, which nobody reads.
fn loops(extension: &[u8]) -> Option<Vec<u8>> {
    const HEAD: usize = 14;
    let mut rest = extension.get(HEAD..)?;
    loop {
        let (length, behind) = rest.split_first()?;
        let (block, behind) = behind.split_at_checked(usize::from(*length))?;
        match block {
            [] => return None,
            [kind, low, high, ..] if kind & 7 == 1 => {
                return Some([&extension[..HEAD], &[3, 1, *low, *high, 0]].concat());
            }
            _ => rest = behind,
        }
    }
}

/// How the next image is shown: one block of four bytes (23).
fn control(extension: &[u8]) -> Option<Vec<u8>> {
    let said = extension.get(3..7).filter(|_| extension.get(2) >= Some(&4))?;
    Some([&[EXTENSION, CONTROL, 4], said, &[0]].concat())
}

/// The same picture, from its first byte to its end.
pub(super) fn rewritten(bytes: &[u8], kept: &Kept) -> Result<Vec<u8>, Fault> {
    let (parts, _) = parts(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    for (number, part) in parts.iter().enumerate() {
        let is_shown = match part.kind {
            Kind::Head | Kind::Image | Kind::Loop => true,
            // It belongs to the image that follows, which is not always the next part.
            Kind::Control { .. } => {
                let next = parts[number + 1..].iter().find(|next| {
                    matches!(next.kind, Kind::Image | Kind::Other | Kind::Control { .. })
                });
                next.is_some_and(|next| next.kind == Kind::Image)
            }
            Kind::Comment | Kind::Application | Kind::Other => false,
        };
        let own = &bytes[part.place.clone()];
        match part.kind {
            _ if !is_shown => {}
            Kind::Loop => out.extend(loops(own).unwrap_or_default()),
            Kind::Control { .. } => out.extend(control(own).unwrap_or_default()),
            _ => out.extend_from_slice(own),
        }
    }
    if let Some(xmp) = &kept.xmp {
        out.extend_from_slice(&[EXTENSION, APPLICATION]);
        out.extend_from_slice(XMP);
        out.extend_from_slice(xmp);
        out.push(1);
        out.extend((0..=255).rev());
        out.push(0);
    }
    out.push(TRAILER);
    // Extensions are of the later version.
    out[3..6].copy_from_slice(b"89a");
    Ok(out)
}
