//! Pieces of hostile texts in any order: whatever comes of them, nothing in the page
//! could run.

use dateline::text::markdown::{HtmlPolicy, Markdown, Resolution, standing_alone};
use dateline::typography::Quotes;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::common::could_run::in_a_page;
use crate::common::effort::cases;
use crate::hostile_content::sites::texts;

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

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(10_000),
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
