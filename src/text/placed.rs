//! A value and where it is written.

use std::hash::{Hash, Hasher};

use crate::diagnostic::Place;

/// A value of a file, and where in the file it is written. The place is no part of what is
/// said: two are equal if their values are, so that a line that moves changes nothing but the
/// place for its reports.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it is written; none of a value that is of no file yet.
    pub place: Option<Place>,
}

impl<T> Placed<T> {
    /// A value that is written at `place`.
    pub fn at(place: Place, value: T) -> Self {
        Placed { value, place: Some(place) }
    }
}

impl<T> From<T> for Placed<T> {
    fn from(value: T) -> Self {
        Placed { value, place: None }
    }
}

impl<T: PartialEq> PartialEq for Placed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Placed<T> {}

impl<T: Hash> Hash for Placed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}
