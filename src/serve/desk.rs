//! The desk: brings the library up to date with each change, and puts up what
//! came of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::diagnostic::Diagnostic;
use crate::render::Renderer;
use crate::report::{Colours, Report};
use crate::serve::snapshot::{Kind, Snapshot};
use crate::serve::watch::{Noticed, Notices};
use crate::serve::{Event, Options};
use crate::site::{Changes, Library, Outcome};
use crate::source::Folder;

/// A file that is at fault is read once more after this: it may have been half written.
const RETRY: Duration = Duration::from_millis(40);

/// Brings the library up to date and puts up snapshots.
pub struct Desk<T> {
    library: Library,
    options: Options,
    put_up: Arc<watch::Sender<Arc<Snapshot>>>,
    /// The generation that is up; a check of an older one gives up.
    current: Arc<AtomicU64>,
    problems: Vec<Diagnostic>,
    tell: Arc<T>,
}

impl<T: Fn(Event<'_>) + Send + Sync + 'static> Desk<T> {
    /// A desk with its first snapshot up.
    pub fn open(
        library: Library,
        options: Options,
        tell: Arc<T>,
    ) -> (Self, watch::Receiver<Arc<Snapshot>>) {
        let mut problems = library.diagnostics();
        let (good, mut faults) = good_renderer(None, &library, &problems);
        problems.append(&mut faults);
        let snapshot = Snapshot {
            generation: 1,
            boot: boot(),
            kind: Kind::Pages,
            problems: printed(&problems, &options.site),
            good,
            folder: Arc::new(options.site.clone()),
            base: Arc::new(library.site().config.base_url.clone()),
        };
        let (put_up, snapshots) = watch::channel(Arc::new(snapshot));
        let desk = Desk {
            library,
            options,
            put_up: Arc::new(put_up),
            current: Arc::new(AtomicU64::new(1)),
            problems,
            tell,
        };
        desk.check_pages();
        (desk, snapshots)
    }

    /// Tells what is wrong, if anything is.
    pub fn tell_problems(&self) {
        if !self.problems.is_empty() {
            (self.tell)(Event::Problems(&self.problems));
        }
    }

    /// Follows changes until there will be no more.
    pub fn follow(mut self, notices: &Notices) {
        loop {
            match notices.next(self.until_next_change()) {
                Ok(Some(noticed)) => self.take_in(noticed, notices),
                // A text is released, or expires, by time alone.
                Ok(None) => {
                    let changes = Changes::Paths(Default::default());
                    self.take_in(Noticed { changes, at: Instant::now() }, notices);
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
        let change = self.library.site().index.next_change?;
        let wait = change.duration_since(now).unsigned_abs();
        // Not longer than an hour, for a clock that is set or a laptop that slept.
        let wait = if change <= now { Duration::ZERO } else { wait };
        Some((wait + Duration::from_millis(5)).min(Duration::from_secs(3600)))
    }

    fn take_in(&mut self, noticed: Noticed, notices: &Notices) {
        let Noticed { mut changes, at } = noticed;
        let mut outcome = self.update(&changes);
        if self.has_new_faults() {
            // What was half written is whole by now, or its next notice is here.
            let more = notices.next(Some(RETRY)).ok().flatten();
            changes = together(changes, more.map(|more| more.changes));
            let again = self.update(&changes);
            outcome = Outcome {
                texts: outcome.texts.max(again.texts),
                templates: outcome.templates || again.templates,
                lists: if again.is_nothing() { outcome.lists } else { again.lists },
            };
        }
        let paths = named(&changes);
        let kind = kind(&paths, outcome);
        let problems = self.library.diagnostics();
        if kind == Kind::Problems && problems == self.problems {
            return;
        }
        self.put_up(kind, problems);
        (self.tell)(Event::Changed { paths: &paths, outcome, elapsed: at.elapsed() });
    }

    fn update(&mut self, changes: &Changes) -> Outcome {
        let instant = (self.options.instant)(&self.options.load);
        self.library.update(&Folder::new(&self.options.site), changes, instant)
    }

    fn has_new_faults(&self) -> bool {
        let faults = self.library.diagnostics();
        faults.iter().any(|fault| fault.is_error() && !self.problems.contains(fault))
    }

    fn put_up(&mut self, kind: Kind, mut problems: Vec<Diagnostic>) {
        let last = self.put_up.borrow().clone();
        let (good, mut faults) = good_renderer(last.good.as_ref(), &self.library, &problems);
        problems.append(&mut faults);
        let generation = last.generation + 1;
        self.current.store(generation, Ordering::Relaxed);
        self.put_up.send_replace(Arc::new(Snapshot {
            generation,
            kind,
            problems: printed(&problems, &self.options.site),
            good: good.or(last.good.clone()),
            base: Arc::new(self.library.site().config.base_url.clone()),
            ..(*last).clone()
        }));
        if problems != self.problems {
            (self.tell)(Event::Problems(&problems));
        }
        self.problems = problems;
        self.check_pages();
    }

    /// Renders every page beside the server's work, so that a broken one is told
    /// about before somebody opens it.
    fn check_pages(&self) {
        let snapshot = self.put_up.borrow().clone();
        let Some(renderer) = snapshot.good.clone() else { return };
        let (current, put_up, tell) =
            (self.current.clone(), self.put_up.clone(), self.tell.clone());
        let site = self.options.site.clone();
        let known = self.problems.clone();
        thread::spawn(move || {
            let Some(faults) = faults_of_pages(&renderer, &current, snapshot.generation) else {
                return;
            };
            if faults.is_empty() {
                return;
            }
            let problems = crate::render::once_each([known, faults].concat());
            tell(Event::Problems(&problems));
            put_up.send_if_modified(|up| {
                let is_up = up.generation == snapshot.generation;
                if is_up {
                    *up = Arc::new(Snapshot {
                        kind: Kind::Problems,
                        problems: printed(&problems, &site),
                        ..(**up).clone()
                    });
                }
                is_up
            });
        });
    }
}

/// What is wrong with the pages; none if a newer generation came up meanwhile.
fn faults_of_pages(
    renderer: &Renderer,
    current: &AtomicU64,
    generation: u64,
) -> Option<Vec<Diagnostic>> {
    let mut faults = Vec::new();
    for (path, route) in renderer.site().index.routes.entries() {
        if current.load(Ordering::Relaxed) != generation {
            return None;
        }
        if let Err(mut found) = renderer.render(path, route) {
            faults.append(&mut found);
        }
    }
    Some(faults)
}

/// A renderer of the library's site, unless something is wrong with it.
fn good_renderer(
    last: Option<&Arc<Renderer>>,
    library: &Library,
    problems: &[Diagnostic],
) -> (Option<Arc<Renderer>>, Vec<Diagnostic>) {
    let site = library.site().clone();
    let renderer = match last {
        Some(last) => last.for_next(site),
        None => Renderer::new(site),
    };
    match renderer {
        Ok(_) if problems.iter().any(Diagnostic::is_error) => (None, Vec::new()),
        Ok(renderer) => (Some(Arc::new(renderer)), Vec::new()),
        Err(faults) => (None, faults),
    }
}

/// As the terminal shows it, without colours.
fn printed(problems: &[Diagnostic], site: &PathBuf) -> Option<Arc<str>> {
    let errors: Vec<Diagnostic> =
        problems.iter().filter(|fault| fault.is_error()).cloned().collect();
    if errors.is_empty() {
        return None;
    }
    let mut text = Vec::new();
    let report = Report { site, colours: Colours::No };
    report.print(&errors, &mut text).ok()?;
    Some(String::from_utf8_lossy(&text).trim_end().into())
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

/// What a browser has to do.
fn kind(paths: &[String], outcome: Outcome) -> Kind {
    let is_style = |path: &String| path.starts_with("static/") && path.ends_with(".css");
    // A text is in the outcome; any other file of these folders may be on any page.
    let is_other_file = |path: &String| {
        path.starts_with("static/")
            || (path.starts_with("content/") && !path.ends_with(".md") && path.contains('.'))
    };
    if !paths.is_empty() && paths.iter().all(is_style) {
        return Kind::Styles;
    }
    if paths.iter().any(is_other_file) {
        return Kind::Files;
    }
    if outcome.is_nothing() { Kind::Problems } else { Kind::Pages }
}

/// Tells this run of the server from an earlier one.
fn boot() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}
