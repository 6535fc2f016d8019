//! Lists and maps that stand in one line.

use super::{Guess, Line};
use crate::text::fields::{Field, Shape};
use crate::text::yaml::writer::{in_quotes, list_of, text as plain_or_quoted};
use crate::text::yaml::{Keys, parse};

impl Line<'_> {
    /// With the bracket that closes the one at the beginning.
    pub(super) fn closed(&self) -> Option<Guess> {
        let (open, close) = brackets(self.value)?;
        if self.value.contains(close) {
            return None;
        }
        let message = format!("the bracket `{open}` is not closed");
        let value = format!("{}{close}", self.value.trim_end_matches([',', ' ']));
        Some(Guess::new(message, self.with(self.prefix, &value)))
    }

    /// A list or a map of which the parts that cannot be read are in quotes.
    pub(super) fn quoted_in_brackets(&self) -> Option<Guess> {
        let (open, close) = brackets(self.value)?;
        let inside = self.value.strip_prefix(open)?.strip_suffix(close)?;
        // Braces in brackets are placeholders, or maps.
        let may_have_braces = open == '[' && !inside.contains(": ");
        if inside.contains(['[', ']']) || (!may_have_braces && inside.contains(['{', '}'])) {
            return None;
        }
        let mut parts: Vec<String> = Vec::new();
        // `[a,, b]`, and `["a" "b"]` without its comma.
        let inside = inside.replace(",,", ",").replace("\" \"", "\", \"");
        for part in inside.split(", ") {
            // In a map, what has no name goes on with the text before the comma.
            match parts.last_mut().filter(|_| open == '{' && !part.contains(": ")) {
                Some(last) => last.push_str(&format!(", {part}")),
                None => parts.push(part.into()),
            }
        }
        for part in &mut parts {
            if parse(&format!("{open}{part}{close}"), Keys::Unplaced).is_err() {
                *part = match open {
                    // As elsewhere, a tag has no mark before it.
                    '[' if part.starts_with('#') => part.trim_start_matches('#').into(),
                    '[' => in_quotes(part),
                    _ => {
                        let (name, text) = part.split_once(": ")?;
                        format!("{name}: {}", in_quotes(text))
                    }
                };
            }
        }
        let value = format!("{open}{}{close}", parts.join(", "));
        let message = "a text in these brackets has to be in quotes";
        Some(Guess::new(message, self.with(self.prefix, &value)))
    }

    /// With what begins with `#` between brackets in quotes: `{accent: #c00}` goes on behind it.
    pub(super) fn with_hash_in_quotes(&self) -> Option<Guess> {
        // In a list, what begins so is a tag with the mark of a hashtag.
        self.value.strip_prefix('{')?;
        let mut line = String::new();
        let mut rest = self.value;
        while let Some(at) = rest.find('#') {
            let end = rest[at..].find([',', ']', '}']).map_or(rest.len(), |end| at + end);
            line.push_str(&rest[..at]);
            let text = rest[at..end].trim_end();
            // In `Bus #4` it does not begin the value.
            let is_bare = line.ends_with(' ') && line.trim_end().ends_with([':', ',', '[']);
            line.push_str(&if is_bare { in_quotes(text) } else { text.to_string() });
            rest = &rest[at + text.len()..];
        }
        line.push_str(rest);
        let message = "what begins with `#` is a comment, and is in quotes where it is none";
        (line != self.value).then(|| Guess::new(message, self.with(self.prefix, &line)))
    }

    /// A list whose dashes stand in one line with its name: `tags: - water - peace`.
    pub(super) fn listed(&self, owner: Option<&Field>) -> Option<Guess> {
        let items = self.value.strip_prefix("- ")?;
        self.key.filter(|_| matches!(owner.map(|it| &it.shape), Some(Shape::OneOrMore(_))))?;
        // Names are texts: `- name: Anna`.
        let items =
            items.split(" - ").map(|item| item.strip_prefix("name: ").unwrap_or(item).trim());
        let items: Vec<&str> = items.filter(|item| !item.is_empty()).collect();
        let value = match &items[..] {
            [] => return None,
            [one] => plain_or_quoted(one),
            several => list_of(several),
        };
        let message = "a list in one line stands in brackets, and has no dashes";
        Some(Guess::new(message, self.with(self.prefix, &value)))
    }
}

/// The bracket that a value begins with, and the one that it ends with then.
fn brackets(value: &str) -> Option<(char, char)> {
    match value.chars().next()? {
        '[' => Some(('[', ']')),
        '{' => Some(('{', '}')),
        _ => None,
    }
}
