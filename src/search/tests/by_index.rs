//! Answers queries as the browser's script does, from the files of the index.

use std::collections::{BTreeMap, BTreeSet};

use super::decoder::{Decoded, Word};
use super::{Found, Query, is_half, newest_of_equals_first};

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
    if open && characters >= 2 || is_half(word) {
        let most = if characters == 2 || is_half(word) { 4 } else { usize::MAX };
        for (file, words) in index.files.iter().enumerate().skip(own).take(most) {
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
    if groups.is_empty() {
        for near in slips(index, word) {
            let file = index.first.iter().rposition(|first| *first <= near).unwrap();
            let known: BTreeSet<usize> = groups.iter().map(|(file, _)| *file).collect();
            if known.len() < 4 || known.contains(&file) {
                let words = index.files[file].iter().filter(|w| w.word == near);
                groups.extend(words.map(|w| (file, w.group)));
            }
        }
    }
    let all = || {
        let files = index.files.iter().enumerate();
        files.flat_map(|(file, words)| words.iter().map(move |w| (file, w)))
    };
    let chosen = |(file, w): &(usize, &Word)| groups.contains(&(*file, w.group));
    let elsewhere: BTreeSet<&String> =
        all().filter(chosen).flat_map(|(_, w)| &w.elsewhere).collect();
    let found = all().filter(|found| chosen(found) || elsewhere.contains(&found.1.word));
    found.map(|(_, w)| w).collect()
}

/// The words of the files of slips that may have been meant, those that begin
/// like what was written first.
fn slips(index: &Decoded, word: &str) -> Vec<String> {
    let characters: Vec<char> = word.chars().collect();
    let n = characters.len();
    if n < 4 || characters.iter().any(|c| c.is_numeric()) {
        return Vec::new();
    }
    let mut words = BTreeSet::new();
    for half in [(n - 2) / 2, (n - 1) / 2, n / 2] {
        let first: String = ['<'].iter().chain(&characters[..half]).collect();
        let second: String = ['>'].iter().chain(&characters[n - half..]).collect();
        for key in [first, second] {
            let hash = key.bytes().fold(2_166_136_261, |hash: u32, byte| {
                (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
            });
            words.extend(index.slips[hash as usize % index.slips.len()].iter().cloned());
        }
    }
    words.retain(|other| strsim::damerau_levenshtein(other, word) == 1);
    let (mut near, far): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|other| other.starts_with(characters[0]));
    near.extend(far);
    near
}
