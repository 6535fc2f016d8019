//! What is made of a site by recipes, planned: what it is called and what it follows from.

use crate::render::context::Context;
use crate::render::searching;
use crate::routes::Recipe;
use crate::search::SearchIndex;
use crate::site::Site;
use crate::url::SitePath;

/// A file that was made, and where it goes.
pub type DerivedFile<F = Vec<u8>> = (SitePath, F);

/// The files that a recipe makes of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// How they are made.
    pub recipe: Recipe,
    /// What they follow from, but for the program that makes them: of the same, it makes the
    /// same files.
    pub identity: u128,
}

impl Derivation {
    /// What `recipe` would make.
    pub(super) fn of(recipe: Recipe, context: Context<'_>) -> Self {
        let identity = match recipe {
            Recipe::SearchIndex(_) => searching::identity(context),
        };
        Derivation { recipe, identity }
    }
}

/// The recipes by which something is made of a site.
pub fn recipes(site: &Site) -> impl Iterator<Item = Recipe> {
    let editions = site.editions.iter().filter(|_| site.config.search);
    editions.map(|edition| Recipe::SearchIndex(edition.id))
}

/// Where the file of a recipe goes that names the others, and is the last to appear.
pub fn list_path(recipe: Recipe, site: &Site) -> SitePath {
    match recipe {
        Recipe::SearchIndex(edition) => {
            SearchIndex::manifest_path(&site.edition(edition).index.paths.search())
        }
    }
}

/// The paths of all files of a recipe, as the one that names them has it; none if it is none.
pub fn listed_paths(recipe: Recipe, site: &Site, list: &[u8]) -> Option<Vec<SitePath>> {
    match recipe {
        Recipe::SearchIndex(edition) => {
            SearchIndex::paths(&site.edition(edition).index.paths.search(), list)
        }
    }
}
