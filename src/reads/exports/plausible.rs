//! Plausible's two exports of pages, both CSV.
//!
//! The export of a site is an archive with `imported_pages_FROM_TO.csv`, whose
//! rows have a day; its columns are those of `export_pages_q` in
//! `lib/plausible/exports.ex` of `plausible/analytics`, and older ones those of
//! `lib/plausible/imported/csv_importer.ex`. The export of the dashboard is an
//! archive with `pages.csv`, as in `test/plausible_web/controllers/CSVs/` there;
//! it sums up the period that the dashboard shows, and does not say which.
//!
//! A read is a visitor: both count each visitor of a page once.

use super::reading::{PageCount, Reading, RowResult, day, reads, with_host};
use super::rows::{Row, Table, position};
use super::text::Text;
use crate::reads::refusal::Refusal;

/// The dashboard: page, visitors. `pageviews` distinguishes it from its other files.
pub(super) const DASHBOARD: [&[&str]; 3] = [&["name"], &["visitors"], &["pageviews"]];

/// The export: day, page, visitors. `pageviews` distinguishes it from its other files.
pub(super) const EXPORT: [&[&str]; 4] = [&["date"], &["page"], &["visitors"], &["pageviews"]];

/// Whether this file of an archive is one that only Plausible writes. Those of
/// the dashboard come in order of name, and begin with the second.
pub(super) fn is_in_export(name: &str) -> bool {
    name.starts_with("imported_") && name.ends_with(".csv") || name == "browser_versions.csv"
}

/// Whether this file of an archive counts pages.
pub(super) fn counts_pages(name: &str) -> bool {
    name == "pages.csv" || (name.starts_with("imported_pages") && name.ends_with(".csv"))
}

/// Reads either.
///
/// # Errors
/// It has not the columns, needs a day and has none, or cannot be read.
pub(super) fn read(text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let mut table = Table::open(text)?;
    let header = table.header()?;
    if position(&header, &["date"]).is_some() {
        let [date, page, visitors, _] = reading.columns(&header, EXPORT)?;
        let host = position(&header, &["hostname"]);
        return reading.enter_all(&mut table, header.len(), |row| {
            Ok(take(row, [date, page, visitors], host))
        });
    }
    let [page, visitors, _] = reading.columns(&header, DASHBOARD)?;
    let day = reading.given_day()?;
    reading.enter_all(&mut table, header.len(), |row| {
        let seen = |reads| Ok(Some(PageCount { day, address: row.get(page)?.into(), reads }));
        Ok(row.get(visitors).and_then(reads).and_then(seen))
    })
}

fn take<'r>(row: &Row<'r>, columns: [usize; 3], host: Option<usize>) -> RowResult<'r> {
    let [date, page, visitors] = columns;
    let day = day(row.get(date)?)?;
    let reads = reads(row.get(visitors)?)?;
    let host = host.map_or(Ok(""), |host| row.get(host))?;
    Ok(Some(PageCount { day, address: with_host(host, row.get(page)?), reads }))
}
