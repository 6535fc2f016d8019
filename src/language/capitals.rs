//! Capitals, as each language has them.

use icu_casemap::CaseMapper;
use icu_locale::LanguageIdentifier;

/// `text` in capitals, by the rules of its language: `և` is ԵՎ in Armenian, `i` is İ in
/// Turkish, and a Greek word loses its accents.
///
/// Georgian stays as it is: nobody writes it in capitals but for effect, and few fonts have
/// those that Unicode 11 added (<https://www.unicode.org/charts/PDF/U1C90.pdf>).
pub fn in_capitals(text: &str, language: &LanguageIdentifier) -> String {
    let mut capitals = String::with_capacity(text.len());
    for part in text.split_inclusive(is_georgian) {
        let georgian = part.chars().next_back().filter(|letter| is_georgian(*letter));
        let before = &part[..part.len() - georgian.map_or(0, char::len_utf8)];
        capitals.push_str(&CaseMapper::new().uppercase_to_string(before, language));
        capitals.extend(georgian);
    }
    capitals
}

/// A text with its first letter in capitals, such as the name of a field as a label.
pub fn with_first_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The letters of everyday Georgian, Mkhedruli.
fn is_georgian(letter: char) -> bool {
    matches!(letter, '\u{10d0}'..='\u{10ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_those_of_the_language() {
        let capitals = |text: &str, language: &str| in_capitals(text, &language.parse().unwrap());
        assert_eq!(capitals("Hesk", "en"), "HESK");
        assert_eq!(capitals("Երևան", "hy"), "ԵՐԵՎԱՆ");
        assert_eq!(capitals("Нижняя долина", "ru"), "НИЖНЯЯ ДОЛИНА");
        assert_eq!(capitals("izmir", "tr"), "İZMİR");
        assert_eq!(capitals("Αθήνα", "el"), "ΑΘΗΝΑ");
        assert_eq!(capitals("Straße", "de"), "STRASSE");
        assert_eq!(capitals("عمّان", "ar"), "عمّان");
        assert_eq!(capitals("", "en"), "");
    }

    #[test]
    fn georgian_has_none() {
        let georgian = "ka".parse().unwrap();
        assert_eq!(in_capitals("თბილისი", &georgian), "თბილისი");
        assert_eq!(in_capitals("a თბილისი b, g", &georgian), "A თბილისი B, G");
    }
}
