//! The languages of the new site, if the source is in several.

use icu_locale::Locale;

use super::settings::{locale, menu, one_line};
use crate::import::model::{Archive, SiteLanguage, Text};
use crate::slug::{Letters, composed};
use crate::text::config::{Config, Footer, LanguageConfig, SectionConfig};
use crate::text::dateline::DatelinePattern;
use crate::text::placed::Placed;
use crate::url::SitePath;

/// What each language of the new site has.
pub struct Editions(Vec<Edition>);

/// What one language of the new site has.
pub struct Edition {
    /// Its place among them.
    pub at: usize,
    /// The settings in it.
    pub config: Config,
    /// The address of its front page.
    pub home: String,
    /// What names of its files end in, before `.md`.
    pub suffix: String,
    /// Whether there are other languages.
    pub has_others: bool,
}

impl Editions {
    /// Those of a site with these settings.
    pub fn of(config: &Config) -> Self {
        let homes = config.homes();
        let has_others = config.has_languages();
        let edition = |(at, own): (usize, Config)| Edition {
            at,
            home: homes[at].as_str().to_string(),
            suffix: if at == 0 { String::new() } else { format!(".{}", own.language) },
            config: own,
            has_others,
        };
        Editions(config.by_language().into_iter().enumerate().map(edition).collect())
    }

    /// All of them.
    pub fn all(&self) -> &[Edition] {
        &self.0
    }

    /// The one that a text is in.
    pub fn edition(&self, archive: &Archive, text: &Text) -> &Edition {
        &self.0[archive.language_of(text).min(self.0.len() - 1)]
    }
}

/// Forgets the languages of the source if its texts are in one of them, or where one would be at
/// the address of something else: then versions are stories that name each other.
pub fn forget_if_one(archive: &mut Archive) {
    let languages = &archive.settings.languages;
    let has_texts = |at: usize| archive.texts.iter().any(|text| archive.language_of(text) == at);
    let others = (1..languages.len()).filter(|at| has_texts(*at)).count();
    let sections = || archive.texts.iter().filter_map(|text| text.section.as_deref());
    let is_taken = |language: &SiteLanguage| {
        let folder = language.base.trim_matches('/');
        locale(&language.tag).is_none()
            || ["tags", "search", "most-read", "corrections", "page"].contains(&folder)
            || sections().any(|section| {
                [folder, &language.tag].iter().any(|name| section.eq_ignore_ascii_case(name))
            })
    };
    if others == 0 || languages.iter().skip(1).any(is_taken) {
        archive.settings.languages.clear();
    }
}

/// Gives the site its languages, of which those without a text are left out.
pub fn assign(archive: &Archive, config: &mut Config) {
    let has_texts =
        |at: usize| at == 0 || archive.texts.iter().any(|text| archive.language_of(text) == at);
    let languages = archive.settings.languages.iter().enumerate();
    let own = languages.filter(|(at, _)| has_texts(*at));
    config.languages = own.filter_map(|(at, own)| language(at, own, config)).collect();
}

fn language(at: usize, own: &SiteLanguage, config: &Config) -> Option<LanguageConfig> {
    let language = if at == 0 { config.language.clone() } else { locale(&own.tag)? };
    let section = |section: &SectionConfig| {
        let named = own.sections.iter().find(|(id, title, _)| {
            (id.eq_ignore_ascii_case(&section.id) || composed(id) == section.id)
                && !title.trim().is_empty()
        });
        match named {
            Some((_, title, description)) => SectionConfig {
                title: one_line(title),
                description: description.clone().or_else(|| section.description.clone()),
                ..section.clone()
            },
            None => section.clone(),
        }
    };
    let title = own.title.as_deref().map(one_line).filter(|title| !title.is_empty());
    let tagline = own.tagline.as_deref().map(one_line).filter(|line| !line.is_empty());
    Some(LanguageConfig {
        base: Placed::from(SitePath::new(&format!("{}/", own.base))?),
        aliases: Vec::new(),
        title: title.unwrap_or_else(|| config.title.clone()),
        tagline: tagline.or_else(|| config.tagline.clone()),
        addresses: addresses(&language, config),
        sections: config.sections.iter().map(section).collect(),
        dateline: if at == 0 { config.dateline.clone() } else { DatelinePattern::of(&language) },
        menu: if at == 0 { config.menu.clone() } else { menu(&own.menu) },
        footer: Footer::default(),
        authors: Vec::new(),
        digest: config.digest.clone(),
        language,
    })
}

/// The letters of addresses in a language: those of the whole site, where these are no other
/// language's by itself.
fn addresses(language: &Locale, config: &Config) -> Letters {
    match config.addresses {
        Letters::ByScript => Letters::of(language),
        letters => letters,
    }
}
