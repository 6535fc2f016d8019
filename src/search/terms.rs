//! All words of the index with all their postings.

use std::sync::Arc;

use rayon::prelude::*;

use crate::search::bytes::push_number;
use crate::search::part::{Part, push_posting};
use crate::search::{Story, StoryWords};
use crate::text::stems::Stems;

/// Stories that make a part, at least. Each part has the words of a language
/// once more, so there should not be many.
const IN_A_PART: usize = 512;
const PARTS: usize = 8;

/// A word of the index.
pub(super) struct Term {
    pub(super) word: String,
    pub(super) stem: String,
    /// The number of postings, and the postings.
    pub(super) postings: Vec<u8>,
    /// Of each posting, the number of positions and the gaps between them.
    pub(super) positions: Vec<u8>,
}

/// The words of `stories`, sorted by their bytes.
pub(super) fn gather(stories: &[(Story<'_>, Arc<StoryWords>)], stems: &Stems) -> Vec<Term> {
    let in_a_part = stories.len().div_ceil(PARTS).max(IN_A_PART);
    let parts: Vec<Part> = stories
        .par_chunks(in_a_part)
        .enumerate()
        .map(|(number, stories)| Part::new(stories, number * in_a_part))
        .collect();
    let occurrences = sorted(&parts);
    let words: Vec<&[Occurrence<'_>]> =
        occurrences.chunk_by(|a, b| a.key == b.key && a.word == b.word).collect();
    words.par_iter().map(|occurrences| term(occurrences, &parts, stems)).collect()
}

/// A word in a part.
struct Occurrence<'a> {
    /// The first bytes of the word, which settle most comparisons.
    key: u64,
    word: &'a [u8],
    part: usize,
    /// Its number in the part.
    number: usize,
}

/// The words of all parts, by their bytes, and of each the parts in order.
fn sorted(parts: &[Part]) -> Vec<Occurrence<'_>> {
    let mut occurrences: Vec<Occurrence<'_>> = parts
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, part)| {
            (0..part.len()).map(move |number| {
                let word = part.word(number);
                Occurrence { key: key(word), word, part: at, number }
            })
        })
        .collect();
    occurrences.par_sort_unstable_by(|a, b| (a.key, a.word, a.part).cmp(&(b.key, b.word, b.part)));
    occurrences
}

fn key(word: &[u8]) -> u64 {
    let mut key = [0; 8];
    for (to, from) in key.iter_mut().zip(word) {
        *to = *from;
    }
    u64::from_be_bytes(key)
}

/// Joins what the parts have of a word.
fn term(occurrences: &[Occurrence<'_>], parts: &[Part], stems: &Stems) -> Term {
    let stretches =
        || occurrences.iter().map(|occurrence| parts[occurrence.part].stretch(occurrence.number));
    let count: u32 = stretches().map(|stretch| stretch.count).sum();
    let (postings, positions) = stretches().fold((0, 0), |(postings, positions), stretch| {
        (postings + stretch.postings.len() + 5, positions + stretch.positions.len())
    });
    let mut term = named(occurrences.first().map_or(&[], |first| first.word), stems);
    term.postings.reserve_exact(postings + 5);
    term.positions.reserve_exact(positions);
    push_number(&mut term.postings, count);
    let mut before = 0;
    for stretch in stretches() {
        push_posting(&mut term.postings, stretch.first - before, stretch.first_weight);
        term.postings.extend_from_slice(stretch.postings);
        term.positions.extend_from_slice(stretch.positions);
        before = stretch.last;
    }
    term
}

fn named(word: &[u8], stems: &Stems) -> Term {
    let word = String::from_utf8_lossy(word).into_owned();
    // A tag is a name, and has no forms.
    let stem = if word.starts_with('#') { word.clone() } else { stems.stem(&word) };
    Term { word, stem, postings: Vec::new(), positions: Vec::new() }
}
