//! The words of a site, each with a number, so that a story's words are numbers.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Numbered;

/// The words of a site, numbered in the order in which they were first met.
/// Words that went with their story keep their numbers: there are few.
#[derive(Debug)]
pub struct Vocabulary(Mutex<Numbered>);

impl Vocabulary {
    /// The number that no word has: it stands between two parts of a story.
    pub const GAP: u32 = 0;

    /// Without words.
    pub fn new() -> Self {
        let mut words = Numbered::with_room(1024);
        // No word is empty.
        words.number(b"");
        Vocabulary(Mutex::new(words))
    }

    /// The words, by number. While they are held no other thread can add one.
    pub fn words(&self) -> MutexGuard<'_, Numbered> {
        // A word is added whole or not at all.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary::new()
    }
}

/// The words that one thread has met: it asks the others only about new ones.
pub struct Acquaintance<'a> {
    vocabulary: &'a Vocabulary,
    met: Numbered,
    /// Their numbers in the vocabulary.
    numbers: Vec<u32>,
}

impl<'a> Acquaintance<'a> {
    /// With no word of `vocabulary` yet.
    pub fn new(vocabulary: &'a Vocabulary) -> Self {
        Acquaintance { vocabulary, met: Numbered::with_room(1024), numbers: Vec::new() }
    }

    /// The number of `word` in the vocabulary.
    pub fn number(&mut self, word: &str) -> u32 {
        let at = self.met.number(word.as_bytes());
        if at == self.numbers.len() {
            let number = self.vocabulary.words().number(word.as_bytes());
            self.numbers.push(u32::try_from(number).unwrap_or(Vocabulary::GAP));
        }
        self.numbers[at]
    }
}
