//! Lines of colons that stand where no block can begin or end.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::kinds::Kind;
use super::line::{self, Line};
use crate::text::markdown::Fault;
use crate::text::markdown::events::Events;

/// Tells of lines that would begin a block if they did not stand in a list, in a quote or behind
/// spaces.
pub fn find(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    let told: HashSet<usize> = slips.iter().map(|slip| slip.range.start).collect();
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
                    && !matches!(text.as_bytes()[..range.start].last(), None | Some(b'\n'))
                    // With the end that it does not have.
                    && !told.contains(&range.start) =>
            {
                slips.push(slip(range.clone(), words.trim()));
            }
            _ => {}
        }
        begins = matches!(event, Event::Start(_) | Event::SoftBreak | Event::HardBreak);
    }
}

fn slip(range: Range<usize>, line: &str) -> Fault {
    Fault {
        range,
        message: format!("`{line}` does nothing here, and readers see it"),
        hint:
            "write it on a line of its own, at the beginning of that line, outside lists and quotes"
                .into(),
    }
}

/// The last line in `within` that is meant as the beginning of a block and stands behind something:
/// spaces, a mark or words. What ends the block is right.
pub fn beginning(text: &str, within: Range<usize>) -> Option<Fault> {
    let mut end = within.end;
    for line in text.get(within)?.split_inclusive('\n').rev() {
        let start = end - line.len();
        end = start;
        let at = line.find(":::").filter(|at| *at > 0 && !line[..*at].ends_with(['`', ':']));
        if let Some(at) = at.filter(|at| is_of_block(&line[*at..])) {
            let written = line[at..].trim_end();
            return Some(slip(start + at..start + at + written.len(), written));
        }
    }
    None
}

fn is_of_block(words: &str) -> bool {
    words.starts_with("::")
        && matches!(line::read(words), Some(Line::Begin(begin))
        if Kind::named(&words[begin.name.clone()]).is_some_and(|kind| {
            begin.colons == if kind.is_line() { 2 } else { 3 }
        }))
}
