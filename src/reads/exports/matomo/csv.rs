//! The report of pages as CSV.
//!
//! The form is that of `core/DataTable/Renderer/Csv.php` in
//! `matomo-org/matomo`: UTF-16 unless `convertToUnicode=0` is asked for, the
//! URL in a column of its own, and a column for the day before the others when
//! several days are asked for. Names of columns may be translated; those in
//! English are read too.

use super::page::{address, failed, not_flat};
use crate::reads::exports::reading::{Day, PageCount, Reading, RowResult, day, reads};
use crate::reads::exports::rows::{Row, Table, position};
use crate::reads::exports::text::Text;
use crate::reads::refusal::Refusal;

/// Label, visits.
pub(in crate::reads::exports) const COLUMNS: [&[&str]; 2] =
    [&["label", "Page URL"], &["nb_visits", "Unique Pageviews", "nb_hits", "Pageviews"]];

/// Where the URL is, if it is exported. Others are not pages.
const URL: [&str; 3] = ["metadata_url", "Metadata: url", "url"];

/// Says that a row sums up other rows.
const SUBTABLE: [&str; 1] = ["idsubdatatable"];

/// The columns that are read.
#[derive(Clone, Copy)]
struct Columns {
    day: Day,
    label: usize,
    visits: usize,
    url: Option<usize>,
    subtable: Option<usize>,
}

/// Reads the CSV.
///
/// # Errors
/// It has not the columns, is not flat, needs a day and has none, is the
/// message of an error, or cannot be read.
pub(in crate::reads::exports) fn read(
    text: Text<'_>,
    reading: &mut Reading<'_>,
) -> Result<(), Refusal> {
    let mut table = Table::open(text)?;
    let header = table.header()?;
    match header.first().map_or("", String::as_str) {
        // This is all that the report of a day without visits has.
        "No data available" => return Ok(()),
        error if error.starts_with("Error: ") => return Err(failed(&error["Error: ".len()..])),
        _ => (),
    }
    let [label, visits] = reading.columns(&header, COLUMNS)?;
    let day = match position(&header, &["date"]) {
        Some(column) => Day::Column(column),
        None => Day::Fixed(reading.given_day()?),
    };
    let columns = Columns {
        day,
        label,
        visits,
        url: position(&header, &URL),
        subtable: position(&header, &SUBTABLE),
    };
    reading.enter_all(&mut table, header.len(), |row| {
        if columns.subtable.is_some_and(|at| row.get(at).is_ok_and(|id| !id.is_empty())) {
            return Err(not_flat());
        }
        Ok(take(row, columns))
    })
}

fn take<'r>(row: &Row<'r>, columns: Columns) -> RowResult<'r> {
    let day = match columns.day {
        Day::Column(column) => day(row.get(column)?)?,
        Day::Fixed(day) => day,
    };
    let reads = reads(row.get(columns.visits)?)?;
    let url = columns.url.map_or(Ok(""), |url| row.get(url))?;
    let address = address(url, row.get(columns.label)?);
    Ok(address.map(|address| PageCount { day, address: address.into(), reads }))
}
