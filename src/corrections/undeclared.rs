//! From the versions of a story to the changes that no correction declares.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::compare::changes;
use super::{Came, Commit, StoryPart, StoryVersion, Text, WordingChange};

/// What one version changed of what readers had seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// When readers first saw it so.
    pub at: Timestamp,
    /// When they did at the latest, where clocks leave it open.
    pub at_latest: Timestamp,
    /// What the clock of its commit said, if that is not believed.
    pub wrong_clock: Option<Timestamp>,
    /// Who brought it; nobody yet if it is not committed.
    pub commit: Option<Arc<Commit>>,
    /// What changed, at least one thing.
    pub changes: Vec<WordingChange>,
}

/// The changes of a story that was seen by readers, oldest first, without those
/// that a correction declares and those that were taken back. The last of
/// `versions` is the story of today.
///
/// A change is declared by a correction that came with it, or by one of today
/// that bears its day in `zone`.
pub fn undeclared(versions: &[StoryVersion], zone: &TimeZone) -> Vec<Revision> {
    match today(versions) {
        Some(today) => undeclared_by(today, versions, zone),
        None => Vec::new(),
    }
}

/// The same of the lines that were merged into that of `versions`, if readers saw those:
/// changes of what they saw by no other line.
pub fn undeclared_in_merged(
    merged: &[Vec<StoryVersion>],
    versions: &[StoryVersion],
    zone: &TimeZone,
) -> Vec<Revision> {
    let Some(today) = today(versions).filter(|_| !merged.is_empty()) else { return Vec::new() };
    let seen = seen(versions);
    let known = seen.windows(2).flat_map(|pair| match pair {
        [before, after] => changes(&before.text.wording, &after.text.wording),
        _ => Vec::new(),
    });
    let known: HashSet<(StoryPart, String)> = known.map(|known| (known.part, known.old)).collect();
    let mut told: HashSet<WordingChange> = HashSet::new();
    let mut revisions = Vec::new();
    for mut revision in merged.iter().flat_map(|line| undeclared_by(today, line, zone)) {
        revision.changes.retain(|change| {
            !known.contains(&(change.part, change.old.clone())) && told.insert(change.clone())
        });
        revisions.extend(Some(revision).filter(|revision| !revision.changes.is_empty()));
    }
    revisions.sort_by_key(|revision| revision.at);
    revisions
}

/// The story as it is now, if it can be published.
fn today(versions: &[StoryVersion]) -> Option<&Text> {
    versions.last()?.text.as_ref()
}

fn undeclared_by(today: &Text, versions: &[StoryVersion], zone: &TimeZone) -> Vec<Revision> {
    let seen = seen(versions);
    let revisions = seen.windows(2).filter_map(|pair| {
        let [before, after] = pair else { return None };
        if after.text.corrections.len() > before.text.corrections.len() {
            return None;
        }
        let day = after.at.to_zoned_datetime(zone.clone()).date();
        if today.corrections.contains(&day) {
            return None;
        }
        let mut changes = changes(&before.text.wording, &after.text.wording);
        changes.retain(|change| !today.wording.says(change.part, &change.old));
        (!changes.is_empty()).then(|| after.revision(changes))
    });
    revisions.collect()
}

/// A version that readers saw.
struct Seen<'a> {
    at: Timestamp,
    came: Came,
    commit: &'a Option<Arc<Commit>>,
    text: &'a Text,
}

impl Seen<'_> {
    fn revision(&self, changes: Vec<WordingChange>) -> Revision {
        let clock = self.commit.as_ref().map(|commit| commit.clock);
        Revision {
            at: self.at,
            at_latest: self.at.max(self.came.latest),
            wrong_clock: clock.filter(|_| !self.came.by_its_clock),
            commit: self.commit.clone(),
            changes,
        }
    }
}

fn seen(versions: &[StoryVersion]) -> Vec<Seen<'_>> {
    let next = versions.iter().skip(1).map(|next| Some(&next.came)).chain([None]);
    let seen = versions.iter().zip(next).filter_map(|(version, next)| {
        let StoryVersion { came, commit, text } = version;
        let text = text.as_ref()?;
        Some(Seen { at: text.seen(came, next)?, came: *came, commit, text })
    });
    seen.collect()
}

#[cfg(test)]
mod tests;
