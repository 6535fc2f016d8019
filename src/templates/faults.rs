//! What the template engine finds wrong, as diagnostics with places and remedies.

use tera::{ErrorKind, ReportError};

use super::refusal::Refusal;
use super::{DEFAULT, FOLDER};
use crate::diagnostic::{Diagnostic, Place};
use crate::nearest::nearest;
use crate::theme;

/// What is wrong, by its kind.
pub(super) fn diagnostics(error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![reported(report).hint(
            "docs/template-variables.md says what templates are given, and docs.rs/tera how they are written",
        )],
        ErrorKind::RenderingError(report) => {
            let fault = reported(report);
            vec![match Refusal::read(&fault.message) {
                Some(Refusal { message, remedy }) => Diagnostic { message, ..fault }.hint(remedy),
                None => with_variables(fault),
            }]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![
                Diagnostic::error(format!("this template extends `{parent}`, which does not exist"))
                    .in_file(file_of(current))
                    .hint(match nearest(parent, theme::templates().iter().map(|(name, _)| *name)) {
                        Some(near) => format!("did you mean `{{% extends \"{near}\" %}}`?"),
                        None => format!("make `{FOLDER}{parent}`, or extend one of: {}", built_in_names()),
                    }),
            ]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain = inheritance_chain.join("` extends `");
            vec![
                Diagnostic::error(format!("`{tpl}` extends itself: `{chain}`")).in_file(file_of(tpl)).hint(
                    format!("to extend the built-in template, write `{{% extends \"{DEFAULT}{tpl}\" %}}`"),
                ),
            ]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let chain = include_chain.join("` includes `");
            vec![
                Diagnostic::error(format!("`{tpl}` includes itself: `{chain}`"))
                    .in_file(file_of(tpl))
                    .hint("take one of the `include` lines out"),
            ]
        }
        ErrorKind::TemplateNotFound(name) => {
            vec![
                Diagnostic::error(format!("there is no template `{name}`"))
                    .hint(format!("the built-in ones are: {}", built_in_names())),
            ]
        }
        other => printed_reports(&other.to_string()),
    }
}

/// The fault of a variable that is not there. Which ones there are is said of the first page
/// alone: a template that pages include is given others on each, and has one fault.
fn with_variables(fault: Diagnostic) -> Diagnostic {
    const HINT: &str = "docs/template-variables.md says what this template is given; `{% if x %}` guards what may be missing";
    if let Some((message, there)) = fault.message.split_once(". Available fields: ") {
        let missing = message.split('`').nth(1).unwrap_or_default();
        let hint = match nearest(missing, there.split(", ")) {
            Some(near) => format!("did you mean `{near}`? {HINT}"),
            None => format!("it has {there}; {HINT}"),
        };
        return Diagnostic { message: message.into(), ..fault.clone() }.hint(hint);
    }
    match fault.message.split_once(". Available variables: ") {
        Some((message, there)) => {
            let hint = format!("on that page it is given {there}; {HINT}");
            Diagnostic { message: message.into(), ..fault.clone() }.hint(hint)
        }
        None => fault.hint(HINT),
    }
}

/// What Tera finds wrong between templates comes as printed text: several
/// reports, each a line `error: MESSAGE` and a line ` --> TEMPLATE:LINE:COLUMN`.
fn printed_reports(text: &str) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for line in text.lines() {
        if let Some(message) = line.strip_prefix("error: ") {
            diagnostics.push(Diagnostic::error(message).hint(BETWEEN_TEMPLATES_HINT));
            continue;
        }
        let place = line.trim_start().strip_prefix("--> ").and_then(|place| {
            let mut parts = place.rsplitn(3, ':');
            let column = parts.next()?.parse().ok()?;
            let line = parts.next()?.parse().ok()?;
            Some((parts.next()?, Place { line, column, width: 1 }))
        });
        let Some((name, place)) = place else { continue };
        if let Some(last) = diagnostics.pop() {
            let last = if name.starts_with(DEFAULT) { last.hint(REPLACED_HINT) } else { last };
            diagnostics.push(last.in_file(file_of(name)).at(place));
        }
    }
    if diagnostics.is_empty() {
        diagnostics
            .push(Diagnostic::error(format!("a template failed: {}", text.trim_end_matches('.'))));
    }
    diagnostics
}

const REPLACED_HINT: &str = "this built-in template builds on one that the site replaces: add to your own what it needs \
     (a block can be empty)";

const BETWEEN_TEMPLATES_HINT: &str =
    "check the name; docs/templates.md lists the templates, functions and filters there are";

fn reported(report: &ReportError) -> Diagnostic {
    let span = report.span();
    let width = match span.end_line == span.start_line {
        true => span.end_col.saturating_sub(span.start_col).max(1),
        false => 1,
    };
    Diagnostic::error(report.message().trim_end_matches('.'))
        .in_file(file_of(report.filename()))
        .at(Place { line: span.start_line.max(1), column: span.start_col + 1, width })
}

/// The file of a template, from the site's root; a built-in one keeps its name.
pub fn file_of(name: &str) -> String {
    if name.starts_with(DEFAULT) { name.to_string() } else { format!("{FOLDER}{name}") }
}

fn built_in_names() -> String {
    let names: Vec<_> = theme::templates().into_iter().map(|(name, _)| name).collect();
    names.join(", ")
}
