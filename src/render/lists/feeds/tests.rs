//! Whatever a text holds, a feed reads back as the same.

use jiff::Zoned;
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::feed::{Entry, Feed, enclosed};
use super::{atom, json, rss};
use crate::render::xml::for_xml;

fn feed_of<'a>(text: &'a str, moment: &'a Zoned) -> Feed<'a> {
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
            page: "https://example.org/a/?b&c".to_string(),
            title: text,
            summary: text,
            html: text,
            published: moment,
            updated: moment,
            authors: std::slice::from_ref(Box::leak(Box::new(text.to_string()))),
            section: text,
            tags: vec![text],
            picture: Some(enclosed("https://example.org/a.png?b&c".to_string(), Some(3))),
            language: Some("hy"),
            source: Some("https://other.example/?a&b"),
        }],
    }
}

fn moment() -> Zoned {
    date(2026, 2, 1).at(9, 30, 0, 0).to_zoned(TimeZone::fixed(jiff::tz::offset(4))).unwrap()
}

/// The text, as XML readers give it: white space around it does not count here.
fn in_xml(text: &str) -> String {
    for_xml(text).trim().to_string()
}

/// Fails where the document is not well-formed.
fn is_well_formed(xml: &[u8]) {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = true;
    let mut buffer = Vec::new();
    while !matches!(reader.read_event_into(&mut buffer).unwrap(), Event::Eof) {}
}

proptest! {
    #[test]
    fn any_text_is_read_back(text in "(\\PC|[<>&\"'\\]\\r\\n\\t\\x00\\x1b\\u{202e}]|]]>|</script>){0,40}") {
        let moment = moment();
        let feed = feed_of(&text, &moment);

        let bytes = rss::write(&feed);
        is_well_formed(&bytes);
        let read = ::rss::Channel::read_from(bytes.as_slice()).unwrap();
        let item = &read.items[0];
        let plain = in_xml(&text);
        prop_assert_eq!(read.title.trim(), &plain);
        prop_assert_eq!(item.title.as_deref().unwrap_or_default().trim(), &plain);
        prop_assert_eq!(item.content.as_deref().unwrap_or_default().trim(), &plain);
        prop_assert_eq!(item.link.as_deref(), Some("https://example.org/a/?b&c"));

        let bytes = atom::write(&feed);
        is_well_formed(&bytes);
        let read = atom_syndication::Feed::read_from(bytes.as_slice()).unwrap();
        let entry = &read.entries[0];
        prop_assert_eq!(entry.title.value.trim(), &plain);
        let content = entry.content.as_ref().and_then(|content| content.value.as_deref());
        prop_assert_eq!(content.unwrap_or_default().trim(), &plain);

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
