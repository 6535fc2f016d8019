//! The entries of a live story: `## 14:05 Headline`, each with its moment and an anchor of its own.

mod behind;
mod clock;
mod days;
mod halves;
mod hours;
mod misread;
mod stamp;
mod unmarked;

use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};

pub use self::clock::headline_in;
use self::days::Days;
use self::stamp::Stamp;
use self::unmarked::Story;
use crate::diagnostic::Severity;
use crate::text::date::{Moment, Precision};
use crate::text::markdown::{SectionHeading, Start, section_headings, starts};

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

/// What is wrong with an entry, or with a line that was meant as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryFault {
    /// The bytes of the heading, or of the line.
    pub range: Range<usize>,
    /// Whether the story cannot be published like this.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The entries of a body in the order of the file, and what is wrong with them at the moment `now`.
/// `date` is when the story was published: its day is that of the first entry.
pub fn entries(
    body: &str,
    date: &Moment,
    (zone, now): (&TimeZone, Timestamp),
) -> (Vec<WrittenEntry>, Vec<EntryFault>) {
    let headings: Vec<SectionHeading> =
        section_headings(body).into_iter().filter(|heading| heading.is_top).collect();
    let starts = starts(body);
    let written = |heading: &SectionHeading, headline: &Range<usize>| {
        written_headline(body, &starts, heading, headline)
    };
    let near = Days::new(date.day());
    let mut faults = Vec::new();
    let mut told: Vec<(SectionHeading, Stamp<'_>)> = Vec::with_capacity(headings.len());
    for heading in &headings {
        if let Some(fault) = struck_out(body, heading, &near) {
            faults.push(fault);
            continue;
        }
        match Stamp::of(&heading.words, &near) {
            Ok(stamp) => told.push((heading.clone(), stamp)),
            Err(amiss) => {
                let hint = amiss.hint(&written(heading, &amiss.headline));
                faults.push(EntryFault {
                    range: heading.range.clone(),
                    severity: Severity::Error,
                    message: amiss.message,
                    hint,
                });
            }
        }
    }
    let stamps: Vec<&Stamp<'_>> = told.iter().map(|(_, stamp)| stamp).collect();
    let days = days(&stamps, date);
    let mut entries: Vec<WrittenEntry> = Vec::with_capacity(told.len());
    for (at, ((heading, stamp), day)) in told.iter().zip(days).enumerate() {
        let end = told.get(at + 1).map_or(body.len(), |(next, _)| next.range.start);
        let civil = DateTime::from_parts(day, stamp.time);
        if let Some((message, stamp)) = skipped(civil, stamp, zone) {
            let headline = stamp::headline_from(&heading.words, told[at].1.prefix.len());
            let headline = written(heading, &headline);
            let line = format!("## {stamp} {headline}");
            faults.push(EntryFault {
                range: heading.range.clone(),
                severity: Severity::Error,
                message,
                hint: format!("write the time that it was, such as `{}`", line.trim_end()),
            });
        }
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
        true => tell_hours_apart(entries.iter_mut(), date, zone),
        false => tell_hours_apart(entries.iter_mut().rev(), date, zone),
    }
    name(&mut entries, is_oldest_first);
    let story = Story { days: &near, zone, now, has_entries: !entries.is_empty() };
    faults.extend(unmarked::faults(body, &starts, &story));
    (entries, faults)
}

/// That the time of a heading is struck out: readers would see the entry at it.
fn struck_out(body: &str, heading: &SectionHeading, days: &Days) -> Option<EntryFault> {
    let written = body.get(heading.range.clone())?.lines().next()?;
    let written = written.trim_start_matches('#').trim_start();
    let (struck, rest) = written.strip_prefix("~~")?.split_once("~~")?;
    clock::time_in(struck)?;
    let is_right = |line: &str| Stamp::of(line, days).is_ok();
    let line = [rest.trim(), struck.trim()].into_iter().find(|line| is_right(line))?;
    Some(EntryFault {
        range: heading.range.clone(),
        severity: Severity::Error,
        message: "the time of this entry is struck out".into(),
        hint: format!("write `## {line}`, and what was corrected in the text of the entry"),
    })
}

/// The headline of an entry, as it is written; without its marks where they are not its own.
fn written_headline(
    body: &str,
    starts: &[Start],
    heading: &SectionHeading,
    headline: &Range<usize>,
) -> String {
    let at = starts.partition_point(|start| start.range.start < heading.range.start);
    let start = starts.get(at).filter(|start| start.words == heading.words);
    let is_last = headline.end == heading.words.trim_end().len();
    let written = start.filter(|_| is_last && !headline.is_empty());
    let written = written.and_then(|start| start.written_from(body, headline.start, true));
    let words = || heading.words[headline.clone()].chars().take(80).collect();
    without_break(written.unwrap_or_else(words))
}

/// A headline without the break that parted it from its time: `14:05<br>The vote`.
fn without_break(headline: String) -> String {
    let is_break = |tag: &str| {
        tag.trim_end_matches(|c: char| c == '/' || c.is_whitespace()).eq_ignore_ascii_case("<br")
    };
    match headline.split_once('>') {
        Some((tag, rest)) if is_break(tag) => rest.trim_start().to_string(),
        _ => headline,
    }
}

/// A change of the clocks skips an hour: nothing was at a time in it. What to say of that, and the
/// day and the time that were meant.
fn skipped(civil: DateTime, stamp: &Stamp<'_>, zone: &TimeZone) -> Option<(String, String)> {
    let of_clock = zone.to_ambiguous_zoned_datetime(civil);
    let AmbiguousOffset::Gap { .. } = of_clock.offset() else { return None };
    let meant = of_clock.compatible().ok()?;
    let message = format!("the clocks skip {} on {}", civil.strftime("%H:%M"), civil.date());
    let has_day = stamp.day.is_some() || meant.date() != civil.date();
    let form = if has_day { "%Y-%m-%d, %H:%M" } else { "%H:%M" };
    Some((message, meant.strftime(form).to_string()))
}

/// Where clocks go back, an hour comes twice: what is behind a later minute of it, is of the second.
/// A story that begins in that hour is before its entries, and may say by its offset in which of
/// the two it does.
fn tell_hours_apart<'e>(
    entries: impl Iterator<Item = &'e mut WrittenEntry>,
    date: &Moment,
    zone: &TimeZone,
) {
    let begins_there = date.precision == Precision::Time
        && zone.to_ambiguous_zoned_datetime(date.zoned.datetime()).is_ambiguous();
    let mut before = begins_there.then(|| date.timestamp());
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
