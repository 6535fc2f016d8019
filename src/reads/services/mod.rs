//! Reads from the APIs of analytics services.
//!
//! Each service has a file that knows its documented API; `client` asks, waits
//! and tries again for all of them, until the time is up. Whatever fails, no day that is half fetched
//! comes out, and those before it do.

mod answer;
mod client;
mod goatcounter;
mod matomo;
mod plausible;
mod umami;

use std::fmt;
use std::ops::RangeInclusive;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

use crate::diagnostic::Diagnostic;
pub use answer::Fetched;
use answer::Gathered;
use client::Client;

/// An analytics service that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// [GoatCounter](https://www.goatcounter.com/help/api).
    Goatcounter,
    /// [Plausible](https://plausible.io/docs/stats-api).
    Plausible,
    /// [Matomo](https://developer.matomo.org/api-reference/reporting-api).
    Matomo,
    /// [Umami](https://umami.is/docs/api).
    Umami,
}

impl Service {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Service::Goatcounter => "GoatCounter",
            Service::Plausible => "Plausible",
            Service::Matomo => "Matomo",
            Service::Umami => "Umami",
        }
    }

    /// The environment variables that may hold its token; the first that is set counts.
    pub fn token_variables(self) -> &'static [&'static str] {
        match self {
            Service::Goatcounter => &["GOATCOUNTER_TOKEN"],
            Service::Plausible => &["PLAUSIBLE_API_KEY"],
            Service::Matomo => &["MATOMO_TOKEN"],
            Service::Umami => &[umami::CLOUD_KEY, umami::OWN_TOKEN],
        }
    }

    /// Where it is for whoever has a token of the environment variable
    /// `variable`, unless everybody has a server of their own.
    pub fn default_server(self, variable: &str) -> Option<&'static str> {
        match self {
            Service::Plausible => Some("https://plausible.io/"),
            Service::Umami if variable == umami::CLOUD_KEY => Some("https://api.umami.is/v1/"),
            Service::Goatcounter | Service::Matomo | Service::Umami => None,
        }
    }

    /// Whether it has to be told which site is meant.
    pub fn needs_site(self) -> bool {
        self != Service::Goatcounter
    }
}

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

/// How many pages an answer may have. At hundreds of addresses a page no site
/// comes near it.
const MOST_PAGES: usize = 2000;

/// Asks `service` how often each address was read on each day.
///
/// # Errors
/// The service cannot be reached, refuses, takes too long, or answers something else
/// than its documentation says, before a day was whole; the message has no token in it.
pub fn fetch(
    service: Service,
    query: &Query<'_>,
    patience: &Patience,
) -> Result<Fetched, Diagnostic> {
    let client = Client::new(service, query, *patience)?;
    let mut gathered = Gathered::new(&query.days);
    let outcome = match service {
        Service::Goatcounter => goatcounter::fetch(&client, query, &mut gathered),
        Service::Plausible => plausible::fetch(&client, query, &mut gathered),
        Service::Matomo => matomo::fetch(&client, query, &mut gathered),
        Service::Umami => umami::fetch(&client, query, &mut gathered),
    };
    match outcome {
        Ok(()) => Ok(gathered.all()),
        Err(fault) => gathered.whole_days(fault),
    }
}

/// Asks for one page after the other until `ask`, which is given the number of
/// the page, says that it was the last.
fn every_page<T: PartialEq>(
    client: &Client<'_>,
    mut ask: impl FnMut(usize) -> Result<(T, IsLast), Diagnostic>,
    mut take: impl FnMut(&T),
) -> Result<(), Diagnostic> {
    let mut before = None;
    for page in 0..MOST_PAGES {
        let (rows, is_last) = ask(page)?;
        if before.as_ref() == Some(&rows) {
            return Err(client.endless("gives the same page of its answer again and again"));
        }
        take(&rows);
        if is_last == IsLast::Yes {
            return Ok(());
        }
        before = Some(rows);
    }
    Err(client.endless("has no end to its answer"))
}

/// Whether a page is the last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IsLast {
    Yes,
    No,
}

impl IsLast {
    fn of(is_last: bool) -> Self {
        if is_last { IsLast::Yes } else { IsLast::No }
    }
}

/// An address below that of the server, with or without a last slash in it.
fn below<'p>(server: &Url, path: impl IntoIterator<Item = &'p str>) -> Url {
    let mut url = server.clone();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().extend(path);
    }
    url
}

/// The days of a range.
fn each_day(days: &RangeInclusive<Date>) -> impl Iterator<Item = Date> {
    let last = *days.end();
    days.start().series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
}
