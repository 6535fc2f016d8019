//! Matomo: `Actions.getPageUrls`, by
//! <https://developer.matomo.org/api-reference/reporting-api>.
//!
//! A read is a visit in which the page was seen (`nb_visits`).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::answer::Collector;
use super::client::{Client, Request};
use super::pages::{IsLast, below, each_day, every_page};
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
    /// Of one day.
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
    // The days of which there is more to come: of each there is a list, if only an empty one.
    let mut awaited: Vec<Date> = each_day(&query.days).collect();
    let ask = |page: usize| {
        let request = Request {
            url: url.clone(),
            headers: Vec::new(),
            // The token goes into the body, since addresses stand in logs.
            body: Some(("application/x-www-form-urlencoded", form(query, page))),
        };
        let days = match client.json(&request)? {
            Answer::Days(days) => days,
            Answer::Day(rows) if is_one_day(query) => BTreeMap::from([(*query.days.start(), rows)]),
            Answer::Day(_) => BTreeMap::new(),
            Answer::Fault { result, message } => {
                return Err(client.unexpected(&format!("{result}: {message}")));
            }
        };
        if let Some(missing) = missing(&awaited, &days, query) {
            return Err(client.unexpected(&missing));
        }
        awaited.retain(|day| days.get(day).is_some_and(|rows| rows.len() >= ROWS));
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

fn is_one_day(query: &Query<'_>) -> bool {
    query.days.start() == query.days.end()
}

/// What an answer lacks. A day that is not there would count as one without reads, and would not be
/// asked for again; the last one may not have begun where the site is.
fn missing(awaited: &[Date], days: &BTreeMap<Date, Vec<Row>>, query: &Query<'_>) -> Option<String> {
    let has_any = awaited.iter().any(|day| days.contains_key(day));
    let may_lack = |day: &Date| has_any && day == query.days.end();
    let day = awaited.iter().find(|day| !days.contains_key(day) && !may_lack(day))?;
    Some(match has_any {
        true => format!("it has no list for {day}"),
        false => "it has a list for none of the days".into(),
    })
}

fn form(query: &Query<'_>, page: usize) -> String {
    let days = match is_one_day(query) {
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
