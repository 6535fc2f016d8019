//! Lines of colons that stand where no block can begin or end.

use pulldown_cmark::{Event, Tag};

use super::kinds::Kind;
use super::line::{self, Line};
use crate::text::markdown::Fault;
use crate::text::markdown::events::Events;

/// Tells of lines that would begin a block if they did not stand in a list, in a quote or behind
/// spaces.
pub fn find(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    let mut is_code = false;
    let mut begins = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(_) => is_code = false,
            // At the beginning of a line it is at fault, and told already.
            Event::Text(words)
                if begins
                    && !is_code
                    && is_of_block(words)
                    && !matches!(text.as_bytes()[..range.start].last(), None | Some(b'\n')) =>
            {
                let line = words.trim();
                slips.push(Fault {
                    range: range.clone(),
                    message: format!("`{line}` does nothing here, and readers see it"),
                    hint: "write it at the beginning of a line, outside lists and quotes".into(),
                });
            }
            _ => {}
        }
        begins = matches!(event, Event::Start(_) | Event::SoftBreak | Event::HardBreak);
    }
}

fn is_of_block(words: &str) -> bool {
    words.starts_with("::")
        && matches!(line::read(words), Some(Line::Begin(begin))
        if Kind::named(&words[begin.name.clone()]).is_some_and(|kind| {
            begin.colons == if kind.is_line() { 2 } else { 3 }
        }))
}
