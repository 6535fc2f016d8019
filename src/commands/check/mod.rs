//! `dateline check`: builds in memory, and finds what readers would stumble over.

#[cfg(feature = "net")]
mod external;
mod seen;
mod story;

use serde::Serialize;

#[cfg(feature = "net")]
use crate::check::outside;
use crate::check::{Finding, FindingKind, check};
use crate::cli::{Check, CheckFormat};
#[cfg(not(feature = "net"))]
use crate::commands::no_network;
use crate::commands::watched::watched;
use crate::commands::{Failed, counted, report_each};
use crate::diagnostic::{Diagnostic, Severity};
use crate::faults::SiteFaults;
use crate::model::{Concern, Reveal};
use crate::render::{Renderer, once_each};
use crate::report::help;
use crate::site::{Library, LoadOptions};
use crate::source::Folder;
use crate::terminal::say_json;

pub(super) fn run(arguments: &Check) -> Result<(), Failed> {
    let site_folder = &arguments.load.site;
    #[cfg(not(feature = "net"))]
    if arguments.external {
        return Err(no_network(site_folder));
    }
    let folder = Folder::new(site_folder);
    let story = arguments.story.as_ref().map(|typed| story::file(typed, &folder)).transpose();
    let story = story.map_err(|faults| {
        report_each(site_folder, &faults);
        Failed
    })?;
    let library = Library::open(&folder, options(arguments));
    let diagnostics = library.diagnostics();
    let underway = watched(site_folder, &diagnostics);
    let (renderer, faults) = Renderer::new_lenient(library.site().clone(), underway);
    let diagnostics = [diagnostics, faults].concat();
    if diagnostics.iter().any(Diagnostic::is_error) {
        // What can be rendered is, so that faults of templates are reported in the same run.
        let faults = once_each([diagnostics, renderer.faults()].concat());
        match &story {
            Some(file) => story::tell_of_faults(file, faults, renderer.site(), site_folder),
            None => tell_of_faults(faults, arguments),
        }
        return Err(Failed);
    }
    let mut checked = check(&renderer, &folder).map_err(|faults| {
        tell_of_faults(once_each(faults), arguments);
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
    let mut found = Totals::of(checked.findings);
    match (&story, arguments.format) {
        (Some(file), _) => {
            found = found.in_file(file);
            if let Some(fault) = story::missing_text(file, renderer.site()) {
                found.all.push(Finding::from(fault));
                found = Totals::of_all(found.all);
            }
            story::tell(file, &found, renderer.site(), site_folder);
        }
        (None, CheckFormat::Text) => tell(&found, checked.pages, arguments),
        (None, CheckFormat::Json) => print_json(&found),
    }
    // The program ends here; see `build`.
    std::mem::forget((library, renderer));
    if found.errors > 0 || (arguments.strict && found.warnings > 0) { Err(Failed) } else { Ok(()) }
}

/// Says what keeps the site from being built.
fn tell_of_faults(faults: Vec<Diagnostic>, arguments: &Check) {
    match arguments.format {
        CheckFormat::Text => report_each(&arguments.load.site, &faults),
        CheckFormat::Json => {
            print_json(&Totals::of_all(faults.into_iter().map(Finding::from).collect()));
        }
    }
}

/// What the site is loaded with: a single story is looked at as it will be once it is public.
fn options(arguments: &Check) -> LoadOptions {
    let options = arguments.load.options();
    let reveal = match arguments.story {
        Some(_) => Reveal { drafts: true, future: true, ..options.reveal },
        None => options.reveal,
    };
    LoadOptions { reveal, ..options }
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
        Totals::of_all(all)
    }

    /// What of it is wrong with one file.
    fn in_file(self, file: &str) -> Self {
        let mut all = self.all;
        all.retain(|finding| finding.diagnostic.file.as_deref() == Some(file));
        Totals::of_all(all)
    }

    fn of_all(all: Vec<Finding>) -> Self {
        let errors = all.iter().filter(|finding| finding.diagnostic.is_error()).count();
        Totals { warnings: all.len() - errors, all, errors }
    }

    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.all.iter().map(|finding| finding.diagnostic.clone()).collect()
    }
}

fn tell(found: &Totals, pages: usize, arguments: &Check) {
    report_each(&arguments.load.site, &found.diagnostics());
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
