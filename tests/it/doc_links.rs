//! Every link of the project's own texts leads to a file that is there, and to a heading in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a text links to, and what can be linked to in it.
#[derive(Default)]
struct Text {
    links: Vec<String>,
    anchors: BTreeSet<String>,
}

impl Text {
    fn of(markdown: &str) -> Self {
        let mut text = Text::default();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut heading: Option<String> = None;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
            match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    text.links.push(dest_url.into_string());
                }
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::Text(piece) | Event::Code(piece) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&piece);
                    }
                }
                Event::End(TagEnd::Heading(_)) => {
                    let anchor = anchor(&heading.take().unwrap_or_default());
                    let count = counts.entry(anchor.clone()).or_default();
                    text.anchors.insert(match *count {
                        0 => anchor,
                        more => format!("{anchor}-{more}"),
                    });
                    *count += 1;
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    let written =
                        html.split("src=\"").skip(1).filter_map(|rest| rest.split_once('"'));
                    text.links.extend(written.map(|(link, _)| link.to_string()));
                }
                _ => {}
            }
        }
        text
    }
}

/// The anchor that GitHub gives a heading
/// (<https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links>).
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter(kept)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// Where they are, beside the root.
const FOLDERS: [&str; 4] = ["docs", "packaging", "src", "tests"];

/// The Markdown files that explain the project, not those of sites in it.
fn explanations(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|name| root.join(name)).collect();
    let is_text = |path: &Path| path.extension().is_some_and(|ending| ending == "md");
    found.extend(fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()));
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let is_of_a_case = path.ends_with("tests/sites");
            match path.is_dir() {
                true if !is_of_a_case => folders.push(path),
                true => {}
                false => found.push(path),
            }
        }
    }
    found.retain(|path| path.is_file() && is_text(path));
    found.sort();
    found
}

/// What is wrong with the links of the texts below `root`.
fn faults(root: &Path) -> Vec<String> {
    let files = explanations(root);
    let texts: BTreeMap<PathBuf, Text> = files
        .iter()
        .map(|file| (file.clone(), Text::of(&fs::read_to_string(file).unwrap())))
        .collect();
    let mut faults = Vec::new();
    for (file, text) in &texts {
        for link in
            text.links.iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:"))
        {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => file.clone(),
                path => file.parent().unwrap().join(path),
            };
            let name = file.strip_prefix(root).unwrap().display();
            let Ok(target) = target.canonicalize() else {
                faults.push(format!("{name}: {link}: there is no such file"));
                continue;
            };
            let has_anchor = anchor.is_empty()
                || texts.get(&target).is_some_and(|text| text.anchors.contains(anchor));
            if !has_anchor {
                faults.push(format!("{name}: {link}: there is no such heading"));
            }
        }
    }
    faults
}

#[test]
fn every_link_of_the_documentation_has_its_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).canonicalize().unwrap();
    assert!(explanations(&root).len() > 25);
    assert_eq!(faults(&root), [""; 0]);
}

#[test]
fn a_link_without_a_target_is_found() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().canonicalize().unwrap();
    for folder in FOLDERS {
        fs::create_dir(root.join(folder)).unwrap();
    }
    let readme = "# A `b` -- c!\n\n## Twice\n\n## Twice\n\n[1](#a-b----c) [2](#twice-1) [3](docs/a.md#x)\n\n\
                  [4](#twice-2) [5](docs/b.md) [6](docs/a.md#y) [7](https://example.org/#z)\n\n\
                  <img src=\"docs/no.png\">\n";
    fs::write(root.join("README.md"), readme).unwrap();
    fs::write(root.join("docs/a.md"), "# X\n\n[up](../README.md#twice)\n").unwrap();
    assert_eq!(
        faults(&root),
        [
            "README.md: #twice-2: there is no such heading",
            "README.md: docs/b.md: there is no such file",
            "README.md: docs/a.md#y: there is no such heading",
            "README.md: docs/no.png: there is no such file",
        ]
    );
}
