//! What is made when it is first asked for, and kept for whoever asks next.

use std::sync::OnceLock;

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

impl<T: Clone> Memo<T> {
    /// Those values that still `hold`, by their numbers, and room for the others.
    pub fn that_hold(&self, hold: impl Fn(usize) -> bool) -> Self {
        let values = self.0.iter().enumerate();
        let kept = |(at, value): (usize, &OnceLock<T>)| match hold(at) {
            true => value.clone(),
            false => OnceLock::new(),
        };
        Memo(values.map(kept).collect())
    }
}
