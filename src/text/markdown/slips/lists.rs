//! Lists that are none.

use super::shown::Shown;
use super::{Fault, short, slip};

/// Lines one below another that begin with `-` or `•` and no space. One line alone may be
/// speech, or a number below zero.
pub(super) fn find_without_space(shown: &Shown, slips: &mut Vec<Fault>) {
    let mut items: Vec<(usize, &str)> = Vec::new();
    for (start, line) in shown.lines().chain([(shown.words.len(), "")]) {
        if is_item(line) {
            items.push((start, line));
            continue;
        }
        if let [(first, line), _, ..] = items[..] {
            let mark = line.chars().next().unwrap_or_default();
            let item = short(line.trim_start_matches(mark));
            let message = format!("readers see the `{mark}` of each line, and no list");
            let hint = format!("begin each with `-` and a space: `- {item}`");
            slips.push(slip(shown.place(first..first + line.len()), message, hint));
        }
        items.clear();
    }
}

fn is_item(line: &str) -> bool {
    let bullet = line.strip_prefix('•').map(str::trim_start);
    let item = bullet.or_else(|| line.strip_prefix('-'));
    item.is_some_and(|item| item.starts_with(char::is_alphabetic))
}
