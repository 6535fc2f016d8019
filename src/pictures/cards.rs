//! Cards that were drawn, by their keys: of each the name of its file says how long it is, so that
//! one that was spoiled is drawn again.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

/// The cards of a folder, and how many bytes each has.
#[derive(Debug, Default)]
pub struct CardFiles(HashMap<u128, u64>);

impl CardFiles {
    /// Those that are there.
    pub fn read(folder: &Path) -> Self {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        CardFiles(entries.filter_map(|entry| of_name(entry.file_name().to_str()?)).collect())
    }

    /// The name of a card's file, if there is one.
    pub fn name(&self, key: u128) -> Option<String> {
        self.0.get(&key).map(|bytes| name(key, *bytes))
    }

    /// Notes a card of so many bytes; the name of its file.
    pub fn add(&mut self, key: u128, bytes: u64) -> String {
        self.0.insert(key, bytes);
        name(key, bytes)
    }

    /// Removes all files of cards that are not among these.
    pub fn remove_others(&mut self, folder: &Path, keys: &HashSet<u128>) {
        self.0.retain(|key, bytes| {
            let is_kept = keys.contains(key);
            if !is_kept {
                // What stays is in nobody's way.
                let _ = fs::remove_file(folder.join(name(*key, *bytes)));
            }
            is_kept
        });
    }
}

/// What a card of so many bytes is called.
fn name(key: u128, bytes: u64) -> String {
    format!("card-{key:032x}-{bytes}.png")
}

/// How many bytes the file of a card has, by its path.
pub fn bytes_of(path: &str) -> Option<u64> {
    of_name(path.rsplit(['/', '\\']).next()?).map(|(_, bytes)| bytes)
}

fn of_name(name: &str) -> Option<(u128, u64)> {
    let (key, bytes) = name.strip_prefix("card-")?.strip_suffix(".png")?.split_once('-')?;
    let key = u128::from_str_radix(key, 16).ok()?;
    let bytes = bytes.parse().ok()?;
    (self::name(key, bytes) == name).then_some((key, bytes))
}
