//! Marks within a line that some programs know and Dateline has tags for: `==marked==`, `x^2^`.

use super::fence::Fence;
use super::kramdown_spans::{Opened, outside_code};

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
                && !inner.is_empty()
                && !inner.ends_with(char::is_whitespace)
                && (has_spaces || !inner.contains(char::is_whitespace))
        });
        match end {
            Some(end) => {
                out.push_str(&words[at..start]);
                out.push_str(&format!("<{tag}>{}</{tag}>", &words[from..end]));
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
