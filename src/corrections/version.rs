//! What a story was from one moment on.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Came, Wording};
use crate::text::config::{Config, UnknownFields};
use crate::text::front_matter::{self, Context, FrontMatter, TextKind};
use crate::text::markdown::blocks;

/// What a story was from one moment on, until the next version.
#[derive(Clone, Debug, PartialEq)]
pub struct StoryVersion {
    /// When it came.
    pub came: Came,
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
    /// When it came into the branch, by the clock of the one who brought it there.
    pub clock: Timestamp,
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
            kind: TextKind::Briefing,
            time_zone: &config.time_zone,
            // The site may have used other fields then.
            unknown_fields: UnknownFields::Keep,
            naming: config.naming(),
            base_url: None,
            datelines_have_days: config.dateline.has_day(),
        };
        let (facts, faults) =
            front_matter::parse(source, split.yaml, front_matter::date_of_file(file), context);
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

    /// When readers first see it, if it comes with `came` and is replaced with
    /// `next`; none if they cannot have. Where clocks leave that open, they have.
    pub(super) fn seen(&self, came: &Came, next: Option<&Came>) -> Option<Timestamp> {
        let from = |moment| self.release.map_or(moment, |release| release.max(moment));
        // One that is replaced within the second was there as well.
        let is_released = self.release.is_none_or(|release| {
            release <= came.latest || next.is_none_or(|next| release < next.latest)
        });
        let is_expired = self.expires.is_some_and(|expires| expires <= from(came.earliest));
        (!self.draft && is_released && !is_expired).then(|| from(came.at))
    }
}
