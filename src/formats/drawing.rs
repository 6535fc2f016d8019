//! Whether browsers show a drawing: they read it as XML, and show nothing of what is none.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, escape};

/// What is wrong with a drawing.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no XML, from this line on.
    Broken {
        /// From 1.
        line: usize,
        /// In words.
        what: String,
    },
    /// Its first element is not in the namespace of drawings
    /// (<https://www.w3.org/TR/SVG2/struct.html#Namespace>).
    OfNoNamespace,
}

const NAMESPACE: &[u8] = b"http://www.w3.org/2000/svg";

/// What is wrong with a drawing; none if nothing is, or if it is in another encoding than UTF-8,
/// which is not read here.
pub fn fault(bytes: &[u8]) -> Option<Fault> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let mut reader = NsReader::from_str(text);
    // With a definition of its own, an entity may stand for anything.
    let (mut depth, mut roots, mut has_entities) = (0usize, 0, false);
    loop {
        let begin = reader.buffer_position();
        let broken = |what: &str| {
            let at = text.len().min(usize::try_from(begin).unwrap_or_default());
            let line = text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
            Some(Fault::Broken { line, what: what.into() })
        };
        let Ok(event) = reader.read_event() else {
            return broken("a tag has no end, or no beginning");
        };
        match event {
            Event::Start(element) => {
                let found = of_element(&reader, &element, depth, has_entities);
                if let Some(found) = found {
                    return found.or_else(|| broken(BAD_TAG));
                }
                roots += usize::from(depth == 0);
                depth += 1;
            }
            Event::Empty(element) => {
                let found = of_element(&reader, &element, depth, has_entities);
                if let Some(found) = found {
                    return found.or_else(|| broken(BAD_TAG));
                }
                roots += usize::from(depth == 0);
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::DocType(kind) => has_entities |= kind.contains(&b'['),
            Event::GeneralRef(name) => {
                let is_known = name.is_char_ref()
                    || name.decode().is_ok_and(|name| escape::resolve_xml_entity(&name).is_some());
                if !is_known && !has_entities {
                    let name = String::from_utf8_lossy(&name).into_owned();
                    return broken(&format!("`&{name};` is no sign of XML"));
                }
            }
            Event::Text(words) if depth == 0 && !words.trim_ascii().is_empty() => {
                return broken("there are words outside the drawing");
            }
            Event::Eof if depth > 0 => return broken("it breaks off"),
            Event::Eof if roots == 0 => return broken("it has no `<svg>`"),
            Event::Eof => return None,
            _ => {}
        }
        if roots > 1 {
            return broken("something stands behind the end of the drawing");
        }
    }
}

const BAD_TAG: &str = "a tag is broken";

/// What is wrong with an element: a fault of its own, or that its tag is broken.
fn of_element(
    reader: &NsReader<&[u8]>,
    element: &BytesStart<'_>,
    depth: usize,
    has_entities: bool,
) -> Option<Option<Fault>> {
    let (namespace, name) = reader.resolver().resolve_element(element.name());
    if depth == 0 && name.as_ref() == b"svg" && namespace == ResolveResult::Unbound {
        return Some(Some(Fault::OfNoNamespace));
    }
    let is_drawing = !matches!(namespace, ResolveResult::Unknown(_));
    if depth == 0 && name.as_ref() == b"svg" && is_drawing {
        let is_bound =
            matches!(namespace, ResolveResult::Bound(namespace) if namespace.as_ref() == NAMESPACE);
        if !is_bound && !has_entities {
            return Some(Some(Fault::OfNoNamespace));
        }
    }
    let are_right = element.attributes().all(|attribute| {
        attribute.is_ok_and(|attribute| {
            let (namespace, _) = reader.resolver().resolve_attribute(attribute.key);
            let value = std::str::from_utf8(&attribute.value).unwrap_or_default();
            let is_read = has_entities || escape::unescape(value).is_ok();
            !matches!(namespace, ResolveResult::Unknown(_))
                && !attribute.value.contains(&b'<')
                && is_read
        })
    });
    (!is_drawing || !are_right).then_some(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match fault(text.as_bytes()) {
            None => String::new(),
            Some(Fault::OfNoNamespace) => "no namespace".into(),
            Some(Fault::Broken { line, what }) => format!("{line}: {what}"),
        }
    }

    #[test]
    fn a_drawing_is_read_to_its_end() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'>";
        for (text, expected) in [
            (format!("{svg}\n<g>\n<path d='M0 0'/>\n</g></svg>\n"), ""),
            (format!("\u{feff}<?xml version='1.0'?>\n<!DOCTYPE svg>\n<!-- a -->{svg}</svg><!-- b -->"), ""),
            ("<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:g/></s:svg>".into(), ""),
            ("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".into(), ""),
            (format!("{svg}<text>A &amp; B &#160; C</text><style>a {{}}</style></svg>"), ""),
            (
                "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;'>&x;</svg>".into(),
                "",
            ),
            ("<svg><g/></svg>".into(), "no namespace"),
            ("<svg xmlns='http://www.w3.org/2000/sgv'/>".into(), "no namespace"),
            (format!("{svg}\n<g>\n</svg>"), "3: a tag has no end, or no beginning"),
            (format!("{svg}\n<g>"), "2: it breaks off"),
            (format!("{svg}\n<path d='M0"), "2: a tag has no end, or no beginning"),
            (format!("{svg}\n<use xlink:href='#a'/></svg>"), "2: a tag is broken"),
            (format!("{svg}\n<g a='1' a='2'/></svg>"), "2: a tag is broken"),
            (format!("{svg}\n<g a=1/></svg>"), "2: a tag is broken"),
            (format!("{svg}\n<sodipodi:namedview/></svg>"), "2: a tag is broken"),
            (format!("{svg}<text>A&nbsp;B</text></svg>"), "1: `&nbsp;` is no sign of XML"),
            (format!("{svg}</svg>\n{svg}</svg>"), "2: something stands behind the end of the drawing"),
            (format!("{svg}</svg>\nwords"), "1: there are words outside the drawing"),
        ] {
            assert_eq!(told(&text), expected, "{text}");
        }
        assert_eq!(fault(b"<svg>\xff"), None);
    }
}
