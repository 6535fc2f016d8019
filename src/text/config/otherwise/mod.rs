//! Sections, menus and languages that are written in another way than settings have them, as they
//! were meant: values, which are written as settings are. What cannot be known is none.

mod languages;
mod links;
mod sections;

use std::collections::HashSet;

pub(super) use languages::{LANGUAGES, apart_from_each_other, languages};
pub(super) use links::{LINKS, Links};
pub(super) use sections::{SECTIONS, Sections};

use crate::nearest::nearest;
use crate::text::fields::Field;
use crate::text::yaml::{Node, Value};

/// The parts of a text that was meant as a list: without brackets around all of it, and quotation
/// marks around each.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    let within = |(open, close): &(char, char)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inside.contains([*open, *close])).then_some(inside)
    };
    let brackets = [('[', ']'), ('(', ')'), ('{', '}'), ('［', '］'), ('【', '】')];
    let inside = brackets.iter().find_map(within).unwrap_or(text);
    inside
        .split([',', ';', '\n', '，', '、', '；', '،', '؛'])
        .map(|part| part.trim().trim_matches(['«', '»', '“', '”', '„', '"']).trim())
        .filter(|part| !part.is_empty())
}

type Entries<'v> = Vec<(&'v str, &'v Value)>;

/// The entries of a map that are fields, and all others. None where a name is no text, or there
/// twice.
fn own_and_others<'v>(
    entries: &'v [(Node, Node)],
    known: &[Field],
) -> Option<(Entries<'v>, Entries<'v>)> {
    let named = entries.iter().map(|(key, value)| Some((text_of(&key.value)?, &value.value)));
    let named: Entries<'v> = named.collect::<Option<_>>()?;
    let names: HashSet<&str> = named.iter().map(|(name, _)| *name).collect();
    (names.len() == named.len()).then_some(())?;
    let is_own = |name: &str| known.iter().any(|field| field.name == name);
    Some(named.into_iter().partition(|(name, _)| is_own(name)))
}

/// Gives those of `others` that are called as `also` says the names of the fields that they mean.
fn rename<'v>(own: &mut Entries<'v>, others: &mut Entries<'v>, also: &[(&'static str, &[&str])]) {
    for (field, names) in also {
        let is_given = own.iter().any(|(name, _)| name == field);
        let called = others.iter().position(|(name, _)| names.contains(name));
        if let Some(at) = called.filter(|_| !is_given) {
            own.push((field, others.remove(at).1));
        }
    }
}

fn has_key(entries: &[(Node, Node)], name: &str) -> bool {
    entries.iter().any(|(key, _)| text_of(&key.value) == Some(name))
}

/// Whether a key is the name of a field, or so near to one that it was meant.
fn is_like_one_of(key: &Node, known: &[Field]) -> bool {
    let Some(name) = text_of(&key.value) else { return false };
    let lower = name.to_lowercase();
    let is_known = |field: &Field| field.name == name || field.also.contains(&&*lower);
    known.iter().any(is_known) || nearest(name, known.iter().map(|field| field.name)).is_some()
}

fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
