//! Markdown as HTML.

use pulldown_cmark::{Parser, html::push_html};

use super::options::options;
use crate::import::model::Dialect;

/// A text that is without what only its dialect knows as HTML, without the paragraph around it if
/// it is one alone.
pub fn html_of_plain(text: &str, dialect: Dialect) -> String {
    let mut html = String::new();
    let parser = Parser::new_ext(text.trim(), options(dialect));
    push_html(&mut html, parser);
    let html = html.trim();
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html).to_string()
}
