//! The connections that are open. More of them than there is room for keep
//! nobody waiting: the oldest one goes, and a browser whose stream of events
//! was that opens it again by itself.

use std::collections::VecDeque;
use std::io;

use tokio::task::JoinHandle;

/// So many connections at most, where the system allows as many.
const MOST: usize = 4096;
/// So many files are left to those who read the site, where the system allows few.
const SPARE: usize = 32;

/// The connections that are open, oldest first.
pub struct Guests {
    open: VecDeque<JoinHandle<()>>,
    most: usize,
}

impl Guests {
    /// Nobody yet.
    pub fn none() -> Self {
        Guests { open: VecDeque::new(), most: MOST }
    }

    /// Takes in one more; `serving` serves it.
    pub async fn admit(&mut self, serving: JoinHandle<()>) {
        self.open.retain(|guest| !guest.is_finished());
        self.open.push_back(serving);
        while self.open.len() > self.most {
            self.show_out_oldest().await;
        }
    }

    /// Makes room if that was why no connection could be accepted.
    pub async fn not_accepted(&mut self, error: &io::Error) {
        if !is_of_too_many_files(error) {
            return;
        }
        self.open.retain(|guest| !guest.is_finished());
        self.most = self.open.len().saturating_sub(SPARE).max(1);
        while self.open.len() > self.most {
            self.show_out_oldest().await;
        }
    }

    async fn show_out_oldest(&mut self) {
        if let Some(oldest) = self.open.pop_front() {
            oldest.abort();
            // Its socket is closed when it has ended.
            let _ = oldest.await;
        }
    }
}

/// Whether the program, or the system, has as many files open as it may:
/// `EMFILE` and `ENFILE`, and `WSAEMFILE` of Windows.
fn is_of_too_many_files(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(23 | 24 | 10024))
}
