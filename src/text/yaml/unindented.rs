//! `image:`, and below it `src: dam.svg` at the margin: parts of a field that are not indented.

use std::ops::Range;

use icu_locale::Locale;

use super::mended::line_at;
use super::mended_lines::MendedLines;
use super::unknown::nested;
use super::{Node, Value};
use crate::text::fields::{Field, Shape};

/// Whether a document may have such lines: a quick look.
pub fn might_be_unindented(node: &Node, known: &[Field]) -> bool {
    first_run(node, known).is_some()
}

/// The first such lines of a document, whose names are placed.
pub fn unindented(yaml: &str, node: &Node, known: &[Field]) -> Option<MendedLines> {
    let (field, parts, next) = first_run(node, known)?;
    let start = line_at(yaml, parts.first()?.0.range.start).start;
    let end = next.map_or(yaml.len(), |(key, _)| line_at(yaml, key.range.start).start);
    let is_list = matches!(field.shape, Shape::List(_) | Shape::OneOrMore(_));
    let (first, others) = if is_list { ("  - ", "    ") } else { ("  ", "  ") };
    let mut lines: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = start;
    while at < end {
        let range = line_at(yaml, at);
        let line = &yaml[range.clone()];
        at = yaml[range.end..].find('\n').map_or(end, |newline| range.end + newline + 1);
        if !line.trim().is_empty() {
            let indent = if lines.is_empty() { first } else { others };
            lines.push((range, format!("{indent}{line}")));
        }
    }
    let name = field.name;
    let message = format!("these lines are parts of `{name}`, and are not indented below it");
    MendedLines::of(message, lines)
}

type Entry = (Node, Node);

/// The first field that has nothing behind its colon and its parts at the margin: these, and what
/// comes next.
fn first_run<'f, 'n>(
    node: &'n Node,
    known: &'f [Field],
) -> Option<(&'f Field, &'n [Entry], Option<&'n Entry>)> {
    let Value::Map(entries) = &node.value else { return None };
    let is_field = |name: &str| known.iter().any(|field| field.name == name);
    entries.iter().enumerate().find_map(|(at, (key, value))| {
        let name = name_of(key).filter(|_| value.value == Value::Null)?;
        let field = known.iter().find(|field| field.name == name)?;
        let is_part = |key: &Node| {
            name_of(key).is_some_and(|name| match field.shape {
                Shape::NamedLike(..) => is_tag(name),
                _ => nested(field).iter().any(|part| part.name == name),
            })
        };
        let rest = &entries[at + 1..];
        let parts = rest.iter().take_while(|(key, _)| is_part(key)).count();
        // What may be a field as well is a part only between others.
        let is_only_part = |(key, _): &Entry| name_of(key).is_some_and(|name| !is_field(name));
        let last = rest[..parts].iter().rposition(is_only_part)?;
        Some((field, &rest[..=last], rest.get(last + 1)))
    })
}

/// Whether a name is the tag of a language: `de`, `pt-BR`.
fn is_tag(name: &str) -> bool {
    let language = name.split('-').next().unwrap_or(name);
    (2..=3).contains(&language.len()) && Locale::try_from_str(name).is_ok()
}

fn name_of(key: &Node) -> Option<&str> {
    match &key.value {
        Value::Text(name) => Some(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml::{Keys, parse};

    const PARTS: &[Field] = &[
        Field::new("date", Shape::Text, ""),
        Field::new("text", Shape::Text, ""),
        Field::new("at", Shape::Map(&[]), ""),
    ];
    const KNOWN: &[Field] = &[
        Field::new("title", Shape::Text, ""),
        Field::new("date", Shape::Text, ""),
        Field::new("note", Shape::Map(PARTS), ""),
        Field::new("notes", Shape::List(&Shape::Map(PARTS)), ""),
        Field::new("translations", Shape::NamedLike("[a-z]+", &Shape::Text), ""),
        Field::new("til", Shape::Text, ""),
    ];

    fn mended(yaml: &str) -> Option<String> {
        let node = parse(yaml, Keys::Placed).expect(yaml);
        let found = unindented(yaml, &node, KNOWN)?;
        let mut text = yaml.to_string();
        for (range, line) in found.lines.into_iter().rev() {
            text.replace_range(range, &line);
        }
        Some(text)
    }

    #[test]
    fn parts_at_the_margin_are_indented() {
        for (yaml, right) in [
            ("note:\ntext: a\n", "note:\n  text: a\n"),
            ("note:\ntext: a\ntitle: b\n", "note:\n  text: a\ntitle: b\n"),
            ("note:\ndate: a\ntext: b\n", "note:\n  date: a\n  text: b\n"),
            ("note:\ntext: a\ndate: b\n", "note:\n  text: a\ndate: b\n"),
            (
                "translations:\nde: a.md\npt-BR: b.md\ntitle: c\n",
                "translations:\n  de: a.md\n  pt-BR: b.md\ntitle: c\n",
            ),
            ("note:\n\nat:\n  x: 1\ntext: b", "note:\n\n  at:\n    x: 1\n  text: b"),
            ("date: x\nnotes:\ndate: a\ntext: b\n", "date: x\nnotes:\n  - date: a\n    text: b\n"),
        ] {
            assert_eq!(mended(yaml).as_deref(), Some(right), "{yaml}");
        }
        for yaml in [
            "translations:\ntil: a\n",
            "note:\ntitle: a\n",
            "note:\ndate: a\n",
            "note: {}\ntext: a\n",
            "text: a\nnote:\n",
        ] {
            assert_eq!(mended(yaml), None, "{yaml}");
        }
    }
}
