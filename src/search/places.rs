//! Where words stand: in which stories, and there in which places.

use std::ops::Range;

use crate::search::stream::{Posting, Stream};
use crate::search::terms::{Frequent, Terms};
use crate::search::varint::push_number;

/// Where the words of some ranks stand.
pub(super) struct Places {
    /// The rank of the first word.
    first: usize,
    /// Where the places of each word start; the end of all as one more.
    starts: Vec<usize>,
    /// Of each word by story, and there by position.
    places: Vec<Posting>,
}

impl Places {
    /// Of the words of these ranks, which the streams are of, one behind the other.
    pub(super) fn of(terms: &Terms<'_>, ranks: Range<usize>, streams: &[Stream]) -> Self {
        let mut starts = vec![0];
        for rank in ranks.clone() {
            starts.push(starts[starts.len() - 1] + terms.postings(rank));
        }
        let mut places = vec![Posting::default(); starts[ranks.len()]];
        let mut free = starts.clone();
        for (at, place) in streams.iter().flat_map(Stream::places) {
            places[free[at]] = place;
            free[at] += 1;
        }
        Places { first: ranks.start, starts, places }
    }

    /// Appends the postings of a word: most weights are 1 and take no room.
    pub(super) fn push_postings(&self, bytes: &mut Vec<u8>, rank: usize) {
        let mut before = 0;
        for places in self.by_story(rank) {
            let story = places[0].story;
            let weight: u32 = places.iter().map(|place| u32::from(place.weight)).sum();
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
        for places in self.by_story(rank).filter(|places| places[0].weight > 0) {
            let mut before = 0;
            for (place, left) in places.iter().zip((0..places.len()).rev()) {
                let [in_front, behind] = place.neighbours.map(Frequent::number);
                let has = |word: Option<u32>| u32::from(word.is_some());
                let flags = has(in_front) << 2 | has(behind) << 1 | u32::from(left > 0);
                push_number(bytes, (place.position - before) << 3 | flags);
                for number in in_front.into_iter().chain(behind) {
                    push_number(bytes, number);
                }
                before = place.position;
            }
        }
    }

    /// The places of a word, those in each story together.
    fn by_story(&self, rank: usize) -> impl Iterator<Item = &[Posting]> {
        let at = rank - self.first;
        self.places[self.starts[at]..self.starts[at + 1]].chunk_by(|a, b| a.story == b.story)
    }
}
