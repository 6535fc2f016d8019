//! The addresses that a move would lose, and the aliases that keep them.

use std::collections::{BTreeMap, HashMap};

use super::moves::Moves;
use crate::diagnostic::Diagnostic;
use crate::model::{Article, HeldReason};
use crate::routes::{EditionPage, Route, Target};
use crate::site::Site;
use crate::text::front_matter::{aliases_line, edit};
use crate::url::SitePath;

/// The old addresses of public texts that lead nowhere after the move, by the new path of the
/// file.
pub(super) fn lost(before: &Site, after: &Site, moves: &Moves) -> BTreeMap<String, Vec<SitePath>> {
    // What has expired was public.
    let expired = before.held.iter().filter(|held| matches!(held.reason, HeldReason::Expired(_)));
    let expired = expired.map(|held| (held.file.as_str(), &held.path));
    let is_public = |article: &&Article| article.held.is_none();
    let public = before.articles().filter(is_public).map(|it| (it.file.as_str(), &it.path));
    let own: HashMap<&str, &SitePath> = public.chain(expired).collect();
    let mut lost: BTreeMap<String, Vec<SitePath>> = BTreeMap::new();
    for (file, path) in own.into_iter().chain(leading_on(before)) {
        if let Some(new) = moves.new_path(file).filter(|_| !after.routes.has_file_of(path)) {
            let is_at = |held: &&crate::model::Held| held.file == new && held.path == *path;
            if !after.held.iter().any(|held| is_at(&held)) {
                lost.entry(new.into()).or_default().push(path.clone());
            }
        }
    }
    lost
}

/// The old addresses that lead on to public texts, and the file of each: those that follow from an
/// alias of its section stay behind with that.
fn leading_on(site: &Site) -> impl Iterator<Item = (&str, &SitePath)> {
    site.routes.iter().filter_map(|(path, route)| {
        let Route::Edition(edition, EditionPage::Redirect(target)) = route else { return None };
        let edition = site.editions.get(edition.0)?;
        let article = match target {
            Target::Briefing(at) => &edition.briefings.get(*at)?.article,
            Target::Page(at) => &edition.pages.get(*at)?.article,
            _ => return None,
        };
        article.held.is_none().then_some((article.file.as_str(), path))
    })
}

/// The aliases of moved texts that lead to where these are now, by the new path of the file: who
/// moves back to an old address needs none for it.
pub(super) fn own(after: &Site, moves: &Moves) -> BTreeMap<String, Vec<SitePath>> {
    let shown = after.articles().map(|article| {
        let aliases = article.facts.aliases.iter().map(|alias| &alias.value);
        (&*article.file, &article.path, aliases.collect::<Vec<_>>())
    });
    let held = after.held.iter();
    let held = held.map(|held| (&*held.file, &held.path, held.aliases.iter().collect()));
    let moved = shown.chain(held).filter(|(file, ..)| moves.leads_to(file));
    let own = moved.filter_map(|(file, path, aliases)| {
        let is_own = |alias: &&SitePath| alias.file_key() == path.file_key();
        let own: Vec<SitePath> = aliases.into_iter().filter(is_own).cloned().collect();
        (!own.is_empty()).then(|| (file.to_string(), own))
    });
    own.collect()
}

/// The text without these addresses among its aliases.
///
/// # Errors
/// That only people can delete them there.
pub(super) fn without_aliases(
    source: &str,
    file: &str,
    own: &[SitePath],
) -> Result<String, Diagnostic> {
    own.iter().try_fold(source.to_string(), |source, path| {
        edit::remove(&source, "aliases", path.as_str()).ok_or_else(|| {
            only_by_hand(file, &format!("delete the alias `{path}`, where the story will be"))
        })
    })
}

pub(super) fn only_by_hand(file: &str, what: &str) -> Diagnostic {
    Diagnostic::error("the front matter is written in a way that only you can change")
        .in_file(file)
        .hint(format!("nothing was moved: {what}, and move the file yourself"))
}

/// The text with these addresses among its aliases.
///
/// # Errors
/// That only people can write them there.
pub(super) fn with_aliases(
    source: &str,
    file: &str,
    old: &[SitePath],
) -> Result<String, Diagnostic> {
    let mut source = source.to_string();
    for path in old {
        source = edit::add(&source, "aliases", path.as_str()).ok_or_else(|| {
            let line = aliases_line([path.as_str()].into_iter());
            only_by_hand(file, &format!("write `{line}` there"))
        })?;
    }
    Ok(source)
}
