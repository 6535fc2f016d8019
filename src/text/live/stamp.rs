//! What the heading of an entry says of when it was, and the heading that it should be.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::behind::{Behind, behind};
use super::clock::{headline_in, of_the_clock, time_in};
use super::days::Days;
use super::misread;
use crate::language::dates;

/// What a heading says of when the entry was.
pub(super) struct Stamp<'t> {
    pub day: Option<Date>,
    pub time: Time,
    /// Day and time as they are written.
    pub prefix: &'t str,
}

/// What is wrong with a heading, and how it should be.
pub(super) struct Amiss {
    pub message: String,
    /// Day and time as they should be, where that is sure.
    pub stamp: Option<String>,
    /// Words of the headline that stand before the time.
    before: String,
    /// Where in the words the headline is, or the rest of it.
    pub headline: Range<usize>,
    /// What else there is to know; all of what is to be done where the time is not sure.
    more: String,
}

impl Amiss {
    fn new(message: impl Into<String>, stamp: impl Into<String>, headline: Range<usize>) -> Self {
        let (message, stamp) = (message.into(), Some(stamp.into()));
        Amiss { message, stamp, before: String::new(), headline, more: String::new() }
    }

    /// What to do, where the headline is written like this.
    pub fn hint(&self, headline: &str) -> String {
        let Some(stamp) = &self.stamp else { return self.more.clone() };
        let words = ["##", stamp, &self.before, headline];
        let words: Vec<&str> = words.into_iter().filter(|words| !words.is_empty()).collect();
        format!("write `{}`{}", words.join(" "), self.more)
    }
}

/// That a heading begins with no time; how it begins where that is sure, or else what to do.
fn without_time(words: &str, published: Date) -> Amiss {
    let message = "an entry of a live story begins with its time";
    let within = "; a heading within an entry is `###`";
    let misread = misread::time(words);
    if let Some(misread) = misread.as_ref().filter(|misread| misread.is_sure) {
        let headline = headline_from(words, misread.end);
        return Amiss { more: within.into(), ..Amiss::new(message, &*misread.time, headline) };
    }
    if let Some((stamp, headline)) = meant(words, published) {
        return Amiss { more: within.into(), ..Amiss::new(message, stamp, headline) };
    }
    if let Some(misread) = misread {
        let more = format!(", or its time before `{}` if that is a figure", misread.written);
        let headline = headline_from(words, misread.end);
        return Amiss { more, ..Amiss::new(message, misread.time, headline) };
    }
    if let Some(none) = misread::no_time(words) {
        let more = format!(
            "write its time from 00:00 to 23:59 behind the `##`: `{none}` is no time of day"
        );
        return Amiss { stamp: None, more, ..Amiss::new(message, "", 0..words.len()) };
    }
    Amiss { more: within.into(), ..Amiss::new(message, "HH:MM", 0..words.len()) }
}

/// What is wrong with a heading that has `before`, which is no day, before its time.
fn without_day(words: &str, before: &str, time: &Range<usize>, days: &Days) -> Amiss {
    let message = format!("`{before}` is not the day of an entry");
    let headline = headline_from(words, time.end);
    if let Some(day) = days.of_the_week(before) {
        return Amiss::new(message, format!("{day}, {}", &words[time.clone()]), headline);
    }
    let count = before.split_whitespace().count();
    if count <= 3 && before.contains(char::is_numeric) {
        let more = "write the day as `YYYY-MM-DD`, or put what is none behind the time".into();
        return Amiss { stamp: None, more, ..Amiss::new(message, "", headline) };
    }
    // Words before a time may be the headline; one alone is of it, or meant as a day.
    let written = words[..time.start].trim();
    if count > 1 || headline.is_empty() {
        return without_time(words, days.published);
    }
    if written.ends_with([',', '،', '、']) {
        let more = format!(
            "write the day as `YYYY-MM-DD`, or put `{before}` behind the time if it is none"
        );
        return Amiss { stamp: None, more, ..Amiss::new(message, "", headline) };
    }
    let more = "; a heading within an entry is `###`".into();
    let amiss =
        Amiss::new("an entry of a live story begins with its time", &words[time.clone()], headline);
    Amiss { before: written.into(), more, ..amiss }
}

/// What is wrong with what stands behind a time that ends at `range.end`.
fn amiss_behind(words: &str, range: &Range<usize>) -> Option<Amiss> {
    let rest = &words[range.end..];
    let stamp = &words[..range.end];
    let without = |more: &str| {
        let end = range.end + rest.find(more).unwrap_or_default() + more.len();
        let message = format!("the time of an entry is the hour and the minute, without `{more}`");
        Amiss::new(message, stamp, headline_from(words, end))
    };
    Some(match behind(rest) {
        Behind::Headline => return None,
        Behind::More(more) => without(more),
        Behind::Zone(zone) => {
            let more = format!(
                " with the time of the site, or put `–` before `{zone}` if the headline begins \
                 with it"
            );
            Amiss { more, ..without(zone) }
        }
        Behind::Words => {
            let message = "a space belongs behind the time of an entry";
            let start = words.len() - rest.trim_start_matches([':', ',']).len();
            Amiss::new(message, stamp, start..words.trim_end().len().max(start))
        }
        Behind::Until => {
            let message = "an entry of a live story has one time, at which it was";
            Amiss::new(message, stamp, range.start..words.trim_end().len())
        }
    })
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
    pub(super) fn of(words: &'t str, days: &Days) -> Result<Self, Amiss> {
        let found = time_in(words).filter(|(range, _)| {
            // A time further on is none of a heading that begins with a misread one.
            range.start == 0 || misread::time(words).is_none()
        });
        let (range, time) = found.ok_or_else(|| without_time(words, days.published))?;
        let range = range.start..range.end + of_the_clock(&words[range.end..]);
        let headline = words[range.end..].trim_start();
        if let Some(half) = half_of_the_day(headline, time) {
            let hour = i8::from(half.starts_with('p')) * 12 + time.hour() % 12;
            return Err(Amiss::new(
                "the time of an entry is written from 00:00 to 23:59",
                format!("{hour:02}:{:02}", time.minute()),
                headline_from(words, words.len() - headline.len() + half.len()),
            ));
        }
        if let Some(amiss) = amiss_behind(words, &range) {
            return Err(amiss);
        }
        let around = [' ', '\u{a0}', '[', '(', '*', ',', '،', '、', '–', '—', '-', ':', '|'];
        let before = words[..range.start].trim_matches(around);
        let day = match before.is_empty() {
            true => None,
            false => match days.said(before) {
                Some(day) => Some(day),
                None => return Err(without_day(words, before, &range, days)),
            },
        };
        Ok(Stamp { day, time, prefix: &words[..range.end] })
    }
}

/// Where the headline is, behind what ends at `end`.
pub(super) fn headline_from(words: &str, end: usize) -> Range<usize> {
    let rest = headline_in(&words[end..]);
    words.len() - rest.len()..words.trim_end().len().max(words.len() - rest.len())
}

/// The time that a heading means, as it is to be written, and where the headline is: before it or
/// behind it. None where there is no time in it.
fn meant(words: &str, published: Date) -> Option<(String, Range<usize>)> {
    meant_first(words, published).or_else(|| {
        let (before, last) = words.rsplit_once(char::is_whitespace)?;
        let before = before.trim_end();
        let is_filler =
            |word: &str| dates::is_filler(word) && !dates::is_day_of_the_week(&word.to_lowercase());
        let headline = before.rsplit_once(' ').filter(|(_, word)| is_filler(word));
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
