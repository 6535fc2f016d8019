//! What a library keeps of each text.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use crate::faults::FileFaults;
use crate::model::{
    FeedName, Held, HeldReason, ListedAbout, ListedBriefing, ListedPage, Listing, Media, Placement,
    VersionFacts,
};
use crate::site::content::TextFile;
use crate::site::field_places::FieldPlaces;
use crate::site::links::Dependency;
use crate::site::named_here::NamedHere;
use crate::site::own_addresses::PlacedText;
use crate::site::texts::Published;
use crate::site::written_link::WrittenLink;
use crate::text::placed::Placed;
use crate::url::SitePath;

/// What a library keeps of one text.
pub(super) struct TextState {
    pub(super) text: TextFile,
    /// Why it is not public, if it is not; also where it is shown all the same.
    pub(super) held: Option<Box<Held>>,
    /// Where it was before, if it is held.
    pub(super) held_aliases: Box<[Placed<SitePath>]>,
    pub(super) next_change: Option<Timestamp>,
    /// What it is compared with its versions by; nothing on a site with one language.
    pub(super) version: Option<Arc<VersionFacts>>,
    /// Where its front matter has what it is compared by.
    pub(super) places: FieldPlaces,
    /// What feeds know it by, if it is a story.
    pub(super) feed_name: Option<FeedName>,
    pub(super) published: Option<Published>,
    /// The files that its links name, and what was there.
    pub(super) dependencies: Vec<Dependency>,
    /// Where its links lead, in their order; none if one of them leads to what may change.
    pub(super) links: Option<Vec<WrittenLink>>,
    /// The versions of it that its front matter names by addresses of the site.
    pub(super) named_here: Box<[NamedHere]>,
    /// The documents that it names, if it is held.
    pub(super) mentioned: Vec<String>,
    /// The hash of its file, if that was read: where what it says stands follows from it.
    pub(super) written: Option<u64>,
}

impl TextState {
    /// What the index of the site is made of.
    pub(super) fn placement(&self) -> Placement<'_> {
        let listed = self.published.as_ref().and_then(|published| match published {
            Published::Briefing(briefing) => Some(Listing::Briefing(ListedBriefing::of(briefing))),
            Published::Page(page) => Some(Listing::Page(ListedPage::of(page))),
            Published::About(page) => ListedAbout::of(page).map(Listing::About),
        });
        Placement {
            held: self.held.as_deref(),
            next_change: self.next_change,
            file: &self.text.file,
            edition: self.text.edition,
            story: &self.text.story,
            version: self.version.as_ref(),
            feed_name: self.feed_name.as_ref(),
            listed,
        }
    }

    /// Why it is not public, if it is not.
    pub(super) fn reason(&self) -> Option<&HeldReason> {
        self.held.as_ref().map(|held| &held.reason)
    }

    /// Where it is or will be published, and was before, if that is known.
    pub(super) fn placed(&self) -> Option<PlacedText<'_>> {
        let (text, named) = (&self.text, &*self.named_here);
        let (path, aliases) = match (&self.published, &self.held) {
            (Some(published), _) => {
                let article = published.article();
                (&article.path, &*article.facts.aliases)
            }
            (None, Some(held)) => (&held.path, &*self.held_aliases),
            (None, None) => return None,
        };
        Some(PlacedText { text, path, aliases, named })
    }

    /// Whether a picture of it, or a file that is published with it, is one of these
    /// files or in one of these folders.
    pub(super) fn has_a_file_in(&self, paths: &BTreeSet<String>) -> bool {
        let Some(published) = &self.published else {
            // A file that it shows data of may be at fault, whatever else is.
            return self.dependencies.iter().any(|named| is_in(&named.file, paths));
        };
        let mut files = published.article().media.iter().filter_map(Media::source_file);
        files.any(|file| is_in(&file, paths))
    }
}

/// Whether a file is one of these, or in one of these folders.
fn is_in(file: &str, paths: &BTreeSet<String>) -> bool {
    let mut folders = file.match_indices('/').map(|(at, _)| &file[..at]);
    paths.contains(file) || folders.any(|folder| paths.contains(folder))
}

/// What a text was before it was read again.
pub(super) struct PreviousText {
    pub(super) state: TextState,
    pub(super) faults: FileFaults,
}
