//! A tree as XML, in which no element is open and no entity unknown.

use crate::html::tree::{Element, Node, VOID};

/// Whether XML can have the character (<https://www.w3.org/TR/xml/#charsets>).
pub fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Text in which nothing means anything to XML, between tags and between quotes; without what XML
/// cannot have.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(text, &mut out);
    out
}

fn push(text: &str, out: &mut String) {
    for c in text.chars().filter(|c| is_xml(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // An attribute would lose it otherwise.
            '\r' => out.push_str("&#13;"),
            c => out.push(c),
        }
    }
}

/// Nodes as XML.
pub fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => push(text, out),
            Node::Element(element) => write_element(element, out),
        }
    }
}

fn write_element(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        push(value, out);
        out.push('"');
    }
    if VOID.contains(&&*element.name) {
        return out.push_str("/>");
    }
    out.push('>');
    write(&element.children, out);
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}
