//! Tables as HTML.

use crate::language::Language;
use crate::series::iso;
use crate::svg::escaped;
use crate::table::{Column, Table, Values};
use crate::time_ticks::style_of;

/// How many rows stand in a page; of a file with more, a page has the link alone.
pub(crate) const MOST_IN_A_PAGE: usize = 1_000;

/// How many rows stand where no page is around them, such as in a feed.
const MOST_ELSEWHERE: usize = 50;

/// What parts those rows from the others.
pub(crate) const REST: &str = "<tbody class=\"data-rest\">\n";

/// A table in a box that scrolls, and that the keyboard reaches. It is called what the element
/// with the id `name` says.
pub(crate) fn table(table: &Table, name: &str, language: &dyn Language) -> String {
    let mut html = format!(
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{name}\">\n\
         <table>\n<thead>\n<tr>\n"
    );
    for column in &table.columns {
        push_head(&mut html, column);
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in 0..table.rows {
        if row == MOST_ELSEWHERE {
            html.push_str("</tbody>\n");
            html.push_str(REST);
        }
        html.push_str("<tr>");
        for (at, column) in table.columns.iter().enumerate() {
            push_cell(&mut html, column, row, at == 0, language);
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n</div>\n");
    html
}

fn push_head(html: &mut String, column: &Column) {
    // An empty cell is no head: a screen reader would announce nothing.
    if column.name.is_empty() {
        html.push_str("<td></td>\n");
        return;
    }
    html.push_str("<th scope=\"col\"");
    if column.numbers().is_some() {
        html.push_str(" class=\"align-right\"");
    }
    html.push('>');
    html.push_str(&escaped(&column.name));
    if let Some(unit) = &column.unit {
        html.push_str(" <small>(");
        html.push_str(&escaped(unit));
        html.push_str(")</small>");
    }
    html.push_str("</th>\n");
}

/// A cell; what sorts it stands beside what is shown, where these are not the same.
fn push_cell(
    html: &mut String,
    column: &Column,
    row: usize,
    is_first: bool,
    language: &dyn Language,
) {
    let (class, sorted_by, text) = match &column.values {
        Values::Numbers(numbers, decimals) => match numbers[row] {
            Some(value) => (
                " class=\"align-right\"",
                Some(value.to_string()),
                match &column.written {
                    Some(written) => written[row].clone(),
                    None => language.number(value, *decimals),
                },
            ),
            None => (" class=\"align-right\"", None, "–".into()),
        },
        Values::Times(times, grain) => match times[row] {
            Some(time) => ("", Some(iso(time, *grain)), language.date(time, style_of(*grain))),
            None => ("", None, String::new()),
        },
        Values::Texts(texts) => ("", None, texts[row].clone()),
    };
    let (open, close) = match is_first && !text.is_empty() {
        true => ("<th scope=\"row\"", "</th>"),
        false => ("<td", "</td>"),
    };
    html.push_str(open);
    html.push_str(class);
    if let Some(key) = sorted_by {
        html.push_str(" data-v=\"");
        html.push_str(&key);
        html.push('"');
    }
    html.push('>');
    html.push_str(&escaped(&text));
    html.push_str(close);
}
