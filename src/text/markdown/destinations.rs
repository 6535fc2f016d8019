//! Where the destinations of links and pictures stand in a text, to be written anew.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::{directives, options};

/// The byte ranges of the destinations that are written in a text, in their order; without
/// those in raw HTML.
pub fn destinations(text: &str) -> Vec<Range<usize>> {
    let directives = directives::found(text, None);
    let parser = Parser::new_ext(&directives.text, options());
    let definitions = parser.reference_definitions().iter();
    let mut all: Vec<Range<usize>> = definitions
        .filter_map(|(_, definition)| behind(text, definition.span.clone(), "]:"))
        .collect();
    let of_link = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Start(
            Tag::Link { link_type: LinkType::Inline, .. }
            | Tag::Image { link_type: LinkType::Inline, .. },
        ) => Some(range),
        _ => None,
    };
    let links: Vec<Range<usize>> = parser.into_offset_iter().filter_map(of_link).collect();
    for (at, link) in links.iter().enumerate() {
        // What is nested, such as a picture in a link, stands before the destination.
        let inside = links[at + 1..].iter().take_while(|inner| inner.end <= link.end);
        let start = inside.map(|inner| inner.end).max().unwrap_or(link.start);
        all.extend(behind(text, start..link.end, "]("));
    }
    all.extend(directives.stories().map(|(at, _)| at));
    all.sort_by_key(|range| range.start);
    all
}

/// The destination behind the first `mark` in a range.
fn behind(text: &str, range: Range<usize>, mark: &str) -> Option<Range<usize>> {
    let inside = text.get(range.clone())?;
    let start = inside.find(mark)? + mark.len();
    let start = start + inside[start..].len() - inside[start..].trim_start().len();
    let rest = &inside[start..];
    let (start, length) = match rest.strip_prefix('<') {
        Some(rest) => (start + 1, rest.find('>')?),
        None => (start, rest.find(char::is_whitespace).unwrap_or(unclosed(rest))),
    };
    let length = length.min(if rest.starts_with('<') { length } else { unclosed(rest) });
    Some(range.start + start..range.start + start + length)
}

/// How much of `rest` stands before a parenthesis that was not opened in it.
fn unclosed(rest: &str) -> usize {
    let mut open = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 0 => return at,
            ')' => open -= 1,
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_a_destination_is_found_where_it_stands() {
        for (text, expected) in [
            ("[a](b.md) ![c](d.svg \"e\")", vec!["b.md", "d.svg"]),
            ("[a]( <b c.md> ) [d](e_(f).md#g)", vec!["b c.md", "e_(f).md#g"]),
            ("[![a](b.svg)](c.md)", vec!["b.svg", "c.md"]),
            ("[a][b] and [b]\n\n[b]: c.md\n[d]: <e f.md> 'g'\n", vec!["c.md", "e f.md"]),
            ("`[a](b.md)`\n\n    [c](d.md)\n\n```\n[e](f.md)\n```\n", vec![]),
            ("<https://a.example/> \\[a](b.md)", vec![]),
            (
                "::story[a.md]\n\n:::quote\n[b](c.md)\n::: \n::story[a b.md]{title=\"c\"}",
                vec!["a.md", "c.md", "a b.md"],
            ),
        ] {
            let found: Vec<_> = destinations(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
