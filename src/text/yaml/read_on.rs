//! Reading a document whose syntax is wrong: from the faulty line it is read on as if the line stood
//! there that is offered, so that all that is wrong with a document is told at once.

use std::borrow::Cow;
use std::ops::Range;

use super::mended::{self, MendedLine, line_at};
use super::unknown::meant_by;
use super::{Decoder, Keys, Node, SyntaxError, SyntaxKind, Value, parse, unseen};
use crate::text::fields::Field;

/// After so many it is no document that somebody wrote by hand.
const MOST_FAULTS: usize = 20;

impl Decoder<'_> {
    /// Parses the document, a map of these fields; errors of syntax are collected. None if there is
    /// no telling what the rest of it means.
    pub fn parse(&mut self, known: &[Field]) -> Option<Node> {
        let names: Vec<&str> = known.iter().map(|field| field.name).collect();
        let mut text = Cow::Borrowed(self.text_of_document());
        let mut edits = Edits::default();
        let mut is_read_no_further = true;
        let mut last = 0..0;
        for _ in 0..MOST_FAULTS {
            let mended = match parse(&text, self.keys) {
                Ok(node) if !matches!(node.value, Value::Text(_)) => return Some(edits.undo(node)),
                Ok(node) => match mended::with_colon(&text, &names) {
                    Some(mended) => Ok(mended),
                    None => return Some(edits.undo(node)),
                },
                Err(error) => mended::mended(&text, &error, &names).ok_or(error),
            };
            match mended {
                Ok(MendedLine { message, range, line }) => {
                    last = edits.before(&range);
                    let (line, more) = match with_field(&line, &text, known) {
                        Some((line, field)) => (line, format!(": the field is `{field}`")),
                        None => (line, String::new()),
                    };
                    let hint = format!("write `{line}`{more}");
                    self.report(&last, message, hint);
                    text = Cow::Owned(edits.edit(&text, line_at(&text, range.start), &line));
                }
                Err(error) => {
                    let message = format!("this is not valid YAML: {}", error.message);
                    let hint = syntax_hint(&error, &text);
                    self.report(&edits.before(&error.range), message, hint);
                    is_read_no_further = false;
                    break;
                }
            }
        }
        if is_read_no_further {
            let message =
                format!("this has more than {MOST_FAULTS} faults, and was read no further");
            self.report(&last, message, "mend those that are told, and see what is left");
        }
        // There are no keys, so to read it again would bring nothing new.
        self.keys = Keys::Placed;
        None
    }
}

/// A line whose name is no field as it is with the field that is meant, so that one remedy mends both;
/// none where the document `text` has that already.
fn with_field(line: &str, text: &str, known: &[Field]) -> Option<(String, &'static str)> {
    let (name, rest) = line.split_once(": \"")?;
    if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
        return None;
    }
    let field = meant_by(name, known)?.name;
    let has_it =
        text.lines().any(|line| line.strip_prefix(field).is_some_and(|rest| rest.starts_with(':')));
    (!has_it).then(|| (format!("{field}: \"{rest}"), field))
}

/// The lines of a document that were replaced, in the order in which they were: each by the bytes
/// that it had, and how many it has since.
#[derive(Default)]
struct Edits(Vec<(Range<usize>, usize)>);

impl Edits {
    /// The document with `line` in place of `range`.
    fn edit(&mut self, text: &str, range: Range<usize>, line: &str) -> String {
        let edited = [&text[..range.start], line, &text[range.end..]].concat();
        self.0.push((range, line.len()));
        edited
    }

    /// Where the bytes of the edited document are in the one that was written; what is of a line
    /// that was replaced is all of that line.
    fn before(&self, range: &Range<usize>) -> Range<usize> {
        self.0.iter().rev().fold(range.clone(), |range, (line, length)| {
            let new_end = line.start + length;
            let start = match range.start {
                at if at <= line.start => at,
                at if at < new_end => line.start,
                at => at - new_end + line.end,
            };
            let end = match range.end {
                at if at <= line.start => at,
                at if at <= new_end => line.end,
                at => at - new_end + line.end,
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
mod tests {
    use super::*;
    use crate::text::fields::Shape;

    #[test]
    fn a_fault_of_syntax_has_its_remedy() {
        const TAB: &str = "YAML does not allow tabs";
        const TOO_MUCH: &str = "write it with fewer levels";
        let deep = format!("a: {}{}", "[".repeat(200), "]".repeat(200));
        let table = [
            ("a:\n\tb: c", TAB),
            ("a: |\n\t b\n", TAB),
            ("a:\n  b: c\n\td: e\n", TAB),
            (&*deep, TOO_MUCH),
            ("a: &x [1]\nb: *nothing", "each line is `name: value`"),
            ("stable: a: b", "text that holds a colon"),
            ("a: \"b", "check that the quotes"),
        ];
        for (yaml, remedy) in table {
            let error = parse(yaml, Keys::Placed).expect_err(yaml);
            let hint = syntax_hint(&error, yaml);
            assert!(hint.starts_with(remedy), "{yaml:?}: {hint} ({error:?})");
        }
    }

    /// A fault of each of the kinds of syntax, and of values, wherever it stands.
    #[test]
    fn all_faults_are_told_at_once_where_they_are() {
        let names = ["title", "date", "summary", "tags", "authors", "draft"];
        let known = names.map(|name| Field::new(name, Shape::Text, ""));
        for (yaml, expected) in [
            (
                "title: Talks: day two\ndate: soon\nsummary: “é”: no\ntags: [a\ndraft: perhaps\n",
                vec!["1 title", "3 summary", "4 tags", "2 date", "5 draft"],
            ),
            ("title Talks\ndate: soon\n", vec!["1 title", "2 date"]),
            // A text may go on in the next line, which a tab does not begin.
            (
                "title: Talks: two\nsummary: They\n\tdraft: x\ndate: soon\n",
                vec!["1 title", "3 \tdraft", "4 date", "3 \tdraft"],
            ),
            ("date: soon\ntitle: \"Talks\ndraft: x\n", vec!["2 title", "1 date", "3 draft"]),
        ] {
            let mut decoder = Decoder::new("a.md", yaml, 0..yaml.len(), Keys::Placed);
            let node = decoder.parse(&known).unwrap_or_else(|| panic!("{yaml}"));
            let fields = decoder.fields(&node, "front matter").unwrap();
            for name in ["date", "draft"] {
                if let Some(node) = fields.get(name) {
                    decoder.report(&node.range, "not so", "write something else");
                }
            }
            let lines: Vec<&str> = yaml.lines().collect();
            let faults = decoder.into_faults().into_reported();
            let places = faults.iter().map(|fault| {
                let line = fault.place.as_ref().unwrap().line;
                let name = lines[line - 1].split([':', ' ']).next().unwrap();
                format!("{line} {name}")
            });
            assert_eq!(places.collect::<Vec<_>>(), expected, "{yaml}");
        }
    }
}
