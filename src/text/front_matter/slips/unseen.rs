//! Characters that nobody sees, in names and values.

use super::{Slip, written};
use crate::text::yaml::{Fields, Node, Value, unseen};

/// Fields whose values are compared with others: no such character belongs there. In
/// sentences most of them have their use.
const OF_NAMES: [&str; 3] = ["authors", "tags", "aliases"];

/// Fields that are errors with such a character, and are told as such.
const READ: [&str; 8] =
    ["date", "updated", "embargo", "expires", "draft", "featured", "slug", "language"];

pub(super) fn find(yaml: &str, fields: &Fields<'_>, slips: &mut Vec<Slip>) {
    for (name, node) in fields.iter().filter(|(name, _)| !READ.contains(name)) {
        let is_name = OF_NAMES.contains(&name);
        match &node.value {
            Value::List(items) => {
                items.iter().for_each(|item| of_value(yaml, item, is_name, slips));
            }
            Value::Map(_) => {}
            _ => of_value(yaml, node, is_name, slips),
        }
    }
}

fn of_value(yaml: &str, node: &Node, is_name: bool, slips: &mut Vec<Slip>) {
    let Value::Text(text) = &node.value else { return };
    let suspicious = match is_name {
        true => text.as_str(),
        // At the end of a sentence, or where a file began that was put together of others.
        false => {
            let is_seen = |c: char| unseen::name(c).is_none();
            let inner = text.trim_matches(|c: char| !is_seen(c));
            match text.find('\u{feff}') {
                Some(at) => &text[at..],
                None if inner.len() < text.len() => text,
                None => return,
            }
        }
    };
    let source = yaml.get(node.range.clone()).unwrap_or_default();
    // In quotes it is meant as it is.
    let is_plain = !source.starts_with(['"', '\'']);
    let Some(character) = unseen::first(suspicious).filter(|_| is_plain) else { return };
    let mended = unseen::mended(text);
    let line = source.lines().next().unwrap_or_default();
    slips.push(Slip {
        range: node.range.start..node.range.start + line.len(),
        message: format!("{character} is in `{}`, and nobody sees it", mended.trim()),
        hint: format!("type it again: `{}`", written(mended.trim())),
    });
}
