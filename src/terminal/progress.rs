//! How far a long work is, on one line of a terminal.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::{Stream, harmless};

/// What takes less shows nothing: a line that goes at once is noise.
const FIRST: Duration = Duration::from_secs(1);
const BETWEEN: Duration = Duration::from_millis(100);
/// With what stands behind it, all of it fits on a line of 80 letters.
const MOST_OF_HEAD: usize = 21;

/// A bar on standard error, from the first second on, where somebody watches. Whoever works
/// draws it, when it is time.
pub struct Progress {
    /// How many letters the bar has.
    width: usize,
    total: u64,
    done: AtomicU64,
    /// What stands beside the bar.
    words: fn(u64, u64) -> String,
    /// None where nobody watches.
    line: Option<Mutex<Line>>,
}

/// What is on the terminal.
struct Line {
    /// What stands before the bar.
    head: String,
    due: Instant,
    /// How many letters it has; none if it is not there.
    length: usize,
}

impl Progress {
    /// A bar of `width` letters behind `head`, of a work of `total`; `words` says how much of
    /// it is done. Nothing if it `is_quiet`, in CI or for a pipe.
    pub fn new(
        head: &str,
        width: usize,
        total: u64,
        words: fn(u64, u64) -> String,
        is_quiet: bool,
    ) -> Self {
        let is_shown =
            !is_quiet && std::env::var_os("CI").is_none() && Stream::Errors.is_terminal();
        let line = is_shown.then(|| {
            let head = shortened(&harmless(head).replace('\n', " "));
            Mutex::new(Line { head, due: Instant::now() + FIRST, length: 0 })
        });
        Progress { width, total, done: AtomicU64::new(0), words, line }
    }

    /// One more is done.
    pub fn add_one(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.draw(done);
    }

    /// So much is done.
    pub fn set(&self, done: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.draw(done);
    }

    /// Draws the line if it is due and nobody else draws it.
    fn draw(&self, done: u64) {
        let Some(Ok(mut line)) = self.line.as_ref().map(Mutex::try_lock) else { return };
        let now = Instant::now();
        if now < line.due {
            return;
        }
        let bar = bar(self.width, done, self.total);
        let text = format!("{}{bar} {}", line.head, (self.words)(done, self.total));
        let length = text.chars().count();
        let blank = " ".repeat(line.length.saturating_sub(length));
        *line = Line { head: std::mem::take(&mut line.head), due: now + BETWEEN, length };
        let _ = Stream::Errors.write(&format!("\r{text}{blank}"));
    }
}

impl Drop for Progress {
    /// Takes the line away.
    fn drop(&mut self) {
        let Some(Ok(line)) = self.line.as_mut().map(Mutex::get_mut) else { return };
        if line.length > 0 {
            let _ = Stream::Errors.write(&format!("\r{}\r", " ".repeat(line.length)));
        }
    }
}

/// The end of what stands before the bar, where it is too long.
fn shortened(head: &str) -> String {
    let more = head.chars().count().saturating_sub(MOST_OF_HEAD);
    match more {
        0 => head.into(),
        more => "…".chars().chain(head.chars().skip(more + 1)).collect(),
    }
}

/// A bar of which as much is full as is done.
fn bar(width: usize, done: u64, total: u64) -> String {
    let share = done.min(total) as f64 / total.max(1) as f64;
    let full = (share * width as f64) as usize;
    "█".repeat(full) + &"░".repeat(width - full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_shows_its_end() {
        assert_eq!(shortened("logs/access.log "), "logs/access.log ");
        let long = shortened("/var/log/nginx/access.log.2026-11-01.gz ");
        assert_eq!(long, "…s.log.2026-11-01.gz ");
        assert_eq!(long.chars().count(), MOST_OF_HEAD);
    }

    #[test]
    fn a_bar_is_as_full_as_its_work_is_done() {
        for (done, total, expected) in [
            (0, 10, "░░░░"),
            (5, 10, "██░░"),
            (9, 10, "███░"),
            (10, 10, "████"),
            (11, 10, "████"),
            (0, 0, "░░░░"),
            (u64::MAX, u64::MAX, "████"),
        ] {
            assert_eq!(bar(4, done, total), expected, "{done} of {total}");
        }
    }
}
