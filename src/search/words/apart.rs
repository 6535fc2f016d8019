//! Abbreviations whose letters stand apart, as Spanish and German have them: `EE. UU.`, `z. B.`, and
//! `J. K. Rowling`. Others write `EEUU`, `EE.UU.` or `J.K.`, which is one word.

use memchr::memchr_iter;

use super::characters::CharClass;
use super::fold;
use super::joins::is_one_letter;

/// Calls `each` with the abbreviations of `text` as one word each, folded.
pub(super) fn abbreviations(text: &str, mut each: impl FnMut(&str)) {
    let mut done = 0;
    for point in memchr_iter(b'.', text.as_bytes()) {
        let first = text.get(done..point).and_then(last_letter);
        let Some(mut word) = first else { continue };
        let mut end = point + 1;
        let mut letters = 1;
        while let Some((letter, length)) = text.get(end..).and_then(next_letter) {
            word.push_str(&letter);
            end += length;
            letters += 1;
        }
        if letters > 1 {
            each(&word);
            done = end;
        }
    }
}

/// More characters are no letter with its marks.
const MOST: usize = 8;

/// The letter at the end of a text, folded, if it stands alone.
fn last_letter(text: &str) -> Option<String> {
    let is_of_word = |c: &char| CharClass::of(*c) != CharClass::Other;
    let of_letter = text.chars().rev().take(MOST).take_while(is_of_word);
    let (before, letter) = text.split_at(text.len() - of_letter.map(char::len_utf8).sum::<usize>());
    let stands_alone = !before.chars().next_back().is_some_and(|c| c == '.' || is_of_word(&c));
    if stands_alone { folded_letter(letter) } else { None }
}

/// The letter behind one space, if a point follows it; and the length of all three.
fn next_letter(text: &str) -> Option<(String, usize)> {
    let letter = text.strip_prefix(char::is_whitespace)?;
    let length = letter.chars().take(MOST).take_while(|c| *c != '.').map(char::len_utf8).sum();
    let (letter, behind) = letter.split_at(length);
    let behind = behind.strip_prefix('.')?;
    Some((folded_letter(letter)?, text.len() - behind.len()))
}

fn folded_letter(letter: &str) -> Option<String> {
    let folded = fold(letter);
    is_one_letter(&folded.chars().collect::<Vec<_>>()).then_some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_stand_apart_are_one_word() {
        for (text, expected) in [
            ("los EE. UU. y", &["eeuu"][..]),
            ("the U. S. sold, U.\u{a0}S.\u{202f}A.", &["us", "usa"]),
            ("z.\u{202f}B. Berlin, d. h. so", &["zb", "dh"]),
            ("т. е. да, и т. д.", &["те", "тд"]),
            ("Հ. Հ. նախագահ", &["հհ"]),
            ("J. R. R. Tolkien, J. K.\nRowling", &["jrr", "jk"]),
            ("Ph. D. (Ο. Η. Ε.)", &["phd", "οηε"]),
            ("कि. मी.", &["किमी"]),
            ("É. U.", &["eu"]),
            ("l’U. E.", &["ue"]),
            // One letter is none, and so is what has no point or more than a space.
            ("vitamin C. The", &[]),
            ("F. C Barcelona", &[]),
            ("U.S. A. B", &[]),
            ("a.  b. ab. cd. 1. 2.", &[]),
            ("xA. B. C", &[]),
            (". . .", &[]),
            ("", &[]),
        ] {
            let mut found = Vec::new();
            abbreviations(text, |word| found.push(word.to_string()));
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
