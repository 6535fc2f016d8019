//! The boxes of AVIF that moves (ISO/IEC 14496-12, 8): a film, whose pictures say of themselves what
//! those of one that does not move say of it.

use super::avif_boxes::{Anew, Change, Contents, Part, children, parts};
use super::avif_items::{self, Property};
use super::avif_meta::{bare_profile, handler, in_meta};
use crate::facts::Block;
use crate::fault::Fault;

/// The boxes that hold others, with those that are needed in each; what else is in them goes.
const NEEDED: [(&[u8; 4], &[&[u8; 4]]); 5] = [
    (b"moov", &[b"mvhd", b"trak", b"mvex", b"meta"]),
    (b"trak", &[b"tkhd", b"edts", b"tref", b"mdia", b"meta"]),
    (b"mdia", &[b"mdhd", b"hdlr", b"minf"]),
    (b"minf", &[b"vmhd", b"nmhd", b"sthd", b"smhd", b"hmhd", b"dinf", b"stbl"]),
    (
        b"stbl",
        &[
            b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64",
            b"stss", b"stsh", b"padb", b"sdtp", b"sbgp", b"sgpd", b"subs",
        ],
    ),
];

/// What is said of a film's pictures beside what is said of others (23008-12, 7.5; 14496-12, 12.1):
/// how they depend on each other, of what kind they are and how many bytes a second they take.
const OF_FRAMES: [&[u8; 4]; 4] = [b"ccst", b"auxi", b"btrt", b"fiel"];

/// How much of its own an entry that tells of pictures has before its boxes, and where in that the
/// name of the program is that made them (14496-12, 12.1.3).
const ENTRY: usize = 78;
const PROGRAM: std::ops::Range<usize> = 42..74;

/// What a film's boxes say beside their pictures.
pub(super) fn read(bytes: &[u8], film: &Part, contents: &mut Contents) -> Result<(), Fault> {
    let needed = NEEDED.iter().find(|(name, _)| **name == film.name);
    let needed = needed.map_or(&[][..], |(_, needed)| needed);
    let children = children(bytes, film, 0)?;
    for child in &children {
        match &child.name {
            name if !needed.contains(&name) => contents.push_needless(child),
            b"mvhd" | b"tkhd" | b"mdhd" => contents.changes.extend(times(bytes, child)),
            b"meta" => {
                let children = super::avif_boxes::children(bytes, child, 4)?;
                avif_items::read(bytes, &children, contents)?;
                in_meta(bytes, &children, contents);
            }
            b"stsd" => entries(bytes, child, contents)?,
            b"hdlr" => handler(bytes, &children, contents),
            _ if NEEDED.iter().any(|(name, _)| **name == child.name) => {
                read(bytes, child, contents)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// When it was made and last changed (8.2.2, 8.3.2, 8.4.2), which is the beginning of 1904 if nobody
/// says it.
fn times(bytes: &[u8], head: &Part) -> Option<Change> {
    let length = if bytes.get(head.inside.start)? == &0 { 8 } else { 16 };
    let start = head.inside.start + 4;
    let range = start..(start + length).min(head.inside.end);
    let is_told = bytes.get(range.clone())?.iter().any(|byte| *byte != 0);
    let block = Block::Other(String::from_utf8_lossy(&head.name).into());
    Some(Change { block, ranges: vec![range], anew: Anew::Zeros, is_told })
}

/// What is said of the pictures of a track (8.5.2): their colours among it.
fn entries(bytes: &[u8], said: &Part, contents: &mut Contents) -> Result<(), Fault> {
    for entry in children(bytes, said, 8)? {
        let start = entry.inside.start;
        let program = start + PROGRAM.start..start + PROGRAM.end;
        if program.end > entry.inside.end {
            continue;
        }
        let block = Block::Other("stsd".into());
        let anew = Anew::Zeros;
        contents.changes.push(Change { block, ranges: vec![program], anew, is_told: false });
        for part in parts(bytes, (start + ENTRY).min(entry.inside.end)..entry.inside.end)? {
            match avif_items::property(bytes, &part) {
                Property::Profile => contents.changes.extend(bare_profile(bytes, &part)),
                Property::Size | Property::Turn | Property::Needed => {}
                Property::Needless if OF_FRAMES.contains(&&part.name) => {}
                Property::Needless => contents.push_needless(&part),
            }
        }
    }
    Ok(())
}
