//! The direction in which a language is written, and names that go the other way.

use icu_locale::{Direction as IcuDirection, Locale, LocaleDirectionality};
use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

use crate::html::escaped;

/// The direction of a language's script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// As in Latin and most others.
    LeftToRight,
    /// As in Arabic and Hebrew.
    RightToLeft,
}

impl Direction {
    /// That of a language.
    pub fn of(language: &Locale) -> Self {
        match LocaleDirectionality::new_extended().get(&language.id) {
            Some(IcuDirection::RightToLeft) => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }

    /// As HTML has it, in `dir`.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// Whether a text has a letter that goes the other way, so that it may upset the order of
    /// what stands beside it (<https://www.w3.org/International/questions/qa-bidi-unicode-controls>).
    pub fn is_upset_by(self, text: &str) -> bool {
        // Letters from right to left begin with Hebrew; most texts are before it.
        if self == Direction::LeftToRight && text.bytes().all(|byte| byte < 0xd6) {
            return false;
        }
        let classes = CodePointMapData::<BidiClass>::new();
        text.chars().any(|c| match classes.get(c) {
            BidiClass::LeftToRight => self == Direction::RightToLeft,
            BidiClass::RightToLeft | BidiClass::ArabicLetter => self == Direction::LeftToRight,
            _ => false,
        })
    }
}

/// The direction of the language with this tag, as HTML has it; `auto` if it is no tag.
pub fn direction_of_tag(tag: &str) -> &'static str {
    Locale::try_from_str(tag).map_or("auto", |language| Direction::of(&language).name())
}

/// A text as HTML: an element of its own where it goes the other way than what is around it.
pub fn bidi_html(text: &str, around: Direction) -> String {
    match around.is_upset_by(text) {
        true => format!("<bdi>{}</bdi>", escaped(text)),
        false => escaped(text),
    }
}

/// A text on its own between the two signs that keep its direction from what is beside it
/// (UAX #9, first strong isolate), for where no element can.
pub fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_have_their_direction() {
        let name = |tag: &str| Direction::of(&Locale::try_from_str(tag).unwrap()).name();
        for tag in ["ar", "fa", "he", "ur", "ps", "ckb", "yi", "az-Arab", "dv"] {
            assert_eq!(name(tag), "rtl", "{tag}");
        }
        for tag in ["hy", "en", "ja", "az", "ka", "ar-Latn"] {
            assert_eq!(name(tag), "ltr", "{tag}");
        }
    }

    #[test]
    fn a_letter_of_the_other_direction_upsets() {
        let upset = |direction: Direction| move |text: &&str| direction.is_upset_by(text);
        let texts = ["Talks, 3", "محادثات", "NATO في", "שלום", "123 – …", "Երևան", "東京"];
        let of = |direction| texts.into_iter().filter(upset(direction)).collect::<Vec<_>>();
        assert_eq!(of(Direction::LeftToRight), ["محادثات", "NATO في", "שלום"]);
        assert_eq!(of(Direction::RightToLeft), ["Talks, 3", "NATO في", "Երևան", "東京"]);
    }
}
