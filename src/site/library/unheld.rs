//! Stories that readers see, while one that is named as a version of them is embargoed. Files of
//! one name are compared; of others nobody can tell which is made from which, unless they say it.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::inputs::Inputs;
use super::state::TextState;
use crate::diagnostic::Diagnostic;
use crate::model::{HeldReason, VersionFacts};
use crate::site::content::TextFile;
use crate::site::originals::{Group, linked_stories};
use crate::text::date::for_message;

/// An embargoed version, until when it is, and the files of those that it is made from.
struct Embargoed<'a> {
    state: &'a TextState,
    until: Timestamp,
    made_from: HashSet<&'a str>,
}

/// A warning for each.
pub(super) fn unheld(inputs: &Inputs) -> Vec<Diagnostic> {
    let versions = || {
        let texts = inputs.texts.values();
        texts.filter_map(|state| Some((&state.text, state.version.as_deref()?)))
    };
    if versions().all(|(_, facts)| facts.named.is_empty()) {
        return Vec::new();
    }
    let linked = linked_stories(versions());
    // By what the stories of a group have in common.
    let mut embargoed: HashMap<&str, Vec<Embargoed<'_>>> = HashMap::new();
    for state in inputs.texts.values() {
        let Some(until) = embargo(state) else { continue };
        let embargoed = embargoed.entry(linked.group(&state.text.story)).or_default();
        embargoed.push(Embargoed { state, until, made_from: HashSet::new() });
    }
    let mut groups: HashMap<&str, Vec<(&TextFile, &VersionFacts)>> = HashMap::new();
    for version in versions() {
        let name = linked.group(&version.0.story);
        if embargoed.contains_key(name) {
            groups.entry(name).or_default().push(version);
        }
    }
    for (name, versions) in groups {
        let group = Group::of(versions);
        for embargoed in embargoed.get_mut(name).into_iter().flatten() {
            embargoed.made_from = group.files_from(&embargoed.state.text.file).collect();
        }
    }
    let texts = inputs.texts.values().filter(|state| is_public(state));
    let told = texts.filter_map(|state| {
        let of_group = embargoed.get(linked.group(&state.text.story))?.iter();
        // Versions of one name are held, or compared; and no original waits for what is made from it.
        let concerns = of_group.filter(|other| {
            other.state.text.story != state.text.story
                && !other.made_from.contains(&*state.text.file)
        });
        // One in another language can be its original.
        let in_another = |other: &&Embargoed<'_>| other.state.text.edition != state.text.edition;
        let longest = concerns.max_by_key(|other| (in_another(other), other.until))?;
        Some(told(inputs, state, longest))
    });
    told.collect()
}

/// Until when a text is embargoed, if it is.
fn embargo(state: &TextState) -> Option<Timestamp> {
    match state.version.as_deref()?.to_come.as_deref()? {
        HeldReason::Embargoed(until) => Some(*until),
        _ => None,
    }
}

/// Whether readers see it, and it does not say that they may before its original.
fn is_public(state: &TextState) -> bool {
    let goes_alone = state.version.as_deref().is_none_or(|facts| facts.goes_alone);
    state.reason().is_none() && !goes_alone
}

fn told(inputs: &Inputs, state: &TextState, embargoed: &Embargoed<'_>) -> Diagnostic {
    let Embargoed { state: other, until, .. } = embargoed;
    let until = for_message(until, &inputs.config.time_zone);
    let tag = inputs.book.names.tag(other.text.edition);
    let message = format!(
        "readers see this story, and the version of it that `translations` names is embargoed until {until}: \
         `{}`",
        other.text.file
    );
    let made_from = state.version.as_deref().and_then(|facts| facts.made_from);
    let is_one_of_two =
        other.text.edition == state.text.edition || made_from == Some(other.text.edition);
    let hold = match is_one_of_two {
        // Which of two in one language is meant, no line of this one could say.
        true => format!(
            "two stories in `{tag}` are one by `translations`: name one of them alone, or write the same `embargo` here"
        ),
        false => format!("write `translation_of: {tag}` here to hold it until then"),
    };
    let hint = format!("{hold}; `hold_with_original: false` says that readers may see it before");
    let place = state.places.first_of(&["date"]);
    Diagnostic::warning(message).in_file(&state.text.file).at(place).hint(hint)
}
