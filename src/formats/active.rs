//! Whether a file that is published beside a text could run a script in a reader's
//! browser, once it is opened by itself, under the site's own address.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::formats::file_types::Kind;

/// How many bytes [`begins`] wants.
pub const HEAD: usize = 512;

/// What a file is whose name does not tell, by its first [`HEAD`] bytes. Some servers have
/// types of XML for endings that others have never heard of, and where a server knows none,
/// browsers look for a page, behind white space: what begins with `<` may be either. With
/// an XML declaration it is XML for all of them.
pub fn begins(head: &[u8]) -> Kind {
    // So that UTF-16 is seen too.
    let is_before =
        |byte: &u8| byte.is_ascii_whitespace() || b"\0\x0b\xef\xbb\xbf\xfe\xff".contains(byte);
    let text: Vec<u8> =
        head.iter().copied().skip_while(is_before).filter(|byte| *byte != 0).collect();
    match &*text {
        [] if head.len() >= HEAD => Kind::Runs,
        text if text.starts_with(b"<?xml") => Kind::Xml,
        [b'<', ..] => Kind::Runs,
        _ => Kind::Still,
    }
}

/// Elements that run a script, or show what runs one.
const ELEMENTS: [&str; 9] =
    ["script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "meta", "base"];

/// What is wrong with XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It has this in it, which could run a script, or which a browser may read in another way than
    /// is done here.
    Runs(String),
    /// It is broken, so that nobody knows what is in it.
    Broken,
    /// It is in another encoding than UTF-8, in which nobody looks for scripts.
    Encoding,
}

/// What a drawing, or other XML, has in it that could run; none if nothing could.
pub fn in_xml(bytes: &[u8]) -> Option<Found> {
    use Found::{Broken, Encoding, Runs};
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(Encoding) };
    if !text.chars().all(is_of_xml) {
        return Some(Runs("a character that XML does not have".into()));
    }
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().check_end_names = false;
    loop {
        let found = match reader.read_event() {
            Err(_) => Some(Broken),
            Ok(Event::Eof) => return None,
            Ok(Event::Start(element) | Event::Empty(element)) => in_element(&element).map(Runs),
            Ok(Event::End(element)) if !is_name(element.name().as_ref()) => {
                Some(Runs(NO_NAME.into()))
            }
            // Entities can hold elements.
            Ok(Event::DocType(kind)) if kind.contains(&b'[') => {
                Some(Runs("a `<!DOCTYPE [`".into()))
            }
            // A style sheet can make another document of it.
            Ok(Event::PI(_)) => Some(Runs("a processing instruction".into())),
            // What is no XML ends it there.
            Ok(Event::Decl(declared)) if declared.contains(&b'>') => {
                Some(Runs("a broken declaration".into()))
            }
            Ok(Event::Decl(declared)) => match declared.encoding() {
                None => None,
                Some(Ok(name)) if name.eq_ignore_ascii_case(b"utf-8") => None,
                Some(_) => Some(Encoding),
            },
            Ok(_) => None,
        };
        if found.is_some() {
            return found;
        }
    }
}

/// <https://www.w3.org/TR/xml/#charsets>
fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

const NO_NAME: &str = "a tag without a right name";

/// Whether this is a name as drawings have them. The reader takes more for one than XML
/// does.
fn is_name(name: &[u8]) -> bool {
    name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-._:".contains(byte))
}

fn in_element(element: &BytesStart<'_>) -> Option<String> {
    if !is_name(element.name().as_ref()) {
        return Some(NO_NAME.into());
    }
    let name = String::from_utf8_lossy(element.local_name().as_ref()).to_ascii_lowercase();
    if ELEMENTS.contains(&&*name) {
        return Some(format!("a `<{name}>`"));
    }
    for attribute in element.attributes() {
        let Ok(attribute) = attribute else { return Some("a broken attribute".into()) };
        if !is_name(attribute.key.as_ref()) || attribute.value.contains(&b'<') {
            return Some("a broken attribute".into());
        }
        let name =
            String::from_utf8_lossy(attribute.key.local_name().as_ref()).to_ascii_lowercase();
        let Ok(value) = std::str::from_utf8(&attribute.value).map(quick_xml::escape::unescape)
        else {
            return Some(format!("a broken `{name}`"));
        };
        let Ok(value) = value else { return Some(format!("a broken `{name}`")) };
        // Browsers pass over white space and control characters in an address.
        let value: String = value.chars().filter(|c| *c > ' ').collect();
        let value = value.to_ascii_lowercase();
        let runs = name.starts_with("on")
            || (name == "attributename" && value.starts_with("on"))
            || ["javascript:", "vbscript:", "data:text", "data:application", "data:image/svg"]
                .iter()
                .any(|start| value.contains(start))
            || value.ends_with("1999/xhtml");
        if runs {
            return Some(format!("a `{name}=`"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_browser_could_take_for_a_page_is_seen_by_its_first_bytes() {
        let utf_16 = |text: &str| -> Vec<u8> {
            "\u{feff}"
                .encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect()
        };
        for head in ["<script>", "<!-- -->", "\n\t <p>", "\u{feff}<b>", "\u{c}<x:y/>", "<?php", "<"]
        {
            assert_eq!(begins(head.as_bytes()), Kind::Runs, "{head}");
            assert_eq!(begins(&utf_16(head)), Kind::Runs, "{head}");
        }
        assert_eq!(begins(&[b' '; HEAD]), Kind::Runs);
        for head in ["<?xml version='1.0'?>", "\u{feff}<?xml "] {
            assert_eq!(begins(head.as_bytes()), Kind::Xml, "{head}");
            assert_eq!(begins(&utf_16(head)), Kind::Xml, "{head}");
        }
        for head in ["", " ", "a<b>", "{\"a\": 1}", "RIFF\0\0\0\0WEBP", "PK\u{3}\u{4}<html>"] {
            assert_eq!(begins(head.as_bytes()), Kind::Still, "{head}");
        }
    }

    #[test]
    fn what_runs_in_a_drawing_is_found() {
        for inside in [
            "<script>x()</script>",
            "<SCRIPT href='x'/>",
            "<s:script xmlns:s='http://www.w3.org/2000/svg'/>",
            "<g onclick='x()'/>",
            "<a href='javascript:x()'/>",
            "<a xlink:href='java&#10;script:x()'/>",
            "<a href='&#106;avascript:x()'/>",
            "<animate attributeName='href' values='#a;javascript:x()'/>",
            "<set attributeName='onclick' to='x()'/>",
            "<foreignObject/>",
            "<use href='data:image/svg+xml,x#y'/>",
            "<b xmlns='http://www.w3.org/1999/xhtml'/>",
            "<b xmlns='&#104;ttp://www.w3.org/1999/xhtml'/>",
            "<?xml-stylesheet href='x'?>",
            "<a href=javascript:x()>",
            "<a href='&x;'/>",
            "<script/x>x()</script>",
            "<g></g/x='><script>x()</script>'>",
            "<a b/='x' c='y'/>",
            "<xmp><p title='</xmp><script>x()</script>'/></xmp>",
            "<a\u{b}onclick='x()'/>",
        ] {
            let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>");
            assert!(in_xml(drawing.as_bytes()).is_some(), "{inside}");
        }
        assert!(in_xml(b"<!DOCTYPE svg [<!ENTITY x '<script/>'>]><svg>&x;</svg>").is_some());
        assert!(in_xml(b"<?xml version='1.0' encoding='iso-2022-jp'?><svg/>").is_some());
        assert!(in_xml(b"<?xml version='1.0'><script>x()</script>'?><svg/>").is_some());
        assert!(in_xml(b"<svg>\xff</svg>").is_some());
    }

    #[test]
    fn what_is_drawn_is_not() {
        let drawing = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><!-- <script> -->\
            <svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\
            <style>a { fill: red }</style><title>On &amp; off</title><a href=\"https://e.org/\"><path d=\"M0 0\"/></a>\
            <image xlink:href=\"data:image/png;base64,AAAA\"/></svg>";
        assert_eq!(in_xml(drawing.as_bytes()), None);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[<>/a&;=\"'!\\[\\]? -]{0,80}") {
            in_xml(&bytes);
            in_xml(text.as_bytes());
            begins(&bytes);
        }
    }
}
