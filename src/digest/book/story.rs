//! The page of a story in a book.

use std::collections::HashMap;

use super::super::chosen::Digest;
use super::pages::{BookPage, language_attributes};
use super::{Shelf, story_id};
use crate::html::tree::{Element, Node, elements};
use crate::render::StoryView;
use crate::render::apart::{Source, escape, nodes, well_formed, write};
use crate::render::views::{DigestImageView, DigestStoryView};

/// The page of a story.
pub(super) struct StoryPage<'d, 'a> {
    pub digest: &'d Digest<'a>,
    pub story: StoryView<'a>,
    pub number: usize,
    /// The numbers of all stories, by their absolute addresses.
    pub files: &'d HashMap<String, usize>,
}

impl StoryPage<'_, '_> {
    /// The page; its pictures wait on the shelf.
    pub fn text(&self, shelf: &mut Shelf) -> String {
        let view = self.story.apart(self.number);
        let site = &self.digest.context.edition.settings;
        let of_site = language_attributes(
            &site.language.to_string(),
            crate::language::direction::Direction::of(&site.language).name(),
        );
        let mut body = format!("<article>\n<h1>{}</h1>\n", escape(title(&view)));
        if let Some(subtitle) = view.subtitle {
            body.push_str(&format!("<p class=\"standfirst\">{}</p>\n", escape(subtitle)));
        }
        body.push_str(&format!("<p class=\"meta\"{of_site}>{}</p>\n", self.meta(&view)));
        for correction in &view.corrections {
            body.push_str(&format!(
                "<p class=\"box\"><b>{}</b> {}</p>\n",
                escape(&correction.date.text),
                escape(correction.text)
            ));
        }
        if let Some(image) = &view.image {
            body.push_str(&self.figure(image, shelf));
        }
        self.content(&view, shelf, &mut body);
        if let Some(source) = &view.source {
            let url = escape(&well_formed(&source.url));
            body.push_str(&format!("<p><a href=\"{url}\">{}</a></p>\n", escape(source.name)));
        }
        let url = escape(&view.url);
        body.push_str(&format!("<p class=\"meta\"{of_site}><a href=\"{url}\">{url}</a></p>\n"));
        body.push_str("</article>\n");
        let lang = match icu_locale::Locale::try_from_str(&view.lang) {
            Ok(_) => view.lang.to_string(),
            Err(_) => site.language.to_string(),
        };
        BookPage { lang: &lang, direction: view.direction, title: title(&view), body: &body }.text()
    }

    /// What kind of story it is, who wrote it, and when it was published.
    fn meta(&self, view: &DigestStoryView<'_>) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(view.label.map(|label| format!("<b>{}</b>", escape(label))));
        if !view.authors.is_empty() {
            parts.push(escape(&view.authors));
        }
        let mut date = view.date.text.clone();
        if view.date.has_time {
            date = format!("{date}, {}", view.date.time);
        }
        parts.push(escape(&date));
        parts.join(" · ")
    }

    fn figure(&self, image: &DigestImageView<'_>, shelf: &mut Shelf) -> String {
        let url = &image.picture.url;
        let shown = match shelf.shown(url, self.digest) {
            Some(path) => format!("<img src=\"{path}\" alt=\"{}\"/>", escape(image.alt)),
            None => {
                let words = if image.alt.is_empty() { url } else { image.alt };
                let url = escape(&well_formed(url));
                format!("<p><a href=\"{url}\">[{}]</a></p>", escape(words))
            }
        };
        let mut html = format!("<figure>\n{shown}\n");
        let words: Vec<String> =
            [image.caption, image.credit].into_iter().flatten().map(escape).collect();
        if !words.is_empty() {
            html.push_str(&format!(
                "<figcaption class=\"caption\">{}</figcaption>\n",
                words.join(" ")
            ));
        }
        html + "</figure>\n"
    }

    fn content(&self, view: &DigestStoryView<'_>, shelf: &mut Shelf, body: &mut String) {
        if let Some(dateline) = &view.dateline {
            body.push_str(&format!("<p class=\"dateline\">{}</p>\n", escape(dateline)));
        }
        let html = self.story.text_apart();
        if html.is_empty() {
            return body.push_str(&format!("<p>{}</p>\n", escape(view.summary)));
        }
        let words = &self.digest.context.edition.settings.words;
        let mut nodes = nodes(&html, Source { permalink: &view.url, words });
        self.adapt(&mut nodes, shelf, false);
        write(&lines_in_paragraphs(nodes), body);
        body.push('\n');
    }

    fn adapt(&self, nodes: &mut [Node], shelf: &mut Shelf, in_link: bool) {
        for node in nodes.iter_mut() {
            let Node::Element(element) = node else { continue };
            if element.name == "img" {
                if let Some(other) = self.picture(element, shelf, in_link) {
                    *node = other;
                }
                continue;
            }
            if element.name == "div" && element.has_class("footnotes") {
                *element = notes(element);
            }
            let in_link = in_link || element.name == "a";
            self.adapt(&mut element.children, shelf, in_link);
            self.attributes(element);
        }
    }

    /// Where links lead in the book; ids as XML has them.
    fn attributes(&self, element: &mut Element) {
        let is_reference = element.value("role") == Some("doc-noteref");
        let mut lang = None;
        for (name, value) in &mut element.attributes {
            match (name.as_str(), value.as_str()) {
                ("id", _) => *value = id(value),
                ("href", href) => {
                    if let Some(target) = href.strip_prefix('#') {
                        *value = format!("#{}", id(target));
                    } else if let Some(number) = self.file_of(href) {
                        *value = format!("{}.xhtml", story_id(number));
                    }
                }
                ("lang", tag) => lang = Some(tag.to_string()),
                _ => {}
            }
        }
        element.attributes.extend(lang.map(|tag| ("xml:lang".to_string(), tag)));
        if is_reference {
            element.attributes.push(("epub:type".into(), "noteref".into()));
        }
    }

    fn file_of(&self, href: &str) -> Option<usize> {
        let page = href.split('#').next().unwrap_or(href);
        self.files.get(page).copied()
    }

    /// What stands in the place of a picture that the book does not have; nothing, if it has it.
    fn picture(&self, element: &mut Element, shelf: &mut Shelf, in_link: bool) -> Option<Node> {
        let src = element.value("src").unwrap_or_default().to_string();
        let Some(path) = shelf.shown(&src, self.digest) else {
            let alt = element.value("alt").unwrap_or_default();
            let words = if alt.is_empty() { &src } else { alt };
            let words = Node::Text(format!("[{words}]"));
            return Some(match in_link {
                true => words,
                false => {
                    Node::Element(Element::new("a", vec![words]).with("href", &well_formed(&src)))
                }
            });
        };
        for (name, value) in &mut element.attributes {
            if name == "src" {
                value.clone_from(&path);
            } else if name == "id" {
                *value = id(value);
            }
        }
        None
    }
}

fn title<'v>(view: &'v DigestStoryView<'_>) -> &'v str {
    if view.title.trim().is_empty() { &view.url } else { view.title }
}

/// An id of a text as one of XML, which begins with a letter and has none but letters, digits and
/// few signs (<https://www.w3.org/TR/xml-names/#NT-NCName>): two that differ stay different.
fn id(id: &str) -> String {
    let mut out = String::from("t-");
    for c in id.chars() {
        match c {
            '-' | '.' => out.push(c),
            c if c.is_ascii_alphanumeric() => out.push(c),
            c => out.push_str(&format!("_{:x}_", u32::from(c))),
        }
    }
    out
}

/// The notes of a text, each of which pops up where it is referred to
/// (<https://www.w3.org/TR/epub-33/#sec-footnotes>).
fn notes(list: &Element) -> Element {
    let items = elements(&list.children).find(|element| element.name == "ol").into_iter();
    let items = items.flat_map(|list| elements(&list.children));
    let note = |(number, item): (usize, &Element)| {
        let mut note = Element { name: "aside".into(), ..item.clone() };
        note.attributes.retain(|(name, _)| name == "id");
        let note = note.with("epub:type", "footnote").with("role", "doc-footnote");
        let mut note = note;
        let mark = Node::Text(format!("{number}. "));
        match note.children.first_mut() {
            Some(Node::Element(first)) if first.name == "p" => first.children.insert(0, mark),
            _ => note.children.insert(0, Node::Element(Element::new("p", vec![mark]))),
        }
        Node::Element(note)
    };
    Element::new("div", (1..).zip(items).map(note).collect())
}

/// What stands in a line of its own between blocks, in a paragraph of its own.
fn lines_in_paragraphs(nodes: Vec<Node>) -> Vec<Node> {
    let mut made: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut line: Vec<Node> = Vec::new();
    let end = |line: &mut Vec<Node>, made: &mut Vec<Node>| {
        let line = std::mem::take(line);
        let is_empty =
            line.iter().all(|node| matches!(node, Node::Text(text) if text.trim().is_empty()));
        if !is_empty {
            made.push(Node::Element(Element::new("p", line)));
        }
    };
    for node in nodes {
        let is_block = matches!(
            &node,
            Node::Element(element) if crate::render::apart::is_block(&element.name)
                || element.name == "aside" || has_blocks(element)
        );
        if is_block {
            end(&mut line, &mut made);
            made.push(node);
        } else {
            line.push(node);
        }
    }
    end(&mut line, &mut made);
    made
}

/// A link may have blocks in it.
fn has_blocks(element: &Element) -> bool {
    elements(&element.children)
        .any(|child| crate::render::apart::is_block(&child.name) || has_blocks(child))
}
