//! RSS 2.0, checked by the rules of its specification
//! (<https://www.rssboard.org/rss-specification>) and of the board's best practices
//! (<https://www.rssboard.org/rss-profile>).

use std::collections::{BTreeMap, BTreeSet};

use jiff::fmt::rfc2822;

use crate::common::everything::Everything;
use crate::common::published::sample_at;
use crate::common::tree::Tree;
use crate::common::xml::{Element, parsed};

/// What a channel may have, and what of it once.
const OF_CHANNEL: [&str; 18] = [
    "title",
    "link",
    "description",
    "language",
    "copyright",
    "managingEditor",
    "webMaster",
    "pubDate",
    "lastBuildDate",
    "category",
    "generator",
    "docs",
    "cloud",
    "ttl",
    "image",
    "skipHours",
    "skipDays",
    "item",
];
const OF_ITEM: [&str; 10] = [
    "title",
    "link",
    "description",
    "author",
    "category",
    "comments",
    "enclosure",
    "guid",
    "pubDate",
    "source",
];

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn unless(&mut self, is_right: bool, what: &str) {
        if !is_right {
            self.0.push(what.to_string());
        }
    }

    /// Each child is known or an extension, and those that may stand once do.
    fn of_children(&mut self, element: &Element, known: &[&str]) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for child in &element.children {
            *counts.entry(&child.name).or_default() += 1;
        }
        for (name, count) in counts {
            let may_repeat = matches!(name, "item" | "category" | "dc:creator");
            self.unless(count == 1 || may_repeat, &format!("<{name}> is there {count} times"));
            let is_known = known.contains(&name) || name.contains(':');
            self.unless(is_known, &format!("<{name}> is not of RSS"));
        }
    }

    fn of_date(&mut self, element: &Element, name: &str) {
        for date in element.all(name) {
            // With a year of four digits, as the board prefers.
            let parsed = rfc2822::parse(&date.text);
            let has_century = date.text.split(' ').any(|part| part.len() == 4);
            self.unless(parsed.is_ok() && has_century, &format!("<{name}> is no date"));
        }
    }
}

/// What is wrong with a feed that stands at `address`.
fn faults(feed: &[u8], address: &str) -> Vec<String> {
    let rss = parsed(feed);
    let mut faults = Faults::default();
    faults.unless(rss.name == "rss" && rss.attribute("version") == Some("2.0"), "not RSS 2.0");
    let namespaces = rss
        .attributes
        .iter()
        .filter_map(|(name, url)| name.strip_prefix("xmlns:").map(|prefix| (prefix, url.as_str())));
    let namespaces: BTreeMap<&str, &str> = namespaces.collect();
    let known = BTreeMap::from([
        ("atom", "http://www.w3.org/2005/Atom"),
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
    ]);
    faults.unless(namespaces == known, "other namespaces");
    faults.unless(rss.children.len() == 1, "more than a channel");
    let channel = rss.one("channel");
    faults.of_children(channel, &OF_CHANNEL);
    for name in ["title", "link", "description"] {
        let is_there = channel.all(name).any(|element| !element.text.trim().is_empty());
        faults.unless(is_there, &format!("the channel has no <{name}>"));
    }
    faults.unless(channel.all("link").all(is_address), "the channel's <link> is no address");
    faults.of_date(channel, "pubDate");
    faults.of_date(channel, "lastBuildDate");
    let own = channel.all("atom:link").filter(|link| link.attribute("rel") == Some("self"));
    let own: Vec<_> = own.map(|link| (link.attribute("href"), link.attribute("type"))).collect();
    let wanted = [(Some(address), Some("application/rss+xml"))];
    faults.unless(own == wanted, "the feed does not say where it is");
    let mut guids = BTreeSet::new();
    for item in channel.all("item") {
        check_item(item, &mut faults);
        for guid in item.all("guid") {
            faults.unless(guids.insert(guid.text.clone()), "two items have one guid");
        }
    }
    faults.0
}

fn check_item(item: &Element, faults: &mut Faults) {
    faults.of_children(item, &OF_ITEM);
    let says = |name| item.all(name).any(|element| !element.text.trim().is_empty());
    faults.unless(says("title") || says("description"), "an item says nothing");
    faults.unless(item.all("link").all(is_address), "an item's <link> is no address");
    faults.of_date(item, "pubDate");
    for author in item.all("author") {
        faults.unless(author.text.contains('@'), "an author has no address");
    }
    for category in item.all("category") {
        faults.unless(!category.text.trim().is_empty(), "a category is empty");
    }
    faults.unless(says("guid"), "an item has no guid");
    for guid in item.all("guid") {
        let is_permalink = guid.attribute("isPermaLink") != Some("false");
        faults.unless(!is_permalink || is_address(guid), "a guid is no address");
    }
    for enclosure in item.all("enclosure") {
        let attribute = |name| enclosure.attribute(name).unwrap_or_default();
        let url = url::Url::parse(attribute("url"));
        // The board: "must use the http protocol", which is of a time before the other.
        let is_http = url.is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
        faults.unless(is_http, "an enclosure has no url");
        faults.unless(attribute("length").parse::<u64>().is_ok(), "an enclosure has no length");
        let kind = attribute("type").split_once('/');
        let is_type = kind.is_some_and(|(a, b)| !a.is_empty() && !b.is_empty());
        faults.unless(is_type, "an enclosure has no type");
    }
}

fn is_address(element: &Element) -> bool {
    url::Url::parse(&element.text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// The feeds of a site, each with its address.
fn feeds(output: &Tree) -> Vec<(String, &[u8])> {
    let feeds = output.iter().filter(|(path, _)| path.ends_with("feed.xml"));
    let address = |path: &str| format!("https://highland.example/briefing/{path}");
    feeds.map(|(path, feed)| (address(path), feed.as_slice())).collect()
}

#[test]
fn rss_feeds_are_as_the_specification_says() {
    let everything = Everything::default().rendered();
    let sample = sample_at("2026-11-24T12:00:00Z");
    let feeds = [feeds(&sample), feeds(&everything)].concat();
    assert_eq!(feeds.len(), 39);
    let own: Vec<bool> =
        feeds.iter().map(|(address, feed)| own_address(feed) == *address).collect();
    for ((address, feed), is_own) in feeds.iter().zip(&own) {
        // At an address that its author had before, a feed says where it is now.
        let now = own_address(feed);
        assert!(
            *is_own || feeds.iter().any(|(at, other)| *at == now && other == feed),
            "{address}"
        );
        assert_eq!(faults(feed, &now), [""; 0], "{address}");
    }
    assert_eq!(own.iter().filter(|is_own| !**is_own).count(), 2);
}

/// Where a feed says that it is (RSS Advisory Board, best practices, `atom:link`).
fn own_address(feed: &[u8]) -> String {
    let feed = parsed(feed);
    let mut links = feed.one("channel").all("atom:link");
    let own = links.find(|link| link.attribute("rel") == Some("self"));
    own.and_then(|link| link.attribute("href")).unwrap_or_default().to_string()
}

#[test]
fn enclosures_have_the_size_of_the_file() {
    let output = Everything::default().rendered();
    let feed = parsed(&output["feed.xml"]);
    let enclosures = feed.one("channel").all("item").flat_map(|item| item.all("enclosure"));
    let lengths: Vec<_> = enclosures.map(|enclosure| enclosure.attribute("length")).collect();
    let size = output["politics/talks/hall.svg"].len().to_string();
    assert_eq!(lengths, [Some(&*size), Some("0")]);
    let atom = String::from_utf8(output["atom.xml"].clone()).unwrap();
    assert!(atom.contains(&format!("length=\"{size}\"")) && !atom.contains("length=\"0\""));
    let json: serde_json::Value = serde_json::from_slice(&output["feed.json"]).unwrap();
    assert_eq!(json["items"][0]["attachments"][0]["size_in_bytes"].to_string(), size);
    assert!(json["items"][1]["attachments"][0].get("size_in_bytes").is_none());
}

#[test]
fn an_rss_feed_with_a_fault_is_refused() {
    let right = r#"<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
        xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>A</title>
        <link>https://a.example/</link><description>B</description>
        <lastBuildDate>Sun, 01 Feb 2026 09:30:00 +0400</lastBuildDate>
        <atom:link href="https://a.example/feed.xml" rel="self" type="application/rss+xml"/>
        <item><title>C</title><link>https://a.example/c/</link><guid isPermaLink="false">c</guid>
        <pubDate>Sun, 01 Feb 2026 09:30:00 +0400</pubDate><category>D</category>
        <enclosure url="https://a.example/c.png" length="3" type="image/png"/></item></channel></rss>"#;
    let faults = |feed: &str| faults(feed.as_bytes(), "https://a.example/feed.xml").join("\n");
    assert_eq!(faults(right), "");
    let changes = [
        ("version=\"2.0\"", "version=\"0.91\"", "not RSS 2.0"),
        ("<title>A</title>", "", "no <title>"),
        ("<description>B</description>", "<description/>", "no <description>"),
        ("<link>https://a.example/</link>", "<link>/</link>", "is no address"),
        ("<lastBuildDate>Sun, 01", "<lastBuildDate>Sun, 32", "<lastBuildDate> is no date"),
        ("<pubDate>Sun, 01 Feb 2026 09", "<pubDate>2026-02-01T09", "<pubDate> is no date"),
        ("rel=\"self\"", "rel=\"via\"", "where it is"),
        ("<title>C</title>", "", "says nothing"),
        ("<title>C</title>", "<title>C</title><title>C</title>", "2 times"),
        ("<title>C</title>", "<title>C</title><summary>C</summary>", "is not of RSS"),
        ("isPermaLink=\"false\"", "", "a guid is no address"),
        ("<category>D</category>", "<category> </category>", "a category is empty"),
        ("length=\"3\"", "", "no length"),
        ("type=\"image/png\"", "type=\"png\"", "no type"),
        ("url=\"https://a.example", "url=\"", "no url"),
        (
            "<item>",
            "<item><title>C</title><guid isPermaLink=\"false\">c</guid></item><item>",
            "one guid",
        ),
    ];
    for (part, with, wanted) in changes {
        assert!(right.contains(part), "{part}");
        let found = faults(&right.replace(part, with));
        assert!(found.contains(wanted), "{part} -> {with}: {found}");
    }
}
