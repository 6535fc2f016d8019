//! How the words of an event are written.

use std::ops::Range;

use pulldown_cmark::Event;

/// Whether an event is words as they stand in the text, without a reference to a character.
pub(super) fn is_as_written(event: &Event<'_>, range: &Range<usize>, text: &str) -> bool {
    matches!(event, Event::Text(words) if text.get(range.clone()) == Some(words))
}

/// Whether the first character of these words has a backslash before it that makes it one like
/// any other. A backslash that is shown belongs to the words before.
pub(super) fn is_escaped(events: &[(Event<'_>, Range<usize>)], number: usize, text: &str) -> bool {
    let start = events[number].1.start;
    let before = number.checked_sub(1).map(|before| &events[before]);
    let is_of_words =
        before.is_some_and(|(event, range)| matches!(event, Event::Text(_)) && range.end == start);
    text[..start].ends_with('\\') && !is_of_words
}
