//! `dateline next`: when the site changes by itself, for what builds it then.

use crate::cli::Next;
use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::site::load;
use crate::source::Folder;
use crate::text::date::rfc3339;

/// Prints the moment by RFC 3339, in the time zone of the site; nothing if
/// there is none.
pub(super) fn run(arguments: &Next) -> Result<(), Failed> {
    let folder = Folder::new(&arguments.load.site);
    let loaded = load(&folder, &arguments.load.options());
    report(&arguments.load.site, &loaded.diagnostics);
    if loaded.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Failed);
    }
    if let Some(change) = loaded.site.next_change {
        let change = change.to_zoned_datetime(loaded.site.config.time_zone.clone());
        println!("{}", rfc3339(&change));
    }
    Ok(())
}
