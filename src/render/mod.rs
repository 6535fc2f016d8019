//! Rendering: a route of a site to the bytes of its page.
//!
//! A [`Renderer`] compiles the templates once, and prepares for each edition once what many
//! of its pages show (cards, sections, days in words). [`Renderer::render`] then depends on nothing but the site and the
//! path, so pages can be made in any order, on any number of threads.
//!
//! Three layers build on each other: a story as it shows anywhere (`story`), lists of
//! stories (`lists`), and the variables of pages (`pages`).

mod addresses;
pub(crate) mod apart;
mod common;
mod context;
mod derived;
mod edition;
mod faults;
mod functions;
mod lists;
mod made_from;
mod manifest;
mod memo;
mod order;
mod pages;
mod searching;
mod share_cards;
mod shared;
mod story;
mod structured_data;
#[cfg(test)]
mod tests;
pub mod views;
mod xml;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::routes::{EditionId, EditionPage, FileSource, Recipe, Route, ShareCard};
use crate::site::{Edition, Site};
use crate::templates::{Compiled, Templates};
use crate::underway::Underway;
use crate::url::SitePath;

pub(crate) use addresses::Addresses;
pub(crate) use context::{Context, Rendered, Variables};
use derived::DerivedFile;
pub use derived::{Derivation, list_path, listed_paths, recipes};
use edition::EditionRenderer;
pub use faults::once_each;
use functions::functions;
pub(crate) use lists::feeds::{PODCAST_FEED, RSS_DATE, RSS_DECLARATION, has_episode};
use lists::{redirects, sitemaps};
pub use made_from::MadeFrom;
pub use order::newest_shown;
pub(crate) use pages::home::is_on_front_page;
pub(crate) use pages::print::{Group, PRINT, empty, on_paper};
pub use searching::WordCache;
use share_cards::CardRenderer;
pub(crate) use shared::appearance;
pub use shared::policy::{Policy, policy};
pub(crate) use story::date::day;
pub(crate) use story::view::StoryView;
pub(crate) use xml::Xml;

/// Renders the pages of one site.
pub struct Renderer {
    site: Site,
    /// For each edition of the site, what renders it.
    editions: Vec<EditionRenderer>,
    /// What draws its cards, if it has any.
    cards: Option<Arc<CardRenderer>>,
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
    /// A picture that [`Renderer::draw`] draws, if it is not there.
    Card(Arc<ShareCard>),
}

/// What is shown where nothing is, in the first language.
const NOT_FOUND: Route = Route::Edition(EditionId::FIRST, EditionPage::NotFound);

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
        let (compiled, mut faults) = Compiled::new(&site.templates, functions(&site), underway);
        let renderer = |edition: &Edition| {
            let templates = compiled.in_words(edition.settings.words.clone());
            let (renderer, of_edition) = EditionRenderer::new(&site, edition, templates);
            faults.extend(of_edition);
            renderer
        };
        let editions = site.editions.iter().map(renderer).collect();
        let words = || site.edition(EditionId::FIRST).settings.words.clone();
        let cards = site
            .card_kit
            .as_ref()
            .map(|kit| Arc::new(CardRenderer::new(compiled.for_cards(words(), kit.fonts.clone()))));
        (Renderer { site, editions, cards }, faults)
    }

    /// A renderer for the next state of the site, with all of this one's
    /// preparations that still hold.
    ///
    /// # Errors
    /// What is wrong with the templates.
    pub fn for_next(&self, site: Site) -> Result<Self, Vec<Diagnostic>> {
        let known = || self.site.editions.iter().zip(&self.editions);
        let pairs = known().zip(&site.editions);
        let next = pairs.map(|((edition, renderer), next)| {
            renderer.for_next((&self.site, edition), (&site, next))
        });
        let next = next.collect::<Option<Vec<_>>>();
        if let Some(editions) = next.filter(|next| next.len() == site.editions.len()) {
            return Ok(Renderer { site, editions, cards: self.cards.clone() });
        }
        let next = Renderer::with_underway(site, self.templates().underway().clone())?;
        let editions = next.editions.into_iter().enumerate();
        let editions = editions.map(|(at, edition)| match self.editions.get(at) {
            Some(previous) => edition.with_words_of(previous),
            None => edition,
        });
        Ok(Renderer { editions: editions.collect(), ..next })
    }

    /// The templates; editions differ in the words of theirs alone.
    fn templates(&self) -> &Templates {
        self.editions[0].templates()
    }

    /// What everything is made from that is shown of an edition.
    pub(crate) fn context(&self, edition: EditionId) -> Context<'_> {
        self.editions[edition.0].context(&self.site, self.site.edition(edition))
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
        Derivation::of(recipe, self.context(recipe.edition()))
    }

    /// What a recipe makes of the site, made when it is first asked for; nothing if the site
    /// has no use for it.
    pub fn derived(&self, recipe: Recipe) -> &[DerivedFile] {
        if !self.recipes().any(|other| other == recipe) {
            return &[];
        }
        let edition = recipe.edition();
        match recipe {
            Recipe::SearchIndex(_) => self.editions[edition.0].search_files(self.context(edition)),
        }
    }

    /// The same, made anew, where these `words` are known of its stories; each file is put aside
    /// by `keep` as soon as it is made. What is to be kept of the words comes with them, in pieces.
    pub fn derive<F: Send>(
        &self,
        recipe: Recipe,
        words: &WordCache,
        keep: impl Fn(Vec<u8>) -> F + Sync,
    ) -> (Vec<DerivedFile<F>>, Option<Vec<F>>) {
        match recipe {
            Recipe::SearchIndex(edition) => {
                let context = self.context(edition);
                let (index, kept) = searching::search_index_and_words(context, words, keep);
                (index.files, kept)
            }
        }
    }

    /// Draws a card, as PNG.
    ///
    /// # Errors
    /// What is wrong with its template.
    pub fn draw(&self, card: &ShareCard) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match &self.cards {
            Some(cards) => cards.draw(&self.site, card),
            None => Ok(Vec::new()),
        }
    }

    /// What is wrong with the template of cards, by the first of them.
    ///
    /// # Errors
    /// The faults.
    pub fn try_a_card(&self) -> Result<(), Vec<Diagnostic>> {
        let cards = self.site.routes.iter().find_map(|(_, route)| match route {
            Route::Card(card) => Some(card),
            _ => None,
        });
        cards.map_or(Ok(()), |card| self.draw(card).map(drop))
    }

    /// Why the page at `path` was given up, if it was.
    pub fn why_not(&self, path: &SitePath) -> Option<Diagnostic> {
        Some(self.templates().why_no_page(path)?.shown_on(path, 0))
    }

    /// What is wrong with the templates, found by rendering everything.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let paths: Vec<_> = self.site.routes.iter().map(|(path, _)| path).collect();
        let faults = paths.into_par_iter().filter_map(|path| self.render(path).err());
        faults.chain(self.try_a_card().err()).flatten().collect()
    }

    /// What each page is made from, if what surrounds the texts has this hash
    /// ([`MadeFrom::new`]).
    pub fn made_from(&self, surroundings: u128) -> MadeFrom<'_> {
        MadeFrom::new(&self.site, surroundings)
    }

    /// What is at `path`; where nothing is, the page that says so.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn render(&self, path: &SitePath) -> Result<Page, Vec<Diagnostic>> {
        let _noted = self.templates().underway().page(path);
        match self.site.routes.get(path).unwrap_or(&NOT_FOUND) {
            Route::File(source) => Ok(Page::File(source.clone())),
            Route::Card(card) => Ok(Page::Card(card.clone())),
            Route::RedirectList => Ok(Page::Data(redirects::list(&self.site))),
            Route::Robots => Ok(Page::Data(sitemaps::robots(&self.site))),
            Route::Edition(edition, page) => {
                self.editions[edition.0].render(self.context(*edition), page, path)
            }
        }
    }
}
