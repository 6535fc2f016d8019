//! What a page weighs, what it loads, and whether it needs a script.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::common::browser::Browser;
use crate::common::effort::share;
use crate::looks::faults::Faults;
use crate::looks::kinds::{KINDS, Kind, named};
use crate::looks::sample::Sample;

/// A page and its style sheets, compressed: they fit in the first packets that a
/// server sends before it waits for an answer (ten of 1,460 bytes, RFC 6928).
const PAGE: usize = 14_000;
/// All scripts of a page but the search's own, compressed.
const SCRIPTS: usize = 5_000;

/// The paths of all that the page loaded.
const LOADED: &str = "performance.getEntriesByType('resource').map(file => file.name)";
/// The scripts that stand in the page itself.
const INLINE: &str = "[...document.scripts]\
     .filter(script => !script.src && !/json/.test(script.type)).map(script => script.textContent)";
/// The button that copies an address works with a script, and is there with one only.
const TEXT: &str =
    "(document.querySelector('[data-copy]')?.remove(), document.querySelector('main').innerText)";

/// How many bytes are sent.
pub fn sent(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

impl Sample {
    /// The files that a page loaded, by their paths in the output; what is of another host is there with its address.
    pub fn loaded(&self) -> Vec<String> {
        let base = format!("{}/", self.server.address);
        let loaded: Vec<String> = serde_json::from_value(self.ask(LOADED)).unwrap();
        let file = |address: String| match address.strip_prefix(&base) {
            Some(path) => path.split('?').next().unwrap_or_default().to_string(),
            None => address,
        };
        loaded.into_iter().map(file).collect()
    }

    /// Of a page that is shown: what it and its style sheets weigh, and its scripts.
    fn weight(&self, kind: Kind) -> (usize, usize) {
        let loaded = self.loaded();
        let files = |ending: &'static str| {
            let files = loaded.iter().filter(move |file| file.ends_with(ending));
            files.filter(|file| !file.starts_with("search.")).map(|file| sent(&self.files[file]))
        };
        let inline: Vec<String> = serde_json::from_value(self.ask(INLINE)).unwrap();
        let inline = inline.iter().map(|script| sent(script.as_bytes()));
        let page = sent(&self.files[&kind.file()]);
        (page + files(".css").sum::<usize>(), files(".js").chain(inline).sum())
    }
}

#[test]
fn pages_are_light_and_load_nothing_from_elsewhere() {
    let Some(sample) = Sample::open() else { return };
    let mut faults = Faults::default();
    for kind in KINDS {
        sample.show(kind);
        sample.load_all_pictures();
        let (page, scripts) = sample.weight(kind);
        println!("{:16} {page:6} bytes, scripts {scripts:5}", kind.name);
        if page > PAGE {
            faults.add(format!("page and styles are {page} bytes"), kind.path);
        }
        if scripts > SCRIPTS {
            faults.add(format!("scripts are {scripts} bytes"), kind.path);
        }
        let loaded = sample.loaded();
        assert!(loaded.iter().any(|file| file.ends_with(".css")), "{loaded:?}");
        for file in loaded.iter().filter(|file| !sample.files.contains_key(*file)) {
            faults.add(format!("{file} is not of the site"), kind.path);
        }
        // What the policy of the page stopped is among them.
        for complaint in sample.browser.complaints() {
            faults.add(complaint, kind.path);
        }
    }
    faults.are_none();
}

#[test]
fn a_page_says_the_same_without_scripts() {
    let Some(sample) = Sample::open() else { return };
    let Some(plain) = Browser::open() else { return };
    plain.without_scripts();
    for kind in share(KINDS.into_iter().filter(|kind| !kind.is_search()), 3) {
        sample.show(kind);
        plain.go_to(&format!("{}{}", sample.server.address, kind.path));
        let text = plain.run(&format!("return {TEXT}"));
        assert!(text.as_str().unwrap().len() > 40, "{} has no text: {text}", kind.path);
        assert_eq!(text, sample.ask(TEXT), "{}", kind.path);
    }
}

#[test]
fn weight_and_strangers_are_noticed() {
    let Some(sample) = Sample::open() else { return };
    let script = "'".to_string() + &"abcdefgh".repeat(10) + "'";
    let fault = format!(
        "<img src=\"http://localhost:1/pixel.gif\"><script>{script}</script><main id=\"main\">"
    );
    let planted = sample.plant(named("story"), "<main id=\"main\">", &fault);
    sample.show(named("story"));
    let (_, before) = sample.weight(named("story"));
    sample.show(planted);
    let (_, scripts) = sample.weight(named("story"));
    assert_eq!(scripts - before, sent(script.as_bytes()));
    let complaints = sample.browser.complaints();
    assert!(complaints.iter().any(|told| told.contains("localhost:1/pixel.gif")), "{complaints:?}");
}
