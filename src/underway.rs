//! What is being rendered at this moment, for whoever watches over it, and which templates
//! are not tried any more.
//!
//! A template can loop for ever, or double a text until the memory is full, and nothing of
//! the template engine ends it. So each rendering is noted here while it goes on, and
//! `watchdog` looks at these notes from outside. Nothing here reads a clock.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use crate::diagnostic::Diagnostic;
use crate::url::SitePath;

/// What is being rendered, and what was given up.
#[derive(Default)]
pub struct Underway {
    threads: Mutex<HashMap<ThreadId, Work>>,
    given_up: Mutex<Vec<(Rendering, Diagnostic)>>,
    begun: AtomicU64,
}

/// What one thread does.
#[derive(Default)]
struct Work {
    /// Counts up with each piece of work of any thread.
    number: u64,
    page: Option<SitePath>,
    /// The template that is rendered, last of those that wait for it.
    templates: Vec<Template>,
}

/// A template as it is in one state of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Tells the site's own templates from what they become when one is changed.
    pub version: u64,
    /// The site's own templates that it is made of, beside itself.
    pub parts: Arc<[String]>,
}

/// After so many pages that were given up no further ones of their template are tried: a
/// site has thousands.
const TRIES: usize = 3;

/// A template that is being rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendering {
    /// Tells this rendering from every other.
    pub number: u64,
    /// The page that it is for; none for what all pages share.
    pub page: Option<SitePath>,
    /// The template.
    pub template: Template,
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
    pub fn template(&self, template: &Template) -> Noted<'_> {
        let mut threads = self.threads();
        let work = threads.entry(thread::current().id()).or_insert_with(|| self.work());
        work.templates.push(template.clone());
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

    /// The page is not made again while its templates stay as they are: `fault` says why.
    pub fn give_up(&self, rendering: Rendering, fault: Diagnostic) {
        self.given_up().push((rendering, fault));
    }

    /// Why this thread does not render a template, for the page that it makes.
    pub fn why_not(&self, template: &Template) -> Option<Diagnostic> {
        let page = self.threads().get(&thread::current().id()).and_then(|work| work.page.clone());
        let given_up = self.given_up();
        let of_template = || given_up.iter().filter(|(given_up, _)| given_up.template == *template);
        let are_enough = of_template().count() >= TRIES;
        let mut of_template = of_template();
        let (_, fault) = of_template.find(|(given_up, _)| are_enough || given_up.page == page)?;
        Some(fault.clone())
    }

    /// Why a page was given up that was made of templates of this version.
    pub fn why_no_page(&self, page: &SitePath, version: u64) -> Option<Diagnostic> {
        let given_up = self.given_up();
        let (_, fault) = given_up.iter().find(|(given_up, _)| {
            given_up.page.as_ref() == Some(page) && given_up.template.version == version
        })?;
        Some(fault.clone())
    }

    fn threads(&self) -> MutexGuard<'_, HashMap<ThreadId, Work>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn given_up(&self) -> MutexGuard<'_, Vec<(Rendering, Diagnostic)>> {
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

    fn template(name: &str) -> Template {
        Template { name: name.to_string(), version: 7, parts: Arc::default() }
    }

    #[test]
    fn what_is_rendered_is_noted_until_it_is_done() {
        let underway = Underway::default();
        let seen = || {
            let renderings = underway.renderings().into_iter();
            renderings.map(|of| (of.number, of.page, of.template.name)).collect::<Vec<_>>()
        };
        let path = SitePath::new("/a/").unwrap();
        let page = underway.page(&path);
        assert_eq!(seen(), []);
        let whole = underway.template(&template("home.html"));
        let card = underway.template(&template("card.html"));
        assert_eq!(seen(), [(0, Some(path.clone()), "card.html".to_string())]);
        drop(card);
        assert_eq!(seen(), [(0, Some(path), "home.html".to_string())]);
        drop((whole, page));
        assert_eq!(seen(), []);
        let _frame = underway.template(&template("frame/footer.html"));
        assert_eq!(seen(), [(1, None, "frame/footer.html".to_string())]);
    }

    #[test]
    fn a_page_that_was_given_up_is_not_tried_and_after_three_none_of_its_template_is() {
        let underway = Underway::default();
        let why_not = |page: &str, template: &Template| {
            let page = SitePath::new(page).unwrap();
            let _page = underway.page(&page);
            underway.why_not(template).map(|fault| fault.message)
        };
        let story = template("briefing.html");
        for (times, page) in ["/a/", "/b/", "/c/"].into_iter().enumerate() {
            assert_eq!(why_not("/d/", &story), None, "after {times}");
            let page = SitePath::new(page);
            let rendering = Rendering { number: 0, page, template: story.clone() };
            underway.give_up(rendering, Diagnostic::error("too long"));
            assert_eq!(why_not("/a/", &story).as_deref(), Some("too long"));
        }
        assert_eq!(why_not("/d/", &story).as_deref(), Some("too long"));
        assert_eq!(why_not("/a/", &template("home.html")), None);
        assert_eq!(why_not("/a/", &Template { version: 8, ..story }), None, "it was changed");
    }
}
