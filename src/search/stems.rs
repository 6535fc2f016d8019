//! The stems of words: what forms such as `talks` and `talk` have in common.

use icu_properties::props::Script;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::search::words::fold;

const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();

/// Finds stems by the Snowball algorithms.
pub struct Stems {
    latin: Stemmer,
    russian: Stemmer,
    armenian: Stemmer,
}

impl Stems {
    /// For a site in `language`, a BCP 47 tag: it decides about words in Latin
    /// letters, as far as it has an algorithm; else English does.
    pub fn of_language(language: &str) -> Self {
        Stems {
            latin: Stemmer::create(latin_algorithm(language)),
            russian: Stemmer::create(Algorithm::Russian),
            armenian: Stemmer::create(Algorithm::Armenian),
        }
    }

    /// The stem of a word that is folded; folded as well.
    pub fn stem(&self, word: &str) -> String {
        let stem = match script(word) {
            Script::Latin => self.latin.stem(word),
            Script::Armenian => return self.armenian_stem(word),
            Script::Cyrillic => return self.russian_stem(word),
            _ => return word.to_string(),
        };
        folded(&stem, word)
    }

    /// Abstract nouns, which news is full of, lose their ending in the genitive
    /// (`-ության`) and keep a part of it in the nominative (`-ություն`).
    fn armenian_stem(&self, word: &str) -> String {
        let stem = self.armenian.stem(word);
        let root = stem.strip_suffix("ությ").filter(|root| root.chars().count() >= 3);
        folded(root.unwrap_or(&stem), word)
    }

    fn russian_stem(&self, word: &str) -> String {
        let written = with_short_i(word);
        folded(&self.russian.stem(&written), word)
    }
}

/// Of its first character; digits have none.
fn script(word: &str) -> Script {
    word.chars().next().map_or(Script::Common, |c| SCRIPTS.get(c))
}

fn folded(stem: &str, word: &str) -> String {
    if stem.is_empty() { word.to_string() } else { fold(stem) }
}

/// Folding made `й` an `и`, and the endings of the algorithm have both. Behind
/// a vowel at the end of a word, or before `те`, it is almost always `й`.
fn with_short_i(word: &str) -> String {
    let (body, ending) = match word.strip_suffix("те") {
        Some(body) => (body, "те"),
        None => (word, ""),
    };
    match body.strip_suffix('и') {
        Some(before) if before.ends_with(['а', 'е', 'о', 'у', 'ы', 'э', 'ю', 'я']) => {
            format!("{before}й{ending}")
        }
        _ => word.to_string(),
    }
}

fn latin_algorithm(language: &str) -> Algorithm {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    match primary.to_ascii_lowercase().as_str() {
        "ca" => Algorithm::Catalan,
        "cs" => Algorithm::Czech,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "eo" => Algorithm::Esperanto,
        "es" => Algorithm::Spanish,
        "et" => Algorithm::Estonian,
        "eu" => Algorithm::Basque,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "ga" => Algorithm::Irish,
        "hu" => Algorithm::Hungarian,
        "id" => Algorithm::Indonesian,
        "it" => Algorithm::Italian,
        "lt" => Algorithm::Lithuanian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "nl" => Algorithm::Dutch,
        "pl" => Algorithm::Polish,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "sr" => Algorithm::Serbian,
        "st" => Algorithm::Sesotho,
        "sv" => Algorithm::Swedish,
        "tr" => Algorithm::Turkish,
        _ => Algorithm::English,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::words::words;

    fn same(language: &str, forms: &[&str]) {
        let stems = Stems::of_language(language);
        let found: Vec<String> = forms.iter().map(|form| stems.stem(&fold(form))).collect();
        assert!(found.iter().all(|stem| *stem == found[0]), "{forms:?}: {found:?}");
    }

    #[test]
    fn forms_of_a_word_have_one_stem() {
        same("en", &["talk", "talks", "talked", "talking"]);
        same("hy", &["talk", "talks"]);
        same("de-AT", &["Haus", "Hauses", "Häuser"]);
        same("en", &["новый", "новая", "новое", "новых", "новыми"]);
        same("en", &["завод", "завода", "заводов", "заводой"]);
        same("en", &["читай", "читайте"]);
        same("hy", &["հանրապետություն", "հանրապետության", "հանրապետությունը"]);
        same("en", &["նախագահ", "նախագահի", "նախագահը", "նախագահին"]);
    }

    #[test]
    fn other_words_are_their_own_stems() {
        let stems = Stems::of_language("en");
        for word in ["2026", "新聞", "λογος", "مرحبا"] {
            assert_eq!(stems.stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_stem(text in "([a-zß-ž'0-9]{0,12} |[а-я]{1,9} |[ա-ֆ]{1,12} |\\PC{0,9}){0,12}") {
            for language in [
                "en", "de", "fr", "tr", "hu", "fi", "pl", "cs", "ga", "lt", "eo", "eu", "sr", "nl",
                "id", "et", "ro", "st", "es", "pt", "it", "ca", "da", "sv", "no",
            ] {
                let stems = Stems::of_language(language);
                words(&text, |word| {
                    let stem = stems.stem(word);
                    assert!(!stem.is_empty() && fold(&stem) == stem || stem.contains(['σ', 'ς']));
                });
            }
        }
    }
}
