//! Cards: the picture that a link to a story is shared with, drawn from SVG without a browser.

mod fit;
mod fonts;
mod runs;

use std::error::Error;
use std::fmt;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Group, ImageHrefResolver, Node, Options, Tree};

pub use fit::{Fitted, Room};
pub use fonts::{Fonts, Style};

use crate::encode;
use crate::raster::{Mix, Raster};
use crate::size::Size;

/// The size of a card, which is what networks show whole
/// (<https://developers.facebook.com/docs/sharing/webmasters/images/>).
pub const CARD: Size = Size { width: 1200, height: 630 };

/// Why there is no card.
#[derive(Clone, Debug, PartialEq)]
pub enum CardFault {
    /// A font's file, by its place among those that were given, is none.
    NoFont(usize),
    /// Characters that no font has, in the order in which they come, each once.
    MissingGlyphs(Vec<char>),
    /// The SVG is broken; with what was found.
    Svg(String),
    /// The SVG has another size than it has to have, which is the second.
    Size((f32, f32), Size),
}

impl fmt::Display for CardFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFont(place) => write!(out, "font {} is no font", place + 1),
            Self::MissingGlyphs(missing) => {
                let told = missing.iter().take(8).map(|c| format!("{c} (U+{:04X})", u32::from(*c)));
                let told = told.collect::<Vec<_>>().join(", ");
                let more = missing.len().saturating_sub(8);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                write!(out, "the fonts of cards do not have {told}{more}")
            }
            Self::Svg(found) => write!(out, "the card is no SVG: {found}"),
            Self::Size((width, height), Size { width: wanted, height: high }) => {
                write!(out, "the card is {width} × {height}, and has to be {wanted} × {high}")
            }
        }
    }
}

impl Error for CardFault {}

/// Draws a card: an SVG of [`CARD`]'s size becomes a PNG, in these fonts alone. A family that is
/// not among them is drawn in the first of them; links to other files draw nothing.
///
/// Lines are not wrapped in SVG: [`Fonts::lines`] does that. What is written from right to left
/// needs `text-anchor="end"` to begin at the right.
///
/// # Errors
///
/// [`CardFault::MissingGlyphs`] if a letter would be drawn as a box, and the other kinds.
pub fn card(svg: &str, fonts: &Fonts) -> Result<Vec<u8>, CardFault> {
    drawing(svg, fonts, CARD)
}

/// The same for a picture of another size, such as the cover of a book.
///
/// # Errors
///
/// Those of [`card`].
pub fn drawing(svg: &str, fonts: &Fonts, size: Size) -> Result<Vec<u8>, CardFault> {
    let options = Options {
        fontdb: fonts.database(),
        font_family: fonts.first_family(),
        font_resolver: fonts.resolver(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let svg = runs::in_fonts(svg, fonts).map_err(CardFault::Svg)?;
    let tree = Tree::from_str(&svg, &options).map_err(|error| CardFault::Svg(error.to_string()))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    if (width, height) != (size.width as f32, size.height as f32) {
        return Err(CardFault::Size((width, height), size));
    }
    let mut missing = Vec::new();
    boxes(tree.root(), fonts, &mut missing);
    if !missing.is_empty() {
        return Err(CardFault::MissingGlyphs(missing));
    }
    drawn(&tree, size).map_err(CardFault::Svg)
}

/// The letters of a group that are drawn as boxes, each once: those that no font has, and those
/// whose font has no form for them where they stand.
fn boxes(group: &Group, fonts: &Fonts, missing: &mut Vec<char>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => boxes(inner, fonts, missing),
            Node::Text(text) => {
                let chunks = text.chunks().iter().flat_map(|chunk| fonts.missing(chunk.text()));
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                let of_boxes = glyphs.filter(|glyph| glyph.id.0 == 0);
                let letters = of_boxes.flat_map(|glyph| glyph.text.chars());
                let drawn = letters.filter(|letter| fonts::is_drawn(*letter));
                for letter in chunks.chain(drawn) {
                    if !missing.contains(&letter) {
                        missing.push(letter);
                    }
                }
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}

fn drawn(tree: &Tree, size: Size) -> Result<Vec<u8>, String> {
    let mut canvas = Pixmap::new(size.width, size.height).ok_or("it has no size")?;
    // Nothing shines through, so that nobody's dark page does.
    canvas.fill(Color::WHITE);
    resvg::render(tree, Transform::default(), &mut canvas.as_mut());
    let raster = Raster { size, pixels: canvas.take(), mix: Mix::Opaque };
    encode::png(&raster, png::Compression::Balanced)
}
