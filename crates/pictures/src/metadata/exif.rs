//! EXIF (<https://www.cipa.jp/std/documents/download_e.html?CIPA_DC-008-2024-E>), by
//! `kamadak-exif`, which goes on after what is broken.

use ::exif::{Context, Field, In, Reader, Tag, Value};

use super::code_page::CodePage;
use super::{cleaned, traces};
use crate::facts::{Block, Trace, TraceKind};
use crate::size::Orientation;

/// What is used of it.
#[derive(Default)]
pub(super) struct Exif {
    pub(super) orientation: Orientation,
    pub(super) artist: Option<String>,
    pub(super) copyright: Option<String>,
    pub(super) description: Option<String>,
    kinds: Vec<TraceKind>,
}

/// The most that is read of it: a segment of a JPEG has 64 kB, and PNG and WebP have no bound.
const LONGEST: usize = 4 << 20;

impl Exif {
    pub(super) fn read(bytes: &[u8], code_page: CodePage) -> Self {
        let mut reader = Reader::new();
        reader.continue_on_error(true);
        let head = bytes.get(..LONGEST).unwrap_or(bytes).to_vec();
        let read = reader.read_raw(head);
        let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| {})) else {
            return Self { kinds: vec![TraceKind::Other], ..Self::default() };
        };
        let field = |tag| exif.get_field(tag, In::PRIMARY);
        let text = |tag| text(field(tag)?, code_page);
        Self {
            orientation: field(Tag::Orientation)
                .and_then(|field| field.value.get_uint(0))
                .map_or(Orientation::Upright, Orientation::of_tag),
            artist: text(Tag::Artist),
            copyright: text(Tag::Copyright),
            description: text(Tag::ImageDescription),
            kinds: kinds(&exif),
        }
    }

    /// Takes over what is not said here, but for how the picture is turned: that is the first
    /// one's to say.
    pub(super) fn complete_by(&mut self, other: Self) {
        self.artist = self.artist.take().or(other.artist);
        self.copyright = self.copyright.take().or(other.copyright);
        self.description = self.description.take().or(other.description);
    }

    pub(super) fn traces(&self, block: &Block, found: &mut Vec<Trace>) {
        self.kinds.iter().for_each(|kind| traces::push(*kind, block, found));
    }
}

/// The text of a field; copyright has the photographer's and the editor's, with a zero between.
fn text(field: &Field, code_page: CodePage) -> Option<String> {
    let Value::Ascii(parts) = &field.value else { return None };
    let parts: Vec<String> =
        parts.iter().filter_map(|part| cleaned(&code_page.read(part))).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What it tells of; nothing but that there is something, if nothing can be read.
fn kinds(exif: &::exif::Exif) -> Vec<TraceKind> {
    const KEPT: [Tag; 3] = [Tag::Orientation, Tag::Artist, Tag::Copyright];
    if exif.fields().next().is_none() {
        return vec![TraceKind::Other];
    }
    exif.fields().filter(|field| !KEPT.contains(&field.tag)).map(kind).collect()
}

fn kind(field: &Field) -> TraceKind {
    let Tag(context, number) = field.tag;
    match (context, number) {
        // The reader tells of a thumbnail by where it is.
        (_, 0x0201 | 0x0202) if field.ifd_num != In::PRIMARY => TraceKind::Thumbnail,
        (Context::Gps, 0) => TraceKind::Other,
        (Context::Gps, _) => TraceKind::Position,
        (Context::Exif, 0x927c) => TraceKind::MakerNotes,
        (Context::Exif, 0x9286) | (Context::Tiff, 0x9c9c) => TraceKind::Comment,
        (Context::Exif, 0xa430) => TraceKind::Owner,
        (Context::Exif, 0xa431 | 0xa435 | 0xa420) | (Context::Tiff, 0xc62f) => {
            TraceKind::SerialNumber
        }
        (Context::Exif, 0x9003 | 0x9004) | (Context::Tiff, 0x0132 | 0x010f | 0x0110 | 0x0131) => {
            TraceKind::History
        }
        _ => TraceKind::Other,
    }
}
