//! Names that a map cannot have, and which field was meant by each.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use super::decoder::{Decoder, Fields};
use super::writer::{in_flow, in_quotes, list_of};
use super::{Node, Value, unseen};
use crate::nearest::Names;
use crate::text::fields::{DATE, Field, Shape};

/// What was meant by a name.
enum Meaning<'f> {
    /// A field.
    Field(&'f Field),
    /// A field whose colon stands too late: `title Talks: day two`.
    Late(&'f Field),
    /// A flag that says the opposite.
    Opposite(&'f Field),
    /// A field of the map that is the value of a field.
    Part(&'f Field, &'f Field),
}

/// The fields that were meant by names that a map cannot have. They are not missed besides.
#[derive(Default)]
pub struct Meant(Vec<&'static str>);

impl Meant {
    /// Whether a field was meant by one of them.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}

impl Decoder<'_> {
    /// Collects each field that is not in `known`. One that was meant is read as that.
    pub fn deny_unknown(&mut self, fields: &mut Fields<'_>, known: &[Field], what: &str) -> Meant {
        let mut meant = Meant::default();
        let ready: OnceCell<Names> = OnceCell::new();
        let unknown: Vec<_> = fields
            .unknown(known)
            .map(|(name, key, value)| (name.to_string(), key, value))
            .collect();
        for (name, key, value) in unknown {
            if let Some(mended) = self.without_unseen(&name, key) {
                meant.0.extend(known.iter().map(|field| field.name).filter(|name| *name == mended));
                continue;
            }
            let message = format!("{what} has no field `{name}`");
            let find = |decoder: &Self| {
                let nearest = || {
                    let names = known.iter().map(|field| field.name);
                    nearest(&name, known, ready.get_or_init(|| names.collect()))
                };
                let meaning = dedented(&name, key, fields, known)
                    .or_else(|| meaning(&name, value, known))
                    .or_else(|| nearest().map(Meaning::Field));
                let hint = match &meaning {
                    None => {
                        let names: Vec<&str> = known.iter().map(|field| field.name).collect();
                        format!("the fields of {what} are: {}", names.join(", "))
                    }
                    Some(meaning) => decoder.remedy(fields, (&name, key, value), meaning),
                };
                (meaning, hint)
            };
            let mut place = self.place(&key.range);
            let mut found = None;
            match self.told_of_line(key) {
                Some(of_line) => {
                    let (meaning, hint) = find(self);
                    let renamed = read_as(&meaning, fields, value)
                        .is_some_and(|field| self.tell_of_name(of_line, &name, field));
                    match &meaning {
                        _ if renamed => place = of_line,
                        Some(_) => self.tell_instead(of_line, message, hint),
                        None => self.report(&key.range, message, hint),
                    }
                    found = meaning;
                }
                None => self.report_with(&key.range, |decoder| {
                    let (meaning, hint) = find(decoder);
                    found = meaning;
                    (message, hint)
                }),
            }
            if let Some(Meaning::Field(field) | Meaning::Late(field)) = found {
                meant.0.push(field.name);
            }
            if let Some(field) = read_as(&found, fields, value) {
                self.expect_as(place, (key, value), (&name, field));
                fields.rename(key, field);
            }
            if matches!(found, Some(Meaning::Part(..))) && self.comment_of(key, value).is_some() {
                self.expect_nothing(key);
            }
        }
        meant
    }

    /// Collects each field that has none of these names: for maps whose names come
    /// from elsewhere than a table.
    pub fn deny_others(&mut self, fields: &Fields<'_>, names: &[&str], what: &str) {
        let known: HashSet<&str> = names.iter().copied().collect();
        let ready: OnceCell<Names> = OnceCell::new();
        for (name, key, _) in fields.all().filter(|(name, _, _)| !known.contains(name)) {
            if self.without_unseen(name, key).is_some() {
                continue;
            }
            self.report_with(&key.range, |_| {
                let ready = ready.get_or_init(|| names.iter().copied().collect());
                let hint = match ready.nearest(name) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the fields of {what} are: {}", names.join(", ")),
                };
                (format!("{what} has no field `{name}`"), hint)
            });
        }
    }

    /// Collects each field that is none for a character that nobody sees, and would be one of
    /// `known` without it.
    pub fn deny_unseen(&mut self, fields: &Fields<'_>, known: &[Field]) -> Meant {
        let mut meant = Meant::default();
        for (name, key, _) in fields.unknown(known) {
            let mended = unseen::mended(name);
            if let Some(field) = known.iter().find(|field| field.name == mended.trim())
                && self.without_unseen(name, key).is_some()
            {
                meant.0.push(field.name);
            }
        }
        meant
    }

    /// A name without the characters in it that nobody sees, which are collected; none if it
    /// has none.
    fn without_unseen(&mut self, name: &str, key: &Node) -> Option<String> {
        let character = unseen::first(name)?;
        let mended = unseen::mended(name).trim().to_string();
        let message = format!("{character} is in the name of this field");
        self.report(&key.range, message, format!("type it again: `{mended}:`"));
        Some(mended)
    }

    /// What to write in place of a field.
    fn remedy(
        &self,
        fields: &Fields<'_>,
        (name, key, value): (&str, &Node, &Node),
        meaning: &Meaning<'_>,
    ) -> String {
        match meaning {
            Meaning::Field(field) | Meaning::Late(field) if fields.get(field.name).is_some() => {
                let line = fields.key(field.name).map_or(0, |key| self.place(&key.range).line);
                if let Some(whole) = self.with_time(fields, value, field) {
                    return format!("write `{whole}` in line {line}, and delete this line");
                }
                format!("did you mean `{0}`? Line {line} has it: delete one of the two", field.name)
            }
            Meaning::Field(field) => {
                let line = self.renamed((key, value), field);
                format!("did you mean `{}`? Write `{line}`", field.name)
            }
            Meaning::Late(field) => {
                let rest = name.split_once(' ').map_or("", |(_, rest)| rest.trim());
                let text = format!("{rest}: {}", self.source(&self.written(value)));
                let indent = self.raw(&(self.line(key).start..self.written(key).start));
                let line = format!("{indent}{}: {}", field.name, in_quotes(&text));
                format!("did you mean `{}`? Write `{line}`", field.name)
            }
            Meaning::Opposite(field) => match value.value {
                Value::Bool(false) => format!("write `{}: true`", field.name),
                _ => "delete this line: a story is public unless something holds it back".into(),
            },
            Meaning::Part(field, part) => self.put_in(fields, (key, value), field, part),
        }
    }

    /// The line of a day, with a time that stands in a field of its own.
    fn with_time(&self, fields: &Fields<'_>, time: &Node, field: &Field) -> Option<String> {
        let day = fields.get(field.name)?;
        let (Value::Text(day_text), Value::Text(time)) = (&day.value, &time.value) else {
            return None;
        };
        let is_of = |text: &str, mark: char| {
            let mut parts = text.split(mark);
            text.contains(mark) && parts.all(|part| matches!(part.len(), 1..=4) && is_number(part))
        };
        let is_moment = matches!(field.shape, Shape::Form(DATE));
        let fits = is_moment && is_of(day_text, '-') && is_of(time, ':');
        fits.then(|| self.line_with(day, &format!("{day_text} {time}")))
    }

    /// The line of an entry, with the name of `field`, and with its value as that wants it.
    fn renamed(&self, (key, value): (&Node, &Node), field: &Field) -> String {
        let line = self.line(key);
        let written = self.written(value);
        let is_plain = matches!(&value.value, Value::Text(text) if *text == self.source(&written));
        let list = matches!(field.shape, Shape::OneOrMore(_))
            .then(|| names_in(self.source(&written), field))
            .filter(|names| is_plain && (names.len() > 1 || names[0] != self.source(&written)));
        let (key, source) = (self.written(key), |range: Range<usize>| self.raw(&range));
        match list {
            Some(names) if written.end <= line.end => {
                let list = match &names[..] {
                    [name] => (*name).to_string(),
                    names => list_of(names),
                };
                let before = source(line.start..key.start);
                let between = source(key.end..written.start);
                let after = source(written.end..line.end);
                [before, field.name, between, &list, after].concat()
            }
            _ => [source(line.start..key.start), field.name, source(key.end..line.end)].concat(),
        }
    }

    /// What to do with an entry that belongs in the map of `field`.
    fn put_in(
        &self,
        fields: &Fields<'_>,
        (key, value): (&Node, &Node),
        field: &Field,
        part: &Field,
    ) -> String {
        let (name, written) = (field.name, self.source(&self.written(value)));
        let written = match &value.value {
            // Within braces, what seems to be a comment is the rest of the text.
            Value::Text(text) if let Some(comment) = self.comment_of(key, value) => {
                in_flow(&Value::Text(format!("{text} {comment}")))
            }
            value if value.is_container() => in_flow(value),
            // Of a line that was told of, what is written may lack its quotes.
            Value::Text(text) if *text == written => in_flow(&value.value),
            _ => written.to_string(),
        };
        let entry = format!("{}: {written}", part.name);
        let line = fields.key(name).map_or(0, |key| self.place(&key.range).line);
        match fields.get(name).map(|node| &node.value) {
            Some(Value::Map(entries)) if !entries.is_empty() => {
                let place = self.place(&entries[0].0.range);
                // In braces there is one line for all.
                if place.line == line {
                    return format!(
                        "it belongs inside the braces of `{name}` in line {line}: `{entry}`"
                    );
                }
                let indented = format!("{}{entry}", " ".repeat(place.column - 1));
                match fields.is_next(name, key) {
                    true => format!("it belongs to `{name}` above: write `{indented}`"),
                    false => format!("it belongs below `{name}` in line {line}: `{indented}`"),
                }
            }
            Some(Value::List(items)) => {
                let last = items.iter().rev().find_map(|item| match &item.value {
                    Value::Map(entries) => entries.first(),
                    _ => None,
                });
                match last.map(|(key, _)| self.place(&key.range)).filter(|at| at.line > line) {
                    Some(at) if fields.is_next(name, key) => {
                        let indent = " ".repeat(at.column - 1);
                        format!("it belongs to the item of `{name}` above: write `{indent}{entry}`")
                    }
                    _ => {
                        format!("`{}` is said of each item of `{name}`, in line {line}", part.name)
                    }
                }
            }
            Some(Value::Text(_)) => {
                let first = nested(field).iter().find(|field| field.presence.is_required());
                let first = first.or(nested(field).first()).map_or("", |field| field.name);
                let of_text = |node: &Node| {
                    let written = self.source(&self.written(node));
                    match &node.value {
                        Value::Text(text) if text == written => in_flow(&node.value),
                        _ => written.to_string(),
                    }
                };
                let whole = fields.get(name).map(of_text).unwrap_or_default();
                format!(
                    "write `{name}: {{{first}: {whole}, {entry}}}` in line {line}, and delete this one"
                )
            }
            _ => {
                let required = nested(field).iter().filter(|other| other.presence.is_required());
                let missing = required.filter(|other| other.name != part.name);
                let others: String = missing.map(|it| format!("{}: …, ", it.name)).collect();
                format!("`{}` is a part of `{name}`: `{name}: {{{others}{entry}}}`", part.name)
            }
        }
    }

    /// What YAML takes for a comment behind a text without quotes, and was most likely a part of it.
    fn comment_of(&self, key: &Node, value: &Node) -> Option<&str> {
        let Value::Text(text) = &value.value else { return None };
        let comment = self.after(key).strip_prefix(text.as_str())?.trim_start();
        let is_text = comment.strip_prefix('#')?.starts_with(char::is_alphanumeric);
        is_text.then_some(comment)
    }

    /// The line that a node begins in, in bytes of the file.
    pub(super) fn line(&self, node: &Node) -> Range<usize> {
        self.line_of(&node.range)
    }
}

/// The field that an entry is read as. A map may be none of its fields, and is read once it has its
/// name, unless it is to be a text.
fn read_as(
    meaning: &Option<Meaning<'_>>,
    fields: &Fields<'_>,
    value: &Node,
) -> Option<&'static str> {
    let Some(Meaning::Field(field)) = meaning else { return None };
    let is_text = matches!(field.shape, Shape::Text | Shape::OneOrMore(&Shape::Text));
    let is_read = fields.key(field.name).is_none() && (is_text || !value.value.is_map());
    is_read.then_some(field.name)
}

fn meaning<'f>(name: &str, value: &Node, known: &'f [Field]) -> Option<Meaning<'f>> {
    if let Some(meaning) = meaning_of_word(&folded(name), value, known) {
        return Some(meaning);
    }
    // Where a colon lacks, all up to the next one is the name.
    let (word, rest) = name.split_once(' ').filter(|_| matches!(value.value, Value::Text(_)))?;
    let Meaning::Field(field) = meaning_of_word(&folded(word), value, known)? else { return None };
    let rest = folded(rest);
    // `image credit`, and `author name`.
    if let Some(part) = nested(field).iter().find(|it| it.name == rest || it.also.contains(&&*rest))
    {
        return Some(Meaning::Part(field, part));
    }
    match SAYING_NOTHING.contains(&&*rest) {
        true => Some(Meaning::Field(field)),
        false => Some(Meaning::Late(field)),
    }
}

/// What stands behind the name of a field and says nothing more.
const SAYING_NOTHING: [&str; 10] =
    ["name", "names", "text", "line", "list", "value", "field", "date", "label", "code"];

fn meaning_of_word<'f>(word: &str, value: &Node, known: &'f [Field]) -> Option<Meaning<'f>> {
    let is_flag = |field: &Field| matches!(field.shape, Shape::Flag);
    let is_value_flag = matches!(value.value, Value::Bool(_));
    let is_named = |field: &Field| folded(field.name) == word || field.also.contains(&word);
    let fits = |field: &&Field| is_named(field) && is_flag(field) == is_value_flag;
    let exact = known.iter().find(|field| folded(field.name) == word);
    if let Some(field) = exact.or_else(|| known.iter().find(fits)) {
        return Some(Meaning::Field(field));
    }
    let opposite = known.iter().find(|field| field.opposites.contains(&word));
    if let Some(field) = opposite.filter(|_| is_value_flag) {
        return Some(Meaning::Opposite(field));
    }
    let mut parts =
        known.iter().flat_map(|field| nested(field).iter().map(move |part| (field, part)));
    // One that may stand alone, rather than one that lacks others.
    let lacks_others = |(field, part): &(&Field, &Field)| {
        nested(field).iter().any(|it| it.presence.is_required() && it.name != part.name)
    };
    let named: Vec<_> = parts.by_ref().filter(|(_, part)| is_named(part)).collect();
    let found = named.iter().find(|it| !lacks_others(it)).or(named.first());
    found.map(|(field, part)| Meaning::Part(field, part))
}

/// What a name means that belongs to the map above it, but is not indented.
fn dedented<'f>(
    name: &str,
    key: &Node,
    fields: &Fields<'_>,
    known: &'f [Field],
) -> Option<Meaning<'f>> {
    let above = known.iter().find(|field| fields.is_next(field.name, key))?;
    let has_parts = match &fields.get(above.name)?.value {
        Value::Map(_) => true,
        Value::List(items) => items.iter().any(|item| item.value.is_map()),
        _ => false,
    };
    let part = nested(above).iter().find(|part| part.name == name)?;
    has_parts.then_some(Meaning::Part(above, part))
}

fn nearest<'f>(name: &str, known: &'f [Field], names: &Names) -> Option<&'f Field> {
    let near = names.nearest(name).or_else(|| names.nearest(&name.replace(' ', "_")))?;
    known.iter().find(|field| field.name == near)
}

/// The field that is meant by a name which is none, where a text is its value.
pub(super) fn meant_by<'f>(name: &str, known: &'f [Field]) -> Option<&'f Field> {
    if known.iter().any(|field| field.name == name) {
        return None;
    }
    let word = folded(name);
    let is_it = |field: &&Field| {
        folded(field.name) == word
            || field.also.contains(&&*word) && !matches!(field.shape, Shape::Flag)
    };
    let names = || known.iter().map(|field| field.name).collect();
    known.iter().find(is_it).or_else(|| nearest(name, known, &names()))
}

/// The fields of the maps that are the value of a field.
pub(super) fn nested(field: &Field) -> &'static [Field] {
    let mut shape = &field.shape;
    loop {
        shape = match shape {
            Shape::Map(fields) | Shape::OrMap(_, fields) => return fields,
            Shape::List(of) | Shape::OneOrMore(of) | Shape::OrFalse(of) => of,
            _ => return &[],
        }
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name as its words alone tell it from others: programs write them in different ways.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|c| !matches!(c, '_' | '-' | ' '));
    letters.flat_map(char::to_lowercase).collect()
}

/// The names or words of a list that was written as a text.
fn names_in<'t>(text: &'t str, field: &Field) -> Vec<&'t str> {
    let text = match field.name {
        "authors" => text.strip_prefix("By ").or(text.strip_prefix("by ")).unwrap_or(text),
        _ => text,
    };
    let names = text.split([',', ';']);
    let names = names.flat_map(|names| match field.name {
        "authors" => names.split(" and ").collect(),
        _ => vec![names],
    });
    names.map(str::trim).filter(|name| !name.is_empty()).collect()
}
