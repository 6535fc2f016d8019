//! The same text in other languages.

use crate::language::direction::direction_of_tag;
use crate::model::LanguageVersion;
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::views::TranslationView;
use crate::url::SitePath;
use crate::word_list::name_of_language;

/// The text at `path` in all its languages.
pub fn translations<'a>(
    path: &SitePath,
    context: Context<'a>,
    addresses: Addresses,
) -> Vec<TranslationView<'a>> {
    let site = context.site;
    let name = |language: &'a str| name_of_language(language).unwrap_or(language);
    let view = |(language, version): &'a (String, LanguageVersion)| match version {
        LanguageVersion::OnSite(other) => TranslationView {
            language,
            direction: direction_of_tag(language),
            name: name(language),
            url: context.address(other, addresses),
            permalink: context.address(other, Addresses::Absolute),
            title: site
                .routes
                .get(other)
                .and_then(|route| site.article(route))
                .map(|article| &*article.facts.title),
            is_this: other == path,
        },
        LanguageVersion::Elsewhere(url) => TranslationView {
            language,
            direction: direction_of_tag(language),
            name: name(language),
            url: url.clone(),
            permalink: url.clone(),
            title: None,
            is_this: false,
        },
    };
    site.translations.of(path).iter().map(view).collect()
}
