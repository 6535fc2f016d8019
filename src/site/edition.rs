//! What one language of a site has.

use std::cmp::Reverse;
use std::sync::Arc;

use icu_locale::Locale;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::model::{
    Archive, Article, Authorship, Briefing, Cards, Front, Section, Serials, StandingPage, Tagging,
};
use crate::reads::stories::MostRead;
use crate::routes::{EditionId, EditionPage, FeedFormat, FeedOf, ListTarget, Target};
use crate::site::Paths;
use crate::text::config::{Config, DigestSettings, Footer, MenuLink};
use crate::text::dateline::DatelinePattern;
use crate::text::front_matter::Correction;
use crate::url::SitePath;
use crate::word_list::WordList;

/// What one language of a site has. A site has one edition as long as it has one language.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Which of the site's it is.
    pub id: EditionId,
    /// The settings that are its own.
    pub settings: Arc<EditionSettings>,
    /// The briefings, newest first.
    pub briefings: Vec<Arc<Briefing>>,
    /// The standing pages, by title.
    pub pages: Vec<Arc<StandingPage>>,
    /// What is told about authors, topics and series, in the order of their files.
    pub abouts: Vec<Arc<StandingPage>>,
    /// What depends on more than one of its texts.
    pub index: Arc<Index>,
}

/// The settings that a language has of its own; the names of its sections are in the
/// [`Index`].
#[derive(Clone, Debug)]
pub struct EditionSettings {
    /// The language, a BCP 47 tag.
    pub language: Locale,
    /// What the theme says in it.
    pub words: Arc<WordList>,
    /// What the site is called.
    pub title: String,
    /// A line about it.
    pub tagline: Option<String>,
    /// How datelines are set.
    pub dateline: DatelinePattern,
    /// Links beside those to the sections.
    pub menu: Vec<MenuLink>,
    /// What the foot of every page has.
    pub footer: Footer,
    /// How digests are made.
    pub digest: DigestSettings,
}

impl EditionSettings {
    /// Those in a language, whose settings are `config`, as they are at a moment.
    pub fn of(config: &Config, words: Arc<WordList>, instant: Timestamp) -> Self {
        let there = |links: &[MenuLink]| -> Vec<MenuLink> {
            links.iter().filter(|link| link.is_there(instant)).cloned().collect()
        };
        EditionSettings {
            language: config.language.clone(),
            words,
            title: config.title.clone(),
            tagline: config.tagline.clone(),
            dateline: config.dateline.clone(),
            menu: there(&config.menu),
            footer: Footer { links: there(&config.footer.links), ..config.footer.clone() },
            digest: config.digest.clone(),
        }
    }
}

/// What depends on more than one text of an edition: its orders, lists and their paths.
/// Numbers are indexes into its briefings.
#[derive(Clone, Debug)]
pub struct Index {
    /// Where its pages are.
    pub paths: Paths,
    /// For each briefing, its place in the list of its section.
    pub rank_in_section: Arc<[usize]>,
    /// The sections, in the order of `site.yaml`.
    pub sections: Arc<[Section]>,
    /// The tags, and which briefing has which.
    pub tagging: Tagging,
    /// The authors.
    pub authorship: Authorship,
    /// The series, and which briefing is which part of one.
    pub serials: Serials,
    /// Years, months and days.
    pub archive: Arc<Archive>,
    /// What was read most.
    pub most_read: Arc<MostRead>,
    /// The briefings of the last two days, newest first.
    pub news: Arc<[usize]>,
    /// For each briefing, the part of its id in feeds that no other has.
    pub feed_ids: Arc<[Box<str>]>,
    /// Every day that a page names, each once.
    pub days: Arc<[Date]>,
    /// Which pages are shared with a card.
    pub cards: Arc<Cards>,
    /// What editors put on the front page.
    pub front: Arc<Front>,
}

impl Edition {
    /// All texts: the briefings, the standing pages, and what is told about lists.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        let briefings = self.briefings.iter().map(|briefing| &briefing.article);
        briefings.chain(self.pages.iter().chain(&self.abouts).map(|page| &page.article))
    }

    /// Where an old path leads, and what that is called.
    pub fn target(&self, target: Target) -> (SitePath, &str) {
        let article = match target {
            Target::Home => return (self.index.paths.home().clone(), &self.settings.title),
            Target::Briefing(at) => &self.briefings[at].article,
            Target::Page(at) => &self.pages[at].article,
            Target::Section { section, page } => {
                let title = &self.index.sections[section].config.title;
                return (self.index.section_path(section, page), title);
            }
            Target::Tag { tag, page } => {
                return (self.index.tag_path(tag, page), &self.index.tagging.tags[tag].name);
            }
            Target::Author { author, page } => {
                let name = &self.index.authorship.authors[author].name;
                return (self.index.author_path(author, page), name);
            }
            Target::Series { series, page } => {
                let name = &self.index.serials.series[series].name;
                return (self.index.series_path(series, page), name);
            }
            Target::List(list) => return (self.index.list_path(list), &self.settings.title),
        };
        (article.path.clone(), &article.facts.title)
    }

    /// All corrections of public briefings, the newest first, each with its briefing.
    pub fn corrections(&self) -> Vec<(usize, &Correction)> {
        let public = self.briefings.iter().enumerate();
        let public = public.filter(|(_, briefing)| briefing.article.held.is_none());
        let mut all: Vec<(usize, &Correction)> = public
            .flat_map(|(at, briefing)| {
                briefing.article.facts.corrections.iter().map(move |correction| (at, correction))
            })
            .collect();
        all.sort_by_key(|(_, correction)| Reverse(correction.date.timestamp()));
        all
    }
}

impl Index {
    /// Where one of the lists is that Dateline makes.
    fn list_path(&self, list: ListTarget) -> SitePath {
        let Index { paths, archive, .. } = self;
        match list {
            ListTarget::Latest { page } => paths.latest(page),
            ListTarget::Tags => paths.tags(),
            ListTarget::Authors => paths.authors(),
            ListTarget::MostRead => paths.most_read(),
            ListTarget::Search => paths.search(),
            ListTarget::Corrections => paths.corrections(),
            ListTarget::Year(at) => paths.year(archive.years[at].day),
            ListTarget::Month(at) => paths.month(archive.months[at].day),
            ListTarget::Day(at) => paths.day(archive.days[at].day),
            ListTarget::Print(at) => paths.print(archive.days[at].day),
        }
    }

    /// Page `page` of a section's list.
    pub fn section_path(&self, section: usize, page: usize) -> SitePath {
        self.paths.section(&self.sections[section].config.id, page)
    }

    /// Page `page` of a tag's list.
    pub fn tag_path(&self, tag: usize, page: usize) -> SitePath {
        self.paths.tag(&self.tagging.tags[tag].slug, page)
    }

    /// Page `page` of an author's list.
    pub fn author_path(&self, author: usize, page: usize) -> SitePath {
        self.paths.author(&self.authorship.authors[author].slug, page)
    }

    /// Page `page` of the list of a series.
    pub fn series_path(&self, series: usize, page: usize) -> SitePath {
        self.paths.series(&self.serials.series[series].slug, page)
    }

    /// The number of the text that is told on a page about a list: on its first.
    pub fn about(&self, page: &EditionPage) -> Option<usize> {
        match *page {
            EditionPage::Author { author, page: 1 } => self.authorship.authors[author].about,
            EditionPage::Tag { tag, page: 1 } => self.tagging.tags[tag].about,
            EditionPage::Series { series, page: 1 } => self.serials.series[series].about,
            _ => None,
        }
    }

    /// The podcast of a section.
    pub fn podcast_path(&self, section: usize) -> SitePath {
        self.section_path(section, 1).file("podcast.xml")
    }

    /// A feed, in one of its formats.
    pub fn feed_path(&self, of: FeedOf, format: FeedFormat) -> SitePath {
        let page = match of {
            FeedOf::Edition => self.paths.home().clone(),
            FeedOf::Section(section) => self.section_path(section, 1),
            FeedOf::Tag(tag) => self.tag_path(tag, 1),
            FeedOf::Author(author) => self.author_path(author, 1),
            FeedOf::Series(series) => self.series_path(series, 1),
        };
        self.paths.feed(&page, format)
    }
}
