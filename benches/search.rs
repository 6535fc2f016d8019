//! How long the index of the search takes, how large it is, and how much of it
//! a query fetches; and the same of Pagefind, where it is installed:
//!
//! ```sh
//! npm install --no-save pagefind
//! cargo bench --bench search
//! cargo bench --bench search -- 1000 10000 100000
//! ```
//!
//! The numbers are of stories of 400 words, of 40,000 different ones. Memory is
//! the most that was in use at once above what the texts take. Bytes of queries
//! are told by the script itself, which Node runs: of two words, of one word with
//! a slip in it, and of a phrase of two words, with ten results each. The first
//! query fetches the script, the manifest and the table as well.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "../tests/common/archive.rs"]
mod archive;
#[path = "search/pagefind.rs"]
mod pagefind;
#[allow(dead_code)]
#[path = "../tests/common/random.rs"]
mod random;

use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use archive::{Text, Vocabulary};
use dateline::search::words::{LocalInterner, SharedInterner, StoryText, StoryWords};
use dateline::search::{SearchIndex, Story};
use dateline::site::Paths;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::ToSpan;
use jiff::civil::date;
use random::Random;
use rayon::prelude::*;

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WORDS: usize = 400;
const VOCABULARY: usize = 40_000;
const QUERIES: usize = 200;
/// How often each time is measured; the least counts.
const TIMES: usize = 3;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1000, 10_000, 100_000] } else { sizes };
    println!(
        "| stories | by | words | index | memory | files | size | first query | later query | slip | phrase |"
    );
    println!(
        "|--------:|----|------:|------:|-------:|------:|-----:|------------:|------------:|-----:|-------:|"
    );
    for size in sizes {
        let random = &mut Random::seeded(7);
        let vocabulary = Vocabulary::new(VOCABULARY, false, random);
        let texts: Vec<Text> = (0..size).map(|_| Text::new(&vocabulary, WORDS, random)).collect();
        println!("{}", row(&texts, &vocabulary, random));
        match pagefind::row(&texts) {
            Some(row) => println!("{row}"),
            None => println!("| {size} | Pagefind | not installed |"),
        }
    }
}

fn row(texts: &[Text], vocabulary: &Vocabulary, random: &mut Random) -> String {
    let before = forget_peak();
    let ((known, words), words_time) = timed(|| {
        let known = SharedInterner::new();
        let words: Vec<StoryWords> =
            texts.par_iter().map_init(|| LocalInterner::new(&known), words_of).collect();
        (known, words)
    });
    let stories: Vec<Story<'_>> =
        texts.iter().zip(0..).zip(&words).map(|(text, words)| story(text, words)).collect();
    let sections = [("politics", "Politics"), ("economy", "Economy")];
    let folder = Paths::default().search();
    let (index, index_time) =
        timed(|| SearchIndex::build(&folder, &stories, &known, &sections, "en"));
    let memory = status("VmHWM:").saturating_sub(before);
    let bytes: usize = index.files.iter().map(|(_, bytes)| bytes.len()).sum();
    let wire = wire(
        &index,
        &[
            queries(|| format!("{} {} ", rare(vocabulary, random), rare(vocabulary, random))),
            queries(|| format!("{} ", slipped(rare(vocabulary, random), random))),
            queries(|| format!("\"{}\"", phrase(texts, random))),
        ],
    );
    let kilobytes = |bytes: usize| format!("{:.0} kB", bytes as f64 / 1e3);
    let queries = wire.map_or("there is no Node".to_string(), |(first, medians)| {
        let sizes = [first + medians[0]].into_iter().chain(medians);
        sizes.map(kilobytes).collect::<Vec<_>>().join(" | ")
    });
    format!(
        "| {} | Dateline | {} ms | {} ms | {} MB | {} | {:.1} MB | {queries} |",
        texts.len(),
        words_time.as_millis(),
        index_time.as_millis(),
        memory / 1024,
        index.files.len(),
        bytes as f64 / 1e6,
    )
}

/// The last result and the least time.
fn timed<T>(make: impl Fn() -> T) -> (T, Duration) {
    let mut least = Duration::MAX;
    let mut made = None;
    for _ in 0..TIMES {
        // What was made before is not in memory twice.
        drop(made.take());
        let started = Instant::now();
        made = Some(make());
        least = least.min(started.elapsed());
    }
    (made.expect("it was made"), least)
}

fn words_of(known: &mut LocalInterner<'_>, text: &Text) -> StoryWords {
    let tags = text.tags();
    let (title, subtitle, body) = (&*text.title, &*text.subtitle, &*text.body);
    StoryWords::of(known, StoryText { title, subtitle, tags: &tags, authors: &[], body })
}

fn story<'a>((text, number): (&'a Text, i64), words: &'a StoryWords) -> Story<'a> {
    let day = date(2000, 1, 1).saturating_add((number / 10).days());
    Story {
        url: format!("/briefing/politics/{number:06}/"),
        title: text.title.as_str().into(),
        section: number as usize % 2,
        day,
        date_iso: format!("{day}T09:30:00+01:00"),
        date_text: day.to_string(),
        summary: text.body.as_str(),
        lang: None,
        words,
    }
}

fn queries(query: impl FnMut() -> String) -> Vec<String> {
    std::iter::repeat_with(query).take(QUERIES).collect()
}

/// Readers ask for rare words as often as for frequent ones.
fn rare<'a>(vocabulary: &'a Vocabulary, random: &mut Random) -> &'a str {
    &vocabulary.words[random.below(VOCABULARY)]
}

/// The word without one of its letters.
fn slipped(word: &str, random: &mut Random) -> String {
    let without = random.below(word.chars().count());
    let letters = word.chars().enumerate().filter(|(at, _)| *at != without);
    letters.map(|(_, letter)| letter).collect()
}

/// Two words that follow each other in a story: most are frequent ones.
fn phrase(texts: &[Text], random: &mut Random) -> String {
    let words: Vec<&str> = texts[random.below(texts.len())].body.split_whitespace().collect();
    words[random.below(words.len() - 1)..][..2].join(" ")
}

/// What the first query fetches that a later one has, and the median of each of
/// these lists of queries; none without Node.
fn wire(index: &SearchIndex, queries: &[Vec<String>]) -> Option<(usize, Vec<usize>)> {
    let place = tempfile::tempdir().unwrap();
    for (path, bytes) in &index.files {
        let file = place.path().join(path.as_str().trim_start_matches('/'));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let asked = place.path().join("queries.json");
    std::fs::write(&asked, serde_json::to_vec(queries).unwrap()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/search/wire.mjs");
    let folders = [&place.path().join("search"), &asked];
    let told = Command::new("node").arg(script).args(folders).output().ok()?;
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let script = compressed(dateline::theme::static_file("search.js").unwrap());
    let first = script + told["first"].as_u64().unwrap() as usize;
    Some((first, serde_json::from_value(told["medians"].clone()).unwrap()))
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}

/// Forgets the peak of memory in use; what is in use now, in kB. Zero where the
/// system does not tell.
fn forget_peak() -> usize {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    status("VmRSS:")
}

fn status(name: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.map_or(0, |line| line.trim().trim_end_matches(" kB").parse().unwrap_or_default())
}
