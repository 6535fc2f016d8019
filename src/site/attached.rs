//! Files that are published with a text, looked into: the page is cleaned, and they would
//! run beside it.

use crate::diagnostic::Diagnostic;
use crate::site::files::{Files, read_text_up_to};
use crate::text::active;

/// How large a drawing beside a text may be, in bytes: large maps have ten million.
const LARGEST_XML: u64 = 32 << 20;

/// Why `file` is not published with the text in the file `by`; none if it is.
pub(super) fn refused(files: &dyn Files, file: &str, by: &str) -> Option<Diagnostic> {
    let found = match active::kind(file) {
        active::Kind::Still => None,
        active::Kind::Runs => Some("it is a page or a script".to_string()),
        active::Kind::Xml => match read_text_up_to(LARGEST_XML, files, file) {
            Ok(text) => active::in_xml(text.as_bytes()).map(|found| format!("it has {found}")),
            Err(fault) => return Some(fault),
        },
    }?;
    let message = format!("`{file}` could run a script in a reader's browser: {found}");
    let hint = "make a picture or a table of it, put it in `static/`, or trust all authors with `markdown: {html: allow}`";
    Some(Diagnostic::error(message).in_file(by).hint(hint))
}
