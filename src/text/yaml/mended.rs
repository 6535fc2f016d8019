//! The line as it should be, where a document is no YAML.
//!
//! What an editor meant by a line can be guessed in a few ways. Each guess is tried: one is
//! offered only if the document can be read with it, or fails in a later line.

use std::ops::Range;

use super::bare::{apart_from_comment, without_quotes};
use super::brackets::in_brackets;
use super::off_markdown::off_markdown;
use super::unknown::meant_by;
use super::writer::{in_quotes, list_of};
use super::{Keys, SyntaxError, SyntaxKind, parse};
use crate::text::fields::{Field, Shape};
use crate::text::marks::without_marks;
use crate::text::several;

/// A line that mends a document, or as much of it as comes before the next fault.
#[derive(Debug, PartialEq, Eq)]
pub struct MendedLine {
    /// What is wrong with the line.
    pub message: String,
    /// What of the document is wrong: in the line that is to be replaced.
    pub range: Range<usize>,
    /// What is to stand in place of that line.
    pub line: String,
    /// What may be done instead, said behind the line.
    pub or: String,
    /// Whether all that is wrong with the line is that its value is not in quotes.
    pub is_quoted: bool,
}

/// In a longer document or line nothing is guessed: nobody wrote it by hand.
pub const MOST_BYTES: usize = 1 << 16;
const MOST_OF_LINE: usize = 400;

/// The line that mends `yaml`, which has this error, if one does. It has the fields of `known`.
pub fn mended(yaml: &str, error: &SyntaxError, known: &[Field]) -> Option<MendedLine> {
    if yaml.len() > MOST_BYTES || error.kind == SyntaxKind::TooMuch {
        return None;
    }
    let at = line_at(yaml, error.range.start);
    // A line that lacks its colon goes on in the next, and the fault shows there.
    let above = line_above(yaml, &at);
    let lines = [Some(at.clone()), above].into_iter().flatten();
    let one = lines.filter(|line| line.len() <= MOST_OF_LINE).find_map(|range| {
        let line = Line::of(&yaml[range.clone()]);
        let above = line_above(yaml, &range).map(|above| Line::of(&yaml[above]));
        let owner = owner(yaml, &range, known);
        let mut guesses = line.guesses(known, owner, above.as_ref()).into_iter();
        let guess = guesses.find(|guess| mends(yaml, &range, &at, &guess.line))?;
        let marked = match error.range.start {
            start if range.start <= start && start < range.end => error.range.clone(),
            _ => range.start + line.indent()..range.end,
        };
        Some(MendedLine {
            message: guess.message,
            range: marked,
            line: guess.line,
            or: String::new(),
            is_quoted: guess.is_quoted,
        })
    });
    one.or_else(|| first_without_colon(yaml, &at, known))
}

/// The first of several lines above `at` that lack their colons: they are one text, up to `at`,
/// until each has its own.
fn first_without_colon(yaml: &str, at: &Range<usize>, known: &[Field]) -> Option<MendedLine> {
    let mut document = yaml.to_string();
    let mut first = None;
    let mut above = line_above(yaml, at);
    while let Some(range) = above.filter(|range| range.len() <= MOST_OF_LINE) {
        let guesses = Line::of(&yaml[range.clone()]).with_colon(known);
        let Some(guess) = guesses.into_iter().find(|guess| is_read(&guess.line)) else { break };
        document.replace_range(range.clone(), &guess.line);
        above = line_above(yaml, &range);
        first = Some((range, guess));
    }
    let (range, guess) = first?;
    if !is_read(&document) {
        return None;
    }
    Some(MendedLine {
        message: guess.message,
        range,
        line: guess.line,
        or: String::new(),
        is_quoted: guess.is_quoted,
    })
}

pub(super) fn is_read(yaml: &str) -> bool {
    parse(yaml, Keys::Unplaced).is_ok()
}

/// The line that a document of a single text should be, which lacks the colon behind its name.
pub fn with_colon(yaml: &str, known: &[Field]) -> Option<MendedLine> {
    let range = line_at(yaml, yaml.len() - yaml.trim_start().len());
    if yaml.len() > MOST_BYTES || range.len() > MOST_OF_LINE {
        return None;
    }
    let line = Line::of(&yaml[range.clone()]);
    let mut guesses = line.with_colon(known).into_iter();
    let guess = guesses.find(|guess| mends(yaml, &range, &range, &guess.line))?;
    Some(MendedLine {
        message: guess.message,
        range,
        line: guess.line,
        or: String::new(),
        is_quoted: guess.is_quoted,
    })
}

/// Whether a document with `line` in place of `range` is read, or fails behind the line `at`,
/// and in no line that belongs to this one.
fn mends(yaml: &str, range: &Range<usize>, at: &Range<usize>, line: &str) -> bool {
    let document = [&yaml[..range.start], line, &yaml[range.end..]].concat();
    let Err(error) = parse(&document, Keys::Unplaced) else { return true };
    let next = Line::of(&document[line_at(&document, error.range.start)]);
    let is_behind = error.range.start + (range.end - range.start) > at.end + line.len();
    // How far a tab indents, YAML does not say.
    is_behind && (error.kind == SyntaxKind::Tab || next.indent() <= Line::of(line).indent())
}

/// What may have been meant by a line, and what is wrong with it then.
struct Guess {
    message: String,
    line: String,
    /// Whether its value is the same, but in quotes.
    is_quoted: bool,
}

impl Guess {
    fn new(message: impl Into<String>, line: String) -> Self {
        Guess { message: message.into(), line, is_quoted: false }
    }
}

/// A line, in its parts.
struct Line<'a> {
    /// Spaces, and dashes of lists.
    prefix: &'a str,
    /// The name before the colon, if there is one.
    key: Option<&'a str>,
    /// What stands behind that, or everything, but for the comment.
    value: &'a str,
    /// The comment, from the space before its mark. It is for those who write, and stays one.
    comment: &'a str,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        let mut rest = line.trim_start();
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        let prefix = &line[..line.len() - rest.len()];
        let (rest, comment) = apart_from_comment(rest.trim_end());
        let is_name = |name: &str| !name.is_empty() && name.chars().all(is_of_name);
        match rest.split_once(':') {
            Some((key, value))
                if is_name(key.trim_end()) && (value.is_empty() || value.starts_with(' ')) =>
            {
                Line { prefix, key: Some(key.trim_end()), value: value.trim(), comment }
            }
            _ => Line { prefix, key: None, value: rest, comment },
        }
    }

    /// The bytes before the first character that is no space.
    fn indent(&self) -> usize {
        self.prefix.len() - self.prefix.trim_start().len()
    }

    /// The likeliest first.
    fn guesses(
        &self,
        known: &[Field],
        owner: Option<&Field>,
        above: Option<&Line<'_>>,
    ) -> Vec<Guess> {
        let mut guesses = self.without_tabs();
        guesses.extend(self.with_colon(known));
        guesses.extend(self.closed());
        guesses.extend(self.off_markdown(owner));
        guesses.extend(self.without_stars(known));
        guesses.extend(self.apart_from_dash());
        guesses.extend(self.with_hash_in_quotes());
        guesses.extend(self.quoted_in_brackets());
        guesses.extend(self.listed(owner));
        guesses.extend(self.quoted_behind_name());
        guesses.extend(self.quoted(owner));
        if let Some(above) = above {
            guesses.extend(self.indented_like(above));
        }
        guesses
    }

    fn without_tabs(&self) -> Vec<Guess> {
        if !self.prefix.contains('\t') {
            return Vec::new();
        }
        let line = |spaces: &str| self.with(&self.prefix.replace('\t', spaces), self.value);
        let message = || "this line is indented with a tab, and YAML wants spaces".to_string();
        ["  ", "    ", " ", ""].map(|spaces| Guess::new(message(), line(spaces))).into()
    }

    /// With the colon, and the space behind it, that the name of a field lacks.
    fn with_colon(&self, known: &[Field]) -> Vec<Guess> {
        if self.key.is_some() {
            return Vec::new();
        }
        let (name, value) = self.value.split_at(self.value.find(not_of_name).unwrap_or(0));
        let named = known.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        let Some(name) = named.map(|field| field.name) else {
            return Vec::new();
        };
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || is_like_colon(c));
        let message = || format!("`{name}` needs a colon and a space after it");
        let line = |value: &str| {
            format!("{}{name}: {value}", self.prefix).trim_end().to_string() + self.comment
        };
        [value.to_string(), in_quotes(value)]
            .map(|value| Guess::new(message(), line(&value)))
            .into()
    }

    /// A link or a picture of Markdown as what its field takes.
    fn off_markdown(&self, owner: Option<&Field>) -> Option<Guess> {
        let (message, value) = off_markdown(owner?, self.value)?;
        Some(Guess::new(message, self.with(self.prefix, &value)))
    }

    /// `**title:** Talks` without its marks.
    fn without_stars(&self, known: &[Field]) -> Option<Guess> {
        let rest = self.value.strip_prefix("**").filter(|_| self.key.is_none())?;
        let (name, value) = rest.split_once(":** ").or_else(|| rest.split_once("**: "))?;
        let name = known.iter().find(|field| field.name.eq_ignore_ascii_case(name.trim()))?.name;
        let message = format!("`{name}` is the name of a field, and no Markdown");
        Some(Guess::new(
            message,
            format!("{}{name}: {}{}", self.prefix, value.trim(), self.comment),
        ))
    }

    /// With the space behind the dash of a list.
    fn apart_from_dash(&self) -> Option<Guess> {
        let item = self.value.strip_prefix('-').filter(|_| self.key.is_none())?;
        let is_item = item.starts_with(|c: char| c.is_alphanumeric() || "{[\"'".contains(c));
        let message = "a space belongs behind the dash of a list";
        is_item.then(|| Guess::new(message, format!("{}- {item}{}", self.prefix, self.comment)))
    }

    /// The value in quotes, of a field whose name is written in two words: `sub title: Day two: the vote`.
    fn quoted_behind_name(&self) -> Option<Guess> {
        let (name, text) = self.value.split_once(": ").filter(|_| self.key.is_none())?;
        (self.prefix.is_empty() && begins_with_name(self.value)).then(|| Guess {
            message: format!("the text after `{name}:` has to be in quotes"),
            line: format!("{name}: {}{}", in_quotes(without_quotes(text.trim())), self.comment),
            is_quoted: true,
        })
    }

    /// With its value in quotes.
    fn quoted(&self, owner: Option<&Field>) -> Vec<Guess> {
        // As a whole in quotes, a list or a map would be a text.
        let is_in_brackets = in_brackets(self.value) == Some(self.value.len());
        if self.value.is_empty() || is_in_brackets {
            return Vec::new();
        }
        let message = match self.key {
            Some(key) => format!("the text after `{key}:` has to be in quotes"),
            None => "this text has to be in quotes".into(),
        };
        let mut guesses = Vec::new();
        let shape = owner.map(|field| &field.shape);
        // A date, an address or a word means the same without the marks of code around it.
        let bare = self.value.trim_matches('`').trim();
        if bare.len() < self.value.len() && matches!(shape, Some(Shape::Form(_) | Shape::OneOf(_)))
        {
            guesses.push(Guess::new(message.clone(), self.with(self.prefix, bare)));
        }
        let names = several::at_commas(self.value);
        if self.key.is_some() && names.len() > 1 && matches!(shape, Some(Shape::OneOrMore(_))) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            guesses.push(Guess::new(message.clone(), self.with(self.prefix, &list_of(&names))));
        }
        let texts = [Some(without_quotes(self.value)), Some(self.value)];
        // Marks of Markdown would be told next.
        let guess = |text: &str| Guess {
            message: message.clone(),
            line: self.with(self.prefix, &in_quotes(&without_marks(text).unwrap_or(text.into()))),
            is_quoted: true,
        };
        guesses.extend(texts.into_iter().flatten().map(guess));
        guesses
    }

    /// As far from the margin as the line above, or as what stands behind its dash.
    fn indented_like(&self, above: &Line<'_>) -> Vec<Guess> {
        let rest = self.prefix.trim_start();
        let message = "this line is not indented like those it belongs to";
        let guess = |width: usize| {
            Guess::new(message, self.with(&format!("{}{rest}", " ".repeat(width)), self.value))
        };
        [above.prefix.len(), above.indent(), 0].map(guess).into()
    }

    fn with(&self, prefix: &str, value: &str) -> String {
        let key = self.key.map(|key| format!("{key}: ")).unwrap_or_default();
        format!("{prefix}{key}{value}").trim_end().to_string() + self.comment
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

fn not_of_name(c: char) -> bool {
    !is_of_name(c)
}

/// Whether a line begins with a name and a colon, which may be those of a field: a sentence has more
/// words before its colon.
fn begins_with_name(line: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let Some((name, _)) = line.split_once(": ") else { return false };
    let is_name = |word: &str| word.chars().all(is_of_name);
    name.split_whitespace().all(is_name) && name.split_whitespace().count() <= MOST_WORDS
}

/// Whether a line begins with the name of a field and a colon, in one word or in several.
fn is_named(line: &str, known: &[Field]) -> bool {
    let Some((name, _)) = line.split_once(':') else { return false };
    let is_field = known.iter().any(|field| field.name == name);
    begins_with_name(line) && (is_field || meant_by(name, known).is_some())
}

/// What is typed for a colon: on keyboards for Chinese and Armenian, and in other programs.
fn is_like_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '։' | '∶' | '=' | ';')
}

/// The line that a byte is in, without its end.
pub fn line_at(yaml: &str, at: usize) -> Range<usize> {
    let at = at.min(yaml.len());
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let length = yaml[start..].find('\n').unwrap_or(yaml.len() - start);
    let line = &yaml[start..start + length];
    start..start + line.trim_end_matches('\r').len()
}

/// The field that a line belongs to: its own, or that of the next line above at the margin.
pub fn owner<'k>(yaml: &str, line: &Range<usize>, known: &'k [Field]) -> Option<&'k Field> {
    let is_top = |line: &&str| !line.starts_with([' ', '\t', '-', '#']) && !line.trim().is_empty();
    let line = yaml[..line.end].lines().rev().find(is_top)?;
    let (name, _) = line.split_once(':')?;
    let name = name.trim();
    known.iter().find(|field| field.name == name).or_else(|| meant_by(name, known))
}

/// The line above that has something in it.
pub(super) fn line_above(yaml: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let above = yaml[..line.start].trim_end();
    (!above.is_empty()).then(|| line_at(yaml, above.len()))
}

pub mod goes_on;
mod in_brackets;

#[cfg(test)]
mod tests;
