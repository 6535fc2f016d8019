//! The words of one story.

use super::shared_interner::{LocalInterner, SharedInterner};
use super::{Language, Piece, pieces_of_story};
use crate::search::varint::{push_measured, push_number, take_measured, take_number};

/// How much a word says of a story, by where it stands.
const IN_TITLE: u8 = 5;
const IN_SUBTITLE: u8 = 2;
/// In a tag, or the name of an author.
const IN_NAME: u8 = 3;
const IN_BODY: u8 = 1;

/// What is searched of a story, all plain.
#[derive(Clone, Copy, Debug, Default, Hash)]
pub struct StoryText<'a> {
    /// The headline.
    pub title: &'a str,
    /// The standfirst.
    pub subtitle: &'a str,
    /// The names of its tags and what they are in addresses.
    pub tags: &'a [(&'a str, &'a str)],
    /// The names of who wrote it.
    pub authors: &'a [String],
    /// The text.
    pub body: &'a str,
}

/// The words of one story, as numbers of a vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryWords {
    /// Headline, standfirst, each tag, each author and the text. Behind the words of each come
    /// their parts, and a gap stands behind both. A word's position is how many words and gaps
    /// stand before it. They are varints: most words were met early, and have a small number.
    words: Box<[u8]>,
    /// How many words that are.
    length: u32,
    /// Where headline, standfirst, each tag and each author end.
    ends: Box<[u32]>,
    /// The tags themselves: `#` and the slug.
    tags: Box<[u32]>,
}

/// A word of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoryWord {
    /// Its number in the vocabulary.
    pub number: u32,
    /// How many words and gaps stand before it.
    pub position: u32,
    /// How much it says of the story there.
    pub weight: u8,
}

impl StoryWords {
    /// Of a story with this text.
    pub fn of(known: &mut LocalInterner<'_>, text: StoryText<'_>) -> Self {
        let language = Language::of(&[text.title, text.subtitle, text.body]);
        let mut packed = Packed::default();
        packed.bytes.reserve((text.title.len() + text.body.len()) / 3);
        let names = text.tags.iter().map(|(name, _)| *name);
        let names = names.chain(text.authors.iter().map(String::as_str));
        let mut ends = Vec::with_capacity(2 + text.tags.len() + text.authors.len());
        for section in [text.title, text.subtitle].into_iter().chain(names) {
            packed.push_text(section, language, known);
            ends.push(packed.end);
        }
        packed.push_text(text.body, language, known);
        let tags = text.tags.iter().map(|(_, slug)| known.number(&format!("#{slug}")));
        // Copied, so that no room is left behind it.
        let words = packed.bytes.as_slice().into();
        StoryWords { tags: tags.collect(), words, length: packed.length, ends: ends.into() }
    }

    /// How many words the story has, with their parts.
    pub fn length(&self) -> u32 {
        self.length
    }

    /// All of its words, in their order.
    pub fn each(&self) -> impl Iterator<Item = StoryWord> + '_ {
        let mut section = 0;
        let (mut end, mut weight) = self.section(section);
        let mut packed = &*self.words;
        let mut next = 0;
        std::iter::from_fn(move || {
            loop {
                let number = take_number(&mut packed)?;
                let position = next;
                next += 1;
                while position == end {
                    section += 1;
                    (end, weight) = self.section(section);
                }
                if number != SharedInterner::GAP {
                    return Some(StoryWord { number, position, weight });
                }
            }
        })
    }

    /// Where a section ends, and what its words say of the story.
    fn section(&self, at: usize) -> (u32, u8) {
        let weight = match at {
            at if at >= self.ends.len() => IN_BODY,
            0 => IN_TITLE,
            1 => IN_SUBTITLE,
            _ => IN_NAME,
        };
        (self.ends.get(at).copied().unwrap_or(u32::MAX), weight)
    }

    /// The numbers of its tags.
    pub fn tags(&self) -> &[u32] {
        &self.tags
    }

    /// Appends all of it, so that [`StoryWords::take`] takes it.
    pub fn push(&self, bytes: &mut Vec<u8>) {
        let StoryWords { words, length, ends, tags } = self;
        push_number(bytes, *length);
        for numbers in [ends, tags] {
            push_number(bytes, numbers.len() as u32);
            numbers.iter().for_each(|number| push_number(bytes, *number));
        }
        push_measured(bytes, words);
    }

    /// Takes what was pushed from the front of `bytes`; none if it is not of a vocabulary of so
    /// many words.
    pub fn take(bytes: &mut &[u8], vocabulary: usize) -> Option<Self> {
        let length = take_number(bytes)?;
        let mut numbers = || -> Option<Box<[u32]>> {
            let count = take_number(bytes)?;
            (0..count).map(|_| take_number(bytes)).collect()
        };
        let (ends, tags) = (numbers()?, numbers()?);
        let words: Box<[u8]> = take_measured(bytes)?.into();
        let is_known = |number: u32| (number as usize) < vocabulary;
        let mut rest = &*words;
        while !rest.is_empty() {
            take_number(&mut rest).filter(|number| is_known(*number))?;
        }
        let are_known = tags.iter().all(|tag| is_known(*tag));
        are_known.then_some(StoryWords { words, length, ends, tags })
    }
}

/// Words and gaps that are being gathered.
#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    /// How many words and gaps there are.
    end: u32,
    /// How many of these are words.
    length: u32,
    /// Room for the parts of a text.
    parts: Vec<u32>,
}

impl Packed {
    /// The words of a text, then their parts, no two of which follow each other unless they are
    /// of one word, and a gap: no phrase goes on from one text into the next.
    fn push_text(&mut self, text: &str, language: Language, known: &mut LocalInterner<'_>) {
        let mut parts = std::mem::take(&mut self.parts);
        pieces_of_story(text, language, |piece| match piece {
            Piece::Word(word) => self.push(known.number(word)),
            Piece::Parts(some) => {
                parts.push(SharedInterner::GAP);
                parts.extend(some.iter().map(|part| known.number(part)));
            }
        });
        parts.drain(..).for_each(|number| self.push(number));
        self.push(SharedInterner::GAP);
        self.parts = parts;
    }

    fn push(&mut self, number: u32) {
        push_number(&mut self.bytes, number);
        self.end += 1;
        self.length += u32::from(number != SharedInterner::GAP);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_weights_and_positions() {
        let vocabulary = SharedInterner::new();
        let tags = [("Water rights", "water-rights"), ("Hesk", "hesk")];
        let known = &mut LocalInterner::new(&vocabulary);
        let text = StoryText {
            title: "The water",
            subtitle: "Water again",
            tags: &tags,
            authors: &["Ann Lee".to_string()],
            body: "the vote. The F-16, 増税",
        };
        let story = StoryWords::of(known, text);
        assert_eq!(story.length(), 17);
        let expected = [
            ("the", 0, 5),
            ("water", 1, 5),
            ("water", 3, 2),
            ("again", 4, 2),
            ("water", 6, 3),
            ("rights", 7, 3),
            ("hesk", 9, 3),
            ("ann", 11, 3),
            ("lee", 12, 3),
            ("the", 14, 1),
            ("vote", 15, 1),
            ("the", 16, 1),
            ("f", 17, 1),
            ("16", 18, 1),
            ("増税", 19, 1),
            ("f16", 21, 1),
            ("税", 23, 1),
        ];
        let listed = |known: &mut LocalInterner<'_>, (word, position, weight)| StoryWord {
            number: known.number(word),
            position,
            weight,
        };
        let expected = expected.map(|word| listed(known, word));
        assert_eq!(story.each().collect::<Vec<_>>(), expected);
        assert_eq!(story.tags(), [known.number("#water-rights"), known.number("#hesk")]);
    }

    #[test]
    fn an_abbreviation_whose_letters_stand_apart_is_a_part() {
        let vocabulary = SharedInterner::new();
        let known = &mut LocalInterner::new(&vocabulary);
        let text = StoryText { title: "EE. UU. y", ..StoryText::default() };
        let story = StoryWords::of(known, text);
        let expected = [("ee", 0), ("uu", 1), ("y", 2), ("eeuu", 4)]
            .map(|(word, position)| StoryWord { number: known.number(word), position, weight: 5 });
        assert_eq!(story.each().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_pushed_is_taken() {
        let vocabulary = SharedInterner::new();
        let known = &mut LocalInterner::new(&vocabulary);
        let tags = [("Water rights", "water-rights")];
        let authors = ["Ann Lee".to_string()];
        let text =
            StoryText { title: "The F-16", tags: &tags, authors: &authors, ..StoryText::default() };
        let stories = [StoryWords::of(known, text), StoryWords::default()];
        let mut bytes = Vec::new();
        stories.iter().for_each(|story| story.push(&mut bytes));
        let words = vocabulary.words().count();
        let mut rest = &*bytes;
        for story in &stories {
            assert_eq!(StoryWords::take(&mut rest, words).as_ref(), Some(story));
        }
        assert_eq!((rest, StoryWords::take(&mut rest, words)), (&[][..], None));
        assert_eq!(StoryWords::take(&mut &*bytes, words - 1), None, "of a smaller vocabulary");
    }

    #[test]
    fn a_story_may_have_nothing_but_a_text() {
        let vocabulary = SharedInterner::new();
        let known = &mut LocalInterner::new(&vocabulary);
        let story = StoryWords::of(known, StoryText { body: "on", ..StoryText::default() });
        let on = StoryWord { number: known.number("on"), position: 2, weight: 1 };
        assert_eq!(story.each().collect::<Vec<_>>(), [on]);
        assert_eq!(StoryWords::of(known, StoryText::default()).length(), 0);
        assert_eq!(StoryWords::default().each().count(), 0);
    }
}
