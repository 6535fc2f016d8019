//! Which texts are nearly the same.
//!
//! A text's sketch is the smallest hashes of all its stretches of five words. The
//! part that two sketches share shows how much the texts do (Broder 1997, "On the
//! resemblance and containment of documents"); texts that share none of their few
//! smallest hashes are not compared, so the work grows with the texts alone.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

/// How many words are a stretch.
const STRETCH: usize = 5;
/// How many hashes are kept of a text.
const KEPT: usize = 64;
/// Two texts of which one of so many smallest hashes is the same are compared.
const COMPARED: usize = 6;
/// A text is compared with so many earlier ones of the same hash.
const MOST_CANDIDATES: usize = 8;
/// A shorter text, in words, says too little of itself.
const SHORTEST: usize = 40;

/// The sketch of a text.
#[derive(Debug, Default)]
pub(super) struct Sketch(Vec<u64>);

impl Sketch {
    /// Of a text, by the hashes of its words.
    pub(super) fn of(words: &[u64]) -> Self {
        if words.len() < SHORTEST {
            return Sketch::default();
        }
        let hash = |stretch: &[u64]| {
            let mut bytes = [0; STRETCH * size_of::<u64>()];
            for (to, word) in bytes.chunks_exact_mut(size_of::<u64>()).zip(stretch) {
                to.copy_from_slice(&word.to_le_bytes());
            }
            xxh3_64(&bytes)
        };
        let mut hashes: Vec<u64> = words.windows(STRETCH).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes.truncate(KEPT);
        Sketch(hashes)
    }

    /// The part of both texts that they share, from 0 to 1.
    fn likeness(&self, other: &Self) -> f64 {
        let mut all: Vec<u64> = self.0.iter().chain(&other.0).copied().collect();
        all.sort_unstable();
        all.dedup();
        all.truncate(KEPT);
        let has = |sketch: &Self, hash| sketch.0.binary_search(hash).is_ok();
        let shared = all.iter().filter(|hash| has(self, hash) && has(other, hash)).count();
        shared as f64 / all.len().max(1) as f64
    }
}

/// For each text that is nearly the same as an earlier one, both, and how like they are.
pub(super) fn alike(sketches: &[Sketch], least: f64) -> Vec<(usize, usize, f64)> {
    let mut seen: HashMap<u64, Vec<usize>, ahash::RandomState> = HashMap::default();
    let mut alike = Vec::new();
    for (at, sketch) in sketches.iter().enumerate() {
        let mut candidates: Vec<usize> = Vec::new();
        for hash in sketch.0.iter().take(COMPARED) {
            let with_it = seen.entry(*hash).or_default();
            candidates.extend(with_it.iter().take(MOST_CANDIDATES));
            with_it.push(at);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let found = candidates.into_iter().map(|other| (sketch.likeness(&sketches[other]), other));
        let best = found.filter(|(likeness, _)| *likeness >= least);
        // The most alike; among equals the first.
        let best = best.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        alike.extend(best.map(|(likeness, other)| (at, other, likeness)));
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(words: impl Iterator<Item = u64>) -> Sketch {
        Sketch::of(&words.collect::<Vec<_>>())
    }

    #[test]
    fn the_same_text_with_a_few_other_words_is_found() {
        let changed = (0..400).map(|word| if word % 100 == 50 { word + 9000 } else { word });
        let sketches = [sketch(5000..5400), sketch(0..400), sketch(1000..1400), sketch(changed)];
        let found = alike(&sketches, 0.8);
        assert_eq!(found.len(), 1, "{found:?}");
        let (later, earlier, likeness) = found[0];
        assert_eq!((later, earlier), (3, 1));
        assert!(likeness > 0.8 && likeness < 1.0, "{likeness}");
    }

    #[test]
    fn half_of_a_text_is_not_the_text() {
        let half = sketch((0..200).chain(7000..7200));
        assert_eq!(alike(&[sketch(0..400), half], 0.8), []);
    }

    #[test]
    fn short_texts_are_left_alone() {
        assert_eq!(alike(&[sketch(0..20), sketch(0..20)], 0.8), []);
    }
}
