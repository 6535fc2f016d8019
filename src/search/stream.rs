//! Places of words as they are gathered: a stream of varints, of which a site has millions.

use crate::search::terms::Frequent;
use crate::search::varint::{push_number, take_number};

/// One place of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) story: u32,
    /// Nothing where no position is told: of a tag, and of a frequent word.
    pub(super) position: u32,
    /// Of a tag, zero; of a frequent word, that of all its places in the story.
    pub(super) weight: u8,
    /// The frequent words before and behind it.
    pub(super) neighbours: [Frequent; 2],
}

/// Places of the words of one file in consecutive stories, in the order of these.
#[derive(Clone, Debug, Default)]
pub(super) struct Stream {
    bytes: Vec<u8>,
    first: u32,
    /// The last place.
    story: u32,
    position: u32,
}

impl Stream {
    /// Without places, of stories from this one on.
    pub(super) fn from(first: u32) -> Self {
        Stream { first, story: first, ..Stream::default() }
    }

    /// Appends a place of the word `at` of the file, which has a position.
    pub(super) fn push(&mut self, at: u32, place: Posting) {
        let is_of_another = place.story != self.story;
        push_number(&mut self.bytes, at << 1 | u32::from(is_of_another));
        if is_of_another {
            push_number(&mut self.bytes, place.story - self.story);
            (self.story, self.position) = (place.story, 0);
        }
        let is_plain = place.weight == 1 && place.neighbours == [Frequent::NONE; 2];
        push_number(&mut self.bytes, (place.position - self.position) << 1 | u32::from(!is_plain));
        self.position = place.position;
        if !is_plain {
            let [before, behind] = place.neighbours;
            self.bytes.extend_from_slice(&[place.weight, before.0, behind.0]);
        }
    }

    /// Appends that the word `at` of the file is in a story; its position is not told.
    pub(super) fn push_story(&mut self, at: u32, story: u32, weight: u8) {
        let position = if story == self.story { self.position } else { 0 };
        self.push(at, Posting { story, position, weight, neighbours: [Frequent::NONE; 2] });
    }

    /// All places, with the words that they are of.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, Posting)> + '_ {
        let mut bytes = &*self.bytes;
        let (mut story, mut position) = (self.first, 0);
        std::iter::from_fn(move || {
            let head = take_number(&mut bytes)?;
            if head & 1 == 1 {
                (story, position) = (story + take_number(&mut bytes)?, 0);
            }
            let gap = take_number(&mut bytes)?;
            position += gap >> 1;
            let (mut weight, mut neighbours) = (1, [Frequent::NONE; 2]);
            if gap & 1 == 1 {
                let ([of_place, before, behind], rest) = bytes.split_first_chunk()?;
                (weight, neighbours) = (*of_place, [Frequent(*before), Frequent(*behind)]);
                bytes = rest;
            }
            Some(((head >> 1) as usize, Posting { story, position, weight, neighbours }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_come_back_as_they_went_in() {
        let place = |story, position, weight, before, behind| Posting {
            story,
            position,
            weight,
            neighbours: [before, behind],
        };
        let none = Frequent::NONE;
        let places = [
            (3, place(7, 0, 5, none, none)),
            (0, place(7, 300_000, 1, Frequent::of(99), none)),
            (70_000, place(7, 300_001, 1, none, none)),
            (1, place(10_000_000, 2, 2, none, Frequent::of(0))),
        ];
        let mut stream = Stream::from(7);
        for (at, place) in places {
            stream.push(at, place);
        }
        stream.push_story(5, 10_000_000, 200);
        stream.push_story(6, 10_000_001, 0);
        let last =
            [(5, place(10_000_000, 2, 200, none, none)), (6, place(10_000_001, 0, 0, none, none))];
        let expected = places.into_iter().chain(last);
        let expected: Vec<_> = expected.map(|(at, place)| (at as usize, place)).collect();
        assert_eq!(stream.places().collect::<Vec<_>>(), expected);
    }
}
