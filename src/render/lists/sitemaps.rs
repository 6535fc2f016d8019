//! What crawlers read: sitemaps (<https://www.sitemaps.org/protocol.html>), the one
//! for news by Google's rules
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>),
//! and robots.txt (RFC 9309).
//!
//! Moments come from the content: a page was last changed when the newest text
//! that it shows was.

use crate::model::{Article, Briefing};
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::story::translations::in_all_languages;
use crate::render::views::TranslationView;
use crate::render::xml::Xml;
use crate::routes::{EditionPage, Route, SitemapPart};
use crate::site::{Edition, EntrySizes, Site, listed_in, sitemap_parts};
use crate::text::date::{Moment, rfc3339};
use crate::url::SitePath;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// The bytes of the sitemap, or of a part of it.
pub fn sitemap(context: Context<'_>, part: SitemapPart) -> Vec<u8> {
    let Context { site, edition, .. } = context;
    match part {
        SitemapPart::Whole => pages(context, site.routes.iter()),
        SitemapPart::Part(at) => {
            let parts = || {
                let homes: Vec<SitePath> = site.homes().cloned().collect();
                let sizes = EntrySizes {
                    base_url: &site.config.base_url,
                    homes: &homes,
                    translations: &site.translations,
                };
                sitemap_parts(edition.id, &edition.index, site.routes.iter(), sizes)
            };
            let part = context.memos.sitemap_parts.get_or_init(parts).get(at).cloned();
            pages(context, site.routes.range(part.unwrap_or_default()))
        }
        SitemapPart::List(parts) => list(context, parts),
    }
}

/// Those of these pages that are the edition's.
fn pages<'a>(
    context: Context<'_>,
    pages: impl Iterator<Item = (&'a SitePath, &'a Route)>,
) -> Vec<u8> {
    let edition = context.edition;
    let attributes = [("xmlns", SITEMAP), ("xmlns:xhtml", XHTML)];
    let attributes = if has_languages(context) { &attributes[..] } else { &attributes[..1] };
    lines("urlset", attributes, |xml| {
        for (path, route) in pages {
            let Some(page) = listed_in(edition.id, &edition.index, route) else { continue };
            let Changed::At(changed) = changed(edition, page) else { continue };
            line(xml, "url", |xml| {
                xml.text("loc", &[], &context.address(path, Addresses::Absolute));
                if let Some(changed) = changed {
                    xml.text("lastmod", &[], &rfc3339(&changed.zoned));
                }
                if has_languages(context) {
                    alternates(xml, &in_all_languages(path, context, Addresses::Absolute));
                }
            });
        }
    })
}

fn has_languages(context: Context<'_>) -> bool {
    context.site.editions.len() > 1
}

/// The page in all languages
/// (<https://developers.google.com/search/docs/specialty/international/localized-versions#sitemap>).
fn alternates(xml: &mut Xml, versions: &[TranslationView<'_>]) {
    let mut link = |language: &str, address: &str| {
        let attributes = [("rel", "alternate"), ("hreflang", language), ("href", address)];
        xml.empty("xhtml:link", &attributes);
    };
    for version in versions {
        link(&version.language, &version.permalink);
    }
    for version in versions.iter().filter(|version| version.is_default) {
        link("x-default", &version.permalink);
    }
}

fn list(context: Context<'_>, parts: usize) -> Vec<u8> {
    lines("sitemapindex", &[("xmlns", SITEMAP)], |xml| {
        for part in 0..parts {
            let path = context.edition.index.paths.sitemap_part(part);
            line(xml, "sitemap", |xml| {
                xml.text("loc", &[], &context.address(&path, Addresses::Absolute));
            });
        }
    })
}

/// A document with each of the elements in it on a line.
fn lines(name: &str, attributes: &[(&str, &str)], write: impl FnOnce(&mut Xml)) -> Vec<u8> {
    let mut bytes = Xml::document(DECLARATION, name, attributes, |xml| {
        xml.new_line();
        write(xml);
    });
    bytes.push(b'\n');
    bytes
}

fn line(xml: &mut Xml, name: &str, write: impl FnOnce(&mut Xml)) {
    xml.element(name, &[], write);
    xml.new_line();
}

/// When a page was last changed.
enum Changed<'a> {
    /// Then, if that can be told.
    At(Option<&'a Moment>),
    /// It is not public: search engines are not told of it.
    NotPublic,
}

fn changed<'a>(edition: &'a Edition, page: &EditionPage) -> Changed<'a> {
    let Edition { briefings, pages, index, .. } = edition;
    let newest = |briefings: &mut dyn Iterator<Item = usize>| {
        let briefings = briefings.map(|at| &edition.briefings[at]);
        let public = briefings.filter(|briefing| briefing.article.held.is_none());
        let changes = public.map(|briefing| briefing.modified());
        Changed::At(changes.max_by_key(|changed| changed.timestamp()))
    };
    let of_text = |article: &'a Article| match &article.held {
        None => Changed::At(article.modified()),
        Some(_) => Changed::NotPublic,
    };
    match page {
        EditionPage::Briefing(at) => of_text(&briefings[*at].article),
        EditionPage::Standing(at) => of_text(&pages[*at].article),
        EditionPage::Author { author, page: 1 } => {
            newest(&mut index.authorship.authors[*author].briefings.iter().copied())
        }
        EditionPage::Tag { tag, page: 1 } => {
            newest(&mut index.tagging.tags[*tag].briefings.iter().copied())
        }
        EditionPage::Series { series, page: 1 } => {
            newest(&mut index.serials.series[*series].briefings.iter().copied())
        }
        EditionPage::Home | EditionPage::Latest { page: 1 } => newest(&mut (0..briefings.len())),
        EditionPage::Section { section, page: 1 } => {
            newest(&mut index.sections[*section].briefings.iter().copied())
        }
        EditionPage::Year(at) => newest(&mut index.archive.years[*at].briefings.clone()),
        EditionPage::Month(at) => newest(&mut index.archive.months[*at].briefings.clone()),
        EditionPage::Day(at) => newest(&mut index.archive.days[*at].briefings.clone()),
        _ => Changed::At(None),
    }
}

/// The bytes of the sitemap for news.
pub fn news_sitemap(context: Context<'_>) -> Vec<u8> {
    let edition = context.edition;
    let attributes = [("xmlns", SITEMAP), ("xmlns:news", NEWS), ("xmlns:xhtml", XHTML)];
    let attributes = if has_languages(context) { &attributes[..] } else { &attributes[..2] };
    lines("urlset", attributes, |xml| {
        for at in &*edition.index.news {
            line(xml, "url", |xml| news(xml, context, &edition.briefings[*at]));
        }
    })
}

fn news(xml: &mut Xml, context: Context<'_>, briefing: &Briefing) {
    let settings = &context.edition.settings;
    let article = &briefing.article;
    let language = match article.lang() {
        Some(tag) => tag.to_string(),
        None => settings.language.to_string(),
    };
    xml.text("loc", &[], &context.address(&article.path, Addresses::Absolute));
    xml.element("news:news", &[], |xml| {
        xml.element("news:publication", &[], |xml| {
            xml.text("news:name", &[], &settings.title);
            xml.text("news:language", &[], news_language(&language));
        });
        xml.text("news:publication_date", &[], &rfc3339(&briefing.date.zoned));
        xml.text("news:title", &[], &article.facts.title);
    });
    if has_languages(context) {
        alternates(xml, &in_all_languages(&article.path, context, Addresses::Absolute));
    }
}

/// Google wants the language alone, but for the two of China.
fn news_language(tag: &str) -> &str {
    let lower = tag.to_ascii_lowercase();
    let is = |region: &str, script: &str| {
        lower.starts_with("zh") && (lower.ends_with(region) || lower.contains(script))
    };
    if is("-tw", "-hant") {
        return "zh-tw";
    }
    if is("-cn", "-hans") {
        return "zh-cn";
    }
    tag.split('-').next().unwrap_or(tag)
}

/// The bytes of robots.txt: all may look at all, and where the sitemaps are.
pub fn robots(site: &Site) -> Vec<u8> {
    let sitemaps = site.editions.iter().flat_map(|edition| {
        let paths = &edition.index.paths;
        [paths.sitemap(), paths.news_sitemap()]
    });
    let line = |path| format!("Sitemap: {}\n", site.config.base_url.absolute(&path));
    let sitemaps: String = sitemaps.map(line).collect();
    format!("User-agent: *\nAllow: /\n\n{sitemaps}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_as_google_wants_them() {
        let pairs = [("en-GB", "en"), ("hy", "hy"), ("zh-Hant-HK", "zh-tw"), ("zh-CN", "zh-cn")];
        for (tag, expected) in pairs {
            assert_eq!(news_language(tag), expected);
        }
    }
}
