//! A site that is in no folder.

use std::collections::BTreeMap;

use dateline::diagnostic::Diagnostic;
use dateline::site::Files;

/// A site's files by path.
pub struct InMemory(BTreeMap<String, Vec<u8>>);

impl InMemory {
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Self {
        InMemory(files.into_iter().map(|(path, bytes)| (path.to_string(), bytes)).collect())
    }
}

impl Files for InMemory {
    fn list(&self, path: &str, _: &mut Vec<Diagnostic>) -> Vec<String> {
        let below = format!("{path}/");
        let is_there = |file: &&String| *file == path || file.starts_with(&below);
        self.0.keys().filter(is_there).cloned().collect()
    }

    fn front_pages(&self) -> Vec<String> {
        self.0.keys().filter(|file| file.starts_with("front.")).cloned().collect()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.0.get(file).cloned().ok_or_else(|| Diagnostic::error("no such file").in_file(file))
    }
}
