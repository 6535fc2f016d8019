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
//! the most that was in use at once above what the texts take. What a query of
//! two words with ten results fetches is compressed; the first fetches the
//! script, the manifest and the table as well.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
#[path = "../tests/common/archive.rs"]
mod archive;
#[path = "search/pagefind.rs"]
mod pagefind;
#[allow(dead_code)]
#[path = "../tests/common/random.rs"]
mod random;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::time::{Duration, Instant};

use archive::{Text, Vocabulary};
use dateline::search::{SearchIndex, Story};
use dateline::text::words::{Acquaintance, StoryWords, Vocabulary as Known};
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
        "| stories | by | words | index | memory | files | size | first query | later query |"
    );
    println!(
        "|--------:|----|------:|------:|-------:|------:|-----:|------------:|------------:|"
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
        let known = Known::new();
        let words: Vec<StoryWords> =
            texts.par_iter().map_init(|| Acquaintance::new(&known), words_of).collect();
        (known, words)
    });
    let stories: Vec<Story<'_>> =
        texts.iter().zip(0..).zip(&words).map(|(text, words)| story(text, words)).collect();
    let sections = [("politics", "Politics"), ("economy", "Economy")];
    let (index, index_time) = timed(|| SearchIndex::build(&stories, &known, &sections, "en"));
    let memory = status("VmHWM:").saturating_sub(before);
    let bytes: usize = index.files.iter().map(|(_, bytes)| bytes.len()).sum();
    let wire = Wire::of(&index);
    let mut first = wire.first_query();
    let later = wire.queries(vocabulary, random);
    first += later;
    format!(
        "| {} | Dateline | {} ms | {} ms | {} MB | {} | {:.1} MB | {:.0} kB | {:.0} kB |",
        texts.len(),
        words_time.as_millis(),
        index_time.as_millis(),
        memory / 1024,
        index.files.len(),
        bytes as f64 / 1e6,
        first as f64 / 1e3,
        later as f64 / 1e3,
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

fn words_of(known: &mut Acquaintance<'_>, text: &Text) -> StoryWords {
    StoryWords::of(known, &text.title, Some(&text.subtitle), &text.tags(), &text.body)
}

fn story<'a>((text, number): (&'a Text, i64), words: &'a StoryWords) -> Story<'a> {
    let day = date(2000, 1, 1).saturating_add((number / 10).days());
    Story {
        url: format!("/briefing/politics/{number:06}/"),
        title: &text.title,
        section: number as usize % 2,
        day,
        date_iso: format!("{day}T09:30:00+01:00"),
        date_text: day.to_string(),
        summary: &text.body,
        lang: None,
        words,
    }
}

/// What goes over the wire: each file, compressed.
struct Wire {
    files: BTreeMap<String, usize>,
    first: Vec<String>,
    stories: usize,
    per_list: usize,
}

impl Wire {
    fn of(index: &SearchIndex) -> Self {
        let (_, manifest) = &index.files[0];
        let manifest: serde_json::Value = serde_json::from_slice(manifest).unwrap();
        let number = |name: &str| manifest[name].as_u64().unwrap() as usize;
        let files = index.files.par_iter();
        Wire {
            files: files.map(|(path, bytes)| (path.to_string(), compressed(bytes))).collect(),
            first: serde_json::from_value(manifest["first"].clone()).unwrap(),
            stories: number("stories"),
            per_list: number("perStories"),
        }
    }

    /// What the first query fetches that a later one has.
    fn first_query(&self) -> usize {
        let script = include_bytes!("../static/search.js");
        let known = ["/search/index.json", "/search/table.bin"].map(|path| self.files[path]);
        compressed(script) + known.iter().sum::<usize>()
    }

    /// What later queries fetch: the median.
    fn queries(&self, vocabulary: &Vocabulary, random: &mut Random) -> usize {
        let mut sizes: Vec<usize> = (0..QUERIES).map(|_| self.query(vocabulary, random)).collect();
        sizes.sort_unstable();
        sizes[QUERIES / 2]
    }

    fn query(&self, vocabulary: &Vocabulary, random: &mut Random) -> usize {
        let mut paths = BTreeSet::new();
        for _ in 0..2 {
            // Readers ask for rare words as often as for frequent ones.
            let word = &vocabulary.words[random.below(VOCABULARY)];
            let file = self.first.partition_point(|first| first <= word).saturating_sub(1);
            paths.insert(format!("/search/terms/{file}.bin"));
        }
        for _ in 0..10 {
            paths.insert(format!(
                "/search/list/{}.json",
                random.below(self.stories) / self.per_list
            ));
        }
        paths.iter().map(|path| self.files[path]).sum()
    }
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
