//! The record of a build: one from the same inputs has nothing to do.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::identity::Identity;

/// The inputs of a build, and what it reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildRecord {
    /// All that it followed from, but the moment.
    pub made_from: Identity,
    /// The first moment at which that makes the same site.
    pub from: Timestamp,
    /// The first moment at which it may make another.
    pub until: Timestamp,
    /// How many pages the site has.
    pub pages: usize,
    /// The places of held texts among all texts of the site: no word of them, since a
    /// server may show this file to everyone.
    pub held: Vec<usize>,
    /// When the site changes by itself next.
    pub next_change: Option<Timestamp>,
}

impl BuildRecord {
    /// Whether a build from `made_from` at `instant` makes the same.
    pub(super) fn is_of(&self, made_from: Identity, instant: Timestamp) -> bool {
        self.made_from == made_from && (self.from..self.until).contains(&instant)
    }
}
