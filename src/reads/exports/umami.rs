//! Umami's data export: an archive with `website_event.csv`, one row for each
//! page that was loaded and each event.
//!
//! The columns are those of the table `website_event` in
//! `db/clickhouse/schema.sql` of `umami-software/umami`; of these exports there
//! is no description. Moments are in UTC. `event_type` is 1 for a page.
//!
//! A read is a visit: a page that is loaded twice in a visit on a day is read
//! once, also at two of its addresses. Rows come in no order, so each pair of visit and page is remembered
//! to the end, in 8 bytes.

use std::borrow::Cow;
use std::collections::HashSet;

use jiff::civil::Date;
use xxhash_rust::xxh3::xxh3_64;

use super::reading::{PageCount, Reading, RowResult, day_of_moment, shown, with_host};
use super::rows::{Row, Table, position};
use super::text::Text;
use crate::reads::addresses::Addresses;
use crate::reads::context::Context;
use crate::reads::refusal::Refusal;

/// Moment, path, kind, and what distinguishes visits. Before Umami knew visits, it
/// knew sessions, which last for a month.
pub(super) const COLUMNS: [&[&str]; 4] =
    [&["created_at"], &["url_path"], &["event_type"], &["visit_id", "session_id"]];

/// `EVENT_TYPE.pageView` in `src/lib/constants.ts`.
const PAGE: u32 = 1;

/// Whether this file of an archive is one that only Umami writes.
pub(super) fn is_in_export(name: &str) -> bool {
    ["website_event.csv", "session_data.csv", "event_data.csv"].contains(&name)
}

/// Whether this file of an archive counts pages.
pub(super) fn counts_pages(name: &str) -> bool {
    name.starts_with("website_event") && name.ends_with(".csv")
}

/// The columns that are read.
#[derive(Clone, Copy)]
struct Columns {
    moment: usize,
    path: usize,
    kind: usize,
    visit: usize,
    host: Option<usize>,
}

/// Reads the CSV.
///
/// # Errors
/// It has not the columns, or cannot be read.
pub(super) fn read(text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let mut table = Table::open(text)?;
    let header = table.header()?;
    let [moment, path, kind, visit] = reading.columns(&header, COLUMNS)?;
    let host = position(&header, &["hostname"]);
    let columns = Columns { moment, path, kind, visit, host };
    let (context, addresses) = (reading.context, reading.addresses);
    let mut known = HashSet::new();
    reading.enter_all(&mut table, header.len(), |row| {
        Ok(take(row, columns, context, addresses, &mut known))
    })
}

fn take<'r>(
    row: &Row<'r>,
    columns: Columns,
    context: &Context,
    addresses: &dyn Addresses,
    known: &mut HashSet<u64>,
) -> RowResult<'r> {
    let day = day_of_moment(row.get(columns.moment)?, &context.time_zone)?;
    let kind = row.get(columns.kind)?;
    let kind: u32 =
        kind.parse().map_err(|_| format!("`{}` is not a kind of event", shown(kind)))?;
    let host = columns.host.map_or(Ok(""), |host| row.get(host))?;
    let address = with_host(host, row.get(columns.path)?);
    let address = addresses.of_page(&address).map_or(address, Cow::Owned);
    let visit = row.get(columns.visit)?;
    // Where no visit is known, a second one cannot be known from the first.
    let is_new = |known: &mut HashSet<u64>| {
        visit.is_empty() || known.insert(fingerprint(day, visit, &address))
    };
    let counts = kind == PAGE && is_new(known);
    Ok(counts.then_some(PageCount { day, address, reads: 1 }))
}

/// Two of ten million have the same one with a chance of one to 300,000.
fn fingerprint(day: Date, visit: &str, address: &str) -> u64 {
    xxh3_64(format!("{day}\n{visit}\n{address}").as_bytes())
}
