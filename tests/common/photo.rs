//! Photographs as phones send them, made for tests.

use dateline_pictures::{Format, Keep, Plan, make};

/// A photograph of this size: a sky, hills, and grain that differs with `number`.
pub fn photo(width: u32, height: u32, number: u32) -> Vec<u8> {
    let mut rows = Vec::with_capacity((width * height * 3 + height) as usize);
    let mut random = u64::from(number) * 2 + 1;
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let grain = (random >> 60) as u32;
            let is_hill = y * 2 > height + (x * 7 % height) / 8;
            let shade = y * 90 / height;
            let pixel = match is_hill {
                true => [60 + grain, 80 + shade / 2 + grain, 40 + grain],
                false => [110 + shade + grain, 140 + shade / 2 + grain, 220 - shade + grain],
            };
            rows.extend(pixel.map(|part| part as u8));
        }
    }
    jpeg_of(width, height, &rows)
}

/// A JPEG of rows as of [`png`], of the quality that phones have.
fn jpeg_of(width: u32, height: u32, rows: &[u8]) -> Vec<u8> {
    let plan =
        Plan { widths: vec![width], jpeg_quality: 92, keep: Keep::Nothing, ..Plan::default() };
    let made = make(&png(width, height, rows), &plan).unwrap();
    made.into_iter().find(|variant| variant.format == Format::Jpeg).unwrap().bytes
}

/// A photograph of this size with something to see in each part of it, large and small, as a phone
/// takes it: 2.6 bits a pixel.
pub fn busy_photo(width: u32, height: u32, number: u32) -> Vec<u8> {
    // What changes over so many pixels, and by how much.
    let octaves =
        [(width / 8, 60), (width / 30, 40), (width / 120, 30), (width / 400, 28), (2, 30)];
    // The same for the same place.
    let chance = |x: u32, y: u32, seed: u32| {
        let mixed = x.wrapping_mul(0x9e37_79b1) ^ y.wrapping_mul(0x85eb_ca77) ^ seed;
        let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d);
        (((mixed ^ (mixed >> 12)).wrapping_mul(0x297a_2d39)) >> 24) as i32
    };
    let smooth = |x: u32, y: u32, size: u32| {
        let (left, above) = (x / size, y / size);
        let (right, down) = ((x % size) as i32, (y % size) as i32);
        let size_of = size as i32;
        let seed = size ^ number;
        let along =
            |row| chance(left, row, seed) * (size_of - right) + chance(left + 1, row, seed) * right;
        (along(above) * (size_of - down) + along(above + 1) * down) / (size_of * size_of)
    };
    let mut rows = Vec::with_capacity((width * height * 3 + height) as usize);
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            let shade: i32 =
                octaves.iter().map(|(size, by)| smooth(x, y, (*size).max(1)) * by / 160).sum();
            let warm = smooth(x, y, width / 6) / 6;
            rows.extend([shade + warm, shade, shade - warm].map(|part| part.clamp(0, 255) as u8));
        }
    }
    jpeg_of(width, height, &rows)
}

/// A PNG of one colour.
pub fn plain_png(width: u32, height: u32) -> Vec<u8> {
    png(width, height, &vec![0; (width as usize * 3 + 1) * height as usize])
}

/// The smallest GIF: one pixel.
pub const GIF: &[u8] =
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

/// A PNG of rows that each begin with their filter, in eight bits of red, green and blue.
fn png(width: u32, height: u32, rows: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(rows).unwrap();
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in
        [(b"IHDR", header), (b"IDAT", packed.finish().unwrap()), (b"IEND", Vec::new())]
    {
        let named = [&name[..], &data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&named);
        png.extend((data.len() as u32).to_be_bytes());
        png.extend(named);
        png.extend(sum.sum().to_be_bytes());
    }
    png
}

/// The same with EXIF that says how it is to be turned and where it was taken: 40° 30′ north,
/// 44° 15′ east.
pub fn taken_by_a_phone(jpeg: &[u8], orientation: u16) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: u32| {
        let fields = [tag.to_le_bytes(), kind.to_le_bytes()].concat();
        [fields, count.to_le_bytes().into(), value.to_le_bytes().into()].concat()
    };
    // Two entries, and where the positions are: behind these 8 + 2 + 24 + 4 bytes.
    exif.extend(2u16.to_le_bytes());
    exif.extend(entry(0x0112, 3, 1, u32::from(orientation)));
    exif.extend(entry(0x8825, 4, 1, 38));
    exif.extend([0; 4]);
    // Four entries, and the numbers behind 38 + 2 + 48 + 4.
    exif.extend(4u16.to_le_bytes());
    exif.extend(entry(1, 2, 2, u32::from(b'N')));
    exif.extend(entry(2, 5, 3, 92));
    exif.extend(entry(3, 2, 2, u32::from(b'E')));
    exif.extend(entry(4, 5, 3, 116));
    exif.extend([0; 4]);
    for number in [40u32, 1, 30, 1, 0, 1, 44, 1, 15, 1, 0, 1] {
        exif.extend(number.to_le_bytes());
    }
    with_segment(jpeg, 0xe1, &exif)
}

/// The same with XMP of these properties, as the attributes of its description.
pub fn with_xmp(jpeg: &[u8], properties: &str) -> Vec<u8> {
    let xmp = format!(
        "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description \
         rdf:about=\"\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" {properties}/>\
         </rdf:RDF></x:xmpmeta>"
    );
    with_segment(jpeg, 0xe1, xmp.as_bytes())
}

fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = (data.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xff, marker], &length, data, &jpeg[2..]].concat()
}
