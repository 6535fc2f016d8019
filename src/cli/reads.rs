//! `dateline reads`, as types.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

use super::values::{day, place_in_a_log, seconds, time_zone};
use crate::reads::logs::{Place, client_named};

/// `dateline reads`
#[derive(Debug, Subcommand)]
pub enum Reads {
    /// Import reads from access logs or from exports of analytics services
    Import(Import),
    /// Fetch the missing days from an analytics service
    Fetch(Fetch),
}

/// `dateline reads import`
#[derive(Debug, Args)]
pub struct Import {
    /// Format of the files
    pub format: ReadsFormat,
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The day of files without one
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Date>,
    /// Also store reads that match no story
    #[arg(long)]
    pub keep_unmatched: bool,
    /// In access logs, leave out agents that contain this, such as your own health check
    #[arg(long, value_name = "TEXT")]
    pub ignore_agent: Vec<String>,
    /// In access logs, leave out this address, such as your own office
    #[arg(long, value_name = "ADDRESS", value_parser = client_named)]
    pub ignore_client: Vec<String>,
    /// In access logs, where the reader's address is: a key of JSON, or the number of a field
    #[arg(long, value_name = "WHERE", value_parser = place_in_a_log)]
    pub client_field: Option<String>,
    /// The same for any part: path, time, client, status, agent, method, host or purpose
    #[arg(long, value_name = "PART=WHERE")]
    pub field: Vec<Place>,
    /// In lists of forwarded addresses, this address or network is your own proxy
    #[arg(long, value_name = "ADDRESS", value_parser = client_named)]
    pub trusted_proxy: Vec<String>,
    /// The time zone of a log whose times have no offset [default: UTC]
    #[arg(long, value_name = "ZONE", value_parser = time_zone)]
    pub time_zone: Option<TimeZone>,
}

/// The format of a file of reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadsFormat {
    /// The store's own form: date,path,reads
    Csv,
    /// GoatCounter: CSV (version 2) or the ZIP with JSON
    Goatcounter,
    /// Plausible: pages of the dashboard, or imported_pages
    Plausible,
    /// Matomo: Actions.getPageUrls, flat, CSV or JSON
    Matomo,
    /// Umami: website_event of its export
    Umami,
    /// Google Analytics 4: a report of pages, CSV
    Ga4,
    /// Access logs of Apache, nginx, lighttpd and Varnish
    #[value(aliases = ["apache", "nginx", "lighttpd", "varnish"])]
    Combined,
    /// Access logs of Caddy, JSON
    Caddy,
    /// Access logs of haproxy, HTTP or CLF
    Haproxy,
    /// Access logs of Traefik, JSON or common
    Traefik,
    /// Standard logs of CloudFront
    Cloudfront,
    /// Logs of Fastly, JSON
    Fastly,
    /// Logs of HTTP requests of Cloudflare, JSON
    Cloudflare,
    /// Other logs with a JSON object in each line, with --field
    Json,
}

/// `dateline reads fetch`
#[derive(Debug, Args)]
pub struct Fetch {
    /// The service
    pub service: ReadsService,
    /// The web address of the service
    #[arg(long, value_name = "URL")]
    pub server: Option<Url>,
    /// The site's id at the service
    #[arg(long, value_name = "ID")]
    pub site_id: Option<String>,
    /// The first day [default: the newest in the store]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Date>,
    /// The last day [default: yesterday]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Date>,
    /// Time limit in seconds for the whole fetch; complete days are stored
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = seconds())]
    pub timeout: u32,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Also store reads that match no story
    #[arg(long)]
    pub keep_unmatched: bool,
}

/// A service that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReadsService {
    /// goatcounter.com, or your own GoatCounter
    Goatcounter,
    /// plausible.io, or your own Plausible
    Plausible,
    /// Matomo
    Matomo,
    /// Umami Cloud, or your own Umami
    Umami,
}
