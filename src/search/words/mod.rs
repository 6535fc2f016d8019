//! The words of a text as the search knows them. The browser's script cuts its
//! queries in the same way, so a change here is a change there.

mod interner;
mod shared_interner;
mod story;

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

pub use interner::Interner;
pub use shared_interner::{LocalInterner, SharedInterner};
pub use story::{StoryWord, StoryWords};

/// What is behind this many characters of a word is cut off.
pub const MOST_CHARACTERS: usize = 64;

const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();

/// Calls `each` with every word of `text`, folded, in their order.
///
/// The text is cut where words surely end: nearly all pieces are a word each, and
/// most need no look at Unicode's tables. What folding makes of a character does
/// not depend on the characters about it, so to cut first changes nothing.
pub fn words(text: &str, mut each: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut lower = [0; MOST_CHARACTERS];
    let mut start = 0;
    while start < bytes.len() {
        let plain = plain_word(&bytes[start..], &mut lower);
        let end = start + plain;
        let separator = separator(&bytes[end..]);
        if separator > 0 || end == bytes.len() {
            // What is plain is ASCII.
            let word = str::from_utf8(&lower[..plain.min(MOST_CHARACTERS)]).unwrap_or_default();
            if !word.is_empty() {
                each(word);
            }
            start = end + separator;
        } else {
            let piece = text.get(start..).map_or("", first_piece);
            words_of_piece(piece, &mut each);
            start += piece.len();
        }
    }
}

/// How many bytes at the front of `bytes` are letters and digits of ASCII; as
/// many of them as a word may have go to `lower`, in lower case.
fn plain_word(bytes: &[u8], lower: &mut [u8; MOST_CHARACTERS]) -> usize {
    let mut length = 0;
    for byte in bytes {
        let small = PLAIN[usize::from(*byte)];
        if small == 0 {
            break;
        }
        if let Some(slot) = lower.get_mut(length) {
            *slot = small;
        }
        length += 1;
    }
    length
}

/// Letters and digits of ASCII in lower case; zero for all else.
const PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            table[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The front of `text` up to where a word surely ends.
fn first_piece(text: &str) -> &str {
    let bytes = text.as_bytes();
    let end = (0..bytes.len()).find(|at| separator(&bytes[*at..]) > 0);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// How many bytes at the front of `bytes` are of a character at which a word
/// surely ends; zero if they are of another. In UTF-8 none begins within another.
fn separator(bytes: &[u8]) -> usize {
    match bytes {
        [b'\'' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z', ..] => 0,
        [..=0x7f, ..] => 1,
        // The dashes, quotes and dots of typography, U+2010 to U+2027, but for the
        // one that is also an apostrophe.
        [0xe2, 0x80, 0x90..=0xa7, ..] if bytes[2] != 0x99 => 3,
        _ => 0,
    }
}

fn words_of_piece(piece: &str, each: &mut impl FnMut(&str)) {
    let folded = fold(piece);
    let folded = without_apostrophes(&folded);
    let mut runs = Runs { text: &folded, start: 0, kind: CharClass::Other };
    for (at, c) in folded.char_indices() {
        runs.enter(CharClass::of(c), at, each);
    }
    runs.enter(CharClass::Other, folded.len(), each);
}

/// The text without what does not tell words apart: case, accents and other
/// marks, and the forms that Unicode has for compatibility. A sigma at the end
/// of a word is one like others.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare = without_marks(&NFKD.normalize(text));
    let lower: String =
        bare.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).collect();
    match NFKD.normalize(&lower) {
        // Almost always: no lower case letter has a mark where the capital has none.
        Cow::Borrowed(_) => lower,
        Cow::Owned(again) => without_marks(&again),
    }
}

fn without_marks(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii() || !is_mark(*c)).collect()
}

/// `don't` becomes `dont`; apostrophes that are not between two letters stay.
fn without_apostrophes(text: &str) -> Cow<'_, str> {
    if !text.contains(is_apostrophe) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_apostrophe) {
        let (before, behind) = rest.split_at(at);
        kept.push_str(before);
        let after = behind.trim_start_matches(is_apostrophe);
        let is_within = kept.ends_with(is_letter) && after.starts_with(is_letter);
        if !is_within {
            kept.push_str(&behind[..behind.len() - after.len()]);
        }
        rest = after;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CATEGORIES.get(c))
}

/// Whether it is a letter and no apostrophe, of which Unicode has one for a letter.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii()
            && !is_apostrophe(c)
            && GeneralCategoryGroup::Letter.contains(CATEGORIES.get(c)))
}

/// How a character belongs to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharClass {
    /// To none.
    Other,
    /// To a word that ends where letters and numbers do.
    Spaced,
    /// To a script that has no spaces between words.
    Unspaced,
}

impl CharClass {
    fn of(c: char) -> Self {
        if c.is_ascii() {
            return if c.is_ascii_alphanumeric() { CharClass::Spaced } else { CharClass::Other };
        }
        let group = GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Number);
        if !group.contains(CATEGORIES.get(c)) {
            return CharClass::Other;
        }
        let unspaced = [Script::Han, Script::Hiragana, Script::Katakana];
        // The mark that makes a vowel long is shared by two scripts.
        if c == '\u{30fc}' || unspaced.contains(&SCRIPTS.get(c)) {
            return CharClass::Unspaced;
        }
        CharClass::Spaced
    }
}

/// The run of characters of one kind that is being read.
struct Runs<'a> {
    text: &'a str,
    start: usize,
    kind: CharClass,
}

impl Runs<'_> {
    /// A character of `kind` begins at `at`.
    fn enter(&mut self, kind: CharClass, at: usize, each: &mut impl FnMut(&str)) {
        if kind == self.kind {
            return;
        }
        let run = self.text.get(self.start..at).unwrap_or_default();
        match self.kind {
            CharClass::Other => {}
            CharClass::Spaced => each(at_most(run, MOST_CHARACTERS)),
            CharClass::Unspaced => pairs(run, each),
        }
        self.start = at;
        self.kind = kind;
    }
}

/// At most so many characters of `word`.
fn at_most(word: &str, characters: usize) -> &str {
    // No character is shorter than a byte.
    if word.len() <= characters {
        return word;
    }
    let end = word.char_indices().nth(characters).map_or(word.len(), |(end, _)| end);
    word.get(..end).unwrap_or(word)
}

/// Each character with the one behind it; one alone is a word.
fn pairs(run: &str, each: &mut impl FnMut(&str)) {
    let mut starts = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    let (Some(mut start), Some(mut middle)) = (starts.next(), starts.next()) else { return };
    if middle == run.len() {
        each(run);
    }
    for end in starts {
        each(run.get(start..end).unwrap_or_default());
        (start, middle) = (middle, end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_string()));
        all
    }

    #[test]
    fn words_are_letters_and_numbers() {
        assert_eq!(
            all("The vote, at 10:30 — put off."),
            ["the", "vote", "at", "10", "30", "put", "off"]
        );
        assert_eq!(all("C++/CLI e-mail x_y"), ["c", "cli", "e", "mail", "x", "y"]);
        assert_eq!(all(" … "), [""; 0]);
        assert_eq!(all(""), [""; 0]);
    }

    #[test]
    fn apostrophes_within_words_go() {
        assert_eq!(
            all("don't Don’t rock'n'roll 'tis dogs'"),
            ["dont", "dont", "rocknroll", "tis", "dogs"]
        );
        assert_eq!(all("the 80's '24"), ["the", "80", "s", "24"]);
        assert_eq!(all("мʼята"), ["мята"]);
    }

    #[test]
    fn accents_case_and_compatibility_go() {
        assert_eq!(all("Élan ÅNGSTRÖM naïve İstanbul"), ["elan", "angstrom", "naive", "istanbul"]);
        assert_eq!(all("Ёлка новый ЙОД"), ["елка", "новыи", "иод"]);
        assert_eq!(all("ΌΔΟΣ Σίσυφος"), ["οδοσ", "σισυφοσ"]);
        assert_eq!(all("ﬁne ① ½ ＡＢＣ"), ["fine", "1", "1", "2", "abc"]);
        assert_eq!(all("Straße"), ["straße"]);
        assert_eq!(all("한국"), [fold("한국")]);
    }

    #[test]
    fn scripts_with_spaces() {
        assert_eq!(all("Բարև ձեզ։"), ["բարեւ", "ձեզ"]);
        assert_eq!(all("Москва, Санкт-Петербург"), ["москва", "санкт", "петербург"]);
        assert_eq!(all("مرحبا بالعالم"), ["مرحبا", "بالعالم"]);
        assert_eq!(all("שָׁלוֹם"), ["שלום"]);
        assert_eq!(all("हिन्दी"), ["हनद"]);
        assert_eq!(all("ราคา ๑๒"), ["ราคา", "๑๒"]);
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(all("新しい朝"), ["新し", "しい", "い朝"]);
        assert_eq!(all("朝"), ["朝"]);
        assert_eq!(all("朝。新聞"), ["朝", "新聞"]);
        assert_eq!(all("iPhone版15号"), ["iphone", "版", "15", "号"]);
        assert_eq!(all("データ"), ["テー", "ータ"]);
        assert_eq!(all("ﾃﾞｰﾀ"), ["テー", "ータ"]);
    }

    #[test]
    fn long_words_are_cut() {
        assert_eq!(all(&"ab".repeat(100)), ["ab".repeat(32)]);
        assert_eq!(all(&"я".repeat(65)), ["я".repeat(64)]);
    }

    proptest! {
        #[test]
        fn the_words_of_a_word_are_itself(text in "\\PC{0,80}") {
            for word in all(&text) {
                prop_assert!(word.chars().count() <= MOST_CHARACTERS && !word.is_empty());
                if !word.contains('\u{2bc}') {
                    prop_assert_eq!(all(&word), [word.clone()]);
                }
            }
        }

        #[test]
        fn what_is_folded_is_folded_again_to_the_same(text in "\\PC{0,80}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn cutting_before_folding_changes_nothing(text in "[a-zÀ-ÿΑ-ωςа-яԱ-և新朝'’ʼ… .,“”–İß½0-9\u{300}-\u{303}-]{0,40}") {
            let mut whole = Vec::new();
            words_of_piece(&text, &mut |word| whole.push(word.to_string()));
            prop_assert_eq!(all(&text), whole);
        }
    }
}
