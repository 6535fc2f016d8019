//! Blocks between lines of colons, in the generic form that was proposed for CommonMark
//! (<https://talk.commonmark.org/t/generic-directives-plugins-syntax/444>):
//!
//! ```text
//! :::quote{by="Anna Voss"}
//! The water came over the wall at four.
//! :::
//! ```
//!
//! The parser knows nothing of them. Before it sees a text, each line that begins or ends a
//! block is made a rule (`***`) of the same length, which ends whatever is open as such a line
//! does; so every byte keeps its place. Behind it, these rules become the elements of the block
//! ([`shown`]). A text without such lines is passed on as it is.

mod amiss;
mod attributes;
mod embeds;
mod ends;
mod found;
mod gallery;
mod kinds;
mod line;
mod shown;
mod unread;

use pulldown_cmark::{Event, Tag};

pub(super) use embeds::find_unshown;
pub(super) use found::{Directives, What, found};
pub(super) use kinds::Kind;
pub(super) use shown::{Showing, shown};
pub(super) use unread::find as find_unread;

use super::events::Events;

/// What blocks are called, in the language of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// Of key points.
    pub key_points: String,
    /// Of a fact box.
    pub fact_box: String,
    /// Of pictures side by side.
    pub gallery: String,
    /// Of what happened when.
    pub timeline: String,
    /// Of what is said in sound or a film.
    pub transcript: String,
    /// What stands before the headline of another story.
    pub read_also: String,
    /// What is said of what is on another site, `{name}`.
    pub embed_note: String,
}

/// Which of the events are headings that begin an entry of a block.
pub(super) fn entries(events: &Events<'_>, directives: &Directives<'_>) -> Vec<usize> {
    let mut open: Vec<Kind> = Vec::new();
    let mut depth = 0usize;
    let mut entries = Vec::new();
    if directives.marks.is_empty() {
        return entries;
    }
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Rule => match directives.at(range.start) {
                Some(What::Begin(block)) if !block.kind.is_line() => open.push(block.kind),
                Some(What::End) => drop(open.pop()),
                _ => {}
            },
            Event::Start(Tag::Heading { .. })
                if depth == 0 && open.last().is_some_and(|kind| kind.has_entries()) =>
            {
                entries.push(number);
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    entries
}

#[cfg(test)]
mod tests;
