//! In which order pages are best made.

use crate::model::Period;
use crate::routes::{EditionPage, Route};
use crate::site::{Index, Site};

/// The newest of the stories that a page lists, or the one that it is of, as its number. Pages
/// with about the same number share most of what they show.
pub fn newest_shown(site: &Site, route: &Route) -> usize {
    match route {
        Route::Edition(edition, page) => {
            newest_on_page(&site.edition(*edition).index, page, site.config.page_size)
        }
        Route::File(_) | Route::Card(_) | Route::RedirectList | Route::Robots => 0,
    }
}

fn newest_on_page(index: &Index, page: &EditionPage, page_size: usize) -> usize {
    let of_list =
        |list: &[usize], page: usize| list.get((page - 1) * page_size).copied().unwrap_or_default();
    let of_period = |periods: &[Period], at: usize| periods[at].briefings.start;
    match page {
        EditionPage::Briefing(at)
        | EditionPage::LiveUpdates(at)
        | EditionPage::LiveFeed { briefing: at, .. } => *at,
        EditionPage::Section { section, page } => {
            of_list(&index.sections[*section].briefings, *page)
        }
        EditionPage::Latest { page } => (page - 1) * page_size,
        EditionPage::Tag { tag, page } => of_list(&index.tagging.tags[*tag].briefings, *page),
        EditionPage::Author { author, page } => {
            of_list(&index.authorship.authors[*author].briefings, *page)
        }
        EditionPage::Series { series, page } => of_list(&index.serials.parts[*series], *page),
        EditionPage::Year(at) => of_period(&index.archive.years, *at),
        EditionPage::Month(at) => of_period(&index.archive.months, *at),
        EditionPage::Day(at) | EditionPage::Print(at) => of_period(&index.archive.days, *at),
        EditionPage::Home
        | EditionPage::Standing(_)
        | EditionPage::NotFound
        | EditionPage::Redirect(_)
        | EditionPage::Tags
        | EditionPage::Authors
        | EditionPage::MostRead
        | EditionPage::Corrections
        | EditionPage::Feed { .. }
        | EditionPage::Podcast(_)
        | EditionPage::Sitemap(_)
        | EditionPage::NewsSitemap
        | EditionPage::Search
        | EditionPage::WebManifest => 0,
    }
}
