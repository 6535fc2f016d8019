//! Faults of templates, and the pages that they show on.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::faults::SiteFaults;
use crate::templates::FOLDER;
use crate::url::SitePath;

/// A fault of a template, with the page that shows it.
pub fn while_making(mut fault: Diagnostic, path: &SitePath, template: &str) -> Diagnostic {
    // A fault without a place of its own, such as endless recursion.
    if fault.file.is_none() {
        fault = fault.in_file(format!("{FOLDER}{template}")).at(Place::START);
    }
    fault.shown_on(path, 0)
}

/// A template's fault shows on every page that it makes; it is reported once, with
/// the first of them and their number. One that is another on each page is reported as often
/// as faults of one file are.
pub fn once_each(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    type Fault = (Option<String>, Option<Place>, String);
    let mut seen: HashMap<Fault, usize> = HashMap::new();
    let mut once: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let fault = (diagnostic.file.clone(), diagnostic.place, diagnostic.message.clone());
        match seen.get(&fault) {
            None => {
                seen.insert(fault, once.len());
                once.push(diagnostic);
            }
            Some(at) => {
                if let (Some(pages), Some(more)) = (&mut once[*at].pages, diagnostic.pages) {
                    pages.others += 1 + more.others;
                }
            }
        }
    }
    let is_of_template =
        |fault: &Diagnostic| fault.file.as_deref().is_some_and(|file| file.starts_with(FOLDER));
    let (of_templates, others) = once.into_iter().partition::<Vec<_>, _>(is_of_template);
    let mut faults = SiteFaults::default();
    of_templates.into_iter().for_each(|fault| faults.add(fault));
    // Those of texts were counted where they were found.
    faults.add_all(others);
    faults.into_reported()
}
