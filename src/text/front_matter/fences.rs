//! The fences between front matter and body, and the date in a file's name.

use std::ops::Range;

use crate::diagnostic::Place;

/// A file, split at its fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The bytes between the fences.
    pub yaml: Range<usize>,
    /// The bytes after the closing fence.
    pub body: Range<usize>,
}

/// Splits a file at its fences: a line that is exactly `---`, the first that is
/// not blank, up to the next such line or `...`. A byte-order mark and CRLF are fine.
///
/// # Errors
/// What is missing: place, message and hint.
pub fn split(source: &str) -> Result<Split, (Place, String, String)> {
    let mut lines = Lines { source, at: if source.starts_with('\u{feff}') { 3 } else { 0 } };
    let missing = |place| {
        let message = "this file does not begin with front matter".to_string();
        let hint = "begin it with a line `---`, then `title: …` and `date: …`, then a line `---`";
        (place, message, hint.to_string())
    };
    let opening = loop {
        match lines.next() {
            None => return Err(missing(Place::START)),
            Some((range, line)) if line.trim().is_empty() && range.end < source.len() => {}
            Some((range, "---")) => break range,
            Some((range, line)) if line.trim() == "---" => {
                let place = Place::of_bytes(source, range);
                let hint = "delete the spaces on this line".to_string();
                return Err((place, "the fence has to be exactly `---`".into(), hint));
            }
            Some((range, _)) => return Err(missing(Place::of_bytes(source, range))),
        }
    };
    let start = opening.end;
    for (range, line) in lines {
        if matches!(line, "---" | "...") {
            return Ok(Split { yaml: start..range.start, body: range.end..source.len() });
        }
    }
    Err((
        Place::of_bytes(source, opening),
        "the front matter that begins here is not closed".into(),
        "add a line that is exactly `---` after its last field".into(),
    ))
}

/// The lines of a text: byte range with the line end, and the text without it.
struct Lines<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = (Range<usize>, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.source[self.at..];
        if rest.is_empty() {
            return None;
        }
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest[..length].trim_end_matches('\n');
        let range = self.at..self.at + length;
        self.at = range.end;
        Some((range, line.strip_suffix('\r').unwrap_or(line)))
    }
}

/// The date that a file's name starts with (`2026-02-01-talks.md`), and the rest of the name.
pub fn date_of_name(stem: &str) -> (Option<&str>, &str) {
    let is_date = |text: &str| {
        text.bytes().enumerate().all(|(at, b)| match at {
            4 | 7 => b == b'-',
            _ => b.is_ascii_digit(),
        })
    };
    match stem.get(..10) {
        Some(date) if is_date(date) => match stem[10..].strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (Some(date), rest),
            _ => (None, stem),
        },
        _ => (None, stem),
    }
}

/// The date that the name of a text's file starts with, or that of its folder if the file is
/// an `index.md`.
pub fn date_of_file(file: &str) -> Option<&str> {
    name_of_file(file).0
}

/// The same, and what stands behind it: the name of a text.
pub fn name_of_file(file: &str) -> (Option<&str>, &str) {
    let mut names = file.rsplit('/');
    let name = names.next().unwrap_or(file);
    let stem = match name.rsplit_once('.').map_or(name, |(stem, _)| stem) {
        "index" => names.next().unwrap_or_default(),
        stem => stem,
    };
    date_of_name(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_split_at_its_fences() {
        let cases = [
            ("---\ntitle: a\n---\nbody\n", "title: a\n", "body\n"),
            ("\u{feff}\r\n---\r\ntitle: a\r\n---\r\nbody", "title: a\r\n", "body"),
            ("\n\n---\ntitle: 'x --- y'\n...\n---\n", "title: 'x --- y'\n", "---\n"),
            ("---\n---\n", "", ""),
            ("---\ntitle: a\n---", "title: a\n", ""),
            ("---\ntitle: a\n----\n---\nb", "title: a\n----\n", "b"),
        ];
        for (source, yaml, body) in cases {
            let split = split(source).unwrap();
            assert_eq!((&source[split.yaml], &source[split.body]), (yaml, body), "{source:?}");
        }
    }
}
