//! Days and times as files say them.

use std::fmt;

use crate::facts::Moment;

/// IIM: `CCYYMMDD`, and `HHMMSS±HHMM` (1.5.20, 1.5.21).
pub(super) fn of_iptc(date: &str, time: Option<&str>) -> Option<Moment> {
    let time = time.and_then(|time| {
        let hms = (number(time, 0, 2)?, number(time, 2, 2)?, number(time, 4, 2)?);
        is_time(hms).then(|| (hms, time.get(6..).and_then(offset)))
    });
    // Some write hyphens.
    let date: String = date.chars().filter(char::is_ascii_digit).collect();
    Some(Moment {
        day: day(&date, [0, 4, 6])?,
        time: time.map(|(time, _)| time),
        offset: time.and_then(|(_, offset)| offset),
    })
}

/// XMP: ISO 8601 as <https://www.w3.org/TR/NOTE-datetime> has it, with the day at least.
pub(super) fn of_xmp(text: &str) -> Option<Moment> {
    let is_dashed = text.get(4..5)? == "-" && text.get(7..8)? == "-";
    let day = is_dashed.then(|| day(text, [0, 5, 8]))??;
    let clock = text.get(10..).and_then(|rest| rest.strip_prefix('T'));
    let time = clock.and_then(|clock| {
        let hms = (number(clock, 0, 2)?, number(clock, 3, 2)?, number(clock, 6, 2).unwrap_or(0));
        is_time(hms).then_some(hms)
    });
    let zone = clock.and_then(|clock| clock.find(['+', '-', 'Z']).and_then(|at| clock.get(at..)));
    let offset = time.and(zone).and_then(|zone| match zone {
        "Z" => Some(0),
        zone => offset(&zone.replace(':', "")),
    });
    Some(Moment { day, time, offset })
}

fn day(text: &str, [year, month, day]: [usize; 3]) -> Option<(u16, u8, u8)> {
    let whole =
        (text.get(year..year + 4)?.parse().ok()?, number(text, month, 2)?, number(text, day, 2)?);
    let days = match whole.1 {
        2 if whole.0 % 4 == 0 && (whole.0 % 100 != 0 || whole.0 % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (whole.0 > 0 && (1..=days).contains(&whole.2)).then_some(whole)
}

fn is_time((hour, minute, second): (u8, u8, u8)) -> bool {
    hour < 24 && minute < 60 && second <= 60
}

/// `±HHMM` in minutes.
fn offset(text: &str) -> Option<i16> {
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = (i16::from(number(text, 1, 2)?), i16::from(number(text, 3, 2)?));
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn number(text: &str, at: usize, digits: usize) -> Option<u8> {
    let digits = text.get(at..at + digits)?;
    digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok())?
}

impl fmt::Display for Moment {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.day;
        write!(out, "{year:04}-{month:02}-{day:02}")?;
        let Some((hour, minute, second)) = self.time else { return Ok(()) };
        write!(out, "T{hour:02}:{minute:02}:{second:02}")?;
        let Some(offset) = self.offset else { return Ok(()) };
        let sign = if offset < 0 { '-' } else { '+' };
        write!(out, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
    }
}
