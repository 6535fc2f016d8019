//! What a page is in the other languages of a site.

use super::{Edition, Site};
use crate::model::LanguageVersion;
use crate::routes::{EditionId, EditionPage, Route};
use crate::url::SitePath;

/// A page in one of the site's languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counterpart {
    /// The edition that has it.
    pub edition: EditionId,
    /// Where it is.
    pub path: SitePath,
}

impl Site {
    /// The edition below whose front page a path is, whether or not something is there.
    pub fn edition_at(&self, path: &SitePath) -> &Edition {
        let homes = self.editions.iter().map(|edition| (edition, edition.index.paths.home()));
        let around = homes.filter(|(_, home)| path.as_str().starts_with(home.as_str()));
        let nearest = around.max_by_key(|(_, home)| home.as_str().len());
        nearest.map_or(&self.editions[0], |(edition, _)| edition)
    }

    /// The page at `path` in each edition, where it is there: a text by what its front matter and
    /// the names of files tell, a list by what it is of. Of a list of several pages it is the
    /// first.
    pub fn counterparts(
        &self,
        of: &Edition,
        page: &EditionPage,
        path: &SitePath,
    ) -> Vec<Option<SitePath>> {
        match self.subject_in_all(of, page) {
            Some(found) => found,
            None => {
                let editions = self.editions.iter();
                editions.map(|edition| self.counterpart(of, page, path, edition)).collect()
            }
        }
    }

    fn counterpart(
        &self,
        of: &Edition,
        page: &EditionPage,
        path: &SitePath,
        edition: &Edition,
    ) -> Option<SitePath> {
        let (own, paths) = (&of.index, &edition.index.paths);
        let list = match page {
            EditionPage::Briefing(_) | EditionPage::Standing(_) => {
                return self.version_in(path, edition);
            }
            EditionPage::Home => paths.home().clone(),
            EditionPage::Section { section, .. } => {
                let id = &own.sections[*section].config.id;
                let mut sections = edition.index.sections.iter();
                // A list of nothing is no version of one.
                sections
                    .find(|section| section.config.id == *id && !section.briefings.is_empty())?;
                paths.section(id, 1)
            }
            EditionPage::Latest { .. } => paths.latest(1),
            EditionPage::Tags => paths.tags(),
            EditionPage::Authors => paths.authors(),
            EditionPage::MostRead => paths.most_read(),
            EditionPage::Search => paths.search(),
            EditionPage::Year(at) => paths.year(own.archive.years[*at].day),
            EditionPage::Month(at) => paths.month(own.archive.months[*at].day),
            EditionPage::Day(at) => paths.day(own.archive.days[*at].day),
            EditionPage::Print(at) => paths.print(own.archive.days[*at].day),
            EditionPage::Corrections => paths.corrections(),
            // These are one through others too.
            EditionPage::Tag { .. }
            | EditionPage::Author { .. }
            | EditionPage::Series { .. }
            | EditionPage::NotFound
            | EditionPage::Feed { .. }
            | EditionPage::LiveFeed { .. }
            | EditionPage::LiveUpdates(_)
            | EditionPage::Podcast(_)
            | EditionPage::Sitemap(_)
            | EditionPage::NewsSitemap
            | EditionPage::WebManifest
            | EditionPage::Redirect(_) => return None,
        };
        self.list_like(page, edition, list)
    }

    /// The path of a list, if an edition has one of that kind there.
    fn list_like(&self, page: &EditionPage, edition: &Edition, list: SitePath) -> Option<SitePath> {
        let is_list = |route: &Route| match route {
            Route::Edition(id, found) => {
                *id == edition.id && std::mem::discriminant(found) == std::mem::discriminant(page)
            }
            _ => false,
        };
        self.routes.get(&list).is_some_and(is_list).then_some(list)
    }

    /// The version of the text at `path` that an edition has.
    pub(super) fn version_in(&self, path: &SitePath, edition: &Edition) -> Option<SitePath> {
        self.translations.of(path).iter().find_map(|(_, version)| match version {
            LanguageVersion::OnSite(path) => {
                let found = self.routes.get(path)?.edition()?;
                (found == edition.id).then(|| path.clone())
            }
            LanguageVersion::Elsewhere(_) => None,
        })
    }

    /// A list in all languages that have it, in their order, the edition's own among them; none
    /// of one that no other has, of a text, and of the second page of a list, of which nobody can
    /// tell what the second of another language has.
    pub fn list_in_all(
        &self,
        of: &Edition,
        page: &EditionPage,
        path: &SitePath,
    ) -> Vec<Counterpart> {
        let is_further = match page {
            EditionPage::Section { page, .. }
            | EditionPage::Latest { page }
            | EditionPage::Tag { page, .. }
            | EditionPage::Author { page, .. }
            | EditionPage::Series { page, .. } => *page > 1,
            EditionPage::Briefing(_) | EditionPage::Standing(_) => true,
            _ => false,
        };
        if self.editions.len() < 2 || is_further {
            return Vec::new();
        }
        let found = self.editions.iter().zip(self.counterparts(of, page, path));
        let found = found
            .filter_map(|(edition, path)| Some(Counterpart { edition: edition.id, path: path? }));
        let found: Vec<Counterpart> = found.collect();
        let is_among = found.iter().any(|it| it.edition == of.id);
        if found.len() > 1 && is_among { found } else { Vec::new() }
    }
}
