//! Kinds of letters, by the general categories of Unicode.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// Whether it stands on or around another letter (M).
pub fn is_mark(c: char) -> bool {
    !c.is_ascii() && GeneralCategoryGroup::Mark.contains(category(c))
}

/// Whether it is a letter (L).
pub fn is_letter(c: char) -> bool {
    GeneralCategoryGroup::Letter.contains(category(c))
}

/// Whether it is a digit of a decimal number (Nd).
pub fn is_digit(c: char) -> bool {
    category(c) == GeneralCategory::DecimalNumber
}
