//! What stands in XML.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

/// The texts of all elements of this name.
pub fn texts(xml: &[u8], name: &str) -> Vec<String> {
    let mut reader = Reader::from_reader(xml);
    let (mut texts, mut inside, mut buffer) = (Vec::new(), false, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).unwrap() {
            Event::Start(start) if start.name().as_ref() == name.as_bytes() => {
                inside = true;
                texts.push(String::new());
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => {
                texts.last_mut().unwrap().push_str(&String::from_utf8_lossy(&text));
            }
            Event::Eof => return texts,
            _ => {}
        }
        buffer.clear();
    }
}

/// An element, as a program reads it.
#[derive(Debug, Default)]
pub struct Element {
    /// With its prefix.
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// The text in it, but for that of its children.
    pub text: String,
    pub children: Vec<Element>,
}

impl Element {
    /// The children of this name.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The only child of this name.
    #[track_caller]
    pub fn one(&self, name: &str) -> &Element {
        let found: Vec<&Element> = self.all(name).collect();
        assert_eq!(found.len(), 1, "<{name}> in <{}>", self.name);
        found[0]
    }

    /// All elements of this name below it, in order.
    pub fn below<'e>(&'e self, name: &'e str) -> Vec<&'e Element> {
        let own = |child: &'e Element| {
            let found = (child.name == name).then_some(child).into_iter();
            found.chain(child.below(name))
        };
        self.children.iter().flat_map(own).collect()
    }

    /// What it is made of, without a word of what it says: names of elements and
    /// of their attributes.
    pub fn skeleton(&self) -> String {
        let attributes: Vec<&str> = self.attributes.iter().map(|(name, _)| &**name).collect();
        let children: Vec<String> = self.children.iter().map(Element::skeleton).collect();
        format!("{} {attributes:?}\n{}", self.name, children.concat())
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The root of a document, which has to be well-formed.
pub fn parsed(xml: &[u8]) -> Element {
    let mut reader = Reader::from_reader(xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(opened(&start)),
            Event::Empty(start) => {
                let element = opened(&start);
                open.last_mut().unwrap().children.push(element);
            }
            Event::End(_) => {
                let closed = open.pop().unwrap();
                open.last_mut().unwrap().children.push(closed);
            }
            Event::Text(text) => open.last_mut().unwrap().text += &text.decode().unwrap(),
            Event::CData(text) => open.last_mut().unwrap().text += &text.decode().unwrap(),
            Event::GeneralRef(reference) => {
                let text =
                    unescape(&format!("&{};", reference.decode().unwrap())).unwrap().into_owned();
                open.last_mut().unwrap().text += &text;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "an element is not closed");
    open.pop().unwrap().children.pop().expect("there is an element")
}

fn opened(start: &BytesStart<'_>) -> Element {
    let text = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().to_string();
    let attribute = |attribute: Attribute<'_>| {
        let value = unescape(std::str::from_utf8(&attribute.value).unwrap()).unwrap().into_owned();
        (text(attribute.key.as_ref()), value)
    };
    Element {
        name: text(start.name().as_ref()),
        attributes: start.attributes().map(Result::unwrap).map(attribute).collect(),
        ..Element::default()
    }
}
