//! What is found in a file that does not reach readers.

use crate::facts::{Block, Trace, TraceKind};

/// Adds one.
pub(super) fn push(kind: TraceKind, block: &Block, found: &mut Vec<Trace>) {
    // The many fields of a block come to a few kinds.
    let is_known = found.iter().rev().take(12).any(|own| own.kind == kind && own.block == *block);
    if !is_known {
        found.push(Trace { kind, block: block.clone() });
    }
}

/// Adds what blocks come to that are not read further.
pub(super) fn of_other(block: &Block, bytes: &[u8], found: &mut Vec<Trace>) {
    let kind = match block {
        Block::Comment => TraceKind::Comment,
        Block::PngText(keyword) => return of_text(keyword, block, found),
        Block::JfifThumbnail => TraceKind::Thumbnail,
        Block::SecondPicture => TraceKind::SecondPicture,
        Block::Profile => TraceKind::Screen,
        Block::Other(item) => of_item(item),
        // A picture, or what films begin with.
        Block::AfterTheEnd => {
            let has = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
            match has(b"\xff\xd8\xff") || has(b"ftyp") {
                true => TraceKind::SecondPicture,
                false => TraceKind::Other,
            }
        }
        _ => TraceKind::Other,
    };
    push(kind, block, found);
}

/// An item of an AVIF that is not shown.
fn of_item(name: &str) -> TraceKind {
    match name {
        "thmb" => TraceKind::Thumbnail,
        "av01" | "grid" | "iovl" | "iden" | "tmap" | "hvc1" | "jpeg" => TraceKind::SecondPicture,
        _ => TraceKind::Other,
    }
}

/// The keywords of PNG (11.3.3.1) say what a text is; those of others do too.
fn of_text(keyword: &str, block: &Block, found: &mut Vec<Trace>) {
    let keyword = keyword.to_ascii_lowercase();
    let kind = match () {
        () if is_position(&keyword) => TraceKind::Position,
        () if keyword == "comment" || keyword == "description" => TraceKind::Comment,
        () if ["software", "creation time", "date:"]
            .iter()
            .any(|word| keyword.starts_with(word)) =>
        {
            TraceKind::History
        }
        () => TraceKind::Other,
    };
    push(kind, block, found);
}

/// Whether a field of this name, in small letters, holds coordinates.
pub(super) fn is_position(name: &str) -> bool {
    name.contains("gps") || name.contains("latitude") || name.contains("longitude")
}

/// Leaves each once. Of a block that tells of something, `Other` says nothing more.
pub(super) fn without_repeats(found: &mut Vec<Trace>) {
    let all = std::mem::take(found);
    for trace in &all {
        let says_more = |own: &&Trace| own.block == trace.block && own.kind != TraceKind::Other;
        let is_empty = trace.kind == TraceKind::Other && all.iter().any(|own| says_more(&own));
        if !is_empty && !found.contains(trace) {
            found.push(trace.clone());
        }
    }
}
