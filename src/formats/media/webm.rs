//! What a WebM file says of itself: a file of Matroska (RFC 9559), which has elements in each other
//! (EBML, RFC 8794).

use super::Said;
use crate::formats::ReadAt;

/// How long the elements that say it may be, in bytes.
const LONGEST: u64 = 1 << 20;

/// Elements that stand before what is played.
const MOST_ELEMENTS: usize = 64;

const EBML: u32 = 0x1a45_dfa3;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TIMESTAMP_SCALE: u32 = 0x002a_d7b1;
const DURATION: u32 = 0x4489;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK_ENTRY: u32 = 0xae;
const TRACK_TYPE: u32 = 0x83;
const VIDEO: u32 = 0xe0;
const PIXEL_WIDTH: u32 = 0xb0;
const PIXEL_HEIGHT: u32 = 0xba;
const DISPLAY_WIDTH: u32 = 0x54b0;
const DISPLAY_HEIGHT: u32 = 0x54ba;
const DISPLAY_UNIT: u32 = 0x54b2;
const CLUSTER: u32 = 0x1f43_b675;

/// None if it is no such file.
pub(super) fn said(read: ReadAt<'_>) -> Option<Said> {
    let head = Head::of(&read(0, 16)?).filter(|head| head.id == EBML)?;
    let mut at = head.length + head.inside?;
    let segment = Head::of(&read(at, 16)?).filter(|segment| segment.id == SEGMENT)?;
    at += segment.length;
    let mut said = Said::default();
    for _ in 0..MOST_ELEMENTS {
        let Some(head) = read(at, 16).and_then(|bytes| Head::of(&bytes)) else { break };
        // A film that was still being recorded does not say how long it is.
        let Some(inside) = head.inside.filter(|_| head.id != CLUSTER) else { break };
        at += head.length;
        if matches!(head.id, INFO | TRACKS) && inside <= LONGEST {
            let bytes = read(at, usize::try_from(inside).ok()?)?;
            match head.id {
                INFO => said.milliseconds = milliseconds(&bytes),
                _ => take_tracks(&bytes, &mut said),
            }
        }
        at = at.checked_add(inside)?;
    }
    Some(said)
}

/// The head of an element.
struct Head {
    id: u32,
    /// How long the head is, in bytes.
    length: u64,
    /// How long what is in it is; none where that was not known when it was written.
    inside: Option<u64>,
}

impl Head {
    fn of(bytes: &[u8]) -> Option<Head> {
        let of_id = bytes.first()?.leading_zeros() as usize + 1;
        if of_id > 4 {
            return None;
        }
        let id = bytes.get(..of_id)?.iter().fold(0, |id, byte| id << 8 | u32::from(*byte));
        let size = bytes.get(of_id..)?;
        let of_size = size.first()?.leading_zeros() as usize + 1;
        if of_size > 8 {
            return None;
        }
        let inside = size.get(..of_size)?.iter().fold(0, |size, byte| size << 8 | u64::from(*byte));
        // The first bit that is set says how many bytes there are.
        let unknown = (1 << (7 * of_size)) - 1;
        let inside = Some(inside & unknown).filter(|inside| *inside != unknown);
        Some(Head { id, length: (of_id + of_size) as u64, inside })
    }
}

/// The elements in these bytes, as far as they are whole.
fn elements(mut bytes: &[u8]) -> impl Iterator<Item = (u32, &[u8])> {
    std::iter::from_fn(move || {
        let Head { id, length, inside } = Head::of(bytes)?;
        let start = usize::try_from(length).ok()?;
        let end = start.checked_add(usize::try_from(inside?).ok()?)?;
        let inside = bytes.get(start..end)?;
        bytes = &bytes[end..];
        Some((id, inside))
    })
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn milliseconds(info: &[u8]) -> Option<u64> {
    // Nanoseconds in each step.
    let mut scale = 1_000_000;
    let mut duration = None;
    for (id, inside) in elements(info) {
        match id {
            TIMESTAMP_SCALE => scale = number(inside),
            DURATION => {
                duration = match *inside {
                    [a, b, c, d] => Some(f64::from(f32::from_be_bytes([a, b, c, d]))),
                    _ => inside.try_into().ok().map(f64::from_be_bytes),
                };
            }
            _ => {}
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "the length of a film has some digits")]
    let length = duration? * scale as f64 / 1_000_000.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is in the range of the type"
    )]
    (1.0..1e12).contains(&length).then(|| length.round() as u64)
}

fn take_tracks(tracks: &[u8], said: &mut Said) {
    const OF_PICTURES: u64 = 1;
    const OF_SOUND: u64 = 2;
    let mut kinds = Vec::new();
    for (_, track) in elements(tracks).filter(|(id, _)| *id == TRACK_ENTRY) {
        for (id, inside) in elements(track) {
            match id {
                TRACK_TYPE => kinds.push(number(inside)),
                VIDEO => said.size = said.size.or_else(|| size(inside)),
                _ => {}
            }
        }
    }
    said.is_silent = kinds.contains(&OF_PICTURES) && !kinds.contains(&OF_SOUND);
}

/// How wide and high a film is shown: as it says, if it says it in pixels, or as it is.
fn size(video: &[u8]) -> Option<(u32, u32)> {
    let of = |wanted: u32| elements(video).find(|(id, _)| *id == wanted).map(|it| number(it.1));
    let is_in_pixels = of(DISPLAY_UNIT).is_none_or(|unit| unit == 0);
    let shown = of(DISPLAY_WIDTH).zip(of(DISPLAY_HEIGHT)).filter(|_| is_in_pixels);
    let (width, height) = shown.or_else(|| of(PIXEL_WIDTH).zip(of(PIXEL_HEIGHT)))?;
    let size = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    (size.0 > 0 && size.1 > 0).then_some(size)
}
