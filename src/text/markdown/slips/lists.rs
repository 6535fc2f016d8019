//! Lists that are none.

use super::shown::Shown;
use super::{Fault, short, slip};

/// Lines one below another that begin with `-`, `•` or `1.` and no space. One line alone may be
/// speech, or a number below zero.
pub(super) fn find_without_space(shown: &Shown, slips: &mut Vec<Fault>) {
    let mut items: Vec<(usize, &str)> = Vec::new();
    for (start, line) in shown.lines().chain([(shown.words.len(), "")]) {
        if is_item(line) {
            items.push((start, line));
            continue;
        }
        if let [(first, line), (_, second), ..] = items[..] {
            let (mark, item) = mark(line).unwrap_or_default();
            let item = short(item);
            let message = format!("readers see the `{mark}` of each line, and no list");
            let hint = match mark.ends_with(['.', ')']) {
                true => format!("put a space behind it: `{mark} {item}`"),
                false => format!("begin each with `-` and a space: `- {item}`"),
            };
            // A line may well begin with a number; two begin with 1 and 2.
            let is_list = !mark.starts_with('1') || second.starts_with('2');
            let place = shown.place(first..first + line.len());
            slips.extend(is_list.then(|| slip(place, message, hint)));
        }
        items.clear();
    }
}

fn is_item(line: &str) -> bool {
    mark(line).is_some_and(|(_, item)| item.starts_with(char::is_alphabetic))
}

/// What a line begins with as an item of a list does, and the item.
fn mark(line: &str) -> Option<(&str, &str)> {
    if let Some(item) = line.strip_prefix('•') {
        return Some(("•", item.trim_start()));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_mark = match line.as_bytes().get(digits) {
        Some(b'-') => digits == 0,
        Some(b'.' | b')') => (1..3).contains(&digits),
        _ => false,
    };
    is_mark.then(|| line.split_at(digits + 1))
}
