//! The stems of words: what forms such as `talks` and `talk` have in common.

use icu_properties::props::Script;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::search::words::fold;

const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();

/// Finds stems: by the Snowball algorithms, or, of languages that have none that goes with
/// folded words, by the endings below.
pub struct Stems {
    latin: Stemmer,
    russian: Stemmer,
    armenian: Stemmer,
    hindi: Stemmer,
    /// The particles of Korean, folded.
    korean: Vec<(String, Behind)>,
}

impl Stems {
    /// For a site in `language`, a BCP 47 tag: it decides about words in Latin
    /// letters, as far as it has an algorithm; else English does.
    pub fn of_language(language: &str) -> Self {
        Stems {
            latin: Stemmer::create(latin_algorithm(language)),
            russian: Stemmer::create(Algorithm::Russian),
            armenian: Stemmer::create(Algorithm::Armenian),
            hindi: Stemmer::create(Algorithm::Hindi),
            korean: KOREAN_PARTICLES.map(|(particle, behind)| (fold(particle), behind)).into(),
        }
    }

    /// The stem of a word that is folded; folded as well.
    pub fn stem(&self, word: &str) -> String {
        let stem = match script(word) {
            Script::Latin => self.latin.stem(word),
            Script::Cyrillic => self.russian.stem(word),
            Script::Devanagari => self.hindi.stem(word),
            Script::Armenian => return self.armenian_stem(word),
            Script::Arabic => return arabic_stem(word).to_string(),
            Script::Hangul => return self.korean_stem(word).to_string(),
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

    /// A Korean word of two syllables or more without the particle behind it.
    fn korean_stem<'w>(&self, word: &'w str) -> &'w str {
        let without = |(particle, behind): &(String, Behind)| {
            let stem = word.strip_suffix(particle.as_str())?;
            (syllables(stem) >= 2 && behind.allows(stem)).then_some(stem)
        };
        self.korean.iter().find_map(without).unwrap_or(word)
    }
}

/// Behind which sounds a particle has the form that it has.
enum Behind {
    Any,
    Vowel,
    Consonant,
}

impl Behind {
    fn allows(&self, stem: &str) -> bool {
        let ends_with_consonant = stem.ends_with(|c| matches!(c, '\u{11a8}'..='\u{11ff}'));
        match self {
            Behind::Any => true,
            Behind::Vowel => !ends_with_consonant,
            Behind::Consonant => ends_with_consonant,
        }
    }
}

/// The most usual particles of Korean, the long ones first, and behind which sounds they stand.
const KOREAN_PARTICLES: [(&str, Behind); 25] = [
    ("에서는", Behind::Any),
    ("에서", Behind::Any),
    ("에게", Behind::Any),
    ("에는", Behind::Any),
    ("에도", Behind::Any),
    ("까지", Behind::Any),
    ("부터", Behind::Any),
    ("처럼", Behind::Any),
    ("보다", Behind::Any),
    ("께서", Behind::Any),
    ("으로", Behind::Consonant),
    ("이나", Behind::Consonant),
    ("은", Behind::Consonant),
    ("이", Behind::Consonant),
    ("을", Behind::Consonant),
    ("과", Behind::Consonant),
    ("는", Behind::Vowel),
    ("가", Behind::Vowel),
    ("를", Behind::Vowel),
    ("와", Behind::Vowel),
    ("의", Behind::Any),
    ("에", Behind::Any),
    ("로", Behind::Any),
    ("도", Behind::Any),
    ("만", Behind::Any),
];

/// Each syllable has one of these letters for its vowel.
fn syllables(word: &str) -> usize {
    word.chars().filter(|c| matches!(c, '\u{1160}'..='\u{11a7}')).count()
}

/// Endings of Arabic as Lucene's `ArabicStemmer` (Lucene 10) takes them away, and the plural of
/// Persian, in folded letters.
const ARABIC_ENDINGS: [&str; 10] = ["هايي", "هاي", "ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

/// The word without each ending that it has, in their order.
fn arabic_stem(word: &str) -> &str {
    ARABIC_ENDINGS.iter().fold(word, |word, ending| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().nth(2).is_some());
        stem.unwrap_or(word)
    })
}

/// Of its first character; digits have none.
fn script(word: &str) -> Script {
    word.chars().next().map_or(Script::Common, |c| SCRIPTS.get(c))
}

fn folded(stem: &str, word: &str) -> String {
    if stem.is_empty() { word.to_string() } else { fold(stem) }
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
        let mut found = Vec::new();
        forms.iter().for_each(|form| words(form, |word| found.push(stems.stem(word))));
        assert_eq!(found.len(), forms.len());
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
        same("ar", &["وزارة", "وزارات", "الوزارة", "والوزارة"]);
        same("ar", &["سياسي", "سياسية", "السياسيين"]);
        same("fa", &["کتاب", "کتاب‌ها", "کتاب‌های"]);
        same("ko", &["정부", "정부는", "정부가", "정부의", "정부에서는", "정부와"]);
        same("ko", &["대통령", "대통령은", "대통령이", "대통령을", "대통령과", "대통령으로"]);
        same("hi", &["सरकार", "सरकारों"]);
    }

    #[test]
    fn a_word_that_only_looks_like_a_form_is_itself() {
        let stems = Stems::of_language("en");
        for word in ["회의", "도로", "정부은", "مصر", "بلد", "ايه"] {
            assert_eq!(stems.stem(&fold(word)), fold(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_their_own_stems() {
        let stems = Stems::of_language("en");
        for word in ["2026", "新聞", "λογος", "مرحبا", "ספרים"] {
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
