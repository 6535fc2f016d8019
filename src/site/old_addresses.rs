//! The addresses that were public before: of sections by their old ids, of stories by old
//! patterns, of tags beside others, and of what the settings name one by one.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Diagnostic;
use crate::model::{Held, HeldReason, NamedList};
use crate::routes::{Claimant, Claims, EditionPage, FeedFormat, FeedOf, Route, Target};
use crate::site::claims::EditionClaims;
use crate::site::edition::Index;
use crate::site::paths::{Paths, page_count, paginated};
use crate::slug::{Letters, slug_of_name};
use crate::text::config::{self, Config, Redirect};
use crate::text::front_matter::date_of_name;
use crate::text::permalink::Permalink;
use crate::text::placed::Placed;
use crate::url::SitePath;

/// Claims those of all editions; what the site has now is claimed already, this is held, and
/// nobody can tell where the texts of the files `with_errors` are.
pub(super) fn claim_old_addresses<'a>(
    editions: &[EditionClaims<'a>],
    config: &'a Config,
    held: &[Held],
    with_errors: &[&str],
    claims: &mut Claims<'a>,
) {
    editions.iter().for_each(|edition| edition.claim_old_sections(claims));
    let called = OnceCell::new();
    let nowhere = Nowhere { config, held, with_errors, called: &called };
    for redirect in &config.single_redirects {
        claim_redirect(editions, redirect, nowhere, claims);
    }
    for edition in editions {
        edition.claim_reserves(claims);
        edition.claim_by_patterns(claims);
    }
    editions.iter().for_each(|edition| edition.claim_beside_aliases(claims));
    editions.iter().for_each(|edition| edition.claim_old_folders(claims));
}

/// Claims an old address that the settings name, for the edition that has what it leads to.
fn claim_redirect<'a>(
    editions: &[EditionClaims<'a>],
    redirect: &'a Redirect,
    nowhere: Nowhere<'_>,
    claims: &mut Claims<'a>,
) {
    let found = editions
        .iter()
        .find_map(|edition| Some((edition, edition.target_at(claims.get(&redirect.to.value))?)));
    match found {
        Some((edition, target)) => edition.claim_redirect(redirect, target, claims),
        None => {
            let is_there = |path: &SitePath| claims.get(path).is_some();
            let fault = nowhere.told(redirect, is_there);
            claims.tell([fault]);
        }
    }
}

/// Where no redirect can lead, and why.
#[derive(Clone, Copy)]
struct Nowhere<'h> {
    config: &'h Config,
    held: &'h [Held],
    with_errors: &'h [&'h str],
    /// Those by the last part that their address may have, once it is asked for.
    called: &'h OnceCell<HashMap<String, &'h str>>,
}

impl<'h> Nowhere<'h> {
    /// The text with an error that is called as the last part of an address.
    fn with_error_at(self, address: &SitePath) -> Option<&'h str> {
        let called = self.called.get_or_init(|| {
            let files = self.with_errors.iter().rev();
            files.flat_map(|file| slugs_of(file).map(|slug| (slug, *file))).collect()
        });
        let last = address.as_str().trim_end_matches('/').rsplit('/').next()?;
        called.get(last).copied()
    }

    /// What is told of a redirect that leads there, on a site where these paths are.
    fn told(
        self,
        Redirect { from, to }: &Redirect,
        is_there: impl Fn(&SitePath) -> bool,
    ) -> Diagnostic {
        if is_there(&to.value) {
            let message = format!(
                "redirects: `{}` is none of the pages that a redirect can lead to",
                to.value
            );
            let hint =
                "write the address of a page that readers see: a story, a list or the front page";
            return told_at(to, message, hint);
        }
        let leads = format!("redirects: `{}` leads to `{}`", from.value, to.value);
        if let Some(held) = self.held.iter().find(|held| held.is_at(&to.value)) {
            let why = held.reason.in_words(&self.config.time_zone);
            let hint = match held.reason {
                HeldReason::Expired(_) => {
                    "write the address of another page, or delete this redirect"
                }
                _ => "readers are led on once that is public",
            };
            return told_at(to, format!("{leads}, which {why}"), hint);
        }
        if let Some(file) = self.with_error_at(&to.value) {
            let message =
                format!("{leads}, which would be that of `{file}`, and that has an error");
            return told_at(to, message, "mend the error in that file first");
        }
        let meant = self.config.written_base_url.without_base(to.value.as_str());
        let hint = match meant.filter(is_there) {
            Some(meant) => {
                format!("write `{meant}`: the path of `base_url` stands before it anyway")
            }
            None => "write the address that the page has now".into(),
        };
        told_at(to, format!("{leads}, and there is no page"), &hint)
    }
}

/// The last part that the address of a text may have: by its file, or by its folder.
fn slugs_of(file: &str) -> impl Iterator<Item = String> {
    let stem = file.strip_suffix(".md").unwrap_or(file);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    // A version in another language has its tag there.
    let bare = |name: &str| name.split('.').next().unwrap_or_default().to_string();
    let name = match bare(name).as_str() {
        "index" => folder.rsplit('/').next().unwrap_or_default(),
        _ => name,
    };
    let name = bare(date_of_name(name).1);
    [Letters::Latin, Letters::Native].into_iter().filter_map(move |it| slug_of_name(&name, it))
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
                    let other = claims.claim_if_free(old.clone(), route.clone(), claimant.clone());
                    if other.is_none() {
                        self.claim_beside(&old, Target::Briefing(at), claims, &|| claimant.clone());
                    }
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
        let route = self.route(EditionPage::Redirect(target));
        let claimant = || Claimant::MadeOf(what, &list.name);
        for slug in list.reserve.iter().chain(&list.old_slugs) {
            claims.claim_if_free(path(slug), route.clone(), claimant());
        }
        // Of a reserve nobody knows whether it was public.
        for old in list.old_slugs.iter().map(|slug| path(slug)) {
            if claims.get(&old) == Some(&route) {
                self.claim_beside(&old, target, claims, &claimant);
            }
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
        self.claim_beside(&from.value, target, claims, &claimant);
    }

    /// What stands beside the pages to which the aliases of texts lead.
    fn claim_beside_aliases(&self, claims: &mut Claims<'a>) {
        let briefings = self.briefings.iter().enumerate();
        let briefings = briefings.map(|(at, briefing)| (briefing.text, Target::Briefing(at)));
        let told = self.told();
        let abouts = self.abouts.iter().enumerate();
        let abouts = abouts.filter_map(|(at, about)| Some((about.text, told.get(&at)?.1)));
        for (text, target) in briefings.chain(abouts) {
            let route = self.route(EditionPage::Redirect(target));
            for alias in text.aliases {
                if claims.get(&alias.value) == Some(&route) {
                    let claimant = || Claimant::Alias(text.file, alias.place);
                    self.claim_beside(&alias.value, target, claims, &claimant);
                }
            }
        }
    }

    /// What stands beside a page, at an old address of that: programs know no ways on, and go on to
    /// ask for it there.
    fn claim_beside(
        &self,
        old: &SitePath,
        target: Target,
        claims: &mut Claims<'a>,
        claimant: &dyn Fn() -> Claimant<'a>,
    ) {
        match target {
            Target::Briefing(at) => self.claim_live_at(old, at, claims, claimant),
            _ if old.as_str().ends_with('/') => {
                self.claim_rest_of_list(old, target, claims, claimant);
            }
            _ => {}
        }
    }

    /// The feeds of a live story that was at `old`, and what open pages ask for.
    fn claim_live_at(
        &self,
        old: &SitePath,
        at: usize,
        claims: &mut Claims<'a>,
        claimant: &dyn Fn() -> Claimant<'a>,
    ) {
        if self.briefings[at].text.live.is_none() {
            return;
        }
        let feed = |format| {
            (Paths::live_feed(old, format), EditionPage::LiveFeed { briefing: at, format })
        };
        let updates = (Paths::live_updates(old), EditionPage::LiveUpdates(at));
        for (path, page) in FeedFormat::ALL.map(feed).into_iter().chain([updates]) {
            claims.claim_if_free(path, self.route(page), claimant());
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
        let has_feeds = match of {
            FeedOf::Tag(_) => self.config.feeds.tags,
            FeedOf::Author(_) | FeedOf::Series(_) => briefings > 0,
            FeedOf::Section(_) | FeedOf::Edition => true,
        };
        if !has_feeds {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_called_by_its_file_or_its_folder() {
        for (file, slug) in [
            ("content/politics/talks.md", "talks"),
            ("content/politics/2026-02-01-talks.md", "talks"),
            ("content/politics/talks/index.md", "talks"),
            ("content/politics/2026-02-01-talks/index.hy.md", "talks"),
            ("content/politics/talks.hy.md", "talks"),
            ("content/economy/index-of-rates.md", "index-of-rates"),
            ("content/economy/indexes.md", "indexes"),
            ("about.md", "about"),
        ] {
            assert_eq!(slugs_of(file).next().as_deref(), Some(slug), "{file}");
        }
    }
}
