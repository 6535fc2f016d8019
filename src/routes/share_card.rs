//! The picture that a link to a page is shared with, if the page has none of its own.

use serde::Serialize;

/// A card: what is written on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareCard {
    /// What it says, how it is drawn, and in which fonts, come to this: another card has another
    /// key.
    pub key: u128,
    /// What it says.
    pub words: CardWords,
}

/// What is written on a card.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CardWords {
    /// The headline.
    pub title: String,
    /// The name of the section, if it is of a story, behind what readers are told of its kind.
    pub section: Option<String>,
    /// What the site is called; none on its own card, whose headline that is.
    pub site: Option<String>,
    /// The language, a BCP 47 tag.
    pub language: String,
    /// Its direction: `ltr` or `rtl`.
    pub direction: &'static str,
}

impl CardWords {
    /// All that is written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [Some(&self.title), self.section.as_ref(), self.site.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }
}

impl ShareCard {
    /// What its file is called.
    pub fn file_name(&self) -> String {
        format!("card.{:016x}.png", self.key >> 64)
    }
}
