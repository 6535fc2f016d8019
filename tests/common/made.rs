//! What is made of a site that is in memory.

use dateline::model::Reveal;
use dateline::render::{Page, Renderer};
use dateline::site::{Address, Instant, LoadOptions, load};

use super::memory::InMemory;
use super::tree::Tree;

/// What is rendered of a site on March 1, 2026, by the paths of the output, and what is wrong
/// with it: each fault with its hint.
pub fn made(files: &[(&str, &str)]) -> (Tree, Vec<String>) {
    made_with(files, Reveal::default())
}

/// The same, with held stories too.
pub fn made_with(files: &[(&str, &str)], reveal: Reveal) -> (Tree, Vec<String>) {
    let options = LoadOptions {
        instant: Instant::Exact("2026-03-01T12:00:00Z".parse().unwrap()),
        address: Address::Configured,
        reveal,
    };
    let bytes = files.iter().map(|(path, text)| (*path, text.as_bytes().to_vec()));
    let loaded = load(&InMemory::new(bytes), &options);
    let told = loaded
        .diagnostics
        .iter()
        .map(|fault| format!("{fault} -> {}", fault.hint.as_deref().unwrap_or_default()))
        .collect();
    let renderer = Renderer::new(loaded.site).unwrap_or_else(|faults| panic!("{faults:?}"));
    let routes = renderer.site().routes.iter().map(|(path, _)| {
        let bytes = match renderer.render(path).unwrap() {
            Page::Html(bytes) | Page::Data(bytes) => bytes,
            Page::File(_) | Page::Card(_) => Vec::new(),
        };
        (path.to_output().as_str().to_string(), bytes)
    });
    let derived = renderer.recipes().flat_map(|recipe| renderer.derived(recipe));
    let derived =
        derived.map(|(path, bytes)| (path.to_output().as_str().to_string(), bytes.clone()));
    (routes.chain(derived).collect(), told)
}

/// The same of a site with which nothing is wrong.
#[track_caller]
pub fn made_well(files: &[(&str, &str)]) -> Tree {
    let (made, faults) = made(files);
    assert_eq!(faults, [""; 0]);
    made
}

/// A file of the output.
#[track_caller]
pub fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path} among {:#?}", tree.keys()));
    std::str::from_utf8(bytes).unwrap()
}
