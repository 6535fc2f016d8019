//! GoatCounter: `GET /api/v0/stats/hits`, by the comments of its own source
//! (`handlers/api.go`), from which its API's documentation is made.
//!
//! Its days are those of the zone in the settings of the token's user. It cuts
//! out what is asked for before it moves the hours into that zone, so that the
//! first or the last day would lack some: a day more is asked for on either side.
//! It gives page after page in the order of their reads, so no day is whole before
//! the last answer is there.

use jiff::civil::Date;
use serde::Deserialize;

use super::answer::Collector;
use super::client::{Client, Request};
use super::pages::{IsLast, below, every_page};
use super::query::Query;
use crate::diagnostic::Diagnostic;

/// How many paths it gives at most in one answer.
const PATHS: &str = "100";

#[derive(Deserialize)]
struct Answer {
    /// An empty list is `null`, as Go writes it; without one it is another answer.
    #[serde(deserialize_with = "Option::deserialize")]
    hits: Option<Vec<Hit>>,
    #[serde(default)]
    more: bool,
}

#[derive(Deserialize, PartialEq)]
struct Hit {
    path_id: u64,
    path: String,
    /// Whether it is an event on a page, and no page.
    #[serde(default)]
    event: bool,
    stats: Option<Vec<Stat>>,
}

#[derive(Deserialize, PartialEq)]
struct Stat {
    day: Date,
    /// Visitors on that day.
    daily: u64,
}

pub fn fetch(
    client: &Client<'_>,
    query: &Query<'_>,
    collector: &mut Collector,
) -> Result<(), Diagnostic> {
    let mut seen: Vec<String> = Vec::new();
    let ask = |_| {
        let answer: Answer = client.json(&request(client, query, &seen))?;
        let hits = answer.hits.unwrap_or_default();
        seen.extend(hits.iter().map(|hit| hit.path_id.to_string()));
        let is_last = IsLast::of(!answer.more || hits.is_empty());
        Ok((hits, is_last))
    };
    every_page(client, ask, |hits| {
        for hit in hits.iter().filter(|hit| !hit.event) {
            for Stat { day, daily } in hit.stats.iter().flatten() {
                collector.add(*day, &hit.path, *daily);
            }
        }
    })
}

fn request(client: &Client<'_>, query: &Query<'_>, seen: &[String]) -> Request {
    let mut url = below(query.server, ["api", "v0", "stats", "hits"]);
    let (first, last) = (*query.days.start(), *query.days.end());
    let before = first.yesterday().unwrap_or(first);
    let after = last.tomorrow().unwrap_or(last);
    url.query_pairs_mut()
        .append_pair("start", &format!("{before}T00:00:00Z"))
        .append_pair("end", &format!("{after}T23:00:00Z"))
        .append_pair("daily", "true")
        .append_pair("limit", PATHS);
    if !seen.is_empty() {
        url.query_pairs_mut().append_pair("exclude_paths", &seen.join(","));
    }
    let kind = ("content-type", "application/json".to_string());
    Request { url, headers: vec![client.bearer(), kind], body: None }
}
