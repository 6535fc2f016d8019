//! Names that are in one map twice, of which readers of YAML and JSON keep the last
//! (<https://yaml.org/spec/1.2.2/#3211-nodes>, <https://www.rfc-editor.org/rfc/rfc8259#section-4>).

use std::collections::HashMap;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Place};
use crate::text::yaml::{Node, Value};

/// A name that is there twice, and where.
pub(super) struct Twice {
    name: String,
    first: Range<usize>,
    second: Range<usize>,
}

impl Twice {
    pub(super) fn told(self, text: &str) -> Diagnostic {
        let Twice { name, first, second } = self;
        let (first, second) = (Place::of_bytes(text, first), Place::of_bytes(text, second));
        let lines = match first.line == second.line {
            true => format!("line {}", first.line),
            false => format!("lines {} and {}", first.line, second.line),
        };
        let message = format!("`{name}` is there twice, in {lines}: all but one would be lost");
        Diagnostic::error(message)
            .at(second)
            .hint("rename or delete one of them, or make a list of both")
    }
}

/// The first in a document of YAML.
pub(super) fn in_yaml(node: &Node) -> Option<Twice> {
    match &node.value {
        Value::List(nodes) => nodes.iter().find_map(in_yaml),
        Value::Map(entries) => {
            let mut seen: HashMap<String, &Range<usize>> = HashMap::new();
            entries.iter().find_map(|(key, value)| {
                let name = match &key.value {
                    Value::Text(name) => name.clone(),
                    other => other.to_json().to_string(),
                };
                match seen.insert(name.clone(), &key.range) {
                    Some(first) => {
                        Some(Twice { name, first: first.clone(), second: key.range.clone() })
                    }
                    None => in_yaml(value),
                }
            })
        }
        _ => None,
    }
}

/// The first in a text that is JSON.
pub(super) fn in_json(text: &str) -> Option<Twice> {
    // The names of each object that is open; none for a list.
    let mut open: Vec<Option<HashMap<String, Range<usize>>>> = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'{' => open.push(Some(HashMap::new())),
            b'[' => open.push(None),
            b'}' | b']' => drop(open.pop()),
            b'"' => {
                let place = at..string_end(text, at);
                at = place.end;
                let is_name = text[at..].trim_start().starts_with(':');
                if let (true, Some(Some(names))) = (is_name, open.last_mut()) {
                    let name: String = serde_json::from_str(&text[place.clone()]).ok()?;
                    if let Some(first) = names.insert(name.clone(), place.clone()) {
                        return Some(Twice { name, first, second: place });
                    }
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where a string ends that begins at `start`, behind its quotation mark.
fn string_end(text: &str, start: usize) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(start + 1) {
        match byte {
            b'"' if !is_escaped => return at + 1,
            b'\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}
