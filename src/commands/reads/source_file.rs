//! A file that `dateline reads import` is given, and what is said of it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::cli::ReadsFormat;
use crate::commands::{counted, grouped};
use crate::diagnostic::Diagnostic;
use crate::reads::exports::{self, Format};
use crate::reads::logs::{self, Server};
use crate::reads::packed::unpacked;
use crate::reads::store::is_header;
use crate::reads::{Lines, Refusal};
use crate::text::printable::on_one_line;

/// Opens it.
pub(super) fn open(path: &Path) -> Result<File, Diagnostic> {
    let fault = |message: String| {
        Diagnostic::error(format!("cannot read `{}`: {message}", path.display()))
            .hint("check the name, and that you may read the file")
    };
    // Asked before it is opened, since opening a pipe would wait for a writer.
    let found = std::fs::metadata(path).map_err(|error| fault(error.to_string()))?;
    if !found.is_file() {
        return Err(fault("it is not a file".into()));
    }
    File::open(path).map_err(|error| fault(error.to_string()))
}

/// Why a file goes in not at all, with what it may be instead.
pub(super) fn refused(
    path: &Path,
    format: ReadsFormat,
    Refusal { message, hint }: Refusal,
) -> Diagnostic {
    let fault = Diagnostic::error(format!("`{}`: {message}", path.display()));
    fault.hint(looks_like_another(path, format).unwrap_or(hint))
}

fn looks_like_another(path: &Path, format: ReadsFormat) -> Option<String> {
    let guess = looks_like(path).filter(|guess| *guess != format)?;
    Some(format!("it looks like `{}`: import it as that", name(guess)))
}

/// Reports faulty lines. If they are the most, the file is something else.
pub(super) fn report_lines(
    path: &Path,
    format: ReadsFormat,
    lines: &Lines,
) -> Result<(), Diagnostic> {
    let path_shown = path.display().to_string();
    let path_shown = on_one_line(&path_shown);
    for bad in &lines.first_bad {
        eprintln!("warning: `{path_shown}`, line {}: {}", bad.number, on_one_line(&bad.message));
    }
    if lines.bad > lines.first_bad.len() as u64 {
        let untold = lines.bad - lines.first_bad.len() as u64;
        eprintln!("warning: `{path_shown}`: {} more such lines", grouped(untold));
    }
    if lines.bad <= lines.good {
        println!("{path_shown}: {}", counted(lines.good, "line"));
        return Ok(());
    }
    let message = format!(
        "`{path_shown}`: {} of {} lines cannot be read as `{}`",
        grouped(lines.bad),
        grouped(lines.bad + lines.good),
        name(format)
    );
    let hint = looks_like_another(path, format)
        .unwrap_or_else(|| "docs/most-read.md shows what each format looks like".into());
    Err(Diagnostic::error(message).hint(hint))
}

/// What a file looks like from its beginning.
fn looks_like(path: &Path) -> Option<ReadsFormat> {
    let mut start = Vec::new();
    unpacked(File::open(path).ok()?).ok()?.take(64 * 1024).read_to_end(&mut start).ok()?;
    let first = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if std::str::from_utf8(first).is_ok_and(is_header) {
        return Some(ReadsFormat::Csv);
    }
    let of_table = exports::looks_like(&start).map(|format| match format {
        Format::Goatcounter => ReadsFormat::Goatcounter,
        Format::Plausible => ReadsFormat::Plausible,
        Format::Matomo => ReadsFormat::Matomo,
        Format::Umami => ReadsFormat::Umami,
        Format::Ga4 => ReadsFormat::Ga4,
    });
    of_table.or_else(|| {
        logs::looks_like(&start).map(|server| match server {
            Server::Combined => ReadsFormat::Combined,
            Server::Caddy => ReadsFormat::Caddy,
            Server::Haproxy => ReadsFormat::Haproxy,
            Server::Traefik => ReadsFormat::Traefik,
            Server::Cloudfront => ReadsFormat::Cloudfront,
            Server::Fastly => ReadsFormat::Fastly,
            Server::Cloudflare => ReadsFormat::Cloudflare,
            Server::Json => ReadsFormat::Json,
        })
    })
}

/// The format as it is written on the command line.
pub(super) fn name(format: ReadsFormat) -> String {
    use clap::ValueEnum;
    format.to_possible_value().map_or(String::new(), |value| value.get_name().to_string())
}
