//! What is wrong with a file is said in words, with what to do.

use std::io::Cursor;

use dateline_pictures::{CodePage, Fault, Format, Plan, check_name, clean, format_of, look, make};

use crate::made::files::{chunk, png_with, webp_with};
use crate::made::pixels::{Pixels, divided};

/// The fault, as it is told: what is wrong, and what to do.
fn told(file: &[u8]) -> Option<(String, String)> {
    let fault = make(file, &Plan::default()).err()?;
    Some((fault.to_string(), fault.remedy()))
}

fn changed(mut file: Vec<u8>, marker: [u8; 2], at: usize, to: u8) -> Vec<u8> {
    let found = file.windows(2).position(|own| own == marker).unwrap();
    file[found + at] = to;
    file
}

#[test]
fn what_is_no_picture_is_named() {
    const JPEG: &str = "save it as JPEG, at most 4000 pixels on the longer side";
    const AGAIN: &str = "copy it again from where it is whole: it was not sent or saved to its end";
    const EXPORT: &str = "export it as SVG if it is a drawing, or as PNG";
    const ORDINARY: &str = "save it anew as an ordinary JPEG (8 bits, baseline or progressive)";
    let jpeg = Pixels::photo(64, 48).jpeg(90);
    let table: Vec<(Vec<u8>, &str, &str)> = vec![
        (vec![], "is empty", AGAIN),
        (vec![0; 4096], "is cut short: the end of the picture is missing", AGAIN),
        (
            b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
            "is a HEIC picture, which pages cannot show",
            "save it as JPEG; on an iPhone, Settings, Camera, Formats, Most Compatible takes \
             pictures as JPEG",
        ),
        (
            b"II*\0\x08\0\0\0".to_vec(),
            "is a TIFF or a camera's raw picture, which pages cannot show",
            JPEG,
        ),
        (b"8BPS\0\x01".to_vec(), "is a file of Photoshop, which pages cannot show", JPEG),
        (
            b"%!PS-Adobe-3.0 EPSF-3.0\n".to_vec(),
            "is an EPS drawing, which pages cannot show",
            EXPORT,
        ),
        (
            b"\xc5\xd0\xd3\xc6\x20\0\0\0".to_vec(),
            "is an EPS drawing, which pages cannot show",
            EXPORT,
        ),
        (b"%PDF-1.7\n".to_vec(), "is a PDF, which pages cannot show", EXPORT),
        (
            b"\n<!DOCTYPE html><html><title>Log in</title>".to_vec(),
            "is a web page (HTML), which pages cannot show",
            "download the picture again: where it was, a page came in its place, often one that \
             asks to log in",
        ),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n".to_vec(),
            "is the stand-in for a file that Git LFS keeps elsewhere, which pages cannot show",
            "run `git lfs pull`",
        ),
        (
            b"plain words".to_vec(),
            "is no picture of a known format",
            "save it as JPEG, PNG, GIF or WebP",
        ),
        (
            changed(jpeg.clone(), [0xff, 0xc0], 4, 12),
            "is a JPEG with 12 bits a colour, which browsers do not show",
            ORDINARY,
        ),
        (
            changed(jpeg.clone(), [0xff, 0xc0], 1, 0xc9),
            "is a JPEG with arithmetic coding, which browsers do not show",
            ORDINARY,
        ),
        (
            changed(jpeg.clone(), [0xff, 0xc0], 1, 0xc3),
            "is a JPEG of a kind that browsers do not show (lossless or hierarchical)",
            ORDINARY,
        ),
    ];
    for (file, what, remedy) in table {
        assert_eq!(told(&file), Some((what.into(), remedy.into())));
        assert!(look(&file, CodePage::Western).is_err() && clean(&file, &Plan::default()).is_err());
    }
}

#[test]
fn a_name_that_says_another_format_is_told() {
    let png = Pixels::photo(8, 8).png();
    let format = format_of(&png).unwrap();
    let fault = check_name(format, "talks.2.JPG").unwrap_err();
    assert_eq!(fault.to_string(), "is a PNG, and its name says otherwise");
    assert_eq!(fault.remedy(), "name it `talks.2.png`");
    for name in ["talks.PNG", "talks", "talks.txt", "jpg"] {
        assert_eq!(check_name(format, name), Ok(()), "{name}");
    }
}

/// Cut anywhere, a file is an error, and never a picture whose rest is gray.
#[test]
fn a_file_that_is_cut_is_an_error() {
    let photo = Pixels::photo(200, 150);
    let files = [
        ("JPEG", photo.jpeg(90)),
        ("progressive JPEG", photo.progressive()),
        ("PNG", photo.png()),
        ("WebP", photo.webp()),
        ("WebP without loss", photo.lossless_webp()),
        ("GIF", photo.gif()),
    ];
    for (name, file) in files {
        assert!(make(&file, &Plan::default()).is_ok(), "{name} is whole");
        for percent in [1, 5, 20, 40, 60, 80, 95, 99] {
            let cut = &file[..file.len() * percent / 100];
            let fault = make(cut, &Plan::default()).err();
            assert!(fault.is_some(), "{name} cut at {percent} % is taken");
            let is_broken = matches!(fault, Some(Fault::Broken(..)));
            assert!(!is_broken, "{name} cut at {percent} % is {fault:?}");
            assert!(clean(cut, &Plan::default()).is_err(), "{name} cut at {percent} %");
        }
    }
}

/// A JPEG of which a part is missing, and which has its end all the same.
#[test]
fn a_hole_in_the_pixels_is_an_error() {
    for (by_colour, gray) in [(false, false), (false, true), (true, false)] {
        let jpeg = divided(&Pixels::photo(400, 300), false, by_colour, gray);
        let hole = [&jpeg[..jpeg.len() / 2], &[0xff, 0xd9]].concat();
        let fault = make(&hole, &Plan::default()).err();
        let is_told = match by_colour {
            // The scans of the other colours are missing.
            true => fault == Some(Fault::CutShort),
            false => matches!(fault, Some(Fault::Broken(Format::Jpeg, _))),
        };
        assert!(is_told, "{by_colour} {gray}: {fault:?}");
    }
    let png = Pixels::photo(64, 48).png();
    let mut wrong = png.clone();
    let middle = wrong.len() / 2;
    wrong[middle] ^= 0x55;
    assert!(matches!(make(&wrong, &Plan::default()), Err(Fault::Broken(Format::Png, _))));
}

/// What browsers show is taken, though it is not quite as it should be.
#[test]
fn small_slips_are_forgiven() {
    let jpeg = Pixels::photo(64, 48).jpeg(90);
    let gif = Pixels::photo(64, 48).gif();
    let webp = Pixels::photo(64, 48).webp();
    let table = [
        ("fill bytes before a segment", [&jpeg[..20], &[0xff, 0xff, 0xff], &jpeg[20..]].concat()),
        ("bytes between segments", [&jpeg[..20], b"lost bytes", &jpeg[20..]].concat()),
        ("a GIF without its last byte", gif[..gif.len() - 1].to_vec()),
        ("zeros after the end", [&jpeg, [0; 600].as_slice()].concat()),
        ("an unknown chunk", png_with(&Pixels::photo(64, 48).png(), &[chunk(b"caBX", &[1; 80])])),
        ("bytes after WebP", [&webp, [0; 7].as_slice()].concat()),
    ];
    for (name, file) in table {
        let variants = make(&file, &Plan::default());
        assert!(variants.is_ok(), "{name}: {variants:?}");
        let cleaned = clean(&file, &Plan::default()).unwrap();
        assert!(make(&cleaned.bytes, &Plan::default()).is_ok(), "{name}");
    }
}

/// In a WebP picture of two, the first is seen, and it is as large as the file says.
#[test]
fn a_second_picture_in_webp_is_not_published() {
    let (first, second) = (Pixels::photo(32, 24).webp(), Pixels::photo(16, 12).webp());
    let two = webp_with(&first, (32, 24), 0, &[second[12..].to_vec()]);
    let cleaned = clean(&two, &Plan::default()).unwrap().bytes;
    assert_eq!(cleaned, first);
    let wrong = webp_with(&first, (16, 12), 0, &[]);
    let fault = look(&wrong, CodePage::Western).unwrap_err();
    assert_eq!(fault.to_string(), "is a WebP picture that is broken: it has two sizes");
}

#[test]
fn a_picture_without_pixels_is_broken() {
    let png = Pixels::photo(8, 8).png();
    let mut none = png.clone();
    none[16..20].copy_from_slice(&[0; 4]);
    let fault = look(&none, CodePage::Western).unwrap_err();
    assert_eq!(fault.to_string(), "is a PNG that is broken: it has no pixels");
    let mut reader = png::Decoder::new(Cursor::new(&png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    assert!(reader.next_frame(&mut pixels).is_ok(), "the whole one is");
}
