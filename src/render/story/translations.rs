//! The same page in other languages.

use crate::language::direction::direction_of_tag;
use crate::model::LanguageVersion;
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::views::TranslationView;
use crate::routes::Route;
use crate::site::Counterpart;
use crate::url::SitePath;
use crate::word_list::name_of_language;

/// The text at `path` in all its languages.
pub fn translations<'a>(
    path: &SitePath,
    context: Context<'a>,
    addresses: Addresses,
) -> Vec<TranslationView<'a>> {
    let site = context.site;
    let view = |(language, version): &'a (String, LanguageVersion)| match version {
        LanguageVersion::OnSite(other) => TranslationView {
            url: context.address(other, addresses),
            permalink: context.address(other, Addresses::Absolute),
            title: site
                .routes
                .get(other)
                .and_then(|route| site.article(route))
                .map(|article| &*article.facts.title),
            is_this: other == path,
            ..in_language(context, language)
        },
        LanguageVersion::Elsewhere(url) => TranslationView {
            url: url.clone(),
            permalink: url.clone(),
            ..in_language(context, language)
        },
    };
    with_default(context, site.translations.of(path).iter().map(view).collect())
}

/// The page at `path`, whatever it is, in all its languages: as they are for search engines.
pub fn in_all_languages<'a>(
    path: &SitePath,
    context: Context<'a>,
    addresses: Addresses,
) -> Vec<TranslationView<'a>> {
    let site = context.site;
    let lists = match site.routes.get(path) {
        Some(Route::Edition(id, page)) if site.editions.len() > 1 => {
            site.list_in_all(site.edition(*id), page, path)
        }
        _ => Vec::new(),
    };
    if lists.is_empty() {
        return translations(path, context, addresses);
    }
    let view = |Counterpart { edition, path: other }: &Counterpart| TranslationView {
        url: context.address(other, addresses),
        permalink: context.address(other, Addresses::Absolute),
        is_this: other == path,
        ..in_language(context, &context.shared.known_languages[edition.0].tag)
    };
    with_default(context, lists.iter().map(view).collect())
}

/// A page in a language, of which nothing else is known.
fn in_language<'a>(context: Context<'a>, tag: &'a str) -> TranslationView<'a> {
    let known = context.shared.known_languages.iter().find(|known| known.tag == tag);
    let (direction, name) = match known {
        Some(known) => (known.direction, &*known.name),
        None => (direction_of_tag(tag), name_of_language(tag).unwrap_or(tag)),
    };
    TranslationView {
        direction,
        name: name.into(),
        language: tag.into(),
        url: String::new(),
        permalink: String::new(),
        title: None,
        is_this: false,
        is_default: false,
    }
}

/// The same; on a site with several languages, the first of them is for readers of all others.
fn with_default<'a>(
    context: Context<'_>,
    mut versions: Vec<TranslationView<'a>>,
) -> Vec<TranslationView<'a>> {
    if context.site.editions.len() > 1
        && let Some(first) = versions.first_mut()
    {
        first.is_default = true;
    }
    versions
}
