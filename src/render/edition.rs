//! What renders the pages of one edition.

use std::sync::{Arc, OnceLock};

use crate::diagnostic::Diagnostic;
use crate::render::common::{Common, Origin};
use crate::render::context::{Context, Memos, Rendered};
use crate::render::faults::while_making;
use crate::render::lists::{feeds, sitemaps};
use crate::render::pages::page::Pages;
use crate::render::pages::print::PRINT;
use crate::render::searching::{self, WordCache};
use crate::render::story::live;
use crate::render::{Page, manifest};
use crate::routes::EditionPage;
use crate::search::SearchIndex;
use crate::site::{Edition, Site};
use crate::templates::Templates;
use crate::url::SitePath;

/// What was made of one edition for all its pages, and what many of them show.
pub struct EditionRenderer {
    common: Arc<Common>,
    memos: Memos,
    search: OnceLock<SearchIndex>,
    /// The words of its stories, which the next renderer gets.
    words: Arc<WordCache>,
}

impl EditionRenderer {
    /// Renders what is the same on all pages; the faults beside it.
    pub fn new(site: &Site, edition: &Edition, templates: Templates) -> (Self, Vec<Diagnostic>) {
        let memos = Memos::new(edition);
        let (common, faults) = Common::new(site, edition, &memos, templates);
        (EditionRenderer::of(common.into(), memos, Arc::default()), faults)
    }

    /// For the next state of the edition, if all that its pages have in common still holds.
    pub fn for_next(
        &self,
        (site, edition): (&Site, &Edition),
        (next_site, next): (&Site, &Edition),
    ) -> Option<Self> {
        if Origin::of(site, edition) != Origin::of(next_site, next) {
            return None;
        }
        let memos = self.memos.for_next(edition, next);
        Some(EditionRenderer::of(self.common.clone(), memos, self.words.clone()))
    }

    /// The same, which knows the words that `previous` knew.
    pub fn with_words_of(self, previous: &EditionRenderer) -> Self {
        EditionRenderer { words: previous.words.clone(), ..self }
    }

    fn of(common: Arc<Common>, memos: Memos, words: Arc<WordCache>) -> Self {
        EditionRenderer { common, memos, words, search: OnceLock::new() }
    }

    /// The templates, which say the words of the edition.
    pub fn templates(&self) -> &Templates {
        &self.common.templates
    }

    /// What everything is made from that is shown of the edition.
    pub fn context<'a>(&'a self, site: &'a Site, edition: &'a Edition) -> Context<'a> {
        let Common { templates, shared, .. } = &*self.common;
        Context { site, edition, shared, templates, memos: &self.memos }
    }

    /// The files of its search's index, made when they are first asked for.
    pub fn search_files(&self, context: Context<'_>) -> &[(SitePath, Vec<u8>)] {
        let index = || searching::search_index(context, &self.words, |bytes| bytes);
        &self.search.get_or_init(index).files
    }

    /// What it has at `path`.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn render(
        &self,
        context: Context<'_>,
        page: &EditionPage,
        path: &SitePath,
    ) -> Rendered<Page> {
        let Common { navigation, frame, .. } = &*self.common;
        let pages = Pages { context, navigation, frame, path };
        let (template, variables) = match page {
            EditionPage::Feed { of, format } => {
                return Ok(Page::Data(feeds::feed(context, *of, *format)));
            }
            EditionPage::LiveFeed { briefing, format } => {
                return Ok(Page::Data(feeds::live_feed(context, *briefing, *format)));
            }
            EditionPage::LiveUpdates(at) => return Ok(Page::Data(live::updates(context, *at))),
            EditionPage::Podcast(section) => {
                return Ok(Page::Data(feeds::podcast(context, *section)));
            }
            EditionPage::Sitemap(part) => return Ok(Page::Data(sitemaps::sitemap(context, *part))),
            EditionPage::NewsSitemap => return Ok(Page::Data(sitemaps::news_sitemap(context))),
            EditionPage::WebManifest => return Ok(Page::Data(manifest::manifest(context))),
            EditionPage::Corrections => ("corrections.html", pages.corrections()),
            EditionPage::Home => ("home.html", pages.home()),
            EditionPage::Section { section, page } => {
                ("section.html", pages.section(*section, *page))
            }
            EditionPage::Latest { page } => ("latest.html", pages.latest(*page)),
            EditionPage::Briefing(at) => ("briefing.html", pages.briefing(*at)),
            EditionPage::Standing(at) => ("page.html", pages.standing(*at)),
            EditionPage::Tags => ("tags.html", Ok(pages.tags())),
            EditionPage::Search => ("search.html", Ok(pages.search())),
            EditionPage::MostRead => ("most-read.html", pages.most_read()),
            EditionPage::Tag { tag, page } => ("tag.html", pages.tag(*tag, *page)),
            EditionPage::Authors => ("authors.html", Ok(pages.authors())),
            EditionPage::Author { author, page } => ("author.html", pages.author(*author, *page)),
            EditionPage::Series { series, page } => ("series.html", pages.series(*series, *page)),
            EditionPage::Year(at) => ("year.html", Ok(pages.year(*at))),
            EditionPage::Month(at) => ("month.html", pages.month(*at)),
            EditionPage::Day(at) => ("day.html", pages.day(*at)),
            EditionPage::Print(at) => (PRINT, Ok(pages.print(*at))),
            EditionPage::NotFound => ("404.html", Ok(pages.not_found())),
            EditionPage::Redirect(target) => ("redirect.html", Ok(pages.redirect(*target))),
        };
        let html = variables.and_then(|variables| self.templates().render(template, &variables));
        html.map(Page::Html).map_err(|faults| {
            faults.into_iter().map(|fault| while_making(fault, path, template)).collect()
        })
    }
}
