//! What moves goes on moving.

use dateline_pictures::{CodePage, Format, Plan, clean, look, make};

use crate::judges;
use crate::made::files::{chunk, extension, gif_with, png_with, riff, webp_with};
use crate::made::pixels::{Pixels, gif_of};

const SECRET: &[u8] = b"Mher's house, 40.1772 44.5126";

fn frames() -> Vec<Pixels> {
    [[255, 0, 0], [0, 255, 0], [0, 0, 255]].map(|colour| Pixels::plain(20, 10, colour)).to_vec()
}

fn webp() -> Vec<u8> {
    let mut config = webp::WebPConfig::new().unwrap();
    config.lossless = 1;
    let frames = frames();
    let mut encoder = webp::AnimEncoder::new(20, 10, &config);
    for (number, frame) in frames.iter().enumerate() {
        let at = number as i32 * 100;
        encoder.add_frame(webp::AnimFrame::from_rgba(&frame.rgba, 20, 10, at));
    }
    encoder.encode().to_vec()
}

fn apng() -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 20, 10);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_animated(3, 0).unwrap();
    encoder.set_frame_delay(1, 10).unwrap();
    let mut writer = encoder.write_header().unwrap();
    frames().iter().for_each(|frame| writer.write_image_data(&frame.rgba).unwrap());
    writer.finish().unwrap();
    out
}

#[test]
fn what_moves_is_cleaned_and_goes_on_moving() {
    let text = [b"Comment\0".as_slice(), SECRET].concat();
    let files = [
        (Format::Gif, gif_of(&frames()), gif_with(&gif_of(&frames()), &[extension(0xfe, SECRET)])),
        (Format::WebP, webp(), webp_with(&webp(), (20, 10), 4, &[riff(b"XMP ", SECRET)])),
        (Format::Png, apng(), png_with(&apng(), &[chunk(b"tEXt", &text)])),
    ];
    let mut made = Vec::new();
    for (format, plain, file) in files {
        let facts = look(&file, CodePage::Western).unwrap();
        assert!(facts.is_animated && facts.fallback() == format, "{format:?}");
        assert_eq!(facts.traces.len(), 1);
        let variants = make(&file, &Plan::default()).unwrap();
        let [variant] = &*variants else { panic!("{format:?}: {}", variants.len()) };
        assert_eq!((variant.format, variant.size), (format, facts.upright));
        assert!(!variant.bytes.windows(SECRET.len()).any(|bytes| bytes == SECRET));
        assert_eq!(clean(&file, &Plan::default()).unwrap().bytes, variant.bytes);
        assert!(variant.bytes.len() <= plain.len());
        made.push((format!("{format:?}"), variant.bytes.clone()));
    }
    let program = "
import json, glob
from PIL import Image
def frames(name):
    p = Image.open(name); out = []
    for n in range(p.n_frames):
        p.seek(n); out.append(p.convert('RGB').getpixel((5, 5)))
    return [out, p.info.get('loop')]
print(json.dumps([frames(n) for n in sorted(glob.glob('0*'))]))";
    let Some(seen) = judges::pillow(program, &made) else { return };
    for ((name, _), seen) in made.iter().zip(seen.as_array().unwrap()) {
        let colours = serde_json::json!([[[255, 0, 0], [0, 255, 0], [0, 0, 255]], 0]);
        assert_eq!(*seen, colours, "{name}");
    }
}

/// A picture of one frame that could move is a picture.
#[test]
fn one_frame_does_not_move() {
    let still = Pixels::plain(20, 10, [255, 0, 0]).gif();
    let facts = look(&still, CodePage::Western).unwrap();
    assert!(!facts.is_animated);
    assert_eq!(facts.fallback(), Format::Png);
}
