//! Gives up what takes too long to render, or too much memory.
//!
//! A template that loops for ever cannot be stopped from within, so somebody has to look
//! from outside. Time is counted in looks, not by the clock: on a machine that is busy, or
//! slept, there are fewer of them.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Place};
use crate::templates::file_of;
use crate::underway::{Rendering, Template, Underway};

/// From one look to the next.
const PAUSE: Duration = Duration::from_millis(10);
/// How many looks may find the same page unfinished: five seconds.
const LOOKS: u32 = 500;
/// After so many, a page whose template was given up on another page is given up with it.
const LOOKS_BESIDE: u32 = 100;
/// How much the program may grow while a page is made. A page is at most 100 MB.
const GROWTH: usize = 1 << 30;

/// The stack of a thread that renders. A template can put lists into lists, millions deep, and
/// each level takes some of it where they are shown or dropped, by recursion. A stack is memory
/// as well: one of more than `GROWTH` is seen to grow, and the page given up, before it is full.
pub const STACK: usize = GROWTH + GROWTH / 4;

/// The stack for a thread that renders: `STACK`, or a usual one where the system has not so
/// many addresses.
pub fn stack() -> usize {
    const USUAL: usize = 8 << 20;
    let tried = thread::Builder::new().stack_size(STACK).spawn(|| ());
    if tried.is_ok_and(|thread| thread.join().is_ok()) { STACK } else { USUAL }
}

/// What was exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The time.
    Time,
    /// The memory.
    Memory,
}

/// A rendering that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenUp {
    /// The page and its template.
    pub rendering: Rendering,
    /// Why.
    pub limit: Limit,
}

impl GivenUp {
    /// What is wrong, with the page that shows it.
    pub fn diagnostic(&self) -> Diagnostic {
        match &self.rendering.page {
            Some(page) => self.fault().shown_on(page, 0),
            None => self.fault(),
        }
    }

    /// What is wrong, for the one who wrote the template.
    pub fn fault(&self) -> Diagnostic {
        let (message, remedy) = match self.limit {
            Limit::Time => (
                "this template took more than 5 seconds on one page, and was given up",
                "look for a loop within a loop, or a component that calls itself, \
                 and take the longer list out of it",
            ),
            Limit::Memory => (
                "this template took more than 1 GiB of memory on one page, and was given up",
                "look for a loop that makes a text or a list longer each time, \
                 such as `{% set_global x = x ~ x %}`",
            ),
        };
        let Template { name, parts, .. } = &self.rendering.template;
        let fault = Diagnostic::error(message).in_file(file_of(name)).at(Place::START);
        fault.hint(format!("{remedy}{}", beside(parts)))
    }
}

/// How many templates a message names.
const NAMED: usize = 8;

/// Where else to look: nobody knows in which of its parts a template was.
fn beside(parts: &[String]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let files = parts.iter().take(NAMED).map(|part| format!("`{}`", file_of(part)));
    let files: Vec<String> = files.collect();
    let more = match parts.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("; it may be in what this template is made of: {}{more}", files.join(", "))
}

/// A page that was found unfinished.
struct Seen {
    looks: u32,
    /// The memory of the program when it was first seen.
    memory: usize,
}

/// Watches over what is `underway` until the last one who renders is gone; `give_up` is
/// told of those renderings that take too much, of each once.
pub fn watch(underway: &Arc<Underway>, give_up: impl Fn(Vec<GivenUp>) + Send + 'static) {
    let underway = Arc::downgrade(underway);
    thread::spawn(move || {
        let mut seen = HashMap::new();
        while let Some(underway) = underway.upgrade() {
            let given_up = look(&underway, &mut seen);
            if !given_up.is_empty() {
                give_up(given_up);
            }
            drop(underway);
            thread::sleep(PAUSE);
        }
    });
}

/// One look at what is underway: what takes too much.
fn look(underway: &Underway, seen: &mut HashMap<u64, Seen>) -> Vec<GivenUp> {
    let renderings = underway.renderings();
    seen.retain(|number, _| renderings.iter().any(|rendering| rendering.number == *number));
    let memory = if renderings.is_empty() { 0 } else { memory() };
    let too_much = renderings.iter().filter_map(|rendering| {
        let seen = seen.entry(rendering.number).or_insert(Seen { looks: 0, memory });
        // Once it was given up it may go on, and is not told of again.
        seen.looks = seen.looks.saturating_add(1);
        let limit = match seen.looks {
            1..LOOKS if memory.saturating_sub(seen.memory) > GROWTH => {
                seen.looks = LOOKS;
                Limit::Memory
            }
            LOOKS => Limit::Time,
            _ => return None,
        };
        Some(GivenUp { rendering: rendering.clone(), limit })
    });
    let mut too_much: Vec<GivenUp> = too_much.collect();
    let Some(first) = too_much.first().cloned() else { return too_much };
    for rendering in renderings {
        let Some(seen) = seen.get_mut(&rendering.number) else { continue };
        let is_alike = rendering.template == first.rendering.template;
        if is_alike && (LOOKS_BESIDE..LOOKS).contains(&seen.looks) {
            seen.looks = LOOKS;
            too_much.push(GivenUp { rendering, limit: first.limit });
        }
    }
    too_much
}

/// How much memory the program has; none where the system does not tell.
fn memory() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}
