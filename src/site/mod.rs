//! Loading: from the files of a site to a [`Site`], and everything that is wrong with them.

mod attached;
mod base_paths;
mod beside;
mod cards;
mod changes;
mod claims;
mod content;
mod counterparts;
mod data_files;
mod documents;
mod doubts;
mod edition;
mod field_places;
mod figures;
mod file_names;
mod files;
mod front;
mod index;
mod inspected;
mod languages;
mod library;
mod links;
mod live;
mod media;
mod misnamed;
mod misplaced;
mod named_here;
mod old_addresses;
mod old_folders;
mod originals;
mod out_of_place;
mod own_addresses;
mod paths;
mod picture_plan;
pub mod pictures;
mod played;
mod players;
mod published_whole;
mod reads;
mod rendering;
mod settings;
mod sitemap;
mod slips;
mod statics;
mod stylesheets;
mod subject_claims;
mod subject_slips;
mod subjects_in_all;
mod texts;
pub mod unpublished;
mod written_link;

pub use beside::other_forms;
pub use cards::CardKit;
pub use changes::{Changes, Lists, Outcome};
pub use content::is_text;
pub use counterparts::Counterpart;
pub use data_files::DataFiles;
pub use edition::{Edition, EditionSettings, Index};
pub use file_names::{FileNames, NameParts};
pub use files::{Files, PictureFault, Reader, read_text};
pub use library::{Library, Note, Notes};
pub use links::{Address as TextAddress, AddressBook, Resolver, is_relative, relative};
pub use paths::{Paths, page_count};
pub use picture_plan::{key as picture_key, plan, planned};
pub use settings::{InLanguage, Settings, word_list};
pub use sitemap::{EntrySizes, listed_in, sitemap_parts};
pub use statics::{Asset, Assets, sha256};

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::model::{
    Article, Briefing, Held, Reveal, StoryVersion, Translations, VersionText, Versions,
};
use crate::reads::stories::StoryRanking;
use crate::routes::{EditionId, EditionPage, Route, Routes};
use crate::templates::Source;
use crate::text::config::Config;
use crate::text::date::Written;
use crate::url::{BaseUrl, SitePath};

/// What a site is loaded with, besides its files.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// The moment that the build is at.
    pub instant: Instant,
    /// Where it is published.
    pub address: Address,
    /// Which held texts are shown.
    pub reveal: Reveal,
}

/// Where a site is published.
#[derive(Clone, Debug, Default)]
pub enum Address {
    /// As `site.yaml` says.
    #[default]
    Configured,
    /// Here, whatever `site.yaml` says.
    At(BaseUrl),
    /// On another host, below the same path: scheme, host and port.
    OnHost(String),
}

/// The one moment that a site is at.
#[derive(Clone, Debug)]
pub enum Instant {
    /// A moment on the time line, such as the clock's.
    Exact(Timestamp),
    /// As somebody wrote it; without an offset it is in the time zone of the site.
    Written(Written),
}

impl Instant {
    /// The moment on the time line, if the site is in `zone`.
    ///
    /// # Errors
    /// What was written is too far away.
    pub fn in_zone(&self, zone: &TimeZone) -> Result<Timestamp, Diagnostic> {
        match self {
            Instant::Exact(timestamp) => Ok(*timestamp),
            Instant::Written(written) => written
                .in_zone(zone)
                .map(|moment| moment.timestamp())
                .map_err(|message| Diagnostic::error(format!("--at: {message}"))),
        }
    }
}

/// A whole site, ready to be rendered: what its languages share, and what each has. It does
/// not change any more; a new one shares with it what is the same.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings. What a language has of its own is in those of its edition.
    pub config: Arc<Config>,
    /// The site's own templates.
    pub templates: Arc<[Source]>,
    /// Every path and what is at it.
    pub routes: Routes,
    /// The files that pages load, by their paths on the site.
    pub assets: Arc<Assets>,
    /// What the files of `data/` say, for templates.
    pub data: Arc<DataFiles>,
    /// What cards are drawn with; none where there are no cards.
    pub card_kit: Option<Arc<CardKit>>,
    /// The same story in several languages.
    pub translations: Arc<Translations>,
    /// The versions of stories that the names of their files tell, also of what is not public.
    pub versions: Arc<Versions>,
    /// What was read most, by story over all languages; nothing on a site with one.
    pub read_in_all: Arc<[StoryRanking]>,
    /// What is not public, by when it will be.
    pub held: Arc<[Held]>,
    /// The place of each of them among all texts, in the order of their files. It says nothing
    /// to who does not have these.
    pub held_places: Arc<[usize]>,
    /// When the site will change by itself next, if it will.
    pub next_change: Option<Timestamp>,
    /// When a text appears or disappears by itself next.
    pub next_text_change: Option<Timestamp>,
    /// What each language has; at least one.
    pub editions: Vec<Edition>,
}

impl Site {
    /// One of its editions.
    pub fn edition(&self, edition: EditionId) -> &Edition {
        &self.editions[edition.0]
    }

    /// The versions of the story that has this in common with them
    /// ([`Article::story`](crate::model::Article)), in the order of the languages; none of one
    /// that has no other.
    pub fn versions_of(&self, story: &str) -> &[StoryVersion] {
        self.versions.of(story)
    }

    /// The version of a story that the others are made from, if it is shown and the names of files
    /// tell it.
    pub fn original_of(&self, story: &str) -> Option<&Article> {
        self.shown(Versions::original_of(self.versions_of(story))?)
    }

    /// The text of a version, if it is shown.
    pub fn shown(&self, version: &StoryVersion) -> Option<&Article> {
        let edition = self.edition(version.edition);
        match version.text {
            VersionText::Briefing(at) => Some(&edition.briefings.get(at)?.article),
            VersionText::Page(at) => Some(&edition.pages.get(at)?.article),
            VersionText::About(_) | VersionText::NotShown => None,
        }
    }

    /// The front pages of its editions, in their order.
    pub fn homes(&self) -> impl Iterator<Item = &SitePath> {
        self.editions.iter().map(|edition| edition.index.paths.home())
    }

    /// The briefings of all editions, newest first in each.
    pub fn briefings(&self) -> impl DoubleEndedIterator<Item = &Arc<Briefing>> {
        self.editions.iter().flat_map(|edition| &edition.briefings)
    }

    /// All texts.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.editions.iter().flat_map(Edition::articles)
    }

    /// What feeds know the story of this number by, unless it says so itself: a `tag:` URI (RFC 4151)
    /// of whoever gives it, the day, and what no other story has.
    pub fn feed_id(&self, edition: EditionId, at: usize) -> String {
        let authority = self.config.feeds.authority.as_deref();
        let authority = authority.unwrap_or_else(|| self.config.base_url.host());
        format!("tag:{authority},{}", self.edition(edition).index.feed_ids[at])
    }

    /// The text whose own page a route is.
    pub fn article(&self, route: &Route) -> Option<&Article> {
        match route {
            Route::Edition(edition, EditionPage::Briefing(at)) => {
                Some(&self.edition(*edition).briefings[*at].article)
            }
            Route::Edition(edition, EditionPage::Standing(at)) => {
                Some(&self.edition(*edition).pages[*at].article)
            }
            Route::Edition(edition, page) => {
                let edition = self.edition(*edition);
                let at = edition.index.about(page)?;
                Some(&edition.abouts[at].article)
            }
            _ => None,
        }
    }
}

/// A site, and everything that is wrong with its files. With errors the site
/// lacks what is in the files at fault; it can be rendered to find more errors,
/// and must not be published.
pub struct Loaded {
    /// The site.
    pub site: Site,
    /// What is wrong, in reading order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a site.
pub fn load(files: &dyn Files, options: &LoadOptions) -> Loaded {
    let library = Library::open(files, options.clone());
    Loaded { diagnostics: library.diagnostics(), site: library.into_site() }
}
