#!/usr/bin/env bash
# Expected: a baseline JPEG whose colours are in three scans, one after the other (ITU-T T.81, A.2.2:
#   non-interleaved order), is decoded to the same pixels as by other decoders, give or take 2.
# Instead: with colours at half the resolution (4:2:0) zune-jpeg 0.5.15 gives others, up to 250 of 255
#   away, without an error, also in strict mode. jpeg-decoder 0.3.2 gives those that were encoded. At
#   full resolution (4:4:4), and with one scan for all colours, both are right.
# Version: zune-jpeg 0.5.15 (Rust crate), beside jpeg-decoder 0.3.2; the files are written by
#   jpeg-encoder 0.7.0 with optimised Huffman tables, which writes a scan for each colour.
# For a newsroom: cameras write one scan, but programs that make files small for the web do write
#   three, and a photograph is published in colours that it never had.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
mkdir src
cat >Cargo.toml <<'E2'
[package]
name = "scans"
version = "0.1.0"
edition = "2021"
[dependencies]
jpeg-decoder = { version = "=0.3.2", default-features = false }
jpeg-encoder = "=0.7.0"
zune-core = "=0.5.1"
zune-jpeg = "=0.5.15"
E2
cat >src/main.rs <<'E2'
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

const SIDE: u16 = 64;

/// From red at the left to blue at the right, darker downwards.
fn picture() -> Vec<u8> {
    (0..SIDE * SIDE)
        .flat_map(|at| {
            let (x, y) = ((at % SIDE) as u8, (at / SIDE) as u8);
            [250 - x * 3, 40 + y, 20 + x * 3]
        })
        .collect()
}

fn encoded(factor: SamplingFactor, is_optimised: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    encoder.set_sampling_factor(factor);
    encoder.set_optimized_huffman_tables(is_optimised);
    encoder.encode(&picture(), SIDE, SIDE, ColorType::Rgb).unwrap();
    bytes
}

fn scans(bytes: &[u8]) -> usize {
    bytes.windows(2).filter(|pair| *pair == [0xff, 0xda]).count()
}

fn zune(bytes: &[u8]) -> Vec<u8> {
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options).decode().unwrap()
}

/// How far the worst pixel is from what was encoded, of 255.
fn worst(decoded: &[u8]) -> u8 {
    decoded.iter().zip(picture()).map(|(one, other)| one.abs_diff(other)).max().unwrap()
}

fn main() {
    for (name, factor) in [("4:2:0", SamplingFactor::R_4_2_0), ("4:4:4", SamplingFactor::R_4_4_4)] {
        for is_optimised in [false, true] {
            let bytes = encoded(factor, is_optimised);
            let other = jpeg_decoder::Decoder::new(&bytes[..]).decode().unwrap();
            let (own, other) = (worst(&zune(&bytes)), worst(&other));
            println!("{name}, scans: {}; worst pixel: zune-jpeg {own}, jpeg-decoder {other}", scans(&bytes));
        }
    }
}
E2
cargo run --quiet | tee seen
diff seen - <<'E2'
4:2:0, scans: 1; worst pixel: zune-jpeg 5, jpeg-decoder 5
4:2:0, scans: 3; worst pixel: zune-jpeg 250, jpeg-decoder 5
4:4:4, scans: 1; worst pixel: zune-jpeg 2, jpeg-decoder 2
4:4:4, scans: 3; worst pixel: zune-jpeg 2, jpeg-decoder 2
E2
