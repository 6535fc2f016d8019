//! Times along an axis: the beginnings of years, months, days or hours.

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

use crate::language::DateStyle;
use crate::table::{Grain, seconds};

/// A step between two times.
#[derive(Clone, Copy)]
enum Step {
    Seconds(i32),
    Minutes(i32),
    Hours(i32),
    Days(i32),
    Months(i32),
    Years(i32),
}

use Step::{Days, Hours, Minutes, Months, Seconds, Years};

const STEPS: [Step; 35] = [
    Seconds(1),
    Seconds(2),
    Seconds(5),
    Seconds(10),
    Seconds(15),
    Seconds(30),
    Minutes(1),
    Minutes(2),
    Minutes(5),
    Minutes(10),
    Minutes(15),
    Minutes(30),
    Hours(1),
    Hours(2),
    Hours(3),
    Hours(6),
    Hours(12),
    Days(1),
    Days(2),
    Days(4),
    Days(7),
    Days(14),
    Months(1),
    Months(2),
    Months(3),
    Months(6),
    Years(1),
    Years(2),
    Years(5),
    Years(10),
    Years(20),
    Years(50),
    Years(100),
    Years(200),
    Years(500),
];

/// Times to be written below an axis from `first` to `last`, at most so many, and how.
pub(crate) fn time_ticks(
    first: DateTime,
    last: DateTime,
    grain: Grain,
    most: usize,
) -> Vec<(DateTime, DateStyle)> {
    let span = seconds(last) - seconds(first);
    let fits = |step: &&Step| step.is_of(grain) && span / step.seconds() < most as f64;
    let step = STEPS.iter().find(fits).copied().unwrap_or(Years(1000));
    let mut ticks = Vec::new();
    let mut next = step.start(first);
    while let Some(time) = next.filter(|time| *time <= last && ticks.len() < 2 * most) {
        if time >= first {
            ticks.push(time);
        }
        next = time.checked_add(step.span()).ok();
    }
    // Too few to tell how long it takes: both ends.
    if ticks.len() < 2 {
        ticks = vec![first, last];
        ticks.dedup();
        return ticks.into_iter().map(|time| (time, style_of(grain))).collect();
    }
    let style = |(at, time): (usize, DateTime)| (time, step.style(time, at == 0));
    ticks.into_iter().enumerate().map(style).collect()
}

/// How times are written that stand alone.
pub(crate) fn style_of(grain: Grain) -> DateStyle {
    match grain {
        Grain::Year => DateStyle::Year,
        Grain::Month => DateStyle::MonthOfYear,
        Grain::Day => DateStyle::DayOfYear,
        Grain::Minute => DateStyle::Moment,
        Grain::Second => DateStyle::MomentSecond,
        Grain::Clock => DateStyle::Clock,
        Grain::ClockSecond => DateStyle::ClockSecond,
    }
}

impl Step {
    /// Whether times of this grain are told apart by the step.
    fn is_of(self, grain: Grain) -> bool {
        let is_of_clock = matches!(grain, Grain::Clock | Grain::ClockSecond);
        let is_moment = matches!(grain, Grain::Minute | Grain::Second);
        match self {
            Seconds(_) => matches!(grain, Grain::Second | Grain::ClockSecond),
            Minutes(_) | Hours(_) => is_moment || is_of_clock,
            Days(_) => is_moment || grain == Grain::Day,
            Months(_) => is_moment || matches!(grain, Grain::Day | Grain::Month),
            Years(_) => !is_of_clock,
        }
    }

    fn seconds(self) -> f64 {
        match self {
            Seconds(count) => f64::from(count),
            Minutes(count) => 60.0 * f64::from(count),
            Hours(count) => 3600.0 * f64::from(count),
            Days(count) => 86_400.0 * f64::from(count),
            Months(count) => 30.4 * 86_400.0 * f64::from(count),
            Years(count) => 365.2 * 86_400.0 * f64::from(count),
        }
    }

    fn span(self) -> Span {
        match self {
            Seconds(count) => count.seconds(),
            Minutes(count) => count.minutes(),
            Hours(count) => count.hours(),
            Days(count) => count.days(),
            Months(count) => count.months(),
            Years(count) => count.years(),
        }
    }

    /// The last beginning of such a step that is not behind `first`.
    fn start(self, first: DateTime) -> Option<DateTime> {
        let midnight = |date: Date| date.at(0, 0, 0, 0);
        let below = |value: i32, step: i32| value.div_euclid(step) * step;
        let date = first.date();
        let (hour, minute) = (i32::from(first.hour()), i32::from(first.minute()));
        match self {
            Seconds(step) => {
                let second = i8::try_from(below(i32::from(first.second()), step)).ok()?;
                Some(date.at(first.hour(), first.minute(), second, 0))
            }
            Minutes(step) => {
                let minute = i8::try_from(below(minute, step)).ok()?;
                Some(date.at(first.hour(), minute, 0, 0))
            }
            Hours(step) => Some(date.at(i8::try_from(below(hour, step)).ok()?, 0, 0, 0)),
            // From the first day on, which may be that of a week.
            Days(_) => Some(midnight(date)),
            Months(step) => {
                let month = below(i32::from(date.month()) - 1, step) + 1;
                Date::new(date.year(), i8::try_from(month).ok()?, 1).ok().map(midnight)
            }
            Years(step) => {
                let year = below(i32::from(date.year()), step);
                Date::new(i16::try_from(year).ok()?, 1, 1).ok().map(midnight)
            }
        }
    }

    fn style(self, time: DateTime, is_first: bool) -> DateStyle {
        match self {
            Years(_) => DateStyle::Year,
            Months(_) if is_first || time.month() == 1 => DateStyle::MonthOfYear,
            Months(_) => DateStyle::Month,
            Days(_) => DateStyle::Day,
            Seconds(_) => DateStyle::ClockSecond,
            Minutes(_) | Hours(_)
                if time.hour() == 0 && time.minute() == 0 && time.year() != 1970 =>
            {
                DateStyle::Day
            }
            Minutes(_) | Hours(_) => DateStyle::Clock,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_where_years_months_days_and_hours_begin() {
        for (first, last, grain, expected) in [
            ("2000-01-01", "2026-01-01", Grain::Year, "2000 2005 2010 2015 2020 2025"),
            ("2024-01-01", "2026-01-01", Grain::Year, "2024 2025 2026"),
            ("2025-11-01", "2026-11-01", Grain::Month, "2026-01 2026-04 2026-07 2026-10"),
            ("2026-01-01", "2026-03-01", Grain::Month, "2026-01 2026-02 2026-03"),
            ("2026-11-03", "2026-11-24", Grain::Day, "11-03 11-07 11-11 11-15 11-19 11-23"),
            ("2026-01-15", "2026-06-15", Grain::Day, "2026-02 2026-03 2026-04 2026-05 2026-06"),
            ("2026-11-30T08:00", "2026-11-30T20:30", Grain::Minute, "09:00 12:00 15:00 18:00"),
            ("1970-01-01T09:00", "1970-01-01T09:20", Grain::Clock, "09:00 09:05 09:10 09:15 09:20"),
            (
                "2026-11-30T08:00:03",
                "2026-11-30T08:00:20",
                Grain::Second,
                "08:00:05 08:00:10 08:00:15 08:00:20",
            ),
            (
                "1970-01-01T02:05:33",
                "1970-01-01T02:06:02",
                Grain::ClockSecond,
                "02:05:35 02:05:40 02:05:45 02:05:50 02:05:55 02:06:00",
            ),
            ("2026-11-30", "2026-11-30", Grain::Day, "2026-11-30"),
            ("1200-01-01", "2900-01-01", Grain::Year, "1500 2000 2500"),
        ] {
            let ticks = time_ticks(first.parse().unwrap(), last.parse().unwrap(), grain, 6);
            let shown = |(time, style): &(DateTime, DateStyle)| match style {
                DateStyle::Year => time.strftime("%Y").to_string(),
                DateStyle::Month | DateStyle::MonthOfYear => time.strftime("%Y-%m").to_string(),
                DateStyle::Day => time.strftime("%m-%d").to_string(),
                DateStyle::DayOfYear => time.date().to_string(),
                DateStyle::Clock | DateStyle::Moment => time.strftime("%H:%M").to_string(),
                DateStyle::ClockSecond | DateStyle::MomentSecond => {
                    time.strftime("%H:%M:%S").to_string()
                }
            };
            let shown: Vec<String> = ticks.iter().map(shown).collect();
            assert_eq!(shown.join(" "), expected, "{first} to {last}");
        }
    }
}
