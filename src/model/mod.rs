//! The model: what a site consists of, whatever its pages look like.

mod archive;
mod authors;
mod briefing;
mod cards;
mod differences;
mod feed_name;
mod front;
mod gathering;
mod held;
mod linked_stories;
mod live;
mod media;
mod picture;
mod placement;
mod related;
mod serials;
mod tags;
mod translations;
mod uses;
mod version;
mod version_facts;
mod versions;

pub use archive::{Archive, Period};
pub use authors::Authorship;
pub use briefing::{Article, Briefing, StandingPage};
pub use cards::Cards;
pub use differences::{Concern, Difference, DifferenceKind, differences};
pub use feed_name::{FeedName, feed_ids};
pub use front::{Front, FrontBanner, FrontBlock, FrontBlockOf};
pub use gathering::{NamedList, Told, slug_beside_others};
pub use held::{
    Held, HeldOriginal, HeldPart, HeldReason, Release, Reveal, take_out_what_is_to_come, to_come,
};
pub use linked_stories::LinkedStories;
pub use live::{LiveEntry, LiveText};
pub use media::{Attachments, Media, MediaFile, PictureFacts, Played, Role, Track};
pub use picture::{Picture, Version};
pub use placement::{ListedAbout, ListedBriefing, ListedPage, ListedText, Listing, Placement};
pub use related::{looked_at as looked_at_as_related, related};
pub use serials::Serials;
pub use tags::Tagging;
pub use translations::{Readers, Translations};
pub use uses::Uses;
pub use version::{LanguageVersion, Translation};
pub use version_facts::{VersionFacts, original};
pub use versions::{Version as StoryVersion, VersionText, Versions};

use crate::text::config::SectionConfig;

/// A section and its briefings.
#[derive(Debug)]
pub struct Section {
    /// As `site.yaml` names it.
    pub config: SectionConfig,
    /// Indexes into the site's briefings, newest first.
    pub briefings: Vec<usize>,
}
