//! The entries of a live story: `## 14:05 Headline`, each with its moment and an anchor of its own.

use std::collections::HashMap;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::language::{dates, zones};
use crate::text::date::{Moment, Precision};
use crate::text::markdown::{SectionHeading, section_headings};

/// An entry, in the text that it is written in.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenEntry {
    /// Its bytes, up to the next entry.
    pub range: Range<usize>,
    /// Those of its heading.
    pub heading: Range<usize>,
    /// When it was.
    pub moment: Moment,
    /// What it is linked to by. It follows from its moment, and no other has it.
    pub anchor: String,
    /// What its heading says before the headline: the day, if it does, and the time.
    pub prefix: String,
    /// Which it is of those at its minute, in the order in which they were written.
    pub rank: usize,
}

/// What is wrong with the heading of an entry: its bytes, and the line as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFault {
    /// The bytes of the heading.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The entries of a body in the order of the file, and what is wrong with their headings. `date`
/// is when the story was published: its day is that of the first entry.
pub fn entries(body: &str, date: &Moment, zone: &TimeZone) -> (Vec<WrittenEntry>, Vec<EntryFault>) {
    let headings: Vec<SectionHeading> =
        section_headings(body).into_iter().filter(|heading| heading.is_top).collect();
    let mut faults = Vec::new();
    let mut told: Vec<(SectionHeading, Stamp<'_>)> = Vec::with_capacity(headings.len());
    for heading in &headings {
        match Stamp::of(&heading.words, date.day()) {
            Ok(stamp) => told.push((heading.clone(), stamp)),
            Err((message, hint)) => {
                faults.push(EntryFault { range: heading.range.clone(), message, hint });
            }
        }
    }
    let stamps: Vec<&Stamp<'_>> = told.iter().map(|(_, stamp)| stamp).collect();
    let days = days(&stamps, date);
    let mut entries: Vec<WrittenEntry> = Vec::with_capacity(told.len());
    for (at, ((heading, stamp), day)) in told.iter().zip(days).enumerate() {
        let end = told.get(at + 1).map_or(body.len(), |(next, _)| next.range.start);
        let civil = DateTime::from_parts(day, stamp.time);
        faults.extend(skipped(civil, heading, stamp, zone));
        let Ok(zoned) = civil.to_zoned_datetime(zone.clone()) else { continue };
        entries.push(WrittenEntry {
            range: heading.range.start..end,
            heading: heading.range.clone(),
            moment: Moment { zoned, precision: Precision::Time, written_day: day },
            anchor: String::new(),
            prefix: stamp.prefix.to_string(),
            rank: 0,
        });
    }
    let is_oldest_first = is_oldest_first(&stamps, date);
    match is_oldest_first {
        true => tell_hours_apart(entries.iter_mut(), zone),
        false => tell_hours_apart(entries.iter_mut().rev(), zone),
    }
    name(&mut entries, is_oldest_first);
    if headings.is_empty() {
        faults.extend(meant_as_entry(body, date.day()));
    }
    (entries, faults)
}

/// A change of the clocks skips an hour: nothing was at a time in it.
fn skipped(
    civil: DateTime,
    heading: &SectionHeading,
    stamp: &Stamp<'_>,
    zone: &TimeZone,
) -> Option<EntryFault> {
    let of_clock = zone.to_ambiguous_zoned_datetime(civil);
    let AmbiguousOffset::Gap { .. } = of_clock.offset() else { return None };
    let meant = of_clock.compatible().ok()?.strftime("%H:%M").to_string();
    let message = format!("the clocks skip {} on {}", civil.strftime("%H:%M"), civil.date());
    let day = stamp.day.map_or_else(String::new, |day| format!("{day}, "));
    let headline = heading.words[stamp.prefix.len()..].trim_start();
    let hint = format!("write the time that it was, such as `## {day}{meant} {headline}`");
    Some(EntryFault { range: heading.range.clone(), message, hint })
}

/// In a body without entries, the first line that begins with a time.
fn meant_as_entry(body: &str, published: Date) -> Option<EntryFault> {
    let mut start = 0;
    let mut lines = body.split_inclusive('\n').map(|line| {
        start += line.len();
        (start - line.len(), line.trim_end())
    });
    // A second headline is told as one.
    lines.find_map(|(start, line)| {
        let line = Some(line).filter(|line| !line.starts_with("# "))?;
        let words =
            line.trim_start_matches(['#', '*', '-', '+', '>', '_', '[', '(', ' ', '\u{a0}']);
        let (range, _) = time_in(words).filter(|(range, _)| range.start == 0)?;
        // `14.05.` is a day, and `3.15 million` a number.
        if !words[range.clone()].contains([':', 'h']) {
            return None;
        }
        let message = "an entry of a live story begins with a heading of two `#`".to_string();
        let hint = match Stamp::of(words, published) {
            Ok(Stamp { prefix, .. }) => {
                let marks = ['*', '_', '#', ':', ']', ')', ' ', '–', '—', '-'];
                let headline = words[prefix.len()..].trim_start_matches(marks);
                let headline = headline.trim_end_matches(['*', '_', '#', ' ']);
                format!("write `{}`", format!("## {prefix} {headline}").trim_end())
            }
            Err((_, hint)) => hint,
        };
        Some(EntryFault { range: start..start + line.len(), message, hint })
    })
}

/// Where clocks go back, an hour comes twice: what is behind a later minute of it, is of the second.
fn tell_hours_apart<'e>(entries: impl Iterator<Item = &'e mut WrittenEntry>, zone: &TimeZone) {
    let mut before = None;
    for entry in entries {
        let moment = &mut entry.moment.zoned;
        let of_clock = zone.to_ambiguous_zoned_datetime(moment.datetime());
        if of_clock.is_ambiguous() && before.is_some_and(|before| moment.timestamp() < before) {
            *moment = of_clock.later().unwrap_or_else(|_| moment.clone());
        }
        before = Some(moment.timestamp());
    }
}

/// Gives each entry an anchor of its own. Of several at one minute the one that was written first
/// has it without a number, so that a new one changes no anchor that there is.
fn name(entries: &mut [WrittenEntry], is_oldest_first: bool) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut name = |entry: &mut WrittenEntry| {
        let anchor = entry.moment.zoned.strftime("e%Y%m%d-%H%M").to_string();
        let count = taken.entry(anchor.clone()).or_default();
        *count += 1;
        entry.rank = *count;
        entry.anchor = if *count == 1 { anchor } else { format!("{anchor}-{count}") };
    };
    match is_oldest_first {
        true => entries.iter_mut().for_each(&mut name),
        false => entries.iter_mut().rev().for_each(&mut name),
    }
}

/// What a heading says of when the entry was.
struct Stamp<'t> {
    day: Option<Date>,
    time: Time,
    /// Day and time as they are written.
    prefix: &'t str,
}

/// How far into a heading a time may stand: a day in words goes before it.
const LONGEST_DAY: usize = 60;

impl<'t> Stamp<'t> {
    fn of(words: &'t str, published: Date) -> Result<Self, (String, String)> {
        let no_time = || {
            let message = "an entry of a live story begins with its time".to_string();
            let (time, headline) = meant(words, published).unwrap_or(("HH:MM".into(), words));
            let headline: String = headline.chars().take(80).collect();
            let hint = format!("write `## {time} {headline}`; a heading within an entry is `###`");
            (message, hint)
        };
        let (range, time) = time_in(words).ok_or_else(no_time)?;
        let range = range.start..range.end + of_the_clock(&words[range.end..]);
        let headline = words[range.end..].trim_start();
        let lower = headline.to_lowercase();
        let half = ["am", "a.m.", "pm", "p.m."].into_iter().find(|half| {
            lower.strip_prefix(half).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        if let Some(half) = half {
            let hour = i8::from(half.starts_with('p')) * 12 + time.hour() % 12;
            let rest = headline.get(half.len()..).unwrap_or_default().trim();
            let message = "the time of an entry is written from 00:00 to 23:59".to_string();
            return Err((message, format!("write `## {hour:02}:{:02} {rest}`", time.minute())));
        }
        let rest = &words[range.end..];
        if let Some(more) = more_of_a_time(rest) {
            let message =
                format!("the time of an entry is the hour and the minute, without `{more}`");
            let (_, headline) = rest.split_once(more).unwrap_or_default();
            let (time, headline) = (&words[..range.end], headline.trim());
            return Err((message, format!("write `## {time} {headline}`")));
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
                let headline = words[range.end..].trim_start_matches([' ', ':', ']', ')', '*']);
                if !is_day || headline.is_empty() {
                    return no_time();
                }
                let hint = format!("write `## {published}, {} {headline}`", &words[range.clone()]);
                (format!("`{before}` is not the day of an entry"), hint)
            })?),
        };
        Ok(Stamp { day, time, prefix: &words[..range.end] })
    }
}

/// How many bytes belong to a time that they stand behind: `14:05 Uhr`.
fn of_the_clock(rest: &str) -> usize {
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

/// The time that a heading means, as it is written, and the headline: what stands before it or
/// behind it. None where there is no time in it.
fn meant(words: &str, published: Date) -> Option<(String, &str)> {
    let read = |written: &str| {
        let [moment] = &dates::meant(&format!("{published} {}", written.replace(';', ":")))[..]
        else {
            return None;
        };
        let (day, time) = moment.split_once(' ')?;
        (day == published.to_string() && time.len() == 5).then(|| time.to_string())
    };
    let ends = words.match_indices(char::is_whitespace).map(|(at, _)| at).take(2);
    let first = ends.chain([words.len()]).filter_map(|end| {
        Some((read(words[..end].trim_end_matches([':', ',', ']', ')']))?, words[end..].trim()))
    });
    // `9 am` says more than `9`.
    first.last().or_else(|| {
        let (before, last) = words.rsplit_once(char::is_whitespace)?;
        let before = before.trim_end();
        let headline = before.rsplit_once(' ').filter(|(_, word)| dates::is_filler(word));
        Some((read(last)?, headline.map_or(before, |(headline, _)| headline)))
    })
}

/// The first time of day in a text: `14:05`, `9.30`, `14h05`.
fn time_in(words: &str) -> Option<(Range<usize>, Time)> {
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

/// Whether a file is written from the oldest entry to the newest: most of its times go up.
fn is_oldest_first(stamps: &[&Stamp<'_>], date: &Moment) -> bool {
    let steps = stamps.array_windows().map(|[one, other]| match (one.day, other.day) {
        (Some(day), Some(next)) if day != next => i64::from((next - day).get_days()).signum() * 720,
        // So many hours may have gone by in either direction.
        _ => match minute(other.time) - minute(one.time) {
            step if (721..=1440 - SLIP).contains(&step.abs()) => 0,
            step => nearest(step),
        },
    });
    let steps: Vec<i64> = steps.filter(|step| *step != 0).collect();
    let up = steps.iter().filter(|step| **step > 0).count();
    match (up * 2).cmp(&steps.len()) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        // The oldest is sooner after the story was published.
        std::cmp::Ordering::Equal => {
            let [first, .., last] = stamps else { return true };
            let begin = match date.precision {
                Precision::Time => minute(date.zoned.time()),
                Precision::Day => 0,
            };
            let behind = |stamp: &Stamp<'_>| (minute(stamp.time) - begin).rem_euclid(1440);
            match (first.day, last.day) {
                (Some(one), Some(other)) if one != other => one < other,
                _ => behind(first) <= behind(last),
            }
        }
    }
}

fn minute(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// A step from one time of day to another, the shorter way round the clock.
fn nearest(step: i64) -> i64 {
    (step + 720).rem_euclid(1440) - 720
}

/// How far back a time may be and still be a slip in the order, and not the next day.
const SLIP: i64 = 6 * 60;

/// The day of each entry: as its heading says, or else that of the one before it in time, or the
/// next where the clock has passed midnight.
fn days(stamps: &[&Stamp<'_>], date: &Moment) -> Vec<Date> {
    let oldest_first = is_oldest_first(stamps, date);
    let order: Vec<usize> = match oldest_first {
        true => (0..stamps.len()).collect(),
        false => (0..stamps.len()).rev().collect(),
    };
    let mut days = vec![date.day(); stamps.len()];
    let mut before: Option<(Date, i64)> = None;
    for at in order {
        let now = minute(stamps[at].time);
        let day = match (stamps[at].day, before) {
            (Some(day), _) => day,
            // Long before the story was published is the day after.
            (None, None) => match date.precision {
                Precision::Time if minute(date.zoned.time()) - now > 720 => next(date.day(), 1),
                _ => date.day(),
            },
            (None, Some((day, earlier))) if earlier - now > SLIP => next(day, 1),
            (None, Some((day, earlier))) if now - earlier > 1440 - SLIP => next(day, -1),
            (None, Some((day, _))) => day,
        };
        days[at] = day;
        before = Some((day, now));
    }
    days
}

fn next(day: Date, by: i64) -> Date {
    day.checked_add(by.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests;
