//! Which words of two texts differ.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::text::markdown::is_ideograph;

/// The bytes of `old` that are not in `new`, and of `new` that are not in `old`,
/// by whole words.
pub fn differing(old: &str, new: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (old_words, new_words): (Vec<_>, Vec<_>) = (words(old).collect(), words(new).collect());
    let texts = |text, words: &[Range<usize>]| -> Vec<&str> { of_ranges(text, words) };
    let operations =
        capture_diff_slices(Algorithm::Myers, &texts(old, &old_words), &texts(new, &new_words));
    let mut differing = (Vec::new(), Vec::new());
    for operation in operations.iter().filter(|operation| operation.tag() != DiffTag::Equal) {
        push(&mut differing.0, old, &old_words[operation.old_range()]);
        push(&mut differing.1, new, &new_words[operation.new_range()]);
    }
    differing
}

fn of_ranges<'t>(text: &'t str, ranges: &[Range<usize>]) -> Vec<&'t str> {
    ranges.iter().map(|range| &text[range.clone()]).collect()
}

/// Appends the bytes from the first word to the last; where there is but a space
/// between them and those before, they are one.
fn push(ranges: &mut Vec<Range<usize>>, text: &str, words: &[Range<usize>]) {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    match ranges.last_mut() {
        Some(before) if text[before.end..first.start].trim().is_empty() => before.end = last.end,
        _ => ranges.push(first.start..last.end),
    }
}

/// The words of a text, as byte ranges: what stands between spaces, without the
/// signs around it, which are words of their own. Scripts that have no spaces
/// between words are taken character by character.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(char::is_whitespace).flat_map(move |chunk| {
        let at = start;
        start += chunk.len();
        let words = words_of_chunk(chunk.trim_end()).into_iter();
        words.map(move |word| at + word.start..at + word.end)
    })
}

fn words_of_chunk(chunk: &str) -> Vec<Range<usize>> {
    let is_sign = |c: char| !c.is_alphanumeric();
    let core_start = chunk.find(|c| !is_sign(c)).unwrap_or(chunk.len());
    let core_end = chunk.trim_end_matches(is_sign).len().max(core_start);
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for (at, c) in chunk.char_indices() {
        let is_within = (core_start..core_end).contains(&at) && !is_ideograph(c);
        match words.last_mut() {
            Some(word) if joins && is_within => word.end = at + c.len_utf8(),
            _ => words.push(at..at + c.len_utf8()),
        }
        joins = is_within;
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn differing_words(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
        let (was, is) = differing(old, new);
        let texts = |text, ranges: &[_]| -> Vec<String> {
            of_ranges(text, ranges).into_iter().map(String::from).collect()
        };
        (texts(old, &was), texts(new, &is))
    }

    #[test]
    fn words_are_whole_and_signs_their_own() {
        let texts =
            of_ranges("“Don’t,” 1,000 (x) –", &words("“Don’t,” 1,000 (x) –").collect::<Vec<_>>());
        assert_eq!(texts, ["“", "Don’t", ",", "”", "1,000", "(", "x", ")", "–"]);
        let texts = of_ranges("東京2020年", &words("東京2020年").collect::<Vec<_>>());
        assert_eq!(texts, ["東", "京", "2020", "年"]);
    }

    #[test]
    fn only_what_differs_is_told() {
        let (was, is) = differing_words("The vote was seven to two.", "The vote was six to three.");
        assert_eq!(
            (was, is),
            (vec!["seven".into(), "two".into()], vec!["six".into(), "three".into()])
        );
        let (was, is) = differing_words("Ժողովը սկսվեց երեկ։", "Ժողովը չսկսվեց երեկ։");
        assert_eq!((was, is), (vec!["սկսվեց".to_string()], vec!["չսկսվեց".to_string()]));
        let (was, is) = differing_words("He will, resign", "He will resign");
        assert_eq!((was, is), (vec![",".to_string()], vec![]));
    }

    #[test]
    fn neighbours_are_one() {
        let (_, is) = differing_words("It rains", "It does not rain here");
        assert_eq!(is, ["does not rain here"]);
    }

    proptest! {
        #[test]
        fn without_what_differs_both_are_the_same(old in "[ab., ]{0,20}", new in "[ab., é東]{0,20}") {
            let (was, is) = differing(&old, &new);
            let rest = |text: &str, ranges: &[Range<usize>]| -> Vec<String> {
                words(text)
                    .filter(|word| !ranges.iter().any(|range| range.contains(&word.start)))
                    .map(|word| text[word].to_string())
                    .collect()
            };
            prop_assert_eq!(rest(&old, &was), rest(&new, &is));
        }
    }
}
