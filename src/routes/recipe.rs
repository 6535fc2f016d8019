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
    /// name that it keeps; `homes` are the front pages of the editions, in their order.
    pub fn keeping<'p, 'h>(
        path: &'p SitePath,
        homes: impl Iterator<Item = &'h SitePath>,
    ) -> Option<(Recipe, &'p str)> {
        let name_below = |home: &SitePath| {
            let below = path.as_str().strip_prefix(home.as_str())?;
            let mut parts = below.split('/').filter(|part| !part.is_empty());
            let (folder, name) = (parts.next()?, parts.next()?);
            (folder == "search" && OF_THE_SEARCH.contains(&name)).then_some(name)
        };
        let mut kept = homes.enumerate().filter_map(|(at, home)| Some((at, name_below(home)?)));
        kept.next().map(|(at, name)| (Recipe::SearchIndex(EditionId(at)), name))
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
