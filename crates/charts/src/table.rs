//! What a file says: columns of numbers, of times or of words.

use std::ops::Range;

use jiff::civil::DateTime;

use crate::number::{is_bare, is_code};

/// How many faults of one file are told.
pub(crate) const MOST_FAULTS: usize = 10;

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte range in the file; none if all of it is meant.
    pub at: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Fault {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Fault { at: None, message: message.into(), hint: hint.into() }
    }
}

/// A file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// At least one.
    pub columns: Vec<Column>,
    /// How many rows there are; at least one.
    pub rows: usize,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What it is called, without its unit; nothing may be said of the first.
    pub name: String,
    /// The unit of its numbers: `m`, `%`.
    pub unit: Option<String>,
    /// Its cells.
    pub values: Values,
    /// Its numbers as they are written, where that is how readers get them: years and codes.
    pub written: Option<Vec<String>>,
}

/// The cells of a column, one for each row.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// Numbers, and with how many decimals they are written at most. None where nothing is
    /// known.
    Numbers(Vec<Option<f64>>, usize),
    /// Times, all as exact as each other.
    Times(Vec<Option<DateTime>>, Grain),
    /// Words.
    Texts(Vec<String>),
}

/// How exact times are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// `2026`
    Year,
    /// `2026-11`
    Month,
    /// `2026-11-30`
    Day,
    /// `2026-11-30 14:05`
    Minute,
    /// `2026-11-30 14:05:12`
    Second,
    /// `14:05`, of any day.
    Clock,
    /// `14:05:12`, of any day, or how long something took.
    ClockSecond,
}

impl Column {
    /// Its numbers and their decimals, if it has numbers.
    pub fn numbers(&self) -> Option<(&[Option<f64>], usize)> {
        match &self.values {
            Values::Numbers(numbers, decimals) => Some((numbers, *decimals)),
            _ => None,
        }
    }

    /// Whether its cells are digits that would be numbers with another head.
    pub(crate) fn has_codes_by_head(&self) -> bool {
        let is_number = |cell: &String| cell.is_empty() || is_bare(cell) && !is_code(cell);
        self.texts().is_some_and(|cells| {
            cells.iter().all(is_number) && cells.iter().any(|cell| !cell.is_empty())
        })
    }

    /// Its words, if it has words.
    pub fn texts(&self) -> Option<&[String]> {
        match &self.values {
            Values::Texts(texts) => Some(texts),
            _ => None,
        }
    }
}

impl Table {
    /// The columns of numbers behind the first column.
    pub(crate) fn measured(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().skip(1).filter(|column| column.numbers().is_some())
    }
}

/// The seconds from 1970 to a time of a calendar.
pub(crate) fn seconds(time: DateTime) -> f64 {
    let days = days_from_1970(time);
    let of_day = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60;
    let part = f64::from(time.subsec_nanosecond()) / 1e9;
    (days * 86_400 + of_day + i64::from(time.second())) as f64 + part
}

/// The days from 1970-01-01 to that of a time
/// (<https://howardhinnant.github.io/date_algorithms.html#days_from_civil>).
fn days_from_1970(time: DateTime) -> i64 {
    let (year, month, day) =
        (i64::from(time.year()), i64::from(time.month()), i64::from(time.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_those_of_the_calendar() {
        for (time, expected) in [
            ("1970-01-01T00:00", 0.0),
            ("1970-01-02T00:01:01", 86_461.0),
            ("1969-12-31T00:00", -86_400.0),
            ("2000-03-01T00:00", 951_868_800.0),
            ("2026-11-30T14:05", 1_796_047_500.0),
            ("2026-11-30T14:05:01.25", 1_796_047_501.25),
        ] {
            assert_eq!(seconds(time.parse().unwrap()), expected, "{time}");
        }
    }
}
