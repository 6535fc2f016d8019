//! Pixels, and files that hold nothing else.

use jpeg_encoder::{ColorType, SamplingFactor};

/// Pixels of red, green, blue and opacity.
#[derive(Clone)]
pub struct Pixels {
    pub width: u32,
    pub height: u32,
    pub rgba: Vec<u8>,
}

/// The colours of the corners: top left, top right, bottom left, bottom right.
pub const CORNERS: [[u8; 3]; 4] = [[230, 20, 20], [20, 180, 20], [20, 20, 220], [240, 240, 60]];

impl Pixels {
    pub fn of(width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 4]) -> Self {
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgba = places.flat_map(|(x, y)| colour(x, y)).collect();
        Self { width, height, rgba }
    }

    /// A quarter of each of `CORNERS`.
    pub fn quarters(width: u32, height: u32) -> Self {
        Self::of(width, height, |x, y| {
            let corner = usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2);
            // Some noise, so that it is no chart.
            let noise = ((x * 7 + y * 13) % 11) as u8;
            let [red, green, blue] = CORNERS[corner].map(|value| value - 5 + noise);
            [red, green, blue, 255]
        })
    }

    /// One colour.
    pub fn plain(width: u32, height: u32, [red, green, blue]: [u8; 3]) -> Self {
        Self::of(width, height, |_, _| [red, green, blue, 255])
    }

    /// As busy as a photograph: shades, and noise that is the same in each run.
    pub fn photo(width: u32, height: u32) -> Self {
        Self::of(width, height, |x, y| {
            let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 13 & 31;
            let shade = |of: u32, all: u32| (of * 200 / all.max(1) + noise) as u8;
            [shade(x, width), shade(y, height), shade(x + y, width + height), 255]
        })
    }

    pub fn rgb(&self) -> Vec<u8> {
        self.rgba.as_chunks().0.iter().flat_map(|[r, g, b, _]: &[u8; 4]| [*r, *g, *b]).collect()
    }

    pub fn jpeg(&self, quality: u8) -> Vec<u8> {
        self.jpeg_of(&self.rgba, ColorType::Rgba, quality)
    }

    /// Of samples that are something else than red, green, blue.
    pub fn jpeg_of(&self, samples: &[u8], colours: ColorType, quality: u8) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, quality);
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        encoder.encode(samples, self.width as u16, self.height as u16, colours).unwrap();
        out
    }

    pub fn progressive(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
        encoder.set_progressive(true);
        let (width, height) = (self.width as u16, self.height as u16);
        encoder.encode(&self.rgba, width, height, ColorType::Rgba).unwrap();
        out
    }

    pub fn png(&self) -> Vec<u8> {
        png_of(self.width, self.height, png::ColorType::Rgba, png::BitDepth::Eight, &self.rgba)
    }

    pub fn opaque_png(&self) -> Vec<u8> {
        png_of(self.width, self.height, png::ColorType::Rgb, png::BitDepth::Eight, &self.rgb())
    }

    pub fn webp(&self) -> Vec<u8> {
        webp::Encoder::from_rgba(&self.rgba, self.width, self.height).encode(90.0).to_vec()
    }

    pub fn lossless_webp(&self) -> Vec<u8> {
        webp::Encoder::from_rgba(&self.rgba, self.width, self.height).encode_lossless().to_vec()
    }

    pub fn gif(&self) -> Vec<u8> {
        gif_of(std::slice::from_ref(self))
    }
}

pub fn png_of(
    width: u32,
    height: u32,
    colours: png::ColorType,
    bits: png::BitDepth,
    data: &[u8],
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(colours);
    encoder.set_depth(bits);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(data).unwrap();
    writer.finish().unwrap();
    out
}

/// A GIF of these frames, which moves if there are several.
pub fn gif_of(frames: &[Pixels]) -> Vec<u8> {
    let mut out = Vec::new();
    let (width, height) = (frames[0].width as u16, frames[0].height as u16);
    let mut encoder = gif::Encoder::new(&mut out, width, height, &[]).unwrap();
    if frames.len() > 1 {
        encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    }
    for frame in frames {
        // A colour for each two bits.
        let palette: Vec<u8> =
            (0..64).flat_map(|n: u8| [n >> 4 & 3, n >> 2 & 3, n & 3].map(|c| c * 85)).collect();
        let places = frame.rgba.as_chunks().0.iter();
        let places = places.map(|[r, g, b, _]: &[u8; 4]| (r >> 6) << 4 | (g >> 6) << 2 | b >> 6);
        let mut frame = gif::Frame::from_palette_pixels(
            width,
            height,
            places.collect::<Vec<_>>(),
            palette,
            None,
        );
        frame.delay = 20;
        encoder.write_frame(&frame).unwrap();
    }
    drop(encoder);
    out
}

/// How a JPEG can be divided.
pub fn divided(pixels: &Pixels, progressive: bool, by_colour: bool, gray: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 95);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(progressive);
    // With tables of its own, each colour has its scan.
    encoder.set_optimized_huffman_tables(by_colour);
    let (width, height) = (pixels.width as u16, pixels.height as u16);
    let shades: Vec<u8> = pixels.rgba.iter().step_by(4).copied().collect();
    match gray {
        true => encoder.encode(&shades, width, height, ColorType::Luma).unwrap(),
        false => encoder.encode(&pixels.rgba, width, height, ColorType::Rgba).unwrap(),
    }
    out
}
