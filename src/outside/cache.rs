//! What was found to be there, for a while.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use crate::diagnostic::Diagnostic;
use crate::regular_file;

/// The folder in the site that holds it.
const FOLDER: &str = ".dateline";
const FILE: &str = "links.json";

/// When each link was found to be there last. What was not there is asked for again
/// each time.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    /// Seconds since 1970, by URL.
    found: BTreeMap<String, i64>,
    oldest: i64,
}

impl Cache {
    /// That of the site at `site`, without what was found more than `age` before `now`. One that cannot be read is
    /// empty: it only saves time.
    pub fn open(site: &Path, now: Timestamp, age: SignedDuration) -> Self {
        let path = site.join(FOLDER).join(FILE);
        let text = regular_file::read(&path).unwrap_or_default();
        let mut found: BTreeMap<String, i64> = serde_json::from_slice(&text).unwrap_or_default();
        let oldest = now.as_second().saturating_sub(age.as_secs());
        // Nothing was found in the future, whatever the clock said then.
        found.retain(|_, at| *at > oldest && *at <= now.as_second());
        Cache { path, found, oldest }
    }

    /// Whether the link was found to be there not long ago.
    pub fn has(&self, url: &str) -> bool {
        self.found.contains_key(url)
    }

    /// The link was found to be there now.
    pub fn add(&mut self, url: &str, now: Timestamp) {
        if now.as_second() > self.oldest {
            self.found.insert(url.into(), now.as_second());
        }
    }

    /// Writes it, in a folder that git leaves alone.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn save(&self) -> Result<(), Diagnostic> {
        self.write().map_err(|error| {
            let path = self.path.display();
            Diagnostic::warning(format!("`{path}` cannot be written: {error}"))
                .hint("all links are asked for again next time")
        })
    }

    fn write(&self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        if folder.is_symlink() {
            return Err(io::Error::other("its folder is a symbolic link"));
        }
        fs::create_dir_all(folder)?;
        // What else is in the folder is the site's: the schema of its settings.
        match File::create_new(folder.join(".gitignore")) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            ignored => ignored?.write_all(format!("/{FILE}\n/.gitignore\n").as_bytes())?,
        }
        let mut new = tempfile::NamedTempFile::new_in(folder)?;
        new.write_all(&serde_json::to_vec(&self.found)?)?;
        new.persist(&self.path)?;
        Ok(())
    }
}
