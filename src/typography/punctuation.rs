//! What stands beside a mark, as CommonMark tells it apart
//! (<https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run>).

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// What decides whether a mark opens or closes: the characters beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flanks {
    /// Whether it can open what follows.
    pub left: bool,
    /// Whether it can close what is before.
    pub right: bool,
}

impl Flanks {
    /// Those of a mark between two characters.
    pub fn between(before: char, after: char) -> Self {
        let (space_before, space_after) = (before.is_whitespace(), after.is_whitespace());
        let (mark_before, mark_after) = (is_punctuation(before), is_punctuation(after));
        Flanks {
            left: !space_after && (!mark_after || space_before || mark_before),
            right: !space_before && (!mark_before || space_after || mark_after),
        }
    }
}

/// Whether a character is of a script in which an apostrophe may stand within a word: Latin,
/// Greek, Cyrillic, Hebrew.
pub(super) fn has_apostrophes(c: char) -> bool {
    c.is_alphanumeric()
        && matches!(c, '\0'..='\u{24f}' | '\u{370}'..='\u{52f}' | '\u{590}'..='\u{5ff}'
            | '\u{1e00}'..='\u{1fff}')
}

/// Whether a character is a letter of a script that writes no space behind a quotation: Chinese,
/// Japanese, Korean, Thai, Lao, Burmese, Khmer.
pub fn has_no_spaces(c: char) -> bool {
    c.is_alphabetic()
        && matches!(c, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a sentence or a part of it may end with a character, before the mark that closes it.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '…' | '%' | '~' | ';' | '～' | '。' | '，' | '、' | '！')
        || matches!(
            c,
            '？' | '．' | '；' | '｡' | '､' | '％' | ')' | ']' | '」' | '』' | '》' | '〉'
        )
        || matches!(c, '）' | '】' | '〕')
}

/// Whether Unicode counts a character among punctuation and symbols.
pub fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.union(GeneralCategoryGroup::Symbol).contains(category)
}
