//! Whether browsers show a drawing: they read it as XML, and show nothing of what is none.

use quick_xml::events::attributes::Attribute;
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

/// So deep may elements stand in one another: browsers give up behind that
/// (`kMaxXMLTreeDepth` of Chromium).
const DEEPEST: usize = 5_000;

/// So many namespaces may be declared where an element stands, for a drawing to be read: the prefix
/// of each name is compared with all of them.
const MOST_NAMESPACES: usize = 100;

/// What is wrong with a drawing; none if nothing is, or if it is in another encoding than UTF-8,
/// or like nothing that anybody drew, which is not read here.
pub fn fault(bytes: &[u8]) -> Option<Fault> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let mut reader = NsReader::from_str(text);
    // How many namespaces are declared around and in each element that is open.
    let mut open: Vec<usize> = Vec::new();
    // With a definition of its own, an entity may stand for anything.
    let (mut roots, mut has_entities) = (0, false);
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
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                let declared = declared(element) + open.last().copied().unwrap_or_default();
                if declared > MOST_NAMESPACES {
                    return None;
                }
                let is_root = open.is_empty();
                if is_root && has_no_namespace(&reader, element, has_entities) {
                    return Some(Fault::OfNoNamespace);
                }
                if !is_right(&reader, element, has_entities) {
                    return broken("a tag is broken");
                }
                roots += usize::from(is_root);
                if matches!(event, Event::Start(_)) {
                    if open.len() == DEEPEST {
                        return broken("its elements stand in too many others");
                    }
                    open.push(declared);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::DocType(kind) => has_entities |= kind.contains(&b'['),
            Event::GeneralRef(name) => {
                let is_known = name.is_char_ref()
                    || name.decode().is_ok_and(|name| escape::resolve_xml_entity(&name).is_some());
                if !is_known && !has_entities {
                    let name = String::from_utf8_lossy(name).into_owned();
                    return broken(&format!("`&{name};` is no sign of XML"));
                }
            }
            Event::Text(words) if open.is_empty() && !words.trim_ascii().is_empty() => {
                return broken("there are words outside the drawing");
            }
            Event::Eof if !open.is_empty() => return broken("it breaks off"),
            Event::Eof if roots == 0 => return broken("it has no `<svg>`"),
            Event::Eof => return None,
            _ => {}
        }
        if roots > 1 {
            return broken("something stands behind the end of the drawing");
        }
    }
}

/// How many namespaces an element declares.
fn declared(element: &BytesStart<'_>) -> usize {
    let mut attributes = element.attributes();
    let keys = attributes.with_checks(false).flatten().map(|attribute| attribute.key);
    keys.filter(|key| key.as_namespace_binding().is_some()).count()
}

/// Whether an element is one of drawings by its name alone.
fn has_no_namespace(
    reader: &NsReader<&[u8]>,
    element: &BytesStart<'_>,
    has_entities: bool,
) -> bool {
    let (namespace, name) = reader.resolver().resolve_element(element.name());
    name.as_ref() == b"svg"
        && match namespace {
            ResolveResult::Bound(namespace) => namespace.as_ref() != NAMESPACE && !has_entities,
            ResolveResult::Unbound => true,
            ResolveResult::Unknown(_) => false,
        }
}

/// Whether a tag is one of XML, of which all prefixes stand for something.
fn is_right(reader: &NsReader<&[u8]>, element: &BytesStart<'_>, has_entities: bool) -> bool {
    let is_bound = |namespace| !matches!(namespace, ResolveResult::Unknown(_));
    let is_right = |attribute: Attribute<'_>| {
        let value = std::str::from_utf8(&attribute.value).unwrap_or_default();
        let is_read = has_entities || escape::unescape(value).is_ok();
        is_bound(reader.resolver().resolve_attribute(attribute.key).0)
            && !attribute.value.contains(&b'<')
            && is_read
    };
    is_bound(reader.resolver().resolve_element(element.name()).0)
        && element.attributes().all(|attribute| attribute.is_ok_and(is_right))
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

    #[test]
    fn what_nobody_draws_is_bounded() {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'>";
        let nested = |depth: usize| {
            let (open, end) = ("<g>".repeat(depth - 1), "</g>".repeat(depth - 1));
            format!("{svg}\n{open}<path/>{end}</svg>")
        };
        let namespaces = |count| {
            let open: String = (1..count).map(|n| format!("<g xmlns:a{n}='b'>")).collect();
            format!("{svg}{open}\n<g>{}</svg>", "</g>".repeat(count - 1))
        };
        let broken = "2: a tag has no end, or no beginning";
        for (text, expected) in [
            (nested(5_000), ""),
            (nested(5_001), "2: its elements stand in too many others"),
            (namespaces(100), broken),
            (namespaces(101), ""),
            // Those that are declared one behind the other are not there at once.
            (format!("{svg}{}\n<g></svg>", "<g xmlns:a='b'/>".repeat(2_000)), broken),
            (format!("{svg}{}\n<g></svg>", "<g xmlns:a='b'></g>".repeat(2_000)), broken),
        ] {
            assert_eq!(told(&text), expected, "{}", &text[..text.len().min(200)]);
        }
    }
}
