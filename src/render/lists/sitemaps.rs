//! What crawlers read: sitemaps (<https://www.sitemaps.org/protocol.html>), the one
//! for news by Google's rules
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>),
//! and robots.txt (RFC 9309).
//!
//! Moments come from the content: a page was last changed when the newest text
//! that it shows was.

use crate::model::{Article, Briefing};
use crate::render::context::Context;
use crate::render::xml::Xml;
use crate::routes::{Route, SitemapPart};
use crate::site::{Index, Site, is_listed, sitemap_parts};
use crate::text::date::{Moment, rfc3339};
use crate::url::SitePath;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// The bytes of the sitemap, or of a part of it.
pub fn sitemap(context: Context<'_>, part: SitemapPart) -> Vec<u8> {
    let site = context.site;
    let Index { routes, .. } = &*site.index;
    match part {
        SitemapPart::Whole => pages(site, routes.iter()),
        SitemapPart::Part(at) => {
            let parts = || sitemap_parts(routes.iter(), &site.config.base_url);
            let part = context.memos.sitemap_parts.get_or_init(parts).get(at).cloned();
            pages(site, routes.range(part.unwrap_or_default()))
        }
        SitemapPart::List(parts) => list(site, parts),
    }
}

fn pages<'a>(site: &Site, pages: impl Iterator<Item = (&'a SitePath, &'a Route)>) -> Vec<u8> {
    lines("urlset", &[("xmlns", SITEMAP)], |xml| {
        for (path, route) in pages.filter(|(_, route)| is_listed(route)) {
            let Changed::At(changed) = changed(site, route) else { continue };
            line(xml, "url", |xml| {
                xml.text("loc", &[], &site.config.base_url.absolute(path));
                if let Some(changed) = changed {
                    xml.text("lastmod", &[], &rfc3339(&changed.zoned));
                }
            });
        }
    })
}

fn list(site: &Site, parts: usize) -> Vec<u8> {
    lines("sitemapindex", &[("xmlns", SITEMAP)], |xml| {
        for part in 0..parts {
            let path = Index::sitemap_part_path(part);
            line(xml, "sitemap", |xml| {
                xml.text("loc", &[], &site.config.base_url.absolute(&path));
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

fn changed<'a>(site: &'a Site, route: &Route) -> Changed<'a> {
    let Site { briefings, pages, index, .. } = site;
    let newest = |briefings: &mut dyn Iterator<Item = usize>| {
        let briefings = briefings.map(|at| &site.briefings[at]);
        let public = briefings.filter(|briefing| briefing.article.held.is_none());
        let changes = public.map(|briefing| briefing.modified());
        Changed::At(changes.max_by_key(|changed| changed.timestamp()))
    };
    let of_text = |article: &'a Article| match &article.held {
        None => Changed::At(article.modified()),
        Some(_) => Changed::NotPublic,
    };
    match route {
        Route::Briefing(at) => of_text(&briefings[*at].article),
        Route::Page(at) => of_text(&pages[*at].article),
        Route::Home => newest(&mut (0..briefings.len())),
        Route::Section { section, page: 1 } => {
            newest(&mut index.sections[*section].briefings.iter().copied())
        }
        Route::Year(at) => newest(&mut index.archive.years[*at].briefings.clone()),
        Route::Month(at) => newest(&mut index.archive.months[*at].briefings.clone()),
        Route::Day(at) => newest(&mut index.archive.days[*at].briefings.clone()),
        _ => Changed::At(None),
    }
}

/// The bytes of the sitemap for news.
pub fn news_sitemap(site: &Site) -> Vec<u8> {
    lines("urlset", &[("xmlns", SITEMAP), ("xmlns:news", NEWS)], |xml| {
        for at in &*site.index.news {
            line(xml, "url", |xml| news(xml, site, &site.briefings[*at]));
        }
    })
}

fn news(xml: &mut Xml, site: &Site, briefing: &Briefing) {
    let article = &briefing.article;
    let language = match article.lang() {
        Some(tag) => tag.to_string(),
        None => site.config.language.to_string(),
    };
    xml.text("loc", &[], &site.config.base_url.absolute(&article.path));
    xml.element("news:news", &[], |xml| {
        xml.element("news:publication", &[], |xml| {
            xml.text("news:name", &[], &site.config.title);
            xml.text("news:language", &[], news_language(&language));
        });
        xml.text("news:publication_date", &[], &rfc3339(&briefing.date.zoned));
        xml.text("news:title", &[], &article.facts.title);
    });
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
    let [sitemap, news] = [Index::sitemap_path(), Index::news_sitemap_path()]
        .map(|path| site.config.base_url.absolute(&path));
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\nSitemap: {news}\n").into_bytes()
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
