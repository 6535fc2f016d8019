//! What was on the disk when it was last looked at. It finds what a watcher did
//! not tell: changes on file systems without notification, and lost events.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::site::Files;
use crate::source::{FOLDERS, Folder};
use crate::text::config;

/// Each file of a site, with its size and time of change.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    site: PathBuf,
    files: HashMap<String, Stamp>,
}

/// Size in bytes and time of change.
type Stamp = (u64, Option<SystemTime>);

impl Inventory {
    /// Looks at the whole site.
    pub fn take(site: &Path) -> Self {
        let folder = Folder::new(site);
        let mut files = HashMap::new();
        let listed = FOLDERS.iter().flat_map(|name| folder.files_in(name));
        let beside = folder.front_pages().into_iter().chain([config::FILE.to_string()]);
        for file in listed.chain(beside).collect::<Vec<_>>() {
            if let Some(stamp) = stamp(&site.join(&file)) {
                files.insert(file, stamp);
            }
        }
        Inventory { site: site.to_path_buf(), files }
    }

    /// The same site, as it is now.
    pub fn taken_again(&self) -> Self {
        Inventory::take(&self.site)
    }

    /// The files that are not in both, or not the same in both.
    pub fn differences(&self, other: &Self) -> BTreeSet<String> {
        let changed =
            self.files.iter().filter(|(file, stamp)| other.files.get(*file) != Some(stamp));
        let came = other.files.keys().filter(|file| !self.files.contains_key(*file));
        changed.map(|(file, _)| file).chain(came).cloned().collect()
    }

    /// Whether `file` is not what it was when it was looked at last.
    pub fn is_outdated(&self, file: &str) -> bool {
        self.files.get(file).copied() != stamp(&self.site.join(file))
    }

    /// Looks again at `paths`, which somebody else takes care of.
    pub fn look_again<'p>(&mut self, paths: impl IntoIterator<Item = &'p String>) {
        let folder = Folder::new(&self.site);
        for path in paths {
            let there = folder.files_in(path);
            let is_file = self.files.remove(path).is_some() || there == [path.as_str()];
            if !is_file {
                let below = format!("{path}/");
                self.files.retain(|file, _| !file.starts_with(&below));
            }
            for file in there {
                if let Some(stamp) = stamp(&self.site.join(&file)) {
                    self.files.insert(file, stamp);
                }
            }
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}
