//! Lists that are none.

use super::shown::Shown;
use super::{Fault, short, slip};

/// Lines one below another that begin with a mark and are no list: `-one`, `• one`, `a) one`,
/// `– one`, or `2. two` right below a sentence. One line alone may be speech, or a number below
/// zero.
pub(super) fn find_without_space(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let mut items: Vec<(usize, &str)> = Vec::new();
    for (start, line) in shown.lines().chain([(shown.words.len(), "")]) {
        if is_item(line) {
            items.push((start, line));
            continue;
        }
        if is_list(&items) {
            let (first, line) = items[0];
            let (mark, item) = mark(line).unwrap_or_default();
            let message = format!("readers see the `{mark}` of each line, and no list");
            let hint = remedy(mark, item);
            let place = shown.place(first..first + line.len());
            slips.push(slip(place, message, hint));
        }
        items.clear();
    }
}

fn remedy(mark: &str, item: &str) -> String {
    let words = short(item);
    if mark.starts_with(|c: char| c.is_ascii_digit()) {
        return match item.starts_with(' ') {
            true => "leave a line empty above the first of them".into(),
            false => format!("put a space behind it: `{mark} {words}`"),
        };
    }
    match mark.ends_with([')', '.']) {
        // Letters may be those of a law.
        true => format!(
            "for a list, write `1. {words}`; to keep the letters, write `\\` at the end of each line"
        ),
        false => format!("begin each with `-` and a space: `- {words}`"),
    }
}

/// Whether lines that begin with marks are items, and no speech.
fn is_list(items: &[(usize, &str)]) -> bool {
    let [(_, first), (_, second), rest @ ..] = items else { return false };
    let mark_of = |line| mark(line).map_or("", |(mark, _)| mark);
    let (one, other) = (mark_of(first), mark_of(second));
    match one.trim_end_matches(['.', ')']).parse::<u32>() {
        // A line may well begin with a number; two begin with numbers that follow each other.
        Ok(number) => other.trim_end_matches(['.', ')']).parse() == Ok(number + 1),
        Err(_) if one.starts_with('a') => other.starts_with('b'),
        // What is said ends as a sentence does.
        Err(_) if one.starts_with(['–', '—']) => {
            let ends = ['.', ',', '!', '?', '…', ':', '"', '”', '»', '“', '—', '–', '。', '։', ')'];
            !rest.is_empty()
                && items
                    .iter()
                    .all(|(_, line)| mark_of(line) == one && !line.trim_end().ends_with(ends))
        }
        Err(_) => true,
    }
}

fn is_item(line: &str) -> bool {
    mark(line).is_some_and(|(_, item)| item.trim_start().starts_with(char::is_alphabetic))
}

/// What a line begins with as an item of a list does, and what is behind it.
fn mark(line: &str) -> Option<(&str, &str)> {
    if line.starts_with('•') {
        return Some(line.split_at('•'.len_utf8()));
    }
    if line.starts_with(['–', '—']) {
        return Some(line.split_at('–'.len_utf8())).filter(|(_, item)| item.starts_with(' '));
    }
    let bytes = line.as_bytes();
    if let [b'a'..=b'h', b'.' | b')', b' ', ..] = bytes {
        return Some(line.split_at(2));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_mark = match bytes.get(digits) {
        Some(b'-') => digits == 0 && bytes.get(1) != Some(&b' '),
        Some(b'.' | b')') => (1..3).contains(&digits),
        _ => false,
    };
    is_mark.then(|| line.split_at(digits + 1))
}
