//! What a library keeps of each text.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::faults::FileFaults;
use crate::model::{FeedName, Held, ListedBriefing, ListedPage, Listing, Media, Placement};
use crate::site::content::TextFile;
use crate::site::links::Dependency;
use crate::site::texts::Published;
use crate::site::written_link::WrittenLink;

/// What a library keeps of one text.
pub(super) struct TextState {
    pub(super) text: TextFile,
    /// Why it is not public, if it is not; also where it is shown all the same.
    pub(super) held: Option<Box<Held>>,
    pub(super) next_change: Option<Timestamp>,
    /// What feeds know it by, if it is a story.
    pub(super) feed_name: Option<FeedName>,
    pub(super) published: Option<Published>,
    /// The files that its links name, and what was there.
    pub(super) dependencies: Vec<Dependency>,
    /// Where its links lead, in their order; none if one of them leads to what may change.
    pub(super) links: Option<Vec<WrittenLink>>,
    /// The documents that it names, if it is held.
    pub(super) mentioned: Vec<String>,
    /// The hash of its file, if that was read: where what it says stands follows from it.
    pub(super) written: Option<u64>,
}

impl TextState {
    /// What the index of the site is made of.
    pub(super) fn placement(&self) -> Placement<'_> {
        let listed = self.published.as_ref().map(|published| match published {
            Published::Briefing(briefing) => Listing::Briefing(ListedBriefing::of(briefing)),
            Published::Page(page) => Listing::Page(ListedPage::of(page)),
        });
        Placement {
            held: self.held.as_deref(),
            next_change: self.next_change,
            file: &self.text.file,
            edition: self.text.edition,
            story: &self.text.story,
            feed_name: self.feed_name.as_ref(),
            listed,
        }
    }

    /// Whether a picture of it, or a file that is published with it, is one of these
    /// files or in one of these folders.
    pub(super) fn has_a_file_in(&self, paths: &BTreeSet<String>) -> bool {
        let article = self.published.as_ref().map(Published::article);
        let is_there = |file: &str| {
            let mut folders = file.match_indices('/').map(|(at, _)| &file[..at]);
            paths.contains(file) || folders.any(|folder| paths.contains(folder))
        };
        article.is_some_and(|article| {
            article.media.iter().filter_map(Media::source_file).any(|file| is_there(&file))
        })
    }
}

/// What a text was before it was read again.
pub(super) struct PreviousText {
    pub(super) state: TextState,
    pub(super) faults: FileFaults,
}
