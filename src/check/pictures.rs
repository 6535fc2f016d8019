//! The sizes of pictures, those that are larger than a page can show, and what their files say.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use super::finding::{Finding, FindingKind};
use super::picture_files::{self, Said};
use crate::diagnostic::{Diagnostic, Place};
use crate::formats::picture::unseen_name;
use crate::github::told_size;
use crate::model::{Article, Media, PictureFacts};
use crate::routes::{FileSource, PictureFile, Route};
use crate::site::pictures::size;
use crate::site::{Files, Site, plan};
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// More than this, in bytes, no picture of a story needs: on a slow phone network
/// (1.6 Mbit/s) it takes more than five seconds.
const LARGEST: u64 = 1 << 20;
/// Wider than this, in pixels, no picture is shown.
const WIDEST: u32 = 2560;
/// Narrower than this, in pixels, none is shown large beside a link
/// (<https://developers.google.com/search/docs/appearance/structured-data/article>).
const SMALLEST_LEAD: u32 = 1200;

/// Heavier than this, in bytes, WhatsApp shows no picture beside a link.
const HEAVIEST_SHARED: u64 = 600_000;

/// The sizes of those of the `shown` pictures that tell it.
pub(super) fn dimensions<'a>(
    shown: impl Iterator<Item = &'a SitePath>,
    site: &Site,
    files: &dyn Files,
) -> HashMap<&'a SitePath, Dimensions> {
    let shown: BTreeSet<&SitePath> = shown.collect();
    let plan = plan(&site.config);
    let of = |path: &&'a SitePath| {
        let Route::File(source) = site.routes.get(path)? else { return None };
        let size = match source {
            FileSource::Picture(PictureFile { size: Some(size), .. }) => *size,
            source => size(files, source.own_file()?, &plan)?,
        };
        Some((*path, size))
    };
    shown.par_iter().filter_map(of).collect()
}

/// What there is to say of each picture that is published, once.
pub(super) fn findings(site: &Site, files: &dyn Files) -> Vec<Finding> {
    let mut pictures: BTreeMap<String, Shown<'_>> = BTreeMap::new();
    let mut of_stories = Vec::new();
    for article in site.articles() {
        // What is no picture by its name is told by the build.
        let is_picture = |media: &&Media| {
            let is_other = media.source_file().is_some_and(|file| unseen_name(&file).is_some());
            is_shown(media) && !is_other || media.facts.picture.is_some()
        };
        for media in article.media.iter().filter(is_picture) {
            let Some(file) = media.source_file() else { continue };
            let shown = Shown { article, media, place: place_of(article, media) };
            let of_story = picture_files::findings_of_story(&file, article, media).into_iter();
            of_stories.extend(
                of_story.map(|Said { kind, message, hint }| shown.finding(kind, message, hint)),
            );
            of_stories.extend(hard_to_share(&file, &shown));
            of_stories.extend(too_small(&file, &shown));
            pictures.entry(file.into_owned()).or_insert(shown);
        }
    }
    let of_each = pictures.iter().flat_map(|(file, shown)| {
        let of_file = picture_files::findings(file, shown.media).into_iter();
        let of_file =
            of_file.map(|Said { kind, message, hint }| shown.finding(kind, message, hint));
        too_large(file, shown).into_iter().chain(of_file)
    });
    let plan = plan(&site.config);
    let of_site = site.routes.iter().filter_map(|(_, route)| match route {
        Route::File(FileSource::Picture(PictureFile { source, size: None, .. })) => Some(source),
        _ => None,
    });
    let of_site = of_site.filter(|file| !pictures.contains_key(*file)).filter_map(|file| {
        let picture = files.look_at_picture(file, &plan).ok()?;
        let Said { kind, message, hint } = picture_files::privacy(file, &picture.facts)?;
        Some(Finding::new(kind, Diagnostic::warning(message).in_file(file.as_str()).hint(hint)))
    });
    of_each.chain(of_stories).chain(twice(&pictures)).chain(of_site).collect()
}

fn is_shown(media: &Media) -> bool {
    media.role.shown || media.role.leads
}

/// A picture that leads a story, and is smaller than those who share it want.
fn too_small(file: &str, shown: &Shown<'_>) -> Option<Finding> {
    let picture = shown.media.facts.picture.as_deref().filter(|_| shown.media.role.leads)?;
    let (width, height) = (picture.facts.upright.width, picture.facts.upright.height);
    (width < SMALLEST_LEAD && !picture.versions.is_empty()).then(|| {
        let message = format!("the picture `{file}` leads and is only {width} × {height} pixels");
        let hint = format!(
            "search engines and those with whom it is shared want {SMALLEST_LEAD} pixels in width"
        );
        shown.finding(FindingKind::PictureSize, message, hint)
    })
}

/// A picture that leads a story, and that messengers and social networks do not show beside a link
/// to it, with no card in its place.
fn hard_to_share(file: &str, shown: &Shown<'_>) -> Option<Finding> {
    let Media { role, facts, .. } = shown.media;
    // What is told about authors and topics is seldom shared, and has no card.
    if !role.leads || shown.article.wants_card || shown.article.facts.about.is_some() {
        return None;
    }
    let version = facts.picture.as_deref().and_then(|picture| picture.shared(SMALLEST_LEAD));
    let bytes = version.map_or(facts.bytes, |version| version.bytes).unwrap_or_default();
    let (message, hint) = if !shown.media.is_shareable() {
        (
            format!(
                "the picture `{file}` leads, and is of a kind that messengers and social networks do not show"
            ),
            "save it as a JPEG or PNG, or write `cards: true` in site.yaml, so that a card is shared",
        )
    } else if bytes > HEAVIEST_SHARED {
        let format = version.map_or("a file", |version| version.format.name());
        (
            format!(
                "the picture `{file}` leads, and is shared as {format} of {}",
                told_size(bytes)
            ),
            "messengers show none of more than 600 kB beside a link: lead with a JPEG, or one that \
             is less high or has fewer pixels",
        )
    } else {
        return None;
    };
    Some(shown.finding(FindingKind::PictureSize, message, hint.into()))
}

/// Pictures that are there under two names.
fn twice(pictures: &BTreeMap<String, Shown<'_>>) -> Vec<Finding> {
    let mut first: HashMap<u128, &str> = HashMap::new();
    let mut findings = Vec::new();
    for (file, shown) in pictures {
        let Some(picture) = &shown.media.facts.picture else { continue };
        match first.get(&picture.key) {
            None => drop(first.insert(picture.key, file)),
            Some(other) => {
                let message = format!("the pictures `{other}` and `{file}` are the same");
                let hint = "show one of them in both places, so that readers load it once";
                findings.push(shown.finding(FindingKind::PictureSize, message, hint.into()));
            }
        }
    }
    findings
}

/// A picture, and the first text that shows it.
struct Shown<'a> {
    article: &'a Article,
    media: &'a Media,
    place: Option<Place>,
}

impl Shown<'_> {
    fn finding(&self, kind: FindingKind, message: String, hint: String) -> Finding {
        let fault = Diagnostic::warning(message).in_file(&*self.article.file).hint(hint);
        Finding::new(kind, Diagnostic { place: self.place, ..fault })
    }
}

/// Where front matter names it.
fn place_of(article: &Article, media: &Media) -> Option<Place> {
    let image = article.facts.image.as_ref()?;
    image.src.place.filter(|_| media.role.leads)
}

/// Of a picture that is published as it is, how large it is, if that is too large.
fn too_large(file: &str, shown: &Shown<'_>) -> Option<Finding> {
    let PictureFacts { bytes, dimensions, picture, .. } = &shown.media.facts;
    if !is_shown(shown.media) {
        return None;
    }
    if picture.as_ref().is_some_and(|picture| !picture.versions.is_empty()) {
        return None;
    }
    let (Dimensions { width, height }, bytes) = ((*dimensions)?, bytes.unwrap_or_default());
    if bytes <= LARGEST && width <= WIDEST {
        return None;
    }
    let message =
        format!("the picture `{file}` has {width} × {height} pixels and {}", told_size(bytes));
    let hint = format!(
        "make it at most {WIDEST} pixels wide and well below {} MB: phones on slow networks load it too",
        LARGEST >> 20
    );
    Some(shown.finding(FindingKind::PictureSize, message, hint))
}
