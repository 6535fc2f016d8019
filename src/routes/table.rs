//! All routes of a site, by their paths.

use std::ops::Range;
use std::sync::Arc;

use super::route::Route;
use crate::url::SitePath;

/// All routes of a site.
#[derive(Clone, Debug, Default)]
pub struct Routes(Arc<Table>);

impl From<Table> for Routes {
    fn from(table: Table) -> Self {
        Routes(table.into())
    }
}

/// Routes by their paths.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub entries: Vec<(SitePath, Route)>,
    /// By [`SitePath::file_key`]: two paths that one file is served at are one.
    pub by_key: HashMap<SitePath, usize>,
    /// Those of the keys that are no page of a folder, so that no folder of their name can be.
    files: HashMap<SitePath, usize>,
}

/// Paths are looked up by the ten thousand each time that lists are made anew.
/// This hasher is keyed at random, so that nobody can choose paths that collide.
type HashMap<K, V> = std::collections::HashMap<K, V, ahash::RandomState>;

impl Table {
    /// Puts `route` at `path`, where nothing is yet.
    pub fn insert(&mut self, path: SitePath, route: Route) {
        let at = self.entries.len();
        let key = path.file_key();
        if !key.as_str().ends_with('/') {
            self.files.insert(key.clone(), at);
        }
        self.by_key.insert(key, at);
        self.entries.push((path, route));
    }

    pub fn get(&self, path: &SitePath) -> Option<&Route> {
        let (found, route) = &self.entries[*self.by_key.get(&path.file_key())?];
        (found == path).then_some(route)
    }

    fn has_file_of(&self, path: &SitePath) -> bool {
        self.by_key.contains_key(&path.file_key())
    }

    /// The file that stands where a folder of `path` has to be.
    pub fn in_the_way_of<'p>(&self, path: &'p SitePath) -> Option<(&'p str, usize)> {
        let path = path.as_str();
        let mut folders = path.match_indices('/').skip(1).map(|(at, _)| &path[..at]);
        folders.find_map(|folder| Some((folder, *self.files.get(folder)?)))
    }
}

impl Routes {
    /// Path and route, in an order that depends on the site alone.
    pub fn iter(&self) -> impl Iterator<Item = (&SitePath, &Route)> {
        self.0.entries.iter().map(|(path, route)| (path, route))
    }

    /// Those of the same order whose numbers are in `range`.
    pub fn range(&self, range: Range<usize>) -> impl Iterator<Item = (&SitePath, &Route)> {
        let entries = self.0.entries.iter().skip(range.start).take(range.len());
        entries.map(|(path, route)| (path, route))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a file is served at `path`, by whichever of its names: at `/a/`, also the site's own
    /// `/a/index.html`.
    pub fn has_file_of(&self, path: &SitePath) -> bool {
        self.0.has_file_of(path)
    }

    /// What is at `path`.
    pub fn get(&self, path: &SitePath) -> Option<&Route> {
        self.0.get(path)
    }
}
