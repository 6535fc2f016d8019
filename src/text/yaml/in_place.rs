//! What stands in the document, with another value in its place.

use super::decoder::Decoder;
use super::writer::{in_flow, in_quotes, text as plain_or_quoted};
use super::{Node, Value};
use crate::text::marks::without_marks;

impl<'a> Decoder<'a> {
    /// What stands in the line of a key, after its colon.
    pub fn after(&self, key: &Node) -> &'a str {
        let rest = self.bytes(&key.range).end..self.line_of(&key.range).end;
        self.raw(&rest).trim_start_matches(['"', '\'', ' ', ':']).trim_end()
    }

    /// The line of a value, with another in its place: as an editor would write it.
    pub fn line_with(&self, node: &Node, value: &str) -> String {
        let (line, written) = (self.line_of(&node.range), self.written(node));
        let before = self.raw(&(line.start..written.start));
        let after = self.raw(&(written.end.min(line.end)..line.end));
        format!("{before}{value}{after}").trim_end().to_string()
    }

    /// The lines of a field with another value, which is written on one.
    pub fn field_with(&self, field: &str, node: &Node, value: &Value) -> String {
        let value = in_flow(value);
        match self.is_text_of_one_line(node) {
            true => self.line_with(node, &value),
            false => format!("{field}: {value}"),
        }
    }

    /// A text, which is shown as it is.
    pub fn plain_text(&mut self, node: &Node, field: &str) -> Option<String> {
        let text = self.text(node, field)?;
        self.warn_of_marks(node, &text);
        Some(text)
    }

    /// Warns of marks of Markdown and HTML in a text that is shown as it is.
    pub fn warn_of_marks(&mut self, node: &Node, text: &str) {
        let Some(plain) = without_marks(text) else { return };
        let hint = match self.is_text_of_one_line(node) {
            true => {
                let text = match plain.contains(',') {
                    true => in_quotes(&plain),
                    false => plain_or_quoted(&plain),
                };
                format!("write `{}`", self.line_with(node, &text))
            }
            false => format!("write it without them: `{plain}`"),
        };
        let message = "readers see the marks in this text: it is plain text".into();
        self.warn(&node.range, message, hint);
    }

    /// Whether a value is a text, of which nothing stands in another line.
    pub fn is_text_of_one_line(&self, node: &Node) -> bool {
        let is_text = !node.value.is_container();
        is_text && !self.raw(&self.bytes(&node.range)).contains('\n')
    }
}
