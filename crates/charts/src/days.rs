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
    if text.len() > LONGEST || !text.contains([':', '-', '/', '.', '–', '‑']) {
        return None;
    }
    let plain: String = text.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let plain = plain.replace(['–', '‑'], "-");
    if let Some(time) = clock(&plain) {
        let day = Date::new(1970, 1, 1).ok()?;
        return Some(Said::Time(day.to_datetime(time), Grain::Clock));
    }
    let (day, rest) = match plain.find(['T', 't', ' ']) {
        Some(at) => (&plain[..at], Some(plain[at + 1..].trim())),
        None => (&*plain, None),
    };
    let time = match rest {
        None => None,
        Some(rest) => Some(clock(without_offset(rest))?),
    };
    let at = |date: Date| date.to_datetime(time.unwrap_or(Time::midnight()));
    let grain = if time.is_some() { Grain::Minute } else { Grain::Day };
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

/// The year that a text is, if it is written as years are.
pub(crate) fn year(text: &str) -> Option<DateTime> {
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

/// A time of day: `9:05`, `14:05:30`, `14:05:30.25`.
fn clock(text: &str) -> Option<Time> {
    let mut parts = text.splitn(3, ':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let second = parts.next().unwrap_or("0");
    let second = second.split_once('.').map_or(second, |(second, _)| second);
    if minute.len() != 2 {
        return None;
    }
    Time::new(
        i8::try_from(whole(hour, 2)?).ok()?,
        i8::try_from(whole(minute, 2)?).ok()?,
        i8::try_from(whole(second, 2)?).ok()?,
        0,
    )
    .ok()
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
            ("2026-11-30T14:05:30Z", "2026-11-30T14:05:30 Minute"),
            ("2026-11-30T14:05:30.5+04:00", "2026-11-30T14:05:30 Minute"),
            ("30.11.2026 14:05", "2026-11-30T14:05:00 Minute"),
            ("9:05", "1970-01-01T09:05:00 Clock"),
            ("٢٠٢٦-١١-٣٠", "2026-11-30T00:00:00 Day"),
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
            "25:00",
            "1:5",
            "",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
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
        assert_eq!((year("3026"), year("126"), year("20260")), (None, None, None));
    }
}
