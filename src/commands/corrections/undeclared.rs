//! From the repository of a site to the changes that no correction declares.

use std::cmp::Reverse;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::corrections::{Revision, Text, Version, undeclared as of_versions};
use crate::diagnostic::Diagnostic;
use crate::history::{Blobs, Content, FileVersion, Repository};
use crate::model::Briefing;
use crate::site::{Files, Site};
use crate::source::Folder;

/// The folder of the texts; the paths in the history begin below it.
const CONTENT: &str = "content/";

/// How many stories are in memory at a time, with all of their versions.
const AT_ONCE: usize = 64;

/// A story and what was changed in it without a correction, oldest first.
pub(super) struct Story<'a> {
    pub briefing: &'a Briefing,
    pub revisions: Vec<Revision>,
}

/// The public briefings with such changes since that day, the last changed first.
///
/// # Errors
/// The site has no history, or it cannot be read.
pub(super) fn undeclared<'a>(
    site: &'a Site,
    folder: &Folder,
    instant: Timestamp,
    since: Option<Date>,
) -> Result<Vec<Story<'a>>, Diagnostic> {
    // A site without a text has no such folder.
    let content = Some(folder.path(CONTENT)).filter(|content| content.is_dir());
    let repository = Repository::open(&content.unwrap_or_else(|| folder.path(".")))?;
    let changed = changed(site, &repository)?;
    let mut blobs = repository.blobs(wanted(&changed))?;
    let mut stories = Vec::new();
    for some in changed.chunks(AT_ONCE) {
        let texts = some.iter().map(|changed| changed.texts(folder, &mut blobs));
        let texts = texts.collect::<Result<Vec<_>, Diagnostic>>()?;
        let compared = some.par_iter().zip(texts).map(|(changed, texts)| Story {
            briefing: changed.briefing,
            revisions: changed.revisions(&texts, site, instant, since),
        });
        stories.par_extend(compared.filter(|story| !story.revisions.is_empty()));
    }
    let last = |story: &Story<'_>| story.revisions.last().map(|revision| revision.at);
    stories.sort_by_key(|story| Reverse(last(story)));
    Ok(stories)
}

/// A briefing of which there is more than one version.
struct Changed<'a> {
    briefing: &'a Briefing,
    /// Oldest first.
    versions: Vec<FileVersion>,
}

/// The public briefings of which there is more than one version.
fn changed<'a>(site: &'a Site, repository: &Repository) -> Result<Vec<Changed<'a>>, Diagnostic> {
    let files: Vec<&str> = site
        .briefings
        .iter()
        .map(|briefing| briefing.article.file.strip_prefix(CONTENT).unwrap_or_default())
        .collect();
    let versions = repository.versions(&files)?;
    let changed = site.briefings.iter().zip(versions).filter(|(_, versions)| versions.len() > 1);
    let changed = changed.map(|(briefing, mut versions)| {
        versions.reverse();
        Changed { briefing, versions }
    });
    Ok(changed.collect())
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

    fn revisions(
        &self,
        texts: &[Option<String>],
        site: &Site,
        instant: Timestamp,
        since: Option<Date>,
    ) -> Vec<Revision> {
        let versions = self.versions.iter().zip(texts);
        let versions: Vec<Version> = versions
            .filter_map(|(version, text)| read(version, text.as_deref(), site, instant))
            .collect();
        let zone = &site.config.time_zone;
        let mut revisions = of_versions(&versions, zone);
        revisions.retain(|revision| {
            since.is_none_or(|since| revision.at.to_zoned(zone.clone()).date() >= since)
        });
        revisions
    }
}

/// What readers were to see of a version; none if it could not be published, so
/// that they went on seeing the one before.
fn read(
    version: &FileVersion,
    text: Option<&str>,
    site: &Site,
    instant: Timestamp,
) -> Option<Version> {
    let text = match version.content {
        Content::Gone => None,
        _ => Some(Text::read(text?, &format!("{CONTENT}{}", version.path), &site.config)?),
    };
    let from = version.commit.as_ref().map_or(instant, |commit| commit.at);
    Some(Version { from, commit: version.commit.clone(), text })
}
