//! Names by the folder that they are in.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::Names;

/// Names of many folders. Those of one are made ready when the first question is about it.
#[derive(Default)]
pub struct Folders<'a>(HashMap<&'a str, Folder<'a>, ahash::RandomState>);

#[derive(Default)]
struct Folder<'a> {
    names: Vec<&'a str>,
    ready: OnceLock<Names>,
}

impl Folders<'_> {
    /// The name in a folder that was most likely meant by `word`, if any is near.
    pub fn nearest(&self, folder: &str, word: &str) -> Option<&str> {
        let Folder { names, ready } = self.0.get(folder)?;
        ready.get_or_init(|| names.iter().copied().collect()).nearest(word)
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Folders<'a> {
    /// Of pairs of folder and name.
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(names: I) -> Self {
        let mut folders = Folders::default();
        for (folder, name) in names {
            folders.0.entry(folder).or_default().names.push(name);
        }
        folders
    }
}
