//! Versions of stories that are held with their originals.

use std::collections::{HashMap, HashSet};

use crate::faults::FileFaults;
use crate::model::{HeldReason, LinkedStories, Reveal, VersionFacts, original};
use crate::routes::EditionId;
use crate::site::content::TextFile;
use crate::site::texts::ParsedText;

/// A text that was read, and what is wrong with it.
pub(super) type Parsed = (TextFile, Option<Box<ParsedText>>, FileFaults);

/// A version of a story.
type Version<'a> = (&'a TextFile, &'a VersionFacts);

/// The originals that are not public yet, and which versions wait for them.
#[derive(Default)]
pub(super) struct HeldOriginals {
    originals: Vec<HeldVersion>,
    /// By the file of each version, those that it waits for: the original of its story first.
    waited_for: HashMap<Box<str>, Vec<usize>>,
}

/// A version that is not public yet.
struct HeldVersion {
    file: String,
    facts: VersionFacts,
}

impl HeldOriginals {
    /// Those among the texts of a site, of which some were read again.
    pub(super) fn among<'t>(
        parsed: &'t [Parsed],
        kept: impl Iterator<Item = (&'t TextFile, &'t VersionFacts)> + Clone,
    ) -> Self {
        let read = parsed.iter().filter_map(|(text, parsed, _)| Some((text, facts_of(parsed)?)));
        let is_to_come = |(_, facts): &Version<'_>| facts.is_to_come();
        // Few are, and where none is, there is nothing to look for.
        if !read.clone().chain(kept.clone()).any(|version| is_to_come(&version)) {
            return HeldOriginals::default();
        }
        let again: HashSet<&str> = parsed.iter().map(|(text, ..)| text.file.as_str()).collect();
        let kept = kept.filter(|(text, _)| !again.contains(text.file.as_str()));
        let all = read.chain(kept);
        let linked = linked_stories(all.clone());
        let group = |text: &'t TextFile| linked.group(&text.story);
        let to_come: HashSet<&str> =
            all.clone().filter(is_to_come).map(|(text, _)| group(text)).collect();
        let mut groups: HashMap<&str, Vec<Version<'t>>> = HashMap::new();
        for version in all.filter(|(text, _)| to_come.contains(group(text))) {
            groups.entry(group(version.0)).or_default().push(version);
        }
        let mut held = HeldOriginals::default();
        groups.into_values().for_each(|versions| held.add(&Group::of(versions)));
        held
    }

    /// Adds what the versions of a story wait for.
    fn add(&mut self, group: &Group<'_>) {
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        for at in 0..group.versions.len() {
            let waited_for: Vec<usize> = group
                .waited_for(at)
                .into_iter()
                .map(|it| *numbers.entry(it).or_insert_with(|| self.note(group.versions[it])))
                .collect();
            if !waited_for.is_empty() {
                let (text, _) = group.versions[at];
                self.waited_for.insert(text.file.as_str().into(), waited_for);
            }
        }
    }

    fn note(&mut self, (text, facts): Version<'_>) -> usize {
        self.originals.push(HeldVersion { file: text.file.clone(), facts: facts.clone() });
        self.originals.len() - 1
    }

    /// Holds those of the texts whose original is not public yet.
    pub(super) fn hold(&self, parsed: &mut [Parsed], reveal: Reveal) {
        for (text, parsed, _) in parsed.iter_mut() {
            let Some(facts) = facts_of(parsed) else { continue };
            let reason = self.reason(text, facts).filter(is_of_original);
            if let (Some(reason), Some(parsed)) = (reason, parsed) {
                parsed.hold(reason, reveal);
            }
        }
    }

    /// Whether a text that was held for this reason, or for none, is held for another now.
    pub(super) fn hold_otherwise(
        &self,
        text: &TextFile,
        facts: Option<&VersionFacts>,
        before: Option<&HeldReason>,
    ) -> bool {
        match (facts, self.waited_for.get(text.file.as_str())) {
            (None, _) => false,
            (Some(_), None) => before.is_some_and(is_of_original),
            (Some(facts), Some(_)) => self.reason(text, facts).as_ref() != before,
        }
    }

    fn reason(&self, text: &TextFile, facts: &VersionFacts) -> Option<HeldReason> {
        let waited_for = self.waited_for.get(text.file.as_str()).into_iter().flatten();
        let waited_for = waited_for.map(|at| &self.originals[*at]);
        let reasons = waited_for.map(|it| facts.held_with(&it.file, &it.facts));
        // The last of what keeps it back is what editors have to know; a draft is until nobody knows.
        let last = |reason: &HeldReason| (reason.release().is_none(), reason.release());
        let of_originals: Vec<HeldReason> = reasons.flatten().filter(is_of_original).collect();
        let of_original = of_originals.into_iter().rev().max_by_key(last);
        of_original.or_else(|| facts.held.as_deref().cloned())
    }
}

/// The versions of a story, and of those that are named as versions of it, in the order of their
/// languages.
pub(super) struct Group<'a> {
    versions: Vec<Version<'a>>,
    by_story: HashMap<(&'a str, EditionId), usize>,
    by_language: HashMap<EditionId, usize>,
    /// The original of each story.
    originals: HashMap<&'a str, usize>,
}

impl<'a> Group<'a> {
    pub(super) fn of(mut versions: Vec<Version<'a>>) -> Self {
        versions.sort_unstable_by_key(|(text, _)| (text.edition.0, &text.file));
        let (mut by_story, mut by_language) = (HashMap::new(), HashMap::new());
        let mut stories: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, (text, _)) in versions.iter().enumerate() {
            by_story.entry((&*text.story, text.edition)).or_insert(at);
            by_language.entry(text.edition).or_insert(at);
            stories.entry(&text.story).or_default().push(at);
        }
        let original = |(story, of_story): (&'a str, Vec<usize>)| {
            let facts = of_story.iter().map(|at| (versions[*at].0.edition, versions[*at].1));
            Some((story, *of_story.get(original(facts)?)?))
        };
        let originals = stories.into_iter().filter_map(original).collect();
        Group { by_story, by_language, originals, versions }
    }

    /// The versions that one waits for: the original of its story, and those that it is made from.
    fn waited_for(&self, at: usize) -> Vec<usize> {
        let original = self.originals.get(&*self.versions[at].0.story).copied();
        let mut all: Vec<usize> = original.into_iter().chain(self.all_from(at)).collect();
        let mut seen = HashSet::from([at]);
        all.retain(|it| self.versions[*it].1.is_to_come() && seen.insert(*it));
        all
    }

    /// The version that one says that it is made from: the one of its own story in that language,
    /// or else one that is named as a version of it.
    fn made_from(&self, at: usize) -> Option<usize> {
        let (text, facts) = self.versions[at];
        let language = facts.made_from?;
        let of_story = self.by_story.get(&(&*text.story, language));
        of_story.or_else(|| self.by_language.get(&language)).copied().filter(|from| *from != at)
    }

    /// The versions that one is made from: the one that it names, the one that this names, and so
    /// on. None if it is among them itself, so that nobody can tell.
    fn all_from(&self, at: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut next = self.made_from(at);
        while let Some(from) = next.filter(|from| !found.contains(from)) {
            if from == at {
                return Vec::new();
            }
            found.push(from);
            next = self.made_from(from);
        }
        found
    }

    /// The files of the versions that the one in a file is made from.
    pub(super) fn files_from(&self, file: &str) -> impl Iterator<Item = &'a str> {
        let at = self.versions.iter().position(|(text, _)| text.file == file);
        let from = at.map(|at| self.all_from(at)).unwrap_or_default();
        let files: Vec<&'a str> = from.iter().map(|at| &*self.versions[*at].0.file).collect();
        files.into_iter()
    }

    /// The versions that say of each other that they are made from them, each set once.
    pub(super) fn circles(&self) -> Vec<Vec<&'a TextFile>> {
        let mut is_seen = vec![false; self.versions.len()];
        let mut circles = Vec::new();
        for start in 0..self.versions.len() {
            let mut way = Vec::new();
            let mut next = Some(start);
            while let Some(at) = next.filter(|at| !is_seen[*at]) {
                is_seen[at] = true;
                way.push(at);
                next = self.made_from(at);
            }
            let closed = next.and_then(|again| way.iter().position(|at| *at == again));
            circles.extend(closed.map(|from| way.split_off(from)));
        }
        let texts = |circle: Vec<usize>| circle.into_iter().map(|at| self.versions[at].0).collect();
        circles.into_iter().map(texts).collect()
    }
}

/// The stories of these texts that name each other.
pub(super) fn linked_stories<'a>(
    versions: impl Iterator<Item = (&'a TextFile, &'a VersionFacts)>,
) -> LinkedStories<'a> {
    let pairs =
        versions.flat_map(|(text, facts)| facts.named.iter().map(|named| (&*text.story, &**named)));
    LinkedStories::of(pairs)
}

fn facts_of(parsed: &Option<Box<ParsedText>>) -> Option<&VersionFacts> {
    parsed.as_ref()?.resolved.as_ref()?.version.as_deref()
}

fn is_of_original(reason: &HeldReason) -> bool {
    matches!(reason, HeldReason::WithOriginal(_))
}
