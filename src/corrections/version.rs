//! What a story was from one moment on.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Wording;
use crate::text::config::{Config, UnknownFields};
use crate::text::front_matter::{self, Context, FrontMatter, Kind};
use crate::text::markdown::blocks;

/// What a story was from one moment on, until the next version.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// When it came.
    pub from: Timestamp,
    /// Who brought it; nobody yet if it is not committed.
    pub commit: Option<Arc<Commit>>,
    /// Its text; none where the story was taken away.
    pub text: Option<Text>,
}

/// A commit of the site's repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its id, in full.
    pub id: String,
    /// When it came into the branch.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: String,
}

/// The text of a version, and what decides when readers see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    /// What readers see.
    pub wording: Wording,
    /// The day of each correction that it declares.
    pub corrections: Vec<Date>,
    draft: bool,
    /// The later of date and embargo.
    release: Option<Timestamp>,
    expires: Option<Timestamp>,
}

impl Text {
    /// Reads the source of a briefing that was at `file`; none if it is not one
    /// that could be published.
    pub fn read(source: &str, file: &str, config: &Config) -> Option<Self> {
        let split = front_matter::split(source).ok()?;
        let context = Context {
            file,
            kind: Kind::Briefing,
            time_zone: &config.time_zone,
            // The site may have used other fields then.
            unknown_fields: UnknownFields::Keep,
        };
        let name = file.rsplit('/').next().unwrap_or(file);
        let folder = file.rsplit('/').nth(1).unwrap_or_default();
        let stem = match name.rsplit_once('.').map_or(name, |(stem, _)| stem) {
            "index" => folder,
            stem => stem,
        };
        let (name_date, _) = front_matter::date_of_name(stem);
        let (facts, faults) = front_matter::parse(source, split.yaml, name_date, context);
        let facts = facts.filter(|_| !faults.has_errors())?;
        let blocks = blocks(&source[split.body], config.html)?;
        Some(Text::new(&facts, blocks))
    }

    fn new(facts: &FrontMatter, blocks: Vec<String>) -> Self {
        let moments = facts.date.iter().chain(&facts.embargo).map(|moment| moment.timestamp());
        Text {
            wording: Wording::new(facts, blocks),
            corrections: facts.corrections.iter().map(|made| made.date.day()).collect(),
            draft: facts.draft,
            release: moments.max(),
            expires: facts.expires.as_ref().map(|moment| moment.timestamp()),
        }
    }

    /// When readers first see it, if it comes at `from` and is replaced at
    /// `until`; none if they never do.
    pub(super) fn seen(&self, from: Timestamp, until: Option<Timestamp>) -> Option<Timestamp> {
        let first = self.release.map_or(from, |release| release.max(from));
        let is_before = |end: Option<Timestamp>| end.is_none_or(|end| first < end);
        (!self.draft && is_before(until) && is_before(self.expires)).then_some(first)
    }
}
