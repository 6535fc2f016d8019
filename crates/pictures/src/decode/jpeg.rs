//! JPEG, by `zune-jpeg`. It is strict: a picture of which a part is missing is an error, not gray.

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::widened;
use crate::facts::Ink;
use crate::raster::{Mix, Raster};
use crate::size::Size;

pub(super) fn decode(bytes: &[u8], ink: Ink) -> Result<Raster, String> {
    let (colours, mix) = match ink {
        Ink::Cmyk => (ColorSpace::CMYK, Mix::Cmyk),
        Ink::Ycck => (ColorSpace::YCCK, Mix::Cmyk),
        Ink::Gray => (ColorSpace::Luma, Mix::Gray),
        Ink::Rgb | Ink::Palette => (ColorSpace::RGBA, Mix::Opaque),
    };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(colours);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let mut pixels = decoder.decode().map_err(|error| told(&error))?;
    let info = decoder.info().ok_or("it has no size")?;
    match ink {
        Ink::Cmyk => pixels.iter_mut().for_each(|byte| *byte = 255 - *byte),
        Ink::Ycck => pixels.as_chunks_mut().0.iter_mut().for_each(cmyk_of_ycck),
        Ink::Gray => pixels = widened(pixels, 1),
        Ink::Rgb | Ink::Palette => {}
    }
    let size = Size { width: info.width.into(), height: info.height.into() };
    Ok(Raster { size, pixels, mix })
}

/// Adobe stores CMYK inverted; YCCK is YCbCr of the inverse of that, and K inverted.
/// The matrix is that of JFIF (<https://www.w3.org/Graphics/JPEG/jfif3.pdf>).
fn cmyk_of_ycck(pixel: &mut [u8; 4]) {
    let [luma, blue, red, black] = pixel.map(f32::from);
    let (blue, red) = (blue - 128.0, red - 128.0);
    let rgb = [luma + 1.402 * red, luma - 0.344_136 * blue - 0.714_136 * red, luma + 1.772 * blue];
    // A float is brought into the bounds of a byte.
    let [cyan, magenta, yellow] = rgb.map(|value| value.round() as u8);
    *pixel = [cyan, magenta, yellow, (255.0 - black) as u8];
}

/// What the decoder found, without the words of its own code.
fn told(error: &DecodeErrors) -> String {
    match error {
        DecodeErrors::ExhaustedData | DecodeErrors::IoErrors(_) => "it ends too early".into(),
        other => one_line(&format!("{other:?}")),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
