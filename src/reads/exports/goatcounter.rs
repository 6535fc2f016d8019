//! GoatCounter's CSV: one row for each time that a page was loaded.
//!
//! The columns are those of `tpl/help/export.md` in `arp242/goatcounter`, and
//! the header begins with the version of the format, `2Path`. A read is what
//! GoatCounter's dashboard counts, a visit: the first time within a session
//! that the page was loaded, which the column `FirstVisit` says. Where
//! sessions are switched off, GoatCounter writes that of every row.

use super::reading::{PageCount, Reading, RowResult, day_of_moment, shown};
use super::rows::{Row, Table};
use super::text::Text;
use crate::reads::context::Context;
use crate::reads::refusal::Refusal;

/// Path, whether it is an event, the kind of bot, first visit, moment.
const COLUMNS: [&[&str]; 5] = [&["2Path"], &["Event"], &["Bot"], &["FirstVisit"], &["Date"]];

/// The version that a header is of, if it is one of these exports.
pub(super) fn version(header: &[String]) -> Option<&str> {
    let version = header.first()?.strip_suffix("Path")?;
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(version)
}

/// Reads the CSV.
///
/// # Errors
/// It is of another version, has not the columns, or cannot be read.
pub(super) fn read(text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let mut table = Table::open(text)?;
    let header = table.header()?;
    if let Some(version) = version(&header).filter(|version| *version != "2") {
        return Err(other_version(version));
    }
    let columns = reading.columns(&header, COLUMNS)?;
    let context = reading.context;
    reading.enter_all(&mut table, header.len(), |row| Ok(take(row, columns, context)))
}

fn other_version(version: &str) -> Refusal {
    Refusal {
        message: format!("it is of version {} of GoatCounter's CSV, not 2", shown(version)),
        hint: match version {
            "1" => "export it again with GoatCounter 2 or later",
            _ => "export it as JSON",
        }
        .into(),
    }
}

fn take<'r>(row: &Row<'r>, columns: [usize; 5], context: &Context) -> RowResult<'r> {
    let [path, event, bot, first_visit, date] = columns;
    let day = day_of_moment(row.get(date)?, &context.time_zone)?;
    let is_event = is_true(row.get(event)?)?;
    let is_bot = is_bot(row.get(bot)?)?;
    let is_first = is_true(row.get(first_visit)?)?;
    let address = row.get(path)?.into();
    let counts = is_first && !is_event && !is_bot;
    Ok(counts.then_some(PageCount { day, address, reads: 1 }))
}

fn is_true(text: &str) -> Result<bool, String> {
    match text {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(format!("`{}` is neither `true` nor `false`", shown(text))),
    }
}

fn is_bot(text: &str) -> Result<bool, String> {
    let kind: u32 = text.parse().map_err(|_| format!("`{}` is not a kind of bot", shown(text)))?;
    Ok(kind > 0)
}
