//! The words of one story.

use super::shared_interner::{LocalInterner, SharedInterner};
use super::words;
use crate::text::varint::{push_number, take_number};

/// How much a word says of a story, by where it stands.
const IN_TITLE: u8 = 5;
const IN_SUBTITLE: u8 = 2;
const IN_TAG: u8 = 3;
const IN_BODY: u8 = 1;

/// The words of one story, as numbers of a vocabulary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryWords {
    /// Headline, standfirst, each tag and the text, with a gap behind each. A
    /// word's position is how many words and gaps stand before it. They are varints: most
    /// words were met early, and have a small number.
    words: Box<[u8]>,
    /// How many words that are.
    length: u32,
    /// Where the text begins.
    body: u32,
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
    /// Of a story with this headline, standfirst, tags (names and slugs) and
    /// text, all plain.
    pub fn of(
        known: &mut LocalInterner<'_>,
        title: &str,
        subtitle: Option<&str>,
        tags: &[(&str, &str)],
        body: &str,
    ) -> Self {
        let mut packed = Vec::with_capacity((title.len() + body.len()) / 3);
        let (mut end, mut length) = (0, 0);
        let mut part = |text: &str| {
            words(text, |word| {
                push_number(&mut packed, known.number(word));
                end += 1;
                length += 1;
            });
            // No phrase goes from one part into the next.
            push_number(&mut packed, SharedInterner::GAP);
            end += 1;
            end
        };
        part(title);
        let mut front = part(subtitle.unwrap_or_default());
        for (name, _) in tags {
            front = part(name);
        }
        part(body);
        let tags = tags.iter().map(|(_, slug)| known.number(&format!("#{slug}")));
        // Copied, so that no room is left behind it.
        let words = packed.as_slice().into();
        StoryWords { tags: tags.collect(), words, length, body: front }
    }

    /// How many words the story has.
    pub fn length(&self) -> u32 {
        self.length
    }

    /// All of its words, in their order.
    pub fn each(&self) -> impl Iterator<Item = StoryWord> + '_ {
        let mut weights = [IN_TITLE, IN_SUBTITLE].into_iter();
        let mut weight = weights.next().unwrap_or(IN_BODY);
        let mut packed = &*self.words;
        let numbers = std::iter::from_fn(move || take_number(&mut packed));
        numbers.zip(0..).filter_map(move |(number, position)| {
            if number != SharedInterner::GAP {
                return Some(StoryWord { number, position, weight });
            }
            weight = match position + 1 < self.body {
                true => weights.next().unwrap_or(IN_TAG),
                false => IN_BODY,
            };
            None
        })
    }

    /// The numbers of its tags.
    pub fn tags(&self) -> &[u32] {
        &self.tags
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
        let story =
            StoryWords::of(known, "The water", Some("Water again"), &tags, "the vote. The end");
        assert_eq!(story.length(), 11);
        let expected = [
            ("the", 0, 5),
            ("water", 1, 5),
            ("water", 3, 2),
            ("again", 4, 2),
            ("water", 6, 3),
            ("rights", 7, 3),
            ("hesk", 9, 3),
            ("the", 11, 1),
            ("vote", 12, 1),
            ("the", 13, 1),
            ("end", 14, 1),
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
    fn a_story_may_have_nothing_but_a_text() {
        let vocabulary = SharedInterner::new();
        let known = &mut LocalInterner::new(&vocabulary);
        let story = StoryWords::of(known, "", None, &[], "on");
        let on = StoryWord { number: known.number("on"), position: 2, weight: 1 };
        assert_eq!(story.each().collect::<Vec<_>>(), [on]);
        assert_eq!(StoryWords::of(known, "", None, &[], "").length(), 0);
    }
}
