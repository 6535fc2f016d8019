//! `dateline reads fetch`: asks an analytics service for the days that are missing.

use std::ops::RangeInclusive;
use std::time::Duration;

use jiff::Span;
use jiff::civil::Date;
use url::Url;

use super::{Newsroom, store, whole};
use crate::cli::{Fetch, ReadsService};
use crate::commands::{Failed, report};
use crate::diagnostic::Diagnostic;
use crate::reads::services::{Patience, Query, Service, ServiceReads, Token, fetch};
use crate::reads::store::file::StoreFile;
use crate::reads::stories::UnmatchedPolicy;

/// Runs it.
pub fn run(arguments: &Fetch) -> Result<(), Failed> {
    let newsroom = Newsroom::open(&arguments.site)?;
    fetch_missing(arguments, &newsroom).map_err(|fault| {
        report(&arguments.site, &[fault]);
        Failed
    })
}

fn fetch_missing(arguments: &Fetch, newsroom: &Newsroom) -> Result<(), Diagnostic> {
    let service = service(arguments.service);
    let days = days(arguments, newsroom)?;
    if days.is_empty() {
        println!("No day is missing: the newest in the store is {}", days.start());
        return Ok(());
    }
    let token = token(service)?;
    let server = server(arguments, service, &token)?;
    let site = arguments.site_id.as_deref();
    if service.needs_site() && site.is_none() {
        let message = format!("{} needs to know which site", service.name());
        return Err(
            Diagnostic::error(message).hint("give the id that it has for the site: --site-id ID")
        );
    }
    let time_zone = &newsroom.site.config.time_zone;
    println!("Asking {} for {} to {}", service.name(), days.start(), days.end());
    let query = Query { server: &server, site, token: &token, days, time_zone };
    let budget = Duration::from_secs(arguments.timeout.into());
    let patience = Patience { budget, ..Patience::default() };
    let ServiceReads { counts, fault } = fetch(service, &query, &patience)?;
    let policy = match arguments.keep_unmatched {
        true => UnmatchedPolicy::Store,
        false => UnmatchedPolicy::LeaveOut,
    };
    store(&arguments.site, newsroom, &[counts], policy)?;
    fault.map_or(Ok(()), Err)
}

fn service(service: ReadsService) -> Service {
    match service {
        ReadsService::Goatcounter => Service::Goatcounter,
        ReadsService::Plausible => Service::Plausible,
        ReadsService::Matomo => Service::Matomo,
        ReadsService::Umami => Service::Umami,
    }
}

/// From the newest day in the store, which may have been incomplete when it was
/// fetched, to yesterday, which is over.
fn days(arguments: &Fetch, newsroom: &Newsroom) -> Result<RangeInclusive<Date>, Diagnostic> {
    let config = &newsroom.site.config.most_read;
    let newest = {
        let file = StoreFile::open(&arguments.site.join(&config.reads))?;
        let text = file.read()?;
        let mut reads = whole(&text, &config.reads)?;
        reads.split_after(newsroom.today);
        reads.rows().last().map(|row| row.day)
    };
    let longest = config.windows.iter().map(|(_, days)| *days).max().unwrap_or(1);
    let from = arguments.from.or(newest).unwrap_or_else(|| {
        let back = Span::new().days(i64::try_from(longest).unwrap_or(1));
        newsroom.today.checked_sub(back).unwrap_or(newsroom.today)
    });
    let to = match arguments.to {
        Some(to) if to > newsroom.today => {
            return Err(Diagnostic::error(format!("--to {to} is in the future"))
                .hint("leave it out, to ask up to yesterday"));
        }
        Some(to) => to,
        None => newsroom.today.yesterday().unwrap_or(newsroom.today),
    };
    Ok(from..=to)
}

fn token(service: Service) -> Result<Token, Diagnostic> {
    let variables = service.token_variables();
    let set = variables.iter().find_map(|variable| {
        let value = std::env::var(variable).ok().filter(|value| !value.trim().is_empty())?;
        Some(Token { variable, value })
    });
    set.ok_or_else(|| {
        let message = format!("{} wants a token", service.name());
        Diagnostic::error(message).hint(format!(
            "put it into the environment variable {}; docs/reads-fetch.md says where to get one",
            variables.join(" or ")
        ))
    })
}

fn server(arguments: &Fetch, service: Service, token: &Token) -> Result<Url, Diagnostic> {
    if let Some(server) = &arguments.server {
        return Ok(server.clone());
    }
    let default = service.default_server(token.variable).and_then(|url| Url::parse(url).ok());
    default.ok_or_else(|| {
        Diagnostic::error(format!("where is your {}?", service.name()))
            .hint("give its address: --server https://stats.example.org")
    })
}
