//! Tables that lose a cell, or are none.

use std::ops::Range;

use super::shown::Shown;
use super::{Fault, short, slip};

/// Cells of a row beyond the columns of its table, which the parser drops.
pub(super) fn find_lost(text: &str, range: &Range<usize>, columns: usize, slips: &mut Vec<Fault>) {
    let Some(row) = text.get(range.clone()) else { return };
    let row = row.lines().next().unwrap_or_default().trim_end();
    if row.bytes().filter(|byte| *byte == b'|').count() < columns {
        return;
    }
    let Some(end) = end_of_cells(row, columns) else { return };
    let lost = row[end..].trim_matches(['|', ' ', '\t']);
    if !lost.is_empty() {
        let message = format!(
            "readers do not see `{}`: this row has more cells than the table's {columns} columns",
            short(lost)
        );
        let hint = "give the first rows as many cells as the widest has, or write `\\|` for a `|` \
                    that is no border";
        let at = range.start + row.len() - row[end..].trim_start_matches(['|', ' ', '\t']).len();
        slips.push(slip(at..range.start + row.len(), message, hint));
    }
}

/// Where so many cells of a row end; none if it has no more.
fn end_of_cells(row: &str, columns: usize) -> Option<usize> {
    let start = usize::from(row.starts_with('|'));
    let mut cells = 0;
    let mut is_escaped = false;
    for (at, byte) in row.bytes().enumerate().skip(start) {
        match byte {
            b'|' if !is_escaped => {
                cells += 1;
                if cells == columns {
                    return Some(at);
                }
            }
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    None
}

/// Lines that are meant as a table and shown with their bars.
pub(super) fn find_unread(shown: &Shown, slips: &mut Vec<Fault>) {
    let rows = || shown.lines().filter(|(_, line)| line.trim_start().starts_with('|'));
    let (Some((start, first)), Some(_)) = (rows().next(), rows().nth(1)) else { return };
    let cells = first.trim().trim_matches('|').split('|').count();
    if cells < 2 {
        return;
    }
    let rule = "|---".repeat(cells.min(10));
    let message = "readers see the bars of this table: it is not read as one";
    let hint = format!("its second line has to be `{rule}|`, and the line above it empty");
    slips.push(slip(shown.place(start..start + first.len()), message, hint));
}
