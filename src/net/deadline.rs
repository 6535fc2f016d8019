//! The end of all asking, however patient it is.

use std::thread;
use std::time::{Duration, Instant};

/// The moment after which nobody is asked any more.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// In so long from now; what is too long to be reckoned with is a day.
    pub fn after(budget: Duration) -> Self {
        let now = Instant::now();
        let day = Duration::from_secs(24 * 60 * 60);
        Deadline(now.checked_add(budget).or_else(|| now.checked_add(day)).unwrap_or(now))
    }

    /// How long that is still.
    pub fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// Whether it is past.
    pub fn is_over(self) -> bool {
        self.left().is_zero()
    }

    /// Waits so long, if there is more time than that; or not at all.
    pub fn wait(self, time: Duration) -> Waited {
        if time >= self.left() {
            return Waited::TimeIsUp;
        }
        thread::sleep(time);
        Waited::Yes
    }
}

/// What came of waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// It is time to go on.
    Yes,
    /// It would be too late then.
    TimeIsUp,
}
