//! From the cells of a file to columns of numbers, times and words.

mod amiss;
mod codes;
mod kind;
mod numbers;

use jiff::civil::DateTime;

use crate::csv_text::Cells;
use crate::days::{self, Said};
use crate::number::{Evidence, Mark, Number, evidence, number};
use crate::table::{Column, Fault, Grain, MOST_FAULTS, Table, Values};
use crate::unit::name_and_unit;
use kind::Kind;

/// What a file is read with.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What the head of a column of years is called, besides “Year”.
    pub year: &'a str,
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it, as far as it can be told in one go.
pub fn read(bytes: &[u8], with: Reading<'_>) -> Result<Table, Vec<Fault>> {
    let cells = Cells::of(bytes)?;
    let mut reader = Reader::of(&cells, with);
    reader.head();
    reader.left_by_programs();
    reader.find_mark();
    reader.find_order_of_days();
    let columns: Vec<Column> = (0..cells.records[0].len()).map(|at| reader.column(at)).collect();
    let mut faults = reader.faults;
    match faults.is_empty() {
        true => Ok(Table { columns, rows: cells.records.len() - 1 }),
        false => {
            faults.truncate(MOST_FAULTS);
            Err(faults)
        }
    }
}

struct Reader<'a> {
    cells: &'a Cells<'a>,
    /// The names of the columns, each in one line.
    heads: Vec<String>,
    with: Reading<'a>,
    mark: Mark,
    is_day_first: bool,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn of(cells: &'a Cells<'a>, with: Reading<'a>) -> Self {
        let heads = cells.records[0].iter().map(|head| in_one_line(&plain(head))).collect();
        Reader { mark: Mark::Point, is_day_first: true, cells, heads, with, faults: Vec::new() }
    }

    /// The cells of a column, each with its row.
    fn column_cells(&self, column: usize) -> impl Iterator<Item = (usize, &'a str)> + use<'a> {
        let rows = self.cells.records.iter().enumerate().skip(1);
        rows.map(move |(row, record)| (row, record.get(column).unwrap_or_default().trim()))
    }

    fn all_cells(&self) -> impl Iterator<Item = (usize, usize, &'a str)> + use<'a> {
        let rows = self.cells.records.iter().enumerate().skip(1);
        rows.flat_map(|(row, record)| {
            record.iter().enumerate().map(move |(column, cell)| (row, column, cell.trim()))
        })
    }

    fn fault(&mut self, row: usize, column: usize, message: String, hint: String) {
        // To find the place takes a look at the row.
        let at = if self.faults.len() < MOST_FAULTS { self.cells.place(row, column) } else { None };
        self.faults.push(Fault { at, message, hint });
    }

    /// The names of the columns.
    fn head(&mut self) {
        let head = self.heads.clone();
        let is_number = |name: &String| !matches!(evidence(name), Evidence::Words);
        if head.iter().skip(usize::from(head.len() > 1)).all(is_number) && days_or_number(&head[0])
        {
            let example = ["Month", "Level (m)"].join(&self.cells.delimiter().to_string());
            self.fault(
                0,
                0,
                "the first line has figures, and is to name the columns".into(),
                format!("write a line above it, such as `{example}`"),
            );
        }
        for (column, name) in head.iter().enumerate() {
            if name.is_empty() && column > 0 {
                let message = format!("column {} has no name", column + 1);
                self.fault(0, column, message, "name it in the first line".into());
            } else if head[..column].contains(name) && !name.is_empty() {
                let message = format!("two columns are called `{name}`");
                self.fault(0, column, message, "give one of them another name".into());
            }
        }
    }

    /// What a spreadsheet shows or reckons with, and no value: `#REF!`, `=SUM(B2:B9)`.
    fn left_by_programs(&mut self) {
        for (row, column, cell) in self.all_cells() {
            if let Some((message, hint)) = amiss::of_spreadsheet(cell) {
                self.fault(row, column, message, hint);
            }
        }
    }

    /// Which mark stands before decimals, by what can be read with one of them alone.
    fn find_mark(&mut self) {
        let (mut point, mut comma, mut either) = (None, None, None);
        for (row, column, cell) in self.all_cells() {
            if !cell.contains(['.', ',', '٫', '٬']) {
                continue;
            }
            let found = match evidence(cell) {
                Evidence::Only(Mark::Point) => &mut point,
                Evidence::Only(Mark::Comma) => &mut comma,
                Evidence::Either => &mut either,
                Evidence::Words | Evidence::Nothing => continue,
            };
            found.get_or_insert((row, column, cell));
        }
        match (point, comma, either) {
            (None, Some(_), _) => self.mark = Mark::Comma,
            (Some((_, _, one)), Some((row, column, other)), _) => {
                let message = format!("`{other}` has a decimal comma, and `{one}` a decimal point");
                let month = [one, other].into_iter().find_map(days::dotted_month);
                let hint = month.map_or_else(
                    || "write all numbers in one way".into(),
                    |(cell, month)| format!("if `{cell}` is a month, write `{month}`"),
                );
                self.fault(row, column, message, hint);
            }
            // A comma between cells means the English way; else nobody knows.
            (None, None, Some((row, column, cell))) if self.cells.delimiter() != ',' => {
                let with = |mark| number(cell, mark).map_or(0.0, |it: Number| it.value);
                let (one, other) = (with(Mark::Point), with(Mark::Comma));
                let (whole, part) = if one > other { (one, other) } else { (other, one) };
                let mark = if cell.contains(',') { "," } else { "." };
                let exact = format!("{part:.4}").replace('.', mark);
                self.fault(
                    row,
                    column,
                    format!("`{cell}` may be {whole} or {part}, and no other number tells which"),
                    format!("write `{whole}` or `{exact}`"),
                );
            }
            _ => {}
        }
    }

    /// Whether the day stands before the month, by days that can be read in one way alone.
    fn find_order_of_days(&mut self) {
        let (mut day_first, mut month_first, mut either) = (None, None, None);
        for (row, column, cell) in self.all_cells() {
            let Some(Said::Either { day_first: one, month_first: other, .. }) = days::said(cell)
            else {
                continue;
            };
            let found = match (one, other) {
                (Some(one), Some(other)) if one == other => continue,
                (Some(_), Some(_)) => &mut either,
                (Some(_), None) => &mut day_first,
                (None, _) => &mut month_first,
            };
            found.get_or_insert((row, column, cell));
        }
        let hint = "write the year first, and then month and day: `2026-11-30`";
        match (day_first, month_first, either) {
            (None, Some(_), _) => self.is_day_first = false,
            (Some((_, _, one)), Some((row, column, other)), _) => {
                let message = format!("`{other}` has the month first, and `{one}` the day");
                self.fault(row, column, message, hint.into());
            }
            (None, None, Some((row, column, cell))) => {
                let Some(Said::Either { day_first: Some(one), month_first: Some(other), .. }) =
                    days::said(cell)
                else {
                    return;
                };
                let (one, other) = (one.date(), other.date());
                self.fault(
                    row,
                    column,
                    format!("`{cell}` may be {one} or {other}, and no other day tells which"),
                    format!("write `{one}` or `{other}`"),
                );
            }
            _ => {}
        }
    }

    fn time(&self, cell: &str) -> Option<(DateTime, Grain)> {
        match days::said(cell)? {
            Said::Time(time, grain) => Some((time, grain)),
            Said::Either { day_first, month_first, grain } => {
                let (one, other) = match self.is_day_first {
                    true => (day_first, month_first),
                    false => (month_first, day_first),
                };
                one.or(other).map(|time| (time, grain))
            }
        }
    }

    fn column(&mut self, at: usize) -> Column {
        let head = self.head_of(at).to_string();
        let (name, unit) = self.name_and_unit(at);
        let column = |values| Column { name: head, unit: None, values, written: None };
        match self.kind(at) {
            Kind::Numbers => {
                let (values, is_percent) = self.numbers(at, unit.as_deref());
                let written = self.written(at, unit.is_some());
                let unit = unit.or_else(|| is_percent.then(|| "%".to_string()));
                Column { name, unit, values, written }
            }
            Kind::Times => column(self.times(at)),
            Kind::Years => {
                let years = self.column_cells(at).map(|(_, cell)| days::year(whole(cell)));
                column(Values::Times(years.collect(), Grain::Year))
            }
            Kind::CompactDays => {
                let days = self.column_cells(at).map(|(_, cell)| days::compact(cell));
                column(Values::Times(days.collect(), Grain::Day))
            }
            Kind::Seasons { may_be_months } => {
                if may_be_months {
                    self.season(at);
                }
                column(Values::Texts(self.texts(at)))
            }
            Kind::Texts => {
                self.find_units(at);
                if at == 0 {
                    self.find_sources();
                }
                column(Values::Texts(self.texts(at)))
            }
        }
    }

    fn head_of(&self, at: usize) -> &str {
        self.heads.get(at).map(String::as_str).unwrap_or_default()
    }

    /// What a column is called, and its unit. What tells it from another column is of its name.
    fn name_and_unit(&self, at: usize) -> (String, Option<String>) {
        let head = self.head_of(at);
        let (name, unit) = name_and_unit(head);
        let others = (0..self.heads.len()).filter(|other| *other != at);
        match others.map(|other| name_and_unit(self.head_of(other)).0).any(|other| other == name) {
            true => (head.to_string(), None),
            false => (name, unit),
        }
    }

    /// What may be months or years: `2008-09`.
    fn season(&mut self, at: usize) {
        let cell =
            self.column_cells(at).find_map(|(row, cell)| Some((row, cell, days::season(cell)?)));
        let Some((row, cell, (first, next))) = cell else { return };
        let month = next % 100;
        let message = format!(
            "`{cell}` may be a month, or the season {first}/{next}, and no other cell tells which"
        );
        let hint = format!(
            "if they are seasons or years of accounts, write `{first}/{next}`; months are `{month:02}/{first}`"
        );
        self.fault(row, at, message, hint);
    }

    fn texts(&self, at: usize) -> Vec<String> {
        self.column_cells(at).map(|(_, cell)| plain(cell)).collect()
    }

    /// What is to be done with a line that has words in its first cell and nothing behind them.
    fn is_a_note(&self, row: usize, at: usize) -> Option<String> {
        let record = &self.cells.records[row];
        let is_alone =
            at == 0 && record.len() > 1 && record.iter().skip(1).all(|it| it.trim().is_empty());
        let words = plain(record.get(0).unwrap_or_default().trim());
        is_alone.then(|| {
            format!(
                "take the line out; what stands below a figure is written behind a comma in its title: `\", {}\"`",
                words.replace('"', "'")
            )
        })
    }

    /// Rows that say where the others are from, with empty cells behind that.
    fn find_sources(&mut self) {
        let cells: Vec<_> =
            self.column_cells(0).filter(|(_, cell)| amiss::is_source(cell)).collect();
        for (row, cell) in cells {
            if let Some(hint) = self.is_a_note(row, 0) {
                let message = format!("`{}` would be a row of the figure", plain(cell));
                self.fault(row, 0, message, hint);
            }
        }
    }

    fn times(&mut self, at: usize) -> Values {
        let mut grain = None;
        let mut values = Vec::new();
        for (row, cell) in self.column_cells(at) {
            if cell.is_empty() {
                values.push(None);
                continue;
            }
            let Some((time, of_cell)) = self.time(cell) else {
                let message =
                    format!("`{}` is no time, and the others in this column are", plain(cell));
                let hint = self.is_a_note(row, at).unwrap_or_else(|| {
                    "write a day `2026-11-30`, a month `2026-11` or a moment `2026-11-30 14:05`"
                        .into()
                });
                self.fault(row, at, message, hint);
                continue;
            };
            let expected = *grain.get_or_insert(of_cell);
            if let Some(exact) = with_seconds(expected, of_cell) {
                grain = Some(exact);
            } else if expected != of_cell {
                let message =
                    format!("`{cell}` is {}, and others are {}", name(of_cell), names(expected));
                self.fault(row, at, message, "write all in one way, such as `2026-11-30`".into());
            }
            values.push(Some(time));
        }
        Values::Times(values, grain.unwrap_or(Grain::Day))
    }
}

fn days_or_number(text: &str) -> bool {
    !matches!(evidence(text), Evidence::Words) || days::said(text).is_some()
}

/// The more exact of two of which one is more exact by seconds alone.
fn with_seconds(one: Grain, other: Grain) -> Option<Grain> {
    match (one, other) {
        (Grain::Minute | Grain::Second, Grain::Minute | Grain::Second) => Some(one.max(other)),
        (Grain::Clock | Grain::ClockSecond, Grain::Clock | Grain::ClockSecond) => {
            Some(one.max(other))
        }
        _ => None,
    }
}

/// A number without the decimal that programs add: `2024.0`.
fn whole(cell: &str) -> &str {
    cell.strip_suffix(".0").unwrap_or(cell)
}

fn name(grain: Grain) -> &'static str {
    match grain {
        Grain::Year => "a year",
        Grain::Month => "a month",
        Grain::Day => "a day",
        Grain::Minute | Grain::Second => "a day with a time",
        Grain::Clock | Grain::ClockSecond => "a time of day",
    }
}

fn names(grain: Grain) -> &'static str {
    match grain {
        Grain::Year => "years",
        Grain::Month => "months",
        Grain::Day => "days",
        Grain::Minute | Grain::Second => "days with a time",
        Grain::Clock | Grain::ClockSecond => "times of day",
    }
}

/// A text in one line, without characters that no page can hold.
fn plain(text: &str) -> String {
    let is_shown = |c: &char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let spaced = text.chars().map(|c| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c });
    spaced.filter(is_shown).collect()
}

/// The words of a text with one space between them; spaces that do not break stay.
fn in_one_line(text: &str) -> String {
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
