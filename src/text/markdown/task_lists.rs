//! Task lists: each box is labelled by the words beside it.

use pulldown_cmark::{Event, Tag, TagEnd};

/// The events, with the words of each task in the label of its box.
pub(super) fn with_labels(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    if !events.iter().any(|event| matches!(event, Event::TaskListMarker(_))) {
        return events;
    }
    let mut out = Vec::with_capacity(events.len() + 2);
    let mut is_open = false;
    for event in events {
        // A label holds words only: it ends before a list or quote of the same item.
        if is_open && ends_words(&event) {
            out.push(Event::InlineHtml("</label>".into()));
            is_open = false;
        }
        match event {
            Event::TaskListMarker(is_done) => {
                let checked = if is_done { " checked=\"\"" } else { "" };
                let html = format!("<label><input disabled=\"\" type=\"checkbox\"{checked}/> ");
                out.push(Event::InlineHtml(html.into()));
                is_open = true;
            }
            other => out.push(other),
        }
    }
    out
}

fn ends_words(event: &Event<'_>) -> bool {
    match event {
        Event::End(TagEnd::Item | TagEnd::Paragraph) => true,
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::Html(_) | Event::Rule => true,
        _ => false,
    }
}
