//! Commands that render every page, and end where one of them takes too much.

use std::path::Path;
use std::process;
use std::sync::Arc;
use std::thread;

use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::render::once_each;
use crate::underway::Underway;
use crate::watchdog::{self, GivenUp};

/// Where renderings are to be noted. If one takes too much the command ends, with that error
/// and what was `known` to be wrong before: the thread that renders it cannot be stopped.
/// An output that was begun is left as a killed build leaves it, which is whole.
pub(super) fn watched(site: &Path, known: &[Diagnostic]) -> Arc<Underway> {
    let underway = Arc::<Underway>::default();
    let (site, known) = (site.to_path_buf(), known.to_vec());
    watchdog::watch(&underway, move |given_up| {
        let faults = given_up.iter().map(GivenUp::diagnostic);
        report(&site, &once_each(known.iter().cloned().chain(faults).collect()));
        process::exit(1);
    });
    underway
}

/// Runs what renders where stacks are large enough for the watchdog to come first. They are
/// addresses, of which a system may have too few: then on those of all commands.
pub(super) fn with_room<R: Send>(run: impl FnOnce() -> R + Send) -> R {
    match rayon::ThreadPoolBuilder::new().stack_size(watchdog::STACK).build() {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

/// Runs what renders on a thread of its own, whose stack is as large.
pub(super) fn with_stack(run: impl FnOnce() -> Result<(), Failed> + Send) -> Result<(), Failed> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(watchdog::stack()).spawn_scoped(scope, run);
        match thread.map(|thread| thread.join()) {
            Ok(Ok(done)) => done,
            // It has said why.
            Ok(Err(_)) => Err(Failed),
            Err(error) => {
                eprintln!("error: this system starts no thread for the server: {error}");
                Err(Failed)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    /// Takes a KiB of the stack for each level.
    fn recurse(levels: usize) -> usize {
        let taken = black_box([0_u8; 1024]);
        match levels {
            0 => 0,
            _ => 1 + recurse(levels - 1) + usize::from(taken[levels % 1024]),
        }
    }

    #[test]
    fn what_renders_may_recurse_deeply() {
        const LEVELS: usize = 100_000;
        assert_eq!(with_room(|| recurse(LEVELS)), LEVELS);
    }
}
