//! Whatever a text holds, a feed reads back as the same.

use jiff::ZonedDateTime;
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::feed::{Author, Entry, Feed, enclosed};
use super::{atom, json, rss};
use crate::html::escaped;
use crate::render::xml::for_xml;

#[allow(dead_code)]
#[path = "../../../../tests/common/xml.rs"]
mod xml;

fn feed_of<'a>(text: &'a str, moment: &'a ZonedDateTime) -> Feed<'a> {
    Feed {
        title: text.to_string(),
        description: Some(text),
        language: "en".to_string(),
        page: "https://example.org/".to_string(),
        address: "https://example.org/feed".to_string(),
        updated: moment.clone(),
        publisher: text,
        entries: vec![Entry {
            id: "tag:example.org,2026-02-01:politics/a".to_string(),
            uri: "tag:example.org,2026-02-01:politics/a".to_string(),
            page: "https://example.org/a/?b&c".to_string(),
            title: text.into(),
            summary: text,
            html: text.into(),
            published: moment,
            updated: moment,
            authors: vec![Author { name: text, url: Some("https://example.org/?a&b".into()) }],
            categories: vec![text, text],
            picture: Some(enclosed("https://example.org/a.png?b&c".to_string(), Some(3))),
            language: Some("hy"),
            source: Some("https://other.example/?a&b"),
        }],
    }
}

fn moment() -> ZonedDateTime {
    date(2026, 2, 1)
        .at(9, 30, 0, 0)
        .to_zoned_datetime(TimeZone::fixed(jiff::tz::offset(4)))
        .unwrap()
}

proptest! {
    #[test]
    fn any_text_is_read_back(text in "(\\PC|[<>&\"'\\]\\r\\n\\t\\x00\\x1b\\u{202e}]|]]>|</script>){0,40}") {
        let moment = moment();
        let feed = feed_of(&text, &moment);

        let plain = for_xml(&text);
        let read = xml::parsed(&rss::write(&feed));
        let channel = read.one("channel");
        let item = channel.one("item");
        prop_assert_eq!(&channel.one("title").text, &plain);
        let description = escaped(&text);
        prop_assert_eq!(&item.one("description").text, &for_xml(&description));
        for name in ["title", "category", "content:encoded", "dc:creator"] {
            prop_assert_eq!(item.all(name).next().map(|element| &*element.text), Some(&*plain));
        }
        prop_assert_eq!(&item.one("link").text, "https://example.org/a/?b&c");

        let read = xml::parsed(&atom::write(&feed));
        let entry = read.one("entry");
        prop_assert_eq!(&read.one("title").text, &plain);
        for name in ["title", "summary", "content"] {
            prop_assert_eq!(&entry.one(name).text, &plain);
        }
        prop_assert_eq!(&entry.one("author").one("name").text, &plain);
        prop_assert_eq!(entry.all("category").next().unwrap().attribute("term"), Some(&*plain));

        let read: serde_json::Value = serde_json::from_slice(&json::write(&feed)).unwrap();
        prop_assert_eq!(read["items"][0]["title"].as_str(), Some(&*text));
        prop_assert_eq!(read["items"][0]["content_html"].as_str(), Some(&*text));
    }
}

#[test]
fn moments_are_those_of_the_content() {
    let moment = moment();
    let feed = feed_of("a", &moment);
    let rss = String::from_utf8(rss::write(&feed)).unwrap();
    assert!(rss.contains("<pubDate>Sun, 01 Feb 2026 09:30:00 +0400</pubDate>"), "{rss}");
    let atom = String::from_utf8(atom::write(&feed)).unwrap();
    assert!(atom.contains("<published>2026-02-01T09:30:00+04:00</published>"), "{atom}");
}
