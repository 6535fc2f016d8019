//! The languages of a site, as pages name them.

use icu_locale::Locale;
use tera::Value;

use crate::html::escaped;
use crate::language::direction::Direction;
use crate::render::views::LanguageView;
use crate::site::{Edition, Site};
use crate::word_list::{marked_as_english, name_of_language};

/// A language of the site, as pages name it again and again.
pub struct KnownLanguage {
    /// BCP 47 tag.
    pub tag: String,
    /// The direction of its script.
    pub direction: &'static str,
    /// What it calls itself; where the theme does not know, its tag. Two languages of a site that
    /// call themselves the same are told apart by their regions: `Português (BR)`.
    pub name: String,
}

/// Those of a site.
pub fn known(site: &Site) -> Vec<KnownLanguage> {
    let languages = site.editions.iter().map(|edition| &edition.settings.language);
    known_languages(&languages.collect::<Vec<_>>())
}

fn known_languages(languages: &[&Locale]) -> Vec<KnownLanguage> {
    let tags: Vec<String> = languages.iter().map(ToString::to_string).collect();
    let name = |tag: &str| name_of_language(tag).map(String::from);
    let is_alone = |name: &String| {
        tags.iter().filter(|tag| name_of_language(tag) == Some(name.as_str())).count() < 2
    };
    let known = |(language, tag): (&&Locale, &String)| {
        let name = match (name(tag), tag.split_once('-')) {
            (Some(name), Some((_, region))) if !is_alone(&name) => format!("{name} ({region})"),
            (name, _) => name.unwrap_or_else(|| tag.clone()),
        };
        KnownLanguage { direction: Direction::of(language).name(), name, tag: tag.clone() }
    };
    languages.iter().zip(&tags).map(known).collect()
}

/// The [`LanguageView`] of each edition; none of a site with one language.
pub fn languages(site: &Site) -> Vec<Value> {
    if site.editions.len() < 2 {
        return Vec::new();
    }
    let several = site.editions.iter().zip(known(site));
    several
        .map(|(edition, known)| Value::from_serializable(&language(site, edition, known)))
        .collect()
}

fn language(site: &Site, edition: &Edition, known: KnownLanguage) -> LanguageView {
    let settings = &edition.settings;
    let KnownLanguage { tag, direction, name } = known;
    // Each is said in the language itself, whatever the page is in.
    let word = |name: &str| {
        let html = escaped(settings.words.plain(name));
        Value::safe_string(&match settings.words.is_foreign(name) {
            true => marked_as_english(&html),
            false => html,
        })
    };
    LanguageView {
        tag,
        direction,
        name,
        title: settings.title.clone(),
        home: site.config.base_url.href(edition.index.paths.home()),
        not_in_language: word("not_in_language"),
        no_page_here: word("no_page_here"),
        front_page: word("front_page"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_of_one_name_are_told_apart() {
        for (tags, names) in [
            (
                &["pt", "pt-BR", "pt-PT", "ru"][..],
                &["Português", "Português (BR)", "Português (PT)", "Русский"][..],
            ),
            (
                &["en-GB", "en-US", "ar", "ar-EG"],
                &["English (GB)", "English (US)", "العربية", "العربية (EG)"],
            ),
            (&["hy-AM", "ru"], &["Հայերեն", "Русский"]),
            (&["zh-Hans", "zh-Hant"], &["简体中文", "繁體中文"]),
        ] {
            let languages: Vec<Locale> = tags.iter().map(|tag| tag.parse().unwrap()).collect();
            let known = known_languages(&languages.iter().collect::<Vec<_>>());
            let found: Vec<&str> = known.iter().map(|known| known.name.as_str()).collect();
            assert_eq!(found, names);
        }
    }
}
