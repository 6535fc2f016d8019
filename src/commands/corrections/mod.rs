//! `dateline corrections`: what was corrected, and what was changed without a word.

mod declared;
mod json;
mod plain;
mod undeclared;
mod unknown;

use super::{Failed, colours_on, report};
use crate::cli::{Corrections, CorrectionsFormat, Load};
use crate::diagnostic::Diagnostic;
use crate::model::Briefing;
use crate::site::{LoadOptions, Site, load};
use crate::source::Folder;
use crate::terminal::Stream;

/// The folder of the texts; the paths in the history begin below it.
const CONTENT: &str = "content/";

/// Lists the corrections of the site or, by its repository, the changes that
/// none declares.
pub(super) fn run(arguments: &Corrections) -> Result<(), Failed> {
    let folder = Folder::new(&arguments.site);
    let options = arguments.options();
    let loaded = load(&folder, &options);
    report(&arguments.site, &loaded.diagnostics);
    if loaded.diagnostics.iter().any(Diagnostic::is_error) {
        return Err(Failed);
    }
    let faults = match arguments.from_git {
        true => list_undeclared(arguments, &folder, &options, &loaded.site)
            .unwrap_or_else(|fault| vec![fault]),
        false => {
            list_declared(arguments, &loaded.site);
            Vec::new()
        }
    };
    report(&arguments.site, &faults);
    match faults.iter().any(Diagnostic::is_error) {
        true => Err(Failed),
        false => Ok(()),
    }
}

fn list_declared(arguments: &Corrections, site: &Site) {
    let declared = declared::declared(site, arguments.since);
    match arguments.format {
        CorrectionsFormat::Text => print!("{}", plain::declared(&declared)),
        CorrectionsFormat::Json => json::declared(&declared, site),
    }
}

fn list_undeclared(
    arguments: &Corrections,
    folder: &Folder,
    options: &LoadOptions,
    site: &Site,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let instant = options.instant.in_zone(&site.config.time_zone)?;
    let findings = undeclared::undeclared(site, folder, instant, arguments.since)?;
    match arguments.format {
        CorrectionsFormat::Text => {
            print!("{}", plain::undeclared(&findings, site, colours_on(Stream::Output)));
        }
        CorrectionsFormat::Json => json::undeclared(&findings, site),
    }
    Ok(findings.faults)
}

impl Corrections {
    /// Readers see no held story, so there is nothing in one to be corrected.
    fn options(&self) -> LoadOptions {
        let load = Load {
            site: self.site.clone(),
            base_url: self.base_url.clone(),
            drafts: false,
            future: false,
            at: self.at.clone(),
        };
        load.options()
    }
}

/// Where the briefing is, from the folder of the texts.
fn file_in_content(briefing: &Briefing) -> &str {
    briefing.article.file.strip_prefix(CONTENT).unwrap_or_default()
}
