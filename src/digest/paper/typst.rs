//! A digest in Typst's markup (<https://typst.app/docs/reference/>).

use std::collections::HashMap;

use super::super::apart::{Source, is_block, nodes, table};
use super::super::book::{ending, of_site};
use super::super::chosen::Digest;
use super::Paper;
use super::escape::{markup, string};
use crate::html::tree::{Element, Node, elements, text_of};
use crate::language::direction::Direction;
use crate::render::views::{DigestCorrectionView, DigestImageView, DigestStoryView};

impl Digest<'_> {
    /// The digest for Typst. Its pictures are to be in the folder `pictures`, which is named as it
    /// is seen from the `.typ`.
    pub fn paper(&self, pictures: &str) -> Paper {
        let mut writer = Writer {
            digest: self,
            folder: pictures,
            out: self.head(),
            pictures: Vec::new(),
            known: HashMap::new(),
            notes: HashMap::new(),
        };
        writer.all();
        Paper { text: writer.out, pictures: writer.pictures }
    }

    /// The settings of all pages. A document without a date has the same bytes each time; tags and
    /// bookmarks are made of headings without being asked for.
    fn head(&self) -> String {
        let language = &self.context.edition.settings.language;
        let (title, name) = (self.title(), self.name());
        let language_of = text_settings(&language.to_string(), Direction::of(language).name());
        format!(
            "// Made by `dateline digest`; `typst compile` makes a PDF of it.\n\
             #set document(title: {}, author: {}, date: none)\n\
             #set page(paper: \"a4\", margin: (x: 16mm, top: 22mm, bottom: 20mm), columns: 2,\n  \
             header: text(size: 8pt)[{} #h(1fr) {}],\n  numbering: \"1 / 1\")\n\
             #set text(size: 10pt, {language_of})\n\
             #set par(justify: false, leading: 0.6em, spacing: 0.9em)\n\
             #set smartquote(enabled: false)\n\
             #set enum(numbering: \"1.\")\n\
             #show heading.where(level: 1): set text(size: 14pt)\n\
             #show heading.where(level: 2): set text(size: 12pt)\n\
             #show heading: set block(above: 1.4em, below: 0.7em)\n\
             #show heading: set text(hyphenate: false)\n\
             #show raw: set text(size: 9pt)\n\
             #set image(width: 100%)\n\
             #place(top, scope: \"parent\", float: true)[#text(size: 22pt, weight: \"bold\")[{}]]\n\n",
            string(&format!("{title} · {name}")),
            string(title),
            markup(title),
            markup(&name),
            markup(&name),
        )
    }
}

/// The language of a text, as Typst has it. It hyphenates by it; Armenian it does not know, and
/// with the patterns of another language words would be broken in the wrong places.
fn text_settings(lang: &str, direction: &str) -> String {
    let locale = icu_locale::Locale::try_from_str(lang).ok();
    let language = locale.as_ref().map_or("en".into(), |it| it.id.language.to_string());
    let direction = if direction == "rtl" { "rtl" } else { "ltr" };
    let hyphenate = language != "hy";
    let region = locale.as_ref().and_then(|it| it.id.region).map(|it| it.to_string());
    // A region of digits is none that Typst knows.
    let region = region.filter(|it| it.len() == 2);
    let region = region.map_or("none".into(), |it| string(&it));
    format!(
        "lang: {}, region: {region}, dir: {direction}, hyphenate: {hyphenate}",
        string(&language)
    )
}

/// The width of a picture that is narrower than a column, as an argument: larger than it is it
/// would be blurred.
fn width(pixels: Option<u32>) -> String {
    /// How many pixels of CSS, at 96 an inch, a column has.
    const COLUMN: u32 = 320;
    let pixels = pixels.filter(|pixels| *pixels < COLUMN);
    pixels.map_or(String::new(), |pixels| format!(", width: {}pt", (pixels * 3 / 4).max(1)))
}

struct Writer<'d, 'a> {
    digest: &'d Digest<'a>,
    folder: &'d str,
    out: String,
    pictures: Vec<(String, crate::routes::FileSource)>,
    /// The path of each picture, by its address.
    known: HashMap<String, String>,
    /// The footnotes of the story, by their ids.
    notes: HashMap<String, Vec<Node>>,
}

impl Writer<'_, '_> {
    fn all(&mut self) {
        let view = self.digest.view(|_, _| {});
        for line in [view.greeting].into_iter().flatten() {
            self.out.push_str(&format!("{}\n\n", markup(line)));
        }
        self.corrections("corrections", &view.corrections);
        self.corrections("corrected_since", &view.corrected_since);
        let mut texts: Vec<_> = self.digest.in_order().collect();
        texts.reverse();
        for group in &view.groups {
            self.out.push_str(&format!("#heading(level: 1)[{}]\n\n", markup(group.title)));
            for story in &group.stories {
                if let Some(text) = texts.pop() {
                    let html = text.briefing().article.html.read_or_nothing();
                    self.story(story, &html);
                }
            }
        }
        if !view.most_read.is_empty() {
            self.out.push_str(&format!("#heading(level: 1)[{}]\n\n", self.word("most_read")));
            for story in &view.most_read {
                let (title, url) = (markup(&story.title), string(&story.url));
                let settings = text_settings(&story.lang, story.direction);
                self.out.push_str(&format!("#enum[#link({url})[#text({settings})[{title}]]]\n"));
            }
            self.out.push('\n');
        }
        for line in [view.footer, view.postal_address].into_iter().flatten() {
            self.out.push_str(&format!("{}\n\n", markup(line)));
        }
        self.out.push_str(&format!("#link({})[{}]\n", string(&view.url), markup(&view.url)));
    }

    fn word(&self, key: &str) -> String {
        markup(self.digest.context.edition.settings.words.plain(key))
    }

    fn corrections(&mut self, key: &str, list: &[DigestCorrectionView<'_>]) {
        if list.is_empty() {
            return;
        }
        self.out.push_str(&format!("#heading(level: 1)[{}]\n\n", self.word(key)));
        for DigestCorrectionView { date, text, story } in list {
            self.out.push_str(&format!(
                "#block(stroke: 0.5pt, inset: 6pt, width: 100%)[#strong[{}] #text({})[{}: {}]]\n\n",
                markup(&date.text),
                text_settings(&story.lang, story.direction),
                markup(&story.title),
                markup(text)
            ));
        }
    }

    fn story(&mut self, view: &DigestStoryView<'_>, html: &str) {
        self.out.push_str(&format!(
            "#[\n#set text({})\n#heading(level: 2)[{}]\n\n",
            text_settings(&view.lang, view.direction),
            markup(view.title)
        ));
        if let Some(subtitle) = view.subtitle {
            self.out.push_str(&format!("#strong[{}]\n\n", markup(subtitle)));
        }
        let label = view.label.map(|label| format!("#strong[{}]", markup(label)));
        let authors = Some(markup(&view.authors)).filter(|authors| !authors.is_empty());
        let meta = label.into_iter().chain(authors).chain([markup(&view.date.text)]);
        let meta = meta.collect::<Vec<_>>().join(" · ");
        self.out.push_str(&format!("#text(size: 8pt)[{meta}]\n\n"));
        for correction in &view.corrections {
            self.out.push_str(&format!(
                "#block(stroke: 0.5pt, inset: 6pt, width: 100%)[#strong[{}] {}]\n\n",
                markup(&correction.date.text),
                markup(correction.text)
            ));
        }
        if let Some(image) = &view.image {
            self.figure(image);
        }
        if let Some(dateline) = &view.dateline {
            self.out
                .push_str(&format!("#text(size: 8pt, weight: \"bold\")[{}]\n\n", markup(dateline)));
        }
        let words = &self.digest.context.edition.settings.words;
        let mut nodes = nodes(html, Source { permalink: &view.url, words });
        self.notes = notes(&mut nodes);
        match html.is_empty() {
            true => self.out.push_str(&format!("{}\n\n", markup(view.summary))),
            false => self.blocks(&nodes),
        }
        if let Some(source) = &view.source {
            let (url, name) = (string(source.url), markup(source.name));
            self.out
                .push_str(&format!("#link({url})[{name}]#footnote[{}]\n\n", markup(source.url)));
        }
        self.out.push_str("]\n\n");
    }

    fn figure(&mut self, image: &DigestImageView<'_>) {
        let Some(path) = self.picture(&image.picture.url) else { return };
        let width = width(image.picture.width);
        let words: Vec<String> =
            [image.caption, image.credit].into_iter().flatten().map(markup).collect();
        let picture = format!("image({}, alt: {}{width})", string(&path), string(image.alt));
        match words.is_empty() {
            true => self.out.push_str(&format!("#{picture}\n\n")),
            false => self.out.push_str(&format!(
                "#figure({picture}, caption: text(size: 8pt)[{}], numbering: none, supplement: none)\n\n",
                words.join(" ")
            )),
        }
    }

    /// The path of a picture of the site, beside the `.typ`.
    fn picture(&mut self, url: &str) -> Option<String> {
        if let Some(known) = self.known.get(url) {
            return Some(known.clone());
        }
        let (path, source) = of_site(url, self.digest)?;
        let ending = ending(path.as_str())?;
        let path = format!("{}/{}.{ending}", self.folder, self.pictures.len() + 1);
        self.pictures.push((path.clone(), source));
        self.known.insert(url.into(), path.clone());
        Some(path)
    }

    fn blocks(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Element(element) if is_block(&element.name) => self.block(element),
                other => self.inline(other),
            }
        }
        self.out.push_str("\n\n");
    }

    /// The same without empty lines around it, where a number or a mark stands before it.
    fn content(&mut self, nodes: &[Node]) {
        let before = std::mem::take(&mut self.out);
        self.blocks(nodes);
        let content = std::mem::replace(&mut self.out, before);
        self.out.push_str(content.trim());
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

    fn wrapped(&mut self, begin: &str, nodes: &[Node]) {
        self.out.push_str(begin);
        self.blocks(nodes);
        self.out.push_str("]\n\n");
    }

    /// A function of some content.
    fn called(&mut self, function: &str, nodes: &[Node]) {
        self.out.push_str(&format!("#{function}["));
        nodes.iter().for_each(|node| self.inline(node));
        self.out.push(']');
    }

    fn items(&mut self, function: &str, arguments: &str, list: &Element) {
        self.out.push_str(&format!("#{function}({arguments}"));
        for item in elements(&list.children) {
            self.out.push('[');
            self.content(&item.children);
            self.out.push_str("], ");
        }
        self.out.push_str(")\n\n");
    }

    fn table(&mut self, table: &Element) {
        for caption in elements(&table.children).filter(|part| part.name == "caption") {
            self.wrapped("#text(size: 8pt)[", &caption.children);
        }
        let rows = table::rows(table);
        let columns = table::columns(&rows).max(1);
        self.out.push_str(&format!(
            "#text(size: 8pt)[#table(columns: {columns}, stroke: (x: none, y: 0.5pt), inset: 4pt, "
        ));
        for (y, row) in rows.iter().enumerate() {
            for table::Cell { element, column, columns, rows } in row {
                self.out.push_str(&format!(
                    "table.cell(x: {column}, y: {y}, colspan: {columns}, rowspan: {rows})["
                ));
                let is_head = element.name == "th";
                self.out.push_str(if is_head { "#strong[" } else { "" });
                self.content(&element.children);
                self.out.push_str(if is_head { "]" } else { "" });
                self.out.push_str("], ");
            }
        }
        self.out.push_str(")]\n\n");
    }

    fn inline(&mut self, node: &Node) {
        let element = match node {
            Node::Text(text) => return self.out.push_str(&markup(text)),
            Node::Element(element) => element,
        };
        if element.has_class("footnote-back") {
            return;
        }
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
                element.children.iter().for_each(|child| self.inline(child));
                self.out.push_str("\\\"");
            }
            "sup" => self.called("super", &element.children),
            "sub" => self.called("sub", &element.children),
            "mark" => self.called("highlight", &element.children),
            "small" => self.called("text(size: 0.85em)", &element.children),
            "code" | "kbd" | "samp" => {
                self.out.push_str(&format!("#raw({})", string(&text_of(&element.children))));
            }
            _ => element.children.iter().for_each(|child| match child {
                Node::Element(inner) if is_block(&inner.name) => self.block(inner),
                other => self.inline(other),
            }),
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

    /// A link; where it leads stands at the foot of the page, unless it says so itself.
    fn link(&mut self, element: &Element) {
        let href = element.value("href").unwrap_or_default();
        if href.is_empty() || href.starts_with('#') {
            return element.children.iter().for_each(|child| self.inline(child));
        }
        self.out.push_str(&format!("#link({})[", string(href)));
        for child in &element.children {
            match child {
                Node::Element(inner) if is_block(&inner.name) => self.block(inner),
                other => self.inline(other),
            }
        }
        self.out.push(']');
        if text_of(&element.children).trim() != href {
            self.out.push_str(&format!("#footnote[{}]", markup(href)));
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
fn notes(nodes: &mut Vec<Node>) -> HashMap<String, Vec<Node>> {
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
