//! A value of another kind than its field takes: text where a list belongs, a list where a text does.

use std::ops::Range;

use super::decoder::{Decoder, FLAG, MAP, TEXT, TEXTS};
use super::unknown::nested;
use super::writer::{in_flow, in_quotes, list_of, one_name, text as plain_or_quoted};
use super::{Node, Value, unseen};
use crate::text::printable::printable;
use crate::text::several;

/// Names, each with its place.
type Names = Vec<(String, Range<usize>)>;

impl Decoder<'_> {
    /// Tells that a value has to be `wanted`, and what to write.
    pub(super) fn wrong_kind(&mut self, node: &Node, field: &str, wanted: &str) {
        let message = format!("`{field}` has to be {wanted}, and this is {}", node.value.kind());
        let hint = match (&node.value, wanted) {
            (Value::Text(_) | Value::Integer(_), FLAG) => self.as_flag(node),
            (Value::Null, TEXT) if let Some(line) = self.with_comment(node, field) => {
                format!("`#` begins a comment here: write `{line}`")
            }
            (Value::List(_), MAP) if let Some(line) = self.without_list(node, Value::is_map) => {
                format!("write `{line}`")
            }
            (_, MAP) => self.map_such_as(field),
            (Value::Map(fields), TEXT | TEXTS) if let Some(name) = name_in(fields) => {
                self.as_name(node, field, name)
            }
            (Value::List(items), TEXT) => self.list_as_text(node, items, field),
            (Value::Map(_) | Value::Bool(_), TEXT) if self.is_on_one_line(node) => {
                let value = in_quotes(self.source(&self.written(node)));
                format!("write `{}`", self.line_with(node, &value))
            }
            (Value::Map(entries), TEXTS) if let Some(names) = names_in(entries) => {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let list =
                    if let [one] = names[..] { plain_or_quoted(one) } else { list_of(&names) };
                match self.is_on_one_line(node) {
                    true => format!("write `{}`", self.line_with(node, &list)),
                    false => format!("write `{field}: {list}` in place of these lines"),
                }
            }
            (Value::Map(_), TEXT) => in_one_line(field),
            (Value::Text(_) | Value::Integer(_), "a list") => {
                format!("write `{}`", self.line_with(node, &self.as_list(node)))
            }
            (Value::Map(_), "a list") if self.is_on_one_line(node) => {
                let list = format!("[{}]", self.source(&self.written(node)));
                format!("write `{}`", self.line_with(node, &list))
            }
            (Value::Map(_), "a list") => {
                format!("write `{field}: [{}]` in place of these lines", in_flow(&node.value))
            }
            _ => format!("write {wanted} after `{field}:`"),
        };
        self.report(&node.range, message, hint);
    }

    /// What to write where a map of fields belongs.
    fn map_such_as(&self, name: &str) -> String {
        let field = self.known.iter().find(|field| field.name == name);
        let example = field.and_then(|field| {
            let mut all = field.examples.iter().copied().chain(field.default);
            all.find(|example| example.starts_with('{') && *example != "{}")
        });
        let parts: Vec<String> =
            field.into_iter().flat_map(nested).map(|part| format!("`{}`", part.name)).collect();
        match example {
            None => "write one `name: value` a line".into(),
            Some(example) if parts.is_empty() => format!("write for example `{name}: {example}`"),
            Some(example) => format!(
                "write for example `{name}: {example}`; its fields are {}",
                parts.join(", ")
            ),
        }
    }

    /// A text of some form; a number is taken as it was written. Nothing else can be made one by
    /// quotes: it is told what the field `takes`, as a remedy.
    pub fn text_of_form(&mut self, node: &Node, field: &str, takes: &str) -> Option<String> {
        if node.value.is_scalar() {
            return self.text(node, field);
        }
        let message = format!("`{field}` has to be text, and this is {}", node.value.kind());
        if let Some((line, item)) = self.only_item(node, Value::is_scalar) {
            let text = self.scalar_text(item);
            self.report(&node.range, message, format!("write `{line}`"));
            // What is wrong with the text besides is told with it.
            self.expect_more_of_part(&node.range);
            return Some(printable(&text).trim().to_string());
        }
        let hint = match &node.value {
            Value::List(_) => format!("`{field}` takes one alone: {takes}"),
            _ => takes.into(),
        };
        self.report(&node.range, message, hint);
        None
    }

    /// The line with the only item of a list in place of that, if `fits`.
    pub fn without_list(&self, node: &Node, fits: fn(&Value) -> bool) -> Option<String> {
        self.only_item(node, fits).map(|(line, _)| line)
    }

    /// The same, and the item.
    fn only_item<'n>(
        &self,
        node: &'n Node,
        fits: fn(&Value) -> bool,
    ) -> Option<(String, &'n Node)> {
        let Value::List(items) = &node.value else { return None };
        let [item] = &items[..] else { return None };
        // `[[dam.svg]]`
        let mut inner = item;
        while let Value::List(items) = &inner.value
            && let [item] = &items[..]
        {
            inner = item;
        }
        if !fits(&inner.value) {
            return None;
        }
        let written = self.source(&self.written(inner));
        if self.is_on_one_line(node) {
            return Some((self.line_with(node, written), inner));
        }
        let line = self.raw(&self.line_of(&item.range));
        let at = line.find("- ")?;
        let line = format!("{}  {}", &line[..at], &line[at + 2..]);
        Some((line.trim_end().to_string(), inner))
    }

    /// The line of an item that is empty but for a comment, which was meant as its text.
    fn with_comment(&self, node: &Node, field: &str) -> Option<String> {
        let line = self.raw(&self.line_of(&node.range));
        let (before, text) =
            line.split_once("- #").filter(|(before, _)| before.trim().is_empty())?;
        text.starts_with(char::is_alphanumeric).then(|| match field {
            // As elsewhere, a tag has no mark before it.
            "tags" => format!("{before}- {}", text.trim_end()),
            _ => format!("{before}- {}", in_quotes(&format!("#{}", text.trim_end()))),
        })
    }

    /// What to write for a map where a name belongs, as other programs have authors.
    fn as_name(&self, node: &Node, field: &str, name: &str) -> String {
        let name = one_name(name);
        let line = match (self.is_on_one_line(node), self.before(node).trim()) {
            (true, _) => format!("write `{}`", self.line_with(node, &name)),
            (false, "-") => format!("write `- {name}` in place of these lines"),
            (false, _) => format!("write `{field}: {name}` in place of these lines"),
        };
        format!("{line}{}", with_their_file(field))
    }

    /// The names in brackets of which several are maps, or one is by its colon alone: told once, with
    /// all of the list.
    pub(super) fn maps_as_names(&mut self, node: &Node, field: &str) -> Option<Names> {
        let Value::List(items) = &node.value else { return None };
        let maps: Vec<&Node> = items.iter().filter(|item| item.value.is_map()).collect();
        if maps.is_empty() || !self.is_on_one_line(node) {
            return None;
        }
        let has_braces = |item: &Node| self.source(&self.written(item)).starts_with('{');
        if maps.len() == 1 && has_braces(maps[0]) {
            return None;
        }
        let name = |item: &Node| match &item.value {
            Value::Map(fields) if has_braces(item) => name_in(fields).map(String::from),
            Value::Map(fields) => self.with_colon(field, fields),
            value => value.is_scalar().then(|| self.scalar_text(item)),
        };
        let placed = |item: &Node| {
            let name = printable(&name(item)?).trim().to_string();
            (!name.is_empty()).then(|| (name, item.range.clone()))
        };
        let names: Names = items.iter().map(placed).collect::<Option<_>>()?;
        let list: Vec<String> = names.iter().map(|(name, _)| one_name(name)).collect();
        let line = self.line_with(node, &format!("[{}]", list.join(", ")));
        let message = match maps.len() {
            1 => format!("`{field}` has to be {TEXTS}, and this is a map"),
            _ => format!("`{field}` has to be {TEXTS}, and these are maps"),
        };
        let hint = format!("write `{line}`{}", with_their_file(field));
        self.report(&maps[0].range, message, hint);
        Some(names)
    }

    /// The text that was meant by `Text: Anna` in a list: of what somebody did, the name alone.
    fn with_colon(&self, field: &str, pair: &[(Node, Node)]) -> Option<String> {
        let [(key, value)] = pair else { return None };
        let (key, value) = (self.scalar_text(key), value.value.is_scalar().then_some(value)?);
        let value = self.scalar_text(value);
        match field == "authors" && several::is_part(&key) {
            true => Some(value),
            false => Some(format!("{key}: {value}")),
        }
    }

    /// What is most likely meant by a word in the place of a flag.
    fn as_flag(&self, node: &Node) -> String {
        let line = |flag: &str| self.line_with(node, flag);
        let word = match &node.value {
            Value::Text(text) => unseen::mended(text).trim().to_lowercase(),
            Value::Integer(number) => number.to_string(),
            _ => String::new(),
        };
        match &*word {
            "yes" | "on" | "y" | "true" | "1" => format!("write `{}`", line("true")),
            "no" | "off" | "n" | "false" | "0" => format!("write `{}`", line("false")),
            _ => format!("write `{}` or `{}`", line("true"), line("false")),
        }
    }

    /// What to write for a list where a text belongs.
    fn list_as_text(&self, node: &Node, items: &[Node], field: &str) -> String {
        let texts: Vec<String> = items.iter().map(|item| self.scalar_text(item)).collect();
        let are_texts = items.iter().all(|item| item.value.is_scalar());
        if !self.is_on_one_line(node) {
            let before = self.before(node);
            let name = if before.trim() == "-" { "-".into() } else { format!("{field}:") };
            let indent = " ".repeat(before.len() - before.trim_start().len());
            return match &texts[..] {
                [text] if are_texts => format!("write `{indent}{name} {}`", plain_or_quoted(text)),
                _ => in_one_line(field),
            };
        }
        // A list in a list.
        if self.is_item(node) && are_texts {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let list = list_of(&texts);
            let inside = list.trim_start_matches('[').trim_end_matches(']');
            return format!("write `{}`", self.line_with(node, inside));
        }
        let quoted = self.line_with(node, &in_quotes(self.source(&self.written(node))));
        match (&items, &texts[..]) {
            ([], _) => format!("write `{quoted}`"),
            ([item], [text]) if are_texts => {
                let text = match item.value {
                    Value::Text(_) => plain_or_quoted(text),
                    _ => text.clone(),
                };
                let text = self.line_with(node, &text);
                format!("write `{text}`, or `{quoted}` if readers are to see the brackets")
            }
            _ if are_texts => {
                let text = self.line_with(node, &in_quotes(&texts.join(", ")));
                format!("write `{text}`, or `{quoted}` if readers are to see the brackets")
            }
            _ => format!("write `{quoted}`"),
        }
    }

    /// A text as the list that was meant: of what is between commas or semicolons, or of numbers.
    fn as_list(&self, node: &Node) -> String {
        let text = self.scalar_text(node);
        let parts: Vec<&str> =
            text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if text.split([',', ';', ' ']).all(is_number) {
            let numbers = text.split([',', ';', ' ']).filter(|number| !number.is_empty());
            return format!("[{}]", numbers.collect::<Vec<_>>().join(", "));
        }
        list_of(&parts)
    }

    /// Whether it is one of those in the brackets of a list.
    fn is_item(&self, node: &Node) -> bool {
        self.before(node).trim_end().ends_with(['[', ','])
    }

    /// Whether all of a value stands behind its name.
    pub(super) fn is_on_one_line(&self, node: &Node) -> bool {
        let written = self.source(&self.written(node));
        match node.value {
            Value::Map(_) => written.starts_with('{') && written.ends_with('}'),
            Value::List(_) => written.starts_with('[') && written.ends_with(']'),
            _ => true,
        }
    }

    /// What stands in its line before a value.
    fn before(&self, node: &Node) -> &str {
        self.raw(&(self.line_of(&node.range).start..self.written(node).start))
    }
}

/// Where that belongs which other programs say of an author in front matter.
fn with_their_file(field: &str) -> &'static str {
    match field {
        "authors" => {
            "; what else is known of an author goes into a file about them, in `content/authors/`"
        }
        _ => "",
    }
}

/// The texts that were meant by a map: its keys, if they have nothing behind them, as in
/// `{water | peace}`.
fn names_in(entries: &[(Node, Node)]) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for (key, value) in entries {
        match (&key.value, &value.value) {
            (Value::Text(key), Value::Null) => names.extend(several::at_commas(key)),
            _ => return None,
        }
    }
    (!names.is_empty()).then_some(names)
}

/// The name that a map has of what was meant as a text: `- name: Anna`.
fn name_in(fields: &[(Node, Node)]) -> Option<&str> {
    fields.iter().find_map(|(key, value)| match (&key.value, &value.value) {
        (Value::Text(key), Value::Text(name)) if key == "name" => Some(name.as_str()),
        _ => None,
    })
}

fn in_one_line(field: &str) -> String {
    format!("write it on one line, in quotes: `{field}: \"…\"`")
}
