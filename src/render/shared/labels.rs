//! What leads to the lists of stories: sections, tags, and feeds.

use tera::Value;

use crate::render::addresses::Addresses;
use crate::render::views::{CountedLinkView, FeedView, SectionView};
use crate::routes::{FeedFormat, FeedOf};
use crate::site::{Edition, Paths};
use crate::url::{BaseUrl, SitePath};

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
    let path = |format| edition.index.feed_path(of, format);
    FeedFormat::ALL.map(|format| feed(format, addresses.of(&path(format), base_url))).into()
}

/// The feeds of the entries of the live story at `page`.
pub fn live_feeds(page: &SitePath, base_url: &BaseUrl) -> Vec<FeedView> {
    let url = |format| base_url.href(&Paths::live_feed(page, format));
    FeedFormat::ALL.map(|format| feed(format, url(format))).into()
}

fn feed(format: FeedFormat, url: String) -> FeedView {
    let name = match format {
        FeedFormat::Rss => "RSS",
        FeedFormat::Atom => "Atom",
        FeedFormat::Json => "JSON",
    };
    FeedView { name, media_type: format.media_type(), url }
}
