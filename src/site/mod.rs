//! Loading: from the files of a site to a [`Site`], and everything that is wrong with them.

mod content;
mod files;
mod links;
mod texts;
mod wiring;

pub use files::Files;
pub use wiring::page_count;

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::model::{Archive, Briefing, Held, Reveal, Section, StandingPage, Tagging};
use crate::routes::Routes;
use crate::templates::Source;
use crate::text::config::{self, Config};
use crate::text::date::Written;
use crate::url::BaseUrl;

use files::read_text;

/// What a site is loaded with, besides its files.
#[derive(Clone, Debug)]
pub struct LoadOptions {
    /// The moment that the build is at.
    pub instant: Instant,
    /// Published here, whatever `site.yaml` says.
    pub base_url: Option<BaseUrl>,
    /// Which held texts are shown.
    pub reveal: Reveal,
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
    fn in_zone(&self, zone: &TimeZone) -> Result<Timestamp, Diagnostic> {
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

/// What depends on more than one text of a site: its orders, lists and paths.
/// Numbers are indexes into the site's briefings.
#[derive(Debug)]
pub struct Index {
    /// For each briefing, its place in the list of its section.
    pub rank_in_section: Vec<usize>,
    /// The sections, in the order of `site.yaml`.
    pub sections: Vec<Section>,
    /// The tags, and which briefing has which.
    pub tagging: Tagging,
    /// Years, months and days.
    pub archive: Archive,
    /// Every path and what is at it.
    pub routes: Routes,
    /// A fingerprint of each style sheet and script, by its path on the site.
    pub fingerprints: HashMap<String, String>,
    /// What is not public, by when it will be.
    pub held: Vec<Held>,
    /// When the site will change by itself next, if it will.
    pub next_change: Option<Timestamp>,
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
    let mut diagnostics = Vec::new();
    let config = configuration(files, options, &mut diagnostics);
    let content_files = files.list(content::FOLDER, &mut diagnostics);
    let config = match diagnostics.iter().any(Diagnostic::is_error) {
        true => with_every_folder(config, &content_files),
        false => config,
    };
    let content = content::tell_apart(content_files, &config.sections, &mut diagnostics);
    let statics = wiring::Statics::read(files, &mut diagnostics);
    let templates = templates(files, &mut diagnostics);
    let instant = options.instant.in_zone(&config.time_zone).unwrap_or_else(|fault| {
        diagnostics.push(fault);
        Timestamp::UNIX_EPOCH
    });
    let reading = texts::Reading {
        files,
        statics: &statics,
        config: &config,
        instant,
        reveal: options.reveal,
    };
    let texts = reading.read(content, &mut diagnostics);
    let site = wiring::wire(config, texts, statics, templates, &mut diagnostics);
    diagnostics.sort_by(Diagnostic::reading_order);
    diagnostics.dedup();
    Loaded { site, diagnostics }
}

/// The settings; where they have errors, as much of them as can be read.
fn configuration(
    files: &dyn Files,
    options: &LoadOptions,
    diagnostics: &mut Vec<Diagnostic>,
) -> Config {
    let mut config = match read_text(files, config::FILE) {
        Ok(source) => {
            let (config, mut faults) = config::parse(&source);
            diagnostics.append(&mut faults);
            config
        }
        Err(fault) => {
            diagnostics.push(fault);
            Config::stand_in()
        }
    };
    if let Some(base_url) = &options.base_url {
        config.base_url = base_url.clone();
    }
    config
}

/// With `site.yaml` at fault nobody knows which folders are sections; taking
/// all of them for one lets the texts be checked without false alarms.
fn with_every_folder(mut config: Config, content_files: &[String]) -> Config {
    for file in content_files {
        let mut segments = file.split('/').skip(1);
        let (Some(folder), Some(_)) = (segments.next(), segments.next()) else { continue };
        if config.sections.iter().all(|section| section.id != folder) {
            config.sections.push(config::SectionConfig {
                id: folder.into(),
                title: folder.into(),
                description: None,
            });
        }
    }
    config
}

/// The site's own templates.
fn templates(files: &dyn Files, diagnostics: &mut Vec<Diagnostic>) -> Vec<Source> {
    let mut sources = Vec::new();
    for file in files.list("templates", diagnostics) {
        match read_text(files, &file) {
            Ok(text) => sources.push(Source {
                name: file.trim_start_matches(crate::templates::FOLDER).into(),
                text,
            }),
            Err(fault) => diagnostics.push(fault),
        }
    }
    sources
}
