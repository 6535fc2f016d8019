//! A small site with a file of any content.

use std::collections::BTreeSet;

use super::memory::InMemory;
use dateline::diagnostic::Diagnostic;
use dateline::model::Reveal;
use dateline::render::Renderer;
use dateline::site::{Address, Instant, LoadOptions, Loaded, load};
use jiff::Timestamp;

pub const SETTINGS: &str =
    "title: The Highland Briefing\nbase_url: https://highland.example/base/\n";
const STORY: &str = "---\ntitle: Talks\ndate: 2026-02-01\ntags: [water]\n---\n[vote](vote.md)\n";
pub const VOTE: &str = "---\ntitle: Vote\ndate: 2026-02-02\naliases: /old/\n---\nNo.\n";
pub const ABOUT: &str = "---\ntitle: About\n---\nWho we are.\n";

/// A small site with one file replaced or added, loaded and rendered whole;
/// everything that is wrong with it.
pub fn built_with(path: &str, bytes: Vec<u8>) -> Vec<Diagnostic> {
    let files = [
        ("site.yaml", SETTINGS),
        ("content/politics/talks.md", STORY),
        ("content/politics/vote.md", VOTE),
        ("content/about.md", ABOUT),
    ];
    let files = files.map(|(path, text)| (path, text.as_bytes().to_vec()));
    let options = LoadOptions {
        instant: Instant::Exact(Timestamp::constant(1_800_000_000, 0)),
        address: Address::Configured,
        reveal: Reveal { drafts: true, future: true, expired_by: None },
    };
    let site = InMemory::new(files.into_iter().chain([(path, bytes)]));
    let Loaded { site, diagnostics } = load(&site, &options);
    let has_errors = diagnostics.iter().any(Diagnostic::is_error);
    let rendered = rendered(Renderer::new(site));
    let is_template = path.starts_with("templates/");
    assert!(has_errors || is_template || rendered.is_empty(), "a good site fails: {rendered:?}");
    [diagnostics, rendered].concat()
}

fn rendered(renderer: Result<Renderer, Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let renderer = match renderer {
        Ok(renderer) => renderer,
        Err(faults) => return faults,
    };
    let routes = &renderer.site().routes;
    assert!(!routes.is_empty());
    let outputs: BTreeSet<_> = routes.iter().map(|(path, _)| path.to_output()).collect();
    assert_eq!(outputs.len(), routes.len(), "two routes write one file");
    for output in outputs {
        let leaves = output.as_str().split('/').any(|part| matches!(part, "" | "." | ".."));
        assert!(!leaves, "{output} leaves the output");
    }
    let faults = routes.iter().filter_map(|(path, _)| renderer.render(path).err());
    faults.flatten().collect()
}
