//! The schemas of what people write, by Python's `jsonschema`: what they take is
//! what the readers take.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dateline::slug::Naming;
use dateline::text::config;
use dateline::text::config::UnknownFields;
use dateline::text::fields::{Field, Shape};
use dateline::text::front_matter::{self, Context, Subject, TextKind, split};
use dateline::text::front_page;
use dateline::text::yaml::{self, Keys};
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

use crate::common::case::sites;
use crate::common::outside::python_has;
use crate::common::program::run;
use crate::common::tree;

const INSTALL: &str = "pip install jsonschema";

/// A kind of document.
struct Written {
    /// What `dateline schema` calls it.
    name: &'static str,
    fields: &'static [Field],
    /// Whether the reader has nothing to say against a document.
    is_taken: fn(&str) -> bool,
}

const FRONT_MATTER: Written = Written {
    name: "front-matter",
    fields: front_matter::FIELDS,
    is_taken: |text| {
        let context = Context {
            file: "a.md",
            kind: TextKind::Page,
            time_zone: &TimeZone::UTC,
            unknown_fields: UnknownFields::Error,
            naming: Naming::default(),
            base_url: None,
            datelines_have_days: true,
        };
        front_matter::parse(text, 0..text.len(), None, context).1.is_empty()
    },
};

fn is_taken_about(subject: Subject, text: &str) -> bool {
    let context = Context {
        file: "a.md",
        kind: TextKind::About(subject),
        time_zone: &TimeZone::UTC,
        unknown_fields: UnknownFields::Error,
        naming: Naming::default(),
        base_url: None,
        datelines_have_days: true,
    };
    front_matter::parse(text, 0..text.len(), None, context).1.is_empty()
}

/// What is told about authors, topics and series, by the folders of their files.
fn about() -> [(&'static str, Written); 3] {
    let (author, topic, series) = (Subject::Author, Subject::Topic, Subject::Series);
    let written =
        |name, subject: Subject, is_taken| Written { name, fields: subject.fields(), is_taken };
    [
        ("authors/", written("author", author, |text| is_taken_about(Subject::Author, text))),
        ("topics/", written("topic", topic, |text| is_taken_about(Subject::Topic, text))),
        ("series/", written("series", series, |text| is_taken_about(Subject::Series, text))),
    ]
}

const SITE: Written = Written {
    name: "site",
    fields: config::FIELDS,
    is_taken: |text| config::parse(text).1.is_empty(),
};

const FRONT_PAGE: Written = Written {
    name: "front-page",
    fields: front_page::FIELDS,
    is_taken: |text| front_page::parse(text, front_page::FILE, &TimeZone::UTC).1.is_empty(),
};

impl Written {
    /// What is wrong with each document by the schema that the program prints; none
    /// without what that needs.
    fn faults(&self, documents: &[Value]) -> Option<Vec<Option<String>>> {
        if !python_has("jsonschema", INSTALL) {
            return None;
        }
        let printed = run(root(), &["schema", self.name]).done().stdout;
        let schema: Value = serde_json::from_str(&printed).unwrap();
        let mut python = Command::new("python3");
        python.arg(root().join("tests/judges/validators/schemas.py"));
        let mut python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let asked = serde_json::to_vec(&(schema, documents)).unwrap();
        // Nothing is written before all is read, so neither waits for the other.
        python.stdin.take().unwrap().write_all(&asked).unwrap();
        let told = python.wait_with_output().unwrap();
        assert!(told.status.success());
        let faults: Vec<Option<String>> = serde_json::from_slice(&told.stdout).unwrap();
        assert_eq!(faults.len(), documents.len());
        Some(faults)
    }

    /// All these texts, by where they are from, are as the schema says.
    fn all_are_valid(&self, texts: &[(String, String)]) {
        assert!(!texts.is_empty());
        let documents: Vec<Value> = texts.iter().map(|(_, text)| json_of(text)).collect();
        let Some(faults) = self.faults(&documents) else { return };
        let wrong = texts.iter().zip(faults).filter_map(|((from, _), fault)| Some((from, fault?)));
        let wrong: Vec<(&String, String)> = wrong.collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// The reader and the schema say the same of every value of [`values`] in every field.
    fn all_are_told_alike(&self) {
        let of_field = |field: &'static Field| {
            let values = values(field).into_iter();
            values.map(move |value| (field, with(self.fields, field.name, Some(value))))
        };
        let of_fields = self.fields.iter().flat_map(of_field);
        let (fields, documents): (Vec<&Field>, Vec<Value>) = of_fields.unzip();
        let Some(faults) = self.faults(&documents) else { return };
        let mut unlike = Vec::new();
        let mut told: Map<String, Value> = Map::new();
        for ((field, document), fault) in fields.iter().zip(&documents).zip(faults) {
            let is_taken = (self.is_taken)(&document.to_string());
            told.entry(field.name).or_insert(json!({}))[is_taken.to_string()] = json!(true);
            // Which zones there are, and which sections a site has, the schema leaves to the reader.
            let names_sections = document["languages"]["en-GB"]["sections"].is_array();
            // Where a language is already, no alias of it is needed.
            let has_aliases = !document["languages"]["en-GB"]["aliases"].is_null();
            let names_section = document["podcasts"][0].is_object();
            // So it does that a block is of one of three things.
            let is_block = field.name == "blocks" && document["blocks"][0].is_object();
            let is_left_to_the_reader = (matches!(field.shape, Shape::TimeZone)
                || names_sections
                || names_section
                || has_aliases
                || is_block)
                && !is_taken;
            if is_taken != fault.is_none() && !is_left_to_the_reader {
                unlike.push(format!("{document}: taken {is_taken}, schema {fault:?}"));
            }
        }
        assert!(
            unlike.is_empty(),
            "{} unlike: {:#?}",
            unlike.len(),
            &unlike[..unlike.len().min(20)]
        );
        for (field, told) in told {
            assert_eq!(told, json!({"true": true, "false": true}), "{field} has but one kind");
        }
    }
}

/// Values for a field: its own, those of its shape, and some that suit other fields.
fn values(field: &Field) -> Vec<Value> {
    let own = field.default.iter().chain(field.examples).map(|text| json_of(text));
    own.chain(of_shape(&field.shape)).collect()
}

fn of_shape(shape: &Shape) -> Vec<Value> {
    let mut found = any();
    match shape {
        Shape::Text
        | Shape::Form(_)
        | Shape::FormOrNumber(_)
        | Shape::Flag
        | Shape::TimeZone
        | Shape::AnyMap => {}
        Shape::Count(most) => found.extend([json!(most), json!(most + 1), json!("1")]),
        Shape::FlagOr(words) => found.extend(words.iter().map(|word| json!(word))),
        Shape::OneOf(words) => found.extend(words.iter().map(|word| json!(word))),
        Shape::OrFalse(shape) => found.extend(of_shape(shape)),
        Shape::OneOrMore(shape) | Shape::List(shape) => {
            found.extend(of_shape(shape).into_iter().map(|value| json!([value])));
        }
        Shape::Map(fields) | Shape::OrMap(_, fields) => {
            for field in *fields {
                found.push(with(fields, field.name, None));
                let values = values(field).into_iter();
                found.extend(values.map(|value| with(fields, field.name, Some(value))));
            }
        }
        Shape::Named(shape) | Shape::NamedLike(_, shape) | Shape::SomeNamedLike(_, shape) => {
            found.extend(of_shape(shape).into_iter().map(|value| json!({"en-GB": value})));
        }
    }
    found
}

fn any() -> Vec<Value> {
    let texts = [
        "",
        "a",
        "A-b_c.d",
        ".a",
        "a b",
        "true",
        "error",
        "sanitize",
        "en",
        "pt-BR",
        "UTC",
        "a/b",
        "2026-02-01",
        "2026-02-01 9:30",
        "2026-02-01 09:30:15.25 +0400",
        "2026-02-01T05:30:00Z",
        "2026-02-01t05:30:00z",
        " 2026-02-01 9:30  -03 ",
        "2026-2-1",
        "2026-02-011",
        "2026-02-01 9:3",
        "2026-02-01 9",
        "1 February 2026",
        "2026-02-01 9:30 PM",
        "/",
        "/a/",
        "/a/b.html",
        "a?b",
        "#a",
        "/{slug}/",
        "/{section}/",
        "{slug}/",
        "/{slug}",
        "https://e.org",
        "http://e.org/a/?b",
        "HTTPS://e.org/#c",
        "mailto:a@e.org",
        "e.org",
        "https://",
        "a.b.e.org",
        "e.org.",
        "e.org:80",
    ];
    let others = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(-1),
        json!(1.5),
        json!(2026),
        json!([]),
        json!(["a", "b"]),
        json!([1]),
        json!([null]),
        json!([["a"]]),
        json!({}),
        json!({"unknown": "a"}),
        json!({"en": "a"}),
        json!({"a b": "a"}),
    ];
    texts.iter().map(|text| json!(text)).chain(others).collect()
}

/// A map with the fields that it has to have, and with `value` for `name`, or without it.
fn with(fields: &[Field], name: &str, value: Option<Value>) -> Value {
    let required = fields.iter().filter(|field| field.presence.is_required());
    let required = required.map(|field| (field.name.to_string(), json_of(field.examples[0])));
    let mut map: Map<String, Value> = required.collect();
    map.remove(name);
    map.extend(value.map(|value| (name.to_string(), value)));
    Value::Object(map)
}

fn json_of(yaml: &str) -> Value {
    yaml::parse(yaml, Keys::Unplaced).unwrap().value.to_json()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of sites that can be built: the sample and those of `tests/sites/`.
fn good_sites() -> Vec<PathBuf> {
    let cases = fs::read_dir(sites()).unwrap().map(|entry| entry.unwrap().path());
    let good = cases.filter(|case| case.join("expected").is_dir());
    // Of that one, the reader is told to take what it does not know.
    let good = good.filter(|case| !case.ends_with("unknown-fields-kept"));
    good.map(|case| case.join("site")).chain([root().to_path_buf()]).collect()
}

/// The blocks of code in `language` in the documentation, by where they are.
fn blocks(language: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let start = format!("```{language}\n");
    let texts = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    for file in texts.filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let text = fs::read_to_string(&file).unwrap();
        let starts = text.split(&start).skip(1);
        let name = file.file_name().unwrap().to_str().unwrap().to_string();
        blocks.extend(starts.map(|block| {
            let (block, _) = block.split_once("```").unwrap();
            (format!("{name}: {block}"), block.to_string())
        }));
    }
    blocks
}

#[test]
fn settings_of_sites_are_valid() {
    let of_site = |site: PathBuf| {
        let text = fs::read_to_string(site.join("site.yaml")).ok()?;
        Some((site.display().to_string(), text))
    };
    SITE.all_are_valid(&good_sites().into_iter().filter_map(of_site).collect::<Vec<_>>());
}

#[test]
fn front_matter_of_sites_is_valid() {
    let about = about();
    let mut told: [Vec<(String, String)>; 3] = Default::default();
    let mut texts = Vec::new();
    for site in good_sites().into_iter().filter(|site| site.join("content").is_dir()) {
        for (path, bytes) in tree::read(&site.join("content")) {
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let Some(split) = split(&text).ok().filter(|_| path.ends_with(".md")) else { continue };
            let found = (format!("{}: {path}", site.display()), text[split.yaml].to_string());
            match about.iter().position(|(folder, _)| path.starts_with(folder)) {
                Some(at) => told[at].push(found),
                None => texts.push(found),
            }
        }
    }
    assert!(texts.len() > 100, "only {} texts", texts.len());
    FRONT_MATTER.all_are_valid(&texts);
    for ((_, written), texts) in about.iter().zip(told) {
        assert!(!texts.is_empty(), "{}", written.name);
        written.all_are_valid(&texts);
    }
}

#[test]
fn examples_of_the_documentation_are_valid() {
    let whole = blocks("markdown").into_iter().filter(|(_, block)| block.starts_with("---\n"));
    let whole = whole.map(|(from, block)| (from, block[split(&block).unwrap().yaml].to_string()));
    let (told, whole): (Vec<_>, Vec<_>) = whole.partition(|(_, text)| text.starts_with("name: "));
    let [(_, author), (_, topic), _] = about();
    let (authors, topics): (Vec<_>, Vec<_>) =
        told.into_iter().partition(|(_, text)| text.contains("\nrole: "));
    author.all_are_valid(&authors);
    topic.all_are_valid(&topics);
    // A part of front matter is whole with a headline.
    let parts = blocks("yaml").into_iter().filter(|(from, _)| from.starts_with("front-matter.md"));
    let parts = parts.map(|(from, block)| match format!("\n{block}").contains("\ntitle: ") {
        true => (from, block),
        false => (from, format!("title: T\n{block}")),
    });
    FRONT_MATTER.all_are_valid(&whole.into_iter().chain(parts).collect::<Vec<_>>());
    // What a form has of its own is in its own file.
    let is_settings = |block: &str| block.contains("base_url: ") && !block.contains("backend:");
    let settings = blocks("yaml").into_iter().filter(|(_, block)| is_settings(block));
    SITE.all_are_valid(&settings.collect::<Vec<_>>());
}

#[test]
fn the_schema_of_front_matter_takes_what_the_reader_takes() {
    FRONT_MATTER.all_are_told_alike();
}

#[test]
fn the_schemas_of_what_is_told_take_what_the_reader_takes() {
    for (_, written) in about() {
        written.all_are_told_alike();
    }
}

#[test]
fn the_schema_of_settings_takes_what_the_reader_takes() {
    SITE.all_are_told_alike();
}

#[test]
fn the_schema_of_a_front_page_says_what_its_reader_says() {
    FRONT_PAGE.all_are_told_alike();
}

#[test]
fn a_new_site_has_the_schema_that_its_settings_name() {
    let place = tempfile::tempdir().unwrap();
    run(place.path(), &["init"]).done();
    let settings = fs::read_to_string(place.path().join("site.yaml")).unwrap();
    // Relative to the file that names it.
    let (_, named) = settings.split_once("# yaml-language-server: $schema=").unwrap();
    let schema = place.path().join(named.lines().next().unwrap());
    let printed = run(place.path(), &["schema", "site"]).done().stdout;
    assert_eq!(fs::read_to_string(schema).unwrap(), printed);
    assert_eq!(SITE.faults(&[json_of(&settings)]).unwrap_or(vec![None]), [None]);
}
