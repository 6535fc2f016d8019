//! What decoders read of a JPEG's headers and tables: each has a length of its own, and a table that
//! neither a frame nor a scan names is read by nobody
//! (<https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, B.2).

use std::collections::BTreeSet;

pub(super) const START_OF_SCAN: u8 = 0xda;
const HUFFMAN: u8 = 0xc4;
const QUANTISATION: u8 = 0xdb;

/// Whether a marker begins a frame, of whatever kind (B.1.1.3).
pub(super) fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// The tables that are used, by their numbers.
#[derive(Default)]
pub(super) struct Used {
    quantisation: BTreeSet<u8>,
    /// With the class in the higher four bits: 0 of the first value of a block, 1 of the others.
    huffman: BTreeSet<u8>,
}

impl Used {
    /// Those that the frames and scans among these segments name (B.2.2 and B.2.3).
    pub(super) fn of<'a>(segments: impl Iterator<Item = (u8, &'a [u8])>) -> Self {
        let mut used = Self::default();
        for (marker, payload) in segments {
            if is_frame(marker) {
                let components = payload.get(6..).unwrap_or_default().as_chunks().0;
                used.quantisation.extend(components.iter().map(|[_, _, table]| *table));
            } else if marker == START_OF_SCAN {
                let count = payload.first().map_or(0, |count| usize::from(*count));
                let components = payload.get(1..).unwrap_or_default().as_chunks().0;
                let both = |[_, both]: &[u8; 2]| [both >> 4, 0x10 | both & 15];
                used.huffman.extend(components.iter().take(count).flat_map(both));
            }
        }
        used
    }

    /// The parts of a segment that are needed, in order; none if all of it can go.
    pub(super) fn needed<'a>(&self, marker: u8, payload: &'a [u8]) -> Vec<&'a [u8]> {
        match marker {
            QUANTISATION => tables(payload, |head, _| match head >> 4 {
                0 => 65,
                _ => 129,
            })
            .filter(|table| self.quantisation.contains(&(table[0] & 15)))
            .collect(),
            HUFFMAN => tables(payload, |_, rest| {
                let counts = rest.iter().take(16).map(|count| usize::from(*count));
                17 + counts.sum::<usize>()
            })
            .filter(|table| self.huffman.contains(&table[0]))
            .collect(),
            marker => vec![&payload[..length(marker, payload).min(payload.len())]],
        }
    }
}

/// The tables in a segment: the first byte of each tells which it is, and with what follows it how
/// long it is.
fn tables(mut payload: &[u8], length: impl Fn(u8, &[u8]) -> usize) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (head, rest) = payload.split_first()?;
        let (table, behind) = payload.split_at_checked(length(*head, rest))?;
        payload = behind;
        Some(table)
    })
}

/// How long a segment is by what is in it.
fn length(marker: u8, payload: &[u8]) -> usize {
    let count = |at: usize| payload.get(at).map_or(0, |count| usize::from(*count));
    match marker {
        // Lines, and the distance of marks for a new start.
        0xdc | 0xdd => 2,
        START_OF_SCAN => 1 + 2 * count(0) + 3,
        marker if is_frame(marker) => 6 + 3 * count(5),
        _ => payload.len(),
    }
}
