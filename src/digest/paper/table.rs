//! Tables on paper: in a column, across the page, or row by row where they are too wide for both.

use icu_properties::props::{CanonicalCombiningClass, GraphemeClusterBreak};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use super::escape::markup;
use super::writer::Writer;
use crate::html::tree::{Element, elements, text_of};
use crate::render::apart::table::{self, Cell};

/// The widths of a column and of the page, in points.
const COLUMN: f64 = 240.0;
const PAGE: f64 = 500.0;

/// What floats across the page stands on one: so many rows of a line each do.
const MOST_ACROSS: usize = 30;

/// A longer word may be broken anywhere.
const LONGEST_WORD: usize = 20;
/// After so many letters.
const BREAK_AFTER: usize = 8;

/// How a table is set.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    InColumn,
    /// With letters of this size.
    AcrossPage(f64),
    RowByRow,
}

impl Writer<'_, '_> {
    pub(super) fn table(&mut self, table: &Element) {
        for caption in elements(&table.children).filter(|part| part.name == "caption") {
            self.wrapped("#text(size: 8pt)[", &caption.children);
        }
        let rows = table::rows(table);
        let outer = std::mem::replace(&mut self.is_in_table, true);
        self.within += 1;
        match form(&rows, self.within == 1) {
            Form::InColumn => self.grid(&rows, 8.0),
            Form::AcrossPage(size) => {
                self.out.push_str("#place(auto, scope: \"parent\", float: true)[");
                self.grid(&rows, size);
                self.out.push_str("]\n\n");
            }
            Form::RowByRow => self.row_by_row(&rows),
        }
        self.within -= 1;
        self.is_in_table = outer;
    }

    fn grid(&mut self, rows: &[Vec<Cell<'_>>], size: f64) {
        let (columns, inset) = (table::columns(rows).max(1), size / 2.0);
        self.out.push_str(&format!(
            "#text(size: {size}pt)[#table(columns: {columns}, stroke: (x: none, y: 0.5pt), inset: {inset}pt, "
        ));
        for (y, row) in rows.iter().enumerate() {
            for Cell { element, column, columns, rows } in row {
                self.out.push_str(&format!(
                    "table.cell(x: {column}, y: {y}, colspan: {columns}, rowspan: {rows})["
                ));
                let is_head = element.name == "th";
                self.out.push_str(if is_head { "#strong[" } else { "" });
                self.content(&element.children);
                self.out.push_str(if is_head { "]" } else { "" });
                self.out.push_str("], ");
            }
        }
        self.out.push_str(")]\n\n");
    }

    /// Each row as a paragraph: what it is of, and behind that each head with its value.
    fn row_by_row(&mut self, rows: &[Vec<Cell<'_>>]) {
        let Some((heads, rows)) = rows.split_first() else { return };
        for row in rows {
            for (at, (head, cell)) in heads.iter().zip(row).enumerate() {
                let is_name = at == 0;
                if is_name {
                    self.out.push_str("#text(size: 8pt)[#strong[");
                } else {
                    let head = text_of(&head.element.children);
                    self.out.push_str(&format!("{}: ", breakable(head.trim())));
                }
                self.content(&cell.element.children);
                self.out.push_str(match (is_name, at + 1 == heads.len().min(row.len())) {
                    (true, true) => "]",
                    (true, false) => "] \\\n",
                    (false, true) => "",
                    (false, false) => "; ",
                });
            }
            self.out.push_str("]\n\n");
        }
    }
}

/// How a table is set, which may stand in nothing else.
fn form(rows: &[Vec<Cell<'_>>], is_outermost: bool) -> Form {
    if needed(rows, 8.0) <= COLUMN {
        return Form::InColumn;
    }
    let is_across = is_outermost && rows.len() <= MOST_ACROSS;
    let size = [8.0, 6.5].into_iter().find(|size| is_across && needed(rows, *size) <= PAGE);
    let columns = table::columns(rows);
    let is_plain = |row: &Vec<Cell<'_>>| {
        row.len() == columns && row.iter().all(|cell| (cell.columns, cell.rows) == (1, 1))
    };
    let has_heads =
        rows.first().is_some_and(|row| row.iter().all(|cell| cell.element.name == "th"));
    match size {
        Some(size) => Form::AcrossPage(size),
        None if has_heads && rows.len() > 1 && rows.iter().all(is_plain) => Form::RowByRow,
        // Of what goes over several columns or rows, nobody could tell to which heads it belongs.
        None if is_across => Form::AcrossPage(5.0),
        None => Form::InColumn,
    }
}

/// How wide a table is at least, whose letters are of this size, in points: as wide as the longest
/// word of each column, as far as that is not broken.
fn needed(rows: &[Vec<Cell<'_>>], size: f64) -> f64 {
    let mut columns = vec![0usize; table::columns(rows)];
    for cell in rows.iter().flatten().filter(|cell| cell.columns == 1) {
        let words = text_of(&cell.element.children);
        let longest = words.split_whitespace().map(|word| word.chars().count()).max();
        let longest = longest.unwrap_or_default();
        let length = if longest > LONGEST_WORD { BREAK_AFTER } else { longest };
        columns[cell.column] = columns[cell.column].max(length);
    }
    // A digit is about half as wide as it is high.
    columns.iter().map(|letters| (*letters as f64).mul_add(size * 0.55, size)).sum()
}

/// A text in markup, whose long words may be broken.
pub(super) fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        match piece.trim_end().chars().count() > LONGEST_WORD {
            true => out.push_str(&broken(piece)),
            false => out.push_str(&markup(piece)),
        }
    }
    out
}

/// A long word in markup, which may be broken.
fn broken(word: &str) -> String {
    let mut pieces: Vec<String> = vec![String::new()];
    let mut before = None;
    for letter in word.chars() {
        let is_long = pieces.last().is_some_and(|piece| piece.chars().count() >= BREAK_AFTER);
        let is_end = letter.is_whitespace();
        if is_long && !is_end && before.is_none_or(|before| are_parted(before, letter)) {
            pieces.push(String::new());
        }
        pieces.iter_mut().last().into_iter().for_each(|piece| piece.push(letter));
        before = Some(letter);
    }
    let pieces: Vec<String> = pieces.iter().map(|piece| markup(piece)).collect();
    pieces.join("#sym.zws;")
}

/// Whether a line may end between two letters: not before a mark, such as an accent, behind a sign
/// that joins two letters, or within a syllable (<https://www.unicode.org/reports/tr29/>).
fn are_parted(before: char, behind: char) -> bool {
    const BREAKS: CodePointMapDataBorrowed<'static, GraphemeClusterBreak> = CodePointMapData::new();
    const CLASSES: CodePointMapDataBorrowed<'static, CanonicalCombiningClass> =
        CodePointMapData::new();
    let joins = BREAKS.get(before) == GraphemeClusterBreak::ZWJ
        || CLASSES.get(before) == CanonicalCombiningClass::Virama;
    // Vowels of Thai and Lao that stand before what they are spoken after.
    let is_vowel_before = matches!(before, 'เ'..='ไ' | 'ເ'..='ໄ');
    let is_mark = matches!(
        BREAKS.get(behind),
        GraphemeClusterBreak::Extend
            | GraphemeClusterBreak::SpacingMark
            | GraphemeClusterBreak::ZWJ
            | GraphemeClusterBreak::V
            | GraphemeClusterBreak::T
    );
    !joins && !is_vowel_before && !is_mark
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree::{Node, parse};

    fn form_of(html: &str, is_outermost: bool) -> Form {
        let nodes = parse(html);
        let Some(Node::Element(table)) = nodes.first() else { panic!("{html}") };
        form(&table::rows(table), is_outermost)
    }

    fn table_of(columns: usize, rows: usize, value: &str) -> String {
        let row = |name: &str, value: &str| {
            format!("<tr>{}</tr>", format!("<{name}>{value}</{name}>").repeat(columns))
        };
        format!("<table>{}{}</table>", row("th", "Jan"), row("td", value).repeat(rows))
    }

    #[test]
    fn a_table_is_set_where_there_is_room_for_it() {
        for (columns, rows, value, is_outermost, expected) in [
            (4, 10, "12345", true, Form::InColumn),
            (13, 10, "12345", true, Form::AcrossPage(8.0)),
            (18, 10, "12345", true, Form::AcrossPage(6.5)),
            (40, 10, "12345", true, Form::RowByRow),
            // In a quote, and longer than a page.
            (13, 10, "12345", false, Form::RowByRow),
            (13, 70, "12345", true, Form::RowByRow),
            // Long words may be broken.
            (3, 10, "Donaudampfschifffahrtsgesellschaft", true, Form::InColumn),
            (3, 10, "a b c d e f g h i j k l m n o p q r", true, Form::InColumn),
        ] {
            let html = table_of(columns, rows, value);
            assert_eq!(form_of(&html, is_outermost), expected, "{columns} × {rows}: {value}");
        }
        let row = format!("<tr>{}</tr>", "<td>12345</td>".repeat(30));
        let spanned = format!("<table><tr><th colspan=30>A</th></tr>{row}</table>");
        assert_eq!(form_of(&spanned, true), Form::AcrossPage(5.0));
        assert_eq!(form_of("<table></table>", true), Form::InColumn);
    }

    #[test]
    fn long_words_may_be_broken() {
        for (text, expected) in [
            ("a short one", "a short one"),
            ("Donaudampfschifffahrt x", "Donaudam|pfschiff|fahrt x"),
            // The space behind a word is no letter of it.
            ("Donaudampfschifffahr x", "Donaudampfschifffahr x"),
            ("Donaudampfschifffahrtsge x", "Donaudam|pfschiff|fahrtsge x"),
            // Letters stay with their marks.
            ("กรุงเทพมหานครอมรรัตนโกสินทร์", "กรุงเทพม|หานครอมร|รัตนโกสิ|นทร์"),
            ("มหาวิทยาลัยเทคโนโลยีน้ำ", "มหาวิทยา|ลัยเทคโน|โลยีน้ำ"),
            ("अंतरराष्ट्रीयकरणसम्मेलन", "अंतरराष्ट्री|यकरणसम्मे|लन"),
            (
                "e\u{301}e\u{301}e\u{301}e\u{301}abc\u{301}defghijklmn",
                "e\u{301}e\u{301}e\u{301}e\u{301}|abc\u{301}defg|hijklmn",
            ),
            ("abcdefgh\u{301}ijklmnopqrstuv", "abcdefgh\u{301}|ijklmnop|qrstuv"),
        ] {
            assert_eq!(breakable(text).replace("#sym.zws;", "|"), expected, "{text}");
        }
    }
}
