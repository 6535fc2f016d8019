//! `dateline check`: builds in memory, and finds what readers would stumble over.

#[cfg(feature = "net")]
mod external;

use serde::Serialize;

#[cfg(feature = "net")]
use crate::check::outside;
use crate::check::{Finding, FindingKind, check};
use crate::cli::{Check, CheckFormat};
#[cfg(not(feature = "net"))]
use crate::commands::no_network;
use crate::commands::watched::watched;
use crate::commands::{Failed, counted, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::faults::SiteFaults;
use crate::model::Concern;
use crate::render::{Renderer, once_each};
use crate::report::help;
use crate::site::Library;
use crate::source::Folder;
use crate::terminal::say_json;

pub(super) fn run(arguments: &Check) -> Result<(), Failed> {
    let site_folder = &arguments.load.site;
    #[cfg(not(feature = "net"))]
    if arguments.external {
        return Err(no_network(site_folder));
    }
    let folder = Folder::new(site_folder);
    let library = Library::open(&folder, arguments.load.options());
    let diagnostics = library.diagnostics();
    let underway = watched(site_folder, &diagnostics);
    let (renderer, faults) = Renderer::new_lenient(library.site().clone(), underway);
    let diagnostics = [diagnostics, faults].concat();
    if diagnostics.iter().any(Diagnostic::is_error) {
        // What can be rendered is, so that faults of templates are reported in the same run.
        report(site_folder, &once_each([diagnostics, renderer.faults()].concat()));
        return Err(Failed);
    }
    let mut checked = check(&renderer, &folder).map_err(|faults| {
        report(site_folder, &once_each(faults));
        Failed
    })?;
    #[cfg(feature = "net")]
    if arguments.external {
        let ignored = &renderer.site().config.check.ignore;
        let asked = external::verdicts(checked.elsewhere.keys(), ignored, arguments);
        let found = outside(&renderer, &folder, &checked.elsewhere, &asked.verdicts);
        checked.findings.merge(found);
        checked.findings.add_all(asked.unasked.into_iter().map(Finding::from));
    }
    for difference in library.differences(Concern::Editors) {
        checked.findings.add(Finding::new(FindingKind::VersionsDiffer, difference));
    }
    // What loading warned of is of the same files.
    checked.findings.merge(library.faults().map(Finding::from));
    let found = Totals::of(checked.findings);
    match arguments.format {
        CheckFormat::Text => tell(&found, checked.pages, arguments),
        CheckFormat::Json => print_json(&found),
    }
    // The program ends here; see `build`.
    std::mem::forget((library, renderer));
    if found.errors > 0 || (arguments.strict && found.warnings > 0) { Err(Failed) } else { Ok(()) }
}

/// What is wrong, in reading order.
struct Totals {
    all: Vec<Finding>,
    errors: usize,
    warnings: usize,
}

impl Totals {
    fn of(findings: SiteFaults<Finding>) -> Self {
        let mut all = findings.into_reported();
        all.dedup();
        let errors = all.iter().filter(|finding| finding.diagnostic.is_error()).count();
        Totals { warnings: all.len() - errors, all, errors }
    }
}

fn tell(found: &Totals, pages: usize, arguments: &Check) {
    let diagnostics: Vec<Diagnostic> =
        found.all.iter().map(|finding| finding.diagnostic.clone()).collect();
    report(&arguments.load.site, &diagnostics);
    println!(
        "Checked {}: {}, {}",
        counted(pages, "page"),
        counted(found.errors, "error"),
        counted(found.warnings, "warning")
    );
}

/// A line of `--format json`.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'static str,
    /// What a check found; none for a warning of a build, and for how many more there are.
    kind: Option<FindingKind>,
    message: &'a str,
    hint: Option<String>,
    file: Option<&'a str>,
    /// From 1.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
}

fn print_json(found: &Totals) {
    for Finding { kind, diagnostic } in &found.all {
        let line = Line {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            kind: *kind,
            message: &diagnostic.message,
            hint: help(diagnostic),
            file: diagnostic.file.as_deref(),
            line: diagnostic.place.map(|place| place.line),
            column: diagnostic.place.map(|place| place.column),
        };
        say_json(&line);
    }
}
