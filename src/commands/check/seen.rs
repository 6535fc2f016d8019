//! Where readers will see a text.

use crate::model::{Article, VersionText};
use crate::routes::{EditionPage, FeedFormat, FeedOf, Route};
use crate::site::{Edition, Site};
use crate::url::SitePath;

/// A list that a story is in.
pub(super) struct SeenIn {
    /// What it is called.
    pub name: String,
    /// Its first page.
    pub path: SitePath,
    /// Its feeds.
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
    /// The lists that it is in, those that most readers see first.
    pub fn lists(&self, site: &Site) -> Vec<SeenIn> {
        let (Some(at), edition) = (self.briefing, self.edition) else { return Vec::new() };
        let index = &*edition.index;
        let section = edition.briefings[at].section;
        let mut lists = vec![
            self.list(site, "front page", index.paths.home().clone(), FeedOf::Edition),
            self.list(
                site,
                &format!("section {}", index.sections[section].config.title),
                index.section_path(section, 1),
                FeedOf::Section(section),
            ),
        ];
        for tag in &index.tagging.of_briefing[at] {
            let name = format!("tag {}", index.tagging.tags[*tag].name);
            lists.push(self.list(site, &name, index.tag_path(*tag, 1), FeedOf::Tag(*tag)));
        }
        let authors = self.article.facts.authors.iter();
        for author in authors.filter_map(|name| index.authorship.of_name(name)) {
            let name = format!("author {}", index.authorship.authors[author].name);
            let path = index.author_path(author, 1);
            lists.push(self.list(site, &name, path, FeedOf::Author(author)));
        }
        if let Some((series, place)) = index.serials.place_of(at) {
            let name = &index.serials.series[series].name;
            let name = format!("series {name}, part {}", place + 1);
            let path = index.series_path(series, 1);
            lists.push(self.list(site, &name, path, FeedOf::Series(series)));
        }
        let without_feed = |name: &str, path| SeenIn { name: name.into(), path, feeds: Vec::new() };
        lists.push(without_feed("latest", index.paths.latest(1)));
        lists.push(without_feed("its day", index.paths.day(edition.briefings[at].day)));
        if !self.article.facts.corrections.is_empty() {
            lists.push(without_feed("corrections", index.paths.corrections()));
        }
        lists.retain(|list| site.routes.get(&list.path).is_some());
        lists
    }

    fn list(&self, site: &Site, name: &str, path: SitePath, of: FeedOf) -> SeenIn {
        let feed = |format| self.edition.index.feed_path(of, format);
        let is_that = |path: &SitePath| {
            let route = site.routes.get(path);
            matches!(route, Some(Route::Edition(_, EditionPage::Feed { .. })))
        };
        let feeds = FeedFormat::ALL.map(feed).into_iter().filter(is_that).collect();
        SeenIn { name: name.into(), path, feeds }
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
