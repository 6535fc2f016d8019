//! Rendering: a route of a site to the bytes of its page.
//!
//! A [`Renderer`] prepares once what many pages show (cards, sections, days in
//! words). [`Renderer::render`] then depends on nothing but the site and the
//! path, so pages can be made in any order, on any number of threads.
//!
//! Three layers build on each other: a story as it shows anywhere (`story`), lists of
//! stories (`lists`), and the variables of pages (`pages`).

mod addresses;
mod common;
mod context;
mod derived;
mod faults;
mod functions;
mod lists;
mod manifest;
mod memo;
mod pages;
mod searching;
mod shared;
mod story;
mod structured_data;
#[cfg(test)]
mod tests;
pub mod views;
mod xml;

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::routes::{FileSource, Recipe, Route};
use crate::site::Site;
use crate::underway::Underway;
use crate::url::SitePath;

use common::{Common, Origin};
use context::{Context, Memos};
use derived::DerivedFile;
pub use derived::{Derivation, list_path, listed_paths, recipes};
pub use faults::once_each;
use faults::while_making;
use lists::{feeds, redirects, sitemaps};
use pages::page::Pages;
use searching::WordCache;
pub use shared::policy::{Policy, policy};

/// Renders the pages of one site.
pub struct Renderer {
    site: Site,
    common: Arc<Common>,
    memos: Memos,
    /// The files of the search's index.
    search: OnceLock<Vec<DerivedFile>>,
    /// The words of its stories, which the next renderer gets.
    words: Arc<WordCache>,
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
        Renderer::with_underway(site, Arc::default())
    }

    /// The same; what is rendered is noted in `underway`.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn with_underway(site: Site, underway: Arc<Underway>) -> Result<Self, Vec<Diagnostic>> {
        let (renderer, faults) = Renderer::new_lenient(site, underway);
        if faults.is_empty() { Ok(renderer) } else { Err(faults) }
    }

    /// A renderer with the built-in templates in the place of those with faults,
    /// and the faults. With any, its pages serve to find more and must not be
    /// published.
    pub fn new_lenient(site: Site, underway: Arc<Underway>) -> (Self, Vec<Diagnostic>) {
        let memos = Memos::new(&site);
        let (common, faults) = Common::new(&site, &memos, underway);
        (Renderer::of(site, common.into(), memos, Arc::default()), faults)
    }

    /// A renderer for the next state of the site, with all of this one's
    /// preparations that still hold.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn for_next(&self, site: Site) -> Result<Self, Vec<Diagnostic>> {
        if Origin::of(&self.site) != Origin::of(&site) {
            let next = Renderer::with_underway(site, self.common.templates.underway().clone())?;
            return Ok(Renderer { words: self.words.clone(), ..next });
        }
        let memos = self.memos.for_next(&self.site, &site);
        Ok(Renderer::of(site, self.common.clone(), memos, self.words.clone()))
    }

    fn of(site: Site, common: Arc<Common>, memos: Memos, words: Arc<WordCache>) -> Self {
        Renderer { site, common, memos, words, search: OnceLock::new() }
    }

    fn context(&self) -> Context<'_> {
        let Common { templates, shared, .. } = &*self.common;
        Context { site: &self.site, shared, templates, memos: &self.memos }
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The recipes by which something is made of the site.
    pub fn recipes(&self) -> impl Iterator<Item = Recipe> {
        recipes(&self.site)
    }

    /// What a recipe would make of the site.
    pub fn derivation(&self, recipe: Recipe) -> Derivation {
        Derivation::of(recipe, self.context())
    }

    /// What a recipe makes of the site, made when it is first asked for; nothing if the site
    /// has no use for it.
    pub fn derived(&self, recipe: Recipe) -> &[DerivedFile] {
        let is_of_site = self.recipes().any(|other| other == recipe);
        match recipe {
            _ if !is_of_site => &[],
            Recipe::SearchIndex => self.search.get_or_init(|| self.index_of_search(&self.words)),
        }
    }

    /// The same, made anew; nothing is kept of it.
    pub fn derive(&self, recipe: Recipe) -> Vec<DerivedFile> {
        match recipe {
            Recipe::SearchIndex => self.index_of_search(&WordCache::default()),
        }
    }

    fn index_of_search(&self, words: &WordCache) -> Vec<DerivedFile> {
        searching::search_index(self.context(), words).files
    }

    /// Why the page at `path` was given up, if it was.
    pub fn why_not(&self, path: &SitePath) -> Option<Diagnostic> {
        Some(self.common.templates.why_no_page(path)?.shown_on(path, 0))
    }

    /// What is wrong with the templates, found by rendering everything.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let paths: Vec<_> = self.site.index.routes.iter().map(|(path, _)| path).collect();
        let faults = paths.into_par_iter().filter_map(|path| self.render(path).err());
        faults.flatten().collect()
    }

    /// What is at `path`; where nothing is, the page that says so.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn render(&self, path: &SitePath) -> Result<Page, Vec<Diagnostic>> {
        let route = self.site.index.routes.get(path).unwrap_or(&Route::NotFound);
        let templates = &self.common.templates;
        let _noted = templates.underway().page(path);
        let context = self.context();
        let pages = Pages { context, navigation: &self.common.navigation, path };
        let (template, variables) = match route {
            Route::File(source) => return Ok(Page::File(source.clone())),
            Route::Feed { of, format } => {
                return Ok(Page::Data(feeds::feed(context, *of, *format)));
            }
            Route::Sitemap(part) => return Ok(Page::Data(sitemaps::sitemap(context, *part))),
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
        let html = variables.and_then(|variables| templates.render(template, &variables));
        html.map(Page::Html).map_err(|faults| {
            faults.into_iter().map(|fault| while_making(fault, path, template)).collect()
        })
    }
}
