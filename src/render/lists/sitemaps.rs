//! What crawlers read: sitemaps (<https://www.sitemaps.org/protocol.html>), the one
//! for news by Google's rules
//! (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>),
//! and robots.txt (RFC 9309).
//!
//! Moments come from the content: a page was last changed when the newest text
//! that it shows was.

use quick_xml::escape::escape;

use crate::model::Article;
use crate::render::context::Context;
use crate::render::xml::for_xml;
use crate::routes::{Route, SitemapPart};
use crate::site::{Index, Site, is_listed, sitemap_parts};
use crate::text::date::{Moment, rfc3339};
use crate::url::SitePath;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
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
    let mut xml = format!("{HEAD}<urlset xmlns=\"{SITEMAP}\">\n");
    for (path, route) in pages.filter(|(_, route)| is_listed(route)) {
        let Changed::At(changed) = changed(site, route) else { continue };
        let url = site.config.base_url.absolute(path);
        xml += &format!("<url><loc>{}</loc>", escape(&url));
        if let Some(changed) = changed {
            xml += &format!("<lastmod>{}</lastmod>", rfc3339(&changed.zoned));
        }
        xml += "</url>\n";
    }
    (xml + "</urlset>\n").into_bytes()
}

fn list(site: &Site, parts: usize) -> Vec<u8> {
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"{SITEMAP}\">\n");
    for part in 0..parts {
        let url = site.config.base_url.absolute(&Index::sitemap_part_path(part));
        xml += &format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&url));
    }
    (xml + "</sitemapindex>\n").into_bytes()
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
    let name = for_xml(&site.config.title);
    let mut xml = format!("{HEAD}<urlset xmlns=\"{SITEMAP}\" xmlns:news=\"{NEWS}\">\n");
    for at in &*site.index.news {
        let briefing = &site.briefings[*at];
        let article = &briefing.article;
        let url = site.config.base_url.absolute(&article.path);
        let language = match article.lang() {
            Some(tag) => tag.to_string(),
            None => site.config.language.to_string(),
        };
        xml += &format!(
            "<url><loc>{}</loc><news:news><news:publication><news:name>{}</news:name>\
             <news:language>{}</news:language></news:publication>\
             <news:publication_date>{}</news:publication_date><news:title>{}</news:title>\
             </news:news></url>\n",
            escape(&url),
            escape(&name),
            escape(for_xml(news_language(&language))),
            rfc3339(&briefing.date.zoned),
            escape(for_xml(&article.facts.title)),
        );
    }
    (xml + "</urlset>\n").into_bytes()
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
