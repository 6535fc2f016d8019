//! A log with a JSON object in each line: which of its values are the parts of a request.
//!
//! A value is named by its key, and one in an object by the keys to it with dots between them:
//! `request.headers.User-Agent`. A key may have dots itself. Of a list the first is taken.

use std::borrow::Cow;
use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::times;

/// How many values a log may be asked for.
pub(super) const MOST: usize = 24;

/// A tree of keys: those that are wanted at one place.
#[derive(Debug, Default)]
struct Node {
    key: String,
    /// The numbers of what is wanted here.
    wanted: Option<usize>,
    below: Vec<Node>,
}

/// Which values are wanted, each with a number.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    root: Node,
    count: usize,
}

impl Wanted {
    /// Adds a value by its name, and returns its number. One that is wanted twice has one number.
    pub fn add(&mut self, name: &str) -> usize {
        let number = self.count;
        let whole = enter(&mut self.root, &mut std::iter::once(name), number);
        let parts = enter(&mut self.root, &mut name.split('.'), whole);
        debug_assert!(parts == whole);
        self.count += usize::from(whole == number);
        whole
    }

    /// Reads a line. What stands before the object is what a log was sent with.
    pub fn read<'a>(&self, line: &'a [u8]) -> Option<Values<'a>> {
        let start = memchr::memchr(b'{', line)?;
        let mut values = Values([const { None }; MOST]);
        let mut input = serde_json::Deserializer::from_slice(&line[start..]);
        At(&self.root, &mut values).deserialize(&mut input).ok()?;
        input.end().ok()?;
        Some(values)
    }
}

fn enter(node: &mut Node, keys: &mut dyn Iterator<Item = &str>, number: usize) -> usize {
    let Some(key) = keys.next() else { return *node.wanted.get_or_insert(number) };
    let at = node.below.iter().position(|below| below.key == key);
    let at = at.unwrap_or_else(|| {
        node.below.push(Node { key: key.into(), ..Node::default() });
        node.below.len() - 1
    });
    enter(&mut node.below[at], keys, number)
}

/// The values that were found, by their numbers.
pub(super) struct Values<'a>([Option<Value<'a>>; MOST]);

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Number(f64),
}

impl<'a> Values<'a> {
    /// The text of the first of these that is one, and not empty.
    pub fn text(&mut self, numbers: &[usize]) -> Option<Cow<'a, [u8]>> {
        let at = numbers.iter().find(
            |number| matches!(self.get(**number), Some(Value::Text(text)) if !text.is_empty()),
        )?;
        match self.0.get_mut(*at)?.take()? {
            Value::Text(Cow::Borrowed(text)) => Some(text.as_bytes().into()),
            Value::Text(Cow::Owned(text)) => Some(text.into_bytes().into()),
            Value::Number(_) => None,
        }
    }

    /// The status in the first of these that is one.
    pub fn status(&self, numbers: &[usize]) -> Option<u16> {
        numbers.iter().find_map(|number| match self.get(*number)? {
            Value::Number(number) => Some(*number as u16),
            Value::Text(text) => text.trim().parse().ok(),
        })
    }

    /// The time in the first of these that is one.
    pub fn time(&self, numbers: &[usize], zone: &TimeZone) -> Option<Timestamp> {
        numbers.iter().find_map(|number| time(self.get(*number)?, zone))
    }

    /// Whether one of these is there.
    pub fn has(&self, numbers: &[usize]) -> bool {
        numbers.iter().any(|number| self.get(*number).is_some())
    }

    fn get(&self, number: usize) -> Option<&Value<'a>> {
        self.0.get(number)?.as_ref()
    }
}

fn time(value: &Value<'_>, zone: &TimeZone) -> Option<Timestamp> {
    match value {
        Value::Number(number) => times::number(*number),
        Value::Text(text) => times::written(text, zone),
    }
}

/// A longer key is none that somebody chose.
const LONGEST_KEY: usize = 60;

/// The key of a line's object whose value is a time of the years of the web.
pub(super) fn key_of_a_time(line: &[u8]) -> Option<String> {
    let start = memchr::memchr(b'{', line)?;
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&line[start..]).ok()?;
    let is_time = |value: &serde_json::Value| {
        let time = match value {
            serde_json::Value::Number(number) => times::number(number.as_f64()?),
            serde_json::Value::String(text) => times::written(text, &TimeZone::UTC),
            _ => None,
        };
        // Numbers of other things are small, or larger than any of these.
        time.filter(|time| (1_000_000_000..4_000_000_000).contains(&time.as_second()))
    };
    let mut keys = object.into_iter().filter(|(key, _)| key.len() <= LONGEST_KEY);
    keys.find(|(_, value)| is_time(value).is_some()).map(|(key, _)| key)
}

/// What is at a place of the tree.
struct At<'n, 'v, 'a>(&'n Node, &'v mut Values<'a>);

impl<'a> At<'_, '_, 'a> {
    fn found(self, value: Value<'a>) {
        if let Some(number) = self.0.wanted
            && let Some(place) = self.1.0.get_mut(number)
        {
            place.get_or_insert(value);
        }
    }
}

impl<'a> DeserializeSeed<'a> for At<'_, '_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for At<'_, '_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(node) = map.next_key_seed(Key(self.0))? {
            match node {
                Some(node) => map.next_value_seed(At(node, self.1))?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut list: S) -> Result<(), S::Error> {
        let At(node, values) = self;
        if list.next_element_seed(At(node, values))?.is_some() {
            while list.next_element::<IgnoredAny>()?.is_some() {}
        }
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<(), E> {
        self.found(Value::Text(text.into()));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.found(Value::Text(text.to_string().into()));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.found(Value::Number(number));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.found(Value::Number(number as f64));
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.found(Value::Number(number as f64));
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// A key, as the node below that has it.
struct Key<'n>(&'n Node);

impl<'a, 'n> DeserializeSeed<'a> for Key<'n> {
    type Value = Option<&'n Node>;

    fn deserialize<D: Deserializer<'a>>(self, input: D) -> Result<Self::Value, D::Error> {
        input.deserialize_str(self)
    }
}

impl<'n> Visitor<'_> for Key<'n> {
    type Value = Option<&'n Node>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.below.iter().find(|node| node.key == key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(names: &[&str], line: &str) -> Option<Vec<String>> {
        let mut wanted = Wanted::default();
        let numbers: Vec<usize> = names.iter().map(|name| wanted.add(name)).collect();
        let mut values = wanted.read(line.as_bytes())?;
        let text = |number: &usize| values.text(&[*number]).unwrap_or_else(|| b"none".into());
        Some(numbers.iter().map(text).map(|text| String::from_utf8(text.into()).unwrap()).collect())
    }

    #[test]
    fn values_are_found_by_their_names() {
        for (line, wanted) in [
            (r#"{"a":"1","b":{"c":"2","d":["3","4"]},"e":"5"}"#, ["1", "2", "3"]),
            (r#"Nov 24 10:00:00 h x[1]: {"b.c":"2","a":"\u0031","b":{"d":"3"}}"#, ["1", "2", "3"]),
            (r#"{"a":"1","a":"2","b":[{"c":"2"},{"c":"x"}],"b.d":[]}"#, ["1", "2", "none"]),
            (r#"{"a":1,"b":null,"c":"2"}"#, ["none"; 3]),
            (r#"{"a":"","b":true,"d":{"b":{"c":"2"}}}"#, ["none"; 3]),
            ("{}", ["none"; 3]),
        ] {
            let found = texts(&["a", "b.c", "b.d"], line);
            assert_eq!(found, Some(wanted.map(String::from).into()), "{line}");
        }
        for line in ["", "x", "{", "{} {}", "[1]", r#"{"a":"#, r#"{"a":"\ud800"}"#] {
            assert_eq!(texts(&["a"], line), None, "{line}");
        }
    }

    #[test]
    fn a_line_that_is_deep_is_no_line() {
        let deep = format!("{{\"a\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
        assert_eq!(texts(&["a.b"], &deep), None);
        let ignored = deep.replace("\"a\"", "\"x\"");
        assert_eq!(texts(&["a"], &ignored), Some(vec!["none".into()]));
    }

    #[test]
    fn the_key_of_a_time_is_found() {
        for (line, key) in [
            (r#"{"level":"info","timestamp":1795500000.5,"size":3}"#, Some("timestamp")),
            (r#"{"size":10900,"when":"2026-11-24T06:00:00Z"}"#, Some("when")),
            (r#"{"size":10900,"port":"41342"}"#, None),
            ("x", None),
        ] {
            assert_eq!(key_of_a_time(line.as_bytes()).as_deref(), key, "{line}");
        }
    }
}
