//! What kramdown takes for a part of an item of a list or of a quotation, though it has no mark of
//! that: all lines up to an empty one, and a list of the other kind (`parse_list` and
//! `parse_blockquote` of kramdown).

use super::fence::Fence;
use super::kramdown_rows::begins_item;

/// The text with an indent, or the mark of quotations, for what is a part of what goes before it.
pub fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fence = Fence::default();
    // The items that are open, the outermost first: only they have their marks.
    let mut open: Vec<Item> = Vec::new();
    let mut is_behind_blank = false;
    let mut quotations = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let indent = line.len() - bare.len();
        let is_code = fence.take(line);
        let is_within = open.first().is_some_and(|first| indent >= first.width);
        let starred = starred(bare);
        let bare = if is_code { bare } else { &*starred };
        if quotations > 0
            && !is_code
            && !bare.trim().is_empty()
            && !bare.starts_with(['>', '{', '<'])
        {
            out.push_str(&"> ".repeat(quotations));
            out.push_str(bare);
            continue;
        }
        quotations = match open.is_empty() && bare.starts_with('>') {
            true => {
                bare.chars().take_while(|c| matches!(c, '>' | ' ')).filter(|c| *c == '>').count()
            }
            false => 0,
        };
        let was_behind_blank = std::mem::replace(&mut is_behind_blank, bare.trim().is_empty());
        if is_behind_blank && !is_code {
            out.push_str(line);
            continue;
        }
        // Behind an empty line only an item of the same kind goes on.
        let goes_on = Item::of(bare, indent)
            .is_some_and(|item| open.iter().any(|other| other.is_numbered == item.is_numbered));
        if was_behind_blank && !is_within && !goes_on {
            open.clear();
        }
        if is_within && !is_code && !bare.trim().is_empty() {
            out.push_str(&line[..indent]);
            out.push_str(bare);
            continue;
        }
        // A quotation without an indent is one of the item's.
        if bare.starts_with('>') && !open.is_empty() {
            out.push_str(&" ".repeat(indent_of(&open)));
            out.push_str(bare);
            continue;
        }
        let ends = is_code || bare.starts_with(['<', '>', '{', '|', '\t']) || is_rule(bare.trim());
        if ends {
            open.clear();
            out.push_str(&line[..indent]);
            out.push_str(bare);
            continue;
        }
        if open.is_empty() {
            open.extend(Item::of(bare, indent));
            out.push_str(&line[..indent]);
            out.push_str(bare);
            continue;
        }
        if let Some(item) = Item::of(bare, indent) {
            let same = open.iter().position(|other| other.is_numbered == item.is_numbered);
            open.truncate(same.unwrap_or(open.len()));
            out.push_str(&" ".repeat(indent_of(&open)));
            out.push_str(bare);
            open.push(item);
            continue;
        }
        out.push_str(&" ".repeat(indent_of(&open)));
        out.push_str(bare);
    }
    out
}

struct Item {
    is_numbered: bool,
    /// How far its words are from the start of the line.
    width: usize,
}

impl Item {
    fn of(bare: &str, indent: usize) -> Option<Self> {
        let is_numbered = bare.starts_with(|c: char| c.is_ascii_digit());
        let mark = bare.find(' ').filter(|_| begins_item(bare))?;
        Some(Item { is_numbered, width: indent + mark + 1 })
    }
}

/// A line with the one mark of items that stands for all but numbers: a list may have several.
fn starred(bare: &str) -> String {
    match begins_item(bare) && bare.starts_with(['-', '+']) && !is_rule(bare.trim()) {
        true => format!("*{}", &bare[1..]),
        false => bare.to_string(),
    }
}

fn indent_of(open: &[Item]) -> usize {
    open.iter().map(|item| item.width).sum()
}

/// Whether a line is one across the page, and begins no item: `* * *`.
fn is_rule(bare: &str) -> bool {
    let mut marks = bare.chars().filter(|c| !c.is_whitespace());
    let first = marks.next().unwrap_or_default();
    matches!(first, '*' | '-' | '_') && bare.len() >= 3 && marks.all(|c| c == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As kramdown 2.4 does it.
    #[test]
    fn what_is_part_of_an_item_gets_an_indent() {
        for (text, expected) in [
            ("* a\n* b\n", "* a\n* b\n"),
            ("* a\n- b\n", "* a\n* b\n"),
            ("1. a\n- b\n- c\n1. d\n", "1. a\n   * b\n   * c\n1. d\n"),
            ("- a\n1. b\n", "* a\n  1. b\n"),
            ("- a\n#### b\n", "* a\n  #### b\n"),
            ("- a\n> b\n> c\n", "* a\n  > b\n  > c\n"),
            ("- a\n  - b\n- c\n", "* a\n  * b\n* c\n"),
            ("- a\nb\n\n1. c\n", "* a\n  b\n\n1. c\n"),
            ("- a\n{: .b}\n1. c\n", "* a\n{: .b}\n1. c\n"),
            ("- a\n  {: .b}\n1. c\n", "* a\n  {: .b}\n  1. c\n"),
            ("- a\n\n> b\n", "* a\n\n> b\n"),
            ("- a\n***\nb\n", "* a\n***\nb\n"),
            ("> a\n- b\n\nc\n", "> a\n> * b\n\nc\n"),
            ("> > a\n## b\n{: .c}\n", "> > a\n> > ## b\n{: .c}\n"),
            ("- a\n\n  b\nc\n", "* a\n\n  b\n  c\n"),
            ("- a\n\nb\n", "* a\n\nb\n"),
            ("- a\n\n1. b\n- c\n", "* a\n\n1. b\n   * c\n"),
            ("a\n- b\n<p>c\n", "a\n* b\n<p>c\n"),
            ("```\n- a\n1. b\n```\n", "```\n- a\n1. b\n```\n"),
        ] {
            assert_eq!(indented(text), expected, "{text}");
        }
    }
}
