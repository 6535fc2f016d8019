//! Footnotes that readers never see.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Events, Fault, short, slip};

/// A note, and the notes that it refers to.
struct Note<'e> {
    range: Range<usize>,
    refers_to: Vec<&'e str>,
}

pub(super) fn find(events: &Events<'_>, slips: &mut Vec<Fault>) {
    let mut notes: HashMap<&str, Note<'_>> = HashMap::new();
    let mut order = Vec::new();
    // The names that are referred to, from the text or from a note that is shown.
    let mut wanted: Vec<&str> = Vec::new();
    let mut open: Option<(&str, bool)> = None;
    for (event, range) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let is_first = !notes.contains_key(&**name);
                open = Some((name, is_first));
                if is_first {
                    order.push(&**name);
                    notes.insert(name, Note { range: range.clone(), refers_to: Vec::new() });
                } else {
                    slips.push(second(name, range));
                }
            }
            Event::End(TagEnd::FootnoteDefinition) => open = None,
            Event::FootnoteReference(name) => match open {
                None => wanted.push(name),
                Some((note, true)) => {
                    notes.entry(note).and_modify(|note| note.refers_to.push(name));
                }
                Some((_, false)) => {}
            },
            _ => {}
        }
    }
    let mut seen: HashSet<&str> = HashSet::new();
    while let Some(name) = wanted.pop() {
        if seen.insert(name) {
            wanted.extend(notes.get(name).into_iter().flat_map(|note| &note.refers_to));
        }
    }
    let unseen: Vec<&str> = order.into_iter().filter(|name| !seen.contains(name)).collect();
    slips.extend(unseen.iter().filter_map(|name| Some(unused(name, &notes.get(name)?.range))));
    for pair in events.windows(2) {
        if let [(Event::Start(Tag::FootnoteDefinition(name)), range), (Event::End(_), _)] = pair {
            let hint = format!("write them behind `[^{name}]: `");
            slips.push(slip(range.clone(), "this note has no words", hint));
        }
    }
    // A reference without its note is shown as it is written.
    for (event, range) in events {
        if let Event::FootnoteReference(name) = event
            && !notes.contains_key(&**name)
        {
            let hint = format!("add the note, in a line of its own: `[^{name}]: …`");
            slips.push(slip(range.clone(), missing(name), hint));
        }
    }
}

/// That a footnote has no note.
pub(super) fn missing(name: &str) -> String {
    format!("the footnote `[^{name}]` has no note")
}

/// Blocks that begin with the mark of a footnote and a space: notes whose colon is missing. The
/// messages that are not needed besides.
pub(super) fn find_without_colon(
    text: &str,
    events: &Events<'_>,
    slips: &mut Vec<Fault>,
) -> HashSet<String> {
    let mut told = HashSet::new();
    let defined: HashSet<&str> =
        events.iter().filter_map(|(event, _)| name_of_note(event)).collect();
    for (event, range) in events {
        let Event::Start(Tag::Paragraph) = event else { continue };
        let block = &text[range.clone()];
        let Some((name, note)) = block.strip_prefix("[^").and_then(|rest| rest.split_once(']'))
        else {
            continue;
        };
        let line = note.lines().next().unwrap_or_default();
        let is_name = !name.is_empty() && name.len() < 40 && !name.contains(char::is_whitespace);
        if !is_name || !line.starts_with([' ', '：', '﹕']) || defined.contains(name) {
            continue;
        }
        let mark = format!("[^{name}]");
        let message = format!("readers see `{mark}` before this note: a colon is missing");
        let words = short(line.trim_start_matches([' ', '　', '：', '﹕', ':']));
        // All of the line, if the remedy has all of it.
        let is_whole = line.trim_end().ends_with(&words);
        let length = mark.len() + if is_whole { line.trim_end().len() } else { 0 };
        let hint = format!("write `{mark}: {words}`");
        slips.push(slip(range.start..range.start + length, message, hint));
        told.insert(missing(name));
    }
    told
}

/// How it begins what is told of `^[1]`.
pub(super) const MISTAKEN: &str = "readers see `^[";

fn name_of_note<'e>(event: &'e Event<'_>) -> Option<&'e str> {
    match event {
        Event::Start(Tag::FootnoteDefinition(name)) => Some(name),
        _ => None,
    }
}

/// What is told of `^[1]`, which is meant as `[^1]`.
pub(super) fn mistaken(name: &str) -> String {
    format!("{MISTAKEN}{name}]`, which is no footnote")
}

/// Leaves out that a note is not referred to, where the reference is told: `^[1]`.
pub(super) fn one_for_each(slips: &mut Vec<Fault>) {
    let name = |slip: &Fault| {
        let rest = slip.message.strip_prefix(MISTAKEN);
        let rest = rest.or_else(|| slip.message.strip_prefix("readers see `［^"))?;
        rest.split_once([']', '］']).map(|(name, _)| unseen(name))
    };
    let told: HashSet<String> = slips.iter().filter_map(name).collect();
    if !told.is_empty() {
        slips.retain(|slip| !told.contains(&slip.message));
    }
    join_names(slips);
}

/// One footnote without a note, and one note without a footnote, are one that has two names.
fn join_names(slips: &mut Vec<Fault>) {
    let names = |start: &str, end: &str| {
        let name = |slip: &Fault| -> Option<String> {
            Some(slip.message.strip_prefix(start)?.strip_suffix(end)?.to_string())
        };
        let mut names: Vec<String> = slips.iter().filter_map(name).collect();
        names.dedup();
        names
    };
    let missing_names = names("the footnote `[^", "]` has no note");
    let unseen_names = names("readers do not see this note: the text has no `[^", "]`");
    let ([name], [of_note]) = (&missing_names[..], &unseen_names[..]) else { return };
    slips.retain(|slip| slip.message != missing(name));
    for slip in slips.iter_mut().filter(|slip| slip.message == unseen(of_note)) {
        slip.message.push_str(&format!(", and its `[^{name}]` has no note"));
        slip.hint = format!("write `[^{name}]:` in place of `[^{of_note}]:`, if it is that note");
    }
}

fn unseen(name: &str) -> String {
    format!("readers do not see this note: the text has no `[^{name}]`")
}

fn second(name: &str, range: &Range<usize>) -> Fault {
    let message = format!("readers do not see this note: another is called `[^{name}]` already");
    slip(range.clone(), message, format!("give it a name of its own, such as `[^{name}-2]`"))
}

fn unused(name: &str, range: &Range<usize>) -> Fault {
    slip(
        range.clone(),
        unseen(name),
        format!("write `[^{name}]` where it belongs, or delete the note"),
    )
}
