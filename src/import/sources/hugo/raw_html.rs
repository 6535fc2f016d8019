//! HTML that stands in a text itself, of which Hugo shows nothing unless the site says so
//! (<https://gohugo.io/configuration/markup/#rendererunsafe>).

use std::ops::Range;

use pulldown_cmark::{Event, Parser, TagEnd};

use crate::html::tree::{self, Node, text_of};
use crate::import::facts::Facts;
use crate::import::markdown;
use crate::import::model::{Dialect, Topic};
use crate::import::shortcodes;

/// Where the summary of a text ends, which is no HTML to Hugo.
pub const MORE: &str = "<!--more-->";

/// Whether a site shows it. Blackfriday, which read texts before Goldmark, did.
pub fn is_shown(config: &Facts) -> bool {
    let markup = config.map("markup");
    let is_old = markup.text("defaultMarkdownHandler").as_deref() == Some("blackfriday")
        || markup.get("blackfriday").is_some()
        || config.get("blackfriday").is_some();
    is_old || markup.map("goldmark").map("renderer").flag("unsafe") == Some(true)
}

/// What is left out, and the line in the text, from 1.
pub type LeftOut = Vec<(Topic, String, usize)>;

/// A text without its HTML: of what is a block all goes, of what stands in a line the tags. What
/// shortcodes make of themselves stays, and each line its number.
pub fn without(text: &str) -> (String, LeftOut) {
    let mut left_out = LeftOut::new();
    if !text.contains('<') {
        return (text.into(), left_out);
    }
    let masked = masked(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let (mut block, mut block_line) = (String::new(), 0);
    let (mut counted, mut lines) = (0, 1);
    let parser = Parser::new_ext(&masked, markdown::options(Dialect::Goldmark));
    for (event, range) in parser.into_offset_iter() {
        // The end of a block names its start again.
        let from = range.start.max(counted);
        lines += text[counted..from].matches('\n').count();
        counted = from;
        match event {
            Event::Html(_) | Event::InlineHtml(_) if range.start >= at => {
                let html = &text[range.clone()];
                out.push_str(&text[at..range.start]);
                out.extend(html.chars().filter(|c| matches!(c, '\n' | '\r')));
                at = range.end;
                match event {
                    Event::Html(_) => {
                        block_line = if block.is_empty() { lines } else { block_line };
                        block.push_str(html);
                    }
                    _ => {
                        left_out
                            .extend(told(html, false).map(|(topic, name)| (topic, name, lines)));
                    }
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                let told = told(&std::mem::take(&mut block), true);
                left_out.extend(told.map(|(topic, name)| (topic, name, block_line)));
            }
            _ => {}
        }
    }
    out.push_str(&text[at..]);
    (out, left_out)
}

/// What the report says of a piece; nothing of a comment or of the end of an element.
fn told(html: &str, is_block: bool) -> Option<(Topic, String)> {
    let nodes = tree::parse(html);
    let name = nodes.iter().find_map(|node| match node {
        Node::Element(element) => Some(element.name.clone()),
        Node::Text(_) => None,
    });
    let why = "which Hugo shows only where `unsafe` is on";
    match (name, is_block && !text_of(&nodes).trim().is_empty()) {
        (Some(name), true) => Some((Topic::ForSome, format!("what stands in <{name}>, {why}"))),
        (None, true) => Some((Topic::ForSome, format!("a line within HTML, {why}"))),
        (Some(name), false) => Some((Topic::Dropped, format!("<{name}>, {why}"))),
        (None, false) => None,
    }
}

/// The text with letters in the place of shortcodes, as Hugo hands it to Goldmark.
fn masked(text: &str) -> String {
    let mut spans: Vec<Range<usize>> = shortcodes::spans(text);
    spans.extend(text.match_indices(MORE).map(|(at, more)| at..at + more.len()));
    spans.sort_by_key(|span| span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        if span.start >= at {
            out.push_str(&text[at..span.start]);
            out.extend(std::iter::repeat_n('x', span.len()));
            at = span.end;
        }
    }
    out + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_toml;

    #[test]
    fn html_of_a_text_goes_and_all_else_stays() {
        for (text, expected) in [
            ("a <b>c</b> <br>d", "a c d"),
            ("a\n\n<div>\n<p>b</p>\n</div>\n\nc", "a\n\n\n\n\n\nc"),
            ("<div>\n\n*b*\n\n</div>", "\n\n*b*\n\n"),
            ("> <div>b</div>\n> c\n\nd", "> \n> \n\nd"),
            ("a <!-- b --> c", "a  c"),
            ("a\n\n<!--more-->\n\nb", "a\n\n<!--more-->\n\nb"),
            ("{{<figure src=\"a\">}} {{< raw >}}<b>x</b>{{< /raw >}}", ""),
            ("{{% note %}}<b>x</b>{{% /note %}}", "{{% note %}}x{{% /note %}}"),
            ("`<b>` and\n\n```\n<b>\n```\n\n    <b>\n", ""),
            ("<https://a.example> <a@b.example> 1 < 2 > 0 a<b", ""),
            ("<div>{{< x >}}</div>", ""),
        ] {
            let expected = match expected {
                "" if !text.starts_with("<div>") => text,
                expected => expected,
            };
            assert_eq!(without(text).0, expected, "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_told_once() {
        let (_, left_out) = without("a <b>c</b>\n\n<div>d</div>\n\n<!-- e -->\n\n<hr>\n");
        let names: Vec<(&str, usize)> = left_out
            .iter()
            .map(|(_, name, line)| (&name[..name.find(',').unwrap()], *line))
            .collect();
        assert_eq!(names, [("<b>", 1), ("what stands in <div>", 3), ("<hr>", 7)]);
    }

    #[test]
    fn sites_say_whether_html_is_shown() {
        for (config, is) in [
            ("", false),
            ("[markup.goldmark.renderer]\nunsafe = true\n", true),
            ("[markup.goldmark.renderer]\nunsafe = false\n", false),
            ("[markup]\ndefaultMarkdownHandler = 'blackfriday'\n", true),
            ("[markup]\ndefaultMarkdownHandler = 'goldmark'\n", false),
            ("[blackfriday]\nfractions = false\n", true),
        ] {
            assert_eq!(is_shown(&of_toml(config).unwrap()), is, "{config}");
        }
    }
}
