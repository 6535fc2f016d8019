//! Pieces of hostile texts in any order: whatever comes of them, nothing in the page
//! could run.

use dateline::text::markdown::{HtmlPolicy, Markdown, Quotes, Resolution, standing_alone};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::common::html;
use crate::common::xml::Element;
use crate::sites::texts;

/// Elements that a text may not have.
const FORBIDDEN: &str = " script style iframe frame frameset object embed applet form button \
    select textarea base meta link template noscript svg math title plaintext xmp ";

/// The pieces between the marks of hostile texts, with the marks.
fn pieces() -> Vec<String> {
    let marks = |c: char| " <>\"'=/()[]{}:\n`*|&;#!-".contains(c);
    let all = texts();
    let pieces = all.iter().flat_map(|(_, text)| text.split_inclusive(marks));
    let whole = all.iter().flat_map(|(_, text)| text.split_inclusive('>'));
    let mut pieces: Vec<String> = pieces.chain(whole).map(String::from).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

fn what_could_run(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    if FORBIDDEN.contains(&format!(" {} ", element.name)) {
        found.push(format!("<{}>", element.name));
    }
    for (name, value) in &element.attributes {
        let value: String = value.chars().filter(|c| *c > ' ').collect();
        let runs = ["javascript:", "vbscript:", "data:"];
        let is_address = ["href", "src", "poster", "cite", "action"].contains(&name.as_str());
        if name.starts_with("on")
            || matches!(name.as_str(), "style" | "name" | "srcdoc" | "formaction" | "autofocus")
            || is_address && runs.iter().any(|run| value.to_ascii_lowercase().starts_with(run))
        {
            found.push(format!("{name}=\"{value}\""));
        }
    }
    found.extend(element.children.iter().flat_map(what_could_run));
    found
}

/// What could run in a part of a page, wherever in the body it stands.
fn in_a_page(part: &str) -> Vec<String> {
    let page = html::parsed(format!("<!doctype html><body><div>{part}</div></body>").as_bytes());
    page.below("body").into_iter().flat_map(what_could_run).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10_000,
        rng_seed: RngSeed::Fixed(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_could_run_whatever_the_pieces(pieces in prop::collection::vec(select(pieces()), 1..25)) {
        let text = pieces.concat();
        for policy in [HtmlPolicy::Sanitize, HtmlPolicy::Escape] {
            let markdown = Markdown::new(policy, "/base");
            let html = markdown.render(&text, Quotes::default(), |_| Resolution::Keep).html;
            prop_assert_eq!(in_a_page(&html), Vec::<String>::new(), "{:?}: {}", policy, html);
            // A reader of feeds takes it apart, and puts it together again.
            let alone = standing_alone(&html, "https://highland.example/talks/");
            prop_assert_eq!(in_a_page(&alone), Vec::<String>::new(), "{}", alone);
        }
    }
}

#[test]
fn what_could_run_is_found() {
    for part in
        ["<script>", "<b onclick=x>", "<a href=' java\nscript:x'>", "<svg><a>", "<b style=x>"]
    {
        assert!(!in_a_page(part).is_empty(), "{part}");
    }
    assert!(in_a_page("<a href=\"/base/x\" title=\"javascript:\">x</a>").is_empty());
}
