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

/// So deep may rules be in each other.
const MOST_LEVELS: usize = 20;

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
    selectors.iter().filter_map(|selector| subjects(selector)).any(|parts| {
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
fn hiding(css: &str) -> Vec<String> {
    let mut found = Vec::new();
    push_hiding(css, &[], MOST_LEVELS, &mut found);
    found
}

/// Adds those of a block, which may be in the rules for `parents`
/// (<https://www.w3.org/TR/css-nesting-1/>).
fn push_hiding(css: &str, parents: &[String], levels: usize, found: &mut Vec<String>) {
    let mut declarations = String::new();
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once('{') {
        let (of_block, head) =
            before.rsplit_once([';', '}']).map_or(("", before), |(of, head)| (of, head));
        declarations.push_str(of_block);
        declarations.push(';');
        let head = head.trim();
        let (block, behind) = behind.split_at(end_of_block(behind));
        rest = behind.strip_prefix('}').unwrap_or(behind);
        if levels == 0 || found.len() > MOST_SELECTORS {
            continue;
        }
        match head.strip_prefix('@') {
            Some(rule) if is_for_all(rule) => push_hiding(block, parents, levels - 1, found),
            Some(_) => {}
            None => push_hiding(block, &within(parents, head), levels - 1, found),
        }
    }
    declarations.push_str(rest);
    if style_hides(&declarations) {
        found.extend(parents.iter().cloned());
    }
}

/// The selectors of a rule in the rules for others.
fn within(parents: &[String], head: &str) -> Vec<String> {
    let own = head.split(',').map(str::trim);
    match parents {
        [] => own.map(String::from).collect(),
        _ => own
            .flat_map(|own| {
                parents.iter().map(move |parent| match own.contains('&') {
                    true => own.replace('&', parent),
                    false => format!("{parent} {own}"),
                })
            })
            .take(MOST_SELECTORS + 1)
            .collect(),
    }
}

/// Whether the rules in a group are for every screen: those for paper or for some sizes of screens
/// leave others on which readers see all (<https://www.w3.org/TR/mediaqueries-5/>).
fn is_for_all(rule: &str) -> bool {
    let end = rule.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(rule.len());
    let (name, of_what) = rule.split_at(end);
    match name.to_ascii_lowercase().as_str() {
        "layer" | "scope" => true,
        // What browsers may lack they mostly have.
        "supports" => !of_what.trim_start().to_ascii_lowercase().starts_with("not"),
        "media" => of_what.to_ascii_lowercase().split(',').any(is_of_all_screens),
        _ => false,
    }
}

/// Whether a query is true of every screen: `screen`, `not print`, `all and (min-width: 0)`.
fn is_of_all_screens(query: &str) -> bool {
    let query = query.trim();
    if let Some(kind) = query.strip_prefix("not ") {
        return matches!(kind.trim(), "print" | "speech" | "tty" | "tv");
    }
    let query = query.strip_prefix("only ").unwrap_or(query);
    query.split(" and ").map(str::trim).all(|part| {
        let feature = part.strip_prefix('(').and_then(|part| part.strip_suffix(')'));
        match feature {
            Some(feature) => feature.split_once(':').is_some_and(|(name, value)| {
                let digits: String = value.chars().filter(char::is_ascii_digit).collect();
                name.trim().starts_with("min-")
                    && !digits.is_empty()
                    && digits.trim_start_matches('0').is_empty()
            }),
            None => matches!(part, "" | "all" | "screen"),
        }
    })
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
            ("@media screen, print{.a{display:none}}", "<p class=\"a\">x</p>", true),
            ("@media not print{.a{display:none}}", "<p class=\"a\">x</p>", true),
            (
                "@media only screen and (min-width:0){.a{display:none}}",
                "<p class=\"a\">x</p>",
                true,
            ),
            ("@MEDIA ALL{.a{display:none}}", "<p class=\"a\">x</p>", true),
            ("@media not screen{.a{display:none}}", "<p class=\"a\">x</p>", false),
            (
                "@media screen and (min-width: 60em){.a{display:none}}",
                "<p class=\"a\">x</p>",
                false,
            ),
            (
                "@media (prefers-color-scheme: dark){.a{display:none}}",
                "<p class=\"a\">x</p>",
                false,
            ),
            ("@supports (display: grid){.a{display:none}}", "<p class=\"a\">x</p>", true),
            ("@supports not (display: grid){.a{display:none}}", "<p class=\"a\">x</p>", false),
            ("@scope (.b) to (.c){.a{display:none}}", "<p class=\"a\">x</p>", true),
            ("@layer x;@layer x{.a{display:none}}", "<p class=\"a\">x</p>", true),
            ("@container (min-width: 9em){.a{display:none}}", "<p class=\"a\">x</p>", false),
            (".a{color:red;.b{display:none}}", "<p class=\"a\"><b class=\"b\">x</b></p>", true),
            (".a{color:red;.b{display:none}}", "<p class=\"a\">x</p>", false),
            (".a{&.b{display:none}}", "<p class=\"a b\">x</p>", true),
            (".a{@media screen{display:none}}", "<p class=\"a\">x</p>", true),
            (".a{@media print{display:none}}", "<p class=\"a\">x</p>", false),
            (".a{display:none;@media print{display:block}}", "<p class=\"a\">x</p>", true),
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
