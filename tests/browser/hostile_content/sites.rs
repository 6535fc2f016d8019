//! Sites that strangers wrote to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::common::program::run;
use crate::common::tree;
use serde_json::json;
use tempfile::TempDir;

const SETTINGS: &str = "title: Small\ntagline: Small news\nbase_url: https://highland.example/briefing/\n\
    sections: [politics]\npage_size: 500\nfeeds: {limit: 500, tags: true}\n";
/// No policy of the page stands behind what the program does.
const BARE: &str = "content_security_policy: false\n";
const ALLOW: &str = "markdown: {html: allow}\n";

/// What authors are allowed.
#[derive(Clone, Copy)]
pub enum Trust {
    /// The default, without the policy of the page: the cleaner alone.
    CleanerAlone,
    /// All HTML, under the policy of the page.
    PolicyAlone,
    /// All HTML, and no policy.
    Nothing,
}

/// A site that was built.
pub struct Site {
    place: TempDir,
    /// The texts that are in it, by name.
    pub shown: Vec<String>,
    /// Those that the program did not take.
    pub refused: Vec<String>,
}

/// A name and a text.
pub type Vector = (String, String);

/// The texts of `vectors.txt`.
pub fn texts() -> Vec<Vector> {
    let parts = include_str!("vectors.txt").split("%% ").skip(1);
    let vector = |part: &str| {
        let (name, text) = part.split_once('\n').unwrap();
        (name.to_string(), text.to_string())
    };
    parts.map(vector).collect()
}

/// The fields of `fields.txt`.
pub fn fields() -> Vec<String> {
    include_str!("fields.txt").lines().map(String::from).collect()
}

/// A story with such a text.
fn story((name, text): &Vector) -> String {
    format!("---\ntitle: {name}\ndate: 2026-02-01\n---\nThey met.\n\n{text}")
}

/// A story that begins with such a text, so that lists and results show what is left of
/// it.
fn story_that_begins_with((name, text): &Vector) -> String {
    format!("---\ntitle: Payload {name}\ndate: 2026-02-01\n---\n{text}")
}

/// A story with such a text in every field.
fn story_with_fields(text: &str, number: usize) -> String {
    let facts = json!({
        "title": format!("Payload {text}"),
        "slug": format!("field-{number}"),
        "subtitle": text,
        "summary": text,
        "date": "2026-02-01 09:30",
        "dateline": {"place": text, "agency": text},
        "authors": [text, format!("{text} 2")],
        "tags": [format!("tag {text}")],
        "image": {"src": "https://127.0.0.1:9/a.jpg?\"onerror=\"canary()", "alt": text, "caption": text, "credit": text},
        "source": {"name": text, "url": "https://127.0.0.1:9/?\"><img src=x onerror=canary()>"},
        "corrections": [{"date": "2026-02-01", "text": text}],
        "translations": {"ru": format!("https://127.0.0.1:9/{number}?\"onmouseover=\"canary()")},
        "extra": {"note": text},
    });
    format!("---\n{facts}\n---\n## {text}\n\n{text}\n")
}

impl Site {
    /// Builds a site of all texts, less those that are refused.
    pub fn of_texts(trust: Trust, texts: &[Vector]) -> Self {
        Site::of_stories(trust, texts, story)
    }

    /// The same, of stories that begin with them.
    pub fn of_beginnings(trust: Trust, texts: &[Vector]) -> Self {
        Site::of_stories(trust, texts, story_that_begins_with)
    }

    fn of_stories(trust: Trust, texts: &[Vector], story: fn(&Vector) -> String) -> Self {
        let mut site = Site::new(trust);
        for (number, vector) in texts.iter().enumerate() {
            tree::put(&site.root(), &format!("content/politics/text-{number}.md"), story(vector));
        }
        let refused = site.build();
        for (number, (name, _)) in texts.iter().enumerate() {
            let list = if refused.contains(&number) { &mut site.refused } else { &mut site.shown };
            list.push(name.clone());
        }
        site
    }

    /// Builds a site with such texts in the fields of its stories.
    pub fn of_fields(trust: Trust, fields: &[String]) -> Self {
        let site = Site::new(trust);
        for (number, text) in fields.iter().enumerate() {
            let file = format!("content/politics/text-{number}.md");
            tree::put(&site.root(), &file, story_with_fields(text, number));
        }
        let reads = (0..fields.len()).map(|n| format!("2026-02-01,/politics/field-{n}/,9\n"));
        let reads: String = reads.collect();
        tree::put(&site.root(), "data/reads.csv", format!("date,path,reads\n{reads}"));
        assert_eq!(site.build(), BTreeSet::new());
        site
    }

    fn new(trust: Trust) -> Self {
        let more = match trust {
            Trust::CleanerAlone => BARE.to_string(),
            Trust::PolicyAlone => ALLOW.to_string(),
            Trust::Nothing => format!("{BARE}{ALLOW}"),
        };
        let site =
            Site { place: tempfile::tempdir().unwrap(), shown: Vec::new(), refused: Vec::new() };
        tree::put(&site.root(), "site.yaml", format!("{SETTINGS}{more}"));
        site
    }

    fn root(&self) -> PathBuf {
        self.place.path().join("site")
    }

    /// What was published.
    pub fn output(&self) -> PathBuf {
        self.root().join("public")
    }

    /// Builds without the texts that are refused; these by number.
    fn build(&self) -> BTreeSet<usize> {
        let build = || run(&self.root(), &["build", "--at", "2026-02-01T12:00:00Z"]);
        let first = build();
        let mut refused = BTreeSet::new();
        if first.status != Some(0) {
            // Those that are warned of are published.
            let mut is_error = false;
            let errors = first.stderr.lines().filter(|line| {
                is_error =
                    line.starts_with("error: ") || is_error && !line.starts_with("warning: ");
                is_error
            });
            let number = |line: &str| {
                let (_, after) = line.split_once("content/politics/text-")?;
                after.split('.').next()?.parse::<usize>().ok()
            };
            refused.extend(errors.filter_map(number));
            for number in &refused {
                let file = format!("content/politics/text-{number}.md");
                std::fs::remove_file(self.root().join(file)).unwrap();
            }
            build().done();
        }
        refused
    }

    /// The pages that are there for each text, by their paths.
    pub fn pages(&self) -> Vec<String> {
        let folder = self.output().join("politics");
        let is_text = |path: &&String| path.ends_with("/index.html");
        let files = tree::paths(&folder);
        let pages = files.iter().filter(is_text);
        pages.map(|file| format!("/politics/{}", file.trim_end_matches("index.html"))).collect()
    }

    /// Puts an empty page beside the others.
    pub fn with_an_empty_page(&self) {
        let page = "<!doctype html><title>Feeds</title>";
        tree::put(Path::new(&self.output()), "empty/index.html", page);
    }
}
