//! Different words, numbered in the order in which they are first seen.

use ahash::RandomState;

/// Numbers for words, whose bytes lie in one stretch of memory: millions of
/// words pass through here, and few are new.
#[derive(Debug)]
pub struct Numbered {
    hasher: RandomState,
    text: Vec<u8>,
    words: Vec<Word>,
    /// The number of a word and one more; zero where there is none.
    slots: Vec<u32>,
}

#[derive(Debug)]
struct Word {
    hash: u64,
    end: u32,
}

impl Numbered {
    /// With room for about so many words.
    pub fn with_room(words: usize) -> Self {
        Numbered {
            hasher: RandomState::new(),
            text: Vec::with_capacity(words * 8),
            words: Vec::with_capacity(words),
            slots: vec![0; (words * 2).next_power_of_two().max(16)],
        }
    }

    /// How many words there are.
    pub fn count(&self) -> usize {
        self.words.len()
    }

    /// The word of a number.
    pub fn word(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).map_or(0, |before| self.words[before].end);
        &self.text[start as usize..self.words[number].end as usize]
    }

    /// The number of `word`, which gets the next one if it is new.
    pub fn number(&mut self, word: &[u8]) -> usize {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let hash = self.hasher.hash_one(word);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        while let Some(number) = (self.slots[slot] as usize).checked_sub(1) {
            if self.words[number].hash == hash && self.word(number) == word {
                return number;
            }
            slot = (slot + 1) & mask;
        }
        self.text.extend_from_slice(word);
        self.words.push(Word { hash, end: self.text.len() as u32 });
        self.slots[slot] = self.words.len() as u32;
        self.words.len() - 1
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        self.slots.clear();
        self.slots.resize(mask + 1, 0);
        for (word, number) in self.words.iter().zip(1..) {
            let mut slot = word.hash as usize & mask;
            while self.slots[slot] != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = number;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_numbers() {
        let mut numbered = Numbered::with_room(4);
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
}
