//! Names that lead somewhere.

use serde::Serialize;

/// A name that leads somewhere.
#[derive(Debug, Serialize)]
pub struct LinkView {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A period that another is part of.
#[derive(Debug, Serialize)]
pub struct PeriodView {
    /// What it is called.
    pub name: String,
    /// Where its page is.
    pub url: String,
}

/// A name that leads to a number of briefings.
#[derive(Debug, Serialize)]
pub struct CountedLinkView {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub url: String,
    /// How many briefings there are.
    pub count: usize,
}
