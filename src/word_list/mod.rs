//! What the theme says around the texts, in a language: `words/en.yaml` and others.

mod blank;
mod reader;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use icu_locale::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

pub use blank::blank;
use reader::{Words, read, read_english};

use crate::diagnostic::Diagnostic;
use crate::language::tag::with_fallbacks;
use crate::theme;

/// The folder of a site's own lists.
pub const FOLDER: &str = "words";

/// The language that has every word.
const ENGLISH: &str = "en";

/// What is said only on a site with several languages.
const BETWEEN_LANGUAGES: [&str; 3] = ["languages", "not_in_language", "in_all_languages"];

/// The plurals that a language may have
/// (<https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>).
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A word or sentence of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// The same always.
    Plain(String),
    /// As a number of things asks for it.
    Counted(Counted),
}

/// A word for each plural of a language, by its name; `other` is always there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    texts: BTreeMap<String, String>,
    /// Whether one text was written, for all numbers.
    is_one_for_all: bool,
}

impl Counted {
    /// The word for the plural `name`.
    pub fn of(&self, name: &str) -> &str {
        self.texts.get(name).or_else(|| self.texts.get("other")).map_or("", String::as_str)
    }

    /// All of them, by the names of the plurals.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether there is a word of its own for each of the `plurals`.
    fn has_all(&self, plurals: &[&str]) -> bool {
        self.is_one_for_all || plurals.iter().all(|name| self.texts.contains_key(*name))
    }
}

/// The words of the theme in a language; what that lacks is said in English.
#[derive(Clone, Debug, PartialEq)]
pub struct WordList {
    language: Locale,
    /// Every word that the theme has.
    english: Arc<Words>,
    words: Words,
}

impl WordList {
    /// The words in a language, as far as the theme has them.
    pub fn built_in(language: &Locale) -> Self {
        let text = theme::words(ENGLISH).unwrap_or_default();
        let english = Arc::new(read_english(&file_of(ENGLISH), text));
        let mut words = Words::new();
        for name in with_fallbacks(language).iter().rev() {
            match theme::words(name) {
                Some(_) if name == ENGLISH => words.extend(Words::clone(&english)),
                Some(text) => words.extend(read(&file_of(name), text, &english).0),
                None => {}
            }
        }
        WordList { language: language.clone(), english, words }
    }

    /// The names of the lists of a site that hold words of a language, the most exact last:
    /// `pt`, `pt-BR`.
    pub fn names(language: &Locale) -> Vec<String> {
        let mut names = vec![language.id.language.to_string()];
        let exact_last = with_fallbacks(language).into_iter().rev();
        for name in exact_last.chain([language.to_string()]) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Takes the words of a site's own list over those that are here. What is wrong
    /// with it.
    pub fn add(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let (words, faults) = read(file, text, &self.english);
        self.words.extend(words);
        faults
    }

    /// The language.
    pub fn language(&self) -> &Locale {
        &self.language
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.english.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.english.is_empty()
    }

    /// How many words the language lacks, whole or in one of its plurals.
    pub fn lacking(&self) -> usize {
        self.english.keys().filter(|name| !self.is_whole(name)).count()
    }

    /// Whether the language has a word, in all of its plurals.
    fn is_whole(&self, name: &str) -> bool {
        match self.words.get(name) {
            Some(Word::Plain(_)) => true,
            Some(Word::Counted(counted)) => counted.has_all(&plurals_of(&self.language)),
            None => false,
        }
    }

    /// How many words a site says in the language, and how many of them that lacks: one with a
    /// single language never says some.
    pub fn lacking_on_a_site(&self, has_languages: bool) -> (usize, usize) {
        let unsaid = if has_languages { &[][..] } else { &BETWEEN_LANGUAGES[..] };
        let lacks = |name: &&&str| !self.is_whole(name);
        (self.len() - unsaid.len(), self.lacking() - unsaid.iter().filter(lacks).count())
    }

    /// Whether a word is said in English since the language lacks it.
    pub fn is_foreign(&self, name: &str) -> bool {
        !self.words.contains_key(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.english.iter().map(|(name, word)| (&**name, self.words.get(name).unwrap_or(word)))
    }

    /// A word that is always the same; nothing if there is no such word.
    pub fn plain(&self, name: &str) -> &str {
        match self.get(name) {
            Some(Word::Plain(text)) => text,
            _ => "",
        }
    }

    /// A headline behind the kind of story that it is of, by the word for that: `Opinion: …`.
    pub fn kind_and_title(&self, kind: &str, title: &str) -> String {
        filled(self.plain("kind_and_title"), |part| match part {
            "kind" => Some(self.plain(kind).into()),
            "title" => Some(title.into()),
            _ => None,
        })
    }

    /// A word as `n` things ask for it; nothing if there is no such word.
    pub fn counted(&self, name: &str, n: u64) -> &str {
        let (word, language) = match self.words.get(name) {
            Some(word) => (Some(word), &self.language),
            None => (self.english.get(name), &locale!("en")),
        };
        match word {
            Some(Word::Counted(plurals)) => plurals.of(plural(language, n)),
            Some(Word::Plain(text)) => text,
            None => "",
        }
    }

    /// A word by its name.
    pub fn get(&self, name: &str) -> Option<&Word> {
        self.words.get(name).or_else(|| self.english.get(name))
    }

    /// A word by its name, in English.
    pub fn english(&self, name: &str) -> Option<&Word> {
        self.english.get(name)
    }
}

/// What the language of a tag calls itself, where the theme has words in it.
pub fn name_of_language(tag: &str) -> Option<&'static str> {
    let language = Locale::try_from_str(tag).ok()?;
    let name = |list: String| {
        // To parse a whole list for one word takes long, and pages ask for many.
        let mut lines = theme::words(&list)?.lines();
        lines.find_map(|line| line.strip_prefix("language: "))
    };
    with_fallbacks(&language).into_iter().find_map(name)
}

/// English HTML, marked as such for a page of another language.
pub fn marked_as_english(html: &str) -> String {
    format!("<span lang=\"en\" dir=\"ltr\">{html}</span>")
}

/// The names of the plurals of a language, in the order of the specification.
pub fn plurals_of(language: &Locale) -> Vec<&'static str> {
    let rules = PluralRules::try_new(language.into(), PluralRulesOptions::default());
    let mut names: Vec<&str> =
        rules.map_or_else(|_| vec!["other"], |rules| rules.categories().map(name_of).collect());
    names.sort_by_key(|name| PLURALS.iter().position(|plural| plural == name));
    names
}

/// The name of the plural of `n` things in a language.
fn plural(language: &Locale, n: u64) -> &'static str {
    // The rules cannot be shared between threads, and to look them up costs little.
    let rules = PluralRules::try_new(language.into(), PluralRulesOptions::default());
    rules.map_or("other", |rules| name_of(rules.category_for(n)))
}

fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The file of a list, from the site's root.
pub fn file_of(name: &str) -> String {
    format!("{FOLDER}/{name}.yaml")
}

/// `text` with each `{part}` filled in by `value`; one that has no value stays.
pub fn filled<'a>(text: &str, value: impl Fn(&str) -> Option<Cow<'a, str>>) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after.split_once('}').and_then(|(part, after)| Some((value(part)?, after))) {
            Some((value, after)) => {
                filled.push_str(&value);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn list(tag: &str) -> WordList {
        WordList::built_in(&Locale::try_from_str(tag).unwrap())
    }

    fn told(file: &str, text: &str) -> Vec<String> {
        list("ka").add(file, text).iter().map(ToString::to_string).collect()
    }

    /// The names in braces of a text.
    fn parts(text: &str) -> BTreeSet<&str> {
        let parts = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        parts.map(|(part, _)| part).collect()
    }

    /// Those that say only what their language says otherwise elsewhere.
    const OVER_ANOTHER: [&str; 1] = ["pt-PT"];

    #[test]
    fn the_lists_of_the_theme_have_every_word() {
        let english = list("en");
        let mut names: Vec<&str> = theme::word_lists().collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "ar", "az", "de", "en", "es", "fa", "fr", "he", "hy", "it", "ja", "ka", "ko", "nl",
                "pl", "pt", "pt-PT", "ru", "th", "tr", "uk", "zh", "zh-Hant"
            ]
        );
        for name in names {
            let (words, faults) =
                read(&file_of(name), theme::words(name).unwrap(), &english.english);
            assert_eq!(faults, [], "{name}");
            if !OVER_ANOTHER.contains(&name) {
                assert!(words.keys().eq(english.english.keys()), "{name}");
            }
            assert_eq!(list(name).lacking(), 0, "{name}");
            // Each has the plurals of its language and no others, and all that is filled in.
            let plurals: BTreeSet<&str> =
                plurals_of(&Locale::try_from_str(name).unwrap()).into_iter().collect();
            for (key, word) in &words {
                match (word, english.get(key).unwrap()) {
                    (Word::Counted(counted), Word::Counted(_)) => {
                        let own: BTreeSet<&str> = counted.iter().map(|(name, _)| name).collect();
                        assert_eq!(own, plurals, "{name}: {key}");
                        let other = parts(english.counted(key, 2));
                        assert_eq!(parts(counted.of("other")), other, "{name}: {key}");
                        // "One story" and "two stories" may be words; more are digits.
                        let digits = ["few", "many"].map(|plural| parts(counted.of(plural)));
                        assert_eq!(digits, [other.clone(), other], "{name}: {key}");
                    }
                    (Word::Plain(text), Word::Plain(english)) => {
                        assert_eq!(parts(text), parts(english), "{name}: {key}");
                    }
                    both => panic!("{name}: {key}: {both:?}"),
                }
            }
        }
    }

    /// No language is half English: what is the same in both is a loan or a name.
    #[test]
    fn no_list_has_english_words() {
        const ALIKE: [&str; 13] = [
            "Archive",
            "Corrections",
            "Important",
            "Interview",
            "Live",
            "Note",
            "Opinion",
            "Page {n}",
            "Pages",
            "Tags",
            "Tip",
            "Week",
            "{kind}: {title}",
        ];
        let english = list("en");
        for name in theme::word_lists().filter(|name| *name != "en") {
            let own = list(name);
            for (key, word) in own.iter() {
                let Word::Plain(text) = word else { continue };
                if text == english.plain(key) {
                    assert!(ALIKE.contains(&&**text), "{name}: {key}: {text}");
                }
            }
        }
    }

    /// CLDR 49, plurals.xml, in the order 0, 1, 2, 5, 11, 21, 100, 1,000,000.
    #[test]
    fn languages_count_as_cldr_says() {
        const NUMBERS: [u64; 8] = [0, 1, 2, 5, 11, 21, 100, 1_000_000];
        let germanic = "other one other other other other other other";
        let slavic = "many one few many many one many many";
        let romance = "other one other other other other other many";
        let none = "other other other other other other other other";
        for (tags, plurals) in [
            ("en de nl tr az ka", germanic),
            ("hy fa", "one one other other other other other other"),
            ("fr pt", "one one other other other other other many"),
            ("es it pt-PT", romance),
            ("ru uk", slavic),
            ("pl", "many one few many many many many many"),
            ("ar", "zero one two few many many other other"),
            ("he", "other one two other other other other other"),
            ("ja zh zh-Hant ko th", none),
        ] {
            for tag in tags.split(' ') {
                let language = Locale::try_from_str(tag).unwrap();
                let found = NUMBERS.map(|n| plural(&language, n)).join(" ");
                assert_eq!(found, plurals, "{tag}");
            }
        }
    }

    #[test]
    fn a_language_falls_back_as_cldr_says_and_in_no_other_script() {
        for (tag, search) in [
            ("ru-BY", "Поиск"),
            ("de-AT", "Suche"),
            ("pt-BR", "Buscar"),
            ("pt-PT", "Pesquisar"),
            ("pt-AO", "Pesquisar"),
            ("zh", "搜索"),
            ("zh-CN", "搜索"),
            ("zh-Hant", "搜尋"),
            ("zh-TW", "搜尋"),
            ("zh-HK", "搜尋"),
            ("zh-Hant-MO", "搜尋"),
            ("az", "Axtarış"),
            ("az-Arab", "Search"),
            ("sw", "Search"),
        ] {
            assert_eq!(list(tag).plain("search"), search, "{tag}");
        }
        let names = |tag: &str| WordList::names(&Locale::try_from_str(tag).unwrap());
        assert_eq!(names("ru"), ["ru"]);
        assert_eq!(names("pt-AO"), ["pt", "pt-PT", "pt-AO"]);
        assert_eq!(names("zh-TW"), ["zh", "zh-Hant", "zh-TW"]);
        assert_eq!(names("sr-Latn"), ["sr", "sr-Latn"]);
    }

    #[test]
    fn languages_call_themselves_as_their_lists_say() {
        for name in theme::word_lists() {
            assert_eq!(name_of_language(name), Some(list(name).plain("language")), "{name}");
        }
        let names = ["pt-BR", "pt-PT", "zh-TW", "en-GB", "sw", "no tag"].map(name_of_language);
        let known = ["Português", "Português", "繁體中文", "English"].map(Some);
        assert_eq!(names[..4], known);
        assert_eq!(names[4..], [None, None]);
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let mut own = list("sw");
        assert_eq!((own.plain("latest"), own.lacking()), ("Latest", own.len()));
        assert_eq!(own.add("words/sw.yaml", "search: Tafuta\nreads: \"{n}\"\nlatest:\n"), []);
        assert_eq!((own.plain("search"), own.is_foreign("search")), ("Tafuta", false));
        assert_eq!((own.plain("latest"), own.is_foreign("latest")), ("Latest", true));
        assert_eq!(own.lacking(), own.len() - 2);
        // In French 0 is singular; in English it is not.
        let french = WordList { language: locale!("fr"), ..list("sw") };
        assert_eq!(french.counted("briefings", 0), "{n} briefings");
    }

    /// A text for two numbers is not one for all.
    #[test]
    fn a_plural_that_is_missing_is_a_word_that_is() {
        let mut own = list("ru");
        assert_eq!(own.add("words/ru.yaml", "reads: {one: a, few: b, many: c, other: d}\n"), []);
        assert_eq!(own.lacking(), 0);
        assert_eq!(own.add("words/ru.yaml", "reads: {one: a, other: d}\n"), []);
        assert_eq!(own.lacking(), 1);
    }

    #[test]
    fn faults_of_a_list_are_told() {
        assert_eq!(
            told(
                "words/ka.yaml",
                "serch: a\nall_of: b {titel}\nreads: {one: c, other: }\nlatest: [d]\n"
            ),
            [
                "error: a list of words has no field `serch` (words/ka.yaml:1:1)",
                "error: `all_of` has no placeholder `{titel}` (words/ka.yaml:2:9)",
                "error: `reads` has no `other` (words/ka.yaml:3:8)",
                "error: `latest` has to be text, and this is a list (words/ka.yaml:4:9)",
            ]
        );
    }

    #[test]
    fn what_has_no_value_stays() {
        let value = |part: &str| (part == "n").then_some("3".into());
        assert_eq!(filled("{n} of {m} {n", value), "3 of {m} {n");
    }
}
