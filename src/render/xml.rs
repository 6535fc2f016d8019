//! XML as it is written here: elements one after the other, with whatever is in them
//! escaped, and without the characters that no document can hold.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesEnd, BytesStart, BytesText, Event};

/// Names and values.
type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A document that is being written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document of one element behind its declaration; `write` adds what is in it.
    pub fn document(
        declaration: &str,
        name: &str,
        attributes: Attributes<'_>,
        write: impl FnOnce(&mut Self),
    ) -> Vec<u8> {
        let mut xml = Xml(Writer::new(declaration.into()));
        xml.element(name, attributes, write);
        xml.0.into_inner()
    }

    /// An element with others in it.
    pub fn element(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        write: impl FnOnce(&mut Self),
    ) {
        self.write(Event::Start(start(name, attributes)));
        write(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// An element with a text in it.
    pub fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |xml| {
            xml.write(Event::Text(BytesText::new(&for_xml(text))));
        });
    }

    /// An element with a text in it that is not escaped, such as HTML, but quoted as a whole.
    pub fn cdata(&mut self, name: &str, text: &str) {
        self.element(name, &[], |xml| {
            for section in BytesCData::escaped(&for_xml(text)) {
                xml.write(Event::CData(section));
            }
        });
    }

    /// Begins a new line.
    pub fn new_line(&mut self) {
        self.write(Event::Text(BytesText::from_escaped("\n")));
    }

    fn write(&mut self, event: Event<'_>) {
        // Memory takes everything.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*for_xml(value)));
    }
    start
}

/// The text without the characters that no XML document can hold
/// (<https://www.w3.org/TR/xml/#charsets>).
pub fn for_xml(text: &str) -> Cow<'_, str> {
    // Most texts have no byte that could be of such a character, or of a line end to change.
    if !text.bytes().fold(false, |found, byte| found | is_suspicious(byte)) {
        return Cow::Borrowed(text);
    }
    let is_allowed = |c: &char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cow::Owned(text.chars().filter(is_allowed).collect())
}

/// Whether a byte can be part of a character that goes: a control, or U+F000 to U+FFFF.
fn is_suspicious(byte: u8) -> bool {
    (byte < b' ') & (byte != b'\t') & (byte != b'\n') | (byte == 0xef)
}
