//! goldmark, as Hugo uses it: what only it knows is written otherwise.

use super::attribute_lists::goldmark_hides;
use super::fence::Fence;
use super::hiding::Hides;

/// The text without lists of attributes: a line `{.class}` says how the block above it looks, and
/// a heading and the fence of code say it themselves
/// (<https://gohugo.io/content-management/markdown-attributes/>). What they hide gets a mark.
pub fn plain(text: &str) -> String {
    if !text.contains('{') {
        return text.to_string();
    }
    let mut fence = Fence::default();
    let mut is_behind_block = false;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let was_code = fence.is_open();
        let is_fence = fence.take(line) && !was_code;
        let (before, words) =
            line.split_at(line.len() - line.trim_start_matches(['>', ' ', '\t']).len());
        let words = words.trim_end();
        let list = if was_code { "" } else { list_at_end(words) };
        let hides = goldmark_hides(list);
        let mut mark = |hides: Hides| {
            out.push_str(&format!("{before}{}\n{}\n", hides.block(), before.trim_end()));
        };
        if list.len() == words.len() && (hides || is_of_looks(list)) {
            if hides && is_behind_block {
                mark(Hides::Before);
            }
        } else if hides && (is_fence || words.starts_with('#')) {
            mark(Hides::Next);
            out.push_str(&format!("{before}{}\n", &words[..words.len() - list.len()]));
        } else {
            out.push_str(line);
        }
        is_behind_block = !words.is_empty();
    }
    out
}

/// The list of attributes at the end of a line, or nothing.
fn list_at_end(words: &str) -> &str {
    let at = words.rfind('{').filter(|_| words.ends_with('}'));
    at.map_or("", |at| &words[at..])
}

fn is_of_looks(list: &str) -> bool {
    ["{.", "{#", "{class="].iter().any(|start| list.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_looks_or_hide() {
        const BEFORE: &str = "<div data-dateline-hides=\"before\"></div>";
        const NEXT: &str = "<div data-dateline-hides=\"next\"></div>";
        for (text, expected) in [
            ("a\n{.b}\n\nc\n", "a\n\nc\n".to_string()),
            ("a\n{hidden=true}\n\nc\n", format!("a\n{BEFORE}\n\n\nc\n")),
            ("> a\n> {hidden=true}\n", format!("> a\n> {BEFORE}\n>\n")),
            ("## A {hidden=true}\nb\n", format!("{NEXT}\n\n## A \nb\n")),
            ("## A {#b}\n", "## A {#b}\n".to_string()),
            ("```x {style=\"display:none\"}\na\n```\n", format!("{NEXT}\n\n```x \na\n```\n")),
            ("```\na\n{hidden=true}\n```\n", "```\na\n{hidden=true}\n```\n".to_string()),
            ("a {hidden=true}\n", "a {hidden=true}\n".to_string()),
            ("a\n{b} c\n", "a\n{b} c\n".to_string()),
            ("a\n{b}\n", "a\n{b}\n".to_string()),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
