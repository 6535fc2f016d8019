//! Whether browsers show a drawing: they read it as XML, and show nothing of what is none.

use std::collections::HashSet;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, escape};

use crate::html::push_text;

/// What is wrong with a drawing.
#[derive(Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no XML, from this line on.
    Broken {
        /// From 1.
        line: usize,
        /// In words.
        what: String,
        /// What to do, if that is sure.
        remedy: Option<String>,
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
    let (mut roots, mut entities) = (0, Entities::default());
    if let Some((at, character)) = text.char_indices().find(|(_, c)| !is_of_xml(*c)) {
        let what =
            format!("a character that XML does not have is there (U+{:04X})", character as u32);
        let remedy = Some("delete it".into());
        return Some(Fault::Broken { line: line_of(text, at), what, remedy });
    }
    loop {
        let begin = reader.buffer_position();
        let line = || line_of(text, usize::try_from(begin).unwrap_or_default());
        let broken =
            |what: &str| Some(Fault::Broken { line: line(), what: what.into(), remedy: None });
        let no_sign = |name: &str| {
            let what = format!("`&{name};` is no sign of XML");
            Some(Fault::Broken { line: line(), what, remedy: instead_of(name) })
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
                if is_root && has_no_namespace(&reader, element, entities.is_any()) {
                    return Some(Fault::OfNoNamespace);
                }
                if let Some(name) = unknown_in(element, &entities) {
                    return no_sign(&name);
                }
                if !is_right(&reader, element) {
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
            Event::DocType(kind) => entities = Entities::of(&String::from_utf8_lossy(kind)),
            Event::GeneralRef(name) => {
                let name = String::from_utf8_lossy(name);
                if !entities.has(&name) {
                    return no_sign(&name);
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
fn is_right(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> bool {
    let is_bound = |namespace| !matches!(namespace, ResolveResult::Unknown(_));
    let is_right = |attribute: Attribute<'_>| {
        is_bound(reader.resolver().resolve_attribute(attribute.key).0)
            && !attribute.value.contains(&b'<')
            && names_in(&String::from_utf8_lossy(&attribute.value)).is_some()
    };
    is_bound(reader.resolver().resolve_element(element.name()).0)
        && element.attributes().all(|attribute| attribute.is_ok_and(is_right))
}

/// The entities that a drawing has of its own.
#[derive(Default)]
struct Entities {
    names: HashSet<String>,
    /// Whether there may be others: they are in another file, or made of others.
    may_be_more: bool,
}

impl Entities {
    /// Those that the type of the document declares (<https://www.w3.org/TR/xml/#sec-entity-decl>).
    fn of(kind: &str) -> Self {
        let Some((before, inside)) = kind.split_once('[') else { return Entities::default() };
        let names = inside.split("<!ENTITY").skip(1).filter_map(|it| it.split_whitespace().next());
        let is_elsewhere = [" PUBLIC ", " SYSTEM "].iter().any(|word| before.contains(word));
        Entities {
            names: names.map(String::from).collect(),
            may_be_more: is_elsewhere || inside.contains('%'),
        }
    }

    fn is_any(&self) -> bool {
        self.may_be_more || !self.names.is_empty()
    }

    /// Whether a name between `&` and `;` stands for something.
    fn has(&self, name: &str) -> bool {
        match name.strip_prefix('#') {
            Some(number) => character(number).is_some_and(is_of_xml),
            None => {
                self.may_be_more
                    || escape::resolve_xml_entity(name).is_some()
                    || self.names.contains(name)
            }
        }
    }
}

/// The first name between `&` and `;` in the values of a tag that stands for nothing.
fn unknown_in(element: &BytesStart<'_>, entities: &Entities) -> Option<String> {
    element.attributes().with_checks(false).flatten().find_map(|attribute| {
        // Most values name nothing.
        if !attribute.value.contains(&b'&') {
            return None;
        }
        let value = String::from_utf8_lossy(&attribute.value);
        names_in(&value)?.into_iter().find(|name| !entities.has(name)).map(String::from)
    })
}

/// The names between `&` and `;` in a value; none if one of the `&` has no end.
fn names_in(value: &str) -> Option<Vec<&str>> {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '#' | '_' | '-' | '.' | ':');
    let name = |rest: &'_ str| -> Option<usize> {
        let end = rest.find(|c| !is_of_name(c))?;
        (end > 0 && rest[end..].starts_with(';')).then_some(end)
    };
    value
        .match_indices('&')
        .map(|(at, _)| {
            let rest = &value[at + 1..];
            name(rest).map(|end| &rest[..end])
        })
        .collect()
}

/// The character with this number, as references write it: `160`, `xA0`.
fn character(number: &str) -> Option<char> {
    let (digits, base) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    char::from_u32(u32::from_str_radix(digits, base).ok()?)
}

/// Whether XML may have a character (<https://www.w3.org/TR/xml/#charsets>).
fn is_of_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// What to write for what has a name in HTML alone.
fn instead_of(name: &str) -> Option<String> {
    let mut read = String::new();
    push_text(&mut read, &format!("&{name};"));
    let mut characters = read.chars();
    let (Some(character), None) = (characters.next(), characters.next()) else { return None };
    is_of_xml(character).then(|| format!("write `&#{};`", character as u32))
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        match fault(text.as_bytes()) {
            None => String::new(),
            Some(Fault::OfNoNamespace) => "no namespace".into(),
            Some(Fault::Broken { line, what, remedy }) => {
                let remedy = remedy.map(|remedy| format!(" -> {remedy}")).unwrap_or_default();
                format!("{line}: {what}{remedy}")
            }
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
                "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'><!ENTITY x 'y'>]><svg xmlns='&ns;'>&x;</svg>".into(),
                "",
            ),
            (
                "<!DOCTYPE svg PUBLIC 'a' 'b' [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;'>&x;</svg>".into(),
                "",
            ),
            (
                "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;'>&x;</svg>".into(),
                "1: `&x;` is no sign of XML",
            ),
            (format!("{svg}<a b='R&amp;D &#xA0; &#160;'/></svg>"), ""),
            (format!("{svg}\n<text>A\u{8}B</text></svg>"), "2: a character that XML does not have is there (U+0008) -> delete it"),
            (format!("{svg}<!-- \u{1f} --></svg>"), "1: a character that XML does not have is there (U+001F) -> delete it"),
            (format!("{svg}<text>A&#8;B</text></svg>"), "1: `&#8;` is no sign of XML"),
            (format!("{svg}\n<a b='&eacute;'/></svg>"), "2: `&eacute;` is no sign of XML -> write `&#233;`"),
            (format!("{svg}<a b='R&D'/></svg>"), "1: a tag is broken"),
            ("<svg><g/></svg>".into(), "no namespace"),
            ("<svg xmlns='http://www.w3.org/2000/sgv'/>".into(), "no namespace"),
            (format!("{svg}\n<g>\n</svg>"), "3: a tag has no end, or no beginning"),
            (format!("{svg}\n<g>"), "2: it breaks off"),
            (format!("{svg}\n<path d='M0"), "2: a tag has no end, or no beginning"),
            (format!("{svg}\n<use xlink:href='#a'/></svg>"), "2: a tag is broken"),
            (format!("{svg}\n<g a='1' a='2'/></svg>"), "2: a tag is broken"),
            (format!("{svg}\n<g a=1/></svg>"), "2: a tag is broken"),
            (format!("{svg}\n<sodipodi:namedview/></svg>"), "2: a tag is broken"),
            (format!("{svg}<text>A&nbsp;B</text></svg>"), "1: `&nbsp;` is no sign of XML -> write `&#160;`"),
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
