//! Of a colour profile, what colours need is published, and not whose screen it is of.

use dateline_pictures::{CodePage, Plan, TraceKind, clean, look};
use moxcms::ColorProfile;

use crate::made::avif::{Avif, Item, part, size};
use crate::made::files::{chunk, deflated, png_with, riff, webp_with, with_profile};
use crate::made::pixels::Pixels;

const NAME: &str = "ANNAVOSS-HOME iMac";
const NUMBER: &[u8] = b"C02XK1LMJGH7";

/// A profile with more tags.
fn with_tags(profile: &[u8], tags: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let count = u32::from_be_bytes(profile[128..132].try_into().unwrap());
    let table_end = 132 + count as usize * 12;
    let shift = tags.len() as u32 * 12;
    let mut head = profile[..128].to_vec();
    // Maker, model, and who made the profile.
    head[48..56].copy_from_slice(b"APPLA0B1");
    head[80..84].copy_from_slice(b"appl");
    head.extend((count + tags.len() as u32).to_be_bytes());
    for entry in profile[132..table_end].chunks(12) {
        let place = u32::from_be_bytes(entry[4..8].try_into().unwrap()) + shift;
        head.extend([&entry[..4], &place.to_be_bytes(), &entry[8..]].concat());
    }
    let mut at = profile.len() as u32 + shift;
    for (name, data) in tags {
        head.extend([*name, &at.to_be_bytes()[..], &(data.len() as u32).to_be_bytes()].concat());
        at += data.len() as u32;
    }
    head.extend(&profile[table_end..]);
    tags.iter().for_each(|(_, data)| head.extend(data));
    let length = (head.len() as u32).to_be_bytes();
    head[..4].copy_from_slice(&length);
    head
}

/// As macOS makes it of a screen.
fn of_a_screen() -> Vec<u8> {
    let mut own = ColorProfile::new_display_p3();
    own.description = None;
    let name: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = (name.len() as u32).to_be_bytes();
    let head = [0, 0, 0, 1, 0, 0, 0, 12, b'e', b'n', b'U', b'S'];
    let name = [b"mluc\0\0\0\0".as_slice(), &head, &length, &[0, 0, 0, 28], &name].concat();
    let model = [b"mmod\0\0\0\0\0\0\x06\x10".as_slice(), NUMBER].concat();
    with_tags(&own.encode().unwrap(), &[(b"desc", name), (b"mmod", model)])
}

fn files(profile: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let pixels = Pixels::plain(64, 64, [200, 100, 50]);
    let packed = [NAME.as_bytes(), b"\0\0", &deflated(profile)].concat();
    let avif = Avif {
        items: vec![Item { kind: b"av01", names: b"\0", data: vec![1; 9], said: &[1, 2] }],
        properties: vec![size(64, 64), part(b"colr", &[b"prof", profile])],
        ..Avif::default()
    };
    vec![
        ("JPEG", with_profile(&pixels.jpeg(100), profile)),
        ("PNG", png_with(&pixels.png(), &[chunk(b"iCCP", &packed)])),
        ("WebP", webp_with(&pixels.lossless_webp(), (64, 64), 0x20, &[riff(b"ICCP", profile)])),
        ("AVIF", avif.bytes()),
    ]
}

/// The profile in a file, which is the only thing in it that begins so.
fn found(format: &str, bytes: &[u8]) -> Vec<u8> {
    if format == "PNG" {
        use std::io::Read;
        let at = bytes.windows(4).position(|name| name == b"iCCP").unwrap() + 4;
        let packed = at + bytes[at..].iter().position(|byte| *byte == 0).unwrap() + 2;
        let mut out = Vec::new();
        flate2::read::ZlibDecoder::new(&bytes[packed..]).read_to_end(&mut out).unwrap();
        return out;
    }
    let at = bytes.windows(4).position(|name| name == b"acsp").unwrap() - 36;
    let length = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    bytes[at..at + length].to_vec()
}

#[test]
fn a_screen_s_profile_keeps_its_colours_and_says_nothing() {
    let profile = of_a_screen();
    let utf16: Vec<u8> = NAME.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let holds = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|own| own == what);
    assert!(holds(&profile, &utf16) && holds(&profile, NUMBER));
    let whole = ColorProfile::new_from_slice(&profile).unwrap();
    for (format, file) in files(&profile) {
        let facts = look(&file, CodePage::Western).unwrap();
        assert!(facts.traces.iter().any(|trace| trace.kind == TraceKind::Screen), "{format}");
        assert!(!facts.is_bare, "{format}");
        let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
        for bytes in [cleaned.clone(), found(format, &cleaned)] {
            for secret in [&utf16, NUMBER, NAME.as_bytes(), b"APPL", b"appl"] {
                assert!(!holds(&bytes, secret), "{format}: {secret:?}");
            }
        }
        let bare = ColorProfile::new_from_slice(&found(format, &cleaned)).unwrap();
        assert_eq!(bare.red_colorant, whole.red_colorant, "{format}");
        assert_eq!(bare.blue_colorant, whole.blue_colorant, "{format}");
        assert_eq!(bare.white_point, whole.white_point, "{format}");
        assert!(bare.red_trc.is_some() && bare.green_trc.is_some(), "{format}");
        let of_clean = look(&cleaned, CodePage::Western).unwrap();
        assert_eq!(of_clean.traces, [], "{format}");
        assert!(of_clean.is_bare, "{format}");
        assert_eq!(clean(&cleaned, &Plan::default()).unwrap().bytes, cleaned, "{format}");
    }
}

/// Programs know the colours of all by the profile's name.
#[test]
fn the_name_of_colours_stays() {
    for (own, name) in [
        (ColorProfile::new_display_p3(), "Display P3"),
        (ColorProfile::new_adobe_rgb(), "Adobe RGB (1998)"),
    ] {
        let utf16: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let head = [0, 0, 0, 1, 0, 0, 0, 12, b'e', b'n', b'U', b'S'];
        let length = (utf16.len() as u32).to_be_bytes();
        let said = [b"mluc\0\0\0\0".as_slice(), &head, &length, &[0, 0, 0, 28], &utf16].concat();
        let mut own = own;
        own.description = None;
        let profile = with_tags(&own.encode().unwrap(), &[(b"desc", said)]);
        for (format, file) in files(&profile) {
            let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
            let bare = found(format, &cleaned);
            assert!(bare.windows(utf16.len()).any(|own| own == utf16), "{format} {name}");
        }
    }
}

/// Behind what is read of a tag, anything may be.
#[test]
fn a_tag_is_as_long_as_its_type_has_it() {
    let plain = ColorProfile::new_display_p3().encode().unwrap();
    let xyz = [b"XYZ \0\0\0\0".as_slice(), &[0; 12]].concat();
    let numbers = [b"sf32\0\0\0\0".as_slice(), &[0; 36]].concat();
    let pairs = [b"chrm\0\0\0\0\0\x03\0\x01".as_slice(), &[1; 24]].concat();
    let curve = [b"curv\0\0\0\0\0\0\0\x02".as_slice(), &[0, 0, 255, 255]].concat();
    let formula = [b"para\0\0\0\0\0\x03\0\0".as_slice(), &[2; 20]].concat();
    for (name, tag) in [
        (b"bkpt", &xyz),
        (b"lumi", &xyz),
        (b"chad", &numbers),
        (b"chrm", &pairs),
        (b"kTRC", &curve),
        (b"kTRC", &formula),
        (b"cicp", &b"cicp\0\0\0\0\x0c\x0d\0\x01".to_vec()),
    ] {
        let long = [tag.as_slice(), NUMBER].concat();
        let profile = with_tags(&plain, &[(name, long)]);
        for (format, file) in files(&profile) {
            let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
            let bare = found(format, &cleaned);
            let what = String::from_utf8_lossy(name).to_string();
            let holds =
                |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|own| own == what);
            assert!(!holds(&cleaned, NUMBER) && !holds(&bare, NUMBER), "{format} {what}");
            assert!(holds(&bare, tag), "{format} {what}: what is read stays");
        }
    }
}
