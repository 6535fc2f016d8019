//! Files that are published with a text, looked into: the page is cleaned, and they would
//! run beside it.

use crate::diagnostic::Diagnostic;
use crate::formats::active::{self, Found};
use crate::formats::file_types::{self, Kind};
use crate::site::files::Files;

/// How large a drawing beside a text may be, in bytes: large maps have ten million.
const LARGEST_XML: u64 = 32 << 20;

const HINT: &str = "make a picture or a table of it, put it in `static/`, or trust all authors with `markdown: {html: allow}`";

const AS_UTF_8: &str =
    "save it as UTF-8, with `encoding=\"UTF-8\"` or no encoding in its first line";

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
        Kind::Xml => match files.read_up_to(file, LARGEST_XML) {
            Ok(Some(bytes)) => match active::in_xml(&bytes)? {
                Found::Runs(what) => {
                    found = format!("it has {what}");
                    hint = HINT.into();
                }
                Found::Broken => {
                    let message = format!("`{file}` is broken: it is no whole XML");
                    return Some(
                        Diagnostic::error(message).hint("correct it, or save it there again"),
                    );
                }
                Found::Encoding => {
                    let message = format!(
                        "`{file}` is in another encoding than UTF-8, in which nobody looks for scripts"
                    );
                    return Some(Diagnostic::error(message).hint(AS_UTF_8));
                }
            },
            Ok(None) => {
                let message = format!("`{file}` is larger than {} MiB", LARGEST_XML >> 20);
                return Some(
                    Diagnostic::error(message)
                        .hint("save it with fewer details, or link to it elsewhere"),
                );
            }
            Err(fault) => return Some(fault),
        },
    }
    let message = format!("`{file}` could run a script in a reader's browser: {found}");
    Some(Diagnostic::error(message).hint(hint))
}
