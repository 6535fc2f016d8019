//! Where two of the most frequent words follow each other.
//!
//! The places of such a word alone are hundreds of kilobytes, and a phrase may
//! have several. So the files of positions have none of it: each other word tells
//! which frequent words stand beside it, and these files tell where frequent words
//! stand beside each other.

use rayon::prelude::*;

use crate::search::Story;
use crate::search::terms::Terms;
use crate::search::varint::push_number;

/// More files of pairs there are not.
const MOST_FILES: usize = 12;
/// A file has at least this size, but for the last.
const LEAST_BYTES: usize = 16 << 10;

/// The files of pairs.
#[derive(Default)]
pub(super) struct PairFiles {
    /// The number of the first pair of each: that of a word times how many
    /// frequent words there are, and that of the word behind it.
    pub(super) starts: Vec<usize>,
    /// How many bytes stand before the places in each: the lengths of those of
    /// each pair.
    pub(super) heads: Vec<usize>,
    pub(super) files: Vec<Vec<u8>>,
}

/// Where two words follow each other, by story and there by position.
#[derive(Clone, Copy, Default)]
struct Occurrence {
    story: u32,
    position: u32,
}

/// The places of a pair in some stories, as they are found.
#[derive(Clone, Default)]
struct Pair {
    first: Option<Occurrence>,
    /// Of each place behind the first: the gap between the stories, and that between
    /// the positions, in another story from its beginning.
    gaps: Vec<u8>,
    last: Occurrence,
}

impl Pair {
    fn push(&mut self, place: Occurrence) {
        match self.first {
            None => self.first = Some(place),
            Some(_) => push_gap(&mut self.gaps, self.last, place),
        }
        self.last = place;
    }

    /// Appends the places in later stories.
    fn append(&mut self, later: &Pair) {
        let Some(first) = later.first else { return };
        self.push(first);
        self.gaps.extend_from_slice(&later.gaps);
        self.last = later.last;
    }

    /// The bytes of all places, the first as if one at the beginning were before it.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.gaps.len() + 8);
        if let Some(first) = self.first {
            push_gap(&mut bytes, Occurrence::default(), first);
        }
        bytes.extend_from_slice(&self.gaps);
        bytes
    }
}

fn push_gap(bytes: &mut Vec<u8>, before: Occurrence, place: Occurrence) {
    let gap = place.story - before.story;
    push_number(bytes, gap);
    push_number(bytes, place.position - if gap > 0 { 0 } else { before.position });
}

/// All files of pairs; none if no word is frequent.
pub(super) fn pair_files(stories: &[Story<'_>], terms: &Terms<'_>) -> PairFiles {
    let words = terms.frequent_words().len();
    if words == 0 {
        return PairFiles::default();
    }
    let in_a_part = stories.len().div_ceil(rayon::current_num_threads()).max(1);
    let of_part = |(part, stories)| pairs(stories, part * in_a_part, terms, words);
    let parts: Vec<Vec<Pair>> = stories.par_chunks(in_a_part).enumerate().map(of_part).collect();
    let all = parts.into_iter().reduce(|mut all, later| {
        all.iter_mut().zip(&later).for_each(|(pair, later)| pair.append(later));
        all
    });
    divide(&all.unwrap_or_default().iter().map(Pair::bytes).collect::<Vec<_>>())
}

/// All pairs of so many frequent `words` in some stories, which begin at number `first`.
fn pairs(stories: &[Story<'_>], first: usize, terms: &Terms<'_>, words: usize) -> Vec<Pair> {
    let mut pairs = vec![Pair::default(); words * words];
    for (words_of_story, story) in stories.iter().map(|story| story.words).zip(first as u32..) {
        let mut before: Option<(u32, u32)> = None;
        for word in words_of_story.each() {
            let number = terms.frequent(word.number).number();
            if let (Some((position, first)), Some(number)) = (before, number)
                && position + 1 == word.position
            {
                let pair = &mut pairs[first as usize * words + number as usize];
                pair.push(Occurrence { story, position });
            }
            before = number.map(|number| (word.position, number));
        }
    }
    pairs
}

fn divide(pairs: &[Vec<u8>]) -> PairFiles {
    let total: usize = pairs.iter().map(Vec::len).sum();
    let mut least = LEAST_BYTES;
    while least * MOST_FILES < total {
        least *= 2;
    }
    let mut divided = PairFiles::default();
    let (mut head, mut places) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (pair, at) in pairs.iter().zip(1..) {
        push_number(&mut head, pair.len() as u32);
        places.extend_from_slice(pair);
        if places.len() >= least || at == pairs.len() {
            divided.starts.push(start);
            divided.heads.push(head.len());
            head.append(&mut places);
            divided.files.push(std::mem::take(&mut head));
            start = at;
        }
    }
    divided
}
