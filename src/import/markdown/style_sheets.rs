//! Style sheets in a text, which may hide other parts of it.

use super::dialect::plain;
use super::hidden::tree_of;
use super::rendered::html_of_plain;
use crate::html::tree::{Element, Node, elements};
use crate::html::{style_hides, without_css_comments};
use crate::import::braces::end_of_block;
use crate::import::model::Body;

/// So many selectors are looked for; of more it is not asked whether they are about the text.
const MOST_SELECTORS: usize = 200;

/// Whether a style sheet in a text hides something that is in the text, on screens of every kind.
pub fn hide(body: &Body) -> bool {
    let (Body::Html(text) | Body::Markdown(text, _)) = body;
    if !text.to_ascii_lowercase().contains("<style") {
        return false;
    }
    let nodes = match body {
        Body::Html(html) => tree_of(html),
        Body::Markdown(text, dialect) => tree_of(&html_of_plain(&plain(text, *dialect), *dialect)),
    };
    let mut css = String::new();
    each(&nodes, &mut |element| {
        if element.name == "style" {
            css.push_str(&element.text());
        }
    });
    let css = without_css_comments(&css);
    let selectors = hiding(&css);
    if selectors.len() > MOST_SELECTORS {
        return true;
    }
    selectors.into_iter().filter_map(subjects).any(|parts| {
        let mut is_there = parts.iter().any(|part| is_in_braces(text, part));
        each(&nodes, &mut |element| is_there |= parts.iter().all(|part| is(element, part)));
        is_there
    })
}

fn each(nodes: &[Node], see: &mut dyn FnMut(&Element)) {
    for element in elements(nodes) {
        see(element);
        each(&element.children, see);
    }
}

/// The selectors of the rules that hide what they are about.
fn hiding(css: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = css;
    while let Some((head, behind)) = rest.split_once('{') {
        let head = head.rsplit(['}', ';']).next().unwrap_or_default().trim();
        let is_group = ["@media", "@supports", "@layer", "@scope", "@container"]
            .iter()
            .any(|name| head.starts_with(name));
        // On paper, or on small screens alone, is not everywhere.
        let is_of_some = head.contains("print") || head.contains('(');
        if is_group && !is_of_some {
            rest = behind;
            continue;
        }
        let (block, behind) = behind.split_at(end_of_block(behind));
        if !head.starts_with('@') && style_hides(block) {
            found.extend(head.split(',').map(str::trim));
        }
        rest = behind.strip_prefix('}').unwrap_or(behind);
    }
    found
}

/// What a selector says of the element itself, such as `p`, `.class` and `#id`; none of one that is
/// about what the style sheet adds to an element.
fn subjects(selector: &str) -> Option<Vec<String>> {
    let last = selector.rsplit([' ', '>', '+', '~', '\n', '\t']).find(|part| !part.is_empty())?;
    let (last, pseudo) = last.split_at(last.find(':').unwrap_or(last.len()));
    let is_added = [":before", ":after", ":marker", ":selection", ":placeholder"];
    if is_added.iter().any(|name| pseudo.contains(name)) {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    for c in last.chars() {
        match parts.last_mut() {
            Some(part) if !matches!(c, '.' | '#' | '[') => part.push(c),
            _ => parts.push(c.into()),
        }
    }
    Some(parts)
}

/// Whether a part of a selector is true of an element.
fn is(element: &Element, part: &str) -> bool {
    match (part.chars().next(), part.get(1..).unwrap_or_default()) {
        (Some('.'), class) => element.has_class(class),
        (Some('#'), id) => element.value("id") == Some(id),
        (Some('['), rest) => {
            let name = rest.split(['=', ']', '~', '|', '^', '$', '*']).next().unwrap_or_default();
            element.value(name).is_some()
        }
        (Some('*'), _) => element.name != "style",
        _ => element.name == part.to_ascii_lowercase(),
    }
}

/// Whether a text gives something a class or an id between braces: `{: .class}`, `{#id}`.
fn is_in_braces(text: &str, part: &str) -> bool {
    part.starts_with(['.', '#'])
        && text.split('{').skip(1).any(|behind| {
            let list = behind.split('}').next().unwrap_or_default().trim_start_matches(':');
            list.split_whitespace().any(|word| word == part)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::Dialect;

    #[test]
    fn style_sheets_that_hide_a_part_of_their_text_are_told() {
        for (css, rest, hides) in [
            (".a{display:none}", "<p class=\"b a\">x</p>", true),
            ("p.a { color: red; display: none }", "<p class=\"a\">x</p>", true),
            ("p.a{display:none}", "<b class=\"a\">x</b>", false),
            ("#a, .b{visibility:hidden}", "<div><p id=\"a\">x</p></div>", true),
            ("/* .a{} */ div > .a:not(.b){display:none}", "<p class=\"a\">x</p>", true),
            ("@media screen{.a{display:none}}", "<p class=\"a\">x</p>", true),
            ("aside{display:none}", "<aside>x</aside>", true),
            ("[data-x]{display:none}", "<p data-x=\"1\">x</p>", true),
            (".a{color:red} .b{display:none}", "<p class=\"a\">x</p>", false),
            ("@media print{.a{display:none}}", "<p class=\"a\">x</p>", false),
            (
                "@media (max-width:9em){.a{display:none} .c{display:none}}",
                "<p class=\"a\">x</p>",
                false,
            ),
            (".a::before{display:none} .a:after{display:none}", "<p class=\"a\">x</p>", false),
            (".a{display:none}", "<p>.a</p>", false),
            (".a{display:none;display:block}", "<p class=\"a\">x</p>", false),
            ("@font-face{font-family:x} .a{}", "<p class=\"a\">x</p>", false),
        ] {
            let html = format!("<style>{css}</style>\n\n{rest}\n");
            assert_eq!(hide(&Body::Html(html.clone())), hides, "{css}");
            assert_eq!(hide(&Body::Markdown(html, Dialect::MarkdownIt)), hides, "{css}");
        }
        for (text, hides) in [
            ("<style>.a{display:none}</style>\n\nx\n{: .b .a}\n", true),
            ("<style>.a{display:none}</style>\n\nx\n{: .b}\n", false),
            ("```\n<style>.a{display:none}</style>\n<p class=\"a\">\n```\n", false),
        ] {
            assert_eq!(hide(&Body::Markdown(text.into(), Dialect::Kramdown)), hides, "{text}");
        }
    }
}
