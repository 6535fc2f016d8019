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

/// A day as people write it, at the beginning of a text in small letters: `2027-01-01`,
/// `1.1.2027`, `31/12/2027`, `1 january 2027`, `january 1, 2027`; and the time behind it.
pub(super) fn in_words(text: &str) -> Option<Moment> {
    let text = text.get(..text.floor_char_boundary(60))?;
    let first = text.split(' ').next().unwrap_or_default().to_ascii_uppercase();
    if let Some(whole) = of_xmp(&first).filter(|moment| moment.time.is_some()) {
        return Some(whole);
    }
    let mut parts: Vec<(&str, usize)> = Vec::new();
    let mut at = 0;
    while parts.len() < 3 {
        let rest = &text[at..];
        let start = at + rest.find(char::is_alphanumeric)?;
        let is_digit = text[start..].starts_with(|c: char| c.is_ascii_digit());
        let is_of_it = |c: char| if is_digit { c.is_ascii_digit() } else { c.is_alphabetic() };
        let length = text[start..].find(|c| !is_of_it(c)).unwrap_or(text.len() - start);
        let between = &text[at..start];
        let is_near = between.chars().all(|c| " .,/-".contains(c)) && between.len() < 4;
        let part = &text[start..start + length];
        at = start + length;
        // `1st of may`
        let is_filler =
            !parts.is_empty() && ["st", "nd", "rd", "th", "of", "de", "er"].contains(&part);
        match is_near {
            true if is_filler => {}
            true => parts.push((part, start)),
            false => return None,
        }
    }
    let [(first, start), (second, at_second), (third, _)] = parts[..] else { return None };
    if start > 0 {
        return None;
    }
    let slash = text[..at_second].ends_with('/');
    let (year, month, day): (u16, u8, u8) = if first.len() == 4 {
        (first.parse().ok()?, second.parse().ok()?, third.parse().ok()?)
    } else {
        let year = third.parse().ok().filter(|_| third.len() == 4)?;
        let (month, day) = match (month(first), month(second)) {
            (Some(month), None) => (month, second.parse().ok()?),
            (None, Some(month)) => (month, first.parse().ok()?),
            _ => {
                let (one, two): (u8, u8) = (first.parse().ok()?, second.parse().ok()?);
                match (one, two) {
                    (1..=12, 1..=12) if slash && one != two => return None,
                    (_, 13..) => (one, two),
                    _ => (two, one),
                }
            }
        };
        (year, month, day)
    };
    if month > 12 || day > 31 {
        return None;
    }
    let day = self::day(&format!("{year:04}{month:02}{day:02}"), [0, 4, 6])?;
    let (time, offset) = clock(&text[at..]).unzip();
    Some(Moment { day, time, offset: offset.flatten() })
}

/// A time right behind a day: `, 6:30 utc`.
fn clock(text: &str) -> Option<((u8, u8, u8), Option<i16>)> {
    let start = text.find(|c: char| c.is_ascii_digit()).filter(|start| *start < 7)?;
    let is_between = text[..start].chars().all(|c| c.is_alphabetic() || " ,|".contains(c));
    let rest = &text[start..];
    let (hours, behind) = rest.split_once([':', '.'])?;
    let minutes = behind.get(..2)?;
    let is_number = |text: &str, most| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !is_between || !is_number(hours, 2) || !is_number(minutes, 2) {
        return None;
    }
    let after = behind[2..].trim_start();
    // Half a day later or not, nobody can tell without reading on.
    let (hour, after) = match (hours.parse::<u8>().ok()?, after.get(..2)) {
        (12, Some("am")) => (0, &after[2..]),
        (hour @ 1..=11, Some("pm")) => (hour + 12, &after[2..]),
        (hour, Some("am" | "pm")) => (hour, &after[2..]),
        (hour, _) => (hour, after),
    };
    let time = (hour, minutes.parse().ok()?, 0);
    let zone = after.trim_start();
    let is_greenwich = ["gmt", "utc", "z"].iter().any(|name| zone.starts_with(name));
    is_time(time).then_some((time, is_greenwich.then_some(0)))
}

/// The number of a month by its name in one of the languages of agencies.
fn month(name: &str) -> Option<u8> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "ene", "gen", "янв"],
        &["feb", "fév", "fev", "фев"],
        &["mar", "mär", "mrz", "maa", "мар"],
        &["apr", "avr", "abr", "апр"],
        &["may", "mai", "mag", "mei", "май", "мая"],
        &["jun", "juin", "giu", "июн"],
        &["jul", "juil", "lug", "июл"],
        &["aug", "aoû", "aou", "ago", "авг"],
        &["sep", "set", "сен"],
        &["oct", "okt", "ott", "окт"],
        &["nov", "ноя"],
        &["dec", "déc", "dez", "dic", "дек"],
    ];
    let is_it = |names: &&[&str]| names.iter().any(|start| name.starts_with(start));
    let at = NAMES.iter().position(is_it)?;
    u8::try_from(at + 1).ok()
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
