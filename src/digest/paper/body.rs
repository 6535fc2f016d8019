//! The text of a story in Typst's markup.

use std::collections::HashMap;

use super::escape::{markup, string};
use super::table::breakable;
use super::writer::{Writer, width};
use crate::html::tree::{Element, Node, elements, text_of};
use crate::render::apart::is_block;

/// The longest address that Typst takes, in bytes (<https://github.com/typst/typst/pull/5074>).
const LONGEST_ADDRESS: usize = 8000;

/// How deep elements may be in others: Typst ends with an error where the rules by which it shows
/// them are 64 deep.
const DEEPEST: usize = 40;

/// How many rules deep Typst is in an element more than around it.
fn cost(name: &str) -> usize {
    match name {
        "blockquote" | "table" => 4,
        "ul" | "ol" | "figure" => 2,
        "tr" | "thead" | "tbody" | "tfoot" | "li" | "div" => 0,
        _ => 1,
    }
}

impl Writer<'_, '_> {
    pub(super) fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) if is_block(&element.name) => self.within_depth(element),
                other => self.inline(other),
            }
        }
        self.out.push_str("\n\n");
    }

    /// The same without empty lines around it, where a number or a mark stands before it.
    pub(super) fn content(&mut self, nodes: &[Node]) {
        let before = std::mem::take(&mut self.out);
        self.blocks(nodes);
        let content = std::mem::replace(&mut self.out, before);
        self.out.push_str(content.trim());
    }

    /// An element as it is where Typst can have it, or what is in it where it is too deep.
    fn within_depth(&mut self, element: &Element) {
        let cost = cost(&element.name);
        let is_block = is_block(&element.name);
        if self.depth + cost > DEEPEST {
            return match is_block {
                true => self.blocks(&element.children),
                false => self.line(&element.children),
            };
        }
        self.depth += cost;
        if is_block {
            self.block(element);
        } else {
            self.element(element);
        }
        self.depth -= cost;
    }

    fn block(&mut self, element: &Element) {
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name[1..].parse::<u8>().unwrap_or(2).max(2) + 1;
                self.called(
                    &format!("heading(level: {level}, outlined: false)"),
                    &element.children,
                );
                self.out.push_str("\n\n");
            }
            "ul" => self.items("list", "", element),
            "ol" => {
                let start = element.value("start").and_then(|it| it.parse::<u32>().ok());
                self.items(
                    "enum",
                    &start.map_or(String::new(), |it| format!("start: {it}, ")),
                    element,
                );
            }
            "blockquote" => self.wrapped("#quote(block: true)[", &element.children),
            "pre" => {
                let text = text_of(&element.children);
                self.out.push_str(&format!("#raw({}, block: true)\n\n", string(text.trim_end())));
            }
            "table" => self.table(element),
            "hr" => self.out.push_str("#line(length: 100%, stroke: 0.5pt)\n\n"),
            "dt" => self.wrapped("#strong[", &element.children),
            "dd" => self.wrapped("#pad(left: 1.5em)[", &element.children),
            _ => {
                self.out.push_str("\n\n");
                self.blocks(&element.children);
            }
        }
    }

    pub(super) fn wrapped(&mut self, begin: &str, nodes: &[Node]) {
        self.out.push_str(begin);
        self.within += 1;
        self.blocks(nodes);
        self.within -= 1;
        self.out.push_str("]\n\n");
    }

    /// A function of some content.
    fn called(&mut self, function: &str, nodes: &[Node]) {
        self.out.push_str(&format!("#{function}["));
        self.line(nodes);
        self.out.push(']');
    }

    fn items(&mut self, function: &str, arguments: &str, list: &Element) {
        self.out.push_str(&format!("#{function}({arguments}"));
        self.within += 1;
        for item in elements(&list.children) {
            self.out.push('[');
            self.content(&item.children);
            self.out.push_str("], ");
        }
        self.within -= 1;
        self.out.push_str(")\n\n");
    }

    /// What stands in a line, and blocks where a line has some, as in a link.
    fn line(&mut self, nodes: &[Node]) {
        nodes.iter().for_each(|node| self.inline(node));
    }

    fn inline(&mut self, node: &Node) {
        match node {
            Node::Text(text) if self.is_in_table => self.out.push_str(&breakable(text)),
            Node::Text(text) => self.out.push_str(&markup(text)),
            Node::Element(element) if element.has_class("footnote-back") => {}
            Node::Element(element) => self.within_depth(element),
        }
    }

    fn element(&mut self, element: &Element) {
        match element.name.as_str() {
            "br" => self.out.push_str("#linebreak()"),
            "img" => self.image(element),
            "a" => self.link(element),
            "sup" if element.has_class("footnote-reference") => self.reference(element),
            "b" | "strong" | "dfn" => self.called("strong", &element.children),
            "i" | "em" | "cite" | "var" => self.called("emph", &element.children),
            "s" | "del" => self.called("strike", &element.children),
            "u" | "ins" => self.called("underline", &element.children),
            "q" => {
                self.out.push_str("\\\"");
                self.line(&element.children);
                self.out.push_str("\\\"");
            }
            "sup" => self.called("super", &element.children),
            "sub" => self.called("sub", &element.children),
            "mark" => self.called("highlight", &element.children),
            "small" => self.called("text(size: 0.85em)", &element.children),
            "code" | "kbd" | "samp" => {
                self.out.push_str(&format!("#raw({})", string(&text_of(&element.children))));
            }
            _ => self.line(&element.children),
        }
    }

    fn image(&mut self, element: &Element) {
        let alt = element.value("alt").unwrap_or_default();
        let width = width(element.value("width").and_then(|width| width.parse::<u32>().ok()));
        match self.picture(element.value("src").unwrap_or_default()) {
            Some(path) => {
                let (path, alt) = (string(&path), string(alt));
                // In a box of its own width it stands in its line.
                let picture = format!("image({path}, alt: {alt}{width})");
                self.out.push_str(&match width.is_empty() {
                    true => format!("#{picture}"),
                    false => format!("#box({picture})"),
                });
            }
            None if alt.is_empty() => {}
            None => self.out.push_str(&format!("\\[{}\\]", markup(alt))),
        }
    }

    /// The words of a picture that leads a story and is not on paper, as a link to it.
    pub(super) fn absent(&mut self, url: &str, alt: &str) {
        let words = markup(if alt.is_empty() { url } else { alt });
        self.linked(url, |writer| writer.out.push_str(&format!("\\[{words}\\]")));
        if !alt.is_empty() {
            self.out.push_str(&format!("#footnote[{}]", markup(url)));
        }
    }

    /// A link; where it leads stands at the foot of the page, unless it says so itself.
    fn link(&mut self, element: &Element) {
        let href = element.value("href").unwrap_or_default();
        if href.is_empty() || href.starts_with('#') {
            return self.line(&element.children);
        }
        self.linked(href, |writer| writer.line(&element.children));
        if text_of(&element.children).trim() != href {
            self.out.push_str(&format!("#footnote[{}]", markup(href)));
        }
    }

    /// Words that lead to an address, if it is not too long for Typst.
    pub(super) fn linked(&mut self, href: &str, words: impl FnOnce(&mut Self)) {
        let is_link = href.len() <= LONGEST_ADDRESS;
        if is_link {
            self.out.push_str(&format!("#link({})[", string(href)));
        }
        words(self);
        if is_link {
            self.out.push(']');
        }
    }

    /// A note of the text, at the foot of the page; one that is referred to again is named by its
    /// number.
    fn reference(&mut self, element: &Element) {
        let link = elements(&element.children).next();
        let target = link.and_then(|link| link.value("href")?.strip_prefix('#'));
        match target.and_then(|id| self.notes.remove(id)) {
            Some(note) => {
                self.out.push_str("#footnote[");
                self.content(&note);
                self.out.push(']');
            }
            None => {
                let number = markup(text_of(&element.children).trim());
                self.out.push_str(&format!("#super[{number}]"));
            }
        }
    }
}

/// Takes the footnotes out of a text: each by its id.
pub(super) fn notes(nodes: &mut Vec<Node>) -> HashMap<String, Vec<Node>> {
    let mut notes = HashMap::new();
    nodes.retain(|node| {
        let Node::Element(element) = node else { return true };
        if !(element.name == "div" && element.has_class("footnotes")) {
            return true;
        }
        let items = elements(&element.children).flat_map(|list| elements(&list.children));
        for item in items {
            if let Some(id) = item.value("id") {
                notes.insert(id.to_string(), item.children.clone());
            }
        }
        false
    });
    notes
}
