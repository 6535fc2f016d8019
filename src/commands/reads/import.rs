//! `dateline reads import`: adds to the store what files count.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Newsroom, store};
use crate::cli::{Import, ReadsFormat};
use crate::commands::{Failed, counted, grouped, report};
use crate::diagnostic::Diagnostic;
use crate::reads::exports::{self, Format};
use crate::reads::logs::{self, LeftOut, Options, Server, Tally};
use crate::reads::packed::unpacked;
use crate::reads::store::HEADER;
use crate::reads::stories::UnmatchedPolicy;
use crate::reads::{Context, Counts, Lines, Refusal};
use crate::terminal::progress::Progress;
use crate::text::printable::on_one_line;

/// Runs it.
pub fn run(arguments: &Import) -> Result<(), Failed> {
    let newsroom = Newsroom::open(&arguments.site)?;
    let context = Context {
        time_zone: newsroom.site.config.time_zone.clone(),
        today: newsroom.today,
        day: arguments.day,
    };
    let policy = match arguments.keep_unmatched {
        true => UnmatchedPolicy::Store,
        false => UnmatchedPolicy::LeaveOut,
    };
    let imported = match kind(arguments.format) {
        Kind::Store => each_file(arguments, |file, counts, lines| {
            exports::read_store(file, &context, counts, lines)
        }),
        Kind::Table(format) => each_file(arguments, |file, counts, lines| {
            exports::read(format, file, &context, counts, lines)
        }),
        Kind::Log(server) => log(arguments, server, &context),
    };
    let result = imported.and_then(|sources| {
        store(&arguments.site, &newsroom, &sources, policy).map_err(|fault| vec![fault])
    });
    result.map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })
}

/// The ways in which files are read.
enum Kind {
    Store,
    Table(Format),
    Log(Server),
}

fn kind(format: ReadsFormat) -> Kind {
    match format {
        ReadsFormat::Csv => Kind::Store,
        ReadsFormat::Goatcounter => Kind::Table(Format::Goatcounter),
        ReadsFormat::Plausible => Kind::Table(Format::Plausible),
        ReadsFormat::Matomo => Kind::Table(Format::Matomo),
        ReadsFormat::Umami => Kind::Table(Format::Umami),
        ReadsFormat::Ga4 => Kind::Table(Format::Ga4),
        ReadsFormat::Combined => Kind::Log(Server::Combined),
        ReadsFormat::Caddy => Kind::Log(Server::Caddy),
    }
}

/// Reads each file by itself: of two that have the same day, each has all of it.
fn each_file(
    arguments: &Import,
    read: impl Fn(File, &mut Counts, &mut Lines) -> Result<(), Refusal>,
) -> Result<Vec<Counts>, Vec<Diagnostic>> {
    let mut sources = Vec::new();
    let mut faults = Vec::new();
    for path in &arguments.files {
        let mut lines = Lines::default();
        let counts = open(path).and_then(|file| {
            let mut counts = Counts::default();
            read(file, &mut counts, &mut lines)
                .map_err(|refusal| refused(path, arguments.format, refusal))?;
            report_lines(path, arguments.format, &lines).map(|()| counts)
        });
        match counts {
            Ok(counts) => sources.push(counts),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(sources) } else { Err(faults) }
}

/// Reads the files as parts of one log: a reader counts once in all of them.
fn log(
    arguments: &Import,
    server: Server,
    context: &Context,
) -> Result<Vec<Counts>, Vec<Diagnostic>> {
    let options = Options {
        context,
        ignored_agents: &arguments.ignore_agent,
        ignored_clients: &arguments.ignore_client,
    };
    let mut tally = Tally::new(server, options);
    let mut faults = Vec::new();
    for path in &arguments.files {
        let mut lines = Lines::default();
        let read = open(path).and_then(|file| {
            let bar = progress(&file, path);
            let read = tally.read(file, &mut lines, &|bytes| bar.set(bytes));
            drop(bar);
            read.map_err(|refusal| refused(path, arguments.format, refusal))?;
            report_lines(path, arguments.format, &lines)
        });
        faults.extend(read.err());
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut counts = Counts::default();
    let left_out = tally
        .finish(&mut counts)
        .map_err(|Refusal { message, hint }| vec![Diagnostic::error(message).hint(hint)])?;
    say_what_was_left_out(&left_out);
    Ok(vec![counts])
}

fn open(path: &Path) -> Result<File, Diagnostic> {
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
fn refused(path: &Path, format: ReadsFormat, Refusal { message, hint }: Refusal) -> Diagnostic {
    let fault = Diagnostic::error(format!("`{}`: {message}", path.display()));
    fault.hint(looks_like_another(path, format).unwrap_or(hint))
}

fn looks_like_another(path: &Path, format: ReadsFormat) -> Option<String> {
    let guess = looks_like(path).filter(|guess| *guess != format)?;
    Some(format!("it looks like `{}`: import it as that", name(guess)))
}

/// Reports faulty lines. If they are the most, the file is something else.
fn report_lines(path: &Path, format: ReadsFormat, lines: &Lines) -> Result<(), Diagnostic> {
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
        println!("{path_shown}: {} lines", grouped(lines.good));
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
    if start.starts_with(HEADER.as_bytes()) {
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
        })
    })
}

/// The format as it is written on the command line.
fn name(format: ReadsFormat) -> String {
    use clap::ValueEnum;
    format.to_possible_value().map_or(String::new(), |value| value.get_name().to_string())
}

fn progress(file: &File, path: &Path) -> Progress {
    let length = file.metadata().map_or(0, |found| found.len());
    let words = |done: u64, all: u64| format!("{} of {}", size(done), size(all));
    Progress::new(&format!("{} ", path.display()), 30, length, words, false)
}

/// So many bytes, for people: `12.34 MiB`.
fn size(bytes: u64) -> String {
    let mut units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"].into_iter();
    let (mut size, mut unit) = (bytes as f64, "B");
    while size >= 1024.0
        && let Some(next) = units.next()
    {
        (size, unit) = (size / 1024.0, next);
    }
    if unit == "B" { format!("{bytes} B") } else { format!("{size:.2} {unit}") }
}

fn say_what_was_left_out(left_out: &LeftOut) {
    let LeftOut { bots, not_pages, unsuccessful, other_methods, repeats, ignored, prefetches } =
        left_out;
    let parts = [
        (repeats, "by readers who had read the page that day"),
        (not_pages, "for something other than a page"),
        (unsuccessful, "that did not succeed"),
        (other_methods, "other than GET"),
        (bots, "by bots"),
        (prefetches, "ahead of a reader"),
        (ignored, "that were to be ignored"),
    ];
    for (count, what) in parts.into_iter().filter(|(count, _)| **count > 0) {
        println!("{} {what}: not counted", counted(count, "request"));
    }
}
