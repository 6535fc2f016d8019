//! Notices that files changed.
//!
//! The operating system's notices are taken as hints of where to look; what
//! they say happened is not relied on, since each editor saves in its own way.
//! Beside them the site is looked over now and then, which finds what was not
//! told.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{CreateKind, EventKind};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::serve::inventory::Inventory;
use crate::site::Changes;
use crate::source::{FOLDERS, is_litter};
use crate::text::config;
use crate::text::front_page::FrontFile;

/// After the first notice, further ones are waited for this long: an editor's
/// save is several.
const GATHER: Duration = Duration::from_millis(3);
/// A stream of notices is cut after this, so that a long one shows as it goes.
const GATHER_AT_MOST: Duration = Duration::from_millis(150);
/// A new folder is looked at again after these: what is put into it before it
/// is watched is not told.
const NEW_FOLDER: [Duration; 2] = [Duration::from_millis(50), Duration::from_millis(500)];
/// The site is looked over this often, or less often where that takes long.
const LOOK_OVER: Duration = Duration::from_secs(1);

/// Events that are lost so soon after others most likely are those of the
/// server's own reading: to open a file is an event too.
const OWN_READING: Duration = Duration::from_secs(60);

/// Changes as they are noticed.
pub struct Notices {
    notices: Receiver<Notice>,
    inventory: Arc<Mutex<Inventory>>,
    /// When events were lost last.
    lost: Cell<Option<Instant>>,
    _watcher: Option<Arc<Mutex<RecommendedWatcher>>>,
}

/// Some changes, and when the first was noticed.
pub struct Noticed {
    /// What changed.
    pub changes: Changes,
    /// When the first of it was noticed.
    pub at: Instant,
}

enum Notice {
    Paths(Vec<String>),
    /// Events were lost.
    Unknown,
}

/// Why the system does not tell of each change; all are found by looking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwatched {
    /// There are more folders than it watches (`max_user_watches` of Linux).
    Folders,
    /// There are more programs that watch than it lets be (`max_user_instances`).
    Programs,
    /// Anything else that it says.
    Other(String),
}

impl Unwatched {
    /// By an error of watching; that a folder is missing is none.
    fn by(error: &notify::Error) -> Option<Self> {
        match &error.kind {
            ErrorKind::MaxFilesWatch => Some(Unwatched::Folders),
            ErrorKind::PathNotFound => None,
            ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            // `EMFILE` and `ENFILE`.
            ErrorKind::Io(error) if matches!(error.raw_os_error(), Some(23 | 24)) => {
                Some(Unwatched::Programs)
            }
            _ => Some(Unwatched::Other(error.to_string())),
        }
    }
}

/// Says once that the system does not tell of each change.
struct Confession {
    said: AtomicBool,
    tell: Box<dyn Fn(Unwatched) + Send + Sync>,
}

impl Confession {
    /// What watching came to; nothing where it failed.
    fn hear<T>(&self, watched: notify::Result<T>) -> Option<T> {
        watched.map_err(|error| self.say(&error)).ok()
    }

    fn say(&self, error: &notify::Error) {
        if let Some(unwatched) = Unwatched::by(error)
            && !self.said.swap(true, Ordering::Relaxed)
        {
            (self.tell)(unwatched);
        }
    }
}

/// Starts to watch the site, as it was when `inventory` was taken; `tell` hears once if the
/// system does not tell of each change.
pub fn start(
    site: &Path,
    inventory: Inventory,
    tell: impl Fn(Unwatched) + Send + Sync + 'static,
) -> Notices {
    let (sender, notices) = mpsc::channel();
    let inventory = Arc::new(Mutex::new(inventory));
    let confession = Confession { said: AtomicBool::new(false), tell: Box::new(tell) };
    let watcher = watch(site, sender.clone(), &confession.into());
    let look_over = LookOver { site: site.to_path_buf(), sender, inventory: inventory.clone() };
    thread::spawn(move || look_over.run());
    Notices { notices, inventory, lost: Cell::new(None), _watcher: watcher }
}

impl Notices {
    /// Waits for a change, or until `until` has passed; then there is none.
    ///
    /// # Errors
    /// That there will be no more.
    pub fn next(&self, until: Option<Duration>) -> Result<Option<Noticed>, mpsc::RecvError> {
        let first = match until {
            None => self.notices.recv()?,
            Some(until) => match self.notices.recv_timeout(until) {
                Ok(notice) => notice,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => return Err(mpsc::RecvError),
            },
        };
        let at = Instant::now();
        let changes = self.gathered(first, at);
        Ok(Some(Noticed { changes, at }))
    }

    fn gathered(&self, first: Notice, at: Instant) -> Changes {
        let mut paths = BTreeSet::new();
        let mut lost = false;
        let mut next = Some(first);
        while let Some(notice) = next {
            match notice {
                Notice::Paths(more) => paths.extend(more),
                Notice::Unknown => lost = true,
            }
            next = match at.elapsed() < GATHER_AT_MOST {
                true => self.notices.recv_timeout(GATHER).ok(),
                false => self.notices.try_recv().ok(),
            };
        }
        let mut inventory = self.inventory.lock().unwrap_or_else(PoisonError::into_inner);
        if lost {
            let now = inventory.taken_again();
            let before = self.lost.replace(Some(at));
            if before.is_none_or(|before| at.duration_since(before) > OWN_READING) {
                *inventory = now;
                return Changes::Unknown;
            }
            // To read everything once more might lose events once more, and so on.
            paths.append(&mut inventory.differences(&now));
        }
        inventory.look_again(&paths);
        Changes::Paths(paths)
    }
}

/// Looks the site over and reports what was not noticed.
struct LookOver {
    site: PathBuf,
    sender: Sender<Notice>,
    inventory: Arc<Mutex<Inventory>>,
}

impl LookOver {
    fn run(self) {
        let mut pause = LOOK_OVER;
        loop {
            thread::sleep(pause);
            let started = Instant::now();
            let now = Inventory::take(&self.site);
            // At most one part in fifty of one core.
            pause = LOOK_OVER.max(started.elapsed() * 50);
            let found = {
                let known = self.inventory.lock().unwrap_or_else(PoisonError::into_inner);
                let mut found = known.differences(&now);
                // What was noticed while this looked is taken care of.
                found.retain(|file| known.is_outdated(file));
                found
            };
            if !found.is_empty()
                && self.sender.send(Notice::Paths(found.into_iter().collect())).is_err()
            {
                return;
            }
        }
    }
}

/// Asks the operating system for notices; without them the site is still looked over.
fn watch(
    site: &Path,
    sender: Sender<Notice>,
    confession: &Arc<Confession>,
) -> Option<Arc<Mutex<RecommendedWatcher>>> {
    // Events name files below the folder that was asked for, in its own spelling.
    let root = std::fs::canonicalize(site).ok()?;
    let (later, again) = mpsc::channel::<String>();
    let ears = Ears {
        root: root.clone(),
        sender: sender.clone(),
        watcher: Arc::default(),
        later,
        confession: confession.clone(),
    };
    let watched = ears.watcher.clone();
    let made = notify::recommended_watcher(move |event| ears.hear(event));
    let watcher = Arc::new(Mutex::new(confession.hear(made)?));
    {
        let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
        // The root itself, so that a folder that is made or made again is noticed.
        confession.hear(watcher.watch(&root, RecursiveMode::NonRecursive))?;
        for folder in FOLDERS {
            // One that is missing is watched once it is there.
            confession.hear(watcher.watch(&root.join(folder), RecursiveMode::Recursive));
        }
    }
    *watched.lock().unwrap_or_else(PoisonError::into_inner) = Some(watcher.clone());
    thread::spawn(move || look_again_later(&again, &sender));
    Some(watcher)
}

/// Hears the system's notices.
struct Ears {
    root: PathBuf,
    sender: Sender<Notice>,
    /// The watcher, once there is one.
    watcher: Arc<Mutex<Option<Arc<Mutex<RecommendedWatcher>>>>>,
    /// New folders, to be looked at again.
    later: Sender<String>,
    confession: Arc<Confession>,
}

impl Ears {
    fn hear(&self, event: notify::Result<notify::Event>) {
        let event = match event {
            Ok(event) if event.need_rescan() => return self.lost(),
            Ok(event) => event,
            // A new folder is not watched; nothing else was missed.
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                return self.confession.say(&error);
            }
            Err(_) => return self.lost(),
        };
        // Reading a file is an event too, and the server reads them.
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let paths: Vec<String> =
            event.paths.iter().filter_map(|path| site_path(path, &self.root)).collect();
        for path in &paths {
            if FOLDERS.contains(&path.as_str()) {
                self.watch_again(self.root.join(path));
            }
            let is_new_folder =
                matches!(event.kind, EventKind::Create(CreateKind::Folder | CreateKind::Any))
                    || (matches!(event.kind, EventKind::Modify(_))
                        && self.root.join(path).is_dir());
            if is_new_folder {
                let _ = self.later.send(path.clone());
            }
        }
        if !paths.is_empty() {
            let _ = self.sender.send(Notice::Paths(paths));
        }
    }

    fn lost(&self) {
        let _ = self.sender.send(Notice::Unknown);
    }

    /// A folder that was deleted and made again has to be watched again. Not from
    /// the watcher's own thread, which would wait for itself.
    fn watch_again(&self, path: PathBuf) {
        let watcher = self.watcher.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(watcher) = watcher.filter(|_| path.is_dir()) {
            let confession = self.confession.clone();
            thread::spawn(move || {
                let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
                confession.hear(watcher.watch(&path, RecursiveMode::Recursive));
            });
        }
    }
}

fn look_again_later(folders: &Receiver<String>, sender: &Sender<Notice>) {
    while let Ok(folder) = folders.recv() {
        for pause in NEW_FOLDER {
            thread::sleep(pause);
            if sender.send(Notice::Paths(vec![folder.clone()])).is_err() {
                return;
            }
        }
    }
}

/// The path from the site's root, if it belongs to the site.
fn site_path(path: &Path, root: &Path) -> Option<String> {
    let relative = path.strip_prefix(root).ok()?;
    let parts: Vec<&str> =
        relative.components().map(|part| part.as_os_str().to_str()).collect::<Option<_>>()?;
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() && (*first == config::FILE || FrontFile::of(first).is_some()) {
        return Some((*first).into());
    }
    let belongs = FOLDERS.contains(first) && !rest.iter().any(|name| is_litter(name, first));
    belongs.then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reading everything makes events that may be lost as well; that must not
    /// go on for ever.
    #[test]
    fn lost_events_cause_everything_to_be_read_once() {
        let place = tempfile::tempdir().unwrap();
        let site = place.path();
        std::fs::create_dir(site.join("static")).unwrap();
        let (sender, notices) = mpsc::channel();
        let inventory = Arc::new(Mutex::new(Inventory::take(site)));
        let notices = Notices { notices, inventory, lost: Cell::new(None), _watcher: None };
        let after_a_loss = || {
            sender.send(Notice::Unknown).unwrap();
            notices.next(None).unwrap().unwrap().changes
        };
        assert!(matches!(after_a_loss(), Changes::Unknown));
        std::fs::write(site.join("static/a.txt"), "a").unwrap();
        let paths = |changes| match changes {
            Changes::Paths(paths) => Vec::from_iter(paths),
            Changes::Unknown => panic!("everything was read again"),
        };
        assert_eq!(paths(after_a_loss()), ["static/a.txt"]);
        assert_eq!(paths(after_a_loss()), [""; 0]);
    }
}
