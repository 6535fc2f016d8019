//! AVIF: boxes of ISO's base format (ISO/IEC 14496-12, 23008-12;
//! <https://aomediacodec.github.io/av1-avif/>). Nothing is moved in it, since all that is in it is
//! found by its distance from the beginning: what says something is overwritten in its place.

use std::ops::Range;

use super::{Anatomy, Kept, Piece, be16, be32};
use crate::facts::{Block, Colours, Ink};
use crate::fault::Fault;
use crate::format::Format;
use crate::size::Size;

/// An EXIF that says nothing, after the four bytes that tell where it begins.
const NO_EXIF: &[u8] = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0";

/// A box: its name, and where what is in it is.
struct Part {
    name: [u8; 4],
    /// With length and name.
    start: usize,
    inside: Range<usize>,
}

/// The boxes in a range, in order.
fn parts(bytes: &[u8], range: Range<usize>) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let name = *bytes.get(start + 4..).and_then(<[u8]>::first_chunk).ok_or(Fault::CutShort)?;
        let length = be32(bytes, start).ok_or(Fault::CutShort)?;
        let (head, length) = match length {
            // Up to the end.
            0 => (8, range.end - start),
            1 => {
                let long = bytes.get(start + 8..).and_then(<[u8]>::first_chunk);
                let long = u64::from_be_bytes(*long.ok_or(Fault::CutShort)?);
                (16, usize::try_from(long).map_err(|_| Fault::CutShort)?)
            }
            length => (8, length as usize),
        };
        let end = start.checked_add(length.max(head)).ok_or(Fault::CutShort)?;
        if end > range.end {
            return Err(Fault::CutShort);
        }
        parts.push(Part { name, start, inside: start + head..end });
        start = end;
    }
    Ok(parts)
}

/// The boxes in a box after so many bytes of its own.
fn children(bytes: &[u8], part: &Part, own: usize) -> Result<Vec<Part>, Fault> {
    let start = (part.inside.start + own).min(part.inside.end);
    parts(bytes, start..part.inside.end)
}

fn find(parts: &[Part], name: [u8; 4]) -> Option<&Part> {
    parts.iter().find(|part| part.name == name)
}

/// What is in it beside pictures.
struct Contents {
    size: Option<Size>,
    /// Whether it is shown on its side.
    is_turned: bool,
    /// Blocks that say something, and where their bytes are.
    said: Vec<(Block, Vec<Range<usize>>)>,
    /// Boxes that do nothing else, by where they begin.
    needless: Vec<usize>,
}

impl Contents {
    fn push_needless(&mut self, part: &Part) {
        let name = String::from_utf8_lossy(&part.name).trim().into();
        self.said.push((Block::Other(name), vec![part.inside.clone()]));
        self.needless.push(part.start);
    }
}

fn contents(bytes: &[u8]) -> Result<Contents, Fault> {
    let top = parts(bytes, 0..bytes.len())?;
    let mut contents =
        Contents { size: None, is_turned: false, said: Vec::new(), needless: Vec::new() };
    for part in &top {
        match &part.name {
            b"meta" => {
                let children = children(bytes, part, 4)?;
                properties(bytes, &children, &mut contents)?;
                items(bytes, &children, &mut contents)?;
            }
            b"moov" => film(bytes, part, &mut contents, 0)?,
            b"ftyp" | b"mdat" => {}
            _ => contents.push_needless(part),
        }
    }
    Ok(contents)
}

/// The size of the largest picture, and whether it is turned (ISO/IEC 23008-12, 6.5).
fn properties(bytes: &[u8], meta: &[Part], contents: &mut Contents) -> Result<(), Fault> {
    let Some(properties) = find(meta, *b"iprp") else { return Ok(()) };
    let properties = children(bytes, properties, 0)?;
    let Some(all) = find(&properties, *b"ipco") else { return Ok(()) };
    for part in children(bytes, all, 0)? {
        let at = part.inside.start;
        match &part.name {
            b"ispe" => {
                let side = |at| be32(bytes, at).ok_or(Fault::CutShort);
                let size = Size { width: side(at + 4)?, height: side(at + 8)? };
                if contents.size.is_none_or(|known| known.pixels() < size.pixels()) {
                    contents.size = Some(size);
                }
            }
            b"irot" => contents.is_turned = bytes.get(at).is_some_and(|angle| angle & 1 == 1),
            _ => {}
        }
    }
    Ok(())
}

/// The items that are EXIF or XMP, and where they are (8.11.3, 8.11.6).
fn items(bytes: &[u8], meta: &[Part], contents: &mut Contents) -> Result<(), Fault> {
    let (Some(infos), Some(places)) = (find(meta, *b"iinf"), find(meta, *b"iloc")) else {
        return Ok(());
    };
    let data = find(meta, *b"idat").map_or(0, |part| part.inside.start);
    let places = locations(&bytes[places.inside.clone()], data).ok_or(Fault::CutShort)?;
    let count = if bytes.get(infos.inside.start) == Some(&0) { 6 } else { 8 };
    for info in children(bytes, infos, count)? {
        let head = &bytes[info.inside.clone()];
        let (id, kind) = match head.first() {
            Some(2) => (be16(head, 4).map(u32::from), head.get(8..)),
            Some(3) => (be32(head, 4), head.get(10..)),
            _ => continue,
        };
        let (Some(id), Some(kind)) = (id, kind) else { continue };
        let block = match kind.get(..4) {
            Some(b"Exif") => Block::Exif,
            Some(b"mime") => Block::Xmp,
            Some(b"uri ") => Block::Other("uri".into()),
            _ => continue,
        };
        let own = places.iter().filter(|(item, _)| *item == id).map(|(_, range)| range.clone());
        // What claims to be outside of the file is not in it.
        let own = own.filter(|range| range.start <= range.end && range.end <= bytes.len());
        contents.said.push((block, own.collect()));
    }
    Ok(())
}

/// Where the parts of items are, by the numbers of these.
fn locations(iloc: &[u8], data: usize) -> Option<Vec<(u32, Range<usize>)>> {
    let version = *iloc.first()?;
    let (sizes, more) = (*iloc.get(4)?, *iloc.get(5)?);
    let [offset_size, length_size] = [sizes >> 4, sizes & 15].map(usize::from);
    let base_size = usize::from(more >> 4);
    let index_size = if version == 0 { 0 } else { usize::from(more & 15) };
    let mut at = 6;
    let mut number = |size: usize| -> Option<usize> {
        let bytes = iloc.get(at..at + size)?;
        at += size;
        bytes
            .iter()
            .try_fold(0_usize, |all, byte| all.checked_mul(256)?.checked_add((*byte).into()))
    };
    let of_ids = if version < 2 { 2 } else { 4 };
    let mut ranges = Vec::new();
    for _ in 0..number(of_ids)? {
        let id = u32::try_from(number(of_ids)?).ok()?;
        let method = if version == 0 { 0 } else { number(2)? & 15 };
        number(2)?;
        let base = number(base_size)?;
        let origin = if method == 1 { data } else { 0 };
        for _ in 0..number(2)? {
            number(index_size)?;
            let start = base.checked_add(number(offset_size)?)?.checked_add(origin)?;
            ranges.push((id, start..start.checked_add(number(length_size)?)?));
        }
    }
    Some(ranges)
}

/// What a film's boxes say beside their pictures.
fn film(bytes: &[u8], part: &Part, contents: &mut Contents, depth: usize) -> Result<(), Fault> {
    for child in children(bytes, part, 0)? {
        match &child.name {
            b"udta" | b"uuid" => contents.push_needless(&child),
            b"meta" => items(bytes, &children(bytes, &child, 4)?, contents)?,
            b"trak" if depth == 0 => film(bytes, &child, contents, 1)?,
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy<'_>, Fault> {
    let contents = contents(bytes)?;
    let stored = contents
        .size
        .ok_or_else(|| Fault::Broken(Format::Avif, "it does not say how large it is".into()))?;
    let pieces = contents.said.iter().map(|(block, ranges)| {
        let inside: Vec<u8> =
            ranges.iter().flat_map(|range| &bytes[range.clone()]).copied().collect();
        match block {
            // Where it begins is said in its first four bytes.
            Block::Exif => {
                let start =
                    be32(&inside, 0).map_or(4, |skipped| (skipped as usize).saturating_add(4));
                Piece::new(Block::Exif, inside.get(start..).unwrap_or_default().to_vec())
            }
            block => Piece::new(block.clone(), inside),
        }
    });
    // What was overwritten says nothing.
    let is_said = |piece: &Piece| {
        let nothing = NO_EXIF.get(4..).unwrap_or_default();
        !piece
            .bytes
            .strip_prefix(nothing)
            .unwrap_or(&piece.bytes)
            .iter()
            .all(|byte| b"\0 ".contains(byte))
    };
    Ok(Anatomy {
        format: Format::Avif,
        stored: match contents.is_turned {
            true => Size { width: stored.height, height: stored.width },
            false => stored,
        },
        is_animated: parts(bytes, 0..bytes.len())?.iter().any(|part| &part.name == b"moov"),
        colours: Colours { ink: Ink::Rgb, bits: 8, has_profile: false, ink_is_guessed: false },
        profile: None,
        pieces: pieces.filter(is_said).collect(),
        may_be_transparent: false,
        lossless: None,
    })
}

/// The same file, of the same length, with all blocks overwritten that say something; whose it is
/// where XMP was, if it fits.
pub(super) fn rewritten(bytes: &[u8], kept: &Kept) -> Result<Vec<u8>, Fault> {
    let mut out = bytes.to_vec();
    let contents = contents(bytes)?;
    for (block, ranges) in contents.said {
        let anew: &[u8] = match block {
            Block::Exif => NO_EXIF,
            Block::Xmp => kept.xmp.as_deref().unwrap_or_default(),
            _ => &[],
        };
        let fill = if block == Block::Xmp { b' ' } else { 0 };
        let length: usize = ranges.iter().map(ExactSizeIterator::len).sum();
        let anew = if anew.len() <= length { anew } else { &[] };
        let mut anew = anew.iter().copied().chain(std::iter::repeat(fill));
        for range in ranges {
            out[range].iter_mut().zip(&mut anew).for_each(|(byte, to)| *byte = to);
        }
    }
    // Nobody looks into what is free.
    for start in contents.needless {
        out[start + 4..start + 8].copy_from_slice(b"free");
    }
    Ok(out)
}
