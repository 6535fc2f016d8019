//! The stories and sections that a front page names, written anew where one of them is moved.

use std::ops::Range;

use super::moves::Moves;
use crate::diagnostic::Diagnostic;
use crate::text::yaml::{self, Keys, Node, Value};

/// What a value of a front page names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    File,
    Section,
}

/// A name, where it stands.
type Named = (Names, Range<usize>, String);

/// The text of `file`, a front page, with its names as they are after the move; none if it names
/// nothing that moves.
///
/// # Errors
/// That only people can change it.
pub(super) fn mended(
    source: &str,
    file: &str,
    moves: &Moves,
) -> Result<Option<String>, Diagnostic> {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mark, yaml) = source.split_at(start);
    let Some(before) = names(yaml) else { return Ok(None) };
    let renamed =
        |(names, range, text): &Named| (*names, range.clone(), renamed(*names, text, moves));
    let after: Vec<Named> = before.iter().map(renamed).collect();
    let mut edited = yaml.to_string();
    let mut is_edited = false;
    let mut edits: Vec<_> = before.iter().zip(&after).filter(|(one, other)| one != other).collect();
    edits.sort_by_key(|((_, range, _), _)| std::cmp::Reverse(range.start));
    for ((_, range, _), (_, _, new)) in edits {
        is_edited = true;
        if edited.get(range.clone()).is_some() {
            edited.replace_range(range.clone(), &written(new));
        }
    }
    if !is_edited {
        return Ok(None);
    }
    // Behind an anchor or an alias stands something else than the name.
    let texts = |named: &[Named]| named.iter().map(|(_, _, text)| text.clone()).collect::<Vec<_>>();
    let is_read = names(&edited).is_some_and(|now| texts(&now) == texts(&after));
    // An anchor is told of that nothing refers to any more.
    match is_read && !yaml::loses_words(&edited) {
        true => Ok(Some(format!("{mark}{edited}"))),
        false => Err(Diagnostic::error("this file is written in a way that only you can change")
            .in_file(file)
            .hint(
                "nothing was moved: write what moves there without `&` and `*`, and run it again",
            )),
    }
}

/// A name, in quotes where it would be something else without.
fn written(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let is_text = |node: Node| matches!(node.value, Value::Text(text) if text == name);
    match name.chars().all(is_plain) && yaml::parse(name, Keys::Unplaced).is_ok_and(is_text) {
        true => name.into(),
        false => yaml::on_one_line(&Value::text(name)),
    }
}

fn renamed(names: Names, text: &str, moves: &Moves) -> String {
    let new = match names {
        Names::File => moves.new_path(text),
        Names::Section => match &moves.section {
            Some((from, to)) if from == text => Some(to.as_str()),
            _ => None,
        },
    };
    new.unwrap_or(text).to_string()
}

/// All files and sections that a front page names, in its order.
fn names(yaml: &str) -> Option<Vec<Named>> {
    let node = yaml::parse(yaml, Keys::Unplaced).ok()?;
    let mut named = Vec::new();
    for (field, value) in fields(&node) {
        match field {
            "banner" => {
                let links = fields(value).filter(|(field, _)| *field == "link");
                links.for_each(|(_, link)| take(Names::File, link, &mut named));
            }
            "lead" | "second_leads" | "pinned" => entries(value, &mut named),
            "blocks" => {
                let Value::List(blocks) = &value.value else { continue };
                blocks.iter().for_each(|block| of_block(block, &mut named));
            }
            _ => {}
        }
    }
    Some(named)
}

fn of_block(block: &Node, named: &mut Vec<Named>) {
    take(Names::Section, block, named);
    for (field, value) in fields(block) {
        match field {
            "section" => take(Names::Section, value, named),
            "stories" => entries(value, named),
            _ => {}
        }
    }
}

fn entries(node: &Node, named: &mut Vec<Named>) {
    let items = match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    };
    for item in items {
        take(Names::File, item, named);
        let stories = fields(item).filter(|(field, _)| *field == "story");
        stories.for_each(|(_, story)| take(Names::File, story, named));
    }
}

fn take(names: Names, node: &Node, named: &mut Vec<Named>) {
    if let Value::Text(text) = &node.value {
        named.push((names, node.range.clone(), text.clone()));
    }
}

fn fields(node: &Node) -> impl Iterator<Item = (&str, &Node)> {
    let entries = match &node.value {
        Value::Map(entries) => &entries[..],
        _ => &[],
    };
    entries.iter().filter_map(|(key, value)| match &key.value {
        Value::Text(key) => Some((key.as_str(), value)),
        _ => None,
    })
}
