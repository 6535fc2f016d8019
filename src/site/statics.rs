//! Files that are published as they are.

use std::collections::{BTreeMap, HashMap};

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::Diagnostic;
use crate::routes::FileSource;
use crate::site::files::Files;
use crate::theme;
use crate::url::SitePath;

/// The folder of a site's own static files.
pub const FOLDER: &str = "static";

/// The files that are published as they are: those of the site over the built-in ones.
#[derive(Debug, Default, PartialEq)]
pub struct Statics {
    /// Path on the site and where the file comes from.
    pub files: BTreeMap<SitePath, FileSource>,
    /// A fingerprint of each style sheet and script, by its path on the site.
    pub fingerprints: HashMap<String, String>,
}

impl Statics {
    /// Finds them, and takes fingerprints of style sheets and scripts.
    pub fn read(files: &dyn Files, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut statics = Statics { files: BTreeMap::new(), fingerprints: HashMap::new() };
        for (name, bytes) in theme::static_files() {
            let Some(path) = SitePath::new(&format!("/{name}")) else { continue };
            statics.add(path, FileSource::BuiltIn(name), || Some(bytes.to_vec()));
        }
        for file in files.list(FOLDER, diagnostics) {
            let name = file.trim_start_matches("static/");
            let Some(path) = SitePath::new(&format!("/{name}")) else {
                diagnostics.push(
                    Diagnostic::error("the name of this file cannot be part of a URL")
                        .in_file(file.as_str())
                        .hint("rename it without backslashes and control characters"),
                );
                continue;
            };
            statics.add(path, FileSource::Own(file.clone()), || {
                files.read(&file).map_err(|fault| diagnostics.push(fault)).ok()
            });
        }
        statics
    }

    fn add(&mut self, path: SitePath, source: FileSource, bytes: impl FnOnce() -> Option<Vec<u8>>) {
        let is_code = path.as_str().ends_with(".css") || path.as_str().ends_with(".js");
        if let Some(bytes) = is_code.then(bytes).flatten() {
            self.fingerprints.insert(path.as_str().into(), fingerprint(&bytes));
        }
        self.files.insert(path, source);
    }

    /// Whether a file is published at `path`.
    pub fn has(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }
}

/// What tells versions of a file apart.
pub fn fingerprint(bytes: &[u8]) -> String {
    format!("{:08x}", xxh3_64(bytes) >> 32)
}
