//! No picture weighs more than it has to.

use dateline_pictures::{CodePage, Format, Plan, Size, Variant, look, make};
use proptest::prelude::*;

use crate::made::pixels::Pixels;

fn sizes(variants: &[Variant], format: Format) -> Vec<(u32, u32)> {
    let own = variants.iter().filter(|variant| variant.format == format);
    own.map(|variant| (variant.size.width, variant.size.height)).collect()
}

#[test]
fn a_photograph_is_made_in_each_width() {
    let photo = Pixels::photo(2000, 1333).jpeg(92);
    let variants = make(&photo, &Plan::default()).unwrap();
    let expected = [(400, 267), (800, 533), (1200, 800), (1600, 1066)];
    assert_eq!(sizes(&variants, Format::WebP), expected);
    assert_eq!(sizes(&variants, Format::Jpeg), expected);
    assert_eq!(variants.len(), 8);
}

#[test]
fn widths_are_never_wider_than_the_picture() {
    let plan = Plan::default();
    let widths = |width| plan.widths_for(Size { width, height: 10 });
    let table: [(u32, &[u32]); 8] = [
        (4000, &[400, 800, 1200, 1600]),
        (1600, &[400, 800, 1200, 1600]),
        (1599, &[400, 800, 1200, 1599]),
        // 1300 shows no more than 1200 does, but what there is, is shown.
        (1300, &[400, 800, 1300]),
        (850, &[400, 850]),
        (400, &[400]),
        (120, &[120]),
        (1, &[1]),
    ];
    for (own, expected) in table {
        assert_eq!(widths(own), expected, "{own}");
    }
    let plan = Plan { widths: vec![900, 0, 300, 300], ..Plan::default() };
    assert_eq!(plan.widths_for(Size { width: 4000, height: 10 }), [300, 900]);
}

#[test]
fn transparency_and_flat_colour_are_png() {
    let chart = Pixels::of(900, 500, |x, y| match (x / 60 + y / 90) % 3 {
        0 => [200, 30, 30, 255],
        1 => [255, 255, 255, 255],
        _ => [30, 30, 120, 255],
    });
    let logo = Pixels::of(300, 300, |x, y| {
        let is_inside = (x as i32 - 150).pow(2) + (y as i32 - 150).pow(2) < 120 * 120;
        [20, 90, (x % 256) as u8, if is_inside { 255 } else { 0 }]
    });
    let photo = Pixels::photo(900, 500);
    let table = [
        ("chart", chart.opaque_png(), Format::Png, (false, true)),
        ("chart with an empty opacity", chart.png(), Format::Png, (false, true)),
        ("logo", logo.png(), Format::Png, (true, true)),
        ("logo as WebP", logo.lossless_webp(), Format::Png, (true, true)),
        ("photo as PNG", photo.png(), Format::Jpeg, (false, false)),
        ("photo as WebP", photo.webp(), Format::Jpeg, (false, false)),
        ("still GIF", chart.gif(), Format::Png, (false, true)),
        ("chart as JPEG", chart.jpeg(90), Format::Jpeg, (false, false)),
    ];
    for (name, file, format, (is_transparent, is_flat)) in table {
        let facts = look(&file, CodePage::Western).unwrap();
        assert_eq!((facts.is_transparent, facts.is_flat), (is_transparent, is_flat), "{name}");
        assert_eq!(facts.fallback(), format, "{name}");
        let variants = make(&file, &Plan::default()).unwrap();
        let others = variants.iter().filter(|variant| variant.format != Format::WebP);
        assert!(
            others.clone().count() > 0 && others.clone().all(|own| own.format == format),
            "{name}"
        );
        let transparent = look(&variants.last().unwrap().bytes, CodePage::Western).unwrap();
        assert_eq!(transparent.is_transparent, is_transparent, "{name}");
    }
}

/// A chart of three colours is not smeared: its colours are the same in WebP.
#[test]
fn flat_colour_is_webp_without_loss() {
    let chart =
        Pixels::of(300, 200, |x, _| if x < 150 { [200, 30, 30, 255] } else { [0, 0, 0, 255] });
    let variants = make(&chart.opaque_png(), &Plan::default()).unwrap();
    let webp = variants.iter().find(|variant| variant.format == Format::WebP);
    if let Some(webp) = webp {
        let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(&webp.bytes)).unwrap();
        let mut out = vec![0; decoder.output_buffer_size().unwrap()];
        decoder.read_image(&mut out).unwrap();
        assert_eq!(out, chart.rgb());
    }
    assert!(cfg!(not(feature = "webp")) || webp.is_some());
}

/// A small file of little quality is published as it is, since encoded again it would weigh more.
#[test]
fn what_is_light_already_stays_as_it_is() {
    let small = Pixels::photo(500, 300).jpeg(20);
    let variants = make(&small, &Plan { jpeg_quality: 95, ..Plan::default() }).unwrap();
    let widest = variants.iter().find(|own| own.format == Format::Jpeg && own.size.width == 500);
    assert!(widest.is_some_and(|widest| widest.bytes == small));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn no_picture_is_wider_or_heavier_than_it_may_be(
        width in 1_u32..300,
        height in 1_u32..300,
        quality in 5_u8..100,
        kind in 0..5,
        webp_quality in 0_u8..=100,
        widths in prop::collection::vec(1_u32..400, 0..4),
    ) {
        let photo = Pixels::photo(width, height);
        let file = match kind {
            0 => photo.jpeg(quality),
            1 => photo.opaque_png(),
            2 => photo.webp(),
            3 => photo.lossless_webp(),
            _ => photo.gif(),
        };
        let plan = Plan { widths, webp_quality, jpeg_quality: quality, ..Plan::default() };
        let variants = make(&file, &plan).unwrap();
        for format in [Format::Jpeg, Format::Png, Format::WebP] {
            let own: Vec<&Variant> = variants.iter().filter(|own| own.format == format).collect();
            for pair in own.windows(2) {
                prop_assert!(pair[0].size.width < pair[1].size.width);
                prop_assert!(pair[0].bytes.len() <= pair[1].bytes.len());
            }
            for variant in &own {
                prop_assert!(variant.size.width <= width && variant.size.height <= height.max(1));
                prop_assert!(own.len() == 1 || variant.bytes.len() <= file.len());
                let facts = look(&variant.bytes, CodePage::Western).unwrap();
                prop_assert_eq!((facts.upright, facts.format), (variant.size, variant.format));
            }
        }
        let other = look(&file, CodePage::Western).unwrap().fallback();
        let of_other: Vec<&Variant> = variants.iter().filter(|own| own.format == other).collect();
        let of_webp: Vec<&Variant> =
            variants.iter().filter(|own| own.format == Format::WebP).collect();
        prop_assert!(!of_other.is_empty());
        if let (Some(webp), Some(other)) = (of_webp.last(), of_other.last()) {
            prop_assert!(webp.size != other.size || webp.bytes.len() < other.bytes.len());
            prop_assert!(webp.size.width >= other.size.width);
        }
    }
}

/// What links are shared with weighs at most what messengers show, if that can be had.
#[test]
fn what_is_shared_is_light_enough() {
    let mut random = 1_u64;
    let mut noise = Pixels::plain(1300, 1000, [0, 0, 0]);
    for byte in &mut noise.rgba {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        *byte = (random >> 57) as u8 + 64;
    }
    noise.rgba.chunks_mut(4).for_each(|pixel| pixel[3] = 255);
    let plan = Plan { widths: vec![1200, 1300], ..Plan::default() };
    let variants = make(&noise.jpeg(92), &plan).unwrap();
    let of = |width: u32| {
        let mut jpegs = variants.iter().filter(|variant| variant.format == Format::Jpeg);
        jpegs.find(|variant| variant.size.width == width).unwrap().bytes.len()
    };
    assert!(of(1300) > 600_000, "{}", of(1300));
    assert!(of(1200) <= 600_000, "{}", of(1200));
}
