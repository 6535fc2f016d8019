//! What is made when it is first asked for, and kept for whoever asks next.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// Numbered values, each made when it is first asked for.
pub struct Memo<T>(Vec<OnceLock<T>>);

impl<T> Memo<T> {
    /// Room for `count` values.
    pub fn new(count: usize) -> Self {
        Memo((0..count).map(|_| OnceLock::new()).collect())
    }

    /// The value `at`, which `make` makes if nobody has asked for it yet.
    pub fn get(&self, at: usize, make: impl FnOnce() -> T) -> &T {
        self.0[at].get_or_init(make)
    }
}

/// Numbered values, each made when it is asked for, of which the last so many are kept.
///
/// Where neighbours are asked for one after the other, nearly all are made but once.
pub struct Recent<T> {
    values: Vec<Mutex<Option<T>>>,
    /// The numbers of those that are kept, the oldest first.
    kept: Mutex<VecDeque<usize>>,
    most: usize,
}

impl<T: Clone> Recent<T> {
    /// Room for `count` values, of which at most so many are kept.
    pub fn new(count: usize, most: usize) -> Self {
        let values = (0..count).map(|_| Mutex::default()).collect();
        Recent { values, kept: Mutex::default(), most }
    }

    /// The value `at`, which `make` makes unless it is kept. Two who ask at once may both make
    /// it: it is the same.
    pub fn get(&self, at: usize, make: impl FnOnce() -> T) -> T {
        if let Some(value) = &*locked(&self.values[at]) {
            return value.clone();
        }
        let value = make();
        self.keep(at, value.clone());
        value
    }

    fn keep(&self, at: usize, value: T) {
        if locked(&self.values[at]).replace(value).is_some() {
            return;
        }
        let mut kept = locked(&self.kept);
        kept.push_back(at);
        let oldest = if kept.len() > self.most { kept.pop_front() } else { None };
        drop(kept);
        // It is dropped when no lock is held.
        let _gone = oldest.and_then(|oldest| locked(&self.values[oldest]).take());
    }

    /// Those values that still `hold`, by their numbers, and room for the others.
    pub fn that_hold(&self, hold: impl Fn(usize) -> bool) -> Self {
        let next = Recent::new(self.values.len(), self.most);
        for at in locked(&self.kept).iter().copied().filter(|at| hold(*at)) {
            if let Some(value) = &*locked(&self.values[at]) {
                next.keep(at, value.clone());
            }
        }
        next
    }
}

fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is in it is whole, whatever happened to whoever held it.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_last_that_were_made_are_kept() {
        let made = Cell::new(0);
        let recent = Recent::new(9, 3);
        let get = |recent: &Recent<usize>, at: usize| {
            let make = || {
                made.set(made.get() + 1);
                at * 10
            };
            assert_eq!(recent.get(at, make), at * 10);
        };
        for at in [0, 1, 2, 0, 1, 2] {
            get(&recent, at);
        }
        assert_eq!(made.get(), 3);
        for at in [3, 1, 2, 3] {
            get(&recent, at);
        }
        assert_eq!(made.get(), 4);
        get(&recent, 0);
        assert_eq!(made.get(), 5, "the oldest was let go");

        // What is kept now is 2, 3 and 0.
        let next = recent.that_hold(|at| at != 3);
        for at in [2, 0] {
            get(&next, at);
        }
        assert_eq!(made.get(), 5);
        get(&next, 3);
        assert_eq!(made.get(), 6);
    }
}
