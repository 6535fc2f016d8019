//! AVIF is passed on: as it is, with what it says overwritten. Pillow makes it.

use dateline_pictures::{CodePage, Format, Plan, Size, TraceKind, clean, look, make};

use crate::judges;
use crate::made::avif::{Avif, Item, full, part, size};
use crate::made::blocks::{exif, gps, text, xmp};

/// Files that Pillow makes, with EXIF and XMP: still, and moving.
fn files() -> Option<Vec<Vec<u8>>> {
    let secret = "<dc:creator><rdf:Seq><rdf:li>Ani Petrosyan</rdf:li></rdf:Seq></dc:creator>\
                  <photoshop:City>Mher's town</photoshop:City>";
    let blocks = [
        ("exif".to_string(), exif(vec![gps(), text(0x010e, "Mher's house")], None)),
        ("xmp".to_string(), xmp("exif:GPSLatitude=\"40.1772\"", secret)),
    ];
    let program = "
import json, io
from PIL import Image
exif, xmp = open('0000', 'rb').read(), open('0001', 'rb').read()
frames = [Image.new('RGB', (48, 32), c) for c in ['red', 'blue', 'green']]
def made(**more):
    out = io.BytesIO()
    frames[0].save(out, 'AVIF', exif=exif, xmp=xmp, **more)
    return list(out.getvalue())
print(json.dumps([made(), made(save_all=True, append_images=frames[1:])]))";
    let made = judges::pillow(program, &blocks)?;
    let bytes = |file: &serde_json::Value| {
        file.as_array().unwrap().iter().map(|byte| byte.as_u64().unwrap() as u8).collect()
    };
    Some(made.as_array().unwrap().iter().map(bytes).collect())
}

#[test]
fn what_it_says_is_overwritten() {
    let Some(files) = files() else { return };
    let mut made = Vec::new();
    for (file, is_animated) in files.iter().zip([false, true]) {
        let facts = look(file, CodePage::Western).unwrap();
        assert_eq!((facts.format, facts.is_animated), (Format::Avif, is_animated));
        assert_eq!(facts.upright, Size { width: 48, height: 32 });
        assert_eq!(facts.fallback(), Format::Avif);
        assert_eq!(facts.rights.creators, ["Ani Petrosyan"]);
        assert!(facts.traces.iter().any(|trace| trace.kind == TraceKind::Position));
        let cleaned = clean(file, &Plan::default()).unwrap().bytes;
        assert_eq!(cleaned.len(), file.len());
        let variants = make(file, &Plan::default()).unwrap();
        assert_eq!(variants.len(), 1);
        assert_eq!(variants[0].bytes, cleaned);
        let of_clean = look(&cleaned, CodePage::Western).unwrap();
        assert!(of_clean.traces.is_empty(), "{:?}", of_clean.traces);
        assert_eq!(of_clean.rights, facts.rights, "whose it is stays");
        assert_eq!(clean(&cleaned, &Plan::default()).unwrap().bytes, cleaned);
        for secret in ["Mher", "40.1772"] {
            assert!(!cleaned.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
        }
        made.extend([("before".into(), file.clone()), ("after".into(), cleaned)]);
    }
    let program = "
import json, glob
from PIL import Image
def frames(name):
    p = Image.open(name); out = []
    for n in range(p.n_frames):
        p.seek(n); out.append(p.convert('RGB').getpixel((5, 5)))
    return out
print(json.dumps([frames(n) for n in sorted(glob.glob('0*'))]))";
    let seen = judges::pillow(program, &made).unwrap();
    for pair in seen.as_array().unwrap().chunks(2) {
        assert_eq!(pair[0], pair[1]);
    }
    let Some(found) = judges::exiftool(&made) else { return };
    for pair in found.chunks(2) {
        assert!(pair[0].to_string().contains("Mher"));
        assert!(!pair[1].to_string().contains("Mher") && !pair[1].to_string().contains("Latitude"));
    }
}

const SECRET: &[u8] = b"Mher's house 40.1772";
const MAIN: &[u8] = b"the picture";
const OPACITY: &[u8] = b"how far it is seen through";

fn item(kind: &'static [u8; 4], names: &'static [u8], data: &[u8], said: &'static [u8]) -> Item {
    Item { kind, names, data: data.to_vec(), said }
}

/// The picture and its transparency, of which nothing may be lost.
fn shown() -> Avif {
    let opacity = full(b"auxC", 0, &[b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"]);
    Avif {
        items: vec![item(b"av01", b"\0", MAIN, &[1]), item(b"av01", b"\0", OPACITY, &[1, 2])],
        properties: vec![size(60, 40), opacity],
        references: vec![(b"auxl", 2, 1)],
        ..Avif::default()
    }
}

fn with_item(item: Item, references: &[(&'static [u8; 4], u16, u16)]) -> Avif {
    let mut file = shown();
    file.items.push(item);
    file.references.extend(references);
    file
}

fn with_property(property: Vec<u8>) -> Avif {
    let mut file = shown();
    file.properties.push(property);
    file
}

/// Where a position can be in it, and what is told of it.
fn hidden() -> Vec<(&'static str, TraceKind, Avif)> {
    use TraceKind::{Other, SecondPicture, Thumbnail};
    let depth = full(b"auxC", 0, &[b"urn:mpeg:mpegB:cicp:systems:auxiliary:depth\0"]);
    let mut with_depth = with_property(depth);
    with_depth.items.push(item(b"av01", b"\0", SECRET, &[1, 3]));
    with_depth.references.push((b"auxl", 3, 1));
    vec![
        (
            "a thumbnail",
            Thumbnail,
            with_item(item(b"av01", b"\0", SECRET, &[1]), &[(b"thmb", 3, 1)]),
        ),
        ("a second picture", SecondPicture, with_item(item(b"av01", b"\0", SECRET, &[1]), &[])),
        ("a map of depths", SecondPicture, with_depth),
        (
            "how it is in HDR",
            SecondPicture,
            with_item(item(b"tmap", b"\0", SECRET, &[]), &[(b"dimg", 3, 1)]),
        ),
        (
            "an item's name",
            Other,
            with_item(item(b"av01", b"Mher's house 40.1772\0", b"x", &[]), &[(b"dimg", 1, 3)]),
        ),
        (
            "the name of XMP",
            Other,
            with_item(
                item(b"mime", b"Mher's house 40.1772\0application/rdf+xml\0", b"<x/>", &[]),
                &[],
            ),
        ),
        ("a description", Other, with_property(full(b"udes", 0, &[b"en\0A\0", SECRET, b"\0\0"]))),
        ("an unknown property", Other, with_property(part(b"uuid", &[&[7; 16], SECRET]))),
        ("XML", Other, Avif { in_meta: vec![full(b"xml ", 0, &[SECRET])], ..shown() }),
        ("room that is free", Other, Avif { in_meta: vec![part(b"free", &[SECRET])], ..shown() }),
        ("a box at the end", Other, Avif { after: vec![part(b"uuid", &[SECRET])], ..shown() }),
        ("bytes of no item", Other, Avif { unused: SECRET.to_vec(), ..shown() }),
    ]
}

#[test]
fn nothing_is_left_but_what_is_shown() {
    for (place, told, file) in hidden() {
        let file = file.bytes();
        let holds = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|own| own == what);
        assert!(holds(&file, SECRET), "{place}");
        let facts = look(&file, CodePage::Western).unwrap();
        assert!(facts.traces.iter().any(|trace| trace.kind == told), "{place}: {:?}", facts.traces);
        let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
        assert!(!holds(&cleaned, SECRET), "{place}");
        assert!(holds(&cleaned, MAIN) && holds(&cleaned, OPACITY), "{place}: it is shown");
        assert_eq!(cleaned.len(), file.len(), "{place}: nothing is moved");
        let of_clean = look(&cleaned, CodePage::Western).unwrap();
        assert!(of_clean.is_bare && of_clean.traces.is_empty(), "{place}: {:?}", of_clean.traces);
        assert_eq!(of_clean.upright, Size { width: 60, height: 40 }, "{place}");
    }
    let plain = shown().bytes();
    assert_eq!(clean(&plain, &Plan::default()).unwrap().bytes, plain);
    assert!(look(&plain, CodePage::Western).unwrap().is_bare);
}

/// Programs append to files what is theirs.
#[test]
fn what_is_behind_the_last_box_is_taken_off() {
    let plain = shown().bytes();
    let film = b"\0\0\0\x20ftypisom and all the rest";
    for (behind, told) in [
        (SECRET.to_vec(), TraceKind::Other),
        (vec![0xff; 3], TraceKind::Other),
        (b"\xff\xd8\xff\xe0Mher's house 40.1772".to_vec(), TraceKind::SecondPicture),
        ([b"SEFH".as_slice(), film].concat(), TraceKind::SecondPicture),
    ] {
        let file = [&*plain, &behind].concat();
        let facts = look(&file, CodePage::Western).unwrap();
        assert!(!facts.is_bare);
        assert!(facts.traces.iter().any(|trace| trace.kind == told), "{:?}", facts.traces);
        assert_eq!(clean(&file, &Plan::default()).unwrap().bytes, plain);
    }
    // A file that is cut is none that ends there.
    let before_data = plain.windows(4).position(|name| name == b"mdat").unwrap() - 4;
    for end in (0..plain.len()).filter(|end| *end != before_data) {
        assert!(look(&plain[..end], CodePage::Western).is_err(), "{end} of {}", plain.len());
    }
    let mut cut = shown();
    cut.after = vec![part(b"mdat", &[SECRET])];
    let cut = cut.bytes();
    assert!(look(&cut[..cut.len() - 3], CodePage::Western).is_err());
}

/// A film: when it was made is told in its heads, and whose screen its colours are of where those of
/// its pictures are.
#[test]
fn nothing_is_left_of_what_moves_but_what_is_shown() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let table_end = 132 + 12 * usize::from(profile[131]);
    let mut of_a_screen = profile.clone();
    // What a profile is called is said in a tag of its own, which becomes one of a screen here.
    let name = (132..table_end).step_by(12).find(|at| profile[*at..].starts_with(b"desc")).unwrap();
    of_a_screen[name..name + 4].copy_from_slice(b"mmod");
    let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
    let said = number(name + 4)..number(name + 4) + number(name + 8);
    let secret: Vec<u8> = SECRET.iter().cycle().take(said.len()).copied().collect();
    of_a_screen[said].copy_from_slice(&secret);
    let made = b"Mher's h".to_vec();
    let head = |name, version: u8| {
        let times = made.repeat(usize::from(version) + 1);
        full(name, version, &[&times, &[7; 12]])
    };
    let entry = |parts: &[&[u8]]| {
        let before = [&[0; 42][..], &[&[20], SECRET, &[0; 11]].concat(), &[0, 24, 255, 255]];
        part(b"av01", &[&before.concat(), &parts.concat()])
    };
    for place in ["mdia", "minf", "stbl", "av01"] {
        let unknown = |own: &str| match own == place {
            true => part(b"uuid", &[SECRET]),
            false => Vec::new(),
        };
        let colours = part(b"colr", &[b"prof", &of_a_screen]);
        let entries = full(
            b"stsd",
            0,
            &[&[0, 0, 0, 1], &entry(&[&part(b"av1C", &[MAIN]), &colours, &unknown("av01")])],
        );
        let table = part(b"stbl", &[&entries, &full(b"stts", 0, &[OPACITY]), &unknown("stbl")]);
        let media = part(b"minf", &[&full(b"vmhd", 0, &[]), &table, &unknown("minf")]);
        let media = part(b"mdia", &[&head(b"mdhd", 0), &media, &unknown("mdia")]);
        let track = part(b"trak", &[&head(b"tkhd", 0), &media]);
        let film = part(b"moov", &[&head(b"mvhd", 1), &track]);
        let file = Avif { after: vec![film], ..shown() }.bytes();
        let facts = look(&file, CodePage::Western).unwrap();
        assert!(facts.traces.iter().any(|trace| trace.kind == TraceKind::Screen), "{place}");
        let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
        let holds = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|own| own == what);
        assert!(holds(&file, &made) && holds(&file, SECRET), "{place}");
        assert!(!holds(&cleaned, b"Mher") && !holds(&cleaned, b"40.1772"), "{place}");
        assert!(holds(&cleaned, &[7; 12]) && holds(&cleaned, b"rXYZ"), "{place}");
        assert_eq!(cleaned.windows(MAIN.len()).filter(|own| *own == MAIN).count(), 2, "{place}");
        assert!(look(&cleaned, CodePage::Western).unwrap().is_bare, "{place}");
        assert_eq!(look(&cleaned, CodePage::Western).unwrap().traces, [], "{place}");
    }
}

/// Of a picture that is put together of tiles, all stay.
#[test]
fn what_a_picture_is_put_together_of_stays() {
    let tiles = [item(b"grid", b"\0", b"how", &[1]), item(b"av01", b"\0", MAIN, &[1])];
    let tile = item(b"av01", b"\0", OPACITY, &[1]);
    let file = Avif {
        items: tiles.into_iter().chain([tile]).collect(),
        properties: vec![size(60, 40)],
        references: vec![(b"dimg", 1, 2), (b"dimg", 1, 3)],
        ..Avif::default()
    };
    assert_eq!(clean(&file.bytes(), &Plan::default()).unwrap().bytes, file.bytes());
}

/// A file whose EXIF alone says whose it is keeps that.
#[test]
fn whose_it_is_stays_in_exif_where_there_is_no_xmp() {
    let block = exif(vec![gps(), text(0x013b, "Ani Petrosyan"), text(0x8298, "© Highland")], None);
    let data = [&[0; 4], block.as_slice()].concat();
    let file = with_item(item(b"Exif", b"\0", &data, &[]), &[(b"cdsc", 3, 1)]).bytes();
    let facts = look(&file, CodePage::Western).unwrap();
    let cleaned = clean(&file, &Plan::default()).unwrap().bytes;
    let of_clean = look(&cleaned, CodePage::Western).unwrap();
    assert_eq!(of_clean.rights, facts.rights);
    assert_eq!(of_clean.rights.creators, ["Ani Petrosyan"]);
    assert_eq!(of_clean.traces, []);
    let nothing = Plan { keep: dateline_pictures::Keep::Nothing, ..Plan::default() };
    assert!(
        look(&clean(&file, &nothing).unwrap().bytes, CodePage::Western).unwrap().rights.is_empty()
    );
}

/// Items that all claim the whole file are told at once, however many there are.
#[test]
fn items_upon_each_other_take_no_time() {
    let mut file = shown();
    file.items.extend((0..5_000).map(|_| item(b"Exif", b"\0", b"", &[])));
    let mut bytes = file.bytes();
    bytes.resize(bytes.len() + 100_000, 0);
    let end = bytes.len() - 100_000;
    bytes[end..end + 8].copy_from_slice(&[0, 1, 0x86, 0xa0, b'f', b'r', b'e', b'e']);
    assert!(look(&bytes, CodePage::Western).unwrap_err().to_string().contains("upon each other"));
}
