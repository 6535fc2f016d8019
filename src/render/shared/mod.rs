//! What all pages of an edition share, made once.

pub mod appearance;
pub mod icons;
pub mod labels;
pub mod languages;
pub mod policy;
mod site;
pub mod subjects;

use icu_locale::Locale;
use tera::Value;

use crate::language::calendar::Calendar;
use crate::language::numbers::Numbers;
use crate::render::addresses::Addresses;
use crate::render::structured_data::Publication;
use crate::site::{Edition, Site};
use crate::url::SitePath;
use languages::KnownLanguage;

/// What all pages of an edition share. It depends on the index of that alone, so that two
/// with one index share it.
pub struct Shared {
    /// The [`SiteView`](crate::render::views::SiteView).
    pub site: Value,
    /// A [`SectionView`](crate::render::views::SectionView) for each section.
    pub sections: Vec<Value>,
    /// A [`CountedLinkView`](crate::render::views::CountedLinkView) for each tag.
    pub tags: Vec<Value>,
    /// The page of each author; none where something else is at that address.
    pub author_paths: Vec<Option<SitePath>>,
    /// A [`LanguageView`](crate::render::views::LanguageView) for each edition, if there are several.
    pub languages: Vec<Value>,
    /// The same by their tags: the direction of each, and what it calls itself.
    pub known_languages: Vec<KnownLanguage>,
    /// Days in words.
    pub calendar: Calendar,
    /// Numbers as the language has them.
    pub numbers: Numbers,
    /// The structured data of many pages.
    pub publication: Publication,
    /// The [`locale`] of the edition's language.
    pub locale: Option<String>,
}

impl Shared {
    pub fn new(site: &Site, edition: &Edition) -> Self {
        let (base_url, settings) = (&site.config.base_url, &edition.settings);
        let (sections, tags) =
            (0..edition.index.sections.len(), 0..edition.index.tagging.tags.len());
        let sections: Vec<Value> =
            sections.map(|at| labels::section(edition, base_url, at, Addresses::InSite)).collect();
        let newest = edition.briefings.first().map(|briefing| briefing.day);
        let days = edition.index.days.iter().copied();
        let calendar = Calendar::new(&settings.language, days).with_newest(newest);
        Shared {
            site: site::site(site, edition, &sections, &calendar),
            sections,
            author_paths: subjects::author_paths(site, edition),
            languages: languages::languages(site),
            known_languages: languages::known(site),
            tags: tags.map(|at| labels::tag(edition, base_url, at, Addresses::InSite)).collect(),
            calendar,
            numbers: Numbers::of(&settings.language),
            publication: Publication::new(&site.config, edition),
            locale: locale(&settings.language),
        }
    }
}

/// A language as Open Graph has it, `en_US` (<https://ogp.me/#optional>); none if
/// it names no territory.
pub fn locale(language: &Locale) -> Option<String> {
    let territory = language.id.region?;
    Some(format!("{}_{territory}", language.id.language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_graph_has_languages_with_their_territory() {
        let locale = |tag| locale(&Locale::try_from_str(tag).unwrap());
        assert_eq!(locale("pt-BR").as_deref(), Some("pt_BR"));
        assert_eq!(locale("sr-Latn-RS-u-ca-gregory").as_deref(), Some("sr_RS"));
        assert_eq!(locale("hy"), None);
    }
}
