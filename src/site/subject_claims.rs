//! The paths of authors, topics and series.

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::{Diagnostic, Place};
use crate::model::{ListedAbout, NamedList};
use crate::routes::{Claimant, Claims, EditionPage, FeedOf, FileSource, Target};
use crate::site::claims::EditionClaims;
use crate::site::edition::Index;
use crate::site::paths::page_count;
use crate::text::front_matter::Subject;
use crate::url::SitePath;

impl<'a> EditionClaims<'a> {
    /// Claims them. An author about whom no file tells gives way to what a site has at that path
    /// already, among its `files` or elsewhere.
    pub(super) fn claim_subjects(
        &self,
        files: &BTreeMap<SitePath, FileSource>,
        claims: &mut Claims<'a>,
    ) {
        self.claim_texts_about(claims);
        self.tell_of_shared_names(claims);
        let (index, size) = (self.index, self.config.page_size);
        let is_free = |path: &SitePath| {
            !files.contains_key(path) && !files.contains_key(&path.file("index.html"))
        };
        for (author, data) in index.authorship.authors.iter().enumerate() {
            let first = index.author_path(author, 1);
            for page in 1..=page_count(data.briefings.len(), size) {
                let path = index.author_path(author, page);
                let route = self.route(EditionPage::Author { author, page });
                if claims.get(&path) != Some(&route) && is_free(&path) {
                    let claimant = Claimant::MadeOf("author", &data.name);
                    claims.claim_if_free(path, route, claimant);
                }
                // What has the first page has them all.
                if claims.get(&first) != Some(&self.route(EditionPage::Author { author, page: 1 }))
                {
                    break;
                }
            }
        }
        let list = index.paths.authors();
        if !index.authorship.authors.is_empty() && is_free(&list) {
            let claimant = Claimant::Made("list of authors");
            claims.claim_if_free(list, self.route(EditionPage::Authors), claimant);
        }
        for (series, data) in index.serials.series.iter().enumerate() {
            for page in 1..=page_count(data.briefings.len(), size) {
                let path = index.series_path(series, page);
                let page = EditionPage::Series { series, page };
                if index.about(&page).is_none() {
                    claims.claim(path, self.route(page), Claimant::MadeOf("series", &data.name));
                }
            }
        }
    }

    /// Tells of other names that are another's too: nobody knows to whom these lead.
    fn tell_of_shared_names(&self, claims: &mut Claims<'a>) {
        let mut of_name: HashMap<(Subject, &str), &ListedAbout<'_>> = HashMap::new();
        for about in self.abouts {
            of_name.entry((about.about.subject, &about.about.name.key)).or_insert(about);
        }
        for about in self.abouts {
            let own = &about.about.name.key;
            for also in about.about.also.iter().filter(|also| also.key != *own) {
                let first = *of_name.entry((about.about.subject, &also.key)).or_insert(about);
                if first.text.file == about.text.file {
                    continue;
                }
                let message = format!("`{}` is a name in `{}` too", also.name, first.text.file);
                let fault = Diagnostic::error(message).in_file(about.text.file).at(Place::START);
                claims.tell([fault.hint("delete it from `also` in one of the two")]);
            }
        }
    }

    /// The first pages of those about which files tell.
    fn claim_texts_about(&self, claims: &mut Claims<'a>) {
        let told = self.told();
        let mut first: HashMap<(Subject, &str), &ListedAbout<'_>> = HashMap::new();
        for (at, about) in self.abouts.iter().enumerate() {
            let name = &about.about.name;
            let first = *first.entry((about.about.subject, &name.key)).or_insert(about);
            if let Some((page, target)) = told.get(&at) {
                let claimant = Claimant::File(about.text.file, Some(Place::START));
                let route = self.route(page.clone());
                claims.claim_user_path(about.text.path.clone(), route, claimant);
                self.claim_files_and_aliases(claims, about.text, *target);
            } else {
                let message = format!("`{}` tells about `{}` too", first.text.file, name.name);
                let fault = Diagnostic::error(message).in_file(about.text.file).at(Place::START);
                claims.tell([fault.hint("delete one of the two, or give it another `name`")]);
            }
        }
    }

    /// The page of which each text tells, and what leads there.
    pub(super) fn told(&self) -> HashMap<usize, (EditionPage, Target)> {
        let Index { tagging, authorship, serials, .. } = self.index;
        let page = 1;
        let of = |lists: &[NamedList]| -> Vec<(usize, usize)> {
            lists.iter().enumerate().filter_map(|(at, list)| Some((list.about?, at))).collect()
        };
        let authors = of(&authorship.authors).into_iter().map(|(about, author)| {
            (about, (EditionPage::Author { author, page }, Target::Author { author, page }))
        });
        let tags = of(&tagging.tags).into_iter().map(|(about, tag)| {
            (about, (EditionPage::Tag { tag, page }, Target::Tag { tag, page }))
        });
        let series = of(&serials.series).into_iter().map(|(about, series)| {
            (about, (EditionPage::Series { series, page }, Target::Series { series, page }))
        });
        authors.chain(tags).chain(series).collect()
    }

    /// The feeds of authors and series: of those that have stories, and their page where it
    /// belongs.
    pub(super) fn feeds_of_subjects(&self, claims: &Claims<'a>) -> Vec<FeedOf> {
        let index = self.index;
        let is_there = |list: &NamedList, path: SitePath, page: EditionPage| {
            !list.briefings.is_empty() && claims.get(&path) == Some(&self.route(page))
        };
        let authors = index.authorship.authors.iter().enumerate().filter(|(author, list)| {
            let page = EditionPage::Author { author: *author, page: 1 };
            is_there(list, index.author_path(*author, 1), page)
        });
        let series = index.serials.series.iter().enumerate().filter(|(series, list)| {
            let page = EditionPage::Series { series: *series, page: 1 };
            is_there(list, index.series_path(*series, 1), page)
        });
        let authors = authors.map(|(author, _)| FeedOf::Author(author));
        authors.chain(series.map(|(series, _)| FeedOf::Series(series))).collect()
    }
}
