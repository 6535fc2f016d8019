//! The interner that the threads share: it makes a story's words numbers.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Interner;

/// The words of a site, numbered in the order in which they were first met.
/// Words that went with their story keep their numbers: there are few.
#[derive(Debug)]
pub struct SharedInterner(Mutex<Interner>);

impl SharedInterner {
    /// The number that no word has: it stands between two parts of a story.
    pub const GAP: u32 = 0;

    /// Without words.
    pub fn new() -> Self {
        let mut words = Interner::with_room(1024);
        // No word is empty.
        words.number(b"");
        SharedInterner(Mutex::new(words))
    }

    /// The words, by number. While they are held no other thread can add one.
    pub fn words(&self) -> MutexGuard<'_, Interner> {
        // A word is added whole or not at all.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for SharedInterner {
    fn default() -> Self {
        SharedInterner::new()
    }
}

/// The words of one thread, which asks the shared interner only about new ones.
pub struct LocalInterner<'a> {
    vocabulary: &'a SharedInterner,
    met: Interner,
    /// Their numbers in the shared interner.
    numbers: Vec<u32>,
}

impl<'a> LocalInterner<'a> {
    /// With no word of `vocabulary` yet.
    pub fn new(vocabulary: &'a SharedInterner) -> Self {
        LocalInterner { vocabulary, met: Interner::with_room(1024), numbers: Vec::new() }
    }

    /// The number of `word` in the shared interner.
    pub fn number(&mut self, word: &str) -> u32 {
        let at = self.met.number(word.as_bytes());
        if at == self.numbers.len() {
            let number = self.vocabulary.words().number(word.as_bytes());
            self.numbers.push(u32::try_from(number).unwrap_or(SharedInterner::GAP));
        }
        self.numbers[at]
    }
}
