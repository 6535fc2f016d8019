//! What both forms of the report have in common.

use crate::reads::exports::reading::shown;
use crate::reads::refusal::Refusal;

/// What a row counts, if it is one page: rows for what has no URL, and for all
/// pages beyond a limit, have a label in words.
pub(super) fn address<'a>(url: &'a str, label: &'a str) -> Option<&'a str> {
    if !url.is_empty() {
        return Some(url);
    }
    (label.starts_with('/') || label.contains("://")).then_some(label)
}

/// The refusal of a report that sums up folders.
pub(super) fn not_flat() -> Refusal {
    Refusal {
        message: "the report sums up folders, and does not name every page".into(),
        hint: "export it with `flat=1`".into(),
    }
}

/// The refusal of a message that came in place of a report.
pub(super) fn failed(message: &str) -> Refusal {
    Refusal {
        message: format!("Matomo could not export it: {}", shown(message)),
        hint: "see that the site's id and the token are right, and export it again".into(),
    }
}
