//! PNG, by `png`.

use std::io::Cursor;

use png::{BitDepth, ColorType, Decoder, Transformations};

use super::widened;
use crate::container::png::bare;
use crate::raster::{Mix, Raster};
use crate::size::Size;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, String> {
    let bare = bare(bytes).map_err(|fault| fault.to_string())?;
    let mut decoder = Decoder::new(Cursor::new(bare));
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let size = Size { width: reader.info().width, height: reader.info().height };
    let length = reader.output_buffer_size().ok_or("it is too large")?;
    let mut pixels = vec![0; length];
    reader.next_frame(&mut pixels).map_err(|error| error.to_string())?;
    let (colour, bits) = reader.output_color_type();
    if bits != BitDepth::Eight {
        return Err("its colours have an unknown size".into());
    }
    let (samples, mix) = match colour {
        ColorType::Grayscale => (1, Mix::Gray),
        ColorType::GrayscaleAlpha => (2, Mix::Transparent),
        ColorType::Rgb | ColorType::Indexed => (3, Mix::Opaque),
        ColorType::Rgba => (4, Mix::Transparent),
    };
    Ok(Raster { size, pixels: widened(pixels, samples), mix })
}
