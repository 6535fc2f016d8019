//! What is being rendered at this moment, for whoever watches over it, and which templates
//! are not tried any more.
//!
//! A template can loop for ever, or double a text until the memory is full, and nothing of
//! the template engine ends it. So each rendering is noted here while it goes on, and
//! `watchdog` looks at these notes from outside. Nothing here reads a clock.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use crate::diagnostic::Diagnostic;
use crate::url::SitePath;

/// What is being rendered, and what was given up.
#[derive(Default)]
pub struct Underway {
    threads: Mutex<HashMap<ThreadId, Work>>,
    given_up: Mutex<HashMap<String, Diagnostic>>,
    begun: AtomicU64,
}

/// What one thread does.
#[derive(Default)]
struct Work {
    /// Counts up with each piece of work of any thread.
    number: u64,
    page: Option<SitePath>,
    /// The template that is rendered, last of those that wait for it.
    templates: Vec<String>,
}

/// A template that is being rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Tells this rendering from every other.
    pub number: u64,
    /// The page that it is for; none for what all pages share.
    pub page: Option<SitePath>,
    /// The template's name.
    pub template: String,
}

/// Ends the note about a rendering.
pub struct Noted<'a> {
    underway: &'a Underway,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Page,
    Template,
}

impl Underway {
    /// Notes that this thread makes a page, until the returned value is dropped.
    pub fn page(&self, page: &SitePath) -> Noted<'_> {
        self.threads().entry(thread::current().id()).or_insert_with(|| self.work()).page =
            Some(page.clone());
        Noted { underway: self, what: What::Page }
    }

    /// Notes that this thread renders a template, until the returned value is dropped.
    pub fn template(&self, name: &str) -> Noted<'_> {
        let mut threads = self.threads();
        let work = threads.entry(thread::current().id()).or_insert_with(|| self.work());
        work.templates.push(name.to_string());
        Noted { underway: self, what: What::Template }
    }

    fn work(&self) -> Work {
        Work { number: self.begun.fetch_add(1, Ordering::Relaxed), ..Work::default() }
    }

    /// What is being rendered now.
    pub fn renderings(&self) -> Vec<Rendering> {
        let threads = self.threads();
        let renderings = threads.values().filter_map(|work| {
            let (number, page) = (work.number, work.page.clone());
            Some(Rendering { number, page, template: work.templates.last()?.clone() })
        });
        renderings.collect()
    }

    /// From now on, `template` is not rendered: `fault` says why.
    pub fn give_up(&self, template: &str, fault: Diagnostic) {
        self.given_up().insert(template.to_string(), fault);
    }

    /// Templates that were given up are tried again, since they were changed.
    pub fn try_again(&self) {
        self.given_up().clear();
    }

    /// Why a template is not rendered any more.
    pub fn why_not(&self, template: &str) -> Option<Diagnostic> {
        self.given_up().get(template).cloned()
    }

    fn threads(&self) -> MutexGuard<'_, HashMap<ThreadId, Work>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn given_up(&self) -> MutexGuard<'_, HashMap<String, Diagnostic>> {
        self.given_up.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Noted<'_> {
    fn drop(&mut self) {
        let mut threads = self.underway.threads();
        let thread = thread::current().id();
        let Some(work) = threads.get_mut(&thread) else { return };
        match self.what {
            What::Page => work.page = None,
            What::Template => drop(work.templates.pop()),
        }
        if work.page.is_none() && work.templates.is_empty() {
            threads.remove(&thread);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_rendered_is_noted_until_it_is_done() {
        let underway = Underway::default();
        let seen = || {
            let renderings = underway.renderings().into_iter();
            renderings.map(|of| (of.number, of.page, of.template)).collect::<Vec<_>>()
        };
        let path = SitePath::new("/a/").unwrap();
        let page = underway.page(&path);
        assert_eq!(seen(), []);
        let whole = underway.template("home.html");
        let card = underway.template("card.html");
        assert_eq!(seen(), [(0, Some(path.clone()), "card.html".to_string())]);
        drop(card);
        assert_eq!(seen(), [(0, Some(path), "home.html".to_string())]);
        drop((whole, page));
        assert_eq!(seen(), []);
        let _frame = underway.template("frame/footer.html");
        assert_eq!(seen(), [(1, None, "frame/footer.html".to_string())]);
    }
}
