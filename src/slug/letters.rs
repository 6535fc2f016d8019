//! In which letters addresses are written.

use icu_locale::{Locale, LocaleExpander};
use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::native::{is_letter, one_width};

/// In which letters addresses are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// Latin ones, whatever is written.
    Latin,
    /// Those that it is written in.
    Native,
    /// Latin ones; but a name in a script of which readers write no Latin, such as Chinese, stays
    /// in it.
    #[default]
    ByScript,
}

/// How names become tags and addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    /// The letters of addresses.
    pub letters: Letters,
    /// Whether the capital of `i` is `İ`, and that of `ı` is `I`.
    pub has_dotless_i: bool,
}

/// Alphabets that are read in Latin letters as well, one by one. Of all other scripts a
/// transliteration leaves out vowels, or gives the sounds of another language.
const TRANSLITERATED: [Script; 7] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Armenian,
    Script::Georgian,
    Script::Greek,
    Script::Common,
    Script::Inherited,
];

impl Letters {
    /// Those of a language for which nobody said it.
    pub fn of(language: &Locale) -> Self {
        let mut likely = language.id.clone();
        LocaleExpander::new_extended().maximize(&mut likely);
        match likely.script.as_ref().map(|script| script.as_str()) {
            Some("Latn" | "Cyrl" | "Armn" | "Geor" | "Grek") | None => Letters::ByScript,
            Some(_) => Letters::Native,
        }
    }

    /// Those of a text whose file has this name, on a site with these.
    pub fn of_file(self, name: &str, language: Option<&Locale>) -> Self {
        let is_native = self == Letters::ByScript
            && language.is_some_and(|language| Letters::of(language) == Letters::Native)
            && has_letters_of_other_scripts(name);
        if is_native { Letters::Native } else { self }
    }
}

impl Naming {
    /// That of a language, with these letters.
    pub fn of(language: &Locale, letters: Letters) -> Self {
        Naming { letters, has_dotless_i: matches!(language.id.language.as_str(), "az" | "tr") }
    }
}

/// Whether there is a letter of a script of which readers write no Latin.
pub(super) fn has_letters_of_other_scripts(name: &str) -> bool {
    let scripts = CodePointMapData::<Script>::new();
    let is_of_other =
        |c: char| c.is_alphabetic() && is_letter(c) && !TRANSLITERATED.contains(&scripts.get(c));
    // Some forms for printing are of a script, and the letters that they stand for of none.
    !name.is_ascii() && one_width(name).chars().any(is_of_other)
}
