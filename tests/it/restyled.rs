//! The example of docs/templates.md that gives a site another look, as it is written there.

use crate::common::program::run;
use crate::common::tree;

/// The files of the example, by the names in their first lines.
fn files(page: &str) -> Vec<(&str, &str)> {
    let (_, section) = page.split_once("## Another look in twenty lines").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let blocks = section.split("```").skip(1).step_by(2);
    blocks
        .map(|block| {
            let (_, text) = block.split_once('\n').unwrap();
            let (first, _) = text.split_once('\n').unwrap();
            let name = first.trim_matches(|c: char| "{}#/* ".contains(c));
            (name, text)
        })
        .collect()
}

#[test]
fn the_example_builds_and_shows() {
    let page = include_str!("../../docs/templates.md");
    let files = files(page);
    let lines: usize = files.iter().map(|(_, text)| text.lines().count()).sum();
    assert!(files.len() == 4 && lines <= 20, "{lines} lines");

    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["init"]).done();
    let settings = std::fs::read_to_string(place.path().join("site.yaml")).unwrap();
    let settings = settings.replace("https://example.org/", "https://paper.example/");
    tree::put(place.path(), "site.yaml", &settings);
    for (name, text) in files {
        tree::put(place.path(), name, text);
    }
    run(place.path(), &["build"]).done();
    let checked = run(place.path(), &["check"]).done();
    assert!(checked.stderr.is_empty(), "{}", checked.stderr);
    let output = tree::read(&place.path().join("public"));
    let html = |path: &str| String::from_utf8_lossy(&output[path]).into_owned();
    let home = html("index.html");
    assert!(home.contains("<title>Today: My Briefing") && home.contains("/own."), "{home}");
    assert!(html("politics/welcome/index.html").contains("is written by nine people"));
}
