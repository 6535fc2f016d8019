//! `dateline import`: another program's site becomes one of Dateline's.

use std::path::Path;

use crate::cli::ImportSite;
use crate::commands::{Failed, counted, now, report as told};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::fetch;
use crate::import::model::{Archive, Origin, Topic};
use crate::import::rules::{self, Rules};
use crate::import::sources::{self, kind};
use crate::import::write::Target;
use crate::import::{plan, report};
#[cfg(feature = "net")]
use crate::outside::Reach;
#[cfg(feature = "net")]
use crate::terminal::Stream;

pub(super) fn run(arguments: &ImportSite) -> Result<(), Failed> {
    import(arguments).map_err(|fault| {
        // What is one file is in its folder.
        let source = &arguments.source;
        let is_it = source
            .file_name()
            .is_some_and(|name| fault.file.as_deref().is_some_and(|file| name == file));
        let root = if is_it { source.parent().unwrap_or(source) } else { source };
        told(root, &[fault]);
        Failed
    })
}

fn import(arguments: &ImportSite) -> Result<(), Diagnostic> {
    let target = Target::new(&arguments.into)?;
    #[cfg(not(feature = "net"))]
    if arguments.fetch {
        return Err(crate::commands::without_network());
    }
    let mut bundle = Bundle::open(&arguments.source)?;
    let program = match arguments.program {
        Some(program) => program.into(),
        None => kind::told_apart(&bundle)?,
    };
    let rules = rules(arguments)?;
    let mut archive = sources::read(&bundle, program, &rules)?;
    if archive.texts.is_empty() {
        let message = format!("there is no text in `{}`", arguments.source.display());
        return Err(Diagnostic::error(message)
            .hint(format!("name the folder or file of a {} site, or say `--as`", program.name())));
    }
    let now = now();
    plan::hold(&mut archive, now);
    pictures(arguments, &mut archive, &mut bundle);
    let mut plan = plan::make(archive, &bundle, &rules, now);
    target.keep_sections(&mut plan);
    let source = arguments.source.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let outcome = target
        .write(&plan, &bundle, &|outcome| report::file(program.name(), &source, &plan, outcome))?;
    let into = arguments.into.display().to_string();
    print!("{}", report::lines(program.name(), &into, &plan, &outcome));
    println!("All of it is in {into}/{}", crate::import::write::REPORT);
    Ok(())
}

/// Adds the pictures that the source does not hold: those that are in the new site, and with
/// `--fetch` those of the old one.
fn pictures(arguments: &ImportSite, archive: &mut Archive, bundle: &mut Bundle) {
    let root = &arguments.into;
    let (wanted, unfit) = fetch::wanted(archive);
    if unfit > 0 {
        let pictures = counted(unfit, "picture");
        let name = format!("{pictures} of the old site with names that no file can have");
        archive.note(Topic::MissingFile, name, &Origin::default());
    }
    let missing = fetch::take(wanted, root, archive, bundle);
    #[cfg(feature = "net")]
    if arguments.fetch && !missing.is_empty() {
        if Stream::Errors.is_terminal() {
            eprintln!("Fetching {} from the old site", counted(missing.len(), "picture"));
        }
        let site = archive.settings.base_url.clone().unwrap_or_default();
        let limits = fetch::Limits::default();
        let failed = fetch::ask(&missing, &site, root, limits, Reach::Public);
        fetch::take(missing, root, archive, bundle);
        fetch::note(&failed, archive);
    }
    #[cfg(not(feature = "net"))]
    drop(missing);
}

/// The rules of the user: those of `--rules`, or of the target's folder.
fn rules(arguments: &ImportSite) -> Result<Rules, Diagnostic> {
    let file = arguments.rules.clone().unwrap_or_else(|| arguments.into.join(rules::FILE));
    match std::fs::read_to_string(&file) {
        Ok(text) => Rules::parse(&text, &name(&file)),
        Err(_) if arguments.rules.is_none() => Ok(Rules::default()),
        Err(error) => {
            Err(Diagnostic::error(format!("`{}` cannot be read: {error}", file.display()))
                .hint("name the file of the rules with `--rules`"))
        }
    }
}

fn name(file: &Path) -> String {
    file.display().to_string()
}
