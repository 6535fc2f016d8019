//! The postings of some stories: which words are in which of them.

use std::sync::Arc;

use crate::search::bytes::push_number;
use crate::search::numbered::Numbered;
use crate::search::story_words::StoryWord;
use crate::search::{Story, StoryWords};

/// The postings of a stretch of the stories, encoded but for the first of each
/// word: its gap depends on the part before.
pub(super) struct Part {
    words: Numbered,
    ends: Vec<Ends>,
    postings: Vec<u8>,
    positions: Vec<u8>,
}

/// The postings of a word in one part.
pub(super) struct Stretch<'a> {
    pub(super) count: u32,
    pub(super) first: u32,
    pub(super) first_weight: u8,
    pub(super) last: u32,
    /// All but the first.
    pub(super) postings: &'a [u8],
    pub(super) positions: &'a [u8],
}

/// The first and the last posting of a word, and where its bytes end.
struct Ends {
    count: u32,
    first: u32,
    first_weight: u8,
    last: u32,
    postings: usize,
    positions: usize,
}

#[derive(Clone, Copy, Default)]
struct Posting<'a> {
    story: u32,
    weight: u8,
    positions: &'a [u8],
}

impl Part {
    /// Of `stories`, of which the first has the number `start`.
    pub(super) fn new(stories: &[(Story<'_>, Arc<StoryWords>)], start: usize) -> Self {
        let mut words = Numbered::with_room(4096);
        let mut numbers = Vec::with_capacity(stories.len() * 256);
        for (_, story) in stories {
            numbers.extend(story.each().map(|word| words.number(word.word) as u32));
        }
        let (postings, starts) = by_word(stories, start, &numbers, words.len());
        let mut part =
            Part { words, ends: Vec::new(), postings: Vec::new(), positions: Vec::new() };
        for range in starts.windows(2) {
            part.push(postings.get(range[0]..range[1]).unwrap_or_default());
        }
        part
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number.
    pub(super) fn word(&self, number: usize) -> &[u8] {
        self.words.word(number)
    }

    /// The postings of the word with this number.
    pub(super) fn stretch(&self, number: usize) -> Stretch<'_> {
        let ends = &self.ends[number];
        let before = number.checked_sub(1).map(|before| &self.ends[before]);
        let (postings, positions) =
            before.map_or((0, 0), |before| (before.postings, before.positions));
        Stretch {
            count: ends.count,
            first: ends.first,
            first_weight: ends.first_weight,
            last: ends.last,
            postings: &self.postings[postings..ends.postings],
            positions: &self.positions[positions..ends.positions],
        }
    }

    /// Encodes the postings of the next word.
    fn push(&mut self, postings: &[Posting<'_>]) {
        let first = postings.first().copied().unwrap_or_default();
        let mut before = first.story;
        for (at, posting) in postings.iter().enumerate() {
            if at > 0 {
                push_posting(&mut self.postings, posting.story - before, posting.weight);
            }
            before = posting.story;
            self.positions.extend_from_slice(posting.positions);
        }
        self.ends.push(Ends {
            count: postings.len() as u32,
            first: first.story,
            first_weight: first.weight,
            last: before,
            postings: self.postings.len(),
            positions: self.positions.len(),
        });
    }
}

/// Appends one posting: most weights are 1 and take no room.
pub(super) fn push_posting(bytes: &mut Vec<u8>, gap: u32, weight: u8) {
    push_number(bytes, gap << 1 | u32::from(weight > 1));
    if weight > 1 {
        push_number(bytes, u32::from(weight));
    }
}

/// The postings sorted by the number of their word, in order of stories; and
/// where those of each word start, with the end as one more.
fn by_word<'a>(
    stories: &'a [(Story<'_>, Arc<StoryWords>)],
    start: usize,
    numbers: &[u32],
    words: usize,
) -> (Vec<Posting<'a>>, Vec<usize>) {
    let mut starts = vec![0; words + 1];
    for number in numbers {
        starts[*number as usize + 1] += 1;
    }
    for word in 0..words {
        starts[word + 1] += starts[word];
    }
    let mut postings = vec![Posting::default(); numbers.len()];
    let mut free = starts.clone();
    let mut number = numbers.iter();
    for ((_, story), at) in stories.iter().zip(start as u32..) {
        for (word, number) in story.each().zip(number.by_ref()) {
            let slot = &mut free[*number as usize];
            let StoryWord { weight, positions, .. } = word;
            postings[*slot] = Posting { story: at, weight, positions };
            *slot += 1;
        }
    }
    (postings, starts)
}
