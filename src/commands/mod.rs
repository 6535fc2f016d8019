//! What each command does, step by step.

mod another_host;
mod build;
mod build_inputs;
mod check;
mod completions;
mod corrections;
mod deploy;
mod derived_files;
mod digest;
mod editor;
mod feed_authority;
mod held;
mod import;
mod init;
mod lost;
mod mistyped;
mod moved;
mod mv;
mod new;
mod new_files;
mod new_text;
mod new_version;
mod next;
mod other_first;
mod output_folder;
mod reads;
mod schema;
mod serve;
mod serve_again;
mod text_notes;
mod visibility;
mod watched;
mod words;

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use jiff::Timestamp;

use crate::cli::{Cli, Command, Load, Reads};
use crate::commands::watched::{with_room, with_stack};
use crate::diagnostic::Diagnostic;
use crate::faults::without_most_alike;
use crate::model::Reveal;
use crate::report::{Colours, Report};
use crate::site::{Address, Instant, LoadOptions};
use crate::terminal::{self, Stream};

/// Runs a command; its exit status is 0 when it is done, and 1 when the site has errors.
pub fn run(cli: Cli) -> ExitCode {
    // Deeply nested text is read by recursion, bounded but hungry. There is no
    // other pool yet, so this cannot fail.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(8 * 1024 * 1024).build_global();
    let result = match cli.command {
        Command::Init(arguments) => init::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Import(arguments) => with_room(|| import::run(&arguments)),
        Command::Mv(arguments) => with_room(|| mv::run(&arguments)),
        Command::Build(arguments) => with_room(|| build::run(&arguments)),
        Command::Check(arguments) => with_room(|| check::run(&arguments)),
        Command::Deploy(arguments) => deploy::run(&arguments),
        Command::Next(arguments) => next::run(&arguments),
        Command::Digest(arguments) => with_room(|| digest::run(&arguments)),
        Command::Corrections(arguments) => corrections::run(&arguments),
        Command::Serve(arguments) => with_stack(|| serve::run(&arguments)),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Editor(arguments) => editor::run(&arguments),
        Command::Words(arguments) => words::run(&arguments),
        Command::Completions(arguments) => completions::completions(&arguments),
        Command::Man(arguments) => completions::man(&arguments),
        Command::Reads(Reads::Import(arguments)) => reads::import::run(&arguments),
        #[cfg(feature = "net")]
        Command::Reads(Reads::Fetch(arguments)) => reads::fetch::run(&arguments),
        #[cfg(not(feature = "net"))]
        Command::Reads(Reads::Fetch(arguments)) => Err(no_network(&arguments.site)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed) => ExitCode::FAILURE,
    }
}

/// Says what is wrong with a command line, or the help that it asks for.
pub fn explain(mut error: clap::Error) -> ExitCode {
    let stream = if error.use_stderr() { Stream::Errors } else { Stream::Output };
    mistyped::leave_what_is_near(&mut error);
    let words = error.render();
    match colours_on(stream) {
        Colours::Yes => terminal::say(stream, format_args!("{}", words.ansi())),
        Colours::No => terminal::say(stream, format_args!("{words}")),
    }
    let typed: Vec<String> = std::env::args().skip(1).collect();
    if let Some(meant) = mistyped::meant(&error, &typed) {
        terminal::say(stream, format_args!("\nYou may have meant: {meant}\n"));
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// A command could not do what it was asked, and has said why.
struct Failed;

/// Says that this program was built without what asks other servers.
#[cfg(not(feature = "net"))]
fn no_network(site: &Path) -> Failed {
    report(site, &[without_network()]);
    Failed
}

#[cfg(not(feature = "net"))]
fn without_network() -> Diagnostic {
    let message = "this program was built without the feature `net`, and asks no other servers";
    Diagnostic::error(message)
        .hint("take a release of Dateline, or build it with `cargo build --release`")
}

/// The moment of this run: the only place where the clock is read.
#[allow(clippy::disallowed_methods)]
fn now() -> Timestamp {
    Timestamp::now()
}

/// Whether colours are shown there (<https://no-color.org>).
fn colours_on(stream: Stream) -> Colours {
    match stream.is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        true => Colours::Yes,
        false => Colours::No,
    }
}

impl Load {
    /// The options of loading.
    fn options(&self) -> LoadOptions {
        LoadOptions {
            instant: match &self.at {
                Some(written) => Instant::Written(written.clone()),
                None => Instant::Exact(now()),
            },
            address: self.base_url.clone().map_or(Address::Configured, Address::At),
            reveal: self.reveal(),
        }
    }

    /// Which held texts are shown.
    fn reveal(&self) -> Reveal {
        Reveal { drafts: self.drafts, future: self.future, expired_by: None }
    }
}

/// Says what is wrong, on standard error, and to GitHub where a workflow runs.
fn report(site: &Path, diagnostics: &[Diagnostic]) {
    report_each(site, &without_most_alike(diagnostics));
}

/// The same, also those that are like many others.
fn report_each(site: &Path, diagnostics: &[Diagnostic]) {
    let report = Report { site, colours: colours_on(Stream::Errors) };
    let mut told = Vec::new();
    // Writing to memory does not fail.
    let _ = report.print(diagnostics, &mut told);
    eprint!("{}", String::from_utf8_lossy(&told));
    if std::env::var_os("GITHUB_ACTIONS").is_some() {
        let workspace = std::env::var_os("GITHUB_WORKSPACE");
        let workspace = workspace.as_deref().map(Path::new);
        for diagnostic in diagnostics {
            terminal::command(&report.annotation(diagnostic, workspace));
        }
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    if errors > 0 {
        eprintln!("{}", counted(errors, "error"));
    }
}

/// `1 error`, `2 errors`.
fn counted(count: impl Display, what: &str) -> String {
    let count = grouped(count);
    let ending = if count == "1" { "" } else { "s" };
    format!("{count} {what}{ending}")
}

/// `14 ms`, `2.50 s`.
fn seconds(elapsed: Duration) -> String {
    match elapsed.as_millis() {
        millis @ 0..1000 => format!("{millis} ms"),
        _ => format!("{:.2} s", elapsed.as_secs_f64()),
    }
}

/// `13245` as `13,245`.
fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(1000), "1,000");
        assert_eq!(counted(1_234_567, "page"), "1,234,567 pages");
        assert_eq!(counted(1, "error"), "1 error");
    }
}
