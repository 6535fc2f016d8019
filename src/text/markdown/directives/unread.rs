//! Lines of colons that stand where no block can begin or end.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::kinds::{Kind, Label};
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
            Event::Text(words) if begins && !is_code && words.starts_with(':') => {
                slips.extend(with_one_colon(text, range.start));
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

/// A line at `at` that is a block with one colon: it is all of its line, and has brackets or braces.
fn with_one_colon(text: &str, at: usize) -> Option<Fault> {
    // Of a long line, only what stands at its beginning is looked at.
    let before = text[..at].trim_end_matches(|c: char| c != '\n' && c.is_whitespace());
    if !before.is_empty() && !before.ends_with('\n') || text[at..].starts_with("::") {
        return None;
    }
    let line = text[at..].lines().next()?.trim_end();
    let doubled = format!(":{line}");
    let Some(Line::Begin(begin)) = line::read(&doubled) else { return None };
    let written = &doubled[begin.name.clone()];
    let kind = Kind::named(&written.to_lowercase().replace('_', "-"))?;
    let is_meant = begin.label.is_some() || begin.attributes.is_some();
    // A space behind the colon is that of a list of terms.
    if !is_meant || !begin.rest.is_empty() || begin.name.start != begin.colons {
        return None;
    }
    let part = |range: &Option<Range<usize>>| range.clone().map(|range| &doubled[range]);
    let attributes = part(&begin.attributes).map(|all| format!("{{{all}}}")).unwrap_or_default();
    let label = part(&begin.label);
    let title = label.map(|label| format!("[{label}]")).unwrap_or_default();
    let name = kind.name();
    let (colons, hint) = match (kind.is_line(), kind.label(), label) {
        (true, ..) => ("two colons", format!("write `::{name}{title}{attributes}`")),
        (false, Label::None, Some(words)) => (
            "three colons",
            format!(
                "write `:::{name}{attributes}`, in the line below it `{words}`, and `:::` where it ends"
            ),
        ),
        (false, ..) => (
            "three colons",
            format!("write `:::{name}{title}{attributes}`, and `:::` where it ends"),
        ),
    };
    let message =
        format!("`{line}` does nothing, and readers see it: `{name}` begins with {colons}");
    Some(Fault { range: at..at + line.len(), message, hint })
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
