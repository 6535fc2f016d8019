//! From the bytes of a file to pixels. What is decoded was taken apart and put together anew
//! before, so that decoders see the picture and nothing else.

mod gif;
mod jpeg;
mod png;
mod webp;

use crate::container::{self, Anatomy, Kept};
use crate::fault::Fault;
use crate::format::Format;
use crate::raster::{Mix, Raster};
use crate::size::MOST_PIXELS;

/// The most that a decoder may take at once: what is inside of a file can claim another size than
/// its header.
const MOST_BYTES: u64 = MOST_PIXELS * 4;

/// The pixels of a picture, as stored: not turned, in its own colours; the first of one that moves.
pub(crate) fn pixels(bytes: &[u8], anatomy: &Anatomy) -> Result<Raster, Fault> {
    let bare = container::rewritten(anatomy.format, bytes, &Kept::default())?;
    let mut raster = match anatomy.format {
        Format::Jpeg => jpeg::decode(&bare, anatomy.stored, anatomy.colours.ink),
        Format::Png => png::decode(&bare),
        Format::Gif => gif::decode(&bare),
        Format::WebP => webp::decode(&bare),
        Format::Avif => Err("it is not decoded here".to_string()),
    }
    .map_err(|found| Fault::Broken(anatomy.format, found))?;
    if raster.mix == Mix::Transparent && !raster.is_seen_through() {
        raster.mix = Mix::Opaque;
    }
    if raster.size != anatomy.stored {
        return Err(Fault::Broken(anatomy.format, "it has two sizes".into()));
    }
    Ok(raster)
}

/// Looks whether a picture can be decoded as [`make`](crate::make) decodes it.
///
/// # Errors
///
/// What is wrong with the file.
pub fn check(bytes: &[u8]) -> Result<(), Fault> {
    let anatomy = container::read(bytes)?;
    // These stay as they are.
    if anatomy.is_animated || anatomy.format == Format::Avif {
        return Ok(());
    }
    pixels(bytes, &anatomy).map(drop)
}

/// Whether any pixel can be seen through.
pub(crate) fn is_transparent(bytes: &[u8], anatomy: &Anatomy) -> Result<bool, Fault> {
    Ok(anatomy.may_be_transparent && pixels(bytes, anatomy)?.mix == Mix::Transparent)
}

/// Pixels of one to four bytes as pixels of four.
fn widened(pixels: Vec<u8>, samples: usize) -> Vec<u8> {
    if samples == 4 {
        return pixels;
    }
    let mut out = Vec::with_capacity(pixels.len() / samples.max(1) * 4);
    match samples {
        1 => pixels.iter().for_each(|&l| out.extend_from_slice(&[l, l, l, 255])),
        2 => pixels.as_chunks().0.iter().for_each(|&[l, a]| out.extend_from_slice(&[l, l, l, a])),
        _ => pixels.as_chunks().0.iter().for_each(|&[r, g, b]| {
            out.extend_from_slice(&[r, g, b, 255]);
        }),
    }
    out
}
