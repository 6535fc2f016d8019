//! What AVIF says beside its pictures, of those that do not move and of those that do.

use super::avif_boxes::{Anew, Change, Contents, Part, find};
use super::profile;
use crate::facts::Block;

/// The boxes that tell how pictures are found and put together; what else is among them goes.
const IN_META: [&[u8; 4]; 9] =
    [b"hdlr", b"pitm", b"iloc", b"iinf", b"iref", b"iprp", b"idat", b"dinf", b"grpl"];
/// What is in a box of information beside what finds pictures, and its own name.
pub(super) fn in_meta(bytes: &[u8], meta: &[Part], contents: &mut Contents) {
    for part in meta {
        if !IN_META.contains(&&part.name) {
            contents.push_needless(part);
        }
    }
    handler(bytes, meta, contents);
}

/// The name of what a box is for: that of the program that wrote it, as a rule (14496-12, 8.4.3).
pub(super) fn handler(bytes: &[u8], parts: &[Part], contents: &mut Contents) {
    const BEFORE_NAME: usize = 24;
    let name = find(parts, *b"hdlr").map(|part| part.inside.start + BEFORE_NAME..part.inside.end);
    if let Some(range) = name.filter(|range| bytes.get(range.clone()).is_some()) {
        let block = Block::Other("hdlr".into());
        let change = Change { block, ranges: vec![range], anew: Anew::Zeros, is_told: false };
        contents.changes.push(change);
    }
}

/// A colour profile without what colours do not need, in its place.
pub(super) fn bare_profile(bytes: &[u8], part: &Part) -> Option<Change> {
    let range = part.inside.start + 4..part.inside.end;
    let profile = bytes.get(range.clone())?;
    let bare = profile::bare_of_length(profile);
    let block = Block::Profile;
    let is_told = profile::names_a_device(profile);
    Some(Change { block, ranges: vec![range], anew: Anew::Bytes(bare), is_told })
}
