//! Loading: from the files of a site to a [`Site`], and everything that is wrong with them.

mod attached;
mod beside;
mod changes;
mod content;
mod files;
mod index;
mod inspected;
mod library;
mod links;
mod media;
mod paths;
mod pictures;
mod reads;
mod settings;
mod sitemap;
mod statics;
mod texts;
pub mod unpublished;

pub use changes::{Changes, Lists, Outcome};
pub use content::is_text;
pub use files::Files;
pub use library::Library;
pub use links::{Address as TextAddress, AddressBook, Resolver};
pub use paths::page_count;
pub use settings::Settings;
pub use sitemap::{is_listed, sitemap_parts};
pub use statics::{Asset, Assets, sha256};

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::model::{Archive, Briefing, Held, Reveal, Section, StandingPage, Tagging, Translations};
use crate::reads::stories::MostRead;
use crate::routes::Routes;
use crate::templates::Source;
use crate::text::config::Config;
use crate::text::date::Written;
use crate::text::front_matter::Correction;
use crate::url::BaseUrl;

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

/// A whole site, ready to be rendered. It does not change any more; a new one
/// shares with it what is the same.
#[derive(Clone, Debug)]
pub struct Site {
    /// The settings.
    pub config: Arc<Config>,
    /// The briefings, newest first.
    pub briefings: Vec<Arc<Briefing>>,
    /// The standing pages, by title.
    pub pages: Vec<Arc<StandingPage>>,
    /// What depends on more than one text.
    pub index: Arc<Index>,
    /// The site's own templates.
    pub templates: Arc<[Source]>,
}

impl Site {
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

/// What depends on more than one text of a site: its orders, lists and paths.
/// Numbers are indexes into the site's briefings.
#[derive(Clone, Debug)]
pub struct Index {
    /// For each briefing, its place in the list of its section.
    pub rank_in_section: Arc<[usize]>,
    /// The sections, in the order of `site.yaml`.
    pub sections: Arc<[Section]>,
    /// The tags, and which briefing has which.
    pub tagging: Tagging,
    /// Years, months and days.
    pub archive: Arc<Archive>,
    /// What was read most.
    pub most_read: Arc<MostRead>,
    /// Every path and what is at it.
    pub routes: Routes,
    /// The files that pages load, by their paths on the site.
    pub assets: Arc<Assets>,
    /// The same story in several languages.
    pub translations: Arc<Translations>,
    /// What is not public, by when it will be.
    pub held: Arc<[Held]>,
    /// The place of each of them among all texts, in the order of their files. It says nothing
    /// to who does not have these.
    pub held_places: Arc<[usize]>,
    /// The briefings of the last two days, newest first.
    pub news: Arc<[usize]>,
    /// Every day that a page names, each once.
    pub days: Arc<[Date]>,
    /// When the site will change by itself next, if it will.
    pub next_change: Option<Timestamp>,
    /// When a text appears or disappears by itself next.
    pub next_text_change: Option<Timestamp>,
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
