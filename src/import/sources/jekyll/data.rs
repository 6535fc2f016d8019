//! The files of data of a site (<https://jekyllrb.com/docs/datafiles/>).

use std::collections::HashMap;
use std::sync::Mutex;

use super::super::site_files::stem;
use crate::import::bundle::Bundle;
use crate::import::liquid::part;
use crate::text::yaml::{self, Keys, Node, Value};

/// How much of the folder is read for one name.
const MOST_FILES: usize = 1000;

/// The folder of data, of which a file is read when it is asked for.
pub struct Data<'s> {
    bundle: &'s Bundle,
    /// With a slash at its end.
    folder: String,
    known: Mutex<HashMap<String, Option<Value>>>,
}

impl<'s> Data<'s> {
    pub fn new(bundle: &'s Bundle, folder: &str) -> Self {
        let folder = format!("{}/", folder.trim_matches('/'));
        Data { bundle, folder, known: Mutex::default() }
    }

    /// What a name and those in it say: `people.anna.name` of `people/anna.yml`, or of `people.yml`.
    pub fn at(&self, path: &str) -> Option<Value> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let mut known = self.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let value = known.entry(name.to_string()).or_insert_with(|| self.named(&self.folder, name));
        part(value.as_ref()?, rest)
    }

    /// Whether what has no value here has none on the site: a file that cannot be read may have one.
    pub fn tells(&self, path: &str) -> bool {
        let name = path.split('.').next().unwrap_or(path);
        !name.is_empty()
            && (self.at(name).is_some() || self.files(&self.folder, name).next().is_none())
    }

    /// The files of a name, and those in its folder.
    fn files<'d>(&'d self, folder: &'d str, name: &'d str) -> impl Iterator<Item = &'d str> {
        self.bundle.below(folder).filter(move |file| {
            let rest = &file[folder.len()..];
            key(rest.split('/').next().unwrap_or(rest)) == name
        })
    }

    /// What the file or the folder of a name says.
    fn named(&self, folder: &str, name: &str) -> Option<Value> {
        let mut entries: Vec<(Node, Node)> = Vec::new();
        let files: Vec<&str> = self.files(folder, name).take(MOST_FILES).collect();
        for file in files {
            let rest = &file[folder.len()..];
            let Some((own, below)) = rest.split_once('/') else {
                return self.read(file);
            };
            let inner = key(below.split('/').next().unwrap_or(below));
            if entries.iter().any(|(of, _)| of.value == Value::text(&inner)) {
                continue;
            }
            let value = self.named(&format!("{folder}{own}/"), &inner)?;
            entries.push((Value::Text(inner).into(), value.into()));
        }
        (!entries.is_empty()).then_some(Value::Map(entries))
    }

    fn read(&self, file: &str) -> Option<Value> {
        let (text, _) = self.bundle.text(file).ok()?;
        match &*stem(file).1.to_ascii_lowercase() {
            // JSON is YAML.
            "yml" | "yaml" | "json" => {
                yaml::parse(&text, Keys::Unplaced).ok().map(|node| node.value)
            }
            "csv" => rows(&text, b','),
            "tsv" => rows(&text, b'\t'),
            _ => None,
        }
    }
}

/// A table as a list of rows, with the names of the first one.
fn rows(text: &str, by: u8) -> Option<Value> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(by).flexible(true).from_reader(text.as_bytes());
    let names = reader.headers().ok()?.clone();
    let mut rows: Vec<Node> = Vec::new();
    for row in reader.records() {
        let row = row.ok()?;
        let cells = names.iter().zip(&row);
        let cells = cells.map(|(name, cell)| (Value::text(name).into(), Value::text(cell).into()));
        rows.push(Value::Map(cells.collect()).into());
    }
    Some(Value::List(rows))
}

/// The name of a file in templates (`DataReader#sanitize_filename`).
fn key(file: &str) -> String {
    let bare = match file.rsplit_once('.') {
        Some((bare, ending)) if !ending.contains('/') => bare,
        _ => file,
    };
    let kept = bare.chars().filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    kept.collect::<String>().trim().replace(' ', "_")
}
