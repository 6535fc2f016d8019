//! The words of a text as the search knows them. The browser's script cuts its
//! queries in the same way, so a change here is a change there.

use std::borrow::Cow;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

/// What is behind this many characters of a word is cut off.
pub const MOST_CHARACTERS: usize = 64;

const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();

/// Calls `each` with every word of `text`, folded, in their order.
pub fn words(text: &str, mut each: impl FnMut(&str)) {
    let folded = fold(text);
    let folded = without_apostrophes(&folded);
    let mut runs = Runs { text: &folded, start: 0, kind: Kind::Other };
    for (at, byte) in folded.bytes().enumerate() {
        if byte.is_ascii() {
            let kind = if byte.is_ascii_alphanumeric() { Kind::Spaced } else { Kind::Other };
            runs.enter(kind, at, &mut each);
        } else if let Some(c) = folded.get(at..).and_then(|rest| rest.chars().next()) {
            // In the midst of a character nothing begins.
            runs.enter(Kind::of(c), at, &mut each);
        }
    }
    runs.enter(Kind::Other, folded.len(), &mut each);
}

/// The text without what does not tell words apart: case, accents and other
/// marks, and the forms that Unicode has for compatibility.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare = without_marks(&NFKD.normalize(text));
    let lower = lowercase(&bare);
    match NFKD.normalize(&lower) {
        // Almost always: no lower case letter has a mark where the capital has none.
        Cow::Borrowed(_) => lower,
        Cow::Owned(again) => without_marks(&again),
    }
}

fn without_marks(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii() || !is_mark(*c)).collect()
}

/// Lower case; only sigma's depends on the letters about it.
fn lowercase(text: &str) -> String {
    if text.contains('Σ') {
        return text.to_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
        } else {
            lower.extend(c.to_lowercase());
        }
    }
    lower
}

/// `don't` becomes `dont`; an apostrophe that is not between two letters stays.
fn without_apostrophes(text: &str) -> Cow<'_, str> {
    if !text.contains(is_apostrophe) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let within = || is_letter(before) && rest.clone().next().is_some_and(is_letter);
        if !(is_apostrophe(c) && within()) {
            kept.push(c);
        }
        before = c;
    }
    Cow::Owned(kept)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CATEGORIES.get(c))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii() && GeneralCategoryGroup::Letter.contains(CATEGORIES.get(c)))
}

/// How a character belongs to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// To none.
    Other,
    /// To a word that ends where letters and numbers do.
    Spaced,
    /// To a script that has no spaces between words.
    Unspaced,
}

impl Kind {
    /// Of a character that is not ASCII.
    fn of(c: char) -> Self {
        let group = GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Number);
        if !group.contains(CATEGORIES.get(c)) {
            return Kind::Other;
        }
        let unspaced = [Script::Han, Script::Hiragana, Script::Katakana];
        // The mark that makes a vowel long is shared by two scripts.
        if c == '\u{30fc}' || unspaced.contains(&SCRIPTS.get(c)) {
            return Kind::Unspaced;
        }
        Kind::Spaced
    }
}

/// The run of characters of one kind that is being read.
struct Runs<'a> {
    text: &'a str,
    start: usize,
    kind: Kind,
}

impl Runs<'_> {
    /// A character of `kind` begins at `at`.
    fn enter(&mut self, kind: Kind, at: usize, each: &mut impl FnMut(&str)) {
        if kind == self.kind {
            return;
        }
        let run = self.text.get(self.start..at).unwrap_or_default();
        match self.kind {
            Kind::Other => {}
            Kind::Spaced => each(at_most(run, MOST_CHARACTERS)),
            Kind::Unspaced => pairs(run, each),
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
        assert_eq!(all("ΌΔΟΣ Σίσυφος"), ["οδος", "σισυφος"]);
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
                // Sigma at the end of a word that was cut out of a longer one.
                if !word.contains(['σ', 'ς', '\u{2bc}']) {
                    prop_assert_eq!(all(&word), [word.clone()]);
                }
            }
        }

        #[test]
        fn what_is_folded_is_folded_again_to_the_same(text in "\\PC{0,80}") {
            let folded = fold(&text);
            prop_assert!(folded.contains(['σ', 'ς']) || fold(&folded) == folded);
        }
    }
}
