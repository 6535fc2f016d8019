//! Links and pictures: where each leads, and which are refused.

use std::collections::VecDeque;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::Fault;
use super::pictures::Dimensions;
use super::raw_html::{HtmlPolicy, SCHEMES};

/// A link or picture of a text, as its author wrote it.
#[derive(Debug)]
pub struct Link<'a> {
    /// What it is.
    pub kind: LinkKind,
    /// Its destination, entities and escapes decoded.
    pub destination: &'a str,
    /// Byte range of the whole link in the text.
    pub range: Range<usize>,
}

/// What a destination is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A reader may follow it.
    Anchor,
    /// The page shows it.
    Picture,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Where its author wrote.
    Keep,
    /// To a path from the site's root, percent-encoded, without the base path.
    OnSite(String),
    /// To a picture at such a path, of this size.
    Sized(String, Dimensions),
    /// Nowhere: only its text stays.
    Unlink,
}

/// Resolves each link; one that must not be followed leaves its text behind. Also the
/// sizes of the pictures that stay, as far as they are known.
pub(super) fn resolved<'e>(
    events: Vec<(Event<'e>, Range<usize>)>,
    text: &str,
    policy: HtmlPolicy,
    base_path: &str,
    resolve: &mut dyn FnMut(&Link<'_>) -> Resolution,
    faults: &mut Vec<Fault>,
) -> (Vec<Event<'e>>, VecDeque<Option<Dimensions>>) {
    let mut out = Vec::with_capacity(events.len());
    let mut sizes = VecDeque::new();
    // For each open link or picture, whether its tags stay.
    let mut kept = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(mut tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                let is_picture = matches!(tag, Tag::Image { .. });
                let mut size = None;
                let stays = match destination(&mut tag) {
                    None => true,
                    Some((kind, destination)) => {
                        let link = Link { kind, destination: &*destination, range: range.clone() };
                        let resolution = if is_allowed(&link, policy) {
                            resolve(&link)
                        } else {
                            faults.push(refused(&link, text));
                            Resolution::Unlink
                        };
                        if let Resolution::Sized(_, known) = resolution {
                            size = Some(known);
                        }
                        apply(resolution, destination, base_path)
                    }
                };
                kept.push(stays);
                if stays {
                    sizes.extend(is_picture.then_some(size));
                    out.push(Event::Start(tag));
                }
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => {
                if kept.pop().unwrap_or(true) {
                    out.push(Event::End(end));
                }
            }
            other => out.push(other),
        }
    }
    (out, sizes)
}

/// Where the tag leads, unless it is an e-mail address in angle brackets.
fn destination<'t, 'e>(tag: &'t mut Tag<'e>) -> Option<(LinkKind, &'t mut CowStr<'e>)> {
    match tag {
        Tag::Link { link_type: LinkType::Email, .. } => None,
        Tag::Link { dest_url, .. } => Some((LinkKind::Anchor, dest_url)),
        Tag::Image { dest_url, .. } => Some((LinkKind::Picture, dest_url)),
        _ => None,
    }
}

/// Sets the destination; false if the link's tags have to go.
fn apply(resolution: Resolution, destination: &mut CowStr<'_>, base_path: &str) -> bool {
    match resolution {
        Resolution::Keep => true,
        Resolution::OnSite(path) | Resolution::Sized(path, _) => {
            *destination = format!("{base_path}{path}").into();
            true
        }
        Resolution::Unlink => false,
    }
}

fn is_allowed(link: &Link<'_>, policy: HtmlPolicy) -> bool {
    policy == HtmlPolicy::Allow
        || scheme(link.destination).is_none_or(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// The scheme of a destination, read as a browser reads it: tabs, line ends
/// and leading control characters do not hide it (WHATWG URL, basic parser).
pub(super) fn scheme(destination: &str) -> Option<String> {
    let seen: String = destination
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take_while(|c| !matches!(c, '/' | '?' | '#'))
        .collect();
    let (scheme, _) = seen.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

fn refused(link: &Link<'_>, text: &str) -> Fault {
    let scheme = scheme(link.destination).unwrap_or_default();
    let written = text.get(link.range.clone()).unwrap_or_default();
    // A reference link is written elsewhere; the place of its use is named.
    debug_assert!(!written.is_empty() || text.is_empty());
    Fault {
        range: link.range.clone(),
        message: format!("a link may not lead to `{scheme}:`"),
        hint: format!("link to one of: {}", SCHEMES.map(|scheme| format!("{scheme}:")).join(" ")),
    }
}
