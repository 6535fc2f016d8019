//! Matomo: `Actions.getPageUrls`, by
//! <https://developer.matomo.org/api-reference/reporting-api>.
//!
//! A read is a visit in which the page was seen (`nb_visits`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::answer::Collector;
use super::client::{Client, Request};
use super::pages::{IsLast, below, every_page};
use super::query::Query;
use crate::diagnostic::Diagnostic;

/// How many rows of a day are asked for at once.
const ROWS: usize = 1000;

#[derive(Deserialize)]
#[serde(untagged)]
enum Answer {
    Fault {
        result: String,
        message: String,
    },
    /// Of several days.
    Days(BTreeMap<Date, Vec<Row>>),
    /// Of one day; also, of several of which none has any.
    Day(Vec<Row>),
}

#[derive(Deserialize, PartialEq)]
struct Row {
    label: String,
    url: Option<String>,
    nb_visits: u64,
}

pub fn fetch(
    client: &Client<'_>,
    query: &Query<'_>,
    collector: &mut Collector,
) -> Result<(), Diagnostic> {
    let url = below(query.server, ["index.php"]);
    let ask = |page: usize| {
        let request = Request {
            url: url.clone(),
            headers: Vec::new(),
            // The token goes into the body, since addresses stand in logs.
            body: Some(("application/x-www-form-urlencoded", form(query, page))),
        };
        let days = match client.json(&request)? {
            Answer::Days(days) if days.is_empty() => {
                return Err(client.unexpected("it has none of the days"));
            }
            Answer::Days(days) => days,
            Answer::Day(rows) => BTreeMap::from([(*query.days.start(), rows)]),
            Answer::Fault { result, message } => {
                return Err(client.unexpected(&format!("{result}: {message}")));
            }
        };
        let is_last = IsLast::of(days.values().all(|rows| rows.len() < ROWS));
        Ok((days, is_last))
    };
    every_page(client, ask, |days| {
        for (day, rows) in days {
            for row in rows {
                collector.add(*day, row.url.as_deref().unwrap_or(&row.label), row.nb_visits);
            }
        }
        let full = days.iter().find(|(_, rows)| rows.len() >= ROWS);
        collector.is_whole_before(full.map_or(*query.days.end(), |(day, _)| *day));
    })
}

fn form(query: &Query<'_>, page: usize) -> String {
    let days = match query.days.start() == query.days.end() {
        true => query.days.start().to_string(),
        false => format!("{},{}", query.days.start(), query.days.end()),
    };
    url::form_urlencoded::Serializer::new(String::new())
        .append_pair("module", "API")
        .append_pair("method", "Actions.getPageUrls")
        .append_pair("idSite", query.site.unwrap_or_default())
        .append_pair("period", "day")
        .append_pair("date", &days)
        .append_pair("format", "JSON")
        .append_pair("flat", "1")
        .append_pair("filter_limit", &ROWS.to_string())
        .append_pair("filter_offset", &(page * ROWS).to_string())
        .append_pair("token_auth", query.token.value.trim())
        .finish()
}
