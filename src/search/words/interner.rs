//! An interner: words, numbered in the order in which they are first seen.

use ahash::RandomState;

/// Numbers for words, whose bytes lie in one stretch of memory: millions of
/// words pass through here, and few are new.
#[derive(Debug)]
pub struct Interner {
    hasher: RandomState,
    text: Vec<u8>,
    /// Where each word ends in the text.
    ends: Vec<u32>,
    slots: Vec<Slot>,
}

/// A place for a word. Most words are told apart here, without a look at their
/// bytes, which lie elsewhere in memory.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The first bytes of the word, and zeros.
    front: u64,
    /// Its length in bytes.
    length: u32,
    /// The number of the word and one more; zero where there is none.
    number: u32,
}

impl Slot {
    /// Whether a word with this front and length can be the one here.
    fn may_hold(self, front: u64, length: u32) -> bool {
        (self.front, self.length) == (front, length)
    }
}

/// How many bytes of a word are in its slot.
const FRONT: usize = size_of::<u64>();

impl Interner {
    /// With room for about so many words.
    pub fn with_room(words: usize) -> Self {
        Interner {
            hasher: RandomState::new(),
            text: Vec::with_capacity(words * 8),
            ends: Vec::with_capacity(words),
            slots: vec![Slot::default(); (words * 2).next_power_of_two().max(16)],
        }
    }

    /// How many words there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number.
    pub fn word(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[number] as usize]
    }

    /// The number of `word`, which gets the next one if it is new.
    pub fn number(&mut self, word: &[u8]) -> usize {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let (front, length) = (front(word), word.len() as u32);
        let mask = self.slots.len() - 1;
        let mut at = self.hash(front, word) & mask;
        while let Some(number) = (self.slots[at].number as usize).checked_sub(1) {
            if self.slots[at].may_hold(front, length)
                && (word.len() <= FRONT || self.word(number) == word)
            {
                return number;
            }
            at = (at + 1) & mask;
        }
        self.text.extend_from_slice(word);
        self.ends.push(self.text.len() as u32);
        self.slots[at] = Slot { front, length, number: self.ends.len() as u32 };
        self.ends.len() - 1
    }

    fn hash(&self, front: u64, word: &[u8]) -> usize {
        let rest = word.get(FRONT..).unwrap_or_default();
        let hash = match rest {
            [] => self.hasher.hash_one(front),
            rest => self.hasher.hash_one((front, rest)),
        };
        hash as usize
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); self.slots.len() * 2];
        let mask = larger.len() - 1;
        for slot in std::mem::replace(&mut self.slots, larger) {
            let Some(number) = (slot.number as usize).checked_sub(1) else { continue };
            let mut at = self.hash(slot.front, self.word(number)) & mask;
            while self.slots[at].number > 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }
}

/// The first bytes of a word, and zeros if it has fewer.
fn front(word: &[u8]) -> u64 {
    let mut front = [0; FRONT];
    for (to, byte) in front.iter_mut().zip(word) {
        *to = *byte;
    }
    u64::from_le_bytes(front)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut numbered = Interner::with_room(4);
        for _ in 0..2 {
            for word in 0..1000 {
                assert_eq!(numbered.number(format!("word {word}").as_bytes()), word);
            }
        }
        assert_eq!(numbered.count(), 1000);
        assert_eq!(numbered.word(0), b"word 0");
        assert_eq!(numbered.word(999), b"word 999");
        assert_eq!(numbered.number(b""), 1000);
    }

    #[test]
    fn words_with_the_same_front_are_told_apart() {
        let mut numbered = Interner::with_room(4);
        let words: [&[u8]; 6] =
            [b"a", b"a\0", b"republic", b"republican", b"republics", b"republicaN"];
        for _ in 0..2 {
            for (word, number) in words.iter().zip(0..) {
                assert_eq!(numbered.number(word), number);
            }
        }
    }
}
