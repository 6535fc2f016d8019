//! What its author meant as Markdown and the parser does not: readers would see the marks, or
//! miss words. None of it is wrong, so all of it is told and published.

mod addresses;
mod code;
mod codes;
mod emphasis;
mod headings;
mod html;
mod links;
mod lists;
mod notes;
mod shown;
mod speakers;
mod tables;
mod wide;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Fault;
use super::events::Events;
use super::events::is_inline;
use super::raw_html::HtmlPolicy;
use crate::text::damaged::damaged;
pub(super) use html::Kept;
use shown::{OTHER, Shown};

/// The slips in `text`, of which these are the events, in its order. Headings at these `entries`
/// are those of a block, which has its own form for them.
pub(super) fn found(
    events: &Events<'_>,
    entries: &[usize],
    text: &str,
    policy: HtmlPolicy,
    kept: &Kept,
) -> Vec<Fault> {
    let mut slips = Vec::new();
    let without_colon = notes::find_without_colon(text, events, &mut slips);
    notes::find(events, &mut slips);
    if policy == HtmlPolicy::Sanitize {
        html::find(events, kept, &mut slips);
    }
    addresses::find(events, text, &mut slips);
    headings::find_taken(events, text, &mut slips);
    links::find_definitions(events, text, &mut slips);
    links::find_apart(events, text, &mut slips);
    speakers::find(events, text, &mut slips);
    lists::find_other_numbers(events, text, &mut slips);
    let front_matter = headings::find_front_matter(events, text, &mut slips);
    wide::find_pictures(events, text, &mut slips);
    let mut blocks = Blocks {
        text,
        entries,
        front_matter,
        slips: &mut slips,
        columns: 0,
        is_code: false,
        start: 0,
    };
    for (number, (event, range)) in events.iter().enumerate() {
        blocks.take(events, number, event, range);
    }
    blocks.end(events, events.len());
    find_damaged(events, text, &mut slips);
    // Its references are told with the note.
    slips.retain(|slip| !without_colon.contains(&slip.message));
    notes::one_for_each(&mut slips);
    slips.sort_by_key(|slip| slip.range.start);
    slips
}

/// Damaged letters. Code may be about them.
fn find_damaged(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    let mut found = damaged(text).into_iter().peekable();
    for (event, code) in events {
        if found.peek().is_none() {
            return;
        }
        if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) {
            while let Some(one) = found.next_if(|one| one.range.start < code.end) {
                let is_in_code = one.range.end > code.start;
                slips.extend((!is_in_code).then(|| slip(one.range, one.message, one.hint)));
            }
        }
    }
    slips.extend(found.map(|one| slip(one.range, one.message, one.hint)));
}

struct Blocks<'t, 's> {
    text: &'t str,
    entries: &'t [usize],
    /// The event of a second front matter.
    front_matter: Option<usize>,
    slips: &'s mut Vec<Fault>,
    /// Of the table at hand.
    columns: usize,
    is_code: bool,
    /// The first event of the block at hand.
    start: usize,
}

impl Blocks<'_, '_> {
    fn take(&mut self, events: &Events<'_>, at: usize, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if !is_within_block(tag.to_end()) => {
                self.end(events, at);
                self.begin(tag, at, range);
                self.start = at + 1;
            }
            Event::End(tag) if !is_within_block(*tag) => {
                self.end(events, at);
                self.is_code = false;
                self.start = at + 1;
            }
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>, at: usize, range: &Range<usize>) {
        match tag {
            Tag::CodeBlock(kind) => {
                self.is_code = true;
                code::find(kind, self.text, range, self.slips);
            }
            Tag::Heading { level, .. } if self.front_matter != Some(at) => {
                let is_paragraph = headings::find_underlined(self.text, range, self.slips);
                if *level == HeadingLevel::H1
                    && !is_paragraph
                    && self.entries.binary_search(&at).is_err()
                {
                    headings::find_first_level(self.text, range, self.slips);
                }
            }
            Tag::Table(columns) => self.columns = columns.len(),
            Tag::TableHead | Tag::TableRow => {
                tables::find_lost(self.text, range, self.columns, self.slips);
            }
            _ => {}
        }
    }

    /// What the block says that ends before the event `end`.
    fn end(&mut self, events: &Events<'_>, end: usize) {
        if let Some((Event::Start(Tag::Heading { .. }), range)) =
            self.start.checked_sub(1).map(|at| &events[at])
            && end == self.start
            && self.entries.binary_search(&(end - 1)).is_err()
        {
            headings::find_empty(self.text, range, self.slips);
        }
        if self.is_code || !shown::may_have_marks(&events[self.start..end]) {
            return;
        }
        let shown = Shown::of(events, self.start..end, self.text);
        emphasis::find(&shown, self.slips);
        links::find(&shown, self.slips);
        codes::find(&shown, self.slips);
        wide::find(&shown, self.slips);
        let before = self.start.checked_sub(1).map(|before| &events[before].0);
        if matches!(before, Some(Event::Start(Tag::TableCell))) {
            wide::find_row(&shown, self.slips);
        } else if !matches!(before, Some(Event::Start(Tag::Heading { .. }))) {
            headings::find_without_space(&shown, self.slips);
            wide::find_lines(&shown, self.slips);
            tables::find_unread(&shown, self.is_below_table(events), self.slips);
            tables::find_pasted(&shown, self.slips);
            lists::find_without_space(&shown, self.slips);
            if let Some(marker) = self.item(events) {
                lists::find_swallowed(&shown, marker, self.slips);
            }
        }
    }
}

impl Blocks<'_, '_> {
    /// Whether the block at hand is a paragraph right below a table.
    fn is_below_table(&self, events: &Events<'_>) -> bool {
        let before = self.start.checked_sub(2).map(|at| &events[at].0);
        matches!(before, Some(Event::End(TagEnd::Table)))
    }
}

impl<'t> Blocks<'t, '_> {
    /// What the item begins with whose first words the block at hand has.
    fn item(&self, events: &Events<'_>) -> Option<&'t str> {
        let before = |by| self.start.checked_sub(by).map(|at| &events[at]);
        let (event, range) = match before(1)? {
            (Event::Start(Tag::Paragraph), _) => before(2)?,
            item => item,
        };
        let is_item = matches!(event, Event::Start(Tag::Item));
        Some(self.text.get(range.clone())?.trim_start()).filter(|_| is_item)
    }
}

fn is_within_block(tag: TagEnd) -> bool {
    is_inline(tag) || tag == TagEnd::Image
}

/// Something that is shown otherwise than meant.
fn slip(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Fault {
    Fault { range, message: message.into(), hint: hint.into() }
}

/// As much of some words as a message has room for.
fn short(words: &str) -> String {
    const MOST: usize = 60;
    let line = nearby(words).lines().next().unwrap_or_default().trim();
    let short = match line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_string(),
    };
    short.replace(OTHER, "…")
}

/// The beginning of some words, in which to look for what belongs to a mark: all of them would
/// take long where there are many marks.
fn nearby(words: &str) -> &str {
    const FAR: usize = 1_000;
    &words[..words.floor_char_boundary(FAR)]
}

#[cfg(test)]
mod tests;
