//! Reading texts again that were not read, since they are what they were.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use crate::site::Reader;

/// Reads the texts of a folder, and knows whether one was not what it was.
#[derive(Debug)]
pub struct TextReader {
    root: PathBuf,
    has_lost: AtomicBool,
}

impl TextReader {
    pub(super) fn new(root: &Path) -> Self {
        TextReader { root: root.into(), has_lost: AtomicBool::new(false) }
    }

    /// Whether one was not what it was.
    pub fn has_lost(&self) -> bool {
        self.has_lost.load(Relaxed)
    }
}

impl Reader for TextReader {
    fn read(&self, file: &str) -> Option<String> {
        fs::read_to_string(self.root.join(file)).ok()
    }

    fn note_loss(&self) {
        self.has_lost.store(true, Relaxed);
    }
}
