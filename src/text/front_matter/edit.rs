//! One field of a file's front matter set anew, while every other byte stays.

use std::collections::HashSet;
use std::ops::Range;

use super::fields::FIELDS;
use super::split;
use crate::text::yaml::{self, Keys, Node, Value};

/// Sets the field `name` in the front matter of `source`: in the place of its value, or as a
/// line of its own at the end. None if it is written in a way that only people can change; then
/// nothing else would have stayed as it is.
pub fn set(source: &str, name: &str, value: &Value) -> Option<String> {
    let document = Document::read(source)?;
    let edited = match document.field(name) {
        Some(old) if old.value != Value::Null && document.is_on_one_line(old) => {
            document.with(old.range.clone(), &on_one_line(name, value))
        }
        Some(_) => return None,
        None => document.with_a_line(name, value),
    };
    document.is_changed_in(name, value, &edited).then_some(edited)
}

/// Adds a text to the field `name`, which may be one text or a list of them.
pub fn add(source: &str, name: &str, text: &str) -> Option<String> {
    let document = Document::read(source)?;
    let added = Value::Text(text.into());
    let (edited, expected) = match document.field(name) {
        None | Some(Node { value: Value::Null, .. }) => {
            let value = Value::List(vec![added.into()]);
            return set(source, name, &value);
        }
        Some(Node { value: Value::List(items), range }) => {
            let mut expected = items.clone();
            expected.push(added.clone().into());
            let edited = document.with_an_item(items, range, &added)?;
            (edited, Value::List(expected))
        }
        Some(one) if !document.is_on_one_line(one) => return None,
        Some(one) => {
            let written = &document.yaml()[one.range.clone()];
            let list = format!("[{written}, {}]", yaml::on_one_line(&added));
            let expected = Value::List(vec![one.value.clone().into(), added.into()]);
            (document.with(one.range.clone(), &list), expected)
        }
    };
    document.is_changed_in(name, &expected, &edited).then_some(edited)
}

/// Removes a text from the field `name`, which is that text or a list; the field with it, if there
/// is no other. None if only people can do that.
pub fn remove(source: &str, name: &str, text: &str) -> Option<String> {
    let document = Document::read(source)?;
    let is_it = |node: &Node| matches!(&node.value, Value::Text(own) if own == text);
    let field = document.field(name)?;
    let left: Vec<Node> = match &field.value {
        Value::List(items) => items.iter().filter(|item| !is_it(item)).cloned().collect(),
        _ if is_it(field) => Vec::new(),
        _ => return None,
    };
    let edited = match &field.value {
        Value::List(items) if !left.is_empty() => {
            document.without_an_item(items, items.iter().position(is_it)?, &field.range)
        }
        _ => document.without_a_field(name, field)?,
    };
    let expected = (!left.is_empty()).then_some(Value::List(left));
    document.is_changed_to(name, expected.as_ref(), &edited).then_some(edited)
}

/// The line of front matter with these aliases, each once.
pub fn aliases_line<'a>(aliases: impl Iterator<Item = &'a str>) -> String {
    let mut known = HashSet::new();
    let all = aliases.filter(|alias| known.insert(*alias));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/-._".contains(c);
    let written = |alias: &str| match alias.chars().all(is_plain) {
        true => alias.to_string(),
        false => yaml::on_one_line(&Value::Text(alias.into())),
    };
    format!("aliases: [{}]", all.map(written).collect::<Vec<_>>().join(", "))
}

/// A value as it is written behind its name.
fn on_one_line(name: &str, value: &Value) -> String {
    let written = yaml::write(FIELDS, &[(name, value.clone())]);
    match written.strip_prefix(name).and_then(|rest| rest.strip_prefix(": ")) {
        Some(of_one_line) => of_one_line.trim_end_matches('\n').into(),
        None => yaml::on_one_line(value),
    }
}

/// The front matter of a file.
struct Document<'a> {
    source: &'a str,
    yaml: Range<usize>,
    fields: Vec<(String, Node)>,
}

impl<'a> Document<'a> {
    fn read(source: &'a str) -> Option<Self> {
        let yaml = split(source).ok()?.yaml;
        let fields = match yaml::parse(&source[yaml.clone()], Keys::Unplaced).ok()?.value {
            Value::Map(entries) => entries,
            Value::Null => Vec::new(),
            _ => return None,
        };
        let named = |(key, value): (Node, Node)| match key.value {
            Value::Text(name) => Some((name, value)),
            _ => None,
        };
        let fields = fields.into_iter().map(named).collect::<Option<Vec<_>>>()?;
        Some(Document { source, yaml, fields })
    }

    fn yaml(&self) -> &'a str {
        &self.source[self.yaml.clone()]
    }

    fn field(&self, name: &str) -> Option<&Node> {
        self.fields.iter().find_map(|(of, value)| (of == name).then_some(value))
    }

    /// The source with `text` in the place of `range` of the YAML.
    fn with(&self, range: Range<usize>, text: &str) -> String {
        let (start, end) = (self.yaml.start + range.start, self.yaml.start + range.end);
        format!("{}{text}{}", &self.source[..start], &self.source[end..])
    }

    /// The source with one more field at the end.
    fn with_a_line(&self, name: &str, value: &Value) -> String {
        let line_end = self.line_end();
        let line = format!("{name}: {}{line_end}", on_one_line(name, value));
        let end = self.yaml().len();
        self.with(end..end, &line)
    }

    /// The source with one more item in the list that is written at `range`.
    fn with_an_item(&self, items: &[Node], range: &Range<usize>, item: &Value) -> Option<String> {
        let (yaml, written) = (self.yaml(), yaml::on_one_line(item));
        let Some(last) = items.last() else {
            // An empty list is known by its beginning alone.
            let end = yaml[range.start..].strip_prefix('[')?.trim_start().strip_prefix(']')?;
            let range = range.start..yaml.len() - end.len();
            return Some(self.with(range, &format!("[{written}]")));
        };
        if yaml[range.start..].starts_with('[') {
            return Some(self.with(last.range.end..last.range.end, &format!(", {written}")));
        }
        // Each item has a dash before it; the next one stands below it.
        let start = yaml[..last.range.start].rfind('\n').map_or(0, |at| at + 1);
        let before = &yaml[start..last.range.start];
        let is_dash = before.trim() == "-";
        let end = yaml[last.range.end..].find('\n').map(|at| last.range.end + at + 1)?;
        let line = format!("{before}{written}{}", self.line_end());
        is_dash.then(|| self.with(end..end, &line))
    }

    /// The source without one of the items in the list that is written at `range`.
    fn without_an_item(&self, items: &[Node], at: usize, range: &Range<usize>) -> String {
        let yaml = self.yaml();
        let item = &items[at].range;
        let cut = if !yaml[range.start..].starts_with('[') {
            self.lines_of(item)
        } else if let Some(next) = items.get(at + 1) {
            item.start..next.range.start
        } else {
            items[at - 1].range.end..item.end
        };
        self.with(cut, "")
    }

    /// The source without the lines of a field.
    fn without_a_field(&self, name: &str, field: &Node) -> Option<String> {
        // A list with dashes ends where its last item does; one in brackets, behind that.
        let last = match &field.value {
            Value::List(items) if !self.yaml()[field.range.start..].starts_with('[') => {
                &items.last()?.range
            }
            _ => &field.range,
        };
        let end = self.lines_of(last).end;
        let is_name = |start: &usize| self.yaml()[*start..].starts_with(&format!("{name}:"));
        let starts = self.yaml()[..field.range.start].rmatch_indices('\n').map(|(at, _)| at + 1);
        let start = starts.chain([0]).find(is_name)?;
        Some(self.with(start..end, ""))
    }

    /// The lines that something is written on.
    fn lines_of(&self, range: &Range<usize>) -> Range<usize> {
        let yaml = self.yaml();
        let start = yaml[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = yaml[range.end..].find('\n').map_or(yaml.len(), |at| range.end + at + 1);
        start..end
    }

    fn is_on_one_line(&self, value: &Node) -> bool {
        !self.yaml()[value.range.clone()].contains('\n')
    }

    fn line_end(&self) -> &'static str {
        if self.source[..self.yaml.start].ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    /// Whether `edited` says the same as this, but for the field `name`, which is `value`.
    fn is_changed_in(&self, name: &str, value: &Value, edited: &str) -> bool {
        self.is_changed_to(name, Some(value), edited)
    }

    /// Whether `edited` says the same as this, but for the field `name`, which is `value`, or not
    /// there.
    fn is_changed_to(&self, name: &str, value: Option<&Value>, edited: &str) -> bool {
        let Some(edited) = Document::read(edited) else { return false };
        let body = |document: &Document<'a>| &document.source[document.yaml.end..];
        let mut expected: Vec<(&str, Value)> =
            self.fields.iter().map(|(of, node)| (of.as_str(), bare(&node.value))).collect();
        let known = expected.iter().position(|(of, _)| *of == name);
        match (known, value) {
            (Some(at), Some(value)) => expected[at].1 = bare(value),
            (Some(at), None) => drop(expected.remove(at)),
            (None, Some(value)) => expected.push((name, bare(value))),
            (None, None) => {}
        }
        let found = edited.fields.iter().map(|(of, node)| (of.as_str(), bare(&node.value)));
        found.eq(expected) && edited.source[edited.yaml.end..] == *body(self)
    }
}

/// The same, without places.
fn bare(value: &Value) -> Value {
    match value {
        Value::List(items) => {
            Value::List(items.iter().map(|item| bare(&item.value).into()).collect())
        }
        Value::Map(entries) => {
            let bare = |node: &Node| Node::from(bare(&node.value));
            Value::Map(entries.iter().map(|(key, value)| (bare(key), bare(value))).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_field_is_changed_and_nothing_else() {
        let text = |text: &str| Value::Text(text.into());
        let file = |yaml: &str| format!("---\n{yaml}---\nThe text.\n---\n");
        for (before, name, value, after) in [
            ("title: a\n", "updated", "2026-02-01", "title: a\nupdated: 2026-02-01\n"),
            (
                "updated: 2026-01-01 # then\ntitle: a\n",
                "updated",
                "2026-02-01 09:30",
                "updated: 2026-02-01 09:30 # then\ntitle: a\n",
            ),
            (
                "title: \"a: b\"   # a comment\n\n# another\ndraft: true\n",
                "title",
                "no",
                "title: \"no\"   # a comment\n\n# another\ndraft: true\n",
            ),
            ("title: |\n  a\n  b\ndraft: true\n", "draft", "x", "title: |\n  a\n  b\ndraft: x\n"),
        ] {
            assert_eq!(set(&file(before), name, &text(value)), Some(file(after)), "{before}");
        }
        let windows = "\u{feff}---\r\ntitle: a\r\n---\r\nText.\r\n";
        let expected = "\u{feff}---\r\ntitle: a\r\nupdated: 2026-02-01\r\n---\r\nText.\r\n";
        assert_eq!(set(windows, "updated", &text("2026-02-01")).as_deref(), Some(expected));
    }

    #[test]
    fn an_alias_is_added_as_the_list_is_written() {
        let file = |yaml: &str| format!("---\n{yaml}---\nText.\n");
        for (before, after) in [
            ("title: a\n", "title: a\naliases: [\"/b/\"]\n"),
            ("aliases: /a/ # old\ntitle: a\n", "aliases: [/a/, \"/b/\"] # old\ntitle: a\n"),
            ("aliases: []\ntitle: a\n", "aliases: [\"/b/\"]\ntitle: a\n"),
            ("aliases: [/a/, '/c/'] # old\n", "aliases: [/a/, '/c/', \"/b/\"] # old\n"),
            (
                "aliases:\n  - /a/ # the first\n  - /c/ # the second\n# then\ntitle: a\n",
                "aliases:\n  - /a/ # the first\n  - /c/ # the second\n  - \"/b/\"\n# then\ntitle: a\n",
            ),
            ("aliases:\n- /a/\ntitle: a\n", "aliases:\n- /a/\n- \"/b/\"\ntitle: a\n"),
            ("aliases: [\n  /a/,\n  /c/,\n]\n", "aliases: [\n  /a/,\n  /c/, \"/b/\",\n]\n"),
        ] {
            assert_eq!(add(&file(before), "aliases", "/b/"), Some(file(after)), "{before}");
        }
    }

    #[test]
    fn an_alias_is_removed_as_the_list_is_written() {
        let file = |yaml: &str| format!("---\n{yaml}---\nText.\n");
        for (before, after) in [
            ("title: a\naliases: [\"/b/\"]\n", "title: a\n"),
            ("aliases: /b/ # old\ntitle: a\n", "title: a\n"),
            ("aliases: [/a/, \"/b/\"] # old\ntitle: a\n", "aliases: [/a/] # old\ntitle: a\n"),
            ("aliases: ['/b/', /a/]\n", "aliases: [/a/]\n"),
            ("aliases: [/a/, /b/, /c/]\n", "aliases: [/a/, /c/]\n"),
            (
                "aliases:\n  - /a/ # first\n  - /b/ # second\ntitle: a\n",
                "aliases:\n  - /a/ # first\ntitle: a\n",
            ),
            ("aliases:\n- /b/\n- /a/\n", "aliases:\n- /a/\n"),
            ("title: a\naliases:\n  - /b/\ntags: [x]\n", "title: a\ntags: [x]\n"),
        ] {
            assert_eq!(remove(&file(before), "aliases", "/b/"), Some(file(after)), "{before}");
        }
        for not_there in ["title: a\n", "aliases: /a/\n", "aliases: [/a/]\n"] {
            assert_eq!(remove(&file(not_there), "aliases", "/b/"), None, "{not_there}");
        }
    }

    #[test]
    fn what_only_people_can_change_is_refused() {
        for yaml in ["{title: a}\n", "- a\n", "title: 'a\n", "updated: &u 2026-01-01\ntitle: *u\n"]
        {
            let source = format!("---\n{yaml}---\nText.\n");
            assert_eq!(set(&source, "updated", &Value::Text("2026-02-01".into())), None, "{yaml}");
        }
    }

    proptest! {
        #[test]
        fn an_edit_is_whole_or_none(
            yaml in "((title|updated|aliases|tags): ?(\\||>|\\[a, b\\]|'a'|\"b\"|\n  - c|\n- d|x y|&a b|\\*a|\\{e: f\\})?( # g)?\n(  [a-z]{1,3}\n)?){0,4}",
            text in "[-:#a-z\\[\\]{}'\" \n]{1,8}",
        ) {
            let source = format!("---\n{yaml}---\nText.\n");
            for edited in [set(&source, "title", &Value::Text(text.clone())), add(&source, "aliases", &text)] {
                let Some(edited) = edited else { continue };
                prop_assert!(edited.ends_with("---\nText.\n"));
                // All lines but one are there as they were.
                let kept = source.lines().filter(|line| edited.lines().any(|other| other == *line));
                prop_assert!(kept.count() + 1 >= source.lines().count(), "{}\n{}", source, edited);
            }
        }
    }
}
