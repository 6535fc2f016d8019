//! Access logs, as `dateline reads import` reads them.

use std::fs::File;
use std::path::Path;

use super::source_file::{open, refused, report_lines};
use crate::cli::Import;
use crate::commands::{counted, grouped, report};
use crate::diagnostic::Diagnostic;
use crate::reads::logs::{Doubt, Field, LeftOut, Options, Place, Server, Tally};
use crate::reads::{Addresses, Context, Counts, Lines, Refusal};
use crate::terminal::progress::Progress;
use crate::text::printable::on_one_line;

/// Reads the files as parts of one log: a reader counts once in all of them.
pub(super) fn read(
    arguments: &Import,
    server: Server,
    context: &Context,
    addresses: &dyn Addresses,
) -> Result<Vec<Counts>, Vec<Diagnostic>> {
    let refuse = |Refusal { message, hint }| vec![Diagnostic::error(message).hint(hint)];
    let client = arguments.client_field.iter();
    let client = client.map(|at| Place { field: Field::Client, at: at.clone() });
    let places: Vec<Place> = arguments.field.iter().cloned().chain(client).collect();
    let options = Options {
        context,
        ignored_agents: &arguments.ignore_agent,
        ignored_clients: &arguments.ignore_client,
        proxies: &arguments.trusted_proxy,
        places: &places,
        time_zone: arguments.time_zone.as_ref(),
        addresses,
    };
    let mut tally = Tally::new(server, options).map_err(refuse)?;
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
    let warning = |doubt| warning(doubt, &places);
    let doubts: Vec<Diagnostic> = tally.doubts().into_iter().map(warning).collect();
    let mut counts = Counts::default();
    let left_out = tally.finish(&mut counts).map_err(refuse)?;
    say_what_was_left_out(&left_out);
    report(&arguments.site, &doubts);
    Ok(vec![counts])
}

fn warning(doubt: Doubt, places: &[Place]) -> Diagnostic {
    match doubt {
        Doubt::NotThere(field) => {
            let named = places.iter().rev().find(|place| place.field == field);
            let at = named.map_or("", |place| &place.at);
            let instead = match field {
                Field::Client => ": the address of whoever asked the server counts instead",
                Field::Agent => ": which program asked is not known",
                Field::Purpose => ": what browsers get ready for their readers is counted",
                _ => "",
            };
            Diagnostic::warning(format!(
                "no line of the log has anything in `{}`, the place that was named for `{}`{instead}",
                on_one_line(at),
                field.name()
            ))
            .hint(format!(
                "look in a line of the log how it is written there, and import again with \
                 `--field {}=…`",
                field.name()
            ))
        }
        Doubt::NoAgents => Diagnostic::warning(
            "no line of the log says which program asked, so bots are counted, and all readers \
             at one address are one",
        )
        .hint("let the server log the header `User-Agent`, or name its place: `--field agent=…`"),
        Doubt::Proxies(count) => Diagnostic::warning(format!(
            "nearly all readers have {}: a proxy or CDN is in front of the server, and readers \
             behind it with the same browser are counted as one",
            match count {
                0 | 1 => "the same address".into(),
                more => format!("one of {} addresses", grouped(more)),
            }
        ))
        .hint(
            "let the server log the reader's address (nginx: `set_real_ip_from` and \
             `real_ip_header`; Apache: `mod_remoteip`; Caddy: `trusted_proxies`; haproxy: \
             `option forwardfor` for the server behind it), or name the place of the forwarded \
             address in the log: `--client-field …`",
        ),
    }
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
        (bots, "by bots, or without a user agent"),
        (prefetches, "ahead of a reader"),
        (ignored, "by agents or clients to be ignored"),
    ];
    for (count, what) in parts.into_iter().filter(|(count, _)| **count > 0) {
        println!("{} {what}: not counted", counted(count, "request"));
    }
}
