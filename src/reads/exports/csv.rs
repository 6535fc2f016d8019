//! The store's own form, as a file to be imported: see [`crate::reads::store`].

use std::io::Read;

use super::text::{self, Text};
use crate::reads::context::Context;
use crate::reads::counts::Counts;
use crate::reads::expansion::{BOUND, Bound};
use crate::reads::lines::Lines;
use crate::reads::packed::unpacked_within;
use crate::reads::refusal::Refusal;
use crate::reads::store::{Row, is_header};

/// Reads a file in the form of the store, which may be packed with gzip, line by line. Of
/// two lines of a day and path the larger number is right.
///
/// # Errors
/// The file cannot be read, ends in the middle, or has a line that is too long.
pub fn read(
    input: impl Read,
    context: &Context,
    counts: &mut Counts,
    lines: &mut Lines,
) -> Result<(), Refusal> {
    read_within(BOUND, input, context, counts, lines)
}

/// As [`read`], with another bound on what comes out of a packed file.
///
/// # Errors
/// The same.
pub(super) fn read_within(
    bound: Bound,
    input: impl Read,
    context: &Context,
    counts: &mut Counts,
    lines: &mut Lines,
) -> Result<(), Refusal> {
    let input = unpacked_within(bound, input).map_err(|error| text::refuse(&error))?;
    Text::new(input).each_line(|number, line| {
        let Ok(line) = std::str::from_utf8(line) else {
            return lines.reject(number, "it is not UTF-8");
        };
        if number == 1 && is_header(line) {
            return;
        }
        match Row::parse(line.trim_end_matches('\n'), context.today) {
            Ok(row) => {
                lines.good += 1;
                counts.raise(row.day, &row.path, row.reads);
            }
            Err(message) => lines.reject(number, message),
        }
    })
}
