//! Lines that were told of and are read all the same: what is wrong with their values besides is no
//! fault of its own, but says what to write.

use std::ops::Range;

use super::Keys;
use crate::diagnostic::Place;
use crate::faults::FileFaults;
use crate::language::capitals::with_first_capital;

/// What was told, and may have to be said better.
#[derive(Default)]
pub struct Expected {
    values: Vec<Told>,
    lines: Vec<LineTold>,
}

/// A line that was told with another in its place.
struct LineTold {
    line: Range<usize>,
    place: Place,
    /// The line as it should be, and the names in it that were mended since.
    text: String,
    names: Vec<&'static str>,
}

/// A line that was told of.
pub struct Told {
    /// Where its value is, in the document.
    value: Range<usize>,
    /// The line that it begins in.
    line: Range<usize>,
    /// Where it was told.
    place: Place,
    /// The name of the field as it stands, and the one that was meant.
    renamed: Option<(String, &'static str)>,
    /// What becomes of a fault of the value.
    then: Then,
}

/// What becomes of a fault of a value whose line was told of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It says what to write.
    Remedy,
    /// It says better what is wrong, too: that the value lacks quotes is the least of it.
    All,
    /// Nothing: nobody knows whether the value was meant so.
    Nothing,
}

impl Expected {
    /// A line, of which something was told that has to do with its value.
    pub fn of_line(
        &mut self,
        line: Range<usize>,
        place: Place,
        renamed: Option<(String, &'static str)>,
        then: Then,
    ) {
        // What begins where the line does is its name, if it has one that is a field.
        let start = line.start + usize::from(renamed.is_none());
        self.values.push(Told { value: start..line.end.max(start), line, place, renamed, then });
    }

    /// A value in braces or brackets.
    pub fn of_part(&mut self, value: Range<usize>, place: Place) {
        let line = value.clone();
        self.values.push(Told { value, line, place, renamed: None, then: Then::All });
    }

    /// A field with a wrong name.
    pub fn of_name(
        &mut self,
        (line, value): (Range<usize>, Range<usize>),
        place: Place,
        (old, name): (&str, &'static str),
    ) {
        let renamed = Some((old.to_string(), name));
        self.values.push(Told { value, line, place, renamed, then: Then::Remedy });
    }

    /// A line, which was told with this one in its place.
    pub fn of_names(&mut self, line: Range<usize>, place: Place, text: String) {
        self.lines.push(LineTold { line, place, text, names: Vec::new() });
    }

    /// Where the line at `range` was told, if it was.
    pub fn told_of_line(&self, range: &Range<usize>, keys: Keys) -> Option<Place> {
        let is_it = |told: &&LineTold| keys == Keys::Placed && told.line.contains(&range.start);
        // The last has what was mended in it before.
        self.lines.iter().rev().find(is_it).map(|told| told.place)
    }

    /// The remedy of the line that was told at `place`, with `name` in place of the name `old`.
    pub fn renamed(&mut self, place: Place, old: &str, name: &'static str) -> Option<String> {
        let told = self.lines.iter_mut().find(|told| told.place == place)?;
        let begins = |at: usize| !told.text[..at].ends_with(|c: char| c.is_alphanumeric());
        let written = format!("{old}:");
        let mut places = told.text.match_indices(&written).map(|(at, _)| at);
        let at = places.find(|at| begins(*at))?;
        told.text.replace_range(at..at + old.len(), name);
        told.names.push(name);
        let names: Vec<String> = told.names.iter().map(|name| format!("`{name}`")).collect();
        let field = if names.len() == 1 { "the field is" } else { "the fields are" };
        Some(format!("write `{}`: {field} {}", told.text, names.join(" and ")))
    }

    /// What was told of the name of the field in the line at `range`, once.
    pub fn take_of_name(&mut self, range: &Range<usize>, keys: Keys) -> Option<Told> {
        let is_it = |told: &Told| told.then == Then::Remedy && told.line.contains(&range.start);
        let at = self.values.iter().position(|told| keys == Keys::Placed && is_it(told))?;
        Some(self.values.remove(at))
    }

    /// What was told of the value at `range`, once.
    pub fn take(&mut self, range: &Range<usize>, keys: Keys) -> Option<Told> {
        if keys == Keys::Unplaced {
            return None;
        }
        let is_it = |told: &Told| match told.then {
            Then::Remedy => told.value == *range,
            _ => told.value.start <= range.start && range.end <= told.value.end,
        };
        let at = self.values.iter().position(is_it)?;
        Some(self.values.remove(at))
    }
}

impl Told {
    /// Says it with what is wrong with the value besides.
    pub fn tell(self, faults: &mut FileFaults, message: String, hint: String) {
        let Some(fault) = faults.told_at(&self.place) else { return };
        match self.then {
            Then::Nothing => return,
            Then::All => fault.message = message,
            Then::Remedy => {}
        }
        fault.hint = Some(match &self.renamed {
            Some((old, name)) => {
                let hint = hint.replace(&format!("{old}:"), &format!("{name}:"));
                format!("did you mean `{name}`? {}", with_first_capital(&hint))
            }
            None => hint,
        });
    }
}
