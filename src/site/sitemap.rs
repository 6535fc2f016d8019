//! What search engines are told of: which pages, in how many files, and which
//! briefings are news.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use crate::model::{LanguageVersion, ListedBriefing, Translations};
use crate::routes::{EditionId, EditionPage, Route};
use crate::site::edition::Index;
use crate::url::{BaseUrl, SitePath};

/// More URLs a file of a sitemap may not have, and not more bytes
/// (<https://www.sitemaps.org/protocol.html>).
const MOST_URLS: usize = 50_000;
const MOST_BYTES: usize = 50 * 1024 * 1024;
/// More than an entry has beside its URL, and than the file has beside its entries.
const AROUND: usize = 100;

/// How long a briefing is news, and how many may be
/// (<https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap>).
const NEWS_FOR: SignedDuration = SignedDuration::from_hours(48);
const MOST_NEWS: usize = 1000;

/// What is at a route, if it is a page of `edition` that search engines are told of.
pub fn listed_in<'r>(
    edition: EditionId,
    index: &Index,
    route: &'r Route,
) -> Option<&'r EditionPage> {
    match route {
        Route::Edition(of, page) if *of == edition && is_listed(page, index) => Some(page),
        _ => None,
    }
}

/// Whether search engines are told of a page: not of lists that say nothing of
/// their own, such as those of tags and authors about which nothing is told.
fn is_listed(page: &EditionPage, index: &Index) -> bool {
    match page {
        EditionPage::Home
        | EditionPage::Section { .. }
        | EditionPage::Latest { page: 1 }
        | EditionPage::Briefing(_)
        | EditionPage::Standing(_)
        | EditionPage::MostRead
        | EditionPage::Corrections
        | EditionPage::Year(_)
        | EditionPage::Month(_)
        | EditionPage::Day(_) => true,
        EditionPage::Series { page, .. } => *page == 1,
        EditionPage::Tag { .. } | EditionPage::Author { .. } => index.about(page).is_some(),
        EditionPage::Print(_)
        | EditionPage::Tags
        | EditionPage::Authors
        | EditionPage::Latest { .. }
        | EditionPage::Search
        | EditionPage::Feed { .. }
        | EditionPage::LiveFeed { .. }
        | EditionPage::LiveUpdates(_)
        | EditionPage::Podcast(_)
        | EditionPage::Sitemap(_)
        | EditionPage::NewsSitemap
        | EditionPage::WebManifest
        | EditionPage::NotFound
        | EditionPage::Redirect(_) => false,
    }
}

/// The parts of an edition's sitemap: the numbers of the first and of the last route that each
/// has, and of those between them, which are not all listed.
pub fn sitemap_parts<'r>(
    edition: EditionId,
    index: &Index,
    routes: impl Iterator<Item = (&'r SitePath, &'r Route)>,
    sizes: EntrySizes<'_>,
) -> Vec<Range<usize>> {
    let is_listed = |route: &Route| listed_in(edition, index, route).is_some();
    let listed = routes.enumerate().filter(|(_, (_, route))| is_listed(route));
    cut(listed.map(|(at, (path, _))| (at, sizes.of(path))), MOST_URLS, MOST_BYTES - AROUND)
}

/// How long the entries of pages are at most.
#[derive(Clone, Copy)]
pub struct EntrySizes<'a> {
    /// Where the site is.
    pub base_url: &'a BaseUrl,
    /// The front pages of its editions.
    pub homes: &'a [SitePath],
    /// The same stories in several languages.
    pub translations: &'a Translations,
}

impl EntrySizes<'_> {
    fn of(self, path: &SitePath) -> usize {
        let own = escaped_length(&self.base_url.absolute(path)) + AROUND;
        if self.homes.len() < 2 {
            return own;
        }
        let versions = self.translations.of(path).iter().map(|(_, version)| match version {
            LanguageVersion::OnSite(path) => escaped_length(&self.base_url.absolute(path)),
            LanguageVersion::Elsewhere(url) => escaped_length(url),
        });
        // A list is in each language below the front page of that, and the first of all stands
        // there twice.
        let lists = self.homes.iter().map(|home| home.encoded().len() + own);
        let most = versions.clone().max().unwrap_or_default() + AROUND;
        own + versions.map(|version| version + AROUND).sum::<usize>().max(lists.sum()) + most + own
    }
}

/// In XML, `&` and `'` are longer.
fn escaped_length(url: &str) -> usize {
    url.len() + 5 * url.bytes().filter(|byte| matches!(byte, b'&' | b'\'')).count()
}

/// `sizes` are those of the pages, each with its number.
fn cut(
    sizes: impl Iterator<Item = (usize, usize)>,
    most: usize,
    most_bytes: usize,
) -> Vec<Range<usize>> {
    let (mut parts, mut part, mut pages, mut bytes) = (Vec::new(), 0..0, 0, 0);
    for (at, size) in sizes {
        if pages == most || bytes + size > most_bytes {
            parts.push(std::mem::replace(&mut part, at..at));
            (pages, bytes) = (0, 0);
        }
        part.end = at + 1;
        pages += 1;
        bytes += size;
    }
    parts.push(part);
    parts
}

/// The briefings that are news.
pub(super) struct News {
    /// Newest first.
    pub briefings: Vec<usize>,
    /// When the first of them is none any more.
    pub until: Option<Timestamp>,
}

/// Those of `briefings`, newest first, that are news at `instant`.
pub(super) fn newest_for_news(briefings: &[ListedBriefing<'_>], instant: Timestamp) -> News {
    // Where a clock is set back over midnight, moments of two days interleave: so
    // none is the last before one more day has gone by.
    let end = |briefing: &ListedBriefing<'_>| briefing.date.timestamp().checked_add(NEWS_FOR).ok();
    let may_be_news = |briefing: &ListedBriefing<'_>| {
        let later = end(briefing).and_then(|end| end.checked_add(NEWS_FOR).ok());
        later.is_none_or(|later| later > instant)
    };
    let public = briefings.iter().enumerate().take_while(|(_, briefing)| may_be_news(briefing));
    let is_news = |briefing: &ListedBriefing<'_>| {
        // Search engines of news take nothing that somebody paid for.
        let is_news = briefing.text.is_public && !briefing.kind.is_paid_for();
        is_news && end(briefing).is_some_and(|end| end > instant)
    };
    let news: Vec<(usize, &ListedBriefing<'_>)> =
        public.filter(|(_, briefing)| is_news(briefing)).take(MOST_NEWS).collect();
    News {
        until: news.iter().filter_map(|(_, briefing)| end(briefing)).min(),
        briefings: news.into_iter().map(|(at, _)| at).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_not_too_many_urls_and_bytes() {
        let parts = |sizes: &[usize], number: fn(usize) -> usize| -> Vec<(usize, usize)> {
            let sizes = sizes.iter().enumerate().map(|(at, size)| (number(at), *size));
            cut(sizes, 3, 100).into_iter().map(|part| (part.start, part.end)).collect()
        };
        let one_by_one = |at| at;
        assert_eq!(parts(&[], one_by_one), [(0, 0)]);
        assert_eq!(parts(&[1, 1, 1], one_by_one), [(0, 3)]);
        assert_eq!(parts(&[1, 1, 1, 1], one_by_one), [(0, 3), (3, 4)]);
        assert_eq!(parts(&[60, 40, 1, 99], one_by_one), [(0, 2), (2, 4)]);
        // Those between them, which are not listed, do not count.
        assert_eq!(parts(&[1, 1, 1, 1, 1], |at| 10 * at + 5), [(0, 26), (35, 46)]);
    }
}
