//! The archive: years, months and days that have briefings.

use std::ops::Range;

use jiff::civil::Date;

use crate::model::ListedBriefing;

/// A year, a month or a day, and its briefings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Any day of it that has a briefing.
    pub day: Date,
    /// Its stretch of the site's briefings, which are newest first.
    pub briefings: Range<usize>,
}

/// All periods with briefings, newest first.
#[derive(Debug, Default)]
pub struct Archive {
    /// Years.
    pub years: Vec<Period>,
    /// Months of all years.
    pub months: Vec<Period>,
    /// Days of all months.
    pub days: Vec<Period>,
}

impl Archive {
    /// The archive of `briefings`, which are newest first.
    pub fn new(briefings: &[ListedBriefing<'_>]) -> Self {
        Archive {
            years: periods(briefings, |day| (day.year(), 0, 0)),
            months: periods(briefings, |day| (day.year(), day.month(), 0)),
            days: periods(briefings, |day| (day.year(), day.month(), day.day())),
        }
    }
}

/// The stretches of equal keys.
fn periods(briefings: &[ListedBriefing<'_>], key: impl Fn(Date) -> (i16, i8, i8)) -> Vec<Period> {
    let mut periods: Vec<Period> = Vec::new();
    for (at, briefing) in briefings.iter().enumerate() {
        let day = briefing.day;
        match periods.last_mut() {
            Some(last) if key(last.day) == key(day) => last.briefings.end = at + 1,
            _ => periods.push(Period { day, briefings: at..at + 1 }),
        }
    }
    periods
}
