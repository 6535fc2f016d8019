//! What all pages of a site share, made once.

pub mod appearance;
pub mod icons;
pub mod labels;
pub mod policy;
mod site;

use std::collections::BTreeMap;

use icu_locale::Locale;
use jiff::civil::Date;
use tera::Value;

use crate::render::addresses::Addresses;
use crate::render::structured_data::Publication;
use crate::site::Site;
use crate::text::calendar::Calendar;
use crate::text::date::Moment;
use crate::text::word_list::WordList;

/// What all pages share. It depends on the index of a site alone, so that two sites
/// with one index share it.
pub struct Shared {
    /// The [`SiteView`](crate::render::views::SiteView).
    pub site: Value,
    /// A [`SectionView`](crate::render::views::SectionView) for each section.
    pub sections: Vec<Value>,
    /// A [`CountedLinkView`](crate::render::views::CountedLinkView) for each tag.
    pub tags: Vec<Value>,
    /// Days in words.
    pub calendar: Calendar,
    /// The structured data of many pages.
    pub publication: Publication,
    /// What languages call themselves, by their tags.
    pub languages: BTreeMap<&'static str, String>,
    /// The [`locale`] of the site's language.
    pub locale: Option<String>,
}

impl Shared {
    pub fn new(site: &Site) -> Self {
        let (sections, tags) = (0..site.index.sections.len(), 0..site.index.tagging.tags.len());
        let sections: Vec<Value> =
            sections.map(|at| labels::section(site, at, Addresses::InSite)).collect();
        Shared {
            site: site::site(site, &sections),
            sections,
            tags: tags.map(|at| labels::tag(site, at, Addresses::InSite)).collect(),
            calendar: Calendar::new(&site.config.language, days(site)),
            publication: Publication::new(&site.config),
            languages: WordList::names_of_languages(),
            locale: locale(&site.config.language),
        }
    }
}

/// Every day that a page names.
fn days(site: &Site) -> impl Iterator<Item = Date> + '_ {
    let articles = site
        .briefings
        .iter()
        .map(|briefing| &briefing.article)
        .chain(site.pages.iter().map(|page| &page.article));
    let windows = site.index.most_read.rankings.iter().map(|ranking| &ranking.window);
    let ends = windows.flat_map(|window| [window.first, window.last]);
    let of_articles = articles.flat_map(|article| {
        let facts = &article.facts;
        let corrections = facts.corrections.iter().map(|correction| &correction.date);
        facts.date.iter().chain(&facts.updated).chain(corrections).map(Moment::day)
    });
    of_articles.chain(ends)
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
