//! What a character is to the words that it stands in.

use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

pub(super) const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::new();
pub(super) const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();

/// How a character belongs to words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CharClass {
    /// To none.
    Other,
    /// To a word that ends where letters and numbers do.
    Spaced,
    /// To a script that has no spaces between words.
    Unspaced,
}

impl CharClass {
    pub(super) fn of(c: char) -> Self {
        if c.is_ascii() {
            return if c.is_ascii_alphanumeric() { CharClass::Spaced } else { CharClass::Other };
        }
        let group = GeneralCategoryGroup::Letter
            .union(GeneralCategoryGroup::Number)
            .union(GeneralCategoryGroup::Mark);
        if !group.contains(CATEGORIES.get(c)) {
            return CharClass::Other;
        }
        let is_unspaced = match SCRIPTS.get(c) {
            Script::Han | Script::Hiragana | Script::Katakana => true,
            Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar => true,
            // What makes a vowel long or a consonant voiced is shared by two scripts.
            _ => matches!(c, '\u{30fc}' | '\u{3099}' | '\u{309a}'),
        };
        if is_unspaced { CharClass::Unspaced } else { CharClass::Spaced }
    }
}

pub(super) fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CATEGORIES.get(c))
}

/// Whether it is a letter, or a mark of one, and no apostrophe, of which Unicode has two for
/// letters.
pub(super) fn is_letter(c: char) -> bool {
    let group = GeneralCategoryGroup::Letter.union(GeneralCategoryGroup::Mark);
    c.is_ascii_alphabetic()
        || (!c.is_ascii() && !matches!(c, 'ʼ' | 'ʻ') && group.contains(CATEGORIES.get(c)))
}

/// Letters of Hangul, as folding leaves them.
pub(super) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}')
}

/// The clusters of a run of a script without spaces: a letter with all that no word of the
/// script could begin with. So those of a word are the same wherever it stands.
pub(super) fn clusters(run: &str) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let (cluster, behind) = rest.split_at(cluster_length(rest));
        rest = behind;
        (!cluster.is_empty()).then_some(cluster)
    })
}

fn cluster_length(run: &str) -> usize {
    let mut characters = run.chars().peekable();
    let mut length = 0;
    let mut letter = characters.next();
    while let Some(c) = letter.filter(|c| is_vowel_before(*c) && characters.peek().is_some()) {
        length += c.len_utf8();
        letter = characters.next();
    }
    length += letter.map_or(0, char::len_utf8);
    while let Some(c) = characters.next_if(|c| is_mark(*c) || is_vowel_behind(*c)) {
        length += c.len_utf8();
        if is_stacker(c) {
            length += characters.next().map_or(0, char::len_utf8);
        }
    }
    length
}

/// Vowels of Thai and Lao that are written before the consonant they are spoken after.
fn is_vowel_before(c: char) -> bool {
    matches!(c, 'เ'..='ไ' | 'ເ'..='ໄ')
}

/// Their vowels that are letters to Unicode, and follow a consonant.
fn is_vowel_behind(c: char) -> bool {
    matches!(c, 'ะ' | 'า' | 'ๅ' | 'ະ' | 'າ')
}

/// Signs of Khmer and Burmese that put the next consonant below.
fn is_stacker(c: char) -> bool {
    matches!(c, '\u{17d2}' | '\u{1039}')
}

/// At most so many characters of `word`.
pub(super) fn at_most(word: &str, characters: usize) -> &str {
    // No character is shorter than a byte.
    if word.len() <= characters {
        return word;
    }
    let end = word.char_indices().nth(characters).map_or(word.len(), |(end, _)| end);
    word.get(..end).unwrap_or(word)
}

/// Apostrophes; signs of Hebrew and Armenian within a word; the point of Catalan, and that
/// where a word may be divided.
pub(super) fn is_joiner(c: char) -> bool {
    is_apostrophe(c) || matches!(c, '‘' | 'ʻ' | '׳' | '״' | '՚'..='՜' | '՞' | '՟' | '·' | '‧')
}

/// What stands for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_begin_where_words_may() {
        for (run, expected) in [
            ("นโยบาย", "น โย บา ย"),
            ("ที่เมือง", "ที่ เมื อ ง"),
            ("ພາສາລາວ", "ພາ ສາ ລາ ວ"),
            ("ភាសាខ្មែរ", "ភា សា ខ្មែ រ"),
            ("မြန်မာဗုဒ္ဓ", "မြ န် မာ ဗု ဒ္ဓ"),
            ("新しい", "新 し い"),
            ("เเ", "เเ"),
            ("", ""),
        ] {
            assert_eq!(clusters(run).collect::<Vec<_>>().join(" "), expected);
        }
    }
}
