//! Commands that render every page, and end where one of them takes too much.

use std::path::Path;
use std::process;
use std::sync::Arc;

use crate::commands::report;
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
        let faults = given_up.iter().map(GivenUp::fault);
        report(&site, &once_each(known.iter().cloned().chain(faults).collect()));
        process::exit(1);
    });
    underway
}
