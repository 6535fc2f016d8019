//! Pictures whose sizes are known: the page keeps their places, and loads them when
//! a reader comes near.

use std::collections::VecDeque;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::html::escaped;

/// The size of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dimensions {
    /// At least one.
    pub width: u32,
    /// At least one.
    pub height: u32,
}

/// The pictures among `events` with their sizes, which are those of the pictures in
/// order; one that is not known leaves its picture as it is.
pub(super) fn with_sizes<'e>(
    events: Vec<Event<'e>>,
    mut sizes: VecDeque<Option<Dimensions>>,
) -> Vec<Event<'e>> {
    if sizes.iter().all(Option::is_none) {
        return events;
    }
    let mut out = Vec::with_capacity(events.len());
    let mut events = events.into_iter();
    while let Some(event) = events.next() {
        let Event::Start(Tag::Image { dest_url, title, .. }) = &event else {
            out.push(event);
            continue;
        };
        let Some(size) = sizes.pop_front().flatten() else {
            out.push(event);
            continue;
        };
        let alt = words(&mut events, &mut sizes);
        let mut html = format!(
            "<img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\" loading=\"lazy\"",
            escaped(dest_url),
            escaped(&alt),
            size.width,
            size.height
        );
        if !title.is_empty() {
            html += &format!(" title=\"{}\"", escaped(title));
        }
        out.push(Event::InlineHtml((html + " />").into()));
    }
    out
}

/// The words of a picture, up to its end. Pictures in them are words only.
fn words<'e>(
    events: &mut impl Iterator<Item = Event<'e>>,
    sizes: &mut VecDeque<Option<Dimensions>>,
) -> String {
    let (mut words, mut open) = (String::new(), 1);
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => {
                sizes.pop_front();
                open += 1;
            }
            Event::End(TagEnd::Image) => {
                open -= 1;
                if open == 0 {
                    break;
                }
            }
            Event::Text(text) | Event::Code(text) => words += &text,
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
