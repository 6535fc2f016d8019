//! A text on paper, where nothing is opened, played or loaded.

use memchr::memchr_iter;

use super::tree::{Source, nodes};
use crate::html::tree::Node;

/// What waits for a reader who opens or plays it: the names of elements, and the frames of embeds
/// as Dateline writes them.
const WAITING: [&str; 6] = ["details", "video", "audio", "iframe", "embed", "figure class=\"embed"];

/// Whether a text has anything that would be empty on paper, or be hidden there for ever.
pub fn waits(html: &str) -> bool {
    memchr_iter(b'<', html.as_bytes()).any(|at| {
        let tag = &html.as_bytes()[at + 1..];
        let begins = |name: &&str| {
            tag.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
        };
        WAITING.iter().any(begins)
    })
}

/// The text among others on paper: what can be opened is open, what plays is a link to it, and
/// before each of its ids stands `prefix`.
pub fn printed(html: &str, source: Source<'_>, prefix: &str) -> Vec<Node> {
    let mut nodes = nodes(html, source);
    with_own_ids(&mut nodes, prefix);
    nodes
}

fn with_own_ids(nodes: &mut [Node], prefix: &str) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        element
            .attributes
            .retain(|(name, value)| name != "id" || !value.contains(char::is_whitespace));
        for (name, value) in &mut element.attributes {
            if name == "id" {
                value.insert_str(0, prefix);
            } else if name == "href" && value.starts_with('#') {
                value.insert_str(1, prefix);
            }
        }
        // What kind of note it is stands in it already.
        let is_alert =
            |name: &str, value: &str| name == "class" && value.contains("markdown-alert");
        element.attributes.retain(|(name, value)| !is_alert(name, value));
        with_own_ids(&mut element.children, prefix);
    }
}

/// The same with addresses within the site, of which `origin` is the host, as paths from its root:
/// so a page leads and loads from wherever the site is.
pub fn in_site(nodes: &mut [Node], origin: &str) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        for (name, value) in &mut element.attributes {
            let path = value.strip_prefix(origin).filter(|path| path.starts_with('/'));
            if let Some(path) = path.filter(|_| matches!(&**name, "href" | "src")) {
                *value = path.into();
            }
        }
        in_site(&mut element.children, origin);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_is_known() {
        for (html, expected) in [
            ("<p>a < b, details, video</p>", false),
            ("<picture><img src=a></picture><figure class=\"data\">", false),
            ("<DETAILS open>", true),
            ("<p><video src=a>", true),
            ("a<audio>", true),
            ("<figure class=\"embed embed-wide\">", true),
            ("<", false),
        ] {
            assert_eq!(waits(html), expected, "{html}");
        }
    }
}
