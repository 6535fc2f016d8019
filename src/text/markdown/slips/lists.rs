//! Lists that are none, lose an item, or have other numbers than were written.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::shown::Shown;
use super::{Events, Fault, short, slip};

/// A list with numbers, as far as it was read.
struct Numbered {
    /// The first number.
    first: u64,
    /// Each number as it is written, and its line.
    items: Vec<(u64, Range<usize>)>,
}

/// Lists that readers see with other numbers than were written: the first of a list is kept, and
/// the others count on from it. All with one number are meant so.
pub(super) fn find_other_numbers(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    let mut open: Vec<Option<Numbered>> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::List(first)) => {
                open.push(first.map(|first| Numbered { first, items: Vec::new() }));
            }
            Event::Start(Tag::Item) => {
                if let Some(Some(list)) = open.last_mut() {
                    list.items.extend(numbered(text, range));
                }
            }
            Event::End(TagEnd::List(_)) => {
                let list = open.pop().flatten();
                slips.extend(list.and_then(|list| list.told(text)));
            }
            _ => {}
        }
    }
}

/// The number of an item, and its first line.
fn numbered(text: &str, item: &Range<usize>) -> Option<(u64, Range<usize>)> {
    let written = text.get(item.clone())?;
    let start = item.start + (written.len() - written.trim_start().len());
    let line = text[start..item.end].lines().next()?.trim_end();
    let digits = number_of_digits(line);
    Some((line[..digits].parse().ok()?, start..start + line.len()))
}

impl Numbered {
    fn told(&self, text: &str) -> Option<Fault> {
        let is_one = self.items.iter().all(|(number, _)| *number == self.first);
        let mut counted = self.items.iter().zip(self.first..);
        let ((number, range), seen) =
            counted.find(|((number, _), seen)| number != seen).filter(|_| !is_one)?;
        let line = &text[range.clone()];
        let (mark, words) = line.split_at(number_of_digits(line) + 1);
        let (digits, point) = mark.split_at(mark.len() - 1);
        let message = format!(
            "readers see `{seen}{point}` here: a list counts on from its first number, and this is \
             `{number}{point}`"
        );
        let words = short(words);
        let hint = format!(
            "to keep the numbers, write each line as `{digits}\\{point} {words}`, with an empty one \
             between them; or else number the list in order"
        );
        Some(slip(range.clone(), message, hint))
    }
}

fn number_of_digits(line: &str) -> usize {
    line.bytes().take_while(u8::is_ascii_digit).count()
}

/// Lines of an item that begin as the next one would, without its space: `-three` below `- two`.
/// They are read as a part of it.
pub(super) fn find_swallowed(shown: &Shown<'_>, marker: &str, slips: &mut Vec<Fault>) {
    let digits = number_of_digits(marker);
    let sign = marker[digits..].chars().next().unwrap_or_default();
    for (start, line) in shown.lines().skip(1) {
        let own = number_of_digits(line);
        let behind = line[own..].strip_prefix(sign);
        let Some(item) = behind.filter(|item| item.starts_with(char::is_alphabetic)) else {
            continue;
        };
        // A number follows the one before it.
        let before = marker[..digits].parse::<u64>().unwrap_or_default();
        let is_next = digits > 0 && line[..own].parse() == Ok(before + 1);
        if is_next || (digits == 0 && own == 0) {
            let mark = &line[..own + sign.len_utf8()];
            let message = format!("readers see `{}` as part of the item above", short(line));
            let hint = format!("put a space behind the mark: `{mark} {}`", short(item));
            slips.push(slip(shown.place(start..start + line.len()), message, hint));
            return;
        }
    }
}

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
