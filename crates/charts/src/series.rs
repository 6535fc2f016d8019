//! What a chart shows of a table: what stands along its axis, and the series of numbers.

use jiff::civil::DateTime;

use crate::clock;
use crate::form::{Form, lacks};
use crate::language::Language;
use crate::table::{Column, Fault, Grain, Table, Values, seconds};
use crate::time_ticks::style_of;

/// More lines or bars than these nobody tells apart.
pub(crate) const MOST: usize = 6;

/// A series of numbers.
pub(crate) struct Series<'a> {
    pub name: &'a str,
    pub unit: Option<&'a str>,
    pub decimals: usize,
    /// In the order of the axis.
    pub values: Vec<Option<f64>>,
}

impl<'a> Series<'a> {
    fn of(column: &'a Column, order: &[usize]) -> Option<Self> {
        let (values, decimals) = column.numbers()?;
        Some(Series {
            name: &column.name,
            unit: column.unit.as_deref(),
            decimals,
            values: order.iter().map(|row| values[*row]).collect(),
        })
    }

    /// One of its numbers, with its unit.
    pub fn written(&self, value: f64, language: &dyn Language) -> String {
        let number = language.number(value, self.decimals);
        match self.unit {
            Some(unit) => language.with_unit(&number, unit),
            None => number,
        }
    }
}

/// What stands along the axis of a chart.
pub(crate) enum Along<'a> {
    /// Times, the first first.
    Times(Vec<DateTime>, Grain),
    /// Numbers, the lowest first.
    Numbers(Vec<f64>, usize),
    /// Words, as in the file.
    Words(Vec<&'a str>),
}

impl Along<'_> {
    /// How many points there are.
    pub fn len(&self) -> usize {
        match self {
            Along::Times(times, _) => times.len(),
            Along::Numbers(numbers, _) => numbers.len(),
            Along::Words(words) => words.len(),
        }
    }

    /// One of them in words.
    pub fn written(&self, at: usize, language: &dyn Language) -> String {
        match self {
            Along::Times(times, grain) => language.date(times[at], style_of(*grain)),
            Along::Numbers(numbers, decimals) => language.number(numbers[at], *decimals),
            Along::Words(words) => words[at].to_string(),
        }
    }

    /// Where each is, as a number that grows along the axis; none of words.
    pub fn places(&self) -> Option<Vec<f64>> {
        match self {
            Along::Times(times, _) => Some(times.iter().map(|time| seconds(*time)).collect()),
            Along::Numbers(numbers, _) => Some(numbers.clone()),
            Along::Words(_) => None,
        }
    }
}

/// What a chart shows.
pub(crate) struct Data<'a> {
    pub along: Along<'a>,
    /// At least one, with at least one number among them.
    pub series: Vec<Series<'a>>,
}

impl<'a> Data<'a> {
    /// What a chart of this form shows of a table.
    pub fn of(table: &'a Table, form: Form, most: usize) -> Result<Self, Fault> {
        let first = &table.columns[0];
        let others = || table.columns.iter().skip(1);
        if let Some(codes) = others().find(|column| column.has_codes_by_head()) {
            return Err(taken_for_codes(form, &codes.name));
        }
        if let Some(words) = others().find(|column| column.numbers().is_none()) {
            let message = format!(
                "needs numbers in each column behind the first, and `{}` has none",
                words.name
            );
            return Err(lacks(form, &message, "take the column out, or show a `\"table\"`"));
        }
        let count = others().count();
        if count == 0 {
            let hint = "write a column of numbers behind the first, or show a `\"table\"`";
            return Err(lacks(form, "needs a column of numbers", hint));
        }
        if count > most {
            let message =
                format!("shows {most} columns of numbers at most, and this file has {count}");
            return Err(lacks(
                form,
                &message,
                "show fewer, or small charts: `\"multiples\"`, or a `\"table\"`",
            ));
        }
        let (along, order) = along(first, form)?;
        let series: Vec<Series<'_>> =
            others().filter_map(|column| Series::of(column, &order)).collect();
        if series.iter().all(|one| one.values.iter().all(Option::is_none)) {
            return Err(lacks(
                form,
                "needs a number, and all cells are empty",
                "write the numbers",
            ));
        }
        Ok(Data { along, series })
    }

    /// The lowest and the highest number.
    pub fn range(&self) -> (f64, f64) {
        let numbers = || self.series.iter().flat_map(|one| one.values.iter().flatten().copied());
        (numbers().fold(f64::INFINITY, f64::min), numbers().fold(f64::NEG_INFINITY, f64::max))
    }

    /// The unit that all series have.
    pub fn unit(&self) -> Option<&'a str> {
        let unit = self.series[0].unit?;
        self.series.iter().all(|one| one.unit == Some(unit)).then_some(unit)
    }
}

/// What stands along the axis, and the rows in that order.
fn along(column: &Column, form: Form) -> Result<(Along<'_>, Vec<usize>), Fault> {
    let gap = |row: usize| {
        let message =
            format!("needs a value in the first column of each row, and row {} has none", row + 1);
        lacks(form, &message, "write when or where the numbers of that row are from")
    };
    let twice = |written: String| {
        let message = format!("has one place for `{written}`, and two rows have it");
        let hint =
            "keep one of them; what is told apart by a second word goes into columns of its own";
        lacks(form, &message, hint)
    };
    match &column.values {
        Values::Texts(words) => {
            if let Some(row) = words.iter().position(String::is_empty) {
                return Err(gap(row));
            }
            Ok((
                Along::Words(words.iter().map(String::as_str).collect()),
                (0..words.len()).collect(),
            ))
        }
        Values::Times(times, grain) => {
            if let Some(row) = times.iter().position(Option::is_none) {
                return Err(gap(row));
            }
            let times: Vec<DateTime> = times.iter().flatten().copied().collect();
            let (sorted, _) = sorted(&times);
            if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
                return Err(twice(iso(pair[0], *grain)));
            }
            let times = match grain {
                Grain::Clock | Grain::ClockSecond => {
                    clock::with_days(&times).map_err(|(before, behind)| {
                        let [before, behind] = [before, behind].map(|time| iso(time, *grain));
                        out_of_order(form, &before, &behind)
                    })?
                }
                _ => times,
            };
            let (times, order) = self::sorted(&times);
            Ok((Along::Times(times, *grain), order))
        }
        Values::Numbers(numbers, decimals) => {
            if let Some(row) = numbers.iter().position(Option::is_none) {
                return Err(gap(row));
            }
            let mut order: Vec<usize> = (0..numbers.len()).collect();
            let value = |row: &usize| numbers[*row].unwrap_or_default();
            order.sort_by(|one, other| value(one).total_cmp(&value(other)));
            let numbers: Vec<f64> = order.iter().map(value).collect();
            match numbers.windows(2).find(|pair| pair[0] == pair[1]) {
                Some(pair) => Err(twice(pair[0].to_string())),
                None => Ok((Along::Numbers(numbers, *decimals), order)),
            }
        }
    }
}

/// That a column of digits has codes by its head, and nothing to draw.
fn taken_for_codes(form: Form, name: &str) -> Fault {
    let message = format!(
        "needs numbers in each column behind the first, and `{name}` is taken for codes because of its head"
    );
    let hint = format!(
        "if they are numbers, call it otherwise, such as `Number of {name}`; if not, take the column out, or show a `\"table\"`"
    );
    lacks(form, &message, &hint)
}

/// Times, the first first, and the rows in that order.
fn sorted(times: &[DateTime]) -> (Vec<DateTime>, Vec<usize>) {
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by_key(|row| times[*row]);
    (order.iter().map(|row| times[*row]).collect(), order)
}

/// That nobody knows of which day times of day are.
fn out_of_order(form: Form, before: &str, behind: &str) -> Fault {
    let message = format!(
        "has no place for `{behind}`, which stands behind `{before}` and may be of the same day or of the next"
    );
    let hint = format!(
        "write each time with its day, such as `2026-11-30 {behind}`; if all are of one day, put the rows in the order of time"
    );
    lacks(form, &message, &hint)
}

/// A time as files have it.
pub(crate) fn iso(time: DateTime, grain: Grain) -> String {
    let pattern = match grain {
        Grain::Year => "%Y",
        Grain::Month => "%Y-%m",
        Grain::Day => "%Y-%m-%d",
        Grain::Minute => "%Y-%m-%dT%H:%M",
        Grain::Second => "%Y-%m-%dT%H:%M:%S%.f",
        Grain::Clock => "%H:%M",
        Grain::ClockSecond => "%H:%M:%S%.f",
    };
    time.strftime(pattern).to_string()
}
