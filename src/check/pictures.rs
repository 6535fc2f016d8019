//! The sizes of pictures, and those that are larger than a page can show.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::finding::{Finding, FindingKind};
use crate::diagnostic::{Diagnostic, Place};
use crate::github::told_size;
use crate::model::{Media, MediaFile, PictureFacts};
use crate::routes::{FileSource, Route};
use crate::site::{Files, Site};
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// More than this, in bytes, no picture of a story needs: on a slow phone network
/// (1.6 Mbit/s) it takes more than five seconds.
const LARGEST: u64 = 1 << 20;
/// Wider than this, in pixels, no picture is shown.
const WIDEST: u32 = 2560;

/// The sizes of those of the `shown` pictures that tell it.
pub(super) fn dimensions<'a>(
    shown: impl Iterator<Item = &'a SitePath>,
    site: &Site,
    files: &dyn Files,
) -> HashMap<&'a SitePath, Dimensions> {
    let shown: BTreeSet<&SitePath> = shown.collect();
    let of = |path: &&'a SitePath| {
        Some((*path, files.picture_facts(&own_file(path, site)?).dimensions?))
    };
    shown.par_iter().filter_map(of).collect()
}

/// Looks at each picture that a story leads with or shows, once.
pub(super) fn findings(site: &Site, files: &dyn Files) -> Vec<Finding> {
    let mut pictures: BTreeMap<String, (String, Option<Place>)> = BTreeMap::new();
    for article in site.articles() {
        for (file, _) in article.attachments().iter() {
            pictures.entry(file.into()).or_insert_with(|| (article.file.clone(), None));
        }
        if let Some(file) = article.lead().and_then(file_on_site) {
            let place = article.facts.image.as_ref().and_then(|image| image.src.place);
            pictures.insert(file, (article.file.clone(), place));
        }
    }
    let finding = |(file, (shown_by, place)): (String, (String, Option<Place>))| {
        let message = too_large(&file, files)?;
        let hint = format!(
            "make it at most {WIDEST} pixels wide and well below {} MB: phones on slow networks load it too",
            LARGEST >> 20
        );
        let fault = Diagnostic::warning(message).in_file(shown_by).hint(hint);
        Some(Finding::new(FindingKind::PictureSize, Diagnostic { place, ..fault }))
    };
    pictures.into_par_iter().filter_map(finding).collect()
}

/// The file of the site that a picture is.
fn file_on_site(picture: &Media) -> Option<String> {
    match &picture.file {
        MediaFile::Own { file, .. } | MediaFile::Static { source: FileSource::Own(file), .. } => {
            Some(file.clone())
        }
        MediaFile::Static { .. } | MediaFile::Elsewhere(_) => None,
    }
}

/// The file of the site that is at `path`.
fn own_file(path: &SitePath, site: &Site) -> Option<String> {
    match site.routes.get(path)? {
        Route::File(FileSource::Own(file)) => Some(file.clone()),
        _ => None,
    }
}

fn too_large(file: &str, files: &dyn Files) -> Option<String> {
    let PictureFacts { bytes, dimensions } = files.picture_facts(file);
    let (Dimensions { width, height }, bytes) = (dimensions?, bytes.unwrap_or_default());
    (bytes > LARGEST || width > WIDEST).then(|| {
        format!("the picture `{file}` has {width} × {height} pixels and {}", told_size(bytes))
    })
}
