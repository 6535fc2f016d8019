//! What the formats have in common: one row becomes one count, or is left out,
//! or is reported as faulty.

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::format::Format;
use super::rows::{Row, Table, position};
use crate::reads::addresses::Addresses;
use crate::reads::context::Context;
use crate::reads::counts::{Counts, MOST_READS};
use crate::reads::lines::Lines;
use crate::reads::refusal::Refusal;
use crate::text::date::{Precision, Written};

/// How many columns are named in a message.
const NAMED: usize = 20;

/// How many characters of what a file holds are shown in a message.
const SHOWN: usize = 60;

/// How a day is given for a file that names none.
const GIVE_THE_DAY: &str = "say which day it counts: `--day 2026-02-01`";

/// What one row counts.
#[derive(Debug)]
pub(super) struct PageCount<'a> {
    /// The day, in the site's time zone.
    pub(super) day: Date,
    /// A path or a URL.
    pub(super) address: Cow<'a, str>,
    /// How often it was read on that day.
    pub(super) reads: u64,
}

/// Where the day of a row comes from.
#[derive(Clone, Copy)]
pub(super) enum Day {
    /// From this column.
    Column(usize),
    /// It is the one of the whole file.
    Fixed(Date),
}

/// What a row is: `None` is rightly left out, and an error is a sentence.
pub(super) type RowResult<'a> = Result<Option<PageCount<'a>>, String>;

/// A file that is being read: as what, and where its counts go.
pub(super) struct Reading<'a> {
    /// What it is said to be.
    pub(super) format: Format,
    /// What it looks like.
    pub(super) guess: Option<Format>,
    /// Days and zone.
    pub(super) context: &'a Context,
    /// Which addresses are of one page.
    pub(super) addresses: &'a dyn Addresses,
    /// Where counts go.
    pub(super) counts: &'a mut Counts,
    /// Where faults go.
    pub(super) lines: &'a mut Lines,
}

impl Reading<'_> {
    /// Enters what the row at line `number` is.
    pub(super) fn enter(&mut self, number: u64, taken: RowResult<'_>) {
        let seen = match taken {
            Ok(Some(seen)) => seen,
            Ok(None) => return self.lines.good += 1,
            Err(message) => return self.lines.reject(number, message),
        };
        if let Err(message) = self.context.check(seen.day) {
            return self.lines.reject(number, message);
        }
        if seen.address.is_empty() {
            return self.lines.reject(number, "there is no address");
        }
        self.lines.good += 1;
        if seen.reads > 0 {
            self.counts.add(seen.day, &seen.address, seen.reads);
        }
    }

    /// Enters all rows of `table` that have `width` columns, as `take` reads them.
    ///
    /// # Errors
    /// As [`Table::row`], or what `take` refuses the file for.
    pub(super) fn enter_all(
        &mut self,
        table: &mut Table<'_>,
        width: usize,
        mut take: impl for<'r> FnMut(&Row<'r>) -> Result<RowResult<'r>, Refusal>,
    ) -> Result<(), Refusal> {
        while let Some(row) = table.row()? {
            let taken = match wrong_width(&row, width) {
                Some(message) => Err(message),
                None => take(&row)?,
            };
            self.enter(row.number, taken);
        }
        Ok(())
    }

    /// Where the columns of a header are. Each may go by several names.
    ///
    /// # Errors
    /// Some are not there: which, and which are.
    pub(super) fn columns<const N: usize>(
        &self,
        header: &[String],
        wanted: [&[&str]; N],
    ) -> Result<[usize; N], Refusal> {
        let found = wanted.map(|names| position(header, names));
        let missing: Vec<&str> = wanted
            .iter()
            .zip(found)
            .filter(|(_, found)| found.is_none())
            .filter_map(|(names, _)| names.first().copied())
            .collect();
        if !missing.is_empty() {
            return Err(self.not_this(format!(
                "it has no column {}, but {}",
                quoted(missing.iter().copied()),
                quoted(header.iter().map(String::as_str)),
            )));
        }
        Ok(found.map(Option::unwrap_or_default))
    }

    /// Refuses a file that is not what it is said to be.
    pub(super) fn not_this(&self, what: String) -> Refusal {
        let expected = self.format.name();
        match self.guess.filter(|guess| *guess != self.format) {
            Some(guess) => Refusal {
                message: format!("{what}; this looks like `{}`", guess.name()),
                hint: format!("read it as `{}`, or give an export of `{expected}`", guess.name()),
            },
            None => Refusal { message: what, hint: self.format.how_to_export().into() },
        }
    }

    /// The day of a file that does not name one.
    ///
    /// # Errors
    /// None was given, or one that is still to come.
    pub(super) fn given_day(&self) -> Result<Date, Refusal> {
        let unknown =
            || Refusal { message: "the file names no day".into(), hint: GIVE_THE_DAY.into() };
        self.not_to_come(self.context.day.ok_or_else(unknown)?)
    }

    /// `day`, which is the one of a whole file.
    ///
    /// # Errors
    /// It is still to come.
    pub(super) fn not_to_come(&self, day: Date) -> Result<Date, Refusal> {
        if day <= self.context.today {
            return Ok(day);
        }
        Err(Refusal {
            message: format!("the file is for {day}, which is in the future"),
            hint: GIVE_THE_DAY.into(),
        })
    }
}

/// Why a row with another number of columns than the header is faulty.
pub(super) fn wrong_width(row: &Row<'_>, width: usize) -> Option<String> {
    let found = row.len();
    (found != width).then(|| {
        let columns = if found == 1 { "column" } else { "columns" };
        format!("it has {found} {columns}, and the header has {width}")
    })
}

/// The number of reads that `text` says.
///
/// # Errors
/// A sentence.
pub(super) fn reads(text: &str) -> Result<u64, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("there is no number of reads".into());
    }
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(format!("`{}` is not a number of reads", shown(text)));
    }
    // Digits that are no number are too many.
    let reads = text.parse().unwrap_or(u64::MAX);
    if reads > MOST_READS {
        return Err(format!("`{}` is too large for a number of reads", shown(text)));
    }
    Ok(reads)
}

/// A day: `2026-02-01`.
///
/// # Errors
/// A sentence.
pub(super) fn day(text: &str) -> Result<Date, String> {
    let moment = parse(text)?.in_zone(&TimeZone::UTC)?;
    match moment.precision {
        Precision::Day => Ok(moment.day()),
        Precision::Time => Err(format!("`{}` is not a day", shown(text))),
    }
}

/// The day in `zone` of a moment: one with an offset, or one in UTC. A day
/// alone stays as it is.
///
/// # Errors
/// A sentence.
pub(super) fn day_of_moment(text: &str, zone: &TimeZone) -> Result<Date, String> {
    let moment = parse(text)?.in_zone(&TimeZone::UTC)?;
    Ok(match moment.precision {
        Precision::Day => moment.day(),
        Precision::Time => moment.timestamp().to_zoned_datetime(zone.clone()).date(),
    })
}

fn parse(text: &str) -> Result<Written, String> {
    // Messages of `Written` show the text as it is.
    if text.chars().nth(SHOWN).is_some() || text.contains(char::is_control) {
        return Err(format!("`{}` is not a date", shown(text)));
    }
    Written::parse(text)
}

/// The address of a page, when host and path have a column each.
pub(super) fn with_host<'a>(host: &str, path: &'a str) -> Cow<'a, str> {
    if host.is_empty() || !path.starts_with('/') {
        return path.into();
    }
    format!("https://{host}{path}").into()
}

/// The start of what a file holds, fit to be shown in a message.
pub(super) fn shown(text: &str) -> String {
    let clean = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
    let mut shown: String = text.chars().take(SHOWN).map(clean).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// Names in a row, for a message.
pub(super) fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names = names.map(|name| format!("`{}`", shown(name)));
    let mut listed: Vec<String> = names.by_ref().take(NAMED).collect();
    let more = names.count();
    if more > 0 {
        listed.push(format!("{more} more"));
    }
    listed.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_nobody_has_are_told() {
        assert_eq!(reads(" 1000000000000 "), Ok(MOST_READS));
        for (text, message) in [
            ("", "there is no number of reads"),
            ("-3", "`-3` is not a number of reads"),
            ("1.5", "`1.5` is not a number of reads"),
            ("1000000000001", "`1000000000001` is too large for a number of reads"),
            (
                "99999999999999999999999",
                "`99999999999999999999999` is too large for a number of reads",
            ),
        ] {
            assert_eq!(reads(text), Err(message.to_string()));
        }
    }

    #[test]
    fn a_moment_belongs_to_the_day_of_the_site() {
        let yerevan = jiff::tz::TimeZoneDatabase::bundled().get("Asia/Yerevan").unwrap();
        let day = |text| day_of_moment(text, &yerevan).unwrap().to_string();
        assert_eq!(day("2026-02-01T19:59:59Z"), "2026-02-01");
        assert_eq!(day("2026-02-01T20:00:00Z"), "2026-02-02");
        assert_eq!(day("2026-02-01 20:00:00"), "2026-02-02");
        assert_eq!(day("2026-02-01T23:30:00+04:00"), "2026-02-01");
        assert_eq!(day("2026-02-01"), "2026-02-01");
    }

    #[test]
    fn what_is_shown_is_short_and_clean() {
        assert_eq!(shown("a\u{1b}[2Jb"), "a\u{FFFD}[2Jb");
        assert_eq!(shown(&"x".repeat(100)), format!("{}…", "x".repeat(SHOWN)));
        let names = ["n"; 25];
        assert!(quoted(names.into_iter()).ends_with("`n`, 5 more"));
    }
}
