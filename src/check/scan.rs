//! A page as a browser reads it: its ids, links, pictures and headings.

use std::convert::Infallible;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Something that a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen<'a> {
    /// An id of an element, or the name of an anchor.
    Id(&'a str),
    /// A URL.
    Link(Use, &'a str),
    /// A heading of a level.
    Heading(u8),
    /// A picture.
    Picture(&'a Picture),
    /// A script that stands in the page, and is run.
    Script(&'a str),
    /// A style sheet that stands in the page.
    Style(&'a str),
    /// An attribute that is a script or a style: its name.
    Attribute(&'a str),
}

/// What a URL is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// A reader may follow it.
    Follow,
    /// The page loads what is there.
    Load,
}

/// An `img`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Picture {
    pub src: String,
    /// None if it has no such attribute.
    pub alt: Option<String>,
    pub width: Option<String>,
    pub height: Option<String>,
}

/// Calls `see` with everything that `html` has, in order.
pub(super) fn scan(html: &[u8], see: impl FnMut(Seen<'_>)) {
    let scanner = Scanner {
        see,
        element: Element::Other,
        attribute: Attribute::Other,
        picture: Picture::default(),
        link: Link::default(),
        text: None,
    };
    let mut emitter = CallbackEmitter::<_, Infallible>::new(scanner);
    // Scripts and styles are no text.
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
}

/// Elements whose attributes count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Element {
    /// Its `href` is followed: `a`, `area`.
    Anchor,
    /// What its `href` is for, `rel` says.
    Link,
    Picture,
    /// Its `src`, `srcset`, `poster` or `data` is loaded.
    Loading,
    Script,
    Style,
    Form,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Attribute {
    Id,
    Name,
    Href,
    Src,
    SrcSet,
    Action,
    Rel,
    Alt,
    Width,
    Height,
    Type,
    Other,
}

/// A `link`.
#[derive(Default)]
struct Link {
    href: String,
    rel: String,
}

struct Scanner<F> {
    see: F,
    element: Element,
    attribute: Attribute,
    picture: Picture,
    link: Link,
    /// The script or style sheet that is read, if it counts.
    text: Option<(Element, String)>,
}

impl<F: FnMut(Seen<'_>)> Callback<Infallible, ()> for Scanner<F> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(name),
            CallbackEvent::AttributeName { name } => self.name(name),
            CallbackEvent::AttributeValue { value } if self.attribute != Attribute::Other => {
                self.value(&String::from_utf8_lossy(value));
            }
            CallbackEvent::CloseStartTag { .. } => self.close(),
            CallbackEvent::String { value } => {
                if let Some((_, text)) = &mut self.text {
                    text.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::EndTag { .. } => {
                // An end tag has no attributes that count.
                self.element = Element::Other;
                match self.text.take() {
                    Some((Element::Script, text)) => (self.see)(Seen::Script(&text)),
                    Some((_, text)) => (self.see)(Seen::Style(&text)),
                    None => {}
                }
            }
            _ => {}
        }
        None
    }
}

impl<F: FnMut(Seen<'_>)> Scanner<F> {
    fn open(&mut self, name: &[u8]) {
        self.attribute = Attribute::Other;
        self.element = match name {
            b"a" | b"area" => Element::Anchor,
            b"link" => Element::Link,
            b"img" => Element::Picture,
            b"script" => Element::Script,
            b"style" => Element::Style,
            b"source" | b"iframe" | b"video" | b"audio" | b"track" | b"embed" | b"object" => {
                Element::Loading
            }
            b"form" => Element::Form,
            [b'h', level @ b'1'..=b'6'] => {
                (self.see)(Seen::Heading(level - b'0'));
                Element::Other
            }
            _ => Element::Other,
        };
        self.text = match self.element {
            Element::Script | Element::Style => Some((self.element, String::new())),
            _ => None,
        };
    }

    fn name(&mut self, name: &[u8]) {
        if name == b"style" || name.starts_with(b"on") {
            (self.see)(Seen::Attribute(&String::from_utf8_lossy(name)));
        }
        if self.element == Element::Script && name == b"src" {
            self.text = None;
        }
        self.attribute = match (self.element, name) {
            (_, b"id") => Attribute::Id,
            (Element::Anchor, b"name") => Attribute::Name,
            (Element::Anchor | Element::Link, b"href") => Attribute::Href,
            (Element::Link, b"rel") => Attribute::Rel,
            (Element::Picture, b"src") => Attribute::Src,
            (Element::Picture, b"alt") => {
                // An empty one has no value.
                self.picture.alt = Some(String::new());
                Attribute::Alt
            }
            (Element::Picture, b"width") => Attribute::Width,
            (Element::Picture, b"height") => Attribute::Height,
            (Element::Picture | Element::Loading, b"srcset") => Attribute::SrcSet,
            (Element::Loading, b"src" | b"poster" | b"data") | (Element::Script, b"src") => {
                Attribute::Src
            }
            (Element::Script, b"type") => Attribute::Type,
            (Element::Form, b"action") => Attribute::Action,
            _ => Attribute::Other,
        };
    }

    fn value(&mut self, value: &str) {
        match (self.attribute, self.element) {
            (Attribute::Id | Attribute::Name, _) => (self.see)(Seen::Id(value)),
            (Attribute::Href, Element::Link) => self.link.href.push_str(value),
            (Attribute::Href | Attribute::Action, _) => {
                (self.see)(Seen::Link(Use::Follow, value));
            }
            (Attribute::Src, Element::Picture) => self.picture.src.push_str(value),
            (Attribute::Src, _) => (self.see)(Seen::Link(Use::Load, value)),
            (Attribute::SrcSet, _) => candidates(value, |url| {
                (self.see)(Seen::Link(Use::Load, url));
            }),
            (Attribute::Rel, _) => self.link.rel.push_str(value),
            (Attribute::Alt, _) => self.picture.alt = Some(value.into()),
            (Attribute::Width, _) => self.picture.width = Some(value.into()),
            (Attribute::Height, _) => self.picture.height = Some(value.into()),
            // A data block is not run
            // (https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type).
            (Attribute::Type, _) if !is_script(value) => self.text = None,
            (Attribute::Type | Attribute::Other, _) => {}
        }
    }

    fn close(&mut self) {
        match self.element {
            Element::Picture => {
                (self.see)(Seen::Link(Use::Load, &self.picture.src));
                (self.see)(Seen::Picture(&self.picture));
                self.picture = Picture::default();
            }
            Element::Link => {
                (self.see)(Seen::Link(use_of(&self.link.rel), &self.link.href));
                self.link.href.clear();
                self.link.rel.clear();
            }
            _ => {}
        }
        self.element = Element::Other;
    }
}

/// Whether a script of this type is run.
fn is_script(kind: &str) -> bool {
    let kind = kind.trim().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.ends_with("javascript")
}

/// What a `link` is for (<https://html.spec.whatwg.org/multipage/links.html#linkTypes>).
fn use_of(rel: &str) -> Use {
    const LOADED: [&str; 6] =
        ["stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"];
    let is_loaded = |word: &str| LOADED.iter().any(|loaded| word.eq_ignore_ascii_case(loaded));
    if rel.split_ascii_whitespace().any(is_loaded) { Use::Load } else { Use::Follow }
}

/// The URLs of a `srcset`
/// (<https://html.spec.whatwg.org/multipage/images.html#srcset-attributes>).
fn candidates(srcset: &str, mut each: impl FnMut(&str)) {
    let mut rest = srcset;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
        let url = &rest[..end];
        each(url.trim_end_matches(','));
        rest = &rest[end..];
        if !url.ends_with(',') {
            // The descriptor, up to the next candidate.
            rest = rest.find(',').map_or("", |comma| &rest[comma..]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> Vec<String> {
        let mut seen = Vec::new();
        scan(html.as_bytes(), |what| {
            seen.push(match what {
                Seen::Id(id) => format!("#{id}"),
                Seen::Link(Use::Follow, url) => format!("to {url}"),
                Seen::Link(Use::Load, url) => format!("loads {url}"),
                Seen::Heading(level) => format!("h{level}"),
                Seen::Picture(Picture { src, alt, .. }) => format!("picture {src} {alt:?}"),
                Seen::Script(text) => format!("script {text}"),
                Seen::Style(text) => format!("style {text}"),
                Seen::Attribute(name) => format!("{name}="),
            });
        });
        seen
    }

    #[test]
    fn what_counts_is_seen_in_order() {
        let html = "<h1 id=top>A</h1><a href='/x/?a&amp;b' id=\"y\">b</a><a name=old></a>\
             <form action=/find></form><link rel=\"stylesheet\" href=\"/s.css\">\
             <link href=\"/next/\" rel=next><script>\"<a href='no'>\"</script>\
             <video src=v.mp4 poster=p.jpg></video><!-- <a href=no> -->";
        assert_eq!(
            seen(html),
            [
                "h1",
                "#top",
                "to /x/?a&b",
                "#y",
                "#old",
                "to /find",
                "loads /s.css",
                "to /next/",
                "script \"<a href='no'>\"",
                "loads v.mp4",
                "loads p.jpg"
            ]
        );
    }

    #[test]
    fn what_stands_in_a_page_and_is_run_is_seen() {
        let html = "<script>a('<b>')</script><script src=x.js></script><style>p{}</style>\
             <script type='application/ld+json'>{}</script><p style='a' onclick=b>\
             <script type=module>c</script>";
        let expected =
            ["script a('<b>')", "loads x.js", "style p{}", "style=", "onclick=", "script c"];
        assert_eq!(seen(html), expected);
    }

    #[test]
    fn pictures_are_told_with_their_words() {
        assert_eq!(seen("<img src=a.png>"), ["loads a.png", "picture a.png None"]);
        assert_eq!(seen("<img alt src=a.png>"), ["loads a.png", "picture a.png Some(\"\")"]);
        assert_eq!(
            seen("<img src=a.png alt='A map' srcset='b.png 2x, c.png 800w,d.png'>"),
            [
                "loads b.png",
                "loads c.png",
                "loads d.png",
                "loads a.png",
                "picture a.png Some(\"A map\")"
            ]
        );
    }
}
