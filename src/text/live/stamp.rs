//! What the heading of an entry says of when it was, and the heading that it should be.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::behind::{Behind, behind};
use super::clock::{BETWEEN, SPACES, headline_in, of_the_clock, time_in};
use super::days::{self, Days};
use super::halves::{self, Half};
use super::hours::Hour;
use super::{hours, misread};
use crate::language::numbers::digit;
use crate::language::{dates, weekdays};

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
    /// The same of another time that it may be, if nobody can tell.
    or: Option<String>,
    /// Words of the headline that stand before the time.
    before: String,
    /// Where in the words the headline is, or the rest of it.
    pub headline: Range<usize>,
    /// What else there is to know; all of what is to be done where the time is not sure.
    pub more: String,
}

impl Amiss {
    fn new(message: impl Into<String>, stamp: impl Into<String>, headline: Range<usize>) -> Self {
        let (message, stamp) = (message.into(), Some(stamp.into()));
        Amiss { message, stamp, or: None, before: String::new(), headline, more: String::new() }
    }

    /// The heading with a stamp and a headline.
    fn line(&self, stamp: &str, headline: &str) -> String {
        let words = [stamp, &self.before, headline];
        words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What to do, where the headline is written like this.
    pub fn hint(&self, headline: &str) -> String {
        let Some(stamp) = &self.stamp else { return self.more.clone() };
        let line = |stamp: &str| format!("`## {}`", self.line(stamp, headline));
        match &self.or {
            Some(or) => {
                format!("write {} or {}, whichever is meant{}", line(stamp), line(or), self.more)
            }
            None => format!("write {}{}", line(stamp), self.more),
        }
    }

    /// The same, of which the mended heading is right: what is wrong with that too, is mended in one
    /// step.
    fn settled(mut self, words: &str, days: &Days) -> Self {
        const MOST_STEPS: usize = 4;
        for _ in 0..MOST_STEPS {
            let Some(stamp) = self.stamp.as_ref().filter(|_| self.or.is_none()) else { break };
            let line = self.line(stamp, &words[self.headline.clone()]);
            // Its place alone is known of a time that is to be written.
            let Some(next) = Stamp::read(&line, days).err().filter(|_| stamp != NOT_YET) else {
                break;
            };
            let left = line.len().saturating_sub(next.headline.start);
            let is_behind = next.headline.end == line.len() && left <= self.headline.len();
            let is_same = next.stamp == self.stamp && left == self.headline.len();
            if !is_behind || next.stamp.is_none() || is_same {
                break;
            }
            self.headline.start = self.headline.end - left;
            self.before = next.before;
            self.stamp = next.stamp;
            self.or = next.or;
            if !next.more.is_empty() && next.more != WITHIN {
                self.more = next.more;
            }
        }
        self
    }
}

const NO_TIME: &str = "an entry of a live story begins with its time";
const NOT_YET: &str = "HH:MM";
const WITHIN: &str = "; a heading within an entry is `###`";

/// What to do besides, if what was taken for a time is none.
fn or_before(figure: &str) -> String {
    format!(", or its time before `{figure}` if that is a figure")
}

/// That a heading begins with no time; how it begins where that is sure, or else what to do.
fn without_time(words: &str, days: &Days) -> Amiss {
    let (message, within) = (NO_TIME, WITHIN);
    let misread = misread::time(words);
    if let Some(misread) = misread.as_ref().filter(|misread| misread.is_sure) {
        let headline = headline_from(words, misread.end);
        return Amiss { more: within.into(), ..Amiss::new(message, &*misread.time, headline) };
    }
    if let Some(Meant { stamp, or, headline, doubt }) = meant(words, days) {
        let more = doubt.unwrap_or_else(|| within.into());
        return Amiss { more, or, ..Amiss::new(message, stamp, headline) };
    }
    if let Some(misread) = misread {
        let more = or_before(misread.written);
        let headline = headline_from(words, misread.end);
        return Amiss { more, ..Amiss::new(message, misread.time, headline) };
    }
    if let Some(none) = misread::no_time(words) {
        let more = format!(
            "write its time from 00:00 to 23:59 behind the `##`: `{none}` is no time of day"
        );
        return Amiss { stamp: None, more, ..Amiss::new(message, "", 0..words.len()) };
    }
    Amiss { more: within.into(), ..Amiss::new(message, NOT_YET, 0..words.len()) }
}

/// What is wrong with a heading that has `before`, which is no day, before its time.
fn without_day(words: &str, before: &str, time: &Range<usize>, days: &Days) -> Amiss {
    let message = format!("`{before}` is not the day of an entry");
    let headline = headline_from(words, time.end);
    if let Some(day) = days.of_the_week(before) {
        return Amiss::new(message, format!("{day}, {}", &words[time.clone()]), headline);
    }
    if hours::is_before_one(before) {
        let more = WITHIN.into();
        return Amiss { more, ..Amiss::new(NO_TIME, &words[time.clone()], headline) };
    }
    let count = before.split_whitespace().count();
    if count <= 3 && before.contains(char::is_numeric) {
        let more = "write the day as `YYYY-MM-DD`, or put what is none behind the time".into();
        return Amiss { stamp: None, more, ..Amiss::new(message, "", headline) };
    }
    // Words before a time may be the headline; one alone is of it, or meant as a day.
    let written = words[..time.start].trim();
    let is_today = days::is_near_to_today(before);
    if !is_today && (count > 1 || headline.is_empty()) {
        return without_time(words, days);
    }
    if written.ends_with([',', '،', '、']) || is_today {
        let more = format!(
            "write the day as `YYYY-MM-DD`, or put `{before}` behind the time if it is none"
        );
        return Amiss { stamp: None, more, ..Amiss::new(message, "", headline) };
    }
    let amiss = Amiss::new(NO_TIME, &words[time.clone()], headline);
    Amiss { before: written.into(), more: WITHIN.into(), ..amiss }
}

const OF_SITE: &str = " with the time of the site";

/// What to do besides, if what stands behind a time is the first word of the headline.
fn or_apart(word: &str) -> String {
    let word = word.trim_start_matches(['-', '‐', '‑']);
    format!(", or put `–` before `{word}` if the headline begins with it")
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
        Behind::Zone(zone) => Amiss { more: OF_SITE.into(), ..without(zone) },
        Behind::Perhaps(word) => Amiss { more: or_apart(word), ..without(word) },
        Behind::PerhapsZone(zone) => {
            Amiss { more: format!("{OF_SITE}{}", or_apart(zone)), ..without(zone) }
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

/// The half of the day behind a time and a mark: `9:05 (pm)`, `9:05, pm`. A mark may end the time, so
/// that what follows is a headline, unless it can be nothing else.
fn marked_half(behind: &str, time: Time) -> Option<Half> {
    let mark = behind.chars().next().filter(|c| matches!(c, '(' | ','))?;
    let inside = behind[1..].trim_start();
    let half = halves::behind(inside, time).filter(|half| half.is_sure)?;
    let length = behind.len() - inside.len() + half.length;
    let closed = behind[length..].strip_prefix(')').is_some();
    match mark {
        '(' => closed.then_some(Half { length: length + 1, ..half }),
        _ => Some(Half { length, ..half }),
    }
}

/// What is wrong with a time that has a half of the day behind it, or before.
fn amiss_half(words: &str, range: &Range<usize>, time: Time, days: &Days) -> Option<Amiss> {
    let message = "the time of an entry is written from 00:00 to 23:59";
    let behind = words[range.end..].trim_start();
    let amiss = |half: &Half, before: &str, end: usize| {
        let before = before.trim_matches(AROUND_WHOLE);
        // `Vote at 9:05 pm`, and `28 de novembro, às 9:05 da noite`
        let day = without_word_of_time(before);
        let of_the_week = || days.of_the_week(day).map(|day| day.to_string());
        let said = days.said(day).map(|_| day.to_string()).or_else(of_the_week);
        // Behind the day, if there is one; other words belong to the headline.
        let stamp = |time: Time| match &said {
            Some(day) => format!("{day}, {}", time.strftime("%H:%M")),
            None => time.strftime("%H:%M").to_string(),
        };
        let is_empty = before.is_empty() || said.is_some() || hours::is_before_one(before);
        if days::is_near_to_today(day) {
            let time = half.meant.time.strftime("%H:%M");
            let more =
                format!("write the day of `{day}` and its time, as in `{} {time}`", days.published);
            return Amiss { stamp: None, more, ..Amiss::new(message, "", 0..words.len()) };
        }
        Amiss {
            or: half.meant.or.map(stamp),
            before: if is_empty { String::new() } else { day.into() },
            ..Amiss::new(message, stamp(half.meant.time), headline_from(words, end))
        }
    };
    let before = words[..range.start].trim_end_matches(SPACES);
    if let Some(half) = marked_half(behind, time) {
        return Some(amiss(&half, before, words.len() - behind.len() + half.length));
    }
    if let Some(half) = halves::behind(behind, time) {
        let amiss = amiss(&half, before, words.len() - behind.len() + half.length);
        let more = match half.is_sure {
            true => String::new(),
            false => or_apart(&behind[..half.length]),
        };
        return Some(Amiss { more, ..amiss });
    }
    // `Abends um 9:05`
    let before = without_word_of_time(before).trim_end_matches(SPACES);
    let half = halves::before(before, time)?;
    let amiss = amiss(&half, &before[..before.len() - half.length], range.end);
    // An ending right behind it goes too.
    let ending = amiss_behind(words, range).filter(|behind| behind.more.is_empty());
    Some(match ending {
        Some(Amiss { headline, .. }) if amiss.stamp.is_some() => Amiss { headline, ..amiss },
        _ => amiss,
    })
}

/// What may stand around the day before a time.
const AROUND: fn(char) -> bool = |c| BETWEEN.contains(&c) || matches!(c, '[' | '(' | '*');

impl<'t> Stamp<'t> {
    /// What a heading says; or what is wrong with it, and how all of it is mended.
    pub(super) fn of(words: &'t str, days: &Days) -> Result<Self, Amiss> {
        Stamp::read(words, days).map_err(|amiss| amiss.settled(words, days))
    }

    fn read(words: &'t str, days: &Days) -> Result<Self, Amiss> {
        let found = time_in(words).filter(|(range, _)| {
            // A time further on is none of a heading that begins with a misread one.
            range.start == 0 || misread::time(words).is_none()
        });
        let (range, time) = found.ok_or_else(|| without_time(words, days))?;
        let range = range.start..range.end + of_the_clock(&words[range.end..]);
        if let Some(amiss) = amiss_half(words, &range, time, days) {
            return Err(amiss);
        }
        if let Some(amiss) = amiss_behind(words, &range) {
            return Err(amiss);
        }
        let before = words[..range.start].trim_matches(AROUND);
        let day = match before.is_empty() {
            true => None,
            false => match days.said(without_word_of_time(before)) {
                Some(day) => Some(day),
                None => return Err(without_day(words, before, &range, days)),
            },
        };
        Ok(Stamp { day, time, prefix: &words[..range.end] })
    }
}

/// The same, of a day that keeps its brackets: `11月21日（土）`.
const AROUND_WHOLE: fn(char) -> bool = |c| AROUND(c) && !matches!(c, ')' | '）' | ']' | '】');

/// A day without the word that stands between it and a time: `28 de novembro, às`.
fn without_word_of_time(before: &str) -> &str {
    let words = before.match_indices(char::is_whitespace).map(|(at, _)| at);
    let mut days = words.filter(|at| hours::is_before_one(before[*at..].trim()));
    days.next().map_or(before, |at| before[..at].trim_end_matches(AROUND))
}

/// Where the headline is, behind what ends at `end`.
pub(super) fn headline_from(words: &str, end: usize) -> Range<usize> {
    let rest = headline_in(&words[end..]);
    words.len() - rest.len()..words.trim_end().len().max(words.len() - rest.len())
}

/// The time that a heading means.
pub(super) struct Meant {
    /// As it is to be written.
    pub stamp: String,
    /// The same of another time, if nobody can tell which is meant.
    or: Option<String>,
    /// Where the headline is: before it or behind it.
    pub headline: Range<usize>,
    /// What to do besides, if it may be no time.
    doubt: Option<String>,
}

/// The time that is meant by words that do not begin with one, or in another way.
fn meant(words: &str, days: &Days) -> Option<Meant> {
    let published = days.published;
    meant_first(words, published)
        .or_else(|| behind_day(words, days))
        .or_else(|| meant_last(words, published))
}

/// The same of a time with a word for its hour that stands behind a day.
fn behind_day(words: &str, days: &Days) -> Option<Meant> {
    const LONGEST_DAY: usize = 40;
    words.char_indices().skip(1).take(LONGEST_DAY).find_map(|(at, _)| {
        let before = words[..at].trim_matches(AROUND_WHOLE);
        let hour = hours::first(&words[at..]).filter(|hour| !hour.may_be_span)?;
        let is_apart = !before.ends_with(|c| digit(c).is_some()) || before.len() < at;
        days.said(before).filter(|_| is_apart)?;
        let stamp = |time: Time| format!("{before}, {}", time.strftime("%H:%M"));
        let (or, headline) = (hour.meant.or.map(stamp), headline_from(words, at + hour.end));
        Some(Meant { stamp: stamp(hour.meant.time), or, headline, doubt: None })
    })
}

/// The same of a time that stands last.
fn meant_last(words: &str, published: Date) -> Option<Meant> {
    let end = words.trim_end_matches(BETWEEN);
    let end = ["Uhr", "uur", "น."].iter().find_map(|word| end.strip_suffix(word)).unwrap_or(end);
    let (before, last) = end.trim_end().rsplit_once(char::is_whitespace)?;
    let last = last.trim_start_matches(['(', '[', '（', '【']);
    let before = before.trim_end();
    let is_filler =
        |word: &str| dates::is_filler(word) && !weekdays::is_day_of_the_week(&word.to_lowercase());
    let headline = before.rsplit_once(' ').filter(|(_, word)| is_filler(word));
    // `Euro 2024` ends with a year.
    let stamp = time_meant(last, published).filter(|_| !is_figure(last))?;
    let headline = headline.map_or(before, |(headline, _)| headline).trim_end_matches(BETWEEN);
    Some(Meant { stamp, or: None, headline: 0..headline.len(), doubt: None })
}

/// The same of a time that stands first.
pub(super) fn meant_first(words: &str, published: Date) -> Option<Meant> {
    // `Vers 9h du soir`
    let lead = hours::before_first(words);
    if let Some(hour) = hours::first(&words[lead..]) {
        let hour = Hour { end: lead + hour.end, ..hour };
        let written = &words[..hour.end];
        let headline = headline_from(words, hour.end);
        // A mark behind it, or nothing, says that it is no part of a sentence.
        let is_apart = words[hour.end..headline.start].contains(|c| !SPACES.contains(&c));
        let doubt = hour.may_be_span && !is_apart && !headline.is_empty();
        return Some(Meant {
            stamp: hour.meant.time.strftime("%H:%M").to_string(),
            or: hour.meant.or.map(|time| time.strftime("%H:%M").to_string()),
            headline,
            doubt: doubt.then(|| or_before(written)),
        });
    }
    let ends = words.match_indices(char::is_whitespace).map(|(at, _)| at).take(2);
    let first = ends.chain([words.len()]).filter_map(|end| {
        let written = words[..end].trim_end_matches([':', ',', ']', ')']);
        // `9;30 The vote` has its article in the headline.
        let last = written.rsplit_once(char::is_whitespace).map_or("", |(_, last)| last);
        let is_of_headline = dates::is_filler(last) && !dates::is_of_the_clock(last);
        let is_year = is_figure(written) && (1900..2100).contains(&number(written));
        let stamp = time_meant(written, published).filter(|_| !is_of_headline && !is_year)?;
        let doubt = is_figure(written).then(|| or_before(written));
        Some(Meant { stamp, or: None, headline: headline_from(words, end), doubt })
    });
    // `9 am` says more than `9`.
    first.last()
}

/// Whether four digits may be a number as well as a time: `1405`, and not `0930`.
fn is_figure(written: &str) -> bool {
    written.chars().all(|c| digit(c).is_some()) && number(written) >= 1000
}

fn number(written: &str) -> u32 {
    let digits: String = written.chars().filter_map(digit).collect();
    digits.parse().unwrap_or_default()
}

/// The time of day that is meant by what is written.
fn time_meant(written: &str, published: Date) -> Option<String> {
    let [moment] = &dates::meant(&format!("{published} {}", written.replace(';', ":")))[..] else {
        return None;
    };
    let (day, time) = moment.split_once(' ')?;
    (day == published.to_string() && time.len() == 5).then(|| time.to_string())
}
