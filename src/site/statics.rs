//! Files that are published as they are.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dateline_pictures::{Plan, clean};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::formats::file_types;
use crate::model::PictureFacts;
use crate::routes::FileSource;
use crate::site::files::Files;
use crate::site::{inspected, pictures, published_whole};
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

/// A file that pages load: a style sheet, a script, a font, a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it is published once more, under a name that no other version of it
    /// has: `/style.1c2d3e4f.css`. So it may be kept by browsers for ever.
    pub path: SitePath,
    /// What its bytes have to be
    /// (<https://www.w3.org/TR/SRI/#integrity-metadata-description>).
    pub integrity: String,
    /// Its size, if it is a picture that tells it.
    pub dimensions: Option<Dimensions>,
}

impl Asset {
    /// The asset that a file at `path` with these bytes is; none if its name has no ending.
    pub fn new(path: &SitePath, bytes: &[u8]) -> Option<Self> {
        let (stem, kind) = path.as_str().rsplit_once('.')?;
        let digest = sha256(bytes);
        let fingerprint: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        Some(Asset {
            path: SitePath::new(&format!("{stem}.{fingerprint}.{kind}"))?,
            integrity: format!("sha256-{}", STANDARD.encode(digest)),
            dimensions: pictures::dimensions(path.as_str(), bytes),
        })
    }
}

/// How a static file is published, and what is wrong with it: a picture without what readers do
/// not need, if it has that, and others as they are.
fn source(files: &dyn Files, file: &str, plan: &Plan) -> (FileSource, Option<Diagnostic>) {
    let fault = inspected::fault(files, file);
    let in_place = |fault: Diagnostic| fault.in_file(file);
    let own = FileSource::Own(file.into());
    if fault.as_ref().is_some_and(Diagnostic::is_error) {
        return (own, fault.map(in_place));
    }
    let PictureFacts { picture, fault: of_picture, .. } = pictures::linked(files, file, plan);
    let of_picture = of_picture.map(|fault| pictures::diagnostic(file, &fault));
    let source = match picture {
        Some(picture) if !picture.facts.is_bare => FileSource::Picture(picture.cleaned(file)),
        _ => own,
    };
    let whole = || published_whole::fault(files, file);
    (source, of_picture.or(fault).or_else(whole).map(in_place))
}

/// The SHA-256 of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

impl Statics {
    /// Finds them, and names those that pages load: some kinds of files, and those that
    /// are `named` in templates. Pictures are not named by their kind, since all of them
    /// would be read, and published twice.
    pub fn read(
        files: &dyn Files,
        named: &BTreeSet<SitePath>,
        plan: &Plan,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut statics = Statics::default();
        for (name, bytes) in theme::static_files() {
            let Some(path) = SitePath::new(&format!("/{name}")) else { continue };
            statics.add(path, named, FileSource::BuiltIn(name), || Some(bytes.to_vec()));
        }
        let own = files.list(FOLDER, diagnostics);
        let looked_at = own.par_iter().map(|file| source(files, file, plan));
        let (sources, faults): (Vec<_>, Vec<_>) = looked_at.unzip();
        diagnostics.extend(faults.into_iter().flatten());
        for (file, source) in own.into_iter().zip(sources) {
            let name = file.trim_start_matches("static/");
            let Some(path) = SitePath::new(&format!("/{name}")) else {
                diagnostics.push(
                    Diagnostic::error("the name of this file cannot be part of a URL")
                        .in_file(file.as_str())
                        .hint("rename it without backslashes and control characters"),
                );
                continue;
            };
            let is_cleaned = matches!(source, FileSource::Picture(_));
            statics.add(path, named, source, || {
                if files.size(&file).is_some_and(|size| size > LARGEST) {
                    return None;
                }
                let bytes = files.read(&file).map_err(|fault| diagnostics.push(fault)).ok()?;
                // As it is published.
                match is_cleaned {
                    true => clean(&bytes, plan).ok().map(|cleaned| cleaned.bytes),
                    false => Some(bytes),
                }
            });
        }
        statics
    }

    fn add(
        &mut self,
        path: SitePath,
        named: &BTreeSet<SitePath>,
        source: FileSource,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) {
        let is_asset = file_types::is_asset(path.as_str()) || named.contains(&path);
        let bytes = is_asset.then(bytes).flatten();
        match bytes.and_then(|bytes| Asset::new(&path, &bytes)) {
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
