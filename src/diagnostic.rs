//! What went wrong, where, and what to do about it.
//!
//! A [`Diagnostic`] is a value: the code that finds a fault makes one and goes
//! on looking for the next, so that one run reports every fault of a site.
//! It names a place but holds no source text; whoever prints it reads the line.

use std::cmp::Ordering;
use std::fmt;
use std::io;

use serde::{Deserialize, Serialize};

use crate::url::SitePath;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site cannot be published like this; nothing is written.
    Error,
    /// The site can be published, but somebody should look at this.
    Warning,
}

/// A place in a text file. It is kept as `[line, column, width]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize, usize)", into = "(usize, usize, usize)")]
pub struct Place {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters (Unicode scalar values), counted from 1.
    pub column: usize,
    /// How many characters of the line are meant; at least 1.
    pub width: usize,
}

impl Place {
    /// The first character of a file.
    pub const START: Place = Place { line: 1, column: 1, width: 1 };

    /// The place of the bytes `range` of `text`, cut at the end of its first line.
    ///
    /// A range outside the text, or inside a character, is moved to the nearest
    /// character before it.
    pub fn of_bytes(text: &str, range: std::ops::Range<usize>) -> Place {
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end).max(start);
        let before = &text[..start];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let meant = text[start..end].lines().next().unwrap_or("");
        Place {
            line: before.matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            width: meant.chars().count().max(1),
        }
    }
}

impl From<(usize, usize, usize)> for Place {
    fn from((line, column, width): (usize, usize, usize)) -> Place {
        Place { line, column, width }
    }
}

impl From<Place> for (usize, usize, usize) {
    fn from(Place { line, column, width }: Place) -> (usize, usize, usize) {
        (line, column, width)
    }
}

/// What to do about a fault that is none of the file at hand: more files are open than the
/// system allows this program (`EMFILE` of POSIX), or all programs (`ENFILE`).
pub fn remedy_for_open_files(error: &io::Error) -> Option<&'static str> {
    match error.raw_os_error() {
        Some(24) if cfg!(unix) => Some("raise the limit on open files: `ulimit -n 1024`"),
        Some(23) if cfg!(unix) => Some("close other programs, which have too many files open"),
        _ => None,
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One fault of a site, as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The file at fault, from the site's root and with `/`; none for a fault
    /// of the whole site, such as a folder that cannot be written.
    pub file: Option<String>,
    /// Where in the file; none where the whole file is meant.
    pub place: Option<Place>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What another program said of it, line by line.
    pub said: Vec<String>,
    /// The pages that it shows on; none for a fault that is of no page.
    pub pages: Option<Box<Extent>>,
    /// What to do about it.
    pub hint: Option<String>,
}

/// The pages that a fault shows on: one that is in a template may show on thousands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The first of them.
    pub first: SitePath,
    /// How many others there are.
    pub others: usize,
}

impl Diagnostic {
    /// A fault that keeps the site from being published.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// Something that somebody should look at.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Diagnostic {
            severity,
            file: None,
            place: None,
            message: message.into(),
            said: Vec::new(),
            pages: None,
            hint: None,
        }
    }

    /// The same, about the file `file`.
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// The same, at `place` in its file.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same fault, with what another program said of it.
    pub fn said(mut self, text: &str) -> Self {
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        self.said = lines.map(String::from).collect();
        self
    }

    /// The same, showing on the page `first` and on so many `others`.
    pub fn shown_on(mut self, first: &SitePath, others: usize) -> Self {
        self.pages = Some(Box::new(Extent { first: first.clone(), others }));
        self
    }

    /// The same, with what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether this keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The order in which diagnostics are shown: by file, then place, then text.
    pub fn reading_order(&self, other: &Self) -> Ordering {
        (&self.file, &self.place, &self.severity, &self.message).cmp(&(
            &other.file,
            &other.place,
            &other.severity,
            &other.message,
        ))
    }
}

impl AsRef<Diagnostic> for Diagnostic {
    fn as_ref(&self) -> &Diagnostic {
        self
    }
}

impl fmt::Display for Diagnostic {
    /// `error: MESSAGE (FILE:LINE:COLUMN)`, on one line; the terminal's form,
    /// with the source line, is made where the source can be read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity}: {}", self.message)?;
        match (&self.file, &self.place) {
            (Some(file), Some(place)) => write!(f, " ({file}:{}:{})", place.line, place.column),
            (Some(file), None) => write!(f, " ({file})"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_counts_characters_and_stops_at_the_line_end() {
        let text = "one\nԲարև world\nthree";
        let start = text.find("world").unwrap();
        let place = Place::of_bytes(text, start..text.len());
        assert_eq!(place, Place { line: 2, column: 6, width: 5 });
    }

    #[test]
    fn a_place_inside_a_character_is_moved_before_it() {
        assert_eq!(Place::of_bytes("é", 1..9), Place { line: 1, column: 1, width: 1 });
    }
}
