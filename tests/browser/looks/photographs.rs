//! Stories with photographs, as a phone takes them and as a phone shows them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use crate::common::browser::Browser;
use crate::common::photo::{busy_photo, photo, taken_by_a_phone};
use crate::common::published::built;
use crate::common::tree;
use crate::looks::kinds::Kind;
use crate::looks::sample::Sample;
use crate::looks::screen::{Colours, WIDTHS, preferring, sized};
use crate::looks::weight::sent;

/// A story and all that it loads, on a phone with two dots for each pixel.
const STORY: usize = 150_000;

const LED: Kind = Kind { name: "led", path: "/politics/led/" };
const TURNED: Kind = Kind { name: "turned", path: "/politics/turned/" };

/// Texts of stories.
const PARAGRAPH: &str = "The water stood at the mark again on Tuesday, and nobody was told of it. \
    The mayor of the upper town says that he heard of the dam on the radio. ";

const SETTINGS: &str = "title: The Highland Briefing\ntagline: What changed overnight\n\
    base_url: https://highland.example/briefing/\nsections: [politics]\n";

fn story(front: &str, text: &str) -> String {
    format!("---\ntitle: The dam\ndate: 2026-02-01\nsummary: All of it.\n{front}---\n{text}\n")
}

/// A site with a story that a photograph leads, and one with photographs that were taken with the
/// phone held in each way.
fn photographs() -> Option<Sample> {
    let browser = Browser::open()?;
    let place = tempfile::tempdir().unwrap();
    let put = |path: &str, bytes: &[u8]| tree::put(place.path(), path, bytes);
    put("site.yaml", SETTINGS.as_bytes());
    let paragraph = PARAGRAPH.repeat(5);
    let lead = busy_photo(2400, 1800, 1);
    assert!(lead.len() > 1_200_000, "{} bytes are too few for a photograph", lead.len());
    put("content/politics/lead.jpg", &lead);
    let front = "image: {src: lead.jpg, alt: A dam, caption: The dam, credit: A. Voss}\n";
    let led = story(front, &format!("{paragraph}\n\n").repeat(9));
    put("content/politics/led.md", led.as_bytes());
    let mut text = String::new();
    for orientation in 1..=8 {
        let taken = taken_by_a_phone(&photo(1200, 800, orientation.into()), orientation);
        put(&format!("content/politics/{orientation}.jpg"), &taken);
        text += &format!("{paragraph}\n\n![Held {orientation}]({orientation}.jpg)\n\n");
    }
    let front = "image: {src: 6.jpg, alt: Upright}\n";
    put("content/politics/turned.md", story(front, &text).as_bytes());
    Some(Sample::of(built(place.path(), "2026-03-01"), browser))
}

/// On a phone with two dots for each pixel, for the first time.
fn on_a_phone(sample: &Sample, kind: Kind) {
    preferring(&sample.browser, Colours::Light);
    sized(&sample.browser, 390, 844, 2);
    sample.browser.devtools("Network.clearBrowserCache", &json!({}));
    sample.show(kind);
}

#[test]
fn a_story_with_a_photograph_is_light_on_a_phone() {
    let Some(sample) = photographs() else { return };
    on_a_phone(&sample, LED);
    sample.load_all_pictures();
    let mut loaded = sample.loaded();
    loaded.push(LED.file());
    loaded.sort();
    loaded.dedup();
    let is_picture = |file: &&String| file.ends_with(".webp") || file.ends_with(".jpg");
    let pictures: Vec<&String> = loaded.iter().filter(is_picture).collect();
    assert!(matches!(&pictures[..], [one] if one.ends_with("-800.webp")), "{pictures:?}");
    // Servers compress texts; a picture is as small as it gets.
    let weight = |file: &String| match is_picture(&file) {
        true => sample.files[file].len(),
        false => sent(&sample.files[file]),
    };
    let all: usize = loaded.iter().map(weight).sum();
    println!("{all} bytes: {loaded:?}");
    assert!(all <= STORY, "{all} bytes: {loaded:?}");
}

#[test]
fn nothing_moves_whichever_way_the_phone_was_held() {
    let Some(sample) = photographs() else { return };
    sample.server.delays_pictures(Duration::from_millis(250));
    preferring(&sample.browser, Colours::Light);
    for width in WIDTHS {
        sized(&sample.browser, width, 800, 1);
        sample.browser.devtools("Network.clearBrowserCache", &json!({}));
        sample.show(TURNED);
        let moved = sample.browser.run(include_str!("moved.js"));
        assert_eq!(moved, json!([]), "at {width} px");
    }
}

/// What each picture of the page says of its size, and what its files are once they are decoded.
const DECODED: &str = "Promise.all([...document.querySelectorAll('main img')].map(async (image) => {
    const sources = [image, ...image.parentElement.querySelectorAll('source')];
    const named = sources.flatMap((source) => source.srcset.split(', ').map((one) => one.split(' ')));
    const files = await Promise.all(named.map(async ([address, width]) => {
        const decoded = await createImageBitmap(await (await fetch(address)).blob());
        return [parseInt(width), decoded.width, decoded.height];
    }));
    return {says: ['width', 'height'].map((side) => Number(image.getAttribute(side))), files};
}))";

#[test]
fn sizes_are_those_that_a_browser_decodes() {
    let Some(sample) = photographs() else { return };
    for (kind, count) in [(LED, 1), (TURNED, 9)] {
        on_a_phone(&sample, kind);
        let pictures = sample.ask(DECODED);
        let pictures = pictures.as_array().unwrap();
        assert_eq!(pictures.len(), count, "{pictures:?}");
        for picture in pictures {
            let number = |value: &Value| value.as_u64().unwrap();
            let [width, height] = [0, 1].map(|at| number(&picture["says"][at]));
            let files = picture["files"].as_array().unwrap();
            assert!(files.len() >= 4, "{picture}");
            for file in files {
                let [named, decoded, tall] = [0, 1, 2].map(|at| number(&file[at]));
                assert_eq!(named, decoded, "{picture}");
                // To the nearest pixel.
                assert_eq!(tall, (height * decoded * 2 + width) / (width * 2), "{picture}");
            }
            let widest = files.iter().map(|file| number(&file[1])).max();
            assert_eq!(widest, Some(width), "{picture}");
        }
    }
}

#[test]
#[ignore = "it makes a site for Lighthouse: cargo test --test browser -- --ignored six_photographs"]
fn six_photographs() {
    let place = tempfile::tempdir().unwrap();
    let put = |path: &str, bytes: &[u8]| tree::put(place.path(), path, bytes);
    put("site.yaml", SETTINGS.as_bytes());
    let mut text = String::new();
    for number in 1..=6 {
        let taken = taken_by_a_phone(&busy_photo(2400, 1800, number), number as u16);
        put(&format!("content/politics/{number}.jpg"), &taken);
        if number > 1 {
            text += &format!("{}\n\n![The dam, {number}]({number}.jpg)\n\n", PARAGRAPH.repeat(3));
        }
    }
    let front = "image: {src: 1.jpg, alt: The dam in the morning}\n";
    put("content/politics/six.md", story(front, &text).as_bytes());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/photographs");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    tree::write(&built(place.path(), "2026-03-01"), &folder);
    println!("{}", folder.display());
}
