//! What the heading of an entry says of when it was, and the heading that it should be.

use std::ops::Range;

use jiff::civil::{Date, Time};

use crate::language::{dates, zones};

/// What a heading says of when the entry was.
pub(super) struct Stamp<'t> {
    pub day: Option<Date>,
    pub time: Time,
    /// Day and time as they are written.
    pub prefix: &'t str,
}

/// How far into a heading a time may stand: a day in words goes before it.
const LONGEST_DAY: usize = 60;

/// What may stand between a time and a headline, and is part of neither.
pub(super) const BETWEEN: [char; 15] =
    [':', ' ', '\u{a0}', '–', '—', '-', ',', '|', ';', ']', ')', '：', '】', '）', '、'];

/// The headline in what stands behind a time.
pub fn headline_in(rest: &str) -> &str {
    let point = rest.strip_prefix('.').filter(|rest| rest.starts_with(char::is_whitespace));
    point.unwrap_or(rest).trim_start_matches(BETWEEN).trim_start()
}

/// What is wrong with a heading, and how it should be.
pub(super) struct Amiss {
    pub message: String,
    /// Day and time as they should be.
    pub stamp: String,
    /// Where in the words the headline is.
    pub headline: Range<usize>,
    /// What else there is to know.
    more: &'static str,
}

impl Amiss {
    /// What to do, where the headline is written like this.
    pub fn hint(&self, headline: &str) -> String {
        let line = format!("## {} {headline}", self.stamp);
        format!("write `{}`{}", line.trim_end(), self.more)
    }
}

/// Half of the day behind a time, such as `pm` of `2:05 pm`. `Am` begins a headline in German, and
/// `PM` one about a prime minister: an hour above twelve needs no half.
fn half_of_the_day(headline: &str, time: Time) -> Option<&'static str> {
    let begins_with = |half: &str| {
        headline.strip_prefix(half).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let is_there = |half: &&str| {
        begins_with(half)
            || (1..=12).contains(&time.hour()) && begins_with(&half.to_ascii_uppercase())
    };
    ["am", "a.m.", "pm", "p.m."].into_iter().find(is_there)
}

impl<'t> Stamp<'t> {
    pub(super) fn of(words: &'t str, published: Date) -> Result<Self, Amiss> {
        let no_time = || {
            let (stamp, headline) =
                meant(words, published).unwrap_or(("HH:MM".into(), 0..words.len()));
            Amiss {
                message: "an entry of a live story begins with its time".into(),
                stamp,
                headline,
                more: "; a heading within an entry is `###`",
            }
        };
        let (range, time) = time_in(words).ok_or_else(no_time)?;
        let range = range.start..range.end + of_the_clock(&words[range.end..]);
        let headline = words[range.end..].trim_start();
        if let Some(half) = half_of_the_day(headline, time) {
            let hour = i8::from(half.starts_with('p')) * 12 + time.hour() % 12;
            return Err(Amiss {
                message: "the time of an entry is written from 00:00 to 23:59".into(),
                stamp: format!("{hour:02}:{:02}", time.minute()),
                headline: headline_from(words, words.len() - headline.len() + half.len()),
                more: "",
            });
        }
        let rest = &words[range.end..];
        if let Some(more) = more_of_a_time(rest) {
            let end = rest.find(more).unwrap_or_default() + more.len();
            return Err(Amiss {
                message: format!(
                    "the time of an entry is the hour and the minute, without `{more}`"
                ),
                stamp: words[..range.end].into(),
                headline: headline_from(words, range.end + end),
                more: "",
            });
        }
        let brackets = [' ', '[', '(', '*', ',', '،', '、'];
        let before = words[..range.start].trim().trim_end_matches(brackets).trim_end();
        let before = before.trim_start_matches(brackets);
        let day = match before.is_empty() {
            true => None,
            false => Some(day_of(before, published).ok_or_else(|| {
                // Words before a time may be the headline; one alone, or a number, is meant as a day.
                let is_day =
                    !before.contains(char::is_whitespace) || before.contains(char::is_numeric);
                let headline = headline_from(words, range.end);
                if !is_day || headline.is_empty() {
                    return no_time();
                }
                Amiss {
                    message: format!("`{before}` is not the day of an entry"),
                    stamp: format!("{published}, {}", &words[range.clone()]),
                    headline,
                    more: "",
                }
            })?),
        };
        Ok(Stamp { day, time, prefix: &words[..range.end] })
    }
}

/// Where the headline is, behind what ends at `end`.
pub(super) fn headline_from(words: &str, end: usize) -> Range<usize> {
    let rest = headline_in(&words[end..]);
    words.len() - rest.len()..words.trim_end().len().max(words.len() - rest.len())
}

/// How many bytes belong to a time that they stand behind: `14:05 Uhr`.
pub(super) fn of_the_clock(rest: &str) -> usize {
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let own = ["Uhr", "uur", "น."].into_iter().find(|own| word.starts_with(own));
    let own = own.filter(|own| !word[own.len()..].starts_with(char::is_alphanumeric));
    own.map_or(0, |own| rest.len() - word.len() + own.len())
}

/// What stands right behind an hour and a minute, and is no part of a headline: seconds, a zone.
fn more_of_a_time(rest: &str) -> Option<&str> {
    let is_more = match rest.strip_prefix(':') {
        Some(rest) => rest.starts_with(|c: char| c.is_ascii_digit()),
        None => rest.starts_with(char::is_alphanumeric),
    };
    let word = rest.trim_start().split(char::is_whitespace).next().unwrap_or_default();
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    match is_more {
        true => Some(&rest[..end]),
        false => Some(word).filter(|word| zones::is_short(word)),
    }
}

/// The time that a heading means, as it is to be written, and where the headline is: before it or
/// behind it. None where there is no time in it.
fn meant(words: &str, published: Date) -> Option<(String, Range<usize>)> {
    meant_first(words, published).or_else(|| {
        let (before, last) = words.rsplit_once(char::is_whitespace)?;
        let before = before.trim_end();
        let headline = before.rsplit_once(' ').filter(|(_, word)| dates::is_filler(word));
        let time = time_meant(last, published)?;
        Some((time, 0..headline.map_or(before, |(headline, _)| headline).len()))
    })
}

/// The same of a time that stands first.
pub(super) fn meant_first(words: &str, published: Date) -> Option<(String, Range<usize>)> {
    let ends = words.match_indices(char::is_whitespace).map(|(at, _)| at).take(2);
    let first = ends.chain([words.len()]).filter_map(|end| {
        let written = words[..end].trim_end_matches([':', ',', ']', ')']);
        // `9;30 The vote` has its article in the headline.
        let last = written.rsplit_once(char::is_whitespace).map_or("", |(_, last)| last);
        let is_of_headline = dates::is_filler(last) && !dates::is_of_the_clock(last);
        let time = time_meant(written, published).filter(|_| !is_of_headline)?;
        Some((time, headline_from(words, end)))
    });
    // `9 am` says more than `9`.
    first.last()
}

/// The time of day that is meant by what is written.
fn time_meant(written: &str, published: Date) -> Option<String> {
    let [moment] = &dates::meant(&format!("{published} {}", written.replace(';', ":")))[..] else {
        return None;
    };
    let (day, time) = moment.split_once(' ')?;
    (day == published.to_string() && time.len() == 5).then(|| time.to_string())
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
            || (words[end..].starts_with(['.', '-', '/']) && is_digit(end + 1));
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

/// The day that is written in words or numbers, with its year or without: then it is the one that is
/// nearest to the day on which the story was published.
fn day_of(text: &str, published: Date) -> Option<Date> {
    let read = |form: &str| match &dates::meant(form)[..] {
        [one] => one.get(..10)?.parse::<Date>().ok(),
        _ => None,
    };
    let in_year = |year: i16| {
        let forms = [
            format!("{text} {year}"),
            format!("{year}年{text}"),
            format!("{}.{year}", text.trim_end_matches('.')),
        ];
        forms.iter().find_map(|form| read(form))
    };
    let year = published.year();
    read(text).or_else(|| {
        let days = (year - 1..=year + 1).filter_map(in_year);
        days.min_by_key(|day| (*day - published).get_days().abs())
    })
}
