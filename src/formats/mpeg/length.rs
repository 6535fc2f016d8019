//! How long an MP3 plays, without reading all of it.

use super::frame::{Count, Frame, HEAD};
use super::tags::{GAP, behind_tags};
use crate::formats::ReadAt;

/// How much of a recording tells whether all of its frames have as many bits a second.
const PART: usize = 4096;

/// How many milliseconds an MP3 of `bytes` bytes plays: what its first frame says of all, or else as
/// long as frames like the first would.
pub fn length(bytes: u64, read: ReadAt<'_>) -> Option<u64> {
    let tags = behind_tags(read)?;
    let most = usize::try_from(GAP).ok()?.saturating_add(PART);
    let start = read(tags, most)?;
    let (at, frame) = first_frame(&start)?;
    let within = start.get(at..start.len().min(at + PART))?;
    let rate = u64::from(frame.sound.rate);
    let count = frame.count(within).unwrap_or_default();
    match count.frames.filter(|frames| *frames > 0) {
        Some(_) if goes_on(tags + at as u64, count, read) => None,
        Some(frames) => (u64::from(frames) * frame.samples * 1000).checked_div(rate),
        None if !is_of_one_rate(within, &frame) => None,
        None => {
            let length = bytes.saturating_sub(tags + at as u64);
            // The middle of a recording tells whether it goes on as it began.
            let middle = read(tags + at as u64 + length / 2, PART).unwrap_or_default();
            let is_same = first_frame(&middle)
                .is_none_or(|(at, _)| is_of_one_rate(middle.get(at..).unwrap_or_default(), &frame));
            (length * 8).checked_div(frame.kilobits).filter(|_| is_same)
        }
    }
}

/// Whether another recording follows the one that begins at `start`, by what that says of itself:
/// then no frame tells how long all of them play.
fn goes_on(start: u64, count: Count, read: ReadAt<'_>) -> bool {
    let Some(bytes) = count.bytes.filter(|bytes| *bytes > 0) else { return false };
    let behind = read(start + u64::from(bytes), PART).unwrap_or_default();
    // Some programs do not count the frame that says it, so that the last one is behind them.
    const SEVERAL: usize = 3;
    behind.starts_with(b"ID3") || frames(&behind).nth(SEVERAL - 1).is_some()
}

/// The first frame in these bytes, and where it is.
fn first_frame(bytes: &[u8]) -> Option<(usize, Frame)> {
    // What comes by chance is not followed by another.
    (0..bytes.len()).find_map(|at| {
        let frame = Frame::of(bytes.get(at..at + HEAD)?)?;
        let next = bytes.get(at + frame.bytes..at + frame.bytes + HEAD);
        let is_one = next.is_none_or(|next| Frame::of(next).is_some());
        is_one.then_some((at, frame))
    })
}

/// Whether the frames that these bytes begin with have as many bits a second as `first`: if not, no
/// frame tells how long all of them play.
fn is_of_one_rate(bytes: &[u8], first: &Frame) -> bool {
    frames(bytes).all(|frame| frame.kilobits == first.kilobits)
}

/// The frames that these bytes begin with, one behind the other.
fn frames(bytes: &[u8]) -> impl Iterator<Item = Frame> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let frame = bytes.get(at..at + HEAD).and_then(Frame::of)?;
        at += frame.bytes;
        Some(frame)
    })
}
