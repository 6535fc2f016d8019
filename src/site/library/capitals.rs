//! Versions of stories that are none, since the names of their files differ in capitals.

use std::collections::HashMap;

use super::inputs::Inputs;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::LinkedStories;
use crate::site::content::{Belongs, TextFile};
use crate::site::originals::linked_stories;

/// The versions of one story.
type Story<'a> = Vec<&'a TextFile>;

/// A warning for each text that would be a version of another story if its name had the same
/// capitals.
pub(super) fn other_capitals(inputs: &Inputs) -> Vec<Diagnostic> {
    if inputs.book.names.say_nothing() {
        return Vec::new();
    }
    let mut alike: HashMap<String, Vec<&TextFile>> = HashMap::new();
    // What is told of an author or a topic is one by the name of that, whatever its file's is.
    let texts = inputs.texts.values().map(|state| &state.text);
    for text in texts.filter(|text| !matches!(text.belongs, Belongs::About(_))) {
        alike.entry(text.story.to_lowercase()).or_default().push(text);
    }
    let mut alike: Vec<Vec<Story<'_>>> = alike.into_values().map(stories).collect();
    alike.retain(|stories| stories.len() > 1);
    if alike.is_empty() {
        return Vec::new();
    }
    let texts = inputs.texts.values();
    let versions = texts.filter_map(|state| Some((&state.text, state.version.as_deref()?)));
    let linked = linked_stories(versions);
    let told = alike.into_iter().flat_map(|stories| told(stories, &linked));
    let mut told: Vec<Diagnostic> = told.collect();
    told.sort_by(|one, other| one.file.cmp(&other.file));
    told
}

/// Texts by their stories: the one that has the most versions first, and of two that have as many,
/// the one in the first language.
fn stories(texts: Vec<&TextFile>) -> Vec<Story<'_>> {
    let mut by_name: HashMap<&str, Story<'_>> = HashMap::new();
    for text in texts {
        by_name.entry(&text.story).or_default().push(text);
    }
    let mut stories: Vec<Story<'_>> = by_name.into_values().collect();
    for story in &mut stories {
        story.sort_by_key(|text| text.edition.0);
    }
    stories.sort_by_key(|story| {
        let first = story.first().map(|text| (text.edition.0, &*text.file));
        (std::cmp::Reverse(story.len()), first)
    });
    stories
}

/// What is told of the stories whose names are alike. Two that have a version in one language are
/// two stories, and those that name each other are one already.
fn told<'a>(stories: Vec<Story<'a>>, linked: &LinkedStories<'a>) -> Vec<Diagnostic> {
    let mut stories = stories.into_iter();
    let Some(whole) = stories.next() else { return Vec::new() };
    let [first, ..] = whole[..] else { return Vec::new() };
    let is_taken = |text: &TextFile| whole.iter().any(|other| other.edition == text.edition);
    let is_odd = |text: &TextFile| linked.group(&text.story) != linked.group(&first.story);
    let odd = stories.filter(|story| !story.iter().any(|text| is_taken(text) || !is_odd(text)));
    let told = odd.flatten().map(|text| {
        let message =
            format!("this is no version of `{}`: their names differ in capitals", first.file);
        let hint = "if they are one story, write both names alike";
        Diagnostic::warning(message).in_file(&text.file).at(Place::START).hint(hint)
    });
    told.collect()
}
