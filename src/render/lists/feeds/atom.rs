//! Atom (RFC 4287).

use super::feed::{Author, Enclosed, Entry, Feed};
use crate::render::xml::Xml;
use crate::text::date::rfc3339;

const DECLARATION: &str = "<?xml version=\"1.0\"?>\n";

/// The bytes of the feed.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &feed.language)];
    Xml::document(DECLARATION, "feed", &attributes, |xml| {
        xml.text("title", &[], &feed.title);
        xml.text("id", &[], &feed.address);
        xml.text("updated", &[], &rfc3339(&feed.updated));
        author(xml, feed.publisher, None);
        link(xml, "self", &feed.address, Some("application/atom+xml"));
        link(xml, "alternate", &feed.page, Some("text/html"));
        if let Some(description) = feed.description {
            xml.text("subtitle", &[], description);
        }
        for entry in &feed.entries {
            xml.element("entry", &[], |xml| write_entry(xml, entry));
        }
    })
}

fn write_entry(xml: &mut Xml, entry: &Entry<'_>) {
    xml.text("title", &[], &entry.title);
    xml.text("id", &[], &entry.uri);
    xml.text("updated", &[], &rfc3339(entry.updated));
    for Author { name, url } in &entry.authors {
        author(xml, name, url.as_deref());
    }
    for term in &entry.categories {
        xml.empty("category", &[("term", term)]);
    }
    link(xml, "alternate", &entry.page, Some("text/html"));
    if let Some(picture) = &entry.picture {
        enclosure(xml, picture);
    }
    if let Some(url) = entry.source {
        link(xml, "via", url, None);
    }
    xml.text("published", &[], &rfc3339(entry.published));
    xml.text("summary", &[], entry.summary);
    let language = entry.language.map(|language| ("xml:lang", language));
    let attributes: Vec<_> = language.into_iter().chain([("type", "html")]).collect();
    xml.text("content", &attributes, &entry.html);
}

fn author(xml: &mut Xml, name: &str, uri: Option<&str>) {
    xml.element("author", &[], |xml| {
        xml.text("name", &[], name);
        if let Some(uri) = uri {
            xml.text("uri", &[], uri);
        }
    });
}

fn link(xml: &mut Xml, rel: &str, href: &str, kind: Option<&str>) {
    let kind = kind.map(|kind| ("type", kind));
    let attributes: Vec<_> = [("href", href), ("rel", rel)].into_iter().chain(kind).collect();
    xml.empty("link", &attributes);
}

fn enclosure(xml: &mut Xml, picture: &Enclosed) {
    let bytes = picture.bytes.map(|bytes| bytes.to_string());
    let length = bytes.as_ref().map(|bytes| ("length", &**bytes));
    let known = [("href", &*picture.url), ("rel", "enclosure"), ("type", &*picture.media_type)];
    let attributes: Vec<_> = known.into_iter().chain(length).collect();
    xml.empty("link", &attributes);
}
