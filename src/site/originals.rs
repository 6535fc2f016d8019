//! Versions of stories that are held with their originals.

use std::collections::{HashMap, HashSet};

use crate::faults::FileFaults;
use crate::model::{HeldReason, Reveal, VersionFacts, original};
use crate::routes::EditionId;
use crate::site::content::TextFile;
use crate::site::texts::ParsedText;

/// A text that was read, and what is wrong with it.
pub(super) type Parsed = (TextFile, Option<Box<ParsedText>>, FileFaults);

/// The originals that are not public yet, by what all versions of their stories have in common.
#[derive(Default)]
pub(super) struct HeldOriginals(HashMap<Box<str>, HeldStory>);

/// What is held of a story.
struct HeldStory {
    /// The versions that others are made from, its original first.
    originals: Vec<HeldVersion>,
    /// Which version is made from which.
    made_from: HashMap<EditionId, EditionId>,
}

/// A version that is not public yet.
struct HeldVersion {
    file: String,
    edition: EditionId,
    /// Whether all versions of the story wait for it, or those that are made from it.
    is_original: bool,
    facts: VersionFacts,
}

impl HeldOriginals {
    /// Those among the texts of a site, of which some were read again.
    pub(super) fn among<'t>(
        parsed: &'t [Parsed],
        kept: impl Iterator<Item = (&'t TextFile, &'t VersionFacts)> + Clone,
    ) -> Self {
        let read = parsed.iter().filter_map(|(text, parsed, _)| Some((text, facts_of(parsed)?)));
        let is_to_come = |(_, facts): &(&TextFile, &VersionFacts)| facts.is_to_come();
        // Few are, and where none is, there is nothing to look for.
        let of_read = read.clone().filter(is_to_come);
        let stories: HashSet<&str> =
            of_read.chain(kept.clone().filter(is_to_come)).map(|(text, _)| &*text.story).collect();
        if stories.is_empty() {
            return HeldOriginals::default();
        }
        let again: HashSet<&str> = parsed.iter().map(|(text, ..)| text.file.as_str()).collect();
        let kept = kept.filter(|(text, _)| !again.contains(text.file.as_str()));
        let mut versions: HashMap<&str, Vec<(&TextFile, &VersionFacts)>> = HashMap::new();
        for (text, facts) in read.chain(kept).filter(|(text, _)| stories.contains(&*text.story)) {
            versions.entry(&text.story).or_default().push((text, facts));
        }
        let held = versions.into_iter().filter_map(|(story, mut versions)| {
            versions.sort_unstable_by_key(|(text, _)| (text.edition.0, &text.file));
            let original = original_of(&versions)?;
            let made_from =
                versions.iter().filter_map(|(text, facts)| Some((text.edition, facts.made_from?)));
            let made_from: HashMap<EditionId, EditionId> = made_from.collect();
            let is_named: HashSet<EditionId> = made_from.values().copied().collect();
            let held = versions.iter().enumerate().filter(|(at, (text, facts))| {
                facts.is_to_come() && (*at == original || is_named.contains(&text.edition))
            });
            let mut originals: Vec<HeldVersion> = held
                .map(|(at, (text, facts))| HeldVersion {
                    file: text.file.clone(),
                    edition: text.edition,
                    is_original: at == original,
                    facts: (*facts).clone(),
                })
                .collect();
            originals.sort_by_key(|it| !it.is_original);
            (!originals.is_empty()).then(|| (story.into(), HeldStory { originals, made_from }))
        });
        HeldOriginals(held.collect())
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
        match (facts, self.0.get(&text.story)) {
            (None, _) => false,
            (Some(_), None) => before.is_some_and(is_of_original),
            (Some(facts), Some(_)) => self.reason(text, facts).as_ref() != before,
        }
    }

    fn reason(&self, text: &TextFile, facts: &VersionFacts) -> Option<HeldReason> {
        let held = self.0.get(&text.story);
        let waited_for = held.into_iter().flat_map(|story| story.waited_for(text));
        let reasons = waited_for.map(|it| facts.held_with(&it.file, &it.facts));
        let of_original = reasons.flatten().find(is_of_original);
        of_original.or_else(|| facts.held.as_deref().cloned())
    }
}

impl HeldStory {
    /// The versions that a version waits for.
    fn waited_for(&self, text: &TextFile) -> impl Iterator<Item = &HeldVersion> {
        let from = self.all_from(text.edition);
        self.originals.iter().filter(move |it| {
            it.file != text.file && (it.is_original || from.contains(&it.edition))
        })
    }

    /// The versions that one is made from: the one that it names, the one that this names, and so
    /// on. None if it is among them itself, so that nobody can tell.
    fn all_from(&self, edition: EditionId) -> Vec<EditionId> {
        let mut found = Vec::new();
        let mut at = edition;
        while let Some(from) = self.made_from.get(&at) {
            if *from == edition {
                return Vec::new();
            }
            if found.contains(from) {
                break;
            }
            found.push(*from);
            at = *from;
        }
        found
    }
}

fn original_of(versions: &[(&TextFile, &VersionFacts)]) -> Option<usize> {
    let versions = versions.iter();
    original(versions.map(|(text, facts)| -> (EditionId, &VersionFacts) { (text.edition, facts) }))
}

fn facts_of(parsed: &Option<Box<ParsedText>>) -> Option<&VersionFacts> {
    parsed.as_ref()?.resolved.as_ref()?.version.as_deref()
}

fn is_of_original(reason: &HeldReason) -> bool {
    matches!(reason, HeldReason::WithOriginal(_))
}
