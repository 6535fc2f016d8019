//! Attributes that hold URLs.

use std::ops::Range;

use super::tokens::{Attribute, Tag};

/// What a URL is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlUse {
    /// A reader may follow it.
    Follow,
    /// The page loads what is there.
    Load,
    /// Readers neither see it nor load it.
    Name,
}

use UrlUse::{Follow, Load, Name};

/// How URLs stand in a value.
#[derive(Clone, Copy)]
enum Form {
    /// One, with white space around it.
    One,
    /// Several, with white space between them.
    Several,
    /// Those of the candidates for a picture.
    Candidates,
}

use Form::{Candidates, One, Several};

/// Attributes and the elements on which they hold URLs, all where none is named, by the
/// standard's index (<https://html.spec.whatwg.org/multipage/indices.html#attributes-3>). Those
/// that it calls obsolete are behind them
/// (<https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features>), as far as
/// browsers still load them, and the one that drawings have from XLink
/// (<https://www.w3.org/TR/SVG2/linking.html#XLinkRefAttrs>).
const URLS: [(&str, &[&str], Form, UrlUse); 20] = [
    ("action", &["form"], One, Follow),
    ("cite", &["blockquote", "del", "ins", "q"], One, Name),
    ("data", &["object"], One, Load),
    ("formaction", &["button", "input"], One, Follow),
    ("href", &["a", "area"], One, Follow),
    ("href", &["base"], One, Name),
    // Of `link`, `rel` says what for; of drawings, all that is left.
    ("href", &[], One, Load),
    ("imagesrcset", &["link"], Candidates, Load),
    ("itemid", &[], One, Name),
    ("ping", &["a", "area"], Several, Name),
    ("poster", &["video"], One, Load),
    ("src", &[], One, Load),
    ("srcset", &["img", "source"], Candidates, Load),
    ("background", &["body", "table", "tbody", "td", "tfoot", "th", "thead", "tr"], One, Load),
    ("codebase", &["applet", "object"], One, Name),
    ("longdesc", &["iframe", "img"], One, Name),
    ("lowsrc", &["img"], One, Name),
    ("manifest", &["html"], One, Name),
    ("xlink:href", &["a"], One, Follow),
    ("xlink:href", &[], One, Load),
];

/// A URL, and where it is written.
#[derive(Clone, Debug)]
pub struct Written<'t> {
    /// What it is used for.
    pub used: UrlUse,
    attribute: Attribute<'t>,
    part: Range<usize>,
}

impl<'t> Written<'t> {
    /// The URL.
    pub fn url(&self) -> &'t str {
        self.attribute.value().get(self.part.clone()).unwrap_or_default()
    }

    /// Where it is in the HTML.
    pub fn at(&self) -> Range<usize> {
        self.attribute.at(self.part.clone())
    }
}

/// Calls `see` with each URL of an attribute of a tag, in order.
pub fn each_url<'t>(tag: &'t Tag, attribute: Attribute<'t>, mut see: impl FnMut(Written<'t>)) {
    let Some((form, used)) = held_by(tag, attribute.name()) else { return };
    let value = attribute.value();
    let mut part = |part| see(Written { used, attribute, part });
    match form {
        One => part(trimmed(value, 0..value.len())),
        Several => words(value).for_each(part),
        Candidates => candidates(value, part),
    }
}

fn held_by(tag: &Tag, attribute: &str) -> Option<(Form, UrlUse)> {
    let (_, _, form, used) = URLS.iter().find(|(name, elements, ..)| {
        *name == attribute && (elements.is_empty() || elements.contains(&tag.name()))
    })?;
    let is_link = tag.name() == "link" && attribute == "href";
    let used = if is_link { of_link(tag.value("rel").unwrap_or_default()) } else { *used };
    Some((*form, used))
}

/// What a `link` is for (<https://html.spec.whatwg.org/multipage/links.html#linkTypes>).
fn of_link(rel: &str) -> UrlUse {
    const LOADED: [&str; 6] =
        ["stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"];
    let is_loaded = |word: &str| LOADED.iter().any(|loaded| word.eq_ignore_ascii_case(loaded));
    if rel.split_ascii_whitespace().any(is_loaded) { Load } else { Follow }
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

fn trimmed(value: &str, part: Range<usize>) -> Range<usize> {
    let within = &value[part.clone()];
    let start = part.start + (within.len() - within.trim_start_matches(is_space).len());
    start..start + within.trim_matches(is_space).len()
}

fn words(value: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    value.split(is_space).filter_map(move |word| {
        let start = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some(start..start + word.len())
    })
}

/// The URLs of a `srcset`
/// (<https://html.spec.whatwg.org/multipage/images.html#parsing-a-srcset-attribute>).
pub fn candidates(srcset: &str, mut see: impl FnMut(Range<usize>)) {
    let mut at = 0;
    loop {
        let rest = &srcset[at..];
        at += rest.len() - rest.trim_start_matches(|c| is_space(c) || c == ',').len();
        let rest = &srcset[at..];
        if rest.is_empty() {
            return;
        }
        let url = &rest[..rest.find(is_space).unwrap_or(rest.len())];
        see(at..at + url.trim_end_matches(',').len());
        at += url.len();
        if !url.ends_with(',') {
            at += descriptors(&srcset[at..]);
        }
    }
}

/// How long the descriptors at the front of `text` are: up to a comma that is not in
/// parentheses.
fn descriptors(text: &str) -> usize {
    let mut is_within = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b',' if !is_within => return at,
            b'(' => is_within = true,
            b')' => is_within = false,
            _ => {}
        }
    }
    text.len()
}
