//! What the theme says around the texts, in a language: `words/en.yaml` and others.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::text::yaml::{Decoder, Keys, Node, Value};
use crate::theme;

/// The folder of a site's own lists.
pub const FOLDER: &str = "words";

/// The language that has every word.
const FIRST: &str = "en";

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
pub struct Counted(BTreeMap<String, String>);

impl Counted {
    /// The word for the plural `name`.
    pub fn of(&self, name: &str) -> &str {
        self.0.get(name).or_else(|| self.0.get("other")).map_or("", String::as_str)
    }

    /// All of them, by the names of the plurals.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

/// The words of the theme in a language.
#[derive(Clone, Debug, PartialEq)]
pub struct WordList {
    language: Locale,
    words: BTreeMap<String, Word>,
}

impl WordList {
    /// The words in a language, as far as the theme has them, else in English.
    pub fn built_in(language: &Locale) -> Self {
        let first = first();
        let mut words = first.clone();
        for name in names(language) {
            if let Some(text) = theme::words(&name) {
                words.extend(read(&file_of(&name), text, &first).0);
            }
        }
        WordList { language: language.clone(), words }
    }

    /// What the languages that the theme has words in call themselves, by their tags.
    pub fn names_of_languages() -> BTreeMap<&'static str, String> {
        let first = first();
        let name = |list: &'static str| {
            let (words, _) = read(&file_of(list), theme::words(list)?, &first);
            match words.get("language")? {
                Word::Plain(name) => Some((list, name.clone())),
                Word::Counted(_) => None,
            }
        };
        theme::word_lists().filter_map(name).collect()
    }

    /// The names of the lists that hold words of a language, the most exact last:
    /// `pt`, `pt-BR`.
    pub fn names(language: &Locale) -> Vec<String> {
        names(language)
    }

    /// Takes the words of a site's own list over those that are here. What is wrong
    /// with it.
    pub fn add(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let (words, faults) = read(file, text, &first());
        self.words.extend(words);
        faults
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Word)> {
        self.words.iter().map(|(name, word)| (name.as_str(), word))
    }

    /// A word that is always the same; nothing if there is no such word.
    pub fn plain(&self, name: &str) -> &str {
        match self.words.get(name) {
            Some(Word::Plain(text)) => text,
            _ => "",
        }
    }

    /// A word as `n` things ask for it; nothing if there is no such word.
    pub fn counted(&self, name: &str, n: u64) -> &str {
        match self.words.get(name) {
            Some(Word::Counted(plurals)) => plurals.of(plural(&self.language, n)),
            Some(Word::Plain(text)) => text,
            None => "",
        }
    }

    /// A word by its name.
    pub fn get(&self, name: &str) -> Option<&Word> {
        self.words.get(name)
    }
}

/// The name of the plural of `n` things in a language.
fn plural(language: &Locale, n: u64) -> &'static str {
    // The rules cannot be shared between threads, and to look them up costs little.
    let rules = PluralRules::try_new(language.into(), PluralRulesOptions::default());
    match rules.ok().map(|rules| rules.category_for(n)) {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    }
}

fn names(language: &Locale) -> Vec<String> {
    let short = language.id.language.to_string();
    let whole = language.to_string();
    if short == whole { vec![whole] } else { vec![short, whole] }
}

/// The file of a list, from the site's root.
pub fn file_of(name: &str) -> String {
    format!("{FOLDER}/{name}.yaml")
}

/// The words that the theme has; every list is held against them.
fn first() -> BTreeMap<String, Word> {
    let text = theme::words(FIRST).unwrap_or_default();
    let file = file_of(FIRST);
    Reader { yaml: decoder(&file, text), known: None }.words()
}

/// The words of a list, and what is wrong with it.
fn read(
    file: &str,
    text: &str,
    first: &BTreeMap<String, Word>,
) -> (BTreeMap<String, Word>, Vec<Diagnostic>) {
    let mut reader = Reader { yaml: decoder(file, text), known: Some(first) };
    let words = reader.words();
    (words, reader.yaml.into_faults().into_told())
}

fn decoder<'a>(file: &'a str, text: &'a str) -> Decoder<'a> {
    Decoder::new(file, text, 0..text.len(), Keys::Placed)
}

struct Reader<'a> {
    yaml: Decoder<'a>,
    /// None for the list that all others are held against.
    known: Option<&'a BTreeMap<String, Word>>,
}

impl Reader<'_> {
    fn words(&mut self) -> BTreeMap<String, Word> {
        let mut words = BTreeMap::new();
        let Some(node) = self.yaml.parse().filter(|node| node.value != Value::Null) else {
            return words;
        };
        let Some(fields) = self.yaml.fields(&node, "a list of words") else { return words };
        if let Some(known) = self.known {
            let names: Vec<&str> = known.keys().map(String::as_str).collect();
            self.yaml.deny_others(&fields, &names, "a list of words");
        }
        for (name, node) in fields.iter() {
            let expected = self.known.map(|known| known.get(name));
            let word = match expected {
                Some(None) => None,
                Some(Some(expected)) => self.word(name, node, expected),
                None => self.any_word(name, node),
            };
            words.extend(word.map(|word| (name.to_string(), word)));
        }
        words
    }

    fn any_word(&mut self, name: &str, node: &Node) -> Option<Word> {
        match &node.value {
            Value::Map(_) => self.counted(name, node),
            _ => self.yaml.text(node, name).map(Word::Plain),
        }
    }

    /// A word in the place of `expected`: counted as that is, and with the same parts.
    fn word(&mut self, name: &str, node: &Node, expected: &Word) -> Option<Word> {
        let word = match (expected, &node.value) {
            (Word::Counted(_), Value::Map(_)) => self.counted(name, node)?,
            // A language without plurals needs no more.
            (Word::Counted(_), _) => {
                let text = self.yaml.text(node, name)?;
                Word::Counted(Counted(BTreeMap::from([("other".to_string(), text)])))
            }
            (Word::Plain(_), _) => Word::Plain(self.yaml.text(node, name)?),
        };
        let known: BTreeSet<&str> = texts(expected).flat_map(parts).collect();
        let strange = texts(&word).flat_map(parts).find(|part| !known.contains(part));
        if let Some(part) = strange {
            let message = format!("`{name}` has no placeholder `{{{part}}}`");
            let hint = match (nearest(part, known.iter().copied()), known.len()) {
                (Some(near), _) => format!("did you mean `{{{near}}}`?"),
                (None, 0) => "write it without".to_string(),
                (None, _) => {
                    let known: Vec<String> =
                        known.iter().map(|part| format!("`{{{part}}}`")).collect();
                    format!("it has {}", known.join(", "))
                }
            };
            self.yaml.report(&node.range, message, hint);
            return None;
        }
        Some(word)
    }

    fn counted(&mut self, name: &str, node: &Node) -> Option<Word> {
        let fields = self.yaml.fields(node, name)?;
        self.yaml.deny_others(&fields, &PLURALS, name);
        let mut plurals = BTreeMap::new();
        for plural in PLURALS {
            let text = fields.get(plural).and_then(|node| self.yaml.text(node, plural));
            plurals.extend(text.map(|text| (plural.to_string(), text)));
        }
        if !plurals.contains_key("other") {
            self.yaml.report(
                &node.range,
                format!("`{name}` has no `other`"),
                "add the plural that all other numbers have, as `other:`",
            );
            return None;
        }
        Some(Word::Counted(Counted(plurals)))
    }
}

fn texts(word: &Word) -> impl Iterator<Item = &str> {
    let (plain, counted) = match word {
        Word::Plain(text) => (Some(text.as_str()), None),
        Word::Counted(plurals) => (None, Some(plurals.iter().map(|(_, text)| text))),
    };
    plain.into_iter().chain(counted.into_iter().flatten())
}

/// The names in braces of a text.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(part, _)| part)
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

    fn told(file: &str, text: &str) -> Vec<String> {
        read(file, text, &first()).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_lists_of_the_theme_have_every_word() {
        let first = first();
        let all: Vec<&String> = first.keys().collect();
        for name in theme::word_lists() {
            let text = theme::words(name).unwrap();
            let (words, faults) = read(&file_of(name), text, &first);
            assert_eq!(faults, [], "{name}");
            assert_eq!(words.keys().collect::<Vec<_>>(), all, "{name}");
            // Each number has the plural that it asks for.
            let language = Locale::try_from_str(name).unwrap();
            let asked: BTreeSet<&str> = (0..200).map(|n| plural(&language, n)).collect();
            for (word, counted) in &words {
                let Word::Counted(counted) = counted else { continue };
                let lacks: Vec<_> =
                    asked.iter().filter(|name| !counted.0.contains_key(**name)).collect();
                assert!(lacks.is_empty(), "{name}: {word} lacks {lacks:?}");
            }
        }
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english() {
        let list = |tag: &str| WordList::built_in(&Locale::try_from_str(tag).unwrap());
        assert_eq!(list("ru").plain("search"), "Поиск");
        assert_eq!(list("ru-BY").plain("search"), "Поиск");
        assert_eq!(list("ka").plain("search"), "Search");
        let mut own = list("ka");
        assert_eq!(own.add("words/ka.yaml", "search: ძიება\nreads: \"{n} წაკითხვა\"\n"), []);
        assert_eq!(own.plain("search"), "ძიება");
        assert_eq!(own.plain("latest"), "Latest");
    }

    #[test]
    fn faults_of_a_list_are_told() {
        assert_eq!(
            told("words/ka.yaml", "serch: a\nall_of: b {titel}\nreads: {one: c}\nlatest: [d]\n"),
            [
                "error: a list of words has no field `serch` (words/ka.yaml:1:1)",
                "error: `all_of` has no placeholder `{titel}` (words/ka.yaml:2:9)",
                "error: `reads` has no `other` (words/ka.yaml:3:8)",
                "error: `latest` has to be text, and this is a list (words/ka.yaml:4:9)",
            ]
        );
    }

    #[test]
    fn russian_counts_as_it_does() {
        let names = [1, 2, 5, 11, 21, 22, 25, 111].map(|n| plural(&icu_locale::locale!("ru"), n));
        assert_eq!(names, ["one", "few", "many", "many", "one", "few", "many", "many"]);
    }

    #[test]
    fn what_has_no_value_stays() {
        let value = |part: &str| (part == "n").then_some("3".into());
        assert_eq!(filled("{n} of {m} {n", value), "3 of {m} {n");
    }
}
