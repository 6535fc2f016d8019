//! Addresses of tags that were public and lead nowhere any more.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::page::{element, target};
use crate::diagnostic::Diagnostic;
use crate::html::{Token, tokens};
use crate::model::{TagIndex, slug_beside_others};
use crate::output::Output;
use crate::routes::{EditionPage, Route, Target};
use crate::site::{Index, Site};
use crate::slug::name_key;
use crate::text::config::{self, Redirect, redirects_line};
use crate::url::{BaseUrl, OutputPath, Requested, SitePath};

/// The tags of which an address is gone.
pub(super) struct LostTags<'a> {
    site: &'a Site,
    index: &'a Index,
    present: &'a HashSet<&'a str>,
}

impl<'a> LostTags<'a> {
    pub(super) fn of(site: &'a Site, present: &'a HashSet<&'a str>) -> Self {
        LostTags { site, index: &site.editions[0].index, present }
    }

    /// Warnings of those of which something is `left` in the output; of others, the build that
    /// took them away told.
    pub(super) fn told(&self, left: &HashSet<&str>, output: &Output) -> Vec<Diagnostic> {
        let slugs = self.gone(left);
        let old: Vec<SitePath> =
            slugs.into_iter().map(|slug| self.index.paths.tag(slug, 1)).collect();
        let tell = |old: &SitePath| {
            let page = output.present_page(&old.to_output()).unwrap_or_default();
            // It led on to a tag, and is told of if that is gone.
            if target(&page, &self.site.config.base_url).is_some() {
                return None;
            }
            let listed = listed_on(&page, &self.site.config.base_url);
            let stories: BTreeSet<usize> =
                listed.iter().filter_map(|path| self.story_at(path)).collect();
            let is_held = |path: &SitePath| self.site.held.iter().any(|held| held.path == *path);
            let now = self.beside_others(old).or_else(|| self.of_stories(&stories));
            match now {
                Some(tag) => Some(self.is_elsewhere(old, tag)),
                // When they are public again, so is the tag.
                None if stories.is_empty() && listed.iter().any(is_held) => None,
                None => Some(is_unused(old)),
            }
        };
        old.iter().filter_map(tell).collect()
    }

    /// The slugs that no tag has, of which the output has what the site has not.
    fn gone(&self, left: &HashSet<&str>) -> BTreeSet<&'a str> {
        let folder = self.index.paths.tags();
        let folder = folder.as_str().trim_start_matches('/');
        let known: HashSet<&str> =
            self.index.tagging.tags.iter().map(|tag| tag.slug.as_str()).collect();
        let redirects = &self.site.config.single_redirects;
        let redirected: HashSet<&SitePath> = redirects.iter().map(|it| &it.from.value).collect();
        let of_file = |file: &&'a str| {
            let (slug, rest) = file.strip_prefix(folder)?.split_once('/')?;
            let path = SitePath::of_output(&OutputPath::new(file)?);
            let is_gone = !known.contains(slug)
                && left.contains(file)
                && (rest.ends_with(".html") || self.site.config.feeds.tags)
                && self.site.routes.get(&path).is_none()
                && !redirected.contains(&self.index.paths.tag(slug, 1));
            is_gone.then_some(slug)
        };
        self.present.iter().filter_map(of_file).collect()
    }

    /// The tag that was here as long as another one had its slug.
    fn beside_others(&self, old: &SitePath) -> Option<usize> {
        let naming = self.site.config.naming();
        let was_here = |tag: &TagIndex| {
            let start = self.index.paths.tag(&format!("{}-", tag.slug), 1);
            let may_be = old.as_str().starts_with(start.as_str().trim_end_matches('/'));
            // Of an ordinary name no reserve is kept.
            let slug = || slug_beside_others(&tag.slug, &name_key(&tag.name, naming));
            may_be && self.index.paths.tag(&slug(), 1) == *old
        };
        self.index.tagging.tags.iter().position(was_here)
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
                _,
                EditionPage::Briefing(at) | EditionPage::Redirect(Target::Briefing(at)),
            ) => Some(*at),
            _ => None,
        }
    }

    fn is_elsewhere(&self, old: &SitePath, tag: usize) -> Diagnostic {
        let now = self.index.tag_path(tag, 1);
        let name = &self.index.tagging.tags[tag].name;
        let redirect = Redirect { from: old.clone().into(), to: now.clone().into() };
        let line = redirects_line(&self.site.config, &[redirect]);
        let message = format!(
            "`{old}` was public and leads nowhere now; its stories are at `{now}`, the tag `{name}`"
        );
        Diagnostic::warning(message)
            .in_file(config::FILE)
            .hint(format!("write `{line}` to redirect readers"))
    }
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

/// What a list links to.
fn listed_on(page: &str, base_url: &BaseUrl) -> Vec<SitePath> {
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
