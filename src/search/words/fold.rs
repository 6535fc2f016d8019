//! Folding: a text without what does not tell words apart.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::{GeneralCategory, Script};

use super::characters::{CATEGORIES, SCRIPTS, is_mark};
use crate::language::numbers::digit;

const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();

/// Stands for a space at which no line breaks. Unicode's folding would make it an ordinary one,
/// which no number goes across.
pub(super) const FIRM_SPACE: char = '\u{66c}';

/// Where a word of Persian has an ending, or another word that belongs to it, and no space.
pub(super) const SEAM: char = '\u{200c}';

/// The text without what does not tell words apart: case, accents, the forms that Unicode has
/// for compatibility, digits of other scripts, and letters that many keyboards lack.
///
/// What becomes of a character does not depend on those about it, but for the marks behind it.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare = without_accents(NFKD.normalize_iter(text.chars().filter_map(seen)));
    let lower: String = bare.chars().flat_map(char::to_lowercase).collect();
    let lower = match NFKD.normalize(&lower) {
        // Almost always: no lower case letter has a mark where the capital has none.
        Cow::Borrowed(_) => lower,
        Cow::Owned(again) => without_accents(again.chars()),
    };
    composed(&with_plain_letters(&lower))
}

/// The text with letters and their marks as one character, where there is one. Syllables of
/// Hangul stay letters: a reader may slip on one of them, and endings begin within a syllable.
fn composed(text: &str) -> String {
    // Of a syllable no two letters are in one piece.
    let pieces = text.split_inclusive(|c| matches!(c, '\u{1100}'..='\u{11ff}'));
    pieces.map(|piece| NFC.normalize(piece)).collect()
}

/// A character as it counts: characters of format are not seen, and divide no word (UAX #29,
/// WB4), but for the space without width, which is there to divide, and
/// what stands between the parts of a word.
fn seen(c: char) -> Option<char> {
    match c {
        '\u{a0}' | '\u{202f}' => Some(FIRM_SPACE),
        // The middle dot of Korean keyboards, which Unicode's folding would make a vowel.
        'ㆍ' => Some('·'),
        '\u{200b}' | SEAM => Some(c),
        c if c.is_ascii() || CATEGORIES.get(c) != GeneralCategory::Format => Some(c),
        _ => None,
    }
}

/// Decomposed text without accents.
fn without_accents(text: impl Iterator<Item = char>) -> String {
    let mut before = '\0';
    let is_kept = |c: &char| {
        let is_accent = is_accent(*c) && !is_short_i(before, *c);
        before = *c;
        !is_accent
    };
    text.filter(is_kept).collect()
}

/// Marks of no script of their own, and the vowels of Arabic and Hebrew, which are written for
/// learners. Those of other scripts are vowels as everybody writes them, or tell letters apart.
fn is_accent(c: char) -> bool {
    if c.is_ascii() || !is_mark(c) {
        return false;
    }
    match c {
        // As が and か are two.
        '\u{3099}' | '\u{309a}' => false,
        // The nukta of Devanagari, which is often left out.
        '\u{93c}' => true,
        c => matches!(
            SCRIPTS.get(c),
            Script::Inherited | Script::Arabic | Script::Hebrew | Script::Cyrillic
        ),
    }
}

/// Whether the two are `й`, the one Cyrillic letter with a mark that CLDR's root collation
/// searches as a letter of its own (`ё` is searched as `е`).
fn is_short_i(letter: char, mark: char) -> bool {
    matches!(letter, 'и' | 'И') && mark == '\u{306}'
}

/// With letters in place of those that readers may not have on their keyboards, as Lucene's
/// `ASCIIFoldingFilter`, `ArabicNormalizer` and `PersianNormalizer` do, and with digits of ASCII.
fn with_plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => plain.push(c),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'ħ' => plain.push('h'),
            'ı' => plain.push('i'),
            // Azerbaijani, without its own keyboard; as in addresses. Lucene has `a` for it.
            'ə' => plain.push('e'),
            'ς' => plain.push('σ'),
            'ґ' => plain.push('г'),
            'ى' | 'ی' | 'ے' => plain.push('ي'),
            'ک' => plain.push('ك'),
            'ة' | 'ہ' | 'ە' => plain.push('ه'),
            // It makes words longer, to fill a line.
            'ـ' => {}
            // Many write the dot for the dot with a moon: `हां` for `हाँ`.
            '\u{901}' => plain.push('\u{902}'),
            c => plain.push(digit(c).unwrap_or(c)),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn accents_case_and_compatibility_go() {
        for (text, folded) in [
            ("Élan ÅNGSTRÖM naïve", "elan angstrom naive"),
            ("İstanbul IŞIK ışık", "istanbul isik isik"),
            ("ΌΔΟΣ Σίσυφος", "οδοσ σισυφοσ"),
            ("ﬁne ½ ＡＢＣ", "fine 1⁄2 abc"),
            ("Tiếng Việt", "tieng viet"),
            (
                "Straße ẞ Æsir œuvre Łódź Øster Đakovo þing",
                "strasse ss aesir oeuvre lodz oster dakovo thing",
            ),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn marks_that_are_letters_stay() {
        for (text, folded) in [
            ("Ёлка новый ЙОД и\u{306}од", "елка новый йод йод"),
            ("Україна ўсё Ґалаґан", "украіна усе галаган"),
            ("हिन्दी कि का", "हिन्दी कि का"),
            ("ज़मीन", "जमीन"),
            ("माँ हाँ", "मां हां"),
            ("Gəncə MÜHARİBƏ", "gence muharibe"),
            ("ㆍ", "·"),
            ("ที่ ก่อน", "ที่ ก่อน"),
            ("がぎ か\u{3099} ﾃﾞｰﾀ", "がぎ が データ"),
            ("မြန်မာ ភាសា ພາສາ", "မြန်မာ ភាសា ພາສາ"),
            ("한", "\u{1112}\u{1161}\u{11ab}"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn arabic_and_hebrew_are_without_vowels() {
        for (text, folded) in [
            ("مُحَمَّد أحمد إلى آخر", "محمد احمد الي اخر"),
            ("كـــتاب مدرسة", "كتاب مدرسه"),
            ("کتاب‌های فارسی", "كتاب\u{200c}هاي فارسي"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn digits_are_those_of_ascii() {
        assert_eq!(
            fold("١٢٣ ۱۲۳ १२३ ๑๒๓ ၁၂၃ ១២៣ ໑໒໓ １２３ 𝟗𝟎"),
            "123 123 123 123 123 123 123 123 90"
        );
    }

    #[test]
    fn characters_of_format_are_not_seen() {
        assert_eq!(
            fold("Ver\u{ad}fas\u{ad}sung می\u{200c}شود a\u{2060}b\u{200d}c\u{200e}"),
            "verfassung مي\u{200c}شود abc"
        );
        assert_eq!(fold("é\u{200b}e"), "e\u{200b}e");
        assert_eq!(fold("1\u{a0}000\u{202f}000"), "1٬000٬000");
    }

    proptest! {
        #[test]
        fn what_is_folded_is_folded_again_to_the_same(text in "\\PC{0,80}") {
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }
    }
}
