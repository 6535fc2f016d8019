//! Answers queries by looking at all texts, without an index.

use std::collections::{BTreeMap, BTreeSet};

use super::archive::Text;
use super::{Found, Query, is_half, newest_of_equals_first};
use crate::search::stems::Stems;
use crate::search::words::{Language, Piece, pieces_of_story};

/// Two letters, or a slip, stand for the words of so many files at most.
const MOST_FILES: usize = 4;

pub struct Scan {
    /// Of each story, the weights of its words.
    stories: Vec<BTreeMap<String, u32>>,
    lengths: Vec<usize>,
    /// All words with their stems.
    stems: BTreeMap<String, String>,
    /// Where each file begins.
    first: Vec<String>,
}

impl Scan {
    pub fn of(texts: &[Text], language: &str, first: &[String]) -> Self {
        let stemmer = Stems::of_language(language);
        let first = first.to_vec();
        let (stories, lengths, stems) = Default::default();
        let mut scan = Scan { stories, lengths, stems, first };
        for text in texts {
            let mut story: BTreeMap<String, u32> = BTreeMap::new();
            let mut length = 0;
            let mut add = |word: &str, weight: u32| {
                length += 1;
                let sum = story.entry(word.to_string()).or_default();
                *sum = (*sum + weight).min(255);
                scan.stems.insert(word.to_string(), stemmer.stem(word));
            };
            let language = Language::of(&[&text.title, &text.subtitle, &text.body]);
            let mut part = |text: &str, weight: u32| {
                pieces_of_story(text, language, |piece| match piece {
                    Piece::Word(word) => add(word, weight),
                    Piece::Parts(parts) => parts.iter().for_each(|part| add(part, weight)),
                });
            };
            part(&text.title, 5);
            part(&text.subtitle, 2);
            text.tags.iter().for_each(|(name, _)| part(name, 3));
            part(&text.body, 1);
            scan.stories.push(story);
            scan.lengths.push(length);
        }
        scan
    }

    /// The stories that match, the best first.
    pub fn answer(&self, query: &Query) -> Vec<Found> {
        let last = query.words.len() - 1;
        let words = query.words.iter().enumerate();
        let sets: Vec<BTreeSet<&str>> =
            words.map(|(at, word)| self.stands_for(word, query.open && at == last)).collect();
        let n = self.stories.len() as f64;
        let average = (self.lengths.iter().sum::<usize>() as f64 / n).round();
        let weight = |set: &BTreeSet<&str>, story: usize| -> u32 {
            let found = self.stories[story].iter().filter(|(word, _)| set.contains(word.as_str()));
            found.map(|(_, weight)| *weight).sum()
        };
        let idf = |set: &BTreeSet<&str>| {
            let df = (0..self.stories.len()).filter(|story| weight(set, *story) > 0).count() as f64;
            (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
        };
        let idfs: Vec<f64> = sets.iter().map(idf).collect();
        let mut found = Vec::new();
        for story in 0..self.stories.len() {
            let weights: Vec<u32> = sets.iter().map(|set| weight(set, story)).collect();
            if weights.contains(&0) {
                continue;
            }
            let length = (self.lengths[story] / 4 * 4) as f64;
            let mut score = 0.0;
            for (weight, idf) in weights.iter().zip(&idfs) {
                let (w, k1, b) = (f64::from(*weight), 1.2, 0.75);
                score += idf * w * (k1 + 1.0) / (w + k1 * (1.0 - b + b * length / average));
            }
            found.push(Found { story, score: score * (1.0 + 0.05 * story as f64 / (n - 1.0)) });
        }
        newest_of_equals_first(found)
    }

    fn stands_for(&self, word: &str, open: bool) -> BTreeSet<&str> {
        let characters = word.chars().count();
        let here = |other: &str| self.file(other) == self.file(word);
        let own = self.file(word);
        let found = self.with_groups(|other, _| {
            let is_short = characters <= 2 || is_half(word);
            let is_near = || !is_short || self.file(other) < own + MOST_FILES;
            let goes_on = || other.starts_with(word) && is_near();
            other == word || (open && characters >= 2 || is_half(word)) && goes_on()
        });
        if !found.is_empty() {
            return found;
        }
        let is_stem = |stem: &str| {
            let length = stem.chars().count();
            length >= 4 && word.starts_with(stem) && characters - length <= 4
        };
        let stems = self.stems.iter().filter(|(other, stem)| here(other) && is_stem(stem));
        if let Some((_, longest)) = stems.max_by_key(|(_, stem)| stem.len()) {
            return self.with_groups(|other, stem| here(other) && stem == longest);
        }
        let slips = self.slips(word);
        self.with_groups(|other, _| slips.contains(other))
    }

    /// The words that may have been meant, of so many files at most; first those
    /// that begin like what was written.
    fn slips(&self, word: &str) -> BTreeSet<&str> {
        let has_number = |word: &str| word.contains(char::is_numeric);
        if word.chars().count() < 4 || has_number(word) {
            return BTreeSet::new();
        }
        let near = self
            .stems
            .keys()
            .filter(|other| !has_number(other) && strsim::damerau_levenshtein(other, word) == 1);
        let mut near: Vec<&str> = near.map(String::as_str).collect();
        near.sort_by_key(|other| other.chars().next() != word.chars().next());
        let mut files = BTreeSet::new();
        let mut is_of_few_files = |word: &&str| {
            let file = self.file(word);
            files.contains(&file) || files.len() < MOST_FILES && files.insert(file)
        };
        near.into_iter().filter(&mut is_of_few_files).collect()
    }

    /// The words that are chosen, and all that have their stems.
    fn with_groups(&self, chosen: impl Fn(&str, &str) -> bool) -> BTreeSet<&str> {
        let chosen = self.stems.iter().filter(|(word, stem)| chosen(word, stem));
        let stems: BTreeSet<&str> = chosen.map(|(_, stem)| stem.as_str()).collect();
        let all = self.stems.iter().filter(|(_, stem)| stems.contains(stem.as_str()));
        all.map(|(word, _)| word.as_str()).collect()
    }

    fn file(&self, word: &str) -> usize {
        self.first.partition_point(|first| first.as_str() <= word).saturating_sub(1)
    }
}
