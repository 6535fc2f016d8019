//! A text that goes on in the lines below it.

use std::ops::Range;

use super::{Line, begins_with_name, is_like_colon, is_named, line_above, line_at, owner};
use crate::text::fields::{Field, Shape};
use crate::text::yaml::mended_lines::MendedLines;
use crate::text::yaml::unknown::nested;
use crate::text::yaml::writer::text as plain_or_quoted;
use crate::text::yaml::{Keys, SyntaxError, parse};

/// A text that goes on at the margin of the next line: both as one line.
pub fn in_one_line(yaml: &str, error: &SyntaxError, known: &[Field]) -> Option<MendedLines> {
    let at = line_at(yaml, error.range.start);
    let next = yaml[at.end..].find('\n').map(|end| line_at(yaml, at.end + end + 1));
    [Some(at.clone()), line_above(yaml, &at), next].into_iter().flatten().find_map(|range| {
        let goes_on = Line::of(&yaml[range.clone()]);
        let above = line_above(yaml, &range)?;
        let first = Line::of(&yaml[above.clone()]);
        let is_rest = goes_on.prefix.is_empty()
            && goes_on.key.is_none()
            && goes_on.value.starts_with(char::is_alphanumeric)
            && goes_on.with_colon(known).is_empty()
            && !begins_with_name(goes_on.value)
            && !goes_on.value.split(' ').next()?.contains(is_like_colon);
        let is_text = first.prefix.is_empty() && is_plain(&first);
        first.key.filter(|_| is_rest && is_text)?;
        let text = format!("{} {}", first.value, goes_on.value);
        let line = first.with("", &plain_or_quoted(&text));
        let message = "this line goes on with the text above, and is not indented";
        joined(yaml, above.start..range.end, (range, message), line)
    })
}

/// A text that goes on in indented lines, of which one has a colon that makes a name of what stands
/// before it: all as one line.
pub fn with_lines_below(yaml: &str, error: &SyntaxError, known: &[Field]) -> Option<MendedLines> {
    let at = line_at(yaml, error.range.start);
    let next = yaml[at.end..].find('\n').map(|end| line_at(yaml, at.end + end + 1));
    [Some(at.clone()), line_above(yaml, &at), next].into_iter().flatten().find_map(|range| {
        let colon = yaml[range.clone()].find(": ")?;
        let goes_on = &yaml[range.clone()];
        let above = first_of(yaml, &range)?;
        let first = Line::of(&yaml[above.clone()]);
        let owner = owner(yaml, &above, known);
        let name = goes_on[..colon].trim();
        let is_part = owner.is_some_and(|field| nested(field).iter().any(|it| it.name == name));
        // One word before a colon may be a name that is indented too far.
        let is_prose =
            name.contains(' ') || first.value.contains(' ') && owner.is_some_and(takes_text);
        if is_part || !is_prose || is_named(goes_on.trim(), known) {
            return None;
        }
        let end = end_of(yaml, &range, first.indent());
        let lines = yaml[above.end..end].lines().map(str::trim).filter(|line| !line.is_empty());
        let text = [first.value].into_iter().chain(lines).collect::<Vec<_>>().join(" ");
        let line = first.with(first.prefix, &plain_or_quoted(&text));
        let message =
            "text that holds a colon has to be in quotes, also where it goes on in a new line";
        joined(yaml, above.start..end, (range, message), line)
    })
}

/// These lines as one, if the document can be read with it as far as that.
fn joined(
    yaml: &str,
    lines: Range<usize>,
    (range, message): (Range<usize>, &str),
    line: String,
) -> Option<MendedLines> {
    let document = [&yaml[..lines.start], &line, &yaml[lines.end..]].concat();
    if let Err(error) = parse(&document, Keys::Unplaced)
        && error.range.start <= lines.start + line.len()
    {
        return None;
    }
    let hint = format!("write it in one line: `{line}`");
    Some(MendedLines { message: message.into(), range, hint, lines: vec![(lines, line)] })
}

/// Whether a line has a text behind its name that is in no quotes.
fn is_plain(line: &Line<'_>) -> bool {
    line.key.is_some() && line.comment.is_empty() && line.value.starts_with(char::is_alphanumeric)
}

/// The line with the name of the text that goes on in the line at `range`, a few lines above it.
fn first_of(yaml: &str, range: &Range<usize>) -> Option<Range<usize>> {
    const MOST: usize = 20;
    let indent = Line::of(&yaml[range.clone()]).indent();
    let mut above = range.clone();
    for _ in 0..MOST {
        above = line_above(yaml, &above)?;
        let line = Line::of(&yaml[above.clone()]);
        if line.indent() < indent {
            return is_plain(&line).then_some(above);
        }
        if !line.comment.is_empty() || line.prefix.contains('-') {
            return None;
        }
    }
    None
}

/// Where the text ends that goes on in the line at `range`: before the next line that is not
/// indented further than its name.
fn end_of(yaml: &str, range: &Range<usize>, indent: usize) -> usize {
    let mut end = range.end;
    while let Some(newline) = yaml[end..].find('\n') {
        let next = line_at(yaml, end + newline + 1);
        let line = &yaml[next.clone()];
        let is_rest = line.len() - line.trim_start().len() > indent && !line.trim().is_empty();
        if !is_rest || next.start <= end {
            break;
        }
        end = next.end;
    }
    end
}

/// Whether a field may have a text.
fn takes_text(field: &Field) -> bool {
    matches!(field.shape, Shape::Text | Shape::OrMap(..) | Shape::OneOrMore(_))
}
