//! The stems of words: what forms such as `talks` and `talk` have in common.

use std::borrow::Cow;

use icu_properties::props::Script;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::search::words::fold;

const SCRIPTS: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::new();

/// Finds stems: by the Snowball algorithms, or, of languages that have none that goes with
/// folded words, by the endings below.
pub struct Stems {
    latin: Stemmer,
    /// Whether words in Latin letters may be plurals of Portuguese.
    is_portuguese: bool,
    russian: Stemmer,
    /// On a site in Ukrainian.
    ukrainian: Option<Stemmer>,
    greek: Stemmer,
    armenian: Stemmer,
    hindi: Stemmer,
    /// What stands behind nouns of Korean, folded.
    korean: Vec<(String, Behind)>,
    korean_plural: String,
    /// Whether words in Arabic letters may have its pronouns: `-ta-ha` is the plural of a noun
    /// in Persian.
    arabic_pronouns: bool,
}

impl Stems {
    /// For a site in `language`, a BCP 47 tag: it decides about words in Latin
    /// letters, as far as it has an algorithm; else English does. Words in Cyrillic letters are
    /// Russian on all sites but those in Ukrainian.
    pub fn of_language(language: &str) -> Self {
        let is = |tag: &str| primary(language) == tag;
        Stems {
            latin: Stemmer::create(latin_algorithm(language)),
            is_portuguese: is("pt"),
            russian: Stemmer::create(Algorithm::Russian),
            ukrainian: is("uk").then(|| Stemmer::create(Algorithm::Ukrainian)),
            greek: Stemmer::create(Algorithm::Greek),
            armenian: Stemmer::create(Algorithm::Armenian),
            hindi: Stemmer::create(Algorithm::Hindi),
            korean: korean_endings(),
            korean_plural: fold("들"),
            arabic_pronouns: !is("fa"),
        }
    }

    /// The stem of a word that is folded; folded as well.
    pub fn stem(&self, word: &str) -> String {
        if word.ends_with(is_hangul) {
            let noun = self.korean_stem(word);
            // What was behind a name in Latin letters is gone: `KBS는`.
            return if noun.ends_with(is_hangul) { noun.to_string() } else { self.stem(noun) };
        }
        let stem = match script(word) {
            Script::Latin if self.is_portuguese => {
                return folded(&self.latin.stem(&single_of_ao(word)), word);
            }
            Script::Latin => self.latin.stem(word),
            Script::Cyrillic => return self.cyrillic_stem(word),
            Script::Greek => return self.greek_stem(word),
            Script::Devanagari => self.hindi.stem(word),
            Script::Armenian => return self.armenian_stem(word),
            Script::Arabic if self.arabic_pronouns => {
                return arabic_stem(without_pronoun(word)).to_string();
            }
            Script::Arabic => return arabic_stem(word).to_string(),
            _ => return word.to_string(),
        };
        folded(&stem, word)
    }

    /// The algorithm for Ukrainian knows nouns in `-ія` in few cases, and takes apart those in
    /// `-ство`, and plurals such as `депутати`, whose ending is that of a verb.
    fn cyrillic_stem(&self, word: &str) -> String {
        let Some(ukrainian) = &self.ukrainian else {
            return folded(&self.russian.stem(word), word);
        };
        let noun = UKRAINIAN_IA.iter().find_map(|ending| word.strip_suffix(ending));
        match noun.filter(|noun| is_root(noun)) {
            Some(noun) => format!("{noun}і"),
            None if ["ти", "ство", "ств"].iter().any(|ending| word.ends_with(ending)) => {
                folded(&self.russian.stem(word), word)
            }
            None => folded(&ukrainian.stem(word), word),
        }
    }

    /// The algorithm for Greek takes the `ι` of some cases with their endings, and leaves it in
    /// others: `τουρκ` of `Τουρκία`, and `τουρκι` of `Τουρκίας`.
    fn greek_stem(&self, word: &str) -> String {
        let stem = self.greek.stem(word);
        let bare = stem.strip_suffix('ι').filter(|bare| bare.chars().nth(2).is_some());
        folded(bare.unwrap_or(&stem), word)
    }

    /// Abstract nouns, which news is full of, have one suffix in all of their cases:
    /// `-ություն`, `-ության`, `-ությամբ`, `-ությունների`. The algorithm takes it whole in some, with
    /// letters before it, and a part of it in others. It knows the article behind few nouns.
    fn armenian_stem(&self, word: &str) -> String {
        if let Some((root, _)) = word.rsplit_once("ությ").filter(|(root, _)| is_root(root)) {
            return format!("{root}ությ");
        }
        let bare = word.strip_suffix('ը').filter(|bare| bare.chars().nth(3).is_some());
        folded(&self.armenian.stem(bare.unwrap_or(word)), word)
    }

    /// A Korean word of two syllables or more, or a name in Latin letters, without the particles
    /// behind it, and the plural.
    fn korean_stem<'w>(&self, word: &'w str) -> &'w str {
        let without = |(particle, behind): &(String, Behind)| {
            let stem = word.strip_suffix(particle.as_str())?;
            let is_noun = syllables(stem) >= 2 && behind.allows(stem);
            (is_noun || is_latin_name(stem)).then_some(stem)
        };
        let noun = self.korean.iter().find_map(without).unwrap_or(word);
        let single = noun.strip_suffix(self.korean_plural.as_str());
        let is_noun = |single: &&str| syllables(single) >= 2 || is_latin_name(single);
        single.filter(is_noun).unwrap_or(noun)
    }
}

/// The endings of nouns in `-ія`, folded, the long ones first: `росія`, `росії`, `росією`.
const UKRAINIAN_IA: [&str; 7] = ["іями", "ією", "іям", "іях", "ія", "іі", "ію"];

/// Whether there are two letters or more.
fn is_root(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// A noun of Portuguese in `-ões` or `-ães` as it is in the singular, in `-ão`. The algorithm
/// knows these plurals by their tilde, which folded words have not.
fn single_of_ao(word: &str) -> Cow<'_, str> {
    let stem = word.strip_suffix("oes").or_else(|| word.strip_suffix("aes"));
    match stem.filter(|stem| is_root(stem)) {
        Some(stem) => format!("{stem}ao").into(),
        None => word.into(),
    }
}

/// Letters of Hangul, as folding leaves them.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}')
}

/// Whether a word is a name such as `KBS`, `AI` and `G7`, and no number, behind which `만` is ten
/// thousand and `도` a degree.
fn is_latin_name(word: &str) -> bool {
    word.len() > 1
        && word.ends_with(|c: char| c.is_ascii_alphanumeric())
        && word.contains(|c: char| c.is_ascii_alphabetic())
}

/// Behind which sounds a particle has the form that it has.
#[derive(Clone, Copy)]
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

/// The particles of Korean that say what a noun does, and the forms of the copula. Some that end
/// many nouns as well are none here: `란` ends Tehran, `이자` is interest, `인` is a person.
const KOREAN_CASES: [(&str, Behind); 43] = [
    ("로부터", Behind::Any),
    ("으로부터", Behind::Consonant),
    ("로서", Behind::Any),
    ("으로서", Behind::Consonant),
    ("로써", Behind::Any),
    ("으로써", Behind::Consonant),
    ("에게서", Behind::Any),
    ("한테서", Behind::Any),
    ("만큼", Behind::Any),
    ("께", Behind::Any),
    ("에서", Behind::Any),
    ("에게", Behind::Any),
    ("한테", Behind::Any),
    ("께서", Behind::Any),
    ("까지", Behind::Any),
    ("부터", Behind::Any),
    ("처럼", Behind::Any),
    ("보다", Behind::Any),
    ("으로", Behind::Consonant),
    ("과", Behind::Consonant),
    ("와", Behind::Vowel),
    ("에", Behind::Any),
    ("로", Behind::Any),
    ("이나", Behind::Consonant),
    ("이", Behind::Consonant),
    ("을", Behind::Consonant),
    ("가", Behind::Vowel),
    ("를", Behind::Vowel),
    ("이라고", Behind::Consonant),
    ("이라는", Behind::Consonant),
    ("이었다", Behind::Consonant),
    ("이다", Behind::Any),
    ("이며", Behind::Consonant),
    ("입니다", Behind::Any),
    ("라고", Behind::Vowel),
    ("라는", Behind::Vowel),
    ("였다", Behind::Vowel),
    ("이란", Behind::Consonant),
    ("마다", Behind::Any),
    ("조차", Behind::Any),
    ("마저", Behind::Any),
    ("밖에", Behind::Any),
    ("뿐", Behind::Any),
];

/// How many of them may have another particle behind them.
const KOREAN_STACKED: usize = 23;

/// The particles that stand behind a noun or another particle.
const KOREAN_LAST: [(&str, Behind); 9] = [
    ("은", Behind::Consonant),
    ("는", Behind::Vowel),
    ("의", Behind::Any),
    ("도", Behind::Any),
    ("만", Behind::Any),
    ("만이", Behind::Any),
    ("만을", Behind::Any),
    ("만은", Behind::Any),
    ("만의", Behind::Any),
];

/// All that may stand behind a noun, folded, the long ones first.
fn korean_endings() -> Vec<(String, Behind)> {
    let stacked = KOREAN_CASES[..KOREAN_STACKED].iter().flat_map(|(case, behind)| {
        let allowed = KOREAN_LAST.iter().filter(|(_, last)| last.allows(&fold(case)));
        allowed.map(move |(last, _)| (fold(&format!("{case}{last}")), *behind))
    });
    let single = KOREAN_CASES.iter().chain(&KOREAN_LAST);
    let mut all: Vec<_> =
        single.map(|(ending, behind)| (fold(ending), *behind)).chain(stacked).collect();
    all.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    all
}

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

/// Pronouns that Arabic writes behind a noun; before them `ة`, folded to `ه`, is `ت`.
const ARABIC_PRONOUNS: [&str; 7] = ["هما", "ها", "هم", "هن", "نا", "كم", "ه"];

/// A noun of Arabic without its pronoun, and without the `ت` that the pronoun makes of `ة`.
fn without_pronoun(word: &str) -> &str {
    let has_three = |stem: &&str| stem.chars().nth(2).is_some();
    let noun = ARABIC_PRONOUNS.iter().find_map(|pronoun| word.strip_suffix(pronoun));
    let noun = noun.filter(has_three).unwrap_or(word);
    let is_plural = noun.ends_with("ات");
    let bare = noun.strip_suffix('ت').filter(has_three);
    bare.filter(|_| noun != word && !is_plural).unwrap_or(noun)
}

/// Of its first character; digits have none.
fn script(word: &str) -> Script {
    word.chars().next().map_or(Script::Common, |c| SCRIPTS.get(c))
}

fn folded(stem: &str, word: &str) -> String {
    if stem.is_empty() { word.to_string() } else { fold(stem) }
}

/// The language without script and country.
fn primary(language: &str) -> String {
    language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn latin_algorithm(language: &str) -> Algorithm {
    match primary(language).as_str() {
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
        same("hy", &["կառավարություն", "կառավարության", "կառավարությամբ", "կառավարությունների"]);
        same("hy", &["ոստիկանություն", "ոստիկանության", "ոստիկանությունը"]);
        same("hy", &["իշխանություն", "իշխանության", "իշխանություններ"]);
        same("hy", &["դեսպան", "դեսպանը", "դեսպանի", "դեսպանին"]);
        same("hy", &["Երևան", "Երևանը", "Երևանում"]);
        same("en", &["նախագահ", "նախագահի", "նախագահը", "նախագահին"]);
        same("ar", &["وزارة", "وزارات", "الوزارة", "والوزارة"]);
        same("ar", &["سياسي", "سياسية", "السياسيين"]);
        same("fa", &["کتاب", "کتاب‌ها", "کتاب‌های"]);
        same("ko", &["정부", "정부는", "정부가", "정부의", "정부에서는", "정부와"]);
        same("ko", &["대통령", "대통령은", "대통령이", "대통령을", "대통령과", "대통령으로"]);
        same("en", &["기업", "기업들이", "기업들은", "기업들"]);
        same("en", &["한국은행", "한국은행과의", "한국은행이라고", "한국은행이다"]);
        same("en", &["부산", "부산에서의", "부산까지는", "부산으로도", "부산이었다"]);
        same("en", &["대통령", "대통령에게는", "대통령께서는", "대통령만"]);
        same("en", &["후보", "후보였다", "후보라는", "후보들에게도"]);
        same("en", &["حكومة", "حكومتها", "حكومتنا", "حكومته", "حكومتهم"]);
        same("en", &["مدرسة", "مدرستنا", "مدرستها"]);
        same("en", &["كتاب", "كتابهم", "كتابها", "كتابه"]);
        same("en", &["وزير", "وزيرنا", "وزيرها"]);
        same("en", &["انتخابات", "انتخاباتها", "انتخاباته"]);
        same("en", &["بيت", "بيته", "بيتهم"]);
        same("fa", &["دولت", "دولت‌ها", "دولت‌های"]);
        same("hi", &["सरकार", "सरकारों"]);
        same("en", &["KBS", "KBS는", "KBS가", "KBS에서는"]);
        same("en", &["ABS", "ABS는"]);
        same("ko", &["NATO", "NATO가", "NATO의"]);
        same("ko", &["AI", "AI로", "AI를", "AI만이"]);
        same("ko", &["G7", "G7은", "G7과", "G7으로부터"]);
        same("ko", &["서울", "서울로부터", "서울마다", "서울밖에", "서울만을", "서울로서는"]);
        same("ko", &["정부", "정부로부터", "정부로부터의", "정부조차", "정부께", "정부만큼은"]);
        same("ko", &["대통령", "대통령으로서", "대통령으로서의", "대통령이란", "대통령에게서"]);
        same("ko", &["대만", "대만이", "대만을"]);
        same("el", &["κυβέρνηση", "κυβερνήσεις", "κυβέρνησης", "ΚΥΒΕΡΝΗΣΕΩΝ"]);
        same("en", &["εκλογές", "εκλογών"]);
        same("en", &["πρωθυπουργός", "πρωθυπουργού"]);
        same("el", &["Ελλάδα", "Ελλάδας"]);
        same("el", &["Τουρκία", "Τουρκίας"]);
        same("el", &["εκατομμύριο", "εκατομμύρια", "εκατομμυρίων"]);
        same("el", &["υπουργείο", "υπουργείου", "υπουργεία", "υπουργείων"]);
        same("uk", &["партія", "партії", "партією", "партіями"]);
        same("uk", &["Росія", "Росії", "Росію", "Росією"]);
        same("uk", &["вибори", "виборів"]);
        same("uk", &["уряд", "уряді", "уряду", "урядом", "урядів"]);
        same("uk", &["президент", "президенти", "президентів", "президентом"]);
        same("uk", &["ракета", "ракети", "ракетами"]);
        same("uk-UA", &["міністерство", "міністерства", "міністерств"]);
        same("uk", &["український", "українська", "українського"]);
        same("pt", &["informação", "informações"]);
        same("pt-BR", &["eleição", "eleições"]);
        same("pt", &["ação", "ações"]);
        same("pt", &["reunião", "reuniões"]);
        same("pt", &["alemão", "alemães"]);
        same("pt", &["cidadão", "cidadãos"]);
    }

    #[test]
    fn a_word_that_only_looks_like_a_form_is_itself() {
        let stems = Stems::of_language("en");
        for word in ["회의", "도로", "정부은", "아들", "مصر", "بلد", "ايه", "بيروت", "درهم"]
        {
            assert_eq!(stems.stem(&fold(word)), fold(word), "{word}");
        }
        for word in ["테헤란", "대출이자", "한국인", "10만", "20도", "T는", "구조차", "2026년"]
        {
            assert_eq!(stems.stem(&fold(word)), fold(word), "{word}");
        }
    }

    #[test]
    fn other_words_have_other_stems() {
        for (language, one, other) in [
            ("hy", "ոստիկան", "ոստիկանություն"),
            ("hy", "իշխան", "իշխանություն"),
            ("uk", "партія", "парта"),
            ("uk", "місто", "місія"),
            ("el", "νόμος", "όνομα"),
            ("pt", "eleição", "eleitor"),
            ("pt", "mães", "mão"),
            ("es", "canoes", "canao"),
            ("ko", "정부", "정당"),
            ("ko", "AI", "A는"),
        ] {
            let stems = Stems::of_language(language);
            assert_ne!(stems.stem(&fold(one)), stems.stem(&fold(other)), "{one} {other}");
        }
    }

    #[test]
    fn other_words_are_their_own_stems() {
        let stems = Stems::of_language("en");
        for word in ["2026", "新聞", "თბილისში", "مرحبا", "ספרים"] {
            assert_eq!(stems.stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn any_word_has_a_stem(text in "([a-zß-ž'0-9]{0,12} |[а-я]{1,9} |[ա-ֆ]{1,12} |\\PC{0,9}){0,12}") {
            for language in [
                "en", "de", "fr", "tr", "hu", "fi", "pl", "cs", "ga", "lt", "eo", "eu", "sr", "nl",
                "id", "et", "ro", "st", "es", "pt", "it", "ca", "da", "sv", "no", "uk",
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
