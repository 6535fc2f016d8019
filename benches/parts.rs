//! How long each part of a build takes: `cargo bench`.

#![allow(clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use dateline::diagnostic::Diagnostic;
use dateline::model::Reveal;
use dateline::output::{Content, Entry, Output, Rank};
use dateline::render::{Page, Renderer};
use dateline::routes::{EditionPage, Route};
use dateline::site::{Address, Changes, Files, Instant, Library, LoadOptions, load};
use dateline::slug::Naming;
use dateline::text::config::UnknownFields;
use dateline::text::front_matter::{Context, TextKind, parse, split};
use dateline::text::markdown::{HtmlPolicy, Markdown, Resolution};
use dateline::typography::Quotes;
use divan::{Bencher, black_box};
use jiff::Timestamp;
use jiff::tz::TimeZone;

fn main() {
    divan::main();
}

/// A site in memory, so that a disk's speed does not count.
struct InMemory(BTreeMap<String, Vec<u8>>);

impl Files for InMemory {
    fn list(&self, folder: &str, _: &mut Vec<Diagnostic>) -> Vec<String> {
        let below = format!("{folder}/");
        self.0.keys().filter(|file| file.starts_with(&below)).cloned().collect()
    }

    fn read(&self, file: &str) -> Result<Vec<u8>, Diagnostic> {
        self.0.get(file).cloned().ok_or_else(|| Diagnostic::error("no such file").in_file(file))
    }
}

const SECTIONS: [&str; 4] = ["politics", "economy", "society", "military"];

/// Some 400 words with a list, a quote and a table, as a wire story has.
fn story(number: usize) -> String {
    let sentence = "The assembly of the upper valley met again on Tuesday to settle how the water of \
                    the *new* reservoir is to be shared, and put the vote off once more. ";
    let paragraph = sentence.repeat(3);
    format!(
        "---\ntitle: Talks on the reservoir, day {number}\ndate: 2026-{:02}-{:02} 09:30\n\
         subtitle: The vote is put off once more\ntags: [water, assembly, \"valley {}\"]\n\
         dateline: {{place: Hesk, agency: HBN}}\nauthors: [Anna Voss]\n---\n\n\
         {paragraph}\n\n## What is at stake\n\n{paragraph}\n\n- {sentence}\n- {sentence}\n\n\
         > {sentence}\n\n| month | level |\n|---|--:|\n| May | 41 |\n| June | 44 |\n\n{paragraph}\n",
        number % 12 + 1,
        number % 28 + 1,
        number % 50,
    )
}

fn newsroom(stories: usize) -> InMemory {
    let mut files = BTreeMap::new();
    let settings = "title: Bench\nbase_url: https://example.org/\n";
    files.insert("site.yaml".to_string(), settings.as_bytes().to_vec());
    for number in 0..stories {
        let section = SECTIONS[number % SECTIONS.len()];
        let file = format!("content/{section}/talks-{number:06}.md");
        files.insert(file, story(number).into_bytes());
    }
    InMemory(files)
}

fn options() -> LoadOptions {
    LoadOptions {
        instant: Instant::Exact(Timestamp::constant(1_800_000_000, 0)),
        address: Address::Configured,
        reveal: Reveal::default(),
    }
}

fn renderer(stories: usize) -> Renderer {
    Renderer::new(load(&newsroom(stories), &options()).site).unwrap_or_else(|_| unreachable!())
}

#[divan::bench]
fn front_matter(bencher: Bencher<'_, '_>) {
    let source = story(1);
    bencher.bench(|| {
        let context = Context {
            file: "content/politics/talks.md",
            kind: TextKind::Briefing,
            time_zone: &TimeZone::UTC,
            unknown_fields: UnknownFields::Error,
            naming: Naming::default(),
            base_url: None,
            datelines_have_days: true,
        };
        let yaml = split(black_box(&source)).map(|split| split.yaml).unwrap_or_default();
        parse(&source, yaml, None, context)
    });
}

#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let source = story(1);
    let body = split(&source).map(|split| source[split.body].to_string()).unwrap_or_default();
    let markdown = Markdown::new(HtmlPolicy::Sanitize, "/base");
    bencher.bench(|| markdown.render(black_box(&body), Quotes::default(), |_| Resolution::Keep));
}

#[divan::bench]
fn markdown_with_raw_html(bencher: Bencher<'_, '_>) {
    let source = story(1);
    let body = split(&source).map(|split| source[split.body].to_string()).unwrap_or_default();
    let body = format!("{body}\n<b>raw</b>\n");
    let markdown = Markdown::new(HtmlPolicy::Sanitize, "/base");
    bencher.bench(|| markdown.render(black_box(&body), Quotes::default(), |_| Resolution::Keep));
}

#[divan::bench]
fn one_page(bencher: Bencher<'_, '_>) {
    let renderer = renderer(400);
    let mut routes = renderer.site().routes.iter();
    let briefing =
        routes.find(|(_, route)| matches!(route, Route::Edition(_, EditionPage::Briefing(_))));
    let Some((path, _)) = briefing else { return };
    bencher.bench(|| renderer.render(black_box(path)));
}

#[divan::bench(args = [100, 1000, 10_000], sample_count = 10)]
fn loading(bencher: Bencher<'_, '_>, stories: usize) {
    let files = newsroom(stories);
    bencher.bench(|| load(black_box(&files), &options()));
}

/// The save of a story that has another tag now, after which all lists are made anew.
#[divan::bench(args = [100, 1000, 10_000], sample_count = 20)]
fn another_tag(bencher: Bencher<'_, '_>, stories: usize) {
    let mut files = newsroom(stories);
    let mut library = Library::open(&files, options());
    let file = "content/politics/talks-000000.md";
    let changes = Changes::Paths(BTreeSet::from([file.to_string()]));
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let text = story(0).replace("[water,", &format!("[water{number},"));
        files.0.insert(file.to_string(), text.into_bytes());
        library.update(&files, &changes, options().instant)
    });
}

#[divan::bench(args = [100, 1000, 10_000], sample_count = 5)]
fn whole_build(bencher: Bencher<'_, '_>, stories: usize) {
    let files = newsroom(stories);
    bencher
        .with_inputs(|| tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")))
        .bench_refs(|folder| build(&files, &folder.path().join("public")));
}

fn build(files: &InMemory, output: &Path) {
    let renderer = Renderer::new(load(files, &options()).site).unwrap_or_else(|_| unreachable!());
    let routes: Vec<_> = renderer.site().routes.iter().collect();
    let entries: Vec<Entry> = routes
        .iter()
        .map(|(path, _)| Entry { path: path.to_output(), rank: Rank::Story, made_from: None })
        .collect();
    let produce = |at: usize| {
        let (path, _) = &routes[at];
        renderer.render(path).map(|page| match page {
            Page::Html(bytes) | Page::Data(bytes) => Content::Bytes(bytes),
            Page::File(_) | Page::Card(_) => Content::Bytes(Vec::new()),
        })
    };
    let written =
        Output::open(output).map(|output| output.publish_if(&entries, None, produce, || Ok(())));
    assert!(matches!(written, Ok(Ok(_))), "the build failed");
}
