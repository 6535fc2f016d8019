//! From the versions of a story to the changes that no correction declares.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::compare::changes;
use super::{Came, Change, Commit, Text, Version};

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
    pub changes: Vec<Change>,
}

/// The changes of a story that was seen by readers, oldest first, without those
/// that a correction declares and those that were taken back. The last of
/// `versions` is the story of today.
///
/// A change is declared by a correction that came with it, or by one of today
/// that bears its day in `zone`.
pub fn undeclared(versions: &[Version], zone: &TimeZone) -> Vec<Revision> {
    let Some(Version { text: Some(today), .. }) = versions.last() else { return Vec::new() };
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
    fn revision(&self, changes: Vec<Change>) -> Revision {
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

fn seen(versions: &[Version]) -> Vec<Seen<'_>> {
    let next = versions.iter().skip(1).map(|next| Some(&next.came)).chain([None]);
    let seen = versions.iter().zip(next).filter_map(|(version, next)| {
        let Version { came, commit, text } = version;
        let text = text.as_ref()?;
        Some(Seen { at: text.seen(came, next)?, came: *came, commit, text })
    });
    seen.collect()
}

#[cfg(test)]
mod tests;
