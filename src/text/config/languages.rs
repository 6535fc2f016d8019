//! The languages of a site, as `site.yaml` names them.

use icu_locale::Locale;

use super::{Config, DigestSettings, Footer, MenuLink, SectionConfig};
use crate::slug::Letters;
use crate::text::dateline::DatelinePattern;
use crate::text::placed::Placed;
use crate::url::{BaseUrl, SitePath};

/// What the site has, where a language has nothing of its own.
#[derive(Clone, Copy)]
pub(super) struct OfSite<'a> {
    pub title: Option<&'a str>,
    pub tagline: Option<&'a str>,
    pub base_url: Option<&'a BaseUrl>,
    pub addresses: Option<Letters>,
    pub sections: &'a [SectionConfig],
    pub dateline: Option<&'a DatelinePattern>,
    pub menu: &'a [MenuLink],
    pub footer: &'a Footer,
    pub digest: &'a DigestSettings,
}

/// What a site has in one of its languages. What `site.yaml` does not say of the language is
/// as it says of the site.
#[derive(Clone, Debug, PartialEq)]
pub struct LanguageConfig {
    /// The language, a BCP 47 tag.
    pub language: Locale,
    /// Where its front page is; all of its pages are below that.
    pub base: Placed<SitePath>,
    /// The folders that its pages were below before.
    pub aliases: Vec<Placed<SitePath>>,
    /// What the site is called.
    pub title: String,
    /// A line about it.
    pub tagline: Option<String>,
    /// The letters of its addresses.
    pub addresses: Letters,
    /// Its sections, in the order of the navigation: some of the site's, or all.
    pub sections: Vec<SectionConfig>,
    /// How datelines are set.
    pub dateline: DatelinePattern,
    /// Links beside those to the sections.
    pub menu: Vec<MenuLink>,
    /// What the foot of every page has.
    pub footer: Footer,
    /// How its digests are made.
    pub digest: DigestSettings,
    /// How it writes the names of authors, by how stories write them.
    pub authors: Vec<(String, String)>,
}

impl Config {
    /// Whether it is in more than one language.
    pub fn has_languages(&self) -> bool {
        self.languages.len() > 1
    }

    /// The settings as they are in each of the site's languages, the first of which is shown
    /// where nobody says which; those of the site, if it names no languages.
    pub fn by_language(&self) -> Vec<Config> {
        if self.languages.is_empty() {
            return vec![self.clone()];
        }
        self.languages.iter().map(|own| self.in_language(own)).collect()
    }

    /// Where the front page of each language is, in their order.
    pub fn homes(&self) -> Vec<SitePath> {
        match &self.languages[..] {
            [] => vec![SitePath::root()],
            languages => languages.iter().map(|own| own.base.value.clone()).collect(),
        }
    }

    /// The path that a web address has on the site: at the address that site.yaml says, or at the
    /// one that the site is made for now.
    pub fn own_path(&self, address: &str) -> Option<SitePath> {
        let own = [&self.base_url, &self.written_base_url];
        own.into_iter().find_map(|own| own.path_of(address))
    }

    fn in_language(&self, own: &LanguageConfig) -> Config {
        let LanguageConfig {
            language,
            base,
            aliases: _,
            title,
            tagline,
            addresses,
            sections,
            dateline,
            menu,
            footer,
            digest,
            authors: _,
        } = own.clone();
        let redirects = self.redirects.iter();
        let redirects = redirects
            .map(|old| Placed { value: old.value.clone().below(&base.value), place: old.place });
        Config {
            permalink: self.permalink.clone().below(&base.value),
            redirects: redirects.collect(),
            language,
            title,
            tagline,
            addresses,
            sections,
            dateline,
            menu,
            footer,
            digest,
            ..self.clone()
        }
    }
}

/// Where the pages of a language are if nobody says where; `at` is its place among them.
pub(super) fn standard_base(at: usize, language: &Locale) -> String {
    match at {
        0 => "/".into(),
        _ => format!("/{}/", language.to_string().to_lowercase()),
    }
}
