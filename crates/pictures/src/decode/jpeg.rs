//! JPEG, by `zune-jpeg`. It is strict: a picture of which a part is missing is an error, not gray.

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::{MOST_BYTES, widened};
use crate::container::jpeg::{self, Division};
use crate::facts::Ink;
use crate::raster::{Mix, Raster};
use crate::size::Size;

/// Of a picture that is no wider, in pixels, `zune-jpeg` reads on behind the last block, and takes
/// it for cut without the marker at the end.
const NARROW: u32 = 16;

/// The marker at the end.
const END: &[u8] = &[0xff, 0xd9];

pub(super) fn decode(bytes: &[u8], stored: Size, ink: Ink) -> Result<Raster, String> {
    let (size, pixels) = match jpeg::division(bytes).map_err(|fault| fault.to_string())? {
        // Where the end is missing it is told of pixels that are; where it is there, they are gray.
        Division::OneScan if stored.width > NARROW => {
            by_zune(bytes.strip_suffix(END).unwrap_or(bytes), stored, ink)?
        }
        Division::OneScan => by_zune(bytes, stored, ink)?,
        Division::Progressive => by_zune(bytes, stored, ink)?,
        Division::Rare => by_image_rs(bytes)?,
    };
    let mix = match ink {
        Ink::Cmyk | Ink::Ycck => Mix::Cmyk,
        Ink::Gray => Mix::Gray,
        Ink::Rgb | Ink::Palette => Mix::Opaque,
    };
    let samples = pixels.len() / (size.pixels() as usize).max(1);
    Ok(Raster { size, pixels: widened(pixels, samples), mix })
}

fn by_zune(bytes: &[u8], stored: Size, ink: Ink) -> Result<(Size, Vec<u8>), String> {
    let colours = match ink {
        Ink::Cmyk => ColorSpace::CMYK,
        Ink::Ycck => ColorSpace::YCCK,
        Ink::Gray => ColorSpace::Luma,
        Ink::Rgb | Ink::Palette => ColorSpace::RGBA,
    };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(stored.width as usize)
        .set_max_height(stored.height as usize)
        .jpeg_set_out_colorspace(colours);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| told(&error))?;
    let stored_as = decoder.input_colorspace();
    let is_said_by_adobe = ink == Ink::Rgb && stored_as == Some(ColorSpace::CMYK);
    if is_said_by_adobe || stored_as == Some(ColorSpace::RGB) {
        // It does not widen what is stored as red, green and blue.
        let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
        decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    }
    let mut pixels = decoder.decode().map_err(|error| told(&error))?;
    // Four inks come as they are stored.
    match ink {
        Ink::Cmyk => pixels.iter_mut().for_each(|byte| *byte = 255 - *byte),
        Ink::Ycck => pixels.as_chunks_mut().0.iter_mut().for_each(cmyk_of_ycck),
        Ink::Gray | Ink::Rgb | Ink::Palette => {}
    }
    let info = decoder.info().ok_or("it has no size")?;
    Ok((Size { width: info.width.into(), height: info.height.into() }, pixels))
}

/// Of what has a scan for each colour, or most samples of another component than the first,
/// `zune-jpeg` up to 0.5.16 makes other colours
/// (<https://github.com/etemesi254/zune-image/issues/448>). It undoes by
/// itself what is inverted.
fn by_image_rs(bytes: &[u8]) -> Result<(Size, Vec<u8>), String> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(MOST_BYTES as usize);
    let pixels = decoder.decode().map_err(|error| error.to_string())?;
    let info = decoder.info().ok_or("it has no size")?;
    Ok((Size { width: info.width.into(), height: info.height.into() }, pixels))
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
