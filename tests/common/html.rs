//! What stands in a page, as browsers read it.

use html5ever::driver::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use super::xml::Element;

/// The root of a page.
pub fn parsed(html: &[u8]) -> Element {
    let text = std::str::from_utf8(html).unwrap();
    let dom = parse_document(RcDom::default(), Default::default()).one(text);
    element(&dom.document)
}

/// A node and what is below it; the document itself has no name.
fn element(node: &Handle) -> Element {
    let mut element = Element::default();
    if let NodeData::Element { name, attrs, .. } = &node.data {
        element.name = name.local.to_string();
        let attributes = attrs.borrow();
        let pair = |attribute: &html5ever::Attribute| {
            (attribute.name.local.to_string(), attribute.value.to_string())
        };
        element.attributes = attributes.iter().map(pair).collect();
    }
    for child in node.children.borrow().iter() {
        match &child.data {
            NodeData::Text { contents } => element.text += &contents.borrow(),
            NodeData::Element { .. } => {
                let child = self::element(child);
                // A name that goes the other way is set apart by an element that says nothing else.
                match child.name == "bdi"
                    && child.attributes.is_empty()
                    && child.children.is_empty()
                {
                    true => element.text += &child.text,
                    false => element.children.push(child),
                }
            }
            _ => {}
        }
    }
    element
}
