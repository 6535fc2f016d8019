//! A page as a browser reads it: its ids, links, pictures and headings.

use std::ops::Range;

use crate::html::{Attribute, Tag, Token, UrlUse, each_url, tokens};

/// Something that a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen<'a> {
    /// An id of an element, or the name of an anchor.
    Id(&'a str),
    /// A URL.
    Link(UrlUse, &'a str),
    /// A heading of a level.
    Heading(u8),
    /// A picture.
    Picture(Picture<'a>),
    /// A script that stands in the page, and is run.
    Script(&'a str),
    /// A style sheet that stands in the page.
    Style(&'a str),
    /// An attribute that is a script or a style: its name.
    Attribute(&'a str),
    /// What the page's policy has to allow: by which directive, and its address.
    Needs(&'static str, &'a str),
}

/// An `img`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Picture<'a> {
    pub src: &'a str,
    /// None if it has no such attribute.
    pub alt: Option<&'a str>,
    width: Option<&'a str>,
    height: Option<&'a str>,
}

impl Picture<'_> {
    /// The width and height that it names, if it names both.
    pub(super) fn size(&self) -> Option<(u32, u32)> {
        let pixels = |said: Option<&str>| said?.trim().parse().ok().filter(|pixels| *pixels > 0);
        Some((pixels(self.width)?, pixels(self.height)?))
    }
}

/// Calls `see` with everything that `html` has, in order, and where it is.
pub(super) fn scan(html: &str, mut see: impl FnMut(Seen<'_>, Range<usize>)) {
    // The script or style sheet that is read, if it counts.
    let mut run: Option<(Run, Option<Range<usize>>)> = None;
    // What only those without scripts see is left out.
    let mut is_hidden = false;
    tokens(html, |token| match token {
        Token::Start(tag) => {
            is_hidden |= tag.name() == "noscript";
            if !is_hidden {
                of_tag(tag, &mut see);
            }
            run = Run::of(tag).filter(|_| !is_hidden).map(|run| (run, None));
        }
        Token::Text(text, at) => {
            if let Some((_, within)) = &mut run {
                let start = within.as_ref().map_or(at, |within| within.start);
                *within = Some(start..at + text.len());
            }
        }
        Token::End(name) => {
            is_hidden &= name != "noscript";
            if let Some((kind, at)) = run.take() {
                let at = at.unwrap_or_default();
                let text = html.get(at.clone()).unwrap_or_default();
                match kind {
                    Run::Script => see(Seen::Script(text), at),
                    Run::Style => see(Seen::Style(text), at),
                }
            }
        }
    });
}

/// An element whose content is run.
#[derive(Clone, Copy)]
enum Run {
    Script,
    Style,
}

impl Run {
    fn of(tag: &Tag) -> Option<Self> {
        match tag.name() {
            "style" => Some(Run::Style),
            "script" => {
                (tag.value("src").is_none() && is_script(tag.value("type"))).then_some(Run::Script)
            }
            _ => None,
        }
    }
}

/// Whether a script of this type is run; a data block is not
/// (<https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type>).
fn is_script(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or_default().trim().to_ascii_lowercase();
    kind.is_empty() || kind == "module" || kind.ends_with("javascript")
}

fn of_tag(tag: &Tag, see: &mut impl FnMut(Seen<'_>, Range<usize>)) {
    if let [b'h', level @ b'1'..=b'6'] = tag.name().as_bytes() {
        see(Seen::Heading(level - b'0'), tag.name_at());
    }
    for attribute in tag.attributes() {
        let name = attribute.name();
        let is_id = name == "id" || (name == "name" && tag.name() == "a");
        if is_id && !attribute.value().is_empty() {
            see(Seen::Id(attribute.value()), all_of(attribute));
        }
        if name == "style" || name.starts_with("on") {
            see(Seen::Attribute(name), all_of(attribute));
        }
        each_url(tag, attribute, |url| {
            if url.used != UrlUse::Name {
                see(Seen::Link(url.used, url.url()), url.at());
            }
        });
    }
    if let Some((directive, attribute)) = directive(tag)
        && let Some(address) = tag.attributes().find(|it| it.name() == attribute)
    {
        see(Seen::Needs(directive, address.value()), address.at(0..address.value().len()));
    }
    if tag.name() == "img" {
        let src = tag.attributes().find(|attribute| attribute.name() == "src");
        let at = src.map_or(tag.name_at(), |src| src.at(0..src.value().len()));
        let (src, alt) = (src.map_or("", Attribute::value), tag.value("alt"));
        let (width, height) = (tag.value("width"), tag.value("height"));
        see(Seen::Picture(Picture { src, alt, width, height }), at);
    }
}

/// By which directive of a policy a browser decides whether it loads what an element names, and in
/// which attribute (<https://www.w3.org/TR/CSP3/#csp-directives>). Pictures, sound and films may
/// come from anywhere.
fn directive(tag: &Tag) -> Option<(&'static str, &'static str)> {
    match tag.name() {
        "iframe" | "frame" => Some(("frame-src", "src")),
        "script" if is_script(tag.value("type")) => Some(("script-src", "src")),
        "link" => {
            let rel = tag.value("rel").unwrap_or_default();
            let is_style = |word: &str| word.eq_ignore_ascii_case("stylesheet");
            rel.split_ascii_whitespace().any(is_style).then_some(("style-src", "href"))
        }
        "object" => Some(("object-src", "data")),
        "embed" => Some(("object-src", "src")),
        "form" => Some(("form-action", "action")),
        _ => None,
    }
}

/// Where an attribute is, with its value.
fn all_of(attribute: Attribute<'_>) -> Range<usize> {
    let value = attribute.at(0..attribute.value().len());
    attribute.name_at().start..value.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(html: &str) -> Vec<String> {
        let mut seen = Vec::new();
        scan(html, |what, _| {
            seen.push(match what {
                Seen::Id(id) => format!("#{id}"),
                Seen::Link(UrlUse::Follow, url) => format!("to {url}"),
                Seen::Link(_, url) => format!("loads {url}"),
                Seen::Heading(level) => format!("h{level}"),
                Seen::Picture(Picture { src, alt, .. }) => format!("picture {src} {alt:?}"),
                Seen::Script(text) => format!("script {text}"),
                Seen::Style(text) => format!("style {text}"),
                Seen::Attribute(name) => format!("{name}="),
                Seen::Needs(directive, url) => format!("{directive} {url}"),
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
                "form-action /find",
                "loads /s.css",
                "style-src /s.css",
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
        let expected = [
            "script a('<b>')",
            "loads x.js",
            "script-src x.js",
            "style p{}",
            "style=",
            "onclick=",
            "script c",
        ];
        assert_eq!(seen(html), expected);
    }

    #[test]
    fn pictures_are_told_with_their_words() {
        assert_eq!(seen("<img src=a.png>"), ["loads a.png", "picture a.png None"]);
        assert_eq!(seen("<img alt src=a.png>"), ["loads a.png", "picture a.png Some(\"\")"]);
        assert_eq!(
            seen("<img src=a.png alt='A map' srcset='b.png 2x, c.png 800w,d.png'>"),
            [
                "loads a.png",
                "loads b.png",
                "loads c.png",
                "loads d.png",
                "picture a.png Some(\"A map\")"
            ]
        );
    }
}
