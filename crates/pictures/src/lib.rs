//! Pictures for the web, out of what phones, cameras and agencies send.
//!
//! Bytes go in and bytes come out: nothing is read or written elsewhere, no clock is asked, and
//! nothing is known of sites.
//!
//! - [`look`] tells what a file is, how large it is seen, whose it is, what its authors say of it
//!   and ask for, and what in it does not reach readers.
//! - [`make`] makes smaller pictures of it, upright and in sRGB, as WebP and JPEG or PNG.
//! - [`check`] tells whether [`make`] can decode it.
//! - [`clean`] gives the file itself without anything that is not needed to show it.
#![cfg_attr(
    feature = "cards",
    doc = "- [`card`] draws the picture that a link is shared with, from SVG, in given [`Fonts`]."
)]
//!
//! ```
//! use dateline_pictures::{CodePage, Format, Plan, look, make};
//!
//! # fn main() -> Result<(), dateline_pictures::Fault> {
//! # let photo = dateline_pictures::example();
//! let facts = look(&photo, CodePage::of_language("en"))?;
//! assert_eq!((facts.upright.width, facts.upright.height), (60, 40));
//! let variants = make(&photo, &Plan { widths: vec![30, 60], ..Plan::default() })?;
//! let widest = variants.last().map(|variant| (variant.size.width, variant.format));
//! assert_eq!(widest, Some((60, Format::Jpeg)));
//! # Ok(())
//! # }
//! ```
//!
//! Memory is bounded: what a file claims is checked against [`MOST_PIXELS`] before anything is
//! decoded. Who makes several at once counts the pixels of all ([`Facts::stored`]).

#[cfg(feature = "cards")]
mod card;
mod clean;
mod colour;
mod container;
mod decode;
mod encode;
mod facts;
mod fault;
mod format;
mod look;
mod make;
mod metadata;
mod plan;
mod raster;
mod recognised;
mod resize;
mod size;

#[cfg(feature = "cards")]
pub use card::{CARD, CardFault, Fitted, Fonts, Room, Style, card, drawing};
pub use clean::{Cleaned, clean};
pub use decode::check;
pub use facts::{
    Block, ByLanguage, Colours, Conditions, Facts, Ink, Moment, Rights, Texts, Trace, TraceKind,
};
pub use fault::Fault;
pub use format::{Format, Stranger};
pub use look::look;
pub use make::{Variant, make};
pub use metadata::CodePage;
pub use plan::{Keep, Plan};
pub use recognised::{check_name, format_of};
pub use size::{MOST_PIXELS, Orientation, Size};

/// A photograph for the examples: 60 by 40 pixels.
#[doc(hidden)]
pub fn example() -> Vec<u8> {
    let shades = (0..60 * 40).flat_map(|at: u32| [at % 60 * 4, at / 60 * 6, 128, 255]);
    let raster = raster::Raster {
        size: Size { width: 60, height: 40 },
        pixels: shades.map(|shade| shade as u8).collect(),
        mix: raster::Mix::Opaque,
    };
    encode::jpeg(&raster, 90).unwrap_or_default()
}
