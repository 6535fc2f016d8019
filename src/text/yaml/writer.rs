//! YAML out: values as text that every reader reads back as the same values, also those
//! which read YAML 1.1, where `no` is a flag and `12:30` a number.

use super::{Node, Value};
use crate::text::fields::{DATE, Field, Shape};
use crate::text::printable::steers;
use crate::text::several;

/// How far each level is indented.
const STEP: usize = 2;

/// A document of these values, in the order of the table of `fields`. A name that is not in the
/// table comes last, so that nothing is lost before the reader tells of it.
pub fn write(fields: &[Field], values: &[(&str, Value)]) -> String {
    let known = |name: &str| fields.iter().any(|field| field.name == name);
    let of_table = fields.iter().flat_map(|field| {
        let of_field = values.iter().filter(|(name, _)| *name == field.name);
        of_field.map(|(name, value)| (name, value, Some(&field.shape)))
    });
    let others = values.iter().filter(|(name, _)| !known(name));
    let mut out = String::new();
    for (name, value, shape) in of_table.chain(others.map(|(name, value)| (name, value, None))) {
        entry(&mut out, 0, &text(name), value, shape);
    }
    out
}

/// A value on one line.
pub fn on_one_line(value: &Value) -> String {
    match value {
        Value::List(items) => {
            let items = items.iter().map(|item| on_one_line(&item.value));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                format!("{}: {}", on_one_line(&key.value), on_one_line(&value.value))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        // Brackets and commas end a bare text here.
        Value::Text(text) => quoted(text),
        _ => scalar(value, None),
    }
}

/// A value on one line, with texts bare where nothing in them ends them there: as people write it.
pub fn in_flow(value: &Value) -> String {
    match value {
        Value::List(items) => {
            let items = items.iter().map(|item| in_flow(&item.value));
            format!("[{}]", items.collect::<Vec<_>>().join(", "))
        }
        Value::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", in_flow(&key.value), in_flow(&value.value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Text(path) if is_plain_path(path) => path.clone(),
        Value::Text(of) => between_brackets(of),
        _ => scalar(value, None),
    }
}

/// `/about/`, which no reader takes for anything else.
fn is_plain_path(text: &str) -> bool {
    let is_of_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.');
    text.starts_with('/') && text.chars().all(is_of_path)
}

fn entry(out: &mut String, indent: usize, key: &str, value: &Value, shape: Option<&Shape>) {
    indented(out, indent);
    out.push_str(key);
    out.push(':');
    match value {
        Value::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            map(out, indent + STEP, entries, shape);
        }
        Value::List(items) if !items.is_empty() => {
            out.push('\n');
            // Where one name is taken as well as a list, several may be meant by one text.
            let are_names = matches!(shape, Some(Shape::OneOrMore(_)));
            let shape = shape.and_then(of_item);
            for item in items {
                match &item.value {
                    Value::Text(name) if are_names && is_asked_about(name) => {
                        line_of_item(out, indent + STEP, &quoted(name));
                    }
                    _ => self::item(out, indent + STEP, item, shape),
                }
            }
        }
        Value::Null => out.push('\n'),
        value => {
            out.push(' ');
            out.push_str(&scalar(value, shape));
            out.push('\n');
        }
    }
}

fn map(out: &mut String, indent: usize, entries: &[(Node, Node)], shape: Option<&Shape>) {
    for (key, value) in entries {
        let shape = shape.and_then(|shape| of_entry(shape, &key.value));
        entry(out, indent, &scalar(&key.value, None), &value.value, shape);
    }
}

fn item(out: &mut String, indent: usize, item: &Node, shape: Option<&Shape>) {
    let start = out.len();
    match &item.value {
        Value::Map(entries) if !entries.is_empty() => {
            map(out, indent + STEP, entries, shape);
            // The first entry stands behind the dash.
            out.replace_range(start + indent..start + indent + STEP, "- ");
        }
        value => line_of_item(out, indent, &scalar(value, shape)),
    }
}

fn line_of_item(out: &mut String, indent: usize, written: &str) {
    indented(out, indent);
    out.push_str("- ");
    out.push_str(written);
    out.push('\n');
}

/// What an item of a list may be.
fn of_item(shape: &Shape) -> Option<&Shape> {
    match shape {
        Shape::List(of) | Shape::OneOrMore(of) => Some(of),
        Shape::OrFalse(of) => of_item(of),
        _ => None,
    }
}

/// What the value of a key may be.
fn of_entry<'s>(shape: &'s Shape, key: &Value) -> Option<&'s Shape> {
    let Value::Text(key) = key else { return None };
    match shape {
        Shape::Map(fields) | Shape::OrMap(_, fields) => {
            fields.iter().find(|field| field.name == key).map(|field| &field.shape)
        }
        Shape::Named(of) | Shape::NamedLike(_, of) | Shape::SomeNamedLike(_, of) => Some(of),
        Shape::OrFalse(of) | Shape::OneOrMore(of) => of_entry(of, &Value::Text(key.clone())),
        _ => None,
    }
}

fn is_date(shape: Option<&Shape>) -> bool {
    matches!(shape, Some(Shape::Form(form)) if *form == DATE)
}

fn indented(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

fn scalar(value: &Value, shape: Option<&Shape>) -> String {
    match value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float(*number),
        Value::Text(of) if is_date(shape) && is_bare_date(of) => of.clone(),
        Value::Text(of) => text(of),
        Value::List(_) | Value::Map(_) => on_one_line(value),
    }
}

/// YAML 1.1 knows a number with an exponent only by its point and its sign.
fn float(number: f64) -> String {
    if number.is_nan() {
        return ".nan".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf".into() } else { "-.inf".into() };
    }
    let written = format!("{number:?}");
    let Some((digits, exponent)) = written.split_once('e') else { return written };
    let point = if digits.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with('-') { "" } else { "+" };
    format!("{digits}{point}e{sign}{exponent}")
}

fn is_bare_date(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '+' | '.' | 'T' | 'Z' | ' '))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && text.contains('-')
}

/// A text, bare if nobody can take it for anything else.
pub fn text(text: &str) -> String {
    if is_plain(text) { text.into() } else { quoted(text) }
}

/// Whether a name without quotes may be several, the end of a list, or have an address in it.
fn is_asked_about(name: &str) -> bool {
    let is_closed = name.ends_with([')', ']', '}', '］', '】']);
    let is_end = is_closed && !name.contains(['(', '[', '{', '［', '【']);
    is_end || name.contains('@') || several::people(name).len() > 1
}

/// Whether a text means itself without quotes: it begins with a letter, is no word that means
/// something else to some reader, and has nothing in it that may end it.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];
    let is_word = || {
        let lower = text.to_ascii_lowercase();
        WORDS.contains(&&*lower) || lower == "null"
    };
    let is_harmless = |c: char| {
        c.is_alphanumeric()
            || matches!(c, ' ' | '-' | '_' | '.' | ',' | ';' | '!' | '?' | '(' | ')' | '/')
            || matches!(
                c,
                '\'' | '%'
                    | '&'
                    | '+'
                    | '='
                    | '’'
                    | '‘'
                    | '“'
                    | '”'
                    | '«'
                    | '»'
                    | '–'
                    | '—'
                    | '…'
            )
    };
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(is_harmless)
        && !is_word()
}

/// A list of texts on one line, each bare if nothing in it ends it there.
pub fn list_of(texts: &[&str]) -> String {
    let texts = texts.iter().map(|text| between_brackets(text));
    format!("[{}]", texts.collect::<Vec<_>>().join(", "))
}

/// A text as it stands between brackets or braces, where a comma ends it too.
pub fn between_brackets(of: &str) -> String {
    if of.contains(',') { quoted(of) } else { text(of) }
}

/// A name where several may stand, in quotes if it could be taken for several.
pub fn one_name(of: &str) -> String {
    if several::at_commas(of).len() > 1 { quoted(of) } else { between_brackets(of) }
}

/// A text in the quotes that leave it as it is, where there are such.
pub fn in_quotes(text: &str) -> String {
    let has = |c: char| text.contains(c);
    match text.chars().any(steers) || (has('"') || has('\\')) && has('\'') {
        true => quoted(text),
        false if has('"') || has('\\') => format!("'{text}'"),
        false => format!("\"{text}\""),
    }
}

/// A text in double quotes (YAML 1.2.2, section 7.3.1).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_hidden(c) => match u32::from(c) {
                small @ ..=0xff => quoted.push_str(&format!("\\x{small:02X}")),
                middle @ ..=0xffff => quoted.push_str(&format!("\\u{middle:04X}")),
                large => quoted.push_str(&format!("\\U{large:08X}")),
            },
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// What YAML does not have (section 5.1), takes for the end of a line or the beginning of a
/// file, or what turns the order of letters round.
fn is_hidden(c: char) -> bool {
    steers(c)
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::yaml::{Keys, parse};
    use proptest::prelude::*;

    fn map_of(entries: Vec<(Value, Value)>) -> Value {
        let node = |value| Node { value, range: 0..0 };
        Value::Map(entries.into_iter().map(|(key, value)| (node(key), node(value))).collect())
    }

    /// The same, without places.
    fn bare(value: Value) -> Value {
        match value {
            Value::List(items) => Value::List(
                items
                    .into_iter()
                    .map(|item| Node { value: bare(item.value), range: 0..0 })
                    .collect(),
            ),
            Value::Map(entries) => {
                map_of(entries.into_iter().map(|(k, v)| (bare(k.value), bare(v.value))).collect())
            }
            other => other,
        }
    }

    fn read_back(value: &Value) -> Value {
        let written = write(&[], &[("field", value.clone())]);
        let read = parse(&written, Keys::Placed);
        let Ok(Node { value: Value::Map(mut entries), .. }) = read else {
            panic!("{written:?}: {read:?}")
        };
        assert_eq!(entries.len(), 1, "{written:?}");
        bare(entries.remove(0).1.value)
    }

    /// Messages show a line with it, in which nothing may steer a terminal.
    #[test]
    fn what_is_put_in_quotes_can_be_shown_and_is_read_back() {
        for text in [
            "ا & \u{2067}ب\u{2069}",
            "a\u{202e}b",
            "a\u{2028}'b'",
            "\u{7}",
            "می\u{200c}رود",
            "\"a\" 'b'",
        ] {
            let written = in_quotes(text);
            assert!(!written.chars().any(steers), "{written:?}");
            let read = parse(&format!("a: {written}"), Keys::Placed).unwrap();
            let Value::Map(entries) = read.value else { panic!("{written}") };
            assert_eq!(entries[0].1.value, Value::Text(text.into()));
        }
    }

    #[test]
    fn every_character_is_read_back() {
        let all: Vec<char> = ('\0'..=char::MAX).collect();
        for some in all.chunks(1000) {
            let text = Value::Text(some.iter().collect());
            assert_eq!(read_back(&text), text);
        }
    }

    #[test]
    fn a_text_is_bare_where_nobody_can_mistake_it() {
        for text in ["Talks resume", "Ծաղիկ", "don’t (yet)", "a, b; c!", "/", "Nobody"] {
            let expected = if text == "/" { "f: \"/\"\n".into() } else { format!("f: {text}\n") };
            assert_eq!(write(&[], &[("f", Value::Text(text.into()))]), expected);
        }
        for text in
            ["no", "Yes", "2026", "1e3", "a: b", "a #b", " a", "a ", "---", "", "~", "null", "[a"]
        {
            let written = write(&[], &[("f", Value::Text(text.into()))]);
            assert_eq!(written, format!("f: \"{text}\"\n"));
        }
        let date = [("f", Value::Text("2026-02-01 09:30".into()))];
        let field = [Field::new("f", Shape::Form(DATE), "A date.")];
        assert_eq!(write(&field, &date), "f: 2026-02-01 09:30\n");
        assert_eq!(write(&[], &date), "f: \"2026-02-01 09:30\"\n");
    }

    #[test]
    fn what_is_nested_stands_below_it() {
        let text = |text: &str| Value::Text(text.into());
        let node = |value| Node { value, range: 0..0 };
        let correction = map_of(vec![(text("date"), text("today")), (text("text"), text("a: b"))]);
        let value = Value::List(vec![node(correction), node(Value::List(vec![node(text("x"))]))]);
        assert_eq!(
            write(&[], &[("list", value)]),
            "list:\n  - date: today\n    text: \"a: b\"\n  - [\"x\"]\n"
        );
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            any::<String>(),
            "[-:#\\[\\]{}&*!|>'\"%@`,?~=<. \t\n\r0-9a-cxyzN_]{0,12}",
            "(no|yes|on|off|null|true|[0-9]{1,4}[:.xob_][0-9]{1,3}|\u{feff}a|---|\\.\\.\\.|\u{202e}b)( |\n)?",
        ]
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Integer),
            prop::num::f64::NORMAL.prop_map(Value::Float),
            any_text().prop_map(Value::Text),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            let node = |value| Node { value, range: 0..0 };
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4)
                    .prop_map(move |items| Value::List(items.into_iter().map(node).collect())),
                prop::collection::btree_map(any_text(), inner, 0..4).prop_map(|entries| {
                    map_of(entries.into_iter().map(|(k, v)| (Value::Text(k), v)).collect())
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn every_value_is_read_back(value in any_value()) {
            prop_assert_eq!(read_back(&value), value);
        }

        #[test]
        fn every_value_is_read_back_from_one_line(value in any_value()) {
            let node = parse(&in_flow(&value), Keys::Placed);
            prop_assert_eq!(&node.map(|node| bare(node.value)).unwrap(), &value, "{}", in_flow(&value));
        }
    }
}
