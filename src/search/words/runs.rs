//! The words of folded text: runs of letters and numbers.

use super::characters::{CharClass, at_most, clusters};
use super::fold::SEAM;
use super::nasals::other_spellings;
use super::parts::{
    behind_lam, digits_before_letters, parts, seamed, without_article, without_hyphen,
};
use super::{Language, MOST_CHARACTERS, Piece};

/// Calls `each` with every word and its parts.
pub(super) fn pieces(text: &str, language: Language, each: &mut impl FnMut(Piece<'_>)) {
    let kind = CharClass::Other;
    let mut runs = Runs { text, language, start: 0, kind, letters: "", letters_end: 0 };
    for (at, c) in text.char_indices() {
        if c != SEAM {
            runs.enter(CharClass::of(c), at, each);
        }
    }
    runs.enter(CharClass::Other, text.len(), each);
}

/// The run of characters of one kind that is being read.
struct Runs<'a> {
    text: &'a str,
    language: Language,
    start: usize,
    kind: CharClass,
    /// The last word without a number, and where it ends.
    letters: &'a str,
    letters_end: usize,
}

impl Runs<'_> {
    /// A character of `kind` begins at `at`.
    fn enter(&mut self, kind: CharClass, at: usize, each: &mut impl FnMut(Piece<'_>)) {
        if kind == self.kind {
            return;
        }
        let run = self.text.get(self.start..at).unwrap_or_default();
        match self.kind {
            CharClass::Other => {}
            CharClass::Spaced => self.spaced(run, each),
            CharClass::Unspaced => pairs(run, each),
        }
        self.start = at;
        self.kind = kind;
    }

    fn spaced(&mut self, run: &str, each: &mut impl FnMut(Piece<'_>)) {
        let sewn = run.contains(SEAM).then(|| run.replace(SEAM, ""));
        let whole = sewn.as_deref().unwrap_or(run);
        let bare = without_article(whole);
        let word = at_most(bare, MOST_CHARACTERS);
        each(Piece::Word(word));
        if bare.len() < whole.len() {
            each(Piece::Parts(&[at_most(whole, MOST_CHARACTERS)]));
        }
        if let Some(noun) = behind_lam(whole) {
            each(Piece::Parts(&[at_most(noun, MOST_CHARACTERS)]));
        }
        other_spellings(word, |other| each(Piece::Parts(&[other])));
        if sewn.is_some() {
            seamed(run, |parts| each(Piece::Parts(parts)));
        }
        let between = self.text.get(self.letters_end..self.start);
        if word.starts_with(char::is_numeric)
            && !self.letters.is_empty()
            && matches!(between, Some("-" | "\u{2010}"))
        {
            each(Piece::Parts(&[&without_hyphen(self.letters, word)]));
            if let Some(digits) = digits_before_letters(word) {
                each(Piece::Parts(&[&without_hyphen(self.letters, ""), digits]));
                each(Piece::Parts(&[&without_hyphen(self.letters, digits)]));
            }
        }
        parts(word, self.language, |parts| each(Piece::Parts(parts)));
        let is_letters = !run.contains(char::is_numeric);
        let range = self.start..self.start + if is_letters { run.len() } else { 0 };
        self.letters = self.text.get(range).unwrap_or_default();
        self.letters_end = self.start + run.len();
    }
}

/// Each cluster with the one behind it; one alone is a word. The last one begins no pair, and
/// is found as a part.
fn pairs(run: &str, each: &mut impl FnMut(Piece<'_>)) {
    let mut start = 0;
    let mut before = "";
    for cluster in clusters(run) {
        let end = start + before.len() + cluster.len();
        if !before.is_empty() {
            let pair = run.get(start..end).unwrap_or_default();
            each(Piece::Word(at_most(pair, MOST_CHARACTERS)));
            start += before.len();
        }
        before = cluster;
    }
    let last = at_most(before, MOST_CHARACTERS);
    match start {
        0 => each(Piece::Word(last)),
        _ => each(Piece::Parts(&[last])),
    }
}
