//! Which of many names was most likely meant: "did you mean …?".
//!
//! Whoever moves a site has wrong links by the ten thousand beside files by the ten
//! thousand, and a stranger may choose both. So names are made ready once, and a question has
//! a [`Budget`], however many there are: of many, those are compared of which the word is one
//! slip away, and those that share its rarest pieces.

mod edits;
mod folders;
mod keys;
mod same_words;

pub use edits::Budget;
pub use folders::Folders;
pub use same_words::{TextWords, TextsByWords};

use std::cmp::Reverse;

use edits::{Comparison, Word};
use keys::Table;

/// So many names are all compared with a word.
const FEW: usize = 64;
/// Of more, so many that may be one slip away.
const MOST_SLIPS: usize = 64;
/// And so many that share pieces with it.
const MOST_COMPARED: usize = 8;
/// So many places at which names have the pieces of a word are looked at.
const MOST_PLACES: usize = 256;

/// Names of which one may have been meant.
#[derive(Debug, Default)]
pub struct Names {
    /// In order, each once.
    names: Vec<String>,
    /// The letters of the longest.
    longest: usize,
    /// By their pieces, and by what they are without a letter. None of a few names.
    by_piece: Table,
    by_slip: Table,
}

impl Names {
    /// The name that was most likely meant by `word`, if any is near.
    pub fn nearest(&self, word: &str) -> Option<&str> {
        self.nearest_within(word, &mut Budget::default())
    }

    /// The same, as far as the budget goes.
    pub fn nearest_within(&self, word: &str, budget: &mut Budget) -> Option<&str> {
        // Nothing is near to a word that is so much longer, however long it is.
        let longest = self.longest + allowed(self.longest);
        if word.chars().nth(longest).is_some() {
            return None;
        }
        let word = Word::of(word);
        let names = self.worth_comparing(&word).into_iter();
        let names = names.map(|at| (at, Word::of(&self.names[at])));
        let names: Vec<(usize, Word)> =
            names.filter(|(_, name)| word.differs_in_length(name) <= allowed(name.len())).collect();
        let most = names.iter().map(|(_, name)| allowed(name.len())).max()?;
        budget.compared += names.len();
        let mut comparison = Comparison::new(most, budget);
        // The work grows with the square of the bound, so most ends early.
        let bounds = std::iter::successors(Some(2), |bound| Some(bound * 2));
        for bound in bounds.take_while(|bound| *bound < most.max(2) * 2) {
            let edits = |(at, name): &(usize, Word)| {
                let bound = bound.min(allowed(name.len()));
                Some((comparison.edits(&word, name, bound)?, *at))
            };
            if let Some((_, at)) = names.iter().filter_map(edits).min() {
                return Some(&self.names[at]);
            }
        }
        None
    }

    /// All names, or those of which the word is one slip away, and those that have the most
    /// of its rarest pieces.
    fn worth_comparing(&self, word: &Word) -> Vec<usize> {
        if self.names.len() <= FEW {
            return (0..self.names.len()).collect();
        }
        let slips = keys::slips(&word.letters).into_iter().flat_map(|key| self.by_slip.with(key));
        let mut worth: Vec<usize> = slips.take(MOST_SLIPS).map(|at| *at as usize).collect();
        let pieces = keys::pieces(&word.letters).into_iter();
        let mut lists: Vec<&[u32]> = pieces.map(|key| self.by_piece.with(key)).collect();
        lists.sort_by_key(|list| list.len());
        let mut places: Vec<u32> = Vec::with_capacity(MOST_PLACES);
        for list in lists {
            // A part of a list counts some of its names and not the others, so there is one
            // only where no list is short.
            if places.is_empty() {
                places.extend(list.iter().take(MOST_PLACES));
            } else if places.len() + list.len() <= MOST_PLACES {
                places.extend_from_slice(list);
            } else {
                break;
            }
        }
        places.sort_unstable();
        let mut shared: Vec<(Reverse<usize>, usize)> = places
            .chunk_by(|one, next| one == next)
            .map(|same| (Reverse(same.len()), same[0] as usize))
            .collect();
        if shared.len() > MOST_COMPARED {
            shared.select_nth_unstable(MOST_COMPARED);
            shared.truncate(MOST_COMPARED);
        }
        // The likeliest first: the budget may end before they do.
        shared.retain(|(_, at)| !worth.contains(at));
        worth.extend(shared.into_iter().map(|(_, at)| at));
        worth
    }
}

impl<T: Into<String>> FromIterator<T> for Names {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        let mut names: Vec<String> = names.into_iter().map(Into::into).collect();
        names.sort_unstable();
        names.dedup();
        let longest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
        let (mut pieces, mut slips) = (Vec::new(), Vec::new());
        if names.len() > FEW {
            for (at, name) in (0..).zip(&names) {
                let Word { letters, .. } = Word::of(name);
                pieces.extend(keys::pieces(&letters).into_iter().map(|key| (key, at)));
                slips.extend(keys::slips(&letters).into_iter().map(|key| (key, at)));
            }
        }
        Names { names, longest, by_piece: Table::new(pieces), by_slip: Table::new(slips) }
    }
}

/// How many letters may be wrong in a name of so many.
fn allowed(letters: usize) -> usize {
    1 + letters / 4
}

/// The one of `known` that was most likely meant by `word`, if any is near: for a question
/// that is asked once.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known.into_iter().collect::<Names>().nearest(word).map(String::from)
}

#[cfg(test)]
mod tests;
