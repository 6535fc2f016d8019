//! The days of texts, as Ruby reads them.

use crate::import::facts::{Facts, date, scalar};
use crate::text::date::Written;

/// YAML reads a moment with seconds and without a zone as one of UTC; all other texts are read as
/// times of the site's zone (Ruby's Psych and `Time.parse`).
pub fn in_utc(facts: &Facts, date: Written) -> Written {
    let text = facts.get("date").and_then(scalar).unwrap_or_default();
    let is_timestamp = text.len() == "2020-01-01 10:00:00".len()
        && text.matches(':').count() == 2
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b' ' | b'T'));
    match is_timestamp {
        true => Written::parse(&format!("{text} Z")).unwrap_or(date),
        false => date,
    }
}

/// `2020-01-02-talks` as its day and its name.
pub fn dated_name(stem: &str) -> (Option<String>, &str) {
    let mut parts = stem.splitn(4, '-');
    let numbers: Vec<&str> = parts.by_ref().take(3).collect();
    let (Some(name), [year, month, day]) = (parts.next(), &numbers[..]) else {
        return (None, stem);
    };
    let is_number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    // `Document::DATE_FILENAME_MATCHER`; of two digits, Ruby takes the year that is near.
    let year = match (year.len(), year.parse::<u16>()) {
        (2, Ok(year)) => Some(if year < 69 { 2000 + year } else { 1900 + year }),
        (4, Ok(year)) => Some(year),
        _ => None,
    };
    let is_day = is_number(month, 1..=2) && is_number(day, 1..=2);
    match year.filter(|_| is_day && is_number(numbers[0], 2..=4)) {
        Some(year) => (Some(existing(&format!("{year}-{month:0>2}-{day:0>2}"))), name),
        None => (None, stem),
    }
}

/// A day that there is: Ruby takes 30 February for 1 March.
fn existing(day: &str) -> String {
    let parts: Vec<i16> = day.split('-').filter_map(|part| part.parse().ok()).collect();
    let [year, month, day_of_month] = parts[..] else { return day.into() };
    let (Ok(month), true) = (i8::try_from(month), (29..=31).contains(&day_of_month)) else {
        return day.into();
    };
    let Ok(first) = jiff::civil::Date::new(year, month, 1) else { return day.into() };
    let last = i16::from(first.days_in_month());
    match day_of_month > last {
        true => match first.last_of_month().tomorrow() {
            Ok(next) => format!("{}-{:02}-{:02}", next.year(), next.month(), day_of_month - last),
            Err(_) => day.into(),
        },
        false => day.into(),
    }
}

/// The day with which a text begins.
pub fn day_before(text: &str) -> Option<Written> {
    let day = text.split([' ', 'T', '\t']).next()?;
    day.starts_with(|c: char| c.is_ascii_digit()).then(|| date(day).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_tell_days() {
        for (stem, day, name) in [
            ("2020-01-02-talks", Some("2020-01-02"), "talks"),
            ("2015-1-9-why-90-days", Some("2015-01-09"), "why-90-days"),
            ("24-01-05-talks", Some("2024-01-05"), "talks"),
            ("99-1-5-talks", Some("1999-01-05"), "talks"),
            ("124-01-05-talks", None, "124-01-05-talks"),
            ("2024-02-30-talks", Some("2024-03-01"), "talks"),
            ("talks", None, "talks"),
            ("20-questions-in-a-day", None, "20-questions-in-a-day"),
        ] {
            assert_eq!(dated_name(stem), (day.map(String::from), name));
        }
    }
}
