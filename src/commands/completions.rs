//! `dateline completions` and `dateline man`: what shells and `man` read, from the types of the
//! command line.

use std::path::Path;

use clap::CommandFactory;

use crate::cli::{Cli, Completions, Man};
use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::terminal::print_as_it_is;

/// The name of the program, as it is typed.
const PROGRAM: &str = "dateline";

pub(super) fn completions(arguments: &Completions) -> Result<(), Failed> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), PROGRAM, &mut script);
    said(print_as_it_is(&script), "the completions cannot be printed")
}

pub(super) fn man(arguments: &Man) -> Result<(), Failed> {
    match &arguments.into {
        Some(folder) => said(write_pages(folder), "the manual cannot be written"),
        None => {
            let mut page = Vec::new();
            let written = clap_mangen::Man::new(Cli::command()).render(&mut page);
            said(written.and_then(|()| print_as_it_is(&page)), "the manual cannot be printed")
        }
    }
}

/// Writes a page for the program, and one for each of its commands.
fn write_pages(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)
}

fn said(done: std::io::Result<()>, what: &str) -> Result<(), Failed> {
    done.map_err(|error| {
        report(Path::new("."), &[Diagnostic::error(format!("{what}: {error}"))]);
        Failed
    })
}
