//! How much is decoded at once, so that memory is bounded whatever cameras make.

use std::sync::{Condvar, Mutex, PoisonError};

/// So many pixels at once: three photographs of 12 million. One that has more is made alone.
const MOST_PIXELS: u64 = 36_000_000;

/// The pixels that are in work.
#[derive(Debug, Default)]
pub struct Budget {
    in_work: Mutex<u64>,
    is_less: Condvar,
}

impl Budget {
    /// Does `work` on so many pixels as soon as there is room for them.
    pub fn with<T>(&self, pixels: u64, work: impl FnOnce() -> T) -> T {
        let in_work = self.in_work.lock().unwrap_or_else(PoisonError::into_inner);
        let has_no_room = |in_work: &mut u64| *in_work > 0 && *in_work + pixels > MOST_PIXELS;
        let mut in_work =
            self.is_less.wait_while(in_work, has_no_room).unwrap_or_else(PoisonError::into_inner);
        *in_work += pixels;
        drop(in_work);
        let _used = Used { budget: self, pixels };
        work()
    }
}

/// Gives its pixels back, however the work ends.
struct Used<'a> {
    budget: &'a Budget,
    pixels: u64,
}

impl Drop for Used<'_> {
    fn drop(&mut self) {
        *self.budget.in_work.lock().unwrap_or_else(PoisonError::into_inner) -= self.pixels;
        self.budget.is_less.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

    use super::*;

    #[test]
    fn no_more_is_in_work_than_there_is_room_for() {
        let (budget, in_work, most) = (Budget::default(), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for number in 0..12 {
                let (budget, in_work, most) = (&budget, &in_work, &most);
                scope.spawn(move || {
                    let pixels = if number == 5 { 3 * MOST_PIXELS } else { MOST_PIXELS / 2 };
                    budget.with(pixels, || {
                        let now = in_work.fetch_add(pixels, Relaxed) + pixels;
                        if number != 5 {
                            most.fetch_max(now, Relaxed);
                        }
                        std::thread::yield_now();
                        in_work.fetch_sub(pixels, Relaxed);
                    });
                });
            }
        });
        assert!(most.load(Relaxed) <= MOST_PIXELS, "{most:?}");
        assert_eq!(*budget.in_work.lock().unwrap(), 0);
    }
}
