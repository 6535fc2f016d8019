//! What readers get of blocks: elements that mean something without the theme's style sheet.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::found::{Block, Directives, What};
use super::gallery::Figures;
use super::kinds::Kind;
use super::{Titles, entries};
use crate::embeds::Embed;
use crate::html::escaped;
use crate::text::markdown::links::scheme;
use crate::text::markdown::{Fault, Link, LinkKind, Resolution};
use crate::typography::{Quotes, typeset};

type Placed<'e> = (Event<'e>, Range<usize>);

/// What blocks are shown with.
pub struct Showing<'a> {
    /// All of the text.
    pub text: &'a str,
    pub titles: &'a Titles,
    pub quotes: Quotes,
    /// What stands before a path of the site.
    pub base_path: &'a str,
    pub resolve: &'a mut dyn FnMut(&Link<'_>) -> Resolution,
    pub faults: &'a mut Vec<Fault>,
}

/// The events with elements in the places of the rules that stand for blocks.
pub fn shown<'e>(
    events: Vec<Placed<'e>>,
    directives: &Directives<'_>,
    showing: Showing<'_>,
) -> Vec<Placed<'e>> {
    if directives.marks.is_empty() {
        return events;
    }
    let entries = entries(&events, directives);
    let capacity = events.len() + 4 * directives.marks.len();
    let mut shower = Shower { showing, open: Vec::new(), out: Vec::with_capacity(capacity) };
    let mut entries = entries.into_iter().peekable();
    let mut marks = directives.marks.iter().peekable();
    let mut events = events;
    for number in 0..events.len() {
        let event = std::mem::replace(&mut events[number].0, Event::Rule);
        let range = events[number].1.clone();
        while let Some(mark) = marks.next_if(|mark| mark.at.start < range.start) {
            shower.lost(&mark.at);
        }
        if event == Event::Rule
            && let Some(mark) = marks.next_if(|mark| mark.at.start == range.start)
        {
            shower.mark(&mark.what, &mark.at);
            continue;
        }
        let is_entry = entries.next_if_eq(&number).is_some();
        shower.take((event, range), &events[number + 1..], is_entry);
    }
    marks.for_each(|mark| shower.lost(&mark.at));
    while !shower.open.is_empty() {
        shower.end();
    }
    shower.out
}

/// A block that is open.
struct Open {
    kind: Kind,
    /// Its first line.
    at: Range<usize>,
    /// How many elements of Markdown are open in it.
    depth: usize,
    is_empty: bool,
    /// How many entries it has, and where the heading of the last begins while that is open.
    entries: usize,
    heading: Option<usize>,
    figures: Figures,
    /// Who said it, if it is a quotation.
    source: String,
}

struct Shower<'s, 'e> {
    showing: Showing<'s>,
    open: Vec<Open>,
    out: Vec<Placed<'e>>,
}

impl<'e> Shower<'_, 'e> {
    fn html(&mut self, text: impl Into<String>, at: &Range<usize>) {
        self.out.push((Event::Html(CowStr::from(text.into())), at.clone()));
    }

    fn fault(&mut self, range: Range<usize>, message: String, hint: &str) {
        self.showing.faults.push(Fault { range, message, hint: hint.into() });
    }

    /// A line that raw HTML goes on over.
    fn lost(&mut self, at: &Range<usize>) {
        let message = "raw HTML goes on over this line, so that it begins or ends no block";
        self.fault(
            at.clone(),
            message.into(),
            "end the raw HTML, and leave the line before this one empty",
        );
    }

    fn mark(&mut self, what: &What, at: &Range<usize>) {
        match what {
            What::End => self.end(),
            What::Embed(embed, title) => self.embed(embed, title.as_deref(), at),
            What::Begin(block) if block.kind == Kind::Story => self.story(block, at),
            What::Begin(block) => self.begin(block, at),
        }
    }

    fn begin(&mut self, block: &Block, at: &Range<usize>) {
        self.content(at);
        let Titles { key_points, fact_box, gallery, timeline, transcript, .. } =
            self.showing.titles;
        let quotes = self.showing.quotes;
        // Empty brackets are no title.
        let label = block.label.as_deref().filter(|label| !label.trim().is_empty());
        let label = label.map(|label| typeset(label, quotes));
        let title = |word: &str| escaped(label.as_deref().unwrap_or(word));
        let aside = |class: &str, word: &str| {
            let title = title(word);
            format!(
                "<aside class=\"{class}\" aria-label=\"{title}\">\n<p><strong>{title}</strong></p>\n"
            )
        };
        let html = match block.kind {
            Kind::Quote => "<figure class=\"pull-quote\">\n<blockquote>\n".to_string(),
            Kind::KeyPoints => aside("key-points", key_points),
            Kind::FactBox => aside("fact-box", fact_box),
            Kind::Questions => "<dl class=\"questions\">\n".to_string(),
            Kind::Gallery => {
                format!(
                    "<div class=\"gallery\" role=\"group\" aria-label=\"{}\">\n",
                    title(gallery)
                )
            }
            Kind::Compare => "<div class=\"compare\">\n".to_string(),
            Kind::Timeline => {
                format!("<ol class=\"timeline\" aria-label=\"{}\">\n", title(timeline))
            }
            Kind::Transcript => {
                let title = title(transcript);
                format!("<details class=\"transcript\">\n<summary>{title}</summary>\n")
            }
            Kind::Story => String::new(),
        };
        self.html(html, at);
        self.open.push(Open {
            kind: block.kind,
            at: at.clone(),
            depth: 0,
            is_empty: true,
            entries: 0,
            heading: None,
            figures: Figures::default(),
            source: source(block, quotes),
        });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Open { kind, at, .. } = open;
        let of_quote = format!("</blockquote>\n{}</figure>\n", open.source);
        let has_entry = open.entries > 0;
        let html = match kind {
            Kind::Quote => &of_quote,
            Kind::KeyPoints | Kind::FactBox => "</aside>\n",
            Kind::Questions if has_entry => "</dd>\n</dl>\n",
            Kind::Questions => "</dl>\n",
            Kind::Gallery => "</div>\n",
            Kind::Compare if has_entry => "</div>\n</div>\n",
            Kind::Compare => "</div>\n",
            Kind::Timeline if has_entry => "</li>\n</ol>\n",
            Kind::Timeline => "</ol>\n",
            Kind::Transcript => "</details>\n",
            Kind::Story => "",
        };
        self.html(html, &at);
        let name = kind.name();
        if open.is_empty {
            self.fault(
                at,
                format!("there is nothing in this `{name}`"),
                "write it below this line",
            );
        } else if kind == Kind::Gallery && !open.figures.has_pictures {
            let hint = "write each picture as `![words](picture.jpg)`, with its caption behind it";
            self.fault(at, "there is no picture in this gallery".into(), hint);
        } else if kind == Kind::Compare && has_entry && !(2..=3).contains(&open.entries) {
            let hint = "write a heading above each of two or three parts: `### …`";
            let parts = if open.entries == 1 { "part" } else { "parts" };
            let message =
                format!("`compare` shows two or three parts, and has {} {parts}", open.entries);
            self.fault(at, message, hint);
        }
    }

    /// Notes that the innermost block has something in it.
    fn content(&mut self, at: &Range<usize>) {
        let Some(open) = self.open.last_mut() else { return };
        let is_first = std::mem::replace(&mut open.is_empty, false);
        if is_first && open.kind.has_entries() && open.entries == 0 {
            let kind = open.kind;
            let written = self.showing.text.get(at.clone()).unwrap_or_default();
            let hint = match heading_meant(kind, written) {
                Some((heading, "")) => format!("{}: `### {heading}`", of_headings(kind)),
                Some((heading, rest)) => {
                    format!("{}: `### {heading}`, and `{rest}` below it", of_headings(kind))
                }
                None => of_headings(kind).to_string(),
            };
            let message = format!("`{}` has to begin with a heading", kind.name());
            self.fault(at.clone(), message, &hint);
        }
    }

    fn take(&mut self, placed: Placed<'e>, ahead: &[Placed<'e>], is_entry: bool) {
        let (event, range) = placed;
        if is_entry && let Event::Start(Tag::Heading { id, .. }) = &event {
            return self.begin_entry(id.as_deref(), &range);
        }
        let Some(open) = self.open.last() else { return self.out.push((event, range)) };
        if open.heading.is_some()
            && open.depth == 0
            && matches!(event, Event::End(TagEnd::Heading(_)))
        {
            return self.end_heading(&range);
        }
        if open.depth == 0 && open.heading.is_none() {
            self.content(&range);
        }
        let Some(open) = self.open.last_mut() else { return };
        let depth = open.depth;
        match event {
            Event::Start(_) => open.depth += 1,
            Event::End(_) => open.depth = open.depth.saturating_sub(1),
            _ => {}
        }
        if open.kind != Kind::Gallery {
            return self.out.push((event, range));
        }
        let taken = open.figures.take((event, range), ahead, depth, &mut self.out);
        self.out.extend(taken);
    }

    fn begin_entry(&mut self, id: Option<&str>, at: &Range<usize>) {
        let Some(open) = self.open.last_mut() else { return };
        open.is_empty = false;
        open.entries += 1;
        let is_first = open.entries == 1;
        let id = id.map(|id| format!(" id=\"{}\"", escaped(id))).unwrap_or_default();
        let (before, begin) = match open.kind {
            Kind::Questions => ("</dd>\n", format!("<dt{id}>")),
            Kind::Timeline => ("</li>\n", format!("<li>\n<p{id}><strong>")),
            _ => ("</div>\n", format!("<div>\n<p{id}><strong>")),
        };
        let before = if is_first { "" } else { before };
        self.html(format!("{before}{begin}"), at);
        let start = self.out.len();
        if let Some(open) = self.open.last_mut() {
            open.heading = Some(start);
        }
    }

    fn end_heading(&mut self, at: &Range<usize>) {
        let Some(open) = self.open.last_mut() else { return };
        let is_empty = open.heading.take() == Some(self.out.len());
        let kind = open.kind;
        if is_empty {
            let message = format!("this heading in `{}` has no words", kind.name());
            self.fault(at.clone(), message, "write its words behind it, or delete it");
        }
        let html = match kind {
            Kind::Questions => "</dt>\n<dd>\n",
            _ => "</strong></p>\n",
        };
        self.html(html, at);
    }

    fn embed(&mut self, embed: &Embed, title: Option<&str>, at: &Range<usize>) {
        self.content(at);
        let title = title.map(|title| typeset(title, self.showing.quotes));
        let title = escaped(title.as_deref().unwrap_or(&embed.provider));
        let (shape, address) = (embed.shape.name(), escaped(&embed.address));
        let frame = escaped(&embed.frame);
        let note = escaped(&self.showing.titles.embed_note.replace("{name}", &embed.provider));
        let html = format!(
            "<figure class=\"embed embed-{shape}\">\n<p><a href=\"{address}\" data-frame=\"{frame}\">\
             {title}</a></p>\n<figcaption>{note}</figcaption>\n</figure>\n"
        );
        self.html(html, at);
    }

    fn story(&mut self, block: &Block, at: &Range<usize>) {
        self.content(at);
        let destination = block.label.as_deref().unwrap_or_default();
        let range = block.label_at.clone();
        if let Some(scheme) = scheme(destination).filter(|it| it != "https" && it != "http") {
            let hint = "write the file of a story, or an address of the web";
            return self.fault(range, format!("a story is not at `{scheme}:`"), hint);
        }
        let link = Link { kind: LinkKind::Story, destination, range, is_seen: true };
        let base_path = self.showing.base_path;
        let (url, headline) = match (self.showing.resolve)(&link) {
            Resolution::Story { path, headline } => (format!("{base_path}{path}"), headline),
            Resolution::OnSite(path) => (format!("{base_path}{path}"), String::new()),
            Resolution::Keep => (destination.to_string(), String::new()),
            Resolution::Picture(_) | Resolution::Data(_) | Resolution::Unlink => return,
        };
        let own = block.attribute("title").map(|title| typeset(title, self.showing.quotes));
        let title = match own {
            Some(own) => own.into_owned(),
            None if headline.is_empty() => {
                let hint = format!("write it: `::story[{destination}]{{title=\"…\"}}`");
                let message = "the headline of what is elsewhere is not known".to_string();
                return self.fault(block.label_at.clone(), message, &hint);
            }
            None => typeset(&headline, self.showing.quotes).into_owned(),
        };
        let (url, title) = (escaped(&url), escaped(&title));
        let before = escaped(&self.showing.titles.read_also);
        let html = format!(
            "<p class=\"read-also\"><strong>{before}</strong> <a href=\"{url}\">{title}</a></p>\n"
        );
        self.html(html, at);
    }
}

/// What the headings of a block are for.
fn of_headings(kind: Kind) -> &'static str {
    match kind {
        Kind::Questions => "write each question as a heading, with `### ` before it",
        Kind::Timeline => "write each date as a heading, with `### ` before it",
        _ => "write a heading above each of its parts, with `### ` before it",
    }
}

/// The heading that the first line of a block is meant as, and what is to stand below it: bold
/// words, a question, or what stands before the colon of an item.
fn heading_meant(kind: Kind, written: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 80;
    let line = written.lines().next()?.trim();
    let item = line.trim_start_matches(['-', '*', '+', '•', '#']).trim_start();
    let line = if line.starts_with("**") { line } else { item };
    let bold = line.strip_prefix("**").and_then(|rest| rest.split_once("**"));
    let (words, rest) = match bold {
        Some((bold, rest)) => (bold.trim_end_matches([':', '.']), rest),
        None if kind == Kind::Questions => {
            let end = line.find(['?', '？', '؟'])?;
            line.split_at(end + line[end..].chars().next().map_or(0, char::len_utf8))
        }
        None => line.split_once(": ").or_else(|| line.split_once(" – "))?,
    };
    let rest = rest.trim_start_matches([':', '.', ' ']).trim();
    let is_short = |words: &str| words.chars().count() <= LONGEST && !words.contains('`');
    let is_plain = !words.contains(['*', '[', '<']) && !words.trim().is_empty();
    let rest = if is_short(rest) { rest } else { "" };
    (is_plain && is_short(words)).then(|| (words.trim(), rest))
}

/// Who said it.
fn source(block: &Block, quotes: Quotes) -> String {
    let part = |name| block.attribute(name).map(|text| escaped(&typeset(text, quotes)));
    match (part("by"), part("role")) {
        (None, None) => String::new(),
        (Some(by), Some(role)) => {
            format!("<figcaption><strong>{by}</strong><br>\n{role}</figcaption>\n")
        }
        (Some(one), None) | (None, Some(one)) => {
            format!("<figcaption><strong>{one}</strong></figcaption>\n")
        }
    }
}
