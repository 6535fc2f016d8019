//! GoatCounter: `GET /api/v0/stats/hits`, by the comments of its own source
//! (`handlers/api.go`), from which its API's documentation is made.

use jiff::civil::Date;
use serde::Deserialize;

use super::client::{Client, Request};
use super::{IsLast, Query, below, every_page};
use crate::diagnostic::Diagnostic;
use crate::text::reads::Counts;

/// How many paths it gives at most in one answer.
const PATHS: &str = "100";

#[derive(Deserialize)]
struct Answer {
    hits: Vec<Hit>,
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
    #[serde(default)]
    stats: Vec<Stat>,
}

#[derive(Deserialize, PartialEq)]
struct Stat {
    day: Date,
    /// Visitors on that day.
    daily: u64,
}

pub fn fetch(client: &Client<'_>, query: &Query<'_>) -> Result<Counts, Diagnostic> {
    let mut counts = Counts::default();
    let mut seen: Vec<String> = Vec::new();
    let ask = |_| {
        let answer: Answer = client.json(&request(client, query, &seen))?;
        seen.extend(answer.hits.iter().map(|hit| hit.path_id.to_string()));
        let is_last = IsLast::of(!answer.more || answer.hits.is_empty());
        Ok((answer.hits, is_last))
    };
    every_page(client, ask, |hits| {
        for hit in hits.iter().filter(|hit| !hit.event) {
            for Stat { day, daily } in &hit.stats {
                // The days around those that were asked for come along, at zero or cut off.
                if query.days.contains(day) && *daily > 0 {
                    counts.add(*day, &hit.path, *daily);
                }
            }
        }
    })?;
    Ok(counts)
}

fn request(client: &Client<'_>, query: &Query<'_>, seen: &[String]) -> Request {
    let mut url = below(query.server, ["api", "v0", "stats", "hits"]);
    url.query_pairs_mut()
        .append_pair("start", &format!("{}T00:00:00Z", query.days.start()))
        .append_pair("end", &format!("{}T23:59:59Z", query.days.end()))
        .append_pair("daily", "true")
        .append_pair("limit", PATHS);
    if !seen.is_empty() {
        url.query_pairs_mut().append_pair("exclude_paths", &seen.join(","));
    }
    let kind = ("content-type", "application/json".to_string());
    Request { url, headers: vec![client.bearer(), kind], body: None }
}
