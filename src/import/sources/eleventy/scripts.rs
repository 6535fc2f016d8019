//! The programs of a site, each read once: its settings, its data, and what they take in.

use super::super::site_files::stem;
use super::CONFIG;
use super::code::without_comments;
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;

/// The programs, without their comments.
#[derive(Debug, Default)]
pub struct Scripts {
    /// The settings; nothing, where the site has none.
    pub config: String,
    files: Vec<(String, String)>,
}

impl Scripts {
    /// Reads them.
    ///
    /// # Errors
    /// The settings cannot be read.
    pub fn of(bundle: &Bundle) -> Result<Self, Diagnostic> {
        let config = CONFIG.iter().find(|file| bundle.has(file));
        let config = match config {
            Some(file) => without_comments(&bundle.text(file)?.0),
            None => String::new(),
        };
        let is_script = |file: &&str| {
            matches!(stem(file).1, "js" | "cjs" | "mjs" | "ts" | "cts" | "mts")
                && !file.split('/').any(|part| part == "node_modules")
        };
        let files = bundle.files().filter(is_script).filter_map(|file| {
            Some((file.to_string(), without_comments(&bundle.text(file).ok()?.0)))
        });
        Ok(Scripts { config, files: files.collect() })
    }

    /// The name and the program of each file, the settings among them.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(file, code)| (file.as_str(), code.as_str()))
    }
}
