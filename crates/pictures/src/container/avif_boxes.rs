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
