//! XML of exports: elements with their text, one after the other.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::diagnostic::{Diagnostic, Place};

/// An element with its text and what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The text of the first child of that name, without space around it.
    pub fn child(&self, name: &str) -> Option<&str> {
        self.children.iter().find(|child| child.name == name).map(|child| child.text.trim())
    }

    pub fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The value of a field of an entry, if there is something in it.
    pub fn meta(&self, name: &str) -> Option<&str> {
        let mut fields = self.all("wp:postmeta");
        let field = fields.find(|meta| meta.child("wp:meta_key") == Some(name))?;
        field.child("wp:meta_value").filter(|value| !value.is_empty())
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| of == name).map(|(_, value)| value.as_str())
    }
}

/// How deep elements may be.
const DEEPEST: usize = 30;

/// Hands on each element of the channel, with the line at which it begins.
///
/// # Errors
/// The XML is broken, or ends in the middle.
pub fn each(text: &str, file: &str, see: &mut dyn FnMut(Element, usize)) -> Result<(), Diagnostic> {
    let mut reader = Reader::from_str(text);
    // In addresses, plug-ins write `&` as it is.
    reader.config_mut().allow_dangling_amp = true;
    let mut open: Vec<Element> = Vec::new();
    let (mut line, mut counted, mut start_line) = (1, 0, 1);
    let mut has_root = false;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0).clamp(counted, text.len());
        line += text.as_bytes()[counted..at].iter().filter(|byte| **byte == b'\n').count();
        counted = at;
        let wrong = |message: String| {
            Diagnostic::error(message)
                .in_file(file)
                .at(Place { line, column: 1, width: 1 })
                .hint("export the site again; the file may have been cut off or edited")
        };
        let event =
            reader.read_event().map_err(|error| wrong(format!("the XML is broken: {error}")))?;
        match event {
            Event::Start(tag) => {
                has_root = true;
                if open.len() == 2 {
                    start_line = line;
                }
                if open.len() >= DEEPEST {
                    return Err(wrong(format!("more than {DEEPEST} elements are in each other")));
                }
                let mut element = Element { name: name(tag.name().as_ref()), ..Element::default() };
                for attribute in tag.attributes().flatten() {
                    let value = String::from_utf8_lossy(&attribute.value).into_owned();
                    let value = quick_xml::escape::unescape(&value)
                        .map_or(value.clone(), |value| value.into_owned());
                    element.attributes.push((name(attribute.key.as_ref()), value));
                }
                open.push(element);
            }
            Event::Empty(tag) => {
                let element = Element { name: name(tag.name().as_ref()), ..Element::default() };
                if let Some(parent) = open.last_mut().filter(|_| true) {
                    parent.children.push(element);
                }
            }
            Event::End(_) => {
                let Some(done) = open.pop() else { continue };
                match open.len() {
                    // What is in the channel of the feed.
                    2 => see(done, start_line),
                    _ => {
                        if let Some(parent) = open.last_mut() {
                            parent.children.push(done);
                        }
                    }
                }
            }
            Event::Text(words) => {
                let words = String::from_utf8_lossy(&words).into_owned();
                push(&mut open, &words);
            }
            Event::CData(words) => {
                let words = String::from_utf8_lossy(&words).into_owned();
                push(&mut open, &words);
            }
            Event::GeneralRef(reference) => {
                let entity = String::from_utf8_lossy(&reference).into_owned();
                match (reference.resolve_char_ref(), resolve_predefined_entity(&entity)) {
                    (Ok(Some(c)), _) => push(&mut open, &c.to_string()),
                    (_, Some(text)) => push(&mut open, text),
                    // HTML's own, which XML does not know.
                    _ => push(&mut open, &format!("&{entity};")),
                }
            }
            Event::Eof => {
                return match (open.is_empty(), has_root) {
                    (true, true) => Ok(()),
                    (true, false) => Err(wrong("this is no XML".into())),
                    (false, _) => Err(wrong("the file ends in the middle".into())),
                };
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
        }
    }
}

/// Adds to the text of the innermost element; XML has no control characters.
fn push(open: &mut [Element], words: &str) {
    if let Some(element) = open.last_mut() {
        element
            .text
            .extend(words.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')));
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<Vec<String>, String> {
        let mut texts = Vec::new();
        let read = each(xml, "a.xml", &mut |element, line| {
            texts.push(format!("{line} {}={}", element.name, element.text));
        });
        read.map(|()| texts).map_err(|fault| fault.message)
    }

    #[test]
    fn every_entity_and_part_of_cdata_is_read() {
        let xml = "<rss><channel>\n<title>A &amp; B &#233; &eacute;</title>\n<a><![CDATA[x]]]]><![CDATA[>y\u{1}]]></a></channel></rss>";
        assert_eq!(texts(xml).unwrap(), ["2 title=A & B é &eacute;", "3 a=x]]>y"]);
    }

    #[test]
    fn an_ampersand_that_means_itself_is_read() {
        let xml = "<rss><channel><a>/x?b=1&c=2&amp;d & e&</a></channel></rss>";
        assert_eq!(texts(xml).unwrap(), ["1 a=/x?b=1&c=2&d & e&"]);
    }

    #[test]
    fn broken_xml_is_told() {
        for (xml, message) in
            [("<rss><channel><title>A", "the file ends in the middle"), ("", "this is no XML")]
        {
            assert_eq!(texts(xml).unwrap_err(), message);
        }
        assert!(texts("<rss><channel></rss>").unwrap_err().starts_with("the XML is broken"));
    }
}
