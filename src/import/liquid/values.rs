//! Values of templates: how they are shown and compared, and what is in them.

use std::cmp::Ordering;

use super::Syntax;
use crate::text::yaml::Value;

/// What stands for a value that nobody can tell here.
const UNKNOWN: &str = "\0";

/// What stands for a dot in a name.
pub const DOT: &str = "\u{1}";

pub fn unknown() -> Value {
    Value::text(UNKNOWN)
}

pub fn is_unknown(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text == UNKNOWN)
}

/// Whether a list, a map or a text has something in it.
pub fn holds(whole: &Value, part: &Value) -> bool {
    match whole {
        Value::List(items) => items.iter().any(|item| is_same(&item.value, part)),
        Value::Map(_) => self::part(whole, &shown(part)).is_some(),
        Value::Null => false,
        whole => !shown(part).is_empty() && shown(whole).contains(&shown(part)),
    }
}

/// Whether a value is none or empty; `blank` is of spaces too.
pub fn is_blank(value: &Value, is_of_spaces: bool) -> bool {
    match value {
        Value::Null | Value::Bool(false) => is_of_spaces,
        Value::Text(text) => text.is_empty() || is_of_spaces && text.trim().is_empty(),
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => false,
    }
}

/// Whether a value counts as true. In Nunjucks an empty text and nought do not.
pub fn is_set(value: &Value, syntax: Syntax) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Text(text) => syntax == Syntax::Liquid || !text.is_empty(),
        Value::Integer(number) => syntax == Syntax::Liquid || *number != 0,
        _ => true,
    }
}

pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// Whether two values are one: what is no text is none that is written the same.
pub fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            number(one) == number(other)
        }
        _ => one == other,
    }
}

/// The order of two values, of numbers and of texts.
pub fn order(one: &Value, other: &Value) -> Option<Ordering> {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => Some(one.cmp(other)),
        _ => number(one)?.partial_cmp(&number(other)?),
    }
}

/// The part of a value at a path; the value itself for none.
pub fn part(value: &Value, path: &str) -> Option<Value> {
    if path.is_empty() {
        return Some(value.clone());
    }
    if is_unknown(value) {
        return Some(unknown());
    }
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let name = &*name.replace(DOT, ".");
    match value {
        Value::Map(entries) => {
            let is_it = |key: &Value| match key {
                Value::Text(of) => of == name,
                Value::Integer(of) => of.to_string() == name,
                _ => false,
            };
            match entries.iter().find(|(key, _)| is_it(&key.value)) {
                Some((_, found)) => part(&found.value, rest),
                None if name == "size" => Some(Value::Integer(entries.len() as i64)),
                None => None,
            }
        }
        Value::List(items) => match name {
            "size" | "length" => Some(Value::Integer(items.len() as i64)),
            "first" => part(&items.first()?.value, rest),
            "last" => part(&items.last()?.value, rest),
            _ => {
                let at: i64 = name.parse().ok()?;
                let at = if at < 0 { at + items.len() as i64 } else { at };
                part(&items.get(usize::try_from(at).ok()?)?.value, rest)
            }
        },
        Value::Text(text) if matches!(name, "size" | "length") => {
            Some(Value::Integer(text.chars().count() as i64))
        }
        _ => None,
    }
}

/// A value as a reader sees it.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        value if is_unknown(value) => String::new(),
        Value::Bool(flag) => flag.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) if number.fract() == 0.0 => format!("{number:.1}"),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(|item| shown(&item.value)).collect(),
        Value::Map(_) => String::new(),
    }
}

/// The property of an item, by which lists are sorted, grouped and asked.
pub fn property(item: &Value, name: Option<&Value>) -> Value {
    match name {
        Some(name) => part(item, &shown(name)).unwrap_or(Value::Null),
        None => item.clone(),
    }
}
