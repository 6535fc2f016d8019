//! The text of a file, and its cells.

mod ragged;

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use crate::delimiter::{delimiter, said_delimiter};
use crate::other_kind::other_kind;
use crate::table::{Fault, MOST_FAULTS};

/// How large a file may be, in bytes.
pub const LARGEST: usize = 1 << 20;
/// How many rows it may have below its head.
pub const MOST_ROWS: usize = 5_000;
/// How many columns it may have.
pub const MOST_COLUMNS: usize = 50;
/// How many characters a cell may have.
const MOST_IN_A_CELL: usize = 500;

/// A file as rows of cells.
pub(crate) struct Cells<'a> {
    /// The text behind the mark of its encoding.
    text: &'a str,
    /// How many bytes that mark has.
    offset: usize,
    delimiter: u8,
    /// The head and the rows; all have as many cells.
    pub records: Vec<StringRecord>,
}

impl<'a> Cells<'a> {
    /// The cells of a file.
    pub fn of(bytes: &'a [u8]) -> Result<Self, Vec<Fault>> {
        let text = decoded(bytes).map_err(|fault| vec![fault])?;
        let (said, text) = said_delimiter(text);
        let offset = bytes.len() - text.len();
        let delimiter = said.unwrap_or_else(|| delimiter(text));
        let mut cells = Cells { text, offset, delimiter, records: Vec::new() };
        cells.read().map_err(|fault| vec![fault])?;
        cells.drop_empty_columns();
        let faults = cells.faults();
        if faults.is_empty() { Ok(cells) } else { Err(faults) }
    }

    /// What stands between cells.
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// Where a cell is in the file. Looked for when it is told.
    pub fn place(&self, row: usize, column: usize) -> Option<Range<usize>> {
        let record = self.records.get(row)?;
        let start = usize::try_from(record.position()?.byte()).ok()?;
        let rest = self.text.get(start..)?;
        // What the reader passes over before a record.
        let start = start + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let rest = self.text.get(start..)?;
        let (mut is_quoted, mut at_column, mut begin) = (false, 0, 0);
        let mut end = rest.len();
        for (at, byte) in rest.bytes().enumerate() {
            let is_end = byte == self.delimiter || matches!(byte, b'\n' | b'\r');
            if byte == b'"' {
                is_quoted = !is_quoted;
            } else if is_end && !is_quoted {
                if at_column == column || byte != self.delimiter {
                    end = at;
                    break;
                }
                (at_column, begin) = (at_column + 1, at + 1);
            }
        }
        let before = self.offset + start;
        Some(before + begin..before + end)
    }

    /// Where a row is in the file.
    fn place_of_row(&self, row: usize) -> Option<Range<usize>> {
        let (first, last) = (self.place(row, 0)?, self.place(row, usize::MAX)?);
        Some(first.start..last.end)
    }

    /// A row as it was written, to be shown.
    fn line(&self, row: usize) -> &str {
        let place = self.place_of_row(row);
        let place = place.map(|at| at.start - self.offset..at.end - self.offset);
        place.and_then(|at| self.text.get(at)).unwrap_or_default()
    }

    fn read(&mut self) -> Result<(), Fault> {
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(self.text.as_bytes());
        for record in reader.records() {
            let record = record.map_err(|error| {
                Fault::new(format!("this cannot be read as CSV: {error}"), "export it again")
            })?;
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            self.records.push(record);
            if self.records.len() > MOST_ROWS + 1 {
                let message = format!("this file has more than {MOST_ROWS} rows");
                let hint = "show fewer, such as one for each month, and link to the whole file";
                return Err(Fault {
                    at: self.place(MOST_ROWS + 1, 0),
                    ..Fault::new(message, hint)
                });
            }
        }
        match self.records.len() {
            0 => Err(Fault::new(
                "this file is empty",
                "its first line names the columns, and each other line is a row",
            )),
            1 if self.has_open_quote() => Err(self.open_quote_at(0)),
            1 if self.records[0].len() == 1 => Err(Fault {
                at: self.place_of_row(0),
                ..Fault::new(
                    "this file has one line of words, and no table",
                    "export it again, if this came in the place of the table; its first line names the columns, and each other line is a row",
                )
            }),
            1 => Err(Fault {
                at: self.place_of_row(0),
                ..Fault::new(
                    "this file has a head, and no rows",
                    "write a row below it, with as many cells",
                )
            }),
            _ => Ok(()),
        }
    }

    /// Programs leave columns at the end that have nothing in them.
    fn drop_empty_columns(&mut self) {
        let used = |record: &StringRecord| {
            let cells = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
            cells.last().map_or(0, |(at, _)| at + 1)
        };
        let head = self.records.first().map_or(0, StringRecord::len);
        let most = self.records.iter().map(used).max().unwrap_or(0);
        let is_regular = self.records.iter().all(|record| record.len() == head);
        if is_regular && most < head {
            self.records.iter_mut().for_each(|record| record.truncate(most));
        }
    }

    fn faults(&self) -> Vec<Fault> {
        let columns = self.records.first().map_or(0, StringRecord::len);
        if columns > MOST_COLUMNS {
            let message =
                format!("this file has {columns} columns, and {MOST_COLUMNS} are the most");
            let hint = "show fewer, or make the rows columns and the columns rows";
            return vec![Fault { at: self.place(0, MOST_COLUMNS), ..Fault::new(message, hint) }];
        }
        if let Some(fault) = self.open_quote() {
            return vec![fault];
        }
        if let Some(fault) = self.title().or_else(|| self.set_quotes()) {
            return vec![fault];
        }
        let mut faults = Vec::new();
        for (row, record) in self.records.iter().enumerate() {
            if record.len() != columns {
                faults.push(self.ragged(row, record.len(), columns));
            }
            let too_long =
                |cell: &str| cell.len() > MOST_IN_A_CELL && cell.chars().count() > MOST_IN_A_CELL;
            if let Some(column) = record.iter().position(too_long) {
                let message = format!("this cell has more than {MOST_IN_A_CELL} characters");
                let hint = "shorten it; if a quotation mark is missing behind it, write that";
                faults.push(Fault { at: self.place(row, column), ..Fault::new(message, hint) });
            }
            if faults.len() > MOST_FAULTS {
                break;
            }
        }
        faults
    }

    /// A text in quotation marks that goes on to the end of the file.
    fn open_quote(&self) -> Option<Fault> {
        let last = self.records.len() - 1;
        let is_long = self.records[last].iter().any(|cell| cell.contains('\n'));
        (is_long && self.has_open_quote()).then(|| self.open_quote_at(last))
    }

    fn has_open_quote(&self) -> bool {
        self.text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
    }

    fn open_quote_at(&self, row: usize) -> Fault {
        Fault {
            at: self.place(row, 0).map(|at| at.start..at.start),
            ..Fault::new(
                "a quotation mark in this line is not closed",
                "write `\"` behind the text too; a `\"` within it is written `\"\"`",
            )
        }
    }

    /// A title above the line that names the columns.
    fn title(&self) -> Option<Fault> {
        let cells =
            |record: &StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
        let [first, second, third, ..] = &self.records[..] else { return None };
        let is_named = |cell: &str| cell.chars().any(char::is_alphabetic);
        let is_title = cells(first) == 1
            && first.iter().next().is_some_and(is_named)
            && cells(second) > 1
            && second.iter().skip(1).any(is_named)
            && second.len() == third.len();
        is_title.then(|| Fault {
            at: self.place_of_row(0),
            ..Fault::new(
                "the first line is a title, and is to name the columns",
                "delete it, and say it in the story: between the brackets of the figure",
            )
        })
    }

    /// Names of columns in the quotation marks of a word processor, which are no marks of CSV.
    fn set_quotes(&self) -> Option<Fault> {
        let head = self.records.first()?;
        let set = ['“', '”', '„', '«', '»'];
        let bare = |cell: &str| {
            let cell = cell.trim();
            let inside = cell.strip_prefix(set)?.strip_suffix(set)?;
            (!inside.contains(set)).then(|| inside.to_string())
        };
        let bare: Vec<String> = head.iter().map(bare).collect::<Option<_>>()?;
        let mended = bare.join(&self.delimiter().to_string());
        (!bare.is_empty()).then(|| Fault {
            at: self.place_of_row(0),
            ..Fault::new(
                "the quotation marks of this file are those of a word processor, and readers see them",
                format!("write `{mended}`, and so in each line; where a cell has a `{}` in it, write `\"`", self.delimiter()),
            )
        })
    }
}

/// The text of a file, without the mark of its encoding.
fn decoded(bytes: &[u8]) -> Result<&str, Fault> {
    const HOW: &str =
        "save it as UTF-8: in Excel as “CSV UTF-8”, in LibreOffice with the character set UTF-8";
    if bytes.len() > LARGEST {
        let message = format!("this file is larger than {} KiB", LARGEST >> 10);
        return Err(Fault::new(message, "show a part of it, and link to the whole file"));
    }
    if let Some(fault) = other_kind(bytes) {
        return Err(fault);
    }
    let zeros = bytes.iter().take(200).filter(|byte| **byte == 0).count();
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || zeros > 0 {
        return Err(Fault::new("this file is in UTF-16, which Excel calls “Unicode text”", HOW));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes[at];
        let message = format!(
            "this file is not UTF-8: its byte {byte:#04x} is a letter of an old encoding, such as windows-1252"
        );
        Fault { at: Some(at..at), ..Fault::new(message, HOW) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> Vec<(Option<Range<usize>>, String)> {
        let faults = Cells::of(bytes).err().unwrap_or_default();
        faults.into_iter().map(|fault| (fault.at, fault.message)).collect()
    }

    #[test]
    fn what_stands_between_cells_is_found() {
        for (text, expected) in [
            ("a,b\n1,2\n", ','),
            ("a;b\n1,5;2\n", ';'),
            ("a\tb, c\n1\t2\n", '\t'),
            ("Date;Level, m\n2026-01;1,5\n2026-02;1,6\n", ';'),
            ("Place,Note\nA,\"x;y;z\"\nB,\"x;y\"\n", ','),
            ("alone\n1\n", ','),
            ("Party|Seats\nA|1\n", '|'),
            ("sep=;\nA, B;C\n1,5;2\n", ';'),
        ] {
            assert_eq!(Cells::of(text.as_bytes()).ok().unwrap().delimiter(), expected, "{text}");
        }
    }

    #[test]
    fn a_cell_is_found_where_it_was_written() {
        let text = "\u{feff}a,\"b\r\nc\",d\r\n\r\n1,\"2,\"\"3\",4\r\n5,,6";
        let cells = Cells::of(text.as_bytes()).ok().unwrap();
        let written = |row, column| &text[cells.place(row, column).unwrap()];
        assert_eq!(written(0, 1), "\"b\r\nc\"");
        assert_eq!(written(0, 2), "d");
        assert_eq!(written(1, 0), "1");
        assert_eq!(written(1, 1), "\"2,\"\"3\"");
        assert_eq!(written(2, 1), "");
        assert_eq!(written(2, 2), "6");
        assert_eq!(&text[cells.place_of_row(1).unwrap()], "1,\"2,\"\"3\",4");
    }

    #[test]
    fn what_programs_leave_at_the_end_is_passed_over() {
        let cells = Cells::of(b"a;b;;\n1;2;;\n;;;\n\n").ok().unwrap();
        assert_eq!(cells.records.len(), 2);
        assert_eq!(cells.records[1].len(), 2);
    }

    #[test]
    fn files_of_other_kinds_are_told() {
        assert!(told(b"")[0].1.contains("is empty"));
        assert!(told(b"\n\n")[0].1.contains("is empty"));
        assert!(told(b"a,b\n")[0].1.contains("no rows"));
        assert!(told(b"PK\x03\x04...")[0].1.contains("spreadsheet"));
        assert!(told(b"\xff\xfea\0,\0")[0].1.contains("UTF-16"));
        assert!(told(b"a\0,\0b\0")[0].1.contains("UTF-16"));
        let latin = told(b"a,b\nZ\xfcrich,1\n");
        assert_eq!(latin[0].0, Some(5..5));
        assert!(latin[0].1.contains("windows-1252"), "{latin:?}");
        assert!(told(&vec![b'a'; LARGEST + 1])[0].1.contains("1024 KiB"));
        let rows = format!("a,b\n{}", "1,2\n".repeat(MOST_ROWS + 1));
        assert!(told(rows.as_bytes())[0].1.contains("more than 5000 rows"));
        let columns = format!("{}\n{}\n", "a,".repeat(60), "1,".repeat(60));
        assert!(
            told(format!("{columns}{}x\n", "1,".repeat(60)).as_bytes())[0].1.contains("columns")
        );
    }

    #[test]
    fn a_line_with_other_cells_is_told_with_the_mended_one() {
        let faults = Cells::of(b"a,b,c\n1,2,3\n4,5\n1,2,3,4\n").err().unwrap();
        assert_eq!(faults[0].at, Some(12..15));
        assert_eq!(faults[0].message, "this line has 2 cells, and the head has 3");
        assert!(faults[0].hint.ends_with("`4,5,`"), "{}", faults[0].hint);
        assert_eq!(faults[1].at, Some(16..23));
        assert!(faults[1].hint.contains("quotation marks"));
        for (text, hint) in [
            (
                "a,b\n1,2\nSource: Office\n",
                "delete it, and say it in the title of the figure, behind a comma: `\", Source: Office\"`",
            ),
            (
                "a,b\n1,2\n\"Source: \"\"Office\"\"\"\n",
                "delete it, and say it in the title of the figure, behind a comma: `\", Source: 'Office'\"`",
            ),
            (
                "a,b\n1,2\nSource: \"Office\" of May\n",
                "delete it, and say it in the title of the figure, behind a comma: `\", Source: 'Office' of May\"`",
            ),
            (
                "a;b\n1;2\n\" Source: Office \"\n",
                "delete it, and say it in the title of the figure, behind a comma: `\", Source: Office\"`",
            ),
            ("a,b\n1,2\n© Office 2026\n", "delete it"),
            ("a;b\n1;2\nThe figures are of May\n", "delete it"),
            ("a,b\n1,2\nHesk\n", "leave cells empty whose value is not known: `Hesk,`"),
            ("a,b\nSource: Office\n1,2\n", "leave cells empty"),
        ] {
            let faults = Cells::of(text.as_bytes()).err().unwrap();
            assert!(faults[0].hint.starts_with(hint), "{}", faults[0].hint);
        }
        let one = Cells::of("Month,Level,Note\n2026-01,12,5,low\n5\n".as_bytes()).err().unwrap();
        assert!(one[0].hint.ends_with("`2026-01,\"12,5\",low`"), "{}", one[0].hint);
        assert_eq!(one[1].message, "this line has 1 cell, and the head has 3");
        let open = told(b"\"Party\",\"Seats\nA,1\n");
        assert_eq!(open[0], (Some(0..0), "a quotation mark in this line is not closed".into()));
        for text in ["The lake\nMonth,Level\n2026-01,1\n", "The lake;\nMonth;Level\n2026-01;1\n"] {
            let title = told(text.as_bytes());
            assert_eq!(title.len(), 1, "{title:?}");
            assert!(title[0].1.starts_with("the first line is a title"), "{title:?}");
        }
        let set = Cells::of("“Party”,“Seats”\n“A”,1\n".as_bytes()).err().unwrap();
        assert!(set[0].hint.starts_with("write `Party,Seats`"), "{}", set[0].hint);
        let open = told(b"a,b\n1,\"x\n2,y\n3,z\n");
        assert_eq!(open[0], (Some(4..4), "a quotation mark in this line is not closed".into()));
        let long = format!("a,b\n1,{}\n", "x".repeat(501));
        assert!(told(long.as_bytes())[0].1.contains("500 characters"));
    }
}
