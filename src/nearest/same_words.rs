//! Which of many texts has the words of another.
//!
//! Of each text a few stretches of words are kept, the same ones wherever they stand (the
//! smallest by hash: Broder 1997, "On the resemblance and containment of documents"), and what
//! it is called. A page is compared with the texts that share one of these, so that the work
//! grows with the words alone.

use std::collections::{HashMap, HashSet};

use xxhash_rust::xxh3::xxh3_64;

/// How many words are a stretch.
const STRETCH: usize = 5;
/// How many stretches are kept of a text.
const KEPT: usize = 64;
/// So many texts are known by the same stretch, headline or name.
const MOST_ALIKE: usize = 8;
/// A shorter text, in words, is known by its headline and its name alone.
const SHORTEST: usize = 20;

type Hashed<V> = HashMap<u64, V, ahash::RandomState>;

/// The words of a text, hashed, and what it is called.
#[derive(Clone, Debug, Default)]
pub struct TextWords {
    /// The headline.
    pub headline: u64,
    /// Its part of the address.
    pub name: u64,
    /// The words, in their order.
    pub words: Vec<u64>,
}

/// Texts of which one may have the words of another.
#[derive(Debug, Default)]
pub struct TextsByWords {
    texts: Vec<Known>,
    by_stretch: Hashed<Vec<usize>>,
    by_headline: Hashed<Vec<usize>>,
    by_name: Hashed<Vec<usize>>,
}

#[derive(Debug)]
struct Known {
    /// How many of its stretches are kept.
    stretches: usize,
    /// Its words, each once.
    words: Vec<u64>,
}

impl TextsByWords {
    /// The number of the text that `page` most likely showed, among other words, if one is like it.
    pub fn shown_on(&self, page: &TextWords) -> Option<usize> {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for stretch in stretches(&page.words) {
            for at in self.by_stretch.get(&stretch).into_iter().flatten() {
                *shared.entry(*at).or_default() += 1;
            }
        }
        let words: HashSet<u64> = page.words.iter().copied().collect();
        let named = [(&self.by_headline, page.headline), (&self.by_name, page.name)];
        let named = named.into_iter().flat_map(|(by, key)| by.get(&key).into_iter().flatten());
        let named: HashSet<usize> = named.copied().collect();
        let likely: HashSet<usize> = shared.keys().chain(&named).copied().collect();
        let rated = likely.into_iter().filter_map(|at| {
            let Known { stretches, words: own } = &self.texts[at];
            let is_same = shared.get(&at).is_some_and(|shared| shared * 2 >= *stretches);
            let found = own.iter().filter(|word| words.contains(word)).count();
            let is_named = named.contains(&at) && found * 10 >= own.len() * 6;
            (is_same || is_named).then_some((is_same, named.contains(&at), found, at))
        });
        // The most alike; among equals the first.
        let key = |(is_same, is_named, found, at): (bool, bool, usize, usize)| {
            (is_same, is_named, found, std::cmp::Reverse(at))
        };
        rated.max_by_key(|rated| key(*rated)).map(|(.., at)| at)
    }
}

impl FromIterator<TextWords> for TextsByWords {
    fn from_iter<I: IntoIterator<Item = TextWords>>(texts: I) -> Self {
        let mut all = TextsByWords::default();
        let add = |by: &mut Hashed<Vec<usize>>, key: u64, at: usize| {
            let alike = by.entry(key).or_default();
            if alike.len() < MOST_ALIKE {
                alike.push(at);
            }
        };
        for (at, TextWords { headline, name, mut words }) in texts.into_iter().enumerate() {
            let mut kept = if words.len() < SHORTEST { Vec::new() } else { stretches(&words) };
            kept.truncate(KEPT);
            for stretch in &kept {
                add(&mut all.by_stretch, *stretch, at);
            }
            add(&mut all.by_headline, headline, at);
            add(&mut all.by_name, name, at);
            words.sort_unstable();
            words.dedup();
            all.texts.push(Known { stretches: kept.len(), words });
        }
        all
    }
}

/// The hashes of all stretches, each once, the smallest first.
fn stretches(words: &[u64]) -> Vec<u64> {
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
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(headline: u64, name: u64, words: impl IntoIterator<Item = u64>) -> TextWords {
        TextWords { headline, name, words: words.into_iter().collect() }
    }

    #[test]
    fn a_text_is_found_by_its_words_whatever_it_is_called() {
        let texts: TextsByWords =
            [text(1, 1, 5000..5300), text(2, 2, 0..300), text(3, 3, 900..1200)]
                .into_iter()
                .collect();
        let page = |words: Vec<u64>| text(9, 9, words);
        assert_eq!(texts.shown_on(&page((7000..7050).chain(0..300).collect())), Some(1));
        // One word in thirty is another, and a paragraph is gone.
        let changed = (0..240).map(|word| if word % 30 == 7 { word + 9000 } else { word });
        assert_eq!(texts.shown_on(&page(changed.collect())), Some(1));
        assert_eq!(texts.shown_on(&page((0..60).chain(8000..8240).collect())), None);
        assert_eq!(texts.shown_on(&page((8000..8300).collect())), None);
    }

    #[test]
    fn a_short_text_is_found_by_what_it_is_called() {
        let texts: TextsByWords = [text(1, 10, 0..3), text(2, 20, 0..3)].into_iter().collect();
        assert_eq!(texts.shown_on(&text(2, 9, 0..9)), Some(1));
        assert_eq!(texts.shown_on(&text(9, 20, 0..9)), Some(1));
        assert_eq!(texts.shown_on(&text(9, 9, 0..9)), None);
        // The name alone says nothing of other words.
        assert_eq!(texts.shown_on(&text(2, 9, 100..109)), None);
    }

    #[test]
    fn ten_thousand_of_one_form_are_compared_with_few() {
        let same = |at: u64| text(1, at, (0..300).chain([at]));
        let texts: TextsByWords = (0..10_000).map(same).collect();
        assert!(texts.by_stretch.values().all(|alike| alike.len() <= MOST_ALIKE));
        assert!(texts.shown_on(&same(77)).is_some());
    }
}
