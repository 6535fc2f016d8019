//! Paragraphs that became code.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;

use super::{Fault, short, slip};

/// What stands in code and hardly in a sentence.
const OF_CODE: [char; 11] = ['{', '}', '<', '>', '=', ';', '$', '\\', '|', '_', '@'];

pub(super) fn find(
    kind: &CodeBlockKind<'_>,
    text: &str,
    range: &Range<usize>,
    slips: &mut Vec<Fault>,
) {
    let Some(written) = text.get(range.clone()) else { return };
    match kind {
        CodeBlockKind::Indented if is_prose(written) || is_table(written) => {
            let message = "the spaces at the start of this line make it code: readers see it in \
                           one long line, with its marks";
            let line = short(written);
            let each = if is_table(written) { ", and so in each line" } else { "" };
            slips.push(slip(range.clone(), message, format!("delete the spaces: `{line}`{each}")));
        }
        CodeBlockKind::Fenced(_) => {
            let Some(fence) = fence(written) else { return };
            let is_at_end = text[range.end..].trim_start().is_empty();
            let mut lines = written.trim_end().lines();
            let last = lines.next_back().filter(|_| lines.next().is_some());
            let is_closed = last.is_some_and(|last| {
                let last = last.trim_start_matches(['>', ' ', '\t']).trim_end();
                last.starts_with(fence) && last.chars().all(|c| fence.starts_with(c))
            });
            if is_at_end && !is_closed {
                let message = "the code that begins here has no end: all that follows is shown as \
                               code";
                let hint = "write its first three characters in a line of their own where it ends";
                let first = written.lines().next().map_or(0, str::len);
                slips.push(slip(range.start..range.start + first, message, hint));
            }
        }
        CodeBlockKind::Indented => {}
    }
}

/// Whether indented lines are sentences or Markdown, and no code.
fn is_prose(written: &str) -> bool {
    let line = written.trim_start().lines().next().unwrap_or_default();
    let is_word =
        |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() * 2 > word.chars().count();
    let is_markdown = ["# ", "## ", "### ", "> ", "- ", "* ", "!["];
    // A command begins with a small letter, and hardly ends as a sentence does.
    let is_command = line.starts_with(char::is_lowercase) && !is_of_a_sentence(line);
    let words = line.split_whitespace().filter(is_word).count();
    let is_sentence =
        (words >= 4 && !is_command) || line.chars().any(crate::text::markdown::is_ideograph);
    let has_link = line.contains("](");
    (has_link || !written.contains(OF_CODE))
        && (is_sentence || has_link || is_markdown.iter().any(|mark| line.starts_with(mark)))
}

/// Whether indented lines are rows of a table.
fn is_table(written: &str) -> bool {
    let mut lines = written.lines().map(str::trim);
    let is_row = lines.next().is_some_and(|row| row.starts_with('|') && row.len() > 2);
    let is_rule = |rule: &str| {
        rule.starts_with('|')
            && rule.contains('-')
            && rule.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
    };
    is_row && lines.next().is_some_and(is_rule)
}

/// Whether a line has nothing but words and the signs between them, and one of these at least.
fn is_of_a_sentence(line: &str) -> bool {
    let signs = ['.', ',', ';', ':', '!', '?', '…'];
    let quotes = ['"', '\'', '“', '”', '‘', '’', '«', '»', '(', ')', '*'];
    let is_word = |word: &str| {
        let word = word.trim_matches(quotes).trim_end_matches(signs).trim_matches(quotes);
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '’' | '\''))
    };
    let has_sign = |word: &str| word.trim_end_matches(quotes).ends_with(signs);
    line.split_whitespace().all(is_word) && line.split_whitespace().any(has_sign)
}

/// The fence that a block opens with.
fn fence(written: &str) -> Option<&str> {
    let mark = written.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = written.trim_start_matches(mark);
    Some(&written[..written.len() - rest.len()])
}
