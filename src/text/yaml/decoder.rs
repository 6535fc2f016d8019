//! Typed values out of YAML, and everything that is wrong with them.

use std::collections::HashMap;
use std::ops::Range;

use super::brackets::in_brackets;
use super::expected::Expected;
use super::{Keys, Node, Value};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::faults::FileFaults;
use crate::text::fields::Field;
use crate::text::printable::printable;

/// What a map is called in messages.
pub(super) const MAP: &str = "a map of `name: value` lines";

/// What a text is called in messages.
pub(super) const TEXT: &str = "text";

/// What one text or several are called in messages.
pub(super) const TEXTS: &str = "text or a list of texts";

/// What a flag is called in messages.
pub(super) const FLAG: &str = "true or false";

/// Takes typed values out of one document and collects what is wrong with it.
pub struct Decoder<'a> {
    file: &'a str,
    source: &'a str,
    pub(super) yaml: Range<usize>,
    pub(super) keys: Keys,
    pub(super) faults: FileFaults,
    missed_a_key: bool,
    pub(super) expected: Expected,
    pub(super) keeps_others: bool,
    /// The fields of the document.
    pub(super) known: &'static [Field],
}

/// The entries of a map, each key once.
pub struct Fields<'a> {
    entries: Vec<(String, &'a Node, &'a Node)>,
}

impl<'a> Fields<'a> {
    /// The value of `key`, unless it is missing or has nothing after its colon.
    pub fn get(&self, key: &str) -> Option<&'a Node> {
        let (_, _, node) = self.entries.iter().find(|(name, _, _)| name == key)?;
        (node.value != Value::Null).then_some(*node)
    }

    /// The fields that are not in `known`: name, key and value.
    pub fn unknown<'s>(
        &'s self,
        known: &'s [Field],
    ) -> impl Iterator<Item = (&'s str, &'a Node, &'a Node)> + 's {
        self.entries
            .iter()
            .filter(|(name, _, _)| known.iter().all(|field| field.name != name))
            .map(|(name, key, node)| (name.as_str(), *key, *node))
    }

    /// The key of a field, also of one that has nothing after its colon.
    pub fn key(&self, name: &str) -> Option<&'a Node> {
        let (_, key, _) = self.entries.iter().find(|(other, _, _)| other == name)?;
        Some(key)
    }

    /// The same, with another name for the field of `key`.
    pub(super) fn rename(&mut self, key: &Node, name: &str) {
        let entry = self.entries.iter_mut().find(|(_, other, _)| std::ptr::eq(*other, key));
        entry.into_iter().for_each(|(old, _, _)| *old = name.to_string());
    }

    /// The others.
    pub fn without(mut self, name: &str) -> Self {
        self.entries.retain(|(other, _, _)| other != name);
        self
    }

    /// Whether the field of `key` is the one behind that with this name.
    pub(super) fn is_next(&self, name: &str, key: &Node) -> bool {
        let at = self.entries.iter().position(|(other, _, _)| other == name);
        let next = at.and_then(|at| self.entries.get(at + 1));
        next.is_some_and(|(_, other, _)| std::ptr::eq(*other, key))
    }

    /// All fields: name, key and value.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &'a Node, &'a Node)> {
        self.entries.iter().map(|(name, key, node)| (name.as_str(), *key, *node))
    }

    /// All fields: name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &'a Node)> {
        self.entries.iter().map(|(name, _, node)| (name.as_str(), *node))
    }
}

impl<'a> Decoder<'a> {
    /// A decoder for the document in the bytes `yaml` of `source`, the text of `file`.
    pub fn new(file: &'a str, source: &'a str, yaml: Range<usize>, keys: Keys) -> Self {
        Decoder {
            file,
            source,
            yaml,
            keys,
            faults: FileFaults::default(),
            missed_a_key: false,
            expected: Expected::default(),
            keeps_others: false,
            known: &[],
        }
    }

    /// The same for a document that may have other fields than those that are known: what looks
    /// like one of these with another name is meant as it is.
    pub fn keeping_others(self) -> Self {
        Decoder { keeps_others: true, ..self }
    }

    /// Whether the document has to be read again with its keys placed: something
    /// is wrong with it, or a key has to be looked up as it was written.
    pub fn has_to_place_keys(&self) -> bool {
        self.keys == Keys::Unplaced && (self.missed_a_key || !self.faults.is_empty())
    }

    /// What was wrong.
    pub fn into_faults(self) -> FileFaults {
        self.faults
    }

    /// Collects a fault at `range` of the document.
    pub fn report(
        &mut self,
        range: &Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.report_with(range, |_| (message.into(), hint.into()));
    }

    /// Collects a fault at `range` of the document, whose message and hint are made only if
    /// it is told.
    pub(super) fn report_with(
        &mut self,
        range: &Range<usize>,
        told: impl FnOnce(&Self) -> (String, String),
    ) {
        if let Some(expected) = self.expected.take(range, self.keys) {
            let (message, hint) = told(self);
            expected.tell(&mut self.faults, message, hint);
            return;
        }
        let mut faults = std::mem::take(&mut self.faults);
        faults.add(Severity::Error, || {
            let (message, hint) = told(self);
            Diagnostic::error(message).in_file(self.file).at(self.place(range)).hint(hint)
        });
        self.faults = faults;
    }

    /// Collects something at `range` of the document that somebody should look at.
    pub fn warn(&mut self, range: &Range<usize>, message: String, hint: String) {
        let expected = self.expected.take(range, self.keys);
        if let Some(expected) = expected.or_else(|| self.expected.take_of_name(range, self.keys)) {
            expected.tell(&mut self.faults, message, hint);
            return;
        }
        let (source, range) = (self.source, self.bytes(range));
        self.faults.add(Severity::Warning, || {
            let place = Place::of_bytes(source, range);
            Diagnostic::warning(message).in_file(self.file).at(place).hint(hint)
        });
    }

    /// The document.
    pub fn text_of_document(&self) -> &'a str {
        &self.source[self.yaml.clone()]
    }

    /// Collects a fault at `place` of the file.
    pub fn report_at(&mut self, place: Place, message: impl Into<String>, hint: impl Into<String>) {
        let fault = Diagnostic::error(message).in_file(self.file).at(place).hint(hint);
        self.faults.extend([fault]);
    }

    /// Where `range` of the document is in its file.
    pub fn place(&self, range: &Range<usize>) -> Place {
        Place::of_bytes(self.source, self.bytes(range))
    }

    /// Where `range` of the document is in its file, in bytes.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.yaml.start + range.start..self.yaml.start + range.end
    }

    /// The line that `range` of the document begins in, in bytes of the file.
    pub fn line_of(&self, range: &Range<usize>) -> Range<usize> {
        let at = self.bytes(range).start.min(self.yaml.end);
        let start = self.source[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = self.source[start..].lines().next().unwrap_or_default();
        start..start + line.len()
    }

    /// Where a node is written, in bytes of the file: all of its line if that is not known.
    pub(super) fn written(&self, node: &Node) -> Range<usize> {
        let Range { start, end } = self.bytes(&node.range);
        match node.value {
            Value::List(_) | Value::Map(_) => {
                let end = self.line_of(&node.range).end;
                start..in_brackets(self.raw(&(start..end))).map_or(end, |length| start + length)
            }
            _ => start..end,
        }
    }

    /// What stands there, without spaces at its end.
    pub(super) fn source(&self, range: &Range<usize>) -> &'a str {
        self.raw(range).trim_end()
    }

    /// What stands there.
    pub(super) fn raw(&self, range: &Range<usize>) -> &'a str {
        self.source.get(range.clone()).unwrap_or_default()
    }

    /// The fields of a map; a repeated key is collected and its first value kept.
    pub fn fields<'n>(&mut self, node: &'n Node, what: &str) -> Option<Fields<'n>> {
        let Value::Map(entries) = &node.value else {
            self.wrong_kind(node, what, MAP);
            return None;
        };
        let mut fields: Vec<(String, &Node, &Node)> = Vec::with_capacity(entries.len());
        let mut first_of: HashMap<String, &Node> = HashMap::with_capacity(entries.len());
        let mut last = None;
        for (key, value) in entries {
            self.missed_a_key |= !matches!(key.value, Value::Text(_));
            let name = self.scalar_text(key);
            let above = last.replace(value);
            match first_of.get(&name) {
                Some(first) => {
                    let line = self.place(&first.range).line;
                    let hint = match self.indented(&name, key, above) {
                        Some(line) => format!(
                            "keep one of the two; if it belongs to the lines above, write `{line}`"
                        ),
                        None => "keep one of the two".into(),
                    };
                    self.report(
                        &key.range,
                        format!("`{name}` is here a second time; line {line} has it already"),
                        hint,
                    );
                }
                None => {
                    first_of.insert(name.clone(), key);
                    fields.push((name, key, value));
                }
            }
        }
        Some(Fields { entries: fields })
    }

    /// The line of a key, indented like the map above it, if there is one that lacks the name.
    fn indented(&self, name: &str, key: &Node, above: Option<&Node>) -> Option<String> {
        let map = match &above?.value {
            Value::List(items) => &items.last()?.value,
            map => map,
        };
        let Value::Map(entries) = map else { return None };
        let (first, _) = entries.first()?;
        let has_it =
            entries.iter().any(|(key, _)| matches!(&key.value, Value::Text(of) if of == name));
        let (at, column) = (self.place(&key.range), self.place(&first.range).column);
        let line = self.source(&self.line_of(&key.range));
        (!has_it && at.column < column)
            .then(|| format!("{}{}", " ".repeat(column - 1), line.trim_start()))
    }

    /// A scalar as it was written, so that `title: 1.50` stays `1.50`.
    pub(super) fn scalar_text(&self, node: &Node) -> String {
        let yaml = &self.source[self.yaml.clone()];
        match &node.value {
            Value::Text(text) => text.clone(),
            Value::Integer(number) => written(yaml, node).unwrap_or_else(|| number.to_string()),
            Value::Float(number) => written(yaml, node).unwrap_or_else(|| number.to_string()),
            Value::Bool(value) => value.to_string(),
            Value::Null | Value::List(_) | Value::Map(_) => String::new(),
        }
    }

    /// Text, as far as it is [`printable`]; a number is taken as it was written. Blank
    /// text is collected as a fault.
    pub fn text(&mut self, node: &Node, field: &str) -> Option<String> {
        match &node.value {
            Value::Text(_) | Value::Integer(_) | Value::Float(_) => {
                let text = printable(&self.scalar_text(node)).trim().to_string();
                if text.is_empty() {
                    self.report(
                        &node.range,
                        format!("`{field}` is empty"),
                        format!("write it, or delete the line `{field}:`"),
                    );
                    return None;
                }
                Some(text)
            }
            _ => {
                self.wrong_kind(node, field, TEXT);
                None
            }
        }
    }

    /// One text or a list of texts.
    pub fn texts(&mut self, node: &Node, field: &str) -> Vec<(String, Range<usize>)> {
        if let Some(names) = self.maps_as_names(node, field) {
            return names;
        }
        match &node.value {
            Value::List(items) => items
                .iter()
                .filter_map(|item| Some((self.text(item, field)?, item.range.clone())))
                .collect(),
            Value::Text(_) | Value::Integer(_) | Value::Float(_) => {
                self.text(node, field).map(|text| (text, node.range.clone())).into_iter().collect()
            }
            _ => {
                self.wrong_kind(node, field, TEXTS);
                Vec::new()
            }
        }
    }

    /// `true` or `false`.
    pub fn bool(&mut self, node: &Node, field: &str) -> Option<bool> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        self.wrong_kind(node, field, FLAG);
        None
    }

    /// A whole number from 1 to `most`.
    pub fn count(&mut self, node: &Node, field: &str, most: usize) -> Option<usize> {
        self.count_such_as(node, field, most, &format!("{field}: {}", most.min(20)))
    }

    /// The same, with a line that is right.
    pub fn count_such_as(
        &mut self,
        node: &Node,
        field: &str,
        most: usize,
        line: &str,
    ) -> Option<usize> {
        let count = match node.value {
            Value::Integer(number) => usize::try_from(number).ok(),
            _ => None,
        };
        if let Some(count) = count.filter(|count| (1..=most).contains(count)) {
            return Some(count);
        }
        self.report(
            &node.range,
            format!("`{field}` has to be a whole number from 1 to {most}"),
            format!("write for example `{line}`"),
        );
        None
    }

    /// The items of a list.
    pub fn list<'n>(&mut self, node: &'n Node, field: &str) -> &'n [Node] {
        if let Value::List(items) = &node.value {
            return items;
        }
        self.wrong_kind(node, field, "a list");
        &[]
    }
}

/// The source of a plain scalar, if it is one.
fn written(yaml: &str, node: &Node) -> Option<String> {
    let text = yaml.get(node.range.clone())?.trim();
    // An alias or a tagged value is not written at its own place.
    text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
        .then(|| text.to_string())
}

#[cfg(test)]
mod tests;
