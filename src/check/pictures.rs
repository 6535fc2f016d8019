//! The sizes of pictures, and those that are larger than a page can show.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::finding::{Finding, Kind};
use crate::diagnostic::{Diagnostic, Place};
use crate::github::told_size;
use crate::model::{Article, Picture};
use crate::routes::{FileSource, Route};
use crate::site::{Files, Site, pictures};
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
    let of =
        |path: &&'a SitePath| Some((*path, pictures::dimensions(&own_file(path, site)?, files)?));
    shown.par_iter().filter_map(of).collect()
}

/// Looks at each picture that a story leads with or shows, once.
pub(super) fn findings(site: &Site, files: &dyn Files) -> Vec<Finding> {
    let mut pictures: BTreeMap<String, (String, Option<Place>)> = BTreeMap::new();
    for article in site.articles() {
        for attachment in &article.attachments {
            pictures.entry(attachment.file.clone()).or_insert_with(|| (article.file.clone(), None));
        }
        if let Some(file) = leading(article, site) {
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
        Some(Finding::new(Kind::PictureSize, Diagnostic { place, ..fault }))
    };
    pictures.into_par_iter().filter_map(finding).collect()
}

/// The file of the picture that leads an article.
fn leading(article: &Article, site: &Site) -> Option<String> {
    let Picture::OnSite { path, .. } = article.picture.as_ref()? else { return None };
    own_file(path, site)
}

/// The file of the site that is at `path`.
fn own_file(path: &SitePath, site: &Site) -> Option<String> {
    match site.routes.get(path)? {
        Route::File(FileSource::Own(file)) => Some(file.clone()),
        _ => None,
    }
}

fn too_large(file: &str, files: &dyn Files) -> Option<String> {
    let Dimensions { width, height } = pictures::dimensions(file, files)?;
    let bytes = files.size(file).unwrap_or_default();
    (bytes > LARGEST || width > WIDEST).then(|| {
        format!("the picture `{file}` has {width} × {height} pixels and {}", told_size(bytes))
    })
}
