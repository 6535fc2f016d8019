//! What a service is asked, and how patiently.

use std::fmt;
use std::ops::RangeInclusive;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

/// What a service knows its client by.
#[derive(Clone)]
pub struct Token {
    /// The environment variable that it was in.
    pub variable: &'static str,
    /// The token itself, which is never shown.
    pub value: String,
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("variable", &self.variable).finish_non_exhaustive()
    }
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    /// Where the service is.
    pub server: &'a Url,
    /// The id that it has given the site.
    pub site: Option<&'a str>,
    /// What lets us in.
    pub token: &'a Token,
    /// The days: first and last.
    pub days: RangeInclusive<Date>,
    /// The site's zone, for services that want moments.
    pub time_zone: &'a TimeZone,
}

/// How long a service is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Of all that is asked.
    pub budget: Duration,
    /// Of one answer, from the first byte sent to the last received.
    pub timeout: Duration,
    /// How often the same is asked at most.
    pub tries: u32,
    /// Between the first try and the second; it doubles each time.
    pub first_wait: Duration,
    /// The longest wait, also if the service asks for more.
    pub longest_wait: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            budget: Duration::from_secs(120),
            timeout: Duration::from_secs(60),
            tries: 5,
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(90),
        }
    }
}
