//! Recipes: how files of the output are made of others.

use super::EditionId;
use crate::url::SitePath;

/// How some files of the output are made of others, together. They are no pages: none of them
/// is made before somebody wants it, nor again while it would be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// Of all stories of an edition, the index of its search.
    SearchIndex(EditionId),
}

/// What the search has in its folder.
const OF_THE_SEARCH: [&str; 7] =
    ["index.json", "table.bin", "terms", "positions", "pairs", "slips", "list"];

impl Recipe {
    /// The recipe that keeps a path for its files, whether or not it makes one for it, and the
    /// name that it keeps.
    pub fn keeping(path: &SitePath) -> Option<(Recipe, &str)> {
        let mut parts = path.as_str().split('/').filter(|part| !part.is_empty());
        let (folder, name) = (parts.next()?, parts.next()?);
        let is_kept = folder == "search" && OF_THE_SEARCH.contains(&name);
        is_kept.then_some((Recipe::SearchIndex(EditionId::FIRST), name))
    }

    /// The edition of which it makes something.
    pub fn edition(self) -> EditionId {
        match self {
            Recipe::SearchIndex(edition) => edition,
        }
    }

    /// What its files are of, for messages.
    pub fn owner(self) -> &'static str {
        match self {
            Recipe::SearchIndex(_) => "the search",
        }
    }
}
