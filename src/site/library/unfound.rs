//! Versions of stories whose original nobody can find: `translation_of` names a language in which
//! the story is not there, or leads in a circle. Such a version waits for no embargo.

use std::collections::{HashMap, HashSet};

use super::inputs::Inputs;
use super::state::TextState;
use crate::diagnostic::Diagnostic;
use crate::model::{HeldReason, LinkedStories, VersionFacts};
use crate::nearest::{Budget, Names};
use crate::routes::EditionId;
use crate::site::content::TextFile;
use crate::site::file_names::FileNames;
use crate::site::links::relative;
use crate::site::originals::{Group, linked_stories};
use crate::text::front_matter::date_of_name;

/// An error for each; of drafts, a warning.
pub(super) fn unfound(inputs: &Inputs) -> Vec<Diagnostic> {
    let versions = || {
        let texts = inputs.texts.values();
        texts.filter_map(|state| Some((&state.text, state.version.as_deref()?)))
    };
    if versions().all(|(_, facts)| facts.made_from.is_none()) {
        return Vec::new();
    }
    let linked = linked_stories(versions());
    let mut told = Search::new(inputs, &linked).told();
    let mut groups: HashMap<&str, Vec<(&TextFile, &VersionFacts)>> = HashMap::new();
    for (text, facts) in versions().filter(|(text, _)| !text.story.is_empty()) {
        groups.entry(linked.group(&text.story)).or_default().push((text, facts));
    }
    let may_have_one = groups.into_values().filter(|versions| {
        versions.iter().filter(|(_, facts)| facts.made_from.is_some()).count() > 1
    });
    let circles = may_have_one.flat_map(|versions| Group::of(versions).circles());
    let mut circles: Vec<Diagnostic> = circles.map(|circle| is_circle(inputs, &circle)).collect();
    circles.sort_by(|one, other| one.file.cmp(&other.file));
    told.extend(circles);
    told
}

fn is_circle(inputs: &Inputs, circle: &[&TextFile]) -> Diagnostic {
    let way = circle.iter().chain(circle.first()).skip(1);
    let way: Vec<String> = way.map(|text| format!("`{}`", text.file)).collect();
    let message = format!(
        "this version is made from {}: nobody can tell which is the original",
        way.join(", which is made from ")
    );
    let fault = Diagnostic::error(message)
        .hint("delete `translation_of` in the version that was written first");
    match circle.first().and_then(|text| inputs.texts.get(&text.file)) {
        Some(state) => at_its_line(fault, state),
        None => fault,
    }
}

/// A draft is public at no moment by itself, and its original may still have to be written.
fn is_draft(state: &TextState) -> bool {
    let held = state.version.as_deref().and_then(|facts| facts.held.as_deref());
    matches!(held, Some(HeldReason::Draft(_)))
}

fn at_its_line(fault: Diagnostic, state: &TextState) -> Diagnostic {
    let place = state.places.first_of(&["translation_of"]);
    fault.in_file(&state.text.file).at(place)
}

/// The search for the originals that texts name.
struct Search<'a> {
    inputs: &'a Inputs,
    linked: &'a LinkedStories<'a>,
    /// The languages of each story, also of versions on other sites.
    there: HashSet<(&'a str, EditionId)>,
}

impl<'a> Search<'a> {
    fn new(inputs: &'a Inputs, linked: &'a LinkedStories<'a>) -> Self {
        let there = inputs.texts.values().flat_map(|state| {
            let elsewhere = state.version.iter().flat_map(|facts| facts.named_elsewhere.iter());
            let languages = [state.text.edition].into_iter().chain(elsewhere.copied());
            languages.map(|language| (linked.group(&state.text.story), language))
        });
        let there = there.collect();
        Search { inputs, linked, there }
    }

    fn has(&self, story: &'a str, language: EditionId) -> bool {
        self.there.contains(&(self.linked.group(story), language))
    }

    fn told(&self) -> Vec<Diagnostic> {
        let mut meant: HashMap<EditionId, Meant<'a>> = HashMap::new();
        let mut budget = Budget::default();
        let lost = self.inputs.texts.values().filter_map(|state| {
            let language = state.version.as_deref()?.made_from?;
            let is_lost = language != state.text.edition && !self.has(&state.text.story, language);
            is_lost.then_some((state, language))
        });
        let mut told = Vec::new();
        for (state, language) in lost {
            let meant = meant.entry(language).or_insert_with(|| Meant::of(self.inputs, language));
            let near = meant.near(state, &mut budget);
            // It has a version in this language already.
            let near = near.filter(|near| !self.has(&near.story, state.text.edition));
            told.push(self.is_lost(state, language, near));
        }
        told
    }

    fn is_lost(
        &self,
        state: &TextState,
        language: EditionId,
        near: Option<&TextFile>,
    ) -> Diagnostic {
        let names = &self.inputs.book.names;
        let tag = names.tag(language);
        let folder = state.text.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let line = |target: &str| format!("`translations: {{{tag}: {target}}}`");
        let hint = match near {
            Some(near) => format!(
                "did you mean `{}`? Then name this file `{}`, or write {} here",
                near.file,
                file_in(names, near, state.text.edition),
                line(&relative(folder, &near.file))
            ),
            None => format!(
                "give this file the name of its original, or name that here: {}; if there is none, \
                 delete this line",
                line("….md")
            ),
        };
        let message = format!(
            "there is no version of this story in `{tag}`, so nothing holds it until its original is public"
        );
        let fault = match is_draft(state) {
            true => Diagnostic::warning(message),
            false => Diagnostic::error(message),
        };
        at_its_line(fault.hint(hint), state)
    }
}

/// The file of a version in a language, beside another.
fn file_in(names: &FileNames, text: &TextFile, language: EditionId) -> String {
    let tag = names.tag(language);
    let parts = names.parts(&text.file);
    let ending = match language == EditionId::FIRST {
        true => "md".to_string(),
        false => format!("{tag}.md"),
    };
    let folders = [&["content"], &parts.folders[..]].concat().join("/");
    format!("{folders}/{}.{ending}", parts.stem)
}

/// The stories in a language, of which one was meant, by what they may be called.
struct Meant<'a> {
    names: Names,
    by_name: HashMap<&'a str, Vec<&'a TextFile>>,
}

impl<'a> Meant<'a> {
    fn of(inputs: &'a Inputs, language: EditionId) -> Self {
        let mut by_name: HashMap<&str, Vec<&TextFile>> = HashMap::new();
        for state in inputs.texts.values().filter(|state| state.text.edition == language) {
            for name in names(state) {
                by_name.entry(name).or_default().push(&state.text);
            }
        }
        Meant { names: by_name.keys().copied().collect(), by_name }
    }

    /// The one that is called the same, or else the one whose name is nearest.
    fn near(&self, state: &TextState, budget: &mut Budget) -> Option<&'a TextFile> {
        let own = names(state);
        let found = own.iter().find_map(|name| self.called(name, state));
        found.or_else(|| {
            let nearest = self.names.nearest_within(own.first()?, budget)?;
            self.called(nearest, state)
        })
    }

    /// The one of this name in the same folder, or the only one.
    fn called(&self, name: &str, state: &TextState) -> Option<&'a TextFile> {
        let (folder, _) = parts(&state.text.story);
        let of_name = self.by_name.get(name)?;
        let beside = of_name.iter().find(|other| parts(&other.story).0 == folder);
        let only = || of_name.first().filter(|_| of_name.len() == 1);
        beside.or_else(only).copied()
    }
}

/// What a story may be called: the last part of its path, the same without its day, and the last
/// part of its address; each once.
fn names(state: &TextState) -> Vec<&str> {
    let (_, name) = parts(&state.text.story);
    let address = state.placed().and_then(|placed| {
        let last = placed.path.as_str().trim_end_matches('/').rsplit('/').next()?;
        Some(last.strip_suffix(".html").unwrap_or(last)).filter(|last| !last.is_empty())
    });
    let (_, without_day) = date_of_name(name);
    let mut names = vec![name];
    for other in [without_day].into_iter().chain(address) {
        if !names.contains(&other) {
            names.push(other);
        }
    }
    names
}

/// The folder and the name of a story.
fn parts(story: &str) -> (&str, &str) {
    story.rsplit_once('/').unwrap_or(("", story))
}
