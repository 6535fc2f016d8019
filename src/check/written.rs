//! What a text has that may be wrong, each with the place where it is written.

use std::collections::HashMap;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use url::Url;

use super::reading::{Fault, Sized, beginning};
use super::scan::{Picture, Seen, scan};
use crate::html::is_from_root;
use crate::model::{Article, Media};
use crate::site::Resolver;
use crate::text::front_matter::split;
use crate::text::markdown::{Figure, HtmlPolicy, Link, LinkKind, Piece, Resolution, pieces};
use crate::text::yaml::{self, Keys, Node, Value};

/// What a fault of a page and what was written have in common. Addresses are decoded: a page
/// encodes what a text need not.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Link(String),
    Picture(String, Alt),
    Sized(String, u32, u32),
    Id(String),
    Skipped(u8, u8),
    Run(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Alt {
    Missing,
    Empty,
    Words,
}

impl Alt {
    fn of(alt: Option<&str>) -> Self {
        match alt.map(str::trim) {
            None => Alt::Missing,
            Some("") => Alt::Empty,
            Some(_) => Alt::Words,
        }
    }
}

impl Key {
    fn of(fault: &Fault) -> Key {
        match fault {
            Fault::Link(href, _)
            | Fault::BasePath(href)
            | Fault::Mixed(href)
            | Fault::Blocked(_, href, _)
            | Fault::Elsewhere(href, _) => Key::Link(decoded(href)),
            Fault::Anchor(anchor) => Key::Link(decoded(&anchor.href)),
            Fault::NoAlt(src) => Key::Picture(decoded(src), Alt::Missing),
            Fault::EmptyAlt(src) => Key::Picture(decoded(src), Alt::Empty),
            Fault::NoDescription(src, _) => Key::Picture(decoded(src), Alt::Words),
            Fault::Shape(Sized { src, width, height, .. }, _) => {
                Key::Sized(decoded(src), *width, *height)
            }
            Fault::Twice(id) => Key::Id(id.clone()),
            Fault::Skipped(before, level) => Key::Skipped(*before, *level),
            Fault::Stopped(_, text) => Key::Run(text.clone()),
        }
    }
}

fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// What a text brings into its page, and where it is in the text's file.
pub(super) struct Written {
    places: HashMap<Key, Range<usize>>,
    /// Headings of all kinds, to be brought into their order.
    headings: Vec<(Range<usize>, u8)>,
    base_path: String,
}

impl Written {
    /// Nothing yet, for a site below `base_path`.
    pub(super) fn below(base_path: &str) -> Self {
        Written { places: HashMap::new(), headings: Vec::new(), base_path: base_path.into() }
    }

    /// Adds the body of an article.
    pub(super) fn add_body(
        &mut self,
        source: &str,
        article: &Article,
        policy: HtmlPolicy,
        resolver: &mut Resolver<'_>,
    ) {
        let Ok(split) = split(source) else { return };
        let start = split.body.start;
        let body = &source[split.body];
        let mut ids = article.headings.iter().map(|heading| &heading.id);
        // Raw HTML where it is, and nothing else: what is open behind one piece of it is open
        // before the next.
        let mut raw = vec![b' '; body.len()];
        for piece in pieces(body) {
            match piece {
                Piece::Link { kind, destination, has_words, at } => {
                    let at = start + at.start..start + at.end;
                    let link =
                        Link { kind, destination: &destination, range: at.clone(), is_seen: true };
                    if let Some(href) = self.href(&link, resolver) {
                        if kind == LinkKind::Picture {
                            let href = self.shown_for(&href, article).unwrap_or(href.clone());
                            let alt = if has_words { Alt::Words } else { Alt::Empty };
                            self.add(Key::Picture(href.clone(), alt), at.clone());
                        }
                        self.add(Key::Link(href), at);
                    }
                }
                Piece::Heading { level, attributes, at } => {
                    let end = at.start + body[at.clone()].trim_end().len();
                    let at = start + at.start..start + end;
                    self.headings.push((at.clone(), level));
                    for name in attributes {
                        self.add(Key::Run(format!("{name}=")), at.clone());
                    }
                    if let Some(id) = ids.next() {
                        self.add(Key::Id(id.clone()), at);
                    }
                }
                Piece::Html(at) if policy != HtmlPolicy::Escape => {
                    raw[at.clone()].copy_from_slice(&body.as_bytes()[at]);
                }
                Piece::Html(_) => {}
            }
        }
        self.add_html(&String::from_utf8_lossy(&raw), start);
        self.add_skips();
    }

    /// Adds the front matter of an article: whatever value it is, templates may link to it.
    pub(super) fn add_front_matter(&mut self, source: &str, resolver: &mut Resolver<'_>) {
        let Ok(split) = split(source) else { return };
        if let Ok(node) = yaml::parse(&source[split.yaml.clone()], Keys::Unplaced) {
            self.add_values(&node, split.yaml.start, resolver);
        }
    }

    /// Where a fault is written; none if the text did not bring it.
    pub(super) fn place(&self, fault: &Fault) -> Option<Range<usize>> {
        self.places.get(&Key::of(fault)).cloned()
    }

    /// Of what is there more than once, the first counts.
    fn add(&mut self, key: Key, at: Range<usize>) {
        let place = self.places.entry(key).or_insert_with(|| at.clone());
        if at.start < place.start {
            *place = at;
        }
    }

    /// What the page has for a link of the text.
    fn href(&self, link: &Link<'_>, resolver: &mut Resolver<'_>) -> Option<String> {
        match resolver.resolve(link).0 {
            Resolution::OnSite(path)
            | Resolution::Picture(Figure { src: path, .. })
            | Resolution::Story { path, .. } => Some(decoded(&format!("{}{path}", self.base_path))),
            Resolution::Keep => Some(decoded(link.destination)),
            Resolution::Data(_) | Resolution::Unlink => None,
        }
    }

    /// The version that pages name in the place of a picture whose own address is `href`.
    fn shown_for(&self, href: &str, article: &Article) -> Option<String> {
        let path = href.strip_prefix(self.base_path.as_str())?;
        let is_it = |media: &&Media| media.path().is_some_and(|own| own.as_str() == path);
        let (main, _) = article.media.iter().find(is_it)?.versions("")?;
        Some(format!("{}{main}", self.base_path))
    }

    fn add_html(&mut self, html: &str, start: usize) {
        let base_path = self.base_path.clone();
        let href = |url: &str| match is_from_root(url) {
            true => decoded(&format!("{base_path}{url}")),
            false => decoded(url),
        };
        scan(html, |seen, at| {
            let at = start + at.start..start + at.end;
            match seen {
                Seen::Id(id) => self.add(Key::Id(id.into()), at),
                Seen::Link(_, url) => self.add(Key::Link(href(url)), at),
                Seen::Heading(level) => self.headings.push((at, level)),
                // It is a link as well.
                Seen::Needs(..) => {}
                Seen::Picture(picture) => {
                    let Picture { src, alt, .. } = picture;
                    self.add(Key::Picture(href(src), Alt::of(alt)), at.clone());
                    if let Some((width, height)) = picture.size() {
                        self.add(Key::Sized(href(src), width, height), at);
                    }
                }
                Seen::Script(_) | Seen::Style(_) | Seen::Attribute(_) => {
                    if let Some(text) = beginning(seen) {
                        let begin = html[at.start - start..at.end - start].find(&text).unwrap_or(0);
                        let begin = at.start + begin;
                        self.add(Key::Run(text.clone()), begin..begin + text.len());
                    }
                }
            }
        });
    }

    fn add_skips(&mut self) {
        self.headings.sort_by_key(|(at, _)| at.start);
        // The headline.
        let mut before = 1;
        for (at, level) in std::mem::take(&mut self.headings) {
            if level > before + 1 {
                self.add(Key::Skipped(before, level), at);
            }
            before = level;
        }
    }

    fn add_values(&mut self, node: &Node, start: usize, resolver: &mut Resolver<'_>) {
        match &node.value {
            Value::Text(text) => {
                let at = start + node.range.start..start + node.range.end;
                let link = Link {
                    kind: LinkKind::Anchor,
                    destination: text,
                    range: at.clone(),
                    is_seen: true,
                };
                if let Some(href) = self.href(&link, resolver) {
                    self.add(Key::Link(href), at.clone());
                }
                // An address that was read is written in one way.
                if let Ok(url) = Url::parse(text) {
                    self.add(Key::Link(decoded(url.as_str())), at);
                }
            }
            Value::List(nodes) => {
                nodes.iter().for_each(|node| self.add_values(node, start, resolver));
            }
            Value::Map(entries) => {
                entries.iter().for_each(|(_, value)| self.add_values(value, start, resolver));
            }
            Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) => {}
        }
    }
}
