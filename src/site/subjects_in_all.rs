//! Which tags, authors and series of several languages are one: those that the files tell which
//! tell about them, and those with one slug.

use super::{Edition, Site};
use crate::model::NamedList;
use crate::routes::{EditionId, EditionPage, Route};
use crate::text::front_matter::Subject;
use crate::url::SitePath;

/// The list of a subject: its edition, and its number there.
type SubjectList = (EditionId, usize);

impl Site {
    /// The list of a tag, an author or a series in each language, where that has it, its own among
    /// them; none of another page. Whichever of them asks, it is the same answer: of two in one
    /// language it is the one that a text tells about, or else the one whose address comes first.
    pub(super) fn subject_in_all(
        &self,
        of: &Edition,
        page: &EditionPage,
    ) -> Option<Vec<Option<SitePath>>> {
        let (subject, number) = subject_of(page)?;
        let lists = InAll { site: self, subject };
        let mut chosen: Vec<Option<(bool, SitePath)>> = vec![None; self.editions.len()];
        for (edition, number) in lists.connected((of.id, number)) {
            let path = lists.path((edition, number));
            let ranked = (lists.list((edition, number)).about.is_none(), path);
            let best = &mut chosen[edition.0];
            if best.as_ref().is_none_or(|best| ranked < *best) {
                *best = Some(ranked);
            }
        }
        Some(chosen.into_iter().map(|chosen| Some(chosen?.1)).collect())
    }
}

fn subject_of(page: &EditionPage) -> Option<(Subject, usize)> {
    match page {
        EditionPage::Tag { tag, .. } => Some((Subject::Topic, *tag)),
        EditionPage::Author { author, .. } => Some((Subject::Author, *author)),
        EditionPage::Series { series, .. } => Some((Subject::Series, *series)),
        _ => None,
    }
}

/// The lists of a kind of subject, in all languages.
struct InAll<'a> {
    site: &'a Site,
    subject: Subject,
}

impl InAll<'_> {
    /// All that are one with a list, through others too.
    fn connected(&self, start: SubjectList) -> Vec<SubjectList> {
        let mut found = vec![start];
        let mut next = 0;
        while let Some(list) = found.get(next).copied() {
            next += 1;
            for edition in &self.site.editions {
                let near = self.nearest(list, edition.id);
                let near = near.filter(|near| self.nearest(*near, list.0) == Some(list));
                found.extend(near.filter(|near| !found.contains(near)));
            }
        }
        found
    }

    /// The one in another language that a list is told to be, or else the one of its slug.
    fn nearest(&self, list: SubjectList, edition: EditionId) -> Option<SubjectList> {
        if list.0 == edition {
            return None;
        }
        let other = self.site.edition(edition);
        let told = self.site.version_in(&self.path(list), other);
        // Two tags with one slug are most likely one: `НАТО` and `NATO`.
        let path =
            told.unwrap_or_else(|| other.index.paths.about(self.subject, &self.list(list).slug, 1));
        match self.site.routes.get(&path)? {
            Route::Edition(found, page) if *found == edition => {
                let (subject, number) = subject_of(page)?;
                (subject == self.subject).then_some((edition, number))
            }
            _ => None,
        }
    }

    fn path(&self, (edition, number): SubjectList) -> SitePath {
        let index = &self.site.edition(edition).index;
        match self.subject {
            Subject::Topic => index.tag_path(number, 1),
            Subject::Author => index.author_path(number, 1),
            Subject::Series => index.series_path(number, 1),
        }
    }

    fn list(&self, (edition, number): SubjectList) -> &NamedList {
        let index = &self.site.edition(edition).index;
        match self.subject {
            Subject::Topic => &index.tagging.tags[number],
            Subject::Author => &index.authorship.authors[number],
            Subject::Series => &index.serials.series[number],
        }
    }
}
