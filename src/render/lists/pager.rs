//! A list over several pages.

use tera::Value;

use crate::render::addresses::Addresses;
use crate::render::context::{Context, Rendered};
use crate::render::story::cards::cards;
use crate::render::views::{PagerLinkView, PagerView};
use crate::site::page_count;
use crate::url::SitePath;

/// The cards of those of `briefings` that are on the page `page` of their list.
///
/// # Errors
/// What is wrong with a template that shows one of them.
pub fn cards_of_page(
    context: Context<'_>,
    briefings: &[usize],
    page: usize,
) -> Rendered<Vec<Value>> {
    let size = context.site.config.page_size;
    cards(context, briefings.iter().copied().skip((page - 1) * size).take(size))
}

/// What leads from the page `page` of a list of `total` briefings to the others.
pub fn pager(
    context: Context<'_>,
    total: usize,
    page: usize,
    path_of: impl Fn(usize) -> SitePath,
) -> PagerView {
    let count = page_count(total, context.site.config.page_size);
    let url = |page| context.address(&path_of(page), Addresses::InSite);
    PagerView {
        number: page,
        count,
        total,
        newer: (page > 1).then(|| url(page - 1)),
        older: (page < count).then(|| url(page + 1)),
        pages: shown_pages(page, count)
            .into_iter()
            .map(|(number, follows_gap)| PagerLinkView { number, url: url(number), follows_gap })
            .collect(),
    }
}

/// The numbers that a pager shows, and whether some are left out before each:
/// the first, the last, and those around this one. A list of a thousand pages
/// would otherwise hold a million links.
fn shown_pages(page: usize, count: usize) -> Vec<(usize, bool)> {
    let is_shown = |number: &usize| *number == 1 || *number == count || number.abs_diff(page) <= 2;
    let around = page.saturating_sub(2).max(1)..=(page + 2).min(count);
    let mut shown: Vec<(usize, bool)> = Vec::new();
    for number in std::iter::once(1).chain(around).chain([count]).filter(is_shown) {
        match shown.last() {
            Some((last, _)) if *last >= number => {}
            Some((last, _)) => shown.push((number, *last + 1 < number)),
            None => shown.push((number, false)),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pager_shows_the_ends_and_the_neighbourhood() {
        let shown = |page, count| {
            let numbers = shown_pages(page, count).into_iter();
            let text =
                numbers.map(|(number, gap)| format!("{}{number}", if gap { "… " } else { "" }));
            text.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(shown(1, 1), "1");
        assert_eq!(shown(1, 3), "1 2 3");
        assert_eq!(shown(1, 9), "1 2 3 … 9");
        assert_eq!(shown(5, 9), "1 … 3 4 5 6 7 … 9");
        assert_eq!(shown(4, 7), "1 2 3 4 5 6 7");
        assert_eq!(shown(9, 9), "1 … 7 8 9");
    }
}
