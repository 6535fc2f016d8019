//! Whatever is in a file, a line or a request, what is promised of it is so.
//!
//! Here every input of a corpus is tried, every one that once broke a promise, and inputs
//! that are made of these by chance, the same in each run. `bash fuzz/run.sh` looks for
//! more, for as long as it may.

mod targets;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use self::targets::Target;
use crate::common::random::Random;

/// How many inputs are made for each target. A site takes long.
const MADE: usize = 2000;
const MADE_SITES: usize = 100;
/// Longer inputs find little more.
const LONGEST: usize = 4096;

#[test]
fn whatever_is_in_a_file_what_is_promised_of_it_is_so() {
    std::thread::scope(|scope| {
        for (name, target) in targets::ALL {
            scope.spawn(move || try_all(name, target));
        }
    });
}

fn try_all(name: &str, target: Target) {
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "the corpus of {name} is empty");
    for input in &corpus {
        try_one(name, target, input);
    }
    let mut random = Random::seeded(1);
    for _ in 0..if name == "site" { MADE_SITES } else { MADE } {
        try_one(name, target, &made_of(&corpus, &mut random));
    }
}

/// The inputs of a target: those that reach all of its code, and those that once broke it.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fuzz");
    let text = |of: &str| fs::read_to_string(folder.join(format!("{of}/{name}.jsonl")));
    let (corpus, found) = (text("corpus").unwrap(), text("found").unwrap_or_default());
    corpus.lines().chain(found.lines()).map(unpacked).collect()
}

/// An input is a line, a JSON string whose characters stand for bytes.
fn unpacked(line: &str) -> Vec<u8> {
    let text: String = serde_json::from_str(line).unwrap();
    text.chars().map(|c| u8::try_from(c).unwrap()).collect()
}

fn try_one(name: &str, target: Target, input: &[u8]) {
    if catch_unwind(|| target(input)).is_err() {
        let file = std::env::temp_dir().join(format!("dateline-fuzz-{name}"));
        fs::write(&file, input).unwrap();
        panic!("{name} breaks with the input in {file:?}: {:?}", String::from_utf8_lossy(input));
    }
}

/// The beginning of an input and the end of another, with some bytes changed.
fn made_of(corpus: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let [head, tail] = [(); 2].map(|()| &corpus[random.below(corpus.len())]);
    let head = &head[..random.below(head.len() + 1)];
    let tail = &tail[random.below(tail.len() + 1)..];
    let mut made = [head, tail].concat();
    for _ in 0..random.below(4) {
        let at = random.below(made.len() + 1);
        match random.below(3) {
            0 => made.insert(at, random.below(256) as u8),
            1 if at < made.len() => made[at] = random.below(256) as u8,
            _ => {
                let piece = &corpus[random.below(corpus.len())];
                let from = random.below(piece.len() + 1);
                let to = from + random.below((piece.len() - from).min(20) + 1);
                made.splice(at..at, piece[from..to].iter().copied());
            }
        }
    }
    made.truncate(LONGEST);
    made
}
