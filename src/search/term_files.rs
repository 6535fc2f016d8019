//! How the words of the index are divided into files, and the bytes of those.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::search::Story;
use crate::search::places::Places;
use crate::search::terms::Terms;
use crate::text::varint::{push_after, push_measured, push_number};

/// More files of words there are not.
pub(super) const MOST_FILES: usize = 186;
/// Of this many of them the positions are in one file.
pub(super) const PER_POSITIONS: usize = 2;
/// An index below this size is one file.
const ONE_FILE: usize = 8 << 10;
/// Else a file has at least this size: the smaller they are, the fewer change
/// with a new story, and the less a query fetches.
const LEAST_BYTES: usize = 4 << 10;
/// Parts of the work for each thread: each looks at all words of all stories, and
/// keeps its part of their places.
const BATCHES_A_THREAD: usize = 2;

/// A file of words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TermFile {
    /// The ranks of its words.
    pub(super) terms: Range<usize>,
    /// The shortest beginning of its first word that sorts behind the last word
    /// of the file before: whatever sorts behind it is in this file, also a form
    /// of a word that no story has. Of the first file, nothing.
    pub(super) first: String,
}

/// What decides where words are divided into files.
struct Word<'a> {
    word: &'a str,
    stem: &'a str,
    /// About the bytes that it takes.
    size: usize,
}

/// The files of words; at least one.
pub(super) fn divide(terms: &Terms<'_>) -> Vec<TermFile> {
    let word =
        |term| Word { word: terms.word(term), stem: terms.stem(term), size: terms.size(term) };
    divide_words(&(0..terms.len()).into_par_iter().map(word).collect::<Vec<_>>())
}

fn divide_words(words: &[Word<'_>]) -> Vec<TermFile> {
    let least = least_size(words.iter().map(|word| word.size).sum());
    let is_between_groups = between_groups(words);
    let mut files = Vec::new();
    let mut file = TermFile { terms: 0..0, first: String::new() };
    while let Some(end) = end_of_file(words, &is_between_groups, file.terms.start, least) {
        let first = separator(words[end - 1].word, words[end].word).to_string();
        file.terms.end = end;
        files.push(std::mem::replace(&mut file, TermFile { terms: end..end, first }));
    }
    file.terms.end = words.len();
    files.push(file);
    files
}

/// Where a file that begins at word `start` ends; none if all that is left is
/// one. It is the words that choose, not how many stories there are, so that a
/// new story moves few boundaries: where no group is cut, if there is such a
/// place, and there where words differ the earliest.
fn end_of_file(
    words: &[Word<'_>],
    is_between_groups: &[bool],
    start: usize,
    least: usize,
) -> Option<usize> {
    let mut best = None;
    let mut bytes = 0;
    for end in start + 1..words.len() {
        bytes += words[end - 1].size;
        if bytes < least {
            continue;
        }
        let separator = separator(words[end - 1].word, words[end].word);
        let length = separator.chars().count();
        let choice = (!is_between_groups[end], length, xxh3_64(separator.as_bytes()), end);
        best = best.into_iter().chain([choice]).min();
        if bytes >= least + least / 4 {
            break;
        }
    }
    best.map(|(.., end)| end)
}

/// Of each word, whether no group has words on both sides of its beginning.
fn between_groups(words: &[Word<'_>]) -> Vec<bool> {
    let stems = words.iter().map(|word| word.stem);
    let last: HashMap<&str, usize, ahash::RandomState> = stems.zip(0..).collect();
    let mut open_until = 0;
    words
        .iter()
        .zip(0..)
        .map(|(word, at)| {
            let is_between = open_until < at;
            open_until = open_until.max(last.get(word.stem).copied().unwrap_or(at));
            is_between
        })
        .collect()
}

/// The shortest beginning of `word` that sorts behind `before`, by whole characters.
fn separator<'a>(before: &str, word: &'a str) -> &'a str {
    let same = word.chars().zip(before.chars()).take_while(|(a, b)| a == b);
    let shared: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let rest = &word[shared..];
    &word[..shared + rest.chars().next().map_or(0, char::len_utf8)]
}

/// The least size of a file, when all words take so many bytes. It grows in
/// steps, since a new one moves all boundaries.
fn least_size(bytes: usize) -> usize {
    if bytes < ONE_FILE {
        return ONE_FILE;
    }
    let mut least = LEAST_BYTES;
    while least * (MOST_FILES - 1) < bytes {
        // By an eighth of the power of two below.
        least += 1 << (least.ilog2() - 3);
    }
    least
}

/// The bytes of some files.
#[derive(Default)]
pub(super) struct Encoded {
    /// Of the files of words.
    pub(super) terms: Vec<Vec<u8>>,
    /// Of the files of positions.
    pub(super) positions: Vec<Vec<u8>>,
}

/// The bytes of all files. Few places of words are in memory at a time.
pub(super) fn encode(stories: &[Story<'_>], terms: &Terms<'_>, files: &[TermFile]) -> Encoded {
    let encoded: Vec<Encoded> = batches(terms, files)
        .into_par_iter()
        .with_max_len(1)
        .map(|files| encode_batch(stories, terms, files))
        .collect();
    encoded.into_iter().fold(Encoded::default(), |mut all, mut batch| {
        all.terms.append(&mut batch.terms);
        all.positions.append(&mut batch.positions);
        all
    })
}

/// The files in batches of about as many places. Those whose positions are in
/// one file are in one batch.
fn batches<'a>(terms: &Terms<'_>, files: &'a [TermFile]) -> Vec<&'a [TermFile]> {
    let places = |files: &[TermFile]| -> usize {
        files.iter().flat_map(|file| file.terms.clone()).map(|term| terms.places(term)).sum()
    };
    let enough = places(files) / (BATCHES_A_THREAD * rayon::current_num_threads());
    let mut batches = Vec::new();
    let (mut start, mut in_batch) = (0, 0);
    for end in (1..=files.len()).filter(|at| at % PER_POSITIONS == 0 || *at == files.len()) {
        in_batch += places(&files[end.saturating_sub(1) / PER_POSITIONS * PER_POSITIONS..end]);
        if in_batch >= enough || end == files.len() {
            batches.push(&files[start..end]);
            (start, in_batch) = (end, 0);
        }
    }
    batches
}

fn encode_batch(stories: &[Story<'_>], terms: &Terms<'_>, files: &[TermFile]) -> Encoded {
    let start = files.first().map_or(0, |file| file.terms.start);
    let end = files.last().map_or(0, |file| file.terms.end);
    let places = Places::gather(stories, terms, start..end);
    Encoded {
        terms: files.iter().map(|file| term_file(terms, &places, file.terms.clone())).collect(),
        positions: files.chunks(PER_POSITIONS).map(|files| position_file(&places, files)).collect(),
    }
}

fn term_file(terms: &Terms<'_>, places: &Places, range: Range<usize>) -> Vec<u8> {
    let groups = Groups::of(terms, range.clone());
    let mut bytes = Vec::with_capacity(range.clone().map(|term| terms.size(term)).sum());
    push_number(&mut bytes, groups.firsts.len() as u32);
    push_number(&mut bytes, range.len() as u32);
    let mut before = "";
    for (term, group) in range.clone().zip(&groups.of_term) {
        push_after(&mut bytes, before, terms.word(term));
        push_number(&mut bytes, *group);
        before = terms.word(term);
    }
    for first in &groups.firsts {
        push_after(&mut bytes, terms.word(*first), terms.stem(*first));
        let elsewhere: Vec<usize> = terms.group(*first).filter(|r| !range.contains(r)).collect();
        push_number(&mut bytes, elsewhere.len() as u32);
        for rank in elsewhere {
            push_after(&mut bytes, terms.word(*first), terms.word(rank));
        }
    }
    let mut postings = Vec::new();
    for term in range {
        postings.clear();
        places.push_postings(&mut postings, term);
        push_measured(&mut bytes, &postings);
    }
    bytes
}

/// The groups of a file: its words that have the same stem.
struct Groups {
    of_term: Vec<u32>,
    /// The first word of each.
    firsts: Vec<usize>,
}

impl Groups {
    fn of(terms: &Terms<'_>, range: Range<usize>) -> Self {
        let mut groups = Groups { of_term: Vec::with_capacity(range.len()), firsts: Vec::new() };
        let mut numbers: HashMap<&str, u32, ahash::RandomState> = HashMap::default();
        for term in range {
            let group = *numbers.entry(terms.stem(term)).or_insert_with(|| {
                groups.firsts.push(term);
                groups.firsts.len() as u32 - 1
            });
            groups.of_term.push(group);
        }
        groups
    }
}

fn position_file(places: &Places, files: &[TermFile]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut positions = Vec::new();
    for term in files.iter().flat_map(|file| file.terms.clone()) {
        positions.clear();
        places.push_positions(&mut positions, term);
        push_measured(&mut bytes, &positions);
    }
    bytes.shrink_to_fit();
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(words: &[(&str, &str)], size: usize) -> Vec<(Range<usize>, String)> {
        let word = |(word, stem)| Word { word, stem, size };
        let words: Vec<Word<'_>> = words.iter().copied().map(word).collect();
        divide_words(&words).into_iter().map(|file| (file.terms, file.first)).collect()
    }

    fn file(terms: Range<usize>, first: &str) -> (Range<usize>, String) {
        (terms, first.to_string())
    }

    #[test]
    fn a_small_index_is_one_file() {
        assert_eq!(divided(&[], 10), [file(0..0, "")]);
        assert_eq!(divided(&[("a", "a"), ("b", "b")], 10), [file(0..2, "")]);
    }

    #[test]
    fn the_forms_of_a_word_are_in_one_file_if_they_can() {
        let words = [
            ("tab", "tab"),
            ("talisman", "talisman"),
            ("talk", "talk"),
            ("talkative", "talkativ"),
            ("talks", "talk"),
            ("tall", "tall"),
        ];
        let files = [file(0..2, ""), file(2..5, "talk"), file(5..6, "tall")];
        assert_eq!(divided(&words, 2 << 10), files);
        assert_eq!(divided(&words, 30 << 10).len(), 6);
    }

    #[test]
    fn a_file_begins_where_words_differ_early() {
        let words = ["taa", "tab", "tac", "tb", "tba", "ua", "uab"].map(|word| (word, word));
        let files = [file(0..3, ""), file(3..5, "tb"), file(5..7, "u")];
        assert_eq!(divided(&words, 2 << 10), files);
    }

    #[test]
    fn files_do_not_become_too_many() {
        for (words, bytes) in [(100, 10), (10_000, 300), (30_000, 5000)] {
            let names: Vec<String> = (0..words).map(|number| format!("{number:05}")).collect();
            let names: Vec<(&str, &str)> = names.iter().map(|name| (&**name, &**name)).collect();
            let files = divided(&names, bytes);
            assert!(files.len() <= MOST_FILES, "{}", files.len());
            assert_eq!(files.iter().map(|(terms, _)| terms.len()).sum::<usize>(), words);
        }
    }

    #[test]
    fn the_least_size_grows_in_steps() {
        assert_eq!(least_size(0), 8 << 10);
        assert_eq!(least_size(8 << 10), 4 << 10);
        assert_eq!(least_size((4 << 10) * 185 + 1), 4608);
        assert_eq!(least_size((8 << 10) * 185 + 1), 9 << 10);
    }
}
