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
    showing_on(fault, path)
}

/// A fault, with the page that shows it.
pub fn showing_on(fault: Diagnostic, path: &SitePath) -> Diagnostic {
    showing_on_pages(fault, path, 1)
}

/// A fault, with the first of the pages that show it, and their number.
pub fn showing_on_pages(fault: Diagnostic, first: &SitePath, pages: usize) -> Diagnostic {
    let others = if pages > 1 { format!(" and {}", other_pages(pages)) } else { String::new() };
    let hint = match &fault.hint {
        Some(hint) => format!("it shows on `{first}`{others}; {hint}"),
        None => format!("it shows on `{first}`{others}"),
    };
    fault.hint(hint)
}

fn other_pages(pages: usize) -> String {
    match pages - 1 {
        1 => "1 other page".to_string(),
        more => format!("{more} other pages"),
    }
}

/// A template's fault shows on every page that it makes; it is told once, with
/// the first of them and their number. One that is another on each page is told so often
/// as faults of one file are.
pub fn once_each(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    type Fault = (Option<String>, Option<Place>, String);
    let mut seen: HashMap<Fault, (usize, usize)> = HashMap::new();
    let mut once: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        let fault = (diagnostic.file.clone(), diagnostic.place, diagnostic.message.clone());
        let (_, times) = seen.entry(fault).or_insert_with(|| {
            once.push(diagnostic);
            (once.len() - 1, 0)
        });
        *times += 1;
    }
    for (at, times) in seen.into_values().filter(|(_, times)| *times > 1) {
        let others = other_pages(times);
        if let Some(hint) = once[at].hint.take() {
            once[at].hint = Some(match hint.split_once("`; ") {
                Some((page, rest)) => format!("{page}` and {others}; {rest}"),
                None => hint,
            });
        }
    }
    let is_of_template =
        |fault: &Diagnostic| fault.file.as_deref().is_some_and(|file| file.starts_with(FOLDER));
    let (of_templates, others) = once.into_iter().partition::<Vec<_>, _>(is_of_template);
    let mut faults = SiteFaults::default();
    of_templates.into_iter().for_each(|fault| faults.add(fault));
    // Those of texts were counted where they were found.
    faults.add_all(others);
    faults.into_told()
}
