//! From the HTML of a story to the tree of what may leave the site.

use std::collections::HashSet;

use url::Url;

use super::address::well_formed;
use super::elements::{Fate, children, fate_of, holds_a_line, keeps, parents};
use super::formula;
use super::parts::{captioned_once, parts_in_order, within};
use crate::html::tree::{Element, Node, parse};
use crate::word_list::WordList;

/// Where a text comes from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The absolute URL of its page.
    pub permalink: &'a str,
    /// What the theme says in its language.
    pub words: &'a WordList,
}

/// The kinds of notes that Markdown has, which are told by a word.
const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

/// Schemes of links that lead somewhere from a mail or a book.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The text of a story: its addresses are absolute, links within it begin with `#` and lead to an
/// id that is there, and each element is where it may be.
pub fn nodes(html: &str, source: Source<'_>) -> Vec<Node> {
    let parsed = parse(html);
    let mut ids = HashSet::new();
    ids_in(&parsed, &mut ids);
    let mut maker =
        Maker { base: Url::parse(source.permalink).ok(), source, ids, given: HashSet::new() };
    maker.all(parsed, Around { parent: "body", in_line: false, in_link: false })
}

fn ids_in(nodes: &[Node], ids: &mut HashSet<String>) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if fate_of(element) != Fate::LeftOut {
            ids.extend(element.value("id").map(String::from));
            ids_in(&element.children, ids);
        }
    }
}

struct Maker<'a> {
    base: Option<Url>,
    source: Source<'a>,
    /// All ids of the text.
    ids: HashSet<String>,
    /// Those that an element has already: of two that are the same, the first counts.
    given: HashSet<String>,
}

/// Where a node stands.
#[derive(Clone, Copy)]
struct Around<'p> {
    parent: &'p str,
    /// Whether only what is within a line may stand there.
    in_line: bool,
    /// Whether it is in a link, which has no other in it.
    in_link: bool,
}

/// Signs, and how they are read: in brackets, since it does not stand above them. Some write these
/// already.
fn read_as(ruby: Element) -> Vec<Node> {
    let is_called = |node: &Node, names: &[&str]| match node {
        Node::Element(part) => names.contains(&&*part.name),
        Node::Text(_) => false,
    };
    let has_brackets = ruby.children.iter().any(|node| is_called(node, &["rp"]));
    let in_brackets = |node: Node| match is_called(&node, &["rt", "rtc"]) && !has_brackets {
        true => vec![Node::Text("(".into()), node, Node::Text(")".into())],
        false => vec![node],
    };
    ruby.children.into_iter().flat_map(in_brackets).collect()
}

impl Maker<'_> {
    fn all(&mut self, nodes: Vec<Node>, around: Around<'_>) -> Vec<Node> {
        let mut made = Vec::with_capacity(nodes.len());
        for node in nodes {
            self.push(node, around, &mut made);
        }
        match (around.parent, children(around.parent)) {
            ("figure", _) => captioned_once(made),
            (_, []) => made,
            ("table", only) => parts_in_order(within(made, only)),
            (_, only) => within(made, only),
        }
    }

    fn push(&mut self, node: Node, around: Around<'_>, made: &mut Vec<Node>) {
        let element = match node {
            Node::Text(text) => return made.push(Node::Text(text)),
            Node::Element(element) => element,
        };
        match fate_of(&element) {
            Fate::LeftOut => {}
            Fate::Formula => {
                let in_line = formula::in_line(element);
                made.extend(self.all(in_line, Around { parent: "", ..around }));
            }
            Fate::Unwrapped => {
                let inside =
                    if element.name == "ruby" { read_as(element) } else { element.children };
                let inside = self.all(inside, Around { parent: "", ..around });
                made.extend(inside);
            }
            Fate::Box => {
                let is_checked = element.value("checked").is_some();
                if element.value("type") == Some("checkbox") {
                    made.push(Node::Text(if is_checked { "☑ " } else { "☐ " }.into()));
                }
            }
            Fate::Linked => made.extend(self.link_to_played(&element, around)),
            Fate::Picture => {
                if let Some(picture) = element.find("img").cloned() {
                    self.push(Node::Element(picture), around, made);
                }
            }
            Fate::Summary => {
                let inside =
                    self.all(element.children, Around { parent: "p", in_line: true, ..around });
                let line = Node::Element(Element::new("b", inside));
                made.push(match around.in_line {
                    true => line,
                    false => Node::Element(Element::new("p", vec![line])),
                });
            }
            Fate::Division => self.block(Element { name: "div".into(), ..element }, around, made),
            Fate::Block => self.block(element, around, made),
            Fate::Inline => self.inline(element, around, made),
        }
    }

    /// A block, or what is in it, where none may stand.
    fn block(&mut self, mut element: Element, around: Around<'_>, made: &mut Vec<Node>) {
        if around.in_line {
            let inside = self.all(element.children, Around { parent: "", ..around });
            made.push(Node::Text(" ".into()));
            return made.extend(inside);
        }
        let needed = parents(&element.name);
        if !needed.is_empty() && !needed.contains(&around.parent) {
            element.name = "div".into();
        }
        // That a frame waits to be opened is told where there is one.
        if element.has_class("embed") {
            let is_told =
                |node: &Node| matches!(node, Node::Element(it) if it.name == "figcaption");
            element.children.retain(|node| !is_told(node));
        }
        let attributes = self.attributes(&element);
        let name = element.name;
        let in_line = holds_a_line(&name);
        let mut inside = self.all(element.children, Around { parent: &name, in_line, ..around });
        let kind = alert(&attributes).filter(|_| !in_line && children(&name).is_empty());
        if let Some(word) = kind.map(|kind| self.source.words.plain(kind)) {
            let word = Node::Element(Element::new("b", vec![Node::Text(word.into())]));
            inside.insert(0, Node::Element(Element::new("p", vec![word])));
        }
        let is_empty = inside.is_empty() && matches!(&*name, "ul" | "ol" | "dl" | "table" | "tr");
        if !is_empty {
            made.push(Node::Element(Element { name, attributes, children: inside }));
        }
    }

    fn inline(&mut self, element: Element, around: Around<'_>, made: &mut Vec<Node>) {
        if element.name == "img" {
            return made.extend(self.picture(&element));
        }
        let mut attributes = self.attributes(&element);
        if element.name == "bdo" && !attributes.iter().any(|(name, _)| name == "dir") {
            attributes.push(("dir".into(), "ltr".into()));
        }
        let is_link = element.name == "a";
        if is_link && around.in_link {
            let inside = self.all(element.children, Around { parent: "", ..around });
            return made.extend(inside);
        }
        if is_link {
            match element.value("href").and_then(|href| self.address(href)) {
                Some(href) => attributes.insert(0, ("href".into(), href)),
                None if attributes.iter().any(|(name, _)| name == "id") => {}
                None => {
                    let inside = self.all(element.children, Around { parent: "", ..around });
                    return made.extend(inside);
                }
            }
        }
        let in_line = around.in_line || holds_a_line(&element.name);
        let has_blocks = !around.in_line && has_block(&element.children);
        let name = element.name;
        if has_blocks && name != "a" {
            let inside = self.all(element.children, Around { parent: "", ..around });
            return made.extend(inside);
        }
        let in_link = around.in_link || is_link;
        let around = Around { parent: &name, in_line, in_link };
        let children = self.all(element.children, around);
        made.push(Node::Element(Element { name, attributes, children }));
    }

    /// A picture by its absolute address; its words, if it has none that leads anywhere.
    fn picture(&mut self, element: &Element) -> Option<Node> {
        let alt = element.value("alt").unwrap_or_default();
        let src = element.value("src").and_then(|src| self.base.as_ref()?.join(src.trim()).ok());
        let Some(src) = src.filter(|src| matches!(src.scheme(), "http" | "https")) else {
            return (!alt.is_empty()).then(|| Node::Text(format!("[{alt}]")));
        };
        let mut picture =
            Element::new("img", Vec::new()).with("src", src.as_str()).with("alt", alt);
        picture.attributes.append(&mut self.attributes(element));
        Some(Node::Element(picture))
    }

    /// What plays is a link to itself.
    fn link_to_played(&mut self, element: &Element, around: Around<'_>) -> Option<Node> {
        let source = element.find("source").and_then(|source| source.value("src"));
        let src = self.address(element.value("src").or(source)?)?;
        if src.starts_with('#') {
            return None;
        }
        let title = element.value("title").filter(|title| !title.trim().is_empty());
        let words = Node::Text(title.unwrap_or(&src).into());
        Some(match around.in_link {
            true => words,
            false => Node::Element(Element::new("a", vec![words]).with("href", &src)),
        })
    }

    /// Where a link leads: within the text, or anywhere by an absolute address.
    fn address(&self, href: &str) -> Option<String> {
        let url = self.base.as_ref()?.join(href.trim()).ok()?;
        let mut page = url.clone();
        page.set_fragment(None);
        if page.as_str() == self.source.permalink
            && let Some(id) = url.fragment()
        {
            let decoded = percent_encoding::percent_decode_str(id).decode_utf8_lossy();
            let known = [id, &decoded].into_iter().find(|id| self.ids.contains(*id));
            if let Some(id) = known {
                return Some(format!("#{id}"));
            }
        }
        // To nobody and to no number there is no link.
        let leads_somewhere = url.has_host() || !url.path().is_empty();
        let is_link = leads_somewhere && SCHEMES.contains(&url.scheme());
        is_link.then(|| well_formed(url.as_str()).into_owned())
    }

    fn attributes(&mut self, element: &Element) -> Vec<(String, String)> {
        let mut kept: Vec<(String, String)> = Vec::new();
        for (name, value) in &element.attributes {
            let is_first = !kept.iter().any(|(other, _)| other == name);
            let is_kept = match name.as_str() {
                "id" => !value.is_empty() && self.given.insert(value.clone()),
                _ => keeps(&element.name, name, value),
            };
            if is_first && is_kept {
                kept.push((name.clone(), value.clone()));
            }
        }
        kept
    }
}

fn has_block(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(_) => false,
        Node::Element(element) => match fate_of(element) {
            Fate::Block | Fate::Division | Fate::Summary => true,
            Fate::LeftOut => false,
            _ => has_block(&element.children),
        },
    })
}

/// The kind of note that a block is, by its class.
fn alert(attributes: &[(String, String)]) -> Option<&'static str> {
    let (_, class) = attributes.iter().find(|(name, _)| name == "class")?;
    let kind = class.split_ascii_whitespace().find_map(|it| it.strip_prefix("markdown-alert-"))?;
    ALERTS.into_iter().find(|known| *known == kind)
}

#[cfg(test)]
mod tests {
    use super::super::xml;
    use super::*;

    #[test]
    fn each_element_is_where_it_may_be() {
        let words = WordList::built_in(&icu_locale::locale!("en"));
        let source = Source { permalink: "https://a.example/b/x/", words: &words };
        for (html, expected) in [
            // A link has no other in it.
            (
                "<a href=\"https://c.example/\"><video src=\"/v.mp4\" title=\"V\"></video></a>",
                "<a href=\"https://c.example/\">V</a>",
            ),
            // A table begins with its caption, and has one.
            (
                "<table><tfoot><tr><td>f</td></tr></tfoot><tbody><tr><td>b</td></tr></tbody>\
                 <thead><tr><th>h</th></tr></thead><caption>c</caption><caption>d</caption></table>",
                "<table><caption>cd</caption><thead><tr><th>h</th></tr></thead>\
                 <tbody><tr><td>b</td></tr></tbody><tfoot><tr><td>f</td></tr></tfoot></table>",
            ),
            // A role is of elements that may have it; a note begins with its word where it may.
            (
                "<hr role=\"doc-endnotes\"><ul class=\"markdown-alert-note\"><li>a</li></ul>",
                "<hr/><ul class=\"markdown-alert-note\"><li>a</li></ul>",
            ),
            (
                "<section class=\"footnotes\" role=\"doc-endnotes\"></section>",
                "<div class=\"footnotes\" role=\"doc-endnotes\"></div>",
            ),
            // Nothing waits to be opened here.
            (
                "<figure class=\"embed embed-wide\"><p><a href=\"https://v.example/\">V</a></p>\
                 <figcaption>V: loaded only when you open it.</figcaption></figure>",
                "<figure><p><a href=\"https://v.example/\">V</a></p></figure>",
            ),
            (
                "<a href=\"https://c.example/?q=%\">x</a>",
                "<a href=\"https://c.example/?q=%25\">x</a>",
            ),
            // Where nobody is named, there is no link.
            ("<a href=\"mailto:\">x</a> <a href=tel:>y</a>", "x y"),
            (
                "<a href=\"mailto:?subject=x y\">x</a> <a href=\"tel:+1 2\">y</a>",
                "x <a href=\"tel:+1%202\">y</a>",
            ),
            // What a browser does not show is not there.
            ("<p hidden>a</p><p>b <span hidden=until-found>c</span></p>", "<p>b </p>"),
            (
                "<a href=#h>x</a><details hidden><p id=h>a</p></details>",
                "<a href=\"https://a.example/b/x/#h\">x</a>",
            ),
            // A figure ends with its caption, and has one.
            (
                "<figure><figcaption>c</figcaption><p>p</p><figcaption>d</figcaption></figure>",
                "<figure><p>p</p><figcaption>c d</figcaption></figure>",
            ),
            (
                "<figure><figcaption>c</figcaption><p>p</p></figure>",
                "<figure><figcaption>c</figcaption><p>p</p></figure>",
            ),
        ] {
            let mut found = String::new();
            xml::write(&nodes(html, source), &mut found);
            assert_eq!(found, expected, "{html}");
        }
    }
}
