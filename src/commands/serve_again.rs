//! A server that starts itself again: a template that never ends cannot be stopped, and
//! neither can what it does to the memory. The process becomes a new one in its place, on
//! the same port, and knows what it must not try.

use std::env;
use std::io;
use std::process;

use serde::{Deserialize, Serialize};

use crate::underway::{Rendering, Template};
use crate::url::SitePath;
use crate::watchdog::{GivenUp, Limit};

/// Where the new process finds what the old one knew.
const VARIABLE: &str = "DATELINE_STARTED_AGAIN";

/// What the process before this one knew.
#[derive(Serialize, Deserialize)]
pub(super) struct EarlierProcess {
    /// The process, which stays the same. Others that it starts, such as a browser, have the
    /// variable too.
    process: u32,
    /// The port, which may have been any.
    port: u16,
    /// Whether it was told where the site is, and shown in the browser.
    is_shown: bool,
    given_up: Vec<GivenUpRendering>,
}

/// A rendering that was given up.
#[derive(Serialize, Deserialize)]
struct GivenUpRendering {
    template: String,
    version: u64,
    parts: Vec<String>,
    page: Option<String>,
    is_of_memory: bool,
}

impl EarlierProcess {
    /// What there is to know; nothing at a first start.
    pub(super) fn known() -> Option<Self> {
        let before: EarlierProcess = serde_json::from_str(&env::var(VARIABLE).ok()?).ok()?;
        (before.process == process::id()).then_some(before)
    }

    /// The port that browsers know.
    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Whether it came so far that the site was shown.
    pub(super) fn is_shown(&self) -> bool {
        self.is_shown
    }

    /// What must not be tried.
    pub(super) fn given_up(&self) -> Vec<GivenUp> {
        let given_up = self.given_up.iter().map(|known| GivenUp {
            rendering: Rendering {
                number: 0,
                page: known.page.as_deref().and_then(SitePath::new),
                template: Template {
                    name: known.template.clone(),
                    version: known.version,
                    parts: known.parts.as_slice().into(),
                },
            },
            limit: if known.is_of_memory { Limit::Memory } else { Limit::Time },
        });
        given_up.collect()
    }
}

/// Starts the program again in the place of this process.
///
/// # Errors
/// It cannot be started; where it can, this does not return.
pub(super) fn start_again(port: u16, is_shown: bool, given_up: &[GivenUp]) -> io::Error {
    let given_up = given_up.iter().map(|GivenUp { rendering, limit }| GivenUpRendering {
        template: rendering.template.name.clone(),
        version: rendering.template.version,
        parts: rendering.template.parts.to_vec(),
        page: rendering.page.as_ref().map(|page| page.as_str().to_string()),
        is_of_memory: *limit == Limit::Memory,
    });
    let before =
        EarlierProcess { process: process::id(), port, is_shown, given_up: given_up.collect() };
    match serde_json::to_string(&before) {
        Ok(before) => replaced(&before),
        Err(error) => error.into(),
    }
}

#[cfg(unix)]
fn replaced(before: &str) -> io::Error {
    use std::os::unix::process::CommandExt;
    match env::current_exe() {
        Ok(program) => {
            process::Command::new(program).args(env::args_os().skip(1)).env(VARIABLE, before).exec()
        }
        Err(error) => error,
    }
}

#[cfg(not(unix))]
fn replaced(_: &str) -> io::Error {
    io::ErrorKind::Unsupported.into()
}
