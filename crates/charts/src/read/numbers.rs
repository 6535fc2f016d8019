//! Columns of numbers.

use std::ops::RangeInclusive;

use super::{Reader, amiss, plain};
use crate::days;
use crate::number::{Evidence, LARGEST, SMALLEST, evidence, number};
use crate::table::Values;
use crate::unit;

/// What may be years among other numbers.
const YEARS: RangeInclusive<i16> = 1500..=2100;

impl Reader<'_> {
    /// The numbers of a column with this unit, and whether they are percentages by their cells.
    pub(super) fn numbers(&mut self, at: usize, unit: Option<&str>) -> (Values, bool) {
        let (mut values, mut most_decimals) = (Vec::new(), 0);
        let (mut percentages, mut others) = (Vec::new(), Vec::new());
        for (row, cell) in self.column_cells(at) {
            if cell.is_empty() {
                values.push(None);
                continue;
            }
            match number(cell, self.mark) {
                Some(read) if is_in_range(read.value) => {
                    most_decimals = most_decimals.max(read.decimals);
                    if read.is_percent { &mut percentages } else { &mut others }.push((row, cell));
                    values.push(Some(read.value));
                }
                Some(read) => {
                    let (message, hint) = out_of_range(cell, read.value);
                    self.fault(row, at, message, hint.into());
                }
                // What is told already makes others unreadable.
                None if !matches!(evidence(cell), Evidence::Words) && !self.faults.is_empty() => {}
                None => {
                    let (message, hint) = self.no_number(cell, row, at);
                    self.fault(row, at, message, hint);
                }
            }
        }
        if !unit.is_some_and(unit::is_percent) {
            self.mixed(at, &percentages, &others);
        }
        (Values::Numbers(values, most_decimals), !percentages.is_empty())
    }

    /// Percentages among other numbers, which one column cannot tell apart: one fault, of the first
    /// of those that are fewer.
    fn mixed(&mut self, at: usize, percentages: &[(usize, &str)], others: &[(usize, &str)]) {
        let ([(row, percentage), ..], [(other_row, other), ..]) = (percentages, others) else {
            return;
        };
        let head = self.head_of(at).to_string();
        match others.len() <= percentages.len() {
            true => self.fault(
                *other_row,
                at,
                format!("`{other}` has no `%`, and others in `{head}` have"),
                format!(
                    "if it is a percentage, write `{other} %`; what is none goes into a column of its own"
                ),
            ),
            false => self.fault(
                *row,
                at,
                format!("`{percentage}` has a `%`, and others in `{head}` have none"),
                "if all are percentages, write `%` behind each; what is none goes into a column of its own".into(),
            ),
        }
    }

    /// What is wrong with words in a column of numbers.
    fn no_number(&self, cell: &str, row: usize, at: usize) -> (String, String) {
        let head = self.head_of(at);
        let shown: String = plain(cell).chars().take(40).collect();
        let message = format!("`{shown}` is no number, and the others in `{head}` are");
        (message, self.is_a_note(row, at).unwrap_or_else(|| amiss::number(cell, head)))
    }

    /// The cells of a column of numbers, if they are shown as they are written: codes in front of
    /// the rows, and what may be years, since a year with a comma in it is wrong, and a number of
    /// four digits without is not.
    pub(super) fn written(&self, at: usize, has_unit: bool) -> Option<Vec<String>> {
        let mut cells = self.column_cells(at).map(|(_, cell)| cell).filter(|cell| !cell.is_empty());
        let may_be_year =
            |cell: &str| days::year(cell).is_some_and(|it| YEARS.contains(&it.year()));
        let is_any = self.has_codes(at) || !has_unit && cells.all(may_be_year);
        is_any.then(|| self.texts(at))
    }

    /// Numbers that are words, since each has its unit with it.
    pub(super) fn find_units(&mut self, at: usize) {
        let cells = self.column_cells(at).filter(|(_, cell)| !cell.is_empty());
        let mut units = cells.map(|(_, cell)| amiss::number_and_unit(cell).map(|it| it.1));
        let Some(Some(unit)) = units.next() else { return };
        // The first column names the rows: `5 km`, `10 km`.
        if at == 0 || self.cells.records.len() < 3 || !units.all(|other| other == Some(unit)) {
            return;
        }
        let head = self.head_of(at);
        let name = if head.is_empty() { "the head" } else { head };
        let message = format!("the numbers in `{name}` are words: each has `{unit}` with it");
        let hint =
            format!("write the numbers alone, and the unit into the head: `{head} ({unit})`");
        self.fault(1, at, message, hint);
    }
}

fn is_in_range(value: f64) -> bool {
    value == 0.0 || (SMALLEST..=LARGEST).contains(&value.abs())
}

/// What is told of a number that is too far from zero, or too near to it.
fn out_of_range(cell: &str, value: f64) -> (String, &'static str) {
    match value.abs() < SMALLEST {
        true => (
            format!("`{cell}` is too near to zero to be shown"),
            "write it in millionths or billionths, and say so in the head: `Dose (billionths)`",
        ),
        false => (
            format!("`{cell}` has too many digits to be read"),
            "write it in thousands or millions, and say so in the head: `Debt (millions)`",
        ),
    }
}
