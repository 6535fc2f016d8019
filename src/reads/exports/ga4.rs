//! CSV of Google Analytics 4: the report of pages and screens, or an
//! exploration with a page and `Views`.
//!
//! Google describes the columns (`pagePath`, `screenPageViews` and others, in
//! the schema of its Data API) but not the file. Its form is taken from exports
//! that projects on GitHub read: lines with `#` name the report and its first
//! and last day, then comes the table, and other tables may stand before or
//! after it, each after an empty line. An exploration has a row for the total.
//! Names are in the language of the user; English is read.
//!
//! A read is a view: the export does not have visits of a page.

use jiff::civil::Date;

use super::reading::{Day, PageCount, Reading, RowResult, day, reads, with_host, wrong_width};
use super::rows::{Row, Table, position};
use super::text::Text;
use crate::reads::refusal::Refusal;

/// Page, views.
pub(super) const COLUMNS: [&[&str]; 2] = [
    &[
        "Page path",
        "Page path and screen class",
        "Page location",
        "Page path + query string",
        "Page path + query string and screen class",
        "Full page URL",
    ],
    &["Views"],
];

/// The columns that are read.
struct Columns {
    page: usize,
    views: usize,
    host: Option<usize>,
    day: Day,
    width: usize,
}

/// Reads the CSV.
///
/// # Errors
/// No table has the columns, it covers several days and does not tell them
/// apart, or it cannot be read.
pub(super) fn read(text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let mut table = Table::open(text)?;
    let header = find_header(&mut table, reading)?;
    let [page, views] = reading.columns(&header, COLUMNS)?;
    let day = match position(&header, &["Date"]) {
        Some(column) => Day::Column(column),
        None => Day::Fixed(day_of_all(&table.comments, reading)?),
    };
    let host = position(&header, &["Hostname", "Host name"]);
    let columns = Columns { page, views, host, day, width: header.len() };
    while let Some(row) = table.row()? {
        if row.after_gap && is_other_header(&row, &columns) {
            break;
        }
        let taken = if is_no_page(&row, &columns) { Ok(None) } else { take(&row, &columns) };
        reading.enter(row.number, taken);
    }
    Ok(())
}

/// The header of the table of pages, or else the first of all.
fn find_header(table: &mut Table<'_>, reading: &Reading<'_>) -> Result<Vec<String>, Refusal> {
    let first = table.header()?;
    if is_wanted(&first) {
        return Ok(first);
    }
    while let Some(row) = table.row()? {
        if row.after_gap && is_wanted(&row.names()) {
            return Ok(row.names());
        }
    }
    // This says what is missing in the first one.
    reading.columns(&first, COLUMNS)?;
    Err(reading.not_this("it has a table for a chart, but no table of pages".into()))
}

fn is_wanted(header: &[String]) -> bool {
    // A table for a chart counts days from the first, and the same views as
    // the table below it.
    let for_chart = header.iter().any(|name| name.starts_with("Nth "));
    !for_chart && COLUMNS.iter().all(|names| position(header, names).is_some())
}

/// The day of a table that has no column for it.
fn day_of_all(comments: &[String], reading: &Reading<'_>) -> Result<Date, Refusal> {
    match period(comments) {
        Some((first, last)) if first == last => reading.not_to_come(first),
        Some((first, last)) if reading.context.day.is_none() => Err(Refusal {
            message: format!("it sums up the days from {first} to {last}"),
            hint: "export a single day, or an exploration with the dimension `Date`; \
                   or say which day to count it on: `--day 2026-02-01`"
                .into(),
        }),
        _ => reading.given_day(),
    }
}

/// First and last day: `Start date: 20260201` and `End date: 20260228`, or
/// `20260201-20260228`.
fn period(comments: &[String]) -> Option<(Date, Date)> {
    let after = |name: &str| {
        comments.iter().find_map(|line| compact_day(line.strip_prefix(name)?.trim()).ok())
    };
    after("Start date:").zip(after("End date:")).or_else(|| {
        comments.iter().find_map(|line| {
            let (first, last) = line.split_once('-')?;
            compact_day(first.trim()).ok().zip(compact_day(last.trim()).ok())
        })
    })
}

/// A day as Google writes it, `20260201`, or as others do.
fn compact_day(text: &str) -> Result<Date, String> {
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    day(text)
}

/// Whether this row begins another table.
fn is_other_header(row: &Row<'_>, columns: &Columns) -> bool {
    row.get(columns.views).is_ok_and(|views| reads(views).is_err())
        && row.names().iter().all(|name| reads(name).is_err())
}

/// Whether this row is empty, the total, or what Google could not tell apart.
fn is_no_page(row: &Row<'_>, columns: &Columns) -> bool {
    let is_total = |field: &[u8]| field.trim_ascii().eq_ignore_ascii_case(b"Grand total");
    let is_empty = |field: &[u8]| field.trim_ascii().is_empty();
    row.fields().any(is_total)
        || row.fields().all(is_empty)
        || row.get(columns.page).is_ok_and(|page| matches!(page, "(other)" | "(not set)"))
}

fn take<'r>(row: &Row<'r>, columns: &Columns) -> RowResult<'r> {
    if let Some(message) = wrong_width(row, columns.width) {
        return Err(message);
    }
    let day = match columns.day {
        Day::Column(column) => compact_day(row.get(column)?)?,
        Day::Fixed(day) => day,
    };
    let reads = reads(row.get(columns.views)?)?;
    let host = columns.host.map_or(Ok(""), |host| row.get(host))?;
    Ok(Some(PageCount { day, address: with_host(host, row.get(columns.page)?), reads }))
}
