//! What is wrong with the text of a store, said to those who build the site.

use jiff::civil::Date;

use super::format::{MOST_LINES, Reads, count_lines};
use super::readership::Readership;
use crate::diagnostic::{Diagnostic, Place};
use crate::reads::lines::Lines;

/// Counts the reads in the `text` of the store `file`, in windows of so many days, as of the day
/// `today`.
pub fn readership(
    text: &str,
    file: &str,
    windows: &[(String, usize)],
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Readership {
    if count_lines(text) > MOST_LINES {
        diagnostics.push(too_many_lines(file));
        return Readership::default();
    }
    // A site may be built as of a day in the past, when later ones were not there.
    let (mut reads, lines) = Reads::parse(text, Date::MAX);
    report(&lines, file, text, diagnostics);
    diagnostics.extend(to_come(&reads.split_after(today), file, text, today));
    let readership = Readership::new(&reads, windows);
    diagnostics.extend(too_old(&readership, file, today));
    readership
}

/// A store that has more lines than are read.
fn too_many_lines(file: &str) -> Diagnostic {
    Diagnostic::error(format!("this file has more than {} million lines", MOST_LINES / 1_000_000))
        .in_file(file)
        .hint("delete the oldest days")
}

/// A line that cannot be read keeps nobody from publishing; a file that is
/// something else does.
fn report(lines: &Lines, file: &str, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    if lines.bad > lines.good {
        let fault = Diagnostic::error("most lines of this file are not `date,path,reads`");
        let hint = "each line is `date,path,reads`; other forms go through `dateline reads import`";
        let first = lines.first_bad.first();
        let fault = match first.and_then(|bad| place(text, bad.number)) {
            Some(place) => fault.at(place),
            None => fault,
        };
        diagnostics.push(fault.in_file(file).hint(hint));
        return;
    }
    for bad in &lines.first_bad {
        let fault = Diagnostic::warning(format!("this line is left out: {}", bad.message));
        let fault = fault.in_file(file).hint("fix it or delete it");
        diagnostics.push(match place(text, bad.number) {
            Some(place) => fault.at(place),
            None => fault,
        });
    }
    let untold = lines.bad - lines.first_bad.len() as u64;
    if untold > 0 {
        let message = format!("{untold} more lines are left out");
        diagnostics
            .push(Diagnostic::warning(message).in_file(file).hint("fix the errors above first"));
    }
}

/// Where line `number` of a text is.
fn place(text: &str, number: u64) -> Option<Place> {
    let line = usize::try_from(number).ok()?.checked_sub(1)?;
    let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
    let length = text[start..].lines().next().map_or(0, str::len);
    Some(Place::of_bytes(text, start..start + length))
}

/// Reads of days that are not there yet are a mistake, or the build is of another day.
fn to_come(later: &Reads<'_>, file: &str, text: &str, today: Date) -> Option<Diagnostic> {
    let first = later.rows().first()?;
    let lines = match later.rows().len() {
        1 => "this line is of a day".to_string(),
        more => format!("this line and {} more are of days", more - 1),
    };
    let message = format!("{lines} after {today}, the day of this build: not counted");
    let fault = Diagnostic::warning(message).in_file(file);
    let starts = format!("{},", first.day);
    let line = text.lines().position(|line| line.trim_start().starts_with(&starts));
    let fault = match line.and_then(|line| place(text, line as u64 + 1)) {
        Some(place) => fault.at(place),
        None => fault,
    };
    Some(fault.hint("correct the date, unless the build is meant to be of an earlier day"))
}

/// A list that is twice as old as the days that it covers is no news.
fn too_old(readership: &Readership, file: &str, today: Date) -> Option<Diagnostic> {
    let as_of = readership.as_of?;
    let age = usize::try_from((today - as_of).get_days()).unwrap_or(0);
    let old: Vec<String> = readership
        .windows
        .iter()
        .filter(|window| age > 2 * window.days)
        .map(|window| format!("`{}`", window.name))
        .collect();
    if old.is_empty() {
        return None;
    }
    let message = format!(
        "the newest reads are of {as_of}, {age} days ago: too old for the most-read list of {}",
        old.join(" and ")
    );
    let hint = "get newer ones with `dateline reads fetch` or `dateline reads import`";
    Some(Diagnostic::warning(message).in_file(file).hint(hint))
}
