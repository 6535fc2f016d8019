//! Podcasts, by what Apple and Spotify ask of them
//! (<https://podcasters.apple.com/support/823-podcast-requirements>,
//! <https://support.spotify.com/creators/article/podcast-specification-doc/>).

use crate::common::everything::Everything;
use crate::common::photo::photo;
use crate::common::program::run;
use crate::common::tree;
use crate::common::xml::{Element, parsed};

const SITE: &str = "https://highland.example/briefing/";

#[track_caller]
fn attribute<'e>(element: &'e Element, name: &str) -> &'e str {
    element.attribute(name).unwrap()
}

#[test]
fn a_podcast_has_what_lists_ask_for() {
    let tree = Everything::default().rendered();
    let podcast = parsed(&tree["politics/podcast.xml"]);
    let channel = podcast.one("channel");
    for name in ["title", "description", "language", "link", "itunes:author", "itunes:type"] {
        assert!(!channel.one(name).text.trim().is_empty(), "{name}");
    }
    assert_eq!(channel.one("itunes:explicit").text, "false");
    assert_eq!(attribute(channel.one("itunes:category"), "text"), "News");
    let at_site = |url: &str| tree[url.strip_prefix(SITE).unwrap()].len();
    assert!(at_site(attribute(channel.one("itunes:image"), "href")) > 0);
    let items: Vec<&Element> = channel.all("item").collect();
    assert_eq!(items.len(), 1, "one story plays something");
    let item = items[0];
    let enclosure = item.one("enclosure");
    let length: usize = attribute(enclosure, "length").parse().unwrap();
    assert_eq!(at_site(attribute(enclosure, "url")), length);
    assert_eq!(attribute(enclosure, "type"), "audio/mp4");
    assert_eq!(item.one("itunes:duration").text, "2");
    // What programs have heard already they know again, and so in each feed of the site.
    let feed = parsed(&tree["politics/feed.xml"]);
    let same =
        feed.below("item").into_iter().find(|it| it.one("link").text == item.one("link").text);
    assert_eq!(same.unwrap().one("guid").text, item.one("guid").text);
    let page = String::from_utf8(tree["politics/index.html"].clone()).unwrap();
    assert!(page.contains("href=\"/briefing/politics/podcast.xml\""), "{page}");
}

#[test]
fn machines_are_told_what_a_story_plays() {
    let tree = Everything::default().rendered();
    let page = String::from_utf8(tree["politics/talks/index.html"].clone()).unwrap();
    let folder = format!("{SITE}politics/talks/");
    for expected in [
        format!(
            "\"@type\":\"AudioObject\",\"name\":\"A talk\",\"contentUrl\":\"{folder}talk.m4a\""
        ),
        format!(
            "\"@type\":\"VideoObject\",\"name\":\"A bridge\",\"contentUrl\":\"{folder}bridge.mp4\""
        ),
        "\"duration\":\"PT4S\"".into(),
    ] {
        assert!(page.contains(&expected), "{expected}\n{page}");
    }
}

/// Lists take JPEG and PNG.
#[test]
fn the_picture_of_a_podcast_is_of_a_kind_that_lists_take() {
    let place = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: Vec<u8>| {
        let settings = format!(
            "title: A\nbase_url: https://highland.example/\nsections: [politics]\n\
             podcasts: [{{section: politics, image: /{name}}}]\n"
        );
        tree::put(place.path(), "site.yaml", settings);
        tree::put(place.path(), &format!("static/{name}"), bytes);
    };
    // A WebP without loss begins with its size: 14 bits for each side, less one.
    let size = 1399_u32 | 1399 << 14;
    let webp =
        [b"RIFF\x12\0\0\0WEBPVP8L\x05\0\0\0\x2f".as_slice(), &size.to_le_bytes(), &[0]].concat();
    put("a.webp", webp);
    let said = run(place.path(), &["build"]).refused();
    assert!(
        said.stderr.contains("`static/a.webp` is a WebP picture, and podcast directories refuse"),
        "{}",
        said.stderr
    );
    for (name, bytes, what) in [
        (
            "a.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='1400' height='1400'/>".to_vec(),
            "an SVG drawing",
        ),
        ("b.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(), "an SVG drawing"),
        ("a.bmp", b"BM\0\0\0\0\0\0".to_vec(), "a BMP"),
        ("a.tif", b"II*\0\x08\0\0\0".to_vec(), "a TIFF"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), "a HEIC picture"),
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "a PDF"),
        ("a.txt", b"Words.\n".to_vec(), "no picture"),
    ] {
        put(name, bytes);
        let said = run(place.path(), &["build"]).refused();
        let expected = format!("`static/{name}` is {what}, and podcast directories refuse");
        assert!(said.stderr.contains(&expected), "{expected}: {}", said.stderr);
        std::fs::remove_file(place.path().join(format!("static/{name}"))).unwrap();
    }
    put("a.jpg", photo(1400, 1400, 1));
    run(place.path(), &["build"]).done();
}
