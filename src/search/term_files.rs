//! How the words of the index are divided into files, and the bytes of those.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::search::Story;
use crate::search::gather::{gather, spots};
use crate::search::places::Places;
use crate::search::stream::Stream;
use crate::search::terms::Terms;
use crate::search::varint::{push_after, push_number};

/// More files of words there are not.
pub(super) const MOST_FILES: usize = 186;
/// More files of positions there are not.
const MOST_BLOCKS: usize = 56;
/// The positions of so many places are in one file at least, but for the last.
const LEAST_PLACES: usize = 4 << 10;
/// An index below this size is one file.
const ONE_FILE: usize = 8 << 10;
/// Else a file has at least this size: the smaller they are, the fewer change
/// with a new story, and the less a query fetches.
const LEAST_BYTES: usize = 4 << 10;
/// Of a large site, in about so many batches the places of words are gathered, some four bytes each, so that not
/// all are in memory at a time. For each batch all words of all stories are looked at.
const BATCHES: usize = 4;

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
        least = next_step(least);
    }
    least
}

/// By an eighth of the power of two below.
fn next_step(least: usize) -> usize {
    least + (1 << (least.ilog2() - 3))
}

/// Which files of words have their positions in one file. A file with many places
/// has one of its own: who asks for a rare word need not load those of a frequent
/// one.
pub(super) fn blocks(terms: &Terms<'_>, files: &[TermFile]) -> Vec<Range<usize>> {
    let places = |file: &TermFile| file.terms.clone().map(|term| terms.told_places(term)).sum();
    blocks_of(&files.iter().map(places).collect::<Vec<usize>>())
}

fn blocks_of(places: &[usize]) -> Vec<Range<usize>> {
    let total: usize = places.iter().sum();
    let mut least = LEAST_PLACES;
    // On average a block has half as much again.
    while least * MOST_BLOCKS * 3 / 2 < total {
        least = next_step(least);
    }
    loop {
        let blocks = blocks_of_size(places, least);
        if blocks.len() <= MOST_BLOCKS {
            return blocks;
        }
        least = next_step(least);
    }
}

fn blocks_of_size(places: &[usize], least: usize) -> Vec<Range<usize>> {
    let mut blocks = Vec::new();
    let (mut start, mut in_block) = (0, 0);
    for (at, places) in places.iter().enumerate() {
        if at > start && (in_block >= least || *places >= least) {
            blocks.push(start..at);
            (start, in_block) = (at, 0);
        }
        in_block += places;
    }
    blocks.push(start..places.len());
    blocks
}

/// Some files that were made.
pub(super) struct Encoded<F> {
    /// The files of words.
    pub(super) terms: Vec<F>,
    /// How many bytes stand before the postings in each of these.
    pub(super) heads: Vec<usize>,
    /// The files of positions.
    pub(super) positions: Vec<F>,
    /// Where the positions of each file of words begin in their file.
    pub(super) positions_at: Vec<usize>,
}

impl<F> Encoded<F> {
    fn new() -> Self {
        let (terms, heads, positions, positions_at) = Default::default();
        Encoded { terms, heads, positions, positions_at }
    }

    /// All of these, in their order.
    fn joined(parts: Vec<Self>) -> Self {
        parts.into_iter().fold(Encoded::new(), |mut all, mut part| {
            all.terms.append(&mut part.terms);
            all.heads.append(&mut part.heads);
            all.positions.append(&mut part.positions);
            all.positions_at.append(&mut part.positions_at);
            all
        })
    }
}

/// All files, each put aside by `keep` as soon as it is made.
pub(super) fn encode<F: Send>(
    stories: &[Story<'_>],
    terms: &Terms<'_>,
    files: &[TermFile],
    blocks: &[Range<usize>],
    at_once: usize,
    keep: &(impl Fn(Vec<u8>) -> F + Sync),
) -> Encoded<F> {
    let spots = spots(terms, files.iter().map(|file| file.terms.clone()));
    let encode_batch = |blocks: &[Range<usize>]| {
        let mut streams = gather(stories, &spots, files_of(blocks)).into_iter();
        let with_streams = blocks.iter().map(|block| {
            (&files[block.clone()], streams.by_ref().take(block.len()).collect::<Vec<_>>())
        });
        let with_streams: Vec<_> = with_streams.collect();
        let encode = |(files, streams)| encode_block(terms, files, streams, keep);
        Encoded::joined(with_streams.into_par_iter().with_max_len(1).map(encode).collect())
    };
    Encoded::joined(batches(terms, files, blocks, at_once).into_iter().map(encode_batch).collect())
}

/// The files of some blocks, which stand behind each other.
fn files_of(blocks: &[Range<usize>]) -> Range<usize> {
    let start = blocks.first().map_or(0, |block| block.start);
    start..blocks.last().map_or(start, |block| block.end)
}

/// The blocks in batches of about as many places.
fn batches<'b>(
    terms: &Terms<'_>,
    files: &[TermFile],
    blocks: &'b [Range<usize>],
    at_once: usize,
) -> Vec<&'b [Range<usize>]> {
    let places = |block: &Range<usize>| -> usize {
        ranks(files, block).map(|term| terms.postings(term)).sum()
    };
    let total: usize = blocks.iter().map(places).sum();
    let enough = (total / BATCHES).max(at_once);
    let mut batches = Vec::new();
    let (mut start, mut in_batch) = (0, 0);
    for (at, block) in blocks.iter().enumerate() {
        in_batch += places(block);
        if in_batch >= enough || at + 1 == blocks.len() {
            batches.push(&blocks[start..=at]);
            (start, in_batch) = (at + 1, 0);
        }
    }
    batches
}

/// The ranks of all words of some files, which stand behind each other.
fn ranks(files: &[TermFile], block: &Range<usize>) -> Range<usize> {
    let files = &files[block.clone()];
    let start = files.first().map_or(0, |file| file.terms.start);
    start..files.last().map_or(start, |file| file.terms.end)
}

/// Some files of words, whose positions are in one file, of the streams of each.
fn encode_block<F>(
    terms: &Terms<'_>,
    files: &[TermFile],
    streams: Vec<Vec<Stream>>,
    keep: impl Fn(Vec<u8>) -> F,
) -> Encoded<F> {
    let mut encoded = Encoded::new();
    let mut positions = Vec::new();
    for (file, streams) in files.iter().zip(streams) {
        encoded.positions_at.push(positions.len());
        let places = Places::of(terms, file.terms.clone(), &streams);
        drop(streams);
        let (bytes, head) = term_file(terms, &places, file.terms.clone(), &mut positions);
        encoded.terms.push(keep(bytes));
        encoded.heads.push(head);
    }
    encoded.positions.push(keep(positions));
    encoded
}

/// The bytes of a file of words, and how many of them stand before the postings;
/// the positions of the words are appended to `positions`.
fn term_file(
    terms: &Terms<'_>,
    places: &Places,
    range: Range<usize>,
    positions: &mut Vec<u8>,
) -> (Vec<u8>, usize) {
    let groups = Groups::of(terms, range.clone());
    let mut bytes = Vec::with_capacity(range.clone().map(|term| terms.size(term)).sum());
    push_number(&mut bytes, groups.firsts.len() as u32);
    push_number(&mut bytes, range.len() as u32);
    let mut postings = Vec::new();
    let mut before = "";
    for (term, group) in range.clone().zip(&groups.of_term) {
        push_after(&mut bytes, before, terms.word(term));
        push_number(&mut bytes, *group);
        let start = postings.len();
        places.push_postings(&mut postings, term);
        push_number(&mut bytes, (postings.len() - start) as u32);
        let start = positions.len();
        if terms.told_places(term) > 0 {
            places.push_positions(positions, term);
        }
        push_number(&mut bytes, (positions.len() - start) as u32);
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
    let head = bytes.len();
    bytes.append(&mut postings);
    (bytes, head)
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
    fn many_places_have_a_file_of_their_own() {
        assert_eq!(blocks_of(&[0]), vec![0..1; 1]);
        assert_eq!(blocks_of(&[10, 10]), vec![0..2; 1]);
        let places = [1000, 2000, 90_000, 1000, 3500, 10];
        assert_eq!(blocks_of(&places), [0..2, 2..3, 3..5, 5..6]);
        let many = blocks_of(&[50_000; 186]);
        assert!(many.len() <= MOST_BLOCKS && many.len() > MOST_BLOCKS / 2, "{}", many.len());
    }

    #[test]
    fn the_least_size_grows_in_steps() {
        assert_eq!(least_size(0), 8 << 10);
        assert_eq!(least_size(8 << 10), 4 << 10);
        assert_eq!(least_size((4 << 10) * 185 + 1), 4608);
        assert_eq!(least_size((8 << 10) * 185 + 1), 9 << 10);
    }
}
