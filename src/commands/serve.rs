//! `dateline serve`: the site in a browser, while it is being written.

use std::collections::BTreeSet;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::cli::Serve;
use crate::commands::held::changes_of_held;
use crate::commands::serve_again::{EarlierProcess, start_again};
use crate::commands::{Failed, counted, grouped, now, report, seconds};
use crate::diagnostic::Diagnostic;
use crate::render::once_each;
use crate::serve::{self, Event, Follow, Hosts, Options, Unwatched, Vanished};
use crate::site::{self, Lists, LoadOptions, Outcome};
use crate::text::printable::on_one_line;
use crate::watchdog::GivenUp;

pub(super) fn run(arguments: &Serve) -> Result<(), Failed> {
    let started = Instant::now();
    let site = arguments.load.site.clone();
    let fail = |fault: Diagnostic| {
        report(&arguments.load.site, &[fault]);
        Failed
    };
    let before = EarlierProcess::known();
    let port = before.as_ref().map_or(arguments.port, EarlierProcess::port);
    let bound = serve::bind(arguments.bind, port).map_err(fail)?;
    let port = bound.port();
    let hosts = Hosts::of(arguments.bind);
    if hosts == Hosts::Any {
        eprintln!(
            "Anyone on this network can read the site, including drafts that are shown. Held stories \
             and errors appear only in this terminal."
        );
    }
    let options = Options {
        site: site.clone(),
        load: arguments.load.options(),
        follow: if arguments.watch { Follow::Yes } else { Follow::No },
        given_up: before.as_ref().map(EarlierProcess::given_up).unwrap_or_default(),
        instant,
    };
    let (open, reveal) = (arguments.open, arguments.load.reveal());
    // A template that never ends can keep the site from being shown at all.
    let is_shown = AtomicBool::new(before.is_some_and(|before| before.is_shown()));
    let tell = move |event: Event<'_>| match event {
        Event::GivenUp { now, all } => {
            report(&site, &once_each(now.iter().map(GivenUp::diagnostic).collect()));
            start_anew(port, is_shown.load(Ordering::Relaxed), all);
        }
        Event::Started { .. } => {
            tell(&event, &site, open && !is_shown.swap(true, Ordering::Relaxed));
        }
        Event::Held { before, site } => print!("{}", changes_of_held(before, site, reveal)),
        event => tell(&event, &site, false),
    };
    serve::run(bound, hosts, options, started, tell).map_err(fail)
}

/// The moment of each update: the clock's, unless one was asked for.
fn instant(load: &LoadOptions) -> site::Instant {
    match &load.instant {
        site::Instant::Exact(_) => site::Instant::Exact(now()),
        written @ site::Instant::Written(_) => written.clone(),
    }
}

fn tell(event: &Event<'_>, site: &Path, open: bool) {
    match event {
        Event::Started { address, pages, languages, elapsed } => {
            println!("{} at {address} after {}", counted(*pages, "path"), seconds(*elapsed));
            if let Some(languages) = languages {
                println!("Which story is in which language: {languages}");
            }
            println!("Ctrl-C stops the server");
            if open && open::that_detached(address).is_err() {
                eprintln!("No browser could be opened: go to {address}");
            }
        }
        Event::Changed { paths, outcome, elapsed } => {
            println!("{}", changed(paths, *outcome, *elapsed));
        }
        // The server starts again.
        Event::GivenUp { .. } => {}
        Event::Unwatched(why) => eprintln!("{}", unwatched(why)),
        // With what is shown of them.
        Event::Held { .. } => {}
        Event::Problems(problems) => report(site, problems),
        Event::StillWrong(problems) => eprintln!("{}", still_wrong(problems)),
        Event::Fixed { vanished: [] } => println!("All problems fixed"),
        Event::Fixed { vanished } => println!("{}", gone(vanished)),
    }
}

/// Which errors a save left, by their files: their places were told already.
fn still_wrong(problems: &[Diagnostic]) -> String {
    let errors = problems.iter().filter(|fault| fault.is_error());
    let files: BTreeSet<&str> = errors.clone().filter_map(|error| error.file.as_deref()).collect();
    let named = match files.iter().next() {
        None => String::new(),
        Some(file) => {
            let others = match files.len() - 1 {
                0 => String::new(),
                more => format!(" and {}", counted(more, "other file")),
            };
            format!(" in {}{others}", on_one_line(file))
        }
    };
    match errors.count() {
        1 => format!("1 error remains{named}: you see the site from before it"),
        errors => format!("{errors} errors remain{named}: you see the site from before them"),
    }
}

/// That nothing is wrong any more, since what was wrong is not shown any more.
fn gone(vanished: &[Vanished]) -> String {
    let became = |Vanished { file, is_held }: &Vanished| {
        let what = if *is_held { "is held" } else { "is gone" };
        format!("{} {what}", on_one_line(file))
    };
    let became: Vec<String> = vanished.iter().map(became).collect();
    format!("No problems left: {}", became.join(", "))
}

/// Why some changes show later, and the remedy.
fn unwatched(why: &Unwatched) -> String {
    let (what, remedy) = match why {
        Unwatched::Folders => (
            "This system's limit on watched folders is reached".into(),
            "; to see them at once: `sudo sysctl fs.inotify.max_user_watches=1048576`",
        ),
        Unwatched::Programs => (
            "This system's limit on programs that watch folders is reached".into(),
            "; to see them at once: `sudo sysctl fs.inotify.max_user_instances=1024`",
        ),
        Unwatched::Other(said) => (format!("This system does not report changes ({said})"), ""),
    };
    format!("{what}. Dateline looks for changes itself: they show within a few seconds{remedy}")
}

/// A page took too much: starts the server again without it.
fn start_anew(port: u16, is_shown: bool, given_up: &[GivenUp]) {
    let error = start_again(port, is_shown, given_up);
    eprintln!("The server cannot go on without that template ({error}): fix it, and start again");
    process::exit(1);
}

/// What changed, what it caused, and how long that took.
fn changed(paths: &[String], outcome: Outcome, elapsed: Duration) -> String {
    let what = match paths {
        [] => "the clock or something else".to_string(),
        [path] => on_one_line(path).into_owned(),
        [path, others @ ..] => {
            format!("{} and {}", on_one_line(path), counted(others.len(), "other file"))
        }
    };
    let mut caused = Vec::new();
    match outcome.texts {
        0 => {}
        1 => caused.push("1 story".to_string()),
        stories => caused.push(format!("{} stories", grouped(stories))),
    }
    if outcome.templates {
        caused.push("the templates".to_string());
    }
    if outcome.lists == Lists::Anew {
        caused.push("the lists".to_string());
    }
    let caused = match &caused[..] {
        [] => "nothing else".to_string(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    };
    format!("{what} changed: updated {caused} in {}", seconds(elapsed))
}
