//! Which form a figure has whose title says none: that which its columns allow.

use crate::form::Form;
use crate::table::{Table, Values};
use crate::{map, series};

/// More bars than these are a table, unless the title says otherwise.
const BARS_BY_THEMSELVES: usize = 20;

/// The form of a table whose title says none.
pub(crate) fn by_columns(table: &Table) -> Form {
    if map::coordinates(table).is_some() {
        return Form::Map;
    }
    let are_numbers =
        table.columns.len() > 1 && table.measured().count() + 1 == table.columns.len();
    let series = table.columns.len() - 1;
    if !are_numbers || table.rows < 2 {
        return Form::Table;
    }
    match table.columns[0].values {
        Values::Times(..) if series <= series::MOST => Form::Line,
        Values::Times(..) => Form::Multiples,
        Values::Texts(_) if series == 1 && table.rows <= BARS_BY_THEMSELVES => Form::Bar,
        Values::Texts(_) | Values::Numbers(..) => Form::Table,
    }
}
