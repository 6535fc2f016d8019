//! Every example of the CommonMark specification through the project's own
//! Markdown path. The specification is under CC BY-SA 4.0 and not kept here:
//!
//! ```sh
//! npm install --prefix target/tools commonmark-spec@0.31.2
//! ```

use std::collections::BTreeMap;

use crate::common::outside::of_package;
use dateline::text::markdown::{HtmlPolicy, Markdown, Resolution};
use dateline::typography::Quotes;

/// What Dateline renders otherwise on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// Straight quotes, dashes and dots become typographic ones.
    SmartPunctuation,
    /// There is no line break between `<li>` and a block of raw HTML, where none shows.
    NoBreakBeforeHtml,
}

/// The examples that differ on purpose, by number.
const DIFFERENT: &[(Reason, &[usize])] = &[
    (
        Reason::SmartPunctuation,
        &[
            14, 46, 55, 87, 91, 106, 197, 209, 210, 343, 352, 359, 363, 380, 385, 395, 508, 590,
            619, 620, 622, 624, 626, 632, 650,
        ],
    ),
    (Reason::NoBreakBeforeHtml, &[175]),
];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

#[test]
fn every_example_is_rendered_as_specified_or_differs_for_a_reason() {
    let Some(specification) = specification() else { return };
    let examples = examples(&specification);
    assert_eq!(examples.len(), 652, "the examples of CommonMark 0.31.2");

    let markdown = Markdown::new(HtmlPolicy::Allow, "");
    let reasons: BTreeMap<usize, Reason> = DIFFERENT
        .iter()
        .flat_map(|(reason, numbers)| numbers.iter().map(|number| (*number, *reason)))
        .collect();
    let mut wrong = Vec::new();
    for Example { number, markdown: text, html } in &examples {
        let rendered = markdown.render(text, Quotes::default(), |_| Resolution::Keep).html;
        let same = plain_quotes(&without_ids(&rendered)) == plain_quotes(html);
        match (same, reasons.get(number)) {
            (true, None) | (false, Some(_)) => {}
            (true, Some(reason)) => {
                wrong.push(format!("{number}: listed for {reason:?}, and is the same"));
            }
            (false, None) => {
                wrong.push(format!("{number}: {text:?}\n  wanted {html:?}\n  got    {rendered:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
}

/// The text of the specification.
fn specification() -> Option<String> {
    let install = "npm install --prefix target/tools commonmark-spec@0.31.2";
    of_package("commonmark-spec/spec.txt", install)
        .map(|path| std::fs::read_to_string(path).unwrap())
}

/// An example stands between fences of 32 backticks, its HTML after a line with a dot.
fn examples(specification: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let opening = format!("{fence} example");
    let mut examples = Vec::new();
    let mut lines = specification.lines();
    while lines.by_ref().any(|line| line == opening) {
        let mut take_until = |end: &str| -> String {
            lines.by_ref().take_while(|line| *line != end).map(|line| format!("{line}\n")).collect()
        };
        let markdown = take_until(".").replace('→', "\t");
        let html = take_until(&fence).replace('→', "\t");
        examples.push(Example { number: examples.len() + 1, markdown, html });
    }
    examples
}

/// Dateline gives every heading an id, which the specification's have not.
fn without_ids(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find("<h") {
        let (before, heading) = rest.split_at(at);
        out.push_str(before);
        let is_heading = heading.as_bytes().get(2).is_some_and(u8::is_ascii_digit);
        match heading.strip_prefix(&heading[..3]).and_then(|after| after.strip_prefix(" id=\"")) {
            Some(after) if is_heading => {
                out.push_str(&heading[..3]);
                rest = after.split_once('"').map_or("", |(_, rest)| rest);
            }
            _ => {
                out.push_str("<h");
                rest = &heading[2..];
            }
        }
    }
    out + rest
}

/// A quotation mark in a text may be written either way and is the same.
fn plain_quotes(html: &str) -> String {
    html.replace("&quot;", "\"")
}
