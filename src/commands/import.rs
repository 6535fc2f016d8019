//! `dateline import`: another program's site becomes one of Dateline's.

use std::path::Path;

use crate::cli::ImportSite;
use crate::commands::{Failed, now, report as told};
use crate::diagnostic::Diagnostic;
use crate::import::bundle::Bundle;
use crate::import::rules::{self, Rules};
use crate::import::sources::{self, kind};
use crate::import::write::Target;
use crate::import::{plan, report};

pub(super) fn run(arguments: &ImportSite) -> Result<(), Failed> {
    import(arguments).map_err(|fault| {
        told(&arguments.source, &[fault]);
        Failed
    })
}

fn import(arguments: &ImportSite) -> Result<(), Diagnostic> {
    let target = Target::new(&arguments.into)?;
    let bundle = Bundle::open(&arguments.source)?;
    let program = match arguments.program {
        Some(program) => program.into(),
        None => kind::told_apart(&bundle)?,
    };
    let rules = rules(arguments)?;
    let archive = sources::read(&bundle, program, &rules)?;
    if archive.texts.is_empty() {
        let message = format!("there is no text in `{}`", arguments.source.display());
        return Err(Diagnostic::error(message)
            .hint(format!("name the folder or file of a {} site, or say `--as`", program.name())));
    }
    let mut plan = plan::make(archive, &bundle, &rules, now());
    target.keep_sections(&mut plan);
    let source = arguments.source.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let outcome = target
        .write(&plan, &bundle, &|outcome| report::file(program.name(), &source, &plan, outcome))?;
    let into = arguments.into.display().to_string();
    print!("{}", report::lines(program.name(), &into, &plan, &outcome));
    println!("All of it is in {into}/{}", crate::import::write::REPORT);
    Ok(())
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
