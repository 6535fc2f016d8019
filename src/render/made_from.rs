//! What pages are made from, told without making them: a page that is made from the same is the
//! same, so a build need not make it again.
//!
//! Every page is made from what surrounds the stories: the settings, all files that are no texts,
//! the placements of all texts, the standing pages, what is told about lists, and the links that
//! are there at the moment. What else may be on it are stories, each with all that is known of it.
//! Which stories these are is told here by more of them rather than fewer: of related stories all
//! that are looked at, of a series all parts. A page of a list shows those on it, and names the
//! newest of the whole list. The pages that are not told of here are made each time: there are few
//! of them.

use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use crate::model::{Briefing, LanguageVersion, looked_at_as_related};
use crate::reads::stories::Rank;
use crate::render::lists::groups::MOST_HEADLINES;
use crate::render::lists::rankings::{listed_everywhere, listed_on_its_page};
use crate::routes::{EditionPage, FileSource, Route};
use crate::site::{Edition, Site};
use crate::url::SitePath;

/// What the pages of a site are made from.
pub struct MadeFrom<'a> {
    site: &'a Site,
    /// What all pages are made from.
    surroundings: u128,
    editions: Vec<OfEdition>,
}

/// What the pages of an edition are made from, as hashes.
struct OfEdition {
    /// What every page of it shows as most read.
    everywhere: u128,
    /// All that was read most.
    most_read: u128,
    /// Each of its stories.
    stories: Vec<u128>,
    /// How each of them is named.
    headlines: Vec<u128>,
    /// What was read most in each section.
    most_read_in: Vec<u128>,
    /// The parts of each series.
    series: Vec<u128>,
}

impl<'a> MadeFrom<'a> {
    /// Of a site with these `surroundings`: a hash of all that it is made from but for the
    /// content of its texts.
    pub fn new(site: &'a Site, surroundings: u128) -> Self {
        let pages = site.editions.iter().flat_map(|it| it.pages.iter().chain(&it.abouts));
        let links = site.editions.iter().map(|it| (&it.settings.menu, &it.settings.footer.links));
        let (pages, links) = (pages.collect::<Vec<_>>(), links.collect::<Vec<_>>());
        let surroundings = hash_of(&(surroundings, pages, links));
        let editions = site.editions.iter().map(|edition| OfEdition::new(site, edition)).collect();
        MadeFrom { site, surroundings, editions }
    }

    /// What the page at `path` is made from; none if it is made each time.
    pub fn of(&self, path: &SitePath, route: &Route) -> Option<u128> {
        let (id, page) = match route {
            Route::Edition(id, page) => (id, page),
            // Its name says all of it.
            Route::File(FileSource::Picture(picture)) => return Some(hash_of(&picture.name())),
            Route::Card(card) => return Some(hash_of(&card.key)),
            Route::File(FileSource::Own(_) | FileSource::BuiltIn(_))
            | Route::RedirectList
            | Route::Robots => return None,
        };
        let (edition, of_edition) = (self.site.edition(*id), &self.editions[id.0]);
        let of_stories = |at: &mut dyn Iterator<Item = usize>| {
            hash_of(&at.map(|at| of_edition.stories[at]).collect::<Vec<_>>())
        };
        let size = self.site.config.page_size;
        let of_list =
            |list: &[usize], page: usize| of_edition.page_of_list(list.iter().copied(), page, size);
        let shown = match page {
            EditionPage::Briefing(at) => self.of_story(edition, of_edition, *at, path),
            EditionPage::Section { section, page } => {
                let list = &edition.index.sections[*section].briefings;
                hash_of(&(of_list(list, *page), of_edition.most_read_in[*section]))
            }
            EditionPage::Tag { tag, page } => {
                of_list(&edition.index.tagging.tags[*tag].briefings, *page)
            }
            EditionPage::Author { author, page } => {
                of_list(&edition.index.authorship.authors[*author].briefings, *page)
            }
            EditionPage::Series { series, .. } => of_edition.series[*series],
            EditionPage::Latest { page } => {
                of_edition.page_of_list(0..edition.briefings.len(), *page, size)
            }
            // Others show what was read in all languages.
            EditionPage::MostRead if self.site.editions.len() == 1 => of_edition.most_read,
            EditionPage::Day(at) | EditionPage::Print(at) => {
                of_stories(&mut edition.index.archive.days[*at].briefings.clone())
            }
            EditionPage::Month(at) => {
                of_stories(&mut edition.index.archive.months[*at].briefings.clone())
            }
            _ => return None,
        };
        Some(hash_of(&(self.surroundings, of_edition.everywhere, path, shown)))
    }

    fn of_story(&self, edition: &Edition, hashes: &OfEdition, at: usize, path: &SitePath) -> u128 {
        let index = &edition.index;
        let section = edition.briefings[at].section;
        let list = &index.sections[section].briefings;
        let rank = index.rank_in_section[at];
        let neighbours = [rank.checked_sub(1), Some(rank), Some(rank + 1)];
        let neighbours = neighbours.into_iter().flatten().filter_map(|rank| list.get(rank));
        let story = |at: usize| hashes.stories[at];
        let mut hasher = Xxh3::new();
        story(at).hash(&mut hasher);
        hashes.most_read_in[section].hash(&mut hasher);
        neighbours.for_each(|at| story(*at).hash(&mut hasher));
        if let Some((series, place)) = index.serials.place_of(at) {
            let parts = &index.serials.parts[series];
            let beside = [place.checked_sub(1), Some(place + 1)].into_iter().flatten();
            let beside = beside.filter_map(|place| parts.get(place));
            beside.for_each(|at| story(*at).hash(&mut hasher));
        }
        // A story is looked at once for each tag that it shares.
        let looked_at = looked_at_as_related(at, &index.tagging).map(story);
        looked_at.fold(0, u128::wrapping_add).hash(&mut hasher);
        for (_, version) in self.site.translations.of(path) {
            if let LanguageVersion::OnSite(path) = version {
                self.text_at(path).hash(&mut hasher);
            }
        }
        hasher.digest128()
    }

    /// The text at a path. Of standing pages, all are made from all.
    fn text_at(&self, path: &SitePath) -> Option<u128> {
        match self.site.routes.get(path)? {
            Route::Edition(id, EditionPage::Briefing(at)) => Some(self.editions[id.0].stories[*at]),
            _ => None,
        }
    }
}

impl OfEdition {
    fn new(site: &Site, edition: &Edition) -> Self {
        let stories: Vec<u128> = edition.briefings.par_iter().map(hash_of).collect();
        let of_ranks = |ranks: &mut dyn Iterator<Item = &Rank>| {
            let ranks = ranks.map(|rank| stories[rank.briefing]);
            hash_of(&ranks.collect::<Vec<_>>())
        };
        let index = &edition.index;
        let rankings = &index.most_read.rankings;
        let in_section = |section: usize| {
            of_ranks(&mut rankings.iter().flat_map(|ranking| &ranking.by_section[section]))
        };
        let headline = |briefing: &Arc<Briefing>| {
            let facts = &briefing.article.facts;
            hash_of(&(&facts.title, facts.kind))
        };
        let of_parts =
            |parts: &Vec<usize>| hash_of(&parts.iter().map(|at| stories[*at]).collect::<Vec<_>>());
        OfEdition {
            everywhere: of_ranks(
                &mut listed_everywhere(site, edition).flat_map(|(_, ranks)| ranks),
            ),
            most_read: of_ranks(
                &mut listed_on_its_page(site, edition).flat_map(|(_, ranks)| ranks),
            ),
            headlines: edition.briefings.iter().map(headline).collect(),
            most_read_in: (0..index.sections.len()).map(in_section).collect(),
            series: index.serials.parts.iter().map(of_parts).collect(),
            stories,
        }
    }

    /// A page of a list, of `size` stories: those on it, and the headlines of the list's newest.
    fn page_of_list(
        &self,
        list: impl Iterator<Item = usize> + Clone,
        page: usize,
        size: usize,
    ) -> u128 {
        let named = list.clone().take(MOST_HEADLINES).map(|at| self.headlines[at]);
        let named = named.collect::<Vec<_>>();
        let shown = list.skip((page - 1) * size).take(size).map(|at| self.stories[at]);
        hash_of(&(named, shown.collect::<Vec<_>>()))
    }
}

fn hash_of(value: &impl Hash) -> u128 {
    let mut hasher = Xxh3::new();
    value.hash(&mut hasher);
    hasher.digest128()
}
