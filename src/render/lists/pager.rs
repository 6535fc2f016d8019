//! The variables of a list over several pages.

use tera::Context;

use crate::render::pages::lists::{Made, Pages};
use crate::render::views::{PagerLinkView, PagerView};
use crate::site::page_count;
use crate::url::SitePath;

impl Pages<'_> {
    /// The cards of the page `page` of a list, and its pager.
    pub fn insert_list(
        &self,
        context: &mut Context,
        briefings: &[usize],
        page: usize,
        path_of: impl Fn(usize) -> SitePath,
    ) -> Made<()> {
        let size = self.site.config.page_size;
        let count = page_count(briefings.len(), size);
        let on_page = briefings.iter().copied().skip((page - 1) * size).take(size);
        context.insert_value("briefings", self.cards(on_page)?.into());
        let url = |page| self.href(&path_of(page));
        context.insert(
            "pager",
            &PagerView {
                number: page,
                count,
                total: briefings.len(),
                newer: (page > 1).then(|| url(page - 1)),
                older: (page < count).then(|| url(page + 1)),
                pages: shown_pages(page, count)
                    .into_iter()
                    .map(|(number, follows_gap)| PagerLinkView {
                        number,
                        url: url(number),
                        follows_gap,
                    })
                    .collect(),
            },
        );
        Ok(())
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
