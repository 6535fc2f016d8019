//! Names that lead somewhere.

use serde::Serialize;

/// A link.
#[derive(Debug, Serialize)]
pub struct LinkView {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// The month or year that a period belongs to.
#[derive(Debug, Serialize)]
pub struct PeriodView {
    /// What it is called.
    pub name: String,
    /// Where its page is.
    pub url: String,
}

/// A link with a number of stories.
#[derive(Debug, Serialize)]
pub struct CountedLinkView {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// How many stories there are.
    pub count: usize,
}
