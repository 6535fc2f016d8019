//! The files of `data/`, which templates see as `data.NAME`.

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
            match read_text(files, &file).and_then(|text| {
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

fn of_yaml(text: &str) -> Result<Value, Diagnostic> {
    match yaml::parse(text, Keys::Unplaced) {
        Ok(node) => Ok(node.value),
        Err(error) => {
            let place = Place::of_bytes(text, error.range);
            Err(Diagnostic::error(error.message).at(place).hint("correct the YAML"))
        }
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
    Ok(from_json(json))
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
    let mut rows = Vec::new();
    for record in records {
        let record = record.map_err(unread)?;
        let line = record.position().map_or(1, |position| position.line());
        let at = Place { line: usize::try_from(line).unwrap_or(1), column: 1, width: 1 };
        if record.len() != names.len() {
            let message =
                format!("this line has {} cells, and the head has {}", record.len(), names.len());
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
            (of_csv as Read, "a,b\n1,2\n3\n", "this line has 1 cells, and the head has 2 (3:1)"),
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
