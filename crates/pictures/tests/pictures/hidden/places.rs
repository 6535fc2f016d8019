//! Files in which a position is hidden, and where.

use dateline_pictures::TraceKind;

use crate::made::blocks::{
    directory, exif, gps, iptc, long, rationals, resource, text, undefined, xmp,
};
use crate::made::files::{
    EXIF, PHOTOSHOP, XMP, chunk, deflated, extension, gif_with, jpeg_with, png_with, riff, segment,
    webp_with, with_exif, with_iptc, with_xmp,
};
use crate::made::pixels::{Pixels, gif_of};

/// What nobody may find: in the files it is text, or the numbers of `gps()`.
pub const SECRET: &str = "Mher's house 40.177200 44.512500";
/// 3792/100 seconds, as EXIF writes them.
pub const SECONDS: &[u8] = &[0, 0, 0x0e, 0xd0, 0, 0, 0, 100];

/// How large the pictures are in which it is.
const W: u32 = 32;
const H: u32 = 24;

/// A file, and what has to be told of it.
pub struct Hidden {
    pub place: &'static str,
    pub bytes: Vec<u8>,
    pub told: TraceKind,
}

fn hidden(place: &'static str, told: TraceKind, bytes: Vec<u8>) -> Hidden {
    Hidden { place, bytes, told }
}

pub fn photo() -> Vec<u8> {
    Pixels::photo(W, H).jpeg(90)
}

/// A picture of its own, with a position.
fn with_position() -> Vec<u8> {
    with_exif(&Pixels::plain(16, 12, [1, 2, 3]).jpeg(80), &exif(vec![gps()], None))
}

fn in_exif() -> Vec<Hidden> {
    use TraceKind::{
        Comment, History, MakerNotes, Other, Owner, Position, SerialNumber, Thumbnail,
    };
    let of = |entries| with_exif(&photo(), &exif(entries, None));
    let below = |entry| of(vec![directory(0x8769, vec![entry])]);
    let user_comment = [b"ASCII\0\0\0", SECRET.as_bytes()].concat();
    let xp: Vec<u8> = SECRET.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let interop = directory(0xa005, vec![text(1, SECRET)]);
    let tracks = directory(
        0x8825,
        vec![
            undefined(0x1b, SECRET),
            text(0x12, SECRET),
            rationals(0x14, &[(40, 1), (3792, 100), (0, 1)]),
        ],
    );
    vec![
        hidden("EXIF, position", Position, of(vec![gps()])),
        hidden("EXIF, destination and method", Position, of(vec![tracks])),
        hidden("EXIF, maker's notes", MakerNotes, below(undefined(0x927c, SECRET))),
        hidden("EXIF, the user's comment", Comment, below(undefined(0x9286, user_comment))),
        hidden("EXIF, description", Other, of(vec![text(0x010e, SECRET)])),
        hidden("EXIF, Windows' comment", Comment, of(vec![undefined(0x9c9c, xp)])),
        hidden("EXIF, the owner", Owner, below(text(0xa430, SECRET))),
        hidden("EXIF, the camera's number", SerialNumber, below(text(0xa431, SECRET))),
        hidden("EXIF, the program", History, of(vec![text(0x0131, SECRET)])),
        hidden("EXIF, an unknown tag", Other, of(vec![undefined(0xfde8, SECRET)])),
        hidden("EXIF, XMP in it", Other, of(vec![undefined(0x02bc, SECRET)])),
        hidden("EXIF, another directory", Other, below(interop)),
        hidden(
            "EXIF, IPTC in it",
            Other,
            of(vec![undefined(0x83bb, iptc(&[(90, SECRET.as_bytes())]))]),
        ),
        hidden(
            "EXIF, thumbnail",
            Thumbnail,
            with_exif(&photo(), &exif(vec![], Some(&with_position()))),
        ),
        hidden(
            "EXIF, nobody leads there",
            Other,
            with_exif(&photo(), &[exif(vec![long(0x100, 64)], None), SECRET.into()].concat()),
        ),
        hidden(
            "EXIF, broken",
            Other,
            with_exif(&photo(), &[b"MM\0*\xff\xff\xff\xff", SECRET.as_bytes()].concat()),
        ),
        hidden(
            "EXIF, a second one",
            Position,
            jpeg_with(
                &photo(),
                &[
                    segment(0xe1, &[EXIF, &exif(vec![text(0x010f, "Camera")], None)]),
                    segment(0xe1, &[EXIF, &exif(vec![gps()], None)]),
                ],
            ),
        ),
    ]
}

fn in_xmp() -> Vec<Hidden> {
    use TraceKind::{Other, Place, Position, Thumbnail};
    let of = |attributes: &str, elements: &str| with_xmp(&photo(), &xmp(attributes, elements));
    let element = |name: &str| of("", &format!("<{name}>{SECRET}</{name}>"));
    let created = format!(
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
         <exif:GPSLatitude>40,10.632N</exif:GPSLatitude><Iptc4xmpExt:City>{SECRET}</Iptc4xmpExt:City>\
         </rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
    );
    let thumbnail = format!(
        "<xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType=\"Resource\"><xmpGImg:image>{SECRET}\
         </xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>"
    );
    let drone =
        format!("xmlns:drone=\"http://www.dji.com/drone-dji/1.0/\" drone:GpsLatitude=\"{SECRET}\"");
    let long = xmp("", &format!("<exif:GPSLatitude>{SECRET}</exif:GPSLatitude>"));
    let (first, second) = long.split_at(long.len() / 2);
    let part = |at: u32, bytes: &[u8]| {
        let total = (long.len() as u32).to_be_bytes();
        let digest = [b'A'; 32];
        let name = b"http://ns.adobe.com/xmp/extension/\0";
        segment(0xe1, &[name, &digest, &total, &at.to_be_bytes(), bytes])
    };
    let extended = jpeg_with(
        &photo(),
        &[
            segment(
                0xe1,
                &[
                    XMP,
                    &xmp("xmlns:n=\"http://ns.adobe.com/xmp/note/\" n:HasExtendedXMP=\"A\"", ""),
                ],
            ),
            part(0, first),
            part(first.len() as u32, second),
        ],
    );
    vec![
        hidden("XMP, an attribute", Position, of(&format!("exif:GPSLatitude=\"{SECRET}\""), "")),
        hidden("XMP, an element", Position, element("exif:GPSLatitude")),
        hidden("XMP, a city", Place, element("photoshop:City")),
        hidden("XMP, a part of a city", Place, element("Iptc4xmpCore:Location")),
        hidden("XMP, where it was made", Position, of("", &created)),
        hidden("XMP, a drone's", Position, of(&drone, "")),
        hidden("XMP, a small picture", Thumbnail, of("", &thumbnail)),
        hidden("XMP, a description", Other, element("dc:description")),
        hidden("XMP, no XML", Other, with_xmp(&photo(), SECRET.as_bytes())),
        hidden("XMP, a comment of XML", Other, of("", &format!("<!-- {SECRET} -->"))),
        hidden("XMP, in several parts", Position, extended),
    ]
}

fn in_photoshop() -> Vec<Hidden> {
    use TraceKind::{Other, Place, Position, Thumbnail};
    let of = |resources: &[u8]| jpeg_with(&photo(), &[segment(0xed, &[PHOTOSHOP, resources])]);
    let small = [&[0, 0, 0, 1], [0; 24].as_slice(), &with_position()].concat();
    let whole = resource(1028, &iptc(&[(5, b"title"), (90, SECRET.as_bytes())]));
    let (first, second) = whole.split_at(20);
    let halves = [first, second].map(|half| segment(0xed, &[PHOTOSHOP, half]));
    vec![
        hidden("IPTC, city", Place, with_iptc(&photo(), &iptc(&[(90, SECRET.as_bytes())]))),
        hidden("IPTC, country", Place, with_iptc(&photo(), &iptc(&[(101, SECRET.as_bytes())]))),
        hidden("IPTC, caption", Other, with_iptc(&photo(), &iptc(&[(120, SECRET.as_bytes())]))),
        hidden("IPTC, in two parts", Place, jpeg_with(&photo(), &halves)),
        hidden("Photoshop, thumbnail", Thumbnail, of(&resource(1036, &small))),
        hidden("Photoshop, an older thumbnail", Thumbnail, of(&resource(1033, &small))),
        hidden("Photoshop, EXIF", Position, of(&resource(1058, &exif(vec![gps()], None)))),
        hidden(
            "Photoshop, XMP",
            Position,
            of(&resource(1060, &xmp(&format!("exif:GPSLatitude=\"{SECRET}\""), ""))),
        ),
        hidden("Photoshop, an address", Other, of(&resource(1035, SECRET.as_bytes()))),
        hidden("Photoshop, broken", Other, of(SECRET.as_bytes())),
    ]
}

fn elsewhere_in_jpeg() -> Vec<Hidden> {
    use TraceKind::{Comment, Other, SecondPicture, Thumbnail};
    let of = |marker, parts: &[&[u8]]| jpeg_with(&photo(), &[segment(marker, parts)]);
    let after = |bytes: &[u8]| [&photo(), bytes].concat();
    let secret = SECRET.as_bytes();
    let film = [b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", secret].concat();
    let jfif = [b"JFIF\0\x01\x01\0\0\x01\0\x01\x04\x03".as_slice(), &[9; 4], secret].concat();
    let plain = photo();
    let own_jfif = [&plain[..2], &segment(0xe0, &[&jfif]), &plain[20..]].concat();
    let mpf =
        segment(0xe2, &[b"MPF\0", &exif(vec![undefined(0xb000, "0100"), long(0xb001, 2)], None)]);
    let two = [jpeg_with(&photo(), &[mpf]), with_position()].concat();
    let progressive = Pixels::photo(W, H).progressive();
    let scan = progressive.windows(2).rposition(|marker| marker == [0xff, 0xda]).unwrap();
    let between = [&progressive[..scan], &segment(0xfe, &[secret]), &progressive[scan..]].concat();
    let before_end =
        [&plain[..plain.len() - 2], &segment(0xfe, &[secret]), &plain[plain.len() - 2..]].concat();
    let fill = [&plain[..20], secret, &plain[20..]].concat();
    let mut all = vec![
        hidden("a comment", Comment, of(0xfe, &[secret])),
        hidden("a segment of JPEG's extensions", Other, of(0xf3, &[secret])),
        hidden("a reserved segment", Other, of(0x55, &[secret])),
        hidden("a segment of a series of pictures", Other, of(0xde, &[secret])),
        hidden("a comment between scans", Comment, between),
        hidden("a comment before the end", Comment, before_end),
        hidden("JFIF's thumbnail", Thumbnail, own_jfif),
        hidden("JFIF's other thumbnail", Thumbnail, of(0xe0, &[b"JFXX\0\x10", secret])),
        hidden("a second picture", SecondPicture, two),
        hidden("a picture after the end", SecondPicture, after(&with_position())),
        hidden("a film after the end", SecondPicture, after(&film)),
        hidden("text after the end", Other, after(secret)),
        hidden("FlashPix", Other, of(0xe2, &[b"FPXR\0", secret])),
        hidden("Adobe's segment", Other, of(0xee, &[b"Adobe\0\x64\0\0\0\0\x01", secret])),
        hidden("bytes between segments", Other, fill),
    ];
    for marker in (0xe3..=0xec).chain([0xef]) {
        all.push(hidden("another application's segment", Other, of(marker, &[secret])));
    }
    all
}

fn in_png() -> Vec<Hidden> {
    use TraceKind::{Comment, Other, Position};
    let png = Pixels::photo(W, H).opaque_png();
    let of = |name: &[u8; 4], data: &[u8]| png_with(&png, &[chunk(name, data)]);
    let secret = SECRET.as_bytes();
    let packed = |head: &[u8], data: &[u8]| [head, &deflated(data)].concat();
    let hex = |kind: &str, block: &[u8]| {
        let digits: String = block.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("Raw profile type {kind}\0\n{kind}\n{:8}\n{digits}\n", block.len()).into_bytes()
    };
    let block = [EXIF, &exif(vec![gps()], None)].concat();
    let latitude = xmp(&format!("exif:GPSLatitude=\"{SECRET}\""), "");
    let after_pixels = [
        &png[..png.len() - 12],
        &chunk(b"tEXt", &[b"Comment\0", secret].concat()),
        &png[png.len() - 12..],
    ]
    .concat();
    vec![
        hidden("PNG, text", Comment, of(b"tEXt", &[b"Comment\0", secret].concat())),
        hidden("PNG, text after the pixels", Comment, after_pixels),
        hidden(
            "PNG, text of a position",
            Position,
            of(b"tEXt", &[b"exif:GPSLatitude\0", secret].concat()),
        ),
        hidden("PNG, packed text", Other, of(b"zTXt", &packed(b"Title\0\0", secret))),
        hidden(
            "PNG, text of a language",
            Other,
            of(b"iTXt", &[b"Title\0\0\0hy\0x\0", secret].concat()),
        ),
        hidden(
            "PNG, packed text of a language",
            Other,
            of(b"iTXt", &packed(b"Title\0\x01\0hy\0x\0", secret)),
        ),
        hidden(
            "PNG, XMP",
            Position,
            of(b"iTXt", &[b"XML:com.adobe.xmp\0\0\0\0\0", latitude.as_slice()].concat()),
        ),
        hidden(
            "PNG, packed XMP",
            Position,
            of(b"iTXt", &packed(b"XML:com.adobe.xmp\0\x01\0\0\0", &latitude)),
        ),
        hidden("PNG, EXIF", Position, of(b"eXIf", &exif(vec![gps()], None))),
        hidden("PNG, EXIF in hexadecimal", Position, of(b"tEXt", &hex("exif", &block))),
        hidden(
            "PNG, packed EXIF in hexadecimal",
            Position,
            of(
                b"zTXt",
                &packed(
                    b"Raw profile type APP1\0\0",
                    hex("APP1", &block).splitn(2, |byte| *byte == 0).last().unwrap(),
                ),
            ),
        ),
        hidden("PNG, XMP in hexadecimal", Position, of(b"tEXt", &hex("xmp", &latitude))),
        hidden("PNG, a private chunk", Other, of(b"plCe", secret)),
        hidden("PNG, behind chromaticities", Other, of(b"cHRM", &[&[0; 32], secret].concat())),
        hidden("PNG, behind a gamma", Other, of(b"gAMA", &[&[0, 0, 0xb1, 0x8f], secret].concat())),
        hidden("PNG, behind sRGB", Other, of(b"sRGB", &[b"\0", secret].concat())),
        hidden("PNG, a time", Other, of(b"tIME", &[7, 234, 1, 1, 1, 1, 1])),
        hidden("PNG, a suggested palette", Other, of(b"sPLT", &[secret, b"\0\x08"].concat())),
        hidden("PNG, text after the end", Other, [&png, secret].concat()),
        hidden(
            "PNG, a picture after the end",
            TraceKind::SecondPicture,
            [&png, with_position().as_slice()].concat(),
        ),
    ]
}

fn in_gif_and_webp() -> Vec<Hidden> {
    use TraceKind::{Comment, Other, Position};
    let photo = Pixels::photo(W, H);
    let secret = SECRET.as_bytes();
    let latitude = xmp(&format!("exif:GPSLatitude=\"{SECRET}\""), "");
    let gif = photo.gif();
    let frames = [gif_of(&[photo.clone(), photo.clone()]), gif.clone()];
    let gif_xmp = [
        b"\x21\xff\x0bXMP DataXMP".as_slice(),
        &latitude,
        &[1],
        &(0..=255).rev().collect::<Vec<u8>>(),
        &[0],
    ]
    .concat();
    let webp = photo.webp();
    let of =
        |flags, name: &[u8; 4], data: &[u8]| webp_with(&webp, (W, H), flags, &[riff(name, data)]);
    let mut config = webp::WebPConfig::new().unwrap();
    config.lossless = 1;
    let mut encoder = webp::AnimEncoder::new(W, H, &config);
    encoder.add_frame(webp::AnimFrame::from_rgba(&photo.rgba, W, H, 0));
    let other = Pixels::plain(W, H, [9, 9, 9]);
    encoder.add_frame(webp::AnimFrame::from_rgba(&other.rgba, W, H, 100));
    let moving = encoder.encode().to_vec();
    let frame = moving.windows(4).position(|name| name == b"ANMF").unwrap();
    let length = u32::from_le_bytes(moving[frame + 4..frame + 8].try_into().unwrap()) as usize;
    let inside = [&moving[frame + 8..frame + 8 + length], &riff(b"PLCE", secret)].concat();
    let body = [
        &moving[8..frame],
        &riff(b"ANMF", &inside),
        &moving[frame + 8 + length.next_multiple_of(2)..],
    ]
    .concat();
    vec![
        hidden("GIF, a comment", Comment, gif_with(&gif, &[extension(0xfe, secret)])),
        hidden(
            "GIF that moves, a comment",
            Comment,
            gif_with(&frames[0], &[extension(0xfe, secret)]),
        ),
        hidden("GIF, XMP", Position, gif_with(&frames[1], &[gif_xmp])),
        hidden(
            "GIF, another program's",
            Other,
            gif_with(&gif, &[extension(0xff, &[b"PLACES  1.0", secret].concat())]),
        ),
        hidden(
            "GIF, text over it",
            Other,
            gif_with(&gif, &[extension(0x01, &[&[0; 12], secret].concat())]),
        ),
        hidden("GIF, an unknown extension", Other, gif_with(&gif, &[extension(0x77, secret)])),
        hidden("GIF, text after the end", Other, [&gif, secret].concat()),
        hidden("WebP, EXIF", Position, of(8, b"EXIF", &exif(vec![gps()], None))),
        hidden("WebP, XMP", Position, of(4, b"XMP ", &latitude)),
        hidden("WebP, XMP that no flag tells of", Position, of(0, b"XMP ", &latitude)),
        hidden("WebP, an unknown chunk", Other, of(0, b"PLCE", secret)),
        hidden("WebP, in a frame", Other, riff(b"RIFF", &body)),
        hidden("WebP, text after the end", Other, [&webp, secret].concat()),
    ]
}

/// Behind what is read of a block that is needed, and in blocks that are needed of other pictures.
/// Those who look into a file are not told of it: it is no block of its own.
fn behind_what_is_read() -> Vec<Hidden> {
    use TraceKind::Other;
    let secret = SECRET.as_bytes();
    let jpeg = photo();
    let of = |marker, parts: &[&[u8]]| jpeg_with(&jpeg, &[segment(marker, parts)]);
    let table: Vec<u8> = secret.iter().cycle().take(64).copied().collect();
    let mut codes = [0; 16];
    codes[8] = SECRET.len() as u8;
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    let length = usize::from(u16::from_be_bytes([jpeg[frame + 2], jpeg[frame + 3]])) - 2;
    let header = segment(0xc0, &[&jpeg[frame + 4..frame + 4 + length], secret]);
    let long_header = [&jpeg[..frame], &header, &jpeg[frame + 4 + length..]].concat();
    let png = Pixels::photo(W, H).opaque_png();
    let in_png = |name: &[u8; 4], data: &[u8]| png_with(&png, &[chunk(name, data)]);
    let gif = Pixels::photo(W, H).gif();
    let block = [&[SECRET.len() as u8], secret].concat();
    let loops = [b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0".as_slice(), &block, b"\0"].concat();
    let control = [b"\x21\xf9\x04\0\0\0\0".as_slice(), &block, b"\0"].concat();
    vec![
        hidden("behind: reserved for JPEG's extensions", Other, of(0xc8, &[secret])),
        hidden("behind: of arithmetic coding", Other, of(0xcc, &[secret])),
        hidden("behind: a table of steps that is not used", Other, of(0xdb, &[&[3], &table])),
        hidden(
            "behind: a table of codes that is not used",
            Other,
            of(0xc4, &[&[0x13], &codes, secret]),
        ),
        hidden("behind: the distance of new starts", Other, of(0xdd, &[&[0, 0], secret])),
        hidden("behind: a frame's header", Other, long_header),
        hidden("behind: PNG, a palette", Other, in_png(b"PLTE", &secret[..30])),
        hidden("behind: PNG, a transparent colour", Other, in_png(b"tRNS", secret)),
        hidden("behind: PNG, a frame of what does not move", Other, in_png(b"fdAT", secret)),
        hidden("behind: GIF, how often it moves", Other, gif_with(&gif, &[loops])),
        hidden("behind: GIF, how long it stays", Other, gif_with(&gif, &[control])),
    ]
}

pub fn all() -> Vec<Hidden> {
    [in_exif(), in_xmp(), in_photoshop(), elsewhere_in_jpeg(), in_png(), in_gif_and_webp()]
        .into_iter()
        .chain([behind_what_is_read()])
        .flatten()
        .collect()
}
