//! Waiting for what happens by itself.

use std::thread::sleep;
use std::time::{Duration, Instant};

/// A bound for what hangs, however busy the machine is; what a test waits for takes far less.
const AT_MOST: Duration = Duration::from_secs(120);

/// Looks again and again until `look` finds what was hoped for; it says what it
/// sees instead, which is shown when the patience is over.
#[track_caller]
pub fn until<T>(hoped: &str, look: impl FnMut() -> Result<T, String>) -> T {
    until_within(AT_MOST, hoped, look)
}

/// The same, for what takes long by itself.
#[track_caller]
pub fn until_within<T>(
    at_most: Duration,
    hoped: &str,
    mut look: impl FnMut() -> Result<T, String>,
) -> T {
    let started = Instant::now();
    loop {
        match look() {
            Ok(found) => return found,
            Err(seen) if started.elapsed() > at_most => panic!("{hoped}: not so; {seen}"),
            Err(_) => sleep(Duration::from_millis(10)),
        }
    }
}

/// Looks again and again for some time; what is seen has to stay.
#[track_caller]
pub fn stays(hoped: &str, time: Duration, mut look: impl FnMut() -> Result<(), String>) {
    let started = Instant::now();
    while started.elapsed() < time {
        if let Err(seen) = look() {
            panic!("{hoped}: not so after {:?}; {seen}", started.elapsed());
        }
        sleep(Duration::from_millis(25));
    }
}
