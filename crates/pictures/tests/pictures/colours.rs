//! Colours are those that the profile means, in sRGB; lcms is the judge.

use dateline_pictures::{CodePage, Format, Ink, Plan, Size, Variant, look, make};
use jpeg_encoder::ColorType;
use moxcms::ColorProfile;

use crate::judges;
use crate::made::files::{chunk, deflated, png_with, riff, segment, webp_with, with_profile};
use crate::made::pixels::{Pixels, divided, png_of};

/// The colour in the middle of a variant.
fn middle(variant: &Variant) -> [u8; 3] {
    let Size { width, height } = variant.size;
    all(variant)[(height / 2 * width + width / 2) as usize]
}

/// The colours of all pixels of a variant.
fn all(variant: &Variant) -> Vec<[u8; 3]> {
    let facts = look(&variant.bytes, CodePage::Western).unwrap();
    assert!(!facts.colours.has_profile, "without a profile it is sRGB");
    let pixels = |bytes: &[u8], samples: usize| {
        let pixels = bytes.chunks_exact(samples);
        let colour = |pixel: &[u8]| match samples {
            1 | 2 => [pixel[0]; 3],
            _ => [pixel[0], pixel[1], pixel[2]],
        };
        pixels.map(colour).collect()
    };
    match variant.format {
        Format::Png => {
            let mut decoder = png::Decoder::new(std::io::Cursor::new(&variant.bytes));
            decoder.set_transformations(png::Transformations::EXPAND);
            let mut reader = decoder.read_info().unwrap();
            let mut out = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut out).unwrap();
            pixels(&out, reader.output_color_type().0.samples())
        }
        _ => {
            let mut decoder = jpeg_decoder::Decoder::new(&*variant.bytes);
            let out = decoder.decode().unwrap();
            pixels(&out, decoder.info().unwrap().pixel_format.pixel_bytes())
        }
    }
}

/// The colour of what stands beside WebP.
fn seen(file: &[u8]) -> [u8; 3] {
    let variants = make(file, &Plan { jpeg_quality: 100, ..Plan::default() }).unwrap();
    middle(variants.last().unwrap())
}

fn near(found: [u8; 3], expected: [u8; 3], by: u8) -> bool {
    found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) <= by)
}

fn profile(profile: &ColorProfile) -> Vec<u8> {
    profile.encode().unwrap()
}

#[test]
fn wide_colours_become_those_of_srgb() {
    let [p3, adobe] =
        [ColorProfile::new_display_p3(), ColorProfile::new_adobe_rgb()].map(|own| profile(&own));
    // What lcms says of each.
    let table = [
        (&p3, [200, 100, 50], [215, 93, 32]),
        (&p3, [30, 200, 30], [0, 204, 0]),
        (&adobe, [200, 100, 50], [227, 100, 42]),
        (&adobe, [30, 200, 30], [0, 201, 0]),
    ];
    for (profile, stored, expected) in table {
        let pixels = Pixels::plain(64, 64, stored);
        let iccp = chunk(b"iCCP", &[b"p\0\0".as_slice(), &deflated(profile)].concat());
        let files = [
            ("JPEG", with_profile(&pixels.jpeg(100), profile)),
            ("PNG", png_with(&pixels.opaque_png(), &[iccp])),
            ("WebP", webp_with(&pixels.lossless_webp(), (64, 64), 0x20, &[riff(b"ICCP", profile)])),
        ];
        for (name, file) in files {
            assert!(look(&file, CodePage::Western).unwrap().colours.has_profile);
            let found = seen(&file);
            assert!(near(found, expected, 2), "{name}: {stored:?} is {found:?}, not {expected:?}");
        }
        assert!(near(seen(&pixels.jpeg(100)), stored, 2), "without a profile nothing changes");
    }
}

/// However the pixels of a JPEG are divided, and at every edge: libjpeg is the judge.
#[test]
fn pixels_are_read_in_each_order() {
    let mut files = Vec::new();
    for (width, height) in [(64, 64), (65, 33), (88, 88), (200, 150), (16, 16), (1, 1)] {
        let photo = Pixels::of(width, height, |x, y| {
            [(x * 200 / width) as u8, (y * 200 / height) as u8, 90, 255]
        });
        for way in 0..8 {
            let file = divided(&photo, way & 1 > 0, way & 2 > 0, way & 4 > 0);
            files.push((format!("{width} × {height}, way {way}"), file));
        }
    }
    let program = "
import json, glob
from PIL import Image
print(json.dumps([list(Image.open(n).convert('RGB').tobytes()) for n in sorted(glob.glob('0*'))]))";
    let Some(judged) = judges::pillow(program, &files) else { return };
    for ((name, file), judged) in files.iter().zip(judged.as_array().unwrap()) {
        // Beside the end, so that the widest is of other pixels than the file's own.
        let turned = crate::made::files::with_exif(
            file,
            &crate::made::blocks::exif(vec![crate::made::blocks::short(0x112, 3)], None),
        );
        let plan = Plan { jpeg_quality: 100, ..Plan::default() };
        let variants = make(&turned, &plan).unwrap();
        let made = all(variants.last().unwrap());
        let expected: Vec<u8> =
            judged.as_array().unwrap().iter().map(|v| v.as_u64().unwrap() as u8).collect();
        let expected = expected.as_chunks::<3>().0.iter().rev();
        // Decoders bring colours of half the size to all pixels in ways of their own.
        let far =
            made.iter().zip(expected).filter(|(made, expected)| !near(**made, **expected, 24));
        let far = far.count() * 20;
        assert!(far <= made.len(), "{name}: {far} twentieths of {} are far", made.len());
    }
}

#[test]
fn gray_is_read_by_its_profile() {
    let profile = profile(&ColorProfile::new_gray_with_gamma(1.0));
    let shades = vec![55; 64 * 64];
    let pixels = Pixels::plain(64, 64, [0; 3]);
    let plain = pixels.jpeg_of(&shades, ColorType::Luma, 100);
    assert_eq!(look(&plain, CodePage::Western).unwrap().colours.ink, Ink::Gray);
    assert!(near(seen(&plain), [55; 3], 1));
    // Linear light of 55/255 is 128 in sRGB (IEC 61966-2-1).
    assert!(near(seen(&with_profile(&plain, &profile)), [128; 3], 2));
}

#[test]
fn sixteen_bits_and_palettes_are_read() {
    let wide: Vec<u8> = (0..64 * 64).flat_map(|_| [200, 1, 100, 2, 50, 3]).collect();
    let file = png_of(64, 64, png::ColorType::Rgb, png::BitDepth::Sixteen, &wide);
    assert_eq!(look(&file, CodePage::Western).unwrap().colours.bits, 16);
    assert!(near(seen(&file), [200, 100, 50], 1));
    let shades: Vec<u8> = (0..64 * 64).flat_map(|_| [77, 9]).collect();
    let file = png_of(64, 64, png::ColorType::Grayscale, png::BitDepth::Sixteen, &shades);
    assert!(near(seen(&file), [77; 3], 1));

    let file = Pixels::plain(64, 64, [170, 85, 0]).gif();
    assert_eq!(look(&file, CodePage::Western).unwrap().colours.ink, Ink::Palette);
    assert!(near(seen(&file), [170, 85, 0], 0));
}

/// A profile of four inks with a table of 9 shades each, whose colours are those of the plainest
/// formula, one gamma apart: so that it cannot be mistaken for none.
fn profile_of_inks() -> Vec<u8> {
    let mut table = Vec::new();
    let shades = || (0..9_u8).map(|shade| f64::from(shade) / 8.0);
    for (cyan, magenta, yellow, black) in shades().flat_map(|c| {
        shades().flat_map(move |m| shades().flat_map(move |y| shades().map(move |k| (c, m, y, k))))
    }) {
        let light = [cyan, magenta, yellow].map(|ink| ((1.0 - ink) * (1.0 - black)).powf(1.4));
        table.extend(lab(light));
    }
    let ramp: Vec<u8> = (0..=255).collect();
    let mut lut = b"mft1\0\0\0\0\x04\x03\x09\0".to_vec();
    for number in [1_i32, 0, 0, 0, 1, 0, 0, 0, 1] {
        lut.extend_from_slice(&(number << 16).to_be_bytes());
    }
    (0..4).for_each(|_| lut.extend_from_slice(&ramp));
    lut.extend_from_slice(&table);
    (0..3).for_each(|_| lut.extend_from_slice(&ramp));
    let description = b"desc\0\0\0\0\0\0\0\x05inks\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
    let description = [description, vec![0; 67]].concat();
    let white = [0xf6d6_u32, 0x10000, 0xd32d].iter().flat_map(|n| n.to_be_bytes());
    let white: Vec<u8> = b"XYZ \0\0\0\0".iter().copied().chain(white).collect();
    let tags = [(b"desc", description), (b"wtpt", white), (b"A2B0", lut)];
    let mut head = vec![0; 128];
    head[8] = 2;
    head[12..24].copy_from_slice(b"prtrCMYKLab ");
    head[24..36].copy_from_slice(&[7, 234, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    head[36..40].copy_from_slice(b"acsp");
    for (at, number) in [(68, 0xf6d6_u32), (72, 0x10000), (76, 0xd32d)] {
        head[at..at + 4].copy_from_slice(&number.to_be_bytes());
    }
    let mut index = (tags.len() as u32).to_be_bytes().to_vec();
    let mut data: Vec<u8> = Vec::new();
    for (name, bytes) in tags {
        let at = 128 + 4 + 3 * 12 + data.len() as u32;
        index.extend_from_slice(name);
        index.extend_from_slice(&at.to_be_bytes());
        index.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
        data.extend_from_slice(&bytes);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut all = [head, index, data].concat();
    let length = (all.len() as u32).to_be_bytes();
    all[..4].copy_from_slice(&length);
    all
}

/// Linear sRGB as Lab of 8 bits, under D50.
fn lab([red, green, blue]: [f64; 3]) -> [u8; 3] {
    let x = 0.4360 * red + 0.3851 * green + 0.1431 * blue;
    let y = 0.2225 * red + 0.7169 * green + 0.0606 * blue;
    let z = 0.0139 * red + 0.0971 * green + 0.7141 * blue;
    let root = |t: f64| {
        if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 }
    };
    let [x, y, z] = [root(x / 0.9642), root(y), root(z / 0.8249)];
    let values = [(116.0 * y - 16.0) * 2.55, 500.0 * (x - y) + 128.0, 200.0 * (y - z) + 128.0];
    values.map(|value| value.round() as u8)
}

const INKS: [[u8; 4]; 6] = [
    [0, 0, 0, 0],
    [40, 120, 160, 30],
    [200, 30, 10, 60],
    [0, 200, 220, 0],
    [90, 90, 90, 90],
    [0, 0, 0, 255],
];

#[test]
fn four_inks_are_read_by_their_profile() {
    let profile = profile_of_inks();
    let mut files = Vec::new();
    for ink in INKS {
        // The encoder inverts them, as Adobe does.
        let inks: Vec<u8> = (0..64 * 64).flat_map(|_| ink).collect();
        let pixels = Pixels::plain(64, 64, [0; 3]);
        for (kind, colours) in [("CMYK", ColorType::Cmyk), ("YCCK", ColorType::CmykAsYcck)] {
            let plain = pixels.jpeg_of(&inks, colours, 100);
            files.push((format!("{kind} {ink:?}"), with_profile(&plain, &profile)));
        }
    }
    let program = "
import json, glob, io
from PIL import Image, ImageCms
def seen(name):
    p = Image.open(name)
    assert p.mode == 'CMYK', p.mode
    own = ImageCms.ImageCmsProfile(io.BytesIO(p.info['icc_profile']))
    to = ImageCms.profileToProfile(p, own, ImageCms.createProfile('sRGB'), outputMode='RGB')
    return to.getpixel((32, 32))
print(json.dumps([seen(n) for n in sorted(glob.glob('0*'))]))";
    let Some(judged) = judges::pillow(program, &files) else { return };
    for ((name, file), judged) in files.iter().zip(judged.as_array().unwrap()) {
        let expected = [0, 1, 2].map(|at| judged[at].as_u64().unwrap() as u8);
        let found = seen(file);
        assert!(near(found, expected, 2), "{name} is {found:?}, and lcms says {expected:?}");
    }
    // The profile is not that of the formula without one.
    assert_ne!(seen(&files[4].1), seen(&without_profile(INKS[2])));
}

fn without_profile(ink: [u8; 4]) -> Vec<u8> {
    let inks: Vec<u8> = (0..64 * 64).flat_map(|_| ink).collect();
    Pixels::plain(64, 64, [0; 3]).jpeg_of(&inks, ColorType::Cmyk, 100)
}

/// Inks without a profile are mixed as browsers do, and that it is a guess is told; what does not
/// say that it is inverted is so all the same.
#[test]
fn four_inks_without_a_profile_are_guessed() {
    for [cyan, magenta, yellow, black] in INKS {
        let file = without_profile([cyan, magenta, yellow, black]);
        let light = |ink: u8| (f64::from(255 - ink) * f64::from(255 - black) / 255.0).round() as u8;
        assert!(near(seen(&file), [light(cyan), light(magenta), light(yellow)], 2));
        assert!(look(&file, CodePage::Western).unwrap().colours.ink_is_guessed);

        // Without Adobe's segment.
        let adobe = file.windows(2).position(|marker| marker == [0xff, 0xee]).unwrap();
        let bare = [&file[..adobe], &file[adobe + 16..]].concat();
        assert!(near(seen(&bare), [light(cyan), light(magenta), light(yellow)], 2));
    }
    let whole = with_profile(&without_profile(INKS[1]), &profile_of_inks());
    assert!(!look(&whole, CodePage::Western).unwrap().colours.ink_is_guessed);
}

#[test]
fn a_profile_for_other_colours_is_passed_over() {
    let gray = profile(&ColorProfile::new_gray_with_gamma(1.0));
    let pixels = Pixels::plain(64, 64, [200, 100, 50]);
    for wrong in [gray, profile_of_inks(), b"no profile".to_vec(), vec![0; 500]] {
        assert!(near(seen(&with_profile(&pixels.jpeg(100), &wrong)), [200, 100, 50], 2));
    }
    // A profile of which one part is missing is none.
    let p3 = profile(&ColorProfile::new_display_p3());
    let half = segment(0xe2, &[b"ICC_PROFILE\0", &[1, 2], &p3]);
    let file = crate::made::files::jpeg_with(&pixels.jpeg(100), &[half]);
    assert!(near(seen(&file), [200, 100, 50], 2));
}

/// What a PNG says of its colours without a profile (PNG, third edition, 4.3 and 11.3.2).
#[test]
fn a_png_says_in_other_chunks_as_well_in_which_colours_it_is() {
    let numbers = |numbers: &[u32]| -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    };
    let gamma = |gamma: u32| chunk(b"gAMA", &numbers(&[gamma]));
    let of_primaries = |red: [u32; 2], green: [u32; 2], blue: [u32; 2]| {
        chunk(b"cHRM", &numbers(&[[31_270, 32_900], red, green, blue].concat()))
    };
    let adobe = || of_primaries([64_000, 33_000], [21_000, 71_000], [15_000, 6_000]);
    let srgb = || of_primaries([64_000, 33_000], [30_000, 60_000], [15_000, 6_000]);
    let cicp = |primaries: u8, transfer: u8| chunk(b"cICP", &[primaries, transfer, 0, 1]);
    let iccp = || {
        let packed = deflated(&profile(&ColorProfile::new_display_p3()));
        chunk(b"iCCP", &[b"P3\0\0".as_slice(), &packed].concat())
    };
    let own = [200, 100, 50];
    let p3 = [215, 93, 32];
    // What it is, the chunks that say so, and what is seen.
    type Row = (&'static str, Vec<Vec<u8>>, [u8; 3]);
    let table: [Row; 16] = [
        ("nothing", vec![], own),
        ("P3 by code points", vec![cicp(12, 13)], p3),
        ("sRGB by code points", vec![cicp(1, 13)], own),
        ("code points before a profile", vec![cicp(1, 13), iccp()], own),
        ("P3 by both", vec![cicp(12, 13), iccp()], p3),
        ("more light than a page has", vec![cicp(9, 16)], own),
        ("code points that say nothing", vec![cicp(2, 2)], own),
        ("code points of video", vec![chunk(b"cICP", &[12, 13, 1, 0])], own),
        ("code points cut short", vec![chunk(b"cICP", &[12])], own),
        ("a profile before numbers", vec![gamma(100_000), iccp()], p3),
        ("Adobe RGB by numbers", vec![gamma(45_470), adobe()], [227, 100, 42]),
        ("sRGB by numbers", vec![gamma(45_455), srgb()], own),
        ("sRGB by its chunk", vec![chunk(b"sRGB", &[0]), gamma(100_000), adobe()], own),
        ("light as it is", vec![gamma(100_000)], [229, 169, 122]),
        ("no gamma", vec![gamma(0)], own),
        ("no colours", vec![of_primaries([0, 0], [0, 0], [0, 0])], own),
    ];
    let pixels: Vec<u8> = own.repeat(64 * 64);
    let png = png_of(64, 64, png::ColorType::Rgb, png::BitDepth::Eight, &pixels);
    for (name, chunks, expected) in table {
        let file = png_with(&png, &chunks);
        assert!(make(&file, &Plan::default()).is_ok(), "{name}");
        let found = seen(&file);
        assert!(near(found, expected, 2), "{name}: {found:?} for {expected:?}");
    }
    for (transfer, is_hdr) in [(13, false), (16, true), (18, true)] {
        let facts = look(&png_with(&png, &[cicp(9, transfer)]), CodePage::Western).unwrap();
        assert_eq!(facts.colours.is_hdr, is_hdr, "{transfer}");
    }
    // Shades have a gamma alone.
    let png = png_of(64, 64, png::ColorType::Grayscale, png::BitDepth::Eight, &[100; 64 * 64]);
    let found = seen(&png_with(&png, &[gamma(100_000), adobe()]));
    assert!(near(found, [169; 3], 2), "{found:?}");
}
