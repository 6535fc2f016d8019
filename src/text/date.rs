//! Dates as editors write them.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ZonedDateTime};

use crate::language::dates;

/// A moment of the content, in the time zone of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The moment, in the time zone of the site.
    pub zoned: ZonedDateTime,
    /// Whether a time of day was written, or a day only.
    pub precision: Precision,
    /// The day as it was written, which is another one in the site's zone if an offset says so.
    pub written_day: Date,
}

/// How much of a moment was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A day; the moment is its first, midnight in most places.
    Day,
    /// A time of day.
    Time,
}

impl Moment {
    /// The moment on the time line.
    pub fn timestamp(&self) -> Timestamp {
        self.zoned.timestamp()
    }

    /// The day in the time zone of the site.
    pub fn day(&self) -> Date {
        self.zoned.date()
    }

    /// Whether it is before another, as far as both are known.
    pub fn is_before(&self, other: &Moment) -> bool {
        let have_times = self.precision == Precision::Time && other.precision == Precision::Time;
        match have_times {
            true => self.timestamp() < other.timestamp(),
            false => self.day() < other.day(),
        }
    }
}

/// How a date may be written, for messages.
pub const FORMS: &str =
    "write it like `2026-02-01`, `2026-02-01 09:30` or `2026-02-01T09:30:00+04:00`";

/// What to write in place of a `text` that is no date; `line` is its line with another date.
pub fn remedy(text: &str, line: impl Fn(&str) -> String) -> String {
    let mut meant = dates::meant(text);
    // That it looks like a date does not make it one.
    meant.retain(|one| Written::parse(one).is_ok());
    match &meant[..] {
        [] => FORMS.into(),
        [one] => format!("write `{}`", line(one)),
        several => {
            let several: Vec<_> = several.iter().map(|one| format!("`{}`", line(one))).collect();
            format!("write {}, whichever is meant", several.join(" or "))
        }
    }
}

/// A date as it was written, before a time zone gives it its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    civil: DateTime,
    offset: Option<Offset>,
    precision: Precision,
}

impl Written {
    /// Reads a date: `2026-02-01`, `2026-02-01 9:30[:00]` or RFC 3339, the time
    /// with or without an offset (`+04:00`, `+0400`, `+04`, `Z`), which a space
    /// may go before.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (day, rest) = split_day(text)?;
        let rest = rest.trim_start_matches(['T', 't']).trim();
        if rest.is_empty() {
            let civil = day.to_datetime(Time::midnight());
            return Ok(Written { civil, offset: None, precision: Precision::Day });
        }
        let (time, offset) = split_time(text, rest)?;
        let civil = DateTime::from_parts(day, time);
        Ok(Written { civil, offset, precision: Precision::Time })
    }

    /// What a clock in the zone of the site shows then; nothing if it has no time, or says its offset.
    pub fn of_the_clock(&self) -> Option<DateTime> {
        (self.precision == Precision::Time && self.offset.is_none()).then_some(self.civil)
    }

    /// The moment that is meant in `zone`. Without an offset the date is in the
    /// zone; a time that a change of the clocks skips is moved after it, and one
    /// that comes twice is the first.
    ///
    /// # Errors
    /// That the moment is outside the years 1 to 9999.
    pub fn in_zone(&self, zone: &TimeZone) -> Result<Moment, String> {
        let zoned = match self.offset {
            Some(offset) => offset
                .to_timestamp(self.civil)
                .map(|timestamp| timestamp.to_zoned_datetime(zone.clone())),
            None => self.civil.to_zoned_datetime(zone.clone()),
        };
        // Everywhere, so that it can be written in any zone.
        let is_told = |zoned: &ZonedDateTime| {
            let in_utc = zoned.with_time_zone(TimeZone::UTC);
            zoned.year() >= 1 && in_utc.year() >= 1
        };
        let zoned = zoned.ok().filter(is_told);
        let zoned = zoned.ok_or_else(|| format!("`{}` is too far away", self.civil))?;
        Ok(Moment { zoned, precision: self.precision, written_day: self.civil.date() })
    }
}

/// Reads a date ([`Written::parse`]) as a moment in `zone` ([`Written::in_zone`]).
///
/// # Errors
/// A sentence that says what is wrong.
pub fn parse(text: &str, zone: &TimeZone) -> Result<Moment, String> {
    Written::parse(text)?.in_zone(zone)
}

/// A moment by RFC 3339, to the second: `2026-02-01T09:30:00+04:00`. Its offsets have no
/// seconds, as those of the local times before there were time zones do; such a moment
/// is written in UTC.
pub fn rfc3339(moment: &ZonedDateTime) -> String {
    let has_seconds = moment.offset().seconds() % 60 != 0;
    let moment = if has_seconds { &moment.with_time_zone(TimeZone::UTC) } else { moment };
    moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A moment as an editor in its time zone would write it, from which [`parse`] reads it back.
pub fn written(moment: &Moment) -> String {
    let zone = moment.zoned.time_zone();
    let short = match moment.precision {
        Precision::Day => ["%Y-%m-%d", "%Y-%m-%d"],
        Precision::Time => ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"],
    };
    // Where the clocks show a time twice, its offset says which it is.
    let is_twice = zone.to_ambiguous_zoned_datetime(moment.zoned.datetime()).is_ambiguous();
    let offset = if is_twice && moment.precision == Precision::Time { " %:z" } else { "" };
    let short = short.map(|form| moment.zoned.strftime(&format!("{form}{offset}")).to_string());
    let is_it = |text: &String| parse(text, zone).is_ok_and(|read| read == *moment);
    // Offsets have no seconds.
    let in_utc = || moment.timestamp().to_string();
    // The day that was written may be one of another offset only: of those that clocks have, the
    // nearest to the zone's own.
    let own = moment.zoned.offset().seconds() / 3600;
    let mut hours: Vec<i8> = (-23..=23).collect();
    hours.sort_by_key(|hours| (!(-12..=14).contains(hours), (i32::from(*hours) - own).abs()));
    let elsewhere = hours.into_iter().map(|hours| {
        let zone = TimeZone::fixed(Offset::constant(hours));
        let zoned = moment.zoned.with_time_zone(zone);
        zoned.strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string()
    });
    let forms = short.into_iter().chain([in_utc()]).chain(elsewhere);
    forms.into_iter().find(is_it).unwrap_or_else(in_utc)
}

/// A moment for people who read messages: `2026-02-01 09:30 +04:00`.
pub fn for_message(moment: &Timestamp, zone: &TimeZone) -> String {
    moment.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string()
}

fn split_day(text: &str) -> Result<(Date, &str), String> {
    let not_a_date = || format!("`{text}` is not a date");
    if !text.is_char_boundary(10.min(text.len())) || text.len() < 10 {
        return Err(not_a_date());
    }
    let (day, rest) = text.split_at(10);
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day_of_month] = parts[..] else { return Err(not_a_date()) };
    let number = |digits: &str, length: usize| {
        (digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse::<i16>().ok())
            .flatten()
            .ok_or_else(not_a_date)
    };
    let (year, month, day_of_month) =
        (number(year, 4)?, number(month, 2)?, number(day_of_month, 2)?);
    if !(1..=12).contains(&month) {
        return Err(format!("`{text}` is not a date: there is no month {month}"));
    }
    if year == 0 {
        return Err(format!("`{text}` is not a date: there is no year 0"));
    }
    let date = Date::new(year, month as i8, day_of_month as i8)
        .map_err(|_| format!("`{text}` is not a date: that month has no day {day_of_month}"))?;
    if rest.starts_with(|c: char| !matches!(c, 'T' | 't' | ' ')) {
        return Err(not_a_date());
    }
    Ok((date, rest))
}

fn split_time(text: &str, rest: &str) -> Result<(Time, Option<Offset>), String> {
    let wrong = || format!("`{rest}` in `{text}` is not a time");
    let end =
        rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(rest.len());
    let (clock, offset) = rest.split_at(end);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || fraction.len() > 9 {
        return Err(wrong());
    }
    let parts: Vec<&str> = clock.split(':').collect();
    let (hour, minute, second) = match parts[..] {
        [hour, minute] if fraction.is_empty() => (hour, minute, "00"),
        [hour, minute, second] => (hour, minute, second),
        _ => return Err(wrong()),
    };
    let number = |digits: &str, lengths: &[usize]| -> Result<i8, String> {
        if !lengths.contains(&digits.len()) {
            return Err(wrong());
        }
        digits.parse().map_err(|_| wrong())
    };
    let (hour, minute, second) =
        (number(hour, &[1, 2])?, number(minute, &[2])?, number(second, &[2])?);
    // RFC 3339 allows a leap second; the time line here has none.
    let second = if second == 60 { 59 } else { second };
    let nanosecond = format!("{fraction:0<9}").parse().unwrap_or(0);
    let time = Time::new(hour, minute, second, nanosecond)
        .map_err(|_| format!("`{text}` is not a date: there is no time {clock}"))?;
    Ok((time, parse_offset(offset.trim(), text)?))
}

fn parse_offset(offset: &str, text: &str) -> Result<Option<Offset>, String> {
    let wrong = || format!("`{offset}` in `{text}` is not an offset from UTC");
    if offset.is_empty() {
        return Ok(None);
    }
    if matches!(offset, "Z" | "z") {
        return Ok(Some(Offset::UTC));
    }
    let sign = match offset.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return Err(wrong()),
    };
    let digits = offset[1..].replacen(':', "", 1);
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let hours: i32 = digits[..2].parse().map_err(|_| wrong())?;
    let minutes: i32 = digits.get(2..4).map_or(Ok(0), str::parse).map_err(|_| wrong())?;
    if hours > 23 || minutes > 59 {
        return Err(wrong());
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).map(Some).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn yerevan() -> TimeZone {
        jiff::tz::TimeZoneDatabase::bundled().get("Asia/Yerevan").unwrap()
    }

    fn utc(text: &str) -> String {
        parse(text, &yerevan()).unwrap().timestamp().to_string()
    }

    #[test]
    fn what_is_to_be_written_is_a_date() {
        for (text, expected) in [
            ("0000-01-01 00:00 +00:00", FORMS),
            ("0000-1-1", FORMS),
            ("2026-2-1", "write `2026-02-01`"),
        ] {
            assert_eq!(remedy(text, |date| date.into()), expected, "{text}");
        }
    }

    #[test]
    fn every_documented_form_is_read() {
        assert_eq!(utc("2026-02-01"), "2026-01-31T20:00:00Z");
        for text in [
            "2026-02-01T09:30:00+04:00",
            "2026-02-01T05:30:00Z",
            "2026-02-01t05:30:00z",
            "2026-02-01 9:30",
            "2026-02-01 09:30:00",
            "2026-02-01 9:30 +04:00",
            "2026-02-01 9:30+0400",
            "2026-02-01 9:30:00 +04",
            "2026-02-01 5:30 Z",
            "2026-02-01T07:30:00+02:00",
            "  2026-02-01  9:30  ",
        ] {
            assert_eq!(utc(text), "2026-02-01T05:30:00Z", "{text}");
        }
        assert_eq!(utc("2026-02-01T05:30:00.25Z"), "2026-02-01T05:30:00.25Z");
    }

    #[test]
    fn what_is_impossible_is_said() {
        for (text, message) in [
            ("2026-02-30", "`2026-02-30` is not a date: that month has no day 30"),
            ("2026-13-01", "`2026-13-01` is not a date: there is no month 13"),
            ("2026-02-01 25:00", "`2026-02-01 25:00` is not a date: there is no time 25:00"),
            ("2026-02-01 9:3", "`9:3` in `2026-02-01 9:3` is not a time"),
            ("2026-02-01 9:30 PM", "`PM` in `2026-02-01 9:30 PM` is not an offset from UTC"),
            ("1 February 2026", "`1 February 2026` is not a date"),
            ("2026-2-1", "`2026-2-1` is not a date"),
            ("2026-02-011", "`2026-02-011` is not a date"),
            ("", "`` is not a date"),
        ] {
            assert_eq!(parse(text, &yerevan()).unwrap_err(), message);
        }
    }

    #[test]
    fn a_day_and_a_time_are_told_apart() {
        assert_eq!(parse("2026-02-01", &yerevan()).unwrap().precision, Precision::Day);
        assert_eq!(parse("2026-02-01 00:00", &yerevan()).unwrap().precision, Precision::Time);
    }

    #[test]
    fn a_day_of_another_offset_is_written_with_one_that_clocks_have() {
        for (text, zone, expected) in [
            ("2025-03-04T23:30:00-05:00", TimeZone::UTC, "2025-03-04T23:30:00-05:00"),
            ("2025-03-04T23:30:00-05:00", yerevan(), "2025-03-04T23:30:00-05:00"),
            ("2025-03-05T00:30:00+05:30", TimeZone::UTC, "2025-03-05T00:00:00+05:00"),
            ("2025-03-05T00:30:00+14:00", TimeZone::UTC, "2025-03-05T00:30:00+14:00"),
            ("2025-03-04T21:30:00-05:00", TimeZone::UTC, "2025-03-04T23:30:00-03:00"),
            ("2025-03-04T12:00:00-05:00", TimeZone::UTC, "2025-03-04 17:00"),
        ] {
            assert_eq!(written(&parse(text, &zone).unwrap()), expected, "{text}");
        }
    }

    #[test]
    fn a_moment_before_there_were_time_zones_is_written_in_utc() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let moment = parse("1800-01-01", &zone).unwrap();
        assert_eq!(moment.zoned.offset().to_string(), "-04:56:02");
        assert_eq!(rfc3339(&moment.zoned), "1800-01-01T04:56:02+00:00");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,30}", digits in "[0-9T:+\\-Z .]{0,30}") {
            let _ = parse(&text, &yerevan());
            let _ = parse(&digits, &yerevan());
        }

        #[test]
        fn rfc_3339_is_read_as_jiff_reads_it(seconds in -2_000_000_000i64..4_000_000_000) {
            let timestamp = Timestamp::from_second(seconds).unwrap();
            prop_assert_eq!(parse(&timestamp.to_string(), &yerevan()).unwrap().timestamp(), timestamp);
        }
    }
}
