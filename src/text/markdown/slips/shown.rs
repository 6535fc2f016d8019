//! The words of one block as readers see them.

use std::ops::Range;

use memchr::{memchr, memchr3, memmem};
use pulldown_cmark::Event;

use super::Events;
use crate::text::markdown::written::{is_as_written, is_escaped};

/// What stands for anything but words: code, HTML, the start or end of a link, a character
/// that is written with a backslash or by its number.
pub(super) const OTHER: char = '\u{fffc}';

/// The words of a block, with [`OTHER`] for all else, and where they stand in the text.
pub(super) struct Shown<'t> {
    text: &'t str,
    pub words: String,
    /// From this byte of the words on, until the next, they stand in the text from there on.
    places: Vec<(usize, usize)>,
    end: usize,
}

/// Whether any of these events shows what could be a mark: most blocks do not.
pub(super) fn may_have_marks(events: &Events<'_>) -> bool {
    events.iter().any(|(event, _)| {
        let Event::Text(words) = event else { return false };
        let words = words.as_bytes();
        memchr3(b'*', b'_', b'[', words).is_some()
            || memchr3(b'~', b'`', b'#', words).is_some()
            || memchr3(b']', b'|', b'\t', words).is_some()
            || memchr3(b'{', b'&', b'<', words).is_some()
            || matches!(
                words,
                [b'-' | b'+', ..]
                    // `•`, `–`, `—`
                    | [0xe2, 0x80, 0xa2 | 0x93 | 0x94, ..]
                    | [b'0'..=b'9', b'.' | b')', ..]
                    | [b'0'..=b'9', b'0'..=b'9', b'.' | b')', ..]
                    | [b'a', b'.' | b')', ..]
            )
            // Wide marks: in UTF-8 all of them begin with this byte.
            || memchr(0xef, words).is_some()
            || memmem::find(words, "】".as_bytes()).is_some()
    })
}

impl<'t> Shown<'t> {
    /// The words of some events of `text`, which are within one block.
    pub(super) fn of(events: &Events<'_>, block: Range<usize>, text: &'t str) -> Self {
        let mut shown = Shown { text, words: String::new(), places: Vec::new(), end: 0 };
        for number in block {
            let (event, range) = &events[number];
            match event {
                Event::SoftBreak | Event::HardBreak => shown.push("\n", range.start),
                event if is_as_written(event, range, text) => {
                    let escaped = match is_escaped(events, number, text) {
                        true => text[range.clone()].chars().next().map_or(0, char::len_utf8),
                        false => 0,
                    };
                    if escaped > 0 {
                        shown.push(OTHER.encode_utf8(&mut [0; 4]), range.start);
                    }
                    shown.push(&text[range.start + escaped..range.end], range.start + escaped);
                }
                _ => shown.push(OTHER.encode_utf8(&mut [0; 4]), range.start),
            }
            shown.end = range.end;
        }
        shown
    }

    /// How many of these marks the parser took at a place of the words.
    pub(super) fn marks_at(&self, at: usize, mark: char) -> Option<usize> {
        Some(self.marks_behind(self.place_of(at), mark)).filter(|count| *count > 0)
    }

    /// How many of these marks stand at a place of the text.
    pub(super) fn marks_behind(&self, at: usize, mark: char) -> usize {
        let written = self.text.get(at..).unwrap_or_default().bytes();
        written.take(4).take_while(|byte| char::from(*byte) == mark).count()
    }

    fn push(&mut self, words: &str, at: usize) {
        self.places.push((self.words.len(), at));
        self.words.push_str(words);
    }

    /// Where some of the words stand in the text.
    pub(super) fn place(&self, words: Range<usize>) -> Range<usize> {
        let start = self.place_of(words.start);
        let last = self.words[words.clone()].chars().next_back().map_or(0, char::len_utf8);
        start..(self.place_of(words.end.saturating_sub(last)) + last).max(start)
    }

    fn place_of(&self, at: usize) -> usize {
        let number = self.places.partition_point(|(words, _)| *words <= at);
        match number.checked_sub(1).map(|number| self.places[number]) {
            Some((words, text)) => text + (at - words),
            None => self.end,
        }
    }

    /// The lines, each with the byte where it begins.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let mut start = 0;
        self.words.split('\n').map(move |line| {
            let at = start;
            start += line.len() + 1;
            (at, line)
        })
    }
}
