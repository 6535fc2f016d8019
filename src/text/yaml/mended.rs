//! The line as it should be, where a document is no YAML.
//!
//! What an editor meant by a line can be guessed in a few ways. Each guess is tried: one is
//! offered only if the document can be read with it, or fails in a later line.

use std::ops::Range;

use super::writer::in_quotes;
use super::{Keys, SyntaxError, SyntaxKind, parse};

/// A line that mends a document, or as much of it as comes before the next fault.
#[derive(Debug, PartialEq, Eq)]
pub struct MendedLine {
    /// What is wrong with the line.
    pub message: String,
    /// What of the document is wrong: in the line that is to be replaced.
    pub range: Range<usize>,
    /// What is to stand in place of that line.
    pub line: String,
}

/// In a longer document or line nothing is guessed: nobody wrote it by hand.
const MOST_BYTES: usize = 1 << 16;
const MOST_OF_LINE: usize = 400;

/// The line that mends `yaml`, which has this error, if one does. The names are those of the
/// fields of the document.
pub fn mended(yaml: &str, error: &SyntaxError, names: &[&str]) -> Option<MendedLine> {
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
        let mut guesses = line.guesses(names, above.as_ref()).into_iter();
        let guess = guesses.find(|guess| mends(yaml, &range, &at, &guess.line))?;
        let marked = match error.range.start {
            start if range.start <= start && start < range.end => error.range.clone(),
            _ => range.start + line.indent()..range.end,
        };
        Some(MendedLine { message: guess.message, range: marked, line: guess.line })
    });
    one.or_else(|| first_without_colon(yaml, &at, names))
}

/// The first of several lines above `at` that lack their colons: they are one text, up to `at`,
/// until each has its own.
fn first_without_colon(yaml: &str, at: &Range<usize>, names: &[&str]) -> Option<MendedLine> {
    let mut document = yaml.to_string();
    let mut first = None;
    let mut above = line_above(yaml, at);
    while let Some(range) = above.filter(|range| range.len() <= MOST_OF_LINE) {
        let guesses = Line::of(&yaml[range.clone()]).with_colon(names);
        let Some(guess) = guesses.into_iter().find(|guess| is_read(&guess.line)) else { break };
        document.replace_range(range.clone(), &guess.line);
        above = line_above(yaml, &range);
        first = Some((range, guess));
    }
    let (range, guess) = first?;
    if !is_read(&document) {
        return None;
    }
    Some(MendedLine { message: guess.message, range, line: guess.line })
}

fn is_read(yaml: &str) -> bool {
    parse(yaml, Keys::Unplaced).is_ok()
}

/// The line that a document of a single text should be, which lacks the colon behind its name.
pub fn with_colon(yaml: &str, names: &[&str]) -> Option<MendedLine> {
    let range = line_at(yaml, yaml.len() - yaml.trim_start().len());
    if yaml.len() > MOST_BYTES || range.len() > MOST_OF_LINE {
        return None;
    }
    let line = Line::of(&yaml[range.clone()]);
    let mut guesses = line.with_colon(names).into_iter();
    let guess = guesses.find(|guess| mends(yaml, &range, &range, &guess.line))?;
    Some(MendedLine { message: guess.message, range, line: guess.line })
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
            Some((key, value)) if is_name(key) && (value.is_empty() || value.starts_with(' ')) => {
                Line { prefix, key: Some(key), value: value.trim(), comment }
            }
            _ => Line { prefix, key: None, value: rest, comment },
        }
    }

    /// The bytes before the first character that is no space.
    fn indent(&self) -> usize {
        self.prefix.len() - self.prefix.trim_start().len()
    }

    /// The likeliest first.
    fn guesses(&self, names: &[&str], above: Option<&Line<'_>>) -> Vec<Guess> {
        let mut guesses = self.without_tabs();
        guesses.extend(self.with_colon(names));
        guesses.extend(self.closed());
        guesses.extend(self.off_markdown());
        guesses.extend(self.apart_from_dash());
        guesses.extend(self.quoted_in_brackets());
        guesses.extend(self.quoted());
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
        ["  ", "    ", " ", ""]
            .map(|spaces| Guess { message: message(), line: line(spaces) })
            .into()
    }

    /// With the colon, and the space behind it, that the name of a field lacks.
    fn with_colon(&self, names: &[&str]) -> Vec<Guess> {
        if self.key.is_some() {
            return Vec::new();
        }
        let (name, value) = self.value.split_at(self.value.find(not_of_name).unwrap_or(0));
        let Some(name) = names.iter().find(|known| known.eq_ignore_ascii_case(name)) else {
            return Vec::new();
        };
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || is_like_colon(c));
        let message = || format!("`{name}` needs a colon and a space after it");
        let line = |value: &str| {
            format!("{}{name}: {value}", self.prefix).trim_end().to_string() + self.comment
        };
        [value.to_string(), in_quotes(value)]
            .map(|value| Guess { message: message(), line: line(&value) })
            .into()
    }

    /// With the bracket that closes the one at the beginning.
    fn closed(&self) -> Option<Guess> {
        let (open, close) = brackets(self.value)?;
        if self.value.contains(close) {
            return None;
        }
        let message = format!("the bracket `{open}` is not closed");
        let value = format!("{}{close}", self.value.trim_end_matches([',', ' ']));
        Some(Guess { message, line: self.with(self.prefix, &value) })
    }

    /// `![A dam](dam.jpg)` and `[Herald](https://herald.example/)` as fields.
    fn off_markdown(&self) -> Option<Guess> {
        let key = self.key.filter(|key| matches!(*key, "image" | "source"))?;
        let (words, rest) =
            self.value.trim_start_matches('!').strip_prefix('[')?.split_once("](")?;
        let address = rest.strip_suffix(')').filter(|it| !it.contains([' ', ',', '}']))?;
        let value = match key {
            "image" => format!("{{src: {address}, alt: {}}}", in_quotes(words)),
            _ => format!("{{name: {}, url: {address}}}", in_quotes(words)),
        };
        let message = format!("`{key}` takes fields, and this is Markdown");
        Some(Guess { message, line: self.with(self.prefix, &value) })
    }

    /// With the space behind the dash of a list.
    fn apart_from_dash(&self) -> Option<Guess> {
        let item = self.value.strip_prefix('-').filter(|_| self.key.is_none())?;
        let is_item = item.starts_with(|c: char| c.is_alphanumeric() || "{[\"'".contains(c));
        let message = "a space belongs behind the dash of a list".into();
        is_item.then(|| Guess { message, line: format!("{}- {item}{}", self.prefix, self.comment) })
    }

    /// A list or a map of which the parts that cannot be read are in quotes.
    fn quoted_in_brackets(&self) -> Option<Guess> {
        let (open, close) = brackets(self.value)?;
        let inside = self.value.strip_prefix(open)?.strip_suffix(close)?;
        if inside.contains(['[', ']', '{', '}']) {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        // `[a,, b]`, and `["a" "b"]` without its comma.
        let inside = inside.replace(",,", ",").replace("\" \"", "\", \"");
        for part in inside.split(", ") {
            // In a map, what has no name goes on with the text before the comma.
            match parts.last_mut().filter(|_| open == '{' && !part.contains(": ")) {
                Some(last) => last.push_str(&format!(", {part}")),
                None => parts.push(part.into()),
            }
        }
        for part in &mut parts {
            if parse(&format!("{open}{part}{close}"), Keys::Unplaced).is_err() {
                *part = match open {
                    // As elsewhere, a tag has no mark before it.
                    '[' if part.starts_with('#') => part.trim_start_matches('#').into(),
                    '[' => in_quotes(part),
                    _ => {
                        let (name, text) = part.split_once(": ")?;
                        format!("{name}: {}", in_quotes(text))
                    }
                };
            }
        }
        let value = format!("{open}{}{close}", parts.join(", "));
        let message = "a text in these brackets has to be in quotes".into();
        Some(Guess { message, line: self.with(self.prefix, &value) })
    }

    /// With its value in quotes.
    fn quoted(&self) -> Vec<Guess> {
        // As a whole in quotes, a list or a map would be a text.
        let is_in_brackets = self.value.starts_with(['[', '{']) && self.value.ends_with([']', '}']);
        if self.value.is_empty() || is_in_brackets {
            return Vec::new();
        }
        let message = || match self.key {
            Some(key) => format!("the text after `{key}:` has to be in quotes"),
            None => "this text has to be in quotes".into(),
        };
        let texts = [Some(without_quotes(self.value)), Some(self.value)];
        let guess = |text: &str| Guess {
            message: message(),
            line: self.with(self.prefix, &in_quotes(text)),
        };
        texts.into_iter().flatten().map(guess).collect()
    }

    /// As far from the margin as the line above, or as what stands behind its dash.
    fn indented_like(&self, above: &Line<'_>) -> Vec<Guess> {
        let rest = self.prefix.trim_start();
        let guess = |width: usize| Guess {
            message: "this line is not indented like those it belongs to".into(),
            line: self.with(&format!("{}{rest}", " ".repeat(width)), self.value),
        };
        [above.prefix.len(), above.indent(), 0].map(guess).into()
    }

    fn with(&self, prefix: &str, value: &str) -> String {
        let key = self.key.map(|key| format!("{key}: ")).unwrap_or_default();
        format!("{prefix}{key}{value}").trim_end().to_string() + self.comment
    }
}

/// A value, and the comment behind it. Within quotes that are open, none begins.
fn apart_from_comment(value: &str) -> (&str, &str) {
    let text = value.split_once(": ").map_or(value, |(_, text)| text.trim_start());
    let quote = if text.starts_with('\'') { '\'' } else { '"' };
    let mut marks = value.match_indices(" # ").map(|(at, _)| at);
    let is_closed = |at: &usize| value[..*at].matches(quote).count() % 2 == 0;
    match marks.find(is_closed) {
        Some(at) => (value[..at].trim_end(), &value[at..]),
        None => (value, ""),
    }
}

/// The bracket that a value begins with, and the one that it ends with then.
fn brackets(value: &str) -> Option<(char, char)> {
    match value.chars().next()? {
        '[' => Some(('[', ']')),
        '{' => Some(('{', '}')),
        _ => None,
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

fn not_of_name(c: char) -> bool {
    !is_of_name(c)
}

/// What is typed for a colon: on keyboards for Chinese and Armenian, and in other programs.
fn is_like_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '։' | '∶' | '=' | ';')
}

/// A value without the quotes around it, if those at its ends belong together, or one of them
/// is alone.
fn without_quotes(value: &str) -> &str {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return value;
    };
    let inner = &value[1..];
    let Some(inner) = inner.strip_suffix(quote) else {
        return if inner.contains(quote) { value } else { inner };
    };
    // In `"Go" and "stop"` the first that follows closes; in `"He said "go" today"` it opens.
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_apostrophe = |at: usize| {
        is_letter(inner[..at].chars().next_back()) && is_letter(inner[at + 1..].chars().next())
    };
    let mut others = inner.match_indices(quote).filter(|(at, _)| !is_apostrophe(*at));
    let opens = |at: usize| inner[..at].chars().next_back().is_none_or(char::is_whitespace);
    if others.next().is_none_or(|(at, _)| opens(at)) { inner } else { value }
}

/// The line that a byte is in, without its end.
pub fn line_at(yaml: &str, at: usize) -> Range<usize> {
    let at = at.min(yaml.len());
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let length = yaml[start..].find('\n').unwrap_or(yaml.len() - start);
    let line = &yaml[start..start + length];
    start..start + line.trim_end_matches('\r').len()
}

/// The line above that has something in it.
fn line_above(yaml: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let above = yaml[..line.start].trim_end();
    (!above.is_empty()).then(|| line_at(yaml, above.len()))
}

#[cfg(test)]
mod tests;
