//! Times of day in a heading, and the signs behind them.

use std::ops::Range;

use jiff::civil::Time;

/// How far into a heading a time may stand: a day in words goes before it.
const LONGEST_DAY: usize = 60;

/// What may stand between a time and a headline, and is part of neither.
pub(super) const BETWEEN: [char; 15] =
    [':', ' ', '\u{a0}', '–', '—', '-', ',', '|', ';', ']', ')', '：', '】', '）', '、'];

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

/// Whether this begins with a figure below zero: `-2 degrees`, `–€5 million`.
pub(super) fn is_minus(rest: &str) -> bool {
    let figure = rest.strip_prefix(['-', '–']).unwrap_or_default();
    figure.trim_start_matches(['€', '$', '£', '¥']).starts_with(char::is_numeric)
}

/// How many bytes belong to a time that they stand behind: `14:05 Uhr`.
pub(super) fn of_the_clock(rest: &str) -> usize {
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let own = ["Uhr", "uur", "น."].into_iter().find(|own| word.starts_with(own));
    let own = own.filter(|own| !word[own.len()..].starts_with(char::is_alphanumeric));
    own.map_or(0, |own| rest.len() - word.len() + own.len())
}

/// The first time of day in a text: `14:05`, `9.30`, `14h05`.
pub(super) fn time_in(words: &str) -> Option<(Range<usize>, Time)> {
    let is_digit = |at: usize| words.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    // `9.11.` is a day where a time stands behind it, and `9.30` is one where none does.
    let mut pointed: Option<(Range<usize>, Time)> = None;
    for (at, mark) in words.char_indices().take(LONGEST_DAY) {
        let is_time = matches!(mark, ':' | '.' | 'h') && is_digit(at + 1) && is_digit(at + 2);
        if !is_time {
            continue;
        }
        let digits = words[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let (start, end) = (at - digits.min(at), at + 3);
        // `2026.11.28` and `1.234` are none.
        let goes_on = is_digit(end)
            || words[..start].ends_with(['.', ':', '-', '/'])
            || (words[end..].starts_with('.') && is_digit(end + 1))
            || (mark == '.' && words[end..].starts_with(['-', '/']) && is_digit(end + 1));
        let stands_alone = (1..=2).contains(&digits) && !goes_on;
        let hour = words[start..at].parse::<i8>().ok();
        let minute = words[at + 1..end].parse::<i8>().ok();
        let time = hour.zip(minute).and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
        let Some(time) = time.filter(|_| stands_alone) else { continue };
        if let Some((first, of_first)) = pointed {
            let between = words.get(first.end..start).unwrap_or_default();
            let is_day = between.chars().all(|c| matches!(c, '.' | ',' | ' ' | '\u{a0}'));
            return Some(if is_day { (start..end, time) } else { (first, of_first) });
        }
        match mark {
            '.' => pointed = Some((start..end, time)),
            _ => return Some((start..end, time)),
        }
    }
    pointed
}
