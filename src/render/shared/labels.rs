//! What leads to the lists of stories: sections, tags, and feeds.

use tera::Value;

use crate::render::addresses::Addresses;
use crate::render::views::{CountedLinkView, FeedView, SectionView};
use crate::routes::{FeedFormat, FeedOf};
use crate::site::Site;

/// The [`SectionView`] of a section.
pub fn section(site: &Site, at: usize, addresses: Addresses) -> Value {
    let section = &site.index.sections[at];
    Value::from_serializable(&SectionView {
        id: &section.config.id,
        title: &section.config.title,
        description: section.config.description.as_deref(),
        url: addresses.of(&site.index.section_path(at, 1), &site.config.base_url),
        count: section.briefings.len(),
        feeds: feeds(site, FeedOf::Section(at), addresses),
    })
}

/// The [`CountedLinkView`] of a tag.
pub fn tag(site: &Site, at: usize, addresses: Addresses) -> Value {
    let tag = &site.index.tagging.tags[at];
    Value::from_serializable(&CountedLinkView {
        name: tag.name.clone(),
        url: addresses.of(&site.index.tag_path(at, 1), &site.config.base_url),
        count: tag.briefings.len(),
    })
}

/// The feeds of something, in each format.
pub fn feeds(site: &Site, of: FeedOf, addresses: Addresses) -> Vec<FeedView> {
    let feed = |format: FeedFormat| FeedView {
        name: match format {
            FeedFormat::Rss => "RSS",
            FeedFormat::Atom => "Atom",
            FeedFormat::Json => "JSON",
        },
        media_type: format.media_type(),
        url: addresses.of(&site.index.feed_path(of, format), &site.config.base_url),
    };
    FeedFormat::ALL.map(feed).into()
}
