//! Lists of words as they are written, each held against the English one.

use std::collections::{BTreeMap, BTreeSet};

use super::{Counted, PLURALS, Word};
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::text::yaml::{Decoder, Fields, Keys, Node, Value};

/// Words by their names.
pub type Words = BTreeMap<String, Word>;

/// The words of the list that all others are held against.
pub fn read_english(file: &str, text: &str) -> Words {
    Reader { yaml: decoder(file, text), known: None }.words()
}

/// The words of a list, and what is wrong with it.
pub fn read(file: &str, text: &str, english: &Words) -> (Words, Vec<Diagnostic>) {
    let mut reader = Reader { yaml: decoder(file, text), known: Some(english) };
    let words = reader.words();
    (words, reader.yaml.into_faults().into_reported())
}

/// The names for which a list has a place, filled in or not.
pub fn named(text: &str) -> BTreeSet<String> {
    let mut yaml = decoder("", text);
    let node = yaml.parse(&[]).filter(|node| node.value != Value::Null);
    let fields = node.as_ref().and_then(|node| yaml.fields(node, "a list of words"));
    fields.iter().flat_map(Fields::iter).map(|(name, _)| name.to_string()).collect()
}

fn decoder<'a>(file: &'a str, text: &'a str) -> Decoder<'a> {
    Decoder::new(file, text, 0..text.len(), Keys::Placed)
}

struct Reader<'a> {
    yaml: Decoder<'a>,
    /// None for the list that all others are held against.
    known: Option<&'a Words>,
}

impl Reader<'_> {
    fn words(&mut self) -> Words {
        let mut words = BTreeMap::new();
        let Some(node) = self.yaml.parse(&[]).filter(|node| node.value != Value::Null) else {
            return words;
        };
        let Some(fields) = self.yaml.fields(&node, "a list of words") else { return words };
        if let Some(known) = self.known {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            self.yaml.deny_others(&fields, &names, "a list of words");
        }
        // What is left empty is to be filled in yet.
        for (name, node) in fields.iter().filter(|(_, node)| node.value != Value::Null) {
            let expected = self.known.map(|known| known.get(name));
            let word = match expected {
                Some(None) => None,
                Some(Some(expected)) => self.word(name, node, expected),
                None => self.any_word(name, node),
            };
            words.extend(word.map(|word| (name.to_string(), word)));
        }
        words
    }

    fn any_word(&mut self, name: &str, node: &Node) -> Option<Word> {
        match &node.value {
            Value::Map(_) => self.counted(name, node),
            _ => self.yaml.text(node, name).map(Word::Plain),
        }
    }

    /// A word in the place of `expected`: counted as that is, and with the same parts.
    fn word(&mut self, name: &str, node: &Node, expected: &Word) -> Option<Word> {
        let word = match (expected, &node.value) {
            (Word::Counted(_), Value::Map(_)) => self.counted(name, node)?,
            // A language without plurals needs no more.
            (Word::Counted(_), _) => {
                let text = self.yaml.text(node, name)?;
                let texts = BTreeMap::from([("other".to_string(), text)]);
                Word::Counted(Counted { texts, is_one_for_all: true })
            }
            (Word::Plain(_), _) => Word::Plain(self.yaml.text(node, name)?),
        };
        let known: BTreeSet<&str> = texts(expected).flat_map(parts).collect();
        let strange = texts(&word).flat_map(parts).find(|part| !known.contains(part));
        if let Some(part) = strange {
            let message = format!("`{name}` has no placeholder `{{{part}}}`");
            let hint = match (nearest(part, known.iter().copied()), known.len()) {
                (Some(near), _) => format!("did you mean `{{{near}}}`?"),
                (None, 0) => "write it without".to_string(),
                (None, _) => {
                    let known: Vec<String> =
                        known.iter().map(|part| format!("`{{{part}}}`")).collect();
                    format!("it has {}", known.join(", "))
                }
            };
            self.yaml.report(&node.range, message, hint);
            return None;
        }
        Some(word)
    }

    fn counted(&mut self, name: &str, node: &Node) -> Option<Word> {
        let fields = self.yaml.fields(node, name)?;
        self.yaml.deny_others(&fields, &PLURALS, name);
        let mut texts = BTreeMap::new();
        for plural in PLURALS {
            let node = fields.get(plural).filter(|node| node.value != Value::Null);
            let text = node.and_then(|node| self.yaml.text(node, plural));
            texts.extend(text.map(|text| (plural.to_string(), text)));
        }
        if texts.is_empty() && fields.iter().all(|(_, node)| node.value == Value::Null) {
            return None;
        }
        if !texts.contains_key("other") {
            self.yaml.report(
                &node.range,
                format!("`{name}` has no `other`"),
                "add the plural that all other numbers have, as `other:`",
            );
            return None;
        }
        Some(Word::Counted(Counted { texts, is_one_for_all: false }))
    }
}

fn texts(word: &Word) -> impl Iterator<Item = &str> {
    let (plain, counted) = match word {
        Word::Plain(text) => (Some(text.as_str()), None),
        Word::Counted(plurals) => (None, Some(plurals.iter().map(|(_, text)| text))),
    };
    plain.into_iter().chain(counted.into_iter().flatten())
}

/// The names in braces of a text.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(part, _)| part)
}
