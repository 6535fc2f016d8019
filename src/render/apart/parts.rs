//! The parts of lists, tables and figures, as they may stand.

use crate::html::tree::{Element, Node};

/// The parts of a figure, of which one may be its caption, at the beginning or at the end
/// (<https://html.spec.whatwg.org/multipage/grouping-content.html#the-figure-element>): where there
/// is more than one, or it stands in the middle, all of them at the end.
pub fn captioned_once(parts: Vec<Node>) -> Vec<Node> {
    let is_caption = |node: &Node| matches!(node, Node::Element(it) if it.name == "figcaption");
    let is_space = |node: &Node| matches!(node, Node::Text(text) if text.trim().is_empty());
    let shown: Vec<&Node> = parts.iter().filter(|part| !is_space(part)).collect();
    let captions = shown.iter().filter(|part| is_caption(part)).count();
    let is_at_an_end = [shown.first(), shown.last()].into_iter().flatten().any(|it| is_caption(it));
    if captions == 0 || (captions == 1 && is_at_an_end) {
        return parts;
    }
    let (captions, mut made): (Vec<Node>, Vec<Node>) = parts.into_iter().partition(is_caption);
    let mut whole = None::<Element>;
    for caption in captions {
        let Node::Element(mut caption) = caption else { continue };
        match &mut whole {
            Some(first) => {
                first.children.push(Node::Text(" ".into()));
                first.children.append(&mut caption.children);
            }
            None => whole = Some(caption),
        }
    }
    made.extend(whole.map(Node::Element));
    made
}

/// The parts of a table in the order in which they may stand: its caption, its head, its rows, its
/// foot. Of what it may have once, the first is that.
pub fn parts_in_order(parts: Vec<Node>) -> Vec<Node> {
    let (mut caption, mut head, mut foot) = (None::<Element>, None, None);
    let mut bodies: Vec<Element> = Vec::new();
    let mut is_open = false;
    for part in parts {
        let Node::Element(mut part) = part else { continue };
        let is_row = part.name == "tr";
        match (&*part.name, &mut caption, bodies.last_mut()) {
            ("caption", Some(first), _) => first.children.append(&mut part.children),
            ("caption", None, _) => caption = Some(part),
            ("thead", ..) if head.is_none() => head = Some(part),
            ("tfoot", ..) if foot.is_none() => foot = Some(part),
            ("tr", _, Some(body)) if is_open => body.children.push(Node::Element(part)),
            ("tr", ..) => bodies.push(Element::new("tbody", vec![Node::Element(part)])),
            _ => bodies.push(Element { name: "tbody".into(), ..part }),
        }
        is_open = is_row;
    }
    let parts = caption.into_iter().chain(head).chain(bodies).chain(foot);
    parts.map(Node::Element).collect()
}

/// The nodes as they may stand in a list or a table: what may not is in an item of its own, and
/// space between items is left out.
pub fn within(nodes: Vec<Node>, only: &[&str]) -> Vec<Node> {
    let wrapper = only.iter().find(|name| matches!(**name, "li" | "dd")).copied();
    let mut made: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut is_open = false;
    for node in nodes {
        match &node {
            Node::Text(text) if text.trim().is_empty() => continue,
            Node::Element(element) if only.contains(&&*element.name) => {
                made.push(node);
                is_open = false;
                continue;
            }
            _ => {}
        }
        let Some(wrapper) = wrapper else { continue };
        match made.last_mut() {
            Some(Node::Element(last)) if is_open => last.children.push(node),
            _ => made.push(Node::Element(Element::new(wrapper, vec![node]))),
        }
        is_open = true;
    }
    // The words that a list of terms begins with, and terms without words, are no such list.
    if let Some(Node::Element(first)) = made.first_mut()
        && first.name == "dd"
    {
        made.insert(0, Node::Element(Element::new("dt", Vec::new())));
    }
    if let Some(Node::Element(last)) = made.last()
        && last.name == "dt"
    {
        made.push(Node::Element(Element::new("dd", Vec::new())));
    }
    made
}
