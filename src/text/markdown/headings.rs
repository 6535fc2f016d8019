//! Headings: an id for each, so that it can be linked to.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::text::slug::slugify;

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its id in the page.
    pub id: String,
    /// Its words, without markup.
    pub title: String,
}

/// Gives each heading an id: its own (`{#id}`), or the slug of its words.
pub(super) fn with_ids<'e>(
    mut events: Vec<(Event<'e>, Range<usize>)>,
    headings: &mut Vec<Heading>,
) -> Vec<(Event<'e>, Range<usize>)> {
    let mut taken = HashSet::new();
    for at in 0..events.len() {
        let Event::Start(Tag::Heading { .. }) = events[at].0 else { continue };
        let title = words_of_heading(&events[at + 1..]);
        let Event::Start(Tag::Heading { level, id, .. }) = &mut events[at].0 else { continue };
        let wanted = match id {
            Some(id) => id.to_string(),
            None => slugify(&title).unwrap_or_else(|| "section".into()),
        };
        let free = first_free(wanted, &mut taken);
        *id = Some(free.clone().into());
        headings.push(Heading { level: level_number(*level), id: free, title });
    }
    events
}

fn words_of_heading(events: &[(Event<'_>, Range<usize>)]) -> String {
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(text) | Event::Code(text) => words.push_str(text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words.trim().to_string()
}

fn first_free(wanted: String, taken: &mut HashSet<String>) -> String {
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    let mut number = 2;
    loop {
        let candidate = format!("{wanted}-{number}");
        if taken.insert(candidate.clone()) {
            return candidate;
        }
        number += 1;
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}
