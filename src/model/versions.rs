//! The versions of a story that the names of files tell.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{Placement, VersionFacts, original};
use crate::routes::EditionId;

/// A version of a story.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The language that it is in.
    pub edition: EditionId,
    /// Its file, from the site's root.
    pub file: Box<str>,
    /// What it is on the site.
    pub text: VersionText,
    /// What it is compared with the others by; nothing of one that is at fault.
    pub facts: Option<Arc<VersionFacts>>,
}

/// What a version of a story is on the site. Numbers are indexes into its edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersionText {
    /// A story in a section.
    Briefing(usize),
    /// A standing page.
    Page(usize),
    /// What is told about an author, a topic or a series.
    About(usize),
    /// Nothing: it is held, or at fault.
    NotShown,
}

/// The versions of each story that has several, by what they have in common
/// ([`Article::story`](crate::model::Article)): also those that are not public.
#[derive(Clone, Debug, Default)]
pub struct Versions(HashMap<Box<str>, Arc<[Version]>>);

impl Versions {
    /// Those of `texts`, which are in the order of their files, of which each has its place on the
    /// site, and what is wrong with them: `twice` tells that two files are one story in one language,
    /// and is given the languages of all versions.
    pub fn new(
        texts: &[Placement<'_>],
        places: &[VersionText],
        twice: impl Fn([&str; 2], &[EditionId]) -> Diagnostic,
    ) -> (Self, Vec<Diagnostic>) {
        let mut by_story: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, text) in texts.iter().enumerate().filter(|(_, text)| !text.story.is_empty()) {
            by_story.entry(text.story).or_default().push(at);
        }
        let (mut versions, mut faults) = (HashMap::new(), Vec::new());
        for (story, mut of_story) in by_story.into_iter().filter(|(_, all)| all.len() > 1) {
            of_story.sort_by_key(|at| (texts[*at].edition.0, *at));
            let languages: Vec<EditionId> = of_story.iter().map(|at| texts[*at].edition).collect();
            let of_one_language = of_story
                .array_windows()
                .filter(|[one, other]| texts[*one].edition == texts[*other].edition);
            let told = |pair: &[usize; 2]| twice(pair.map(|at| texts[at].file), &languages);
            faults.extend(of_one_language.map(told));
            let version = |at: usize| Version {
                edition: texts[at].edition,
                file: texts[at].file.into(),
                text: places[at],
                facts: texts[at].version.cloned(),
            };
            versions.insert(story.into(), of_story.into_iter().map(version).collect());
        }
        faults.sort_by(|one, other| one.file.cmp(&other.file));
        (Versions(versions), faults)
    }

    /// The versions of a story, by the order of their languages; none of one that has no other.
    pub fn of(&self, story: &str) -> &[Version] {
        self.0.get(story).map_or(&[], |versions| versions)
    }

    /// The versions of each story that has several, in any order.
    pub fn stories(&self) -> impl Iterator<Item = &[Version]> {
        self.0.values().map(|versions| &**versions)
    }

    /// The one that the others are made from; none if nobody can tell.
    pub fn original_of(versions: &[Version]) -> Option<&Version> {
        let known = versions.iter().filter_map(|version| Some((version, version.facts.as_ref()?)));
        let at = original(known.clone().map(|(version, facts)| (version.edition, &**facts)))?;
        known.map(|(version, _)| version).nth(at)
    }

    /// The versions of all stories that have several, by what these have in common.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Version])> {
        let mut all: Vec<(&str, &[Version])> =
            self.0.iter().map(|(story, versions)| (&**story, &**versions)).collect();
        all.sort_unstable_by_key(|(story, _)| *story);
        all.into_iter()
    }
}
