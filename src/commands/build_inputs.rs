//! What a build is made from, told without reading the site: a build of what
//! was built already ends at once.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::diagnostic::Diagnostic;
use crate::model::Held;
use crate::output::{BuildRecord, Identity, Output};
use crate::site::{Library, LoadOptions, Settings, Site, unpublished};
use crate::source::FolderListing;
use xxhash_rust::xxh3::xxh3_128;

/// The inputs of a build.
pub(super) struct BuildInputs {
    identity: Identity,
    settings: Settings,
}

/// The report of an earlier build from the same inputs.
pub(super) struct EarlierBuild {
    pub(super) pages: usize,
    /// How many files it has.
    pub(super) files: usize,
    /// The texts that are not public, and when the site changes by itself next.
    pub(super) held: Vec<Held>,
    pub(super) next_change: Option<Timestamp>,
    pub(super) time_zone: TimeZone,
}

impl BuildInputs {
    /// What a build of the site to `output` follows from, if that can be told:
    /// not if the settings have errors, or a file was changed a moment ago.
    pub(super) fn of(
        files: &FolderListing,
        options: &LoadOptions,
        settings: &Settings,
        output: &Output,
    ) -> Option<BuildInputs> {
        let stamps = files.stamps(&settings.config.most_read.reads, output.opened());
        let stamps = stamps.filter(|_| !settings.faults.iter().any(Diagnostic::is_error))?;
        let LoadOptions { instant: _, address, reveal } = options;
        let parts = format!("{stamps:x} {address:?} {reveal:?} {}", program());
        let identity = Identity::of_bytes(parts.as_bytes());
        Some(BuildInputs { identity, settings: settings.clone() })
    }

    /// What there is to tell of the output, if it was built from this.
    pub(super) fn built(&self, files: &FolderListing, output: &Output) -> Option<EarlierBuild> {
        let (built, count) = output.is_built(self.identity, self.settings.instant)?;
        let held = unpublished::held_at(files, &self.settings, &built.held)?;
        let BuildRecord { pages, next_change, .. } = *built;
        let time_zone = self.settings.config.time_zone.clone();
        Some(EarlierBuild { pages, files: count, held, next_change, time_zone })
    }

    /// What is remembered of a build of `site` from this.
    pub(super) fn into_built(self, site: &Site, pages: usize) -> BuildRecord {
        BuildRecord {
            made_from: self.identity,
            from: self.settings.instant,
            until: until(self.settings.instant, site),
            pages,
            held: site.held_places.to_vec(),
            next_change: site.next_change,
        }
    }
}

/// What all pages of a build are made from, but for the content of texts, as a hash; none if
/// that cannot be told.
pub(super) fn surroundings(
    files: &FolderListing,
    options: &LoadOptions,
    instant: Timestamp,
    library: &Library,
    output: &Output,
) -> Option<u128> {
    let config = &library.site().config;
    let stamps = files.stamps_around_texts(&config.most_read.reads, output.opened())?;
    let placements = library.placements();
    // By which what was read most is counted.
    let day = instant.to_zoned_datetime(config.time_zone.clone()).date();
    let LoadOptions { instant: _, address, reveal } = options;
    let parts = format!("{stamps:x} {placements:x} {day} {address:?} {reveal:?} {}", program());
    Some(xxh3_128(parts.as_bytes()))
}

/// When the site may be another one: a text appears or disappears, or the day
/// ends, by which what was read most is counted.
fn until(instant: Timestamp, site: &Site) -> Timestamp {
    let now = instant.to_zoned_datetime(site.config.time_zone.clone());
    let tomorrow = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
    let tomorrow = tomorrow.map_or(instant, |tomorrow| tomorrow.timestamp());
    site.next_change.into_iter().fold(tomorrow, Timestamp::min)
}

/// This program: another version of it may make something else of the same.
pub(super) fn program() -> String {
    let program = std::env::current_exe().and_then(std::fs::metadata);
    let program = program.map(|found| (found.len(), found.modified().ok()));
    format!("{} {program:?}", env!("CARGO_PKG_VERSION"))
}
