//! All words of the index, with their stems and how often they are used.

use rayon::prelude::*;

use crate::search::Story;
use crate::search::stems::Stems;
use crate::search::words::Interner;

/// The words of all stories. A word's rank is its place in the order of bytes.
pub(super) struct Terms<'a> {
    vocabulary: &'a Interner,
    /// By rank.
    terms: Vec<Term>,
    /// The ranks in the order of stems, so that those of a group are together.
    by_stem: Vec<u32>,
    /// The ranks of the most frequent words, in order.
    frequent: Vec<usize>,
    /// Which of these each word of the vocabulary is.
    frequent_numbers: Vec<Frequent>,
    stories: usize,
}

/// Which of the most frequent words a word is, if it is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frequent(pub(super) u8);

impl Frequent {
    pub(super) const NONE: Frequent = Frequent(0);

    /// That of this number.
    pub(super) fn of(number: u8) -> Self {
        Frequent(number + 1)
    }

    /// Its place among the frequent words.
    pub(super) fn number(self) -> Option<u32> {
        self.0.checked_sub(1).map(u32::from)
    }
}

/// More frequent words there are not.
const MOST_FREQUENT: u8 = 100;

struct Term {
    number: u32,
    uses: Uses,
    stem: Stem,
}

/// How often a word is used.
#[derive(Clone, Copy, Default)]
struct Uses {
    places: u32,
    stories: u32,
    /// The last story in which it was seen, and one more.
    last: u32,
}

/// A word's stem.
enum Stem {
    /// So many bytes of the word.
    Front(usize),
    Other(Box<str>),
}

impl<'a> Terms<'a> {
    /// The words of `stories`, whose numbers are of this vocabulary. Frequent are
    /// those that stand in so many places.
    pub(super) fn of(
        stories: &[Story<'_>],
        vocabulary: &'a Interner,
        stems: &Stems,
        frequent_places: usize,
    ) -> Self {
        let uses = count(stories, vocabulary.count());
        let mut used: Vec<(u32, Uses)> =
            (0..).zip(uses).filter(|(_, uses)| uses.places > 0).collect();
        used.par_sort_unstable_by_key(|(number, _)| vocabulary.word(*number as usize));
        let term = |(number, uses)| {
            let stem = stem(word(vocabulary, number), stems);
            Term { number, uses, stem }
        };
        let terms: Vec<Term> = used.into_par_iter().map(term).collect();
        let by_stem = (0..).take(terms.len()).collect();
        let mut terms = Terms {
            vocabulary,
            terms,
            by_stem,
            frequent: Vec::new(),
            frequent_numbers: vec![Frequent::NONE; vocabulary.count()],
            stories: stories.len(),
        };
        terms.find_frequent(frequent_places);
        let mut by_stem = std::mem::take(&mut terms.by_stem);
        by_stem.par_sort_unstable_by_key(|rank| (terms.stem_bytes(*rank as usize), *rank));
        terms.by_stem = by_stem;
        terms
    }

    fn find_frequent(&mut self, least_places: usize) {
        let is_frequent =
            |rank: &usize| self.places(*rank) >= least_places && !self.word(*rank).starts_with('#');
        let mut frequent: Vec<usize> = (0..self.len()).filter(is_frequent).collect();
        frequent.sort_by_key(|rank| (usize::MAX - self.places(*rank), *rank));
        frequent.truncate(usize::from(MOST_FREQUENT));
        frequent.sort_unstable();
        for (rank, number) in frequent.iter().zip(0..) {
            self.frequent_numbers[self.terms[*rank].number as usize] = Frequent::of(number);
        }
        self.frequent = frequent;
    }

    /// The most frequent words, in order.
    pub(super) fn frequent_words(&self) -> Vec<&str> {
        self.frequent.iter().map(|rank| self.word(*rank)).collect()
    }

    /// Which of the most frequent words a word of the vocabulary is.
    pub(super) fn frequent(&self, number: u32) -> Frequent {
        self.frequent_numbers[number as usize]
    }

    /// In how many places the word stands that its file of positions names: of a
    /// frequent one, its neighbours tell.
    pub(super) fn told_places(&self, rank: usize) -> usize {
        if self.is_frequent(rank) { 0 } else { self.places(rank) }
    }

    /// How many places of the word are gathered: of a frequent one, one in each story.
    pub(super) fn postings(&self, rank: usize) -> usize {
        match self.is_frequent(rank) {
            true => self.terms[rank].uses.stories as usize,
            false => self.places(rank),
        }
    }

    fn is_frequent(&self, rank: usize) -> bool {
        self.frequent(self.terms[rank].number) != Frequent::NONE
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// How many words the vocabulary has, those that no story has among them.
    pub(super) fn vocabulary_size(&self) -> usize {
        self.vocabulary.count()
    }

    /// The number in the vocabulary of a word.
    pub(super) fn number(&self, rank: usize) -> u32 {
        self.terms[rank].number
    }

    pub(super) fn word(&self, rank: usize) -> &str {
        word(self.vocabulary, self.terms[rank].number)
    }

    pub(super) fn stem(&self, rank: usize) -> &str {
        match &self.terms[rank].stem {
            Stem::Front(end) => &self.word(rank)[..*end],
            Stem::Other(stem) => stem,
        }
    }

    /// The same as bytes, which are in the same order and need not be looked at to be a text.
    fn stem_bytes(&self, rank: usize) -> &[u8] {
        let Term { number, stem, .. } = &self.terms[rank];
        match stem {
            Stem::Front(end) => &self.vocabulary.word(*number as usize)[..*end],
            Stem::Other(stem) => stem.as_bytes(),
        }
    }

    /// The ranks of all words with the stem of this one, itself too, in order.
    pub(super) fn group(&self, rank: usize) -> impl Iterator<Item = usize> + '_ {
        let stem = self.stem_bytes(rank);
        let start = self.by_stem.partition_point(|rank| self.stem_bytes(*rank as usize) < stem);
        let group = self.by_stem[start..].iter().map(|rank| *rank as usize);
        group.take_while(move |rank| self.stem_bytes(*rank) == stem)
    }

    /// In how many places the word stands.
    pub(super) fn places(&self, rank: usize) -> usize {
        self.terms[rank].uses.places as usize
    }

    /// About the bytes that a word takes in its file.
    pub(super) fn size(&self, rank: usize) -> usize {
        let stories = self.terms[rank].uses.stories as usize;
        // A gap up to 63 is one byte, and about each eighth weight another.
        let gap = if self.stories / stories.max(1) < 64 { 1 } else { 2 };
        self.vocabulary.word(self.terms[rank].number as usize).len()
            + 4
            + stories * gap
            + stories / 8
    }
}

/// How often each word of the vocabulary is used; of a tag, each story is one use.
fn count(stories: &[Story<'_>], words: usize) -> Vec<Uses> {
    let in_a_part = stories.len().div_ceil(rayon::current_num_threads()).max(1);
    let count_part = |(part, stories): (usize, &[Story<'_>])| {
        let mut uses = vec![Uses::default(); words];
        for (story, at) in stories.iter().zip((part * in_a_part) as u32 + 1..) {
            let tags = story.words.tags().iter().copied();
            story.words.each().map(|word| word.number).chain(tags).for_each(|number| {
                let uses = &mut uses[number as usize];
                uses.places += 1;
                uses.stories += u32::from(uses.last != at);
                uses.last = at;
            });
        }
        uses
    };
    stories.par_chunks(in_a_part).enumerate().map(count_part).reduce(
        || vec![Uses::default(); words],
        |mut all, part| {
            for (all, part) in all.iter_mut().zip(part) {
                all.places += part.places;
                all.stories += part.stories;
            }
            all
        },
    )
}

fn word(vocabulary: &Interner, number: u32) -> &str {
    // It was a word when it went in.
    str::from_utf8(vocabulary.word(number as usize)).unwrap_or_default()
}

fn stem(word: &str, stems: &Stems) -> Stem {
    // A tag is a name, and has no forms.
    if word.starts_with('#') {
        return Stem::Front(word.len());
    }
    let stem = stems.stem(word);
    match word.starts_with(&stem) {
        true => Stem::Front(stem.len()),
        false => Stem::Other(stem.into()),
    }
}
