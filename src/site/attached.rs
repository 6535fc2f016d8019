//! Files that are published with a text, looked into: the page is cleaned, and they would
//! run beside it.

use crate::diagnostic::Diagnostic;
use crate::formats::active;
use crate::formats::file_types::{self, Kind};
use crate::site::files::{Files, read_text_up_to};

/// How large a drawing beside a text may be, in bytes: large maps have ten million.
const LARGEST_XML: u64 = 32 << 20;

const HINT: &str = "make a picture or a table of it, put it in `static/`, or trust all authors with `markdown: {html: allow}`";

/// Why `file` is not published with a text; none if it is.
pub(super) fn refused(files: &dyn Files, file: &str) -> Option<Diagnostic> {
    let (mut kind, mut hint) = (file_types::kind(file), HINT.to_string());
    let mut found = "it is a page, a script or a program".to_string();
    if kind == Kind::Unknown {
        kind = match files.read_head(file, active::HEAD) {
            Ok(head) => active::begins(&head),
            Err(fault) => return Some(fault),
        };
        found = "it begins as a page does".into();
        hint = format!("if it is XML, begin it with `<?xml version=\"1.0\"?>`; otherwise {HINT}");
    }
    match kind {
        Kind::Still | Kind::Unknown => return None,
        Kind::Runs => {}
        Kind::Packed => found = "nobody looks into what is packed".into(),
        Kind::Xml => match read_text_up_to(LARGEST_XML, files, file) {
            Ok(text) => {
                found = format!("it has {}", active::in_xml(text.as_bytes())?);
                hint = HINT.into();
            }
            Err(fault) => return Some(fault),
        },
    }
    let message = format!("`{file}` could run a script in a reader's browser: {found}");
    Some(Diagnostic::error(message).hint(hint))
}
