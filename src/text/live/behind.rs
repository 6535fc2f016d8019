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
    /// A zone or a word of the clock, unless it is the first word of the headline.
    Perhaps(&'t str),
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
        return Behind::More(ending);
    }
    if is_offset(glued) {
        return Behind::More(glued.trim_end_matches(BETWEEN));
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
            _ if is_zone(word) => Behind::Perhaps(word),
            _ => Behind::Words,
        };
    }
    let first = rest.trim_start().split(char::is_whitespace).next().unwrap_or_default();
    let first = match rest.starts_with(char::is_whitespace) {
        true if first.starts_with('(') => first.trim_end_matches([':', ',']),
        true => first.trim_end_matches(BETWEEN),
        false => first,
    };
    if is_offset(first) {
        return Behind::More(first);
    }
    match is_zone(first) || is_of_the_clock(first) {
        true => Behind::Perhaps(first),
        false => Behind::Headline,
    }
}

/// The ending that languages put behind a time, or before a word of the clock: `14:05-ին`,
/// `14:05’te`.
fn ending(glued: &str) -> Option<&str> {
    const LONGEST: usize = 5;
    let word = glued.strip_prefix(['-', '‐', '‑', '\'', '’', 'ʼ'])?.trim_end_matches(BETWEEN);
    let is_small = word.chars().all(|c| c.is_alphabetic() && !c.is_uppercase());
    let is_short = (1..=LONGEST).contains(&word.chars().count());
    // A hyphen may part a headline from its time.
    let is_ending = !glued.starts_with('-') || !word.is_ascii() || word == "kor";
    let length = glued.find(word).unwrap_or_default() + word.len();
    (is_small && is_short && is_ending).then(|| &glued[..length])
}

/// Whether a word is an offset from UTC: `+02:00`.
fn is_offset(word: &str) -> bool {
    let word = word.trim_matches(['(', ')']).trim_end_matches(BETWEEN);
    word.strip_prefix('+').is_some_and(|offset| {
        offset.len() == 5 && time_in(offset).is_some_and(|(range, _)| range == (0..5))
    })
}

/// Whether a word is the short name of a zone, or counts from one; in brackets it is no word of the
/// headline.
pub(super) fn is_zone(word: &str) -> bool {
    let name = word.trim_matches(['(', ')', '[', ']']);
    let is_word = name == word && (name == "Z" || is_also_a_word(name));
    let is_counted = ["GMT", "UTC"].iter().any(|zone| {
        let offset = name.strip_prefix(zone).and_then(|rest| rest.strip_prefix(['+', '-', '−']));
        offset.is_some_and(|offset| offset.starts_with(|c: char| c.is_ascii_digit()))
    });
    let is_of_people = matches!(name, "ET" | "МСК" | "мск");
    !is_word && (zones::is_short(name) || is_counted || is_of_people)
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

/// Whether the short name of a zone is a word, or the name of something else, and so may begin a
/// headline: `ART fair opens`, `MSK says`.
fn is_also_a_word(zone: &str) -> bool {
    const WORDS: [&str; 22] = [
        "ADT", "AMT", "ART", "AZT", "CAT", "CLT", "COT", "EAT", "GET", "GST", "HST", "ICT", "IDT",
        "IST", "MSK", "NPT", "PET", "SGT", "TRT", "WAT", "WEST", "WET",
    ];
    WORDS.contains(&zone)
}
