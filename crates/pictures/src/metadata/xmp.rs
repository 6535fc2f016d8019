//! XMP (ISO 16684-1, <https://developer.adobe.com/xmp/docs/XMPSpecifications/>): RDF in XML, in
//! which a value can be an attribute or an element, under any prefix.

use std::borrow::Cow;

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

use super::{cleaned, traces};
use crate::facts::{Block, ByLanguage, Trace, TraceKind};

/// The vocabularies that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Namespace {
    DublinCore,
    Photoshop,
    Rights,
    Plus,
    IptcCore,
    IptcExtension,
    Prism,
    MediaManagement,
    Rdf,
    Xml,
    Other,
}

impl Namespace {
    fn of(uri: &[u8]) -> Self {
        match uri {
            b"http://purl.org/dc/elements/1.1/" => Self::DublinCore,
            b"http://ns.adobe.com/photoshop/1.0/" => Self::Photoshop,
            b"http://ns.adobe.com/xap/1.0/rights/" => Self::Rights,
            b"http://ns.useplus.org/ldf/xmp/1.0/" => Self::Plus,
            b"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" => Self::IptcCore,
            b"http://iptc.org/std/Iptc4xmpExt/2008-02-29/" => Self::IptcExtension,
            b"http://ns.adobe.com/xap/1.0/mm/" => Self::MediaManagement,
            b"http://www.w3.org/1999/02/22-rdf-syntax-ns#" => Self::Rdf,
            b"http://www.w3.org/XML/1998/namespace" => Self::Xml,
            // Of several versions.
            _ if uri.starts_with(b"http://prismstandard.org/namespaces/")
                || uri.starts_with(b"http://www.prismstandard.org/namespaces/") =>
            {
                Self::Prism
            }
            _ => Self::Other,
        }
    }
}

/// A name in a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name(Namespace, String);

/// One text.
struct Said {
    /// The property, and below it those of structures.
    path: Vec<Name>,
    language: Option<String>,
    text: String,
}

/// How deep elements may be in each other, and how many texts are read: no picture's XMP comes
/// near either, and what is past them is passed over.
const DEEPEST: usize = 64;
const MOST: usize = 20_000;

/// Its texts, in the order of the file.
#[derive(Default)]
pub(super) struct Xmp(Vec<Said>);

impl Xmp {
    /// Reads all up to what is broken.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut reading = Reading::default();
        let mut reader = NsReader::from_str(&text);
        reader.config_mut().check_end_names = false;
        while let Ok(event) = reader.read_event() {
            if reading.said.len() > MOST {
                break;
            }
            match event {
                Event::Start(start) => reading.start(&reader, &start),
                Event::Empty(start) => {
                    reading.start(&reader, &start);
                    reading.end();
                }
                Event::End(_) => reading.end(),
                Event::Text(text) => reading.text.push_str(&text.decode().unwrap_or_default()),
                Event::CData(text) => reading.text.push_str(&text.decode().unwrap_or_default()),
                Event::GeneralRef(reference) => {
                    let name = reference.decode().unwrap_or_default();
                    match reference.resolve_char_ref() {
                        Ok(Some(character)) => reading.text.push(character),
                        _ => reading
                            .text
                            .push_str(resolve_predefined_entity(&name).unwrap_or_default()),
                    }
                }
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        Self(reading.said)
    }

    /// Takes over what is not said here.
    pub(super) fn complete_by(&mut self, other: Self) {
        let own = self.0.len();
        for said in other.0 {
            if !self.0[..own].iter().any(|known| known.path == said.path) {
                self.0.push(said);
            }
        }
    }

    /// The texts of a property: that of the last name of its path.
    fn all(&self, namespace: Namespace, name: &str) -> impl Iterator<Item = &Said> {
        // Some programs write `prism:EmbargoDate`.
        let is_it = move |own: &Name| own.0 == namespace && own.1.eq_ignore_ascii_case(name);
        self.0.iter().filter(move |said| said.path.last().is_some_and(is_it))
    }

    /// Its one text: that for all languages, or the first.
    pub(super) fn text(&self, namespace: Namespace, name: &str) -> Option<String> {
        let is_default = |said: &&Said| said.language.as_deref() == Some("x-default");
        let default = self.all(namespace, name).find(is_default);
        default.or_else(|| self.all(namespace, name).next()).map(|said| said.text.clone())
    }

    pub(super) fn texts(&self, namespace: Namespace, name: &str) -> Vec<String> {
        self.all(namespace, name).map(|said| said.text.clone()).collect()
    }

    pub(super) fn by_language(&self, namespace: Namespace, name: &str) -> ByLanguage {
        let said = self.all(namespace, name);
        ByLanguage(
            said.map(|said| {
                let language = said.language.clone().unwrap_or_else(|| "x-default".into());
                (language, said.text.clone())
            })
            .collect(),
        )
    }

    pub(super) fn traces(&self, block: &Block, found: &mut Vec<Trace>) {
        if self.0.is_empty() {
            traces::push(TraceKind::Other, block, found);
        }
        let is_written_anew = |said: &&Said| said.path.iter().any(is_kept);
        for said in self.0.iter().filter(|said| !is_written_anew(said)) {
            said.path.iter().for_each(|name| traces::push(kind(name), block, found));
        }
    }
}

/// Whether a property is one of those that stay.
fn is_kept(Name(namespace, name): &Name) -> bool {
    match namespace {
        Namespace::DublinCore => name == "creator" || name == "rights",
        Namespace::Photoshop => name == "Credit",
        Namespace::Rights => name == "WebStatement",
        Namespace::Plus => name == "LicensorURL",
        Namespace::IptcExtension => name == "DigitalSourceType",
        _ => false,
    }
}

/// What a property tells of.
fn kind(Name(namespace, name): &Name) -> TraceKind {
    const PLACES: [&str; 9] = [
        "City",
        "State",
        "Country",
        "Location",
        "CountryCode",
        "Sublocation",
        "ProvinceState",
        "LocationCreated",
        "LocationShown",
    ];
    let has = |word| name.contains(word);
    match namespace {
        _ if traces::is_position(&name.to_ascii_lowercase()) => TraceKind::Position,
        _ if has("SerialNumber") => TraceKind::SerialNumber,
        _ if has("OwnerName") => TraceKind::Owner,
        _ if has("Thumbnail") => TraceKind::Thumbnail,
        Namespace::Photoshop | Namespace::IptcCore | Namespace::IptcExtension
            if PLACES.contains(&name.as_str()) =>
        {
            TraceKind::Place
        }
        Namespace::MediaManagement => TraceKind::History,
        Namespace::Other if ["CreateDate", "CreatorTool", "Make", "Model"].contains(&&**name) => {
            TraceKind::History
        }
        _ => TraceKind::Other,
    }
}

/// Where one is in the text.
#[derive(Default)]
struct Reading {
    said: Vec<Said>,
    /// The elements that are open, and their languages.
    open: Vec<(Name, Option<String>)>,
    text: String,
    /// Elements past the deepest.
    too_deep: usize,
}

impl Reading {
    fn start(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart) {
        if self.open.len() >= DEEPEST {
            self.too_deep += 1;
            return;
        }
        self.text.clear();
        let name = name(reader, start.name(), false);
        self.open.push((name, None));
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            let raw = String::from_utf8_lossy(&attribute.value);
            let value = quick_xml::escape::unescape(&raw).unwrap_or(Cow::Borrowed(&*raw));
            if attribute.key.as_namespace_binding().is_none() {
                attributes.push((self::name(reader, attribute.key, true), value.into_owned()));
            }
        }
        let is_language = |name: &Name| name.0 == Namespace::Xml && name.1 == "lang";
        let language = attributes.iter().find(|(name, _)| is_language(name));
        if let Some(last) = self.open.last_mut() {
            last.1 = language.map(|(_, language)| language.clone());
        }
        for (name, value) in attributes {
            match name.0 {
                Namespace::Rdf if name.1 == "resource" => self.say(None, &value),
                Namespace::Rdf | Namespace::Xml => {}
                _ => self.say(Some(name), &value),
            }
        }
    }

    fn end(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let text = std::mem::take(&mut self.text);
        self.say(None, &text);
        self.open.pop();
    }

    /// Notes a text of what is open, or of a property given as an attribute.
    fn say(&mut self, attribute: Option<Name>, text: &str) {
        let Some(text) = cleaned(text) else { return };
        // RDF's own elements only tell how values are arranged, and `x:xmpmeta` is around all.
        let is_value = |name: &&Name| name.0 != Namespace::Rdf && name.1 != "xmpmeta";
        let open = self.open.iter().map(|(name, _)| name).filter(is_value);
        let path: Vec<Name> = open.cloned().chain(attribute).collect();
        let language = self.open.iter().rev().find_map(|(_, language)| language.clone());
        if !path.is_empty() {
            self.said.push(Said { path, language, text });
        }
    }
}

fn name(reader: &NsReader<&[u8]>, name: QName, is_attribute: bool) -> Name {
    let (resolved, local) = match is_attribute {
        true => reader.resolver().resolve_attribute(name),
        false => reader.resolver().resolve_element(name),
    };
    let namespace = match resolved {
        ResolveResult::Bound(bound) => Namespace::of(bound.as_ref()),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => Namespace::Other,
    };
    Name(namespace, String::from_utf8_lossy(local.as_ref()).into_owned())
}
