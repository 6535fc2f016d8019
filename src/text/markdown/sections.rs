//! Where the sections of a text begin: its headings of the second level that stand in nothing else.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::directives::{self, What};
use super::{Markdown, options, too_deep};
use crate::text::embeds::Providers;

/// A heading of the second level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHeading {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its words, without markup.
    pub words: String,
    /// Whether it stands in nothing else, such as a quote or a list.
    pub is_top: bool,
}

/// All headings of the second level, in order.
pub fn section_headings(text: &str) -> Vec<SectionHeading> {
    found(text, None)
}

impl Markdown {
    /// The same, as the HTML of [`Markdown::render`] has them.
    pub fn section_headings(&self, text: &str) -> Vec<SectionHeading> {
        found(text, Some(&self.providers))
    }
}

fn found(text: &str, providers: Option<&Providers>) -> Vec<SectionHeading> {
    let mut found: Vec<SectionHeading> = Vec::new();
    if too_deep(text).is_some() {
        return found;
    }
    let directives = directives::found(text, providers);
    let events: Vec<_> = Parser::new_ext(&directives.text, options()).into_offset_iter().collect();
    // Those of a timeline or of questions are no headings of the text.
    let unlisted = directives::entries(&events, &directives);
    let (mut depth, mut blocks, mut is_inside) = (0usize, 0usize, false);
    for (number, (event, range)) in events.into_iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. })
                if unlisted.binary_search(&number).is_err() =>
            {
                let is_top = depth == 0 && blocks == 0;
                found.push(SectionHeading { range, words: String::new(), is_top });
                (depth, is_inside) = (depth + 1, true);
            }
            Event::Start(_) => depth += 1,
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                is_inside &= !matches!(end, TagEnd::Heading(_));
            }
            Event::Rule => match directives.at(range.start) {
                Some(What::Begin(block)) if !block.kind.is_line() => blocks += 1,
                Some(What::End) => blocks = blocks.saturating_sub(1),
                _ => {}
            },
            Event::Text(words) | Event::Code(words) if is_inside => {
                if let Some(heading) = found.last_mut() {
                    heading.words.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// Where a text says what its notes and links are that another part of it names: a part that is
/// taken out leaves these behind. `is_left` tells whether a byte stays.
pub fn definitions_needed(text: &str, is_left: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    let links = events.reference_definitions().iter().map(|(_, link)| link.span.clone());
    let mut needed: Vec<Range<usize>> = links.collect();
    let mut notes: Vec<(CowStr<'_>, Range<usize>)> = Vec::new();
    let mut named: HashSet<CowStr<'_>> = HashSet::new();
    for (event, range) in events.by_ref() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => notes.push((label, range)),
            Event::FootnoteReference(label) if is_left(range.start) => drop(named.insert(label)),
            _ => {}
        }
    }
    let of_notes = notes.into_iter().filter(|(label, _)| named.contains(label));
    needed.extend(of_notes.map(|(_, range)| range));
    needed.sort_unstable_by_key(|range| range.start);
    needed
}
