//! Rows of a CSV file, with the line that each begins in.

use std::io::{BufRead, Chain, Cursor, Read};
use std::rc::Rc;

use csv::{ByteRecord, ErrorKind, ReaderBuilder};

use super::text::{self, Meter, Text};
use crate::reads::refusal::Refusal;

/// How many comments before a table are kept.
const MOST_COMMENTS: usize = 100;

/// A CSV file: comments, a header, rows.
pub(super) struct Table<'a> {
    reader: csv::Reader<Chain<Cursor<Vec<u8>>, Text<'a>>>,
    record: ByteRecord,
    meter: Rc<Meter>,
    /// Lines before those that the reader counts.
    before: u64,
    /// The line after the last row.
    next: u64,
    /// The lines that begin with `#` before the header, without it.
    pub(super) comments: Vec<String>,
}

/// A row, which may be the header.
pub(super) struct Row<'a> {
    record: &'a ByteRecord,
    /// The line that it begins in, from 1.
    pub(super) number: u64,
    /// Whether empty lines or comments go before it.
    pub(super) after_gap: bool,
}

impl<'a> Table<'a> {
    /// The rows of `text`, from the first line on that is no comment. A file that
    /// begins with comments may have more of them between its rows. Columns
    /// are parted by what the first row has most of: comma, semicolon or tab.
    ///
    /// # Errors
    /// The source cannot be read.
    pub(super) fn open(mut text: Text<'a>) -> Result<Self, Refusal> {
        let meter = text.meter();
        let mut comments = Vec::new();
        let header = loop {
            meter.mark();
            let mut line = Vec::new();
            text.read_until(b'\n', &mut line).map_err(|error| text::refuse(&error))?;
            if let [b'#', comment @ ..] = &line[..] {
                if comments.len() < MOST_COMMENTS {
                    comments.push(String::from_utf8_lossy(comment).trim().to_string());
                }
            } else if line.is_empty() || !line.trim_ascii().is_empty() {
                break line;
            }
        };
        let taken = u64::from(!header.is_empty());
        let before = meter.line() - 1 - taken;
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(&header))
            // In other files such a line is a row, and is not passed over in silence.
            .comment((!comments.is_empty()).then_some(b'#'))
            .from_reader(Cursor::new(header).chain(text));
        let record = ByteRecord::new();
        Ok(Table { reader, record, meter, before, next: before + 1, comments })
    }

    /// The next row that is not empty.
    ///
    /// # Errors
    /// The source cannot be read, or a quotation mark is never closed.
    pub(super) fn row(&mut self) -> Result<Option<Row<'_>>, Refusal> {
        self.meter.mark();
        let read = self.reader.read_byte_record(&mut self.record);
        if !read.map_err(refuse)? {
            return Ok(None);
        }
        // The reader knows where it looked for a row, which may be empty lines
        // before it. Every row ends a line, so its first is found from its end.
        let next = self.before + self.reader.position().line();
        let inside = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count();
        let number = next.saturating_sub(u64::try_from(inside).unwrap_or(u64::MAX) + 1);
        // All lines to the end of the file are inside of the row, its own end too.
        if number < self.next {
            return Err(never_closed(self.next));
        }
        let after_gap = number > self.next;
        self.next = next;
        Ok(Some(Row { record: &self.record, number, after_gap }))
    }

    /// The header, which is the first row.
    ///
    /// # Errors
    /// As [`Table::row`], and when the file is empty.
    pub(super) fn header(&mut self) -> Result<Vec<String>, Refusal> {
        let empty = || Refusal {
            message: "there is nothing in the file".into(),
            hint: "export it again".into(),
        };
        Ok(self.row()?.ok_or_else(empty)?.names())
    }
}

impl<'a> Row<'a> {
    /// How many columns it has.
    pub(super) fn len(&self) -> usize {
        self.record.len()
    }

    /// All fields, as the names of a header are compared.
    pub(super) fn names(&self) -> Vec<String> {
        self.record.iter().map(|field| String::from_utf8_lossy(field).trim().to_string()).collect()
    }

    /// All fields, as they are.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'a [u8]> {
        self.record.iter()
    }

    /// One field.
    ///
    /// # Errors
    /// A sentence: it is not there, or is not UTF-8.
    pub(super) fn get(&self, column: usize) -> Result<&'a str, String> {
        let field = self.record.get(column).ok_or("the row is too short")?;
        std::str::from_utf8(field).map_err(|_| "it is not UTF-8".into())
    }
}

/// What parts the columns of the row `line`.
pub(super) fn delimiter(line: &[u8]) -> u8 {
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    // Of equal ones, `max_by_key` takes the last.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

/// Where the first of `names` stands that `header` has, in any case of letters.
pub(super) fn position(header: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| header.iter().position(|found| found.eq_ignore_ascii_case(name)))
}

fn refuse(error: csv::Error) -> Refusal {
    match error.into_kind() {
        ErrorKind::Io(error) => text::refuse(&error),
        _ => Refusal { message: "the file is not CSV".into(), hint: "export it again".into() },
    }
}

fn never_closed(line: u64) -> Refusal {
    Refusal {
        message: format!("a quotation mark in line {line} is never closed"),
        hint: "the file may be cut or changed: export it again".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(written: &str) -> Vec<(u64, usize)> {
        let mut table = Table::open(Text::new(written.as_bytes())).unwrap();
        let mut numbers = Vec::new();
        while let Some(row) = table.row().unwrap() {
            numbers.push((row.number, row.len()));
        }
        numbers
    }

    #[test]
    fn a_row_has_the_number_of_its_first_line() {
        for end in ["\n", "\r\n", "\r"] {
            let lines =
                ["# a comment", "", "a,b", "1,\"two", "lines\"", "", "# more", "3,4", "5,6"];
            let numbers = numbers(&lines.join(end));
            assert_eq!(numbers, [(3, 2), (4, 2), (8, 2), (9, 2)], "{end:?}");
        }
    }

    #[test]
    fn columns_are_parted_as_the_header_parts_them() {
        assert_eq!(numbers("a;b,c;d\n1;2;3\n"), [(1, 3), (2, 3)]);
        assert_eq!(numbers("a\tb\n1\t2\n"), [(1, 2), (2, 2)]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_refused() {
        let written = "a,b\n1,2\n\"3,4\n5,6\n7,8\n";
        let mut table = Table::open(Text::new(written.as_bytes())).unwrap();
        table.row().unwrap();
        table.row().unwrap();
        let refusal = table.row().err().unwrap();
        assert_eq!(refusal.message, "a quotation mark in line 3 is never closed");
        assert_eq!(numbers("a,b\n1,\"2\n\"\n"), [(1, 2), (2, 2)]);
    }
}
