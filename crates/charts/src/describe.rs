//! A chart in words, for those who do not see it.

use crate::form::Form;
use crate::language::{Language, Word};
use crate::map;
use crate::series::{Along, Data, Series};
use crate::table::{Column, Table};

/// The word for a form.
pub(crate) fn kind(form: Form) -> Option<Word> {
    match form {
        Form::Table => None,
        Form::Line => Some(Word::LineChart),
        Form::Bar => Some(Word::BarChart),
        Form::Stacked => Some(Word::StackedChart),
        Form::Multiples => Some(Word::SmallCharts),
        Form::Map => Some(Word::DotMap),
    }
}

/// What a series does: where it begins and ends, and how high and low it is.
pub(crate) fn series(one: &Series<'_>, along: &Along<'_>, language: &dyn Language) -> String {
    let known = || one.values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
    let highest = known().reduce(|most, it| if it.1 > most.1 { it } else { most });
    let lowest = known().reduce(|least, it| if it.1 < least.1 { it } else { least });
    let ends = match along {
        Along::Words(_) => [None, None],
        Along::Times(..) | Along::Numbers(..) => [known().next(), known().next_back()],
    };
    let words = [Word::First, Word::Last, Word::Highest, Word::Lowest];
    let values = ends.into_iter().chain([highest, lowest]);
    let parts = words.into_iter().zip(values).filter_map(|(word, found)| {
        let (at, value) = found?;
        let (value, place) = (one.written(value, language), along.written(at, language));
        Some(format!("{}: {value} ({place})", language.word(word)))
    });
    let parts: Vec<String> = parts.collect();
    match one.name.is_empty() {
        true => parts.join("; "),
        false => format!("{}. {}", one.name, parts.join("; ")),
    }
}

/// What a chart shows.
pub(crate) fn chart(data: &Data<'_>, language: &dyn Language) -> String {
    let of_one = |one: &Series<'_>| series(one, &data.along, language) + ".";
    data.series.iter().map(of_one).collect::<Vec<_>>().join(" ")
}

/// How many places of a map are named.
const PLACES: usize = 20;

/// What a map shows: its places, and where its numbers are highest and lowest.
pub(crate) fn places(table: &Table, language: &dyn Language) -> String {
    let names = table.columns.iter().find_map(Column::texts);
    let mut text = String::new();
    let Some(names) = names else { return text };
    let shown = map::coordinates(table).and_then(|at| map::shown(table, at));
    if let Some(column) = shown
        && let Some((numbers, decimals)) = column.numbers()
    {
        let along = Along::Words(names.iter().map(String::as_str).collect());
        let (name, unit) = (&*column.name, column.unit.as_deref());
        let one = Series { name, unit, decimals, values: numbers.to_vec() };
        text = series(&one, &along, language) + ". ";
    }
    let named: Vec<&str> = names.iter().map(String::as_str).take(PLACES).collect();
    text + &named.join(", ") + if names.len() > PLACES { ", …" } else { "." }
}
