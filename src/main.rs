//! The `dateline` program.

use std::process::ExitCode;

use clap::Parser;

/// Pages are made on every core from many small pieces of text, at which the
/// allocators of glibc and, more so, of musl are slow.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match dateline::cli::Cli::try_parse() {
        Ok(cli) => dateline::commands::run(cli),
        Err(error) => dateline::commands::explain(error),
    }
}
