//! Wiring: from texts to lists, tags, archives, neighbours and routes.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::{
    Archive, Article, Briefing, Held, MostRead, Readership, Section, StandingPage, Tagging,
    Translations,
};
use crate::routes::{
    Claimant, Claims, FeedFormat, FeedOf, FileSource, Route, Routes, SitemapPart, Target,
};
use crate::site::reads::Finder;
use crate::site::sitemap::{newest_for_news, sitemap_parts};
use crate::site::statics::Statics;
use crate::site::unpublished;
use crate::site::{Index, Site};
use crate::templates::Source;
use crate::text::config::Config;
use crate::text::words::Vocabulary;
use crate::url::{BaseUrl, OutputPath, SitePath};

/// The texts of a site, in no order yet.
#[derive(Default)]
pub(super) struct Texts {
    pub briefings: Vec<Arc<Briefing>>,
    pub pages: Vec<Arc<StandingPage>>,
    /// What is not public.
    pub held: Vec<Held>,
    /// When a text will appear or disappear by itself next.
    pub next_change: Option<Timestamp>,
    /// The words of the briefings, for the search.
    pub vocabulary: Arc<Vocabulary>,
}

/// Puts texts and files together into a site.
pub(super) fn wire(
    config: Arc<Config>,
    texts: Texts,
    statics: &Statics,
    readership: &Readership,
    templates: Arc<[Source]>,
    instant: Timestamp,
) -> (Site, Vec<Diagnostic>) {
    let Texts { mut briefings, mut pages, mut held, next_change, vocabulary } = texts;
    briefings.par_sort_unstable_by(|a, b| a.newest_first(b));
    pages.sort_by(|a, b| {
        (&a.article.facts.title, &a.article.path).cmp(&(&b.article.facts.title, &b.article.path))
    });
    unpublished::sort(&mut held);

    let news = newest_for_news(&briefings, instant);
    let next_text_change = next_change;
    let next_change = next_change.into_iter().chain(news.until).min();
    let of_briefings = briefings.iter().map(|briefing| &briefing.article);
    let articles = of_briefings.chain(pages.iter().map(|page| &page.article));
    let language = config.language.to_string();
    let (translations, of_translations) = Translations::new(articles, &language);
    let (sections, rank_in_section) = sections(&config, &briefings);
    let mut index = Index {
        rank_in_section: rank_in_section.into(),
        sections: sections.into(),
        tagging: Tagging::new(&briefings),
        archive: Archive::new(&briefings).into(),
        most_read: Arc::default(),
        routes: Routes::default(),
        assets: statics.assets.clone().into(),
        translations: translations.into(),
        held: held.into(),
        news: news.briefings.into(),
        next_change,
        next_text_change,
    };
    let paths = Paths {
        page_size: config.page_size,
        has_search: config.search,
        has_readers: readership.as_of.is_some(),
        has_tag_feeds: config.feeds.tags,
        has_redirect_list: config.redirect_list,
        base_url: &config.base_url,
        index: &index,
        briefings: &briefings,
        pages: &pages,
    };
    let (routes, mut faults) = paths.routes(&statics.files);
    faults.extend(of_translations);
    let finder = Finder::of(&config.base_url, &routes);
    let most_read = MostRead::new(
        readership,
        &briefings,
        config.sections.len(),
        config.most_read.limit,
        |address| finder.briefing(address),
    );
    index.most_read = most_read.into();
    index.routes = routes;
    (Site { config, briefings, pages, index: index.into(), vocabulary, templates }, faults)
}

/// Puts `briefings`, of which some have other tags than before, into a site
/// that stays as it is otherwise; false if a path of a tag is taken.
pub(super) fn tag_anew(site: &mut Site, briefings: Vec<Arc<Briefing>>) -> bool {
    let mut index = Index {
        tagging: Tagging::new(&briefings),
        routes: Routes::default(),
        ..Index::clone(&site.index)
    };
    let of_tags = if site.config.feeds.tags { index.tagging.tags.len() } else { 0 };
    let feeds = (0..of_tags).flat_map(|tag| feed_files(&index, FeedOf::Tag(tag)));
    let pages = tag_pages(&index, site.config.page_size).into_iter().chain(feeds);
    let routes = site.index.routes.with_tags(pages.map(|(path, route, _)| (path, route)));
    let Some(routes) = routes else { return false };
    index.routes = routes;
    site.index = index.into();
    site.briefings = briefings;
    true
}

/// The sections, and for each briefing its place in its section's list.
fn sections(config: &Config, briefings: &[Arc<Briefing>]) -> (Vec<Section>, Vec<usize>) {
    let mut sections: Vec<Section> = config
        .sections
        .iter()
        .map(|config| Section { config: config.clone(), briefings: Vec::new() })
        .collect();
    let mut rank_in_section = Vec::with_capacity(briefings.len());
    for (at, briefing) in briefings.iter().enumerate() {
        let list = &mut sections[briefing.section].briefings;
        rank_in_section.push(list.len());
        list.push(at);
    }
    (sections, rank_in_section)
}

/// What paths are made from.
struct Paths<'a> {
    page_size: usize,
    has_search: bool,
    has_readers: bool,
    has_tag_feeds: bool,
    has_redirect_list: bool,
    base_url: &'a BaseUrl,
    index: &'a Index,
    briefings: &'a [Arc<Briefing>],
    pages: &'a [Arc<StandingPage>],
}

impl<'a> Paths<'a> {
    fn routes(&self, statics: &'a BTreeMap<SitePath, FileSource>) -> (Routes, Vec<Diagnostic>) {
        let mut claims = Claims::default();
        claims.claim(SitePath::root(), Route::Home, Claimant::Made("front page", ""));
        let not_found = Claimant::Made("page for what is not found", "");
        claims.claim(path("/404.html"), Route::NotFound, not_found);
        self.claim_lists(&mut claims);
        if self.has_search {
            claims.claim(Index::search_path(), Route::Search, Claimant::Made("search", ""));
        }
        if self.has_readers {
            let claimant = Claimant::Made("list of what was read most", "");
            claims.claim(Index::most_read_path(), Route::MostRead, claimant);
        }
        if has_corrections(self.briefings) {
            let claimant = Claimant::Made("list of corrections", "");
            claims.claim(Index::corrections_path(), Route::Corrections, claimant);
        }
        self.claim_archive(&mut claims);
        self.claim_texts(&mut claims);
        self.claim_feeds(&mut claims);
        self.claim_sitemaps(&mut claims);
        if self.has_redirect_list {
            let claimant = Claimant::Made("list of redirects", "");
            claims.claim(Index::redirect_list_path(), Route::RedirectList, claimant);
        }
        // A site may have its own.
        let for_machines = [
            (Index::robots_path(), Route::Robots, Claimant::Made("robots.txt", "")),
            (Index::manifest_path(), Route::WebManifest, Claimant::Made("web manifest", "")),
        ];
        for (path, route, claimant) in for_machines {
            if !statics.contains_key(&path) {
                claims.claim(path, route, claimant);
            }
        }
        for (path, source) in statics {
            let claimant = match source {
                FileSource::Own(file) => Claimant::File(file, None),
                FileSource::BuiltIn(name) => Claimant::Made("theme's", name),
            };
            claims.claim(path.clone(), Route::File(source.clone()), claimant);
        }
        for (plain, asset) in self.index.assets.iter() {
            let Some(source) = statics.get(plain) else { continue };
            let claimant = Claimant::Made("asset", plain.as_str());
            claims.claim(asset.path.clone(), Route::File(source.clone()), claimant);
        }
        claims.finish()
    }

    fn claim_lists(&self, claims: &mut Claims<'a>) {
        for (section, data) in self.index.sections.iter().enumerate() {
            let claimant = Claimant::Made("section", &data.config.id);
            for page in 1..=page_count(data.briefings.len(), self.page_size) {
                let path = self.index.section_path(section, page);
                claims.claim_named(path, Route::Section { section, page }, claimant.clone());
            }
        }
        for (path, route, claimant) in tag_pages(self.index, self.page_size) {
            claims.claim(path, route, claimant);
        }
    }

    fn claim_feeds(&self, claims: &mut Claims<'a>) {
        let sections = (0..self.index.sections.len()).map(FeedOf::Section);
        let of_tags = if self.has_tag_feeds { self.index.tagging.tags.len() } else { 0 };
        let tags = (0..of_tags).map(FeedOf::Tag);
        for of in [FeedOf::Site].into_iter().chain(sections).chain(tags) {
            for (path, route, claimant) in feed_files(self.index, of) {
                claims.claim(path, route, claimant);
            }
        }
    }

    /// All pages are claimed already: how many there are decides.
    fn claim_sitemaps(&self, claims: &mut Claims<'a>) {
        let parts = sitemap_parts(claims.routes(), self.base_url).len();
        let claimant = || Claimant::Made("sitemap", "");
        let first = if parts > 1 { SitemapPart::List(parts) } else { SitemapPart::Whole };
        claims.claim(Index::sitemap_path(), Route::Sitemap(first), claimant());
        for part in (0..parts).filter(|_| parts > 1) {
            let route = Route::Sitemap(SitemapPart::Part(part));
            claims.claim(Index::sitemap_part_path(part), route, claimant());
        }
        let claimant = Claimant::Made("sitemap of news", "");
        claims.claim(Index::news_sitemap_path(), Route::NewsSitemap, claimant);
    }

    fn claim_archive(&self, claims: &mut Claims<'a>) {
        let archive = &self.index.archive;
        for (at, year) in archive.years.iter().enumerate() {
            let claimant = Claimant::Made("year of the archive", "");
            claims.claim(Index::year_path(year.day), Route::Year(at), claimant);
        }
        for (at, month) in archive.months.iter().enumerate() {
            let claimant = Claimant::Made("month of the archive", "");
            claims.claim(Index::month_path(month.day), Route::Month(at), claimant);
        }
        for (at, day) in archive.days.iter().enumerate() {
            let claimant = Claimant::Made("day of the archive", "");
            claims.claim(Index::day_path(day.day), Route::Day(at), claimant);
        }
    }

    fn claim_texts(&self, claims: &mut Claims<'a>) {
        let briefings =
            self.briefings.iter().enumerate().map(|(at, briefing)| {
                (&briefing.article, Route::Briefing(at), Target::Briefing(at))
            });
        let pages = self
            .pages
            .iter()
            .enumerate()
            .map(|(at, page)| (&page.article, Route::Page(at), Target::Page(at)));
        // Texts first, so that an alias never takes the place of one.
        for (article, route, _) in briefings.clone().chain(pages.clone()) {
            let claimant = Claimant::File(&article.file, Some(Place::START));
            claims.claim_named(article.path.clone(), route, claimant);
        }
        for (article, _, target) in briefings.chain(pages) {
            claim_files_and_aliases(claims, article, target);
        }
    }
}

/// The feeds of something, in each format.
fn feed_files(index: &Index, of: FeedOf) -> Vec<(SitePath, Route, Claimant<'_>)> {
    let claimant = match of {
        FeedOf::Site => Claimant::Made("feed", ""),
        FeedOf::Section(section) => {
            Claimant::Made("feed of the section", &index.sections[section].config.id)
        }
        FeedOf::Tag(tag) => Claimant::Made("feed of the tag", &index.tagging.tags[tag].name),
    };
    let file = |format| (index.feed_path(of, format), Route::Feed { of, format }, claimant.clone());
    FeedFormat::ALL.map(file).into()
}

/// Whether there is a correction that readers may see.
fn has_corrections(briefings: &[Arc<Briefing>]) -> bool {
    let articles = briefings.iter().map(|briefing| &briefing.article);
    articles.filter(|article| article.held.is_none()).any(|a| !a.facts.corrections.is_empty())
}

/// The list of tags, and every page of a tag's own list.
fn tag_pages(index: &Index, page_size: usize) -> Vec<(SitePath, Route, Claimant<'_>)> {
    let tags = &index.tagging.tags;
    let list = (Index::tags_path(), Route::Tags, Claimant::Made("list of tags", ""));
    let mut pages: Vec<_> = (!tags.is_empty()).then_some(list).into_iter().collect();
    for (tag, data) in tags.iter().enumerate() {
        for page in 1..=page_count(data.briefings.len(), page_size) {
            let claimant = Claimant::Made("tag", &data.name);
            pages.push((index.tag_path(tag, page), Route::Tag { tag, page }, claimant));
        }
    }
    pages
}

fn claim_files_and_aliases<'a>(claims: &mut Claims<'a>, article: &'a Article, target: Target) {
    for attachment in &article.attachments {
        let source = FileSource::Own(attachment.file.clone());
        let claimant = Claimant::File(&attachment.file, None);
        claims.claim_named(attachment.path.clone(), Route::File(source), claimant);
    }
    for alias in &article.facts.aliases {
        let claimant = Claimant::Alias(&article.file, alias.place);
        claims.claim_named(alias.path.clone(), Route::Redirect(target), claimant);
    }
}

/// How many pages of `page_size` a list of `briefings` has; at least one.
pub fn page_count(briefings: usize, page_size: usize) -> usize {
    briefings.div_ceil(page_size).max(1)
}

impl Index {
    /// Page `page` of a section's list.
    pub fn section_path(&self, section: usize, page: usize) -> SitePath {
        paginated(&format!("/{}/", self.sections[section].config.id), page)
    }

    /// Page `page` of a tag's list.
    pub fn tag_path(&self, tag: usize, page: usize) -> SitePath {
        paginated(&format!("/tags/{}/", self.tagging.tags[tag].slug), page)
    }

    /// The list of tags.
    pub fn tags_path() -> SitePath {
        path("/tags/")
    }

    /// The search.
    pub fn search_path() -> SitePath {
        path("/search/")
    }

    /// The list of what was read most.
    pub fn most_read_path() -> SitePath {
        path("/most-read/")
    }

    /// The list of corrections.
    pub fn corrections_path() -> SitePath {
        path("/corrections/")
    }

    /// A feed, in one of its formats.
    pub fn feed_path(&self, of: FeedOf, format: FeedFormat) -> SitePath {
        let page = match of {
            FeedOf::Site => SitePath::root(),
            FeedOf::Section(section) => self.section_path(section, 1),
            FeedOf::Tag(tag) => self.tag_path(tag, 1),
        };
        path(&format!("{page}{}", format.file()))
    }

    /// The list of all pages for search engines, or of its parts.
    pub fn sitemap_path() -> SitePath {
        path("/sitemap.xml")
    }

    /// A part of the sitemap, from 0.
    pub fn sitemap_part_path(part: usize) -> SitePath {
        path(&format!("/sitemap-{}.xml", part + 1))
    }

    /// The list of the last days' briefings for search engines of news.
    pub fn news_sitemap_path() -> SitePath {
        path("/sitemap-news.xml")
    }

    /// The list of redirects, under the name by which hosts know it.
    pub fn redirect_list_path() -> SitePath {
        path("/_redirects")
    }

    /// What crawlers may look at.
    pub fn robots_path() -> SitePath {
        path("/robots.txt")
    }

    /// What devices are told of the site.
    pub fn manifest_path() -> SitePath {
        path("/site.webmanifest")
    }

    /// The year of `day`.
    pub fn year_path(day: Date) -> SitePath {
        path(&format!("/{:04}/", day.year()))
    }

    /// The month of `day`.
    pub fn month_path(day: Date) -> SitePath {
        path(&format!("/{:04}/{:02}/", day.year(), day.month()))
    }

    /// The archive page of `day`.
    pub fn day_path(day: Date) -> SitePath {
        path(&format!("/{:04}/{:02}/{:02}/", day.year(), day.month(), day.day()))
    }
}

fn paginated(first: &str, page: usize) -> SitePath {
    match page {
        1 => path(first),
        page => path(&format!("{first}page/{page}/")),
    }
}

/// A path made of slugs and numbers, which always is one.
fn path(text: &str) -> SitePath {
    debug_assert!(OutputPath::new(text.trim_matches('/')).is_some(), "{text}");
    SitePath::new(text).unwrap_or_else(SitePath::root)
}
