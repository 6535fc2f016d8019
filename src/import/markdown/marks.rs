//! Marks within a line that some programs know and Dateline has tags for: `==marked==`, `x^2^`.

use std::ops::Range;

use super::fence::Fence;
use super::kramdown_spans::{Opened, outside_code};
use crate::import::letters::is_mark;

/// A mark, its tag, and whether there may be spaces in it.
pub type Mark = (&'static str, &'static str, bool);

/// What is marked with a pen.
pub const MARKED: Mark = ("==", "mark", true);
/// What was added.
pub const INSERTED: Mark = ("++", "ins", true);
/// Letters above the line.
pub const RAISED: Mark = ("^", "sup", false);
/// Letters below the line.
pub const LOWERED: Mark = ("~", "sub", false);

/// What is struck out, which is marked with two of the sign here
/// (<https://github.github.com/gfm/#strikethrough-extension->).
pub const STRUCK: Mark = ("~", "del", true);

/// A text with tags in the place of these marks.
pub fn tagged(text: &str, marks: &[Mark]) -> String {
    if !marks.iter().any(|(mark, ..)| text.contains(mark)) {
        return text.to_string();
    }
    let mut fence = Fence::default();
    let one = |line: &str| match fence.take(line) || line.starts_with("    ") {
        true => line.to_string(),
        false => marks
            .iter()
            .fold(line.to_string(), |line, mark| outside_code(&line, &|words| within(words, mark))),
    };
    text.split_inclusive('\n').map(one).collect()
}

fn within(words: &str, &(mark, tag, has_spaces): &Mark) -> String {
    let addresses = Opened::in_words(words, &[("](", ')'), ("<", '>'), ("://", ' ')]);
    let mut out = String::new();
    let mut at = 0;
    while let Some(start) = next(words, at, mark) {
        let from = start + mark.len();
        let opens =
            words[from..].starts_with(|c: char| !c.is_whitespace()) && !addresses.have(start);
        let end = next(words, from, mark).filter(|end| {
            let inner = &words[from..*end];
            opens
                && (tag != STRUCK.1
                    || flanks(words, start..from).0 && flanks(words, *end..*end + 1).1)
                && !inner.is_empty()
                && !inner.ends_with(char::is_whitespace)
                && (has_spaces || !inner.contains(char::is_whitespace))
        });
        match end {
            Some(end) => {
                out.push_str(&words[at..start]);
                let inner = &words[from..end];
                out.push_str(&match tag == STRUCK.1 {
                    true => format!("~~{inner}~~"),
                    false => format!("<{tag}>{inner}</{tag}>"),
                });
                at = end + mark.len();
            }
            None => {
                out.push_str(&words[at..from]);
                at = from;
            }
        }
    }
    out + &words[at..]
}

/// Whether a sign may stand before words, and whether behind them
/// (<https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>).
fn flanks(words: &str, sign: Range<usize>) -> (bool, bool) {
    let before = words[..sign.start].chars().next_back().unwrap_or(' ');
    let behind = words[sign.end..].chars().next().unwrap_or(' ');
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !is_mark(c);
    let left =
        !behind.is_whitespace() && (!is_sign(behind) || before.is_whitespace() || is_sign(before));
    let right =
        !before.is_whitespace() && (!is_sign(before) || behind.is_whitespace() || is_sign(behind));
    (left, right)
}

/// Where the mark is next: behind no backslash, and not as a part of a longer one.
fn next(words: &str, from: usize, mark: &str) -> Option<usize> {
    let sign = mark.chars().next()?;
    let mut at = from;
    while let Some(found) = words[at..].find(mark) {
        let start = at + found;
        let run = words[start..].chars().take_while(|c| *c == sign).count();
        let is_alone = run == mark.len() && !words[..start].ends_with([sign, '\\', '[']);
        if is_alone {
            return Some(start);
        }
        at = start + run;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_struck_out_has_two_signs() {
        for (text, expected) in [
            ("H~2~O and ~gone words~.", "H~~2~~O and ~~gone words~~."),
            ("~5 km and ~6 km", "~5 km and ~6 km"),
            ("~5 €/~6 €", "~5 €/~6 €"),
            ("~~gone~~ and `a~b~`", "~~gone~~ and `a~b~`"),
            ("a~ b~ ~ c ~", "a~ b~ ~ c ~"),
            ("https://a.example/~anna/~b [a](/~b~/)", "https://a.example/~anna/~b [a](/~b~/)"),
        ] {
            assert_eq!(tagged(text, &[STRUCK]), expected, "{text}");
        }
    }

    #[test]
    fn marks_become_tags() {
        for (text, expected) in [
            ("a ==b c== d", "a <mark>b c</mark> d"),
            ("x^2^ and H~2~O", "x<sup>2</sup> and H<sub>2</sub>O"),
            ("++new++ a++ b++", "<ins>new</ins> a++ b++"),
            ("a == b == c", "a == b == c"),
            ("2^3 and 4^5", "2^3 and 4^5"),
            ("~~gone~~ `x^2^` foot[^1] more[^2]", "~~gone~~ `x^2^` foot[^1] more[^2]"),
            ("[a](/x^2^y) https://a.example/~anna/~b", "[a](/x^2^y) https://a.example/~anna/~b"),
            ("Head\n====\n", "Head\n====\n"),
            ("\\==a==", "\\==a=="),
            ("```\nx^2^\n```\nx^2^\n", "```\nx^2^\n```\nx<sup>2</sup>\n"),
        ] {
            assert_eq!(tagged(text, &[MARKED, INSERTED, RAISED, LOWERED]), expected, "{text}");
        }
    }
}
