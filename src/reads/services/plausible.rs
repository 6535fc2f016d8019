//! Plausible: `POST /api/v2/query`, by <https://plausible.io/docs/stats-api>.
//!
//! A read is a visitor of a page on a day: who comes back the same day read it once.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;

use super::answer::Collector;
use super::client::{Client, Request};
use super::pages::{IsLast, below, every_page};
use super::query::Query;
use crate::diagnostic::Diagnostic;

/// How many rows it gives at most in one answer.
const ROWS: usize = 10_000;

#[derive(Deserialize)]
struct Answer {
    results: Vec<Row>,
}

#[derive(Deserialize, PartialEq)]
struct Row {
    /// Day and page.
    dimensions: (Date, String),
    /// Visitors.
    metrics: (u64,),
}

pub fn fetch(
    client: &Client<'_>,
    query: &Query<'_>,
    collector: &mut Collector,
) -> Result<(), Diagnostic> {
    let url = below(query.server, ["api", "v2", "query"]);
    let ask = |page: usize| {
        let body = json!({
            "site_id": query.site.unwrap_or_default(),
            "metrics": ["visitors"],
            "date_range": [query.days.start(), query.days.end()],
            "dimensions": ["time:day", "event:page"],
            // Without an order of its own, a row could be on two pages or on none.
            "order_by": [["time:day", "asc"], ["event:page", "asc"]],
            "pagination": {"limit": ROWS, "offset": page * ROWS},
        });
        let request = Request {
            url: url.clone(),
            headers: vec![client.bearer()],
            body: Some(("application/json", body.to_string())),
        };
        let Answer { results } = client.json(&request)?;
        let is_last = IsLast::of(results.len() < ROWS);
        Ok((results, is_last))
    };
    let (mut newest, mut is_in_order) = (None::<Date>, true);
    every_page(client, ask, |rows: &Vec<Row>| {
        for Row { dimensions: (day, page), metrics: (visitors,) } in rows {
            collector.add(*day, page, *visitors);
            is_in_order &= newest.is_none_or(|newest| newest <= *day);
            newest = Some(*day);
        }
        // The day of the last row may go on in the next answer.
        collector.is_whole_before(newest.filter(|_| is_in_order).unwrap_or(*query.days.start()));
    })
}
