//! Lines that are meant as the end of a block and are none: `:::quote` once more, `:::/quote`,
//! `::: More`, `：：：`.

use std::ops::Range;

use super::kinds::Kind;
use super::line::{self, Line};

/// Whether a block begins with a bare name that the block around it has.
pub fn is_again(text: &str, first: &Range<usize>, again: &Range<usize>) -> bool {
    let (first, again) = (&text[first.clone()], &text[again.clone()]);
    let (Some(Line::Begin(one)), Some(Line::Begin(other))) = (line::read(first), line::read(again))
    else {
        return false;
    };
    one.colons == other.colons
        && first[one.name] == again[other.name]
        && other.label.is_none()
        && other.attributes.is_none()
}

/// The first line in `within` that is meant as the end `end` of a block, and what to do.
pub fn meant(text: &str, within: Range<usize>, end: &str) -> Option<(Range<usize>, String)> {
    let mut start = within.start;
    for line in text.get(within)?.split_inclusive('\n') {
        let (at, line) = (start, line.trim_end());
        start = at + text[at..].find('\n').map_or(0, |length| length + 1);
        let behind = line.trim_start_matches([':', '：', ' ']);
        let marks = &line[..line.len() - behind.len()];
        let colons = marks.matches([':', '：']).count();
        // A term of a definition has one, and another block is told by itself.
        let begins = line.starts_with([':', '：']);
        if !begins || colons < 2 || line == end || begins_block(behind) {
            continue;
        }
        let name = behind.trim_start_matches(['/', '-', '\\']).trim();
        let is_name =
            behind.is_empty() || name.is_empty() || name == "end" || Kind::named(name).is_some();
        let hint = match is_name {
            true => format!("write `{end}`"),
            false if colons == end.len() => apart(end, behind),
            false => continue,
        };
        return Some((at..at + line.len(), hint));
    }
    None
}

/// That words stand in the line of an end.
pub fn apart(end: &str, words: &str) -> String {
    let short: String = words.chars().take(60).collect();
    format!("write `{end}` on a line of its own, and `{short}` below it")
}

fn begins_block(behind: &str) -> bool {
    let length = behind.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(behind.len());
    Kind::named(&behind[..length]).is_some()
}
