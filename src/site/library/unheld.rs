//! Stories that readers see, while one that is named as a version of them is embargoed. Files of
//! one name are compared; of others nobody can tell which is made from which, unless they say it.

use std::collections::HashMap;

use jiff::Timestamp;

use super::inputs::Inputs;
use super::state::TextState;
use crate::diagnostic::Diagnostic;
use crate::model::HeldReason;
use crate::site::originals::linked_stories;
use crate::text::date::for_message;

/// An embargoed version, and until when it is.
type Embargoed<'a> = (&'a TextState, Timestamp);

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
    // By what the stories of a group have in common, the one that is embargoed the longest.
    let mut embargoed: HashMap<&str, Embargoed<'_>> = HashMap::new();
    for state in inputs.texts.values() {
        let Some(until) = embargo(state) else { continue };
        let longest = embargoed.entry(linked.group(&state.text.story)).or_insert((state, until));
        if until > longest.1 {
            *longest = (state, until);
        }
    }
    let texts = inputs.texts.values().filter(|state| is_public(state));
    let told = texts.filter_map(|state| {
        let (other, until) = embargoed.get(linked.group(&state.text.story))?;
        // Versions of one name are held, or compared.
        (other.text.story != state.text.story).then(|| told(inputs, state, (other, *until)))
    });
    told.collect()
}

/// Until when a text is embargoed, if it is.
fn embargo(state: &TextState) -> Option<Timestamp> {
    match state.version.as_deref()?.held.as_deref()? {
        HeldReason::Embargoed(until) => Some(*until),
        _ => None,
    }
}

/// Whether readers see it, and it does not say that they may before its original.
fn is_public(state: &TextState) -> bool {
    let goes_alone = state.version.as_deref().is_none_or(|facts| facts.goes_alone);
    state.reason().is_none() && !goes_alone
}

fn told(inputs: &Inputs, state: &TextState, (other, until): Embargoed<'_>) -> Diagnostic {
    let until = for_message(&until, &inputs.config.time_zone);
    let tag = inputs.book.names.tag(other.text.edition);
    let message = format!(
        "readers see this story, and the version of it that `translations` names is embargoed until {until}: \
         `{}`",
        other.text.file
    );
    let hint = format!(
        "write `translation_of: {tag}` here to hold it until then; `hold_with_original: false` says that \
         readers may see it before"
    );
    let place = state.places.first_of(&["date"]);
    Diagnostic::warning(message).in_file(&state.text.file).at(place).hint(hint)
}
