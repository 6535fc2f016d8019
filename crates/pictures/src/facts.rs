//! What is known of a picture from its file.

use crate::format::Format;
use crate::size::{Orientation, Size};

/// What a file says and holds, without one pixel being decoded if that can be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Facts {
    /// Its format.
    pub format: Format,
    /// Its size as stored.
    pub stored: Size,
    /// Its size as it is seen, which pages need.
    pub upright: Size,
    /// How it is turned to be seen upright.
    pub orientation: Orientation,
    /// Whether it moves.
    pub is_animated: bool,
    /// Whether a pixel of it can be seen through.
    pub is_transparent: bool,
    /// Whether it is a chart, a logo or a picture of a screen: large areas of one colour.
    pub is_flat: bool,
    /// In which colours it is stored.
    pub colours: Colours,
    /// Whose it is.
    pub rights: Rights,
    /// What its authors say of it.
    pub texts: Texts,
    /// What its authors ask of those who publish it.
    pub conditions: Conditions,
    /// What does not reach readers, in the order of the file.
    pub traces: Vec<Trace>,
    /// Whether there is nothing in the file but the picture, byte for byte: no traces, no rights,
    /// and nothing in places where nobody looks.
    pub is_bare: bool,
}

impl Facts {
    /// The format beside WebP, for browsers without it and for those that share a link: PNG where
    /// the picture is transparent or flat, JPEG otherwise; its own if it moves or is AVIF.
    pub fn fallback(&self) -> Format {
        match self.format {
            _ if self.is_animated => self.format,
            Format::Avif => Format::Avif,
            _ => Format::beside_webp(self.is_transparent, self.is_flat, self.upright),
        }
    }
}

/// How colours are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Colours {
    /// Of which they are mixed.
    pub ink: Ink,
    /// Bits of each.
    pub bits: u8,
    /// Whether a profile says which colours they are. Without, they are sRGB.
    pub has_profile: bool,
    /// Whether it is CMYK of which the file does not say all that is needed to be sure: without a
    /// profile, or without the word that the numbers are inverted, which all programs write.
    pub ink_is_guessed: bool,
    /// Whether its numbers are of a wider range of light than pages show (PQ or HLG): taken for
    /// others, they are pale.
    pub is_hdr: bool,
}

/// Of what a colour is mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Ink {
    /// Black and white.
    Gray,
    /// Red, green and blue, also as YCbCr.
    Rgb,
    /// Colours of a palette.
    Palette,
    /// Cyan, magenta, yellow and black, of a print desk.
    Cmyk,
    /// CMYK as YCbCr and black.
    Ycck,
}

/// Whose a picture is, and what stays in it when it is published.
/// (IPTC Photo Metadata Standard 2024.1, <https://www.iptc.org/std/photometadata/specification/>)
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Rights {
    /// Who made it (`dc:creator`, IIM 2:80, EXIF Artist).
    pub creators: Vec<String>,
    /// What to write under it (`photoshop:Credit`, IIM 2:110).
    pub credit_line: Option<String>,
    /// The notice (`dc:rights`, IIM 2:116, EXIF Copyright).
    pub copyright: Option<String>,
    /// The address of its licence (`xmpRights:WebStatement`).
    pub licence: Option<String>,
    /// Where one buys a licence (`plus:LicensorURL`).
    pub licensor: Option<String>,
    /// How it came to be, an address of
    /// <https://cv.iptc.org/newscodes/digitalsourcetype/> (`Iptc4xmpExt:DigitalSourceType`).
    pub digital_source: Option<String>,
}

impl Rights {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a picture's authors say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Texts {
    /// A headline (`photoshop:Headline`, IIM 2:105).
    pub headline: Option<String>,
    /// What is to be seen, and where and when (`dc:description`, IIM 2:120, EXIF
    /// ImageDescription).
    pub caption: ByLanguage,
    /// For those who do not see it (`Iptc4xmpCore:AltTextAccessibility`).
    pub alt: ByLanguage,
}

/// A text in several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ByLanguage(
    /// Language tags (BCP 47, or `x-default`) with what is said in each, in the order of the file.
    pub Vec<(String, String)>,
);

impl ByLanguage {
    /// The text in a language: by its whole tag, by its first part, or else the one that stands for
    /// all (`x-default`); none if there is none of these.
    pub fn in_language(&self, tag: &str) -> Option<&str> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let whole = self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(tag));
        let close = || self.0.iter().find(|(own, _)| primary(own) == primary(tag));
        let default = || self.0.iter().find(|(own, _)| own == "x-default");
        whole.or_else(close).or_else(default).map(|(_, text)| text.as_str())
    }
}

/// What a picture's authors ask of those who publish it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Conditions {
    /// Instructions as written (`photoshop:Instructions`, IIM 2:40).
    pub instructions: Option<String>,
    /// Terms as written (`xmpRights:UsageTerms`).
    pub terms: Option<String>,
    /// Whether these say that the credit line has to be there.
    pub credit_is_mandatory: bool,
    /// The credit that they ask for, if they say which.
    pub credit: Option<String>,
    /// Whether these say that it may not be sold on.
    pub no_sales: bool,
    /// Not to be published before (IIM 2:30 and 2:35, `prism:embargoDate`, `plus:LicenseStartDate`).
    pub release: Option<Moment>,
    /// The same in words, in small letters, if no field says it: `until 6 pm est, january 1, 2027`.
    pub release_words: Option<String>,
    /// Not to be published after (IIM 2:37 and 2:38, `prism:expirationDate`, `plus:LicenseEndDate`).
    pub expiry: Option<Moment>,
    /// The same in words, if no field says it.
    pub expiry_words: Option<String>,
}

/// A day, with the time and the zone if they are said. `Display` writes ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Moment {
    /// Year, month and day.
    pub day: (u16, u8, u8),
    /// Hour, minute and second.
    pub time: Option<(u8, u8, u8)>,
    /// Minutes east of Greenwich.
    pub offset: Option<i16>,
}

/// Something in a file that does not reach readers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Trace {
    /// What it is.
    pub kind: TraceKind,
    /// In which part of the file it is.
    pub block: Block,
}

/// What can be in a file beside the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TraceKind {
    /// Where it was taken, as coordinates.
    Position,
    /// Where it was taken, as names.
    Place,
    /// The number of the camera or the lens, by which all pictures of one person are found.
    SerialNumber,
    /// Whose the camera is.
    Owner,
    /// A small picture, often from before it was cropped.
    Thumbnail,
    /// Another picture, or a film.
    SecondPicture,
    /// A remark.
    Comment,
    /// A camera's own notes, which can hold anything.
    MakerNotes,
    /// When it was taken, with what, and what was done to it since.
    History,
    /// On which computer's screen it was made, with the screen's name and number.
    Screen,
    /// Anything else.
    Other,
}

/// A part of a file that is not needed to show it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Block {
    /// EXIF.
    Exif,
    /// XMP.
    Xmp,
    /// XMP that did not fit into one segment of a JPEG.
    XmpExtended,
    /// Photoshop's resources, with IPTC-IIM among them.
    Photoshop,
    /// A comment.
    Comment,
    /// A text of a PNG, with its keyword.
    PngText(String),
    /// The small picture of JFIF.
    JfifThumbnail,
    /// The list of further pictures (MPF).
    SecondPicture,
    /// What comes after the end of the picture.
    AfterTheEnd,
    /// The profile of its colours.
    Profile,
    /// A block of another name.
    Other(String),
}
