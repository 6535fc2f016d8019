//! Reading a document whose syntax is wrong: from the faulty line it is read on as if the line stood
//! there that is offered, so that all that is wrong with a document is told at once.

use std::borrow::Cow;
use std::ops::Range;

use super::commas::{might_have_commas, with_commas};
use super::dashes::{as_one_item, with_dashes, without_dashes};
use super::expected::Then;
use super::lost_words::with_lost_word;
use super::mended::{self, MOST_BYTES, MendedLine, goes_on, line_at};
use super::mended_lines::{MendedLines, without_fences};
use super::unindented::{might_be_unindented, unindented};
use super::unknown::{meant_by, nested};
use super::{Decoder, Keys, Node, SyntaxError, SyntaxKind, Value, parse, unseen};
use crate::text::fields::{Field, Shape};

/// After so many it is no document that somebody wrote by hand.
const MOST_FAULTS: usize = 20;

impl Decoder<'_> {
    /// Parses the document, a map of these fields; errors of syntax are collected. None if there is
    /// no telling what the rest of it means.
    pub fn parse(&mut self, known: &'static [Field]) -> Option<Node> {
        self.known = known;
        let mut text = Cow::Borrowed(self.text_of_document());
        let mut edits = Edits::default();
        let mut last = 0..0;
        for _ in 0..MOST_FAULTS {
            let mended = match parse(&text, self.keys) {
                Ok(node) => match self.mended(&text, &node, known) {
                    Some(mended) => mended,
                    None => return Some(edits.undo(node)),
                },
                Err(error) => match unread(&text, &error, known) {
                    Some(mended) => mended,
                    None => {
                        let message = format!("this is not valid YAML: {}", error.message);
                        let hint = syntax_hint(&error, &text);
                        self.report(&edits.before(&error.range), message, hint);
                        // There are no keys, so to read it again would bring nothing new.
                        self.keys = Keys::Placed;
                        return None;
                    }
                },
            };
            last = edits.before(mended.range());
            let lines = match mended {
                Mended::Line(mended) => vec![self.tell_of_line(&text, &last, mended, known)],
                Mended::Lines(MendedLines { message, hint, lines, .. }) => {
                    self.report(&last, message, hint);
                    lines
                }
            };
            // From the last on, so that those before stay where they are.
            for (range, line) in lines.into_iter().rev() {
                text = Cow::Owned(edits.edit(&text, range, &line));
            }
        }
        let message = format!("this has more than {MOST_FAULTS} faults, and was read no further");
        self.report(&last, message, "mend those that are told, and see what is left");
        self.keys = Keys::Placed;
        None
    }

    /// What stands in a document that can be read, and was not meant so.
    fn mended(&mut self, text: &str, node: &Node, known: &[Field]) -> Option<Mended> {
        match node.value {
            Value::Text(_) => return mended::with_colon(text, known).map(Mended::Line),
            Value::List(_) if text.len() <= MOST_BYTES => {
                return without_dashes(text, known).map(Mended::Lines);
            }
            _ => {}
        }
        if text.len() > MOST_BYTES {
            return None;
        }
        if let Some(mended) = with_lost_word(text, node) {
            return Some(Mended::Line(without_tag(text, mended, known)));
        }
        if known.is_empty() {
            return None;
        }
        if let Some(mended) = as_one_item(text, node, known) {
            return Some(Mended::Lines(mended));
        }
        let (has_commas, has_parts) = (might_have_commas(node), might_be_unindented(node, known));
        let has_parts = has_parts && !self.keeps_others;
        if !has_commas && !has_parts {
            return None;
        }
        // Where names stand has to be known.
        let placed = parse(text, Keys::Placed).ok()?;
        let lines = match has_parts {
            true => unindented(text, &placed, known).map(Mended::Lines),
            false => None,
        };
        let mended = lines.or_else(|| with_commas(text, &placed, known).map(Mended::Line));
        if mended.is_some() {
            self.keys = Keys::Placed;
        }
        mended
    }

    /// Tells of a line, and says what to read in its place.
    fn tell_of_line(
        &mut self,
        text: &str,
        at: &Range<usize>,
        mended: MendedLine,
        known: &[Field],
    ) -> (Range<usize>, String) {
        let written = line_at(text, mended.range.start);
        let (line, field) = match with_field(&mended.line, known).filter(|_| !self.keeps_others) {
            Some((line, field)) => (line, Some(field)),
            None => (mended.line.clone(), None),
        };
        // What stands there already is told as such.
        let name = field.or_else(|| Some(line.split_once(": ")?.0)).unwrap_or_default();
        if is_above(text, name, &written) {
            return (written, mended.line);
        }
        let more = field.map(|field| format!(": the field is `{field}`")).unwrap_or_default();
        self.report(at, mended.message, format!("write `{line}`{more}{}", mended.or));
        self.expect_names(at, &line);
        if !line.ends_with([']', '}']) {
            let old = mended.line.split_once(':').map(|(name, _)| name.to_string());
            let then = if mended.is_quoted { Then::All } else { Then::Nothing };
            self.expect_more(at, old.zip(field), then);
        } else if mended.is_quoted {
            self.expect_more_of_part(at);
        }
        (written, line)
    }
}

/// What mends a document that cannot be read.
fn unread(text: &str, error: &SyntaxError, known: &[Field]) -> Option<Mended> {
    if text.len() <= MOST_BYTES && error.kind != SyntaxKind::TooMuch {
        let lines = with_dashes(text, error.range.start)
            .or_else(|| without_fences(text))
            .or_else(|| without_dashes(text, known))
            .or_else(|| goes_on::in_one_line(text, error, known))
            .or_else(|| goes_on::with_lines_below(text, error, known));
        if let Some(lines) = lines {
            return Some(Mended::Lines(lines));
        }
    }
    mended::mended(text, error, known).map(Mended::Line)
}

/// A document whose names are those of who wrote it.
///
/// # Errors
/// Where it is wrong, in what, and what to do: the first line that cannot be read, or has lost words.
pub fn read(text: &str) -> Result<Node, (Range<usize>, String, String)> {
    let found = match parse(text, Keys::Placed) {
        Ok(node) if text.len() > MOST_BYTES => return Ok(node),
        Ok(node) => match with_lost_word(text, &node) {
            Some(line) => Mended::Line(line),
            None => return Ok(node),
        },
        Err(error) => match unread(text, &error, &[]) {
            Some(mended) => mended,
            None => {
                let message = format!("this is not valid YAML: {}", error.message);
                let hint = syntax_hint(&error, text);
                return Err((error.range, message, hint));
            }
        },
    };
    Err(match found {
        Mended::Line(MendedLine { message, range, line, or, .. }) => {
            (range, message, format!("write `{line}`{or}"))
        }
        Mended::Lines(MendedLines { message, range, hint, .. }) => (range, message, hint),
    })
}

/// What is to be read in place of what is written.
enum Mended {
    Line(MendedLine),
    Lines(MendedLines),
}

impl Mended {
    /// Where it is wrong.
    fn range(&self) -> &Range<usize> {
        match self {
            Mended::Line(mended) => &mended.range,
            Mended::Lines(mended) => &mended.range,
        }
    }
}

/// The line without what was taken for a tag, where the field takes no text that could have it: the
/// name of a language or a zone.
fn without_tag(text: &str, mended: MendedLine, known: &[Field]) -> MendedLine {
    let line = line_at(text, mended.range.start);
    let before = &text[line.start..mended.range.start];
    // `live: {until: !2026-11-21}`: the name that stands right before it is of a part.
    let name = before.trim_end().strip_suffix(':').unwrap_or_default();
    let name = name.rsplit([' ', '{', ',']).next().unwrap_or_default();
    let owner = mended::owner(text, &line, known);
    let part = owner.and_then(|owner| nested(owner).iter().find(|part| part.name == name));
    let field = part.or(owner.filter(|_| before.trim_end() == format!("{name}:")));
    let is_name = field.is_some_and(|field| {
        matches!(field.shape, Shape::Form(_) | Shape::OneOf(_) | Shape::TimeZone)
    });
    let is_tag = text[mended.range.clone()].starts_with('!');
    // What is glued to its mark is the value itself.
    let behind = text[mended.range.end..line.end].trim_start();
    let value = match behind.is_empty() || behind.starts_with(['#', '}', ']', ',']) {
        true => text[mended.range.start..line.end].trim_start_matches('!'),
        false => behind,
    };
    match is_name && is_tag {
        true => MendedLine { line: format!("{before}{value}"), or: String::new(), ..mended },
        false => mended,
    }
}

/// A line whose name is no field as it is with the field that is meant, so that one remedy mends both.
fn with_field(line: &str, known: &[Field]) -> Option<(String, &'static str)> {
    let (name, rest) = line.split_once(": ")?;
    if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ')) {
        return None;
    }
    let field = meant_by(name, known).filter(|_| !name.starts_with(['-', ' ']))?.name;
    Some((format!("{field}: {rest}"), field))
}

/// Whether a line above the one at `written` has a field.
fn is_above(text: &str, field: &str, written: &Range<usize>) -> bool {
    let has_it = |line: &str| line.strip_prefix(field).is_some_and(|rest| rest.starts_with(':'));
    // Items of a list have the same names.
    !field.is_empty()
        && !field.starts_with([' ', '-', '\t'])
        && text[..written.start].lines().any(has_it)
}

/// The lines of a document that were replaced, in the order in which they were.
#[derive(Default)]
struct Edits(Vec<Edit>);

/// A line that was replaced.
struct Edit {
    /// The bytes that it had.
    line: Range<usize>,
    /// How many it has since.
    length: usize,
    /// How many of them are the same, at its beginning and at its end.
    same: (usize, usize),
}

impl Edits {
    /// The document with `line` in place of `range`.
    fn edit(&mut self, text: &str, range: Range<usize>, line: &str) -> String {
        let edited = [&text[..range.start], line, &text[range.end..]].concat();
        let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs.take_while(|(old, new)| old == new).map(|(old, _)| old.len_utf8()).sum()
        };
        let old = &text[range.clone()];
        let before = same(&mut old.chars().zip(line.chars()));
        let behind = same(&mut old[before..].chars().rev().zip(line[before..].chars().rev()));
        self.0.push(Edit { line: range, length: line.len(), same: (before, behind) });
        edited
    }

    /// Where the bytes of the edited document are in the one that was written. What is the same in
    /// a line that was replaced is where it was; the rest is all that is not.
    fn before(&self, range: &Range<usize>) -> Range<usize> {
        self.0.iter().rev().fold(range.clone(), |range, Edit { line, length, same }| {
            let (first, last) = (line.start + same.0, line.start + length - same.1);
            let behind = |at: usize| at - last + (line.end - same.1);
            let start = match range.start {
                at if at <= first => at,
                at if at < last => first,
                at => behind(at),
            };
            let end = match range.end {
                at if at <= first => at,
                at if at <= last => line.end - same.1,
                at => behind(at),
            };
            start..end.max(start)
        })
    }

    /// The node, with the places that it has in the document that was written.
    fn undo(&self, node: Node) -> Node {
        if self.0.is_empty() {
            return node;
        }
        let range = self.before(&node.range);
        let value = match node.value {
            Value::List(items) => {
                Value::List(items.into_iter().map(|item| self.undo(item)).collect())
            }
            Value::Map(entries) => {
                let undone = |(key, value)| (self.undo(key), self.undo(value));
                Value::Map(entries.into_iter().map(undone).collect())
            }
            value => value,
        };
        Node { value, range }
    }
}

/// What most often breaks YAML in front matter, said plainly.
fn syntax_hint(error: &SyntaxError, yaml: &str) -> String {
    if error.kind == SyntaxKind::TooMuch {
        return "write it with fewer levels, and without `&` and `*` for what repeats".into();
    }
    let line_start = yaml[..error.range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = yaml[line_start..].lines().next().unwrap_or("");
    if line.contains('\t') || error.kind == SyntaxKind::Tab {
        return "YAML does not allow tabs for indentation; use spaces".into();
    }
    if let Some(character) = unseen::first(line) {
        return format!("{character} is in this line; write `{}`", unseen::mended(line).trim_end());
    }
    let value = line.split_once(": ").map_or("", |(_, value)| value.trim_start());
    if value.contains(": ") && !value.starts_with(['"', '\'', '[', '{']) {
        return "text that holds a colon has to be in quotes: `title: \"Talks: day two\"`".into();
    }
    if value.starts_with(['"', '\'']) {
        return "check that the quotes are closed, and that a quote inside them is doubled or escaped"
            .into();
    }
    if value.starts_with(['[', '{']) {
        return "check that each bracket is closed".into();
    }
    "each line is `name: value`; text with : # [ ] { } & * ! | > ' \" % @ in it goes in quotes"
        .into()
}

#[cfg(test)]
mod tests;
