//! `dateline editor` and `dateline schema --as cms`: the form for writing stories. How it is used,
//! `tests/browser/editor.rs` shows.

use std::fs;
use std::path::Path;
use std::process::Command;

use dateline::text::fields::{Field, Shape};
use dateline::text::front_matter;
use serde_json::Value;

use crate::common::outside::{has, of_package};
use crate::common::program::{ended, run};
use crate::common::tree;

const SETTINGS: &str = "base_url: https://paper.example/repo/\ntimezone: UTC\n\
                        sections: [{id: politics, title: The Council}, pages]\n\
                        languages: {en: {title: Small}, hy: {title: Փոքր}}\n";
const CONFIG: &str = "static/admin/config.yml";

fn site() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", SETTINGS);
    place
}

fn settings(place: &Path) -> Value {
    let printed = run(place, &["schema", "--as", "cms"]).done().stdout;
    serde_yaml::from_str(&printed).unwrap()
}

#[test]
fn each_folder_has_a_form_with_every_field() {
    let place = site();
    let settings = settings(place.path());
    let collections = settings["collections"].as_array().unwrap();
    let of =
        |name: &str| collections.iter().map(|it| it[name].as_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(
        of("folder"),
        [
            "content/politics",
            "content/pages",
            "content",
            "content/authors",
            "content/topics",
            "content/series",
            "content/hy/politics",
            "content/hy/pages",
            "content/hy",
            "content/hy/authors",
            "content/hy/topics",
            "content/hy/series"
        ]
    );
    assert_eq!(of("label")[0], "The Council");
    assert_eq!(of("label")[6], "The Council (hy)");
    let mut names = of("name");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), collections.len(), "each has a name of its own");

    let fields = collections[0]["fields"].as_array().unwrap();
    let named = |name: &str| fields.iter().find(|field| field["name"] == name);
    for Field { name, description, shape, .. } in front_matter::FIELDS {
        // A map with anything in it has no form, and stays as it is.
        let Some(field) = named(name) else {
            assert!(matches!(shape, Shape::AnyMap), "{name} is not in the form");
            continue;
        };
        assert!(field["hint"].as_str().unwrap().starts_with(description), "{field}");
    }
    assert_eq!(named("draft").unwrap()["default"], true, "as `dateline new` begins a story");
    assert_eq!(named("kind").unwrap()["options"][2], "opinion");
    assert_eq!(named("image").unwrap()["fields"][0]["widget"], "image");
    assert_eq!(named("translations").unwrap()["fields"][0]["name"], "hy");
    // In the folder of a language, the folder says it.
    let names_of = |at: usize| -> Vec<&str> {
        let fields = collections[at]["fields"].as_array().unwrap();
        fields.iter().map(|field| field["name"].as_str().unwrap()).collect()
    };
    for (at, has_language) in [(0, true), (2, true), (6, false), (8, false), (9, false)] {
        assert_eq!(names_of(at).contains(&"language"), has_language, "{}", collections[at]);
    }
    assert_eq!(named("translation_of").unwrap()["options"], serde_json::json!(["hy"]));
    let required = fields.iter().filter(|field| field["required"] == true);
    let required: Vec<&str> = required.map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(required, ["title", "date"]);
    run(place.path(), &["schema", "site", "--as", "cms"]).misused();
    run(place.path(), &["schema"]).misused();
}

/// Which addresses are another page's already, the form knows.
#[test]
fn names_that_pages_cannot_have_are_those_of_other_pages() {
    let place = site();
    let taken = |text: &str| -> Vec<(String, Value)> {
        tree::put(place.path(), "site.yaml", text);
        let settings = settings(place.path());
        let collections = settings["collections"].as_array().unwrap().clone();
        let slug = |of: &Value| {
            let fields = of["fields"].as_array().unwrap();
            fields.iter().find(|field| field["name"] == "slug").map(|slug| slug["taken"].clone())
        };
        let each = collections.iter().filter_map(|of| Some((of, slug(of)?)));
        each.filter(|(_, taken)| !taken.is_null())
            .map(|(of, taken)| (of["name"].as_str().unwrap().to_string(), taken))
            .collect()
    };
    let names = |text: &str| Value::from(text.split(' ').collect::<Vec<_>>());
    assert_eq!(
        taken(SETTINGS),
        [
            (
                "texts--pages".into(),
                names("admin corrections hy most-read pages politics search tags")
            ),
            ("texts--pages--hy".into(), names("corrections most-read pages politics search tags"))
        ]
    );
    let one = "base_url: https://paper.example/\ntimezone: UTC\nlanguage: ru\ntitle: S\nsearch: false\n\
               sections: [{id: politika, title: Политика}]\n";
    assert_eq!(
        taken(one),
        [("texts--pages".into(), names("admin corrections most-read politika tags Политика"))]
    );
    // Each is a fault indeed.
    let page = "---\ntitle: A\n---\nText.\n";
    tree::put(place.path(), "site.yaml", SETTINGS);
    for name in ["search", "politics", "hy", "tags"] {
        let file = format!("content/{name}.md");
        tree::put(place.path(), &file, page);
        let story =
            "---\ntitle: T\ndate: 2026-01-01\nauthors: Anna Voss\ntags: [water]\n---\nText.\n";
        tree::put(place.path(), "content/politics/talks.md", story);
        run(place.path(), &["build"]).refused();
        fs::remove_file(place.path().join(&file)).unwrap();
    }
    run(place.path(), &["build"]).done();
}

#[test]
fn what_is_the_sites_own_is_kept() {
    let place = site();
    run(place.path(), &["editor", "--repository", "highland/briefing"])
        .done()
        .printing("npm install --no-save decap-cms@");
    let config = fs::read_to_string(place.path().join(CONFIG)).unwrap();
    assert!(config.contains("  repo: highland/briefing\n  branch: main\n"), "{config}");
    let own = config.replace("local_backend: true", "publish_mode: editorial_workflow");
    tree::put(place.path(), CONFIG, own.clone());
    run(place.path(), &["editor"]).done();
    assert_eq!(fs::read_to_string(place.path().join(CONFIG)).unwrap(), own);
    // The documented line, given again.
    run(place.path(), &["editor", "--repository", "highland/briefing"]).done();
    assert_eq!(fs::read_to_string(place.path().join(CONFIG)).unwrap(), own);
    tree::put(place.path(), "site.yaml", SETTINGS.replace("pages]", "economy]"));
    run(place.path(), &["editor"]).done();
    let renewed = fs::read_to_string(place.path().join(CONFIG)).unwrap();
    assert!(renewed.contains("editorial_workflow") && renewed.contains("content/economy"));

    run(place.path(), &["editor", "--repository", "other/one"]).refused().saying("change `repo`");
    // What nobody wrote yet is no settings of theirs.
    let unnamed = renewed.replace("highland/briefing", "OWNER/REPOSITORY");
    tree::put(place.path(), CONFIG, &*unnamed);
    run(place.path(), &["editor", "--repository", "briefing"]).refused().saying("OWNER/NAME");
    run(place.path(), &["editor", "--repository", "other/one", "--branch", "news"]).done();
    let named = fs::read_to_string(place.path().join(CONFIG)).unwrap();
    assert!(named.contains("  repo: other/one\n  branch: news\n"), "{named}");
    assert!(named.contains("editorial_workflow") && !named.contains("OWNER"), "{named}");
    tree::put(place.path(), CONFIG, "backend: {name: git-gateway}\n");
    run(place.path(), &["editor"]).refused().saying("are not of `dateline editor`");
    assert_eq!(
        fs::read_to_string(place.path().join(CONFIG)).unwrap(),
        "backend: {name: git-gateway}\n"
    );
    fs::remove_file(place.path().join(CONFIG)).unwrap();
    run(place.path(), &["editor", "--repository", "briefing"]).refused().saying("OWNER/NAME");
}

#[test]
fn the_program_comes_from_npm_in_the_version_that_was_tried() {
    let place = site();
    let package = |name: &str, version: &str, file: &str| {
        let about = format!("{{\"version\": \"{version}\"}}");
        tree::put(place.path(), &format!("node_modules/{name}/package.json"), about);
        tree::put(place.path(), &format!("node_modules/{name}/dist/{file}"), "// a program\n");
    };
    package("decap-cms", "3.0.0", "decap-cms.js");
    package("js-yaml", "3.15.2", "js-yaml.min.js");
    run(place.path(), &["editor"]).refused().saying("`decap-cms` is there in version 3.0.0");
    package("decap-cms", "3.16.3", "decap-cms.js");
    package("decap-cms", "3.16.3", "103.decap-cms.js");
    package("decap-cms", "3.16.3", "cms.js");
    let said = run(place.path(), &["editor"]).done();
    assert!(!said.stdout.contains("npm install"), "{}", said.stdout);
    let mut files: Vec<String> = fs::read_dir(place.path().join("static/admin"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort_unstable();
    assert_eq!(
        files,
        [
            "103.decap-cms.js",
            "config.yml",
            "decap-cms.js",
            "index.html",
            "js-yaml.min.js",
            "stories.js"
        ]
    );
    run(place.path(), &["editor", "--from", "elsewhere"]).refused().saying("--from");
}

/// What npm brings is not committed with the site.
#[test]
fn packages_stay_out_of_git() {
    for (before, after) in [
        (None, "/node_modules\n"),
        (Some("/public\n"), "/public\n/node_modules\n"),
        (Some("/public"), "/public\n/node_modules\n"),
        (Some("node_modules/\n/public\n"), "node_modules/\n/public\n"),
        (Some("/node_modules\r\n"), "/node_modules\r\n"),
    ] {
        let place = site();
        if let Some(before) = before {
            tree::put(place.path(), ".gitignore", before);
        }
        for _ in 0..2 {
            run(place.path(), &["editor"]).done();
            let found = fs::read_to_string(place.path().join(".gitignore")).unwrap();
            assert_eq!(found, after, "{before:?}");
        }
    }
}

#[test]
fn a_new_site_may_have_it() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["init", "--editor", "paper"]).done().printing("at /admin/");
    let site = place.path().join("paper");
    run(&site, &["build"]).done();
    assert!(site.join("public/admin/index.html").is_file());
    run(&site, &["check"]).done();
}

/// Stories that are read and written again are the same, and each change is one of its lines.
#[test]
fn what_was_not_changed_stays_as_it_is_written() {
    let install = "npm install --prefix target/tools js-yaml@3.15.2";
    let Some(js_yaml) = of_package("js-yaml/index.js", install) else { return };
    if !has("node", "--version", "apt-get install nodejs") {
        return;
    }
    let place = site();
    let printed = run(place.path(), &["schema", "--as", "cms"]).done().stdout;
    tree::put(place.path(), "config.yml", printed);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut node = Command::new("node");
    node.arg(root.join("tests/it/editor/stories.cjs"))
        .arg(root.join("src/commands/editor/stories.js"))
        .arg(js_yaml)
        .arg(place.path().join("config.yml"))
        .args([root.join("content"), root.join("tests/sites")]);
    let said = ended(&mut node).done();
    assert!(said.stdout.contains(" stories are the same"), "{}", said.stdout);
}
