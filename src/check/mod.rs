//! What a build lets pass and readers, or GitHub Pages, do not: links that lead
//! nowhere, pictures without words, duplicate stories.
//!
//! Every page is rendered and read once, as a browser would read it; what is
//! wrong with it is then looked for in the texts and templates, so that it is reported
//! where somebody can mend it.

mod absent;
mod contrast;
mod description;
mod finding;
mod in_templates;
mod in_texts;
mod likeness;
mod links;
mod paths;
mod picture_files;
mod picture_times;
mod pictures;
mod places;
mod reading;
mod scan;
mod stories;
mod written;

pub use finding::{Finding, FindingKind};

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Severity};
use crate::faults::SiteFaults;
use crate::model::{Media, Version};
use crate::render::{Page, Policy, Renderer, policy};
use crate::routes::{EditionId, EditionPage, FileSource, PictureFile, Route};
use crate::site::{Edition, Files, Site};
use crate::theme;
use crate::url::SitePath;

use links::Addresses;
use places::Places;
use reading::{Fault, Read};

/// What a check found.
#[derive(Debug, Default)]
pub struct Checked {
    /// What is wrong.
    pub findings: SiteFaults<Finding>,
    /// The addresses of other sites that are linked to.
    pub elsewhere: BTreeMap<String, Vec<Mention>>,
    /// How many pages were read.
    pub pages: usize,
}

/// A link to another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The page that has it.
    pub page: SitePath,
    /// As it is written there.
    pub href: String,
}

/// What is wrong with a link to another site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// How grave it is.
    pub severity: Severity,
    /// In words.
    pub message: String,
}

/// Checks a site. `files` is what it was loaded from.
///
/// # Errors
/// What is wrong with the templates.
pub fn check(renderer: &Renderer, files: &dyn Files) -> Result<Checked, Vec<Diagnostic>> {
    let site = renderer.site();
    let addresses = Addresses::new(site);
    let routes: Vec<(&SitePath, &Route)> = site.routes.iter().collect();
    let of_edition = |edition: &Edition| policy(&site.config, &edition.settings.words);
    let policies: Vec<Option<Policy>> = site.editions.iter().map(of_edition).collect();
    let versions = made_versions(site);
    let read = |(path, route): &(&SitePath, &Route)| {
        let policy = policies[route.edition().unwrap_or(EditionId::FIRST).0].as_ref();
        let policy = policy.map(|policy| with_frames_of(site, route, policy));
        one(renderer, &addresses, policy.as_deref(), &versions, files, (path, route))
    };
    let results: Vec<Result<Output, Vec<Diagnostic>>> = routes.par_iter().map(read).collect();
    let of_pages = results.iter().filter_map(|result| result.as_ref().err()).flatten().cloned();
    let of_cards = renderer.try_a_card().err().unwrap_or_default();
    let faults: Vec<Diagnostic> = of_pages.chain(of_cards).collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let outputs: Vec<Output> = results.into_iter().flatten().collect();

    let ids: HashMap<&SitePath, &[u64]> = routes
        .iter()
        .zip(&outputs)
        .filter_map(|((path, _), output)| Some((*path, &*output.read.as_ref()?.ids)))
        .collect();
    let sized = outputs.iter().filter_map(|output| output.read.as_ref());
    let sized = sized.flat_map(|read| &read.sized).map(|sized| &sized.path);
    let dimensions = pictures::dimensions(sized, site, files);
    let places = Places::new(renderer, files);
    let of_pages = routes.par_iter().zip(&outputs).filter_map(|((path, route), output)| {
        let read = output.read.as_ref()?;
        let anchors = read.anchors.iter().filter(|anchor| !anchor.is_in(&ids));
        let anchors = anchors.map(|anchor| Fault::Anchor(anchor.clone()));
        let shapes = read.sized.iter().filter_map(|sized| sized.fault(dimensions.get(&sized.path)));
        let faults = read.faults.iter().cloned().chain(anchors).chain(shapes);
        Some(places.of_page(path, route, faults))
    });
    let mut findings = places.findings(of_pages.collect());
    let sizes =
        routes.iter().zip(&outputs).map(|((path, route), output)| (*path, *route, output.size));
    let of_files = [
        stories::findings(site, files),
        pictures::findings(site, files),
        contrast::findings(&site.config),
        paths::findings(sizes, &site.assets, files),
    ];
    of_files.into_iter().flatten().for_each(|finding| findings.add(finding));

    let mut elsewhere: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for ((path, _), output) in routes.iter().zip(&outputs) {
        for (url, href) in output.read.iter().flat_map(|read| &read.elsewhere) {
            let mention = Mention { page: (*path).clone(), href: href.clone() };
            elsewhere.entry(url.clone()).or_default().push(mention);
        }
    }
    let pages = outputs.iter().filter(|output| output.read.is_some()).count();
    Ok(Checked { findings, elsewhere, pages })
}

/// What is wrong with the links to other sites, by their addresses, each where it
/// is written.
pub fn outside(
    renderer: &Renderer,
    files: &dyn Files,
    elsewhere: &BTreeMap<String, Vec<Mention>>,
    verdicts: &BTreeMap<String, Verdict>,
) -> SiteFaults<Finding> {
    let mut of_pages: BTreeMap<&SitePath, Vec<Fault>> = BTreeMap::new();
    for (url, verdict) in verdicts {
        for Mention { page, href } in elsewhere.get(url).into_iter().flatten() {
            let fault = Fault::Elsewhere(href.clone(), verdict.clone());
            of_pages.entry(page).or_default().push(fault);
        }
    }
    let places = Places::new(renderer, files);
    let routes = &renderer.site().routes;
    let of_page = |(page, faults)| Some(places.of_page(page, routes.get(page)?, faults));
    places.findings(of_pages.into_iter().filter_map(of_page).collect())
}

/// The policy of one page: its text may show what other sites have.
fn with_frames_of<'p>(site: &Site, route: &Route, policy: &'p Policy) -> Cow<'p, Policy> {
    match site.article(route).map(|article| &article.uses.frames) {
        Some(frames) if !frames.is_empty() => Cow::Owned(policy.clone().with_frames(frames)),
        _ => Cow::Borrowed(policy),
    }
}

fn is_print(route: &Route) -> bool {
    matches!(route, Route::Edition(_, EditionPage::Print(_)))
}

/// A file of the output.
struct Output {
    /// In bytes.
    size: u64,
    /// What a page has.
    read: Option<Read>,
}

fn one(
    renderer: &Renderer,
    addresses: &Addresses<'_>,
    policy: Option<&Policy>,
    versions: &HashMap<PictureFile, u64>,
    files: &dyn Files,
    (path, route): (&SitePath, &Route),
) -> Result<Output, Vec<Diagnostic>> {
    Ok(match renderer.render(path)? {
        // What is wrong with its stories is told of their own pages.
        Page::Html(bytes) if is_print(route) => Output { size: bytes.len() as u64, read: None },
        Page::Html(bytes) => {
            let read = Read::of(&bytes, path, addresses, policy);
            Output { size: bytes.len() as u64, read: Some(read) }
        }
        Page::Data(bytes) => Output { size: bytes.len() as u64, read: None },
        Page::File(FileSource::Own(file)) => {
            Output { size: files.size(&file).unwrap_or_default(), read: None }
        }
        Page::File(FileSource::BuiltIn(name)) => Output {
            size: theme::static_file(name).map_or(0, |file| file.len() as u64),
            read: None,
        },
        Page::File(FileSource::Picture(picture)) => {
            Output { size: versions.get(&picture).copied().unwrap_or_default(), read: None }
        }
        // One that is not drawn yet has some 30 kB.
        Page::Card(_) => Output { size: 0, read: None },
    })
}

/// How many bytes the pictures of stories have that are made already. Of one that is not, nobody
/// knows how much it will have.
fn made_versions(site: &Site) -> HashMap<PictureFile, u64> {
    let media = site.articles().flat_map(|article| article.media.iter());
    let of_media = |media: &Media| {
        let (source, picture) =
            (media.source_file()?.into_owned(), media.facts.picture.as_deref()?);
        let of_version = move |version: &Version| {
            let Version { size, format, bytes } = *version;
            let (source, key) = (source.clone(), picture.key);
            Some((PictureFile { source, key, format, size: Some(size) }, bytes?))
        };
        Some(picture.versions.iter().filter_map(of_version).collect::<Vec<_>>())
    };
    media.filter_map(of_media).flatten().collect()
}
