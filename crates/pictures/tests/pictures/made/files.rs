//! Files with blocks in them.

pub const EXIF: &[u8] = b"Exif\0\0";
pub const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
pub const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";

/// A segment of a JPEG: marker, length, and its parts.
pub fn segment(marker: u8, parts: &[&[u8]]) -> Vec<u8> {
    let data = parts.concat();
    [&[0xff, marker], ((data.len() + 2) as u16).to_be_bytes().as_slice(), &data].concat()
}

/// A JPEG with more segments after its first, JFIF.
pub fn jpeg_with(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    let jfif = 4 + u16::from_be_bytes([jpeg[4], jpeg[5]]) as usize;
    [&jpeg[..jfif], &segments.concat(), &jpeg[jfif..]].concat()
}

pub fn with_exif(jpeg: &[u8], exif: &[u8]) -> Vec<u8> {
    jpeg_with(jpeg, &[segment(0xe1, &[EXIF, exif])])
}

pub fn with_xmp(jpeg: &[u8], xmp: &[u8]) -> Vec<u8> {
    jpeg_with(jpeg, &[segment(0xe1, &[XMP, xmp])])
}

/// With IPTC, in Photoshop's segment.
pub fn with_iptc(jpeg: &[u8], iptc: &[u8]) -> Vec<u8> {
    let resource = super::blocks::resource(1028, iptc);
    jpeg_with(jpeg, &[segment(0xed, &[PHOTOSHOP, &resource])])
}

pub fn with_profile(jpeg: &[u8], profile: &[u8]) -> Vec<u8> {
    let parts = profile.chunks(60_000);
    let count = parts.len() as u8;
    let segments = (1..)
        .zip(parts)
        .map(|(number, part)| segment(0xe2, &[b"ICC_PROFILE\0", &[number, count], part]));
    jpeg_with(jpeg, &segments.collect::<Vec<_>>())
}

/// A chunk of a PNG.
pub fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut checksum = flate2::Crc::new();
    checksum.update(name);
    checksum.update(data);
    let (length, sum) = ((data.len() as u32).to_be_bytes(), checksum.sum().to_be_bytes());
    [length.as_slice(), name, data, &sum].concat()
}

/// A PNG with more chunks after its header.
pub fn png_with(png: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
    [&png[..33], &chunks.concat(), &png[33..]].concat()
}

pub fn deflated(data: &[u8]) -> Vec<u8> {
    use std::io::Read;
    let mut out = Vec::new();
    flate2::read::ZlibEncoder::new(data, flate2::Compression::fast())
        .read_to_end(&mut out)
        .unwrap();
    out
}

/// A chunk of RIFF.
pub fn riff(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let fill: &[u8] = if data.len() % 2 == 1 { &[0] } else { &[] };
    [name, (data.len() as u32).to_le_bytes().as_slice(), data, fill].concat()
}

/// A WebP picture with more chunks, in its extended form.
pub fn webp_with(
    webp: &[u8],
    (width, height): (u32, u32),
    flags: u8,
    chunks: &[Vec<u8>],
) -> Vec<u8> {
    let own = &webp[12..];
    // What the encoder made extended is so already.
    let body = if own.starts_with(b"VP8X") { &own[18..] } else { own };
    let flags = flags | if own.starts_with(b"VP8X") { own[8] } else { 0 };
    let [w1, w2, w3, _] = (width - 1).to_le_bytes();
    let [h1, h2, h3, _] = (height - 1).to_le_bytes();
    let head = riff(b"VP8X", &[flags, 0, 0, 0, w1, w2, w3, h1, h2, h3]);
    let profile: Vec<u8> =
        chunks.iter().filter(|chunk| chunk.starts_with(b"ICCP")).flatten().copied().collect();
    let others: Vec<u8> =
        chunks.iter().filter(|chunk| !chunk.starts_with(b"ICCP")).flatten().copied().collect();
    riff(b"RIFF", &[b"WEBP".as_slice(), &head, &profile, body, &others].concat())
}

/// An extension of a GIF, in blocks of at most 255 bytes.
pub fn extension(label: u8, data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x21, label];
    for block in data.chunks(255) {
        out.push(block.len() as u8);
        out.extend_from_slice(block);
    }
    out.push(0);
    out
}

/// A GIF with more blocks before its end.
pub fn gif_with(gif: &[u8], blocks: &[Vec<u8>]) -> Vec<u8> {
    let (trailer, rest) = gif.split_last().unwrap();
    [rest, &blocks.concat(), &[*trailer]].concat()
}
