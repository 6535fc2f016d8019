//! From the repository of a site to the changes that no correction declares.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use super::unknown::{self, Unknown};
use super::{CONTENT, file_in_content};
use crate::corrections::{Came, Revision, Text, Version, came, undeclared as of_versions};
use crate::diagnostic::Diagnostic;
use crate::history::{Blobs, Content, FileVersion, History, Repository};
use crate::model::Briefing;
use crate::site::{Files, Site};
use crate::source::Folder;

/// How many stories are in memory at a time, with all of their versions.
const AT_ONCE: usize = 64;

/// What the repository tells of the public briefings.
pub(super) struct Findings<'a> {
    /// Those with changes without a correction, the last changed first.
    pub stories: Vec<Story<'a>>,
    /// What it does not tell.
    pub unknown: Unknown<'a>,
    /// What was not looked at.
    pub faults: Vec<Diagnostic>,
}

/// A story and what was changed in it without a correction, oldest first.
pub(super) struct Story<'a> {
    pub briefing: &'a Briefing,
    pub revisions: Vec<Revision>,
}

/// What the repository tells of the public briefings, and of changes since that day.
///
/// # Errors
/// The site has no history, or it cannot be read.
pub(super) fn undeclared<'a>(
    site: &'a Site,
    folder: &Folder,
    instant: Timestamp,
    since: Option<Date>,
) -> Result<Findings<'a>, Diagnostic> {
    // A site without a text has no such folder.
    let content = Some(folder.path(CONTENT)).filter(|content| content.is_dir());
    let content = content.unwrap_or_else(|| folder.path("."));
    let repository = Repository::open(&content)?;
    let checkout = repository.checkout()?;
    let files: Vec<&str> =
        site.briefings.iter().map(|briefing| file_in_content(briefing)).collect();
    let mut history = repository.history(&files, &checkout)?;
    let unknown = Unknown::of(site, &history, checkout.texts_left_out(&content));
    let mut faults = unknown.faults(&checkout);
    faults.extend(repository.has_replacements()?.then(unknown::replaced));
    let changed = changed(site, &mut history);
    let dated = Dated::new(site, &history, instant);
    let mut blobs = repository.blobs(wanted(&changed))?;
    let mut stories = Vec::new();
    for some in changed.chunks(AT_ONCE) {
        let texts = some.iter().map(|changed| changed.texts(folder, &mut blobs));
        let texts = texts.collect::<Result<Vec<_>, Diagnostic>>()?;
        let compared = some.par_iter().zip(texts).map(|(changed, texts)| Story {
            briefing: changed.briefing,
            revisions: dated.revisions(changed, &texts, since),
        });
        stories.par_extend(compared.filter(|story| !story.revisions.is_empty()));
    }
    let last = |story: &Story<'_>| story.revisions.last().map(|revision| revision.at);
    stories.sort_by_key(|story| Reverse(last(story)));
    Ok(Findings { stories, unknown, faults })
}

/// A briefing of which there is more than one version.
struct Changed<'a> {
    briefing: &'a Briefing,
    /// Oldest first.
    versions: Vec<FileVersion>,
}

/// The public briefings of which there is more than one version, with these versions
/// out of the history.
fn changed<'a>(site: &'a Site, history: &mut History) -> Vec<Changed<'a>> {
    let versions = site.briefings.iter().zip(history.versions.drain(..));
    let changed = versions.filter(|(_, versions)| versions.len() > 1);
    let changed = changed.map(|(briefing, mut versions)| {
        versions.reverse();
        Changed { briefing, versions }
    });
    changed.collect()
}

/// The blobs of these versions, in their order.
fn wanted(changed: &[Changed<'_>]) -> Vec<String> {
    let versions = changed.iter().flat_map(|changed| &changed.versions);
    let ids = versions.filter_map(|version| match &version.content {
        Content::Blob(id) => Some(id.clone()),
        Content::OnDisk | Content::Gone => None,
    });
    ids.collect()
}

impl Changed<'_> {
    /// The text of each version, if it has one.
    fn texts(&self, folder: &Folder, blobs: &mut Blobs) -> Result<Vec<Option<String>>, Diagnostic> {
        let text = |version: &FileVersion| match &version.content {
            Content::Blob(_) => blobs.hand_out(),
            Content::OnDisk => {
                Ok(String::from_utf8(folder.read(&self.briefing.article.file)?).ok())
            }
            Content::Gone => Ok(None),
        };
        self.versions.iter().map(text).collect()
    }
}

/// The commits of the site, and when each came.
struct Dated<'a> {
    site: &'a Site,
    history: &'a History,
    /// When each of the commits came, in their order.
    came: Vec<Came>,
    instant: Timestamp,
}

impl<'a> Dated<'a> {
    fn new(site: &'a Site, history: &'a History, instant: Timestamp) -> Self {
        let clocks: Vec<_> = history.commits.iter().rev().map(|commit| commit.clock).collect();
        let mut came = came(&clocks, instant);
        came.reverse();
        Dated { site, history, came, instant }
    }

    fn revisions(
        &self,
        changed: &Changed<'_>,
        texts: &[Option<String>],
        since: Option<Date>,
    ) -> Vec<Revision> {
        let versions = changed.versions.iter().zip(texts);
        let versions: Vec<Version> =
            versions.filter_map(|(version, text)| self.version(version, text.as_deref())).collect();
        let zone = &self.site.config.time_zone;
        let mut revisions = of_versions(&versions, zone);
        revisions.retain(|revision| {
            let day = revision.at_latest.to_zoned_datetime(zone.clone()).date();
            since.is_none_or(|since| day >= since)
        });
        revisions
    }

    /// What readers were to see of a version; none if it could not be published, so
    /// that they went on seeing the one before.
    fn version(&self, version: &FileVersion, text: Option<&str>) -> Option<Version> {
        let file = format!("{CONTENT}{}", version.path);
        let text = match version.content {
            Content::Gone => None,
            _ => Some(Text::read(text?, &file, &self.site.config)?),
        };
        Some(match version.commit {
            Some(commit) => Version {
                came: self.came[commit],
                commit: Some(self.history.commits[commit].clone()),
                text,
            },
            None => Version { came: Came::exactly(self.instant), commit: None, text },
        })
    }
}
