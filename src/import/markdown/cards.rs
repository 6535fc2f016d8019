//! Cards of Ghost in its HTML, of which some parts are no words of a text
//! (<https://github.com/TryGhost/Koenig/tree/main/packages/kg-default-nodes>).

use super::addresses::may_lead;
use super::line::on_one_line;
use crate::html::tree::{Element, Node, text_of};

/// Whether an element is a part of a player that browsers show by themselves.
pub fn is_of_player(element: &Element) -> bool {
    const PARTS: [&str; 5] = [
        "kg-audio-player",
        "kg-audio-thumbnail",
        "kg-video-overlay",
        "kg-video-player",
        "kg-video-player-container",
    ];
    PARTS.iter().any(|part| element.has_class(part))
}

/// Whether a link is the whole of a file's card.
pub fn is_file(element: &Element) -> bool {
    element.has_class("kg-file-card-container")
}

/// The card of a file as a link and a line below it.
pub fn file(element: &Element, link: &dyn Fn(&str) -> String) -> Vec<Node> {
    let words = |class: &str| {
        let part = with_class(&element.children, class);
        let words = part.map(|part| on_one_line(&text_of(&part.children)));
        words.filter(|words| !words.is_empty())
    };
    let href = element.value("href").unwrap_or_default().trim();
    let name = words("kg-file-card-title").or_else(|| words("kg-file-card-filename"));
    let name = name.unwrap_or_else(|| href.rsplit('/').next().unwrap_or(href).to_string());
    let paragraph = |children| Node::Element(Element::new("p", children));
    let anchor = Element::new("a", vec![Node::Text(name)]).with("href", &link(href));
    let mut nodes = match may_lead(href) {
        true => vec![paragraph(vec![Node::Element(anchor)])],
        false => Vec::new(),
    };
    nodes.extend(words("kg-file-card-caption").map(|line| paragraph(vec![Node::Text(line)])));
    nodes
}

fn with_class<'n>(nodes: &'n [Node], class: &str) -> Option<&'n Element> {
    nodes.iter().find_map(|node| match node {
        Node::Element(element) if element.has_class(class) => Some(element),
        Node::Element(element) => with_class(&element.children, class),
        Node::Text(_) => None,
    })
}
