//! Where words stand: in which stories, and there in which places.

use std::ops::Range;

use crate::search::Story;
use crate::search::terms::Terms;
use crate::text::varint::push_number;

/// Where the words of some ranks stand.
pub(super) struct Places {
    /// The rank of the first word.
    first: usize,
    /// Where the places of each word start; the end of all as one more.
    starts: Vec<usize>,
    /// Of each word by story, and there by position.
    places: Vec<Place>,
}

/// One place in one story.
#[derive(Clone, Copy, Default)]
struct Place {
    story: u32,
    /// The position, and in the last byte the weight; zero is that of a tag.
    position_and_weight: u32,
}

impl Place {
    fn new(story: u32, position: u32, weight: u8) -> Self {
        // More words than that no text has that anybody reads.
        let position = position.min(u32::MAX >> 8);
        Place { story, position_and_weight: position << 8 | u32::from(weight) }
    }

    fn position(self) -> u32 {
        self.position_and_weight >> 8
    }

    fn weight(self) -> u32 {
        self.position_and_weight & 0xff
    }
}

impl Places {
    /// Of the words of these ranks.
    pub(super) fn gather(stories: &[Story<'_>], terms: &Terms<'_>, ranks: Range<usize>) -> Self {
        let mut starts = vec![0];
        for rank in ranks.clone() {
            starts.push(starts[starts.len() - 1] + terms.places(rank));
        }
        let mut places = vec![Place::default(); starts[ranks.len()]];
        let mut free = starts.clone();
        let mut put = |number: u32, place: Place| {
            let Some(at) = terms.rank(number).checked_sub(ranks.start) else { return };
            if at < ranks.len() {
                places[free[at]] = place;
                free[at] += 1;
            }
        };
        for (story, at) in stories.iter().zip(0..) {
            for word in story.words.each() {
                put(word.number, Place::new(at, word.position, word.weight));
            }
            for tag in story.words.tags() {
                put(*tag, Place::new(at, 0, 0));
            }
        }
        Places { first: ranks.start, starts, places }
    }

    /// Appends the number of postings of a word, and the postings: most weights
    /// are 1 and take no room.
    pub(super) fn push_postings(&self, bytes: &mut Vec<u8>, rank: usize) {
        push_number(bytes, self.by_story(rank).count() as u32);
        let mut before = 0;
        for places in self.by_story(rank) {
            let story = places[0].story;
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
    /// whether one more follows; of a tag, nothing.
    pub(super) fn push_positions(&self, bytes: &mut Vec<u8>, rank: usize) {
        for places in self.by_story(rank).filter(|places| places[0].weight() > 0) {
            let mut before = 0;
            for (place, left) in places.iter().zip((0..places.len()).rev()) {
                push_number(bytes, (place.position() - before) << 1 | u32::from(left > 0));
                before = place.position();
            }
        }
    }

    /// The places of a word, those in each story together.
    fn by_story(&self, rank: usize) -> impl Iterator<Item = &[Place]> {
        let at = rank - self.first;
        self.places[self.starts[at]..self.starts[at + 1]].chunk_by(|a, b| a.story == b.story)
    }
}
