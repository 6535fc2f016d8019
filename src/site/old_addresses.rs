//! The addresses that were public before: of sections by their old ids, of stories by old
//! patterns, of tags beside others, and of what the settings name one by one.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::model::NamedList;
use crate::routes::{Claimant, Claims, EditionPage, FeedFormat, FeedOf, Route, Target};
use crate::site::claims::EditionClaims;
use crate::site::edition::Index;
use crate::site::paths::{page_count, paginated};
use crate::text::config::{self, Config, Redirect};
use crate::text::permalink::Permalink;
use crate::text::placed::Placed;
use crate::url::SitePath;

/// Claims those of all editions; what the site has now is claimed already.
pub(super) fn claim_old_addresses<'a>(
    editions: &[EditionClaims<'a>],
    redirects: &'a [Redirect],
    claims: &mut Claims<'a>,
) {
    editions.iter().for_each(|edition| edition.claim_old_sections(claims));
    for redirect in redirects {
        claim_redirect(editions, redirect, claims);
    }
    for edition in editions {
        edition.claim_reserves(claims);
        edition.claim_by_patterns(claims);
    }
    editions.iter().for_each(|edition| edition.claim_old_folders(claims));
}

/// Claims an old address that the settings name, for the edition that has what it leads to.
fn claim_redirect<'a>(
    editions: &[EditionClaims<'a>],
    redirect: &'a Redirect,
    claims: &mut Claims<'a>,
) {
    let found = editions
        .iter()
        .find_map(|edition| Some((edition, edition.target_at(claims.get(&redirect.to.value))?)));
    match found {
        Some((edition, target)) => edition.claim_redirect(redirect, target, claims),
        None => {
            let fault = leads_nowhere(redirect, claims.get(&redirect.to.value).is_some());
            claims.tell([fault]);
        }
    }
}

fn leads_nowhere(Redirect { from, to }: &Redirect, is_something_there: bool) -> Diagnostic {
    let (message, hint) = match is_something_there {
        true => (
            format!("redirects: `{}` is none of the pages that a redirect can lead to", to.value),
            "write the address of a page that readers see: a story, a list or the front page",
        ),
        false => (
            format!("redirects: `{}` leads to `{}`, and there is no page", from.value, to.value),
            "write the address that the page has now",
        ),
    };
    told_at(to, message, hint)
}

fn told_at(of: &Placed<SitePath>, message: String, hint: &str) -> Diagnostic {
    let fault = Diagnostic::warning(message).in_file(config::FILE).hint(hint);
    Diagnostic { place: of.place, ..fault }
}

impl<'a> EditionClaims<'a> {
    /// Claims those of sections; what the site has now is claimed already.
    fn claim_old_sections(&self, claims: &mut Claims<'a>) {
        for (section, data) in self.index.sections.iter().enumerate() {
            for alias in &data.config.aliases {
                self.claim_old_lists(section, alias, claims);
            }
        }
    }

    fn claim_by_patterns(&self, claims: &mut Claims<'a>) {
        let Config { permalink, redirects, .. } = self.config;
        // For each pattern, the first, and how many.
        let mut clashes: BTreeMap<(usize, usize), (Diagnostic, usize)> = BTreeMap::new();
        for (at, briefing) in self.briefings.iter().enumerate() {
            let section = &self.index.sections[briefing.section].config;
            let path = briefing.text.path.as_str();
            let Some(slug) = permalink.slug_of(path, &section.id, briefing.day) else { continue };
            let ids = || {
                let old = section.aliases.iter().map(|alias| alias.value.as_str());
                old.chain([section.id.as_str()])
            };
            let route = self.route(EditionPage::Redirect(Target::Briefing(at)));
            let is_there = [route.clone(), self.route(EditionPage::Briefing(at))];
            let file = briefing.text.file;
            let patterns = redirects.iter().map(|pattern| (&pattern.value, pattern.place));
            for (pattern, place) in [(permalink, None)].into_iter().chain(patterns) {
                for old in ids().filter_map(|id| pattern.fill(id, slug, briefing.day)) {
                    let claimant = Claimant::Alias(file, None);
                    let other = claims.claim_if_free(old.clone(), route.clone(), claimant);
                    let other = other.filter(|(route, _)| !is_there.contains(route));
                    let (Some((_, other)), Some(place)) = (other, place) else { continue };
                    clashes
                        .entry((place.line, place.column))
                        .or_insert_with(|| {
                            let clash = Clash { pattern, old, other, file };
                            (clash.told().in_file(config::FILE).at(place), 0)
                        })
                        .1 += 1;
                }
            }
        }
        claims.tell(clashes.into_values().map(|(fault, count)| match count {
            1 => fault,
            count => {
                let message = format!("{}, and so for {} more", fault.message, count - 1);
                Diagnostic { message, ..fault }
            }
        }));
    }

    /// The list of a section by an old id, and its feeds, which programs go on to read there.
    fn claim_old_lists(&self, section: usize, alias: &Placed<String>, claims: &mut Claims<'a>) {
        let Index { paths, sections, .. } = self.index;
        let claimant = Claimant::Alias(config::FILE, alias.place);
        for page in 1..=page_count(sections[section].briefings.len(), self.config.page_size) {
            let route = self.route(EditionPage::Redirect(Target::Section { section, page }));
            let path = paths.section(&alias.value, page);
            claims.claim_user_path(path, route, claimant.clone());
        }
        // Nobody who listens comes again by themselves.
        if self.config.podcast(&sections[section].config.id).is_some() {
            let path = paths.section(&alias.value, 1).file("podcast.xml");
            let route = self.route(EditionPage::Podcast(section));
            claims.claim_user_path(path, route, claimant.clone());
        }
        for format in FeedFormat::ALL {
            let of = FeedOf::Section(section);
            let path = paths.feed(&paths.section(&alias.value, 1), format);
            let route = self.route(EditionPage::Feed { of, format });
            claims.claim_user_path(path, route, claimant.clone());
        }
    }

    /// The addresses that tags, authors and series had, or may have had, beside others or under
    /// other names. There is nothing else: no name of a tag has such an address.
    fn claim_reserves(&self, claims: &mut Claims<'a>) {
        let Index { paths, tagging, authorship, serials, .. } = self.index;
        for (tag, data) in tagging.tags.iter().enumerate() {
            let target = Target::Tag { tag, page: 1 };
            self.claim_slugs(("tag", data), target, claims, |slug| paths.tag(slug, 1));
        }
        for (author, data) in authorship.authors.iter().enumerate() {
            let target = Target::Author { author, page: 1 };
            self.claim_slugs(("author", data), target, claims, |slug| paths.author(slug, 1));
        }
        for (series, data) in serials.series.iter().enumerate() {
            let target = Target::Series { series, page: 1 };
            self.claim_slugs(("series", data), target, claims, |slug| paths.series(slug, 1));
        }
    }

    fn claim_slugs(
        &self,
        (what, list): (&'static str, &'a NamedList),
        target: Target,
        claims: &mut Claims<'a>,
        path: impl Fn(&str) -> SitePath,
    ) {
        for slug in list.reserve.iter().chain(&list.old_slugs) {
            let route = self.route(EditionPage::Redirect(target));
            claims.claim_if_free(path(slug), route, Claimant::MadeOf(what, &list.name));
        }
    }

    /// An old address that the settings name, and where it leads.
    fn claim_redirect(&self, redirect: &'a Redirect, target: Target, claims: &mut Claims<'a>) {
        let from = &redirect.from;
        let claimant = || Claimant::Alias(config::FILE, from.place);
        let route = self.route(EditionPage::Redirect(target));
        if let Some((_, there)) = claims.claim_if_free(from.value.clone(), route, claimant()) {
            let message = format!(
                "redirects: `{}` is in use, by {there}, and leads nowhere else",
                from.value
            );
            claims.tell([told_at(from, message, "delete this redirect")]);
            return;
        }
        if from.value.as_str().ends_with('/') {
            self.claim_rest_of_list(&from.value, target, claims, &claimant);
        }
    }

    /// What a redirect can lead to.
    fn target_at(&self, route: Option<&Route>) -> Option<Target> {
        match route? {
            Route::Edition(edition, page) if *edition == self.edition => page.target(),
            _ => None,
        }
    }

    /// The further pages of a list that was at `old`, and its feeds.
    fn claim_rest_of_list(
        &self,
        old: &SitePath,
        target: Target,
        claims: &mut Claims<'a>,
        claimant: &dyn Fn() -> Claimant<'a>,
    ) {
        let (of, briefings) = match target {
            Target::Section { section, page: 1 } => {
                (FeedOf::Section(section), self.index.sections[section].briefings.len())
            }
            Target::Tag { tag, page: 1 } => {
                (FeedOf::Tag(tag), self.index.tagging.tags[tag].briefings.len())
            }
            Target::Author { author, page: 1 } => {
                (FeedOf::Author(author), self.index.authorship.authors[author].briefings.len())
            }
            Target::Series { series, page: 1 } => {
                (FeedOf::Series(series), self.index.serials.series[series].briefings.len())
            }
            _ => return,
        };
        let at_page = |page| match target {
            Target::Tag { tag, .. } => Target::Tag { tag, page },
            Target::Author { author, .. } => Target::Author { author, page },
            Target::Series { series, .. } => Target::Series { series, page },
            Target::Section { section, .. } => Target::Section { section, page },
            other => other,
        };
        for page in 2..=page_count(briefings, self.config.page_size) {
            let route = self.route(EditionPage::Redirect(at_page(page)));
            claims.claim_if_free(paginated(old.clone(), page), route, claimant());
        }
        if matches!(of, FeedOf::Tag(_)) && !self.config.feeds.tags {
            return;
        }
        for format in FeedFormat::ALL {
            let path = self.index.paths.feed(old, format);
            let route = self.route(EditionPage::Feed { of, format });
            claims.claim_if_free(path, route, claimant());
        }
    }
}

/// An old address of a story at which something else is.
struct Clash<'c> {
    pattern: &'c Permalink,
    old: SitePath,
    /// What is there.
    other: String,
    file: &'c str,
}

impl Clash<'_> {
    fn told(self) -> Diagnostic {
        let Clash { pattern, old, other, file } = self;
        Diagnostic::warning(format!(
            "by the pattern `{pattern}`, `{old}` is an old address of `{file}`, and it leads to \
             {other} already"
        ))
        .hint(
            "if the old addresses had a section or a date, add it to the pattern; otherwise readers \
             of the old address are led to the one that is named",
        )
    }
}
