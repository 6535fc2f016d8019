//! Where readers will see a text.

use crate::model::{Article, VersionText};
use crate::render::{has_episode, is_on_front_page};
use crate::routes::{EditionPage, FeedFormat, FeedOf, Route};
use crate::site::{Edition, Paths, Site};
use crate::url::SitePath;

/// A list that a story is in.
pub(super) struct SeenIn {
    /// What it is called.
    pub name: String,
    /// The page of it that has the story; none, if only its feeds have.
    pub path: Option<SitePath>,
    /// Those of its feeds that have the story.
    pub feeds: Vec<SitePath>,
}

/// A text of the site, and what it is.
pub(super) struct Seen<'a> {
    pub article: &'a Article,
    pub edition: &'a Edition,
    /// Its number, if it is a story.
    pub briefing: Option<usize>,
}

/// The text of a file, if the site shows it.
pub(super) fn seen<'a>(site: &'a Site, file: &str) -> Option<Seen<'a>> {
    site.editions.iter().find_map(|edition| {
        let article = edition.articles().find(|article| article.file == file)?;
        let is_it = |at: &usize| edition.briefings[*at].article.file == file;
        let briefing = (0..edition.briefings.len()).find(is_it);
        Some(Seen { article, edition, briefing })
    })
}

impl Seen<'_> {
    /// The lists that it is in, those that most readers see first, as they are when it is public and
    /// of the others those that are public now.
    pub fn lists(&self, site: &Site) -> Vec<SeenIn> {
        let (Some(at), edition) = (self.briefing, self.edition) else { return Vec::new() };
        let index = &*edition.index;
        let section = edition.briefings[at].section;
        let is_public = |at: usize| self.is_public(at);
        let all: Vec<usize> = (0..edition.briefings.len()).collect();
        let on_front = is_on_front_page(edition, at, &is_public);
        let front =
            self.list(site, "front page", &all, FeedOf::Edition, |_| index.paths.home().clone());
        let mut lists = vec![
            SeenIn { path: front.path.filter(|_| on_front), ..front },
            self.list(
                site,
                &format!("section {}", index.sections[section].config.title),
                &index.sections[section].briefings,
                FeedOf::Section(section),
                |page| index.section_path(section, page),
            ),
        ];
        for tag in &index.tagging.of_briefing[at] {
            let of = &index.tagging.tags[*tag];
            let name = format!("tag {}", of.name);
            let path_of = |page| index.tag_path(*tag, page);
            lists.push(self.list(site, &name, &of.briefings, FeedOf::Tag(*tag), path_of));
        }
        let authors = self.article.facts.authors.iter();
        for author in authors.filter_map(|name| index.authorship.of_name(name)) {
            let of = &index.authorship.authors[author];
            let name = format!("author {}", of.name);
            let path_of = |page| index.author_path(author, page);
            lists.push(self.list(site, &name, &of.briefings, FeedOf::Author(author), path_of));
        }
        if let Some((series, place)) = index.serials.place_of(at) {
            let name = &index.serials.series[series].name;
            let name = format!("series {name}, part {}", place + 1);
            let parts = &index.serials.parts[series];
            let path_of = |page| index.series_path(series, page);
            lists.push(self.list(site, &name, parts, FeedOf::Series(series), path_of));
        }
        let without_feed =
            |name: &str, path| SeenIn { name: name.into(), path: Some(path), feeds: Vec::new() };
        lists.push(without_feed("latest", index.paths.latest(self.page(site, &all))));
        lists.push(without_feed("its day", index.paths.day(edition.briefings[at].day)));
        if !self.article.facts.corrections.is_empty() {
            lists.push(without_feed("corrections", index.paths.corrections()));
        }
        let of_feeds = |feeds| SeenIn { name: String::new(), path: None, feeds };
        let has_podcast = site.config.podcast(&index.sections[section].config.id).is_some();
        if has_podcast && has_episode(self.article) {
            lists.push(of_feeds(vec![index.podcast_path(section)]));
        }
        if self.article.live.is_some() {
            let feed = |format| Paths::live_feed(&self.article.path, format);
            lists.push(of_feeds(FeedFormat::ALL.map(feed).to_vec()));
        }
        // The first correction of a site is what its page is made of.
        let is_made =
            |path: &SitePath| site.routes.get(path).is_some() || *path == index.paths.corrections();
        lists.retain(|list| list.path.as_ref().is_none_or(is_made));
        lists
    }

    fn list(
        &self,
        site: &Site,
        name: &str,
        briefings: &[usize],
        of: FeedOf,
        path_of: impl Fn(usize) -> SitePath,
    ) -> SeenIn {
        let feed = |format| self.edition.index.feed_path(of, format);
        let is_that = |path: &SitePath| {
            let route = site.routes.get(path);
            matches!(route, Some(Route::Edition(_, EditionPage::Feed { .. })))
        };
        // A feed begins with the newest, whatever the order of its list.
        let newer = |other: &usize| Some(*other) < self.briefing;
        let newer = briefings.iter().filter(|it| newer(it) && self.is_public(**it)).count();
        let has_room = newer < site.config.feeds.limit;
        let feeds = FeedFormat::ALL.map(feed).into_iter().filter(|path| has_room && is_that(path));
        let path = path_of(self.page(site, briefings));
        SeenIn { name: name.into(), path: Some(path), feeds: feeds.collect() }
    }

    /// On which page of a list it stands.
    fn page(&self, site: &Site, briefings: &[usize]) -> usize {
        let before = briefings.iter().take_while(|other| Some(**other) != self.briefing);
        before.filter(|other| self.is_public(**other)).count() / site.config.page_size.max(1) + 1
    }

    fn is_public(&self, at: usize) -> bool {
        self.edition.briefings[at].article.held.is_none()
    }

    /// What editors made of it on the front page.
    pub fn place_in_front(&self) -> Option<&'static str> {
        let (at, front) = (self.briefing?, &self.edition.index.front);
        match () {
            () if front.lead == Some(at) => Some("leads it, as front.yaml says"),
            () if front.second_leads.contains(&at) => Some("a second lead, as front.yaml says"),
            () if front.pinned.contains(&at) => Some("pinned there, as front.yaml says"),
            () if self.article.facts.featured => Some("featured"),
            () => None,
        }
    }

    /// Each language of the site, and the file that has this text in it, if there is one.
    pub fn languages<'s>(&self, site: &'s Site) -> Vec<(String, Option<&'s str>, bool)> {
        if site.editions.len() < 2 {
            return Vec::new();
        }
        let versions = site.versions_of(&self.article.story);
        let of_edition = |edition: &'s Edition| {
            let version = versions.iter().find(|version| version.edition == edition.id);
            let file = version.map(|version| &*version.file);
            let is_shown = version.is_some_and(|it| !matches!(it.text, VersionText::NotShown));
            (edition.settings.language.to_string(), file, is_shown)
        };
        site.editions.iter().map(of_edition).collect()
    }
}
