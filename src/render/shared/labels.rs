//! What leads to the lists of stories: sections, tags, and feeds.

use tera::Value;

use crate::render::addresses::Addresses;
use crate::render::views::{CountedLinkView, FeedView, SectionView};
use crate::routes::{FeedFormat, FeedOf};
use crate::site::Edition;
use crate::url::BaseUrl;

/// The [`SectionView`] of a section.
pub fn section(edition: &Edition, base_url: &BaseUrl, at: usize, addresses: Addresses) -> Value {
    let section = &edition.index.sections[at];
    Value::from_serializable(&SectionView {
        id: &section.config.id,
        title: &section.config.title,
        description: section.config.description.as_deref(),
        url: addresses.of(&edition.index.section_path(at, 1), base_url),
        count: section.briefings.len(),
        feeds: feeds(edition, base_url, FeedOf::Section(at), addresses),
    })
}

/// The [`CountedLinkView`] of a tag.
pub fn tag(edition: &Edition, base_url: &BaseUrl, at: usize, addresses: Addresses) -> Value {
    let tag = &edition.index.tagging.tags[at];
    Value::from_serializable(&CountedLinkView {
        name: tag.name.clone(),
        url: addresses.of(&edition.index.tag_path(at, 1), base_url),
        count: tag.briefings.len(),
    })
}

/// The feeds of something, in each format.
pub fn feeds(
    edition: &Edition,
    base_url: &BaseUrl,
    of: FeedOf,
    addresses: Addresses,
) -> Vec<FeedView> {
    let feed = |format: FeedFormat| FeedView {
        name: match format {
            FeedFormat::Rss => "RSS",
            FeedFormat::Atom => "Atom",
            FeedFormat::Json => "JSON",
        },
        media_type: format.media_type(),
        url: addresses.of(&edition.index.feed_path(of, format), base_url),
    };
    FeedFormat::ALL.map(feed).into()
}
