//! WebP, by `image-webp`.

use std::io::Cursor;

use image_webp::WebPDecoder;

use super::{MOST_BYTES, widened};
use crate::raster::{Mix, Raster};
use crate::size::Size;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, String> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    decoder.set_memory_limit(MOST_BYTES as usize);
    let (width, height) = decoder.dimensions();
    let length = decoder.output_buffer_size().ok_or("it is too large")?;
    let mut pixels = vec![0; length];
    decoder.read_image(&mut pixels).map_err(|error| error.to_string())?;
    let (samples, mix) = match decoder.has_alpha() {
        true => (4, Mix::Transparent),
        false => (3, Mix::Opaque),
    };
    Ok(Raster { size: Size { width, height }, pixels: widened(pixels, samples), mix })
}
