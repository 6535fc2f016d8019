//! The boxes of AVIF, and what is noted of them: what stays, and what is written anew.

use std::ops::Range;

use super::be32;
use crate::facts::Block;
use crate::fault::Fault;
use crate::size::Size;

/// A box: its name, and where what is in it is.
pub(super) struct Part {
    pub(super) name: [u8; 4],
    /// With length and name.
    pub(super) start: usize,
    pub(super) inside: Range<usize>,
}

/// The boxes in a range, in order.
pub(super) fn parts(bytes: &[u8], range: Range<usize>) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let mut start = range.start;
    while start < range.end {
        let part = next(bytes, start, range.end)?;
        start = part.inside.end;
        parts.push(part);
    }
    Ok(parts)
}

/// The box that begins at `start`, and has to end at `most`.
fn next(bytes: &[u8], start: usize, most: usize) -> Result<Part, Fault> {
    let name = *bytes.get(start + 4..).and_then(<[u8]>::first_chunk).ok_or(Fault::CutShort)?;
    let length = be32(bytes, start).ok_or(Fault::CutShort)?;
    let (head, length) = match length {
        // Up to the end.
        0 => (8, most - start),
        1 => {
            let long = bytes.get(start + 8..).and_then(<[u8]>::first_chunk);
            let long = u64::from_be_bytes(*long.ok_or(Fault::CutShort)?);
            (16, usize::try_from(long).map_err(|_| Fault::CutShort)?)
        }
        length => (8, length as usize),
    };
    let end = start.checked_add(length.max(head)).ok_or(Fault::CutShort)?;
    if end > most {
        return Err(Fault::CutShort);
    }
    Ok(Part { name, start, inside: start + head..end })
}

/// Where a file ends by its boxes: behind the last whole one, if the picture is before that and what
/// follows is no box that files of this kind have. Programs append what is theirs, as some
/// phones do.
pub(super) fn end(bytes: &[u8]) -> usize {
    // ISO/IEC 14496-12, table 1: the boxes that stand in none.
    const OUTERMOST: [&[u8; 4]; 16] = [
        b"ftyp", b"styp", b"meta", b"moov", b"moof", b"mfra", b"mdat", b"imda", b"free", b"skip",
        b"uuid", b"pdin", b"sidx", b"ssix", b"prft", b"emsg",
    ];
    let (mut start, mut is_said, mut is_there) = (0, false, false);
    while start < bytes.len() {
        let name: Option<&[u8; 4]> = bytes.get(start + 4..).and_then(<[u8]>::first_chunk);
        match next(bytes, start, bytes.len()) {
            Ok(part) => {
                is_said |= matches!(&part.name, b"meta" | b"moov");
                is_there |= matches!(&part.name, b"mdat" | b"imda");
                start = part.inside.end;
            }
            Err(_) => {
                let is_known = name.is_some_and(|name| OUTERMOST.contains(&name));
                return if is_said && is_there && !is_known { start } else { bytes.len() };
            }
        }
    }
    start
}

/// The boxes in a box after so many bytes of its own.
pub(super) fn children(bytes: &[u8], part: &Part, own: usize) -> Result<Vec<Part>, Fault> {
    let start = (part.inside.start + own).min(part.inside.end);
    parts(bytes, start..part.inside.end)
}

pub(super) fn find(parts: &[Part], name: [u8; 4]) -> Option<&Part> {
    parts.iter().find(|part| part.name == name)
}

/// What is written in the place of what is not needed.
pub(super) enum Anew {
    Zeros,
    /// EXIF, with whose it is if nothing else says so.
    Exif,
    /// XMP, with whose it is.
    Xmp,
    /// These bytes, and zeros behind them.
    Bytes(Vec<u8>),
}

/// Bytes that are written anew.
pub(super) struct Change {
    /// What they are.
    pub(super) block: Block,
    pub(super) ranges: Vec<Range<usize>>,
    pub(super) anew: Anew,
    /// Whether they say something to those who look into the file.
    pub(super) is_told: bool,
}

impl Change {
    pub(super) fn zeros(name: &str, range: Range<usize>) -> Self {
        let block = Block::Other(name.into());
        Self { block, ranges: vec![range], anew: Anew::Zeros, is_told: true }
    }
}

/// What is in it beside pictures.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) size: Option<Size>,
    /// Whether it is shown on its side.
    pub(super) is_turned: bool,
    /// What is written anew.
    pub(super) changes: Vec<Change>,
    /// What has to stay, whatever else is said of it.
    pub(super) needed: Vec<Range<usize>>,
    /// Boxes that do nothing else, by where they begin.
    pub(super) needless: Vec<usize>,
}

impl Contents {
    pub(super) fn push_needless(&mut self, part: &Part) {
        let name = String::from_utf8_lossy(&part.name);
        self.changes.push(Change::zeros(name.trim(), part.inside.clone()));
        self.needless.push(part.start);
    }
}
