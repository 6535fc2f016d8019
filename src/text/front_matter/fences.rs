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

/// Splits a file at its fences: a line `---`, the first that is not blank, up to the next such
/// line or `...`. Spaces behind them, a byte-order mark and CRLF are fine.
///
/// # Errors
/// What is missing: place, message and hint.
pub fn split(source: &str) -> Result<Split, (Place, String, String)> {
    split_with(source, "`title: …` and `date: …`")
}

/// The same for a file that needs these fields, as the message has them if there are none.
///
/// # Errors
/// What is missing: place, message and hint.
pub fn split_with(source: &str, needed: &str) -> Result<Split, (Place, String, String)> {
    let mut lines = Lines { source, at: if source.starts_with('\u{feff}') { 3 } else { 0 } };
    if !source.contains('\n') && source.contains('\r') {
        let message =
            "the lines of this file end in CR alone, as old programs write them".to_string();
        return Err((Place::START, message, "save it with line endings of Unix, LF".into()));
    }
    let missing = |place| {
        let message = "this file does not begin with front matter".to_string();
        (place, message, format!("begin it with a line `---`, then {needed}, then a line `---`"))
    };
    let opening = loop {
        match lines.next() {
            None => return Err(missing(Place::START)),
            Some((range, line)) if line.trim().is_empty() && range.end < source.len() => {}
            Some((range, line)) if line.trim_end() == "---" => break range,
            Some((range, line)) if line.trim() == "---" || is_like_fence(line.trim()) => {
                return Err(not_a_fence(Place::of_bytes(source, range)));
            }
            Some((range, line)) if line.trim_end() == "+++" => {
                let message = "this front matter is TOML, and Dateline reads YAML".to_string();
                let hint = "write `---` for each `+++`, and `title: …` for `title = …`; `dateline \
                            import` does so for a whole site";
                return Err((Place::of_bytes(source, range), message, hint.into()));
            }
            Some((range, line)) if is_field(line) => {
                let message = "this file does not begin with front matter".to_string();
                let hint = "write a line `---` above this one, and one below the last such line";
                return Err((Place::of_bytes(source, range), message, hint.into()));
            }
            Some((range, _)) => return Err(missing(Place::of_bytes(source, range))),
        }
    };
    let start = opening.end;
    // Where it may end: a line that is nearly a fence, and the last field before the text.
    let (mut nearly, mut last, mut is_over, mut has_text) = (None, None, false, false);
    for (range, line) in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok(Split { yaml: start..range.start, body: range.end..source.len() });
        }
        // A rule of the text is no fence.
        if nearly.is_none() && !has_text && (line.trim() == "---" || is_like_fence(line.trim())) {
            nearly = Some(range.clone());
        }
        is_over |= line.trim().is_empty();
        has_text |=
            !is_over && !is_field(line) && !line.starts_with([' ', '\t', '-', '#', '"', '\'']);
        has_text |= is_over && !line.trim().is_empty();
        if !is_over && is_field(line) {
            last = Some(range);
        }
    }
    if let Some(nearly) = nearly {
        return Err(not_a_fence(Place::of_bytes(source, nearly)));
    }
    let place = Place::of_bytes(source, opening);
    let hint = match last.map(|range| Place::of_bytes(source, range).line) {
        Some(line) => format!("write a line `---` below line {line}, which is its last field"),
        None => "write a line `---` below its last field".into(),
    };
    Err((place, "the front matter that begins here is not closed".into(), hint))
}

fn not_a_fence(place: Place) -> (Place, String, String) {
    let message = "this line is not the fence of the front matter".to_string();
    (place, message, "write `---`, three hyphens at the beginning of the line".into())
}

/// Whether a line was meant as a fence: other dashes, as word processors make of hyphens, or
/// another number of them.
fn is_like_fence(line: &str) -> bool {
    let is_dash = |c: char| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−');
    let has_others = line.contains(|c: char| c != '-');
    !line.is_empty() && line.chars().all(is_dash) && (has_others || line.len() != 1)
}

/// Whether a line looks like `name: value`.
fn is_field(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
        begins && name.chars().all(is_name) && (value.is_empty() || value.starts_with(' '))
    })
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
            ("--- \ntitle: a\n---\t \nb", "title: a\n", "b"),
            ("---\ntitle: a\n... \nb", "title: a\n", "b"),
        ];
        for (source, yaml, body) in cases {
            let split = split(source).unwrap();
            assert_eq!((&source[split.yaml], &source[split.body]), (yaml, body), "{source:?}");
        }
    }
}
