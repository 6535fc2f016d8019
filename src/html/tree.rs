//! HTML as a tree, made as browsers make it
//! (<https://html.spec.whatwg.org/multipage/parsing.html>).

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeSink;
use html5ever::{Attribute, ExpandedName, QualName, local_name, ns, parse_fragment};

use super::escape::escaped;

/// How deep elements are told apart: what is deeper becomes part of the element at this depth.
const DEEPEST: usize = 128;

/// A part of a document: an element or a text. Comments are none.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Characters, decoded.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element and what is in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element {
    /// Its name, in small letters.
    pub name: String,
    /// Its attributes, decoded, in their order.
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Element {
    /// An element without attributes.
    pub fn new(name: &str, children: Vec<Node>) -> Self {
        Element { name: name.into(), attributes: Vec::new(), children }
    }

    /// The same with an attribute more.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }

    /// Whether it has this class.
    pub fn has_class(&self, class: &str) -> bool {
        self.value("class").is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }

    /// The first element of that name in it, at any depth.
    pub fn find(&self, name: &str) -> Option<&Element> {
        elements(&self.children).find_map(|element| match element.name == name {
            true => Some(element),
            false => element.find(name),
        })
    }

    /// Its text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        push_words(&self.children, &mut text);
        text
    }
}

/// The elements among nodes.
pub fn elements(nodes: &[Node]) -> impl Iterator<Item = &Element> {
    nodes.iter().filter_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    })
}

/// The text of nodes; what is in no page is left out.
pub fn text_of(nodes: &[Node]) -> String {
    let mut text = String::new();
    push_words(nodes, &mut text);
    text
}

fn push_words(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Element(element) if element.name == "br" => text.push('\n'),
            Node::Element(element) if matches!(&*element.name, "script" | "style") => {}
            Node::Element(element) => push_words(&element.children, text),
        }
    }
}

/// Elements that have no content and no end.
pub const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Nodes as HTML.
pub fn write(nodes: &[Node]) -> String {
    let mut html = String::new();
    push(nodes, &mut html, false);
    html
}

fn push(nodes: &[Node], html: &mut String, is_raw: bool) {
    for node in nodes {
        match node {
            Node::Text(text) if is_raw => html.push_str(text),
            Node::Text(text) => {
                html.push_str(
                    &text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
                );
            }
            Node::Element(element) => push_element(element, html),
        }
    }
}

fn push_element(element: &Element, html: &mut String) {
    html.push('<');
    html.push_str(&element.name);
    for (name, value) in &element.attributes {
        html.push(' ');
        html.push_str(name);
        html.push_str("=\"");
        html.push_str(&escaped(value));
        html.push('"');
    }
    html.push('>');
    if VOID.contains(&&*element.name) {
        return;
    }
    // The first line feed in it is none of its text.
    if element.name == "pre" && element.text().starts_with('\n') {
        html.push('\n');
    }
    push(&element.children, html, matches!(&*element.name, "script" | "style"));
    html.push_str("</");
    html.push_str(&element.name);
    html.push('>');
}

/// The nodes of a piece of HTML, as in a `<body>`.
pub fn parse(html: &str) -> Vec<Node> {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    parse_fragment(Maker::default(), Default::default(), context, Vec::new(), false)
        .one(StrTendril::from_slice(html))
}

type Handle = Rc<Made>;

/// A node while it is made.
struct Made {
    /// Of what is no element, nothing.
    name: QualName,
    kind: Kind,
    parent: Cell<Option<usize>>,
    children: RefCell<Vec<Handle>>,
    at: usize,
}

enum Kind {
    Document,
    Element { attributes: RefCell<Vec<Attribute>>, holds_html: bool },
    Text(RefCell<StrTendril>),
    Comment,
}

#[derive(Default)]
struct Maker {
    all: RefCell<Vec<std::rc::Weak<Made>>>,
    document: RefCell<Option<Handle>>,
}

impl Maker {
    fn make(&self, kind: Kind) -> Handle {
        self.make_named(QualName::new(None, ns!(), local_name!("")), kind)
    }

    fn make_named(&self, name: QualName, kind: Kind) -> Handle {
        let mut all = self.all.borrow_mut();
        let made = Rc::new(Made {
            name,
            kind,
            parent: Cell::new(None),
            children: RefCell::default(),
            at: all.len(),
        });
        all.push(Rc::downgrade(&made));
        made
    }

    fn parent(&self, of: &Handle) -> Option<Handle> {
        self.all.borrow().get(of.parent.get()?)?.upgrade()
    }

    fn put(&self, parent: &Handle, at: Option<usize>, child: NodeOrText<Handle>) {
        let mut children = parent.children.borrow_mut();
        let at = at.unwrap_or(children.len());
        let child = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                if let Some(Kind::Text(before)) =
                    at.checked_sub(1).and_then(|at| children.get(at)).map(|node| &node.kind)
                {
                    before.borrow_mut().push_tendril(&text);
                    return;
                }
                self.make(Kind::Text(RefCell::new(text)))
            }
        };
        child.parent.set(Some(parent.at));
        children.insert(at, child);
    }

    fn take_out(&self, node: &Handle) -> Option<(Handle, usize)> {
        let parent = self.parent(node)?;
        let at = parent.children.borrow().iter().position(|child| Rc::ptr_eq(child, node))?;
        parent.children.borrow_mut().remove(at);
        node.parent.set(None);
        Some((parent, at))
    }
}

impl TreeSink for Maker {
    type Handle = Handle;
    type Output = Vec<Node>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Vec<Node> {
        let document = self.get_document();
        let children = document.children.take();
        // Of a fragment, the root is the element that holds it.
        children.iter().flat_map(|root| nodes_of(&root.children.take(), 0)).collect()
    }

    fn get_document(&self) -> Handle {
        if let Some(document) = &*self.document.borrow() {
            return Rc::clone(document);
        }
        let document = self.make(Kind::Document);
        self.document.replace(Some(Rc::clone(&document)));
        document
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let holds_html = flags.mathml_annotation_xml_integration_point;
        self.make_named(name, Kind::Element { attributes: RefCell::new(attrs), holds_html })
    }

    fn elem_name<'a>(&'a self, element: &'a Handle) -> ExpandedName<'a> {
        element.name.expanded()
    }

    fn is_mathml_annotation_xml_integration_point(&self, element: &Handle) -> bool {
        matches!(element.kind, Kind::Element { holds_html: true, .. })
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent, None, child);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let Some(parent) = self.parent(sibling) else { return };
        if let NodeOrText::AppendNode(node) = &child {
            self.take_out(node);
        }
        let at = parent.children.borrow().iter().position(|node| Rc::ptr_eq(node, sibling));
        self.put(&parent, at, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        before: &Handle,
        child: NodeOrText<Handle>,
    ) {
        match element.parent.get() {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(before, child),
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.take_out(target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        for child in node.children.take() {
            self.put(new_parent, None, NodeOrText::AppendNode(child));
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let Kind::Element { attributes, .. } = &target.kind else { return };
        let mut attributes = attributes.borrow_mut();
        for attribute in attrs {
            if !attributes.iter().any(|there| there.name == attribute.name) {
                attributes.push(attribute);
            }
        }
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Rc::clone(target)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.make(Kind::Comment)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.make(Kind::Comment)
    }

    fn parse_error(&self, _: Cow<'static, str>) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
}

/// The nodes of what was made; those that are too deep are in the one above them, one behind
/// the other.
fn nodes_of(made: &[Handle], depth: usize) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(made.len());
    for one in made {
        match &one.kind {
            Kind::Text(text) => nodes.push(Node::Text(text.borrow().to_string())),
            Kind::Comment => {}
            Kind::Document => nodes.extend(nodes_of(&one.children.take(), depth)),
            Kind::Element { .. } if depth >= DEEPEST => {
                flatten(one, &mut nodes);
            }
            Kind::Element { attributes, .. } => {
                let attribute = |of: &Attribute| (of.name.local.to_string(), of.value.to_string());
                nodes.push(Node::Element(Element {
                    name: one.name.local.to_ascii_lowercase().to_string(),
                    attributes: attributes.borrow().iter().map(attribute).collect(),
                    children: nodes_of(&one.children.take(), depth + 1),
                }));
            }
        }
    }
    nodes
}

/// The texts of what is too deep, without a call for each level.
fn flatten(top: &Handle, nodes: &mut Vec<Node>) {
    let mut open = vec![Rc::clone(top)];
    while let Some(one) = open.pop() {
        if let Kind::Text(text) = &one.kind {
            nodes.push(Node::Text(text.borrow().to_string()));
        }
        open.extend(one.children.take().into_iter().rev());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_read_as_browsers_read_it_and_written_again() {
        for (html, expected) in [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("a &lt;b&gt; &amp;amp; <b>c</b>", "a &lt;b&gt; &amp;amp; <b>c</b>"),
            ("<b><i>x</b>y</i>", "<b><i>x</i></b><i>y</i>"),
            (
                "<table><b>x</b><tr><td>y",
                "<b>x</b><table><tbody><tr><td>y</td></tr></tbody></table>",
            ),
            ("<a title='\"&'>x</a><!-- y --><br/>", "<a title=\"&quot;&amp;\">x</a><br>"),
            ("<pre>\n\nx</pre>", "<pre>\n\nx</pre>"),
            ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
            ("<script>a < b</script>", "<script>a < b</script>"),
        ] {
            assert_eq!(write(&parse(html)), expected, "{html}");
        }
    }

    #[test]
    fn what_is_very_deep_keeps_its_words() {
        let html = format!("{}deep{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let nodes = parse(&html);
        assert_eq!(text_of(&nodes), "deep");
        assert!(write(&nodes).matches("<div>").count() <= DEEPEST);
    }
}
