//! Sound and films, by their names and by what their files say.

mod flac;
mod ogg;
mod webm;

use dateline_pictures::{Fault, Stranger, format_of};

use super::ReadAt;
use super::mpeg;

/// What a file is to be played as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Medium {
    /// Sound.
    Sound,
    /// A film.
    Film,
}

/// How long it plays, or a moment of it, as it is said: `1:02:03`, or `2:03`.
pub fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// The endings of what browsers play
/// (<https://developer.mozilla.org/en-US/docs/Web/Media/Guides/Formats/Containers>).
const ENDINGS: [(&str, Medium); 12] = [
    ("mp3", Medium::Sound),
    ("m4a", Medium::Sound),
    ("aac", Medium::Sound),
    ("ogg", Medium::Sound),
    ("oga", Medium::Sound),
    ("opus", Medium::Sound),
    ("wav", Medium::Sound),
    ("flac", Medium::Sound),
    ("mp4", Medium::Film),
    ("m4v", Medium::Film),
    ("webm", Medium::Film),
    ("ogv", Medium::Film),
];

/// The endings of what is played elsewhere, and not in all browsers or in none.
const UNPLAYED: [(&str, &str, Medium); 15] = [
    ("mov", "a film of QuickTime", Medium::Film),
    ("avi", "a film in AVI", Medium::Film),
    ("mkv", "a film in Matroska", Medium::Film),
    ("wmv", "a film of Windows", Medium::Film),
    ("flv", "a film of Flash", Medium::Film),
    ("mpg", "a film in MPEG-1 or 2", Medium::Film),
    ("mpeg", "a film in MPEG-1 or 2", Medium::Film),
    ("3gp", "a film of an old phone", Medium::Film),
    ("mts", "a film of a camera", Medium::Film),
    ("wma", "sound of Windows", Medium::Sound),
    ("aif", "sound in AIFF", Medium::Sound),
    ("aiff", "sound in AIFF", Medium::Sound),
    ("amr", "sound of a phone", Medium::Sound),
    ("caf", "sound of Apple's programs", Medium::Sound),
    ("m4b", "a book in sound", Medium::Sound),
];

fn ending(name: &str) -> Option<String> {
    let name = name.split(['?', '#']).next().unwrap_or(name);
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

/// What a file is played as, by its name, behind which may stand a query.
pub fn medium(name: &str) -> Option<Medium> {
    let ending = ending(name)?;
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, medium)| *medium)
}

/// What a file is, and as what it would be played, if browsers do not play it.
pub fn unplayed(name: &str) -> Option<(&'static str, Medium)> {
    let ending = ending(name)?;
    UNPLAYED.iter().find(|(known, ..)| *known == ending).map(|(_, what, medium)| (*what, *medium))
}

/// What a file of sound or a film says of itself, as far as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// How long it plays, in milliseconds.
    pub milliseconds: Option<u64>,
    /// How wide and high it is, in pixels.
    pub size: Option<(u32, u32)>,
    /// Whether it is a film that has no sound.
    pub is_silent: bool,
    /// Where it says the place at which it was taken, if it does.
    pub place: Option<&'static str>,
}

/// Reads a file of `bytes` bytes; none if it is of no known kind.
pub fn said(bytes: u64, read: ReadAt<'_>) -> Option<Said> {
    let of_film = read_mp4(read).or_else(|| webm::said(read)).or_else(|| ogg::said(bytes, read));
    of_film.or_else(|| {
        let milliseconds = wav_length(bytes, read)
            .or_else(|| flac::length(bytes, read))
            .or_else(|| mpeg::length(bytes, read));
        milliseconds.map(|length| Said { milliseconds: Some(length), ..Said::default() })
    })
}

/// What is wrong with a file of `bytes` bytes that is to be played and cannot be; none as far as its
/// beginning tells, and an MP4 its parts.
pub fn unplayable(bytes: u64, read: ReadAt<'_>) -> Option<&'static str> {
    let head = read(0, 1024)?;
    if bytes == 0 || head.is_empty() {
        return Some("is empty");
    }
    match format_of(&head) {
        Ok(_) => return Some("is a picture"),
        Err(Fault::Stranger(Stranger::Html)) => return Some("is a web page (HTML)"),
        Err(Fault::Stranger(Stranger::Pdf)) => return Some("is a PDF"),
        Err(Fault::Stranger(Stranger::Zip)) => {
            return Some("is a ZIP archive or an office document");
        }
        Err(_) => {}
    }
    if is_message(&head) {
        return Some("is text, such as a server sends in place of a file");
    }
    let is_cut = is_cut_mp4(bytes, read).or_else(|| is_cut_wav(bytes, read));
    is_cut.unwrap_or_default().then_some("is cut off before its end")
}

/// Whether a file is what a server says where it has none: XML, JSON, or words of that.
fn is_message(head: &[u8]) -> bool {
    const WORDS: [&str; 6] =
        ["not found", "denied", "error", "forbidden", "unauthorized", "expired"];
    // The last letter may be cut.
    let text = match str::from_utf8(head) {
        Err(fault) if fault.error_len().is_some() => return false,
        Err(fault) => str::from_utf8(&head[..fault.valid_up_to()]).unwrap_or_default(),
        Ok(text) => text,
    };
    let text = text.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let is_text = !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    is_text && (text.starts_with(['<', '{', '[']) || WORDS.iter().any(|word| text.contains(word)))
}

/// The parts that an MP4 is looked through for: in one of an hour that is sent in fragments, there
/// are some thousands.
const MOST_PARTS: usize = 20_000;

/// Whether an MP4 ends before the part that says how it is played, which is often its last, or
/// before the end of what is played.
fn is_cut_mp4(bytes: u64, read: ReadAt<'_>) -> Option<bool> {
    const KNOWN: [&[u8; 4]; 13] = [
        b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx", b"ssix", b"emsg", b"free",
        b"skip", b"uuid", b"meta",
    ];
    let (mut at, mut has_head, mut has_data) = (0u64, false, false);
    for number in 0..MOST_PARTS {
        if number > 0 && at >= bytes {
            return Some(!has_head || !has_data);
        }
        let head = read(at, 16)?;
        let Some((kind, _, length)) = box_head(&head) else { return has_head.then_some(!has_data) };
        let is_whole = length > 0 && at.checked_add(length)? <= bytes;
        match &kind {
            b"ftyp" => {}
            _ if number == 0 => return None,
            // Behind all parts there is anything at times.
            name if has_head && !KNOWN.contains(&name) => return Some(!has_data),
            // Up to the end, however long that is.
            _ if has_head && length == 0 => return Some(false),
            _ if !is_whole => return Some(length > 0 || kind != *b"moov"),
            b"moov" => has_head = true,
            b"mdat" => has_data = true,
            _ => {}
        }
        at = at.checked_add(length)?;
    }
    None
}

/// Whether a WAV file (RIFF) has less sound than it says.
fn is_cut_wav(bytes: u64, read: ReadAt<'_>) -> Option<bool> {
    // What was streamed says that it is as long as can be, or some bytes less.
    const STREAMED: u64 = 0x7fff_0000;
    let (_, at, length) = wav_data(read)?;
    Some(length < STREAMED && at.checked_add(length)? > bytes)
}

/// How long the part of an MP4 file (ISO/IEC 14496-12) may be that says it, in bytes: that of an
/// hour has some 2 MB.
const LONGEST_HEAD: u64 = 16 << 20;

/// What such a file says; `.m4a` and `.m4v` are of this kind too.
fn read_mp4(read: ReadAt<'_>) -> Option<Said> {
    let mut at = 0u64;
    // The parts of a file are few: a broken one does not keep anyone long.
    for number in 0..64 {
        let head = read(at, 16)?;
        let (kind, head_length, length) = box_head(&head)?;
        if number == 0 && kind != *b"ftyp" {
            return None;
        }
        if kind == *b"moov" {
            // To the end of the file, if it does not say how long it is.
            let length = if length == 0 { LONGEST_HEAD } else { length };
            let bytes = read(at, usize::try_from(length.min(LONGEST_HEAD)).ok()?)?;
            return Some(of_movie(bytes.get(head_length..)?));
        }
        if length == 0 {
            break;
        }
        at = at.checked_add(length)?;
    }
    Some(Said::default())
}

/// The kind of a box, how long its head is, and how long all of it.
fn box_head(bytes: &[u8]) -> Option<([u8; 4], usize, u64)> {
    let short = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?);
    let kind: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    match short {
        0 => Some((kind, 8, 0)),
        1 => {
            let long = u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?);
            (long >= 16).then_some((kind, 16, long))
        }
        2..8 => None,
        length => Some((kind, 8, length.into())),
    }
}

/// The boxes within one, as far as they are whole.
fn boxes(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let (kind, head, length) = box_head(bytes)?;
        let length = if length == 0 { bytes.len() } else { usize::try_from(length).ok()? };
        let inside = bytes.get(head..length)?;
        bytes = &bytes[length..];
        Some((kind, inside))
    })
}

fn of_movie(movie: &[u8]) -> Said {
    let mut said = Said::default();
    let (mut has_picture, mut has_sound) = (false, false);
    for (kind, inside) in boxes(movie) {
        match &kind {
            b"mvhd" => said.milliseconds = duration(inside),
            b"trak" => {
                let size =
                    boxes(inside).find(|(kind, _)| kind == b"tkhd").and_then(|it| size(it.1));
                said.size = said.size.or(size);
                has_picture |= handles(inside, *b"vide");
                has_sound |= handles(inside, *b"soun");
                said.place = said.place.or_else(|| boxes(inside).find_map(place));
            }
            _ => said.place = said.place.or_else(|| place((kind, inside))),
        }
    }
    said.is_silent = has_picture && !has_sound;
    said
}

/// Whether a track is of this kind, by its handler (`mdia`, `hdlr`).
fn handles(track: &[u8], kind: [u8; 4]) -> bool {
    let part = |bytes, name: &[u8; 4]| boxes(bytes).find(|(kind, _)| kind == name).map(|it| it.1);
    let handler = part(track, b"mdia").and_then(|media| part(media, b"hdlr"));
    handler.and_then(|bytes| bytes.get(8..12)) == Some(&kind[..])
}

/// Of the movie's head (`mvhd`).
fn duration(bytes: &[u8]) -> Option<u64> {
    let number = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (scale, length) = match bytes.first()? {
        0 => (number(12)?, u64::from(number(16)?)),
        _ => (number(20)?, u64::from_be_bytes(bytes.get(24..32)?.try_into().ok()?)),
    };
    length.checked_mul(1000)?.checked_div(u64::from(scale)).filter(|length| *length > 0)
}

/// Of a track's head (`tkhd`): the last two numbers, of 16 and 16 bits.
fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let at = if bytes.first()? == &0 { 76 } else { 88 };
    let number =
        |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) >> 16);
    let size = (number(at)?, number(at + 4)?);
    // Phones that are held upright write a matrix that turns the film (ISO/IEC 14496-12, 8.3.2):
    // nine numbers before the size, of which the first is none then, and the second is.
    let is_none = |at: usize| bytes.get(at..at + 4).is_some_and(|number| number == [0; 4]);
    let is_turned = is_none(at - 36) && !is_none(at - 32);
    let size = if is_turned { (size.1, size.0) } else { size };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// What in a box says where a film was taken: `©xyz` of QuickTime, Android and exiftool, `loci` of
/// 3GPP (TS 26.244, 8.2), the keys of Apple's phones and ffmpeg's.
fn place((kind, inside): ([u8; 4], &[u8])) -> Option<&'static str> {
    let of_boxes = |inside| {
        boxes(inside).find_map(|(kind, inside)| match &kind {
            b"\xa9xyz" => Some("©xyz"),
            b"loci" => Some("loci"),
            b"keys" => key(inside),
            _ => place((kind, inside)),
        })
    };
    match &kind {
        b"udta" | b"ilst" => of_boxes(inside),
        // In QuickTime, it has no version.
        b"meta" => inside.get(4..).and_then(of_boxes).or_else(|| of_boxes(inside)),
        _ => None,
    }
}

/// The key of a position among others
/// (<https://developer.apple.com/documentation/quicktime-file-format/metadata_item_keys_atom>).
fn key(keys: &[u8]) -> Option<&'static str> {
    const OF_APPLE: &str = "com.apple.quicktime.location";
    // A version and a number are before them; what is their kind is before each.
    boxes(keys.get(8..)?).find_map(|(_, key)| {
        match str::from_utf8(key).ok()?.to_ascii_lowercase() {
            key if key.starts_with(OF_APPLE) => Some(OF_APPLE),
            key if key.starts_with("location") || key.contains("gps") => Some("location"),
            _ => None,
        }
    })
}

/// How long a WAV file (RIFF) plays: the bytes of its data by those of a second.
fn wav_length(bytes: u64, read: ReadAt<'_>) -> Option<u64> {
    let (a_second, at, length) = wav_data(read)?;
    // What was streamed says that it is as long as can be.
    let length = length.min(bytes.saturating_sub(at));
    (length * 1000).checked_div(a_second)
}

/// How many bytes a second of a WAV file has, where its data is, and how long it says that it is.
fn wav_data(read: ReadAt<'_>) -> Option<(u64, u64, u64)> {
    let head = read(0, 12)?;
    if head.get(..4)? != b"RIFF" || head.get(8..12)? != b"WAVE" {
        return None;
    }
    let number = |bytes: &[u8], at: usize| {
        Some(u64::from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)))
    };
    let (mut at, mut a_second) = (12u64, None);
    for _ in 0..64 {
        let part = read(at, 24)?;
        let length = number(&part, 4)?;
        match part.get(..4)? {
            b"fmt " => a_second = number(&part, 16),
            b"data" => return Some((a_second?, at + 8, length)),
            _ => {}
        }
        at += 8 + length + length % 2;
    }
    None
}

#[cfg(test)]
mod tests;
