//! A small site in which every field that people write is filled.

use std::collections::BTreeMap;

use dateline::digest::{Days, Digest, Selection};
use dateline::render::{Page, Renderer};
use dateline::routes::{EditionId, FileSource};
use dateline::site::{Address, Instant, LoadOptions, load};
use dateline::{model::Reveal, theme};
use jiff::civil::date;
use serde_json::{Value, json};

use super::memory::InMemory;
use super::tree::Tree;

/// The names of all fields that hold a text.
pub const FIELDS: [&str; 37] = [
    "site's title",
    "tagline",
    "publisher",
    "section's title",
    "section's description",
    "title",
    "subtitle",
    "summary",
    "place",
    "agency",
    "whole dateline",
    "author",
    "other author",
    "tag",
    "other tag",
    "alt",
    "caption",
    "credit",
    "source",
    "correction",
    "other correction",
    "brief's title",
    "neighbour's title",
    "paid title",
    "author's text",
    "role",
    "topic's title",
    "topic's summary",
    "series",
    "series' title",
    "series' summary",
    "other name",
    "page's title",
    "page's subtitle",
    "note",
    "banner",
    "block's title",
];

/// Sound, a film, the picture before it, and that of a podcast.
const TALK: &[u8] = include_bytes!("../sites/media/site/content/politics/talk.m4a");
const BRIDGE: &[u8] = include_bytes!("../sites/media/site/content/politics/bridge.mp4");
const POSTER: &[u8] = include_bytes!("../sites/media/site/content/politics/bridge.jpg");
const COVER: &[u8] = include_bytes!("../sites/media/site/static/podcast.png");

/// The texts of its fields, by their names.
#[derive(Debug)]
pub struct Everything(BTreeMap<&'static str, String>);

impl Default for Everything {
    fn default() -> Self {
        Everything::new(FIELDS.map(|field| format!("The {field}")))
    }
}

impl Everything {
    /// With these texts in the fields, in their order.
    pub fn new(texts: [String; FIELDS.len()]) -> Self {
        Everything(FIELDS.into_iter().zip(texts).collect())
    }

    /// The text of a field.
    pub fn text(&self, field: &str) -> &str {
        &self.0[field]
    }

    /// What is rendered of it: every file, by its path in the output.
    pub fn rendered(&self) -> Tree {
        self.rendered_by(&BTreeMap::new(), &json!({}))
    }

    /// The same, by templates of its own, with their names and texts, and with more settings.
    pub fn rendered_by(&self, templates: &BTreeMap<&str, String>, settings: &Value) -> Tree {
        let (renderer, files) = self.renderer_by(templates, settings);
        let routes = renderer.site().routes.iter();
        let rendered = routes.map(|(path, _)| {
            let bytes = match renderer.render(path).unwrap() {
                Page::Html(bytes) | Page::Data(bytes) => bytes,
                Page::File(FileSource::Own(file)) => files[&*file].clone(),
                // In memory, none is made.
                Page::File(FileSource::Picture(picture)) => files[&*picture.source].clone(),
                Page::File(FileSource::BuiltIn(name)) => theme::static_file(name).unwrap().into(),
                Page::Card(_) => Vec::new(),
            };
            (path, bytes)
        });
        let derived = renderer.recipes().flat_map(|recipe| renderer.derived(recipe));
        let files = rendered.chain(derived.map(|(path, bytes)| (path, bytes.clone())));
        files.map(|(path, bytes)| (path.to_output().as_str().to_string(), bytes)).collect()
    }

    /// The mail of its day as HTML and as text, by templates of its own.
    pub fn mails_by(&self, templates: &BTreeMap<&str, String>, settings: &Value) -> [Vec<u8>; 2] {
        let (renderer, _) = self.renderer_by(templates, settings);
        let days = Days::One(date(2026, 2, 28));
        let selection = Selection { days, sections: &[], most_read: &[0, 1] };
        let mail = Digest::of(&renderer, EditionId::FIRST, selection).mail().unwrap();
        [mail.html, mail.text]
    }

    fn renderer_by(
        &self,
        templates: &BTreeMap<&str, String>,
        settings: &Value,
    ) -> (Renderer, BTreeMap<String, Vec<u8>>) {
        let files = self.files(settings).into_iter().map(|(path, bytes)| (path.to_string(), bytes));
        let own = templates.iter();
        let own = own.map(|(name, text)| (format!("templates/{name}"), text.clone().into()));
        let files: BTreeMap<String, Vec<u8>> = files.chain(own).collect();
        let options = LoadOptions {
            instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
            address: Address::Configured,
            reveal: Reveal::default(),
        };
        let in_memory =
            InMemory::new(files.iter().map(|(path, bytes)| (path.as_str(), bytes.clone())));
        let loaded = load(&in_memory, &options);
        // Any text may have marks that readers are to see, and the sign of a lost letter.
        let may_be = ["readers see the marks", "a letter of", "the letters of"];
        let faults = loaded.diagnostics.iter();
        let faults =
            faults.filter(|fault| !may_be.iter().any(|start| fault.message.starts_with(start)));
        let faults: Vec<_> = faults.collect();
        assert!(faults.is_empty(), "{faults:#?}\n{self:#?}");
        let renderer = Renderer::new(loaded.site).unwrap_or_else(|faults| panic!("{faults:?}"));
        (renderer, files)
    }

    fn files(&self, more_settings: &Value) -> BTreeMap<&'static str, Vec<u8>> {
        let text = |field: &str| self.text(field);
        let mut settings = json!({
            "title": text("site's title"),
            "tagline": text("tagline"),
            "base_url": "https://highland.example/briefing/",
            "language": "en-GB",
            "timezone": "Asia/Yerevan",
            "page_size": 2,
            "sections": [
                {
                    "id": "politics",
                    "title": text("section's title"),
                    "description": text("section's description"),
                },
                "economy",
            ],
            "publisher": {
                "name": text("publisher"),
                "url": "https://press.example/?a=1&b=2",
                "logo": "/logo.svg",
            },
            "feeds": {"tags": true},
            "redirect_list": true,
            "podcasts": [{"section": "politics", "image": "/podcast.png"}],
        });
        for (name, value) in more_settings.as_object().unwrap() {
            settings[name] = value.clone();
        }
        if let (Some(_), Some(settings)) =
            (more_settings.get("languages"), settings.as_object_mut())
        {
            settings.remove("language");
        }
        let talks = json!({
            "title": text("title"),
            "subtitle": text("subtitle"),
            "summary": text("summary"),
            "date": "2026-02-28 09:30",
            "updated": "2026-02-28 10:15",
            "dateline": {"place": text("place"), "agency": text("agency")},
            "authors": [text("author"), text("other author")],
            "tags": [text("tag"), text("other tag")],
            "image": {
                "src": "hall.svg",
                "alt": text("alt"),
                "caption": text("caption"),
                "credit": text("credit"),
            },
            "kind": "analysis",
            "series": text("series"),
            "source": {"name": text("source"), "url": "https://valley.example/?day=2&page=1"},
            "aliases": ["/old/talks/"],
            "featured": true,
            "corrections": [
                {"date": "2026-02-28", "text": text("correction")},
                {"date": "2026-02-28 10:05", "text": text("other correction")},
            ],
            "translation_of": "ru",
            "hold_with_original": false,
            "feed_id": "https://valley.example/?p=1",
            "extra": {"note": text("note")},
        });
        let body = "The text.[^1]\n\n:::quote{by=\"A voter\" role=\"Mayor\"}\nWe won.\n:::\n\n\
            :::key-points\n- One\n:::\n\n::story[../neighbour.md]\n\n![A film](https://vimeo.com/12)\n\n\
            ![A talk](talk.m4a)\n\n![A bridge](bridge.mp4)\n\n:::transcript\nSaid.\n:::\n\n:::gallery[All]\n![Hall](hall.svg)\nThe hall\n:::\n\n\
            :::questions\n### Who?\nThey.\n:::\n\n:::timeline\n### May\nA vote.\n:::\n\n\
            ::::fact-box\n:::compare\n### Then\nA\n### Now\nB\n:::\n::::\n\n## A heading\n\nMore.\n\n## Another\n\nAnd [more](data.csv).\n\n\
            ## A third\n\nThe end.\n\n[^1]: A note.\n";
        let neighbour = json!({
            "title": text("neighbour's title"),
            "date": "2026-02-28 08:00",
            "tags": [text("tag")],
            "image": {"src": "https://pictures.example/a.jpg?size=2&x=1", "alt": text("alt")},
            "dateline": format!("{}:", text("whole dateline")),
            "language": "hy",
            "kind": "opinion",
            "series": text("series"),
            "translations": {
                "en-GB": "talks/index.md",
                "ru": "https://valley.example/ru/?a=1&b=2",
            },
        });
        let brief = json!({
            "title": text("brief's title"),
            "date": "2026-01-31",
            "tags": [text("tag")],
            "source": {"name": text("source"), "url": "https://valley.example/"},
        });
        let paid = json!({
            "title": text("paid title"),
            "date": "2026-02-27",
            "kind": "sponsored",
            "dateline": {"place": text("place")},
            "source": {"name": text("source"), "url": "https://valley.example/shop/"},
        });
        let author = json!({
            "name": text("author"),
            "role": text("role"),
            "summary": text("author's text"),
            "image": {"src": "voss.svg", "alt": text("alt"), "caption": text("caption")},
            "email": "anna.voss+news@highland.example",
            "phone": "+374 (10) 555-123",
            "same_as": ["https://social.example/@voss?a=1&b=2"],
            "also": [text("other name")],
            "aliases": ["/staff/voss/"],
            "updated": "2026-02-01",
            "extra": {"note": text("note")},
        });
        let topic = json!({
            "name": text("tag"),
            "title": text("topic's title"),
            "summary": text("topic's summary"),
            "image": {"src": "/logo.svg", "alt": text("alt"), "credit": text("credit")},
            "updated": "2026-02-01",
        });
        let series = json!({
            "name": text("series"),
            "title": text("series' title"),
            "summary": text("series' summary"),
            "parts": 5,
            "extra": {"note": text("note")},
        });
        let page = json!({
            "title": text("page's title"),
            "subtitle": text("page's subtitle"),
            "updated": "2026-02-01",
            "image": {"src": "/logo.svg", "alt": text("alt"), "caption": text("caption")},
        });
        let reads =
            "date,path,reads\n2026-02-28,/politics/talks/,9\n2026-02-27,/politics/neighbour/,3\n";
        let live =
            json!({"title": "Votes", "date": "2026-02-28 08:00", "live": {"until": "2026-03-02"}});
        let entries = "Polls are open.\n\n## 09:00 **Half of the town has voted**\n\nIt has.[^1]\n\n\
            ## 1 March, 10:00\n\nThe end.\n\n[^1]: A note.\n";
        let front = json!({
            "banner": {"text": text("banner"), "link": "content/politics/neighbour.md", "until": "2026-03-02"},
            "second_leads": ["content/politics/brief.md"],
            "pinned": "content/economy/bare.md",
            "blocks": [
                {"title": text("block's title"), "stories": ["content/politics/neighbour.md"]},
                "politics",
                {"tag": text("tag"), "count": 2},
            ],
        });
        let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>";
        BTreeMap::from([
            ("site.yaml", yaml(&settings).into()),
            ("front.yaml", yaml(&front).into()),
            ("content/politics/talks/index.md", story(&talks, body)),
            ("content/politics/talks/hall.svg", picture.into()),
            ("content/politics/talks/data.csv", "a,b\n".into()),
            ("content/politics/talks/talk.m4a", TALK.into()),
            ("content/politics/talks/bridge.mp4", BRIDGE.into()),
            ("content/politics/talks/bridge.jpg", POSTER.into()),
            ("content/politics/talks/bridge.vtt", "WEBVTT\n\n00:00.000 --> 00:03.000\nA.\n".into()),
            ("static/podcast.png", COVER.into()),
            ("content/politics/neighbour.md", story(&neighbour, "Խոսքեր։\n")),
            ("content/politics/brief.md", story(&brief, "")),
            ("content/politics/paid.md", story(&paid, "See [it](https://shop.example/).\n")),
            ("content/politics/vote.md", story(&live, entries)),
            ("content/economy/bare.md", "---\ntitle: Bare\ndate: 2025-12-31\n---\nText.\n".into()),
            ("content/about.md", story(&page, "About us.\n")),
            ("content/authors/voss.md", story(&author, "Her life.\n")),
            ("content/authors/voss.svg", picture.into()),
            ("content/topics/topic.md", story(&topic, "What it is.\n")),
            ("content/series/series.md", story(&series, "How it began.\n")),
            ("static/logo.svg", picture.into()),
            ("data/reads.csv", reads.into()),
        ])
    }
}

fn story(facts: &Value, body: &str) -> Vec<u8> {
    format!("---\n{}\n---\n\n{body}", yaml(facts)).into_bytes()
}

/// JSON is YAML, once what YAML's files cannot hold as it is is escaped
/// (<https://yaml.org/spec/1.2.2/#51-character-set>). Such characters stand in
/// strings only.
fn yaml(value: &Value) -> String {
    let is_printable = |c: char| matches!(c, ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fdff}' | '\u{fe00}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' | '\u{10000}'..);
    let escaped =
        |c: char| match is_printable(c) && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') {
            true => c.to_string(),
            false => format!("\\U{:08x}", u32::from(c)),
        };
    value.to_string().chars().map(escaped).collect()
}
