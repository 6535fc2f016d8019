//! Getting the store of reads from the files of a site.

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::reads::store::{self, LONGEST, Readership};
use crate::site::files::{Files, read_text_up_to};
use crate::text::config::Config;

/// Reads the store that `site.yaml` names, as it is on the day `today`. Without
/// one nobody was counted.
pub(super) fn readership(
    files: &dyn Files,
    config: &Config,
    today: Date,
    diagnostics: &mut Vec<Diagnostic>,
) -> Readership {
    let file = &config.most_read.reads;
    if files.list(file, diagnostics).is_empty() {
        return Readership::default();
    }
    match read_text_up_to(LONGEST, files, file) {
        Ok(text) => store::readership(&text, file, &config.most_read.windows, today, diagnostics),
        Err(fault) => {
            diagnostics.push(fault);
            Readership::default()
        }
    }
}
