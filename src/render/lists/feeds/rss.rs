//! RSS 2.0 (<https://www.rssboard.org/rss-specification>), with the whole text in
//! `content:encoded`, authors in `dc:creator` and the feed's own address in
//! `atom:link`, as the board's best practices have it
//! (<https://www.rssboard.org/rss-profile>).

use std::collections::BTreeMap;

use rss::extension::dublincore::DublinCoreExtension;
use rss::extension::{Extension, ExtensionMap};
use rss::{Category, Channel, Enclosure, Guid, Item};

use super::feed::{Enclosed, Entry, Feed};
use crate::render::xml::for_xml;

/// RFC 822 dates, with years of four digits.
const DATE: &str = "%a, %d %b %Y %H:%M:%S %z";

/// The bytes of the feed.
pub(super) fn write(feed: &Feed<'_>) -> Vec<u8> {
    let namespaces = [
        ("atom", "http://www.w3.org/2005/Atom"),
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    ];
    Channel {
        title: for_xml(&feed.title),
        link: feed.page.clone(),
        description: for_xml(feed.description.unwrap_or(&feed.title)),
        language: Some(feed.language.clone()),
        last_build_date: Some(feed.updated.strftime(DATE).to_string()),
        items: feed.entries.iter().map(item).collect(),
        extensions: own_address(&feed.address),
        namespaces: namespaces.map(|(name, url)| (name.into(), url.into())).into(),
        ..Channel::default()
    }
    .to_string()
    .into_bytes()
}

/// `<atom:link rel="self">`
fn own_address(address: &str) -> ExtensionMap {
    let attributes = [("href", address), ("rel", "self"), ("type", "application/rss+xml")];
    let link = Extension {
        name: "atom:link".into(),
        attrs: attributes.map(|(name, value)| (name.into(), value.into())).into(),
        ..Extension::default()
    };
    BTreeMap::from([("atom".into(), BTreeMap::from([("link".into(), vec![link])]))])
}

fn item(entry: &Entry<'_>) -> Item {
    let categories = [entry.section].into_iter().chain(entry.tags.iter().copied());
    let category = |name: &str| Category { name: for_xml(name), domain: None };
    let creators = entry.authors.iter().map(|author| for_xml(author)).collect();
    Item {
        title: Some(for_xml(entry.title)),
        link: Some(entry.page.clone()),
        description: Some(for_xml(entry.summary)),
        categories: categories.map(category).collect(),
        enclosure: entry.picture.as_ref().map(enclosure),
        guid: Some(Guid { value: entry.id.clone(), permalink: false }),
        pub_date: Some(entry.published.strftime(DATE).to_string()),
        content: Some(for_xml(entry.html)),
        dublin_core_ext: Some(DublinCoreExtension { creators, ..DublinCoreExtension::default() }),
        ..Item::default()
    }
}

/// The length has to be given; zero stands for one that is not known, as of a
/// picture on another host.
fn enclosure(picture: &Enclosed) -> Enclosure {
    Enclosure {
        url: picture.url.clone(),
        length: picture.bytes.unwrap_or(0).to_string(),
        mime_type: picture.media_type.clone(),
    }
}
