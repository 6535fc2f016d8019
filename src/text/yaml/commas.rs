//! `{date: 2026-02-01, text: It was five, not six.}`: in braces, a comma ends a text without quotes.

use std::ops::Range;

use super::mended::{MendedLine, line_at};
use super::unknown::{meant_by, nested};
use super::writer::in_quotes;
use super::{Node, Value};
use crate::text::fields::{Field, Shape};

/// The line of the first text that a comma in braces has cut, with all of it. The fields of the
/// document are `known`, and names are placed.
pub fn with_commas(yaml: &str, node: &Node, known: &[Field]) -> Option<MendedLine> {
    let Value::Map(entries) = &node.value else { return None };
    let is_in_braces = yaml.get(node.range.start..).is_some_and(|at| at.starts_with('{'));
    if is_in_braces && let Some(mended) = of_entries(yaml, entries, known) {
        return Some(mended);
    }
    entries.iter().find_map(|(key, value)| {
        let Value::Text(name) = &key.value else { return None };
        let field = known.iter().find(|field| field.name == *name)?;
        let fields = nested(field);
        match &value.value {
            Value::Map(_) if !fields.is_empty() => with_commas(yaml, value, fields),
            Value::List(items) if !fields.is_empty() => {
                items.iter().find_map(|item| with_commas(yaml, item, fields))
            }
            _ => None,
        }
    })
}

/// Whether a document may have such a text: a quick look.
pub fn might_have_commas(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => items.iter().any(might_have_commas),
        Value::Map(entries) => {
            let is_cut = |pair: &[(Node, Node)]| {
                is_scalar(&pair[0].1.value) && pair[1].1.value == Value::Null
            };
            entries.windows(2).any(is_cut) || entries.iter().any(|(_, it)| might_have_commas(it))
        }
        _ => false,
    }
}

fn is_scalar(value: &Value) -> bool {
    matches!(value, Value::Text(_) | Value::Integer(_) | Value::Float(_))
}

fn of_entries(yaml: &str, entries: &[(Node, Node)], known: &[Field]) -> Option<MendedLine> {
    let field = |key: &Node| match &key.value {
        Value::Text(name) => known.iter().find(|field| field.name == *name),
        _ => None,
    };
    let is_rest = |(key, value): &(Node, Node)| {
        let behind = yaml.get(key.range.end..).unwrap_or_default().trim_start();
        value.value == Value::Null && field(key).is_none() && !behind.starts_with(':')
    };
    // A name that is none is told with its own remedy.
    let meant = |key: &Node| match &key.value {
        Value::Text(name) => field(key).or_else(|| meant_by(name, known)),
        _ => None,
    };
    let at = entries.windows(2).position(|pair| {
        let is_plain = !yaml[pair[0].1.range.start..].starts_with(['"', '\'']);
        is_scalar(&pair[0].1.value) && is_plain && meant(&pair[0].0).is_some() && is_rest(&pair[1])
    })?;
    let rest = entries[at + 1..].iter().take_while(|entry| is_rest(entry));
    let (last, _) = rest.last()?;
    let whole: Range<usize> = entries[at].1.range.start..last.range.end;
    let line = line_at(yaml, whole.start);
    let text = yaml.get(whole.clone()).filter(|text| !text.contains('\n'))?.trim_end();
    let value = match meant(&entries[at].0)?.shape {
        Shape::List(_) | Shape::OneOrMore(_) => format!("[{text}]"),
        _ => in_quotes(text),
    };
    let (before, behind) =
        (&yaml[line.start..whole.start], &yaml[whole.start + text.len()..line.end]);
    let Value::Text(name) = &entries[at].0.value else { return None };
    Some(MendedLine {
        message: format!("a comma ends `{name}` within braces, and this one does not mean to"),
        range: whole,
        line: format!("{before}{value}{behind}"),
        or: String::new(),
        is_quoted: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml::{Keys, parse};

    const PARTS: &[Field] = &[
        Field::new("date", Shape::Text, ""),
        Field::new("text", Shape::Text, ""),
        Field::new("widths", Shape::List(&Shape::Count(9)), ""),
    ];
    const KNOWN: &[Field] = &[
        Field::new("one", Shape::Map(PARTS), ""),
        Field::new("several", Shape::List(&Shape::Map(PARTS)), ""),
        Field::new("extra", Shape::AnyMap, ""),
    ];

    #[test]
    fn a_comma_is_a_part_of_a_text() {
        for (yaml, right) in [
            ("one: {text: five, not six.}", Some("one: {text: \"five, not six.\"}")),
            ("one: {text: a, b, c, date: x}", Some("one: {text: \"a, b, c\", date: x}")),
            ("one: {date: x, text: rgb(1,2,3)}", Some("one: {date: x, text: \"rgb(1,2,3)\"}")),
            ("one: {text: 1, 2} # so", Some("one: {text: \"1, 2\"} # so")),
            ("one: {widths: 400, 800}", Some("one: {widths: [400, 800]}")),
            ("several:\n  - {text: a, b}\n", Some("  - {text: \"a, b\"}")),
            ("several: [{text: a}, {text: b, c}]", Some("several: [{text: a}, {text: \"b, c\"}]")),
            ("one: {Text: a, b}", Some("one: {Text: \"a, b\"}")),
            ("one: {txt: a, b, date: x}", Some("one: {txt: \"a, b\", date: x}")),
            ("one: {other: a, b}", None),
            ("one: {text: a, date: }", None),
            ("one: {text: a, date}", None),
            ("one: {text: a, other: }", None),
            ("one: {text: \"a\", b}", None),
            ("one:\n  text: a\n  other:\n", None),
            ("extra: {text: a, b}", None),
        ] {
            let node = parse(yaml, Keys::Placed).expect(yaml);
            let found = with_commas(yaml, &node, KNOWN).map(|mended| mended.line);
            assert_eq!(found.as_deref(), right, "{yaml}");
            assert!(found.is_none() || might_have_commas(&node), "{yaml}");
        }
    }
}
