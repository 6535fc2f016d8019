//! Files that are published as they are.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::diagnostic::Diagnostic;
use crate::routes::FileSource;
use crate::site::files::Files;
use crate::site::pictures;
use crate::text::markdown::Dimensions;
use crate::theme;
use crate::url::SitePath;

/// The folder of a site's own static files.
pub const FOLDER: &str = "static";

/// How large a file may be that pages load, in bytes. What is larger is published all the
/// same, but not read.
const LARGEST: u64 = 32 << 20;

/// The files that are published as they are: those of the site over the built-in ones.
#[derive(Debug, Default, PartialEq)]
pub struct Statics {
    /// Path on the site and where the file comes from.
    pub files: BTreeMap<SitePath, FileSource>,
    /// Those that pages load, by their paths on the site.
    pub assets: Assets,
}

/// The files that pages load, by their paths on the site.
pub type Assets = BTreeMap<SitePath, Asset>;

/// A file that pages load: a style sheet, a script, a font, a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it is published once more, under a name that no other version of it
    /// has: `/style.1c2d3e4f.css`. So it may be kept by browsers for ever.
    pub path: SitePath,
    /// What its bytes have to be
    /// (<https://www.w3.org/TR/SRI/#integrity-metadata-description>).
    pub integrity: String,
    /// Its size, if it is a drawing that tells it.
    pub dimensions: Option<Dimensions>,
}

impl Asset {
    /// The asset of a file at `path` with these bytes, if files of its kind are any.
    pub fn of(path: &SitePath, bytes: impl FnOnce() -> Option<Vec<u8>>) -> Option<Self> {
        const KINDS: [&str; 5] = ["css", "js", "mjs", "svg", "woff2"];
        let (stem, kind) = path.as_str().rsplit_once('.')?;
        if !KINDS.contains(&kind) {
            return None;
        }
        let bytes = bytes()?;
        let digest = sha256(&bytes);
        let fingerprint: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        Some(Asset {
            path: SitePath::new(&format!("{stem}.{fingerprint}.{kind}"))?,
            integrity: format!("sha256-{}", STANDARD.encode(digest)),
            dimensions: pictures::of_bytes(path.as_str(), &bytes),
        })
    }
}

/// The SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut digest = [0; 32];
    digest.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, bytes).as_ref());
    digest
}

impl Statics {
    /// Finds them, and names those that pages load.
    pub fn read(files: &dyn Files, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut statics = Statics::default();
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
                if files.size(&file).is_some_and(|size| size > LARGEST) {
                    return None;
                }
                files.read(&file).map_err(|fault| diagnostics.push(fault)).ok()
            });
        }
        statics
    }

    fn add(&mut self, path: SitePath, source: FileSource, bytes: impl FnOnce() -> Option<Vec<u8>>) {
        match Asset::of(&path, bytes) {
            Some(asset) => self.assets.insert(path.clone(), asset),
            None => self.assets.remove(&path),
        };
        self.files.insert(path, source);
    }

    /// Whether a file is published at `path`.
    pub fn has(&self, path: &SitePath) -> bool {
        self.files.contains_key(path)
    }
}
