//! Where words stand: in which stories, and there in which places.

use std::ops::Range;

use crate::search::Story;
use crate::search::terms::{Frequent, Terms};
use crate::text::varint::push_number;

/// Where the words of some ranks stand.
pub(super) struct Places {
    /// The rank of the first word.
    first: usize,
    /// Where the places of each word start; the end of all as one more.
    starts: Vec<usize>,
    /// Of each word by story, and there by position.
    places: Vec<Posting>,
}

/// One place in one story, in the bits of one number: there are millions.
#[derive(Clone, Copy, Default)]
struct Posting(u64);

const WEIGHT_BITS: u32 = 3;
const POSITION_BITS: u32 = 20;
const FREQUENT_BITS: u32 = 7;

impl Posting {
    /// A tag has a weight of zero.
    fn new(story: u32, position: u32, weight: u8, [before, behind]: [Frequent; 2]) -> Self {
        // More words than that no text has that anybody reads.
        let position = position.min((1 << POSITION_BITS) - 1);
        let mut bits = u64::from(story);
        bits = bits << POSITION_BITS | u64::from(position);
        bits = bits << WEIGHT_BITS | u64::from(weight);
        bits = bits << FREQUENT_BITS | u64::from(before.0);
        Posting(bits << FREQUENT_BITS | u64::from(behind.0))
    }

    fn story(self) -> u32 {
        (self.0 >> (POSITION_BITS + WEIGHT_BITS + 2 * FREQUENT_BITS)) as u32
    }

    fn position(self) -> u32 {
        (self.0 >> (WEIGHT_BITS + 2 * FREQUENT_BITS)) as u32 & ((1 << POSITION_BITS) - 1)
    }

    fn weight(self) -> u32 {
        (self.0 >> (2 * FREQUENT_BITS)) as u32 & ((1 << WEIGHT_BITS) - 1)
    }

    /// The frequent words before and behind it.
    fn neighbours(self) -> [Frequent; 2] {
        let bits = |shift: u32| (self.0 >> shift) as u8 & ((1 << FREQUENT_BITS) - 1);
        [Frequent(bits(FREQUENT_BITS)), Frequent(bits(0))]
    }
}

impl Places {
    /// Of the words of these ranks.
    pub(super) fn gather(stories: &[Story<'_>], terms: &Terms<'_>, ranks: Range<usize>) -> Self {
        let mut starts = vec![0];
        for rank in ranks.clone() {
            starts.push(starts[starts.len() - 1] + terms.places(rank));
        }
        let mut places = vec![Posting::default(); starts[ranks.len()]];
        let mut free = starts.clone();
        // Most words are of other ranks, so this looks at little of each.
        let mut free_for = |number: u32| {
            let at = terms.rank(number).checked_sub(ranks.start).filter(|at| *at < ranks.len())?;
            free[at] += 1;
            Some(free[at] - 1)
        };
        for (story, at) in stories.iter().zip(0..) {
            for word in story.words.each() {
                if let Some(free) = free_for(word.number) {
                    let neighbours = neighbours(story, word.position, terms);
                    places[free] = Posting::new(at, word.position, word.weight, neighbours);
                }
            }
            for tag in story.words.tags() {
                if let Some(free) = free_for(*tag) {
                    places[free] = Posting::new(at, 0, 0, [Frequent::NONE; 2]);
                }
            }
        }
        Places { first: ranks.start, starts, places }
    }

    /// Appends the postings of a word: most weights are 1 and take no room.
    pub(super) fn push_postings(&self, bytes: &mut Vec<u8>, rank: usize) {
        let mut before = 0;
        for places in self.by_story(rank) {
            let story = places[0].story();
            let weight: u32 = places.iter().map(|place| place.weight()).sum();
            let weight = weight.clamp(1, u32::from(u8::MAX));
            push_number(bytes, (story - before) << 1 | u32::from(weight > 1));
            if weight > 1 {
                push_number(bytes, weight);
            }
            before = story;
        }
    }

    /// Appends, of each posting, the gaps between the positions, each with
    /// whether one more follows and which frequent words stand beside it; of a
    /// tag, nothing.
    pub(super) fn push_positions(&self, bytes: &mut Vec<u8>, rank: usize) {
        for places in self.by_story(rank).filter(|places| places[0].weight() > 0) {
            let mut before = 0;
            for (place, left) in places.iter().zip((0..places.len()).rev()) {
                let [in_front, behind] = place.neighbours().map(Frequent::number);
                let has = |word: Option<u32>| u32::from(word.is_some());
                let flags = has(in_front) << 2 | has(behind) << 1 | u32::from(left > 0);
                push_number(bytes, (place.position() - before) << 3 | flags);
                for number in in_front.into_iter().chain(behind) {
                    push_number(bytes, number);
                }
                before = place.position();
            }
        }
    }

    /// The places of a word, those in each story together.
    fn by_story(&self, rank: usize) -> impl Iterator<Item = &[Posting]> {
        let at = rank - self.first;
        self.places[self.starts[at]..self.starts[at + 1]].chunk_by(|a, b| a.story() == b.story())
    }
}

/// The frequent words before and behind a position of a story.
fn neighbours(story: &Story<'_>, position: u32, terms: &Terms<'_>) -> [Frequent; 2] {
    let word = |position| story.words.at(position);
    [position.checked_sub(1).and_then(word), word(position + 1)]
        .map(|number| number.map_or(Frequent::NONE, |number| terms.frequent(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_keeps_what_it_is_given() {
        let place = Posting::new(10_000_000, 300_000, 5, [Frequent::of(99), Frequent::NONE]);
        assert_eq!((place.story(), place.position(), place.weight()), (10_000_000, 300_000, 5));
        assert_eq!(place.neighbours().map(Frequent::number), [Some(99), None]);
        let place = Posting::new(0, u32::MAX, 0, [Frequent::NONE, Frequent::of(0)]);
        assert_eq!((place.story(), place.position(), place.weight()), (0, (1 << 20) - 1, 0));
        assert_eq!(place.neighbours().map(Frequent::number), [None, Some(0)]);
    }
}
