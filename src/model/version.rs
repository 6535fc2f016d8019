//! A version of a story in another language, as a text names it.

use crate::text::placed::Placed;
use crate::url::SitePath;

/// Where a version of a story is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LanguageVersion {
    /// On this site.
    OnSite(SitePath),
    /// On another, by its absolute URL.
    Elsewhere(String),
}

/// A version that a text names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Translation {
    /// A BCP 47 tag.
    pub language: String,
    /// Where it is.
    pub version: Placed<LanguageVersion>,
}
