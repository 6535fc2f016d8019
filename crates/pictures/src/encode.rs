//! From pixels in sRGB to the bytes of a file.

use std::collections::HashMap;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::raster::{Mix, Raster};

#[cfg(feature = "webp")]
/// The longest side of a WebP picture (RFC 9649, 2.5).
pub(crate) const LONGEST_WEBP: u32 = 16_383;

/// A JPEG: 4:2:0, all colours in one scan, which each decoder there is knows. With Huffman tables
/// of its own it would be a tenth smaller, and the encoder would give each colour a scan.
pub(crate) fn jpeg(raster: &Raster, quality: u8) -> Result<Vec<u8>, String> {
    let side = |side: u32| u16::try_from(side).map_err(|error| error.to_string());
    let (width, height) = (side(raster.size.width)?, side(raster.size.height)?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality.clamp(1, 100));
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    let done = match raster.mix {
        Mix::Gray => {
            let shades: Vec<u8> = raster.pixels.iter().step_by(4).copied().collect();
            encoder.encode(&shades, width, height, ColorType::Luma)
        }
        _ => encoder.encode(&raster.pixels, width, height, ColorType::Rgba),
    };
    done.map_err(|error| error.to_string())?;
    Ok(out)
}

/// WebP: with loss of a quality, or without.
#[cfg(feature = "webp")]
pub(crate) fn webp(raster: &Raster, quality: Option<u8>) -> Result<Vec<u8>, String> {
    let mut config = webp::WebPConfig::new().map_err(|()| "libwebp does not start")?;
    config.method = 2;
    match quality {
        Some(quality) => config.quality = f32::from(quality.min(100)),
        None => {
            config.lossless = 1;
            config.quality = 40.0;
        }
    }
    let encoder = webp::Encoder::from_rgba(&raster.pixels, raster.size.width, raster.size.height);
    let encoded = encoder.encode_advanced(&config).map_err(|error| format!("{error:?}"))?;
    Ok(encoded.to_vec())
}

/// A PNG: of a palette, if there are few colours.
pub(crate) fn png(raster: &Raster, compression: png::Compression) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, raster.size.width, raster.size.height);
    encoder.set_compression(compression);
    let data = match palette(raster) {
        Some((colours, places)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(
                colours.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<_>>(),
            );
            if raster.mix == Mix::Transparent {
                encoder.set_trns(colours.iter().map(|colour| colour[3]).collect::<Vec<_>>());
            }
            // Filters are for shades, not for places in a list.
            encoder.set_filter(png::Filter::NoFilter);
            places
        }
        None if raster.mix == Mix::Transparent => {
            encoder.set_color(png::ColorType::Rgba);
            raster.pixels.clone()
        }
        None => {
            encoder.set_color(png::ColorType::Rgb);
            raster.pixels.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect()
        }
    };
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&data).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(out)
}

/// The colours of a picture that has at most 256, in the order in which they come, and the place
/// of each pixel's among them.
fn palette(raster: &Raster) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let (pixels, _) = raster.pixels.as_chunks::<4>();
    let mut colours = Vec::new();
    let mut known: HashMap<[u8; 4], u8> = HashMap::new();
    let mut places = Vec::with_capacity(pixels.len());
    let mut last = None;
    for pixel in pixels {
        let place = match last {
            Some((colour, place)) if colour == *pixel => place,
            _ => match known.get(pixel) {
                Some(place) => *place,
                None => {
                    let place = u8::try_from(colours.len()).ok()?;
                    colours.push(*pixel);
                    known.insert(*pixel, place);
                    place
                }
            },
        };
        last = Some((*pixel, place));
        places.push(place);
    }
    Some((colours, places))
}
