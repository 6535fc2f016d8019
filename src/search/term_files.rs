//! How the words of the index are divided into files, and the bytes of those.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::search::bytes::{push_after, push_measured, push_number};
use crate::search::terms::Term;

/// More files of words there are not.
pub(super) const MOST_FILES: usize = 200;
/// Of this many of them the positions are in one file.
pub(super) const PER_POSITIONS: usize = 4;
/// An index below this size is one file.
const ONE_FILE: usize = 8 << 10;
/// Else a file has at least this size: the smaller they are, the fewer change
/// with a new story.
const LEAST_BYTES: usize = 4 << 10;
/// A file begins at one of so many beginnings of words, so that it is the words
/// that choose, and not how many stories there are.
const ONE_IN: u64 = 8;
/// A file that is so many times the least size begins a new one anyhow.
const MOST_TIMES: usize = 4;

/// The files of words: for each, the range of its words; at least one.
pub(super) fn divide(terms: &[Term]) -> Vec<Range<usize>> {
    let least = least_size(terms.iter().map(size).sum());
    let mut files = Vec::new();
    let (mut start, mut at, mut bytes) = (0, 0, 0);
    for alike in terms.chunk_by(|a, b| beginning(&a.word) == beginning(&b.word)) {
        let chosen = alike.first().is_some_and(|term| begins_a_file(&term.word));
        if bytes >= least && (chosen || bytes >= least * MOST_TIMES) {
            files.push(start..at);
            (start, bytes) = (at, 0);
        }
        at += alike.len();
        bytes += alike.iter().map(size).sum::<usize>();
    }
    files.push(start..at);
    files
}

/// About the bytes that a word takes.
fn size(term: &Term) -> usize {
    term.word.len() + term.postings.len() + 4
}

/// The least size of a file, when all words take so many bytes. It grows in
/// steps, since a new one moves all boundaries.
fn least_size(bytes: usize) -> usize {
    if bytes < ONE_FILE {
        return ONE_FILE;
    }
    let mut least = LEAST_BYTES;
    while least * (MOST_FILES - 1) < bytes {
        least += if least.is_power_of_two() { least / 2 } else { least / 3 };
    }
    least
}

/// The first three characters.
fn beginning(word: &str) -> &str {
    word.char_indices().nth(3).and_then(|(end, _)| word.get(..end)).unwrap_or(word)
}

fn begins_a_file(word: &str) -> bool {
    xxh3_64(beginning(word).as_bytes()).is_multiple_of(ONE_IN)
}

/// The bytes of each file of words.
pub(super) fn term_files(terms: &[Term], files: &[Range<usize>]) -> Vec<Vec<u8>> {
    files.par_iter().map(|range| term_file(terms.get(range.clone()).unwrap_or_default())).collect()
}

fn term_file(terms: &[Term]) -> Vec<u8> {
    let groups = Groups::of(terms);
    let mut bytes = Vec::with_capacity(terms.iter().map(size).sum());
    push_number(&mut bytes, groups.firsts.len() as u32);
    push_number(&mut bytes, terms.len() as u32);
    let mut before = "";
    for (term, group) in terms.iter().zip(&groups.of_term) {
        push_after(&mut bytes, before, &term.word);
        push_number(&mut bytes, *group);
        before = &term.word;
    }
    for first in &groups.firsts {
        push_after(&mut bytes, &first.word, &first.stem);
    }
    for term in terms {
        push_measured(&mut bytes, &term.postings);
    }
    bytes
}

/// The words of a file that have the same stem.
struct Groups<'a> {
    of_term: Vec<u32>,
    /// The first word of each.
    firsts: Vec<&'a Term>,
}

impl<'a> Groups<'a> {
    fn of(terms: &'a [Term]) -> Self {
        let mut groups = Groups { of_term: Vec::with_capacity(terms.len()), firsts: Vec::new() };
        let mut numbers: HashMap<&str, u32, ahash::RandomState> = HashMap::default();
        for term in terms {
            let group = *numbers.entry(&term.stem).or_insert_with(|| {
                groups.firsts.push(term);
                groups.firsts.len() as u32 - 1
            });
            groups.of_term.push(group);
        }
        groups
    }
}

/// The bytes of each file of positions.
pub(super) fn position_files(terms: &[Term], files: &[Range<usize>]) -> Vec<Vec<u8>> {
    let file = |ranges: &[Range<usize>]| {
        let mut bytes = Vec::new();
        for term in ranges.iter().filter_map(|range| terms.get(range.clone())).flatten() {
            push_measured(&mut bytes, &term.positions);
        }
        bytes
    };
    files.par_chunks(PER_POSITIONS).map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(word: &str, bytes: usize) -> Term {
        let postings = vec![0; bytes];
        Term { word: word.to_string(), stem: word.to_string(), postings, positions: Vec::new() }
    }

    #[test]
    fn a_small_index_is_one_file() {
        assert_eq!(divide(&[]), vec![0..0; 1]);
        assert_eq!(divide(&[term("a", 10), term("b", 10)]), vec![0..2; 1]);
    }

    #[test]
    fn words_that_begin_alike_are_in_one_file() {
        let mut terms = Vec::new();
        for word in ["talk", "talks", "tall", "tame", "tames", "tan", "tap"] {
            terms.push(term(word, 40 << 10));
        }
        assert_eq!(divide(&terms), [0..3, 3..5, 5..6, 6..7]);
    }

    #[test]
    fn files_do_not_become_too_many() {
        for (words, bytes) in [(100, 10), (10_000, 300), (30_000, 5000)] {
            let name = |number: usize| format!("{:05}", number * 3);
            let terms: Vec<Term> = (0..words).map(|number| term(&name(number), bytes)).collect();
            let files = divide(&terms);
            assert!(files.len() <= MOST_FILES, "{}", files.len());
            assert_eq!(files.iter().map(ExactSizeIterator::len).sum::<usize>(), words);
        }
    }

    #[test]
    fn the_least_size_grows_in_steps() {
        assert_eq!(least_size(0), 8 << 10);
        assert_eq!(least_size(8 << 10), 4 << 10);
        assert_eq!(least_size((4 << 10) * 199 + 1), 6 << 10);
        assert_eq!(least_size((6 << 10) * 199 + 1), 8 << 10);
    }
}
