//! Quotation marks, dashes and ellipses of a text, where it is words and not code.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::is_inline;
use super::written::{is_as_written, is_escaped};
use crate::typography::{Edit, Piece, Quotes, Setter, edited};

/// Sets the marks of a text, of which these are the events.
pub(super) fn set(events: &mut [(Event<'_>, Range<usize>)], text: &str, quotes: Quotes) {
    let edits = edits(events, text, quotes);
    for of_piece in edits.chunk_by(|a, b| a.piece == b.piece) {
        let Some(Edit { piece, .. }) = of_piece.first() else { continue };
        if let Event::Text(words) = &mut events[*piece].0 {
            *words = edited(words, of_piece.iter()).into();
        }
    }
}

fn edits(events: &[(Event<'_>, Range<usize>)], text: &str, quotes: Quotes) -> Vec<Edit> {
    let mut setter = Setter::new(quotes);
    let mut is_code = false;
    // Whether a paragraph or a line begins.
    let mut begins = true;
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Start(tag) if is_span(tag.to_end()) => {
                setter.enter(matches!(tag, Tag::Link { .. } | Tag::Image { .. }));
            }
            Event::End(tag) if is_span(*tag) => setter.leave(),
            Event::Start(_) | Event::End(_) => setter.begin(),
            // A reference to a character is that character, whatever it is.
            Event::Text(words) if !is_code && is_as_written(event, range, text) => {
                let written = &text[..range.start];
                let before = if begins { None } else { written.chars().next_back() };
                let behind = events.get(number + 1).map(|(event, _)| event);
                let after = if behind.is_none_or(ends_block) {
                    None
                } else {
                    text[range.end..].chars().next()
                };
                setter.take(&Piece {
                    number,
                    text: words,
                    before: before.unwrap_or('\n'),
                    after: after.unwrap_or('\n'),
                    is_escaped: is_escaped(events, number, text),
                });
            }
            _ => {}
        }
        begins = ends_block(event) || matches!(event, Event::SoftBreak | Event::HardBreak);
    }
    setter.finish()
}

/// Whether no words of the same paragraph stand behind an event.
pub(super) fn ends_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_span(tag.to_end()),
        Event::End(tag) => !is_span(*tag),
        _ => false,
    }
}

/// Whether something stands in a line of words.
fn is_span(tag: TagEnd) -> bool {
    is_inline(tag) || tag == TagEnd::Image
}
