//! Pictures of all eight orientations are turned once and only once.

use dateline_pictures::{CodePage, Format, Orientation, Plan, Size, clean, look, make};

use crate::judges;
use crate::made::blocks::{exif, resource, short};
use crate::made::files::{
    EXIF, PHOTOSHOP, chunk, jpeg_with, png_with, riff, segment, webp_with, with_exif,
};
use crate::made::pixels::{CORNERS, Pixels};

/// Which of the stored corners is at each corner of what is seen (EXIF 3.0, 4.6.5).
const SEEN: [(u16, [usize; 4]); 8] = [
    (1, [0, 1, 2, 3]),
    (2, [1, 0, 3, 2]),
    (3, [3, 2, 1, 0]),
    (4, [2, 3, 0, 1]),
    (5, [0, 2, 1, 3]),
    (6, [2, 0, 3, 1]),
    (7, [3, 1, 2, 0]),
    (8, [1, 3, 0, 2]),
];

/// 120 by 80, in each format, with the tag.
fn files(tag: u16) -> Vec<(Format, Vec<u8>)> {
    let stored = Pixels::quarters(120, 80);
    let block = exif(vec![short(0x0112, tag)], None);
    let signed = [EXIF, &block].concat();
    vec![
        (Format::Jpeg, with_exif(&stored.jpeg(95), &block)),
        (Format::Png, png_with(&stored.png(), &[chunk(b"eXIf", &block)])),
        (Format::WebP, webp_with(&stored.webp(), (120, 80), 8, &[riff(b"EXIF", &block)])),
        // As some phones write it.
        (Format::WebP, webp_with(&stored.webp(), (120, 80), 8, &[riff(b"EXIF", &signed)])),
    ]
}

#[test]
fn sizes_are_those_that_are_seen() {
    for (tag, _) in SEEN {
        for (format, file) in files(tag) {
            let facts = look(&file, CodePage::Western).unwrap();
            let turned = Size { width: 80, height: 120 };
            let stored = Size { width: 120, height: 80 };
            assert_eq!((facts.format, facts.orientation.tag()), (format, tag));
            assert_eq!(facts.stored, stored);
            assert_eq!(facts.upright, if tag >= 5 { turned } else { stored }, "{format:?} {tag}");
        }
    }
}

#[test]
fn pixels_are_turned_once_and_no_tag_is_left() {
    let mut made = Vec::new();
    let mut expected = Vec::new();
    for (tag, corners) in SEEN {
        for (format, file) in files(tag) {
            let plan = Plan { widths: vec![40, 200], ..Plan::default() };
            let variants = make(&file, &plan).unwrap();
            assert!(variants.len() >= 2);
            for variant in variants {
                let facts = look(&variant.bytes, CodePage::Western).unwrap();
                assert_eq!(facts.orientation, Orientation::Upright);
                assert_eq!(facts.upright, variant.size, "what is said is what is there");
                assert_eq!(facts.format, variant.format);
                let name = format!("{format:?} {tag} as {:?} {:?}", variant.format, variant.size);
                expected.push((name.clone(), variant.size, corners.map(|corner| CORNERS[corner])));
                made.push((name, variant.bytes));
            }
        }
    }
    let program = "
import json, glob
from PIL import Image
def corners(name):
    p = Image.open(name).convert('RGB'); w, h = p.size
    at = [(w // 4, h // 4), (w * 3 // 4, h // 4), (w // 4, h * 3 // 4), (w * 3 // 4, h * 3 // 4)]
    return [w, h, [p.getpixel(a) for a in at]]
print(json.dumps([corners(n) for n in sorted(glob.glob('0*'))]))";
    let Some(seen) = judges::pillow(program, &made) else { return };
    for ((name, size, corners), seen) in expected.iter().zip(seen.as_array().unwrap()) {
        assert_eq!(
            (seen[0].as_u64(), seen[1].as_u64()),
            (Some(size.width.into()), Some(size.height.into())),
            "{name}"
        );
        for (corner, expected) in corners.iter().enumerate() {
            for (channel, value) in expected.iter().enumerate() {
                let found = seen[2][corner][channel].as_i64().unwrap();
                assert!((found - i64::from(*value)).abs() < 32, "{name}: {seen}, not {corners:?}");
            }
        }
    }
}

/// Sizes are those that a browser finds, of what is made and of what is looked at. Chromium turns
/// JPEG and PNG by their tag, and WebP not.
#[test]
fn browsers_find_the_sizes_that_are_told() {
    let (mut pictures, mut expected) = (Vec::new(), Vec::new());
    for (tag, _) in SEEN {
        for (format, file) in files(tag) {
            let size = look(&file, CodePage::Western).unwrap();
            let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
            for (name, bytes) in [("as it is", file.clone()), ("cleaned", cleaned)] {
                let seen = if format == Format::WebP { size.stored } else { size.upright };
                expected.push((format!("{format:?} {tag} {name}"), seen));
                pictures.push((name.to_string(), bytes));
            }
            for variant in make(&file, &Plan { widths: vec![33, 70], ..Plan::default() }).unwrap() {
                expected.push((format!("{format:?} {tag} as {:?}", variant.format), variant.size));
                pictures.push((String::new(), variant.bytes));
            }
        }
    }
    let Some(found) = judges::chromium(&pictures) else { return };
    for ((name, size), (width, height)) in expected.iter().zip(found) {
        assert_eq!((u64::from(size.width), u64::from(size.height)), (width, height), "{name}");
    }
}

/// Browsers turn a picture by the first EXIF, whatever others say that were left behind.
#[test]
fn the_first_exif_says_how_it_is_turned() {
    let photo = Pixels::quarters(120, 80).jpeg(95);
    let block =
        |tag: Option<u16>| exif(tag.map(|tag| short(0x0112, tag)).into_iter().collect(), None);
    let in_exif = |tag| segment(0xe1, &[EXIF, &block(tag)]);
    let of_photoshop = |tag| segment(0xed, &[PHOTOSHOP, &resource(1058, &block(tag))]);
    let table = [
        (vec![in_exif(Some(1)), in_exif(Some(6))], 1),
        (vec![in_exif(None), in_exif(Some(6))], 1),
        (vec![in_exif(Some(6)), in_exif(Some(1))], 6),
        (vec![in_exif(Some(1)), of_photoshop(Some(6))], 1),
        (vec![of_photoshop(Some(6)), in_exif(Some(3))], 3),
        (vec![of_photoshop(Some(6))], 1),
    ];
    let mut files = Vec::new();
    let mut sizes = Vec::new();
    for (number, (segments, tag)) in table.iter().enumerate() {
        let file = jpeg_with(&photo, segments);
        let facts = look(&file, CodePage::Western).unwrap();
        assert_eq!(facts.orientation.tag(), *tag, "{number}");
        files.push((String::new(), file));
        sizes.push((u64::from(facts.upright.width), u64::from(facts.upright.height)));
    }
    if let Some(found) = judges::chromium(&files) {
        assert_eq!(found, sizes);
    }
}

/// A picture that is not encoded again keeps its pixels, so it needs its tag.
#[test]
fn a_cleaned_file_keeps_its_tag() {
    for (tag, _) in SEEN {
        for (format, file) in files(tag) {
            let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
            let facts = look(&cleaned, CodePage::Western).unwrap();
            assert_eq!(facts.orientation.tag(), tag, "{format:?}");
            assert_eq!(clean(&cleaned, &Plan::default()).unwrap().bytes, cleaned, "it is clean");
        }
    }
}
