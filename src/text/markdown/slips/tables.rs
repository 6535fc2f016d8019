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
        let behind = row.len() - row[end..].trim_start_matches(['|', ' ', '\t']).len();
        let (at, hint) = match no_border(row) {
            Some((cell, mended)) => {
                let how = "for a `|` that is no border, or give the first rows as many cells as the widest has";
                (cell, format!("write `{}` {how}", short(&mended)))
            }
            None => {
                let hint = "give the first rows as many cells as the widest has, or write `\\|` for a \
                            `|` that is no border";
                (behind..row.len(), hint.to_string())
            }
        };
        slips.push(slip(range.start + at.start..range.start + at.end, message, hint));
    }
}

/// The cell with the one bar of a row that has no space beside it, and how it is to be written.
fn no_border(row: &str) -> Option<(Range<usize>, String)> {
    let start = row.len() - row.trim_start_matches(['|', ' ']).len();
    let inner = row[start..].trim_end_matches(['|', ' ']);
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_tight = |at: &usize| {
        !is_space(inner[..*at].chars().next_back()) && !is_space(inner[at + 1..].chars().next())
    };
    let mut tight = inner.match_indices('|').map(|(at, _)| at).filter(is_tight);
    let (at, None) = (tight.next()?, tight.next()) else { return None };
    let before = inner[..at].rsplit('|').next()?.trim_start();
    let behind = inner[at + 1..].split('|').next()?.trim_end();
    let is_spaced = inner.contains(" |") || inner.contains("| ");
    let cell = start + at - before.len()..start + at + 1 + behind.len();
    (is_spaced && !before.ends_with('\\')).then(|| (cell, format!("{before}\\|{behind}")))
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
pub(super) fn find_unread(shown: &Shown<'_>, is_below_table: bool, slips: &mut Vec<Fault>) {
    let rows = || shown.lines().filter(|(_, line)| line.trim_start().starts_with('|'));
    let Some((start, first)) = rows().next() else { return };
    if is_below_table && start == 0 && first.trim().ends_with('|') {
        let message = "readers see the bars of this row: it is not read as part of the table above";
        let hint = "delete the empty line between the table and this row";
        slips.push(slip(shown.place(start..start + first.len()), message, hint));
        return;
    }
    if rows().nth(1).is_none() {
        return;
    }
    let cells = first.trim().trim_matches('|').split('|').count();
    if cells < 2 {
        return;
    }
    let rule = "|---".repeat(cells.min(10));
    let message = "readers see the bars of this table: it is not read as one";
    let hint = format!("its second line has to be `{rule}|`, and the line above it empty");
    slips.push(slip(shown.place(start..start + first.len()), message, hint));
}

/// Rows of cells with tabs between them, as a spreadsheet copies them: readers see them in one line.
pub(super) fn find_pasted(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let tabs = |line: &str| line.matches('\t').count();
    let Some((_, first)) = shown.lines().next() else { return };
    let count = tabs(first);
    if count == 0 || shown.lines().count() < 2 || shown.lines().any(|(_, line)| tabs(line) != count)
    {
        return;
    }
    let cells: Vec<&str> = first.split('\t').map(str::trim).collect();
    let rule = "|---".repeat(cells.len().min(10));
    let message = "readers see these rows in one line: no table is made of tabs";
    let hint = format!(
        "write `| {} |`, and so each row, and `{rule}|` as the second line",
        short(&cells.join(" | "))
    );
    slips.push(slip(shown.place(0..first.len()), message, hint));
}
