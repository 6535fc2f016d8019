//! JPEGs of rare forms that browsers show.

use dateline_pictures::{Plan, make};

use crate::made::files::segment;
use crate::made::pixels::Pixels;
use crate::made::sampled::sampled;

/// The colours in the middle of both halves of what stands beside WebP.
fn halves(file: &[u8]) -> [[u8; 3]; 2] {
    let variants = make(file, &Plan { jpeg_quality: 100, ..Plan::default() }).unwrap();
    let mut decoder = jpeg_decoder::Decoder::new(&*variants.last().unwrap().bytes);
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    [width / 4, width * 3 / 4].map(|x| {
        let at = (height / 2 * width + x) * 3;
        [pixels[at], pixels[at + 1], pixels[at + 2]]
    })
}

fn near(found: [u8; 3], expected: [u8; 3]) -> bool {
    found.iter().zip(expected).all(|(found, expected)| found.abs_diff(expected) <= 6)
}

/// Of whichever component there are more, colours are where they belong.
#[test]
fn any_number_of_samples_is_read() {
    // Luma, blue and red of (200, 100, 50) and (40, 90, 160).
    let (left, right) = ([124, 86, 182], [83, 171, 97]);
    for factors in [
        [(1, 1), (1, 1), (1, 1)],
        [(2, 2), (1, 1), (1, 1)],
        [(2, 1), (1, 1), (1, 1)],
        [(4, 2), (1, 1), (1, 1)],
        [(3, 1), (1, 1), (1, 1)],
        [(1, 1), (2, 1), (2, 1)],
        [(1, 1), (2, 2), (2, 2)],
        [(2, 2), (1, 2), (2, 1)],
        [(2, 1), (1, 1), (1, 2)],
    ] {
        let [one, other] = halves(&sampled(factors, left, right));
        assert!(near(one, [200, 100, 50]), "{factors:?}: {one:?}");
        assert!(near(other, [40, 90, 160]), "{factors:?}: {other:?}");
    }
}

/// Red, green and blue as they are: Adobe's segment says so, or the names of components.
#[test]
fn red_green_and_blue_are_read_as_they_are() {
    let plain = Pixels::plain(64, 64, [200, 100, 50]).jpeg(100);
    let jfif = 4 + usize::from(u16::from_be_bytes([plain[4], plain[5]]));
    let adobe = segment(0xee, &[b"Adobe\0\x64\0\0\0\0\0"]);
    let mut named = [&plain[..2], &plain[jfif..]].concat();
    let frame = named.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let scan = named.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    for (number, name) in (0..).zip(*b"RGB") {
        named[frame + 10 + number * 3] = name;
        named[scan + 5 + number * 2] = name;
    }
    let said = [&plain[..2], &adobe, &plain[jfif..]].concat();
    let both = [&named[..2], &adobe, &named[2..]].concat();
    for file in [named, said, both] {
        let [colour, _] = halves(&file);
        assert!(near(colour, [124, 86, 182]), "{colour:?}");
    }
}
