//! Tags of MP3s: what they are called, who made them, pictures, comments. Here only how long they
//! are, so that they can be passed over.

use crate::formats::ReadAt;

/// How many tags one file has at most before its sound, and behind it.
const MOST: usize = 16;

/// How far behind its tags the first frame may be: some programs leave a gap.
pub const GAP: u64 = 64 << 10;

/// How much of a tag tells how long it is.
pub const LOOK: usize = 32;

/// Where the sound begins: behind the tags at the beginning.
pub fn behind_tags(read: ReadAt<'_>) -> Option<u64> {
    let mut at = 0u64;
    for _ in 0..MOST {
        match tag_length(&read(at, LOOK)?) {
            Some(length) => at = at.checked_add(length)?,
            None => break,
        }
    }
    Some(at)
}

/// How long the tag is that these bytes begin with: ID3v2 (<https://id3.org/id3v2.4.0-structure>),
/// ID3v1, its longer form, or APEv2 with a head (<https://wiki.hydrogenaudio.org/index.php?title=APEv2_specification>).
pub fn tag_length(bytes: &[u8]) -> Option<u64> {
    match bytes {
        [b'I', b'D', b'3', version, revision, flags, size @ ..]
            if *version != 0xff && *revision != 0xff =>
        {
            let footer = if flags & 16 == 16 { 10 } else { 0 };
            Some(10 + seven_bits(size.get(..4)?)? + footer)
        }
        [b'T', b'A', b'G', b'+', ..] => Some(ID3_LONGER),
        [b'T', b'A', b'G', ..] => Some(ID3_FIRST),
        _ if bytes.starts_with(APE) => {
            let is_head = bytes.get(23)? & 0x20 != 0;
            is_head.then_some(()).and(little(bytes.get(12..16)?)).map(|size| 32 + size)
        }
        _ => None,
    }
}

const ID3_FIRST: u64 = 128;
const ID3_LONGER: u64 = 227;
const APE: &[u8] = b"APETAGEX";

/// Where the sound ends: before the tags at the end of a file of `bytes` bytes.
pub fn before_tags(bytes: u64, read: ReadAt<'_>) -> u64 {
    let mut end = bytes;
    for _ in 0..MOST {
        match last_tag(end, read).filter(|length| *length > 0) {
            Some(length) => end = end.saturating_sub(length),
            None => break,
        }
    }
    end
}

/// How long the tag is that ends there.
fn last_tag(end: u64, read: ReadAt<'_>) -> Option<u64> {
    let before = |length: u64, most: usize| read(end.checked_sub(length)?, most);
    let begins =
        |length: u64, name: &[u8]| before(length, name.len()).is_some_and(|bytes| bytes == name);
    if begins(ID3_FIRST, b"TAG") {
        return Some(ID3_FIRST);
    }
    if begins(ID3_LONGER, b"TAG+") {
        return Some(ID3_LONGER);
    }
    if begins(32, APE) {
        let foot = before(32, 32)?;
        let head = if foot.get(23)? & 0x80 == 0 { 0 } else { 32 };
        return Some(little(foot.get(12..16)?)? + head);
    }
    // Its length is in six digits before its name (<https://id3.org/Lyrics3v2>).
    if begins(9, b"LYRICS200") {
        let digits = before(15, 6)?;
        return Some(str::from_utf8(&digits).ok()?.parse::<u64>().ok()? + 15);
    }
    // It has 5,100 bytes at most between its names (<https://id3.org/Lyrics3>).
    if begins(9, b"LYRICSEND") {
        let most = end.min(5100 + 20);
        let bytes = before(most, usize::try_from(most).ok()?)?;
        let at = bytes.windows(11).position(|it| it == b"LYRICSBEGIN")?;
        return Some(most - at as u64);
    }
    if begins(10, b"3DI") {
        return Some(seven_bits(before(4, 4)?.get(..4)?)? + 20);
    }
    None
}

/// A number of seven bits in each byte.
fn seven_bits(bytes: &[u8]) -> Option<u64> {
    let is_one = bytes.iter().all(|byte| byte & 0x80 == 0);
    is_one.then(|| bytes.iter().fold(0, |size, byte| (size << 7) | u64::from(*byte)))
}

fn little(bytes: &[u8]) -> Option<u64> {
    Some(u32::from_le_bytes(bytes.try_into().ok()?).into())
}
