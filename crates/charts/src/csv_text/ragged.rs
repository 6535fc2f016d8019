//! Rows with more or fewer cells than the head has.

use super::Cells;
use crate::table::Fault;

impl Cells<'_> {
    /// A row in which one number alone may have been parted at its decimal comma, with that number
    /// in quotation marks.
    fn joined(&self, row: usize) -> Option<String> {
        let cells: Vec<&str> = self.records.get(row)?.iter().collect();
        let is_number = |cell: &str| {
            cell.trim().bytes().all(|byte| byte.is_ascii_digit()) && !cell.trim().is_empty()
        };
        let mut pairs =
            (1..cells.len()).filter(|at| is_number(cells[at - 1]) && is_number(cells[*at]));
        let (at, None) = (pairs.next()?, pairs.next()) else { return None };
        if self.delimiter != b',' || self.line(row).contains('"') {
            return None;
        }
        let number = format!("\"{},{}\"", cells[at - 1].trim(), cells[at].trim());
        let mended = [&cells[..at - 1], &[&*number], &cells[at + 1..]].concat();
        Some(mended.join(","))
    }

    /// What the last line says of all of them, such as where they are from.
    fn note(&self, row: usize, found: usize) -> Option<&str> {
        let is_last = row + 1 == self.records.len();
        let note = self.records.get(row)?.get(0)?.trim();
        let is_note = note.contains([':', '©']) || note.split_whitespace().count() > 3;
        (found == 1 && is_last && row > 1 && is_note && note.chars().any(char::is_alphabetic))
            .then_some(note)
    }

    pub(super) fn ragged(&self, row: usize, found: usize, columns: usize) -> Fault {
        let cells = if found == 1 { "cell" } else { "cells" };
        let message = format!("this line has {found} {cells}, and the head has {columns}");
        let delimiter = self.delimiter();
        let line = self.line(row);
        let hint = if let Some(note) = self.note(row, found) {
            // The title stands in quotation marks, and they would end it.
            let note = note.replace('"', "'");
            format!(
                "delete it, and say it in the title of the figure, behind a comma: `\", {note}\"`"
            )
        } else if found < columns {
            let mended = format!("{line}{}", delimiter.to_string().repeat(columns - found));
            match line.len() < 100 && !line.contains('\n') {
                true => format!("leave cells empty whose value is not known: `{mended}`"),
                false => {
                    format!("leave cells empty whose value is not known, with their `{delimiter}`")
                }
            }
        } else if let Some(mended) = (found == columns + 1).then(|| self.joined(row)).flatten() {
            format!("a number with a comma in it stands in quotation marks: `{mended}`")
        } else if delimiter == ',' {
            "a cell with a comma in it stands in quotation marks: `\"1,5\"`, `\"Lorun, north\"`"
                .into()
        } else {
            format!(
                "a cell with a `{delimiter}` in it stands in quotation marks: `\"a{delimiter} b\"`"
            )
        };
        Fault { at: self.place_of_row(row), ..Fault::new(message, hint) }
    }
}
