//! Footnotes: numbered by first use, gathered at the end, with a way back.

use std::collections::{HashMap, HashSet};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::events::Events;

/// Takes the notes out of the text and appends those that are referred to.
pub(super) fn gathered(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    if !events.iter().any(|event| matches!(event, Event::FootnoteReference(_))) {
        // Notes that nothing refers to are not shown.
        return without_notes(events, &mut HashMap::new());
    }
    let mut notes = HashMap::new();
    let text = without_notes(events, &mut notes);
    let mut numbers = Numbers::default();
    let mut out = numbers.referred(text, &notes);

    out.push(html("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"));
    // A note may refer to a further one, so the list grows while it is written.
    let mut at = 0;
    while let Some(name) = numbers.names.get(at).cloned() {
        let number = at + 1;
        let note = notes.remove(&name).unwrap_or_default();
        out.push(html(&format!("<li id=\"fn-{number}\">\n")));
        let note = numbers.referred(note, &notes);
        out.extend(with_way_back(note, number));
        out.push(html("</li>\n"));
        at += 1;
    }
    out.push(html("</ol>\n</section>\n"));
    out
}

/// The names of the notes that a text refers to; others are not shown.
pub(super) fn named<'e>(events: &'e Events<'_>) -> HashSet<&'e str> {
    let name = |(event, _): &'e (Event<'_>, _)| match event {
        Event::FootnoteReference(name) => Some(&**name),
        _ => None,
    };
    events.iter().filter_map(name).collect()
}

type Notes<'e> = HashMap<CowStr<'e>, Vec<Event<'e>>>;

/// The events outside footnotes; those inside go to `notes`, the first of a name.
fn without_notes<'e>(events: Vec<Event<'e>>, notes: &mut Notes<'e>) -> Vec<Event<'e>> {
    let mut text = Vec::with_capacity(events.len());
    let mut open: Option<(CowStr<'e>, Vec<Event<'e>>)> = None;
    for event in events {
        match (event, &mut open) {
            (Event::Start(Tag::FootnoteDefinition(name)), open) => *open = Some((name, Vec::new())),
            (Event::End(TagEnd::FootnoteDefinition), open) => {
                if let Some((name, note)) = open.take() {
                    notes.entry(name).or_insert(note);
                }
            }
            (event, Some((_, note))) => note.push(event),
            (event, None) => text.push(event),
        }
    }
    text
}

/// Names in the order of their first reference, and how often each was referred to.
#[derive(Default)]
struct Numbers<'e> {
    names: Vec<CowStr<'e>>,
    uses: Vec<usize>,
    number_of: HashMap<CowStr<'e>, usize>,
}

impl<'e> Numbers<'e> {
    /// The events with each reference numbered and linked to its note.
    fn referred(&mut self, events: Vec<Event<'e>>, notes: &Notes<'e>) -> Vec<Event<'e>> {
        events
            .into_iter()
            .map(|event| match event {
                Event::FootnoteReference(name)
                    if notes.contains_key(&name) || self.number_of.contains_key(&name) =>
                {
                    self.reference(name)
                }
                Event::FootnoteReference(name) => Event::Text(format!("[^{name}]").into()),
                other => other,
            })
            .collect()
    }

    fn reference(&mut self, name: CowStr<'e>) -> Event<'e> {
        let next = self.names.len() + 1;
        let number = *self.number_of.entry(name.clone()).or_insert(next);
        if number == next {
            self.names.push(name);
            self.uses.push(0);
        }
        let uses = &mut self.uses[number - 1];
        *uses += 1;
        let id = match *uses {
            1 => format!("fnref-{number}"),
            uses => format!("fnref-{number}-{uses}"),
        };
        Event::InlineHtml(
            format!(
                "<sup class=\"footnote-reference\"><a href=\"#fn-{number}\" id=\"{id}\" \
                 role=\"doc-noteref\">{number}</a></sup>"
            )
            .into(),
        )
    }
}

/// The note with a link back to its first reference, in its last paragraph if it ends with one.
fn with_way_back(mut note: Vec<Event<'_>>, number: usize) -> Vec<Event<'_>> {
    let back = format!(
        "<a href=\"#fnref-{number}\" class=\"footnote-back\" role=\"doc-backlink\" \
         aria-label=\"{number}\">\u{21a9}\u{fe0e}</a>"
    );
    if let Some(Event::End(TagEnd::Paragraph)) = note.last() {
        let at = note.len() - 1;
        note.insert(at, Event::InlineHtml(format!(" {back}").into()));
    } else {
        note.push(html(&format!("<p>{back}</p>\n")));
    }
    note
}

fn html<'e>(text: &str) -> Event<'e> {
    Event::Html(text.to_string().into())
}
