//! Times as files have them: `2026`, `2026-11`, `2026-11-30`, `2026-11-30 14:05`, `14:05`,
//! `30.11.2026`, `11/2026`.

use jiff::civil::{Date, DateTime, Time};

use crate::number::digit;
use crate::table::Grain;

/// What a text says of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// This.
    Time(DateTime, Grain),
    /// A day, of which nobody knows which number is the month: `03/04/2026`.
    Either {
        day_first: Option<DateTime>,
        month_first: Option<DateTime>,
        /// Whether a time of day is behind it.
        grain: Grain,
    },
}

/// A longer text is no time.
const LONGEST: usize = 40;

/// The time that a text is; none if it is none. Years are numbers as well, and not among them.
pub(crate) fn said(text: &str) -> Option<Said> {
    let text = text.trim();
    let has_marks = text.contains([':', '-', '/', '.', '–', '‑']) || text.contains(YEARS);
    if text.len() > LONGEST || !has_marks {
        return None;
    }
    let plain: String = text.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let plain = with_hyphens(&plain).unwrap_or(plain).replace(['–', '‑'], "-");
    if let Some((time, has_seconds)) = clock(&plain) {
        let day = Date::new(1970, 1, 1).ok()?;
        let grain = if has_seconds { Grain::ClockSecond } else { Grain::Clock };
        return Some(Said::Time(day.to_datetime(time), grain));
    }
    let (day, rest) = match plain.find(['T', 't', ' ']) {
        Some(at) => (&plain[..at], Some(plain[at + 1..].trim())),
        None => (&*plain, None),
    };
    let time = match rest {
        None => None,
        Some(rest) => Some(clock(without_offset(rest))?),
    };
    let at = |date: Date| date.to_datetime(time.map_or(Time::midnight(), |(time, _)| time));
    let grain = match time {
        Some((_, true)) => Grain::Second,
        Some((_, false)) => Grain::Minute,
        None => Grain::Day,
    };
    let separator = day.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = day.split(separator).collect();
    match parts[..] {
        [year, month] if year.len() == 4 && separator != '.' && time.is_none() => {
            Some(Said::Time(at(date(year, month, "1")?), Grain::Month))
        }
        [month, year] if year.len() == 4 && separator == '/' && time.is_none() => {
            Some(Said::Time(at(date(year, month, "1")?), Grain::Month))
        }
        [year, month, day] if year.len() == 4 => {
            Some(Said::Time(at(date(year, month, day)?), grain))
        }
        [day, month, year] if year.len() == 4 && separator == '.' => {
            Some(Said::Time(at(date(year, month, day)?), grain))
        }
        [one, other, year] if year.len() == 4 => {
            let day_first = date(year, other, one).map(at);
            let month_first = date(year, one, other).map(at);
            match (day_first, month_first) {
                (None, None) => None,
                _ => Some(Said::Either { day_first, month_first, grain }),
            }
        }
        _ => None,
    }
}

/// What stands behind a year, a month and a day in Chinese and Japanese, and in Korean.
const YEARS: [char; 2] = ['年', '년'];
const MONTHS: [char; 2] = ['月', '월'];
const DAYS: [char; 2] = ['日', '일'];

/// `2026年11月30日` as `2026-11-30`, and `2026年11月` as `2026-11`.
fn with_hyphens(text: &str) -> Option<String> {
    let (year, rest) = text.split_once(YEARS)?;
    let (month, rest) = rest.split_once(MONTHS)?;
    let rest = rest.trim();
    match rest.split_once(DAYS) {
        Some((day, time)) => {
            let day = format!("{}-{}-{}", year.trim(), month.trim(), day.trim());
            // `30日（月）`: the day of the week says nothing more.
            let time = time.rsplit([')', '）']).next().unwrap_or(time).trim();
            Some(if time.is_empty() { day } else { format!("{day} {time}") })
        }
        None => rest.is_empty().then(|| format!("{}-{}", year.trim(), month.trim())),
    }
}

/// The year that a text is, if it is written as years are.
pub(crate) fn year(text: &str) -> Option<DateTime> {
    let text = text.trim().trim_end_matches(YEARS);
    let plain: String = text.trim().chars().map(|c| digit(c).unwrap_or(c)).collect();
    let is_year = plain.len() == 4 && plain.starts_with(['1', '2']);
    is_year.then(|| date(&plain, "1", "1")).flatten().map(|date| date.to_datetime(Time::midnight()))
}

/// A text that may be a month as German has it, which is a number too: itself, and how a month is
/// written: `01.2026`, `2026-01`.
pub(crate) fn dotted_month(text: &str) -> Option<(&str, String)> {
    let (month, year) = text.trim().split_once('.')?;
    let is_year = year.len() == 4 && year.starts_with(['1', '2']);
    let month = date(year, month, "1").filter(|_| is_year)?;
    Some((text, month.strftime("%Y-%m").to_string()))
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(
        i16::try_from(whole(year, 4)?).ok()?,
        i8::try_from(whole(month, 2)?).ok()?,
        i8::try_from(whole(day, 2)?).ok()?,
    )
    .ok()
}

/// A number of at most so many digits.
fn whole(text: &str, most: usize) -> Option<u32> {
    let is_whole = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    is_whole.then(|| text.parse().ok()).flatten()
}

/// A time of day: `9:05`, `14:05:30`, `14:05:30.25`; and whether it has seconds that are not none.
fn clock(text: &str) -> Option<(Time, bool)> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("0");
    let (second, part) = second.split_once('.').unwrap_or((second, "0"));
    if minute.len() != 2 || part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // Of a second, nine digits are kept.
    let part: String = part.chars().chain(std::iter::repeat('0')).take(9).collect();
    let time = Time::new(
        i8::try_from(whole(hour, 2)?).ok()?,
        i8::try_from(whole(minute, 2)?).ok()?,
        i8::try_from(whole(second, 2)?).ok()?,
        part.parse().ok()?,
    )
    .ok()?;
    Some((time, time.second() != 0 || time.subsec_nanosecond() != 0))
}

/// Whether a text is how long something took, of which a clock has not so much: `61:05`, `26:10:00`.
pub(crate) fn is_long(text: &str) -> bool {
    let plain: String = text.trim().chars().map(|c| digit(c).unwrap_or(c)).collect();
    let Some((first, rest)) = plain.split_once(':') else { return false };
    whole(first, 4).is_some_and(|first| first > 23) && clock(&format!("0:{rest}")).is_some()
}

/// The day that eight digits are, as ISO 8601 has it without hyphens: `20261130`.
pub(crate) fn compact(text: &str) -> Option<DateTime> {
    let plain: String = text.trim().chars().map(|c| digit(c).unwrap_or(c)).collect();
    let is_of_now = plain.len() == 8 && plain.is_ascii() && plain.starts_with(['1', '2']);
    let day = is_of_now.then(|| date(&plain[..4], &plain[4..6], &plain[6..])).flatten()?;
    (1900..=2100).contains(&day.year()).then(|| day.to_datetime(Time::midnight()))
}

/// The two years that `2008-09` may be, a season or a year of accounts: the second is the next.
pub(crate) fn season(text: &str) -> Option<(u32, u32)> {
    let plain: String = text.trim().chars().map(|c| digit(c).unwrap_or(c)).collect();
    let (first, next) = plain.split_once(['-', '/', '–', '‑'])?;
    let first = whole(first, 4).filter(|_| first.len() == 4)?;
    let is_next = next.len() == 2 && whole(next, 2)? == (first + 1) % 100;
    is_next.then_some((first, first + 1))
}

/// A time of day without what says its zone: clocks are read as they were written.
fn without_offset(text: &str) -> &str {
    let end = text.find(['Z', 'z', '+', '-']).unwrap_or(text.len());
    text[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_known_as_files_have_it() {
        for (text, expected) in [
            ("2026-11", "2026-11-01T00:00:00 Month"),
            ("2026/11", "2026-11-01T00:00:00 Month"),
            ("11/2026", "2026-11-01T00:00:00 Month"),
            ("2026-11-30", "2026-11-30T00:00:00 Day"),
            ("2026/11/30", "2026-11-30T00:00:00 Day"),
            ("2026.11.30", "2026-11-30T00:00:00 Day"),
            ("30.11.2026", "2026-11-30T00:00:00 Day"),
            ("3.4.2026", "2026-04-03T00:00:00 Day"),
            ("2026-11-30 14:05", "2026-11-30T14:05:00 Minute"),
            ("2026-11-30T14:05:30Z", "2026-11-30T14:05:30 Second"),
            ("2026-11-30 14:05:00", "2026-11-30T14:05:00 Minute"),
            ("2026-11-30T14:05:30.5+04:00", "2026-11-30T14:05:30.5 Second"),
            ("30.11.2026 14:05", "2026-11-30T14:05:00 Minute"),
            ("9:05", "1970-01-01T09:05:00 Clock"),
            ("2:05:33", "1970-01-01T02:05:33 ClockSecond"),
            ("2:05:00", "1970-01-01T02:05:00 Clock"),
            ("٢٠٢٦-١١-٣٠", "2026-11-30T00:00:00 Day"),
            ("2026年11月30日", "2026-11-30T00:00:00 Day"),
            ("2026年11月30日（月）", "2026-11-30T00:00:00 Day"),
            ("2026年11月30日 14:05", "2026-11-30T14:05:00 Minute"),
            ("2026年11月", "2026-11-01T00:00:00 Month"),
            ("2026년 11월 30일", "2026-11-30T00:00:00 Day"),
            ("２０２６年１１月", "2026-11-01T00:00:00 Month"),
        ] {
            let Some(Said::Time(time, grain)) = said(text) else { panic!("{text}") };
            assert_eq!(format!("{time} {grain:?}"), expected, "{text}");
        }
        for text in [
            "2026",
            "11.2026",
            "2026-13",
            "30.2.2026",
            "-3",
            "1.5",
            "a-b",
            "2026-11-30 x",
            "2026年",
            "11月30日",
            "2026年11月30日 x",
            "2026年の11月",
            "25:00",
            "1:5",
            "",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn what_no_clock_has_and_seasons_are_known() {
        for (text, is) in [
            ("61:05", true),
            ("26:10:00", true),
            ("23:59", false),
            ("61:5", false),
            ("61:75", false),
            ("61", false),
            ("a:05", false),
        ] {
            assert_eq!(is_long(text), is, "{text}");
        }
        assert_eq!(season("2008-09"), Some((2008, 2009)));
        assert_eq!(
            (season("1999/00"), season("2012–13")),
            (Some((1999, 2000)), Some((2012, 2013)))
        );
        assert_eq!((season("2008-10"), season("2008-9"), season("08-09")), (None, None, None));
        assert_eq!(compact("20261130").map(|it| it.date().to_string()), Some("2026-11-30".into()));
        assert_eq!(
            (compact("20261330"), compact("30000101"), compact("2026113")),
            (None, None, None)
        );
    }

    #[test]
    fn a_day_that_may_be_a_month_is_told() {
        let days = |text| match said(text) {
            Some(Said::Either { day_first, month_first, .. }) => {
                let day = |time: Option<DateTime>| time.map(|time| time.date().to_string());
                (day(day_first), day(month_first))
            }
            _ => (None, None),
        };
        assert_eq!(days("03/04/2026"), (Some("2026-04-03".into()), Some("2026-03-04".into())));
        assert_eq!(days("30/11/2026"), (Some("2026-11-30".into()), None));
        assert_eq!(days("11-30-2026"), (None, Some("2026-11-30".into())));
        assert_eq!(year("2026").map(|it| it.year()), Some(2026));
        assert_eq!(year("2026年").map(|it| it.year()), Some(2026));
        assert_eq!((year("3026"), year("126"), year("20260")), (None, None, None));
    }
}
