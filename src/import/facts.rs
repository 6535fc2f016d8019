//! What stands above a text in the source: YAML, TOML or JSON, read as one kind of values.

mod guess;

use std::collections::HashMap;
use std::ops::Range;

pub use super::dates::date;
use crate::text::date::Written;
use crate::text::yaml::{self, Keys, Node, Value};
use guess::{end_of_json, guessed, json_lines, plain_lines, program_lines};

/// The facts about a text, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(pub Vec<(String, Value)>);

/// A text, taken apart.
#[derive(Debug, Default, PartialEq)]
pub struct Apart {
    /// What stands above it; none where it has no front matter.
    pub facts: Option<Facts>,
    /// Where the text itself is, in bytes.
    pub body: Range<usize>,
    /// What is wrong with the front matter, of which the plain lines were read then.
    pub fault: Option<String>,
}

/// Takes a text apart, whichever form its front matter has
/// (<https://gohugo.io/content-management/front-matter/>, <https://jekyllrb.com/docs/front-matter/>).
pub fn apart(text: &str) -> Apart {
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let rest = &text[start..];
    let first = rest.lines().next().unwrap_or_default().trim_end();
    let none = || Apart { body: 0..text.len(), ..Apart::default() };
    let yaml = (of_yaml as Read, plain_lines as Lines);
    let toml = (of_toml as Read, plain_lines as Lines);
    let json = (of_json as Read, json_lines as Lines);
    // With 11ty, the language may be named.
    let (ends, form): (&[&str], _) = match (first, first.strip_prefix("---").map(str::trim_start)) {
        (_, Some("")) => (&["---", "..."], yaml),
        (_, Some("yaml" | "yml")) => (&["---"], yaml),
        (_, Some("json")) => (&["---"], json),
        (_, Some("toml")) => (&["---"], toml),
        (_, Some("js" | "javascript")) => (&["---"], (no_program as Read, program_lines as Lines)),
        (_, Some(name)) if is_word(name) => (&["---"], (nobody as Read, plain_lines as Lines)),
        ("+++", _) => (&["+++"], toml),
        _ if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") => {
            return json_above(text, start);
        }
        _ => return none(),
    };
    fenced(text, start, ends, form).unwrap_or_else(none)
}

fn is_word(name: &str) -> bool {
    name.len() <= 20 && name.chars().all(|c| c.is_ascii_alphanumeric())
}

fn no_program(_: &str) -> Result<Facts, String> {
    Err("it is a program, of which the plain lines are taken".into())
}

fn nobody(_: &str) -> Result<Facts, String> {
    Err("its language is not known here".into())
}

type Read = fn(&str) -> Result<Facts, String>;

/// How the lines are read of what cannot be read as a whole.
type Lines = fn(&str) -> Facts;

fn fenced(text: &str, start: usize, ends: &[&str], form: (Read, Lines)) -> Option<Apart> {
    let (read, lines) = form;
    let begin = start + text[start..].find('\n')? + 1;
    let mut at = begin;
    for line in text[begin..].split_inclusive('\n') {
        let bare = line.trim_end();
        if ends.contains(&bare) {
            let inner = &text[begin..at];
            let body = at + line.len()..text.len();
            return Some(match read(inner) {
                Ok(facts) => Apart { facts: Some(facts), body, fault: None },
                Err(fault) => {
                    let facts = guessed(inner, lines(inner));
                    Apart { facts: Some(facts), body, fault: Some(fault) }
                }
            });
        }
        at += line.len();
    }
    // A line of dashes above words is no front matter; above a name and its value it is one
    // without an end.
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let first = text[begin..].lines().next().unwrap_or_default();
    let rest = first.trim_start_matches(is_name);
    if rest.len() == first.len() || !rest.trim_start().starts_with([':', '=']) {
        return None;
    }
    let end = ["\n\n", "\n\r\n"].iter().filter_map(|end| text[begin..].find(end)).min();
    let end = end.map_or(text.len(), |end| begin + end);
    let facts = guessed(&text[begin..end], lines(&text[begin..end]));
    let fault = format!("there is no `{}` at its end", ends.first().unwrap_or(&"---"));
    Some(Apart { facts: Some(facts), body: end..text.len(), fault: Some(fault) })
}

fn json_above(text: &str, start: usize) -> Apart {
    let mut values = serde_json::Deserializer::from_str(&text[start..]).into_iter();
    let fault = match values.next() {
        Some(Ok(value)) => {
            let body = start + values.byte_offset()..text.len();
            return Apart { facts: Some(of_map(from_json(value))), body, fault: None };
        }
        Some(Err(error)) => error.to_string(),
        None => return Apart { body: 0..text.len(), ..Apart::default() },
    };
    let end = start + end_of_json(&text[start..]);
    let facts = guessed(&text[start..end], json_lines(&text[start..end]));
    Apart { facts: Some(facts), body: end..text.len(), fault: Some(fault) }
}

/// The facts of a document in YAML.
///
/// # Errors
/// It is none.
pub fn of_yaml(text: &str) -> Result<Facts, String> {
    if text.trim().is_empty() {
        return Ok(Facts::default());
    }
    // Tabs between a name and its value are none of the indentation.
    match yaml::parse(text, Keys::Unplaced) {
        Ok(node) => Ok(of_map(node.value)),
        Err(error) => Err(error.message),
    }
}

/// The facts of a document in TOML.
///
/// # Errors
/// It is none.
pub fn of_toml(text: &str) -> Result<Facts, String> {
    let table: toml::Table = toml::from_str(text).map_err(|error| error.message().to_string())?;
    Ok(of_map(from_toml(toml::Value::Table(table))))
}

/// The facts of a document in JSON.
///
/// # Errors
/// It is none.
pub fn of_json(text: &str) -> Result<Facts, String> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Ok(of_map(from_json(value)))
}

fn of_map(value: Value) -> Facts {
    let Value::Map(entries) = value else { return Facts::default() };
    let name = |key: Value| match key {
        Value::Text(name) => Some(name),
        other => scalar(&other),
    };
    let mut facts = Facts::default();
    let mut known: HashMap<String, usize> = HashMap::with_capacity(entries.len());
    for (key, node) in entries {
        let Some(name) = name(key.value) else { continue };
        match known.get(&name) {
            Some(at) => say_again(&name, &mut facts.0[*at].1, node.value),
            None => {
                known.insert(name.clone(), facts.0.len());
                facts.0.push((name, node.value));
            }
        }
    }
    facts
}

/// Of two values with one name Ruby and JavaScript take the last; no old address is lost.
fn say_again(name: &str, before: &mut Value, value: Value) {
    *before = match name {
        "redirect_from" | "aliases" | "alias" => {
            Value::texts([texts(before), texts(&value)].concat().iter().map(|text| &**text))
        }
        _ => value,
    };
}

fn from_json(value: serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(flag) => Value::Bool(flag),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => number.as_f64().map_or(Value::Null, Value::Float),
        },
        serde_json::Value::String(text) => Value::Text(text),
        serde_json::Value::Array(items) => {
            Value::List(items.into_iter().map(|item| Node::from(from_json(item))).collect())
        }
        serde_json::Value::Object(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| (Node::from(Value::Text(key)), Node::from(from_json(value))))
                .collect(),
        ),
    }
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::Text(text),
        toml::Value::Integer(number) => Value::Integer(number),
        toml::Value::Float(number) => Value::Float(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::Text(date.to_string()),
        toml::Value::Array(items) => {
            Value::List(items.into_iter().map(|item| Node::from(from_toml(item))).collect())
        }
        toml::Value::Table(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(key, value)| (Node::from(Value::Text(key)), Node::from(from_toml(value))))
                .collect(),
        ),
    }
}

/// A value as text, if it is one thing.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.trim().to_string()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::List(_) | Value::Map(_) => None,
    }
    .filter(|text| !text.is_empty())
}

/// The texts of a list, or a single one.
pub fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::List(items) => items.iter().flat_map(|item| texts(&item.value)).collect(),
        // `- name: Anna Voss`.
        Value::Map(_) => {
            let facts = of_map(value.clone());
            ["name", "title", "display_name", "id", "slug"]
                .iter()
                .find_map(|name| facts.text(name))
                .into_iter()
                .collect()
        }
        other => scalar(other).into_iter().collect(),
    }
}

impl Facts {
    /// The value of that name, in small or capital letters.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let found = self.0.iter().find(|(of, _)| of.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value).filter(|value| **value != Value::Null)
    }

    /// The value of a map in it: `a.b`.
    pub fn at(&self, path: &str) -> Option<Value> {
        match path.split_once('.') {
            None => self.get(path).cloned(),
            Some((name, rest)) => self.map(name).at(rest),
        }
    }

    /// The facts of a map in it.
    pub fn map(&self, name: &str) -> Facts {
        self.get(name).map_or_else(Facts::default, |value| of_map(value.clone()))
    }

    /// The maps of a list in it.
    pub fn maps(&self, name: &str) -> Vec<Facts> {
        match self.get(name) {
            Some(Value::List(items)) => {
                items.iter().map(|item| of_map(item.value.clone())).collect()
            }
            Some(map @ Value::Map(_)) => vec![of_map(map.clone())],
            _ => Vec::new(),
        }
    }

    /// A single text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).and_then(scalar)
    }

    /// The first of these that says something.
    pub fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.text(name))
    }

    /// A list of texts, or a single one.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.get(name).map(texts).unwrap_or_default()
    }

    /// A flag; YAML 1.1 knows more words for it.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Bool(flag) => Some(*flag),
            Value::Integer(number) => Some(*number != 0),
            Value::Text(text) => match &*text.trim().to_ascii_lowercase() {
                "true" | "yes" | "on" | "y" | "1" => Some(true),
                "false" | "no" | "off" | "n" | "0" | "" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// A date, in whichever form people write one.
    pub fn date(&self, name: &str) -> Option<Result<Written, String>> {
        Some(date(&self.text(name)?))
    }

    /// Those that are not named here.
    pub fn others(&self, known: &[&str]) -> Vec<(String, Value)> {
        let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
        let others = self.0.iter().filter(|(name, value)| !is_known(name) && *value != Value::Null);
        others.cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_read_in_every_form() {
        for text in [
            "---\ntitle: A b\ntags: [x, y]\ndraft: true\n---\nBody",
            "\n---\r\ntitle: \"A b\"\r\ntags:\r\n- x\r\n- y\r\ndraft: yes\r\n---\r\nBody",
            "+++\ntitle = \"A b\"\ntags = ['x', 'y']\ndraft = true\n+++\nBody",
            "{\n\"title\": \"A b\", \"tags\": [\"x\", \"y\"], \"draft\": true\n}\nBody",
            "---json\n{\"title\": \"A b\", \"tags\": [\"x\", \"y\"], \"draft\": true}\n---\nBody",
            "---\ntitle: A b\ntags: [x, y]\ndraft: true\n\nBody",
            // What is no YAML, no TOML, no JSON.
            "+++\ntitle = \"A b\"\ntags = ['x', 'y']\ndraft = true\nx = y\n+++\nBody",
            "{\"title\": \"A b\", \"tags\": [\"x\", \"y\"], \"draft\": true,}\nBody",
            "{\n  \"title\": \"A b\"\n  \"tags\": [\"x\",\n \"y\"],\n  \"a\": {\"}\": \"\"},\n  draft: true\n}\nBody",
            "{\"title\": \"A b\", \"tags\": [\"x\", \"y\"], \"draft\": true\n\nBody",
            "---\ntitle: A b\ntags: [x, y]\ndraft: true\nother: \"x\" y: z\n---\nBody",
        ] {
            let apart = apart(text);
            let facts = apart.facts.unwrap();
            assert_eq!(facts.text("title").as_deref(), Some("A b"), "{text}");
            assert_eq!(facts.texts("Tags"), ["x", "y"], "{text}");
            assert_eq!(facts.flag("draft"), Some(true), "{text}");
            assert_eq!(text[apart.body].trim(), "Body");
        }
        for (head, is_held) in [
            ("title: \"x\" y: z\ndraft: [", true),
            ("title: \"x\" y: z\nbuild:\n  render: never", true),
            ("title: \"x\" y: z\nbuild: {render: never}", true),
            ("title: \"x\" y: z\ndraft: false", false),
            ("title: \"x\" y: \"a draft: b\"", true),
            ("title: \"x\" y: z\nabout: it was published", false),
        ] {
            let facts = apart(&format!("---\n{head}\n---\nBody")).facts.unwrap();
            assert_eq!(facts.flag("draft") == Some(true), is_held, "{head}");
        }
        let twice = "---\nredirect_from: /a/\ntitle: A\nredirect_from: /b/\ntitle: B\n---\nBody";
        let facts = apart(twice).facts.unwrap();
        assert_eq!(facts.texts("redirect_from"), ["/a/", "/b/"]);
        assert_eq!(facts.text("title").as_deref(), Some("B"));
        assert_eq!(apart("No front matter\n---\nx: y\n---\n").facts, None);
        assert_eq!(apart("{{ x }}\n").facts, None);
        assert_eq!(apart("---\nA line: and words\n").facts, None);
    }
}
