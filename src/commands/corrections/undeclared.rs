//! From the repository of a site to the changes that no correction declares.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use super::unknown::{self, Unknown};
use super::{CONTENT, file_in_content};
use crate::corrections::history::{Blobs, Content, FileVersion, History, Repository};
use crate::corrections::{
    Came, Commit, Revision, StoryVersion, Text, came, undeclared as undeclared_of,
    undeclared_in_merged,
};
use crate::diagnostic::Diagnostic;
use crate::model::Briefing;
use crate::site::{Files, Site};
use crate::source::Folder;

/// How many stories are in memory at a time, with all of their versions.
const AT_ONCE: usize = 64;

/// What the history says of the public briefings.
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
    /// What was, if readers saw the lines of commits that were merged into the branch.
    pub merged: Vec<Revision>,
}

impl Story<'_> {
    fn last(&self) -> Option<Timestamp> {
        self.revisions.iter().chain(&self.merged).map(|revision| revision.at).max()
    }
}

/// What the history says of the public briefings, and of changes since that day.
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
    let files: Vec<&str> = site.briefings().map(|briefing| file_in_content(briefing)).collect();
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
        let compared =
            some.par_iter().zip(texts).map(|(changed, texts)| dated.story(changed, &texts, since));
        stories.par_extend(compared.filter(|story| story.last().is_some()));
    }
    stories.sort_by_key(|story| Reverse(story.last()));
    Ok(Findings { stories, unknown, faults })
}

/// A briefing of which there is more than one version.
struct Changed<'a> {
    briefing: &'a Briefing,
    /// Of the branch, then of each line that was merged.
    lines: Vec<Line>,
}

/// The versions of a briefing in a line of commits.
struct Line {
    /// Which of those that were merged it is; none for the branch itself.
    merged: Option<usize>,
    /// Oldest first.
    versions: Vec<FileVersion>,
}

/// The public briefings of which there is more than one version, with these versions
/// out of the history.
fn changed<'a>(site: &'a Site, history: &mut History) -> Vec<Changed<'a>> {
    let line = |merged, mut versions: Vec<FileVersion>| {
        versions.reverse();
        Line { merged, versions }
    };
    let of_branch = history.versions.drain(..).map(|versions| vec![line(None, versions)]);
    let mut lines: Vec<Vec<Line>> = of_branch.collect();
    for (merged, of_line) in history.merged.iter_mut().enumerate() {
        for (text, versions) in of_line.versions.drain(..) {
            lines[text].push(line(Some(merged), versions));
        }
    }
    let changed = site.briefings().zip(lines).map(|(briefing, mut lines)| {
        lines.retain(|line| line.merged.is_none() || line.versions.len() > 1);
        Changed { briefing, lines }
    });
    let has_many = |changed: &Changed<'_>| changed.lines.iter().any(|it| it.versions.len() > 1);
    changed.filter(has_many).collect()
}

/// The blobs of these versions, in their order.
fn wanted(changed: &[Changed<'_>]) -> Vec<String> {
    let lines = changed.iter().flat_map(|changed| &changed.lines);
    let ids = lines.flat_map(|line| &line.versions).filter_map(|version| match &version.content {
        Content::Blob(id) => Some(id.clone()),
        Content::OnDisk | Content::Gone => None,
    });
    ids.collect()
}

impl Changed<'_> {
    /// The text of each version of each line, if it has one.
    fn texts(
        &self,
        folder: &Folder,
        blobs: &mut Blobs,
    ) -> Result<Vec<Vec<Option<String>>>, Diagnostic> {
        let mut text = |version: &FileVersion| match &version.content {
            Content::Blob(_) => blobs.hand_out(),
            Content::OnDisk => {
                Ok(String::from_utf8(folder.read(&self.briefing.article.file)?).ok())
            }
            Content::Gone => Ok(None),
        };
        let mut texts = |line: &Line| line.versions.iter().map(&mut text).collect();
        self.lines.iter().map(&mut texts).collect()
    }
}

/// The commits of the site, and when each came.
struct Dated<'a> {
    site: &'a Site,
    branch: DatedLine<'a>,
    /// The lines that were merged into it.
    merged: Vec<DatedLine<'a>>,
    instant: Timestamp,
}

/// A line of commits, and when each came, in the same order.
struct DatedLine<'a> {
    commits: &'a [Arc<Commit>],
    came: Vec<Came>,
}

impl<'a> DatedLine<'a> {
    fn new(commits: &'a [Arc<Commit>], instant: Timestamp) -> Self {
        let clocks: Vec<_> = commits.iter().rev().map(|commit| commit.clock).collect();
        let mut came = came(&clocks, instant);
        came.reverse();
        DatedLine { commits, came }
    }

    /// Of one that was merged. Its first version may be older than the commit where it
    /// begins.
    fn of_merged(commits: &'a [Arc<Commit>], instant: Timestamp) -> Self {
        let mut line = DatedLine::new(commits, instant);
        if let Some(first) = line.came.last_mut() {
            first.earliest = Timestamp::MIN;
        }
        line
    }
}

impl<'a> Dated<'a> {
    fn new(site: &'a Site, history: &'a History, instant: Timestamp) -> Self {
        let merged = history.merged.iter();
        Dated {
            site,
            branch: DatedLine::new(&history.commits, instant),
            merged: merged.map(|line| DatedLine::of_merged(&line.commits, instant)).collect(),
            instant,
        }
    }

    fn story<'b>(
        &self,
        changed: &Changed<'b>,
        texts: &[Vec<Option<String>>],
        since: Option<Date>,
    ) -> Story<'b> {
        let lines = changed.lines.iter().zip(texts);
        let mut lines = lines.map(|(line, texts)| self.versions(line, texts));
        let versions = lines.next().unwrap_or_default();
        let merged: Vec<Vec<StoryVersion>> = lines.collect();
        let zone = &self.site.config.time_zone;
        let is_new = |revision: &Revision| {
            let day = revision.at_latest.to_zoned_datetime(zone.clone()).date();
            since.is_none_or(|since| day >= since)
        };
        let mut story = Story {
            briefing: changed.briefing,
            revisions: undeclared_of(&versions, zone),
            merged: undeclared_in_merged(&merged, &versions, zone),
        };
        story.revisions.retain(is_new);
        story.merged.retain(is_new);
        story
    }

    fn versions(&self, line: &Line, texts: &[Option<String>]) -> Vec<StoryVersion> {
        let commits = line.merged.map_or(&self.branch, |merged| &self.merged[merged]);
        let versions = line.versions.iter().zip(texts);
        versions.filter_map(|(it, text)| self.version(it, text.as_deref(), commits)).collect()
    }

    /// What readers were to see of a version; none if it could not be published, so
    /// that they went on seeing the one before.
    fn version(
        &self,
        version: &FileVersion,
        text: Option<&str>,
        line: &DatedLine<'_>,
    ) -> Option<StoryVersion> {
        let file = format!("{CONTENT}{}", version.path);
        let text = match version.content {
            Content::Gone => None,
            _ => Some(Text::read(text?, &file, &self.site.config)?),
        };
        Some(match version.commit {
            Some(commit) => {
                let (came, commit) = (line.came[commit], line.commits[commit].clone());
                StoryVersion { came, commit: Some(commit), text }
            }
            None => StoryVersion { came: Came::exactly(self.instant), commit: None, text },
        })
    }
}
