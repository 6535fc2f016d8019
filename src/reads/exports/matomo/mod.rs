//! Matomo's report of pages: `Actions.getPageUrls` with `flat=1`, as CSV or JSON.
//!
//! A read is a visit in which the page was loaded, `nb_visits`. An export that
//! has only `nb_hits` is counted by that, how often the page was loaded.

pub(super) mod csv;
mod json;
mod page;

use std::io::BufRead;

use super::reading::Reading;
use super::text::{self, Text};
use crate::reads::refusal::Refusal;

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
            json::read(text, reading)
        }
        _ => csv::read(text, reading),
    }
}
