//! What was told of lines that are read all the same, so that one fault is one message.

use std::ops::Range;

use super::Node;
use super::decoder::Decoder;
use super::expected::Then;
use crate::diagnostic::Place;

impl Decoder<'_> {
    /// Notes that the value of a line was told of at `at`, and is read all the same: what is wrong
    /// with it besides is the same fault.
    pub(super) fn expect_more(
        &mut self,
        at: &Range<usize>,
        renamed: Option<(String, &'static str)>,
        then: Then,
    ) {
        let (line, place) = (self.line_in_document(at), self.place(at));
        self.expected.of_line(line, place, renamed, then);
    }

    /// Notes that the line at `at` was told with `line` in its place: a wrong name in it is told
    /// with that.
    pub(super) fn expect_names(&mut self, at: &Range<usize>, line: &str) {
        self.expected.of_names(self.line_in_document(at), self.place(at), line.into());
    }

    /// What was told of the line of a key, to be said with what is wrong with the name.
    pub(super) fn told_of_line(&mut self, key: &Node) -> Option<Place> {
        self.expected.told_of_line(&key.range, self.keys)
    }

    /// Says of the line that was told at `place` that the name `old` in it is `name`.
    pub(super) fn tell_of_name(&mut self, place: Place, old: &str, name: &'static str) -> bool {
        let Some(hint) = self.expected.renamed(place, old, name) else { return false };
        if let Some(fault) = self.faults.told_at(&place) {
            fault.hint = Some(hint);
        }
        true
    }

    /// Says something else of the line that was told at `place`.
    pub(super) fn tell_instead(&mut self, place: Place, message: String, hint: String) {
        if let Some(fault) = self.faults.told_at(&place) {
            fault.message = message;
            fault.hint = Some(hint);
        }
    }

    /// Notes that what stands in the line of `key` is said already.
    pub(super) fn expect_nothing(&mut self, key: &Node) {
        let (line, place) = (self.line_in_document(&key.range), self.place(&key.range));
        self.expected.of_line(line, place, None, Then::Nothing);
    }

    /// Notes the same of a part of a line.
    pub(super) fn expect_more_of_part(&mut self, at: &Range<usize>) {
        self.expected.of_part(at.clone(), self.place(at));
    }

    /// Notes that the field of `key` was told of, and is read as `name`.
    pub(super) fn expect_as(
        &mut self,
        place: Place,
        (key, value): (&Node, &Node),
        (old, name): (&str, &'static str),
    ) {
        let line = self.line_in_document(&key.range);
        self.expected.of_name((line, value.range.clone()), place, (old, name));
    }

    fn line_in_document(&self, at: &Range<usize>) -> Range<usize> {
        let line = self.line_of(at);
        line.start - self.yaml.start..line.end.max(self.yaml.start) - self.yaml.start
    }
}
