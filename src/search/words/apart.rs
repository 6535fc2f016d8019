//! What stands apart and is one word to others: abbreviations, as Spanish and German have them
//! (`EE. UU.`, `z. B.`, and `J. K. Rowling`), which are `EEUU`, `EE.UU.` or `J.K.` elsewhere, and
//! thousands with an ordinary space, as `12 500` in French, Polish or Russian.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memmem};

use super::characters::CharClass;
use super::fold;
use super::joins::is_one_letter;

/// Calls `each` with the abbreviations of `text` as one word each, folded.
pub(super) fn abbreviations(text: &str, mut each: impl FnMut(&str)) {
    let mut done = 0;
    for point in memchr_iter(b'.', text.as_bytes()) {
        if ends_sentence(text.as_bytes(), point) {
            continue;
        }
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

/// Whether a point surely ends no letter that stands alone, with another behind it: nearly all
/// points end a word of three letters or more, and no other point is near.
fn ends_sentence(bytes: &[u8], point: usize) -> bool {
    let is_behind_word = point >= 3 && bytes[point - 3..point].iter().all(u8::is_ascii_alphabetic);
    // A space, letters with marks of four bytes each, and a point.
    let near = bytes.get(point + 1..).unwrap_or_default();
    is_behind_word || memchr(b'.', &near[..near.len().min(3 + 4 * MOST)]).is_none()
}

/// The spaces of typography that stand between thousands: U+2007, as wide as a digit, and U+2009,
/// the thin one (AMA Manual of Style, 11th edition, 17.4.3).
const SPACES: [&str; 2] = ["\u{2007}", "\u{2009}"];

/// The text with ordinary spaces in place of those of typography.
pub(super) fn with_plain_spaces(text: &str) -> Cow<'_, str> {
    let has = |space: &&str| memmem::find(text.as_bytes(), space.as_bytes()).is_some();
    match SPACES.iter().any(has) {
        true => SPACES.iter().fold(text.to_string(), |text, space| text.replace(space, " ")).into(),
        false => text.into(),
    }
}

/// Calls `each` with the numbers of `text` whose thousands have ordinary spaces before them.
pub(super) fn thousands(text: &str, mut each: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for space in memchr_iter(b' ', bytes) {
        let is_between = bytes.get(space + 1).is_some_and(u8::is_ascii_digit)
            && space > done
            && bytes[space - 1].is_ascii_digit();
        let Some(first) = is_between.then(|| first_digits(&text[..space])).flatten() else {
            continue;
        };
        let mut number = first.to_string();
        let mut end = space;
        while let Some(digits) = text.get(end..).and_then(next_thousands) {
            number.push_str(digits);
            end += 1 + digits.len();
        }
        if end > space {
            each(&number);
            done = end;
        }
    }
}

/// One to three digits at the end of a text, which begin a number.
fn first_digits(text: &str) -> Option<&str> {
    let count = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, digits) = text.split_at(text.len() - count);
    let goes_on =
        |c: char| matches!(c, '.' | ',' | '-' | ':' | '/') || CharClass::of(c) != CharClass::Other;
    ((1..=3).contains(&count) && !digits.starts_with('0') && !before.ends_with(goes_on))
        .then_some(digits)
}

/// A space and three digits, without them.
fn next_thousands(text: &str) -> Option<&str> {
    let digits = text.strip_prefix(' ')?;
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    digits.get(..count).filter(|digits| digits.len() == 3)
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
    fn thousands_that_stand_apart_are_one_number() {
        for (text, expected) in [
            ("12 500 zł, (1 000 000 ₽) и 3 400,50", &["12500", "1000000", "3400"][..]),
            ("1 000", &["1000"]),
            ("za 12 500zł", &["12500"]),
            ("12\u{2009}500 €, 1\u{2007}000\u{2007}000", &["12500", "1000000"]),
            ("le 3\u{2009}mai, 12\u{2009}50", &[]),
            // Years, dates, hours, scores, what has more digits or another space.
            ("w 2026 300 osób", &[]),
            ("28.11 500, COVID-19 500, 10:30 200, F16 100", &[]),
            ("12 50, 12 5000, 012 500, 12  500, 12\u{a0}500", &[]),
            ("555 123 4567", &["555123"]),
            (" 500 ", &[]),
            ("", &[]),
        ] {
            let mut found = Vec::new();
            thousands(&with_plain_spaces(text), |number| found.push(number.to_string()));
            assert_eq!(found, expected, "{text:?}");
        }
    }

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
