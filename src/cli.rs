//! The command line, as types.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::builder::RangedU64ValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use url::Url;

use crate::text::date::{FORMS, Written};
use crate::url::BaseUrl;

/// A static-site generator for news briefings.
#[derive(Debug, Parser)]
#[command(name = "dateline", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new site
    Init(Init),
    /// Begin a new briefing, and print its path
    New(New),
    /// Render the site into a folder
    Build(Build),
    /// Look for what readers would stumble over: broken links, pictures without words, stories told twice
    Check(Check),
    /// Publish the output to a branch of a git remote
    Deploy(Deploy),
    /// Print when the site changes by itself next
    Next(Next),
    /// List corrections, or what was changed without one
    Corrections(Corrections),
    /// Show the site in a browser while it is being written
    Serve(Serve),
    /// Print what may be written, as a JSON Schema for editors
    Schema(Schema),
    /// Find out what readers read, for the list of what is read most
    #[command(subcommand)]
    Reads(Reads),
}

/// `dateline init`
#[derive(Debug, Args)]
pub struct Init {
    /// Where; a folder that exists keeps its files
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}

/// `dateline new`
#[derive(Debug, Args)]
pub struct New {
    /// One of the sections in site.yaml
    pub section: String,
    /// The headline
    pub title: String,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
}

/// `dateline build`
#[derive(Debug, Args)]
pub struct Build {
    /// What to load
    #[command(flatten)]
    pub load: Load,
    /// Where the pages go [default: `public` in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub quiet: bool,
}

/// `dateline check`
#[derive(Debug, Args)]
pub struct Check {
    /// What to load
    #[command(flatten)]
    pub load: Load,
    /// How to say what was found
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CheckFormat,
    /// Fail also for warnings
    #[arg(long)]
    pub strict: bool,
    /// Ask also the sites that are linked to
    #[arg(long)]
    pub external: bool,
    /// For how many days a link that was there is not asked for again
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub external_age: u16,
    /// For how long all other sites together are asked
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = seconds())]
    pub external_timeout: u32,
    /// Ask also this machine and its network, where links of a stranger may lead
    #[arg(long)]
    pub external_private: bool,
}

/// How `dateline check` says what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people, and as annotations in GitHub Actions
    Text,
    /// One JSON object a line
    Json,
}

/// `dateline deploy`
#[derive(Debug, Args)]
pub struct Deploy {
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Which output [default: `public` in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Where: a remote of the repository, or an address
    #[arg(long, value_name = "NAME", default_value = "origin")]
    pub remote: String,
    /// The branch; its files become those of the output
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    pub branch: String,
    /// What the commit says [default: which commit the site is at]
    #[arg(long, short, value_name = "TEXT")]
    pub message: Option<String>,
    /// Replace the branch's history by this one commit
    #[arg(long)]
    pub orphan: bool,
    /// Publish also an output that shows what is not public yet
    #[arg(long)]
    pub with_held: bool,
    /// Publish also files in the output's folder that no build wrote
    #[arg(long)]
    pub with_other_files: bool,
    /// Say what would be published, and leave the remote alone
    #[arg(long)]
    pub dry_run: bool,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub quiet: bool,
}

/// `dateline next`
#[derive(Debug, Args)]
pub struct Next {
    /// What to load
    #[command(flatten)]
    pub load: Load,
}

/// `dateline corrections`
#[derive(Debug, Args)]
pub struct Corrections {
    /// List what was changed after publication without a correction, by the site's git history
    #[arg(long)]
    pub from_git: bool,
    /// List only what is of this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub since: Option<Date>,
    /// How to list them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CorrectionsFormat,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Show addresses below this one instead of site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub base_url: Option<BaseUrl>,
    /// What is public at this moment instead of now; without an offset, in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = written)]
    pub at: Option<Written>,
}

/// How `dateline corrections` lists what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CorrectionsFormat {
    /// For people
    Text,
    /// One JSON object a line
    Json,
}

/// `dateline serve`
#[derive(Debug, Args)]
pub struct Serve {
    /// What to load
    #[command(flatten)]
    pub load: Load,
    /// Follow changes: what is saved shows in the browser by itself
    #[arg(long)]
    pub watch: bool,
    /// Where to listen
    #[arg(long, default_value_t = 4000)]
    pub port: u16,
    /// Which of this machine's addresses; `0.0.0.0` lets the whole network read the site
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub bind: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
}

/// `dateline schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// Of what
    pub of: SchemaOf,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// The facts above a text
    FrontMatter,
    /// The settings, site.yaml
    Site,
}

/// `dateline reads`
#[derive(Debug, Subcommand)]
pub enum Reads {
    /// Add what files tell: access logs, exports of analytics services
    Import(Import),
    /// Ask an analytics service for the days that are missing
    Fetch(Fetch),
}

/// `dateline reads import`
#[derive(Debug, Args)]
pub struct Import {
    /// What the files are
    pub format: ReadsFormat,
    /// The files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The day of files that name none
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub day: Option<Date>,
    /// Store also what matches no story
    #[arg(long)]
    pub keep_unmatched: bool,
    /// In access logs, leave out agents that contain this, such as your own health check
    #[arg(long, value_name = "TEXT")]
    pub ignore_agent: Vec<String>,
    /// In access logs, leave out this address, such as your own office
    #[arg(long, value_name = "ADDRESS")]
    pub ignore_client: Vec<String>,
}

/// What a file of reads is.
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
    /// Access logs of Apache and nginx
    Combined,
    /// Access logs of Caddy, JSON
    Caddy,
}

/// `dateline reads fetch`
#[derive(Debug, Args)]
pub struct Fetch {
    /// Which service
    pub service: ReadsService,
    /// Where it is: its web address
    #[arg(long, value_name = "URL")]
    pub server: Option<Url>,
    /// The id that it has given the site
    #[arg(long, value_name = "ID")]
    pub site_id: Option<String>,
    /// The first day [default: the newest in the store]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<Date>,
    /// The last day [default: yesterday]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<Date>,
    /// How long the service may take for all of it; the days that came by then are stored
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = seconds())]
    pub timeout: u32,
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Store also what matches no story
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

/// What a site is loaded with.
#[derive(Debug, Args)]
pub struct Load {
    /// The site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// Publish here instead of at site.yaml's `base_url`
    #[arg(long, value_name = "URL", value_parser = BaseUrl::parse)]
    pub base_url: Option<BaseUrl>,
    /// Show drafts, marked
    #[arg(long)]
    pub drafts: bool,
    /// Show what is dated or embargoed in the future, marked
    #[arg(long)]
    pub future: bool,
    /// Build as of this moment instead of now; without an offset, in the site's time zone
    #[arg(long, value_name = "TIME", value_parser = written)]
    pub at: Option<Written>,
}

/// Up to a day.
fn seconds() -> RangedU64ValueParser<u32> {
    RangedU64ValueParser::new().range(1..=24 * 60 * 60)
}

fn written(text: &str) -> Result<Written, String> {
    Written::parse(text).map_err(|message| format!("{message}; {FORMS}"))
}
