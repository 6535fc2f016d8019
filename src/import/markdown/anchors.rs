//! Places in a text that its links lead to: Markdown has ids for headings alone.

use std::collections::HashSet;

use crate::html::tree::{Element, Node, elements};

/// The nodes with a mark of its own at each place to which a link of theirs leads.
pub fn kept(nodes: Vec<Node>) -> Vec<Node> {
    let mut wanted = HashSet::new();
    collect(&nodes, &mut wanted);
    match wanted.is_empty() {
        true => nodes,
        false => marked(nodes, &mut wanted),
    }
}

fn collect(nodes: &[Node], wanted: &mut HashSet<String>) {
    for element in elements(nodes) {
        if let Some(id) = element.value("href").and_then(|href| href.strip_prefix('#')) {
            wanted.insert(id.into());
        }
        collect(&element.children, wanted);
    }
}

/// Each id is at one place alone: the first that has it.
fn marked(nodes: Vec<Node>, wanted: &mut HashSet<String>) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Node::Element(mut element) = node else {
            out.push(node);
            continue;
        };
        let is_own = matches!(&*element.name, "span" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
            || element.value("class").is_some_and(|class| class.contains("footnote"));
        let id = element.value("id").map(String::from);
        let id = id.filter(|id| wanted.remove(id) && !is_own);
        element.children = marked(element.children, wanted);
        if let Some(id) = id {
            element.attributes.retain(|(name, _)| name != "id");
            let mark = Node::Element(Element::new("span", Vec::new()).with("id", &id));
            match &*element.name {
                // What may have words in it.
                "p" | "li" | "td" | "th" | "dd" | "dt" | "figcaption" | "summary" => {
                    element.children.insert(0, mark);
                }
                _ => out.push(Node::Element(Element::new("p", vec![mark]))),
            }
        }
        out.push(Node::Element(element));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::tree::{parse, write};

    #[test]
    fn places_that_links_lead_to_stay() {
        for (html, expected) in [
            (
                "<a href=\"#x\">a</a><p id=\"x\">b</p><p id=\"x\">c</p>",
                "<a href=\"#x\">a</a><p><span id=\"x\"></span>b</p><p id=\"x\">c</p>",
            ),
            (
                "<a href=\"#x\">a</a><ol><li id=\"x\">b</li></ol>",
                "<a href=\"#x\">a</a><ol><li><span id=\"x\"></span>b</li></ol>",
            ),
            (
                "<a href=\"#x\">a</a><table id=\"x\"><tbody><tr><td>b</td></tr></tbody></table>",
                "<a href=\"#x\">a</a><p><span id=\"x\"></span></p><table><tbody><tr><td>b</td></tr></tbody></table>",
            ),
            ("<p id=\"x\">b</p>", "<p id=\"x\">b</p>"),
            ("<a href=\"#x\">a</a><h2 id=\"x\">b</h2>", "<a href=\"#x\">a</a><h2 id=\"x\">b</h2>"),
        ] {
            assert_eq!(write(&kept(parse(html))), expected);
        }
    }
}
