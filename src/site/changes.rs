//! What changed in a site's folder, and what came of it.

use std::collections::BTreeSet;

/// What changed since a library was last brought up to date.
#[derive(Clone, Debug)]
pub enum Changes {
    /// Anything, such as after events were lost.
    Unknown,
    /// These files and folders, by their paths from the site's root: each
    /// appeared, changed or went.
    Paths(BTreeSet<String>),
}

/// What an update came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How many texts are not what they were.
    pub texts: usize,
    /// Whether a template is not what it was.
    pub templates: bool,
    /// Whether lists, archives and paths were made anew.
    pub lists: Lists,
}

impl Outcome {
    /// Whether the site is the same as before.
    pub fn is_nothing(&self) -> bool {
        self.texts == 0 && !self.templates && self.lists == Lists::Kept
    }
}

/// What became of the lists in an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// They are what they were.
    Kept,
    /// They were made anew.
    Anew,
}

impl Lists {
    /// What two updates in a row came to.
    pub fn or(self, other: Lists) -> Lists {
        if self == Lists::Anew { self } else { other }
    }
}
