//! Expressions of Liquid and Nunjucks: names, texts, conditions.

use std::cell::RefCell;
use std::cmp::Ordering;

use super::filters::filtered;
use super::values::{
    DOT, holds, is_blank, is_same, is_set, is_unknown, order, part, shown, unknown,
};
use super::{Syntax, World};
use crate::text::yaml::Value;

/// What expressions ask.
pub struct Scope<'s> {
    /// The value of a name.
    pub value: &'s dyn Fn(&str) -> Option<Value>,
    pub world: &'s dyn World,
    /// What could not be told, by its name.
    pub unfilled: &'s RefCell<Vec<String>>,
}

impl Scope<'_> {
    /// The value of `page.title | escape`.
    pub fn evaluate(&self, text: &str) -> Value {
        let is_nunjucks = self.world.syntax() == Syntax::Nunjucks;
        if let Some(value) = is_nunjucks.then(|| self.chosen(text)).flatten() {
            return value;
        }
        let mut parts = split(text, '|').into_iter();
        let mut result = self.single(parts.next().unwrap_or_default());
        for filter in parts {
            let (name, arguments) = match is_nunjucks {
                true => filter.split_once('(').map_or((filter, ""), |(name, rest)| {
                    (name, rest.trim_end().strip_suffix(')').unwrap_or(rest))
                }),
                false => filter.split_once(':').unwrap_or((filter, "")),
            };
            let arguments = split(arguments, ',').into_iter();
            let arguments: Vec<Value> = arguments
                .filter(|argument| !argument.is_empty() && !is_named(argument))
                .map(|argument| self.single(argument))
                .collect();
            if is_unknown(&result) || arguments.iter().any(is_unknown) {
                return unknown();
            }
            let holds =
                |item: &Value, name: &str, condition: &str| self.holds_of(item, name, condition);
            result = match filtered(&result, name.trim(), &arguments, self.world, &holds) {
                Some(value) => value,
                None => self.untold(format!("the filter `{}`", name.trim())),
            };
        }
        result
    }

    /// What nobody can tell here, noted.
    pub fn untold(&self, name: String) -> Value {
        self.unfilled.borrow_mut().push(name);
        unknown()
    }

    /// `a if b else c` of Nunjucks; none of what is none.
    fn chosen(&self, text: &str) -> Option<Value> {
        let (one, rest) = divided(text, " if ")?;
        let (condition, other) = divided(rest, " else ").unwrap_or((rest, ""));
        Some(match self.is_true(condition) {
            Some(true) => self.evaluate(one),
            Some(false) => self.evaluate(other),
            None => unknown(),
        })
    }

    fn single(&self, text: &str) -> Value {
        let text = text.trim();
        for quote in ['"', '\''] {
            if let Some(inner) = text.strip_prefix(quote) {
                let whole = inner.strip_suffix(quote);
                return match whole.or_else(|| Some(inner.split_once(quote)?.0)) {
                    // Two texts with a word between them are none.
                    Some(inner)
                        if self.world.syntax() == Syntax::Nunjucks
                            && (whole.is_none() || inner.contains(quote)) =>
                    {
                        self.untold(format!("`{text}`"))
                    }
                    Some(inner) => Value::text(inner),
                    None => Value::text(inner),
                };
            }
        }
        match text {
            "true" => return Value::Bool(true),
            "false" => return Value::Bool(false),
            "nil" | "null" | "none" | "" => return Value::Null,
            "empty" | "blank" => return Value::text(""),
            _ => {}
        }
        if let Ok(number) = text.parse::<i64>() {
            return Value::Integer(number);
        }
        if let Ok(number) = text.parse::<f64>() {
            return Value::Float(number);
        }
        if let Some(range) = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
            return match range.split_once("..") {
                Some((from, to)) => self.range(from, to),
                None if self.world.syntax() == Syntax::Nunjucks => self.evaluate(range),
                None => Value::Null,
            };
        }
        match self.path(text) {
            Some(path) => match (self.value)(&path) {
                Some(value) => value,
                None if self.world.tells(&path) => Value::Null,
                None => self.untold(format!("`{text}`")),
            },
            None => self.untold(format!("`{text}`")),
        }
    }

    /// `(1..3)`.
    fn range(&self, from: &str, to: &str) -> Value {
        const MOST: i64 = 10_000;
        let end = |text: &str| shown(&self.single(text)).trim().parse::<i64>().unwrap_or(0);
        let (from, to) = (end(from), end(to));
        let to = to.min(from.saturating_add(MOST));
        Value::List((from..=to).map(|number| Value::Integer(number).into()).collect())
    }

    /// The path `a.b.c` of `a["b"].c`; none of what is no path, such as a call.
    fn path(&self, text: &str) -> Option<String> {
        let mut path = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let name = match c {
                '.' => {
                    rest = &rest[1..];
                    continue;
                }
                '[' => {
                    let end = rest.find(']')?;
                    let name = shown(&self.single(&rest[1..end])).replace('.', DOT);
                    rest = &rest[end + 1..];
                    name
                }
                _ => {
                    let end = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
                    let (name, behind) = rest.split_at(end);
                    rest = behind;
                    if name.is_empty() {
                        return None;
                    }
                    name.to_string()
                }
            };
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(&name);
        }
        Some(path)
    }

    /// Whether `a == "b" and c` holds; none where nobody can tell.
    pub fn is_true(&self, condition: &str) -> Option<bool> {
        let condition = condition.trim();
        if self.world.syntax() == Syntax::Nunjucks {
            if let Some(rest) = condition.strip_prefix("not ") {
                return self.is_true(rest).map(|is| !is);
            }
            let inner = condition.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            if let Some(inner) = inner.filter(|inner| !inner.contains('(')) {
                return self.is_true(inner);
            }
        }
        // Liquid has no brackets, and goes from the right.
        let first = [(" and ", true), (" or ", false)].into_iter().filter_map(|(word, is_and)| {
            let (one, rest) = divided(condition, word)?;
            Some((one.len(), one, rest, is_and))
        });
        if let Some((_, one, rest, is_and)) = first.min_by_key(|(at, ..)| *at) {
            let (one, rest) = (self.is_true(one), self.is_true(rest));
            return match (one, rest, is_and) {
                (Some(false), _, true) | (_, Some(false), true) => Some(false),
                (Some(true), _, false) | (_, Some(true), false) => Some(true),
                (Some(_), Some(_), is_and) => Some(is_and),
                _ => None,
            };
        }
        for operator in ["===", "!==", "==", "!=", "<>", ">=", "<=", ">", "<", " contains ", " in "]
        {
            let Some((one, other)) = divided(condition, operator) else { continue };
            return self.compared(one, operator, other);
        }
        let value = self.evaluate(condition);
        (!is_unknown(&value)).then(|| is_set(&value, self.world.syntax()))
    }

    /// Whether a condition holds of an item by this name; none where nobody can tell.
    fn holds_of(&self, item: &Value, name: &str, condition: &str) -> Option<bool> {
        let value = |path: &str| match path.strip_prefix(name) {
            Some("") => Some(item.clone()),
            Some(rest) if rest.starts_with('.') => {
                Some(part(item, &rest[1..]).unwrap_or(Value::Null))
            }
            _ => (self.value)(path),
        };
        Scope { value: &value, ..*self }.is_true(condition)
    }

    fn compared(&self, one: &str, operator: &str, other: &str) -> Option<bool> {
        let [left, right] = [one, other].map(|text| self.evaluate(text));
        if is_unknown(&left) || is_unknown(&right) {
            return None;
        }
        let order = order(&left, &right);
        Some(match operator {
            "==" | "===" | "!=" | "!==" | "<>" => {
                let blank = [other, one].map(|text| matches!(text.trim(), "empty" | "blank"));
                let is_same = match blank {
                    [true, _] => is_blank(&left, other.trim() == "blank"),
                    [_, true] => is_blank(&right, one.trim() == "blank"),
                    _ => is_same(&left, &right),
                };
                is_same != (operator.starts_with('!') || operator == "<>")
            }
            ">" => order.is_some_and(Ordering::is_gt),
            "<" => order.is_some_and(Ordering::is_lt),
            ">=" => order.is_some_and(Ordering::is_ge),
            "<=" => order.is_some_and(Ordering::is_le),
            " in " => holds(&right, &left),
            _ => holds(&left, &right),
        })
    }
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '?' | '@')
}

/// An argument with a name, such as `allow_false: true`.
fn is_named(argument: &str) -> bool {
    argument
        .split_once([':', '='])
        .is_some_and(|(name, _)| !name.trim().is_empty() && name.trim().chars().all(is_of_name))
}

/// The parts of a text between separators that are in no quotes and no brackets.
pub fn split(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in outside(text) {
        if c == separator {
            parts.push(text[start..at].trim());
            start = at + c.len_utf8();
        }
    }
    parts.push(text[start..].trim());
    parts
}

/// What is before and behind the first of these words that is in no quotes and no brackets.
fn divided<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let (at, _) = outside(text).into_iter().find(|(at, _)| text[*at..].starts_with(word))?;
    Some((&text[..at], &text[at + word.len()..]))
}

/// The letters of a text that are in no quotes and no brackets.
fn outside(text: &str) -> Vec<(usize, char)> {
    let (mut quote, mut depth) = (None, 0_usize);
    let mut letters = Vec::new();
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None => match c {
                '"' | '\'' => quote = Some(c),
                '(' | '[' => depth += 1,
                ')' | ']' => depth = depth.saturating_sub(1),
                c if depth == 0 => letters.push((at, c)),
                _ => {}
            },
        }
    }
    letters
}

/// A parameter of an include: its name, its expression, and whether it is one of `name: value`,
/// which are names of their own there.
pub struct Parameter {
    pub name: String,
    pub value: String,
    pub is_plain: bool,
}

/// `src="a.jpg" caption='b' alt=page.title` as names and expressions.
pub fn parameters(text: &str) -> Vec<Parameter> {
    let mut given = Vec::new();
    let mut rest = text.trim().trim_start_matches(',');
    while let Some(at) = rest.find(['=', ':']) {
        let is_plain = rest[at..].starts_with(':');
        let (name, behind) = (&rest[..at], &rest[at + 1..]);
        let name = name.rsplit([' ', ',', '\n', '\t']).find(|word| !word.is_empty());
        let behind = behind.trim_start();
        let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => end_of_quote(behind, quote),
            None => behind.find([' ', ',', '\n', '\t']).unwrap_or(behind.len()),
        };
        given.push(Parameter {
            name: name.unwrap_or_default().to_string(),
            value: behind[..end].to_string(),
            is_plain,
        });
        rest = &behind[end..];
    }
    given
}

/// Where a quoted text ends, its last mark included.
fn end_of_quote(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !is_escaped => is_escaped = true,
            c if c == quote && !is_escaped => return at + c.len_utf8(),
            _ => is_escaped = false,
        }
    }
    text.len()
}
