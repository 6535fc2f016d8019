//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Serialize;

use super::feed::{Enclosed, Entry, Feed};
use crate::text::date::rfc3339;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: &'a str,
    summary: &'a str,
    content_html: &'a str,
    date_published: String,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    tags: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
}

/// The bytes of the feed.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        description: feed.description,
        home_page_url: &feed.page,
        feed_url: &feed.address,
        language: &feed.language,
        authors: [Author { name: feed.publisher, url: None }],
        items: feed.entries.iter().map(item).collect(),
    };
    // Strings and lists can always be written.
    serde_json::to_vec(&document).unwrap_or_default()
}

fn item<'a>(entry: &'a Entry<'_>) -> Item<'a> {
    let picture = entry.picture.as_ref();
    let attachment = |picture: &'a Enclosed| Attachment {
        url: &picture.url,
        mime_type: &picture.media_type,
        size_in_bytes: picture.bytes,
    };
    Item {
        id: &entry.id,
        url: &entry.page,
        external_url: entry.source,
        title: &entry.title,
        summary: entry.summary,
        content_html: &entry.html,
        date_published: rfc3339(entry.published),
        date_modified: rfc3339(entry.updated),
        authors: entry
            .authors
            .iter()
            .map(|author| Author { name: author.name, url: author.url.as_deref() })
            .collect(),
        tags: &entry.categories,
        language: entry.language,
        image: picture.map(|picture| &*picture.url),
        attachments: picture.map(attachment).into_iter().collect(),
    }
}
