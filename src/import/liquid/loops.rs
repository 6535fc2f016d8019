//! Loops (<https://shopify.github.io/liquid/tags/iteration/>).

use super::blocks::branches;
use super::tokens::Token;
use super::values;
use super::{Filler, Leave, MOST_ROUNDS};
use crate::text::yaml::Value;

/// `item in list reversed limit: 2 offset: 1`.
#[derive(Debug, PartialEq, Eq)]
struct Loop<'t> {
    names: Vec<&'t str>,
    of: &'t str,
    limit: Option<&'t str>,
    offset: Option<&'t str>,
    is_reversed: bool,
}

impl<'t> Loop<'t> {
    fn of(arguments: &'t str) -> Option<Self> {
        let (names, rest) = arguments.split_once(" in ")?;
        let rest = rest.trim();
        let starts = [" limit", " offset", " reversed"];
        let end = starts.iter().filter_map(|start| rest.find(start)).min().unwrap_or(rest.len());
        let (of, rest) = rest.split_at(end);
        let value = |name: &str| {
            let value = rest[rest.find(name)? + name.len()..].trim_start().strip_prefix(':')?;
            value.split([' ', ',']).find(|word| !word.is_empty())
        };
        Some(Loop {
            names: names.split(',').map(str::trim).collect(),
            of: of.trim(),
            limit: value("limit"),
            offset: value("offset").filter(|value| *value != "continue"),
            is_reversed: rest.split(' ').any(|word| word == "reversed"),
        })
    }

    /// An item by its name, or its parts by theirs.
    fn named(&self, item: Value) -> Vec<(String, Value)> {
        match (&self.names[..], item) {
            ([name], item) => vec![((*name).into(), item)],
            (names, Value::List(parts)) => {
                let parts = parts.into_iter().map(|part| part.value);
                names.iter().map(|name| (*name).to_string()).zip(parts).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What a loop says of the round in which it is: `forloop` of Liquid, `loop` of Nunjucks.
fn round(at: usize, length: usize, is_nunjucks: bool) -> Value {
    let number = |number: usize| Value::Integer(number as i64);
    let [revindex, revindex0] = match is_nunjucks {
        true => ["revindex", "revindex0"],
        false => ["rindex", "rindex0"],
    };
    let entries = [
        ("index", number(at + 1)),
        ("index0", number(at)),
        (revindex, number(length - at)),
        (revindex0, number(length - at - 1)),
        ("first", Value::Bool(at == 0)),
        ("last", Value::Bool(at + 1 == length)),
        ("length", number(length)),
    ];
    let entries = entries.map(|(name, value)| (Value::text(name).into(), value.into()));
    Value::Map(entries.into_iter().collect())
}

impl Filler<'_> {
    /// Goes through a list.
    pub(super) fn each(
        &mut self,
        arguments: &str,
        inner: &[Token<'_>],
        line: usize,
        out: &mut String,
    ) {
        let Some(each) = Loop::of(arguments) else { return };
        let told = self.unfit.unfilled.len();
        let mut items = match self.evaluate(each.of, line) {
            Value::List(items) => items.into_iter().map(|item| item.value).collect(),
            Value::Map(entries) => {
                entries.into_iter().map(|(key, value)| Value::List(vec![key, value])).collect()
            }
            value if values::is_unknown(&value) => {
                // It is the loop that cannot be filled in.
                let name = format!("`{}`", each.of);
                for (told, _) in self.unfit.unfilled.iter_mut().skip(told) {
                    if *told == name {
                        *told = format!("`for … in {}`", each.of);
                    }
                }
                return;
            }
            Value::Null if !self.is_there(each.of) => Vec::new(),
            Value::Null => {
                // A list of stories is the theme's to make.
                let line = self.line.unwrap_or(line);
                self.unfit.unfilled.push((format!("`for … in {}`", each.of), line));
                return;
            }
            Value::Text(text) if !text.is_empty() => vec![Value::Text(text)],
            _ => Vec::new(),
        };
        let number = |filler: &mut Self, text: Option<&str>| {
            let value = filler.evaluate(text?, line);
            values::number(&value).map(|number| number.max(0.0) as usize)
        };
        let offset = number(self, each.offset).unwrap_or(0);
        let limit = number(self, each.limit).unwrap_or(MOST_ROUNDS).min(MOST_ROUNDS);
        items = items.into_iter().skip(offset).take(limit).collect();
        if each.is_reversed {
            items.reverse();
        }
        let parts = branches(inner, &["else"]);
        let (body, otherwise) = (parts[0].1, parts.get(1).map(|(_, tokens)| *tokens));
        if items.is_empty() {
            return otherwise.into_iter().for_each(|tokens| self.run(tokens, out));
        }
        let length = items.len();
        for (at, item) in items.into_iter().enumerate() {
            let before = self.scopes.len();
            self.scopes.extend(each.named(item));
            self.scopes.push(("forloop".into(), round(at, length, false)));
            self.scopes.push(("loop".into(), round(at, length, true)));
            self.run(body, out);
            self.scopes.truncate(before);
            if self.leave.take() == Some(Leave::Loop) {
                break;
            }
        }
    }

    /// Whether a list that is nothing may be one that the theme or a plug-in makes. What a text says
    /// of itself, or has set, is nothing where it is nothing.
    fn is_there(&self, of: &str) -> bool {
        let name = of.split(['.', '[', '|', ' ']).next().unwrap_or(of);
        let is_own = self.set.iter().chain(&self.scopes).any(|(set, _)| set == name);
        !is_own && !matches!(name, "page" | "include" | "nil")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_loops_are_read() {
        let plain =
            Loop { names: vec!["a"], of: "b.c", limit: None, offset: None, is_reversed: false };
        for (text, expected) in [
            ("a in b.c", plain),
            (
                "a in (1..3) reversed limit:2 offset: n",
                Loop {
                    names: vec!["a"],
                    of: "(1..3)",
                    limit: Some("2"),
                    offset: Some("n"),
                    is_reversed: true,
                },
            ),
            (
                "k, v in map",
                Loop {
                    names: vec!["k", "v"],
                    of: "map",
                    limit: None,
                    offset: None,
                    is_reversed: false,
                },
            ),
        ] {
            assert_eq!(Loop::of(text), Some(expected), "{text}");
        }
        assert_eq!(Loop::of("a"), None);
    }
}
