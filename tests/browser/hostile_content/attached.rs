//! Files beside a text that would run by themselves, and fields that hold an address.

use serde_json::json;

use crate::common::program::{Ended, run};
use crate::common::tree;

const SETTINGS: &str = "title: Small\nbase_url: https://highland.example/\nsections: [politics]\n";
const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/></svg>";

fn build(more: &str, story: &str, files: &[(&str, &str)]) -> Ended {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", format!("{SETTINGS}{more}"));
    tree::put(place.path(), "content/politics/talks.md", story);
    for (name, text) in files {
        tree::put(place.path(), &format!("content/politics/{name}"), text);
    }
    let ended = run(place.path(), &["build", "--at", "2026-02-02T12:00:00Z"]);
    assert_eq!(ended.status == Some(0), place.path().join("public").is_dir());
    ended
}

fn story_of(facts: &serde_json::Value, text: &str) -> String {
    let mut all = json!({"title": "Talks", "date": "2026-02-01"});
    for (name, value) in facts.as_object().unwrap() {
        all[name] = value.clone();
    }
    format!("---\n{all}\n---\n{text}\n")
}

#[test]
fn a_file_that_could_run_is_not_published_with_a_text() {
    let script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>";
    let handler = DRAWING.replace("<path", "<path onclick=\"x()\"");
    for (name, text) in [
        ("a.html", "<script>x()</script>"),
        ("a.HTM", "x"),
        ("a.xhtml", "x"),
        ("a.xhtm", "x"),
        ("a.html.fr", "x"),
        ("a.php.txt", "x"),
        ("a.svg.gz", "x"),
        ("a", "\n<!DOCTYPE html><script>x()</script>"),
        ("a.bin", "<!--><script>x()</script>-->"),
        ("a.mml", "<math><x:script xmlns:x='http://www.w3.org/1999/xhtml'>x()</x:script></math>"),
        ("a.ttml", "<?xml version='1.0'?><b xmlns='http://www.w3.org/1999/xhtml'/>"),
        ("a.svg.fr", "<?xml version='1.0'?><svg><script>x()</script></svg>"),
        ("a.js", "x()"),
        ("a.xml", "<x xmlns:h=\"http://www.w3.org/1999/xhtml\"/>"),
        ("a.svg", script),
        ("b.svg", &handler),
        ("a.svgz", "x"),
    ] {
        let facts = json!({"image": name});
        let could_run = format!("`content/politics/{name}` could run a script");
        let what = match name {
            "a.svg.fr" => "an SVG drawing, which browsers do not show by this name",
            _ => "no picture",
        };
        let is_no_picture = format!("`content/politics/{name}` is {what}");
        let is_drawing = matches!(name, "a.svg" | "b.svg");
        for (story, is_shown) in [
            (story_of(&json!({}), &format!("[x]({name})")), false),
            (story_of(&json!({}), &format!("![x]({name})")), true),
            (story_of(&facts, "Text."), true),
        ] {
            let said = if is_shown && !is_drawing { &is_no_picture } else { &could_run };
            build("", &story, &[(name, text)]).refused().saying(said);
            build("markdown: {html: escape}\n", &story, &[(name, text)]).refused().saying(said);
            let trusted = build("markdown: {html: allow}\n", &story, &[(name, text)]);
            match is_shown && !is_drawing {
                true => trusted.refused().saying(said),
                false => trusted.done(),
            };
        }
    }
}

#[test]
fn a_file_that_cannot_run_is() {
    let files = [
        ("a.svg", DRAWING),
        ("a.csv", "<script>"),
        ("a.xml", "<a>b</a>"),
        ("a.pdf", "x"),
        ("a", "Votes: 7 < 9"),
        ("a.gpx", "<?xml version=\"1.0\"?><gpx/>"),
        ("a.es.pdf", "x"),
        ("a.csv.gz", "x"),
    ];
    let links: Vec<String> = files.iter().map(|(name, _)| format!("[x]({name})")).collect();
    build("", &story_of(&json!({"image": "a.svg"}), &links.join(" ")), &files).done();
}

#[test]
fn an_address_in_front_matter_cannot_be_a_script() {
    for url in [
        "javascript:canary()",
        "JAVASCRIPT:canary()",
        " javascript:canary()",
        "java\tscript:canary()",
        "\u{1}javascript:canary()",
        "javascript://example.org/%0Acanary()",
        "data:text/html,<script>canary()</script>",
        "vbscript:canary()",
        "//example.org",
    ] {
        for facts in [
            json!({"source": {"name": "A", "url": url}}),
            json!({"image": {"src": url, "alt": "A"}}),
            json!({"translations": {"ru": url}}),
        ] {
            build("", &story_of(&facts, "Text."), &[])
                .refused()
                .saying("content/politics/talks.md:");
        }
    }
}

#[test]
fn a_path_in_front_matter_cannot_leave_the_site() {
    for path in ["../../x", "/../x/", "/a/../../x/", "/%2e%2e/x/", "..\\x", "https://example.org/"]
    {
        for facts in [json!({"slug": path}), json!({"aliases": [path]}), json!({"image": path})] {
            if path == "https://example.org/" && facts.get("image").is_some() {
                continue;
            }
            build("", &story_of(&facts, "Text."), &[]).refused();
        }
    }
}

#[test]
fn what_git_and_hosts_keep_for_themselves_is_no_address_of_a_text() {
    for alias in [
        "/.git/x/",
        "/old/.GitModules/",
        "/old/.git\u{200c}/",
        "/old/GIT~1/x.html",
        "/.nojekyll",
        "/CNAME",
        "/.Dateline/files",
        "/_worker.js",
        "/index.html/x/",
        "/search/index.json",
    ] {
        let said = format!("`{}", alias.trim_end_matches('/'));
        build("", &story_of(&json!({"aliases": [alias]}), "Text."), &[])
            .refused()
            .saying("content/politics/talks.md:2:")
            .saying(&said)
            .saying("the name `");
    }
    let story = story_of(
        &json!({"aliases": ["/.well-known/x", "/old/CNAME", "/git/", "/cname/"]}),
        "[x](git)",
    );
    build("", &story, &[("git", "x")]).done();
    let attached = story_of(&json!({}), "[x](git~1)");
    build("", &attached, &[("git~1", "x")]).refused().saying("git keeps the name `git~1`");
    let page = [("../about.md", "---\ntitle: About\nslug: CNAME\n---\nText.\n")];
    build("", &story_of(&json!({}), "Text."), &page).refused().saying("content/about.md:1:");
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS.replace("politics", "CNAME"));
    run(place.path(), &["build"]).refused().saying("the section `CNAME`").saying("`id`");
}
