//! Links and pictures: where each leads, and which are refused.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::Fault;
use super::data::DataFigure;
use super::pictures::{Element, Figure};
use super::raw_html::{HtmlPolicy, SCHEMES};
use crate::nearest::nearest;
use crate::text::printable::printable;

/// A link or picture of a text, as its author wrote it.
#[derive(Debug)]
pub struct Link<'a> {
    /// What it is.
    pub kind: LinkKind,
    /// Its destination, entities and escapes decoded.
    pub destination: &'a str,
    /// Byte range of the whole link in the text.
    pub range: Range<usize>,
    /// Whether readers see it: it stands in nothing that is hidden.
    pub is_seen: bool,
}

/// What a destination is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A reader may follow it.
    Anchor,
    /// The page shows it.
    Picture,
    /// A reader may follow it by the headline of what is there.
    Story,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Where its author wrote.
    Keep,
    /// To a path from the site's root, percent-encoded, without the base path.
    OnSite(String),
    /// To a picture of the site.
    Picture(Figure),
    /// To a story of the site.
    Story {
        /// Its path from the site's root, percent-encoded, without the base path.
        path: String,
        /// Its headline.
        headline: String,
    },
    /// To data of the site, at a path from its root, which is shown as a figure.
    Data(String),
    /// Nowhere: only its text stays.
    Unlink,
}

/// Resolves each link; one that must not be followed leaves its text behind. A picture whose
/// size is known becomes an element that tells it. Of what begins at `unseen` readers
/// see nothing.
pub(super) fn resolved<'e>(
    events: Vec<(Event<'e>, Range<usize>)>,
    unseen: &HashSet<usize>,
    text: &str,
    policy: HtmlPolicy,
    base_path: &str,
    resolve: &mut dyn FnMut(&Link<'_>) -> Resolution,
    (faults, figures): (&mut Vec<Fault>, &mut Vec<DataFigure>),
) -> Vec<Event<'e>> {
    let mut out = Vec::with_capacity(events.len());
    // For each open link or picture, whether its tags stay.
    let mut kept = Vec::new();
    // The outermost picture that becomes an element, and how many are open around it.
    let mut picture: Option<(usize, Element<'e>)> = None;
    // The same of a figure of data, whose caption is read.
    let mut figure: Option<usize> = None;
    for (event, range) in events {
        match event {
            Event::Start(mut tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                let resolution = match destination(&mut tag) {
                    None => Resolution::Keep,
                    Some((kind, destination)) => {
                        let is_seen = !unseen.contains(&range.start);
                        let range = range.clone();
                        let link = Link { kind, destination: &*destination, range, is_seen };
                        let resolution = if is_allowed(&link, policy) {
                            resolve(&link)
                        } else {
                            faults.push(refused(&link, text));
                            Resolution::Unlink
                        };
                        apply(&resolution, destination, base_path);
                        resolution
                    }
                };
                let around = kept.len();
                kept.push(resolution != Resolution::Unlink);
                if let (Resolution::Data(path), None, None) = (&resolution, &picture, figure) {
                    figures.push(DataFigure::of(&tag, path, range, (text, unseen)));
                    figure = Some(around);
                    continue;
                }
                let element = match &resolution {
                    Resolution::Picture(figure) => Element::of(&tag, figure, base_path),
                    _ => None,
                };
                match (&picture, element) {
                    _ if figure.is_some() => {}
                    (Some(_), _) => {}
                    (None, Some(element)) => picture = Some((around, element)),
                    (None, None) if resolution == Resolution::Unlink => {}
                    (None, None) => out.push(Event::Start(tag)),
                }
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => {
                let stays = kept.pop().unwrap_or(true);
                if figure.take_if(|around| *around == kept.len()).is_some() {
                    out.extend(figures.last().map(DataFigure::event));
                    continue;
                }
                match picture.take_if(|(around, _)| *around == kept.len()) {
                    Some((_, element)) => out.push(Event::InlineHtml(element.html().into())),
                    None if stays && picture.is_none() && figure.is_none() => {
                        out.push(Event::End(end));
                    }
                    None => {}
                }
            }
            other => match (&mut picture, figure.and(figures.last_mut())) {
                (_, Some(figure)) => figure.add_words(&other),
                (Some((_, element)), None) => element.add_words(&other),
                (None, None) => out.push(other),
            },
        }
    }
    out
}

/// A destination as it stands between the parentheses of a link: in angle brackets if it has spaces
/// or parentheses.
pub fn as_destination(path: &str) -> Cow<'_, str> {
    match path.contains([' ', '(', ')', '<', '>']) || path.starts_with('<') {
        true => Cow::Owned(format!("<{}>", path.replace('<', r"\<").replace('>', r"\>"))),
        false => Cow::Borrowed(path),
    }
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

/// Sets the destination, unless it stays as it is.
fn apply(resolution: &Resolution, destination: &mut CowStr<'_>, base_path: &str) {
    if let Resolution::OnSite(path) | Resolution::Picture(Figure { src: path, .. }) = resolution {
        *destination = format!("{base_path}{path}").into();
    }
}

fn is_allowed(link: &Link<'_>, policy: HtmlPolicy) -> bool {
    policy == HtmlPolicy::Allow
        || scheme(link.destination).is_none_or(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// The scheme of a destination, read as a browser reads it: tabs, line ends
/// and leading control characters do not hide it (WHATWG URL, basic parser), nor does what no page
/// holds. `a 10:30.png` has none, nor has `10:30.png`.
pub fn scheme(destination: &str) -> Option<String> {
    let seen: String = printable(destination)
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
    // `<st1:place>` has the form of an address.
    if is_of_word(&scheme) && written.starts_with('<') {
        let message = format!("readers see `{written}`, which a word processor left in the text");
        return Fault { range: link.range.clone(), message, hint: "delete it".into() };
    }
    let meant = nearest(&scheme, SCHEMES).filter(|_| is_like_a_web_address(link.destination));
    let hint = match meant {
        _ if is_of_own_machine(&scheme) => {
            "this file is on your own machine: put it beside this story, and write its name".into()
        }
        _ if mail(link.destination, &scheme).is_some() => {
            format!("write `{}`", mail(link.destination, &scheme).unwrap_or_default())
        }
        Some(meant) => {
            let (_, rest) = link.destination.split_once(':').unwrap_or_default();
            format!("did you mean `{meant}:`? Write `{meant}:{rest}`")
        }
        None => format!("link to one of: {}", SCHEMES.map(|scheme| format!("{scheme}:")).join(" ")),
    };
    Fault {
        range: link.range.clone(),
        message: format!("a link may not lead to `{scheme}:`"),
        hint,
    }
}

/// An address of e-mail behind `mail:` or the like, as a link has it.
fn mail(destination: &str, scheme: &str) -> Option<String> {
    let (_, rest) = destination.split_once(':')?;
    let rest = rest.trim_start_matches('/');
    let is_mail = matches!(scheme, "mail" | "email" | "e-mail" | "smtp") && rest.contains('@');
    is_mail.then(|| format!("mailto:{rest}"))
}

/// Whether a scheme is a namespace of Microsoft Office, of what it takes for places, names and times.
fn is_of_word(scheme: &str) -> bool {
    scheme.strip_prefix("st").is_some_and(|number| matches!(number, "1" | "2" | "3"))
}

/// Whether an address is that of a file of one's own machine: `file:///…`, `C:\…`.
fn is_of_own_machine(scheme: &str) -> bool {
    scheme == "file" || scheme.len() == 1
}

/// Whether an address has two slashes behind its scheme, as those of sites have.
fn is_like_a_web_address(destination: &str) -> bool {
    destination.split_once(':').is_some_and(|(_, rest)| rest.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scheme_is_read_as_browsers_read_it_on_the_page() {
        for (destination, expected) in [
            ("https://a.example/", Some("https")),
            ("JavaScript:x", Some("javascript")),
            (" \u{1}javascript:x", Some("javascript")),
            ("java\tscr\nipt:x", Some("javascript")),
            ("web+x-y.z:a", Some("web+x-y.z")),
            // What no page holds is taken out of it, or is an end of a line there.
            ("ja\u{e}vascript:x", Some("javascript")),
            ("java\u{7f}script:x", Some("javascript")),
            ("java\u{85}script:x", Some("javascript")),
            ("java\u{b}script:x", Some("javascript")),
            ("java\u{fdd0}script:x", Some("javascript")),
            ("\u{ffff}javascript:x", Some("javascript")),
            ("javascript\u{0}:x", Some("javascript")),
            // No scheme has these.
            ("Screenshot from 10:30.png", None),
            ("10:30.png", None),
            ("дом:x", None),
            ("a/b:c", None),
            ("?a:b", None),
            (":x", None),
        ] {
            assert_eq!(scheme(destination).as_deref(), expected, "{destination:?}");
        }
    }
}
