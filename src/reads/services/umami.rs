//! Umami: `GET /websites/:id/metrics`, by <https://umami.is/docs/api/website-stats>
//! and, for the name of the type, <https://umami.is/docs/cloud/api-changelog>.
//!
//! A read is a visitor of a path on a day.

use jiff::civil::Date;
use serde::Deserialize;
use url::Url;

use super::answer::Collector;
use super::client::{Client, Request};
use super::pages::{IsLast, below, each_day, every_page};
use super::query::Query;
use super::service::UMAMI_CLOUD_KEY;
use crate::diagnostic::Diagnostic;

/// How many paths are asked for at once.
const PATHS: usize = 500;

#[derive(Deserialize, PartialEq)]
struct Metric {
    /// The path.
    x: String,
    /// Visitors.
    y: u64,
}

pub fn fetch(
    client: &Client<'_>,
    query: &Query<'_>,
    collector: &mut Collector,
) -> Result<(), Diagnostic> {
    let mut kind = Kind::Path;
    for day in each_day(&query.days) {
        let ask = |page: usize| {
            let metrics = metrics(client, query, day, page, &mut kind)?;
            let is_last = IsLast::of(metrics.len() < PATHS);
            Ok((metrics, is_last))
        };
        every_page(client, ask, |metrics| {
            for Metric { x, y } in metrics {
                collector.add(day, x, *y);
            }
        })?;
        collector.is_whole_before(day.tomorrow().unwrap_or(day));
    }
    Ok(())
}

/// What paths are called: `path` since version 3, and `url` before. A server
/// answers a name that it does not know with status 400.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Path,
    Url,
}

fn metrics(
    client: &Client<'_>,
    query: &Query<'_>,
    day: Date,
    page: usize,
    kind: &mut Kind,
) -> Result<Vec<Metric>, Diagnostic> {
    if *kind == Kind::Path {
        let found = client.json_but(&request(client, query, day, page, Kind::Path)?, 400)?;
        if let Some(metrics) = found {
            return Ok(metrics);
        }
        *kind = Kind::Url;
    }
    client.json(&request(client, query, day, page, Kind::Url)?)
}

fn request(
    client: &Client<'_>,
    query: &Query<'_>,
    day: Date,
    page: usize,
    kind: Kind,
) -> Result<Request, Diagnostic> {
    let mut url = address(query);
    let (first, last) = moments(query, day)
        .map_err(|_| client.unexpected(&format!("{day} is too far away for it")))?;
    url.query_pairs_mut()
        .append_pair("startAt", &first.to_string())
        .append_pair("endAt", &last.to_string())
        .append_pair("type", if kind == Kind::Path { "path" } else { "url" })
        .append_pair("limit", &PATHS.to_string())
        .append_pair("offset", &(page * PATHS).to_string());
    let key = match query.token.variable {
        UMAMI_CLOUD_KEY => ("x-umami-api-key", query.token.value.trim().to_string()),
        _ => client.bearer(),
    };
    Ok(Request { url, headers: vec![key], body: None })
}

/// One's own Umami has its API below `/api/`, the cloud's has a host of its own.
fn address(query: &Query<'_>) -> Url {
    let api = (query.token.variable != UMAMI_CLOUD_KEY).then_some("api");
    let site = query.site.unwrap_or_default();
    below(query.server, api.into_iter().chain(["websites", site, "metrics"]))
}

/// The first and the last millisecond of a day in the site's zone.
fn moments(query: &Query<'_>, day: Date) -> Result<(i64, i64), jiff::Error> {
    let start = |day: Date| day.to_zoned_datetime(query.time_zone.clone());
    let first = start(day)?.timestamp().as_millisecond();
    let next = start(day.tomorrow()?)?.timestamp().as_millisecond();
    Ok((first, next - 1))
}
