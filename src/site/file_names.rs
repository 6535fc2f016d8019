//! What the name of a file says of its language, and of which story it is a version:
//! `talks.ru.md`, or `talks.md` in the folder `content/ru/`.

use std::borrow::Cow;

use icu_locale::subtags::{Region, Script};
use icu_locale::{LanguageIdentifier, Locale, LocaleExpander};

use crate::routes::EditionId;
use crate::slug::composed;
use crate::text::config::Config;

/// The languages that names of files may have.
#[derive(Clone, Debug, Default)]
pub struct FileNames {
    /// In the order of the editions; none on a site that names no languages.
    languages: Vec<Locale>,
}

/// The name of a file of `content/`, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct NameParts<'f> {
    /// The folders that it is in, below `content/` and without that of its language.
    pub folders: Vec<&'f str>,
    /// Its name without ending and language.
    pub stem: &'f str,
    /// The language that its folder says.
    pub of_folder: Option<EditionId>,
    /// The language that its own name says.
    pub of_name: Option<EditionId>,
    /// A language in its name that the site does not have.
    pub unlisted: Option<&'f str>,
}

impl NameParts<'_> {
    /// The language that the name or a folder says.
    pub fn language(&self) -> Option<EditionId> {
        self.of_name.or(self.of_folder)
    }

    /// What a slug is made from: its name, or that of its folder if it is an `index.md`.
    pub fn name(&self) -> &str {
        match (self.stem, self.folders.last()) {
            ("index", Some(folder)) => folder,
            (stem, _) => stem,
        }
    }

    /// What all versions of a story have in common: the path of its file without language and
    /// ending. Files from macOS have names in another normal form.
    pub fn story(&self) -> String {
        let (name, folders) = match (self.stem, self.folders.split_last()) {
            ("index", Some((folder, folders))) => (*folder, folders),
            (stem, _) => (stem, &self.folders[..]),
        };
        let path = [&["content"], folders, &[name]].concat().join("/");
        match composed(&path) {
            Cow::Borrowed(_) => path,
            Cow::Owned(path) => path,
        }
    }
}

impl FileNames {
    /// Those of a site.
    pub fn of(config: &Config) -> Self {
        FileNames { languages: config.languages.iter().map(|own| own.language.clone()).collect() }
    }

    /// The languages that names can say.
    pub fn editions(&self) -> impl Iterator<Item = EditionId> {
        (0..self.languages.len()).map(EditionId)
    }

    /// Whether names say no language.
    pub fn say_nothing(&self) -> bool {
        self.languages.is_empty()
    }

    /// The tag of a language.
    pub fn tag(&self, edition: EditionId) -> String {
        self.languages.get(edition.0).map(Locale::to_string).unwrap_or_default()
    }

    /// The tags of the languages that names may say.
    pub fn tags(&self) -> impl Iterator<Item = String> {
        self.languages.iter().map(Locale::to_string)
    }

    /// The language with this tag, however it is capitalized.
    pub fn listed(&self, tag: &str) -> Option<EditionId> {
        // Most names have no dot, and most folders are no language.
        if self.languages.is_empty() || tag.len() > 35 {
            return None;
        }
        let language = Locale::try_from_str(tag).ok()?;
        self.languages.iter().position(|own| *own == language).map(EditionId)
    }

    /// The language that a locale means, as systems write it or with more than the tag of the site
    /// says: `ru` by `ru_RU` and `ru-RU`. `en_bloc` and `en-route` mean none.
    pub fn meant(&self, locale: &str) -> Option<EditionId> {
        if self.languages.is_empty() || locale.len() > 35 {
            return None;
        }
        let tag = locale.replace('_', "-");
        self.listed(&tag).or_else(|| match tag.split_once('-') {
            Some((language, rest)) => self.listed(language).filter(|_| is_place(rest)),
            // The only one of its kind.
            None => {
                let language = Locale::try_from_str(&tag).ok()?.id.language;
                let numbered = self.languages.iter().enumerate();
                let like_it = numbered.filter(|(_, own)| own.id.language == language);
                let mut like_it = like_it.map(|(at, _)| at);
                like_it.next().filter(|_| like_it.next().is_none()).map(EditionId)
            }
        })
    }

    /// The parts of the name of a file, by its path from the site's root. Its ending is taken
    /// off if it is that of a text.
    pub fn parts<'f>(&self, file: &'f str) -> NameParts<'f> {
        let mut folders: Vec<&str> = file.split('/').skip(1).collect();
        let name = folders.pop().unwrap_or_default();
        let stem = match name.rsplit_once('.') {
            Some((stem, ending)) if ending.eq_ignore_ascii_case("md") => stem,
            _ => name,
        };
        let mut parts = NameParts { folders, stem, of_folder: None, of_name: None, unlisted: None };
        if self.say_nothing() {
            return parts;
        }
        parts.of_folder = parts.folders.first().and_then(|folder| self.listed(folder));
        if parts.of_folder.is_some() {
            parts.folders.remove(0);
        }
        let Some((stem, tag)) = parts.stem.rsplit_once('.') else { return parts };
        if let Some(edition) = self.listed(tag).filter(|_| !stem.is_empty()) {
            (parts.stem, parts.of_name) = (stem, Some(edition));
        } else if is_language(tag) {
            parts.unlisted = Some(tag);
        }
        parts
    }

    /// The files that may be a story in a language.
    pub fn versions(&self, story: &str, edition: EditionId) -> Vec<String> {
        let Some(below) = story.strip_prefix("content/") else { return Vec::new() };
        let tag = self.tag(edition);
        let lower = tag.to_lowercase();
        let mut names = Vec::new();
        if edition == EditionId::FIRST {
            names.extend([format!("{story}.md"), format!("{story}/index.md")]);
        }
        for tag in [Some(&tag), Some(&lower).filter(|lower| **lower != tag)].into_iter().flatten() {
            names.push(format!("{story}.{tag}.md"));
            names.push(format!("{story}/index.{tag}.md"));
            names.push(format!("content/{tag}/{below}.md"));
            names.push(format!("content/{tag}/{below}/index.md"));
        }
        names
    }

    /// The path below `content/` and the folder of its language.
    pub fn below_language<'f>(&self, path: &'f str) -> Option<&'f str> {
        let below = path.strip_prefix("content/")?;
        Some(match below.split_once('/') {
            Some((folder, rest)) if self.listed(folder).is_some() => rest,
            _ => below,
        })
    }

    /// The file that stands for `file` where the folder of a language lacks it: the one that all
    /// languages share.
    pub fn shared(&self, file: &str) -> Option<String> {
        let (_, below) = file.split_once('/')?;
        let (folder, rest) = below.split_once('/')?;
        self.listed(folder).map(|_| format!("content/{rest}"))
    }
}

/// The regions of which English is the likely language, and its script: what is likely without a
/// word is in no list of what is likely (CLDR, `likelySubtags`).
const OF_ENGLISH: &str = "Latn 001 150 AG AI AS AU BB BM BS BW BZ CA CC CK CX DG DM FJ FK FM GB GD GG GH GI \
                          GM GU GY IE IM IO JE JM KE KI KN KY LC LR LS MH MP MS MT MW MY NA NF NG \
                          NR NU NZ PG PH PN PW SB SG SH SL SS SX SZ TC TK TO TT TV TZ UG UM US VC \
                          VG VI VU WS ZA ZM ZW";

/// Whether this is what stands behind a language in the locale of a system: a script, a region, or
/// both, which are there.
fn is_place(text: &str) -> bool {
    let Ok(place) = LanguageIdentifier::try_from_str(&format!("und-{text}")) else { return false };
    let is_there = |script: Option<Script>, region: Option<Region>| {
        let mut likely = LanguageIdentifier { script, region, ..LanguageIdentifier::UNKNOWN };
        LocaleExpander::new_extended().maximize(&mut likely);
        !likely.language.is_unknown()
    };
    let is_of_english = |tag: &str| OF_ENGLISH.split(' ').any(|own| own == tag);
    let is_script = |script: Script| is_of_english(script.as_str()) || is_there(Some(script), None);
    let is_region = |region: Region| is_of_english(region.as_str()) || is_there(None, Some(region));
    (place.script.is_some() || place.region.is_some())
        && place.variants.is_empty()
        && place.script.is_none_or(is_script)
        && place.region.is_none_or(is_region)
}

/// Whether somebody who writes this behind a dot most likely means a language: two letters that
/// are one, or a tag that says more than the language. `talks.old.md` is no Saxon.
pub fn is_language(tag: &str) -> bool {
    let Ok(locale) = Locale::try_from_str(tag) else { return false };
    let first = tag.split('-').next().unwrap_or_default();
    let is_sure = first.len() == 2 || first.len() == 3 && first.len() < tag.len();
    let mut likely = locale.id.clone();
    LocaleExpander::new_extended().maximize(&mut likely);
    is_sure && likely.script.is_some() && !likely.language.is_unknown()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> FileNames {
        let languages = ["hy", "ru", "pt-BR"].map(|tag| tag.parse().unwrap());
        FileNames { languages: languages.into() }
    }

    #[test]
    fn a_name_says_its_language_and_its_story() {
        let talks = "content/politics/talks";
        for (file, language, story) in [
            ("content/politics/talks.md", None, talks),
            ("content/politics/talks.hy.md", Some(0), talks),
            ("content/politics/talks.ru.md", Some(1), talks),
            ("content/politics/talks.RU.md", Some(1), talks),
            ("content/politics/talks.pt-br.MD", Some(2), talks),
            ("content/ru/politics/talks.md", Some(1), talks),
            ("content/pt-BR/politics/talks.md", Some(2), talks),
            ("content/politics/talks/index.ru.md", Some(1), talks),
            ("content/ru/politics/talks/index.md", Some(1), talks),
            ("content/about.ru.md", Some(1), "content/about"),
            ("content/ru/about.md", Some(1), "content/about"),
            ("content/about/index.ru.md", Some(1), "content/about"),
            ("content/politics/talks.old.md", None, "content/politics/talks.old"),
            ("content/politics/v1.2.md", None, "content/politics/v1.2"),
            ("content/politics/.ru.md", None, "content/politics/.ru"),
            ("content/politics/ru/talks.md", None, "content/politics/ru/talks"),
            ("content/politics/cafe\u{301}.ru.md", Some(1), "content/politics/caf\u{e9}"),
        ] {
            let names = names();
            let parts = names.parts(file);
            assert_eq!(parts.language(), language.map(EditionId), "{file}");
            assert_eq!(parts.story(), story, "{file}");
            let is_like_a_version = |version: &String| version.eq_ignore_ascii_case(file);
            let has_it = |edition| names.versions(story, edition).iter().any(is_like_a_version);
            if file.is_ascii() && !file.contains("RU.md") {
                assert!(
                    has_it(parts.language().unwrap_or_default()) || language.is_none(),
                    "{file}"
                );
            }
        }
        let none = FileNames::default();
        assert_eq!(none.parts("content/ru/talks.ru.md").story(), "content/ru/talks.ru");
    }

    #[test]
    fn a_locale_says_a_language_with_what_there_is() {
        for (written, language) in [
            ("ru_RU", Some(1)),
            ("ru-RU", Some(1)),
            ("ru_ru", Some(1)),
            ("ru_GB", Some(1)),
            ("ru_US", Some(1)),
            ("ru_Latn", Some(1)),
            ("hy_Armn_AM", Some(0)),
            ("hy_Latn_AM", Some(0)),
            ("ru_150", Some(1)),
            ("ru_419", Some(1)),
            ("ru_100", None),
            ("pt_BR", Some(2)),
            ("pt", Some(2)),
            ("pt_PT", None),
            ("ru_bloc", None),
            ("ru_route", None),
            ("ru_zz", None),
            ("ru_valencia", None),
            ("ru_и", None),
            ("ru_", None),
            ("de_DE", None),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(names().meant(written), language.map(EditionId), "{written}");
        }
        assert_eq!(FileNames::default().meant("ru_RU"), None);
    }

    #[test]
    fn what_is_no_language_is_a_part_of_the_name() {
        for tag in ["de", "en", "fr-CA", "zh-Hant", "ckb-IQ", "hy-Latn"] {
            assert!(is_language(tag), "{tag}");
        }
        for tag in ["old", "bak", "v2", "2", "draft", "final", "xx", "qq", "x", "", "de_DE", "new"]
        {
            assert!(!is_language(tag), "{tag}");
        }
        let unlisted = |file| names().parts(file).unlisted.map(String::from);
        assert_eq!(unlisted("content/politics/talks.de.md").as_deref(), Some("de"));
        assert_eq!(unlisted("content/politics/talks.ru.md"), None);
        assert_eq!(FileNames::default().parts("content/a.de.md").unlisted, None);
    }

    #[test]
    fn what_a_language_lacks_is_that_of_all() {
        let shared = |file| names().shared(file);
        assert_eq!(
            shared("content/ru/politics/map.svg").as_deref(),
            Some("content/politics/map.svg")
        );
        assert_eq!(shared("content/politics/map.svg"), None);
        assert_eq!(FileNames::default().shared("content/ru/map.svg"), None);
    }
}
