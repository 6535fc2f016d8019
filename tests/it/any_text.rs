//! Whatever people write in the fields of a site, every file of it is whole and
//! says the same.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::common::effort::cases;
use crate::common::everything::{Everything, FIELDS};
use crate::common::tree::Tree;
use crate::common::xml::Element;
use crate::common::{html, xml};
use dateline::typography::{Quotes, typeset};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

/// What means something to HTML, XML, JSON, YAML or templates.
const MARKS: &str = "\" ' < > & &amp; &lt;b&gt; &#0; &#x1b; &nbsp <b> </b> <i </script> <script> \
    <!-- --> --!> </title> </h1> </p> <p> </body> <plaintext> ]]> <![CDATA[ <?xml ?> <!DOCTYPE \
    {{site}} {%raw%} {# \\ \\u003c \\\" # --- ... | %00 ${a} ` javascript: 👩‍👩‍👧‍👦 🇦🇲 e\u{301}\u{323}";

/// What nobody sees.
const UNSEEN: &str =
    "\0\u{1b}\u{8}\u{7f}\u{9f}\u{2028}\u{2029}\u{feff}\u{fffe}\u{1ffff}\u{202e}\u{2066}\u{200f}";

/// White space, of which none counts at the beginning and the end, also with what
/// means something to YAML beside it.
const WHITE: [&str; 11] =
    [" ", ": ", " #", "- ", "\t", "\n", "\r\n", "\r", "\u{c}", "\u{85}", "\u{a0}"];

/// What is read as a text is, with its quotation marks, dashes and ellipses.
const SET: [&str; 14] = [
    "title",
    "subtitle",
    "summary",
    "caption",
    "correction",
    "other correction",
    "neighbour's title",
    "page's title",
    "page's subtitle",
    "author's text",
    "topic's title",
    "topic's summary",
    "series' title",
    "series' summary",
];

/// A text with a word in it, since a field may not be empty.
fn text() -> impl Strategy<Value = String> {
    let marks: Vec<&str> = MARKS.split(' ').filter(|mark| !mark.is_empty()).collect();
    let mark = select(marks).prop_map(String::from);
    let unseen = select(UNSEEN.chars().collect::<Vec<_>>()).prop_map(String::from);
    let white = select(&WHITE[..]).prop_map(String::from);
    let any = any::<char>().prop_map(String::from);
    let piece = prop_oneof![5 => mark, 2 => unseen, 1 => white, 1 => any, 1 => "\\PC{1,4}"];
    let pieces = || prop::collection::vec(piece.clone(), 0..4).prop_map(|pieces| pieces.concat());
    (pieces(), "[A-Za-zա-ֆ]{1,6}", pieces())
        .prop_map(|(before, word, after)| before + &word + &after)
}

/// A site with such texts. Authors and tags are two each.
fn everything() -> impl Strategy<Value = Everything> {
    prop::collection::vec(text(), FIELDS.len()).prop_map(|texts| {
        let mut texts: [String; FIELDS.len()] = texts.try_into().unwrap();
        for (field, text) in FIELDS.iter().zip(&mut texts) {
            match *field {
                "tag" | "author" => *text += "1st",
                "other tag" | "other author" => *text += "2nd",
                // A colon comes behind it.
                "whole dateline" => *text += ".",
                _ => {}
            }
        }
        Everything::new(texts)
    })
}

/// What is left of a text: without white space around it, with one kind of line
/// end, and without what neither HTML nor XML can hold.
fn kept(text: &str) -> String {
    let one_line_end = text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}'], "\n");
    let is_held = |c: &char| {
        let is_control = c.is_control() && !matches!(c, '\t' | '\n');
        let is_no_character = matches!(u32::from(*c) & 0xffff, 0xfffe | 0xffff)
            || matches!(c, '\u{fdd0}'..='\u{fdef}');
        !is_control && !is_no_character
    };
    one_line_end.chars().filter(is_held).collect::<String>().trim().to_string()
}

/// What a site with everything is, when its texts are plain.
static PLAIN: LazyLock<Tree> = LazyLock::new(|| Everything::default().rendered());

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(24), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_field_is_read_back_from_every_file(site in everything()) {
        let output = site.rendered();
        are_whole(&output);
        // In Armenian, as its story says.
        let quotes = |field: &str| match field {
            "neighbour's title" => Quotes::of("hy"),
            _ => Quotes::default(),
        };
        let kept = |field: &str| match SET.contains(&field) {
            true => typeset(&kept(site.text(field)), quotes(field)).into_owned(),
            false => kept(site.text(field)),
        };
        the_page_of_a_story_says_what_was_written(&output, &kept);
        lists_say_what_was_written(&output, &kept);
        structured_data_says_what_was_written(&output, &kept);
        feeds_say_what_was_written(&output, &kept);
    }
}

type Kept<'a> = dyn Fn(&str) -> String + 'a;

/// Every file can be read, and is made of what it is made of when the texts are plain.
fn are_whole(output: &Tree) {
    let (mut pages, mut plain) = (skeletons(output), skeletons(&PLAIN));
    // The addresses of tags, authors and series follow from their names.
    let folders = ["tags/", "authors/", "series/"];
    for skeletons in [&mut pages, &mut plain] {
        for folder in folders {
            let (of_names, others) = std::mem::take(skeletons)
                .into_iter()
                .partition(|(path, _)| path.starts_with(folder));
            *skeletons = others;
            let of_names: BTreeMap<String, String> = of_names;
            // A name that its address does not spell has a redirect to it as well.
            let (mut redirects, lists): (Vec<String>, Vec<String>) =
                of_names.into_values().partition(|skeleton| {
                    skeleton.contains("\nhtml ") && !skeleton.contains("\nheader ")
                });
            redirects.dedup();
            assert!(redirects.len() <= 1, "{redirects:?}");
            let mut all = lists;
            all.sort();
            skeletons.insert(folder.to_string(), all.concat());
        }
    }
    assert_eq!(pages.keys().collect::<Vec<_>>(), plain.keys().collect::<Vec<_>>());
    for (path, skeleton) in &pages {
        assert!(*skeleton == plain[path], "{path}:\n{skeleton}\n--- and not\n{}", plain[path]);
    }
}

/// What each page, feed and sitemap is made of; the rest is read too.
fn skeletons(output: &Tree) -> BTreeMap<String, String> {
    let skeleton = |(path, bytes): (&String, &Vec<u8>)| {
        let ending = path.rsplit('.').next().unwrap();
        let root = match ending {
            "html" => html::parsed(bytes),
            "xml" => {
                let text = std::str::from_utf8(bytes).unwrap();
                let is_allowed =
                    |c: char| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..);
                assert!(text.chars().all(is_allowed), "{path}");
                xml::parsed(bytes)
            }
            "json" | "webmanifest" => {
                let read: Result<Value, _> = serde_json::from_slice(bytes);
                read.unwrap_or_else(|error| panic!("{path}: {error}"));
                return None;
            }
            _ => return None,
        };
        Some((path.clone(), root.skeleton()))
    };
    output.iter().filter_map(skeleton).collect()
}

fn page(output: &Tree, path: &str) -> Element {
    html::parsed(&output[path])
}

fn texts_of(elements: Vec<&Element>) -> Vec<String> {
    elements.into_iter().map(|element| element.text.clone()).collect()
}

/// The elements of this name and class.
fn of_class<'e>(page: &'e Element, name: &'e str, class: &str) -> Vec<&'e Element> {
    let elements = page.below(name).into_iter();
    elements.filter(|element| element.attribute("class") == Some(class)).collect()
}

/// The content of a `<meta>` in all its places.
fn meta(page: &Element, name: &str) -> Vec<String> {
    let is_it = |meta: &&Element| {
        [meta.attribute("name"), meta.attribute("property")].contains(&Some(name))
    };
    let found = page.below("meta").into_iter().filter(is_it);
    found.map(|meta| meta.attribute("content").unwrap().to_string()).collect()
}

fn the_page_of_a_story_says_what_was_written(output: &Tree, kept: &Kept<'_>) {
    let page = page(output, "politics/talks/index.html");
    let title = format!("{} · {}", kept("title"), kept("site's title"));
    assert_eq!(texts_of(page.below("title")), [title]);
    assert_eq!(texts_of(page.below("h1")), [kept("title")]);
    for (name, field) in [
        ("description", "summary"),
        ("og:title", "title"),
        ("og:description", "summary"),
        ("og:site_name", "site's title"),
        ("og:image:alt", "alt"),
        ("article:section", "section's title"),
    ] {
        assert_eq!(meta(&page, name), [kept(field)], "{name}");
    }
    assert_eq!(meta(&page, "article:tag"), [kept("tag"), kept("other tag")]);
    assert_eq!(texts_of(of_class(&page, "p", "standfirst")), [kept("subtitle")]);
    let byline = of_class(&page, "p", "byline")[0];
    assert_eq!(texts_of(byline.below("a")), [kept("author"), kept("other author")]);
    assert_eq!(texts_of(byline.below("b")), [" and "]);
    let figure = page.below("figure")[0];
    assert_eq!(figure.below("img")[0].attribute("alt"), Some(&*kept("alt")));
    assert_eq!(texts_of(figure.below("figcaption")), [kept("caption") + " "]);
    assert_eq!(texts_of(figure.below("small")), [kept("credit")]);
    let corrections = texts_of(of_class(&page, "div", "corrections")[0].below("p"));
    let wanted = ["correction", "other correction"].map(|field| format!(" {}", kept(field)));
    assert_eq!(corrections, wanted);
    let source = of_class(&page, "p", "source")[0].below("a");
    assert_eq!(texts_of(source), [format!("Read it at {}", kept("source"))]);
    let tags = of_class(&page, "ul", "tags")[0].below("a");
    assert_eq!(texts_of(tags), [kept("tag"), kept("other tag")]);
    let footer = page.below("footer")[0].below("a");
    assert!(texts_of(footer).contains(&kept("publisher")));
}

fn lists_say_what_was_written(output: &Tree, kept: &Kept<'_>) {
    let home = page(output, "index.html");
    assert_eq!(
        texts_of(home.below("title")),
        [format!("{}: {}", kept("site's title"), kept("tagline"))]
    );
    assert_eq!(texts_of(home.below("h1")), [kept("site's title")]);
    assert_eq!(meta(&home, "description"), [kept("tagline")]);
    let section = page(output, "politics/index.html");
    assert_eq!(texts_of(section.below("h1")), [kept("section's title")]);
    assert_eq!(meta(&section, "description"), [kept("section's description")]);
    let titles = texts_of(section.below("main")[0].below("a"));
    for field in ["title", "neighbour's title"] {
        assert!(titles.contains(&kept(field)), "{titles:?}");
    }
    let neighbour = page(output, "politics/neighbour/index.html");
    let dateline = texts_of(of_class(&neighbour, "b", "dateline"));
    assert_eq!(dateline, [kept("whole dateline") + ":"]);
    let about = page(output, "about/index.html");
    assert_eq!(texts_of(about.below("h1")), [kept("page's title")]);
    assert_eq!(texts_of(of_class(&about, "p", "standfirst")), [kept("page's subtitle")]);
    let corrections = texts_of(page(output, "corrections/index.html").below("main")[0].below("p"));
    assert!(corrections.contains(&kept("correction")), "{corrections:?}");
    subjects_say_what_was_written(output, kept);
    let moved = page(output, "old/talks/index.html");
    assert_eq!(texts_of(moved.below("a")), [kept("title")]);
}

/// The pages of an author, a topic and a series, which are where links lead.
fn subjects_say_what_was_written(output: &Tree, kept: &Kept<'_>) {
    let talks = page(output, "politics/talks/index.html");
    let at = |link: &Element| {
        let href = link.attribute("href").unwrap();
        let path = href.strip_prefix("/briefing/").unwrap();
        let path = percent_encoding::percent_decode_str(path).decode_utf8().unwrap();
        page(output, &format!("{path}index.html"))
    };
    let author = at(of_class(&talks, "p", "byline")[0].below("a")[0]);
    assert_eq!(texts_of(author.below("h1")), [kept("author")]);
    assert_eq!(meta(&author, "description"), [kept("author's text")]);
    let head = of_class(&author, "header", "head about")[0];
    assert!(texts_of(head.below("p")).contains(&kept("role")));
    assert_eq!(texts_of(head.below("figcaption")), [kept("caption") + " "]);
    let topic = at(of_class(&talks, "ul", "tags")[0].below("a")[0]);
    assert_eq!(texts_of(topic.below("h1")), [kept("topic's title")]);
    assert_eq!(meta(&topic, "description"), [kept("topic's summary")]);
    let of_series = of_class(&talks, "nav", "turn")[0].below("a")[0];
    assert_eq!(of_series.text, kept("series' title"));
    let series = at(of_series);
    assert_eq!(texts_of(series.below("h1")), [kept("series' title")]);
    assert_eq!(meta(&series, "description"), [kept("series' summary")]);
}

/// The nodes that a page's script describes.
fn graph(output: &Tree, path: &str) -> Vec<Value> {
    let page = page(output, path);
    let scripts = page.below("script").into_iter();
    let mut data = scripts.filter(|script| script.attribute("type") == Some("application/ld+json"));
    let data: Value = serde_json::from_str(&data.next().unwrap().text).unwrap();
    data["@graph"].as_array().unwrap().clone()
}

fn structured_data_says_what_was_written(output: &Tree, kept: &Kept<'_>) {
    let graph = graph(output, "politics/talks/index.html");
    let fields = [
        ("/headline", "title"),
        ("/alternativeHeadline", "subtitle"),
        ("/description", "summary"),
        ("/image/caption", "caption"),
        ("/image/creditText", "credit"),
        ("/author/0/name", "author"),
        ("/author/1/name", "other author"),
        ("/publisher/name", "publisher"),
        ("/articleSection", "section's title"),
        ("/keywords/0", "tag"),
        ("/keywords/1", "other tag"),
        ("/correction/0/text", "correction"),
        ("/correction/1/text", "other correction"),
        ("/isBasedOn/name", "source"),
        ("/author/0/jobTitle", "role"),
        ("/isPartOf/name", "series"),
    ];
    for (at, field) in fields {
        assert_eq!(graph[0].pointer(at).unwrap(), &*kept(field), "{at}");
    }
    let names = ["site's title", "section's title", "title"];
    for (at, field) in names.into_iter().enumerate() {
        assert_eq!(graph[1]["itemListElement"][at]["name"], kept(field));
    }
}

/// What a text of HTML without elements says.
fn as_html(text: &str) -> String {
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2F;", "/"),
        ("&amp;", "&"),
    ];
    signs.into_iter().fold(text.to_string(), |text, (written, sign)| text.replace(written, sign))
}

fn feeds_say_what_was_written(output: &Tree, kept: &Kept<'_>) {
    let rss = xml::parsed(&output["feed.xml"]);
    let channel = rss.one("channel");
    assert_eq!(channel.one("title").text, kept("site's title"));
    assert_eq!(channel.one("description").text, kept("tagline"));
    let item = channel.all("item").next().unwrap();
    assert_eq!(item.one("title").text, kept("title"));
    // What readers take for HTML.
    assert_eq!(as_html(&item.one("description").text), kept("summary"));
    let of = |element: &Element, name: &str| texts_of(element.all(name).collect());
    let [section, tag, other_tag] = ["section's title", "tag", "other tag"].map(kept);
    let terms = [section, "Analysis".into(), tag, other_tag];
    assert_eq!(of(item, "category"), terms);
    assert_eq!(of(item, "dc:creator"), ["author", "other author"].map(kept));

    let atom = xml::parsed(&output["atom.xml"]);
    assert_eq!(atom.one("title").text, kept("site's title"));
    assert_eq!(atom.one("author").one("name").text, kept("publisher"));
    let entry = atom.all("entry").next().unwrap();
    assert_eq!(entry.one("title").text, kept("title"));
    assert_eq!(entry.one("summary").text, kept("summary"));
    let names: Vec<String> =
        entry.all("author").map(|author| author.one("name").text.clone()).collect();
    assert_eq!(names, ["author", "other author"].map(kept));
    let attribute = |element: &Element| element.attribute("term").unwrap().to_string();
    assert_eq!(entry.all("category").map(attribute).collect::<Vec<_>>(), terms);

    let json: Value = serde_json::from_slice(&output["feed.json"]).unwrap();
    assert_eq!(json["title"], kept("site's title"));
    let item = &json["items"][0];
    assert_eq!(item["title"], kept("title"));
    assert_eq!(item["summary"], kept("summary"));
    assert_eq!(item["authors"][1]["name"], kept("other author"));
    assert_eq!(item["tags"], Value::from(terms.to_vec()));

    let news = xml::parsed(&output["sitemap-news.xml"]);
    let titles = texts_of(news.below("news:title"));
    let of_others = ["title", "neighbour's title"].map(kept);
    assert_eq!(titles, [of_others.as_slice(), &["Votes".to_string()]].concat());
    let manifest: Value = serde_json::from_slice(&output["site.webmanifest"]).unwrap();
    assert_eq!(manifest["name"], kept("site's title"));
}
