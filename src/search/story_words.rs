//! The words of one story.

use crate::search::bytes::{push_measured, push_number, take_measured};
use crate::search::numbered::Numbered;
use crate::text::words::words;

/// How much a word says of a story, by where it stands.
const IN_TITLE: u8 = 5;
const IN_SUBTITLE: u8 = 2;
const IN_TAG: u8 = 3;
const IN_BODY: u8 = 1;

/// The words of one story, made once and kept while the story stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryWords {
    /// Each different word: measured, its weight as one byte, and its
    /// positions, measured, as the index has them.
    bytes: Box<[u8]>,
    /// How many words it has.
    length: u32,
}

/// A word of a story.
pub(super) struct StoryWord<'a> {
    pub(super) word: &'a [u8],
    pub(super) weight: u8,
    pub(super) positions: &'a [u8],
}

impl StoryWords {
    /// Of a story with this headline, standfirst, tags (names and slugs) and
    /// text, all plain.
    pub fn of(title: &str, subtitle: Option<&str>, tags: &[(&str, &str)], body: &str) -> Self {
        let mut found = Found::new();
        found.part(title, IN_TITLE);
        found.part(subtitle.unwrap_or_default(), IN_SUBTITLE);
        for (name, _) in tags {
            found.part(name, IN_TAG);
        }
        found.part(body, IN_BODY);
        let length = found.places.len() as u32;
        for (_, slug) in tags {
            found.tag(slug);
        }
        StoryWords { bytes: found.bytes().into(), length }
    }

    /// How many words the story has.
    pub(super) fn length(&self) -> u32 {
        self.length
    }

    /// The different words, in the order in which they are first met.
    pub(super) fn each(&self) -> impl Iterator<Item = StoryWord<'_>> {
        let mut rest = &*self.bytes;
        std::iter::from_fn(move || {
            let word = take_measured(&mut rest)?;
            let (weight, behind) = rest.split_first()?;
            rest = behind;
            Some(StoryWord { word, weight: *weight, positions: take_measured(&mut rest)? })
        })
    }
}

/// The words that were found in a story so far.
struct Found {
    numbered: Numbered,
    /// By the number of the word.
    uses: Vec<Uses>,
    /// Of all words, one behind the other.
    places: Vec<Place>,
    position: u32,
}

/// How a word is used.
#[derive(Clone, Copy, Default)]
struct Uses {
    weight: u8,
    count: u32,
    /// Indexes of places.
    first: usize,
    last: usize,
}

/// Where a word stands, and the index of the place where it stands again.
struct Place {
    position: u32,
    next: usize,
}

impl Found {
    fn new() -> Self {
        Found {
            numbered: Numbered::with_room(256),
            uses: Vec::with_capacity(256),
            places: Vec::with_capacity(512),
            position: 0,
        }
    }

    /// Takes the words of a part, of which each has `weight`.
    fn part(&mut self, text: &str, weight: u8) {
        words(text, |word| self.word(word, weight));
        // No phrase goes from one part into the next.
        self.position += 1;
    }

    fn word(&mut self, word: &str, weight: u8) {
        let place = self.places.len();
        self.places.push(Place { position: self.position, next: place });
        self.position += 1;
        let uses = self.uses_of(word.as_bytes());
        let last = uses.last;
        if uses.count == 0 {
            uses.first = place;
        }
        let again = uses.count > 0;
        uses.count += 1;
        uses.last = place;
        uses.weight = uses.weight.saturating_add(weight);
        if again {
            self.places[last].next = place;
        }
    }

    /// A tag as a word of its own.
    fn tag(&mut self, slug: &str) {
        self.uses_of(format!("#{slug}").as_bytes()).weight = 1;
    }

    fn uses_of(&mut self, word: &[u8]) -> &mut Uses {
        let number = self.numbered.number(word);
        if number == self.uses.len() {
            self.uses.push(Uses::default());
        }
        &mut self.uses[number]
    }

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.uses.len() * 14);
        let mut positions = Vec::new();
        for (number, uses) in self.uses.iter().enumerate() {
            push_measured(&mut bytes, self.numbered.word(number));
            bytes.push(uses.weight);
            positions.clear();
            self.push_positions(&mut positions, uses);
            push_measured(&mut bytes, &positions);
        }
        bytes
    }

    /// The number of positions and the gaps between them; of a tag, nothing.
    fn push_positions(&self, bytes: &mut Vec<u8>, uses: &Uses) {
        if uses.count == 0 {
            return;
        }
        push_number(bytes, uses.count);
        let (mut at, mut before) = (uses.first, 0);
        for _ in 0..uses.count {
            let place = &self.places[at];
            push_number(bytes, place.position - before);
            (at, before) = (place.next, place.position);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(words: &StoryWords) -> Vec<(String, u8, Vec<u8>)> {
        let text = |word: &[u8]| String::from_utf8(word.to_vec()).unwrap();
        words.each().map(|word| (text(word.word), word.weight, word.positions.to_vec())).collect()
    }

    #[test]
    fn words_have_weights_and_positions() {
        let tags = [("Water rights", "water-rights"), ("Hesk", "hesk")];
        let words = StoryWords::of("The water", Some("Water again"), &tags, "the vote. The end");
        assert_eq!(words.length(), 11);
        let expected: [(&str, u8, &[u8]); 9] = [
            ("the", 7, &[3, 0, 11, 2]),
            ("water", 10, &[3, 1, 2, 3]),
            ("again", 2, &[1, 4]),
            ("rights", 3, &[1, 7]),
            ("hesk", 3, &[1, 9]),
            ("vote", 1, &[1, 12]),
            ("end", 1, &[1, 14]),
            ("#water-rights", 1, &[]),
            ("#hesk", 1, &[]),
        ];
        let expected = expected.map(|(word, weight, at)| (word.to_string(), weight, at.to_vec()));
        assert_eq!(listed(&words), expected);
    }

    #[test]
    fn a_weight_is_a_byte() {
        let words = StoryWords::of("", None, &[], &"on ".repeat(1000));
        assert_eq!((words.length(), words.each().next().unwrap().weight), (1000, 255));
        assert_eq!(words.each().count(), 1);
        assert_eq!(StoryWords::of("", None, &[], "").each().count(), 0);
    }
}
