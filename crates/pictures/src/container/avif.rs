//! AVIF: boxes of ISO's base format (ISO/IEC 14496-12, 23008-12;
//! <https://aomediacodec.github.io/av1-avif/>). Nothing is moved in it, since all that is in it is
//! found by its distance from the beginning: what is not needed is overwritten in its place.

use std::ops::Range;

use super::avif_boxes::{Anew, Change, Contents, Part, children, end, find, parts};
use super::avif_items::{self, Property};
use super::avif_meta::{bare_profile, in_meta};
use super::{Anatomy, Kept, Piece, avif_film, be32};
use crate::facts::{Block, Colours, Ink};
use crate::fault::Fault;
use crate::format::Format;
use crate::size::Size;

/// An EXIF that says nothing, after the four bytes that tell where it begins.
const NO_EXIF: &[u8] = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0";

fn contents(bytes: &[u8]) -> Result<Contents, Fault> {
    let top = parts(bytes, 0..bytes.len())?;
    let mut contents = Contents::default();
    // Where the bytes of pictures are, and whether it is known which of them are needed: that of
    // what moves is said elsewhere.
    let mut stores: Vec<Range<usize>> = Vec::new();
    let mut are_known = find(&top, *b"moov").is_none();
    for part in &top {
        match &part.name {
            b"meta" => {
                let children = children(bytes, part, 4)?;
                properties(bytes, &children, &mut contents)?;
                are_known &= avif_items::read(bytes, &children, &mut contents)?;
                stores.extend(find(&children, *b"idat").map(|part| part.inside.clone()));
                in_meta(bytes, &children, &mut contents);
            }
            b"moov" => avif_film::read(bytes, part, &mut contents)?,
            b"mdat" => stores.push(part.inside.clone()),
            b"ftyp" => {}
            _ => contents.push_needless(part),
        }
    }
    // Of what belongs to a picture no longer, editors leave the bytes.
    if are_known {
        stores.into_iter().for_each(|store| unused(store, &mut contents));
    }
    Ok(contents)
}

/// Has what is neither needed nor told otherwise overwritten.
fn unused(store: Range<usize>, contents: &mut Contents) {
    let told = contents.changes.iter().flat_map(|change| &change.ranges);
    let mut used: Vec<Range<usize>> = contents.needed.iter().chain(told).cloned().collect();
    used.push(store.end..store.end);
    used.sort_by_key(|range| range.start);
    let mut at = store.start;
    for range in used {
        if range.start > at && at < store.end {
            let free = at..range.start.min(store.end);
            contents.changes.push(Change::zeros("mdat", free));
        }
        at = at.max(range.end);
    }
}

/// The size of the largest picture, and whether it is turned (ISO/IEC 23008-12, 6.5); what else is
/// said of pictures.
fn properties(bytes: &[u8], meta: &[Part], contents: &mut Contents) -> Result<(), Fault> {
    let Some(properties) = find(meta, *b"iprp") else { return Ok(()) };
    let properties = children(bytes, properties, 0)?;
    let Some(all) = find(&properties, *b"ipco") else { return Ok(()) };
    for part in children(bytes, all, 0)? {
        let at = part.inside.start;
        match avif_items::property(bytes, &part) {
            Property::Size => {
                let side = |at| be32(bytes, at).ok_or(Fault::CutShort);
                let size = Size { width: side(at + 4)?, height: side(at + 8)? };
                if contents.size.is_none_or(|known| known.pixels() < size.pixels()) {
                    contents.size = Some(size);
                }
            }
            Property::Turn => contents.is_turned = bytes.get(at).is_some_and(|it| it & 1 == 1),
            Property::Needed => {}
            Property::Profile => contents.changes.extend(bare_profile(bytes, &part)),
            Property::Needless => {
                let name = String::from_utf8_lossy(&part.name);
                contents.changes.push(Change::zeros(name.trim(), part.inside.clone()));
            }
        }
    }
    Ok(())
}

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy<'_>, Fault> {
    let (bytes, behind) = bytes.split_at(end(bytes));
    let contents = contents(bytes)?;
    let stored = contents
        .size
        .ok_or_else(|| Fault::Broken(Format::Avif, "it does not say how large it is".into()))?;
    let told = contents.changes.iter().filter(|change| change.is_told);
    let pieces = told.map(|Change { block, ranges, .. }| {
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
    let behind = (!behind.is_empty()).then(|| Piece::new(Block::AfterTheEnd, behind.to_vec()));
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
        colours: Colours {
            ink: Ink::Rgb,
            bits: 8,
            has_profile: false,
            ink_is_guessed: false,
            is_hdr: false,
        },
        profile: None,
        pieces: pieces.filter(is_said).chain(behind).collect(),
        may_be_transparent: false,
        lossless: None,
    })
}

/// The same file up to its last box, of the same length, with all overwritten that is not needed;
/// whose it is where XMP was, or else EXIF, if it fits.
pub(super) fn rewritten(bytes: &[u8], kept: &Kept) -> Result<Vec<u8>, Fault> {
    let bytes = &bytes[..end(bytes)];
    let mut out = bytes.to_vec();
    let contents = contents(bytes)?;
    let mut says_whose = false;
    // XMP first: it holds more.
    let (xmp, others): (Vec<_>, Vec<_>) =
        contents.changes.iter().partition(|change| matches!(change.anew, Anew::Xmp));
    for Change { ranges, anew, .. } in xmp.into_iter().chain(others) {
        let length: usize = ranges.iter().map(ExactSizeIterator::len).sum();
        let fits = |anew: &Vec<u8>| anew.len() <= length;
        let (anew, fill): (Vec<u8>, u8) = match anew {
            Anew::Zeros => (Vec::new(), 0),
            Anew::Bytes(anew) => (anew.clone(), 0),
            Anew::Xmp => (kept.xmp.clone().filter(fits).unwrap_or_default(), b' '),
            Anew::Exif => {
                let own = kept.exif_of_whose().filter(|_| !says_whose).filter(fits);
                (own.unwrap_or_else(|| NO_EXIF.to_vec()), 0)
            }
        };
        says_whose |= fill == b' ' && !anew.is_empty();
        let anew = if fits(&anew) { anew } else { Vec::new() };
        let mut anew = anew.into_iter().chain(std::iter::repeat(fill));
        for range in ranges {
            out[range.clone()].iter_mut().zip(&mut anew).for_each(|(byte, to)| *byte = to);
        }
    }
    // What two claim is the picture's.
    for range in contents.needed {
        out[range.clone()].copy_from_slice(&bytes[range]);
    }
    // Nobody looks into what is free.
    for start in contents.needless {
        out[start + 4..start + 8].copy_from_slice(b"free");
    }
    Ok(out)
}
