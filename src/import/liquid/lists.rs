//! Filters of lists.

use std::cmp::Ordering;
use std::ops::Range;

use super::values::{is_same, number, order, part, property, shown};
use super::{LONGEST, Syntax};
use crate::text::yaml::{Node, Value};

/// Whether a condition holds of an item by this name; none where nobody can tell.
pub type Holds<'h> = dyn Fn(&Value, &str, &str) -> Option<bool> + 'h;

/// What a filter makes of a list; none if nobody knows.
pub fn filtered(
    value: &Value,
    name: &str,
    arguments: &[Value],
    syntax: Syntax,
    holds: &Holds<'_>,
) -> Option<Value> {
    if let Some(found) = told(value, name, arguments) {
        return Some(found);
    }
    let mut items = match value {
        // Jekyll asks the values of a map; all else takes it as one thing.
        Value::Map(_) if !name.starts_with("where") && !name.starts_with("find") => {
            vec![value.clone()]
        }
        _ => items(value),
    };
    let first = arguments.first();
    let is_that = |item: &Value| matches(item, arguments);
    let keep =
        |keep: &dyn Fn(&Value) -> bool| list(items.iter().filter(|item| keep(item)).cloned());
    Some(match name {
        "where" | "selectattr" => keep(&is_that),
        "reject" | "rejectattr" if first.is_some() => keep(&|item| !is_that(item)),
        "where_exp" | "reject_exp" | "find_exp" => {
            let (as_name, condition) = (shown(first?), shown(arguments.get(1)?));
            let mut kept = Vec::new();
            for item in items {
                let is = holds(&item, &as_name, &condition)?;
                if is != (name == "reject_exp") {
                    kept.push(item);
                }
            }
            match name {
                "find_exp" => kept.into_iter().next().unwrap_or(Value::Null),
                _ => list(kept),
            }
        }
        "find" => items.into_iter().find(|item| is_that(item)).unwrap_or(Value::Null),
        "has" => Value::Bool(items.iter().any(is_that)),
        "map" => list(items.iter().map(|item| property(item, first))),
        "sort" | "sort_natural" if syntax == Syntax::Liquid => {
            // What has no such property is last in Liquid, and first in Jekyll; where all have it,
            // both are one.
            items
                .sort_by(|one, other| sorted(&property(one, first), &property(other, first), name));
            list(items)
        }
        "reverse" if !matches!(value, Value::Text(_)) => {
            items.reverse();
            list(items)
        }
        "uniq" | "unique" => {
            let mut once: Vec<Value> = Vec::new();
            for item in items {
                let of = property(&item, first);
                if !once.iter().any(|other| is_same(&property(other, first), &of)) {
                    once.push(item);
                }
            }
            list(once)
        }
        "compact" => list(items.into_iter().filter(|item| property(item, first) != Value::Null)),
        "concat" => list(items.into_iter().chain(self::items(first?))),
        "push" => list(items.into_iter().chain(first.cloned())),
        "unshift" => list(first.cloned().into_iter().chain(items)),
        "pop" => {
            items.truncate(items.len().saturating_sub(times(first)));
            list(items)
        }
        "shift" => list(items.into_iter().skip(times(first))),
        "slice" if syntax == Syntax::Liquid => {
            list(items[range(items.len(), arguments)?].iter().cloned())
        }
        "group_by" => grouped(&items, first?),
        "sum" => {
            let numbers = items.iter().map(|item| number(&property(item, first)).unwrap_or(0.0));
            let sum: f64 = numbers.sum();
            if sum.fract() == 0.0 { Value::Integer(sum as i64) } else { Value::Float(sum) }
        }
        _ => return None,
    })
}

/// What is told of a list, or of a text, as one thing.
fn told(value: &Value, name: &str, arguments: &[Value]) -> Option<Value> {
    let by = |otherwise: &str| arguments.first().map_or_else(|| otherwise.to_string(), shown);
    Some(match name {
        "first" | "last" => match value {
            Value::Text(text) if name == "first" => {
                text.chars().next().map_or(Value::Null, |c| Value::Text(c.into()))
            }
            value => part(value, name).unwrap_or(Value::Null),
        },
        "size" | "length" => part(value, "size").unwrap_or(Value::Integer(0)),
        "split" => {
            let (text, by) = (shown(value), by(" "));
            let parts = match by.as_str() {
                "" => text.chars().map(String::from).collect(),
                " " => text.split_whitespace().map(String::from).collect(),
                by => text.split(by).map(String::from).collect::<Vec<_>>(),
            };
            // As Ruby does it, without empty ones at the end.
            let length = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |at| at + 1);
            Value::texts(parts[..length].iter().map(String::as_str))
        }
        "join" => match value {
            Value::List(items) => {
                let by = by(" ");
                if items.len().saturating_mul(by.len()) > LONGEST {
                    return None;
                }
                let items: Vec<String> = items.iter().map(|item| shown(&item.value)).collect();
                Value::Text(items.join(&by))
            }
            value => Value::Text(shown(value)),
        },
        "array_to_sentence_string" => {
            let items: Vec<String> = items(value).iter().map(shown).collect();
            let and = by("and");
            Value::Text(match &items[..] {
                [] => String::new(),
                [one] => one.clone(),
                [one, other] => format!("{one} {and} {other}"),
                [rest @ .., last] => format!("{}, {and} {last}", rest.join(", ")),
            })
        }
        "number_of_words" | "wordcount" if arguments.is_empty() => {
            Value::Integer(shown(value).split_whitespace().count() as i64)
        }
        _ => return None,
    })
}

fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::List(items) => items.iter().map(|item| item.value.clone()).collect(),
        Value::Null => Vec::new(),
        Value::Map(entries) => entries.iter().map(|(_, value)| value.value.clone()).collect(),
        other => vec![other.clone()],
    }
}

fn list(items: impl IntoIterator<Item = Value>) -> Value {
    Value::List(items.into_iter().map(Node::from).collect())
}

/// Whether an item has a property, or one of a value. A list has it if it holds it.
fn matches(item: &Value, arguments: &[Value]) -> bool {
    let of = property(item, arguments.first());
    match (arguments.get(1), &of) {
        (None, of) => !matches!(of, Value::Null | Value::Bool(false)),
        (Some(wanted), Value::List(items)) => {
            items.iter().any(|item| shown(&item.value) == shown(wanted))
        }
        (Some(Value::Null), of) => *of == Value::Null,
        (Some(wanted), of) => *of != Value::Null && shown(of) == shown(wanted),
    }
}

fn sorted(one: &Value, other: &Value, name: &str) -> Ordering {
    match (one, other) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Greater,
        (_, Value::Null) => Ordering::Less,
        _ if name == "sort_natural" => shown(one).to_lowercase().cmp(&shown(other).to_lowercase()),
        _ => {
            let numbers = number(one).zip(number(other));
            let of_numbers = numbers.and_then(|(one, other)| one.partial_cmp(&other));
            of_numbers.or_else(|| order(one, other)).unwrap_or(Ordering::Equal)
        }
    }
}

fn grouped(items: &[Value], by: &Value) -> Value {
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for item in items {
        let name = shown(&property(item, Some(by)));
        match groups.iter_mut().find(|(of, _)| *of == name) {
            Some((_, items)) => items.push(item.clone()),
            None => groups.push((name, vec![item.clone()])),
        }
    }
    list(groups.into_iter().map(|(name, items)| {
        let size = Value::Integer(items.len() as i64);
        let entries = [("name", Value::Text(name)), ("items", list(items)), ("size", size)];
        let entries = entries.map(|(name, value)| (Value::text(name).into(), value.into()));
        Value::Map(entries.into_iter().collect())
    }))
}

fn times(value: Option<&Value>) -> usize {
    value.and_then(number).map_or(1, |number| number.max(0.0) as usize)
}

/// What `slice: 1, 3` means of so many; from the end, where it is less than nought.
pub fn range(length: usize, arguments: &[Value]) -> Option<Range<usize>> {
    let start = number(arguments.first()?)? as i64;
    let count = arguments.get(1).and_then(number).map_or(1, |count| count.max(0.0) as usize);
    let start = if start < 0 { length as i64 + start } else { start };
    let start = usize::try_from(start).ok().filter(|start| *start <= length).unwrap_or(length);
    Some(start..start.saturating_add(count).min(length))
}
