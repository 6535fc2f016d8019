//! An interner: words, numbered in the order in which they are first seen.

use ahash::RandomState;

/// Numbers for words, whose bytes lie in one stretch of memory: millions of
/// words pass through here, and few are new.
#[derive(Debug)]
pub struct Interner {
    hasher: RandomState,
    /// What makes hashes others in each run, so that nobody can write words that collide.
    secrets: [u64; 2],
    text: Vec<u8>,
    /// Where each word ends in the text.
    ends: Vec<u32>,
    slots: Vec<Slot>,
}

/// A place for a word. Most words are told apart here, without a look at their
/// bytes, which lie elsewhere in memory. It is small, so that all of them are near.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    front: Front,
    /// The number of the word and one more; zero where there is none.
    number: u32,
}

/// The first bytes of a word, and zeros if it has fewer, and its length in the last byte; in
/// parts, so that a slot is small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Front([u32; 3]);

/// How many bytes of a word are in its slot.
const FRONT: usize = size_of::<Front>() - 1;

impl Interner {
    /// With room for about so many words.
    pub fn with_room(words: usize) -> Self {
        let hasher = RandomState::new();
        Interner {
            secrets: [0, 1].map(|number: u64| hasher.hash_one(number)),
            hasher,
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
        // Two thirds of the slots are taken.
        if self.ends.len() * 3 >= self.slots.len() * 2 {
            self.grow();
        }
        let front = Front::of(word);
        let mask = self.slots.len() - 1;
        let mut at = self.hash(front, word) & mask;
        while let Some(number) = (self.slots[at].number as usize).checked_sub(1) {
            let is_short = word.len() <= FRONT;
            if self.slots[at].front == front && (is_short || self.word(number) == word) {
                return number;
            }
            at = (at + 1) & mask;
        }
        self.text.extend_from_slice(word);
        self.ends.push(self.text.len() as u32);
        self.slots[at] = Slot { front, number: self.ends.len() as u32 };
        self.ends.len() - 1
    }

    /// The two halves of a product, as wyhash mixes what it hashes.
    fn hash(&self, Front([one, two, three]): Front, word: &[u8]) -> usize {
        let front = u64::from(one) | u64::from(two) << u32::BITS;
        let rest = match word.get(FRONT..).unwrap_or_default() {
            [] => 0,
            rest => self.hasher.hash_one(rest),
        };
        let behind = rest ^ u64::from(three) << u32::BITS;
        let [secret, other_secret] = self.secrets;
        let product = u128::from(front ^ secret) * u128::from(behind ^ other_secret);
        (product as u64 ^ (product >> u64::BITS) as u64) as usize
    }

    fn grow(&mut self) {
        let larger = vec![Slot::default(); self.slots.len() * 2];
        let mask = larger.len() - 1;
        for slot in std::mem::replace(&mut self.slots, larger) {
            if slot.number == 0 {
                continue;
            }
            let word = self.word(slot.number as usize - 1);
            let mut at = self.hash(slot.front, word) & mask;
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
        let behind =
            first_bytes(word.get(size_of::<u64>()..FRONT.min(word.len())).unwrap_or_default());
        // Of a longer word the length only spares a look at its bytes.
        let length = (word.len().min(usize::from(u8::MAX)) as u32) << 24;
        Front([first as u32, (first >> u32::BITS) as u32, behind as u32 | length])
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
    fn long_words_are_told_apart_whatever_their_length() {
        let mut numbered = Interner::with_room(4);
        let words: Vec<Vec<u8>> = [11, 12, 254, 255, 256, 257, 511]
            .into_iter()
            .flat_map(|length| [b'x', b'y'].map(|last| [vec![b'x'; length], vec![last]].concat()))
            .collect();
        for _ in 0..2 {
            for (word, number) in words.iter().zip(0..) {
                assert_eq!(numbered.number(word), number);
            }
        }
        assert!(words.iter().zip(0..).all(|(word, number)| numbered.word(number) == word));
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
