//! The text of the store: a line for a day and a path.
//!
//! ```csv
//! date,path,reads
//! 2026-02-01,/politics/talks-resume/,412
//! ```
//!
//! It is CSV by RFC 4180, sorted by date and path; quotes around a field mean nothing. Two lines of one day and path
//! are one, and the larger number is right: so the same export can go in twice,
//! and git may merge two branches line by line (`merge=union`).

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::Date;

use crate::reads::counts::MOST_READS;
use crate::reads::lines::Lines;

/// How long the store may be, in bytes: ten years of some hundred thousand reads a month.
pub const LONGEST: u64 = 512 << 20;

/// How many lines it may have: ten years of three thousand stories that are read each day.
pub const MOST_LINES: usize = 10_000_000;

/// How many lines a text has, the last one only if it ends.
pub fn count_lines(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// The first line.
pub const HEADER: &str = "date,path,reads";

/// Whether a line is the first one, as programs write it.
pub fn is_header(line: &str) -> bool {
    let mut fields = line.trim_start_matches('\u{feff}').split(',').map(bare);
    let mut names = HEADER.split(',');
    names.all(|name| fields.next().is_some_and(|field| field.eq_ignore_ascii_case(name)))
        && fields.next().is_none()
}

/// How often one path was read on one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row<'a> {
    /// The day, in the site's zone.
    pub day: Date,
    /// A path of the site, or whatever else somebody put there.
    pub path: Cow<'a, str>,
    /// The reads.
    pub reads: u64,
}

/// Rows, sorted by day and path, of which there is one each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reads<'a>(Vec<Row<'a>>);

impl<'a> Reads<'a> {
    /// Sorts `rows`, and makes one of those of the same day and path: the larger.
    pub fn new(mut rows: Vec<Row<'a>>) -> Self {
        if !rows.is_sorted_by(|a, b| a.place(b) == Ordering::Less) {
            // The largest of the same place comes first, and is kept.
            rows.sort_unstable_by(|a, b| a.place(b).then(b.reads.cmp(&a.reads)));
            rows.dedup_by(|next, kept| kept.place(next) == Ordering::Equal);
        }
        Reads(rows)
    }

    /// Reads a store. What is wrong with a line is reported, and the others go in; a
    /// day after `latest` is wrong.
    pub fn parse(text: &'a str, latest: Date) -> (Self, Lines) {
        let mut lines = Lines::default();
        let mut rows = Vec::with_capacity(count_lines(text));
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || number == 1 && is_header(line) {
                continue;
            }
            match Row::parse(line, latest) {
                Ok(row) => {
                    lines.good += 1;
                    rows.push(row);
                }
                Err(message) => lines.reject(number, message),
            }
        }
        (Reads::new(rows), lines)
    }

    /// The rows of both.
    pub fn merge(self, other: Reads<'a>) -> Reads<'a> {
        let mut rows = self.0;
        rows.extend(other.0);
        Reads::new(rows)
    }

    /// The rows.
    pub fn rows(&self) -> &[Row<'a>] {
        &self.0
    }

    /// Takes out the rows of days after `day`.
    pub fn split_after(&mut self, day: Date) -> Reads<'a> {
        Reads(self.0.split_off(self.0.partition_point(|row| row.day <= day)))
    }

    /// The store's text.
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for Row { day, path, reads } in &self.0 {
            text.push_str(&format!("{day},{},{reads}\n", quoted(path)));
        }
        text
    }
}

impl<'a> Row<'a> {
    fn place(&self, other: &Row<'_>) -> Ordering {
        (self.day, &*self.path).cmp(&(other.day, &*other.path))
    }

    /// Reads a line of the store, without its end.
    ///
    /// # Errors
    /// What is wrong with it: a day after `latest`, too.
    pub(in crate::reads) fn parse(line: &'a str, latest: Date) -> Result<Self, String> {
        let [day, path, reads] =
            fields(line).ok_or_else(|| format!("this line is not `{HEADER}`"))?;
        let (day, path, reads) = (bare(day), path.trim(), bare(reads));
        let day = (day.len() == 10)
            .then(|| day.parse::<Date>().ok())
            .flatten()
            .ok_or_else(|| format!("`{day}` is not a day such as `2026-02-01`"))?;
        let reads = reads
            .parse::<u64>()
            .ok()
            .filter(|reads| *reads <= MOST_READS)
            .ok_or_else(|| no_number(reads))?;
        let path = unquoted(path).filter(|path| !path.is_empty()).ok_or("there is no path")?;
        match day > latest {
            true => Err(format!("{day} is in the future")),
            false => Ok(Row { day, path, reads }),
        }
    }
}

/// What stands between the digits of a number.
const IN_NUMBERS: [char; 7] = [',', '.', '\'', '’', ' ', '\u{a0}', '\u{202f}'];

/// What to say of reads that are no number; one may have its thousands apart.
fn no_number(reads: &str) -> String {
    let groups: Vec<&str> = reads.split(IN_NUMBERS).collect();
    let is_group = |group: &&str| group.len() == 3 && group.parse::<u16>().is_ok();
    let is_apart = groups.len() > 1
        && groups[0].parse::<u16>().is_ok_and(|first| first < 1000)
        && groups[1..].iter().all(is_group);
    match is_apart {
        true => format!("`{reads}` is not a number of reads: write `{}`", groups.concat()),
        false => format!("`{reads}` is not a number of reads"),
    }
}

/// The three fields of a line. What has no quotes may have commas, as paths may, but no number
/// behind one: that is a field more.
fn fields(line: &str) -> Option<[&str; 3]> {
    let (day, rest) = line.split_once(',')?;
    let (path, reads) = match rest.trim_end().strip_suffix('"') {
        Some(inner) => inner.rsplit_once('"').and_then(|(before, _)| {
            let path = before.trim_end().strip_suffix(',')?;
            Some((path, &rest[before.len()..]))
        })?,
        None => rest.rsplit_once(',')?,
    };
    (!has_a_field_more(path.trim())).then_some([day, path, reads])
}

/// Whether what was taken for a path has a number behind it, or a field in quotes.
fn has_a_field_more(path: &str) -> bool {
    if let Some(inner) = path.strip_prefix('"').and_then(|path| path.strip_suffix('"')) {
        return inner.replace("\"\"", "").contains('"');
    }
    let is_in_quotes = |field: &str| field.ends_with('"') && path.contains(",\"");
    let is_number = |field: &str| {
        field.starts_with(|c: char| c.is_ascii_digit())
            && field.chars().all(|c| c.is_ascii_digit() || IN_NUMBERS.contains(&c) || c == '%')
    };
    let behind = path.rsplit_once(',').map(|(_, field)| field.trim());
    behind.is_some_and(|field| is_in_quotes(field) || is_number(bare(field)))
}

/// A field as RFC 4180 has it, in quotes where it needs them.
fn quoted(field: &str) -> Cow<'_, str> {
    let is_plain = !field.contains([',', '"', '\r', '\n']) && field.trim() == field;
    if is_plain { field.into() } else { format!("\"{}\"", field.replace('"', "\"\"")).into() }
}

/// A field that needs no quotes, without those that it has.
fn bare(field: &str) -> &str {
    let field = field.trim();
    let inner = field.strip_prefix('"').and_then(|field| field.strip_suffix('"'));
    inner.map_or(field, str::trim)
}

fn unquoted(field: &str) -> Option<Cow<'_, str>> {
    let Some(inner) = field.strip_prefix('"') else { return Some(field.into()) };
    let inner = inner.strip_suffix('"')?;
    Some(if inner.contains('"') { inner.replace("\"\"", "\"").into() } else { inner.into() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = Date::constant(2026, 3, 1);

    fn rows() -> impl Strategy<Value = Vec<Row<'static>>> {
        let row = (1..28i8, "/[a-c,\" ]{0,3}/", 0..5u64).prop_map(|(day, path, reads)| Row {
            day: Date::constant(2026, 2, day),
            path: path.into(),
            reads,
        });
        prop::collection::vec(row, 0..12)
    }

    proptest! {
        #[test]
        fn merging_is_commutative_associative_and_idempotent(a in rows(), b in rows(), c in rows()) {
            let [a, b, c] = [a, b, c].map(Reads::new);
            prop_assert_eq!(a.clone().merge(b.clone()), b.clone().merge(a.clone()));
            prop_assert_eq!(
                a.clone().merge(b.clone()).merge(c.clone()),
                a.clone().merge(b.clone().merge(c))
            );
            prop_assert_eq!(a.clone().merge(a.clone()), a.clone());
            prop_assert_eq!(a.clone().merge(b.clone()).merge(b.clone()), a.merge(b));
        }

        #[test]
        fn a_store_read_back_is_what_was_written(rows in rows()) {
            let reads = Reads::new(rows);
            let text = reads.to_text();
            let (back, lines) = Reads::parse(&text, TODAY);
            prop_assert_eq!(lines.bad, 0);
            prop_assert_eq!(back, reads);
        }

        #[test]
        fn any_text_is_read(text in ".*") {
            let _ = Reads::parse(&text, TODAY);
        }
    }

    #[test]
    fn quotes_around_fields_mean_nothing() {
        let wanted = Reads::parse("date,path,reads\n2026-02-01,/a/,7\n2026-02-02,/b/,8\n", TODAY).0;
        for text in [
            "\"date\",\"path\",\"reads\"\n\"2026-02-01\",\"/a/\",7\n\"2026-02-02\",\"/b/\",8\n",
            "\"date\",\"path\",\"reads\"\r\n\"2026-02-01\",\"/a/\",\"7\"\r\n2026-02-02,/b/,\"8\"",
            "\u{feff}date,\"path\",reads\n2026-02-01,\"/a/\",7\n \"2026-02-02\" , \"/b/\" , \"8\" \n",
            "date , path , reads\n2026-02-01,/a/,7\n2026-02-02,/b/,8\n",
            "Date,Path,Reads\n2026-02-01,/a/,7\n2026-02-02,/b/,8\n",
            "\"DATE\",\"PATH\",\"READS\"\n2026-02-01,/a/,7\n2026-02-02,/b/,8\n",
        ] {
            let (reads, lines) = Reads::parse(text, TODAY);
            assert_eq!(lines.bad, 0, "{text}: {lines:?}");
            assert_eq!(reads, wanted, "{text}");
        }
        for (line, message) in [
            ("\"2026-02-01,/a/,7", "`\"2026-02-01` is not a day such as `2026-02-01`"),
            ("2026-02-01\",/a/,7", "`2026-02-01\"` is not a day such as `2026-02-01`"),
            ("2026-02-01,/a/,\"7", "`\"7` is not a number of reads"),
            ("2026-02-01,\"\",7", "there is no path"),
            ("2026-02-01,\",7", "there is no path"),
            ("\"\",\"/a/\",\"\"", "`` is not a day such as `2026-02-01`"),
            ("2026-02-01,/a/,7,5", "this line is not `date,path,reads`"),
            ("2026-02-01,/a/,\"7\",\"5\"", "this line is not `date,path,reads`"),
            ("2026-02-01,/a/,\"1,234\",5", "this line is not `date,path,reads`"),
            ("2026-02-01,/a/,\"Talks, day two\",5", "this line is not `date,path,reads`"),
            ("2026-02-01,\"/a/\",\"1,234\",5", "this line is not `date,path,reads`"),
            ("2026-02-01,\"/a/\",\"1,234\",\"5\"", "this line is not `date,path,reads`"),
            ("2026-02-01,/a/,1.234,5", "this line is not `date,path,reads`"),
            ("2026-02-01,/a/,12.5%,5", "this line is not `date,path,reads`"),
            ("2026-02-01,/a/, 1 234,5", "this line is not `date,path,reads`"),
            ("2026-02-01,/a/,1.5", "`1.5` is not a number of reads"),
            ("date,path,reads,visitors", "`date` is not a day such as `2026-02-01`"),
            ("2026-02-01,/a/,\"1,234\"", "`1,234` is not a number of reads: write `1234`"),
            ("2026-02-01,\"/a/\",\"1.234\"", "`1.234` is not a number of reads: write `1234`"),
        ] {
            assert_eq!(Row::parse(line, TODAY).unwrap_err(), message, "{line}");
        }
    }

    #[test]
    fn a_path_may_have_commas_and_quotes() {
        for (written, path) in [
            ("/a,b/", "/a,b/"),
            ("/a,2.html", "/a,2.html"),
            ("/say-\"yes\"/", "/say-\"yes\"/"),
            ("\"/a,2\"", "/a,2"),
            ("\"/a,\"\"b\"\"\"", "/a,\"b\""),
        ] {
            let line = format!("2026-02-01,{written},7");
            assert_eq!(Row::parse(&line, TODAY).unwrap().path, path, "{line}");
        }
    }

    #[test]
    fn faulty_lines_are_told_and_the_rest_goes_in() {
        let text = "date,path,reads\n2026-02-01,/a/,7\n\n<<<<<<< HEAD\n2026-02-30,/a/,1\n\
                    2026-02-02,/a/,-4\n2026-02-02,/b/,99999999999999999999\n2026-02-02,,4\n\
                    2026-03-02,/a/,4\r\n2026-02-01,/a/,9\n";
        let (reads, lines) = Reads::parse(text, TODAY);
        assert_eq!(reads.to_text(), "date,path,reads\n2026-02-01,/a/,9\n");
        assert_eq!((lines.good, lines.bad), (2, 6));
        let told: Vec<String> =
            lines.first_bad.iter().map(|bad| format!("{}: {}", bad.number, bad.message)).collect();
        assert_eq!(
            told,
            [
                "4: this line is not `date,path,reads`",
                "5: `2026-02-30` is not a day such as `2026-02-01`",
                "6: `-4` is not a number of reads",
                "7: `99999999999999999999` is not a number of reads",
                "8: there is no path",
                "9: 2026-03-02 is in the future",
            ]
        );
    }
}
