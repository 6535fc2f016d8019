//! How long a FLAC file plays (RFC 9639, 8.2).

use crate::formats::ReadAt;
use crate::formats::mpeg::behind_tags;

/// What such a file says of its sound.
pub(super) struct Stream {
    /// Samples a second.
    pub rate: u32,
    /// Samples of each channel; none where that was not known when it was written.
    samples: u64,
}

impl Stream {
    /// That of a file which begins with these bytes.
    pub(super) fn of(bytes: &[u8]) -> Option<Stream> {
        // The first block is of kind 0, and 34 bytes long.
        let block = bytes.strip_prefix(b"fLaC")?.get(..38)?;
        if block[0] & 0x7f != 0 {
            return None;
        }
        let number = u64::from_be_bytes(block[14..22].try_into().ok()?);
        let rate = u32::try_from(number >> 44).ok()?;
        Some(Stream { rate, samples: number & 0x000f_ffff_ffff })
    }
}

/// How many milliseconds a file of `bytes` bytes plays; none if it is no such file, or does not say it.
pub(super) fn length(bytes: u64, read: ReadAt<'_>) -> Option<u64> {
    // A frame has at most so many samples, and at least so many bytes: a head, a value and a sum.
    const MOST_SAMPLES: u64 = 65_535;
    const LEAST_BYTES: u64 = 9;
    // Some programs put a tag of MP3 before it.
    let Stream { rate, samples } = Stream::of(&read(behind_tags(read)?, 64)?)?;
    let length = (samples * 1000).checked_div(rate.into()).filter(|length| *length > 0);
    length.filter(|_| samples / MOST_SAMPLES * LEAST_BYTES <= bytes)
}
