//! A Markdown text as its own generator reads it, and the same text with what Dateline needs.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd, html};

use super::dialect::{HeadingIds, links_addresses};
use super::hiding::{self, Hides};
use super::options::options;
use crate::html::{Token, UrlUse, each_url, tokens};
use crate::import::model::Dialect;
use crate::text::markdown::{Piece, pieces};

/// A text, read as its generator reads it.
pub struct Reference<'t> {
    text: &'t str,
    events: Vec<(Event<'t>, Range<usize>)>,
    /// What has to be written otherwise, in order: bare addresses that are links.
    edits: Vec<(Range<usize>, String)>,
    /// The definitions of names that links refer to.
    pub definitions: Vec<String>,
}

/// Blocks that belong together: one, or those that raw HTML is open over.
pub struct Group {
    events: Range<usize>,
    source: Range<usize>,
    /// Whether there is a footnote in it, or a reference to one.
    pub has_note: bool,
}

impl<'t> Reference<'t> {
    /// Reads a text.
    pub fn of(text: &'t str, dialect: Dialect) -> Self {
        let mut parser = Parser::new_ext(text, options(dialect)).into_offset_iter();
        let mut events: Vec<(Event<'t>, Range<usize>)> = parser.by_ref().collect();
        let definitions = parser.reference_definitions().iter();
        let mut definitions: Vec<Range<usize>> =
            definitions.map(|(_, found)| found.span.clone()).collect();
        definitions.sort_by_key(|span| span.start);
        let definitions =
            definitions.into_iter().filter_map(|span| Some(text.get(span)?.trim().to_string()));
        let definitions = definitions.collect();
        let mut edits = Vec::new();
        if links_addresses(dialect) {
            events = linked(events, text, &mut edits);
        }
        name_headings(&mut events, dialect);
        Reference { text, events, edits, definitions }
    }

    /// The HTML that the generator makes of it.
    pub fn html(&self) -> String {
        rendered(&self.events)
    }

    /// The text with its edits.
    pub fn written(&self) -> String {
        edited(self.text, 0..self.text.len(), &self.edits)
    }

    /// The HTML of some blocks.
    pub fn html_of(&self, group: &Group) -> String {
        rendered(&self.events[group.events.clone()])
    }

    /// The text of some blocks with its edits.
    pub fn written_of(&self, group: &Group) -> String {
        edited(self.text, group.source.clone(), &self.edits)
    }

    /// The line at which some blocks begin, from 1.
    pub fn line_of(&self, group: &Group) -> usize {
        let blank = self.text[group.source.clone()].len()
            - self.text[group.source.clone()].trim_start().len();
        self.text[..group.source.start + blank].matches('\n').count() + 1
    }

    /// The blocks of the text; together they are all of it.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let (mut depth, mut open) = (0_usize, 0_isize);
        let mut first = 0;
        let mut start = 0;
        for (at, (event, _)) in self.events.iter().enumerate() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                Event::Html(html) | Event::InlineHtml(html) => open += balance(html),
                _ => {}
            }
            let is_last = at + 1 == self.events.len();
            if depth == 0 && (open <= 0 || is_last) && !self.hides_over(at) {
                // A block ends where the next begins: the end of a list of definitions is told
                // too far down.
                let next = self.events.get(at + 1).map(|(_, next)| next.start);
                let end = next.map_or(self.text.len(), |next| next.max(start));
                let events = first..at + 1;
                let has_note = self.events[events.clone()].iter().any(|(event, _)| {
                    matches!(
                        event,
                        Event::FootnoteReference(_) | Event::Start(Tag::FootnoteDefinition(_))
                    )
                });
                groups.push(Group { events, source: start..end, has_note });
                (first, start, open) = (at + 1, end, 0);
            }
        }
        groups
    }
}

impl Reference<'_> {
    /// Whether a mark behind this event hides the block that ends with it, or is the event and hides
    /// the next.
    fn hides_over(&self, at: usize) -> bool {
        let is_mark = |at: Option<usize>, hides: Hides| {
            let event = at.and_then(|at| self.events.get(at)).map(|(event, _)| event);
            matches!(event, Some(Event::Html(html)) if hides.is_block(html))
        };
        is_mark(Some(at + 2), Hides::Before)
            || is_mark(at.checked_sub(1), Hides::Next) && at + 1 < self.events.len()
    }
}

fn rendered(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events.iter().map(|(event, _)| event.clone()));
    out
}

/// How many more elements are open behind a piece of HTML than before it.
fn balance(html: &str) -> isize {
    let mut open = 0;
    tokens(html, |token| match token {
        Token::Start(tag) if !crate::html::tree::VOID.contains(&tag.name()) => open += 1,
        Token::End(_) => open -= 1,
        Token::Start(_) | Token::Text(..) => {}
    });
    open
}

/// The part of a text with its edits, which lie in order.
fn edited(text: &str, part: Range<usize>, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(part.len());
    let mut at = part.start;
    for (range, new) in edits {
        if range.start >= at && range.end <= part.end {
            out.push_str(&text[at..range.start]);
            out.push_str(new);
            at = range.end;
        }
    }
    out.push_str(&text[at..part.end]);
    out
}

fn name_headings(events: &mut [(Event<'_>, Range<usize>)], dialect: Dialect) {
    let mut ids = HeadingIds::of(dialect);
    for at in 0..events.len() {
        let Event::Start(Tag::Heading { id, .. }) = &events[at].0 else { continue };
        let own = id.as_ref().map(ToString::to_string);
        let mut words = String::new();
        let mut hides = false;
        for (event, _) in &events[at + 1..] {
            match event {
                Event::End(TagEnd::Heading(_)) => break,
                Event::InlineHtml(html) => hides |= html.contains(hiding::ATTRIBUTE),
                Event::Text(text) | Event::Code(text) => words.push_str(text),
                Event::SoftBreak | Event::HardBreak => words.push(' '),
                _ => {}
            }
        }
        // What is hidden in a heading is to be in no address of it.
        let given = ids.next(&words, own.as_deref()).filter(|_| own.is_some() || !hides);
        if let Event::Start(Tag::Heading { id, .. }) = &mut events[at].0 {
            *id = given.map(CowStr::from);
        }
    }
}

/// The events with a link at each bare address, as
/// <https://github.com/yuin/goldmark#linkify-extension> makes them.
fn linked<'t>(
    events: Vec<(Event<'t>, Range<usize>)>,
    text: &str,
    edits: &mut Vec<(Range<usize>, String)>,
) -> Vec<(Event<'t>, Range<usize>)> {
    let mut out: Vec<(Event<'t>, Range<usize>)> = Vec::with_capacity(events.len());
    let (mut in_link, mut in_code) = (0_usize, false);
    for (event, range) in merged(events) {
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => in_link += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => in_link = in_link.saturating_sub(1),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(words) if in_link == 0 && !in_code => {
                let addresses = addresses(words);
                if addresses.is_empty() {
                    out.push((event, range));
                    continue;
                }
                let source = &text[range.clone()];
                let mut done = 0;
                let mut searched = 0;
                for (at, href) in addresses {
                    let shown = &words[at.clone()];
                    out.push((
                        Event::Text(words[done..at.start].to_string().into()),
                        range.clone(),
                    ));
                    let link = Tag::Link {
                        link_type: LinkType::Autolink,
                        dest_url: href.clone().into(),
                        title: "".into(),
                        id: "".into(),
                    };
                    out.push((Event::Start(link), range.clone()));
                    out.push((Event::Text(shown.to_string().into()), range.clone()));
                    out.push((Event::End(TagEnd::Link), range.clone()));
                    done = at.end;
                    if let Some(found) = source[searched..].find(shown) {
                        let start = range.start + searched + found;
                        let new = match href == shown {
                            true => format!("<{shown}>"),
                            false => format!("[{shown}]({href})"),
                        };
                        edits.push((start..start + shown.len(), new));
                        searched += found + shown.len();
                    }
                }
                out.push((Event::Text(words[done..].to_string().into()), range));
                continue;
            }
            _ => {}
        }
        out.push((event, range));
    }
    out
}

/// The text with a link at each bare address.
pub fn with_bare_links(text: &str, dialect: Dialect) -> String {
    let events = Parser::new_ext(text, options(dialect)).into_offset_iter().collect();
    let mut edits = Vec::new();
    linked(events, text, &mut edits);
    edited(text, 0..text.len(), &edits)
}

/// The events with texts side by side as one.
fn merged<'t>(events: Vec<(Event<'t>, Range<usize>)>) -> Vec<(Event<'t>, Range<usize>)> {
    let mut out: Vec<(Event<'t>, Range<usize>)> = Vec::with_capacity(events.len());
    for (event, range) in events {
        if let (Event::Text(more), Some((Event::Text(before), at))) = (&event, out.last_mut()) {
            *before = format!("{before}{more}").into();
            at.end = range.end;
            continue;
        }
        out.push((event, range));
    }
    out
}

/// The bare addresses in a text, and where each leads.
fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) =
        ["http://", "https://", "www."].iter().filter_map(|start| text[at..].find(start)).min()
    {
        let start = at + start;
        let is_word =
            text[..start].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '/');
        let rest = &text[start..];
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'))
            .unwrap_or(rest.len());
        let mut shown =
            rest[..length].trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~', '\'', ';']);
        while shown.ends_with(')') && shown.matches(')').count() > shown.matches('(').count() {
            shown = &shown[..shown.len() - 1];
        }
        let host = shown.trim_start_matches("http://").trim_start_matches("https://");
        let has_host =
            host.split('/').next().is_some_and(|host| host.contains('.') && !host.ends_with('.'));
        if !is_word && has_host {
            let href = if shown.starts_with("www.") {
                // `linkifyProtocol` of Goldmark is https unless a site says otherwise.
                format!("https://{shown}")
            } else {
                shown.to_string()
            };
            found.push((start..start + shown.len(), href));
        }
        at = start + shown.len().max(1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found.extend(mail_addresses(text));
    found.sort_by_key(|(range, _)| range.start);
    let mut end = 0;
    found.retain(|(range, _)| {
        let is_behind = range.start >= end;
        end = end.max(range.end);
        is_behind
    });
    found
}

/// The bare addresses of e-mail in a text (<https://github.github.com/gfm/#extended-email-autolink>).
fn mail_addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || ".-_+".contains(c);
    let is_of_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let address = |(at, _): (usize, &str)| {
        let name = text[..at].len() - text[..at].trim_end_matches(is_of_name).len();
        let host = &text[at + 1..];
        let host = &host[..host.len() - host.trim_start_matches(is_of_host).len()];
        let host = host.trim_end_matches('.');
        let is_host = host.contains('.') && !host.ends_with(['-', '_']);
        let before = text[..at - name].chars().next_back();
        // In an address of the web it is a part of that.
        let is_alone = !before.is_some_and(|c| matches!(c, '/' | ':' | '@'));
        let range = at - name..at + 1 + host.len();
        (name > 0 && is_host && is_alone)
            .then(|| (range.clone(), format!("mailto:{}", &text[range])))
    };
    text.match_indices('@').filter_map(address).collect()
}

/// The text with all its links where `link` says.
pub fn relinked(text: &str, link: &dyn Fn(&str) -> String) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for piece in pieces(text) {
        match piece {
            Piece::Link { destination, at, .. } => {
                // `<anna@example.org>` is a link by itself.
                let is_mail = destination.contains('@') && !destination.contains([':', '/']);
                if is_mail && autolink(text, &at).is_some() {
                    continue;
                }
                let new = link(&destination);
                if new == destination || text[at.clone()].is_empty() {
                    continue;
                }
                match autolink(text, &at) {
                    // What is written as an address alone is shown as it is.
                    Some(whole) => {
                        let new = super::inline::destination(&new);
                        edits.push((
                            whole,
                            format!("[{}]({new})", text[at].trim_matches(['<', '>'])),
                        ));
                    }
                    None => edits.push((at, super::inline::destination(&new))),
                }
            }
            Piece::Html(range) => {
                let html = &text[range.clone()];
                tokens(html, |token| {
                    let Token::Start(tag) = token else { return };
                    for attribute in tag.attributes() {
                        each_url(tag, attribute, |url| {
                            if matches!(url.used, UrlUse::Name) {
                                return;
                            }
                            let new = link(url.url());
                            if new != url.url() {
                                let at = url.at();
                                edits.push((
                                    range.start + at.start..range.start + at.end,
                                    new.replace('"', "%22"),
                                ));
                            }
                        });
                    }
                });
            }
            Piece::Heading { .. } => {}
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    edits.dedup_by(|one, other| one.0 == other.0);
    edited(text, 0..text.len(), &edits)
}

/// Where an address between `<` and `>` is that is a link by itself, with these.
fn autolink(text: &str, at: &Range<usize>) -> Option<Range<usize>> {
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let (start, end) = match text[at.clone()].starts_with('<') {
        true => (before, behind),
        false => (before.strip_suffix('<')?, behind.strip_prefix('>')?),
    };
    let opened = start.trim_end();
    let is_destination = opened.ends_with("](") || opened.ends_with("]:");
    (!is_destination).then(|| start.len()..text.len() - end.len())
}

/// The text with these ids at its headings, in their order.
pub fn with_heading_ids(text: &str, wanted: &[Option<&str>]) -> String {
    let headings = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Heading { at, .. } => Some(at),
        Piece::Link { .. } | Piece::Html(_) => None,
    });
    let mut edits = Vec::new();
    for (at, id) in headings.zip(wanted) {
        let Some(id) = id.filter(|id| super::writer::is_plain_id(id)) else { continue };
        let source = &text[at.clone()];
        let first = source.lines().next().unwrap_or_default();
        let is_atx = source.trim_start().starts_with('#');
        // The line of the words: of a heading with a line below it, the last but one.
        let words = match is_atx {
            true => first,
            false => source.trim_end().rsplit_once('\n').map_or(first, |(words, _)| words),
        };
        let end = at.start + words.trim_end().len();
        let bare = words.trim_end();
        if let Some(open) = bare.rfind("{").filter(|_| bare.ends_with('}')) {
            let inner = &bare[open + 1..bare.len() - 1];
            if inner.starts_with(['#', '.', ':']) {
                let others: Vec<&str> =
                    inner.split_whitespace().filter(|word| word.starts_with('.')).collect();
                let new = [&[&*format!("#{id}")], &others[..]].concat().join(" ");
                edits.push((at.start + open..end, format!("{{{new}}}")));
                continue;
            }
        }
        edits.push((end..end, format!(" {{#{id}}}")));
    }
    edited(text, 0..text.len(), &edits)
}
