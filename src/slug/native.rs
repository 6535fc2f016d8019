//! Slugs in the script that something is written in.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::{APOSTROPHES, MOST_NATIVE, cut};

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();

/// In lower-case letters of any script, digits and hyphens, composed; none if nothing is left.
pub(super) fn native_slug(text: &str) -> Option<String> {
    // Some letters have an apostrophe in them: `ŉ`.
    let text = one_width(text).replace(APOSTROPHES, "");
    // The dot of `İ` is that of `i`.
    let lower = text.to_lowercase().replace("i\u{307}", "i");
    let mut slug = String::with_capacity(lower.len());
    let mut is_between = false;
    for c in lower.chars().filter(|c| is_separator(*c) || !is_ignorable(*c)) {
        // A mark belongs to the letter before it.
        let is_of_word = is_letter(c) || is_of_word(c) && !is_between && !slug.is_empty();
        if is_of_word {
            if is_between && !slug.is_empty() {
                slug.push('-');
            }
            slug.push(c);
        }
        is_between = !is_of_word;
    }
    let slug = composed(&slug);
    let slug = cut(&slug, MOST_NATIVE).trim_end_matches(DOTS);
    (!slug.is_empty()).then(|| slug.to_string())
}

/// Composed by Unicode's NFC: the form of addresses. Files from macOS have names in another.
pub fn composed(text: &str) -> Cow<'_, str> {
    NFC.normalize(text)
}

/// Taken apart by Unicode's NFD.
pub fn decomposed(text: &str) -> Cow<'_, str> {
    NFD.normalize(text)
}

/// In the form that all widths and presentations of the same letters have in common (NFKC), but
/// for two vowels of Thai and Lao, which it takes apart and nobody types so.
pub(super) fn one_width(text: &str) -> String {
    let text = NFKC.normalize(text);
    text.replace("\u{e4d}\u{e32}", "\u{e33}").replace("\u{ecd}\u{eb2}", "\u{eb3}")
}

/// Between the parts of a name, as in ジョー・バイデン and `col·lega`.
const DOTS: [char; 2] = ['・', '·'];

/// Whether a character is a part of a word: a letter, a digit, their marks, a dot in a name.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || DOTS.contains(&c) || is_mark(c)
}

/// Whether a word can begin with a character: a letter or a digit. Some marks count as alphabetic
/// (`Other_Alphabetic`), such as vowel signs.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_mark(c)
}

fn is_mark(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let is_mark =
        matches!(category, GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark);
    is_mark && !is_ignorable(c)
}

/// Whether nobody sees a character: marks of direction, soft hyphens, joiners.
pub(super) fn is_ignorable(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// U+200C parts what is written without a space, as in Persian می‌خواهد.
fn is_separator(c: char) -> bool {
    c == '\u{200c}'
}
