//! What front matter says by mistake and may say: readers would see it, or miss it.

mod names;
mod unseen;

use std::ops::Range;

use crate::text::damaged::{Damaged, damaged};
use crate::text::yaml::{Fields, Value};

/// A slip: where in the YAML, what, and the remedy.
pub(super) struct Slip {
    pub range: Range<usize>,
    pub message: String,
    pub hint: String,
}

/// The slips in front matter, whose text is `yaml`.
pub(super) fn found(yaml: &str, fields: &Fields<'_>) -> Vec<Slip> {
    let mut slips = Vec::new();
    for name in ["authors", "tags", "aliases"] {
        if let Some(node) = fields.get(name) {
            names::find(yaml, name, node, &mut slips);
        }
    }
    if !yaml.is_ascii() {
        unseen::find(yaml, fields, &mut slips);
        let damaged = damaged(yaml).into_iter();
        slips.extend(damaged.map(|Damaged { range, message, hint }| Slip { range, message, hint }));
    }
    slips
}

/// A value as it is written in a line, in quotes where it may need them.
fn written(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/'))
        && !matches!(text, "true" | "false" | "null" | "True" | "False" | "Null");
    match is_plain {
        true => text.into(),
        false => crate::text::yaml::on_one_line(&Value::text(text)),
    }
}

#[cfg(test)]
mod tests;
