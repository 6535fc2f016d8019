//! The check of every page, beside the server's work, so that a broken one is
//! told about before somebody opens it; and what was told.

use std::collections::{BTreeSet, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::watch;

use crate::diagnostic::Diagnostic;
use crate::render::{Renderer, once_each};
use crate::serve::problems::for_writers;
use crate::serve::snapshot::Snapshot;
use crate::serve::{Event, Vanished};
use crate::site::is_text;
use crate::url::SitePath;
use crate::watchdog;

/// Checks pages, and reports each problem once.
pub struct Check<T> {
    published: Arc<watch::Sender<Arc<Snapshot>>>,
    /// The number of the check that is wanted; all others give up.
    wanted: AtomicU64,
    known: Mutex<CheckResults>,
    tell: Arc<T>,
}

#[derive(Default)]
struct CheckResults {
    /// What was reported last.
    reported: Vec<Diagnostic>,
    /// Each fault of a page that the last check found, with the first page that has it.
    failing: Vec<(SitePath, Diagnostic)>,
}

impl<T: Fn(Event<'_>) + Send + Sync + 'static> Check<T> {
    /// Nothing is checked or reported yet.
    pub fn new(published: Arc<watch::Sender<Arc<Snapshot>>>, tell: Arc<T>) -> Self {
        Check { published, wanted: AtomicU64::new(0), known: Mutex::default(), tell }
    }

    /// Ends a check that is under way.
    pub fn give_up(&self) {
        self.wanted.fetch_add(1, Ordering::Relaxed);
    }

    /// What is wrong with `files`, and with those pages of `renderer` that were
    /// broken before and still are: so an error does not go for as long as a
    /// check takes. The check itself finds the new ones.
    pub fn with_failing_pages(
        &self,
        files: &[Diagnostic],
        renderer: Option<&Arc<Renderer>>,
    ) -> Vec<Diagnostic> {
        let known = self.known();
        let failing = known.failing.iter().filter(|(path, fault)| {
            renderer.is_some_and(|renderer| has_fault(renderer, path, fault))
        });
        together(files, failing.map(|(_, fault)| fault.clone()).collect())
    }

    /// Tells what is wrong, unless it was reported last.
    pub fn tell(&self, problems: &[Diagnostic]) {
        self.tell_known(&mut self.known(), problems);
    }

    /// The same after a save; that errors are left is said as well.
    pub fn tell_after_save(&self, problems: &[Diagnostic]) {
        let mut known = self.known();
        if known.reported == problems && problems.iter().any(Diagnostic::is_error) {
            (self.tell)(Event::StillWrong(problems));
        }
        self.tell_known(&mut known, problems);
    }

    /// Checks all pages of the snapshot that is up, where `files` is what is
    /// wrong with the files.
    pub fn start(self: &Arc<Self>, files: &[Diagnostic]) {
        let number = self.wanted.fetch_add(1, Ordering::Relaxed) + 1;
        let snapshot = self.published.borrow().clone();
        let (check, files) = (self.clone(), files.to_vec());
        let run = move || check.run(number, &snapshot, &files);
        // Without a thread for it, pages are looked at when somebody opens them.
        let _ = thread::Builder::new().stack_size(watchdog::stack()).spawn(run);
    }

    fn run(&self, number: u64, snapshot: &Snapshot, files: &[Diagnostic]) {
        let Some(renderer) = snapshot.renderer() else { return };
        let Some(failing) = self.failing(renderer, number) else { return };
        let mut known = self.known();
        if !self.is_wanted(number) {
            return;
        }
        let problems = together(files, failing.iter().map(|(_, fault)| fault.clone()).collect());
        known.failing = failing;
        self.published.send_if_modified(|up| {
            let shown = for_writers(&problems, up.folder.root());
            let is_news = up.generation == snapshot.generation && up.problems != shown;
            if is_news {
                *up = Arc::new(Snapshot { problems: shown, ..(**up).clone() });
            }
            is_news
        });
        self.tell_known(&mut known, &problems);
    }

    /// The faults of the pages; none if this check is not wanted any more.
    fn failing(&self, renderer: &Renderer, number: u64) -> Option<Vec<(SitePath, Diagnostic)>> {
        let mut found: Vec<(SitePath, Diagnostic)> = Vec::new();
        for (path, _) in renderer.site().routes.iter() {
            if !self.is_wanted(number) {
                return None;
            }
            if let Err(faults) = renderer.render(path) {
                found.extend(faults.into_iter().map(|fault| (path.clone(), fault)));
            }
        }
        // All cards are made by one template.
        let of_cards = renderer.try_a_card().err().unwrap_or_default();
        found.extend(of_cards.into_iter().map(|fault| (SitePath::root(), fault)));
        let once = once_each(found.iter().map(|(_, fault)| fault.clone()).collect());
        let with_first_page = once.into_iter().filter_map(|fault| {
            // How many more there are is of no page.
            let first = found.iter().find(|(_, other)| is_same(other, &fault)).or(found.first());
            let (path, _) = first?;
            Some((path.clone(), fault))
        });
        Some(with_first_page.collect())
    }

    fn is_wanted(&self, number: u64) -> bool {
        self.wanted.load(Ordering::Relaxed) == number
    }

    fn tell_known(&self, known: &mut CheckResults, problems: &[Diagnostic]) {
        if known.reported == problems {
            return;
        }
        let reported = std::mem::replace(&mut known.reported, problems.to_vec());
        match problems {
            [] => (self.tell)(Event::Fixed { vanished: &self.vanished(&reported) }),
            _ => (self.tell)(Event::Problems(problems)),
        }
    }

    /// The texts among the files of these faults that are not shown now.
    fn vanished(&self, faults: &[Diagnostic]) -> Vec<Vanished> {
        let snapshot = self.published.borrow().clone();
        let Some(site) = snapshot.renderer().map(|renderer| renderer.site()) else {
            return Vec::new();
        };
        let shown: HashSet<&str> = site.articles().map(|article| &*article.file).collect();
        let held: HashSet<&str> = site.held.iter().map(|held| &*held.file).collect();
        let files: BTreeSet<&str> = faults.iter().filter_map(|it| it.file.as_deref()).collect();
        let vanished = files.into_iter().filter(|file| is_text(file) && !shown.contains(file));
        vanished.map(|file| Vanished { file: file.into(), is_held: held.contains(file) }).collect()
    }

    fn known(&self) -> MutexGuard<'_, CheckResults> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has_fault(renderer: &Renderer, path: &SitePath, fault: &Diagnostic) -> bool {
    let is_there = renderer.site().routes.get(path).is_some();
    let is_known = |faults: Vec<Diagnostic>| faults.iter().any(|other| is_same(other, fault));
    let faults = || renderer.render(path).map(drop).and_then(|()| renderer.try_a_card());
    is_there && faults().is_err_and(is_known)
}

/// Whether two faults are the same but for the pages that they show on.
fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    (&one.file, one.place, &one.message) == (&other.file, other.place, &other.message)
}

fn together(files: &[Diagnostic], mut pages: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut problems = files.to_vec();
    problems.append(&mut pages);
    problems.sort_by(Diagnostic::reading_order);
    problems
}
