//! The model: what a site consists of, whatever its pages look like.

mod archive;
mod briefing;
mod cards;
mod feed_name;
mod front;
mod held;
mod live;
mod media;
mod picture;
mod placement;
mod related;
mod tags;
mod translations;
mod version;
mod versions;

pub use archive::{Archive, Period};
pub use briefing::{Article, Briefing, StandingPage};
pub use cards::Cards;
pub use feed_name::{FeedName, feed_ids};
pub use front::{Front, FrontBanner, FrontBlock, FrontBlockOf};
pub use held::{Held, HeldPart, HeldReason, Release, Reveal, take_out_what_is_to_come, to_come};
pub use live::{LiveEntry, LiveText};
pub use media::{Attachments, Media, MediaFile, PictureFacts, Role};
pub use picture::{Picture, Version};
pub use placement::{ListedBriefing, ListedPage, ListedText, Listing, Placement};
pub use related::{looked_at as looked_at_as_related, related};
pub use tags::{TagIndex, Tagging, slug_beside_others};
pub use translations::{Readers, Translations};
pub use version::{LanguageVersion, Translation};
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
