//! Where two of the most frequent words follow each other.
//!
//! The places of such a word alone are hundreds of kilobytes, and a phrase may
//! have several. So the files of positions have none of it: each other word tells
//! which frequent words stand beside it, and these files tell where frequent words
//! stand beside each other.

use crate::search::Story;
use crate::search::terms::Terms;
use crate::text::varint::push_number;

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

/// The places of a pair, as they are found.
#[derive(Clone, Default)]
struct Pair {
    bytes: Vec<u8>,
    story: u32,
    position: u32,
}

impl Pair {
    /// Appends a place: the gap between the stories, and that between the
    /// positions, in another story from its beginning.
    fn push(&mut self, story: u32, position: u32) {
        let gap = story - self.story;
        push_number(&mut self.bytes, gap);
        push_number(&mut self.bytes, position - if gap > 0 { 0 } else { self.position });
        (self.story, self.position) = (story, position);
    }
}

/// All files of pairs; none if no word is frequent.
pub(super) fn pair_files(stories: &[Story<'_>], terms: &Terms<'_>) -> PairFiles {
    let words = terms.frequent_words().len();
    if words == 0 {
        return PairFiles::default();
    }
    let mut pairs = vec![Pair::default(); words * words];
    for (story, at) in stories.iter().zip(0..) {
        for word in story.words.each() {
            let Some(number) = terms.frequent(word.number).number() else { continue };
            let behind = story.words.at(word.position + 1);
            if let Some(behind) = behind.and_then(|behind| terms.frequent(behind).number()) {
                pairs[number as usize * words + behind as usize].push(at, word.position);
            }
        }
    }
    divide(&pairs)
}

fn divide(pairs: &[Pair]) -> PairFiles {
    let total: usize = pairs.iter().map(|pair| pair.bytes.len()).sum();
    let mut least = LEAST_BYTES;
    while least * MOST_FILES < total {
        least *= 2;
    }
    let mut divided = PairFiles::default();
    let (mut head, mut places) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (pair, at) in pairs.iter().zip(1..) {
        push_number(&mut head, pair.bytes.len() as u32);
        places.extend_from_slice(&pair.bytes);
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
