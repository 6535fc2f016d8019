//! The lines of a file, good and bad.

/// How many faulty lines are kept to be shown.
pub(super) const SHOWN: usize = 10;

/// The lines of a file: how many went in, and what is wrong with the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// How many were read.
    pub good: u64,
    /// How many could not be read.
    pub bad: u64,
    /// The first of those.
    pub first_bad: Vec<BadLine>,
}

/// A line that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number, from 1.
    pub number: u64,
    /// What is wrong with it.
    pub message: String,
}

impl Lines {
    /// Counts a faulty line.
    pub fn reject(&mut self, number: u64, message: impl Into<String>) {
        self.bad += 1;
        if self.first_bad.len() < SHOWN {
            self.first_bad.push(BadLine { number, message: message.into() });
        }
    }
}
