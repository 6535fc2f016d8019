//! YAML as a tree that knows the place of every value.
//!
//! Reading straight into Rust types stops at the first fault. An editor wants
//! to hear of all of them, so front matter and `site.yaml` are read into
//! [`Node`]s first, and a [`Decoder`] takes typed values out of them and
//! collects what is wrong. The parser is serde-saphyr (YAML 1.2), which bounds
//! depth, aliases and size, so that a hostile file ends in an error at once.

#[cfg(test)]
mod any_text;
mod bare;
mod brackets;
mod commas;
mod comments;
mod dashes;
mod decoder;
mod expected;
mod expecting;
mod in_place;
mod lost_words;
mod mended;
mod mended_lines;
mod numbers;
mod off_markdown;
mod read_on;
mod unindented;
mod unknown;
pub mod unseen;
mod writer;
mod wrong_kind;

#[cfg(test)]
pub(crate) use any_text::any_text;
pub use decoder::{Decoder, Fields};
pub use lost_words::loses_words;
pub use read_on::read;
pub use unknown::Meant;
pub use writer::{
    in_flow, in_quotes, list_of, on_one_line, one_name, text as plain_or_quoted, write,
};

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::DuplicateKeyPolicy;

/// A YAML value and the bytes of the document that it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Byte range in the document that was parsed.
    pub range: Range<usize>,
}

impl From<Value> for Node {
    /// A value that is of no document yet.
    fn from(value: Value) -> Self {
        Node { value, range: 0..0 }
    }
}

/// What a YAML node can be, by the YAML 1.2 core schema.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction or an exponent.
    Float(f64),
    /// Everything else that is no list and no map.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the document; keys may repeat.
    Map(Vec<(Node, Node)>),
}

impl PartialEq for Value {
    /// A number equals what is written the same, also where it is none (`.nan`): what did not
    /// change is not new.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Value::Null, Value::Null) => true,
            (Value::Bool(one), Value::Bool(other)) => one == other,
            (Value::Integer(one), Value::Integer(other)) => one == other,
            (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
            (Value::Text(one), Value::Text(other)) => one == other,
            (Value::List(one), Value::List(other)) => one == other,
            (Value::Map(one), Value::Map(other)) => one == other,
            _ => false,
        }
    }
}

impl Hash for Value {
    /// Where it is written is no part of it.
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Value::Null => {}
            Value::Bool(value) => value.hash(state),
            Value::Integer(number) => number.hash(state),
            Value::Float(number) => number.to_bits().hash(state),
            Value::Text(text) => text.hash(state),
            Value::List(items) => {
                items.len().hash(state);
                items.iter().for_each(|item| item.value.hash(state));
            }
            Value::Map(entries) => {
                entries.len().hash(state);
                entries.iter().for_each(|(key, item)| (&key.value, &item.value).hash(state));
            }
        }
    }
}

impl Value {
    /// What an editor would call it.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Integer(_) | Value::Float(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// Whether it is a map.
    pub fn is_map(&self) -> bool {
        matches!(self, Value::Map(_))
    }

    /// Whether it is a text or a number.
    pub fn is_scalar(&self) -> bool {
        matches!(self, Value::Text(_) | Value::Integer(_) | Value::Float(_))
    }

    /// Whether others are within it.
    pub fn is_container(&self) -> bool {
        matches!(self, Value::List(_) | Value::Map(_))
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Value::Text(text.into())
    }

    /// A map of those of these entries that are given.
    pub fn map_of_given<const N: usize>(entries: [(&str, Option<Value>); N]) -> Self {
        Value::map(entries.into_iter().filter_map(|(name, value)| Some((name, value?))))
    }

    /// A list of texts.
    pub fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let texts = texts.into_iter().map(|text| Node::from(Value::Text(text.into())));
        Value::List(texts.collect())
    }

    /// A map of these entries.
    pub fn map<'t>(entries: impl IntoIterator<Item = (&'t str, Value)>) -> Self {
        let key = |name: &str| Node::from(Value::Text(name.into()));
        let entries = entries.into_iter().map(|(name, value)| (key(name), Node::from(value)));
        Value::Map(entries.collect())
    }

    /// The same as JSON, whose keys are texts; a key that is none is left out.
    pub fn to_json(&self) -> serde_json::Value {
        let entry = |(key, value): &(Node, Node)| match &key.value {
            Value::Text(key) => Some((key.clone(), value.value.to_json())),
            _ => None,
        };
        match self {
            Value::Null => serde_json::Value::Null,
            Value::Bool(value) => (*value).into(),
            Value::Integer(number) => (*number).into(),
            Value::Float(number) => (*number).into(),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(|item| item.value.to_json()).collect(),
            Value::Map(entries) => {
                serde_json::Value::Object(entries.iter().filter_map(entry).collect())
            }
        }
    }
}

/// Why a document is no YAML, and where.
#[derive(Debug)]
pub struct SyntaxError {
    /// What is wrong.
    pub message: String,
    /// Byte range in the document.
    pub range: Range<usize>,
    /// What it is, as far as there is a remedy for it.
    pub kind: SyntaxKind,
}

/// What is wrong with the syntax of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxKind {
    /// It breaks a limit, and need not be wrong otherwise.
    TooMuch,
    /// A tab stands where only spaces can.
    Tab,
    /// Anything else.
    Other,
}

/// How deep lists and maps may be nested. Each level takes some of the stack of
/// a thread; people stay below six.
const MOST_DEPTH: usize = 32;

/// How many values and ends of lists and maps aliases (`*a`) may repeat in all: enough for
/// every site, and few enough that a short text does not take long.
const MOST_REPEATED: usize = 10_000;

/// Whether the keys of a document get their ranges. To find them takes a quarter
/// of the time of reading a document, and only faults show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Each has its range.
    Placed,
    /// Each has an empty range, unless one of them may be a number.
    Unplaced,
}

/// Parses one YAML document; an empty one is [`Value::Null`].
///
/// # Errors
/// The first fault in the syntax, or the limit that the document breaks.
pub fn parse(text: &str, keys: Keys) -> Result<Node, SyntaxError> {
    if is_blank(text) {
        return Ok(Node { value: Value::Null, range: 0..0 });
    }
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! { max_depth: MOST_DEPTH },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: MOST_REPEATED },
        strict_booleans: true,
        with_snippet: false,
        // The visitor below keeps every entry, so that each repeated key is reported.
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: serde_yaml::options::NonFiniteFloatPolicy::PassThrough,
    };
    let mut node = match keys {
        Keys::Placed => {
            serde_yaml::from_str_with_options(text, options).map(|Read::<true>(node)| node)
        }
        Keys::Unplaced => {
            serde_yaml::from_str_with_options(text, options).map(|Read::<false>(node)| node)
        }
    };
    if let Ok(node) = &mut node {
        if keys == Keys::Unplaced && has_a_number_as_key(node) {
            return parse(text, Keys::Placed);
        }
        numbers::by_core_schema(node, text);
    }
    node.map_err(|error| syntax_error(&error, text))
}

/// Which number a key is, if it is one, only shows by how it is written.
fn has_a_number_as_key(node: &Node) -> bool {
    match &node.value {
        Value::List(items) => items.iter().any(has_a_number_as_key),
        Value::Map(entries) => entries.iter().any(|(key, value)| {
            let is_number = matches!(key.value, Value::Integer(_) | Value::Float(_));
            is_number || has_a_number_as_key(key) || has_a_number_as_key(value)
        }),
        _ => false,
    }
}

const TOO_MUCH: &str = "there is too much of it, or it is nested too deeply";

fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with('#'))
}

fn syntax_error(error: &serde_yaml::Error, text: &str) -> SyntaxError {
    let mut range = error.location().map_or(0..0, |location| byte_range(location, text));
    let kind = kind(error);
    if kind == SyntaxKind::Tab {
        range = indenting_tab(text, range.start).unwrap_or(range);
    }
    if kind == SyntaxKind::TooMuch {
        return SyntaxError { message: TOO_MUCH.into(), range, kind };
    }
    let message = error
        .render_with_options(serde_yaml::RenderOptions::new(&serde_yaml::UserMessageFormatter));
    // The place is shown beside the message, so it need not stand in it too.
    let message = match message.rfind(" at line ") {
        Some(at) if !message[at..].contains('\n') => message[..at].to_string(),
        _ => message,
    };
    SyntaxError { message, range, kind }
}

/// The first tab from `start` on that a line is indented with. A text without quotes may go on in
/// the next line, and a tab there is told where the text begins.
fn indenting_tab(text: &str, start: usize) -> Option<Range<usize>> {
    let mut at = text[..start].rfind('\n').map_or(0, |end| end + 1);
    for line in text[at..].split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches(['-', ' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(at + tab..at + tab + 1);
        }
        at += line.len();
    }
    None
}

fn kind(error: &serde_yaml::Error) -> SyntaxKind {
    use serde_yaml::Error;
    use serde_yaml::granit_parser::ErrorKind;
    use serde_yaml::localizer::ExternalMessageSource;
    match error {
        Error::WithSnippet { error, .. } | Error::AliasError { error, .. } => kind(error),
        Error::Budget { .. }
        | Error::AliasReplayCounterOverflow { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. } => SyntaxKind::TooMuch,
        Error::ExternalMessage { source, .. } => match &**source {
            ExternalMessageSource::Parser(error) => match error.kind() {
                ErrorKind::TabNotAllowed
                | ErrorKind::TabInBlockIndentation
                | ErrorKind::TabAtBlockScalarStart
                | ErrorKind::TabInIndentation
                | ErrorKind::TabInPlainScalar => SyntaxKind::Tab,
                _ => SyntaxKind::Other,
            },
            _ => SyntaxKind::Other,
        },
        _ => SyntaxKind::Other,
    }
}

/// Errors of the scanner have a line and a column, but not always bytes.
fn byte_range(location: serde_yaml::Location, text: &str) -> Range<usize> {
    let line = usize::try_from(location.line()).unwrap_or(1).max(1);
    let column = usize::try_from(location.column()).unwrap_or(1).max(1);
    let line_start = text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let in_line = text[line_start..].lines().next().unwrap_or("");
    let at = in_line.char_indices().nth(column - 1).map_or(in_line.len(), |(at, _)| at);
    let start = line_start + at;
    let length = location.span().byte_len().map_or(0, |length| length as usize);
    start..(start + length).min(text.len())
}

/// A node; the keys below it have a range if `K`.
struct Read<const K: bool>(Node);

/// A node's value; the keys below it have a range if `K`.
struct ReadValue<const K: bool>(Value);

impl<'de, const K: bool> Deserialize<'de> for Read<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = serde_yaml::Spanned::<ReadValue<K>>::deserialize(deserializer)?;
        // A number is read as it was written, so it has the place where an alias found it.
        let place = match spanned.value.0 {
            Value::Integer(_) | Value::Float(_) => spanned.defined,
            _ => spanned.referenced,
        };
        let span = place.span();
        let start = span.byte_offset().unwrap_or(0) as usize;
        let end = start + span.byte_len().unwrap_or(0) as usize;
        Ok(Read(Node { value: spanned.value.0, range: start..end }))
    }
}

impl<'de, const K: bool> Deserialize<'de> for ReadValue<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor::<K>).map(ReadValue)
    }
}

struct ValueVisitor<const K: bool>;

impl<const K: bool> ValueVisitor<K> {
    fn next_key<'de, A: MapAccess<'de>>(access: &mut A) -> Result<Option<Node>, A::Error> {
        if K {
            return Ok(access.next_key::<Read<K>>()?.map(|Read(node)| node));
        }
        let value = access.next_key::<ReadValue<K>>()?;
        Ok(value.map(|ReadValue(value)| Node { value, range: 0..0 }))
    }
}

impl<'de, const K: bool> Visitor<'de> for ValueVisitor<K> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(i64::try_from(value).map_or(Value::Float(value as f64), Value::Integer))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Float(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::Float(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_string()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        ReadValue::<K>::deserialize(deserializer).map(|ReadValue(value)| value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Read(node)) = access.next_element::<Read<K>>()? {
            list.push(node);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = Self::next_key(&mut access)? {
            if key.value.is_container() {
                return Err(de::Error::custom("a key has to be text"));
            }
            let Read(value) = access.next_value::<Read<K>>()?;
            entries.push((key, value));
        }
        Ok(Value::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_knows_its_place() {
        let yaml = "title: Talks\ntags: [ա, trade]\n";
        let Value::Map(entries) = parse(yaml, Keys::Placed).unwrap().value else { panic!("a map") };
        assert_eq!(&yaml[entries[0].1.range.clone()], "Talks");
        let Value::List(tags) = &entries[1].1.value else { panic!("a list") };
        assert_eq!(&yaml[tags[1].range.clone()], "trade");
    }

    #[test]
    fn what_aliases_repeat_is_bounded() {
        // A list of 198 texts is 200 with its ends.
        let list = format!("a: &a [{}]\nb: &b x\n", "x, ".repeat(198));
        let repeated = |more| format!("{list}c: [{}{more}]\n", "*a, ".repeat(50));
        for keys in [Keys::Placed, Keys::Unplaced] {
            assert!(parse(&repeated(""), keys).is_ok());
            assert_eq!(parse(&repeated("*b"), keys).unwrap_err().message, TOO_MUCH);
        }
    }

    #[test]
    fn depth_is_bounded() {
        let kinds: [fn(usize) -> String; 4] = [
            |depth| "[".repeat(depth) + &"]".repeat(depth),
            |depth| "{a: ".repeat(depth) + &"}".repeat(depth),
            |depth| "- ".repeat(depth) + "x",
            |depth| (0..depth).map(|n| format!("{}a:\n", " ".repeat(n))).collect(),
        ];
        for kind in kinds {
            assert!(parse(&kind(MOST_DEPTH), Keys::Placed).is_ok(), "{}", kind(MOST_DEPTH));
            let error = parse(&kind(MOST_DEPTH + 1), Keys::Placed).unwrap_err();
            assert_eq!(error.message, TOO_MUCH);
        }
    }

    #[test]
    fn a_document_of_comments_is_nothing() {
        assert_eq!(parse("# nothing\n\n", Keys::Placed).unwrap().value, Value::Null);
        assert_eq!(parse("", Keys::Placed).unwrap().value, Value::Null);
    }
}
