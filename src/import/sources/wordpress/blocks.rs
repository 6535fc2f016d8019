//! What blocks of a text take from elsewhere in an export: synced patterns
//! (<https://developer.wordpress.org/block-editor/reference-guides/core-blocks/#pattern>), and
//! footnotes, which are in the text's metadata
//! (<https://developer.wordpress.org/block-editor/reference-guides/core-blocks/#footnotes>).

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use super::xml::Element;
use crate::html::escaped;

/// How deep patterns may be in each other, and how much they may come to in a text.
const DEEPEST: usize = 8;
const LONGEST: usize = 4 << 20;

/// The patterns that everybody may see, by their ids.
pub type Patterns = HashMap<String, String>;

/// Adds a pattern, if it is one that shows something.
pub fn keep_pattern(item: &Element, patterns: &mut Patterns) {
    let is_public = item.child("wp:status") == Some("publish")
        && item.child("wp:post_password").is_none_or(str::is_empty);
    let content = item.children.iter().find(|child| child.name == "content:encoded");
    if let (true, Some(id), Some(content)) = (is_public, item.child("wp:post_id"), content) {
        patterns.insert(id.into(), content.text.replace("\r\n", "\n"));
    }
}

/// The text with its patterns in their places.
pub fn with_patterns<'t>(text: &'t str, patterns: &Patterns) -> Cow<'t, str> {
    if !text.contains("<!-- wp:block ") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    fill(text, patterns, 0, &mut out);
    Cow::Owned(out)
}

fn fill(text: &str, patterns: &Patterns, depth: usize, out: &mut String) {
    let mut rest = text;
    while let Some(found) = rest.find("<!-- wp:block ") {
        let inside = &rest[found + "<!-- wp:block ".len()..];
        let Some(end) = inside.find("-->") else { break };
        out.push_str(&rest[..found]);
        let given: Option<serde_json::Value> =
            serde_json::from_str(inside[..end].trim().trim_end_matches('/')).ok();
        let id = given.as_ref().and_then(|given| given.get("ref")).map(ToString::to_string);
        // One that is in itself shows nothing there.
        if let Some(pattern) = id.and_then(|id| patterns.get(id.trim_matches('"')))
            && depth < DEEPEST
            && out.len() + pattern.len() < LONGEST
        {
            fill(pattern, patterns, depth + 1, out);
        }
        rest = &inside[end + "-->".len()..];
    }
    out.push_str(rest);
}

/// The text with its footnotes where their block is.
pub fn with_footnotes<'t>(text: &'t str, item: &Element) -> Cow<'t, str> {
    const BLOCK: &str = "<!-- wp:footnotes";
    let place = text.find(BLOCK).and_then(|at| Some((at, at + text[at..].find("-->")? + 3)));
    let Some((start, end)) = place else { return Cow::Borrowed(text) };
    let meta = item.all("wp:postmeta").find(|meta| meta.child("wp:meta_key") == Some("footnotes"));
    let value = meta.and_then(|meta| meta.child("wp:meta_value")).unwrap_or_default();
    let notes: Vec<serde_json::Value> = serde_json::from_str(value).unwrap_or_default();
    let of = |note: &serde_json::Value, name: &str| -> Option<String> {
        note.get(name).and_then(serde_json::Value::as_str).map(String::from)
    };
    let items: String = notes
        .iter()
        .filter_map(|note| {
            let (id, content) = (escaped(&of(note, "id")?), of(note, "content")?);
            Some(format!("<li id=\"{id}\">{content} <a href=\"#{id}-link\">↩</a></li>\n"))
        })
        .collect();
    if items.is_empty() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}<ol>\n{items}</ol>\n{}", &text[..start], &text[end..]))
}

/// The blocks that a program fills in where they are shown, each once: an export holds nothing of
/// what they showed.
pub fn dynamic(text: &str) -> BTreeSet<String> {
    const START: &str = "<!-- wp:";
    // Such a block is a template for others, which its end closes.
    const TEMPLATES: [&str; 4] = ["query", "comments", "navigation", "terms-query"];
    let mut found = BTreeSet::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(START) {
        let start = from + at + START.len();
        let head = &text[start..];
        let head = &head[..head.find("-->").unwrap_or(head.len())];
        from = start + head.len();
        let end = head.find(|c: char| !(c.is_ascii_alphanumeric() || "-_/".contains(c)));
        let name = head[..end.unwrap_or(head.len())].trim_end_matches('/');
        let is_template = TEMPLATES.contains(&name);
        if !is_template && (!head.trim_end().ends_with('/') || shows_nothing(name)) {
            continue;
        }
        found.insert(format!("block `{name}`"));
        if is_template {
            let close = format!("<!-- /wp:{name} ");
            from = text[from..].find(&close).map_or(from, |end| from + end);
        }
    }
    found
}

/// Whether a block without words is nothing to readers, or is in its place already.
fn shows_nothing(name: &str) -> bool {
    const NAMES: [&str; 24] = [
        "block",
        "button",
        "buttons",
        "code",
        "column",
        "columns",
        "cover",
        "footnotes",
        "freeform",
        "group",
        "heading",
        "html",
        "image",
        "list",
        "list-item",
        "more",
        "nextpage",
        "paragraph",
        "preformatted",
        "quote",
        "separator",
        "shortcode",
        "spacer",
        "table",
    ];
    NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(name: &str, text: &str, children: Vec<Element>) -> Element {
        Element { name: name.into(), text: text.into(), children, ..Element::default() }
    }

    #[test]
    fn patterns_are_in_their_places() {
        let mut patterns = Patterns::new();
        for (id, status, password, content) in [
            ("1", "publish", "", "<p>one</p>"),
            ("2", "publish", "", "<p>two</p><!-- wp:block {\"ref\":1} /-->"),
            ("3", "publish", "", "x<!-- wp:block {\"ref\":3} /-->"),
            ("4", "draft", "", "draft"),
            ("5", "publish", "word", "locked"),
        ] {
            let item = element(
                "item",
                "",
                vec![
                    element("wp:post_id", id, vec![]),
                    element("wp:status", status, vec![]),
                    element("wp:post_password", password, vec![]),
                    element("content:encoded", content, vec![]),
                ],
            );
            keep_pattern(&item, &mut patterns);
        }
        for (text, expected) in [
            ("a<!-- wp:block {\"ref\":2} /-->b", "a<p>two</p><p>one</p>b"),
            ("<!-- wp:block {\"ref\":1,\"content\":{}} /-->", "<p>one</p>"),
            ("a<!-- wp:block {\"ref\":3} /-->b", "axxxxxxxxb"),
            ("a<!-- wp:block {\"ref\":4} /--><!-- wp:block {\"ref\":5} /-->b", "ab"),
            ("a<!-- wp:block {\"ref\":9} /--><!-- wp:block {} /-->b", "ab"),
            ("a<!-- wp:blocks {\"ref\":1} /-->", "a<!-- wp:blocks {\"ref\":1} /-->"),
        ] {
            assert_eq!(with_patterns(text, &patterns), expected, "{text}");
        }
    }

    #[test]
    fn blocks_that_a_program_fills_in_are_told() {
        for (text, names) in [
            ("<!-- wp:latest-posts /-->", &["block `latest-posts`"][..]),
            (
                "<!-- wp:acf/pull-stat {\"data\":{\"a\":\"b\"}} /-->a<!-- wp:acf/pull-stat /-->",
                &["block `acf/pull-stat`"],
            ),
            (
                "<!-- wp:query {\"id\":1} -->\n<div><!-- wp:post-title /--></div>\n<!-- /wp:query -->",
                &["block `query`"],
            ),
            ("<!-- wp:jetpack/map {} -->\n<div>Place</div>\n<!-- /wp:jetpack/map -->", &[]),
            ("<!-- wp:block {\"ref\":2} /--><!-- wp:footnotes /--><!-- wp:spacer /-->", &[]),
            ("<!-- wp:paragraph -->\n<p>a / b</p>\n<!-- /wp:paragraph -->", &[]),
            ("<!-- wp:latest-posts", &[]),
        ] {
            let found: Vec<String> = dynamic(text).into_iter().collect();
            assert_eq!(found, names, "{text}");
        }
    }

    #[test]
    fn footnotes_are_where_their_block_is() {
        let item = |json: &str| {
            let meta = vec![
                element("wp:meta_key", "footnotes", vec![]),
                element("wp:meta_value", json, vec![]),
            ];
            element("item", "", vec![element("wp:postmeta", "", meta)])
        };
        let text = "a<!-- wp:footnotes /-->b";
        let notes = "[{\"content\":\"One \\u003cem\\u003etwo\\u003c/em\\u003e\",\"id\":\"x\"}]";
        let expected =
            "a<ol>\n<li id=\"x\">One <em>two</em> <a href=\"#x-link\">↩</a></li>\n</ol>\nb";
        assert_eq!(with_footnotes(text, &item(notes)), expected);
        assert_eq!(with_footnotes("no block", &item(notes)), "no block");
        assert_eq!(with_footnotes(text, &item("[]")), text);
        assert_eq!(with_footnotes(text, &item("no json")), text);
    }
}
