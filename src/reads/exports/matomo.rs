//! Matomo's report of pages: `Actions.getPageUrls` with `flat=1`, as CSV.
//!
//! The form is that of `core/DataTable/Renderer/Csv.php` in
//! `matomo-org/matomo`: UTF-16 unless `convertToUnicode=0` is asked for, the
//! URL in a column of its own, and a column for the day before the others when
//! several days are asked for. Names of columns may be translated; those in
//! English are read too. JSON is in [`super::matomo_json`].
//!
//! A read is a visit in which the page was loaded, `nb_visits`. An export that
//! has only `nb_hits` is counted by that, how often the page was loaded.

use std::io::BufRead;

use super::matomo_json;
use super::reading::{Day, Reading, Seen, Taken, day, reads, shown};
use super::rows::{Row, Table, position};
use super::text::{self, Text};
use crate::reads::Refusal;

/// Label, visits.
pub(super) const COLUMNS: [&[&str]; 2] =
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

/// Reads either form.
///
/// # Errors
/// It has not the columns, is not flat, needs a day and has none, is the
/// message of an error, or cannot be read.
pub(super) fn read(mut text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let start = loop {
        let ready = text.fill_buf().map_err(|error| text::refuse(&error))?;
        match ready.first() {
            Some(space) if space.is_ascii_whitespace() => text.consume(1),
            other => break other.copied(),
        }
    };
    match start {
        Some(b'{' | b'[') => {
            text.leave_last_line();
            matomo_json::read(text, reading)
        }
        _ => read_csv(text, reading),
    }
}

fn read_csv(text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
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
        None => Day::Known(reading.given_day()?),
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

fn take<'r>(row: &Row<'r>, columns: Columns) -> Taken<'r> {
    let day = match columns.day {
        Day::Column(column) => day(row.get(column)?)?,
        Day::Known(day) => day,
    };
    let reads = reads(row.get(columns.visits)?)?;
    let url = columns.url.map_or(Ok(""), |url| row.get(url))?;
    let address = address(url, row.get(columns.label)?);
    Ok(address.map(|address| Seen { day, address: address.into(), reads }))
}

/// What a row counts, if it is one page: rows for what has no URL, and for all
/// pages beyond a limit, have a label in words.
pub(super) fn address<'a>(url: &'a str, label: &'a str) -> Option<&'a str> {
    if !url.is_empty() {
        return Some(url);
    }
    (label.starts_with('/') || label.contains("://")).then_some(label)
}

/// The refusal of a report that sums up folders.
pub(super) fn not_flat() -> Refusal {
    Refusal {
        message: "the report sums up folders, and does not name every page".into(),
        hint: "export it with `flat=1`".into(),
    }
}

/// The refusal of a message that came in place of a report.
pub(super) fn failed(message: &str) -> Refusal {
    Refusal {
        message: format!("Matomo could not export it: {}", shown(message)),
        hint: "see that the site's id and the token are right, and export it again".into(),
    }
}
