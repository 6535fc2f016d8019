//! All words of all stories, divided by the files that they go to: one reading of the stories
//! for all of them, and each file is then put in order by itself, in memory that is near.

use std::ops::Range;

use rayon::prelude::*;

use crate::search::Story;
use crate::search::stream::{Posting, Stream};
use crate::search::terms::{Frequent, Terms};
use crate::search::words::StoryWord;

/// Parts of the stories for each thread, since the last of them would be waited for by the others.
const PARTS_A_THREAD: usize = 4;
/// No text has more words that anybody reads.
const MOST_POSITIONS: u32 = 1 << 20;

/// Where the places of a word go.
#[derive(Clone, Copy, Default)]
pub(super) struct Spot {
    /// Its number among the words of its file.
    at: u32,
    file: u16,
    frequent: Frequent,
}

/// The spot of each word of the vocabulary, when these are the ranks of the words of each file; of one
/// that no story has, any.
pub(super) fn spots(terms: &Terms<'_>, files: impl Iterator<Item = Range<usize>>) -> Vec<Spot> {
    let mut spots = vec![Spot::default(); terms.vocabulary_size()];
    for (ranks, number) in files.zip(0..) {
        for (rank, at) in ranks.zip(0..) {
            let word = terms.number(rank);
            spots[word as usize] = Spot { at, file: number, frequent: terms.frequent(word) };
        }
    }
    spots
}

/// The streams of these `files`, by file, and there by part of the stories.
pub(super) fn gather(
    stories: &[Story<'_>],
    spots: &[Spot],
    files: Range<usize>,
) -> Vec<Vec<Stream>> {
    let parts = PARTS_A_THREAD * rayon::current_num_threads();
    let in_a_part = stories.len().div_ceil(parts).max(1);
    let gather_part = |(part, stories): (usize, &[Story<'_>])| {
        let first = (part * in_a_part) as u32;
        let streams = vec![Stream::from(first); files.len()];
        let first_file = files.start;
        let mut gathering = Gathering { spots, first_file, streams, frequent: Vec::new() };
        for (story, at) in stories.iter().zip(first..) {
            gathering.read(story, at);
        }
        gathering.streams
    };
    let parts: Vec<Vec<Stream>> =
        stories.par_chunks(in_a_part).enumerate().map(gather_part).collect();
    let mut by_file = vec![Vec::with_capacity(parts.len()); files.len()];
    for part in parts {
        by_file.iter_mut().zip(part).for_each(|(of_file, stream)| of_file.push(stream));
    }
    by_file
}

/// The streams of some files while stories are read.
struct Gathering<'a> {
    spots: &'a [Spot],
    first_file: usize,
    streams: Vec<Stream>,
    /// The frequent words, and what each weighs in the story that is being read.
    frequent: Vec<(Spot, u32)>,
}

impl Gathering<'_> {
    fn read(&mut self, story: &Story<'_>, at: u32) {
        let spots = self.spots;
        let mut words = story.words.each().map(|word| (word, spots[word.number as usize]));
        let (mut before, mut next) = (None, words.next());
        while let Some((word, spot)) = next {
            next = words.next();
            if let Some(number) = spot.frequent.number() {
                self.weigh(number as usize, spot, word.weight);
            } else if let Some(stream) = self.stream(spot) {
                let neighbours = [beside(word, before), beside(word, next)];
                let position = word.position.min(MOST_POSITIONS - 1);
                let place = Posting { story: at, position, weight: word.weight, neighbours };
                stream.push(spot.at, place);
            }
            before = Some((word, spot));
        }
        let mut frequent = std::mem::take(&mut self.frequent);
        for (spot, weight) in frequent.drain(..).filter(|(_, weight)| *weight > 0) {
            if let Some(stream) = self.stream(spot) {
                stream.push_story(spot.at, at, u8::try_from(weight).unwrap_or(u8::MAX));
            }
        }
        self.frequent = frequent;
        for tag in story.words.tags() {
            let spot = spots[*tag as usize];
            if let Some(stream) = self.stream(spot) {
                stream.push_story(spot.at, at, 0);
            }
        }
    }

    fn weigh(&mut self, number: usize, spot: Spot, weight: u8) {
        if self.frequent.len() <= number {
            self.frequent.resize(number + 1, (spot, 0));
        }
        let (of_word, sum) = &mut self.frequent[number];
        *of_word = spot;
        *sum += u32::from(weight);
    }

    /// That of a word, if it is among these files.
    fn stream(&mut self, spot: Spot) -> Option<&mut Stream> {
        self.streams.get_mut(usize::from(spot.file).checked_sub(self.first_file)?)
    }
}

/// The frequent word that another one is, if it stands beside `word`.
fn beside(word: StoryWord, other: Option<(StoryWord, Spot)>) -> Frequent {
    match other {
        Some((other, spot)) if other.position.abs_diff(word.position) == 1 => spot.frequent,
        _ => Frequent::NONE,
    }
}
