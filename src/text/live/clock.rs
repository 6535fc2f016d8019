//! Times of day in a heading, and the signs behind them.

use std::ops::Range;

use jiff::civil::Time;

use crate::language::numbers::digit;

/// How far into a heading a time may stand: a day in words goes before it.
const LONGEST_DAY: usize = 60;

/// Spaces within a time.
pub(super) const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// What may stand between a day and a time or between a time and a headline, and is part of neither.
/// The last two say in which direction to read on, and nobody sees them.
pub(super) const BETWEEN: [char; 27] = [
    '。', ':', ' ', '\u{a0}', '\u{202f}', '–', '—', '-', ',', '|', ';', ']', ')', '：', '】', '）',
    '、', '·', '•', '・', '،', '؛', '，', '；', '/', '\u{200e}', '\u{200f}',
];

/// The headline in what stands behind a time.
pub fn headline_in(rest: &str) -> &str {
    let point = rest.strip_prefix('.').filter(|rest| rest.starts_with(char::is_whitespace));
    let mut rest = point.unwrap_or(rest);
    while let Some(sign) = rest.chars().next().filter(|sign| BETWEEN.contains(sign)) {
        if is_minus(rest) {
            break;
        }
        rest = &rest[sign.len_utf8()..];
    }
    rest.trim_start()
}

/// Whether this begins with a figure below zero: `-2 degrees`, `–€5 million`, `-.5`. Between the
/// minus and the figure is what belongs to the figure, and no mark that parts words.
pub(super) fn is_minus(rest: &str) -> bool {
    const MARKS: &str = "\"'“”„‘’‚«»‹›「」『』()[]{}（）【】-‐‑–—−#@&/<>|:;·•*_!?…";
    let is_of_figure = |c: char| {
        !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !MARKS.contains(c)
    };
    let figure = rest.strip_prefix(['-', '–']).unwrap_or_default();
    figure.trim_start_matches(is_of_figure).starts_with(char::is_numeric)
}

/// How many bytes belong to a time that they stand behind: `14:05 Uhr`.
pub(super) fn of_the_clock(rest: &str) -> usize {
    let word = rest.trim_start_matches(SPACES);
    let own = ["Uhr", "uur", "น."].into_iter().find(|own| word.starts_with(own));
    let own = own.filter(|own| !word[own.len()..].starts_with(char::is_alphanumeric));
    own.map_or(0, |own| rest.len() - word.len() + own.len())
}

/// The first time of day in a text: `14:05`, `9.30`, `14h05`, `14 h 05`, in digits of any script.
pub(super) fn time_in(words: &str) -> Option<(Range<usize>, Time)> {
    let is_foreign = |c: char| !c.is_ascii() && digit(c).is_some();
    if !words.contains(is_foreign) {
        return time_in_ascii(words);
    }
    let (mut plain, mut places) = (String::new(), Vec::new());
    for (at, c) in words.char_indices() {
        let c = digit(c).unwrap_or(c);
        plain.push(c);
        places.resize(plain.len(), at);
    }
    places.push(words.len());
    let (range, time) = time_in_ascii(&plain)?;
    Some((places[range.start]..places[range.end], time))
}

/// The same of a text whose digits are those of ASCII.
fn time_in_ascii(words: &str) -> Option<(Range<usize>, Time)> {
    let is_digit = |at: usize| words.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    // `9.11.` is a day where a time stands behind it, and `9.30` is one where none does.
    let mut pointed: Option<(Range<usize>, Time)> = None;
    for (at, mark) in words.char_indices().take(LONGEST_DAY) {
        if !matches!(mark, ':' | '.' | 'h') {
            continue;
        }
        let (before, behind) = around(words, at, mark);
        if !is_digit(behind) || !is_digit(behind + 1) {
            continue;
        }
        let digits = words[..before].bytes().rev().take_while(u8::is_ascii_digit).count();
        let (start, end) = (before - digits.min(before), behind + 2);
        // `2026.11.28` and `1.234` are none.
        let goes_on = is_digit(end)
            || words[..start].ends_with(['.', ':', '-', '/'])
            || (words[end..].starts_with('.') && is_digit(end + 1))
            || (mark == '.' && words[end..].starts_with(['-', '/']) && is_digit(end + 1));
        let stands_alone = (1..=2).contains(&digits) && !goes_on;
        let hour = words[start..before].parse::<i8>().ok();
        let minute = words[behind..end].parse::<i8>().ok();
        let time = hour.zip(minute).and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
        let Some(time) = time.filter(|_| stands_alone) else { continue };
        if let Some((first, of_first)) = pointed {
            let between = words.get(first.end..start).unwrap_or_default();
            let is_day =
                between.chars().all(|c| matches!(c, '.' | ',' | '،' | '·') || SPACES.contains(&c));
            return Some(if is_day { (start..end, time) } else { (first, of_first) });
        }
        match mark {
            '.' => pointed = Some((start..end, time)),
            _ => return Some((start..end, time)),
        }
    }
    pointed
}

/// Where the hour before a mark ends, and where the minute behind it begins. French has a space on
/// both sides of its `h`.
fn around(words: &str, at: usize, mark: char) -> (usize, usize) {
    let before = words[..at].strip_suffix(SPACES);
    let behind = words[at + 1..].strip_prefix(SPACES);
    match before.zip(behind) {
        Some((before, behind)) if mark == 'h' => (before.len(), words.len() - behind.len()),
        _ => (at, at + 1),
    }
}
