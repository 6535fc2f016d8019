//! Ghost's cards of several parts (`kg-default-nodes`), as HTML of their parts.

use pulldown_cmark::{Options, Parser};

use crate::html::escaped;
use crate::import::facts::Facts;
use crate::import::markdown::marks;

/// A card of Markdown, as `kg-markdown-html-renderer` reads it: with footnotes and some marks.
pub fn markdown(text: &str) -> String {
    let text = marks::tagged(text, &[marks::MARKED, marks::RAISED, marks::LOWERED]);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&text, options));
    html
}

/// The button of a card, if it is shown.
pub fn button(node: &Facts, is_shown: &str, [url, text]: [&str; 2]) -> String {
    let of = |name: &str| node.text(name).unwrap_or_default();
    let (url, text) = (of(url), of(text));
    match node.flag(is_shown) == Some(true) && !url.is_empty() && !text.is_empty() {
        true => link(&url, &text),
        false => String::new(),
    }
}

pub fn product(node: &Facts) -> String {
    let of = |name: &str| node.text(name).unwrap_or_default();
    [
        picture(node, "productImageSrc"),
        format!("<h4>{}</h4>\n", of("productTitle")),
        words(&of("productDescription")),
        button(node, "productButtonEnabled", ["productUrl", "productButton"]),
    ]
    .concat()
}

pub fn call_to_action(node: &Facts) -> String {
    let of = |name: &str| node.text(name).unwrap_or_default();
    let label = match node.flag("hasSponsorLabel") == Some(true) {
        true => words(&of("sponsorLabel")),
        false => String::new(),
    };
    let button = button(node, "showButton", ["buttonUrl", "buttonText"]);
    [label, picture(node, "imageUrl"), words(&of("textValue")), button].concat()
}

fn picture(node: &Facts, name: &str) -> String {
    let picture = |src: String| format!("<p><img src=\"{}\" alt=\"\"></p>\n", escaped(&src));
    node.text(name).map(picture).unwrap_or_default()
}

/// HTML of a line as a paragraph, if there is something in it.
pub fn words(html: &str) -> String {
    match html.trim() {
        "" => String::new(),
        html if html.starts_with("<p") => format!("{html}\n"),
        html => format!("<p>{html}</p>\n"),
    }
}

/// A paragraph of one link.
pub fn link(url: &str, words: &str) -> String {
    format!("<p><a href=\"{}\">{}</a></p>\n", escaped(url), escaped(words))
}
