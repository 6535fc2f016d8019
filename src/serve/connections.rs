//! The open connections. When there is no room for another, nobody waits:
//! the oldest one goes, and a browser whose stream of events
//! was that opens it again by itself.

use std::collections::VecDeque;
use std::io;

use tokio::task::JoinHandle;

/// The most connections, where the system allows them.
const MOST: usize = 4096;
/// The files left for reading the site, where the system allows few.
const SPARE: usize = 32;

/// The connections that are open, oldest first.
pub struct Connections {
    open: VecDeque<JoinHandle<()>>,
    most: usize,
}

impl Connections {
    /// None yet.
    pub fn new() -> Self {
        Connections { open: VecDeque::new(), most: MOST }
    }

    /// Adds one; `serving` serves it.
    pub async fn add(&mut self, serving: JoinHandle<()>) {
        self.open.retain(|connection| !connection.is_finished());
        self.open.push_back(serving);
        while self.open.len() > self.most {
            self.drop_oldest().await;
        }
    }

    /// Makes room if that was why no connection could be accepted.
    pub async fn accept_failed(&mut self, error: &io::Error) {
        if !is_of_too_many_files(error) {
            return;
        }
        self.open.retain(|connection| !connection.is_finished());
        self.most = self.open.len().saturating_sub(SPARE).max(1);
        while self.open.len() > self.most {
            self.drop_oldest().await;
        }
    }

    async fn drop_oldest(&mut self) {
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
