//! A position hidden in every place that could be thought of: none is left. `exiftool` is the
//! judge, and that no byte of what was hidden is there.

mod places;

use dateline_pictures::{CodePage, Format, Plan, clean, look, make};

use crate::judges;
pub use places::{Hidden, all};
use places::{SECONDS, SECRET};

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

/// Tags of exiftool that say where somebody was.
fn places(found: &serde_json::Value) -> Vec<String> {
    let tags = found.as_object().unwrap().iter();
    let is_place = |name: &str, value: &str| {
        let words = ["GPS", "Latitude", "Longitude", "City", "Location", "Country", "State"];
        words.iter().any(|word| name.contains(word)) || value.contains("Mher")
    };
    tags.filter(|(name, value)| is_place(name, &value.to_string()))
        .map(|(name, value)| format!("{name} {value}"))
        .collect()
}

#[test]
fn what_is_hidden_is_told() {
    let mut missing = Vec::new();
    for Hidden { place, bytes, told } in all() {
        let facts = look(&bytes, CodePage::Western).unwrap();
        assert!(!facts.is_bare, "{place}: it is written anew");
        if !facts.traces.iter().any(|trace| trace.kind == told) {
            missing.push(format!("{place}: {:?}", facts.traces));
        }
        assert_eq!(clean(&bytes, &Plan::default()).unwrap().removed, facts.traces);
    }
    // Some that are no block of their own, and are taken off all the same.
    missing.retain(|place| {
        !place.starts_with("bytes between")
            && !place.starts_with("Adobe's")
            && !place.starts_with("WebP, in a frame")
            && !place.starts_with("PNG, behind")
            && !place.starts_with("behind: ")
    });
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn nothing_that_was_hidden_is_left() {
    let plan = Plan { widths: vec![16, 64], ..Plan::default() };
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for Hidden { place, bytes, .. } in all() {
        let mut made: Vec<Vec<u8>> =
            make(&bytes, &plan).unwrap().into_iter().map(|variant| variant.bytes).collect();
        made.push(clean(&bytes, &plan).unwrap().bytes);
        for made in made {
            assert!(!holds(&made, SECRET.as_bytes()), "{place}");
            assert!(!holds(&made, SECONDS), "{place}");
            assert!(look(&made, CodePage::Western).unwrap().traces.is_empty(), "{place}");
            after.push((place.to_string(), made));
        }
        before.push((place.to_string(), bytes));
    }
    let Some(found) = judges::exiftool(&before) else { return };
    let known = found.iter().filter(|found| !places(found).is_empty()).count();
    assert!(known > 40, "exiftool sees only {known} of {} before", before.len());
    let found = judges::exiftool(&after).unwrap();
    let left: Vec<String> = after
        .iter()
        .zip(&found)
        .filter(|(_, found)| !places(found).is_empty())
        .map(|((place, _), found)| format!("{place}: {:?}", places(found)))
        .collect();
    assert!(left.is_empty(), "{left:#?}");
}

/// A cleaned file shows what it showed, pixel for pixel.
#[test]
fn a_cleaned_file_looks_the_same() {
    let files: Vec<(String, Vec<u8>)> = all()
        .into_iter()
        // Pillow does not read these at all.
        .filter(|hidden| hidden.place != "WebP, XMP that no flag tells of")
        .filter(|hidden| !hidden.place.starts_with("PNG, behind"))
        .filter(|hidden| !hidden.place.starts_with("behind: PNG"))
        .filter(|hidden| !hidden.place.contains("segment of") && !hidden.place.contains("reserved"))
        .filter(|hidden| !hidden.place.contains("arithmetic") && !hidden.place.contains("header"))
        .filter(|hidden| !hidden.place.contains("new starts"))
        .flat_map(|Hidden { place, bytes, .. }| {
            let cleaned = clean(&bytes, &Plan::default()).unwrap().bytes;
            [(place.to_string(), bytes), (place.to_string(), cleaned)]
        })
        .collect();
    let program = "
import json, glob, hashlib
from PIL import Image
def pixels(name):
    with Image.open(name) as p:
        return [p.size, hashlib.sha1(p.convert('RGBA').tobytes()).hexdigest()]
print(json.dumps([pixels(n) for n in sorted(glob.glob('0*'))]))";
    let Some(seen) = judges::pillow(program, &files) else { return };
    for (pair, seen) in files.chunks(2).zip(seen.as_array().unwrap().chunks(2)) {
        assert_eq!(seen[0], seen[1], "{}", pair[0].0);
    }
}

#[test]
fn formats_are_what_they_were() {
    for Hidden { place, bytes, .. } in all() {
        let cleaned = clean(&bytes, &Plan::default()).unwrap().bytes;
        let format = |bytes: &[u8]| look(bytes, CodePage::Western).unwrap().format;
        assert_eq!(format(&cleaned), format(&bytes), "{place}");
        assert!(matches!(format(&bytes), Format::Jpeg | Format::Png | Format::Gif | Format::WebP));
        assert_eq!(
            clean(&cleaned, &Plan::default()).unwrap().bytes,
            cleaned,
            "{place}: clean twice"
        );
    }
}
