//! The index of a site: what follows from all texts together, and from their
//! placements alone. Lists, tags, archive, neighbours and routes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::{
    Archive, Held, ListedBriefing, ListedPage, ListedText, Listing, Placement, Section, Tagging,
    Translations,
};
use crate::reads::store::Readership;
use crate::reads::stories::{Finder, MostRead};
use crate::routes::{
    Claimant, Claims, FeedFormat, FeedOf, FileSource, Route, Routes, SitemapPart, Target,
};
use crate::site::Index;
use crate::site::paths::page_count;
use crate::site::sitemap::{newest_for_news, sitemap_parts};
use crate::site::statics::Statics;
use crate::site::unpublished;
use crate::text::config::Config;
use crate::url::{BaseUrl, SitePath};

/// What the index of a site follows from, besides its texts.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    pub config: &'a Config,
    pub statics: &'a Statics,
    pub readership: &'a Readership,
    pub instant: Timestamp,
}

/// An index, and the order of the texts that it is of.
pub(super) struct Indexed {
    pub index: Index,
    /// Which of the texts are briefings, the newest first.
    pub briefings: Vec<usize>,
    /// Which are standing pages, by title.
    pub pages: Vec<usize>,
    /// What is wrong with them.
    pub faults: Vec<Diagnostic>,
}

/// Makes the index of texts, which are in the order of their files.
pub(super) fn index(texts: &[Placement<'_>], around: Surroundings<'_>) -> Indexed {
    let Surroundings { config, statics, readership, instant } = around;
    let Ordered { order_of_briefings, briefings, order_of_pages, pages } = Ordered::of(texts);
    let held = texts.iter().enumerate().filter_map(|(at, text)| Some((text.held?.clone(), at)));
    let mut held: Vec<(Held, usize)> = held.collect();
    held.sort_by(|(a, _), (b, _)| unpublished::by_release(a, b));
    let (held, held_places): (Vec<Held>, Vec<usize>) = held.into_iter().unzip();

    let news = newest_for_news(&briefings, instant);
    let next_text_change = texts.iter().filter_map(|text| text.next_change).min();
    let next_change = next_text_change.into_iter().chain(news.until).min();
    let of_briefings = briefings.iter().map(|briefing| briefing.text);
    let listed = of_briefings.chain(pages.iter().map(|page| page.text));
    let language = config.language.to_string();
    let (translations, of_translations) = Translations::new(listed.clone(), &language);
    let (sections, rank_in_section) = sections(config, &briefings);
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
        held_places: held_places.into(),
        news: news.briefings.into(),
        days: Arc::default(),
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
    let finder = Finder::new(&config.base_url, &routes);
    let most_read = MostRead::new(
        readership,
        &briefings,
        config.sections.len(),
        config.most_read.limit,
        |address| finder.briefing(address),
    );
    index.days = days(listed, &most_read).into();
    index.most_read = most_read.into();
    index.routes = routes;
    Indexed { index, briefings: order_of_briefings, pages: order_of_pages, faults }
}

/// The texts that are shown, in the order of lists.
struct Ordered<'a> {
    order_of_briefings: Vec<usize>,
    briefings: Vec<ListedBriefing<'a>>,
    order_of_pages: Vec<usize>,
    pages: Vec<ListedPage<'a>>,
}

impl<'a> Ordered<'a> {
    fn of(texts: &[Placement<'a>]) -> Self {
        let (mut briefings, mut pages) = (Vec::with_capacity(texts.len()), Vec::new());
        for (at, text) in texts.iter().enumerate() {
            match text.listed {
                Some(Listing::Briefing(briefing)) => briefings.push((at, briefing)),
                Some(Listing::Page(page)) => pages.push((at, page)),
                None => {}
            }
        }
        briefings.par_sort_unstable_by(|(_, a), (_, b)| a.newest_first(b));
        pages.sort_by(|(_, a), (_, b)| a.by_title(b));
        let (order_of_briefings, briefings) = briefings.into_iter().unzip();
        let (order_of_pages, pages) = pages.into_iter().unzip();
        Ordered { order_of_briefings, briefings, order_of_pages, pages }
    }
}

/// Every day that a page names, each once.
fn days<'a>(texts: impl Iterator<Item = ListedText<'a>>, most_read: &MostRead) -> Vec<Date> {
    let windows = most_read.rankings.iter().map(|ranking| &ranking.window);
    let ends = windows.flat_map(|window| [window.first, window.last]);
    let days: BTreeSet<Date> = texts.flat_map(ListedText::days).chain(ends).collect();
    days.into_iter().collect()
}

/// The sections, and for each briefing its place in its section's list.
fn sections(config: &Config, briefings: &[ListedBriefing<'_>]) -> (Vec<Section>, Vec<usize>) {
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
    briefings: &'a [ListedBriefing<'a>],
    pages: &'a [ListedPage<'a>],
}

impl<'a> Paths<'a> {
    fn routes(&self, statics: &'a BTreeMap<SitePath, FileSource>) -> (Routes, Vec<Diagnostic>) {
        let mut claims = Claims::default();
        claims.claim(SitePath::root(), Route::Home, Claimant::Made("front page"));
        let not_found = Claimant::Made("page for what is not found");
        claims.claim(Index::not_found_path(), Route::NotFound, not_found);
        self.claim_lists(&mut claims);
        if self.has_search {
            claims.claim(Index::search_path(), Route::Search, Claimant::Made("search"));
        }
        if self.has_readers {
            let claimant = Claimant::Made("most-read list");
            claims.claim(Index::most_read_path(), Route::MostRead, claimant);
        }
        if has_corrections(self.briefings) {
            let claimant = Claimant::Made("list of corrections");
            claims.claim(Index::corrections_path(), Route::Corrections, claimant);
        }
        self.claim_archive(&mut claims);
        self.claim_texts(&mut claims);
        self.claim_feeds(&mut claims);
        self.claim_sitemaps(&mut claims);
        if self.has_redirect_list {
            let claimant = Claimant::Made("list of redirects");
            claims.claim(Index::redirect_list_path(), Route::RedirectList, claimant);
        }
        // A site may have its own.
        let for_machines = [
            (Index::robots_path(), Route::Robots, Claimant::Made("robots.txt")),
            (Index::manifest_path(), Route::WebManifest, Claimant::Made("web manifest")),
        ];
        for (path, route, claimant) in for_machines {
            if !statics.contains_key(&path) {
                claims.claim(path, route, claimant);
            }
        }
        for (path, source) in statics {
            let claimant = match source {
                FileSource::Own(file) => Claimant::File(file, None),
                FileSource::BuiltIn(name) => Claimant::MadeOf("theme's", name),
            };
            claims.claim(path.clone(), Route::File(source.clone()), claimant);
        }
        for (plain, asset) in self.index.assets.iter() {
            let Some(source) = statics.get(plain) else { continue };
            let claimant = Claimant::MadeOf("asset", plain.as_str());
            claims.claim(asset.path.clone(), Route::File(source.clone()), claimant);
        }
        claims.finish()
    }

    fn claim_lists(&self, claims: &mut Claims<'a>) {
        for (section, data) in self.index.sections.iter().enumerate() {
            let claimant = Claimant::MadeOf("section", &data.config.id);
            for page in 1..=page_count(data.briefings.len(), self.page_size) {
                let path = self.index.section_path(section, page);
                claims.claim_user_path(path, Route::Section { section, page }, claimant.clone());
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
        let claimant = || Claimant::Made("sitemap");
        let first = if parts > 1 { SitemapPart::List(parts) } else { SitemapPart::Whole };
        claims.claim(Index::sitemap_path(), Route::Sitemap(first), claimant());
        for part in (0..parts).filter(|_| parts > 1) {
            let route = Route::Sitemap(SitemapPart::Part(part));
            claims.claim(Index::sitemap_part_path(part), route, claimant());
        }
        let claimant = Claimant::Made("sitemap of news");
        claims.claim(Index::news_sitemap_path(), Route::NewsSitemap, claimant);
    }

    fn claim_archive(&self, claims: &mut Claims<'a>) {
        let archive = &self.index.archive;
        for (at, year) in archive.years.iter().enumerate() {
            let claimant = Claimant::Made("year of the archive");
            claims.claim(Index::year_path(year.day), Route::Year(at), claimant);
        }
        for (at, month) in archive.months.iter().enumerate() {
            let claimant = Claimant::Made("month of the archive");
            claims.claim(Index::month_path(month.day), Route::Month(at), claimant);
        }
        for (at, day) in archive.days.iter().enumerate() {
            let claimant = Claimant::Made("day of the archive");
            claims.claim(Index::day_path(day.day), Route::Day(at), claimant);
        }
    }

    fn claim_texts(&self, claims: &mut Claims<'a>) {
        let briefings = self
            .briefings
            .iter()
            .enumerate()
            .map(|(at, briefing)| (briefing.text, Route::Briefing(at), Target::Briefing(at)));
        let pages = self
            .pages
            .iter()
            .enumerate()
            .map(|(at, page)| (page.text, Route::Page(at), Target::Page(at)));
        // Texts first, so that an alias never takes the place of one.
        for (text, route, _) in briefings.clone().chain(pages.clone()) {
            let claimant = Claimant::File(text.file, Some(Place::START));
            claims.claim_user_path(text.path.clone(), route, claimant);
        }
        for (text, _, target) in briefings.chain(pages) {
            claim_files_and_aliases(claims, text, target);
        }
    }
}

/// The feeds of something, in each format.
fn feed_files(index: &Index, of: FeedOf) -> Vec<(SitePath, Route, Claimant<'_>)> {
    let claimant = match of {
        FeedOf::Site => Claimant::Made("feed"),
        FeedOf::Section(section) => {
            Claimant::MadeOf("feed of the section", &index.sections[section].config.id)
        }
        FeedOf::Tag(tag) => Claimant::MadeOf("feed of the tag", &index.tagging.tags[tag].name),
    };
    let file = |format| (index.feed_path(of, format), Route::Feed { of, format }, claimant.clone());
    FeedFormat::ALL.map(file).into()
}

/// Whether there is a correction that readers may see.
fn has_corrections(briefings: &[ListedBriefing<'_>]) -> bool {
    let mut texts = briefings.iter().map(|briefing| briefing.text);
    texts.any(|text| text.is_public && !text.corrections.is_empty())
}

/// The list of tags, and every page of a tag's own list.
fn tag_pages(index: &Index, page_size: usize) -> Vec<(SitePath, Route, Claimant<'_>)> {
    let tags = &index.tagging.tags;
    let list = (Index::tags_path(), Route::Tags, Claimant::Made("list of tags"));
    let mut pages: Vec<_> = (!tags.is_empty()).then_some(list).into_iter().collect();
    for (tag, data) in tags.iter().enumerate() {
        for page in 1..=page_count(data.briefings.len(), page_size) {
            let claimant = Claimant::MadeOf("tag", &data.name);
            pages.push((index.tag_path(tag, page), Route::Tag { tag, page }, claimant));
        }
    }
    pages
}

fn claim_files_and_aliases<'a>(claims: &mut Claims<'a>, text: ListedText<'a>, target: Target) {
    for (file, path) in text.attachments.iter() {
        let source = FileSource::Own(file.into());
        claims.claim_user_path(path.clone(), Route::File(source), Claimant::File(file, None));
    }
    for alias in text.aliases {
        let claimant = Claimant::Alias(text.file, alias.place);
        claims.claim_user_path(alias.value.clone(), Route::Redirect(target), claimant);
    }
}
