//! RSS 2.0 (<https://www.rssboard.org/rss-specification>), with the whole text in
//! `content:encoded`, authors in `dc:creator` and the feed's own address in
//! `atom:link`, as the board's best practices have it
//! (<https://www.rssboard.org/rss-profile>).

use super::feed::{Enclosed, Entry, Feed};
use crate::html::escaped;
use crate::render::xml::Xml;

/// RFC 822 dates, with years of four digits.
pub(crate) const DATE: &str = "%a, %d %b %Y %H:%M:%S %z";

pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

const ATTRIBUTES: [(&str, &str); 4] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

/// The bytes of the feed.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    Xml::document(DECLARATION, "rss", &ATTRIBUTES, |xml| {
        xml.element("channel", &[], |xml| channel(xml, feed));
    })
}

fn channel(xml: &mut Xml, feed: &Feed<'_>) {
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.page);
    xml.text("description", &[], feed.description.unwrap_or(&feed.title));
    xml.text("language", &[], &feed.language);
    xml.text("lastBuildDate", &[], &feed.updated.strftime(DATE).to_string());
    let own = [("href", &*feed.address), ("rel", "self"), ("type", "application/rss+xml")];
    xml.element("atom:link", &own, |_| ());
    for entry in &feed.entries {
        xml.element("item", &[], |xml| item(xml, entry));
    }
}

fn item(xml: &mut Xml, entry: &Entry<'_>) {
    xml.text("title", &[], &entry.title);
    xml.text("link", &[], &entry.page);
    // Readers take it for HTML, and it is plain.
    xml.cdata("description", &escaped(entry.summary));
    for category in &entry.categories {
        xml.text("category", &[], category);
    }
    if let Some(picture) = &entry.picture {
        enclosure(xml, picture);
    }
    xml.text("guid", &[("isPermaLink", "false")], &entry.id);
    xml.text("pubDate", &[], &entry.published.strftime(DATE).to_string());
    xml.cdata("content:encoded", &entry.html);
    for author in &entry.authors {
        xml.text("dc:creator", &[], author.name);
    }
}

/// The length has to be given; zero stands for one that is not known, as of a
/// picture on another host.
fn enclosure(xml: &mut Xml, picture: &Enclosed) {
    let length = picture.bytes.unwrap_or(0).to_string();
    let attributes = [("url", &*picture.url), ("length", &*length), ("type", &*picture.media_type)];
    xml.empty("enclosure", &attributes);
}
