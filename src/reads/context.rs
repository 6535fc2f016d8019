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
