//! Where the sections of a text begin: its headings of the second level that stand in nothing else.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::directives::{self, What};
use super::unseen::Seen;
use super::{HtmlPolicy, Markdown, options, too_deep};
use crate::embeds::Providers;

/// A heading of the second level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionHeading {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its words, without markup.
    pub words: String,
    /// Whether it stands in nothing else, such as a quote or a list.
    pub is_top: bool,
    /// Whether it has an id of its own: `{#dam}`.
    pub has_own_id: bool,
}

/// All headings of the second level, in order.
pub fn section_headings(text: &str) -> Vec<SectionHeading> {
    found(text, None, HtmlPolicy::Escape)
}

impl Markdown {
    /// The same, as the HTML of [`Markdown::render`] has them.
    pub fn section_headings(&self, text: &str) -> Vec<SectionHeading> {
        found(text, Some(&self.providers), self.policy)
    }
}

fn found(text: &str, providers: Option<&Providers>, policy: HtmlPolicy) -> Vec<SectionHeading> {
    let mut found: Vec<SectionHeading> = Vec::new();
    if too_deep(text).is_some() {
        return found;
    }
    let directives = directives::found(text, providers);
    let events: Vec<_> = Parser::new_ext(&directives.text, options()).into_offset_iter().collect();
    // Those of a timeline or of questions are no headings of the text.
    let unlisted = directives::entries(&events, &directives);
    let (mut depth, mut blocks, mut is_inside) = (0usize, 0usize, false);
    let seen = Seen::of(&events, &directives, policy);
    for (number, (event, range)) in events.into_iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, .. })
                if unlisted.binary_search(&number).is_err() && seen.has(number) =>
            {
                let is_top = depth == 0 && blocks == 0;
                let (words, has_own_id) = (String::new(), id.is_some());
                found.push(SectionHeading { range, words, is_top, has_own_id });
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
            Event::Text(words) | Event::Code(words) if is_inside && seen.has(number) => {
                if let Some(heading) = found.last_mut() {
                    heading.words.push_str(&words);
                }
            }
            _ => {}
        }
    }
    found
}

/// What a text says of its notes and links.
pub struct Definitions {
    /// Where it says what those are that another part of it names: a part that is taken out leaves
    /// these behind.
    pub needed: Vec<Range<usize>>,
    /// The notes that only what is taken out names.
    pub unseen: Vec<Range<usize>>,
}

/// What stays of the definitions of a text, of which `is_left` tells whether a byte stays.
pub fn definitions(text: &str, is_left: impl Fn(usize) -> bool) -> Definitions {
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    // What stands in a quote or a list would be code or text without that.
    let begins_line = |at: usize| {
        let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
        line.len() < 4 && line.bytes().all(|byte| byte == b' ')
    };
    let links = events.reference_definitions().iter().map(|(_, link)| link.span.clone());
    let mut needed: Vec<Range<usize>> = links.collect();
    let mut notes: Vec<(CowStr<'_>, Range<usize>)> = Vec::new();
    let mut named: Vec<(CowStr<'_>, usize)> = Vec::new();
    for (event, range) in events.by_ref() {
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => notes.push((label, range)),
            Event::FootnoteReference(label) => named.push((label, range.start)),
            _ => {}
        }
    }
    let mut unseen = Vec::new();
    let seen = notes_seen(&notes, &named, is_left);
    let all_named: HashSet<&CowStr<'_>> = named.iter().map(|(label, _)| label).collect();
    for (label, range) in &notes {
        match (seen.contains(label), all_named.contains(label)) {
            (true, _) => needed.push(range.clone()),
            (false, true) => unseen.push(range.clone()),
            (false, false) => {}
        }
    }
    needed.retain(|range| begins_line(range.start));
    needed.sort_unstable_by_key(|range| range.start);
    unseen.sort_unstable_by_key(|range| range.start);
    Definitions { needed, unseen }
}

/// The notes that what stays names, and those that these name.
fn notes_seen<'t>(
    notes: &[(CowStr<'t>, Range<usize>)],
    named: &[(CowStr<'t>, usize)],
    is_left: impl Fn(usize) -> bool,
) -> HashSet<CowStr<'t>> {
    let note_at = |at: usize| notes.iter().find(|(_, range)| range.contains(&at));
    let by_note: Vec<(&CowStr<'t>, Option<&CowStr<'t>>, usize)> = named
        .iter()
        .map(|(label, at)| (label, note_at(*at).map(|(label, _)| label), *at))
        .collect();
    let mut seen: HashSet<CowStr<'t>> = HashSet::new();
    loop {
        let is_seen = |within: &Option<&CowStr<'t>>, at: usize| match within {
            Some(label) => seen.contains(*label),
            None => is_left(at),
        };
        let more: Vec<CowStr<'t>> = by_note
            .iter()
            .filter(|(label, within, at)| !seen.contains(*label) && is_seen(within, *at))
            .map(|(label, ..)| (*label).clone())
            .collect();
        if more.is_empty() {
            return seen;
        }
        seen.extend(more);
    }
}
