//! What is told of a text, as it is noted.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::faults::FileFaults;

/// A warning of a text: its message, its place, and what to do about it.
#[derive(Serialize, Deserialize)]
pub(super) struct NotedWarning(String, Option<Place>, Option<String>);

impl NotedWarning {
    /// All that is told of the text in `file`; none if one of them is not to be noted: an error,
    /// since it may be told of what is not shown, or what is not of this file alone.
    pub(super) fn all(faults: Option<&FileFaults>, file: &str) -> Option<Vec<NotedWarning>> {
        let Some(faults) = faults else { return Some(Vec::new()) };
        faults.all()?.iter().map(|fault| NotedWarning::of(fault, file)).collect()
    }

    fn of(fault: &Diagnostic, of_file: &str) -> Option<NotedWarning> {
        let Diagnostic {
            severity: Severity::Warning,
            file,
            place,
            message,
            said,
            pages: None,
            hint,
        } = fault
        else {
            return None;
        };
        let is_of_file = file.as_deref() == Some(of_file) && said.is_empty();
        is_of_file.then(|| NotedWarning(message.clone(), *place, hint.clone()))
    }

    /// The warning, of the text in `file`.
    pub(super) fn in_file(&self, file: &str) -> Diagnostic {
        let NotedWarning(message, place, hint) = self;
        let warning = Diagnostic::warning(message).in_file(file);
        Diagnostic { place: *place, hint: hint.clone(), ..warning }
    }
}
