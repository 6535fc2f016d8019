//! The files of `data/`, which templates see as `data.NAME`.

mod twice;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::site::files::{Files, read_text};
use crate::text::yaml::{self, Keys, Node, Value};

/// Their folder.
pub(super) const FOLDER: &str = "data";

/// How many rows and columns a CSV file may have, and how many files there may be: each page is
/// rendered with all of them at hand.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: usize = 200;
const MOST_FILES: usize = 200;

/// What the files say, by their names without ending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DataFiles(BTreeMap<String, Value>);

impl DataFiles {
    /// Reads them all but `reads`, the store of what was read most.
    pub(super) fn read(files: &dyn Files, reads: &str, faults: &mut Vec<Diagnostic>) -> Self {
        let mut data = DataFiles::default();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for file in files.list(FOLDER, faults).into_iter().filter(|file| file != reads) {
            let Some((name, read)) = name_and_reader(&file) else { continue };
            if let Some(fault) = misnamed(name) {
                faults.push(fault.in_file(&file));
                continue;
            }
            if let Some(other) = names.insert(name.into(), file.clone()) {
                let message = format!("`data.{name}` would be this file and `{other}`");
                faults.push(Diagnostic::error(message).in_file(&file).hint("rename one of them"));
                continue;
            }
            if data.0.len() == MOST_FILES {
                let message = format!("there are more than {MOST_FILES} files in `data/`");
                faults.push(Diagnostic::error(message).in_file(&file).hint("make one of several"));
                break;
            }
            let text = match of_other_kind(files, &file) {
                Some(fault) => Err(fault.in_file(&file)),
                None => read_text(files, &file),
            };
            match text.and_then(|text| {
                read(text.trim_start_matches('\u{feff}')).map_err(|fault| fault.in_file(&file))
            }) {
                Ok(value) => {
                    data.0.insert(name.into(), value);
                }
                Err(fault) => faults.push(fault),
            }
        }
        data
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, and what the files say.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

type Read = fn(&str) -> Result<Value, Diagnostic>;

/// What templates call a file, and what reads it; none of a file of another kind, and of one in a
/// folder.
fn name_and_reader(file: &str) -> Option<(&str, Read)> {
    let (name, ending) = file.strip_prefix("data/")?.rsplit_once('.')?;
    let read: Read = match ending.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => of_yaml,
        "json" => of_json,
        "csv" => of_csv,
        _ => return None,
    };
    (!name.contains('/')).then_some((name, read))
}

/// What is wrong with a name, which stands behind a point in templates.
fn misnamed(name: &str) -> Option<Diagnostic> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(is_of_name);
    if is_name {
        return None;
    }
    let mut mended: String =
        name.chars().map(|c| if is_of_name(c) { c.to_ascii_lowercase() } else { '_' }).collect();
    if !mended.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        mended.insert(0, '_');
    }
    let message =
        format!("templates cannot write `data.{name}`: a name has letters, digits and `_`");
    Some(Diagnostic::error(message).hint(format!("rename the file to begin with `{mended}.`")))
}

/// What is wrong with a file that is called CSV and is another.
fn of_other_kind(files: &dyn Files, file: &str) -> Option<Diagnostic> {
    const HEAD: usize = 64 << 10;
    let is_csv = file.rsplit_once('.').is_some_and(|(_, it)| it.eq_ignore_ascii_case("csv"));
    let head = is_csv.then(|| files.read_head(file, HEAD).ok()).flatten()?;
    let fault = dateline_charts::other_kind(&head)?;
    Some(Diagnostic::error(fault.message).hint(fault.hint))
}

fn of_yaml(text: &str) -> Result<Value, Diagnostic> {
    let node = yaml::read(text).map_err(|(range, message, hint)| {
        Diagnostic::error(message).at(Place::of_bytes(text, range)).hint(hint)
    })?;
    match twice::in_yaml(&node) {
        Some(twice) => Err(twice.told(text)),
        None => Ok(node.value),
    }
}

fn of_json(text: &str) -> Result<Value, Diagnostic> {
    let json: serde_json::Value = serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line().max(1), error.column().max(1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default().to_string();
        Diagnostic::error(format!("this is no JSON: {message}"))
            .at(Place { line, column, width: 1 })
            .hint("strings and names stand in `\"`, and no comma before the last bracket")
    })?;
    match twice::in_json(text) {
        Some(twice) => Err(twice.told(text)),
        None => Ok(from_json(json)),
    }
}

fn from_json(json: serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => Value::Bool(value),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Float(number.as_f64().unwrap_or_default()),
        },
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(items) => {
            Value::List(items.into_iter().map(|item| Node::from(from_json(item))).collect())
        }
        serde_json::Value::Object(entries) => {
            let entry =
                |(name, value)| (Node::from(Value::Text(name)), Node::from(from_json(value)));
            Value::Map(entries.into_iter().map(entry).collect())
        }
    }
}

/// A list of rows, each a map by the names in the first line.
fn of_csv(text: &str) -> Result<Value, Diagnostic> {
    let head_line = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|delimiter| head_line.bytes().filter(|byte| byte == delimiter).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let unread = |error: csv::Error| {
        Diagnostic::error(format!("this cannot be read as CSV: {error}")).hint("export it again")
    };
    let head = records.next().transpose().map_err(unread)?.unwrap_or_default();
    let names: Vec<&str> = head.iter().map(str::trim).collect();
    check_head(&names)?;
    if let Some(line) = open_quote(text, delimiter.unwrap_or(b',')) {
        let at = Place { line, column: 1, width: 1 };
        return Err(Diagnostic::error("a quotation mark in this line is not closed")
            .at(at)
            .hint("write `\"` behind the text too; a `\"` within it is written `\"\"`"));
    }
    let mut rows = Vec::new();
    for record in records {
        let record = record.map_err(unread)?;
        let line = record.position().map_or(1, |position| position.line());
        let at = Place { line: usize::try_from(line).unwrap_or(1), column: 1, width: 1 };
        if record.len() != names.len() {
            let cells = if record.len() == 1 { "cell" } else { "cells" };
            let message =
                format!("this line has {} {cells}, and the head has {}", record.len(), names.len());
            let hint = "leave cells empty whose value is not known, with their commas";
            return Err(Diagnostic::error(message).at(at).hint(hint));
        }
        if rows.len() == MOST_ROWS {
            let message = format!("this file has more than {MOST_ROWS} rows");
            return Err(Diagnostic::error(message).at(at).hint("keep those that templates need"));
        }
        let cells = names.iter().zip(record.iter()).map(|(name, cell)| (*name, typed(cell)));
        rows.push(Node::from(Value::map(cells)));
    }
    Ok(Value::List(rows))
}

/// The line in which a text in quotation marks begins that goes on to the end of the file.
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 0 {
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let last = reader.records().map_while(Result::ok).last()?;
    let is_open = last.iter().any(|cell| cell.contains('\n'));
    is_open.then_some(last.position()?.line()).and_then(|line| usize::try_from(line).ok())
}

fn check_head(names: &[&str]) -> Result<(), Diagnostic> {
    let told =
        |message: String, hint: &str| Err(Diagnostic::error(message).at(Place::START).hint(hint));
    if names.len() > MOST_COLUMNS {
        let message = format!("this file has more than {MOST_COLUMNS} columns");
        return told(message, "keep those that templates need");
    }
    if let Some(at) = names.iter().position(|name| name.is_empty()) {
        return told(format!("column {} has no name", at + 1), "name it in the first line");
    }
    let twice = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name));
    match twice {
        Some((_, name)) => {
            told(format!("two columns are called `{name}`"), "give one of them another name")
        }
        None => Ok(()),
    }
}

/// A cell as the core schema of YAML reads what is written without quotation marks.
fn typed(cell: &str) -> Value {
    let plain = cell.trim();
    let is_scalar = plain.len() <= 40
        && plain.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '~'))
        && plain != "-";
    let read = is_scalar.then(|| yaml::parse(plain, Keys::Unplaced).ok()).flatten();
    match read.map(|node| node.value) {
        Some(value @ (Value::Bool(_) | Value::Integer(_) | Value::Float(_))) => value,
        Some(Value::Null) => Value::Null,
        _ if plain.is_empty() => Value::Null,
        _ => Value::Text(cell.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_what_yaml_takes_them_for() {
        let rows = of_csv(
            "name,n,x,yes,none,day\nLorun,12,1.5,true,,2026-11-30\n\"a, b\",007,1e3,no,~,-\n",
        );
        let json = rows.unwrap().to_json();
        assert_eq!(
            json,
            serde_json::json!([
                {"name": "Lorun", "n": 12, "x": 1.5, "yes": true, "none": null, "day": "2026-11-30"},
                {"name": "a, b", "n": 7, "x": 1000.0, "yes": "no", "none": null, "day": "-"},
            ])
        );
        assert_eq!(
            of_csv("a;b\n1;x\n").unwrap().to_json(),
            serde_json::json!([{"a": 1, "b": "x"}])
        );
    }

    #[test]
    fn files_that_cannot_be_read_are_told_with_their_places() {
        for (read, text, expected) in [
            (of_csv as Read, "a,b\n1,2\n3\n", "this line has 1 cell, and the head has 2 (3:1)"),
            (of_csv, "a,b\n1,\"x\n2,y\n3,z\n", "a quotation mark in this line is not closed (2:1)"),
            (of_csv, "a,b\n\"1,x\n2,y\n", "a quotation mark in this line is not closed (2:1)"),
            (
                of_yaml,
                "minister: Anna\nseat: 1\nminister: Petra\n",
                "`minister` is there twice, in lines 1 and 3: all but one would be lost (3:1)",
            ),
            (
                of_yaml,
                "a:\n  - {b: 1, \"b\": 2}\n",
                "`b` is there twice, in line 2: all but one would be lost (2:12)",
            ),
            (
                of_yaml,
                "1: a\n2: b\n1: c\n",
                "`1` is there twice, in lines 1 and 3: all but one would be lost (3:1)",
            ),
            (
                of_json,
                "[{\"a\": \"b\",\n\"c\": {\"a\": 1},\n\"\\u0061\": [\"a\"]}]",
                "`a` is there twice, in lines 1 and 3: all but one would be lost (3:1)",
            ),
            (of_csv, "a,\n1,2\n", "column 2 has no name (1:1)"),
            (of_csv, "a,a\n1,2\n", "two columns are called `a` (1:1)"),
            (of_json, "{\n\"a\": }\n", "this is no JSON: expected value (2:6)"),
            (of_yaml, "a: [1\n", "(1:4)"),
        ] {
            let fault = read(text).unwrap_err();
            let place = fault.place.unwrap();
            let told = format!("{} ({}:{})", fault.message, place.line, place.column);
            assert!(told.ends_with(expected), "{told}");
        }
        assert!(of_json(&"[".repeat(200)).is_err());
        // The same name in two places.
        for (read, text) in [
            (of_yaml as Read, "- {a: 1}\n- {a: 2}\n- a: {a: 3, A: 4}\n"),
            (
                of_json,
                "[{\"a\": {\"a\": \"a\"}}, {\"a\": [\"a\", \"a\", {\"a\": \"\\\"a\\\":\"}]}]",
            ),
            (of_csv, "a,b\n5\" pipe,1\n2,3\n"),
        ] {
            assert!(read(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn names_that_templates_cannot_write_are_told_with_others() {
        let hint = |name| misnamed(name).and_then(|fault| fault.hint);
        assert_eq!(hint("prices"), None);
        assert_eq!(
            hint("Grain-Prices 2026").unwrap(),
            "rename the file to begin with `grain_prices_2026.`"
        );
        assert_eq!(hint("2026").unwrap(), "rename the file to begin with `_2026.`");
    }
}
