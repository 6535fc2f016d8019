//! Tables: each in a box that scrolls, and aligned by classes.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

/// The tables among `events`, as pages have them. A table wider than a phone scrolls
/// in a box of its own, which the keyboard can reach. What is aligned has a class:
/// the policy of a page allows no `style` attributes.
pub(super) fn with_tables(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    if !events.iter().any(|event| matches!(event, Event::Start(Tag::Table(_)))) {
        return events;
    }
    let mut out = Vec::with_capacity(events.len() + 2);
    let mut alignments = Vec::new();
    let (mut column, mut cell) = (0, "td");
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            Event::Start(Tag::Table(of_columns)) => {
                alignments = of_columns;
                out.push(Event::Html("<div class=\"table\" tabindex=\"0\">\n".into()));
                out.push(Event::Start(Tag::Table(vec![Alignment::None; alignments.len()])));
                continue;
            }
            Event::Start(Tag::TableHead) => (column, cell) = (0, "th"),
            Event::Start(Tag::TableRow) => (column, cell) = (0, "td"),
            // An empty cell is no head of a column: a screen reader would announce nothing.
            Event::Start(Tag::TableCell)
                if cell == "th" && matches!(events.peek(), Some(Event::End(TagEnd::TableCell))) =>
            {
                events.next();
                column += 1;
                out.push(Event::Html("<td></td>".into()));
                continue;
            }
            Event::Start(Tag::TableCell) => {
                if let Some(class) = class(&alignments, column) {
                    out.push(Event::Html(format!("<{cell} class=\"{class}\">").into()));
                    continue;
                }
            }
            Event::End(TagEnd::TableCell) => {
                column += 1;
                if class(&alignments, column - 1).is_some() {
                    out.push(Event::Html(format!("</{cell}>").into()));
                    continue;
                }
            }
            Event::End(TagEnd::Table) => {
                out.push(event);
                out.push(Event::Html("</div>\n".into()));
                continue;
            }
            _ => {}
        }
        out.push(event);
    }
    out
}

fn class(alignments: &[Alignment], column: usize) -> Option<&'static str> {
    match alignments.get(column)? {
        Alignment::None => None,
        Alignment::Left => Some("align-left"),
        Alignment::Center => Some("align-center"),
        Alignment::Right => Some("align-right"),
    }
}
