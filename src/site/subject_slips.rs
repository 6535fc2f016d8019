//! Topics and series whose names are most likely slips of others: a text about `Wather`, which no
//! story has, and six stories about `water`.

use std::collections::HashMap;

use super::slips::{Difference, Kind, is_a_slip};
use crate::diagnostic::Diagnostic;
use crate::model::{ListedAbout, ListedBriefing, NamedList};
use crate::nearest::Names;
use crate::text::front_matter::Subject;
use crate::text::yaml::{list_of, plain_or_quoted};

/// Of a shorter word, even letters in another order make another: `trial` and `trail`.
const SHORTEST: usize = 6;

/// Of a shorter word, one letter more makes another: `curling` and `curing`, `desert` and `dessert`.
const LONG: usize = 8;

/// A name of so many words is the same by all the others.
const MANY_WORDS: usize = 3;

/// Where more names are those of one story, the newest are looked at: editors have seen the others.
const MOST: usize = 500;

/// The lists of a subject.
pub(super) struct Lists<'a> {
    pub subject: Subject,
    pub lists: &'a [NamedList],
}

impl Lists<'_> {
    /// A warning for each text about a name that no story has, and for each name of one story, that
    /// is near to another.
    pub fn slips(
        &self,
        briefings: &[ListedBriefing<'_>],
        abouts: &[ListedAbout<'_>],
    ) -> Vec<Diagnostic> {
        let mut told = self.of_texts(abouts);
        if self.subject != Subject::Author {
            told.extend(self.of_stories(briefings));
        }
        told
    }

    fn of_texts(&self, abouts: &[ListedAbout<'_>]) -> Vec<Diagnostic> {
        let unused = self.lists.iter().filter(|list| list.briefings.is_empty());
        let unused: Vec<_> = unused.filter_map(|list| Some((list, list.about?))).collect();
        if unused.is_empty() {
            return Vec::new();
        }
        let is_used = |list: &&NamedList| list.about.is_none() && !list.briefings.is_empty();
        let used = Known::of(self.lists.iter().filter(is_used));
        let slip = |(list, about): (&NamedList, usize)| {
            let meant = used.near(&list.name, &|name, near| self.is_prepared(name, near))?;
            let (name, near) = (&list.name, &meant.name);
            let (none, others) = (self.has(1), self.counted(meant));
            let message = format!("no story {none} `{name}`, and {others} `{near}`");
            let hint = format!(
                "write `name: {}`, or `{name}` in the stories; or leave it, if stories of `{name}` are still to come",
                plain_or_quoted(near)
            );
            Some(Diagnostic::warning(message).in_file(abouts.get(about)?.text.file).hint(hint))
        };
        unused.into_iter().take(MOST).filter_map(slip).collect()
    }

    /// Whether a name that only a text has is most likely the other: the one fits to nothing, and
    /// the other has no text.
    fn is_prepared(&self, name: &str, near: &str) -> bool {
        match self.subject {
            Subject::Author => is_a_slip(name, near),
            _ => is_slip(name, near, SHORTEST),
        }
    }

    fn of_stories(&self, briefings: &[ListedBriefing<'_>]) -> Vec<Diagnostic> {
        let is_known = |list: &&NamedList| {
            let is_known = list.about.is_some() && !list.briefings.is_empty();
            is_known || self.subject == Subject::Series && list.briefings.len() > 1
        };
        let known = Known::of(self.lists.iter().filter(is_known));
        let is_doubtful = |list: &&NamedList| list.about.is_none() && list.briefings.len() == 1;
        let mut doubtful: Vec<&NamedList> = self.lists.iter().filter(is_doubtful).collect();
        if known.lists.is_empty() || doubtful.is_empty() {
            return Vec::new();
        }
        doubtful.sort_by_key(|list| list.briefings.first());
        let slip = |list: &NamedList| {
            let meant = known.near(&list.name, &|name, near| is_slip(name, near, LONG))?;
            let briefing = briefings.get(*list.briefings.first()?)?;
            let (name, near) = (&list.name, &meant.name);
            let message =
                format!("one story {} `{name}`, and {} `{near}`", self.has(1), self.counted(meant));
            let line = self.line(briefing, name, near);
            let hint = format!("write `{line}`; nothing is told once a second story has `{name}`");
            Some(Diagnostic::warning(message).in_file(briefing.text.file).hint(hint))
        };
        doubtful.into_iter().take(MOST).filter_map(slip).collect()
    }

    /// What the stories of a list are said to be.
    fn counted(&self, list: &NamedList) -> String {
        match list.briefings.len() {
            1 => format!("one {}", self.has(1)),
            count => format!("{count} {}", self.has(count)),
        }
    }

    /// What one story, or several, have to do with a name.
    fn has(&self, stories: usize) -> &'static str {
        match (self.subject, stories) {
            (Subject::Author, 1) => "is by",
            (Subject::Author, _) => "are by",
            (Subject::Topic, 1) => "has the tag",
            (Subject::Topic, _) => "have the tag",
            (Subject::Series, 1) => "is a part of the series",
            (Subject::Series, _) => "are parts of the series",
        }
    }

    /// The line of a story with the name that was meant.
    fn line(&self, briefing: &ListedBriefing<'_>, name: &str, near: &str) -> String {
        if self.subject == Subject::Series {
            return format!("series: {}", plain_or_quoted(near));
        }
        let names = briefing.tags.iter().map(|tag| if tag.name == name { near } else { &tag.name });
        format!("tags: {}", list_of(&names.collect::<Vec<_>>()))
    }
}

/// Whether a topic or a series is most likely another that is written wrong; a word of `long`
/// letters may have one more, or another vowel. Another consonant makes another word, of whatever
/// length: `Ireland` and `Iceland`.
fn is_slip(name: &str, known: &str, long: usize) -> bool {
    let words = |name: &str| name.split_whitespace().count();
    let has_many = words(name).min(words(known)) >= MANY_WORDS;
    let Some(difference) = Difference::between(name, known) else {
        return has_many && without_articles(name) == without_articles(known);
    };
    let Difference { kind, letters, is_at_end } = difference;
    match kind {
        Kind::Doubled => letters >= LONG || has_many && letters > 3,
        Kind::Accent | Kind::Exchanged => letters >= SHORTEST,
        Kind::Missing | Kind::Vowel => letters >= long && !is_at_end,
        Kind::Consonant => false,
    }
}

/// The words of a name that make it what it is: `The year of a dam` is about no other year.
fn without_articles(name: &str) -> Vec<String> {
    const ARTICLES: [&str; 24] = [
        "a", "an", "the", "der", "die", "das", "den", "dem", "des", "ein", "eine", "le", "la",
        "les", "un", "une", "el", "los", "las", "una", "il", "lo", "het", "de",
    ];
    let words = name.split_whitespace().map(str::to_lowercase);
    words.filter(|word| !ARTICLES.contains(&&**word)).collect()
}

/// Names that are no slips, as far as anybody knows.
struct Known<'a> {
    lists: HashMap<&'a str, &'a NamedList>,
    names: Names,
}

impl<'a> Known<'a> {
    fn of(lists: impl Iterator<Item = &'a NamedList>) -> Self {
        let lists: HashMap<&str, &NamedList> = lists.map(|list| (&*list.name, list)).collect();
        let names = lists.keys().copied().collect();
        Known { lists, names }
    }

    /// The list whose name a slip is of.
    fn near(&self, name: &str, is_slip: &dyn Fn(&str, &str) -> bool) -> Option<&'a NamedList> {
        let near = self.names.nearest(name).filter(|near| is_slip(name, near))?;
        self.lists.get(near).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_topics_and_series_are_told_from_others() {
        for (name, known) in [
            ("goverment", "government"),
            ("seperate schools", "separate schools"),
            ("parliment", "parliament"),
            ("fotball", "football"),
            ("Montreal", "Montréal"),
            ("elecitons", "elections"),
            ("The year of the damm", "The year of the dam"),
            ("The year of a dam", "The year of the dam"),
            ("Das Jahr des Damms", "Ein Jahr des Damms"),
        ] {
            assert!(is_slip(name, known, LONG), "{name}");
            assert!(is_slip(known, name, LONG), "{name}");
        }
        for (name, known) in [
            ("Ireland", "Iceland"),
            ("house", "horse"),
            ("curling", "curing"),
            ("boxing", "bowing"),
            ("Paris", "Parks"),
            ("Iran", "Iraq"),
            ("diner", "dinner"),
            ("desert", "dessert"),
            ("trial", "trail"),
            ("election", "elections"),
            ("prosecution", "persecution"),
            ("Slovakia", "Slovenia"),
            ("Budget 2025", "Budget 2026"),
            ("The budget of 2025", "The budget of 2026"),
            ("Election diary, week 1", "Election diary, week 2"),
            ("Life before the dam", "Life after the dam"),
            ("Life in the north", "Life in the south"),
            ("The first hundred days", "The last hundred days"),
            ("The dam: part one", "The dam: part two"),
            ("A letter from Paris", "A letter from Rome"),
            ("A letter from Rome", "A letter from Roma"),
            ("Ten days in May", "Ten days in June"),
            ("Women in the house", "Men in the house"),
            ("Women in the house", "Woman in the house"),
            ("World War I stories", "World War II stories"),
            ("The dam", "A dam"),
        ] {
            assert!(!is_slip(name, known, LONG), "{name}");
            assert!(!is_slip(known, name, LONG), "{name}");
        }
    }
}
