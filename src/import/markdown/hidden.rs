//! What HTML hides from readers.

use crate::html::tree::{Element, Node, parse, text_of};

/// Whether browsers show nothing of an element, as it says itself
/// (<https://html.spec.whatwg.org/multipage/rendering.html#hidden-elements>).
pub fn is_hidden(element: &Element) -> bool {
    const STYLES: [&str; 3] = ["display:none", "visibility:hidden", "visibility:collapse"];
    let style = element.value("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.split_whitespace().collect();
    let mut styles = style.split(';').map(|one| one.trim_end_matches("!important"));
    element.value("hidden").is_some()
        || element.name == "dialog" && element.value("open").is_none()
        || styles.any(|one| STYLES.contains(&one))
}

/// The words of a piece of HTML that readers see.
pub fn words(html: &str) -> String {
    super::line::on_one_line(&text_of(&shown(parse(html))))
}

fn shown(nodes: Vec<Node>) -> Vec<Node> {
    let is_shown = |node: &Node| !matches!(node, Node::Element(element) if is_hidden(element));
    let one = |node: Node| match node {
        Node::Element(mut element) => {
            element.children = shown(element.children);
            Node::Element(element)
        }
        text @ Node::Text(_) => text,
    };
    nodes.into_iter().filter(is_shown).map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_that_readers_see() {
        for (html, expected) in [
            ("a <b>b</b> <span hidden>c</span>", "a b"),
            ("<p style=\"Display: None\">a</p><p>b <i style=\"visibility:hidden\">c</i></p>", "b"),
            ("<dialog>a</dialog><dialog open>b</dialog>", "b"),
            ("<p style=\"color: red\">a</p>", "a"),
        ] {
            assert_eq!(words(html), expected, "{html}");
        }
    }
}
