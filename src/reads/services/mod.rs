//! Reads from the APIs of analytics services.
//!
//! Each service has a file that knows its documented API; `client` asks, waits
//! and tries again for all of them, until the time is up. Whatever fails, no day that is half fetched
//! comes out, and those before it do.

mod answer;
mod client;
mod goatcounter;
mod matomo;
mod pages;
mod plausible;
mod query;
mod service;
mod umami;

use answer::Collector;
use client::Client;

use crate::diagnostic::Diagnostic;

pub use answer::ServiceReads;
pub use query::{Patience, Query, Token};
pub use service::Service;

/// Asks `service` how often each address was read on each day.
///
/// # Errors
/// The service cannot be reached, refuses, takes too long, or answers something else
/// than its documentation says, before a day was whole; the message has no token in it.
pub fn fetch(
    service: Service,
    query: &Query<'_>,
    patience: &Patience,
) -> Result<ServiceReads, Diagnostic> {
    let client = Client::new(service, query, *patience)?;
    let mut collector = Collector::new(&query.days);
    let outcome = match service {
        Service::Goatcounter => goatcounter::fetch(&client, query, &mut collector),
        Service::Plausible => plausible::fetch(&client, query, &mut collector),
        Service::Matomo => matomo::fetch(&client, query, &mut collector),
        Service::Umami => umami::fetch(&client, query, &mut collector),
    };
    match outcome {
        Ok(()) => Ok(collector.all()),
        Err(fault) => collector.whole_days(fault),
    }
}
