//! The addresses that a move would lose, and the aliases that keep them.

use std::collections::{BTreeMap, HashMap};

use super::moves::Moves;
use crate::diagnostic::Diagnostic;
use crate::model::{Article, HeldReason};
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
    let old: HashMap<&str, &SitePath> = public.chain(expired).collect();
    let mut lost: BTreeMap<String, Vec<SitePath>> = BTreeMap::new();
    for (file, path) in old {
        if let Some(new) = moves.new_path(file).filter(|_| !after.routes.has_file_of(path)) {
            let is_at = |held: &&crate::model::Held| held.file == new && held.path == *path;
            if !after.held.iter().any(|held| is_at(&held)) {
                lost.entry(new.into()).or_default().push(path.clone());
            }
        }
    }
    lost
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
            Diagnostic::error("the front matter is written in a way that only you can change")
                .in_file(file)
                .hint(format!(
                    "nothing was moved: write `{line}` there, and move the file yourself"
                ))
        })?;
    }
    Ok(source)
}
