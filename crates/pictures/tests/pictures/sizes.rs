//! Sizes are counted before anything is decoded.

use dateline_pictures::{CodePage, Fault, Plan, Size, clean, look, make};

use crate::made::files::{chunk, deflated, riff};
use crate::made::pixels::Pixels;

/// A PNG that says it is 100,000 by 100,000, and is a few hundred bytes.
fn enormous_png() -> Vec<u8> {
    let side = 100_000_u32.to_be_bytes();
    let header = [side.as_slice(), &side, &[8, 2, 0, 0, 0]].concat();
    let chunks =
        [chunk(b"IHDR", &header), chunk(b"IDAT", &deflated(&[0; 1000])), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunks.concat()].concat()
}

#[test]
fn what_claims_to_be_enormous_is_refused_by_its_header() {
    let mut jpeg = Pixels::plain(16, 16, [1, 2, 3]).jpeg(90);
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    let mut gif = Pixels::plain(16, 16, [1, 2, 3]).gif();
    gif[6..10].copy_from_slice(&[0xff; 4]);
    let canvas = riff(b"VP8X", &[0, 0, 0, 0, 0xff, 0xff, 0, 0xff, 0xff, 0]);
    let webp = riff(b"RIFF", &[b"WEBP".as_slice(), &canvas].concat());
    let files = [(enormous_png(), 100_000), (jpeg, 65_535), (gif, 65_535), (webp, 65_536)];
    for (file, side) in files {
        let fault = Fault::TooLarge(Size { width: side, height: side });
        assert_eq!(look(&file, CodePage::Western).unwrap_err(), fault);
        assert_eq!(make(&file, &Plan::default()).unwrap_err(), fault);
        assert_eq!(clean(&file, &Plan::default()).unwrap_err(), fault);
    }
}

/// What is inside of a file may claim more than its header does: none of it is made room for.
#[test]
fn what_claims_to_be_enormous_inside_is_broken() {
    let gif = Pixels::plain(16, 16, [1, 2, 3]).gif();
    let image = gif.windows(5).position(|own| own == [0x2c, 0, 0, 0, 0]).unwrap();
    let mut wide = gif.clone();
    wide[image + 5..image + 9].copy_from_slice(&[0xff; 4]);
    // A second header of a picture, before the scan.
    let jpeg = Pixels::plain(16, 16, [1, 2, 3]).jpeg(90);
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    let mut second = jpeg[frame..frame + 19].to_vec();
    second[5..9].copy_from_slice(&[0xff; 4]);
    let two = [&jpeg[..frame + 19], &second, &jpeg[frame + 19..]].concat();
    for (name, file) in [("GIF", wide), ("JPEG", two)] {
        let fault = make(&file, &Plan::default()).unwrap_err();
        assert!(matches!(fault, Fault::Broken(..)), "{name}: {fault:?}");
    }
}

/// A text that is small on disk and enormous when unpacked is not unpacked.
#[test]
fn packed_texts_are_bounded() {
    let bomb = deflated(&vec![0; 100 << 20]);
    let text = [b"Comment\0\0".as_slice(), &bomb].concat();
    let png = Pixels::plain(16, 16, [1, 2, 3]).png();
    for name in [b"zTXt", b"iCCP"] {
        let file = crate::made::files::png_with(&png, &[chunk(name, &text)]);
        let facts = look(&file, CodePage::Western).unwrap();
        assert!(!facts.colours.has_profile);
    }
}
