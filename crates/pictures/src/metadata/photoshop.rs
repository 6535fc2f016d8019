//! Photoshop's image resources (`8BIM`), among which IPTC-IIM is
//! (<https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/#50577409_38034>).

use md5::{Digest, Md5};

use super::traces;
use crate::container::{be16, be32};
use crate::facts::{Block, Trace, TraceKind};

const THUMBNAIL_OLD: u16 = 1033;
const THUMBNAIL: u16 = 1036;
const IPTC: u16 = 1028;
const EXIF: u16 = 1058;
const XMP: u16 = 1060;
const DIGEST: u16 = 1061;

/// The resources that are looked into.
#[derive(Default)]
pub(super) struct Resources<'a> {
    pub(super) iptc: Option<&'a [u8]>,
    pub(super) exif: Option<&'a [u8]>,
    pub(super) xmp: Option<&'a [u8]>,
    digest: Option<&'a [u8]>,
    has_thumbnail: bool,
}

impl<'a> Resources<'a> {
    /// Reads them up to the first that is broken. Data that begins with none is taken for IIM
    /// alone, as some programs write it.
    pub(super) fn read(bytes: &'a [u8]) -> Self {
        let mut found = Self::default();
        if bytes.first() == Some(&0x1c) {
            found.iptc = Some(bytes);
            return found;
        }
        let mut rest = bytes;
        while let Some((id, data, after)) = resource(rest) {
            match id {
                IPTC => found.iptc = found.iptc.or(Some(data)),
                EXIF => found.exif = found.exif.or(Some(data)),
                XMP => found.xmp = found.xmp.or(Some(data)),
                DIGEST => found.digest = Some(data),
                THUMBNAIL | THUMBNAIL_OLD => found.has_thumbnail = true,
                _ => {}
            }
            rest = after;
        }
        found
    }

    /// Whether IIM is not what it was when its digest was written: whoever changed it knew nothing
    /// of XMP, so it is the newer of the two.
    pub(super) fn iptc_was_changed(&self) -> bool {
        let (Some(iptc), Some(digest)) = (self.iptc, self.digest) else { return false };
        // Zeros stand for a digest that was not made.
        digest.len() == 16
            && digest.iter().any(|byte| *byte != 0)
            && Md5::digest(iptc).as_slice() != digest
    }

    pub(super) fn traces(&self, block: &Block, found: &mut Vec<Trace>) {
        let kind = if self.has_thumbnail { TraceKind::Thumbnail } else { TraceKind::Other };
        traces::push(kind, block, found);
    }
}

/// The first resource: its number, its data, and what comes after it.
fn resource(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let (signature, _) = bytes.split_at_checked(4)?;
    if ![b"8BIM", b"8B64", b"AgHg", b"DCSR", b"MeSa", b"PHUT"].iter().any(|own| *own == signature) {
        return None;
    }
    let id = be16(bytes, 4)?;
    // A name with its length before it, filled up to an even number.
    let name = usize::from(*bytes.get(6)?) + 1;
    let at = 6 + name + name % 2;
    let length = be32(bytes, at)? as usize;
    let start = at + 4;
    let end = start.checked_add(length)?;
    let data = bytes.get(start..end)?;
    Some((id, data, bytes.get(end + length % 2..).unwrap_or_default()))
}
