//! Where in a text its links, headings and raw HTML are written.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::{LinkKind, directives, options, too_deep};

/// A piece of a text. Ranges are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A link or a picture.
    Link {
        /// Which.
        kind: LinkKind,
        /// Its destination, entities and escapes decoded.
        destination: String,
        /// Whether it has words: of a picture, those for who does not see it.
        has_words: bool,
        /// Where the destination is written.
        at: Range<usize>,
    },
    /// A heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The names of its attributes, but for its id and classes.
        attributes: Vec<String>,
        /// All of it.
        at: Range<usize>,
    },
    /// Raw HTML: a tag, or lines.
    Html(Range<usize>),
}

/// The pieces of `text`; none of one that is not rendered.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if too_deep(text).is_some() {
        return pieces;
    }
    let directives = directives::found(text, None);
    let unlisted = match directives.marks.is_empty() {
        true => Vec::new(),
        false => {
            let events: Vec<_> =
                Parser::new_ext(&directives.text, options()).into_offset_iter().collect();
            let entries = directives::entries(&events, &directives);
            entries.into_iter().map(|number| events[number].1.start).collect()
        }
    };
    pieces.extend(directives.stories().map(|(at, destination)| Piece::Link {
        kind: LinkKind::Anchor,
        destination: destination.into(),
        has_words: true,
        at,
    }));
    // The links that are open, each with its number among the pieces.
    let mut open: Vec<(Open, usize)> = Vec::new();
    // Where the content ends that was read last.
    let mut end = 0;
    let mut events = Parser::new_ext(&directives.text, options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                end = range.start;
                let (link, piece) = opened(tag, range, |label| {
                    events.reference_definitions().get(label).map(|found| found.span.clone())
                });
                open.push((link, pieces.len()));
                pieces.push(piece);
                continue;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if let Some((Open::Inline, piece)) = open.pop()
                    && let Some(Piece::Link { at, .. }) = pieces.get_mut(piece)
                {
                    *at = destination(text, end..range.end);
                }
            }
            Event::Text(_) | Event::Code(_) => {
                for (_, piece) in &open {
                    if let Some(Piece::Link { has_words, .. }) = pieces.get_mut(*piece) {
                        *has_words = true;
                    }
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                pieces.extend(lines(text, range.clone(), &html).map(Piece::Html));
            }
            Event::Start(Tag::Heading { .. }) if unlisted.binary_search(&range.start).is_ok() => {}
            Event::Start(Tag::Heading { level, attrs, .. }) => pieces.push(Piece::Heading {
                level: level as u8,
                attributes: attrs.iter().map(|(name, _)| name.to_string()).collect(),
                at: range.clone(),
            }),
            _ => {}
        }
        end = range.end;
    }
    for piece in &mut pieces {
        if let Piece::Link { at, .. } = piece
            && text[at.clone()].starts_with('[')
        {
            *at = destination(text, at.clone());
        }
    }
    pieces
}

/// The lines of raw HTML, without the marks of the quotes and lists that it stands in.
fn lines<'t>(
    text: &'t str,
    range: Range<usize>,
    html: &'t str,
) -> impl Iterator<Item = Range<usize>> + 't {
    let mut at = range.start;
    html.split_inclusive('\n').filter_map(move |line| {
        let start = at + text.get(at..range.end)?.find(line)?;
        at = start + line.len();
        Some(start..at)
    })
}

/// How a link is written.
enum Open {
    /// `[words](destination)`
    Inline,
    /// In another way, in which its place is known from the start.
    Otherwise,
}

fn opened(
    tag: Tag<'_>,
    range: Range<usize>,
    definition: impl Fn(&str) -> Option<Range<usize>>,
) -> (Open, Piece) {
    let kind = match tag {
        Tag::Image { .. } => LinkKind::Picture,
        _ => LinkKind::Anchor,
    };
    let (Tag::Link { link_type, dest_url, id, .. } | Tag::Image { link_type, dest_url, id, .. }) =
        tag
    else {
        return (Open::Otherwise, Piece::Html(range));
    };
    let (open, at) = match link_type {
        LinkType::Inline => (Open::Inline, range),
        LinkType::Autolink | LinkType::Email => {
            (Open::Otherwise, range.start + 1..range.end.saturating_sub(1))
        }
        _ => (Open::Otherwise, definition(&id).unwrap_or(range)),
    };
    (open, Piece::Link { kind, destination: dest_url.into_string(), has_words: false, at })
}

/// Where the destination is in the end of an inline link, `](to "title")`, or in a definition,
/// `[label]: to "title"`; all of it where none is found.
fn destination(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(written) = text.get(range.clone()) else { return range };
    let begins = ["](", "]:"].iter().filter_map(|begin| written.find(begin)).min();
    let Some(begin) = begins else { return range };
    let behind = &written[begin + 2..];
    let to = behind.trim_start();
    let start = range.start + begin + 2 + (behind.len() - to.len());
    let (start, length) = match to.strip_prefix('<') {
        Some(within) => (start + 1, within.find('>').unwrap_or(within.len())),
        None => {
            let last =
                to.len() - usize::from(written[begin..].starts_with("](") && to.ends_with(')'));
            (start, to.find(char::is_whitespace).unwrap_or(last).min(last))
        }
    };
    start..start + length
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_destination_is_found_where_it_is_written() {
        for (text, expected) in [
            ("[a](/b) /b", vec!["/b@4"]),
            ("/b [/b](/b)", vec!["/b@8"]),
            ("[a]( </b c> \"/d\")", vec!["/b c@6"]),
            ("[a](/b \"/c\") [d](\n/e)", vec!["/b@4", "/e@18"]),
            ("[a](/b_(c)) [d]()", vec!["/b_(c)@4", "@16"]),
            ("[a](/b\\_c) [a](/b&amp;c)", vec!["/b\\_c@4", "/b&amp;c@15"]),
            ("![a *b*](/c.png) ![](/d)", vec!["/c.png@9", "/d@21"]),
            ("[![a](/b) c](/d)", vec!["/d@13", "/b@6"]),
            ("[a][b] [b] [b][]\n\n[b]: /c \"d\"\n", vec!["/c@23", "/c@23", "/c@23"]),
            ("<https://e.org/> <a@e.org>", vec!["https://e.org/@1", "a@e.org@18"]),
            ("> [a\n> b](/c)\n\n1. [d](/e)", vec!["/c@10", "/e@22"]),
            ("`[a](/b)`\n\n    [a](/b)\n\n<a href=\"[c](/d)\">", vec![]),
        ] {
            let found = pieces(text).into_iter().filter_map(|piece| match piece {
                Piece::Link { at, .. } => Some(format!("{}@{}", &text[at.clone()], at.start)),
                _ => None,
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn pictures_without_words_headings_and_raw_html_are_told() {
        let text = "## A {#b .c onclick=d}\n\n![](e) ![f](g) <i>h</i>\n";
        let told: Vec<String> = pieces(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Link { destination, has_words, .. } => format!("{destination} {has_words}"),
                Piece::Heading { level, attributes, .. } => format!("{level} {attributes:?}"),
                Piece::Html(at) => text[at].to_string(),
            })
            .collect();
        assert_eq!(told, ["2 [\"onclick\"]", "e false", "g true", "<i>", "</i>"]);
        let html = |text: &str| -> Vec<String> {
            let pieces = pieces(text).into_iter();
            let html = pieces.filter_map(|piece| match piece {
                Piece::Html(at) => Some(text[at].to_string()),
                _ => None,
            });
            html.collect()
        };
        assert_eq!(html("> a <b\n> c>\n"), ["<b\n", "c>"]);
        assert_eq!(html("- <div\n  a>\n  </div>\n"), ["<div\n", "a>\n", "</div>\n"]);
    }

    proptest! {
        #[test]
        fn each_place_is_in_the_text(text in "[a-c\\[\\]()<>:!\\\\\"# \né^*-]{0,60}") {
            for piece in pieces(&text) {
                let (Piece::Link { at, .. } | Piece::Heading { at, .. } | Piece::Html(at)) = piece;
                prop_assert!(text.get(at).is_some());
            }
        }
    }
}
