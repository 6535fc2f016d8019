//! Addresses of tags that were public and lead nowhere any more.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::page::{element, target};
use crate::diagnostic::Diagnostic;
use crate::html::{Token, tokens};
use crate::model::slug_beside_others;
use crate::output::Output;
use crate::routes::{EditionId, EditionPage, Route, Target};
use crate::site::{Edition, Index, Site};
use crate::slug::name_key;
use crate::text::config::{self, Redirect, redirects_line};
use crate::url::{BaseUrl, OutputPath, Requested, SitePath};

/// The tags of an edition of which an address is gone.
pub(super) struct LostTags<'a> {
    site: &'a Site,
    edition: EditionId,
    index: &'a Index,
    present: &'a HashSet<&'a str>,
    /// The slugs that no tag has, and the files of each in the output that the site has not.
    gone: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> LostTags<'a> {
    pub(super) fn of(site: &'a Site, edition: &'a Edition, present: &'a HashSet<&'a str>) -> Self {
        let index = &*edition.index;
        LostTags { site, edition: edition.id, index, present, gone: gone(site, index, present) }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.gone.is_empty()
    }

    /// Those of which something is `left` in the output, `most` of them, and how many more there are;
    /// of others, the build that took them away told.
    pub(super) fn lost(
        &self,
        left: &HashSet<&str>,
        output: &Output,
        most: usize,
    ) -> (Vec<LostTag>, usize) {
        let held: HashSet<&SitePath> = self.site.held.iter().map(|held| &held.path).collect();
        let is_left = |files: &[&str]| files.iter().any(|file| left.contains(file));
        let slugs = self.gone.iter().filter(|(_, files)| is_left(files)).map(|(slug, _)| *slug);
        let mut lost = Vec::new();
        let mut untold = 0;
        for slug in slugs {
            match lost.len() < most {
                true => lost.extend(self.lost_tag(slug, output, &held)),
                // To look at each page takes time.
                false => untold += 1,
            }
        }
        (lost, untold)
    }

    /// A tag whose address is gone, with the one that has its stories now; none if there is nothing
    /// to tell.
    fn lost_tag(&self, slug: &str, output: &Output, held: &HashSet<&SitePath>) -> Option<LostTag> {
        let old = self.index.paths.tag(slug, 1);
        let page = output.present_page(&old.to_output()).unwrap_or_default();
        // It led on to a tag, and is told of if that is gone.
        if target(&page, &self.site.config.base_url).is_some() {
            return None;
        }
        let listed = listed_on(&page, &self.site.config.base_url);
        let stories: BTreeSet<usize> =
            listed.iter().filter_map(|path| self.story_at(path)).collect();
        let now_at = self.beside_others(slug).or_else(|| self.of_stories(&stories));
        // When they are public again, so is the tag.
        let is_held = stories.is_empty() && listed.iter().any(|path| held.contains(path));
        let now =
            |tag: usize| (self.index.tag_path(tag, 1), self.index.tagging.tags[tag].name.clone());
        (now_at.is_some() || !is_held).then(|| LostTag { old, now: now_at.map(now) })
    }

    /// The tag that was here as long as another one had its slug. Of an ordinary name, no reserve
    /// is kept.
    fn beside_others(&self, slug: &str) -> Option<usize> {
        let (plain, _) = slug.rsplit_once('-')?;
        let tags = &self.index.tagging.tags;
        let at = tags.iter().position(|tag| tag.slug == plain)?;
        let key = name_key(&tags[at].name, self.site.config.naming());
        (slug_beside_others(plain, &key) == slug).then_some(at)
    }

    /// The new tag that most of the stories have.
    fn of_stories(&self, stories: &BTreeSet<usize>) -> Option<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for tag in stories.iter().flat_map(|at| self.index.tagging.of_briefing[*at].iter()) {
            *counts.entry(*tag).or_default() += 1;
        }
        let is_new =
            |tag: usize| !self.present.contains(self.index.tag_path(tag, 1).to_output().as_str());
        counts.retain(|tag, count| is_new(*tag) && *count * 2 > stories.len());
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(tag, _)| tag)
    }

    fn story_at(&self, path: &SitePath) -> Option<usize> {
        match self.site.routes.get(path)? {
            Route::Edition(
                edition,
                EditionPage::Briefing(at) | EditionPage::Redirect(Target::Briefing(at)),
            ) if *edition == self.edition => Some(*at),
            _ => None,
        }
    }
}

/// A tag whose address is gone.
pub(super) struct LostTag {
    old: SitePath,
    /// The address and the name of the one that has its stories now.
    now: Option<(SitePath, String)>,
}

impl LostTag {
    /// Whether its stories are at this address now.
    pub(super) fn is_at(&self, address: &SitePath) -> bool {
        self.now.as_ref().is_some_and(|(now, _)| now == address)
    }
}

/// The line that leads readers on from all of them.
pub(super) fn redirects<'l>(site: &Site, lost: impl Iterator<Item = &'l LostTag>) -> String {
    let redirect = |LostTag { old, now }: &LostTag| {
        let (now, _) = now.as_ref()?;
        Some(Redirect { from: old.clone().into(), to: now.clone().into() })
    };
    let redirects: Vec<Redirect> = lost.filter_map(redirect).collect();
    redirects_line(&site.config, &redirects)
}

/// A warning of each.
pub(super) fn told(site: &Site, lost: &[LostTag]) -> Vec<Diagnostic> {
    // One line has them all, since there is one such line.
    let line = redirects(site, lost.iter());
    let told = lost.iter().map(|LostTag { old, now }| match now {
        Some((now, name)) => is_elsewhere(old, now, name, &line),
        None => is_unused(old),
    });
    told.collect()
}

fn is_elsewhere(old: &SitePath, now: &SitePath, name: &str, line: &str) -> Diagnostic {
    let message = format!(
        "`{old}` was public and leads nowhere now; its stories are at `{now}`, the tag `{name}`"
    );
    Diagnostic::warning(message)
        .in_file(config::FILE)
        .hint(format!("write `{line}` to redirect readers"))
}

fn is_unused(old: &SitePath) -> Diagnostic {
    Diagnostic::warning(format!(
        "`{old}` was public and leads nowhere now; no public story has this tag"
    ))
    .in_file(config::FILE)
    .hint(format!(
        "if the tag was deleted on purpose, ignore this; `redirects: [{{from: {old}, to: /}}]` leads \
         readers to the front page, or to any other address"
    ))
}

/// The slugs that no tag has, and the files of each in the output that the site has not.
fn gone<'a>(
    site: &Site,
    index: &Index,
    present: &HashSet<&'a str>,
) -> BTreeMap<&'a str, Vec<&'a str>> {
    let folder = index.paths.tags();
    let folder = folder.as_str().trim_start_matches('/');
    let known: HashSet<&str> = index.tagging.tags.iter().map(|tag| tag.slug.as_str()).collect();
    let redirects = &site.config.single_redirects;
    let redirected: HashSet<&SitePath> = redirects.iter().map(|it| &it.from.value).collect();
    let mut gone: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in present {
        let Some((slug, rest)) = file.strip_prefix(folder).and_then(|file| file.split_once('/'))
        else {
            continue;
        };
        let is_asked_for = rest.ends_with(".html") || site.config.feeds.tags;
        if known.contains(slug) || !is_asked_for {
            continue;
        }
        let Some(path) = OutputPath::new(file).map(|file| SitePath::of_output(&file)) else {
            continue;
        };
        let is_there = site.routes.has_file_of(&path);
        if !is_there && !redirected.contains(&index.paths.tag(slug, 1)) {
            gone.entry(slug).or_default().push(file);
        }
    }
    gone
}

/// What a list links to.
pub(super) fn listed_on(page: &str, base_url: &BaseUrl) -> Vec<SitePath> {
    let mut listed = Vec::new();
    tokens(element(page, "main").unwrap_or(page), |token| {
        let Token::Start(tag) = token else { return };
        let Some(href) = tag.value("href").filter(|_| tag.name() == "a") else { return };
        if let Requested::Path(path) = base_url.requested(href) {
            listed.push(path);
        }
    });
    listed
}
