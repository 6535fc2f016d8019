//! What is beside a file: the names of its folder, for links that lead nowhere.

use std::collections::HashSet;
use std::sync::OnceLock;

use crate::nearest::Folders;

/// The files of `content/` by their folders, made when the first link leads nowhere.
pub struct Beside<'a> {
    files: &'a HashSet<String>,
    folders: OnceLock<Folders<'a>>,
}

impl<'a> Beside<'a> {
    /// Of these files, by their paths from the site's root.
    pub fn new(files: &'a HashSet<String>) -> Self {
        Beside { files, folders: OnceLock::new() }
    }

    /// The file of the same folder that was most likely meant by `file`.
    pub fn nearest(&self, file: &str) -> Option<String> {
        let (folder, name) = file.rsplit_once('/')?;
        let split = || self.files.iter().filter_map(|file| file.rsplit_once('/')).collect();
        let near = self.folders.get_or_init(split).nearest(folder, name);
        near.map(|name| format!("{folder}/{name}"))
    }
}
