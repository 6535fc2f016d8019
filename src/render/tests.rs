//! A story as it shows on the site and away from it.

use serde_json::Value;

use super::Renderer;
use super::addresses::Addresses;
use super::story::view::StoryView;
use crate::diagnostic::Diagnostic;
use crate::model::Reveal;
use crate::routes::EditionId;
use crate::site::{Address, Files, Instant, LoadOptions, load};

const FILES: [(&str, &str); 4] = [
    (
        "site.yaml",
        "title: T\nbase_url: https://example.org/base/\nsections: [politics]\nlanguage: en\n\
         share: [email]\n",
    ),
    (
        "content/politics/talks.md",
        "---\ntitle: Talks\ndate: 2026-02-01 10:00\nupdated: 2026-02-01 11:00\ntags: [peace]\n\
         image: map.svg\ntranslations: {hy: talks-hy.md}\n\
         corrections: [{date: 2026-02-01, text: The day.}]\n\
         source: {name: S, url: 'https://other.example/'}\n---\n\
         See [the other](/politics/talks-hy/), [below](#end) and ![a map](map.svg).\n\n## End\n",
    ),
    (
        "content/politics/talks-hy.md",
        "---\ntitle: Talks\ndate: 2026-02-01 10:00\nextra: {lang: hy}\n---\nText.\n",
    ),
    ("content/politics/map.svg", "<svg width=\"3\" height=\"2\"/>"),
];

struct Site;

impl Files for Site {
    fn list(&self, folder: &str, _: &mut Vec<Diagnostic>) -> Vec<String> {
        let names = FILES.iter().map(|(name, _)| name.to_string());
        names.filter(|name| name == folder || name.starts_with(&format!("{folder}/"))).collect()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        let found = FILES.iter().find(|(name, _)| *name == file);
        found.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| Diagnostic::error("none"))
    }
}

fn renderer() -> Renderer {
    let options = LoadOptions {
        instant: Instant::Exact("2026-02-10T00:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal: Reveal::default(),
    };
    let loaded = load(&Site, &options);
    assert_eq!(loaded.diagnostics, []);
    Renderer::new(loaded.site).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Every text in `value`.
fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_view_of_a_story_has_the_addresses_of_its_place() {
    let renderer = renderer();
    let context = renderer.context(EditionId::FIRST);
    let talks = context.edition.briefings.iter().position(|briefing| briefing.article.words > 3);
    let view = |addresses| StoryView::new(context, talks.unwrap(), addresses);
    let card = |addresses| serde_json::to_value(view(addresses).card()).unwrap();
    let whole = |addresses| serde_json::to_value(view(addresses).whole()).unwrap();
    let data = |addresses| serde_json::to_value(view(addresses).news_article()).unwrap();

    // What begins with the base path, of all that a view says.
    let relative = |value: &Value| {
        texts(value).into_iter().filter(|text| text.starts_with('/')).collect::<Vec<_>>().len()
    };
    // Itself, section, its three feeds, two days, tag, picture.
    assert_eq!(relative(&card(Addresses::InSite)), 9);
    // The days of the correction and of the last change.
    assert_eq!(relative(&whole(Addresses::InSite)), 2);
    for value in [card(Addresses::Absolute), whole(Addresses::Absolute), data(Addresses::Absolute)]
    {
        assert_eq!(relative(&value), 0, "{value:#}");
    }
    assert_eq!(card(Addresses::Absolute)["url"], "https://example.org/base/politics/talks/");
    let translation = &data(Addresses::Absolute)["workTranslation"][0]["url"];
    assert_eq!(translation, "https://example.org/base/politics/talks-hy/");

    let text = view(Addresses::InSite).whole_text();
    assert!(text.contains("href=\"/base/politics/talks-hy/\""), "{text}");
    let text = view(Addresses::Absolute).whole_text();
    assert!(text.contains("href=\"https://example.org/base/politics/talks-hy/\""), "{text}");
    assert!(text.contains("href=\"https://example.org/base/politics/talks/#end\""), "{text}");
    assert!(!text.contains("=\"/") && !text.contains("=\"#"), "{text}");
}
