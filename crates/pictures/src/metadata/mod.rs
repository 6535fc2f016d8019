//! What a file says of itself, out of EXIF, XMP and IPTC-IIM, which seldom agree.
//!
//! Which of them holds follows the Metadata Working Group (Guidelines for Handling Image Metadata
//! 2.0, 2010): XMP before IIM before EXIF; but IIM first if its digest shows that it was changed
//! after XMP was written.

mod asked;
mod code_page;
mod credit;
mod exif;
mod iptc;
mod moment;
mod photoshop;
mod traces;
mod written;
mod xmp;

pub use code_page::CodePage;
pub(crate) use written::packet;

use crate::container::{Anatomy, Piece};
use crate::facts::{Block, ByLanguage, Conditions, Rights, Texts, Trace};
use crate::format::Format;
use crate::size::Orientation;
use asked::Asked;
use credit::Credit;
use exif::Exif;
use iptc::Iptc;
use photoshop::Resources;
use xmp::{Namespace, Xmp};

/// What all blocks of a file come to.
#[derive(Default)]
pub(crate) struct Metadata {
    pub(crate) orientation: Orientation,
    pub(crate) rights: Rights,
    pub(crate) texts: Texts,
    pub(crate) conditions: Conditions,
    pub(crate) traces: Vec<Trace>,
}

/// Reads all blocks. What cannot be read says nothing, and is told among the traces.
pub(crate) fn read(anatomy: &Anatomy, code_page: CodePage) -> Metadata {
    let mut sources = Sources::default();
    let mut traces = Vec::new();
    for piece in &anatomy.pieces {
        sources.take(piece, code_page, &mut traces);
    }
    traces::without_repeats(&mut traces);
    Metadata {
        orientation: match anatomy.format {
            // It has its own way to say so, and EXIF's does not count.
            Format::Avif => Orientation::Upright,
            // Browsers do not turn WebP by its tag: what is not encoded anew is seen as it is.
            Format::WebP if anatomy.is_animated => Orientation::Upright,
            _ => sources.orientation.unwrap_or_default(),
        },
        rights: sources.rights(),
        texts: sources.texts(),
        conditions: sources.conditions(),
        traces,
    }
}

/// The three that say the same things.
#[derive(Default)]
struct Sources {
    exif: Exif,
    xmp: Xmp,
    iptc: Iptc,
    orientation: Option<Orientation>,
    /// Whether IPTC was changed by a program that did not know XMP.
    iptc_is_newer: bool,
}

impl Sources {
    fn take(&mut self, piece: &Piece, code_page: CodePage, found: &mut Vec<Trace>) {
        match &piece.block {
            Block::Exif => {
                let exif = Exif::read(&piece.bytes, code_page);
                exif.traces(&piece.block, found);
                // The first is the one that browsers turn pictures by, if it says so or not.
                self.orientation.get_or_insert(exif.orientation);
                self.exif.complete_by(exif);
            }
            Block::Xmp | Block::XmpExtended => {
                let xmp = Xmp::read(&piece.bytes);
                xmp.traces(&piece.block, found);
                self.xmp.complete_by(xmp);
            }
            Block::Photoshop => self.take_resources(piece, code_page, found),
            block => traces::of_other(block, &piece.bytes, found),
        }
    }

    fn take_resources(&mut self, piece: &Piece, code_page: CodePage, found: &mut Vec<Trace>) {
        let resources = Resources::read(&piece.bytes);
        resources.traces(&piece.block, found);
        if let Some(block) = resources.iptc {
            let iptc = Iptc::read(block, code_page);
            iptc.traces(&piece.block, found);
            self.iptc_is_newer |= resources.iptc_was_changed();
            self.iptc.complete_by(iptc);
        }
        let nested = [(Block::Exif, resources.exif), (Block::Xmp, resources.xmp)];
        // No browser looks for it here.
        let orientation = self.orientation;
        for (block, bytes) in nested {
            if let Some(bytes) = bytes {
                self.take(&Piece::new(block, bytes), code_page, found);
            }
        }
        self.orientation = orientation;
    }

    /// The value that holds.
    fn pick<T>(&self, xmp: Option<T>, iptc: Option<T>, exif: Option<T>) -> Option<T> {
        match self.iptc_is_newer {
            true => iptc.or(xmp).or(exif),
            false => xmp.or(iptc).or(exif),
        }
    }

    fn rights(&self) -> Rights {
        let creators = |names: Vec<String>| (!names.is_empty()).then_some(names);
        let xmp = |namespace, name| self.xmp.text(namespace, name);
        let iptc = |dataset| self.iptc.text(dataset);
        let links = |url: String| is_address(&url).then_some(url);
        Rights {
            creators: self
                .pick(
                    creators(self.xmp.texts(Namespace::DublinCore, "creator")),
                    creators(self.iptc.texts(iptc::BYLINE)),
                    self.exif.artist.as_ref().map(|names| names.split(';').map(trimmed).collect()),
                )
                .unwrap_or_default(),
            credit_line: self.pick(xmp(Namespace::Photoshop, "Credit"), iptc(iptc::CREDIT), None),
            copyright: self.pick(
                xmp(Namespace::DublinCore, "rights"),
                iptc(iptc::COPYRIGHT),
                self.exif.copyright.clone(),
            ),
            licence: xmp(Namespace::Rights, "WebStatement").and_then(links),
            licensor: xmp(Namespace::Plus, "LicensorURL").and_then(links),
            digital_source: xmp(Namespace::IptcExtension, "DigitalSourceType"),
        }
    }

    fn texts(&self) -> Texts {
        let languages = |texts: ByLanguage| (!texts.0.is_empty()).then_some(texts);
        let of_all = |text: String| ByLanguage(vec![("x-default".into(), text)]);
        Texts {
            headline: self.pick(
                self.xmp.text(Namespace::Photoshop, "Headline"),
                self.iptc.text(iptc::HEADLINE),
                None,
            ),
            caption: self
                .pick(
                    languages(self.xmp.by_language(Namespace::DublinCore, "description")),
                    self.iptc.text(iptc::CAPTION).map(of_all),
                    self.exif.description.clone().filter(|text| is_said(text)).map(of_all),
                )
                .unwrap_or_default(),
            alt: self.xmp.by_language(Namespace::IptcCore, "AltTextAccessibility"),
        }
    }

    /// What all blocks say is to be seen, in whatever language.
    fn captions(&self) -> Vec<String> {
        let xmp = self.xmp.by_language(Namespace::DublinCore, "description").0.into_iter();
        let others = self.iptc.text(iptc::CAPTION).into_iter().chain(self.exif.description.clone());
        xmp.map(|(_, text)| text).chain(others).collect()
    }

    fn conditions(&self) -> Conditions {
        let instructions = self.pick(
            self.xmp.text(Namespace::Photoshop, "Instructions"),
            self.iptc.text(iptc::INSTRUCTIONS),
            None,
        );
        let terms = self.xmp.text(Namespace::Rights, "UsageTerms");
        // Agencies write them into the caption too, in capitals, so that nobody takes them for a
        // part of it.
        let captions = self.captions();
        let loud = captions.iter().map(|caption| capitals(caption));
        let said = [&instructions, &terms].into_iter().flatten().cloned().chain(loud);
        let asked = Asked::in_words(&said.collect::<Vec<_>>().join("\n"));
        let asked_for = [&instructions, &terms]
            .into_iter()
            .flatten()
            .find_map(|words| Credit::in_words(words).name);
        let of_xmp = |namespace, name| moment::of_xmp(&self.xmp.text(namespace, name)?);
        let prism = |name| of_xmp(Namespace::Prism, name);
        let licence = |name| of_xmp(Namespace::Plus, name);
        let release = self.pick(
            prism("embargoDate").or_else(|| licence("LicenseStartDate")),
            self.iptc.moment(iptc::RELEASE_DATE, iptc::RELEASE_TIME),
            None,
        );
        let expiry = self.pick(
            prism("expirationDate")
                .or_else(|| prism("killDate"))
                .or_else(|| licence("LicenseEndDate")),
            self.iptc.moment(iptc::EXPIRY_DATE, iptc::EXPIRY_TIME),
            None,
        );
        Conditions {
            credit_is_mandatory: asked.credit.is_mandatory,
            credit: asked_for,
            no_sales: asked.no_sales,
            release_words: asked.release.filter(|_| release.is_none()),
            expiry_words: asked.expiry.filter(|_| expiry.is_none()),
            release,
            expiry,
            instructions,
            terms,
        }
    }
}

/// The words of a text that are in capitals alone.
fn capitals(text: &str) -> String {
    let is_loud = |word: &&str| !word.chars().any(char::is_lowercase);
    text.split_whitespace().filter(is_loud).collect::<Vec<_>>().join(" ")
}

/// Whether a description in EXIF is one. Cameras write their own names there, the name of the
/// file or a code of their mode: single words, or words in capitals.
fn is_said(text: &str) -> bool {
    let is_without_case = |c: char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    let has_words = text.split_whitespace().count() > 1;
    let is_name = text.starts_with('<') && text.ends_with('>');
    !is_name
        && (text.chars().any(is_without_case) || has_words && text.chars().any(char::is_lowercase))
}

/// Whether this can stand in a link without doing harm.
fn is_address(text: &str) -> bool {
    let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_plain =
        !text.chars().any(|c| c.is_whitespace() || c.is_control() || "\"'<>".contains(c));
    is_plain && matches!(scheme.as_deref(), Some("http" | "https"))
}

fn trimmed(text: &str) -> String {
    text.trim().to_string()
}

/// A text without what surrounds it: spaces, and the zeros that fill a field; none if nothing is
/// left.
fn cleaned(text: &str) -> Option<String> {
    let is_space = |c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}';
    let text = text.trim_matches(is_space);
    (!text.is_empty()).then(|| text.replace('\0', " "))
}

#[cfg(test)]
mod tests;
