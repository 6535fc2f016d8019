//! `dateline reads import`: adds to the store what files count.

use std::fs::File;

use super::source_file::{name, open, refused, report_lines};
use super::{Newsroom, log, store};
use crate::cli::{Import, ReadsFormat};
use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::reads::exports::{self, Format};
use crate::reads::logs::Server;
use crate::reads::stories::UnmatchedPolicy;
use crate::reads::{Context, Counts, Lines, Refusal};

/// Runs it.
pub fn run(arguments: &Import) -> Result<(), Failed> {
    refuse_what_means_nothing(arguments).map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })?;
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
            newsroom.with_addresses(|addresses| {
                exports::read(format, file, &context, addresses, counts, lines)
            })
        }),
        Kind::Log(server) => {
            newsroom.with_addresses(|addresses| log::read(arguments, server, &context, addresses))
        }
    };
    let result = imported.and_then(|sources| {
        store(&arguments.site, &newsroom, &sources, policy).map_err(|fault| vec![fault])
    });
    result.map_err(|faults| {
        report(&arguments.site, &faults);
        Failed
    })
}

/// Refuses options that say something of other formats: whoever gave them expects other numbers.
fn refuse_what_means_nothing(arguments: &Import) -> Result<(), Vec<Diagnostic>> {
    let kind = kind(arguments.format);
    let format = name(arguments.format);
    let mut faults = Vec::new();
    if !matches!(kind, Kind::Log(_)) {
        let of_logs = [
            ("--ignore-agent", arguments.ignore_agent.is_empty()),
            ("--ignore-client", arguments.ignore_client.is_empty()),
            ("--client-field", arguments.client_field.is_none()),
            ("--field", arguments.field.is_empty()),
            ("--trusted-proxy", arguments.trusted_proxy.is_empty()),
            ("--time-zone", arguments.time_zone.is_none()),
        ];
        let given = of_logs.into_iter().filter(|(_, is_absent)| !is_absent);
        faults.extend(given.map(|(option, _)| {
            Diagnostic::error(format!("`{option}` is for access logs, and `{format}` is none"))
                .hint("leave it out")
        }));
    }
    if arguments.day.is_some() && !matches!(kind, Kind::Table(_)) {
        let why =
            format!("`--day` is for files that name no day, and each line of `{format}` has one");
        faults.push(Diagnostic::error(why).hint("leave it out"));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
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
        ReadsFormat::Haproxy => Kind::Log(Server::Haproxy),
        ReadsFormat::Traefik => Kind::Log(Server::Traefik),
        ReadsFormat::Cloudfront => Kind::Log(Server::Cloudfront),
        ReadsFormat::Fastly => Kind::Log(Server::Fastly),
        ReadsFormat::Cloudflare => Kind::Log(Server::Cloudflare),
        ReadsFormat::Json => Kind::Log(Server::Json),
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
