//! The languages of a site, as pages name them.

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
    /// What it calls itself; where the theme does not know, its tag.
    pub name: String,
}

/// Those of a site.
pub fn known(site: &Site) -> Vec<KnownLanguage> {
    site.editions.iter().map(known_language).collect()
}

fn known_language(edition: &Edition) -> KnownLanguage {
    let language = &edition.settings.language;
    let tag = language.to_string();
    let name = name_of_language(&tag).unwrap_or(&tag).to_string();
    KnownLanguage { direction: Direction::of(language).name(), name, tag }
}

/// The [`LanguageView`] of each edition; none of a site with one language.
pub fn languages(site: &Site) -> Vec<Value> {
    let several = site.editions.iter().filter(|_| site.editions.len() > 1);
    several.map(|edition| Value::from_serializable(&language(site, edition))).collect()
}

fn language(site: &Site, edition: &Edition) -> LanguageView {
    let settings = &edition.settings;
    let KnownLanguage { tag, direction, name } = known_language(edition);
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
