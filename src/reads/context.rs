//! What every format is read with.

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What a format is read with.
#[derive(Clone, Debug)]
pub struct Context {
    /// The site's zone: its days are what is counted by.
    pub time_zone: TimeZone,
    /// The last day that can have reads.
    pub today: Date,
    /// The day of a file that does not name one.
    pub day: Option<Date>,
}

impl Context {
    /// Whether a day can have reads.
    ///
    /// # Errors
    /// A sentence: it is still to come, or of a year that no store holds.
    pub(super) fn check(&self, day: Date) -> Result<Date, String> {
        if day > self.today {
            return Err(format!("{day} is in the future"));
        }
        if day.year() < 1 {
            return Err(format!("{day} is before the year 1"));
        }
        Ok(day)
    }
}
