//! What a reader sees of a story.

use crate::text::front_matter::FrontMatter;
use crate::text::markdown::plain;
use crate::typography::{Quotes, typeset};

/// The words of a story, each part as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// What stands above the text or beside it.
    facts: Vec<(StoryPart, String)>,
    /// The blocks of the text.
    text: Vec<String>,
}

/// A part of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StoryPart {
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// What lists and search engines show.
    Summary,
    /// The line below the leading picture.
    Caption,
    /// A block of the text.
    Text,
}

/// What became of a part that readers had seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WordingChange {
    /// Which part.
    pub part: StoryPart,
    /// As it was.
    pub old: String,
    /// As it became; none if it was removed.
    pub new: Option<String>,
}

impl Wording {
    /// The words of a story with these facts and blocks.
    pub fn new(facts: &FrontMatter, text: Vec<String>) -> Self {
        let caption = facts.image.as_ref().and_then(|image| image.caption.as_ref());
        let parts = [
            (StoryPart::Headline, Some(&facts.title)),
            (StoryPart::Standfirst, facts.subtitle.as_ref()),
            (StoryPart::Summary, facts.summary.as_ref()),
            (StoryPart::Caption, caption),
        ];
        // However its marks are typed, readers see the same.
        let shown = |text: &str| plain(&typeset(text, Quotes::default()));
        let facts =
            parts.into_iter().filter_map(|(part, text)| Some((part, shown(text?)))).collect();
        Wording { facts, text }
    }

    /// A part that stands above the text or beside it.
    pub(super) fn fact(&self, part: StoryPart) -> Option<&str> {
        self.facts.iter().find(|(other, _)| *other == part).map(|(_, text)| text.as_str())
    }

    /// All parts that stand above the text or beside it.
    pub(super) fn facts(&self) -> impl Iterator<Item = (StoryPart, &str)> {
        self.facts.iter().map(|(part, text)| (*part, text.as_str()))
    }

    /// The blocks of the text.
    pub(super) fn text(&self) -> &[String] {
        &self.text
    }

    /// Whether a part says this.
    pub(super) fn says(&self, part: StoryPart, words: &str) -> bool {
        match part {
            StoryPart::Text => self.text.iter().any(|block| block == words),
            fact => self.fact(fact) == Some(words),
        }
    }
}
