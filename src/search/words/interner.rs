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
    front: Front,
    /// Its length in bytes.
    length: u32,
    /// Where it starts in the text.
    start: u32,
    /// The number of the word and one more; zero where there is none.
    number: u32,
}

impl Slot {
    /// The bytes of the word, in the text of all.
    fn word(self, text: &[u8]) -> &[u8] {
        let start = self.start as usize;
        text.get(start..start + self.length as usize).unwrap_or_default()
    }
}

/// The first bytes of a word, and zeros if it has fewer; in halves, so that a slot is small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Front([u32; 3]);

/// How many bytes of a word are in its slot.
const FRONT: usize = size_of::<Front>();

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
        let (front, length) = (Front::of(word), word.len() as u32);
        let mask = self.slots.len() - 1;
        let mut at = self.hash(front, word) & mask;
        while let Some(number) = (self.slots[at].number as usize).checked_sub(1) {
            let slot = self.slots[at];
            let may_be_it = (slot.front, slot.length) == (front, length);
            if may_be_it && (word.len() <= FRONT || slot.word(&self.text) == word) {
                return number;
            }
            at = (at + 1) & mask;
        }
        let start = self.text.len() as u32;
        self.text.extend_from_slice(word);
        self.ends.push(self.text.len() as u32);
        self.slots[at] = Slot { front, length, start, number: self.ends.len() as u32 };
        self.ends.len() - 1
    }

    fn hash(&self, Front([one, two, three]): Front, word: &[u8]) -> usize {
        let front = u64::from(one) | u64::from(two) << u32::BITS;
        let hash = match word.get(FRONT..).unwrap_or_default() {
            [] => self.hasher.hash_one((front, three)),
            rest => self.hasher.hash_one((front, three, rest)),
        };
        hash as usize
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); self.slots.len() * 2];
        let mask = larger.len() - 1;
        for slot in std::mem::replace(&mut self.slots, larger) {
            if slot.number == 0 {
                continue;
            }
            let mut at = self.hash(slot.front, slot.word(&self.text)) & mask;
            while self.slots[at].number > 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }
}

impl Front {
    fn of(word: &[u8]) -> Front {
        let first = first_bytes(word);
        let behind = first_bytes(word.get(size_of::<u64>()..).unwrap_or_default());
        Front([first as u32, (first >> u32::BITS) as u32, behind as u32])
    }
}

/// The first eight bytes, and zeros if there are fewer; without a loop, since it is done for
/// every word of a site.
fn first_bytes(word: &[u8]) -> u64 {
    if let Some(all) = word.first_chunk() {
        return u64::from_le_bytes(*all);
    }
    let at = |index: usize| u64::from(word[index]) << (8 * index);
    match (word.first_chunk(), word.last_chunk(), word.len()) {
        // The two overlap, where they are the same.
        (Some(front), Some(back), length) => {
            let back = u64::from(u32::from_le_bytes(*back)) << (8 * (length - size_of::<u32>()));
            u64::from(u32::from_le_bytes(*front)) | back
        }
        (.., 0) => 0,
        (.., length) => at(0) | at(length / 2) | at(length - 1),
    }
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
    fn the_first_bytes_are_those_of_the_word() {
        let word = b"republicans in the";
        for length in 0..word.len() {
            let mut bytes = [0; 8];
            let kept = length.min(8);
            bytes[..kept].copy_from_slice(&word[..kept]);
            assert_eq!(first_bytes(&word[..length]), u64::from_le_bytes(bytes), "{length}");
        }
    }

    #[test]
    fn words_with_the_same_front_are_told_apart() {
        let mut numbered = Interner::with_room(4);
        let words: [&[u8]; 9] = [
            b"a",
            b"a\0",
            b"republic",
            b"republican",
            b"republics",
            b"republicaN",
            b"republicanis",
            b"republicanism",
            b"republicanisM",
        ];
        for _ in 0..2 {
            for (word, number) in words.iter().zip(0..) {
                assert_eq!(numbered.number(word), number);
            }
        }
    }
}
