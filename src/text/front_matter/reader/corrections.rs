//! Corrections: a day and what was wrong on it.

use super::*;
use crate::language::dates;
use crate::text::front_matter::fields::CORRECTION;

impl Reader<'_> {
    pub(super) fn corrections(&mut self, fields: &Fields<'_>) -> Vec<Correction> {
        let Some(node) = fields.get("corrections") else { return Vec::new() };
        let mut corrections = Vec::new();
        if let Value::Text(text) = &node.value {
            let said = said_day(text);
            let (day, text) =
                said.as_ref().map_or(("2026-02-01", &**text), |(day, text)| (day, text));
            let whole = format!("[{{date: {day}, text: {}}}]", in_quotes(text));
            let more = if said.is_some() { "" } else { ", with the day of the correction" };
            let hint = format!("write `{}`{more}", self.yaml.line_with(node, &whole));
            let message = "`corrections` has to be a list, each with its date, and this is text";
            self.yaml.report(&node.range, message, hint);
            return corrections;
        }
        for item in self.yaml.list(node, "corrections") {
            corrections.extend(self.correction(item));
        }
        corrections
    }

    fn correction(&mut self, node: &Node) -> Option<Correction> {
        let said = match &node.value {
            Value::Text(text) => said_day(text),
            _ => day_and_text(node).map(|(day, text)| (day.to_string(), text)),
        };
        if let Some((day, text)) = said {
            let line = format!("- {{date: {day}, text: {}}}", in_quotes(text));
            let message = "the day and the text of a correction are written with their names";
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return None;
        }
        let mut fields = self.yaml.fields(node, "a correction")?;
        let meant = self.yaml.deny_unknown(&mut fields, CORRECTION, "a correction");
        let date = self.date(&fields, "date");
        let text = self.text(&fields, "text");
        for name in ["date", "text"] {
            if fields.get(name).is_none() && !meant.has(name) {
                self.yaml.report(
                    &node.range,
                    format!("the correction has no `{name}`"),
                    "write `- {date: 2026-02-01, text: …}`",
                );
            }
        }
        Some(Correction {
            date: date?,
            text: text?,
            is_of_this_version: self.bool(&fields, "this_version_only"),
            at: WrittenAt(self.yaml.bytes(&node.range)),
        })
    }
}

/// What `2026-02-01: The figure was wrong.` says.
fn day_and_text(node: &Node) -> Option<(&str, &str)> {
    let Value::Map(entries) = &node.value else { return None };
    let [(Node { value: Value::Text(day), .. }, Node { value: Value::Text(text), .. })] =
        entries.as_slice()
    else {
        return None;
    };
    let is_day = day.starts_with(|c: char| c.is_ascii_digit())
        && day.chars().all(|c| c.is_ascii_digit() || "-:. T+Z".contains(c));
    is_day.then_some((day, text))
}

/// The day that a text begins with, and the text behind it: `2026-11-21 It was five, not six.`
fn said_day(text: &str) -> Option<(String, &str)> {
    const MOST_WORDS: usize = 5;
    let is_mark = |c: char| c.is_whitespace() || ":,.;–—-()[]".contains(c);
    let ends: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).take(MOST_WORDS).collect();
    ends.into_iter().rev().find_map(|end| {
        let (day, rest) = text.split_at(end);
        let rest = rest.trim_matches(|c: char| c.is_whitespace() || ":–—-".contains(c));
        // Of two days nobody knows which is meant; with a time it is a longer story.
        let [day] = &dates::meant(day.trim_matches(is_mark))[..] else { return None };
        (day.len() == "2026-02-01".len() && !rest.is_empty()).then(|| (day.clone(), rest))
    })
}
