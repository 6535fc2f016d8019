//! Moments to days of the site.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::reads::context::Context;

/// Finds days, and remembers the last one: the next line is mostly of the same minute.
pub(super) struct Days<'a> {
    context: &'a Context,
    /// The minute, counted since 1970, and its day.
    last: Option<(i64, Date)>,
}

impl<'a> Days<'a> {
    pub fn new(context: &'a Context) -> Self {
        Days { context, last: None }
    }

    /// The day in the site's zone.
    ///
    /// # Errors
    /// That it is in the future, or too long ago.
    pub fn day(&mut self, time: Timestamp) -> Result<Date, String> {
        // No offset that was in use since there are web servers changes within a minute.
        let minute = time.as_second().div_euclid(60);
        let day = match self.last {
            Some((last, day)) if last == minute => day,
            _ => self.context.time_zone.to_datetime(time).date(),
        };
        self.last = Some((minute, day));
        self.context.check(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZoneDatabase;

    #[test]
    fn days_are_those_of_the_site() {
        let time_zone = TimeZoneDatabase::bundled().get("Asia/Kathmandu").unwrap();
        let today = Date::constant(2026, 3, 1);
        let context = Context { time_zone, today, day: None };
        let mut days = Days::new(&context);
        for (time, day) in [
            ("2026-02-01T18:14:59Z", "2026-02-01"),
            ("2026-02-01T18:15:00Z", "2026-02-02"),
            ("2026-02-01T18:15:59Z", "2026-02-02"),
            ("2026-02-01T18:14:00Z", "2026-02-01"),
        ] {
            assert_eq!(days.day(time.parse().unwrap()).unwrap().to_string(), day, "{time}");
        }
        for (time, message) in [
            ("-001199-02-15T12:00:00Z", "-001199-02-15 is before the year 1"),
            ("0000-12-31T18:14:00Z", "0000-12-31 is before the year 1"),
        ] {
            assert_eq!(days.day(time.parse().unwrap()).unwrap_err(), message);
        }
        for _ in 0..2 {
            let late = days.day("2026-03-01T18:15:00Z".parse().unwrap());
            assert_eq!(late.unwrap_err(), "2026-03-02 is in the future");
        }
    }
}
