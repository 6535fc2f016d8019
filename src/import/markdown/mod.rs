//! Texts of other programs as Dateline's Markdown, with a proof: what was written is rendered as
//! Dateline renders it, and compared with what the source says. What differs is written in
//! another way, and at last as HTML.

mod addresses;
mod anchors;
mod attribute_lists;
mod cards;
mod dialect;
mod fence;
mod fingerprint;
mod fragment;
mod goldmark;
pub mod hidden;
mod hiding;
mod inline;
mod kramdown;
mod kramdown_items;
mod kramdown_rows;
mod kramdown_spans;
mod kramdown_tables;
mod line;
mod line_ends;
mod literal;
pub mod marks;
mod options;
mod reference;
mod rendered;
pub mod style_sheets;
mod summary;
mod tidy;
mod writer;

use crate::html::tree::{self, Node};
use crate::import::model::{Body, Dialect, Topic};
use crate::slug::Letters;
use crate::text::markdown::{HtmlPolicy, Markdown, Resolution};
use crate::typography::Quotes;

use fingerprint::Fingerprint;
use inline::Marks;
use reference::Reference;

pub use attribute_lists::hide_somewhere;
pub use fence::Fence;
pub use fragment::html_of;
pub use line::on_one_line;
pub use line_ends::Extras;
pub use literal::literal;
pub use options::options;
pub use reference::relinked;
pub use summary::{short, summary};

/// Converts the texts of a site.
pub struct Converter {
    markdown: Markdown,
}

/// A text, converted.
#[derive(Debug, Default, PartialEq)]
pub struct Converted {
    /// In Dateline's Markdown.
    pub markdown: String,
    /// What was changed: the topic, a name, and the line of the body, from 1, or 0.
    pub notes: Vec<(Topic, String, usize)>,
}

impl Converter {
    /// For a site with these letters in the ids of its headings.
    pub fn new(letters: Letters) -> Self {
        Converter { markdown: Markdown::new(HtmlPolicy::Sanitize, "").with_letters(letters) }
    }

    /// Converts a text; `link` says where an address leads on the new site.
    pub fn convert(&self, body: &Body, link: &dyn Fn(&str) -> String) -> Converted {
        let mut converted = match body {
            Body::Html(html) => self.of_html(html, link),
            Body::Markdown(text, dialect) => self.of_markdown(text, *dialect, link),
        };
        let text = converted.markdown.trim_matches(['\n', ' ']);
        let is_nothing = text.is_empty() || may_be_nothing(text) && self.shows_nothing(text);
        converted.markdown = if is_nothing { String::new() } else { format!("{text}\n") };
        converted
    }

    /// Whether a page with this text would be an empty one.
    fn shows_nothing(&self, text: &str) -> bool {
        let rendered = self.markdown.render(text, Quotes::default(), |_| Resolution::Keep);
        rendered.html.trim().is_empty()
    }

    fn of_html(&self, html: &str, link: &dyn Fn(&str) -> String) -> Converted {
        let mut changes = Vec::new();
        let nodes = anchors::kept(tidy::tidied(tree::parse(html), link, &mut changes));
        let mut notes: Vec<_> = changes.into_iter().map(|(topic, name)| (topic, name, 0)).collect();
        let markdown = self.proven(&nodes, 0, &mut notes);
        Converted { markdown, notes }
    }

    /// Nodes as Markdown that is proven to say the same, block by block where all together
    /// does not. The notes get `line`.
    fn proven(
        &self,
        nodes: &[Node],
        line: usize,
        notes: &mut Vec<(Topic, String, usize)>,
    ) -> String {
        let whole = writer::write(nodes, Marks::Asterisks);
        if self.says(&whole.text, &Fingerprint::of(nodes)).is_none() {
            notes.extend(whole.kept.into_iter().map(|name| kept(&name, line)));
            return whole.text;
        }
        let mut blocks = Vec::new();
        for block in groups(nodes) {
            blocks.push(self.block(block, line, notes));
        }
        blocks.retain(|block| !block.trim().is_empty());
        let text = blocks.join("\n\n");
        if let Some(what) = self.says(&text, &Fingerprint::of(nodes)) {
            notes.push((Topic::Differs, what.into(), line));
        }
        text
    }

    /// A block in the first form that says the same.
    fn block(
        &self,
        nodes: &[Node],
        line: usize,
        notes: &mut Vec<(Topic, String, usize)>,
    ) -> String {
        let expected = Fingerprint::of(nodes);
        for marks in [Marks::Asterisks, Marks::Tags] {
            let written = writer::write(nodes, marks);
            if self.says(&written.text, &expected).is_none() {
                notes.extend(written.kept.into_iter().map(|name| kept(&name, line)));
                return written.text;
            }
        }
        let raw = writer::raw(nodes);
        let name = tree::elements(nodes).next().map_or("text", |element| &element.name);
        notes.push(kept(name, line));
        match self.says(&raw, &expected) {
            None => raw,
            // The form in which the words are at least.
            Some(_) => {
                let written = writer::write(nodes, Marks::Tags).text;
                let words = |text: &str| self.print(text).map(|print| print.words);
                match words(&raw) == Some(expected.words.clone())
                    || words(&written) != Some(expected.words)
                {
                    true => raw,
                    false => written,
                }
            }
        }
    }

    /// What Dateline makes of a text otherwise than expected; none if all is the same.
    fn says(&self, text: &str, expected: &Fingerprint) -> Option<&'static str> {
        match self.print(text) {
            None => Some("what it may hold"),
            Some(print) if print.says_the_same(expected) => None,
            Some(print) => Some(print.difference(expected)),
        }
    }

    /// What readers have of a text; none if Dateline refuses it.
    fn print(&self, text: &str) -> Option<Fingerprint> {
        let rendered = self.markdown.render(text, Quotes::default(), |_| Resolution::Keep);
        rendered.faults.is_empty().then(|| Fingerprint::of(&tree::parse(&rendered.html)))
    }

    fn of_markdown(
        &self,
        text: &str,
        dialect: Dialect,
        link: &dyn Fn(&str) -> String,
    ) -> Converted {
        let plain = dialect::plain(text, dialect);
        let plain = relinked(&plain, link);
        let reference = Reference::of(&plain, dialect);
        let mut notes = Vec::new();
        let mut changes = Vec::new();
        let keep = |url: &str| url.to_string();
        let html = hidden::tree_of(&reference.html());
        let nodes = tidy::tidied(html, &keep, &mut changes);
        notes.extend(changes.into_iter().map(|(topic, name)| {
            let line = place(&plain, &name);
            (topic, name, line)
        }));
        let expected = Fingerprint::of(&nodes);
        let candidate = self.with_ids(&reference.written(), &expected);
        if !has_mark(&candidate) && self.says(&candidate, &expected).is_none() {
            return Converted { markdown: candidate, notes };
        }
        let mut blocks = Vec::new();
        for group in reference.groups() {
            blocks.push(self.group(&reference, &group, &mut notes));
        }
        let mut text = one_after_another(&blocks);
        // Those that stood in a block that was written anew.
        let missing: Vec<&str> = reference
            .definitions
            .iter()
            .map(String::as_str)
            .filter(|definition| !text.contains(definition))
            .collect();
        if !missing.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str(&format!("\n\n{}\n", missing.join("\n")));
        }
        let text = self.with_ids(&text, &expected);
        let what = self.says(&text, &expected);
        if what.is_none() && !has_mark(&text) {
            return Converted { markdown: text, notes };
        }
        // Written anew from what its generator makes of it.
        let mut more = Vec::new();
        let whole = self.proven(&nodes, 0, &mut more);
        let whole = self.with_ids(&whole, &expected);
        if self.says(&whole, &expected).is_none() {
            notes.extend(more);
            return Converted { markdown: whole, notes };
        }
        notes.extend(what.map(|what| (Topic::Differs, what.into(), 0)));
        // What was hidden is hidden in the one that was written anew alone.
        let has_hidden =
            has_mark(&text) || notes.iter().any(|(topic, ..)| *topic == Topic::ForSome);
        Converted { markdown: if has_hidden { whole } else { text }, notes }
    }

    /// Some blocks of a Markdown text that belong together.
    fn group(
        &self,
        reference: &Reference<'_>,
        group: &reference::Group,
        notes: &mut Vec<(Topic, String, usize)>,
    ) -> String {
        let source = reference.written_of(group);
        if group.has_note || source.trim().is_empty() {
            return source;
        }
        let keep = |url: &str| url.to_string();
        let html = hidden::tree_of(&reference.html_of(group));
        let nodes = tidy::tidied(html, &keep, &mut Vec::new());
        let expected = Fingerprint::of(&nodes);
        // Names that links refer to by may be defined elsewhere in the text.
        let alone = format!("{source}\n\n{}", reference.definitions.join("\n"));
        let of_headings = |text: &str| self.with_ids(text, &expected);
        if !has_mark(&source) && self.says(&of_headings(&alone), &expected).is_none() {
            return source;
        }
        let line = reference.line_of(group);
        let text = self.proven(&nodes, line, notes);
        format!("\n{text}\n\n")
    }

    /// The text with an id at each heading whose own would be another than expected.
    fn with_ids(&self, text: &str, expected: &Fingerprint) -> String {
        let rendered = self.markdown.render(text, Quotes::default(), |_| Resolution::Keep);
        let there = Fingerprint::of(&tree::parse(&rendered.html)).headings;
        if there.len() != expected.headings.len() {
            return text.to_string();
        }
        // Those that stand there as HTML have the ids that are written in them.
        let mut wanted: Vec<Option<&str>> = Vec::new();
        for ((_, id), (_, expected)) in there.iter().zip(&expected.headings) {
            let own = rendered.headings.get(wanted.len()).map(|heading| &heading.id);
            if id.is_some() && id.as_ref() == own {
                wanted.push(expected.as_deref().filter(|expected| id.as_deref() != Some(expected)));
            }
        }
        if wanted.iter().all(Option::is_none) {
            return text.to_string();
        }
        reference::with_heading_ids(text, &wanted)
    }
}

/// Whether all lines of a text may be ones of which nothing is shown: definitions of the names of
/// links, comments, lines that go on.
fn may_be_nothing(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.starts_with(['[', '<', ' ', '\t']))
}

/// Blocks with one empty line at most between them.
fn one_after_another(blocks: &[String]) -> String {
    let mut text = String::new();
    for block in blocks {
        match text.is_empty() || text.ends_with("\n\n") {
            true => text.push_str(block.trim_start_matches('\n')),
            false => text.push_str(block),
        }
    }
    text
}

/// Tells each address that a text links to or shows.
pub fn each_address(body: &Body, see: &dyn Fn(&str)) {
    let seen = |url: &str| {
        see(url);
        url.to_string()
    };
    match body {
        Body::Html(html) => {
            tidy::tidied(tree::parse(html), &seen, &mut Vec::new());
        }
        Body::Markdown(text, _) => {
            relinked(text, &seen);
        }
    }
}

fn kept(name: &str, line: usize) -> (Topic, String, usize) {
    (Topic::KeptHtml, format!("<{name}>"), line)
}

/// Whether a mark in a text hides something.
fn has_mark(text: &str) -> bool {
    text.contains(hiding::ATTRIBUTE)
}

/// The line of the first place that has to do with a name.
fn place(text: &str, name: &str) -> usize {
    let wanted = name.split_once('<').map_or(name, |(_, tag)| tag);
    let wanted = wanted.split('>').next().unwrap_or(wanted);
    let is_hidden = name.contains("hidden");
    let mark = text.find(hiding::ATTRIBUTE).filter(|_| is_hidden);
    mark.or_else(|| text.find(wanted)).map_or(0, |at| text[..at].matches('\n').count() + 1)
}

/// The blocks one by one, and runs of what stands between them.
fn groups(nodes: &[Node]) -> Vec<&[Node]> {
    let mut groups = Vec::new();
    let mut start = 0;
    for (at, node) in nodes.iter().enumerate() {
        if matches!(node, Node::Element(element) if tidy::is_block(&element.name)) {
            if start < at {
                groups.push(&nodes[start..at]);
            }
            groups.push(&nodes[at..=at]);
            start = at + 1;
        }
    }
    if start < nodes.len() {
        groups.push(&nodes[start..]);
    }
    groups
}

#[cfg(test)]
mod tests;
