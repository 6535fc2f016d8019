//! Times with letters in the place of digits, or with another sign between hour and minute.

use jiff::civil::Time;

use super::clock::BETWEEN;
use crate::language::numbers::digit;

/// A time that was meant by what words begin with.
pub(super) struct Misread<'t> {
    /// As it is to be written.
    pub time: String,
    /// As it is written.
    pub written: &'t str,
    /// Where that ends.
    pub end: usize,
    /// Whether it can be nothing else.
    pub is_sure: bool,
}

/// The signs that are taken for a colon.
const COLONS: [char; 7] = [':', '：', '∶', '·', '˸', '։', '﹕'];

/// The time that was meant, where it is not written so: `l4:05`, `14:O5`, `14·05`. `14,05` may be
/// a figure.
pub(super) fn time(words: &str) -> Option<Misread<'_>> {
    let written = first(words);
    let sign = |c: char| COLONS.contains(&c) || matches!(c, ',' | '.' | 'h');
    let (hour, minute) = written.split_once(sign)?;
    let mark = written[hour.len()..].chars().next()?;
    let is_as_it_should = |part: &str| part.chars().all(|c| digit(c).is_some());
    let is_right = is_as_it_should(hour) && is_as_it_should(minute);
    if is_right && matches!(mark, ':' | '.' | 'h') {
        return None;
    }
    if !written.contains(|c| digit(c).is_some()) {
        return None;
    }
    let (hour, minute) = (digits(hour)?, digits(minute)?);
    // Fewer are those of a figure: `3,5`, `1,50`.
    let is_long_enough = minute.len() == 2 && (hour.len() == 2 || mark != ',');
    let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    (is_long_enough && hour.len() <= 2).then(|| Misread {
        time: time.strftime("%H:%M").to_string(),
        written,
        end: written.len(),
        is_sure: mark != ',',
    })
}

/// What words begin with that has the form of a time, and is none: `25:05`, `14:5`.
pub(super) fn no_time(words: &str) -> Option<&str> {
    let written = first(words);
    let (hour, minute) = written.split_once(COLONS)?;
    let is_number = |part: &str| {
        (1..=2).contains(&part.chars().count()) && part.chars().all(|c| digit(c).is_some())
    };
    (is_number(hour) && is_number(minute)).then_some(written)
}

fn first(words: &str) -> &str {
    words.split(char::is_whitespace).next().unwrap_or_default().trim_end_matches(BETWEEN)
}

/// Digits, with those that letters were taken for.
fn digits(written: &str) -> Option<String> {
    let meant = |c: char| match c {
        'l' | 'I' | '|' => Some('1'),
        'O' | 'o' => Some('0'),
        c => digit(c),
    };
    let digits: Option<String> = written.chars().map(meant).collect();
    digits.filter(|digits| !digits.is_empty())
}
