//! How long an Ogg file plays (RFC 3533): its last page tells the moment at which it ends, by the
//! clock of its sound or film, which the first page tells.

use super::flac;
use crate::formats::ReadAt;

/// How long a page may be: a head, 255 parts and 255 bytes in each.
const LONGEST_PAGE: usize = 27 + 255 + 255 * 255;

/// How far from the start the first moment is looked for, and how late it may be: what was cut out
/// of a longer recording may keep its moments.
const START: usize = 8 * LONGEST_PAGE;
const LATEST_SECOND: u64 = 60;

/// Streams that play at the same time are few.
const MOST_STREAMS: usize = 16;

/// What an Ogg file says of itself; none if it is no such file.
pub(super) fn said(bytes: u64, read: ReadAt<'_>) -> Option<super::Said> {
    let streams = streams(read)?;
    let film = streams.iter().find(|stream| stream.size.is_some());
    let sound = streams.iter().find(|stream| stream.size.is_none());
    let end = |stream: &Stream| {
        let start = stream.milliseconds(first_moment(read, stream.serial)?)?;
        let end = stream.milliseconds(last_moment(bytes, read, stream.serial)?)?;
        (start <= LATEST_SECOND * 1000).then_some(end)
    };
    Some(super::Said {
        milliseconds: sound.or(film).and_then(end).filter(|length| *length > 0),
        size: film.and_then(|film| film.size),
        is_silent: film.is_some() && sound.is_none(),
        place: None,
    })
}

/// A stream of sound or pictures.
struct Stream {
    serial: [u8; 4],
    clock: Clock,
    /// Of pictures, in pixels.
    size: Option<(u32, u32)>,
}

/// What the moments of a stream are counted in.
enum Clock {
    /// So many a second, of which the first ones are not played.
    Samples { rate: u32, skipped: u16 },
    /// Pictures, so many in so many seconds: the number of the last whole one, and behind so many
    /// bits how many came since.
    Pictures { number: u32, seconds: u32, bits: u32 },
}

impl Stream {
    /// That which begins with this packet, if it is of a known kind.
    fn of(serial: [u8; 4], packet: &[u8]) -> Option<Stream> {
        let little = |at: usize| Some(u32::from_le_bytes(packet.get(at..at + 4)?.try_into().ok()?));
        let big = |at: usize| Some(u32::from_be_bytes(packet.get(at..at + 4)?.try_into().ok()?));
        let sound =
            |rate, skipped| Stream { serial, clock: Clock::Samples { rate, skipped }, size: None };
        // https://xiph.org/vorbis/doc/Vorbis_I_spec.html#x1-630004.2.2
        if packet.starts_with(b"\x01vorbis") {
            return Some(sound(little(12)?, 0));
        }
        // RFC 7845, 5.1: whatever the rate of what was recorded, moments are of 48 kHz.
        if packet.starts_with(b"OpusHead") {
            let skipped = u16::from_le_bytes(packet.get(10..12)?.try_into().ok()?);
            return Some(sound(48_000, skipped));
        }
        // https://speex.org/docs/manual/speex-manual/node8.html
        if packet.starts_with(b"Speex   ") {
            return Some(sound(little(36)?, 0));
        }
        // RFC 9639, 10.1.
        if packet.starts_with(b"\x7fFLAC") {
            return Some(sound(flac::Stream::of(packet.get(9..)?)?.rate, 0));
        }
        // https://www.theora.org/doc/Theora.pdf, 6.2.
        if packet.starts_with(b"\x80theora") {
            let of_three = |at: usize| Some(big(at - 1)? & 0x00ff_ffff);
            let bits = u16::from_be_bytes(packet.get(40..42)?.try_into().ok()?) >> 5 & 31;
            let clock =
                Clock::Pictures { number: big(22)?, seconds: big(26)?, bits: u32::from(bits) };
            return Some(Stream { serial, clock, size: Some((of_three(14)?, of_three(17)?)) });
        }
        None
    }

    fn milliseconds(&self, moment: u64) -> Option<u64> {
        let scaled = |count: u64, by: u64, rate: u64| {
            let length = u128::from(count) * u128::from(by) * 1000;
            u64::try_from(length.checked_div(u128::from(rate))?).ok()
        };
        match self.clock {
            Clock::Samples { rate, skipped } => {
                scaled(moment.saturating_sub(skipped.into()), 1, rate.into())
            }
            Clock::Pictures { number, seconds, bits } => {
                let whole = moment >> bits;
                let count = whole + (moment - (whole << bits));
                scaled(count, seconds.into(), number.into())
            }
        }
    }
}

/// The streams that a file begins with.
fn streams(read: ReadAt<'_>) -> Option<Vec<Stream>> {
    let mut streams = Vec::new();
    let mut at = 0;
    for _ in 0..MOST_STREAMS {
        let bytes = read(at, LONGEST_PAGE)?;
        let Some(page) = Page::of(&bytes) else { break };
        if !page.begins_stream {
            break;
        }
        streams.extend(Stream::of(page.serial, page.inside));
        at += page.length as u64;
    }
    (at > 0).then_some(streams)
}

/// The moment of a page on which no packet ends.
const NONE: u64 = u64::MAX;

struct Page<'b> {
    begins_stream: bool,
    moment: u64,
    serial: [u8; 4],
    inside: &'b [u8],
    length: usize,
}

impl<'b> Page<'b> {
    /// That which these bytes begin with, if all of it is there.
    fn of(bytes: &'b [u8]) -> Option<Page<'b>> {
        let head = bytes.get(..27).filter(|head| head.starts_with(b"OggS\0"))?;
        let parts = bytes.get(27..27 + usize::from(head[26]))?;
        let start = 27 + parts.len();
        let length = start + parts.iter().map(|part| usize::from(*part)).sum::<usize>();
        Some(Page {
            begins_stream: head[5] & 2 != 0,
            moment: u64::from_le_bytes(head[6..14].try_into().ok()?),
            serial: head[14..18].try_into().ok()?,
            inside: bytes.get(start..length)?,
            length,
        })
    }
}

/// The moment at which the first page of a stream ends that has sound or pictures.
fn first_moment(read: ReadAt<'_>, serial: [u8; 4]) -> Option<u64> {
    let start = read(0, START)?;
    let mut at = 0;
    let mut pages = std::iter::from_fn(|| {
        let page = Page::of(start.get(at..)?)?;
        at += page.length;
        Some(page)
    });
    pages.find(|page| page.serial == serial && !matches!(page.moment, 0 | NONE)).map(|it| it.moment)
}

/// The moment at which the last page of a stream ends; none if that is not near the end of the
/// file, as where another recording follows.
fn last_moment(bytes: u64, read: ReadAt<'_>, serial: [u8; 4]) -> Option<u64> {
    let from = bytes.saturating_sub(4 * LONGEST_PAGE as u64);
    let end = read(from, 4 * LONGEST_PAGE)?;
    let starts = memchr::memmem::rfind_iter(&end, b"OggS");
    let pages = starts.filter_map(|at| Page::of(&end[at..]));
    pages
        .take_while(|page| !page.begins_stream || page.serial == serial)
        .find(|page| page.serial == serial && page.moment != NONE)
        .map(|page| page.moment)
}
