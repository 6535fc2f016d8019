//! `pictures`: in which sizes pictures are published, and what goes with them.

use crate::text::fields::{Field, Shape};

/// How pictures are published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pictures {
    /// The widths in which each is published, in pixels, the smallest first.
    pub widths: Vec<u32>,
    /// Of the WebP versions, 1 to 100.
    pub webp_quality: u8,
    /// Of the JPEG versions, 1 to 100.
    pub jpeg_quality: u8,
    /// How wide pages show them
    /// (<https://html.spec.whatwg.org/multipage/images.html#sizes-attributes>).
    pub sizes: String,
    /// What is taken from a file where a text does not say it.
    pub fill: Vec<Fill>,
    /// What the published versions say of themselves.
    pub keep: Keep,
}

/// What a text may leave to the file of its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fill {
    /// Who made it.
    Credit,
    /// The line below it.
    Caption,
    /// What it shows.
    Alt,
}

/// What published pictures say of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keep {
    /// Whose they are: creator, credit line, copyright, licence, and how they came to be.
    Rights,
    /// Nothing.
    Nothing,
}

impl Default for Pictures {
    fn default() -> Self {
        Pictures {
            widths: vec![400, 800, 1200, 1600],
            webp_quality: 75,
            jpeg_quality: 80,
            sizes: "(min-width: 48rem) 42rem, 100vw".into(),
            fill: vec![Fill::Credit],
            keep: Keep::Rights,
        }
    }
}

/// What is said of pictures.
pub(super) const PICTURES: &[Field] = &[
    Field::new(
        "widths",
        Shape::List(&Shape::Count(WIDEST)),
        "The widths in which each picture is published, in pixels. None is made larger than it is.",
    )
    .or("[400, 800, 1200, 1600]"),
    Field::new("quality", Shape::Map(QUALITY), "How much of each picture is kept, 1 to 100.")
        .or("{webp: 75, jpeg: 80}"),
    Field::new(
        "sizes",
        Shape::Text,
        "How wide pages show pictures, as HTML's attribute `sizes` says it.",
    )
    .or("'(min-width: 48rem) 42rem, 100vw'"),
    Field::new(
        "fill",
        Shape::OneOrMore(&Shape::OneOf(&["credit", "caption", "alt"])),
        "What is taken from a picture's file where the story does not say it.",
    )
    .or("[credit]"),
    Field::new(
        "keep",
        Shape::OneOf(&["rights", "nothing"]),
        "What published pictures say of themselves: whose they are, or nothing.",
    )
    .or("rights"),
];

pub(super) const QUALITY: &[Field] = &[
    Field::new("webp", Shape::Count(100), "Of WebP.").or("75"),
    Field::new("jpeg", Shape::Count(100), "Of JPEG.").or("80"),
];

/// No screen shows more, in pixels.
pub(super) const WIDEST: usize = 8192;

pub(super) const FILLS: [(&str, Fill); 3] =
    [("credit", Fill::Credit), ("caption", Fill::Caption), ("alt", Fill::Alt)];

pub(super) const KEEPS: [(&str, Keep); 2] = [("rights", Keep::Rights), ("nothing", Keep::Nothing)];
