//! Atom (RFC 4287).

use atom_syndication as atom;
use atom_syndication::{Category, Content, FixedDateTime, Link, Person, Text};
use jiff::Zoned;

use super::feed::{Entry, Feed};
use crate::render::xml::for_xml;
use crate::text::date::rfc3339;

/// The bytes of the feed.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    atom::Feed {
        title: Text::plain(for_xml(&feed.title)),
        subtitle: feed.description.map(|text| Text::plain(for_xml(text))),
        id: feed.address.clone(),
        updated: moment(&feed.updated),
        authors: vec![person(feed.publisher)],
        links: vec![
            link("self", &feed.address, "application/atom+xml"),
            link("alternate", &feed.page, "text/html"),
        ],
        entries: feed.entries.iter().map(entry).collect(),
        lang: Some(feed.language.clone()),
        ..atom::Feed::default()
    }
    .to_string()
    .into_bytes()
}

fn entry(entry: &Entry<'_>) -> atom::Entry {
    let page = link("alternate", &entry.page, "text/html");
    let picture = entry.picture.as_ref().map(|picture| Link {
        length: picture.bytes.map(|bytes| bytes.to_string()),
        ..link("enclosure", &picture.url, &picture.media_type)
    });
    let source =
        entry.source.map(|url| Link { rel: "via".into(), href: url.into(), ..Link::default() });
    let terms = [entry.section].into_iter().chain(entry.tags.iter().copied());
    let category = |term: &str| Category { term: for_xml(term), ..Category::default() };
    atom::Entry {
        title: Text::plain(for_xml(entry.title)),
        id: entry.id.clone(),
        updated: moment(entry.updated),
        published: Some(moment(entry.published)),
        authors: entry.authors.iter().map(|name| person(name)).collect(),
        categories: terms.map(category).collect(),
        links: [page].into_iter().chain(picture).chain(source).collect(),
        summary: Some(Text::plain(for_xml(entry.summary))),
        content: Some(Content {
            value: Some(for_xml(entry.html)),
            content_type: Some("html".into()),
            lang: entry.language.map(for_xml),
            ..Content::default()
        }),
        ..atom::Entry::default()
    }
}

fn link(rel: &str, href: &str, kind: &str) -> Link {
    Link { rel: rel.into(), href: href.into(), mime_type: Some(kind.into()), ..Link::default() }
}

fn person(name: &str) -> Person {
    Person { name: for_xml(name), ..Person::default() }
}

fn moment(moment: &Zoned) -> FixedDateTime {
    // What jiff writes, the other reads.
    rfc3339(moment).parse().unwrap_or_default()
}
