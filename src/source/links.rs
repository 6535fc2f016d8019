//! Where symbolic links of a site may lead.

use crate::diagnostic::Diagnostic;
use crate::site::is_text;
use crate::text::front_matter::date_of_file;

const PUT_IT_THERE: &str = "put the file itself there";

/// The fault of a symbolic link that leads out of the site, or to what is secret in it.
pub(super) fn leads_out(link: &str) -> Diagnostic {
    Diagnostic::error("this symbolic link does not lead to a file of the site")
        .in_file(link)
        .hint(PUT_IT_THERE)
}

/// Refuses a symbolic link to what is something else than what may stand in its place: one
/// from `static/` to a text would publish its source, one from `templates/` to `data/` what
/// is counted. A link to a text is the same text, under the same date, which its name may tell.
pub(super) fn refuse_other_kinds(link: &str, target: &str) -> Result<(), Diagnostic> {
    let top = |path: &str| path.split('/').next().unwrap_or_default().to_string();
    let folder = top(link);
    let (message, hint) = match (is_text(link), is_text(target)) {
        _ if folder != top(target) => {
            (format!("this symbolic link leads out of `{folder}/`, to `{target}`"), PUT_IT_THERE)
        }
        (false, true) => {
            let message = format!("this symbolic link would publish the source of `{target}`");
            (message, "link to the story itself from another story, or delete this")
        }
        (true, false) => (
            format!("this symbolic link leads to `{target}`, whose name is not that of a story"),
            PUT_IT_THERE,
        ),
        (true, true) if date_of_file(link) != date_of_file(target) => (
            format!("this symbolic link gives the story `{target}` another date"),
            "begin both names with the same date, or put the file itself there",
        ),
        _ => return Ok(()),
    };
    Err(Diagnostic::error(message).in_file(link).hint(hint))
}
