//! What search engines are told of: which pages, in how many files, and which
//! briefings are news.

use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use crate::model::ListedBriefing;
use crate::routes::Route;
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

/// Whether search engines are told of a page: not of lists that say nothing of
/// their own, such as those of tags.
pub fn is_listed(route: &Route) -> bool {
    match route {
        Route::Home
        | Route::Section { .. }
        | Route::Briefing(_)
        | Route::Page(_)
        | Route::MostRead
        | Route::Corrections
        | Route::Year(_)
        | Route::Month(_)
        | Route::Day(_) => true,
        Route::Tags
        | Route::Tag { .. }
        | Route::Search
        | Route::Feed { .. }
        | Route::Sitemap(_)
        | Route::NewsSitemap
        | Route::Robots
        | Route::WebManifest
        | Route::RedirectList
        | Route::NotFound
        | Route::Redirect(_)
        | Route::File(_) => false,
    }
}

/// The parts of the sitemap: which of the pages that are listed each has.
pub fn sitemap_parts<'r>(
    routes: impl Iterator<Item = (&'r SitePath, &'r Route)>,
    base_url: &BaseUrl,
) -> Vec<Range<usize>> {
    let listed = routes.filter(|(_, route)| is_listed(route));
    let sizes = listed.map(|(path, _)| escaped_length(&base_url.absolute(path)) + AROUND);
    cut(sizes, MOST_URLS, MOST_BYTES - AROUND)
}

/// In XML, `&` and `'` are longer.
fn escaped_length(url: &str) -> usize {
    url.len() + 5 * url.bytes().filter(|byte| matches!(byte, b'&' | b'\'')).count()
}

fn cut(sizes: impl Iterator<Item = usize>, most: usize, most_bytes: usize) -> Vec<Range<usize>> {
    let (mut parts, mut part, mut bytes) = (Vec::new(), 0..0, 0);
    for size in sizes {
        if part.len() == most || bytes + size > most_bytes {
            let next = part.end..part.end;
            parts.push(std::mem::replace(&mut part, next));
            bytes = 0;
        }
        part.end += 1;
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
        briefing.text.is_public && end(briefing).is_some_and(|end| end > instant)
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
        let ends = |sizes: &[usize]| -> Vec<usize> {
            cut(sizes.iter().copied(), 3, 100).into_iter().map(|part| part.end).collect()
        };
        assert_eq!(ends(&[]), [0]);
        assert_eq!(ends(&[1, 1, 1]), [3]);
        assert_eq!(ends(&[1, 1, 1, 1]), [3, 4]);
        assert_eq!(ends(&[60, 40, 1, 99]), [2, 4]);
    }
}
