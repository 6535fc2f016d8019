//! Answers queries as the browser's script does, from the files of the index.

use std::collections::{BTreeMap, BTreeSet};

use super::decoder::{Decoded, Word};
use super::{Found, Query, newest_of_equals_first};

/// The stories that match, the best first.
pub fn answer(index: &Decoded, query: &Query) -> Vec<Found> {
    let mut scores: Option<BTreeMap<usize, f64>> = None;
    for (at, word) in query.words.iter().enumerate() {
        let open = at + 1 == query.words.len() && query.open;
        let mut weights: BTreeMap<usize, u32> = BTreeMap::new();
        for word in stands_for(index, word, open) {
            for (story, weight) in &word.postings {
                *weights.entry(*story).or_default() += weight;
            }
        }
        let n = index.stories as f64;
        let df = weights.len() as f64;
        let idf = (1.0 + (n - df + 0.5) / (df + 0.5)).ln();
        let scored = weights.into_iter().map(|(story, weight)| {
            let (w, length) = (f64::from(weight), index.table[story].length as f64);
            (story, idf * w * 2.2 / (w + 1.2 * (0.25 + 0.75 * length / index.average)))
        });
        scores = Some(match scores {
            None => scored.collect(),
            Some(before) => scored
                .filter_map(|(story, score)| Some((story, before.get(&story)? + score)))
                .collect(),
        });
    }
    let newer = |story: usize| 1.0 + 0.05 * story as f64 / (index.stories as f64 - 1.0);
    let scores = scores.unwrap_or_default().into_iter();
    newest_of_equals_first(
        scores.map(|(story, score)| Found { story, score: score * newer(story) }).collect(),
    )
}

fn stands_for<'a>(index: &'a Decoded, word: &str, open: bool) -> Vec<&'a Word> {
    let own = index.first.iter().rposition(|first| first.as_str() <= word).unwrap_or(0);
    let characters = word.chars().count();
    let mut groups = BTreeSet::new();
    groups.extend(index.files[own].iter().filter(|w| w.word == word).map(|w| (own, w.group)));
    if open && characters >= 2 {
        for (file, words) in index.files.iter().enumerate().skip(own).take(4) {
            let begin = words.iter().filter(|w| w.word.starts_with(word));
            groups.extend(begin.map(|w| (file, w.group)));
        }
    }
    if groups.is_empty() {
        let near = index.files[own].iter().filter(|w| {
            let stem = w.stem.chars().count();
            word.starts_with(&w.stem) && stem >= 4 && characters <= stem + 4
        });
        groups.extend(near.max_by_key(|w| w.stem.len()).map(|w| (own, w.group)));
    }
    if groups.is_empty() && characters >= 4 {
        let near = index.files[own].iter();
        let near = near.filter(|w| strsim::damerau_levenshtein(&w.word, word) == 1);
        groups.extend(near.map(|w| (own, w.group)));
    }
    let files = index.files.iter().enumerate();
    files
        .flat_map(|(file, words)| words.iter().map(move |w| (file, w)))
        .filter(|(file, w)| groups.contains(&(*file, w.group)))
        .map(|(_, w)| w)
        .collect()
}
