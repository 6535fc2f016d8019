//! Blocks, and what stories show of other sites, on pages and beside them.

use dateline::diagnostic::{Diagnostic, Severity};
use dateline::model::Reveal;
use dateline::site::{Address, Instant, LoadOptions, load};

use crate::common::everything::Everything;
use crate::common::memory::InMemory;

fn file(path: &str) -> String {
    let tree = Everything::default().rendered();
    String::from_utf8(tree.get(path).unwrap_or_else(|| panic!("{path}")).clone()).unwrap()
}

/// The content of the policy of a page.
fn policy(page: &str) -> &str {
    let begin = "http-equiv=\"Content-Security-Policy\" content=\"";
    let (_, rest) = page.split_once(begin).unwrap();
    rest.split_once('"').unwrap().0
}

#[test]
fn only_the_page_that_needs_them_has_their_style_script_and_frames() {
    let talks = file("politics/talks/index.html");
    let neighbour = file("politics/neighbour/index.html");
    for needed in ["/briefing/blocks.", "/briefing/embed."] {
        assert!(talks.contains(needed), "{talks}");
        assert!(!neighbour.contains(needed), "{neighbour}");
    }
    let with_frames = policy(&talks).replace("; frame-src https://player.vimeo.com", "");
    assert_eq!(with_frames, policy(&neighbour));
    assert_ne!(policy(&talks), policy(&neighbour));
    assert!(!talks.contains("<iframe"), "nothing is loaded before a reader wants it: {talks}");
    let frame =
        "<a href=\"https://vimeo.com/12\" data-frame=\"https://player.vimeo.com/video/12?dnt=1\">";
    assert!(talks.contains(&format!("{frame}A film</a>")), "{talks}");
}

#[test]
fn feeds_have_blocks_that_stand_on_their_own() {
    let feed = file("feed.json");
    let feed: serde_json::Value = serde_json::from_str(&feed).unwrap();
    let items = feed["items"].as_array().unwrap();
    let text = items
        .iter()
        .find_map(|item| item["content_html"].as_str().filter(|html| html.contains("We won.")));
    let text = text.unwrap();
    for expected in [
        "<blockquote>\n<p>We won.</p>\n</blockquote>\n<figcaption><strong>A voter</strong><br>\nMayor</figcaption>",
        "<strong>Key points</strong>",
        "<a href=\"https://highland.example/briefing/politics/neighbour/\">The neighbour’s title</a>",
        "<a href=\"https://vimeo.com/12\">A film</a>",
        "<dt id=\"who\">Who?</dt>",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("data-frame"), "{text}");
}

/// The paths of a site of one story with this body.
fn paths(body: &str) -> Vec<String> {
    let story = format!("---\ntitle: A\ndate: 2026-01-01\n---\n\n{body}");
    let files = [
        ("site.yaml", "title: T\nbase_url: https://a.example/\n".as_bytes().to_vec()),
        ("content/politics/a.md", story.into_bytes()),
    ];
    let options = LoadOptions {
        instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal: Reveal::default(),
    };
    let loaded = load(&InMemory::new(files), &options);
    // An address that shows nothing is told.
    let is_error = |told: &Diagnostic| told.severity == Severity::Error;
    assert!(!loaded.diagnostics.iter().any(is_error), "{:?}", loaded.diagnostics);
    loaded.site.routes.iter().map(|(path, _)| path.to_string()).collect()
}

#[test]
fn a_site_without_them_publishes_nothing_for_them() {
    let has = |body: &str, file: &str| paths(body).iter().any(|path| path == file);
    for (body, blocks, embed) in [
        ("Text.\n", false, false),
        ("```\n:::fact-box\nA\n:::\n```\n", false, false),
        (":::fact-box\nA\n:::\n", true, false),
        ("https://youtu.be/a1\n", true, true),
        ("See\nhttps://youtu.be/a1\n", false, false),
    ] {
        assert_eq!((has(body, "/blocks.css"), has(body, "/embed.js")), (blocks, embed), "{body}");
    }
}
