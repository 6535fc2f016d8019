//! Headings: an id for each, so that it can be linked to.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use serde::{Deserialize, Serialize};

use super::events::Events;
use super::raw_html::HtmlPolicy;
use super::unseen::Seen;
use crate::slug::{Letters, slug_of_name};

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id in the page.
    pub id: String,
    /// Its words, without markup.
    pub title: String,
}

/// Gives each heading an id: its own (`{#id}`), or the slug of its words. Those at the numbers
/// `unlisted`, in their order, are no headings of the text, nor are those that no reader sees. Of other
/// attributes (`{onclick=…}`), which are raw HTML by another way, none stays unless
/// all HTML is allowed.
pub(super) fn with_ids<'e>(
    mut events: Vec<(Event<'e>, Range<usize>)>,
    policy: HtmlPolicy,
    letters: Letters,
    (unlisted, seen): (&[usize], &Seen),
    headings: &mut Vec<Heading>,
) -> Vec<(Event<'e>, Range<usize>)> {
    let mut taken: HashMap<String, usize> =
        OF_THE_PAGE.iter().map(|id| ((*id).to_string(), 2)).collect();
    // A heading's own id stays, whatever other headings come before it.
    for (event, _) in &mut events {
        let Event::Start(Tag::Heading { id: Some(id), .. }) = event else { continue };
        let free = first_free(off_notes(id.to_string()), &mut taken);
        *id = free.into();
    }
    for at in 0..events.len() {
        let Event::Start(Tag::Heading { .. }) = events[at].0 else { continue };
        let title = words_of_heading(&events, at + 1, seen);
        let Event::Start(Tag::Heading { level, id, attrs, .. }) = &mut events[at].0 else {
            continue;
        };
        attrs.retain(|_| policy == HtmlPolicy::Allow);
        let free = match id {
            Some(id) => id.to_string(),
            None => {
                let slug = slug_of_name(&title, letters).unwrap_or_else(|| "section".into());
                first_free(off_notes(slug), &mut taken)
            }
        };
        *id = Some(free.clone().into());
        if unlisted.binary_search(&at).is_ok() || !seen.has(at) {
            continue;
        }
        headings.push(Heading { level: level_number(*level), id: free, title });
    }
    events
}

/// An id that no footnote has.
fn off_notes(id: String) -> String {
    if is_of_note(&id) { format!("section-{id}") } else { id }
}

/// The ids of the theme's pages without a `_` before them, which no slug begins with.
const OF_THE_PAGE: [&str; 1] = ["main"];

/// Whether no heading can have an id: the page or a footnote has it.
pub(super) fn is_of_the_page(id: &str) -> bool {
    OF_THE_PAGE.contains(&id) || is_of_note(id)
}

/// Whether an id is one that `footnotes` gives: `fn-1`, `fnref-1-2`.
fn is_of_note(id: &str) -> bool {
    let number = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'))
}

/// The words that readers see of the heading whose content begins at an event.
fn words_of_heading(events: &Events<'_>, from: usize, seen: &Seen) -> String {
    let mut words = String::new();
    for (number, (event, _)) in events.iter().enumerate().skip(from) {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(text) | Event::Code(text) if seen.has(number) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_string()
}

/// `wanted`, or the first of `wanted-2`, `wanted-3` and so on that is free.
/// `taken` holds for each id the number to go on with.
fn first_free(wanted: String, taken: &mut HashMap<String, usize>) -> String {
    let Some(next) = taken.get(&wanted).copied() else {
        taken.insert(wanted.clone(), 2);
        return wanted;
    };
    let mut number = next;
    let free = loop {
        let candidate = format!("{wanted}-{number}");
        number += 1;
        if !taken.contains_key(&candidate) {
            break candidate;
        }
    };
    taken.insert(wanted, number);
    taken.insert(free.clone(), 2);
    free
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}
