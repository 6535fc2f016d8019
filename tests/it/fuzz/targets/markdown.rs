//! What strangers write in texts, and draw beside them.

use std::collections::BTreeSet;

use dateline::formats::active;
use dateline::html::push_text;
use dateline::text::markdown::{HtmlPolicy, Markdown, Resolution, blocks, plain, standing_alone};
use dateline::text::printable::printable;
use dateline::typography::Quotes;

use crate::common::could_run::in_a_page;
use crate::common::html;

/// Nothing runs, nothing of the text gets out of its place in the page, and each fault
/// is somewhere in the text.
pub fn markdown(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let ways = [
        (HtmlPolicy::Sanitize, Resolution::OnSite("/x/".into())),
        (HtmlPolicy::Sanitize, Resolution::Keep),
        (HtmlPolicy::Escape, Resolution::Keep),
    ];
    for (policy, resolution) in ways {
        let rendered =
            Markdown::new(policy, "/base").render(text, Quotes::of("hy"), |_| resolution.clone());
        for fault in &rendered.faults {
            assert!(text.get(fault.range.clone()).is_some(), "{fault:?}");
        }
        assert_eq!(in_a_page(&rendered.html), Vec::<String>::new(), "{}", rendered.html);
        stays_in_its_place(&rendered.html);
        let texts = [&rendered.html, &rendered.excerpt].into_iter();
        let of_headings =
            rendered.headings.iter().flat_map(|heading| [&heading.title, &heading.id]);
        for text in texts.chain(of_headings) {
            assert_eq!(printable(text), *text);
        }
        let ids: BTreeSet<&str> = rendered.headings.iter().map(|heading| &*heading.id).collect();
        assert!(ids.len() == rendered.headings.len() && !ids.contains(""), "{ids:?}");
        let alone = standing_alone(&rendered.html, "https://highland.example/talks/");
        assert_eq!(in_a_page(&alone), Vec::<String>::new(), "{alone}");
        stays_in_its_place(&alone);
        push_text(&mut String::new(), &rendered.html);
        blocks(text, policy);
    }
    plain(text);
}

/// That what is open in a part of a page is closed in it, and nothing closed that was
/// not open.
fn stays_in_its_place(part: &str) {
    let page = format!("<!doctype html><body><main><div>{part}</div></main><footer>end</footer>");
    let page = html::parsed(page.as_bytes());
    let body = page.below("body")[0];
    let names: Vec<&str> = body.children.iter().map(|child| &*child.name).collect();
    assert_eq!(names, ["main", "footer"], "{part}");
    let names: Vec<&str> = body.children[0].children.iter().map(|child| &*child.name).collect();
    assert_eq!(names, ["div"], "{part}");
    assert!(body.children[1].text == "end" && body.text.is_empty(), "{part}");
}

/// What is let through as a drawing is none of the elements and attributes that run,
/// to a reader of another kind.
pub fn drawings(bytes: &[u8]) {
    if active::in_xml(bytes).is_some() {
        return;
    }
    let text = std::str::from_utf8(bytes).unwrap();
    // HTML's parser sees more tags than XML's, but where XML has sections of text.
    if !text.contains("<!") {
        let found = in_a_page(text);
        let runs = |found: &String| found.starts_with("<script") || found.starts_with("on");
        assert!(!found.iter().any(runs), "{found:?} in {text}");
    }
}
