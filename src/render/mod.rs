//! Rendering: a route of a site to the bytes of its page.
//!
//! A [`Renderer`] prepares once what many pages show (cards, sections, days in
//! words). [`Renderer::render`] then depends on nothing but the site and the
//! route, so pages can be made in any order, on any number of threads.

mod appearance;
mod archives;
mod feeds;
mod frame;
mod icons;
mod manifest;
mod pager;
mod pages;
mod policy;
mod prepared;
mod rankings;
mod redirects;
mod searching;
mod sitemaps;
mod structured_data;
mod texts;
pub mod views;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use tera::Value;

use crate::diagnostic::{Diagnostic, Place};
use crate::faults::SiteFaults;
use crate::nearest::Names;
use crate::routes::{FileSource, Route};
use crate::search::SearchIndex;
use crate::site::{Asset, Index, Site};
use crate::templates::{FOLDER, Functions, Templates};
use crate::underway::Underway;
use crate::url::SitePath;

use feeds::{Sources, WholeTexts};
use frame::{Navigation, frame};
use pages::{Made, Pages};
pub use policy::{Policy, policy};
use prepared::{Cards, Prepared};
use rankings::Rankings;
use searching::WordCache;

/// Renders the pages of one site.
pub struct Renderer {
    site: Site,
    templates: Arc<Templates>,
    prepared: Arc<Prepared>,
    navigation: Arc<Navigation>,
    cards: Cards,
    search: OnceLock<SearchIndex>,
    /// The words of its stories, which the next renderer gets.
    words: Arc<WordCache>,
    /// What was read most in each section.
    most_read: Vec<OnceLock<Made<Value>>>,
    whole_texts: WholeTexts,
}

/// What is served at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// A page.
    Html(Vec<u8>),
    /// A file for programs, such as a feed.
    Data(Vec<u8>),
    /// A file, as it is.
    File(FileSource),
}

impl Renderer {
    /// Compiles the templates and prepares what pages share.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn new(site: Site) -> Result<Self, Vec<Diagnostic>> {
        Renderer::noting(site, Arc::default())
    }

    /// The same; what is rendered is noted in `underway`.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn noting(site: Site, underway: Arc<Underway>) -> Result<Self, Vec<Diagnostic>> {
        let (renderer, faults) = Renderer::as_far_as_possible(site, underway);
        if faults.is_empty() { Ok(renderer) } else { Err(faults) }
    }

    /// A renderer with the built-in templates in the place of those with faults,
    /// and the faults. With any, its pages serve to find more and must not be
    /// published.
    pub fn as_far_as_possible(site: Site, underway: Arc<Underway>) -> (Self, Vec<Diagnostic>) {
        let (mut templates, mut faults) =
            Templates::compile(&site.templates, functions(&site), underway);
        let prepared = Prepared::new(&site);
        templates.set_global("site", prepared.site.clone());
        let cards = Cards::new(&site);
        let rankings =
            Rankings { site: &site, prepared: &prepared, cards: &cards, templates: &templates };
        let most_read = rankings.on_every_page().unwrap_or_else(|mut found| {
            faults.append(&mut found);
            Value::none()
        });
        templates.set_global("most_read", most_read);
        let frame = frame(&templates, &mut faults);
        templates.set_global("frame", frame);
        let navigation = Navigation::new(&site, &templates, &mut faults).into();
        let most_read = unmade(&site);
        let (templates, prepared) = (templates.into(), prepared.into());
        let (search, whole_texts) = (OnceLock::new(), WholeTexts::new(&site));
        let renderer = Renderer {
            site,
            templates,
            prepared,
            navigation,
            cards,
            search,
            words: Arc::default(),
            most_read,
            whole_texts,
        };
        (renderer, faults)
    }

    /// A renderer for the next state of the site, with all of this one's
    /// preparations that still hold.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn for_next(&self, site: Site) -> Result<Self, Vec<Diagnostic>> {
        let same_index = Arc::ptr_eq(&self.site.index, &site.index);
        let same_templates = Arc::ptr_eq(&self.site.templates, &site.templates);
        if !(same_index && same_templates && rankings::are_the_same(&self.site, &site)) {
            let next = Renderer::noting(site, self.templates.underway().clone())?;
            return Ok(Renderer { words: self.words.clone(), ..next });
        }
        let cards = self.cards.for_next(&self.site, &site);
        let most_read = unmade(&site);
        let (search, whole_texts) = (OnceLock::new(), WholeTexts::new(&site));
        Ok(Renderer {
            site,
            templates: self.templates.clone(),
            prepared: self.prepared.clone(),
            navigation: self.navigation.clone(),
            cards,
            search,
            words: self.words.clone(),
            most_read,
            whole_texts,
        })
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The files of the search's index, by path on the site; none on a site
    /// without a search. They are made when they are first asked for.
    pub fn search_files(&self) -> &[(SitePath, Vec<u8>)] {
        match self.site.config.search {
            true => &self.search.get_or_init(|| self.index_of_search(&self.words)).files,
            false => &[],
        }
    }

    /// The index of the search, made anew; no words are kept for the next.
    pub fn search_index(&self) -> SearchIndex {
        self.index_of_search(&WordCache::default())
    }

    fn index_of_search(&self, words: &WordCache) -> SearchIndex {
        searching::search_index(&self.site, &self.prepared, words)
    }

    /// What the index of the search follows from.
    pub fn search_identity(&self) -> u128 {
        searching::identity(&self.site, &self.prepared)
    }

    /// Why the page at `path` was given up, if it was.
    pub fn why_not(&self, path: &SitePath) -> Option<Diagnostic> {
        Some(showing_on(self.templates.why_no_page(path)?, path))
    }

    /// What is wrong with the templates, found by rendering everything.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let routes: Vec<_> = self.site.index.routes.iter().collect();
        let faults =
            routes.into_par_iter().filter_map(|(path, route)| self.render(path, route).err());
        faults.flatten().collect()
    }

    /// What is at `path`, whose route is `route`.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn render(&self, path: &SitePath, route: &Route) -> Result<Page, Vec<Diagnostic>> {
        let _noted = self.templates.underway().page(path);
        let pages = Pages {
            site: &self.site,
            prepared: &self.prepared,
            navigation: &self.navigation,
            cards: &self.cards,
            templates: &self.templates,
            most_read: &self.most_read,
            path,
        };
        let (template, context) = match route {
            Route::File(source) => return Ok(Page::File(source.clone())),
            Route::Feed { of, format } => {
                let sources = Sources {
                    site: &self.site,
                    prepared: &self.prepared,
                    texts: &self.whole_texts,
                };
                return Ok(Page::Data(feeds::feed(sources, *of, *format)));
            }
            Route::Sitemap(part) => return Ok(Page::Data(sitemaps::sitemap(&self.site, *part))),
            Route::NewsSitemap => return Ok(Page::Data(sitemaps::news_sitemap(&self.site))),
            Route::RedirectList => return Ok(Page::Data(redirects::list(&self.site))),
            Route::WebManifest => return Ok(Page::Data(manifest::manifest(&self.site))),
            Route::Robots => return Ok(Page::Data(sitemaps::robots(&self.site))),
            Route::Corrections => ("corrections.html", pages.corrections()),
            Route::Home => ("home.html", pages.home()),
            Route::Section { section, page } => ("section.html", pages.section(*section, *page)),
            Route::Briefing(at) => ("briefing.html", pages.briefing(*at)),
            Route::Page(at) => ("page.html", Ok(pages.standing(*at))),
            Route::Tags => ("tags.html", Ok(pages.tags())),
            Route::Search => ("search.html", Ok(pages.search())),
            Route::MostRead => ("most-read.html", pages.most_read()),
            Route::Tag { tag, page } => ("tag.html", pages.tag(*tag, *page)),
            Route::Year(at) => ("year.html", Ok(pages.year(*at))),
            Route::Month(at) => ("month.html", pages.month(*at)),
            Route::Day(at) => ("day.html", pages.day(*at)),
            Route::NotFound => ("404.html", Ok(pages.not_found())),
            Route::Redirect(target) => ("redirect.html", Ok(pages.redirect(*target))),
        };
        let html = context.and_then(|context| self.templates.render(template, &context));
        html.map(Page::Html).map_err(|faults| {
            faults.into_iter().map(|fault| while_making(fault, path, template)).collect()
        })
    }
}

/// The text without the characters that no XML document can hold
/// (<https://www.w3.org/TR/xml/#charsets>).
fn for_xml(text: &str) -> String {
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(is_allowed).collect()
}

/// A place for something of each section.
fn unmade(site: &Site) -> Vec<OnceLock<Made<Value>>> {
    site.index.sections.iter().map(|_| OnceLock::new()).collect()
}

/// A fault of a template, with the page that shows it.
fn while_making(mut fault: Diagnostic, path: &SitePath, template: &str) -> Diagnostic {
    // A fault without a place of its own, such as endless recursion.
    if fault.file.is_none() {
        fault = fault.in_file(format!("{FOLDER}{template}")).at(Place::START);
    }
    showing_on(fault, path)
}

/// A fault, with the page that shows it.
pub fn showing_on(fault: Diagnostic, path: &SitePath) -> Diagnostic {
    showing_on_pages(fault, path, 1)
}

/// A fault, with the first of the pages that show it, and their number.
pub fn showing_on_pages(fault: Diagnostic, first: &SitePath, pages: usize) -> Diagnostic {
    let others = if pages > 1 { format!(" and {}", other_pages(pages)) } else { String::new() };
    let hint = match &fault.hint {
        Some(hint) => format!("it shows on `{first}`{others}; {hint}"),
        None => format!("it shows on `{first}`{others}"),
    };
    fault.hint(hint)
}

fn other_pages(pages: usize) -> String {
    match pages - 1 {
        1 => "1 other page".to_string(),
        more => format!("{more} other pages"),
    }
}

/// A template's fault shows on every page that it makes; it is told once, with
/// the first of them and their number. One that is another on each page is told so often
/// as faults of one file are.
pub fn once_each(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    type Fault = (Option<String>, Option<Place>, String);
    let mut seen: HashMap<Fault, (usize, usize)> = HashMap::new();
    let mut once: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let fault = (diagnostic.file.clone(), diagnostic.place, diagnostic.message.clone());
        let (_, times) = seen.entry(fault).or_insert_with(|| {
            once.push(diagnostic);
            (once.len() - 1, 0)
        });
        *times += 1;
    }
    for (at, times) in seen.into_values().filter(|(_, times)| *times > 1) {
        let others = other_pages(times);
        if let Some(hint) = once[at].hint.take() {
            once[at].hint = Some(match hint.split_once("`; ") {
                Some((page, rest)) => format!("{page}` and {others}; {rest}"),
                None => hint,
            });
        }
    }
    let is_of_template =
        |fault: &Diagnostic| fault.file.as_deref().is_some_and(|file| file.starts_with(FOLDER));
    let (of_templates, others) = once.into_iter().partition::<Vec<_>, _>(is_of_template);
    let mut faults = SiteFaults::default();
    of_templates.into_iter().for_each(|fault| faults.add(fault));
    // Those of texts were counted where they were found.
    faults.add_all(others);
    faults.into_told()
}

fn on_site(path: &str) -> Result<SitePath, String> {
    SitePath::new(path).ok_or_else(|| {
        format!("`{path}` is no path from the site's root\nwrite one like `/about/`")
    })
}

/// What templates can call.
fn functions(site: &Site) -> Functions {
    let link = site.config.base_url.clone();
    let absolute = link.clone();
    let base_url = link.clone();
    let finder = Arc::new(AssetFinder { index: site.index.clone(), names: OnceLock::new() });
    let of_integrity = finder.clone();
    let asset = move |path: &str| Ok(base_url.href(&finder.find(path)?.path));
    let integrity = move |path: &str| Ok(of_integrity.find(path)?.integrity.clone());
    Functions {
        link: Box::new(move |path| Ok(link.href(&on_site(path)?))),
        absolute: Box::new(move |path| Ok(absolute.absolute(&on_site(path)?))),
        asset: Box::new(asset),
        integrity: Box::new(integrity),
        words: site.config.words.clone(),
    }
}

/// Finds the files of `static/` that templates name.
struct AssetFinder {
    index: Arc<Index>,
    /// For a file that there is not; each page may ask for one.
    names: OnceLock<Names>,
}

impl AssetFinder {
    fn find(&self, path: &str) -> Result<&Asset, String> {
        let Index { assets, routes, .. } = &*self.index;
        let site_path = on_site(path)?;
        if let Some(asset) = assets.get(&site_path) {
            return Ok(asset);
        }
        if routes.get(&site_path).is_some() {
            return Err(format!(
                "the path of a picture is not known before\nwrite it out: `asset(path=\"{path}\")`"
            ));
        }
        let names = self.names.get_or_init(|| assets.keys().map(SitePath::as_str).collect());
        let remedy = names.nearest(path).map_or_else(
            || "put it there, or name another".to_string(),
            |near| format!("did you mean `{near}`?"),
        );
        Err(format!("there is no file `static{path}`\n{remedy}"))
    }
}
