//! Brings the library up to date with each change, and publishes what
//! came of it.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::diagnostic::Diagnostic;
use crate::model::Held;
use crate::render::Renderer;
use crate::serve::changed::{LastChanged, WhatChanged};
use crate::serve::check::Check;
use crate::serve::problems::for_writers;
use crate::serve::snapshot::Snapshot;
use crate::serve::watch::{Noticed, Notices};
use crate::serve::{Event, Options};
use crate::site::{Changes, Library, Outcome};
use crate::source::Folder;
use crate::underway::Underway;

/// A file that is at fault is read again for so long before that is reported: it
/// may be half written.
const RETRY: Duration = Duration::from_millis(120);

/// Brings the library up to date and publishes snapshots.
pub struct Rebuilder<T> {
    library: Library,
    folder: Arc<Folder>,
    options: Options,
    published: Arc<watch::Sender<Arc<Snapshot>>>,
    check: Arc<Check<T>>,
    underway: Arc<Underway>,
    /// What was wrong with the files when the last snapshot was published.
    problems: Vec<Diagnostic>,
    /// What was held when that was told last.
    held: Arc<[Held]>,
    tell: Arc<T>,
}

/// What came of the files as they are now.
struct Next {
    outcome: Outcome,
    /// What is wrong with the files.
    problems: Vec<Diagnostic>,
    /// A renderer, unless something is wrong.
    good: Option<Arc<Renderer>>,
}

impl<T: Fn(Event<'_>) + Send + Sync + 'static> Rebuilder<T> {
    /// With the first snapshot published.
    pub fn open(
        library: Library,
        folder: Arc<Folder>,
        options: Options,
        underway: Arc<Underway>,
        tell: Arc<T>,
    ) -> (Self, watch::Receiver<Arc<Snapshot>>) {
        let (good, problems) = good_renderer(Err(underway.clone()), &library);
        let snapshot = Snapshot {
            generation: 1,
            boot: boot(),
            changed: LastChanged::default(),
            problems: for_writers(&problems, &options.site),
            good,
            folder: folder.clone(),
            base: Arc::new(library.site().config.base_url.clone()),
        };
        let (published, snapshots) = watch::channel(Arc::new(snapshot));
        let published = Arc::new(published);
        let check = Arc::new(Check::new(published.clone(), tell.clone()));
        let held = Arc::default();
        let rebuilder = Rebuilder {
            library,
            folder,
            options,
            published,
            check,
            underway,
            problems,
            held,
            tell,
        };
        (rebuilder, snapshots)
    }

    /// Tells what is held and what is wrong, if anything is, and has every page checked.
    pub fn start(&mut self) {
        self.tell_held();
        self.check.tell(&self.problems);
        self.check.start(&self.problems);
    }

    /// Follows changes until there will be no more.
    pub fn follow(mut self, notices: &Notices) {
        loop {
            match notices.next(self.until_next_change()) {
                Ok(Some(noticed)) => self.apply(noticed, notices),
                // A text is released, or expires, by time alone.
                Ok(None) => {
                    let changes = Changes::Paths(Default::default());
                    self.apply(Noticed { changes, at: Instant::now() }, notices);
                }
                Err(_) => return,
            }
        }
    }

    /// How long the site stays as it is if nobody changes it.
    fn until_next_change(&self) -> Option<Duration> {
        let now = match (self.options.instant)(&self.options.load) {
            crate::site::Instant::Exact(now) => now,
            // The moment was fixed on the command line.
            crate::site::Instant::Written(_) => return None,
        };
        let change = self.library.site().next_change?;
        let wait = change.duration_since(now).unsigned_abs();
        // Not longer than an hour, for a clock that is set or a laptop that slept.
        let wait = if change <= now { Duration::ZERO } else { wait };
        Some((wait + Duration::from_millis(5)).min(Duration::from_secs(3600)))
    }

    fn apply(&mut self, noticed: Noticed, notices: &Notices) {
        let Noticed { mut changes, at } = noticed;
        // The cores are wanted here.
        self.check.give_up();
        let mut next = self.update(&changes);
        let deadline = Instant::now() + RETRY;
        while self.has_new_faults(&next) {
            let left = deadline.saturating_duration_since(Instant::now());
            let more = notices.next(Some(left)).ok().flatten();
            changes = together(changes, more.map(|more| more.changes));
            let outcome = next.outcome;
            next = self.update(&changes);
            next.outcome = both(outcome, next.outcome);
            if left.is_zero() {
                break;
            }
        }
        if !self.library.is_committed() {
            next = self.committed(next.outcome);
        }
        let changed = WhatChanged::by(&changes, next.outcome);
        if changed == WhatChanged::default() && next.problems == self.problems {
            self.check.start(&self.problems);
            return;
        }
        let is_save = !matches!(&changes, Changes::Paths(paths) if paths.is_empty());
        let outcome = next.outcome;
        let problems = self.publish(changed, next);
        let paths = named(&changes);
        (self.tell)(Event::Changed { paths: &paths, outcome, elapsed: at.elapsed() });
        self.tell_held();
        match is_save {
            true => self.check.tell_after_save(&problems),
            false => self.check.tell(&problems),
        }
        self.check.start(&self.problems);
    }

    /// Tells which texts are held, if that changed. While a file is at fault nobody knows
    /// whether its text is, so what was said of it holds.
    fn tell_held(&mut self) {
        let site = self.library.site();
        let is_at_fault = |held: &&Held| {
            let of_it =
                |fault: &Diagnostic| fault.is_error() && fault.file.as_deref() == Some(&held.file);
            self.problems.iter().any(of_it) && site.held.iter().all(|now| now.file != held.file)
        };
        let unknown: Vec<Held> = self.held.iter().filter(is_at_fault).cloned().collect();
        let known: HashSet<&str> = unknown.iter().map(|held| &*held.file).collect();
        let before: Vec<Held> =
            self.held.iter().filter(|held| !known.contains(&*held.file)).cloned().collect();
        if before[..] != site.held[..] {
            (self.tell)(Event::Held { before: &before, site });
        }
        self.held = site.held.iter().cloned().chain(unknown).collect();
    }

    fn update(&mut self, changes: &Changes) -> Next {
        let instant = (self.options.instant)(&self.options.load);
        let outcome = self.library.apply(&*self.folder, changes, instant);
        self.next(outcome)
    }

    /// What comes of the files if they stay as they are.
    fn committed(&mut self, outcome: Outcome) -> Next {
        let lists = self.library.commit();
        self.next(Outcome { lists: lists.or(outcome.lists), ..outcome })
    }

    fn next(&self, outcome: Outcome) -> Next {
        let last = self.published.borrow().clone();
        let (good, problems) =
            good_renderer(last.good.as_ref().ok_or_else(|| self.underway.clone()), &self.library);
        Next { outcome, problems, good }
    }

    fn has_new_faults(&self, next: &Next) -> bool {
        next.problems.iter().any(|fault| fault.is_error() && !self.problems.contains(fault))
    }

    /// Publishes the result of a change; everything that is wrong with it.
    fn publish(&mut self, changed: WhatChanged, next: Next) -> Vec<Diagnostic> {
        let last = self.published.borrow().clone();
        let generation = last.generation + 1;
        let good = next.good.or(last.good.clone());
        let problems = self.check.with_failing_pages(&next.problems, good.as_ref());
        self.published.send_replace(Arc::new(Snapshot {
            generation,
            changed: last.changed.with(changed, generation),
            problems: for_writers(&problems, &self.options.site),
            good,
            base: Arc::new(self.library.site().config.base_url.clone()),
            ..(*last).clone()
        }));
        self.problems = next.problems;
        problems
    }
}

/// A renderer of the library's site, made of the last one where there is one, unless something is wrong with it, and what is.
fn good_renderer(
    last: Result<&Arc<Renderer>, Arc<Underway>>,
    library: &Library,
) -> (Option<Arc<Renderer>>, Vec<Diagnostic>) {
    let mut problems = library.diagnostics();
    let site = library.site().clone();
    let renderer = match last {
        Ok(last) => last.for_next(site),
        Err(underway) => Renderer::with_underway(site, underway),
    };
    match renderer {
        Ok(_) if problems.iter().any(Diagnostic::is_error) => (None, problems),
        Ok(renderer) => (Some(Arc::new(renderer)), problems),
        Err(mut faults) => {
            problems.append(&mut faults);
            (None, problems)
        }
    }
}

fn named(changes: &Changes) -> Vec<String> {
    match changes {
        Changes::Unknown => Vec::new(),
        Changes::Paths(paths) => paths.iter().cloned().collect(),
    }
}

fn together(first: Changes, second: Option<Changes>) -> Changes {
    match (first, second) {
        (first, None) => first,
        (Changes::Paths(mut first), Some(Changes::Paths(mut second))) => {
            first.append(&mut second);
            Changes::Paths(first)
        }
        _ => Changes::Unknown,
    }
}

/// What two updates came to, of which the second reads again what the first read.
fn both(first: Outcome, second: Outcome) -> Outcome {
    Outcome {
        texts: first.texts.max(second.texts),
        templates: first.templates || second.templates,
        lists: first.lists.or(second.lists),
    }
}

/// Tells this run of the server from an earlier one.
fn boot() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}
