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
pub(super) struct HeldOriginals(HashMap<Box<str>, (String, VersionFacts)>);

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
            let (text, facts) = versions[original_of(&versions)?];
            facts.is_to_come().then(|| (story.into(), (text.file.clone(), facts.clone())))
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
        match self.0.get(&text.story).filter(|(file, _)| *file != text.file) {
            Some((file, original)) => facts.held_with(file, original),
            None => facts.held.as_deref().cloned(),
        }
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
