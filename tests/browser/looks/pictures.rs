//! Pictures of pages: of every kind for those who look whether all is well, and
//! those that README.md shows.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::looks::kinds::{KINDS, Kind, named};
use crate::looks::sample::Sample;
use crate::looks::screen::{COLOURS, Colours, on_paper, preferring, sized};

/// A small phone, a tablet, a desk and a wide screen.
const WIDTHS: [u32; 4] = [320, 768, 1280, 2560];
/// How wide A4 is, in the pixels of CSS.
const PAPER: u32 = 794;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The bytes in an answer of the browser.
fn bytes(answer: &Value) -> Vec<u8> {
    BASE64_STANDARD.decode(answer["data"].as_str().unwrap()).unwrap()
}

/// A picture of what is on the screen.
fn of_screen(sample: &Sample) -> Vec<u8> {
    bytes(&sample.browser.devtools("Page.captureScreenshot", &json!({"format": "png"})))
}

/// A picture of a page from its top to its end, at this width.
fn of_page(sample: &Sample, width: u32) -> Vec<u8> {
    // As high as a screen at first: a page that is lower than that shows what is left.
    sized(&sample.browser, width, 800, 1);
    let height = sample.ask("document.documentElement.scrollHeight");
    sized(&sample.browser, width, height.as_u64().unwrap().try_into().unwrap(), 1);
    of_screen(sample)
}

/// Keeps a picture of the page that is shown.
pub fn keep(sample: &Sample, name: &str, width: u32) {
    let folder = root().join("target/screenshots");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), of_page(sample, width)).unwrap();
}

/// Takes all pictures of these pages.
fn take(kinds: &[Kind], folder: &Path) {
    let Some(sample) = Sample::open() else { return };
    let put = |name: String, bytes: Vec<u8>| fs::write(folder.join(name), bytes).unwrap();
    for kind in kinds {
        let name = kind.name;
        sample.show(*kind);
        sample.load_all_pictures();
        for (colours, width) in COLOURS.into_iter().flat_map(|c| WIDTHS.map(|width| (c, width))) {
            preferring(&sample.browser, colours);
            let picture = of_page(&sample, width);
            put(format!("{name}-{width}-{}.png", colours.name()), picture);
        }
        on_paper(&sample.browser);
        put(format!("{name}-print.png"), of_page(&sample, PAPER));
        let paper = json!({"preferCSSPageSize": true, "paperWidth": 8.27, "paperHeight": 11.69});
        put(
            format!("{name}-print.pdf"),
            bytes(&sample.browser.devtools("Page.printToPDF", &paper)),
        );
    }
}

#[test]
#[ignore = "it makes pictures to look at: cargo test --test browser -- --ignored screenshots"]
fn screenshots() {
    let folder = root().join("target/screenshots");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    // Two browsers, since one mostly waits for itself.
    let (one, other) = KINDS.split_at(KINDS.len() / 2);
    thread::scope(|scope| {
        let half = scope.spawn(|| take(one, &folder));
        take(other, &folder);
        half.join().unwrap();
    });
    let taken = fs::read_dir(&folder).unwrap().count();
    assert_eq!(taken, KINDS.len() * (WIDTHS.len() * COLOURS.len() + 2));
    println!("{taken} pictures are in {}", folder.display());
}

#[test]
#[ignore = "it renews docs/home.png and docs/story.png: cargo test --test browser -- --ignored readme"]
fn pictures_of_the_readme() {
    let Some(sample) = Sample::open() else { return };
    preferring(&sample.browser, Colours::Light);
    let docs = |name: &str| -> PathBuf { root().join("docs").join(name) };

    sized(&sample.browser, 1280, 1180, 1);
    sample.show(named("front"));
    sample.load_all_pictures();
    fs::write(docs("home.png"), of_screen(&sample)).unwrap();

    // With two dots for each pixel, as phones have them.
    sized(&sample.browser, 390, 844, 2);
    sample.show(named("story"));
    sample.load_all_pictures();
    fs::write(docs("story.png"), of_screen(&sample)).unwrap();
}
