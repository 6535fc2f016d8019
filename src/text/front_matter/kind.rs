//! What kind of story it is, and so what readers may expect of it.

use serde::{Deserialize, Serialize};

use crate::nearest::nearest;

/// What kind of story it is. `docs/front-matter.md` describes each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// What happened. Readers take every story for this that does not say otherwise.
    #[default]
    News,
    /// What it means.
    Analysis,
    /// What somebody thinks of it.
    Opinion,
    /// What has to be known to understand it.
    Explainer,
    /// What somebody said when asked.
    Interview,
    /// Who has died.
    Obituary,
    /// What somebody paid for.
    Sponsored,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] = [
        Kind::News,
        Kind::Analysis,
        Kind::Opinion,
        Kind::Explainer,
        Kind::Interview,
        Kind::Obituary,
        Kind::Sponsored,
    ];

    /// How they are written, in the same order.
    pub const WORDS: [&str; 7] =
        ["news", "analysis", "opinion", "explainer", "interview", "obituary", "sponsored"];

    /// How it is written; what the theme calls it has this name among its words.
    pub fn word(self) -> &'static str {
        Kind::WORDS[self as usize]
    }

    /// The kind that is written so.
    pub fn of_word(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The kind that somebody means who writes it in another way.
    pub fn meant_by(written: &str) -> Option<Kind> {
        let letters = written.chars().filter(|c| c.is_alphanumeric());
        let word: String = letters.flat_map(char::to_lowercase).collect();
        let is_meant = |kind: &Kind| kind.word() == word || kind.also().contains(&&*word);
        let meant = Kind::ALL.into_iter().find(is_meant);
        meant.or_else(|| Kind::of_word(&nearest(&word, Kind::WORDS)?))
    }

    /// What it is called in newsrooms and in other programs: its words in small letters.
    fn also(self) -> &'static [&'static str] {
        match self {
            Kind::News => &["report", "reportage", "straight", "hardnews", "story", "article"],
            Kind::Analysis => &["analyses", "newsanalysis"],
            Kind::Opinion => {
                &["oped", "column", "comment", "commentary", "editorial", "leader", "opinions"]
            }
            Kind::Explainer => &["background", "backgrounder", "explained", "faq"],
            Kind::Interview => &["qa", "qanda", "interviews"],
            Kind::Obituary => &["obit", "obits", "obituaries"],
            Kind::Sponsored => {
                &["sponsor", "advertorial", "advertisement", "ad", "paid", "partner", "promoted"]
            }
        }
    }

    /// Whether readers are told: all but news.
    pub fn is_labelled(self) -> bool {
        self != Kind::News
    }

    /// Whether somebody paid for it.
    pub fn is_paid_for(self) -> bool {
        self == Kind::Sponsored
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_word() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_word(kind.word()), Some(kind));
            assert_eq!(Kind::meant_by(kind.word()), Some(kind));
        }
        assert_eq!(Kind::of_word("Opinion"), None);
    }

    #[test]
    fn what_newsrooms_write_is_understood() {
        for (written, meant) in [
            ("Opinion", Some("opinion")),
            ("op-ed", Some("opinion")),
            ("Q&A", Some("interview")),
            ("obit", Some("obituary")),
            ("Advertorial", Some("sponsored")),
            ("explaner", Some("explainer")),
            ("sponsord", Some("sponsored")),
            ("poem", None),
            ("", None),
            ("社説", None),
        ] {
            assert_eq!(Kind::meant_by(written).map(Kind::word), meant, "{written}");
        }
    }
}
