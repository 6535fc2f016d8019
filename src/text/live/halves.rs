//! Parts of the day beside the time of an entry: `2:05 pm`, `午後2:05`, `nachmittags 2:05`.

use jiff::civil::Time;

use super::clock::SPACES;
use crate::language::day_period_names::{Named, beginning, ending, plain};
use crate::language::day_periods::{Meant, Period};

/// A part of the day that stands beside a time.
pub(super) struct Half {
    /// The time that is meant, and another that may be.
    pub meant: Meant,
    /// How many bytes of the words it takes.
    pub length: usize,
    /// Whether it can be nothing else: `PM` is a prime minister as well.
    pub is_sure: bool,
}

/// The part of the day that words behind a time begin with. One that goes with no such time is a
/// word of the headline: `20:17 a.m. shift`.
pub(super) fn behind(headline: &str, time: Time) -> Option<Half> {
    let found = beginning(headline).filter_map(|named| {
        let length = length_of(&named.name, headline)?;
        let rest = &headline[length..];
        // `pm. Vote`, and not the `p.` of `p.m.`
        let behind_point = rest.strip_prefix('.');
        let is_point = behind_point.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '.' && !is_point)
            && (!matches!(&*named.name, "SA" | "CH") || is_vietnamese(rest))
            // `晚上投票` begins a headline.
            && (!named.is_before || rest.is_empty() || rest.starts_with(SPACES));
        let meant = named.period.behind(time).filter(|_| ends)?;
        let is_apart = !named.is_also_a_word && !named.is_before;
        let is_sure = is_apart || rest.trim().is_empty();
        Some(Half { meant, length: length + usize::from(is_point), is_sure })
    });
    // An hour above twelve needs no half: what may be a word is one.
    let is_of_twelve = (1..=12).contains(&time.hour());
    found.filter(|half| half.is_sure || is_of_twelve).max_by_key(|half| half.length)
}

/// Whether words have letters of Vietnamese alone: elsewhere its halves of the day are short for
/// South Africa and Switzerland.
fn is_vietnamese(words: &str) -> bool {
    words.contains(|c: char| matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ơ' | 'ư'))
}

/// The part of the day that words before a time end with.
pub(super) fn before(words: &str, time: Time) -> Option<Half> {
    // As it begins a line, or as `ÖS`.
    let small = words.chars().next_back()?.to_lowercase().to_string();
    let names = ending(words).chain(ending(&small));
    let mut found = names.filter(|named| may_be_before(named));
    let (named, length) = found.find_map(|named| ends_with(words, named))?;
    let meant = named.period.before(time)?;
    Some(Half { meant, length, is_sure: true })
}

/// The part of the day that words begin with, and what is behind it.
pub(super) fn first(words: &str) -> Option<(Period, &str)> {
    // As it begins a line.
    let capital = words.chars().next().filter(|c| c.is_uppercase());
    let small = capital.map(|first| {
        let rest = words.chars().skip(1).take(LONGEST);
        first.to_lowercase().chain(rest).collect::<String>()
    });
    let names = beginning(words).chain(beginning(small.as_deref().unwrap_or_default()));
    names.filter(|named| may_be_before(named)).find_map(|named| {
        let of_line = || length_of(&named.name, small.as_ref()?);
        let rest = words.get(length_of(&named.name, words).or_else(of_line)?..)?;
        let ends = named.is_before || rest.starts_with(SPACES);
        ends.then(|| (named.period, rest.trim_start_matches(SPACES)))
    })
}

/// No name has more letters.
const LONGEST: usize = 24;

/// `am 9 Uhr` is no hour before noon.
fn may_be_before(named: &Named) -> bool {
    named.is_before || !matches!(named.period, Period::Am | Period::Pm) || !named.name.is_ascii()
}

/// How many bytes of words a part of the day takes that they end with.
fn ends_with<'n>(words: &str, named: &'n Named) -> Option<(&'n Named, usize)> {
    let mut starts = words.char_indices().rev().map(|(at, _)| at);
    let start = starts.nth(named.name.chars().count().checked_sub(1)?)?;
    let (before, end) = words.split_at(start);
    let is_it = length_of(&named.name, end).or_else(|| length_of(&named.name, &end.to_lowercase()));
    is_it.filter(|length| *length == end.len())?;
    let is_apart = match named.is_before {
        // `今晚` is another word, and `日` ends the day.
        true => {
            !named.is_also_a_word || !before.ends_with(|c: char| c.is_alphabetic() && c != '日')
        }
        false => !before.ends_with(char::is_alphanumeric),
    };
    is_apart.then_some((named, end.len()))
}

/// How many bytes of a text a name takes that it begins with, whichever space and apostrophe it
/// has.
fn length_of(name: &str, text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for expected in name.chars() {
        let (_, found) = letters.next()?;
        let is_same = plain(found) == plain(expected);
        if !is_same {
            return None;
        }
    }
    Some(text.len() - letters.as_str().len())
}
