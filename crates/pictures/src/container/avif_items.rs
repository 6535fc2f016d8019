//! The items of AVIF: which are needed to show the picture, and where the bytes of all are
//! (ISO/IEC 14496-12, 8.11; 23008-12, 6).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::avif_boxes::{Anew, Change, Contents, Part, children, find};
use super::{be16, be32};
use crate::facts::Block;
use crate::fault::Fault;
use crate::format::Format;

/// What is said of a picture.
pub(super) enum Property {
    /// How large it is.
    Size,
    /// How it is turned.
    Turn,
    /// A profile of its colours.
    Profile,
    /// Something else that is needed to show it.
    Needed,
    /// Words, times, and whatever will be thought of.
    Needless,
}

/// What a property is (23008-12, 6.5; av1-avif, 2).
pub(super) fn property(bytes: &[u8], part: &Part) -> Property {
    match &part.name {
        b"ispe" => Property::Size,
        b"irot" => Property::Turn,
        b"colr" if bytes.get(part.inside.clone()).is_some_and(is_profile) => Property::Profile,
        b"colr" | b"pixi" | b"av1C" | b"auxC" | b"imir" | b"clap" | b"pasp" | b"a1op" | b"a1lx"
        | b"lsel" | b"clli" | b"mdcv" | b"cclv" | b"amve" | b"rloc" => Property::Needed,
        _ => Property::Needless,
    }
}

fn is_profile(colours: &[u8]) -> bool {
    colours.starts_with(b"prof") || colours.starts_with(b"rICC")
}

/// What transparency is called among auxiliary pictures (MIAF, ISO/IEC 23000-22).
const OPACITY: [&[u8]; 2] =
    [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"];

/// An item: its number, what it is, where that is written, and what follows that: its name, and
/// more of some kinds.
struct Item {
    id: u32,
    kind: [u8; 4],
    kind_at: usize,
    names: Range<usize>,
}

/// Which items lead to which (8.11.12).
#[derive(Default)]
struct References {
    /// What a picture is put together of.
    parts: BTreeMap<u32, Vec<u32>>,
    /// The auxiliary pictures of a picture.
    auxiliary: BTreeMap<u32, Vec<u32>>,
    thumbnails: BTreeSet<u32>,
}

/// Where a part of an item is.
struct Extent {
    range: Range<usize>,
    /// Whether it was found, which is not so of what is inside of another item.
    is_found: bool,
}

/// Notes which items are needed and what is written anew of the others. Returns whether all that
/// is needed was found.
pub(super) fn read(bytes: &[u8], meta: &[Part], contents: &mut Contents) -> Result<bool, Fault> {
    let (Some(infos), Some(places)) = (find(meta, *b"iinf"), find(meta, *b"iloc")) else {
        return Ok(false);
    };
    let data = find(meta, *b"idat").map_or(0, |part| part.inside.start);
    let places = &bytes[places.inside.clone()];
    let extents = extents(places, data, bytes.len()).ok_or(Fault::CutShort)?;
    are_bounded(&extents, bytes.len())?;
    let references = references(bytes, meta)?;
    let items = items(bytes, infos)?;
    let needed = needed(bytes, meta, &items, &references)?;
    for item in &items {
        let own = extents.get(&item.id).into_iter().flatten().filter(|extent| extent.is_found);
        let own: Vec<Range<usize>> = own.map(|extent| extent.range.clone()).collect();
        contents.changes.extend(name(bytes, item));
        let (block, anew) = match (&item.kind, needed.contains(&item.id)) {
            (b"Exif", _) => (Block::Exif, Anew::Exif),
            (b"mime", _) => (Block::Xmp, Anew::Xmp),
            (_, true) => {
                contents.needed.extend(own);
                continue;
            }
            (b"uri ", false) => (Block::Other("uri".into()), Anew::Zeros),
            (kind, false) => {
                contents.changes.push(unknown(item));
                let is_thumbnail = references.thumbnails.contains(&item.id);
                let role = if is_thumbnail { b"thmb" } else { kind };
                (Block::Other(String::from_utf8_lossy(role).trim().into()), Anew::Zeros)
            }
        };
        contents.changes.push(Change { block, ranges: own, anew, is_told: true });
    }
    let is_found = |id| extents.get(id).into_iter().flatten().all(|extent| extent.is_found);
    Ok(needed.iter().all(is_found))
}

/// Makes an item one of a kind that no program knows, so that none tries to show it.
fn unknown(item: &Item) -> Change {
    let kind = item.kind_at..item.kind_at + item.kind.len();
    Change {
        block: Block::Other("infe".into()),
        ranges: Vec::from([kind]),
        anew: Anew::Bytes(b"skip".to_vec()),
        is_told: false,
    }
}

/// Finds fault with items that share their bytes again and again, which would take for ever to
/// look into.
fn are_bounded(extents: &BTreeMap<u32, Vec<Extent>>, length: usize) -> Result<(), Fault> {
    let ranges = extents.values().flatten().filter(|extent| extent.is_found);
    let all = ranges.fold(0_usize, |all, extent| all.saturating_add(extent.range.len()));
    match all > length.saturating_mul(4) {
        true => Err(Fault::Broken(Format::Avif, "its parts lie upon each other".into())),
        false => Ok(()),
    }
}

fn items(bytes: &[u8], infos: &Part) -> Result<Vec<Item>, Fault> {
    let count = if bytes.get(infos.inside.start) == Some(&0) { 6 } else { 8 };
    let mut items = Vec::new();
    for info in children(bytes, infos, count)? {
        let head = &bytes[info.inside.clone()];
        let (id, kind_at) = match head.first() {
            Some(2) => (be16(head, 4).map(u32::from), 8),
            Some(3) => (be32(head, 4), 10),
            _ => continue,
        };
        let kind = head.get(kind_at..).and_then(<[u8]>::first_chunk);
        if let (Some(id), Some(kind)) = (id, kind) {
            let kind_at = info.inside.start + kind_at;
            items.push(Item { id, kind: *kind, kind_at, names: kind_at + 4..info.inside.end });
        }
    }
    Ok(items)
}

/// Writes an item's name anew: there is none. What follows it, its type of media, moves up.
fn name(bytes: &[u8], item: &Item) -> Option<Change> {
    let names = &bytes[item.names.clone()];
    let (_, rest) = names.split_at(names.iter().position(|byte| *byte == 0)?);
    let rest = if matches!(&item.kind, b"mime" | b"uri ") { rest } else { &[] };
    let block = Block::Other("infe".into());
    let is_told = names.first() != Some(&0) && !is_usual(names);
    Some(Change {
        block,
        ranges: vec![item.names.clone()],
        anew: Anew::Bytes(rest.to_vec()),
        is_told,
    })
}

/// The names that libavif gives to all items: nothing that needs telling.
fn is_usual(names: &[u8]) -> bool {
    let name = names.split(|byte| *byte == 0).next().unwrap_or_default();
    [&b"Color"[..], b"Alpha", b"Exif", b"XMP", b"GMap"].contains(&name)
}

/// The numbers of the items that are shown: the first one, what it is put together of, and the
/// pictures of how far it can be seen through. All, if nobody says which is first.
fn needed(
    bytes: &[u8],
    meta: &[Part],
    items: &[Item],
    references: &References,
) -> Result<BTreeSet<u32>, Fault> {
    let Some(first) = primary(bytes, meta) else {
        return Ok(items.iter().map(|item| item.id).collect());
    };
    let opacities = opacities(bytes, meta)?;
    let mut needed = BTreeSet::new();
    let mut open = vec![first];
    while let Some(id) = open.pop() {
        if needed.insert(id) {
            open.extend(references.parts.get(&id).into_iter().flatten());
            let auxiliary = references.auxiliary.get(&id).into_iter().flatten();
            open.extend(auxiliary.filter(|id| opacities.contains(id)));
        }
    }
    Ok(needed)
}

/// The number of the picture that is shown (8.11.4).
fn primary(bytes: &[u8], meta: &[Part]) -> Option<u32> {
    let inside = &bytes[find(meta, *b"pitm")?.inside.clone()];
    match inside.first()? {
        0 => be16(inside, 4).map(u32::from),
        _ => be32(inside, 4),
    }
}

fn references(bytes: &[u8], meta: &[Part]) -> Result<References, Fault> {
    let mut found = References::default();
    let Some(part) = find(meta, *b"iref") else { return Ok(found) };
    let is_long = bytes.get(part.inside.start).is_some_and(|version| *version > 0);
    for child in children(bytes, part, 4)? {
        let inside = &bytes[child.inside.clone()];
        let number = |at: usize| match is_long {
            true => be32(inside, at),
            false => be16(inside, at).map(u32::from),
        };
        let size = if is_long { 4 } else { 2 };
        let (Some(from), Some(count)) = (number(0), be16(inside, size)) else { continue };
        let to = (0..usize::from(count)).map_while(|place| number(size + 2 + place * size));
        match &child.name {
            b"dimg" => found.parts.entry(from).or_default().extend(to),
            b"auxl" => to.for_each(|of| found.auxiliary.entry(of).or_default().push(from)),
            b"thmb" => drop(found.thumbnails.insert(from)),
            _ => {}
        }
    }
    Ok(found)
}

/// The items that say that they are the transparency of another (`ipma`: 23008-12, 9.3).
fn opacities(bytes: &[u8], meta: &[Part]) -> Result<BTreeSet<u32>, Fault> {
    let mut items = BTreeSet::new();
    let Some(properties) = find(meta, *b"iprp") else { return Ok(items) };
    let properties = children(bytes, properties, 0)?;
    let Some(all) = find(&properties, *b"ipco") else { return Ok(items) };
    let is_opacity = |part: &Part| {
        let kind = bytes.get(part.inside.start + 4..part.inside.end).unwrap_or_default();
        &part.name == b"auxC" && OPACITY.iter().any(|known| kind.starts_with(known))
    };
    let own: BTreeSet<usize> = (1..)
        .zip(children(bytes, all, 0)?)
        .filter(|(_, part)| is_opacity(part))
        .map(|(number, _)| number)
        .collect();
    for part in properties.iter().filter(|part| &part.name == b"ipma") {
        for (item, named) in associations(&bytes[part.inside.clone()]) {
            if named.iter().any(|property| own.contains(property)) {
                items.insert(item);
            }
        }
    }
    Ok(items)
}

/// Items and the numbers of what is said of each, as far as they can be read.
fn associations(ipma: &[u8]) -> Vec<(u32, Vec<usize>)> {
    let (Some(head), Some(count)) = (be32(ipma, 0), be32(ipma, 4)) else { return Vec::new() };
    let (has_long_ids, has_long_numbers) = (head >> 24 > 0, head & 1 == 1);
    let mut at = 8;
    let mut number = |size: usize| -> Option<usize> {
        let bytes = ipma.get(at..at + size)?;
        at += size;
        Some(bytes.iter().fold(0, |all, byte| all << 8 | usize::from(*byte)))
    };
    let mut found = Vec::new();
    for _ in 0..count {
        let Some(item) = number(if has_long_ids { 4 } else { 2 }) else { break };
        let Some(own) = number(1) else { break };
        // The highest bit tells whether it has to be understood.
        let named = (0..own).map_while(|_| match has_long_numbers {
            true => number(2).map(|number| number & 0x7fff),
            false => number(1).map(|number| number & 0x7f),
        });
        found.push((u32::try_from(item).unwrap_or_default(), named.collect()));
    }
    found
}

/// Where the parts of items are, by the numbers of these (8.11.3), in a file of so many bytes.
fn extents(iloc: &[u8], data: usize, end: usize) -> Option<BTreeMap<u32, Vec<Extent>>> {
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
    let mut extents: BTreeMap<u32, Vec<Extent>> = BTreeMap::new();
    for _ in 0..number(of_ids)? {
        let item = u32::try_from(number(of_ids)?).ok()?;
        let method = if version == 0 { 0 } else { number(2)? & 15 };
        let elsewhere = number(2)?;
        let base = number(base_size)?;
        let origin = if method == 1 { data } else { 0 };
        // Parts that nothing is said of are one.
        let most = if index_size + offset_size + length_size == 0 { 1 } else { usize::MAX };
        for _ in 0..number(2)?.min(most) {
            number(index_size)?;
            let start = base.checked_add(number(offset_size)?)?.checked_add(origin)?;
            // Without a length it goes up to the end.
            let range = match number(length_size)? {
                0 => start..end.max(start),
                length => start..start.checked_add(length)?,
            };
            // What claims to be outside of the file is not in it.
            let is_found = method < 2 && elsewhere == 0 && range.end <= end;
            extents.entry(item).or_default().push(Extent { range, is_found });
        }
    }
    Some(extents)
}
