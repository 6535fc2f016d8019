//! Which words a reader may have meant who slipped on one letter.
//!
//! A slip is one letter too many, missing, or wrong, or two neighbours swapped.
//! It leaves the first half of the word whole or the second, so each word is
//! kept under both halves, and a reader who looks under those of what was typed
//! finds it.

use rayon::prelude::*;

use crate::search::terms::Terms;
use crate::search::varint::push_after;

/// More files of slips there are not.
pub(super) const MOST_FILES: usize = 64;
/// About so many words are in one file.
const WORDS_A_FILE: usize = 500;
/// A shorter word may be anything.
const LEAST_CHARACTERS: usize = 3;

/// The bytes of each file: its words in order, each without what it shares with
/// the one before. There is one at least.
pub(super) fn slip_files(terms: &Terms<'_>) -> Vec<Vec<u8>> {
    let count = terms.len().div_ceil(WORDS_A_FILE).next_power_of_two().min(MOST_FILES);
    let mut files = vec![Vec::new(); count];
    for rank in 0..terms.len() {
        let Some(halves) = halves(terms.word(rank)) else { continue };
        let [first, second] = halves.map(|half| hash(&half) as usize % count);
        files[first].push(rank);
        if second != first {
            files[second].push(rank);
        }
    }
    files.par_iter().map(|ranks| slip_file(terms, ranks)).collect()
}

fn slip_file(terms: &Terms<'_>, ranks: &[usize]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut before = "";
    for rank in ranks {
        let word = terms.word(*rank);
        push_after(&mut bytes, before, word);
        before = word;
    }
    bytes
}

/// What a word is kept under: `<` and its first characters, `>` and its last
/// ones, less than half of them each. None if slips on it are not forgiven:
/// another number is another number, and a tag is no word of a text.
fn halves(word: &str) -> Option<[String; 2]> {
    let characters: Vec<char> = word.chars().collect();
    let length = characters.len();
    if length < LEAST_CHARACTERS
        || word.starts_with('#')
        || characters.iter().any(|c| c.is_numeric())
    {
        return None;
    }
    let half = (length - 1) / 2;
    let first: String = ['<'].iter().chain(&characters[..half]).collect();
    let second: String = ['>'].iter().chain(&characters[length - half..]).collect();
    Some([first, second])
}

/// FNV-1a of 32 bits, which is a few lines in the script too
/// (<https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>).
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_than_half_of_a_word_is_kept_from_each_end() {
        assert_eq!(halves("cat"), Some(["<c".to_string(), ">t".to_string()]));
        assert_eq!(halves("bank"), Some(["<b".to_string(), ">k".to_string()]));
        assert_eq!(halves("банки"), Some(["<ба".to_string(), ">ки".to_string()]));
        assert_eq!(halves("it"), None);
        assert_eq!(halves("2026"), None);
        assert_eq!(halves("#water"), None);
    }

    #[test]
    fn the_hash_is_the_published_one() {
        assert_eq!(hash(""), 0x811c_9dc5);
        assert_eq!(hash("foobar"), 0xbf9c_f968);
    }
}
