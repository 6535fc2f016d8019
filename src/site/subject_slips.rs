//! Topics and series whose names are most likely slips of others: a text about `Wather`, which no
//! story has, and six stories about `water`.

use std::collections::HashMap;

use super::slips::{is_a_letter_away, plain_or_quoted};
use crate::diagnostic::Diagnostic;
use crate::model::{ListedAbout, ListedBriefing, NamedList};
use crate::nearest::Names;
use crate::text::front_matter::Subject;

/// Of a shorter name, another letter makes another name: `Iran` and `Iraq`.
const SHORTEST: usize = 5;

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
            let meant = used.near(&list.name, self.subject)?;
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
            let meant = known.near(&list.name, self.subject)?;
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
        let names = briefing.tags.iter().map(|tag| match tag.name == name {
            true => plain_or_quoted(near),
            false => plain_or_quoted(&tag.name),
        });
        format!("tags: [{}]", names.collect::<Vec<_>>().join(", "))
    }
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

    /// The list whose name a slip is of. A series has words enough that one may be another.
    fn near(&self, name: &str, subject: Subject) -> Option<&'a NamedList> {
        let near = self.names.nearest(name)?;
        let is_long = name.chars().count() >= SHORTEST;
        let is_of_words = subject == Subject::Series && name.split_whitespace().count() > 2;
        let is_slip = is_long && (is_of_words || is_a_letter_away(name, near));
        self.lists.get(near).copied().filter(|_| is_slip)
    }
}
