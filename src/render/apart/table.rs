//! The cells of a table, each in the column where a browser shows it.

use crate::html::tree::{Element, elements};

/// A cell of a table.
pub struct Cell<'t> {
    pub element: &'t Element,
    /// The first of its columns, from 0.
    pub column: usize,
    /// Over how many columns it goes.
    pub columns: usize,
    /// Over how many rows it goes.
    pub rows: usize,
}

/// The rows of a table, whatever part they are in. A cell stands in the first column that none
/// above it takes (<https://html.spec.whatwg.org/multipage/tables.html#forming-a-table>).
pub fn rows(table: &Element) -> Vec<Vec<Cell<'_>>> {
    let mut rows = Vec::new();
    for part in elements(&table.children) {
        match part.name.as_str() {
            "tr" => push_part(&[part], &mut rows),
            "caption" => {}
            _ => push_part(&elements(&part.children).collect::<Vec<_>>(), &mut rows),
        }
    }
    rows
}

/// How many columns the rows have.
pub fn columns(rows: &[Vec<Cell<'_>>]) -> usize {
    let cells = rows.iter().flatten();
    cells.map(|cell| cell.column + cell.columns).max().unwrap_or(0)
}

/// The rows of a part, out of which no cell reaches.
fn push_part<'t>(part: &[&'t Element], rows: &mut Vec<Vec<Cell<'t>>>) {
    // The row of the part from which on each column is free.
    let mut free_from: Vec<usize> = Vec::new();
    for (at, row) in part.iter().enumerate() {
        let mut cells = Vec::new();
        let mut column = 0;
        for element in elements(&row.children) {
            let is_free =
                |column: &usize| free_from.get(*column).is_none_or(|free_from| *free_from <= at);
            while !is_free(&column) {
                column += 1;
            }
            let wanted = column..column + span(element, "colspan");
            let columns = wanted.take_while(is_free).count();
            let rows = span(element, "rowspan").min(part.len() - at);
            let end = column + columns;
            free_from.resize(free_from.len().max(end), 0);
            free_from[column..end].fill(at + rows);
            cells.push(Cell { element, column, columns, rows });
            column = end;
        }
        rows.push(cells);
    }
}

fn span(cell: &Element, of: &str) -> usize {
    cell.value(of).and_then(|it| it.parse().ok()).unwrap_or(1).clamp(1, 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree::{parse, text_of};

    #[test]
    fn cells_stand_where_browsers_show_them() {
        for (html, expected) in [
            ("<tr><td>a<td>b<tr><td>c", "a0 b1/c0"),
            ("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d", "a0 b1/c1/d0"),
            ("<tr><td>a<td rowspan=3>b<tr><td colspan=2>c<td>d", "a0 b1/c0 d2"),
            ("<tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e", "a0 b2/c0 d1 e2"),
            ("<thead><tr><th rowspan=9>a<th>b<tbody><tr><td>c<td>d", "a0 b1/c0 d1"),
            ("<caption>x</caption>", ""),
        ] {
            let nodes = parse(&format!("<table>{html}</table>"));
            let table = elements(&nodes).next().unwrap();
            let cell =
                |cell: &Cell<'_>| format!("{}{}", text_of(&cell.element.children), cell.column);
            let row = |cells: &Vec<Cell<'_>>| cells.iter().map(cell).collect::<Vec<_>>().join(" ");
            let found = rows(table).iter().map(row).collect::<Vec<_>>().join("/");
            assert_eq!(found, expected, "{html}");
        }
    }
}
