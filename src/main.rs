//! The `dateline` program.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    dateline::commands::run(dateline::cli::Cli::parse())
}
