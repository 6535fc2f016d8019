//! What stands right behind the time of an entry.

use super::clock::{BETWEEN, is_minus, time_in};
use super::hours;
use crate::language::{dates, zones};

/// What stands right behind an hour and a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind<'t> {
    /// Nothing, a headline, or what parts one from its time.
    Headline,
    /// What the time of an entry does not have: seconds, or a word of the clock.
    More(&'t str),
    /// A zone, or the time in another one.
    Zone(&'t str),
    /// An ending or a word of the clock, unless it is the first word of the headline.
    Perhaps(&'t str),
    /// A zone, unless it is the first word of the headline.
    PerhapsZone(&'t str),
    /// Words or a figure, without a space before them.
    Words,
    /// The end of a span of time.
    Until,
}

/// What `rest` is, behind a time.
pub(super) fn behind(rest: &str) -> Behind<'_> {
    if is_span(rest) {
        return Behind::Until;
    }
    let glued = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
    if let Some(seconds) = seconds(glued) {
        return Behind::More(seconds);
    }
    if let Some(ending) = ending(glued) {
        return ending;
    }
    if is_offset(glued) {
        return Behind::Zone(glued.trim_end_matches(BETWEEN));
    }
    if let Some(other) = other_time(rest) {
        return Behind::Zone(other);
    }
    let is_figure =
        rest.strip_prefix([':', ',']).is_some_and(|rest| rest.starts_with(char::is_numeric));
    if is_figure || is_minus(rest) {
        return Behind::Words;
    }
    let word = glued.trim_end_matches(BETWEEN);
    if word.starts_with(char::is_alphanumeric) {
        return match word {
            _ if word == "Z" || is_of_the_clock(word) => Behind::More(word),
            _ if is_zone(word, &rest[glued.len()..]) => Behind::PerhapsZone(word),
            _ => Behind::Words,
        };
    }
    let first = rest.trim_start().split(char::is_whitespace).next().unwrap_or_default();
    let first = match rest.starts_with(char::is_whitespace) {
        true if first.starts_with('(') => first.trim_end_matches([':', ',']),
        true => first.trim_end_matches(BETWEEN),
        false => first,
    };
    let next = rest.trim_start().strip_prefix(first).unwrap_or_default();
    match first {
        _ if is_offset(first) => Behind::Zone(first),
        _ if is_zone(first, next) => Behind::PerhapsZone(first),
        _ if is_of_the_clock(first) => Behind::Perhaps(first),
        _ => Behind::Headline,
    }
}

/// The ending that languages put behind a time, or before a word of the clock: `14:05-ին`,
/// `14:05’te`.
fn ending(glued: &str) -> Option<Behind<'_>> {
    const LONGEST: usize = 5;
    // Of cases, in Azerbaijani, Uzbek, Turkish, Hungarian and Polish.
    const IN_ASCII: [&str; 24] = [
        "da", "de", "ta", "te", "dan", "den", "tan", "ten", "ya", "ye", "daki", "deki", "taki",
        "teki", "ga", "gacha", "ra", "re", "ban", "ben", "ig", "kor", "ej", "tej",
    ];
    let word = glued.strip_prefix(['-', '‐', '‑', '\'', '’', 'ʼ'])?.trim_end_matches(BETWEEN);
    let is_small = word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
    if !is_small || !(1..=LONGEST).contains(&word.chars().count()) {
        return None;
    }
    let ending = &glued[..glued.find(word).unwrap_or_default() + word.len()];
    // A hyphen may part a headline from its time.
    match glued.starts_with('-') && word.is_ascii() {
        true if word == "kor" => Some(Behind::More(ending)),
        true => IN_ASCII.contains(&word).then_some(Behind::Perhaps(ending)),
        false => Some(Behind::More(ending)),
    }
}

/// The time in another zone that stands behind: `GMT/15:05 CET`, `(15:05 CET)`.
fn other_time(rest: &str) -> Option<&str> {
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '+' | '-' | '−');
    let said = rest.trim_start();
    let zone =
        &said[..said.find(|c: char| !is_part(c) && !c.is_ascii_digit()).unwrap_or(said.len())];
    let has_zone = is_name_of_zone(zone);
    let behind = if has_zone { said[zone.len()..].trim_start() } else { said };
    let sign = behind.chars().next().filter(|sign| matches!(sign, '/' | '(' | '['))?;
    let other = behind[sign.len_utf8()..].trim_start();
    let (range, _) = time_in(other).filter(|(range, _)| range.start == 0)?;
    let mut left = &other[range.end..];
    let second = left.trim_start();
    let second = &second[..second.find(|c: char| !is_part(c)).unwrap_or(second.len())];
    let has_second = is_name_of_zone(second);
    if has_second {
        left = left.trim_start().strip_prefix(second)?;
    }
    left = match sign {
        '/' => left,
        _ => left.trim_start().strip_prefix([')', ']'])?,
    };
    (has_zone || has_second).then(|| &said[..said.len() - left.len()])
}

/// Whether a word is an offset from UTC: `+02:00`.
fn is_offset(word: &str) -> bool {
    let word = word.trim_matches(['(', ')']).trim_end_matches(BETWEEN);
    word.strip_prefix('+').is_some_and(|offset| {
        offset.len() == 5 && time_in(offset).is_some_and(|(range, _)| range == (0..5))
    })
}

/// Whether a word is the short name of a zone, or counts from one; in brackets it is no word of the
/// headline. `next` is what stands behind it.
fn is_zone(word: &str, next: &str) -> bool {
    let name = word.trim_matches(['(', ')', '[', ']']);
    // A sentence goes on in small letters: `MSK says`.
    let goes_on = next.trim_start().starts_with(char::is_lowercase);
    let is_also_named = IS_ALSO_NAMED.contains(&name) && goes_on;
    let is_word = name == word && (name == "Z" || WORDS.contains(&name) || is_also_named);
    !is_word && is_name_of_zone(name)
}

/// Whether a zone is called so.
fn is_name_of_zone(name: &str) -> bool {
    let is_counted = ["GMT", "UTC"].iter().any(|zone| {
        let offset = name.strip_prefix(zone).and_then(|rest| rest.strip_prefix(['+', '-', '−']));
        offset.is_some_and(|offset| offset.starts_with(|c: char| c.is_ascii_digit()))
    });
    let is_of_people = matches!(name, "ET" | "PT" | "МСК" | "мск");
    zones::is_short(name) || is_counted || is_of_people
}

/// Whether a word, as it is written, stands behind an hour or a minute and says nothing more.
fn is_of_the_clock(word: &str) -> bool {
    let is_small = !word.contains(char::is_uppercase);
    is_small && (dates::is_of_the_clock(word) || hours::is_word(word))
}

/// `:30`, with two digits.
fn seconds(glued: &str) -> Option<&str> {
    let digits = glued.strip_prefix(':')?;
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    (count == 2).then(|| &glued[..3])
}

/// Whether another time follows behind a dash: `–15:10`. A figure may have a point.
fn is_span(rest: &str) -> bool {
    let signs = ['-', '‐', '‑', '–', '—'];
    let behind = rest.trim_start().strip_prefix(signs).unwrap_or_default().trim_start();
    time_in(behind).is_some_and(|(range, _)| range.start == 0 && behind[range].contains([':', 'h']))
}

/// Zones whose short names are words, which may begin a headline: `ART FAIR OPENS`.
const WORDS: [&str; 9] = ["ART", "CAT", "COT", "EAT", "GET", "PET", "WAT", "WEST", "WET"];

/// Zones whose short names are those of something else as well.
const IS_ALSO_NAMED: [&str; 14] = [
    "ADT", "AMT", "AZT", "CLT", "GST", "HST", "ICT", "IDT", "IST", "MSK", "NPT", "PT", "SGT", "TRT",
];
