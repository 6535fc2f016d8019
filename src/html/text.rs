//! The text that a reader sees of HTML.

use memchr::{memchr, memchr3};

use super::tokens::{Token, tokens};

/// Appends the text of `html`, which is a part of a page, to `text`. A tag
/// separates words, unless it may stand within one: `un<em>believ</em>able`, `1<sup>er</sup>`. The
/// number of a note, which is a link or has a class, is no part of the word that it stands behind.
pub fn push_text(text: &mut String, html: &str) {
    // Nearly all HTML is made of Markdown and has a few simple forms. The tokenizer takes a
    // multiple of the time, and goes on where another form begins.
    let rest = push_simple(text, html);
    if !rest.is_empty() {
        push_any(text, rest, Before::of(&html[..html.len() - rest.len()], rest));
    }
}

/// What stands right before a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The end of a link, which may be the number of a note.
    Link,
    /// The beginning of what stands above the line, and may be a link.
    Sup,
    Other,
}

impl Before {
    /// Behind simple HTML, and before the rest.
    fn of(read: &str, rest: &str) -> Self {
        match read {
            read if read.ends_with("</a>") => Before::Link,
            // Of a link that follows it is known already.
            read if read.ends_with("<sup>") && !begins_link(rest) => Before::Sup,
            _ => Before::Other,
        }
    }
}

/// Appends the text of what has the forms that Markdown makes; the rest.
fn push_simple<'h>(text: &mut String, mut html: &'h str) -> &'h str {
    let all = html;
    loop {
        let end = memchr3(b'<', b'&', b'\r', html.as_bytes()).unwrap_or(html.len());
        let (piece, rest) = html.split_at(end);
        if memchr(0, piece.as_bytes()).is_some() {
            return html;
        }
        text.push_str(piece);
        let read = match rest.as_bytes().first() {
            None => return rest,
            Some(b'<') => simple_tag(rest).map(|(name, length)| {
                let (tag, behind) = rest.split_at(length);
                let before = &all[..all.len() - rest.len()];
                separate(text, name, || is_note(before, tag, behind));
                length
            }),
            Some(b'&') => simple_reference(rest).map(|(character, length)| {
                text.push(character);
                length
            }),
            Some(_) => None,
        };
        match read {
            Some(length) => html = &rest[length..],
            None => return rest,
        }
    }
}

/// The name of the tag that `html` begins with, and how long the tag is.
fn simple_tag(html: &str) -> Option<(&str, usize)> {
    let inside = &html[1..];
    let named = inside.strip_prefix('/').unwrap_or(inside);
    let is_of_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let (name, rest) = named.split_at(named.bytes().take_while(is_of_name).count());
    let is_end = named.len() < inside.len();
    let close = if is_end { rest.starts_with('>').then_some(0) } else { simple_attributes(rest) };
    Some((name, html.len() - rest.len() + close? + 1)).filter(|_| is_simple(name))
}

/// Whether a simple tag begins or ends the number of a note above the line.
fn is_note(before: &str, tag: &str, behind: &str) -> bool {
    match tag.strip_prefix("<sup") {
        Some(rest) => !rest.trim_matches([' ', '/', '>']).is_empty() || begins_link(behind),
        None => before.ends_with("</a>"),
    }
}

fn begins_link(html: &str) -> bool {
    let behind = html.strip_prefix("<a").or_else(|| html.strip_prefix("<A"));
    behind.is_some_and(|rest| rest.starts_with([' ', '>', '/', '\t', '\n', '\r', '\x0c']))
}

/// Where behind attributes the tag is closed.
fn simple_attributes(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            b'>' => return Some(at),
            b'/' => return (bytes.get(at + 1) == Some(&b'>')).then_some(at + 1),
            b' ' => at += 1,
            b'a'..=b'z' => {
                let is_of_name = |byte: &&u8| byte.is_ascii_lowercase() || **byte == b'-';
                at += bytes[at..].iter().take_while(is_of_name).count();
                if bytes[at..].starts_with(b"=\"") {
                    at += 3 + memchr(b'"', &bytes[at + 2..])?;
                }
            }
            _ => return None,
        }
    }
}

/// The character of the reference that `html` begins with, and how long that is.
fn simple_reference(html: &str) -> Option<(char, usize)> {
    let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"')];
    let found = known.into_iter().find(|(reference, _)| html.starts_with(reference));
    found.map(|(reference, character)| (character, reference.len()))
}

/// Whether an element is one of those that are shown as all others, with what is in them.
fn is_simple(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "blockquote"
            | "br"
            | "code"
            | "dd"
            | "del"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "em"
            | "figcaption"
            | "figure"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "hr"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "li"
            | "mark"
            | "ol"
            | "p"
            | "pre"
            | "s"
            | "section"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "summary"
            | "sup"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tr"
            | "u"
            | "ul"
    )
}

/// Appends the text of any HTML behind some.
fn push_any(text: &mut String, html: &str, mut before: Before) {
    // The name of the element that is open and not shown.
    let mut hidden: Option<&str> = None;
    tokens(html, |token| {
        let last = std::mem::replace(&mut before, Before::Other);
        match token {
            Token::Start(tag) => {
                let has_attributes = tag.attributes().next().is_some();
                separate(text, tag.name(), || has_attributes);
                match tag.name() {
                    "sup" if !has_attributes => before = Before::Sup,
                    "a" if last == Before::Sup => text.push(' '),
                    _ => {}
                }
                hidden =
                    hidden.or_else(|| HIDDEN.iter().find(|name| **name == tag.name()).copied());
            }
            Token::End(name) => {
                separate(text, name, || last == Before::Link);
                if name == "a" {
                    before = Before::Link;
                }
                // The end tag of a reading may be left out.
                let is_reading = |hidden: &str| name == "ruby" && matches!(hidden, "rp" | "rt");
                hidden = hidden.filter(|hidden| *hidden != name && !is_reading(hidden));
            }
            Token::Text(piece, _) if hidden.is_none() => text.push_str(piece),
            Token::Text(..) => {}
        }
    });
}

fn separate(text: &mut String, name: &str, is_note: impl FnOnce() -> bool) {
    if !WITHIN_WORDS.contains(&name) || name == "sup" && is_note() {
        text.push(' ');
    }
}

const WITHIN_WORDS: &[&str] = &[
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "mark", "s", "span", "strong", "sub", "sup",
    "u", "wbr", "ruby", "rb", "rp", "rt",
];

/// Elements whose content is not shown
/// (<https://html.spec.whatwg.org/multipage/rendering.html#hidden-elements>), or only where
/// they cannot be; and how characters are read, which stands within their word.
const HIDDEN: &[&str] = &[
    "audio", "canvas", "iframe", "noembed", "noframes", "noscript", "object", "script", "style",
    "template", "video", "rp", "rt",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(html: &str) -> String {
        let mut text = String::new();
        push_text(&mut text, html);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_separate_words_or_stand_within_them() {
        assert_eq!(text("<p>One</p><p>two<br>three</p>"), "One two three");
        assert_eq!(text("un<em>believ</em><a href=\"/x>y\">able</a>"), "unbelievable");
        assert_eq!(text("rate<sup><a href=\"#fn1\">1</a></sup>"), "rate 1");
        assert_eq!(text("a<!-- > hidden -->b <SCRIPT>c</b></Script>d"), "ab d");
        for name in ["audio", "video", "canvas", "noscript", "object"] {
            assert_eq!(text(&format!("a <{name}>b <i>c</i></{name}> d")), "a d", "{name}");
        }
        assert_eq!(text("1 < 2 <"), "1 < 2 <");
        assert_eq!(text("a<iframe><p>b</p></iframe>c <title>d&amp;<b></title>"), "a c d&<b>");
        assert_eq!(text("cut <a href='"), "cut");
        assert_eq!(text("H<sub>2</sub>O and CO<sub>2</sub>"), "H2O and CO2");
        assert_eq!(text("le 1<sup>er</sup> mai, 5 m<sup>2</sup>"), "le 1er mai, 5 m2");
        assert_eq!(text("M<sup>me</sup>, x<sup><b>2</b></sup>"), "Mme, x2");
        for note in [
            "<sup><a href=\"#fn1\">1</a></sup>",
            "<sup><A href=#fn1>1</A></sup>",
            "<sup class=\"note\">1</sup>",
            "<sup class=\"note\"><a id=\"x\">1</a></sup>",
            "<SUP ID=n>1</SUP>",
        ] {
            assert_eq!(text(&format!("rate{note}")), "rate 1", "{note}");
            assert_eq!(text(&format!("a<!-- -->rate{note}")), "arate 1", "{note}");
        }
        assert_eq!(text("rate<sup><a href=\"#fn1\">1</a></sup>rises"), "rate 1 rises");
        assert_eq!(text("<ruby>大谷<rp>(</rp><rt>おおたに</rt><rp>)</rp></ruby>翔平"), "大谷翔平");
        assert_eq!(text("<ruby>大<rt>おお</ruby>谷"), "大谷");
    }

    #[test]
    fn character_references_are_read() {
        assert_eq!(
            text("Marks &amp; Sons &lt;3 &#233;t&#xE9; &quot;x&quot;"),
            "Marks & Sons <3 été \"x\""
        );
        assert_eq!(
            text("caf&eacute; Str&aring;k &fjlig;ord, &copy 2026"),
            "café Stråk fjord, © 2026"
        );
        assert_eq!(text("a&nbsp;b AT&T &#1114112; &nosuch; &"), "a b AT&T \u{fffd} &nosuch; &");
    }

    const OF_MARKDOWN: &str = "<h2 id=\"a-b\">One &amp; <em>two</em></h2>\n<p>A &lt;b&gt; \
        <a href=\"/x/?a&amp;b>\" rel=\"nofollow\">link</a><br />\n\
        <img src=\"/a.png\" alt=\"\" width=\"3\" /></p>\n<table><thead><tr><th>x</th></tr></thead></table>";

    #[test]
    fn the_tokenizer_is_not_needed_for_what_markdown_makes() {
        assert_eq!(push_simple(&mut String::new(), OF_MARKDOWN), "");
        for other in [
            "<script>",
            "<custom-a>",
            "<P>",
            "<p a='b'>",
            "<a\nb>",
            "</p >",
            "<!-- -->",
            "&eacute;",
            "&amp",
            "\r\n",
            "a\0",
            "<",
            "</",
            "<p",
            "<p a=\"b",
            "<p a=b>",
            "<svg>",
        ] {
            assert_ne!(push_simple(&mut String::new(), other), "", "{other}");
        }
    }

    fn assert_same(html: &str) {
        let (mut text, mut by_tokens) = (String::new(), String::new());
        push_text(&mut text, html);
        push_any(&mut by_tokens, html, Before::Other);
        assert_eq!(text, by_tokens, "{html:?}");
    }

    proptest! {
        #[test]
        fn the_simple_forms_are_read_as_the_tokenizer_reads_them(
            html in "([a-d1\u{e9}] ?|<|>|</|/>|=\"|\"|=|'|-|&|&amp;|&lt|;|<p>|</em>|<a b=\"c\">|</a>|<sup>|</sup>|<sup c>|<sup />|<br />\
                |<script>|</script>|<svg>|<title>|<!--|-->|\r|\n|\u{0}){0,12}"
        ) {
            assert_same(&html);
        }

        #[test]
        fn so_is_what_markdown_makes_with_a_change(at in 0..OF_MARKDOWN.len(), with in "[a-z<>&\"' =/-]{0,2}") {
            assert_same(&format!("{}{with}{}", &OF_MARKDOWN[..at], &OF_MARKDOWN[at..]));
            assert_same(&format!("{}{with}{}", &OF_MARKDOWN[..at], &OF_MARKDOWN[(at + 1).min(OF_MARKDOWN.len())..]));
        }
    }
}
