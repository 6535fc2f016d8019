//! What stands in XML.

use quick_xml::Reader;
use quick_xml::events::Event;

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
