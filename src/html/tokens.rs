//! The tokens of HTML, each with its place.
//!
//! html5gum is the tokenizer: it is to the standard, gives positions, and has no dependency;
//! that of html5ever, which the cleaner brings along, knows lines alone.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer};

/// A piece of HTML.
#[derive(Debug)]
pub enum Token<'t> {
    /// The start of an element.
    Start(&'t Tag),
    /// The end of an element: its name, in small letters.
    End(&'t str),
    /// A stretch of text, with its character references decoded, or of a script or style; and
    /// the byte of the HTML where it begins, if no reference does that.
    Text(&'t str, usize),
}

/// Calls `see` with the tokens of `html`, a page or a part of one, in order. Comments are
/// passed over.
pub fn tokens(html: &str, see: impl FnMut(Token<'_>)) {
    let reader = Reader {
        see,
        html,
        at: 0,
        tag: Tag::default(),
        is_end: false,
        is_closed: false,
        last_start: Vec::new(),
        partial: Vec::new(),
        partial_at: 0,
        foreign: 0,
    };
    let Ok(()) = Tokenizer::new_with_emitter(html, reader).finish();
}

/// A start tag.
#[derive(Debug, Default)]
pub struct Tag {
    name: Vec<u8>,
    name_at: usize,
    /// The names and values of the attributes, one behind the other.
    bytes: Vec<u8>,
    attributes: Vec<Parts>,
    turns: Vec<Turn>,
}

/// Where an attribute is in the buffers of its tag, and in the HTML.
#[derive(Debug, Default)]
struct Parts {
    name: Range<usize>,
    value: Range<usize>,
    turns: Range<usize>,
    name_at: usize,
    value_at: Range<usize>,
}

/// From this byte of a value on, until the next turn, its bytes stand in the HTML from `at`
/// on: behind what is written in another length than it has.
#[derive(Clone, Copy, Debug)]
struct Turn {
    byte: usize,
    at: usize,
}

impl Tag {
    /// Its name, in small letters.
    pub fn name(&self) -> &str {
        str(&self.name)
    }

    /// Where its name is in the HTML.
    pub fn name_at(&self) -> Range<usize> {
        self.name_at..self.name_at + self.name.len()
    }

    /// Its attributes, as they are written: of two with the same name, browsers take the first.
    pub fn attributes(&self) -> impl Iterator<Item = Attribute<'_>> {
        self.attributes.iter().map(|parts| Attribute { tag: self, parts })
    }

    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.attributes().find(|attribute| attribute.name() == name).map(|found| found.value())
    }

    fn clear(&mut self) {
        self.name.clear();
        self.bytes.clear();
        self.attributes.clear();
        self.turns.clear();
    }
}

/// An attribute of a tag.
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'t> {
    tag: &'t Tag,
    parts: &'t Parts,
}

impl<'t> Attribute<'t> {
    /// Its name, in small letters.
    pub fn name(self) -> &'t str {
        str(&self.tag.bytes[self.parts.name.clone()])
    }

    /// Its value, with character references decoded.
    pub fn value(self) -> &'t str {
        str(&self.tag.bytes[self.parts.value.clone()])
    }

    /// Where its name is in the HTML.
    pub fn name_at(self) -> Range<usize> {
        self.parts.name_at..self.parts.name_at + self.parts.name.len()
    }

    /// Where a part of its value is in the HTML.
    pub fn at(self, part: Range<usize>) -> Range<usize> {
        let end = if part.end == self.parts.value.len() {
            self.parts.value_at.end
        } else {
            self.byte_at(part.end)
        };
        self.byte_at(part.start)..end
    }

    /// Where a byte of its value is in the HTML.
    pub fn byte_at(self, byte: usize) -> usize {
        let turns = &self.tag.turns[self.parts.turns.clone()];
        let before = turns.partition_point(|turn| turn.byte <= byte);
        let start = Turn { byte: 0, at: self.parts.value_at.start };
        let Turn { byte: from, at } = before.checked_sub(1).map_or(start, |last| turns[last]);
        at + (byte - from)
    }
}

/// What was text and was cut at ASCII alone is text.
fn str(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Takes what the tokenizer finds.
struct Reader<'h, F> {
    see: F,
    html: &'h str,
    /// How much of the HTML is read.
    at: usize,
    tag: Tag,
    /// Whether the tag is one at the end of an element.
    is_end: bool,
    /// Whether it ends in `/>`.
    is_closed: bool,
    last_start: Vec<u8>,
    /// The first bytes of a character whose last are still to come, and where it begins.
    partial: Vec<u8>,
    partial_at: usize,
    /// How many drawings and formulas are open.
    foreign: usize,
}

impl<F: FnMut(Token<'_>)> Reader<'_, F> {
    fn start(&mut self) -> Option<State> {
        (self.see)(Token::Start(&self.tag));
        let is_foreign = matches!(&*self.tag.name, b"svg" | b"math");
        self.foreign += usize::from(is_foreign && !self.is_closed);
        self.last_start.clone_from(&self.tag.name);
        // In a drawing, what is closed at once has no content.
        let is_empty = self.is_closed && self.foreign > 0;
        content(&self.tag.name).filter(|_| !is_empty)
    }

    /// Behind a character reference, the bytes of one character may come one by one.
    fn add_to_text(&mut self, bytes: &[u8], start: usize) {
        if self.partial.is_empty() {
            self.partial_at = start;
        }
        self.partial.extend_from_slice(bytes);
        let is_cut = |fault: std::str::Utf8Error| fault.error_len().is_none();
        if !str::from_utf8(&self.partial).is_err_and(is_cut) {
            (self.see)(Token::Text(&String::from_utf8_lossy(&self.partial), self.partial_at));
            self.partial.clear();
        }
    }

    fn end(&mut self) {
        if matches!(&*self.tag.name, b"svg" | b"math") {
            self.foreign = self.foreign.saturating_sub(1);
        }
        (self.see)(Token::End(self.tag.name()));
    }
}

/// What is in an element, where that is no HTML
/// (<https://html.spec.whatwg.org/multipage/parsing.html#parsing-html-fragments>). `noscript`
/// is HTML to those without scripts.
fn content(name: &[u8]) -> Option<State> {
    match name {
        b"title" | b"textarea" => Some(State::RcData),
        b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => Some(State::RawText),
        b"script" => Some(State::ScriptData),
        b"plaintext" => Some(State::PlainText),
        _ => None,
    }
}

impl<F: FnMut(Token<'_>)> Emitter for Reader<'_, F> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.at = self.at.saturating_add_signed(offset);
    }

    fn emit_string(&mut self, text: &[u8]) {
        let start = self.at.saturating_sub(text.len());
        // Nearly all text stands in the HTML as it is, where it need not be looked through.
        match self.html.get(start..self.at).filter(|written| written.as_bytes() == text) {
            Some(written) => (self.see)(Token::Text(written, start)),
            None => self.add_to_text(text, start),
        }
    }

    fn init_start_tag(&mut self) {
        self.tag.clear();
        // The first character is read already.
        self.tag.name_at = self.at.saturating_sub(1);
        (self.is_end, self.is_closed) = (false, false);
    }

    fn init_end_tag(&mut self) {
        self.tag.clear();
        (self.is_end, self.is_closed) = (true, false);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.tag.name.extend_from_slice(name);
    }

    fn set_self_closing(&mut self) {
        self.is_closed = true;
    }

    fn init_attribute(&mut self) {
        let (byte, turn) = (self.tag.bytes.len(), self.tag.turns.len());
        self.tag.attributes.push(Parts {
            name: byte..byte,
            value: byte..byte,
            turns: turn..turn,
            name_at: self.at.saturating_sub(1),
            value_at: self.at..self.at,
        });
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        let Tag { bytes, attributes, .. } = &mut self.tag;
        let Some(parts) = attributes.last_mut() else { return };
        bytes.extend_from_slice(name);
        parts.name.end = bytes.len();
        parts.value = bytes.len()..bytes.len();
        parts.value_at = self.at..self.at;
    }

    fn init_attribute_value(&mut self) {
        if let Some(parts) = self.tag.attributes.last_mut() {
            parts.value_at = self.at..self.at;
        }
    }

    fn push_attribute_value(&mut self, piece: &[u8]) {
        let Tag { bytes, attributes, turns, .. } = &mut self.tag;
        let Some(parts) = attributes.last_mut() else { return };
        let first = bytes.len() - parts.value.start;
        bytes.extend_from_slice(piece);
        parts.value.end = bytes.len();
        let start = self.at.saturating_sub(piece.len());
        if start != parts.value_at.end {
            // A character reference, or what is behind the two bytes of one line's end.
            let is_as_written = self.html.as_bytes().get(start..self.at) == Some(piece);
            let (byte, at) =
                if is_as_written { (first, start) } else { (first + piece.len(), self.at) };
            turns.push(Turn { byte, at });
            parts.turns.end = turns.len();
        }
        parts.value_at.end = self.at;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        if self.is_end {
            self.end();
            return None;
        }
        self.start()
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end && !self.last_start.is_empty() && self.last_start == self.tag.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.foreign > 0
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = name.unwrap_or_default().to_vec();
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    // What nobody asks for.
    fn emit_eof(&mut self) {}
    fn emit_error(&mut self, _: Error) {}
    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn emit_current_comment(&mut self) {}
    fn init_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn emit_current_doctype(&mut self) {}
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All tokens in words, text in one piece.
    fn told(html: &str) -> String {
        let mut told = String::new();
        tokens(html, |token| match token {
            Token::Start(tag) => {
                told += &format!("<{}", tag.name());
                for attribute in tag.attributes() {
                    told += &format!(" {}={:?}", attribute.name(), attribute.value());
                }
                told.push('>');
            }
            Token::End(name) => told += &format!("</{name}>"),
            Token::Text(text, _) => told += text,
        });
        told
    }

    #[test]
    fn html_is_read_as_browsers_read_it() {
        for (html, expected) in [
            ("<A HREF=/x>B</A >", "<a href=\"/x\">B</a>"),
            ("<a b c='' d = \"e>f\">", "<a b=\"\" c=\"\" d=\"e>f\">"),
            ("<a b=c/>d", "<a b=\"c/\">d"),
            ("1 < 2 <", "1 < 2 <"),
            ("&amp;é &lt;日本&gt;文&eacute;é", "&é <日本>文éé"),
            ("<a b='&amp;é日'>", "<a b=\"&é日\">"),
            ("caf&eacute; &nGt; &amp &notit; &x;", "café ≫⃒ & ¬it; &x;"),
            ("<a b='&amp;&eacute;&#x31;&notit;'>", "<a b=\"&é1&notit;\">"),
            ("a<!-- <b> --><!doctype c><?d?></>e", "ae"),
            ("<script>a<b && '<c d=/e>'</script>", "<script>a<b && '<c d=/e>'</script>"),
            (
                "<script><!--<script></script>--></script>a",
                "<script><!--<script></script>--></script>a",
            ),
            ("<style>&amp;<a></style>", "<style>&amp;<a></style>"),
            ("<title>&amp;<a></title>", "<title>&<a></title>"),
            ("<textarea><a b=/c></TEXTAREA>", "<textarea><a b=/c></textarea>"),
            ("<noscript><a></noscript>", "<noscript><a></noscript>"),
            ("<noframes>&lt;<a></noframes>", "<noframes>&lt;<a></noframes>"),
            ("<svg><style/><a></svg><style/><a>", "<svg><style><a></svg><style><a>"),
            ("<svg><![CDATA[<a>]]></svg><![CDATA[<a>]]>", "<svg><a></svg>]]>"),
            ("<plaintext><a></plaintext>", "<plaintext><a></plaintext>"),
            ("a<b c='", "a"),
        ] {
            assert_eq!(told(html), expected, "{html}");
        }
    }

    #[test]
    fn a_value_knows_where_each_of_its_parts_is() {
        for (html, part, written) in [
            ("é<p é a=b-c>", "c", "c"),
            ("<a b=\"é c\">", "c", "c"),
            ("<a b='&eacute;c'>", "c", "c"),
            ("<a b='&eacute;c'>", "é", "&eacute;"),
            ("<a b=x&#233 c=d>", "é", "&#233"),
            ("<a b=&ampc d>", "&ampc", "&ampc"),
            ("<a b='&amp;&amp;c&lt;d'>", "c", "c"),
            ("<a b='&amp;&amp;c&lt;d'>", "d", "d"),
            ("<a b='x\r\nc\r\n\r\nd'>", "c", "c"),
            ("<a b='x\r\nc\r\n\r\nd'>", "d", "d"),
            ("<a b='x\0c'>", "c", "c"),
            ("<a b='&nosuch;c'>", "c", "c"),
            ("<a b='&#xz'>", "&#xz", "&#xz"),
        ] {
            let mut found = 0;
            tokens(html, |token| {
                let Token::Start(tag) = token else { return };
                for attribute in tag.attributes() {
                    let Some(at) = attribute.value().find(part) else { continue };
                    assert_eq!(&html[attribute.at(at..at + part.len())], written, "{html}");
                    assert_eq!(&html[attribute.name_at()], attribute.name(), "{html}");
                    found += 1;
                }
            });
            assert_eq!(found, 1, "{html}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_as_it_is_read_is_at_its_place(html in "([a-c<>&;/\"'=! \r\n#é0x-]|<a |<svg>|<script>|-->|&amp|&eacute;|\u{0}){0,40}") {
            tokens(&html, |token| match token {
                Token::Start(tag) => for attribute in tag.attributes() {
                    let value = attribute.value();
                    for at in 0..=value.len() {
                        assert!(attribute.byte_at(at) <= html.len());
                    }
                    let whole = attribute.at(0..value.len());
                    let written = html.get(whole).expect("whole characters");
                    if !written.contains(['&', '\r', '\0']) {
                        assert_eq!(written, value);
                    }
                    for (at, c) in value.char_indices().filter(|(_, c)| c.is_alphabetic() && *c != 'é') {
                        let at = attribute.byte_at(at);
                        let is_of_reference = html[..at].rfind('&').is_some_and(|start| at - start < 8);
                        assert!(is_of_reference || html[at..].starts_with(c), "{c} at {at}");
                    }
                },
                Token::Text(text, at) => {
                    if !text.contains(['\u{fffd}', '\n', '\0']) && !html.contains('&') {
                        assert!(html[at..].starts_with(text), "{text:?} at {at}");
                    }
                }
                Token::End(_) => {}
            });
        }
    }
}
