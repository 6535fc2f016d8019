//! Marks that stand for attributes outside a tag until the text is HTML, where they say which
//! element is hidden.

use crate::html::tree::{Element, Node, elements};

/// The attribute by which a mark is known.
pub const ATTRIBUTE: &str = "data-dateline-hides";

/// What a mark hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hides {
    /// The element before it.
    Before,
    /// The element behind it.
    Next,
    /// The element in which it stands.
    Around,
}

impl Hides {
    const ALL: [Hides; 3] = [Hides::Before, Hides::Next, Hides::Around];

    fn word(self) -> &'static str {
        match self {
            Hides::Before => "before",
            Hides::Next => "next",
            Hides::Around => "around",
        }
    }

    /// The mark among blocks: it needs an empty line behind it.
    pub fn block(self) -> String {
        format!("<div {ATTRIBUTE}=\"{}\"></div>", self.word())
    }

    /// The mark in a line.
    pub fn inline(self) -> String {
        format!("<span {ATTRIBUTE}=\"{}\"></span>", self.word())
    }

    /// Whether a piece of HTML is such a mark among blocks.
    pub fn is_block(self, html: &str) -> bool {
        html.trim() == self.block()
    }
}

/// The nodes without the marks, and with what they hide said to be hidden.
pub fn resolved(nodes: Vec<Node>) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut hides_next = false;
    for node in nodes {
        let mut element = match node {
            Node::Element(element) => element,
            text @ Node::Text(_) => {
                out.push(text);
                continue;
            }
        };
        match meant(&element) {
            Some(Hides::Before) => before(&mut out, element.name == "div").map_or((), hide),
            Some(Hides::Next) => hides_next = true,
            Some(Hides::Around) => {}
            None => {
                let is_hidden = has_around(&element);
                element.children = resolved(std::mem::take(&mut element.children));
                if is_hidden || std::mem::take(&mut hides_next) {
                    hide(&mut element);
                }
                out.push(Node::Element(element));
            }
        }
    }
    out
}

/// Whether a mark in an element hides it: in an item of a list with paragraphs, the first has it.
fn has_around(element: &Element) -> bool {
    let is_around = |child: &Element| meant(child) == Some(Hides::Around);
    let first = elements(&element.children).next();
    elements(&element.children).any(is_around)
        || element.name == "li" && first.is_some_and(|first| first.name == "p" && has_around(first))
}

fn meant(element: &Element) -> Option<Hides> {
    let word = element.value(ATTRIBUTE)?;
    Hides::ALL.into_iter().find(|hides| hides.word() == word)
}

/// The element right before a mark: words in between have no attributes, and space between blocks
/// is nothing.
fn before(nodes: &mut [Node], is_between_blocks: bool) -> Option<&mut Element> {
    let is_space = |node: &Node| matches!(node, Node::Text(text) if text.trim().is_empty());
    let at = nodes.iter().rposition(|node| !(is_between_blocks && is_space(node)))?;
    match &mut nodes[at] {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}

fn hide(element: &mut Element) {
    if element.value("hidden").is_none() {
        element.attributes.push(("hidden".into(), String::new()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree::{parse, write};

    #[test]
    fn marks_hide_the_element_that_they_name() {
        let [before, next] = [Hides::Before.block(), Hides::Next.block()];
        let [behind, around] = [Hides::Before.inline(), Hides::Around.inline()];
        for (html, expected) in [
            (format!("<p>a</p>\n{before}\n<p>b</p>"), "<p hidden=\"\">a</p>\n\n<p>b</p>"),
            (format!("<p>a</p>\n{next}\n<p>b</p>"), "<p>a</p>\n\n<p hidden=\"\">b</p>"),
            (format!("<p><em>a</em>{behind} b</p>"), "<p><em hidden=\"\">a</em> b</p>"),
            (format!("<p><em>a</em> b{behind}</p>"), "<p><em>a</em> b</p>"),
            (
                format!("<ul><li>{around}a</li><li>b</li></ul>"),
                "<ul><li hidden=\"\">a</li><li>b</li></ul>",
            ),
            (
                format!("<ul><li>\n<p>{around}a</p><p>b</p></li><li><p>c</p></li></ul>"),
                "<ul><li hidden=\"\">\n<p hidden=\"\">a</p><p>b</p></li><li><p>c</p></li></ul>",
            ),
            (format!("{before}<p>a</p>{next}"), "<p>a</p>"),
        ] {
            assert_eq!(write(&resolved(parse(&html))), expected, "{html}");
        }
    }
}
