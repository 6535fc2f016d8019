//! JPEG: segments that begin with markers, and scans between them
//! (<https://www.w3.org/Graphics/JPEG/itu-t81.pdf>, annex B).

use std::collections::BTreeSet;

use memchr::memchr;

use super::jpeg_tables::{START_OF_SCAN, Used, is_frame};
use super::{Anatomy, Kept, Piece, be16};
use crate::facts::{Block, Colours, Ink};
use crate::fault::Fault;
use crate::format::Format;
use crate::size::Size;

const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP13: u8 = 0xed;
const APP14: u8 = 0xee;
const COMMENT: u8 = 0xfe;
const END_OF_IMAGE: u8 = 0xd9;

/// How the blocks begin that are told apart: JFIF 1.02, EXIF 3.0 (4.7.2), XMP part 3 (1.1.3),
/// CIPA DC-007 (MPF), ICC.1:2022 (B.4) and Photoshop's specification of its formats.
const JFIF: &[u8] = b"JFIF\0";
const EXIF: &[u8] = b"Exif\0\0";
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const XMP_EXTENDED: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
const MPF: &[u8] = b"MPF\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const ADOBE: &[u8] = b"Adobe";

/// The most that a segment can hold.
const SEGMENT: usize = 65_533;

/// A marker with all that belongs to it.
struct Segment<'a> {
    marker: u8,
    /// Without marker and length.
    payload: &'a [u8],
    /// Of a scan: the coded pixels up to the next marker.
    scan: &'a [u8],
}

impl Segment<'_> {
    /// Whether decoders need it: frames, scans, and the tables for them (B.1.1.3). All others are
    /// for applications, for arithmetic coding, which is not taken, or reserved.
    fn is_needed(&self) -> bool {
        matches!(self.marker, 0xc0..=0xcf | START_OF_SCAN..=0xdd)
            && !matches!(self.marker, 0xc8 | 0xcc)
    }

    /// Writes what is needed of it.
    fn write(&self, used: &Used, out: &mut Vec<u8>) {
        match used.needed(self.marker, self.payload) {
            needed if needed.is_empty() => {}
            needed => write(out, self.marker, &needed),
        }
        out.extend_from_slice(self.scan);
    }
}

/// The segments of the first picture in a file, and what comes after its end.
fn segments(bytes: &[u8]) -> Result<(Vec<Segment<'_>>, &[u8]), Fault> {
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        // Between segments, fill bytes may be; decoders skip anything else too.
        at += memchr(0xff, bytes.get(at..).unwrap_or_default()).ok_or(Fault::CutShort)?;
        let marker = *bytes.get(at + 1).ok_or(Fault::CutShort)?;
        match marker {
            0xff => at += 1,
            0 | 1 | 0xd0..=0xd8 => at += 2,
            END_OF_IMAGE => return Ok((segments, bytes.get(at + 2..).unwrap_or_default())),
            _ => {
                let length = usize::from(be16(bytes, at + 2).ok_or(Fault::CutShort)?);
                let end = at + 2 + length;
                let payload = bytes.get(at + 4..end.max(at + 4)).ok_or(Fault::CutShort)?;
                at = end.max(at + 4);
                let scan_end = match marker {
                    START_OF_SCAN => at + scan_length(&bytes[at..])?,
                    _ => at,
                };
                segments.push(Segment { marker, payload, scan: &bytes[at..scan_end] });
                at = scan_end;
            }
        }
    }
}

/// How long the coded pixels are that begin here: up to a marker that does not belong to them.
fn scan_length(bytes: &[u8]) -> Result<usize, Fault> {
    let mut at = 0;
    loop {
        at += memchr(0xff, &bytes[at..]).ok_or(Fault::CutShort)?;
        match bytes.get(at + 1) {
            None => return Err(Fault::CutShort),
            Some(0 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return Ok(at),
        }
    }
}

/// What the frame's header says.
struct Frame {
    size: Size,
    components: u8,
}

fn frame(segments: &[Segment]) -> Result<Frame, Fault> {
    let broken = || Fault::Broken(Format::Jpeg, "it has no header of a picture".into());
    let header = segments.iter().find(|segment| is_frame(segment.marker)).ok_or_else(broken)?;
    let &[precision, h1, h2, w1, w2, components, ..] = header.payload else {
        return Err(broken());
    };
    match (header.marker, precision) {
        (0xc9..=0xcf, _) => Err(Fault::Arithmetic),
        (0xc3..=0xc7, _) => Err(Fault::RareJpeg),
        (_, 12) => Err(Fault::TwelveBits),
        (_, 8) => {
            let [height, width] = [[h1, h2], [w1, w2]].map(u16::from_be_bytes).map(u32::from);
            // A scan names its components, and each component has one at least (B.2.3).
            let scans = segments.iter().filter(|segment| segment.marker == START_OF_SCAN);
            let named: BTreeSet<u8> = scans.flat_map(|scan| scanned(scan.payload)).collect();
            if named.len() < usize::from(components) {
                return Err(Fault::CutShort);
            }
            Ok(Frame { size: Size { width, height }, components })
        }
        _ => Err(Fault::RareJpeg),
    }
}

/// The components of a scan, by their numbers.
fn scanned(payload: &[u8]) -> impl Iterator<Item = u8> {
    let count = payload.first().map_or(0, |count| usize::from(*count));
    payload.get(1..).unwrap_or_default().chunks_exact(2).take(count).map(|own| own[0])
}

pub(super) fn read(bytes: &[u8]) -> Result<Anatomy<'_>, Fault> {
    let (segments, after) = segments(bytes)?;
    let frame = frame(&segments)?;
    let transform = transform(&segments);
    let ink = match (frame.components, transform) {
        (1, _) => Ink::Gray,
        (3, _) => Ink::Rgb,
        (4, Some(2)) => Ink::Ycck,
        (4, _) => Ink::Cmyk,
        _ => return Err(Fault::RareJpeg),
    };
    let profile = profile(&segments);
    let colours = Colours {
        ink,
        bits: 8,
        has_profile: profile.is_some(),
        ink_is_guessed: frame.components == 4 && (transform.is_none() || profile.is_none()),
        is_hdr: false,
    };
    Ok(Anatomy {
        format: Format::Jpeg,
        stored: frame.size,
        is_animated: false,
        colours,
        profile,
        pieces: pieces(&segments, after),
        may_be_transparent: false,
        lossless: None,
    })
}

/// How the pixels of a JPEG are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Division {
    /// All in one scan, from top to bottom.
    OneScan,
    /// Each colour in a scan of its own, or with more of one colour than of what is light and dark:
    /// whatever few programs write.
    Rare,
    /// Roughly first.
    Progressive,
}

/// How the pixels are divided.
pub(crate) fn division(bytes: &[u8]) -> Result<Division, Fault> {
    let (segments, _) = segments(bytes)?;
    let count = |marker| segments.iter().filter(|own| own.marker == marker).count();
    Ok(match (count(0xc2), count(START_OF_SCAN)) {
        _ if !has_usual_samples(&segments) => Division::Rare,
        (0, 0 | 1) => Division::OneScan,
        (0, _) => Division::Rare,
        _ => Division::Progressive,
    })
}

/// Whether the first component has the most samples, in each direction 1, 2 or 4 times as many as
/// another has (B.2.2).
fn has_usual_samples(segments: &[Segment]) -> bool {
    let frames = segments.iter().filter(|own| is_frame(own.marker));
    frames.filter_map(|frame| frame.payload.get(6..)).all(|components| {
        let factors = components.as_chunks().0.iter().map(|[_, factors, _]| *factors);
        let mut factors = factors.map(|both| (both >> 4, both & 15));
        let Some(first) = factors.next() else { return true };
        let is_usual = |first: u8, other: u8| {
            matches!(first / other.max(1), 1 | 2 | 4)
                && matches!(first, 1 | 2 | 4)
                && matches!(other, 1 | 2 | 4)
        };
        factors.all(|other| is_usual(first.0, other.0) && is_usual(first.1, other.1))
    })
}

/// What Adobe's segment says of the colours: 0 as they are, 1 YCbCr, 2 YCCK
/// (Adobe's technical note 5116, section 18).
fn transform(segments: &[Segment]) -> Option<u8> {
    let adobe = segments
        .iter()
        .find(|segment| segment.marker == APP14 && segment.payload.starts_with(ADOBE))?;
    adobe.payload.get(11).copied()
}

/// The ICC profile, put together from its numbered segments; none if one is missing.
fn profile(segments: &[Segment]) -> Option<Vec<u8>> {
    let own = segments.iter().filter(|segment| segment.marker == APP2);
    let parts = own.filter_map(|segment| match segment.payload.strip_prefix(ICC)? {
        [number, count, part @ ..] => Some((*number, *count, part)),
        _ => None,
    });
    let mut parts: Vec<(u8, u8, &[u8])> = parts.collect();
    parts.sort_by_key(|(number, ..)| *number);
    let is_whole = |(place, (number, count, _)): (usize, &(u8, u8, &[u8]))| {
        usize::from(*number) == place + 1 && usize::from(*count) == parts.len()
    };
    let profile: Vec<u8> = parts.iter().flat_map(|(.., part)| *part).copied().collect();
    (parts.iter().enumerate().all(is_whole) && !profile.is_empty()).then_some(profile)
}

fn pieces<'a>(segments: &[Segment<'a>], after: &'a [u8]) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece> = Vec::new();
    for segment in segments.iter().filter(|segment| !segment.is_needed()) {
        let payload = segment.payload;
        let known = |signature| payload.strip_prefix(signature);
        let piece = match segment.marker {
            COMMENT => Piece::new(Block::Comment, payload),
            APP0 if known(JFIF).is_some_and(|rest| rest.len() <= 9) => continue,
            APP0 if known(JFIF).is_some() || known(b"JFXX\0").is_some() => {
                Piece::new(Block::JfifThumbnail, payload)
            }
            APP1 => match (known(EXIF), known(XMP), known(XMP_EXTENDED)) {
                (Some(exif), ..) => Piece::new(Block::Exif, exif),
                (_, Some(xmp), _) => Piece::new(Block::Xmp, xmp),
                // A digest, the length of all and where this part belongs.
                (.., Some(part)) => Piece::new(Block::XmpExtended, part.get(40..).unwrap_or(part)),
                _ => Piece::new(Block::Other("APP1".into()), payload),
            },
            APP2 if known(ICC).is_some() => continue,
            APP2 if known(MPF).is_some() => Piece::new(Block::SecondPicture, payload),
            APP13 if known(PHOTOSHOP).is_some() => {
                Piece::new(Block::Photoshop, known(PHOTOSHOP).unwrap_or_default())
            }
            APP14 if known(ADOBE).is_some() => continue,
            marker @ APP0..=0xef => {
                Piece::new(Block::Other(format!("APP{}", marker - APP0)), payload)
            }
            marker => Piece::new(Block::Other(format!("marker {marker:02X}")), payload),
        };
        // What does not fit into one segment goes on in the next.
        let goes_on = matches!(piece.block, Block::XmpExtended | Block::Photoshop);
        match pieces.iter_mut().find(|earlier| goes_on && earlier.block == piece.block) {
            Some(earlier) => earlier.bytes.to_mut().extend_from_slice(&piece.bytes),
            None => pieces.push(piece),
        }
    }
    if !after.is_empty() {
        pieces.push(Piece::new(Block::AfterTheEnd, after));
    }
    pieces
}

/// The same picture, from its first byte to its end.
pub(super) fn rewritten(bytes: &[u8], kept: &Kept) -> Result<Vec<u8>, Fault> {
    let (segments, _) = segments(bytes)?;
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(&[0xff, 0xd8]);
    let of = |marker: u8, signature: &[u8]| {
        segments.iter().find(|own| own.marker == marker && own.payload.starts_with(signature))
    };
    // Version, unit and density; the size of a thumbnail, which is none.
    if let Some(head) = of(APP0, JFIF).and_then(|jfif| jfif.payload.get(..12)) {
        write(&mut out, APP0, &[head, &[0, 0]]);
    }
    write_kept(&mut out, kept);
    if let Some(adobe) = of(APP14, ADOBE) {
        write(&mut out, APP14, &[adobe.payload.get(..12).unwrap_or(adobe.payload)]);
    }
    let used = Used::of(segments.iter().map(|own| (own.marker, own.payload)));
    segments.iter().filter(|own| own.is_needed()).for_each(|own| own.write(&used, &mut out));
    out.extend_from_slice(&[0xff, END_OF_IMAGE]);
    Ok(out)
}

/// A JPEG that was just encoded, with what it is to say of itself.
pub(crate) fn with_xmp(encoded: &[u8], xmp: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(encoded.len() + xmp.len() + 40);
    // After the start and JFIF's segment, which the encoder writes.
    let jfif = be16(encoded, 4).map_or(2, |length| 4 + usize::from(length));
    let (head, rest) = encoded.split_at(jfif.min(encoded.len()));
    out.extend_from_slice(head);
    write_kept(&mut out, &Kept { xmp: Some(xmp.to_vec()), ..Kept::default() });
    out.extend_from_slice(rest);
    out
}

fn write_kept(out: &mut Vec<u8>, kept: &Kept) {
    if let Some(exif) = kept.exif() {
        write(out, APP1, &[EXIF, &exif]);
    }
    if let Some(xmp) = kept.xmp.as_ref().filter(|xmp| xmp.len() + XMP.len() <= SEGMENT) {
        write(out, APP1, &[XMP, xmp]);
    }
    let parts = kept.profile.as_deref().unwrap_or_default().chunks(SEGMENT - ICC.len() - 2);
    let count = parts.len();
    if let Ok(count) = u8::try_from(count) {
        for (number, part) in (1..=count).zip(parts) {
            write(out, APP2, &[ICC, &[number, count], part]);
        }
    }
}

/// Writes a segment: marker, length, and parts that are at most 65,533 bytes in all.
fn write(out: &mut Vec<u8>, marker: u8, parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum::<usize>() + 2;
    let length = u16::try_from(length).unwrap_or(u16::MAX);
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&length.to_be_bytes());
    parts.iter().for_each(|part| out.extend_from_slice(part));
}
