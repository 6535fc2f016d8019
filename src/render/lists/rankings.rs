//! What was read most, as pages show it.

use jiff::civil::Date;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::model::{Ranked, Ranking};
use crate::render::shared::{Cards, Prepared, day};
use crate::render::views::{MostReadView, RankedView, RankingView};
use crate::site::{Index, Site};
use crate::templates::Templates;
use crate::text::config::capitalized;

/// Makes rankings of what was read most.
#[derive(Clone, Copy)]
pub struct Rankings<'a> {
    pub site: &'a Site,
    pub prepared: &'a Prepared,
    pub cards: &'a Cards,
    pub templates: &'a Templates,
}

/// A value, or what is wrong with the template of a card.
type Made = Result<Value, Vec<Diagnostic>>;

impl Rankings<'_> {
    /// The [`MostReadView`] that every page shows; none if nothing was read.
    pub fn on_every_page(&self) -> Made {
        let limit = self.site.config.most_read.limit;
        self.view(|ranking| &ranking.briefings[..ranking.briefings.len().min(limit)])
    }

    /// The [`MostReadView`] with everything that is listed.
    pub fn in_full(&self) -> Made {
        self.view(|ranking| &ranking.briefings)
    }

    /// The [`MostReadView`] of a section; none if nothing in it was read.
    pub fn of_section(&self, section: usize) -> Made {
        self.view(|ranking| &ranking.by_section[section])
    }

    fn view(&self, listed: impl Fn(&Ranking) -> &[Ranked]) -> Made {
        let rankings = self.site.index.most_read.rankings.iter();
        let rankings = rankings
            .map(|ranking| (ranking, listed(ranking)))
            .filter(|(_, listed)| !listed.is_empty())
            .map(|(ranking, listed)| self.ranking(ranking, listed))
            .collect::<Result<Vec<_>, _>>()?;
        let Some(as_of) = rankings.first().map(|ranking| ranking.last.clone()) else {
            return Ok(Value::none());
        };
        let url = self.site.config.base_url.href(&Index::most_read_path());
        Ok(Value::from_serializable(&MostReadView { url, as_of, rankings }))
    }

    /// A window's name in the language of the site, where the theme has a word for it.
    fn window_name(&self, id: &str) -> String {
        match self.site.config.words.plain(id) {
            "" => capitalized(id),
            word => word.into(),
        }
    }

    fn ranking(
        &self,
        ranking: &Ranking,
        listed: &[Ranked],
    ) -> Result<RankingView, Vec<Diagnostic>> {
        let window = &ranking.window;
        let date = |of: Date| day(of, &self.prepared.calendar, self.site);
        let ranked = |ranked: &Ranked| {
            let story =
                self.cards.get(ranked.briefing, self.site, self.prepared, self.templates)?;
            Ok(RankedView { story, reads: ranked.reads })
        };
        Ok(RankingView {
            id: window.name.clone(),
            name: self.window_name(&window.name),
            days: window.days,
            first: date(window.first),
            last: date(window.last),
            briefings: listed.iter().map(ranked).collect::<Result<_, Vec<Diagnostic>>>()?,
        })
    }
}

/// Whether what every page shows of what was read most is the same on the site
/// `next`, which has the same index.
pub fn are_the_same(site: &Site, next: &Site) -> bool {
    let limit = site.config.most_read.limit;
    let rankings = site.index.most_read.rankings.iter();
    let ranked = rankings.flat_map(|ranking| ranking.briefings.iter().take(limit));
    ranked
        .map(|ranked| ranked.briefing)
        .all(|at| std::sync::Arc::ptr_eq(&site.briefings[at], &next.briefings[at]))
}
